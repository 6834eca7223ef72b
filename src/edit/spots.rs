//! How values lie in the text: where each begins and ends as it is written, with quotes and brackets, and which lines are its.

use std::ops::Range;

use super::Kind;
use super::doc::{Doc, column, line_end, line_start, position, table_of};
use super::path::{Path, Step};
use super::scalar::Manner;
use crate::content::yaml::{Key, Node, Value};
use crate::language::Language;
use crate::model::fields::Field;

/// A value and how it stands in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'n> {
    pub node: &'n Node,
    pub table: Option<&'static [Field]>,
    /// Where the value may begin: after the colon of its key, after the dash of its entry.
    pub anchor: usize,
    /// Columns before its key or dash.
    pub indent: usize,
    /// Whether it is inside `[…]` or `{…}`.
    pub flow: bool,
}

/// The spot of a path, if something stands there.
pub(super) fn spot<'n>(doc: &'n Doc<'_>, kind: Kind, path: &Path) -> Option<Spot<'n>> {
    let layout = Layout { doc, language: kind.language };
    path.0.iter().try_fold(layout.top(kind), |spot, step| layout.down(spot, step))
}

/// A text that was read, as it is laid out.
pub(super) struct Layout<'d> {
    pub doc: &'d Doc<'d>,
    pub language: &'static Language,
}

impl<'d> Layout<'d> {
    pub(super) fn top(&self, kind: Kind) -> Spot<'d> {
        Spot { node: &self.doc.root, table: Some(kind.table), anchor: self.doc.front.start, indent: 0, flow: false }
    }

    pub(super) fn text(&self) -> &'d str {
        self.doc.text
    }

    /// Whether a list or group is written in one line: `[…]`, `{…}`.
    pub(super) fn is_flow(&self, node: &Node) -> bool {
        let start = node.place.start as usize;
        matches!(node.value, Value::List(_) | Value::Fields(_))
            && self.text().get(start..).is_some_and(|rest| rest.starts_with(['[', '{']))
    }

    pub(super) fn down(&self, spot: Spot<'d>, step: &Step) -> Option<Spot<'d>> {
        let flow = spot.flow || self.is_flow(spot.node);
        match (step, &spot.node.value) {
            (Step::Field(name), Value::Fields(entries)) => {
                let table = spot.table?;
                let (key, node) = entries.get(position(entries, table, name, self.language)?)?;
                let field = table.iter().find(|field| field.name == name)?;
                Some(Spot {
                    node,
                    table: table_of(field.shape),
                    anchor: self.after_colon(key)?,
                    indent: column(self.text(), key.place.start as usize),
                    flow,
                })
            }
            (Step::Item(number), Value::List(items)) => {
                let node = items.get(*number)?;
                let start = node.place.start as usize;
                let (anchor, indent) = match flow {
                    true => (start, spot.indent),
                    false => self.dash(start).map(|dash| (dash + 1, column(self.text(), dash)))?,
                };
                Some(Spot { node, table: spot.table, anchor, indent, flow })
            }
            (Step::Item(0), Value::Text(_) | Value::Fields(_)) => Some(spot),
            _ => None,
        }
    }

    fn after_colon(&self, key: &Key) -> Option<usize> {
        let end = key.place.end as usize;
        let colon = self.text().get(end..)?.find(':')?;
        Some(end + colon + 1)
    }

    /// The dash of the entry that begins at a byte.
    fn dash(&self, start: usize) -> Option<usize> {
        let before = self.text().get(line_start(self.text(), start)..start)?;
        let dash = before.rfind('-')?;
        let between = before.get(dash + 1..)?;
        let is_dash = between.chars().all(|c| matches!(c, ' ' | '\'' | '"'));
        is_dash.then(|| line_start(self.text(), start) + dash)
    }

    /// The bytes of a text as it is written, and how.
    pub(super) fn written(&self, spot: Spot<'d>) -> (Range<usize>, Manner<'d>) {
        let text = self.text();
        let end = (spot.node.place.end as usize).min(text.len());
        if spot.node.value == Value::Empty {
            let tilde = spot.node.place.start as usize..end;
            let is_tilde = text.get(tilde.clone()) == Some("~");
            return (if is_tilde { tilde } else { spot.anchor..spot.anchor }, Manner::Plain);
        }
        let rest = text.get(spot.anchor..).unwrap_or_default();
        let start = spot.anchor + (rest.len() - rest.trim_start().len());
        let sign = text.get(start..).and_then(|rest| rest.chars().next());
        match sign {
            Some('|' | '>') if !spot.flow => self.block(start, spot.indent),
            Some(quote @ ('"' | '\'')) => {
                let closed = end > start + 1 && text.get(..end).is_some_and(|upto| upto.ends_with(quote));
                let end = if closed { end } else { end + 1 };
                (start..end, if quote == '"' { Manner::Double } else { Manner::Single })
            }
            _ => (start..end.max(start), Manner::Plain),
        }
    }

    /// A `|` or `>` with the lines below that are deeper than its key; blank ones at the end are not its own.
    fn block(&self, start: usize, indent: usize) -> (Range<usize>, Manner<'d>) {
        let text = self.text();
        let head_end = line_end(text, start).min(self.doc.front.end);
        let head = text.get(start..head_end).unwrap_or_default().trim_end();
        let (mut end, mut at, mut depth) = (start + head.len(), head_end, None);
        for line in text.get(head_end..self.doc.front.end).unwrap_or_default().split_inclusive('\n') {
            let bare = line.trim_end();
            let own = bare.chars().take_while(|c| *c == ' ').count();
            if !bare.is_empty() && own <= indent {
                break;
            }
            if !bare.is_empty() {
                depth = depth.or(Some(own));
                end = at + line.trim_end_matches(['\r', '\n']).len();
            }
            at += line.len();
        }
        let depth = depth.unwrap_or(indent + 2);
        let manner = if head.starts_with('>') { Manner::Folded(head, depth) } else { Manner::Literal(head, depth) };
        (start..end, manner)
    }

    /// A list or group in one line, with its brackets.
    pub(super) fn flow_range(&self, node: &Node) -> Option<Range<usize>> {
        let start = node.place.start as usize;
        let close = match self.text().get(start..)?.chars().next()? {
            '[' => ']',
            '{' => '}',
            _ => return None,
        };
        let end = (node.place.end as usize).max(start + 1);
        let rest = self.text().get(end..)?;
        let at = rest.find(close)?;
        let is_near = rest.get(..at)?.chars().all(|c| matches!(c, ' ' | ',' | '"' | '\'' | '\n' | '\r'));
        is_near.then_some(start..end + at + 1)
    }

    /// Where an entry ends, without what only separates it from the next.
    pub(super) fn end_of(&self, spot: Spot<'d>) -> usize {
        match &spot.node.value {
            Value::List(_) | Value::Fields(_) if self.is_flow(spot.node) => {
                self.flow_range(spot.node).map_or(spot.node.place.end as usize, |range| range.end)
            }
            Value::List(items) if !items.is_empty() => {
                let last = self.down(spot, &Step::Item(items.len() - 1));
                last.map_or(spot.node.place.end as usize, |last| self.end_of(last))
            }
            Value::Fields(entries) => {
                let last = entries.len().checked_sub(1).and_then(|last| self.entry(spot, last));
                last.map_or(spot.node.place.end as usize, |(_, last)| self.end_of(last))
            }
            _ => self.written(spot).0.end,
        }
    }

    /// The spot of an entry of a group, by its number.
    pub(super) fn entry(&self, spot: Spot<'d>, number: usize) -> Option<(&'d Key, Spot<'d>)> {
        let Value::Fields(entries) = &spot.node.value else { return None };
        let (key, node) = entries.get(number)?;
        let indent = column(self.text(), key.place.start as usize);
        let flow = spot.flow || self.is_flow(spot.node);
        Some((key, Spot { node, table: None, anchor: self.after_colon(key)?, indent, flow }))
    }

    /// The bytes that go with an entry: its lines, or its part of the line.
    pub(super) fn range_of(&self, parent: Spot<'d>, number: usize) -> Option<Range<usize>> {
        let text = self.text();
        let (start, end) = self.bounds(parent, number)?;
        let next = self.bounds(parent, number + 1).map(|(start, _)| start);
        if parent.flow || self.is_flow(parent.node) {
            return match (next, number.checked_sub(1).and_then(|before| self.bounds(parent, before))) {
                (Some(next), _) => Some(start..next),
                (None, Some((_, before))) => Some(before..end),
                (None, None) => None,
            };
        }
        let line = line_start(text, start);
        let stands_alone = text.get(line..start)?.chars().all(|c| c == ' ');
        match (stands_alone, next) {
            (true, _) => Some(line..line_end(text, end).min(self.doc.front.end)),
            (false, Some(next)) => Some(start..next),
            (false, None) => None,
        }
    }

    /// Where an entry of a list or group begins (with its dash or key) and ends.
    fn bounds(&self, parent: Spot<'d>, number: usize) -> Option<(usize, usize)> {
        match &parent.node.value {
            Value::Fields(_) => {
                let (key, entry) = self.entry(parent, number)?;
                Some((key.place.start as usize, self.end_of(entry)))
            }
            Value::List(_) => {
                let item = self.down(parent, &Step::Item(number))?;
                let start = if item.flow { item.node.place.start as usize } else { item.anchor.checked_sub(1)? };
                Some((start, self.end_of(item)))
            }
            _ => None,
        }
    }
}
