//! One change: a value set where it stands or added where it belongs, or a field taken away.

use std::ops::Range;

use super::doc::{Doc, column, known, line_end, position, splice, table_of};
use super::path::{Path, Step};
use super::scalar::{self, Around, Manner};
use super::spots::{Layout, Spot, spot};
use super::{CannotEdit, Kind};
use crate::content::yaml::{Key, Node, Value};
use crate::model::fields::Field;

/// What is written at the end of a path.
#[derive(Debug, Clone, Copy)]
pub(super) enum New<'v> {
    Text(&'v str),
    Texts(&'v [String]),
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
    let layout = Layout { doc: &doc, language: kind.language };
    let (range, new) = layout.place(layout.top(kind), &path.0, value)?;
    splice(text, range, &new)
}

type Splice = Result<(Range<usize>, String), CannotEdit>;

impl<'d> Layout<'d> {
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
        if spot.flow || self.is_flow(spot.node) {
            return if rest.is_empty() { self.add_in_line(spot, entries.len(), &key, value) } else { Err(CannotEdit) };
        }
        let end = self.doc.line_end();
        let Some((first, _)) = entries.first() else {
            let nested = self.nested(table_of(field.shape), rest, value, 0)?;
            return Ok((spot.anchor..spot.anchor, format!("{key}:{nested}{end}")));
        };
        let first = first.place.start as usize;
        let indent = column(self.text(), first);
        let pad = " ".repeat(indent);
        let nested = self.nested(table_of(field.shape), rest, value, indent)?;
        let order = |name: &str| table.iter().position(|field| field.name == name);
        let comes_before = |key: &Key| {
            let place = known(&key.text, table, self.language).and_then(order);
            place.is_some() && place < order(name)
        };
        match entries.iter().rposition(|(key, _)| comes_before(key)).and_then(|number| self.entry(spot, number)) {
            Some((_, before)) => {
                let at = line_end(self.text(), self.end_of(before)).min(self.doc.front.end);
                Ok((at..at, format!("{pad}{key}:{nested}{end}")))
            }
            None => Ok((first..first, format!("{key}:{nested}{end}{pad}"))),
        }
    }

    /// A field behind the last of some in `{…}`.
    fn add_in_line(&self, spot: Spot<'d>, count: usize, key: &str, value: New<'_>) -> Splice {
        let New::Text(text) = value else { return Err(CannotEdit) };
        let (_, last) = count.checked_sub(1).and_then(|last| self.entry(spot, last)).ok_or(CannotEdit)?;
        let at = self.end_of(last);
        let new = scalar::scalar(text, Manner::Plain, self.around(spot.indent, true));
        Ok((at..at, format!(", {key}: {new}")))
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
    let layout = Layout { doc: &doc, language: kind.language };
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
    let range = layout.range_of(parent, number).ok_or(CannotEdit)?;
    splice(text, range, "")
}
