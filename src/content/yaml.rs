//! YAML → values that know their place. The only file that names the YAML crate.
//!
//! Read from the crate's events, not through serde: a value stays as it was written (`10.30`, `0330`, `no` are text until a
//! field asks for something else), every value and key knows its bytes, and one bad line does not hide the next: it is
//! told, blanked out with what hangs under it, and the rest is read again.

use std::ops::Range;

use serde_saphyr::granit_parser::{ErrorKind, Event, Parser, Placement, ScalarStyle, ScanError, options};

use super::yaml_faults::{self, Stumble};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};

/// Nesting beyond this is no front matter.
const MAX_DEPTH: usize = 12;
/// Values beyond this are no file written by hand; data files of a few thousand people stay far below.
const MAX_NODES: usize = 200_000;
/// Bad lines told in one file before giving up on it.
const MAX_FAULTS: usize = 20;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub place: Place,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing after the colon, or `~`.
    Empty,
    /// Text, as written, whatever it looks like.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Fields.
    Fields(Vec<(Key, Node)>),
}

/// A field's name as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

impl Node {
    /// A node without fields, for files that have none.
    pub fn no_fields(file: FileId) -> Node {
        Node { value: Value::Fields(Vec::new()), place: Place::top(file) }
    }
}

/// YAML as read: what could be made of it, and whether a fault left something out.
#[derive(Debug)]
pub struct Yaml {
    /// The top value; fields in every file that husting reads.
    pub node: Node,
    /// Whether lines were skipped, so that a missing field may stand on one of them.
    pub damaged: bool,
}

/// Reads the YAML in `range` of `text`.
pub fn read(file: FileId, text: &str, range: Range<usize>, problems: &mut Diagnostics) -> Yaml {
    let mut source = text.get(range.clone()).unwrap_or_default().to_owned();
    let mut damaged = false;
    for _ in 0..MAX_FAULTS {
        let mut builder = Builder::new(file, range.start);
        match builder.run(&source) {
            Ok(node) => {
                builder.tell_comments(&source, problems);
                return Yaml { node: top_fields(node, file, &source, range.start, problems, &mut damaged), damaged };
            }
            Err(fault) => {
                damaged = true;
                let told = fault.explain(&source);
                let line = told.line.clone();
                problems.push(told.into_diagnostic(file, range.start));
                if !blank_out(&mut source, line) {
                    break;
                }
            }
        }
    }
    Yaml { node: Node::no_fields(file), damaged: true }
}

fn top_fields(
    node: Node,
    file: FileId,
    source: &str,
    base: usize,
    problems: &mut Diagnostics,
    damaged: &mut bool,
) -> Node {
    match node.value {
        Value::Fields(_) => node,
        Value::Empty => Node::no_fields(file),
        _ => {
            *damaged = true;
            let start = (node.place.start as usize).saturating_sub(base);
            problems.push(yaml_faults::explain_line(source, start, Kind::NotKeyValue).into_diagnostic(file, base));
            Node::no_fields(file)
        }
    }
}

/// What stopped the reading.
enum Fault {
    Scan(ScanError),
    Here(Kind, &'static str, usize),
}

impl Fault {
    fn explain(self, source: &str) -> yaml_faults::Told {
        match self {
            Fault::Scan(error) => {
                let at = error.marker().byte_offset().unwrap_or(0).min(source.len());
                let stumble = match error.kind() {
                    ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation => Stumble::Tab,
                    ErrorKind::InvalidIndentation
                    | ErrorKind::ExpectedBlockMappingKey
                    | ErrorKind::ExpectedBlockSequenceEntry => Stumble::Indentation,
                    _ => Stumble::Other,
                };
                yaml_faults::explain(source, at, stumble)
            }
            Fault::Here(kind, what, at) => yaml_faults::plain(source, at, kind, what),
        }
    }
}

/// Replaces a line, and the deeper lines under it, by spaces: places stay what they were. False if nothing is left to blank.
fn blank_out(source: &mut String, line: Range<usize>) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = source.get(line.clone()).unwrap_or_default();
    if first.trim().is_empty() {
        return false;
    }
    let own = indent(first);
    let mut end = line.end;
    for next in source[line.end..].split_inclusive('\n') {
        if !next.trim().is_empty() && indent(next) <= own {
            break;
        }
        end += next.len();
    }
    let blank: String = source[line.start..end].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
    source.replace_range(line.start..end, &blank);
    true
}

/// A list or fields not yet closed.
enum Open {
    List(Vec<Node>, usize),
    Fields(Vec<(Key, Node)>, Option<Key>, usize),
}

struct Builder {
    file: FileId,
    base: usize,
    /// What is open around the event at hand, outermost first.
    open: Vec<Open>,
    top: Option<Node>,
    documents: usize,
    nodes: usize,
    /// Unquoted one-line values, for telling what a `#` cut.
    plain: Vec<Range<usize>>,
    comments: Vec<(usize, String)>,
}

impl Builder {
    fn new(file: FileId, base: usize) -> Builder {
        let (open, plain, comments) = (Vec::new(), Vec::new(), Vec::new());
        Builder { file, base, open, top: None, documents: 0, nodes: 0, plain, comments }
    }

    fn run(&mut self, source: &str) -> Result<Node, Fault> {
        let options = options! { disallow_directives: true, block_nesting_limit: MAX_DEPTH * 2, flow_nesting_limit: MAX_DEPTH, emit_unresolved_aliases: true };
        for next in Parser::new_from_str_with_options(source, options) {
            let (event, span) = next.map_err(Fault::Scan)?;
            let range = span.byte_range().unwrap_or_default();
            refuse(&event, range.start)?;
            self.take(event, range, source)?;
        }
        Ok(self.top.take().unwrap_or_else(|| Node { value: Value::Empty, place: self.place(0..0) }))
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>, source: &str) -> Result<(), Fault> {
        let done = match event {
            Event::Comment(text, Placement::Right) => {
                self.comments.push((range.start, text.into_owned()));
                return Ok(());
            }
            Event::DocumentStart(..) => return self.begin_document(range.start),
            Event::Scalar(text, style, ..) => {
                let value = self.scalar(source, text.into_owned(), style, range.clone());
                Some(Node { value, place: self.place(range.clone()) })
            }
            Event::SequenceStart(..) => {
                self.open.push(Open::List(Vec::new(), range.start));
                None
            }
            Event::MappingStart(..) => {
                self.open.push(Open::Fields(Vec::new(), None, range.start));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => self.open.pop().map(|open| self.close(open, range.end)),
            _ => return Ok(()),
        };
        self.nodes += 1;
        self.check_size(range.start)?;
        done.map_or(Ok(()), |node| self.hang(node))
    }

    fn begin_document(&mut self, at: usize) -> Result<(), Fault> {
        self.documents += 1;
        if self.documents > 1 { Err(Fault::Here(Kind::YamlFeature, "---", at)) } else { Ok(()) }
    }

    fn check_size(&self, at: usize) -> Result<(), Fault> {
        if self.open.len() > MAX_DEPTH {
            return Err(Fault::Here(Kind::TooDeep, "", at));
        }
        if self.nodes > MAX_NODES {
            return Err(Fault::Here(Kind::TooManyValues, "", at));
        }
        Ok(())
    }

    /// Puts a finished node into what is open around it: in fields first the key, then its value.
    fn hang(&mut self, node: Node) -> Result<(), Fault> {
        match self.open.last_mut() {
            None => self.top = Some(node),
            Some(Open::List(items, _)) => items.push(node),
            Some(Open::Fields(fields, key, _)) => match key.take() {
                Some(key) => fields.push((key, node)),
                None => *key = Some(into_key(node)?),
            },
        }
        Ok(())
    }

    fn scalar(&mut self, source: &str, text: String, style: ScalarStyle, range: Range<usize>) -> Value {
        if style != ScalarStyle::Plain {
            return Value::Text(text);
        }
        if text.is_empty() || text == "~" {
            return Value::Empty;
        }
        if !source.get(range.clone()).is_some_and(|raw| raw.contains('\n')) {
            self.plain.push(range);
        }
        Value::Text(text)
    }

    fn close(&self, open: Open, end: usize) -> Node {
        match open {
            Open::List(items, start) => {
                let end = items.last().map_or(end, |last| (last.place.end as usize).saturating_sub(self.base));
                Node { value: Value::List(items), place: self.place(start..end.max(start)) }
            }
            Open::Fields(fields, _, start) => {
                let end = fields.last().map_or(end, |(_, last)| (last.place.end as usize).saturating_sub(self.base));
                Node { value: Value::Fields(fields), place: self.place(start..end.max(start)) }
            }
        }
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file, range.start + self.base..range.end + self.base)
    }

    /// A `#` after an unquoted value: without a space after it, the value was surely meant to go on.
    fn tell_comments(&self, source: &str, problems: &mut Diagnostics) {
        for (at, comment) in &self.comments {
            let before = self.plain.partition_point(|range| range.end <= *at);
            let Some(value) = before.checked_sub(1).and_then(|index| self.plain.get(index)) else { continue };
            if !source.get(value.end..*at).is_some_and(|gap| gap.bytes().all(|b| b == b' ' || b == b'\t')) {
                continue;
            }
            let kind = if comment.starts_with([' ', '\t']) { Kind::CommentAfterValue } else { Kind::CutAtHash };
            let whole = value.start..at + 1 + comment.len();
            let quoted = yaml_faults::requoted_line(source, whole.clone());
            problems.push(
                Diagnostic::new(kind, self.place(*at..whole.end))
                    .with("rest", format!("#{comment}"))
                    .with("line", quoted),
            );
        }
    }
}

/// What YAML can do and files written by hand need not: references to other values, anchors and tags.
fn refuse(event: &Event<'_>, at: usize) -> Result<(), Fault> {
    let sign = match event {
        Event::Alias(_) | Event::UnresolvedAlias(_) => "*",
        Event::Scalar(_, _, anchor, tag)
        | Event::SequenceStart(_, anchor, tag)
        | Event::MappingStart(_, anchor, tag) => match (anchor, tag) {
            (0, None) => return Ok(()),
            (0, Some(_)) => "!",
            _ => "&",
        },
        _ => return Ok(()),
    };
    Err(Fault::Here(Kind::SpecialStart, sign, at))
}

fn into_key(node: Node) -> Result<Key, Fault> {
    match node.value {
        Value::Text(text) => Ok(Key { text, place: node.place }),
        _ => Err(Fault::Here(Kind::YamlFeature, "?", node.place.start as usize)),
    }
}
