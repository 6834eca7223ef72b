//! A part of a text that is shared and not copied: a body stands in its file, and whoever needs it points there.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A part of a text.
#[derive(Clone, Default)]
pub struct Text {
    whole: Arc<str>,
    part: Range<usize>,
}

impl Text {
    /// The bytes `part` of `whole`; nothing where they are not whole characters of it.
    pub fn of(whole: &Arc<str>, part: Range<usize>) -> Text {
        let part = if whole.get(part.clone()).is_some() { part } else { 0..0 };
        Text { whole: Arc::clone(whole), part }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.part.clone()).unwrap_or_default()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text { part: 0..text.len(), whole: text.into() }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        text.to_owned().into()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
