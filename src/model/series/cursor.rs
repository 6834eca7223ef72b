//! Walks over the words of a rule and takes lists from them: "Monday to Thursday", "1st and 15th", "March and May".

use super::fault::{FaultKind, RuleFault};
use super::terms::Word;
use crate::language::rules::{Stride, Term, Unit};
use jiff::civil::Weekday;
use std::ops::Range;

/// A place among the words of a text.
pub(super) struct Cursor<'a> {
    pub words: &'a [Word],
    pub at: usize,
}

/// A number as it stands in a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub value: i32,
    pub kind: QuantityKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuantityKind {
    Number,
    Ordinal,
    /// "other": every second, never the second of a month
    Other,
}

impl Cursor<'_> {
    pub fn peek(&self) -> Option<Term> {
        self.term(self.at)
    }

    pub fn term(&self, at: usize) -> Option<Term> {
        self.words.get(at).map(|word| word.term)
    }

    /// From the word at `from` to the last one taken.
    pub fn span(&self, from: usize) -> Range<usize> {
        let start = self.words.get(from).map_or(0, |word| word.span.start);
        let last = self.words.get(self.at.saturating_sub(1).max(from));
        start..last.map_or(start, |word| word.span.end)
    }

    pub fn unexpected(&self) -> RuleFault {
        let at = self.at.min(self.words.len().saturating_sub(1));
        let span = self.words.get(at).map_or(0..0, |word| word.span.clone());
        FaultKind::Unexpected.at(span)
    }

    pub fn out_of_range(&self, from: usize, most: u16) -> RuleFault {
        let most = u32::from(most);
        FaultKind::OutOfRange { least: 1, most }.at(self.span(from))
    }

    /// A list of numbers and ordinals; a number of times after a comma is not part of it.
    pub fn quantities(&mut self) -> Vec<Quantity> {
        let mut list = Vec::new();
        while let Some(quantity) = self.peek().and_then(quantity) {
            list.push(quantity);
            self.at += 1;
            let Some(next) = self.next_in_list(quantity_term) else {
                break;
            };
            if self.term(next + 1) == Some(Term::Times) {
                break;
            }
            self.at = next;
        }
        list
    }

    /// Where a list goes on: after "and" (or a comma, or both) and small words, with a word such as is wanted.
    pub fn next_in_list(&self, wanted: impl Fn(Term) -> bool) -> Option<usize> {
        if self.peek() != Some(Term::And) {
            return None;
        }
        let joint = |term| matches!(term, Term::And | Term::Filler);
        let length = self.words.get(self.at..)?.iter().take_while(|word| joint(word.term)).count();
        let next = self.at + length;
        self.term(next).is_some_and(wanted).then_some(next)
    }

    /// The quantities as ordinals up to `most`, from either end.
    pub fn small(&self, quantities: &[Quantity], from: usize, most: i8) -> Result<Vec<i8>, RuleFault> {
        let small = |quantity: &Quantity| {
            if quantity.kind == QuantityKind::Other {
                return Err(FaultKind::Unexpected.at(self.span(from)));
            }
            let value = i8::try_from(quantity.value).ok();
            let value = value.filter(|&value| value != 0 && (-most..=most).contains(&value));
            value.ok_or_else(|| self.out_of_range(from, u16::from(most.unsigned_abs())))
        };
        quantities.iter().map(small).collect()
    }

    /// "Tuesday and Thursday", "Monday to Thursday".
    pub fn weekdays(&mut self) -> Vec<Weekday> {
        let mut list = Vec::new();
        while let Some(Term::Weekday(first)) = self.peek() {
            self.at += 1;
            match (self.peek(), self.term(self.at + 1)) {
                (Some(Term::Range | Term::Until), Some(Term::Weekday(last))) => {
                    self.at += 2;
                    list.extend(through(first, last));
                }
                _ => list.push(first),
            }
            match self.next_in_list(|term| matches!(term, Term::Weekday(_))) {
                Some(next) => self.at = next,
                None => break,
            }
        }
        list
    }

    /// "March and September", "september til maj", "juni måned".
    pub fn months(&mut self) -> Vec<i8> {
        let mut list = Vec::new();
        while let Some(Term::Month(first)) = self.peek() {
            self.at += 1;
            match (self.peek(), self.term(self.at + 1)) {
                (Some(Term::Range | Term::Until), Some(Term::Month(last))) => {
                    self.at += 2;
                    list.extend(months_through(first, last));
                }
                _ => list.push(first),
            }
            if matches!(self.peek(), Some(Term::Unit(Stride { unit: Unit::Month, count: 1 }))) {
                self.at += 1;
            }
            match self.next_in_list(|term| matches!(term, Term::Month(_))) {
                Some(next) => self.at = next,
                None => break,
            }
        }
        list
    }
}

pub(super) fn quantity(term: Term) -> Option<Quantity> {
    let (value, kind) = match term {
        Term::Number(number) => (i32::try_from(number).ok()?, QuantityKind::Number),
        Term::Ordinal(value) => (value, QuantityKind::Ordinal),
        Term::Other | Term::EveryOther => (2, QuantityKind::Other),
        _ => return None,
    };
    Some(Quantity { value, kind })
}

fn quantity_term(term: Term) -> bool {
    quantity(term).is_some()
}

/// From one weekday to the next such other, both included.
pub(super) fn through(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let length = usize::try_from(first.until(last)).unwrap_or(0) + 1;
    first.cycle_forward().take(length).collect()
}

/// From one month to another, over the turn of the year if need be, both included.
fn months_through(first: i8, last: i8) -> Vec<i8> {
    let length = (last - first).rem_euclid(12) + 1;
    (0..length).map(|step| (first - 1 + step) % 12 + 1).collect()
}
