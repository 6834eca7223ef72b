//! Whether a change did what it should and nothing else, found by reading the new text again.

use super::doc::{Doc, known, text_of, texts_of};
use super::path::Path;
use super::{CannotEdit, Kind, Wish};
use crate::content::yaml::{Node, Value};

/// Holds that the new text says what was wished, that all other fields say what they said, and that YAML's reader has
/// nothing new to complain of.
pub(super) fn holds(
    old: &Doc<'_>,
    new: &Doc<'_>,
    kind: Kind,
    touched: &[&Path],
    set: &[&(Path, Wish)],
) -> Result<(), CannotEdit> {
    let is_sound = !new.damaged && new.faults <= old.faults && old.body() == new.body();
    let untouched_stay = untouched(old, kind, touched) == untouched(new, kind, touched);
    // What is taken away behind may move what was added: that is looked at only where nothing is.
    let may_move = touched.len() > set.len();
    let wishes_come_true = may_move || set.iter().all(|(path, wish)| says(new, kind, path, wish));
    if is_sound && untouched_stay && wishes_come_true { Ok(()) } else { Err(CannotEdit) }
}

fn says(doc: &Doc<'_>, kind: Kind, path: &Path, wish: &Wish) -> bool {
    let node = doc.find(kind, path);
    match wish {
        Wish::Text(value) => node.and_then(text_of).is_some_and(|said| said == value.trim_end()),
        Wish::Texts(values) => node.and_then(texts_of).is_some_and(|said| said == *values),
        Wish::Gone => true,
    }
}

/// The top fields that no change was meant for, with what they say.
fn untouched(doc: &Doc<'_>, kind: Kind, touched: &[&Path]) -> Vec<(String, Plain)> {
    let Value::Fields(entries) = &doc.root.value else { return Vec::new() };
    let is_meant = |key: &str| {
        let name = known(key, kind.table, kind.language);
        name.is_some() && touched.iter().any(|path| path.top() == name)
    };
    let others = entries.iter().filter(|(key, _)| !is_meant(&key.text));
    others.map(|(key, node)| (key.text.clone(), Plain::of(node))).collect()
}

/// A value without its place.
#[derive(Debug, PartialEq, Eq)]
enum Plain {
    Empty,
    Text(String),
    List(Vec<Plain>),
    Fields(Vec<(String, Plain)>),
}

impl Plain {
    fn of(node: &Node) -> Plain {
        match &node.value {
            Value::Empty => Plain::Empty,
            Value::Text(text) => Plain::Text(text.clone()),
            Value::List(items) => Plain::List(items.iter().map(Plain::of).collect()),
            Value::Fields(entries) => {
                Plain::Fields(entries.iter().map(|(key, node)| (key.text.clone(), Plain::of(node))).collect())
            }
        }
    }
}
