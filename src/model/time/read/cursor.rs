//! A place among the tokens of a text, and the small things that can be read there.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Weekday;

use super::super::lexer::{Token, TokenKind};
use super::{Fault, FaultKind, Parsed};
use crate::language::dates::{DateWords, Names, Phrases};

/// A place among tokens. It is cheap to copy: to look ahead, read with a copy and keep it if that went well.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
    pub(crate) words: &'a DateWords,
}

/// A number as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: u32,
    pub(crate) digits: usize,
    pub(crate) span: Range<usize>,
}

/// What stands between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// "til", a dash: all that lies between is meant too.
    Range,
    /// "og": these two.
    And,
}

/// The years that are read: four digits, and the days after the last of them still within the calendar.
pub(super) const YEARS: RangeInclusive<i16> = 1000..=9998;

impl<'a> Cursor<'a> {
    pub(crate) fn new(tokens: &'a [Token], words: &'a DateWords) -> Cursor<'a> {
        Cursor { tokens, at: 0, words }
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(crate) fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    /// The number of the next token.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    pub(crate) fn kind(&self) -> Option<&'a TokenKind> {
        self.peek().map(|token| &token.kind)
    }

    pub(crate) fn bump(&mut self) {
        self.at += 1;
    }

    /// Whether the next token stands close to the one before it.
    pub(crate) fn is_close(&self) -> bool {
        self.peek().is_some_and(|token| token.close)
    }

    /// The first byte of the next token; past the last token at the end.
    pub(crate) fn here(&self) -> usize {
        match self.peek() {
            Some(token) => token.span.start,
            None => self.end_of_last(),
        }
    }

    /// From a byte that [`Cursor::here`] gave to the end of what has been read since.
    pub(crate) fn since(&self, start: usize) -> Range<usize> {
        start..self.end_of_last().max(start)
    }

    fn end_of_last(&self) -> usize {
        let last = self.at.min(self.tokens.len()).checked_sub(1);
        let token = last.and_then(|at| self.tokens.get(at));
        token.map_or(0, |token| token.span.end)
    }

    /// A fault at the next token; where there is none, at the end.
    pub(crate) fn fault(&self, kind: FaultKind) -> Fault {
        let place = self.peek().map(|token| token.span.clone());
        let end = self.end_of_last();
        Fault::new(kind, place.unwrap_or(end..end))
    }

    /// The fault that nothing can be read here: the word that is not known, else `kind` for all that follows.
    pub(crate) fn unreadable(&self, kind: FaultKind) -> Fault {
        if let Some(TokenKind::Word(word)) = self.kind()
            && !self.words.vocabulary().any(|known| known == word)
        {
            return self.fault(FaultKind::UnknownWord { word: word.clone() });
        }
        let end = self.tokens.last().map_or(0, |token| token.span.end);
        Fault::new(kind, self.here()..end.max(self.here()))
    }

    pub(crate) fn eat(&mut self, kind: &TokenKind) -> bool {
        let found = self.kind() == Some(kind);
        if found {
            self.bump();
        }
        found
    }

    pub(crate) fn eat_comma(&mut self) -> bool {
        self.eat(&TokenKind::Comma)
    }

    /// A full stop that stands close to what it ends.
    pub(crate) fn eat_dot(&mut self) -> bool {
        self.is_close() && self.eat(&TokenKind::Dot)
    }

    /// One of the phrases, with or without full stops after its words.
    pub(crate) fn eat_phrase(&mut self, phrases: &Phrases) -> bool {
        let read = phrases.iter().find_map(|phrase| self.after_phrase(phrase));
        if let Some(after) = read {
            *self = after;
        }
        read.is_some()
    }

    fn after_phrase(&self, phrase: &[String]) -> Option<Cursor<'a>> {
        let mut ahead = *self;
        for word in phrase {
            ahead.word_if(|found| found == word)?;
            ahead.eat_dot();
        }
        Some(ahead)
    }

    fn word_if(&mut self, fits: impl Fn(&str) -> bool) -> Option<&'a str> {
        match self.kind() {
            Some(TokenKind::Word(word)) if fits(word) => {
                self.bump();
                Some(word)
            }
            _ => None,
        }
    }

    /// The place of a name in a list, counted from one.
    fn name(&mut self, names: &[Names]) -> Option<i8> {
        let TokenKind::Word(word) = self.kind()? else {
            return None;
        };
        let place = names.iter().position(|names| names.has(word))?;
        self.bump();
        self.eat_dot();
        i8::try_from(place + 1).ok()
    }

    /// A month's name, as 1 to 12.
    pub(crate) fn month_name(&mut self) -> Option<i8> {
        let words = self.words;
        self.name(&words.months)
    }

    /// A weekday's name, and where it stands.
    pub(crate) fn weekday(&mut self) -> Option<(Weekday, Range<usize>)> {
        let words = self.words;
        let place = self.peek()?.span.clone();
        let number = self.name(&words.weekdays)?;
        let weekday = Weekday::from_monday_one_offset(number).ok()?;
        Some((weekday, place))
    }

    /// A number of so many digits.
    pub(crate) fn number(&mut self, allowed: RangeInclusive<usize>) -> Option<Number> {
        let token = self.peek()?;
        match token.kind {
            TokenKind::Number { value, digits } if allowed.contains(&digits) => {
                self.bump();
                Some(Number { value, digits, span: token.span.clone() })
            }
            _ => None,
        }
    }

    /// A number that stands close to what is before it.
    pub(crate) fn close_number(&mut self, allowed: RangeInclusive<usize>) -> Option<Number> {
        if self.is_close() { self.number(allowed) } else { None }
    }

    /// A hyphen between what stands close to it, as in ISO dates.
    pub(crate) fn eat_close_hyphen(&mut self) -> bool {
        let mut ahead = *self;
        let found = self.is_close() && ahead.eat(&TokenKind::Hyphen) && ahead.is_close();
        if found {
            *self = ahead;
        }
        found
    }

    /// A year of four digits.
    pub(crate) fn year(&mut self) -> Option<i16> {
        let mut ahead = *self;
        let value = ahead.number(4..=4)?.value;
        let year = i16::try_from(value).ok()?;
        if !YEARS.contains(&year) {
            return None;
        }
        *self = ahead;
        Some(year)
    }

    /// The year after a day, week or month, if it is there: "2019", ", 2019", "i 2019".
    ///
    /// # Errors
    /// [`FaultKind::ShortYear`] for two digits that can be nothing else.
    pub(crate) fn year_after(&mut self) -> Parsed<Option<i16>> {
        let mut ahead = *self;
        ahead.eat_comma();
        let words = ahead.words;
        ahead.eat_phrase(&words.of);
        if let Some(year) = ahead.year() {
            *self = ahead;
            return Ok(Some(year));
        }
        let mut short = *self;
        match short.number(2..=2) {
            Some(number) if short.ends_date() => Err(short_year(&number)),
            _ => Ok(None),
        }
    }

    /// Whether a date is complete here: at the end, or before a comma or the word for clock times.
    pub(crate) fn ends_date(mut self) -> bool {
        let words = self.words;
        self.is_at_end() || self.eat_comma() || self.eat_phrase(&words.clock)
    }

    /// What joins two dates; a slash does so before a year, as in ISO periods.
    pub(crate) fn join(&mut self) -> Option<Join> {
        let words = self.words;
        let mut ahead = *self;
        match self.kind()? {
            TokenKind::Hyphen | TokenKind::Dash => ahead.bump(),
            TokenKind::Slash => {
                ahead.bump();
                let mut year = ahead;
                year.number(4..=4)?;
            }
            TokenKind::Ampersand => {
                self.bump();
                return Some(Join::And);
            }
            _ if ahead.eat_phrase(&words.range) => {}
            _ => return self.eat_phrase(&words.and).then_some(Join::And),
        }
        *self = ahead;
        Some(Join::Range)
    }

    /// What joins two ends of a range.
    pub(crate) fn eat_range(&mut self) -> bool {
        let mut ahead = *self;
        let found = ahead.join() == Some(Join::Range);
        if found {
            *self = ahead;
        }
        found
    }
}

/// The fault of a year without its century.
pub(crate) fn short_year(number: &Number) -> Fault {
    let written = number.value;
    Fault::new(FaultKind::ShortYear { written }, number.span.clone())
}
