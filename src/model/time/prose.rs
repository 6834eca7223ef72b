//! Dates in running text.
use crate::language::dates::DateWords;
use std::ops::Range;
#[derive(Debug)]
pub struct Mention {
    pub span: Range<usize>,
}
pub fn mentions(_text: &str, _words: &DateWords, _year: Option<i16>) -> Vec<Mention> {
    Vec::new()
}
