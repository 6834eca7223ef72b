//! A text as read: front matter with places, the body, its line ends; and its values by their paths.

use std::ops::Range;

use super::path::{Path, Step};
use super::{CannotEdit, Kind};
use crate::content::front_matter;
use crate::content::yaml::{Key, Node, Value};
use crate::diagnostics::{Diagnostics, FileId};
use crate::language::Language;
use crate::model::fields::{Field, Shape};

/// A Markdown file as it is to be changed.
#[derive(Debug)]
pub struct Doc<'t> {
    /// Whether the front matter cannot be read as a whole.
    pub damaged: bool,
    pub(super) text: &'t str,
    pub(super) root: Node,
    pub(super) has_front: bool,
    pub(super) front: Range<usize>,
    pub(super) body: Range<usize>,
    /// What YAML's reader had to say, by number: a change must not add to it.
    pub(super) faults: usize,
}

impl<'t> Doc<'t> {
    /// Reads a text.
    pub fn read(text: &'t str) -> Doc<'t> {
        let mut problems = Diagnostics::default();
        let front_matter::Front { root, is_there, damaged, range, body } =
            front_matter::read(FileId(0), text, &mut problems);
        Doc {
            text,
            root,
            has_front: is_there,
            damaged,
            front: range.unwrap_or(body.start..body.start),
            body,
            faults: problems.iter().count(),
        }
    }

    /// The file's line ends: those of its first line.
    pub fn line_end(&self) -> &'static str {
        let first = self.text.split_inclusive('\n').next().unwrap_or_default();
        if first.ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    /// The Markdown, without the blank lines around it.
    pub fn body(&self) -> &'t str {
        self.text.get(self.body.clone()).unwrap_or_default().trim_matches(['\r', '\n'])
    }

    /// The value that a path names.
    pub fn find(&self, kind: Kind, path: &Path) -> Option<&Node> {
        let mut node = &self.root;
        let mut table = Some(kind.table);
        for step in &path.0 {
            (node, table) = down(node, table, step, kind.language)?;
        }
        Some(node)
    }

    /// The path of the value at a byte of the text, or of the last one before it on its line: a comment belongs to what it
    /// stands behind.
    pub fn path_at(&self, kind: Kind, at: usize) -> Option<Path> {
        let line = self.text.get(line_start(self.text, at)..at).unwrap_or_default();
        let is_comment = self.text.get(at..).is_some_and(|rest| rest.starts_with('#'));
        let at = if is_comment { at - (line.len() - line.trim_end().len()) } else { at };
        let path = within(&self.root, Some(kind.table), Path::default(), at, kind.language);
        (!path.0.is_empty()).then_some(path)
    }

    /// The same text with front matter that has no fields yet.
    pub(super) fn with_empty_front(&self) -> String {
        let end = self.line_end();
        let rest = self.text.get(self.body.start..).unwrap_or_default();
        let before = self.text.get(..self.body.start).unwrap_or_default();
        format!("{before}---{end}---{end}{end}{}", rest.trim_start_matches(['\r', '\n']))
    }

    /// The same text with another body, unless it says the same.
    pub(super) fn with_body(&self, body: &str) -> String {
        let body = body.replace("\r\n", "\n");
        let body = body.trim_matches('\n');
        let (old, inner) = (self.text.get(self.body.clone()).unwrap_or_default(), self.body());
        if body == inner.replace("\r\n", "\n") {
            return self.text.to_owned();
        }
        let end = self.line_end();
        let head = self.text.get(..self.body.start).unwrap_or_default();
        let head_end = if head.is_empty() || head.ends_with('\n') { "" } else { end };
        if body.is_empty() {
            return format!("{head}{head_end}");
        }
        let around = old.find(inner).filter(|_| !inner.is_empty()).and_then(|at| old.split_at_checked(at));
        let (before, after) = match around {
            Some((before, rest)) => (before, rest.get(inner.len()..).unwrap_or_default()),
            None => (if self.has_front { end } else { "" }, ""),
        };
        let after = if after.is_empty() { end } else { after };
        format!("{head}{head_end}{before}{}{after}", keep_line_ends(inner, body, end))
    }
}

/// A text whose line ends were lost, with those of the lines that it has in common with the old one, and `end` between the
/// others.
pub fn keep_line_ends(old: &str, new: &str, end: &str) -> String {
    let new = new.replace("\r\n", "\n");
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let bare = |line: &str| line.trim_end_matches(['\r', '\n']).to_owned();
    let same = |(a, b): &(&&str, &&str)| bare(a) == bare(b) && a.ends_with('\n') == b.ends_with('\n');
    let first = old.iter().zip(&new).take_while(same).count();
    let most = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    let (middle, behind) = (new.len() - last, old.len() - last);
    let mut left = old.get(first..behind).unwrap_or_default();
    let mut changed = String::new();
    for line in new.get(first..middle).unwrap_or_default() {
        match left.iter().position(|old| same(&(old, line))) {
            Some(at) => {
                changed.push_str(left.get(at).unwrap_or(line));
                left = left.get(at + 1..).unwrap_or_default();
            }
            None => changed.push_str(&line.replace('\n', end)),
        }
    }
    let kept = |lines: Option<&[&str]>| lines.unwrap_or_default().concat();
    kept(old.get(..first)) + &changed + &kept(old.get(behind..))
}

/// A step down: into a field, into an entry. A list that is written as its one entry alone is that entry.
fn down<'n>(
    node: &'n Node,
    table: Option<&'static [Field]>,
    step: &Step,
    language: &Language,
) -> Option<(&'n Node, Option<&'static [Field]>)> {
    match (step, &node.value) {
        (Step::Field(name), Value::Fields(entries)) => {
            let table = table?;
            let (_, child) = entries.get(position(entries, table, name, language)?)?;
            let field = table.iter().find(|field| field.name == name)?;
            Some((child, table_of(field.shape)))
        }
        (Step::Item(number), Value::List(items)) => Some((items.get(*number)?, table)),
        (Step::Item(0), Value::Text(_) | Value::Fields(_)) => Some((node, table)),
        _ => None,
    }
}

/// Which of some entries is the field of that name.
pub(super) fn position(
    entries: &[(Key, Node)],
    table: &'static [Field],
    name: &str,
    language: &Language,
) -> Option<usize> {
    entries.iter().position(|(key, _)| known(&key.text, table, language) == Some(name))
}

/// The English name of a key as typed.
pub(super) fn known(typed: &str, table: &'static [Field], language: &Language) -> Option<&'static str> {
    let names: Vec<&'static str> = table.iter().map(|field| field.name).collect();
    language.key(typed, &names)
}

/// Whether all keys of an entry are fields of its table, so that a form can show it.
pub fn is_known(entries: &[(Key, Node)], table: &'static [Field], language: &Language) -> bool {
    entries.iter().all(|(key, _)| known(&key.text, table, language).is_some())
}

/// The fields within a value of this shape, or within its entries.
pub fn table_of(shape: Shape) -> Option<&'static [Field]> {
    match shape {
        Shape::Entries(_, table)
        | Shape::Group(table)
        | Shape::GroupOrText(table)
        | Shape::Groups(table)
        | Shape::GroupsOrTexts(table)
        | Shape::Dated(table) => Some(table.fields),
        _ => None,
    }
}

/// A value as one text, without the line ends at its end; none for lists and groups.
pub fn text_of(node: &Node) -> Option<String> {
    match &node.value {
        Value::Empty => Some(String::new()),
        Value::Text(text) => Some(text.trim_end().to_owned()),
        _ => None,
    }
}

/// A value as a list of texts; none if anything else is in it.
pub fn texts_of(node: &Node) -> Option<Vec<String>> {
    match &node.value {
        Value::Empty => Some(Vec::new()),
        Value::Text(text) => Some(vec![text.trim_end().to_owned()]),
        Value::List(items) => {
            items.iter().map(|item| text_of(item).filter(|_| !matches!(item.value, Value::Empty))).collect()
        }
        Value::Fields(_) => None,
    }
}

fn within(node: &Node, table: Option<&'static [Field]>, path: Path, at: usize, language: &Language) -> Path {
    match (&node.value, table) {
        (Value::Fields(entries), Some(table)) => {
            let found = entries.iter().rev().find(|(key, _)| key.place.start as usize <= at);
            let Some((key, child)) = found.filter(|(key, child)| at <= child.place.end.max(key.place.end) as usize)
            else {
                return path;
            };
            let Some(field) = known(&key.text, table, language).and_then(|name| table.iter().find(|f| f.name == name))
            else {
                return path;
            };
            let inner = path.field(field.name);
            within(child, table_of(field.shape), inner, at, language)
        }
        (Value::List(items), _) => {
            let covers = |item: &Node| (item.place.start as usize..=item.place.end as usize).contains(&at);
            match items.iter().position(covers) {
                Some(number) => match items.get(number) {
                    Some(item) => within(item, table, path.item(number), at, language),
                    None => path,
                },
                None => path,
            }
        }
        _ => path,
    }
}

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the line of a byte ends, after its line end.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline + 1)
}

/// How many characters stand before a byte on its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    text.get(line_start(text, at)..at).map_or(0, |before| before.chars().count())
}

/// The text with something else in the place of some bytes.
pub(super) fn splice(text: &str, range: Range<usize>, new: &str) -> Result<String, CannotEdit> {
    let before = text.get(..range.start).ok_or(CannotEdit)?;
    let after = text.get(range.end.max(range.start)..).ok_or(CannotEdit)?;
    Ok(format!("{before}{new}{after}"))
}
