//! Whether a change did what it should and nothing else: the new text, read again, must say what the old one said with the
//! wishes made true, worked out on values alone.

use std::collections::BTreeMap;

use super::doc::{Doc, known, table_of};
use super::path::{Path, Step};
use super::{CannotEdit, Kind, Wish};
use crate::content::yaml::{Node, Value};
use crate::model::fields::Field;

/// Holds that the new text says exactly what it should, and that YAML's reader has nothing new to complain of.
pub(super) fn holds(
    old: &Doc<'_>,
    new: &Doc<'_>,
    kind: Kind,
    set: &[&(Path, Wish)],
    gone: &[&(Path, Wish)],
) -> Result<(), CannotEdit> {
    let mut wanted = Plain::of(&old.root, Some(kind.table), kind);
    for (path, wish) in set {
        wanted = wanted.with(&path.0, Plain::of_wish(wish));
    }
    for (path, _) in gone.iter().rev() {
        wanted = wanted.without(&path.0).unwrap_or(Plain::Fields(BTreeMap::new()));
    }
    let is_sound = !new.damaged && new.faults <= old.faults && old.body() == new.body();
    let says = Plain::of(&new.root, Some(kind.table), kind).normal() == wanted.normal();
    if is_sound && says { Ok(()) } else { Err(CannotEdit) }
}

/// A value without its place, its fields under their English names.
#[derive(Debug, PartialEq, Eq)]
enum Plain {
    Empty,
    Text(String),
    List(Vec<Plain>),
    Fields(BTreeMap<String, Plain>),
}

impl Plain {
    fn of(node: &Node, table: Option<&'static [Field]>, kind: Kind) -> Plain {
        match &node.value {
            Value::Empty => Plain::Empty,
            Value::Text(text) => Plain::text(text),
            Value::List(items) => Plain::List(items.iter().map(|item| Plain::of(item, table, kind)).collect()),
            Value::Fields(entries) => {
                let mut fields = BTreeMap::new();
                for (key, node) in entries {
                    let name = table.and_then(|table| known(&key.text, table, kind.language));
                    let field = name.and_then(|name| table?.iter().find(|field| field.name == name));
                    let value = Plain::of(node, field.and_then(|field| table_of(field.shape)), kind);
                    let mut name = field.map_or_else(|| format!("? {}", key.text), |field| field.name.to_owned());
                    // A key given twice is a problem of its own, and both are to stay.
                    while fields.contains_key(&name) {
                        name.push('+');
                    }
                    fields.insert(name, value);
                }
                Plain::Fields(fields)
            }
        }
    }

    fn of_wish(wish: &Wish) -> Plain {
        match wish {
            Wish::Text(text) => Plain::text(text),
            Wish::Texts(texts) => Plain::List(texts.iter().map(|text| Plain::text(text)).collect()),
            Wish::Gone => Plain::Empty,
        }
    }

    fn text(text: &str) -> Plain {
        Plain::Text(text.trim_end().replace("\r\n", "\n"))
    }

    /// With another value at a path, which may have to be made.
    fn with(self, path: &[Step], value: Plain) -> Plain {
        let Some((step, rest)) = path.split_first() else { return value };
        match (step, self) {
            (Step::Field(name), Plain::Fields(mut fields)) => {
                let old = fields.remove(name).unwrap_or(Plain::Empty);
                fields.insert(name.clone(), old.with(rest, value));
                Plain::Fields(fields)
            }
            (Step::Field(name), _) => Plain::Fields(BTreeMap::from([(name.clone(), Plain::Empty.with(rest, value))])),
            (Step::Item(number), Plain::List(mut items)) => {
                if *number < items.len() {
                    let old = items.remove(*number);
                    items.insert(*number, old.with(rest, value));
                } else {
                    items.push(Plain::Empty.with(rest, value));
                }
                Plain::List(items)
            }
            (Step::Item(_), Plain::Empty) => Plain::List(vec![Plain::Empty.with(rest, value)]),
            (Step::Item(0), one) => one.with(rest, value),
            (Step::Item(_), one) => Plain::List(vec![one, Plain::Empty.with(rest, value)]),
        }
    }

    /// Without what is at a path; nothing, if nothing is left.
    fn without(self, path: &[Step]) -> Option<Plain> {
        let (step, rest) = path.split_first()?;
        match (step, self) {
            (Step::Field(name), Plain::Fields(mut fields)) => {
                if let Some(left) = fields.remove(name).and_then(|old| old.without(rest)) {
                    fields.insert(name.clone(), left);
                }
                (!fields.is_empty()).then_some(Plain::Fields(fields))
            }
            (Step::Item(number), Plain::List(mut items)) if *number < items.len() => {
                let old = items.remove(*number);
                if let Some(left) = old.without(rest) {
                    items.insert(*number, left);
                }
                (!items.is_empty()).then_some(Plain::List(items))
            }
            (Step::Item(0), one @ (Plain::Text(_) | Plain::Fields(_))) => one.without(rest),
            (_, other) => Some(other),
        }
    }

    /// A list of one says what the one says.
    fn normal(self) -> Plain {
        match self {
            Plain::List(mut items) if items.len() == 1 => items.pop().map_or(Plain::Empty, Plain::normal),
            Plain::List(items) => Plain::List(items.into_iter().map(Plain::normal).collect()),
            Plain::Fields(fields) => {
                Plain::Fields(fields.into_iter().map(|(name, value)| (name, value.normal())).collect())
            }
            other => other,
        }
    }
}
