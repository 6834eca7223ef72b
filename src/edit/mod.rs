//! Changing a text without touching what was not meant: fields of the front matter set, added or taken away where they
//! stand, by the places that reading notes. Text in, text out; nothing here knows a disk or a browser.
//!
//! Order of keys, comments, blank lines, quotation marks and line ends stay byte for byte; only the lines of changed fields
//! change. Every change is read again before it is handed back: what would say something else than was asked for is
//! refused ([`CannotEdit`]), never guessed.
//!
//! - `path`: the name of a value; `doc`: a text as read, and values found by their paths
//! - `spots`: how values lie in the text; `scalar`: values as YAML; `change`: one change; `lists`: lists of texts;
//!   `proof`: whether a change did what it should

mod change;
mod doc;
mod lists;
mod path;
mod proof;
mod scalar;
mod spots;

#[cfg(test)]
mod tests;

pub use doc::{Doc, is_known, table_of, text_of, texts_of};
pub use path::{Path, Step};

use crate::language::Language;
use crate::model::fields::Field;

/// What a value is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// This text; an empty one takes the field away.
    Text(String),
    /// These texts as a list; an empty list takes the field away.
    Texts(Vec<String>),
    /// Taken away, with all that belongs to it.
    Gone,
}

/// The text says it in a way that cannot be changed field by field; the file must be edited as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotEdit;

/// Whose fields a front matter has, and how they are spelt.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// The fields.
    pub table: &'static [Field],
    /// The site's language.
    pub language: &'static Language,
}

/// Makes the wishes true, and puts `body` in the place of the Markdown if there is one. Wishes for what is so already
/// change nothing.
///
/// # Errors
/// If the text cannot be changed without changing more than was asked for.
pub fn edit(text: &str, kind: Kind, wishes: &[(Path, Wish)], body: Option<&str>) -> Result<String, CannotEdit> {
    let old = Doc::read(text);
    let wanted: Vec<&(Path, Wish)> = wishes.iter().filter(|(path, wish)| !is_so(&old, kind, path, wish)).collect();
    let mut new = match (old.has_front, wanted.is_empty()) {
        (false, false) => old.with_empty_front(),
        _ => text.to_owned(),
    };
    let (gone, set): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|(_, wish)| takes_away(wish));
    for (path, wish) in &set {
        new = match wish {
            Wish::Text(value) => change::set(&new, kind, path, value)?,
            Wish::Texts(values) => lists::set(&new, kind, path, values)?,
            Wish::Gone => new,
        };
    }
    // From the end, so that the numbers of what stands before stay what they were.
    for (path, _) in gone.iter().rev() {
        new = change::remove(&new, kind, path)?;
    }
    let touched: Vec<&Path> = set.iter().chain(&gone).map(|(path, _)| path).collect();
    proof::holds(&old, &Doc::read(&new), kind, &touched, &set)?;
    Ok(match body {
        Some(body) => Doc::read(&new).with_body(body),
        None => new,
    })
}

fn takes_away(wish: &Wish) -> bool {
    match wish {
        Wish::Gone => true,
        Wish::Text(text) => text.is_empty(),
        Wish::Texts(texts) => texts.is_empty(),
    }
}

/// Whether the text says so already; line ends at the end of a value say nothing.
fn is_so(doc: &Doc, kind: Kind, path: &Path, wish: &Wish) -> bool {
    let node = doc.find(kind, path);
    match wish {
        Wish::Text(value) => node.map_or(Some(String::new()), text_of).is_some_and(|now| now == value.trim_end()),
        Wish::Texts(values) => node.map_or(Some(Vec::new()), texts_of).is_some_and(|now| now == *values),
        Wish::Gone => node.is_none(),
    }
}
