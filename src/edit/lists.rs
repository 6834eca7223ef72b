//! Lists of texts: entries that stay keep their lines.

use super::change::{self, New};
use super::doc::{Doc, texts_of};
use super::path::Path;
use super::spots::{Layout, spot};
use super::{CannotEdit, Kind};
use crate::content::yaml::Value;

/// A text with this list at `path`.
pub(super) fn set(text: &str, kind: Kind, path: &Path, texts: &[String]) -> Result<String, CannotEdit> {
    let doc = Doc::read(text);
    let Some(found) = spot(&doc, kind, path) else { return write_new(text, kind, path, texts) };
    let old = texts_of(found.node).ok_or(CannotEdit)?;
    let layout = Layout { doc: &doc, language: kind.language };
    match found.node.value {
        Value::List(_) if !layout.is_flow(found.node) => change_lines(text, kind, path, &old, texts),
        Value::List(_) => change::write(text, kind, path, New::Texts(texts)),
        _ => write_new(text, kind, path, texts),
    }
}

/// One text needs no list.
fn write_new(text: &str, kind: Kind, path: &Path, texts: &[String]) -> Result<String, CannotEdit> {
    match texts {
        [one] => change::set(text, kind, path, one),
        many => change::write(text, kind, path, New::Texts(many)),
    }
}

/// Changes what lies between the entries that begin both lists and those that end both.
fn change_lines(text: &str, kind: Kind, path: &Path, old: &[String], new: &[String]) -> Result<String, CannotEdit> {
    let first = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - last, new.len() - last);
    let mut text = text.to_owned();
    let both = first..old_end.min(new_end);
    for (number, value) in both.clone().zip(new.get(both.clone()).unwrap_or_default()) {
        text = change::set(&text, kind, &path.item(number), value)?;
    }
    for number in (both.end..old_end).rev() {
        text = change::remove(&text, kind, &path.item(number))?;
    }
    if both.end < new_end && last > 0 {
        // In the middle: what follows is written anew behind it.
        return move_on(&text, kind, path, new, both.end);
    }
    for (number, value) in (both.end..new_end).zip(new.get(both.end..new_end).unwrap_or_default()) {
        text = change::set(&text, kind, &path.item(number), value)?;
    }
    Ok(text)
}

/// Writes the entries from `first` on, the surplus at the end.
fn move_on(text: &str, kind: Kind, path: &Path, new: &[String], first: usize) -> Result<String, CannotEdit> {
    let mut text = text.to_owned();
    for (number, value) in new.iter().enumerate().skip(first) {
        text = change::set(&text, kind, &path.item(number), value)?;
    }
    Ok(text)
}
