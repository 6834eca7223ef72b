//! What is in a file, held once however many look at it.

use std::ops::Deref;
use std::sync::Arc;

/// The bytes of a file. Where they are text in UTF-8 this is known, so that nobody need look or copy again.
#[derive(Debug, Clone)]
pub struct Bytes(Held);

#[derive(Debug, Clone)]
enum Held {
    Text(Arc<str>),
    Other(Arc<[u8]>),
}

impl Bytes {
    /// The bytes as text, if they are text in UTF-8.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.0 {
            Held::Text(text) => Some(text),
            Held::Other(_) => None,
        }
    }

    /// The same bytes, to be held by others too.
    pub fn shared(&self) -> Arc<[u8]> {
        match &self.0 {
            Held::Text(text) => Arc::clone(text).into(),
            Held::Other(bytes) => Arc::clone(bytes),
        }
    }
}

/// The same text is most often the very same one, which costs no look at it.
impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        match (&self.0, &other.0) {
            (Held::Text(text), Held::Text(other)) => Arc::ptr_eq(text, other) || text == other,
            (Held::Other(bytes), Held::Other(other)) => Arc::ptr_eq(bytes, other) || bytes == other,
            _ => false,
        }
    }
}

impl Eq for Bytes {}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Held::Text(text) => text.as_bytes(),
            Held::Other(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes(match String::from_utf8(bytes) {
            Ok(text) => Held::Text(text.into()),
            Err(error) => Held::Other(error.into_bytes().into()),
        })
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Bytes {
        bytes.to_vec().into()
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Bytes {
        Bytes(Held::Text(text.into()))
    }
}
