//! One change: a value set where it stands or added where it belongs, or a field taken away.

use std::ops::Range;

use super::doc::{Doc, column, line_end, line_start, position, splice, table_of};
use super::path::{Path, Step};
use super::scalar::{self, Around, Manner};
use super::{CannotEdit, Kind};
use crate::content::yaml::{Key, Node, Value};
use crate::language::Language;
use crate::model::fields::Field;

/// What is written at the end of a path.
#[derive(Debug, Clone, Copy)]
pub(super) enum New<'v> {
    Text(&'v str),
    Texts(&'v [String]),
}

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

/// A text with this value at `path`.
pub(super) fn set(text: &str, kind: Kind, path: &Path, value: &str) -> Result<String, CannotEdit> {
    write(text, kind, path, New::Text(value))
}

/// A text with this value at `path`, which may be a list.
pub(super) fn write(text: &str, kind: Kind, path: &Path, value: New<'_>) -> Result<String, CannotEdit> {
    let doc = Doc::read(text);
    if doc.damaged {
        return Err(CannotEdit);
    }
    let writer = Writer { doc: &doc, language: kind.language };
    let (range, new) = writer.place(writer.top(kind), &path.0, value)?;
    splice(text, range, &new)
}

/// The spot of a path, if something stands there.
pub(super) fn spot<'n>(doc: &'n Doc<'_>, kind: Kind, path: &Path) -> Option<Spot<'n>> {
    let writer = Writer { doc, language: kind.language };
    path.0.iter().try_fold(writer.top(kind), |spot, step| writer.down(spot, step))
}

struct Writer<'d> {
    doc: &'d Doc<'d>,
    language: &'static Language,
}

type Splice = Result<(Range<usize>, String), CannotEdit>;

impl<'d> Writer<'d> {
    fn top(&self, kind: Kind) -> Spot<'d> {
        Spot { node: &self.doc.root, table: Some(kind.table), anchor: self.doc.front.start, indent: 0, flow: false }
    }

    fn text(&self) -> &'d str {
        self.doc.text
    }

    /// Whether a list or group is written in one line: `[…]`, `{…}`.
    fn is_flow(&self, node: &Node) -> bool {
        let start = node.place.start as usize;
        matches!(node.value, Value::List(_) | Value::Fields(_))
            && self.text().get(start..).is_some_and(|rest| rest.starts_with(['[', '{']))
    }

    fn down(&self, spot: Spot<'d>, step: &Step) -> Option<Spot<'d>> {
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

    fn place(&self, spot: Spot<'d>, path: &[Step], value: New<'_>) -> Splice {
        let Some((step, rest)) = path.split_first() else { return self.replace(spot, value) };
        if let Some(next) = self.down(spot, step) {
            return self.place(next, rest, value);
        }
        match (step, &spot.node.value) {
            (_, Value::Empty) => {
                let new = self.nested(spot.table, path, value, spot.indent)?;
                let range = spot.node.place.start as usize..spot.node.place.end as usize;
                Ok((if range.is_empty() { spot.anchor..spot.anchor } else { spot.anchor..range.end }, new))
            }
            (Step::Field(name), Value::Fields(entries)) => self.add_field(spot, entries, name, rest, value),
            (Step::Item(_), Value::List(items)) => self.add_item(spot, items, rest, value),
            (Step::Item(1), Value::Text(_)) => self.second_item(spot, rest, value),
            _ => Err(CannotEdit),
        }
    }

    /// Another value in the place of one.
    fn replace(&self, spot: Spot<'d>, value: New<'_>) -> Splice {
        let around = self.around(spot.indent, spot.flow);
        if let Value::List(_) | Value::Fields(_) = spot.node.value {
            let New::Texts(texts) = value else { return Err(CannotEdit) };
            let range = self.flow_range(spot.node).ok_or(CannotEdit)?;
            return Ok((range, scalar::list(texts, around)));
        }
        let (range, manner) = self.written(spot);
        let new = match value {
            New::Text(text) => scalar::scalar(text, manner, around),
            New::Texts(texts) => scalar::list(texts, around),
        };
        let gap = if range.start == spot.anchor && !spot.flow { " " } else { "" };
        Ok((range, format!("{gap}{new}")))
    }

    fn around(&self, indent: usize, flow: bool) -> Around {
        Around { indent, flow, line_end: self.doc.line_end() }
    }

    /// The bytes of a text as it is written, and how.
    fn written(&self, spot: Spot<'d>) -> (Range<usize>, Manner<'d>) {
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
    fn flow_range(&self, node: &Node) -> Option<Range<usize>> {
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
    fn end_of(&self, spot: Spot<'d>) -> usize {
        match &spot.node.value {
            Value::List(_) | Value::Fields(_) if self.is_flow(spot.node) => {
                self.flow_range(spot.node).map_or(spot.node.place.end as usize, |range| range.end)
            }
            Value::List(items) if !items.is_empty() => {
                let last = self.down(spot, &Step::Item(items.len() - 1));
                last.map_or(spot.node.place.end as usize, |last| self.end_of(last))
            }
            Value::Fields(entries) => {
                let last = entries.last().and_then(|(key, node)| {
                    let indent = column(self.text(), key.place.start as usize);
                    Some(Spot { node, table: None, anchor: self.after_colon(key)?, indent, flow: spot.flow })
                });
                last.map_or(spot.node.place.end as usize, |last| self.end_of(last))
            }
            _ => self.written(spot).0.end,
        }
    }

    /// The spot of an entry of a group, by its number.
    fn entry(&self, spot: Spot<'d>, number: usize) -> Option<(&'d Key, Spot<'d>)> {
        let Value::Fields(entries) = &spot.node.value else { return None };
        let (key, node) = entries.get(number)?;
        let indent = column(self.text(), key.place.start as usize);
        let flow = spot.flow || self.is_flow(spot.node);
        Some((key, Spot { node, table: None, anchor: self.after_colon(key)?, indent, flow }))
    }

    /// A field that is not there yet, behind the last of those that usually come before it.
    fn add_field(
        &self,
        spot: Spot<'d>,
        entries: &'d [(Key, Node)],
        name: &str,
        rest: &[Step],
        value: New<'_>,
    ) -> Splice {
        let table = spot.table.ok_or(CannotEdit)?;
        let field = table.iter().find(|field| field.name == name).ok_or(CannotEdit)?;
        let key = self.key_name(field.name, entries);
        let flow = spot.flow || self.is_flow(spot.node);
        if flow {
            let last = entries.len().checked_sub(1).and_then(|last| self.entry(spot, last)).ok_or(CannotEdit)?;
            let New::Text(text) = value else { return Err(CannotEdit) };
            let at = self.end_of(last.1);
            let new = scalar::scalar(text, Manner::Plain, self.around(spot.indent, true));
            return if rest.is_empty() { Ok((at..at, format!(", {key}: {new}"))) } else { Err(CannotEdit) };
        }
        let line_end_text = self.doc.line_end();
        let Some((first, _)) = entries.first() else {
            let nested = self.nested(table_of(field.shape), rest, value, 0)?;
            return Ok((spot.anchor..spot.anchor, format!("{key}:{nested}{line_end_text}")));
        };
        let first_at = first.place.start as usize;
        let indent = column(self.text(), first_at);
        let pad = " ".repeat(indent);
        let nested = self.nested(table_of(field.shape), rest, value, indent)?;
        let order = |name: &str| table.iter().position(|field| field.name == name);
        let comes_before = |key: &Key| {
            super::doc::known(&key.text, table, self.language).and_then(order) < order(name)
                && super::doc::known(&key.text, table, self.language).is_some()
        };
        match entries.iter().rposition(|(key, _)| comes_before(key)).and_then(|number| self.entry(spot, number)) {
            Some((_, before)) => {
                let at = line_end(self.text(), self.end_of(before)).min(self.doc.front.end);
                Ok((at..at, format!("{pad}{key}:{nested}{line_end_text}")))
            }
            None => Ok((first_at..first_at, format!("{key}:{nested}{line_end_text}{pad}"))),
        }
    }

    /// The key in the language and the case of those beside it.
    fn key_name(&self, name: &str, beside: &[(Key, Node)]) -> String {
        let is_own = |key: &Key| self.language.knows_key(&key.text);
        let key = match beside.iter().any(|(key, _)| !is_own(key)) && self.language.code != "en" {
            true => name,
            false => self.language.key_name(name),
        };
        let is_upper = |key: &Key| key.text.chars().next().is_some_and(char::is_uppercase);
        if beside.is_empty() || !beside.iter().all(|(key, _)| is_upper(key)) {
            return key.to_owned();
        }
        let mut letters = key.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// One more entry at the end of a list.
    fn add_item(&self, spot: Spot<'d>, items: &'d [Node], rest: &[Step], value: New<'_>) -> Splice {
        let last = items.len().checked_sub(1).and_then(|last| self.down(spot, &Step::Item(last))).ok_or(CannotEdit)?;
        let end = self.end_of(last);
        if last.flow {
            let New::Text(text) = value else { return Err(CannotEdit) };
            let new = scalar::scalar(text, Manner::Plain, self.around(spot.indent, true));
            return match rest {
                [] => Ok((end..end, format!(", {new}"))),
                [Step::Field(name)] => Ok((end..end, format!(", {{{}: {new}}}", self.language.key_name(name)))),
                _ => Err(CannotEdit),
            };
        }
        let at = line_end(self.text(), end).min(self.doc.front.end);
        let item = self.item(spot.table, rest, value, last.indent)?;
        Ok((at..at, format!("{}{item}{}", " ".repeat(last.indent), self.doc.line_end())))
    }

    /// A list in the place of a text that was its only entry.
    fn second_item(&self, spot: Spot<'d>, rest: &[Step], value: New<'_>) -> Splice {
        let (range, manner) = self.written(spot);
        let raw = self.text().get(range.clone()).ok_or(CannotEdit)?;
        if spot.flow || raw.contains('\n') || matches!(manner, Manner::Literal(..) | Manner::Folded(..)) {
            return Err(CannotEdit);
        }
        let indent = spot.indent + 2;
        let pad = " ".repeat(indent);
        let end = self.doc.line_end();
        let item = self.item(spot.table, rest, value, indent)?;
        Ok((spot.anchor..range.end, format!("{end}{pad}- {raw}{end}{pad}{item}")))
    }

    /// What follows a key's colon: a value, or lines that lead to it.
    fn nested(
        &self,
        table: Option<&'static [Field]>,
        path: &[Step],
        value: New<'_>,
        indent: usize,
    ) -> Result<String, CannotEdit> {
        let end = self.doc.line_end();
        let pad = " ".repeat(indent + 2);
        match path.split_first() {
            None => Ok(format!(" {}", self.value(value, indent))),
            Some((Step::Field(name), rest)) => {
                let line = self.line(table, name, rest, value, indent + 2)?;
                Ok(format!("{end}{pad}{line}"))
            }
            Some((Step::Item(_), rest)) => {
                let item = self.item(table, rest, value, indent + 2)?;
                Ok(format!("{end}{pad}{item}"))
            }
        }
    }

    /// A dash with what belongs to it.
    fn item(
        &self,
        table: Option<&'static [Field]>,
        path: &[Step],
        value: New<'_>,
        indent: usize,
    ) -> Result<String, CannotEdit> {
        match path.split_first() {
            None => Ok(format!("- {}", self.value(value, indent))),
            Some((Step::Field(name), rest)) => Ok(format!("- {}", self.line(table, name, rest, value, indent + 2)?)),
            Some((Step::Item(_), _)) => Err(CannotEdit),
        }
    }

    fn line(
        &self,
        table: Option<&'static [Field]>,
        name: &str,
        rest: &[Step],
        value: New<'_>,
        indent: usize,
    ) -> Result<String, CannotEdit> {
        let field = table.and_then(|table| table.iter().find(|field| field.name == name)).ok_or(CannotEdit)?;
        let nested = self.nested(table_of(field.shape), rest, value, indent)?;
        Ok(format!("{}:{nested}", self.language.key_name(field.name)))
    }

    fn value(&self, value: New<'_>, indent: usize) -> String {
        let around = self.around(indent, false);
        match value {
            New::Text(text) => scalar::scalar(text, Manner::Plain, around),
            New::Texts(texts) => scalar::list(texts, around),
        }
    }
}

/// A text without what is at `path`; a group or list that would be left empty goes with it.
pub(super) fn remove(text: &str, kind: Kind, path: &Path) -> Result<String, CannotEdit> {
    let doc = Doc::read(text);
    if doc.damaged {
        return Err(CannotEdit);
    }
    let writer = Writer { doc: &doc, language: kind.language };
    let (above, last) = path.split_last().ok_or(CannotEdit)?;
    let Some(parent) = spot(&doc, kind, &above) else { return Ok(text.to_owned()) };
    let (number, count) = match (last, &parent.node.value) {
        (Step::Field(name), Value::Fields(entries)) => {
            let table = parent.table.ok_or(CannotEdit)?;
            let Some(number) = position(entries, table, name, kind.language) else { return Ok(text.to_owned()) };
            (number, entries.len())
        }
        (Step::Item(number), Value::List(items)) if *number < items.len() => (*number, items.len()),
        (Step::Item(0), Value::Text(_) | Value::Fields(_)) => return remove(text, kind, &above),
        _ => return Ok(text.to_owned()),
    };
    if count == 1 && !above.0.is_empty() {
        return remove(text, kind, &above);
    }
    let range = writer.range_of(parent, number).ok_or(CannotEdit)?;
    splice(text, range, "")
}

impl<'d> Writer<'d> {
    /// The bytes that go with an entry: its lines, or its part of the line.
    fn range_of(&self, parent: Spot<'d>, number: usize) -> Option<Range<usize>> {
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
