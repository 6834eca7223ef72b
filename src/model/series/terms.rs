//! From text to meanings: the words of a rule or rhythm, each with its place.

use super::fault::{FaultKind, RuleFault};
use crate::language::rules::{RuleWords, Term, pieces};
use std::ops::Range;

/// What a stretch of the text means.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub term: Term,
    pub span: Range<usize>,
}

/// All the words of `text`, in order.
///
/// # Errors
/// The first word that the language's rules do not hold.
pub(super) fn terms(text: &str, words: &RuleWords) -> Result<Vec<Word>, RuleFault> {
    let (starts, found): (Vec<usize>, Vec<&str>) = pieces(text).unzip();
    let mut terms = Vec::new();
    let mut at = 0;
    while let (Some(&start), Some(rest)) = (starts.get(at), found.get(at..)) {
        let tail = text.get(start..).unwrap_or_default();
        let (term, taken, length) = number(tail, words)
            .or_else(|| named(&starts, at, rest, words))
            .ok_or_else(|| FaultKind::UnknownWord.at(start..start + rest.first().map_or(0, |word| word.len())))?;
        terms.push(Word { term, span: start..start + length });
        at += taken;
    }
    Ok(terms)
}

/// Digits at the start of `tail`, an ordinal if a mark such as "." or "th" follows: the term, its pieces and its bytes.
fn number(tail: &str, words: &RuleWords) -> Option<(Term, usize, usize)> {
    let length = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
    let (digits, after) = tail.split_at_checked(length)?;
    let number: i32 = digits.parse().ok()?;
    let Some(mark) = words.tables.ordinal_marks.iter().find(|mark| marks(mark, after)) else {
        return Some((Term::Number(number.unsigned_abs()), 1, length));
    };
    let pieces_taken = 1 + pieces(mark).count();
    Some((Term::Ordinal(number), pieces_taken, length + mark.len()))
}

/// Whether `after` begins with the ordinal mark, and the mark is not the start of something else.
fn marks(mark: &str, after: &str) -> bool {
    let Some((start, rest)) = after.split_at_checked(mark.len()) else {
        return false;
    };
    let goes_on = |c: char| c.is_ascii_digit() || (c.is_alphabetic() && mark.ends_with(char::is_alphabetic));
    start.eq_ignore_ascii_case(mark) && !rest.starts_with(goes_on)
}

fn named(starts: &[usize], at: usize, rest: &[&str], words: &RuleWords) -> Option<(Term, usize, usize)> {
    let (term, taken) = words.find(rest)?;
    let last = at + taken - 1;
    let end = starts.get(last)? + rest.get(taken - 1)?.len();
    Some((term, taken, end - starts.get(at)?))
}
