//! Texts → the words in them, and for each word the entries that have it: in their name, or only in their text.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use super::entries::Entry;
use crate::language::fold::transliterate;

/// Entries that one thread takes at a time.
const RUN: usize = 256;

/// The number of an entry: there are fewer than files, and a million of these.
pub(super) type Number = u32;

/// A folded word and where it stands, each list by number of entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) folded: Box<str>,
    pub(super) found: Found,
}

/// Where a word stands. What has it in its name is not said to have it in its text besides.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) names: Vec<Number>,
    pub(super) texts: Vec<Number>,
}

impl Word {
    /// `4 1 1!7`: the steps from entry to entry, of texts and after `!` of names.
    pub(super) fn postings(&self) -> String {
        let mut out = String::with_capacity(3 * (self.found.texts.len() + self.found.names.len()));
        write_steps(&self.found.texts, &mut out);
        if !self.found.names.is_empty() {
            out.push('!');
            write_steps(&self.found.names, &mut out);
        }
        out
    }
}

fn write_steps(numbers: &[Number], out: &mut String) {
    let mut before = 0;
    for (at, number) in numbers.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        match u8::try_from(number - before) {
            // Most steps are short, and there are millions of them.
            Ok(step @ 0..10) => out.push(char::from(b'0' + step)),
            Ok(step @ 10..100) => out.extend([step / 10, step % 10].map(|digit| char::from(b'0' + digit))),
            _ => out.push_str(&(number - before).to_string()),
        }
        before = *number;
    }
}

/// Every word of all entries, in order.
pub(super) fn all(entries: &[Entry]) -> Vec<Word> {
    let runs: Vec<Vec<Word>> = entries.par_chunks(RUN).enumerate().map(|(at, run)| of_run(run, at * RUN)).collect();
    let mut all: FxHashMap<Box<str>, Found> = FxHashMap::default();
    for word in runs.into_iter().flatten() {
        let known = all.entry(word.folded).or_default();
        known.names.extend(word.found.names);
        known.texts.extend(word.found.texts);
    }
    let mut words: Vec<Word> = all.into_iter().map(|(folded, found)| Word { folded, found }).collect();
    words.retain(|word| is_worth_finding(&word.folded));
    words.sort_unstable_by(|a, b| a.folded.cmp(&b.folded));
    words
}

/// The words of some entries, the first of which has the number `first`.
fn of_run(entries: &[Entry], first: usize) -> Vec<Word> {
    let mut lexicon = Lexicon::default();
    for (at, entry) in entries.iter().enumerate() {
        let number = Number::try_from(first + at).unwrap_or(Number::MAX);
        for word in split(&entry.title) {
            lexicon.add(word, number, |found| &mut found.names);
        }
        for word in split(&entry.note).chain(split(&entry.text)) {
            lexicon.add(word, number, |found| &mut found.texts);
        }
    }
    lexicon.words
}

/// Words as they are met. Folding is dear, so each spelling is folded once.
#[derive(Default)]
struct Lexicon<'t> {
    words: Vec<Word>,
    by_spelling: FxHashMap<&'t str, usize>,
    by_folded: FxHashMap<Box<str>, usize>,
}

impl<'t> Lexicon<'t> {
    fn add(&mut self, spelling: &'t str, entry: Number, list: impl Fn(&mut Found) -> &mut Vec<Number>) {
        let at = match self.by_spelling.get(spelling) {
            Some(at) => *at,
            None => self.number(spelling),
        };
        let Some(Word { found, .. }) = self.words.get_mut(at) else { return };
        if found.names.last() != Some(&entry) && found.texts.last() != Some(&entry) {
            list(found).push(entry);
        }
    }

    fn number(&mut self, spelling: &'t str) -> usize {
        let folded: Box<str> = transliterate(spelling).into();
        let next = self.words.len();
        let at = *self.by_folded.entry(folded.clone()).or_insert(next);
        if at == next {
            self.words.push(Word { folded, found: Found::default() });
        }
        self.by_spelling.insert(spelling, at);
        at
    }
}

/// A letter alone finds nothing that anybody looks for; a digit may be a day.
fn is_worth_finding(folded: &str) -> bool {
    folded.len() > 1 || folded.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words of a text: letters, digits and what is written over them.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = at_first(rest, is_part)?;
        let from = rest.get(start..)?;
        let (word, after) = from.split_at_checked(at_first(from, |c| !is_part(c)).unwrap_or(from.len()))?;
        rest = after;
        Some(word)
    })
}

#[inline]
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
}

/// Where the first character that fits begins. Nearly all are letters of ASCII, which need no decoding.
#[inline]
fn at_first(text: &str, fits: impl Fn(char) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let c = if byte.is_ascii() { char::from(*byte) } else { text.get(at..)?.chars().next()? };
        if fits(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}
