//! Finds the dates and clock times that running text mentions, to compare them with the data beside it.
//!
//! A false alarm is worse than a miss, so only what can hardly be anything else counts: days with their month in
//! words or in full numbers, clock times after the word for them. Months, years and weekdays alone do not.

use std::ops::Range;

use jiff::civil::Weekday;

use super::lexer::{Token, TokenKind, tokens};
use super::read::clock::{HoursRead, hours_in_prose};
use super::read::cursor::{Cursor, Join};
use super::read::days::DaysRead;
use super::read::point::{DayMonth, DayPoint, date_ahead, day_point};
use super::read::resolve;
use super::{Days, Fault, FaultKind, Hours, When};
use crate::language::dates::{DateWords, fold};

/// A date or clock time in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the text that say it.
    pub span: Range<usize>,
    /// What it says.
    pub what: Mentioned,
}

/// What running text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mentioned {
    /// A day or days, perhaps with clock times.
    Date {
        /// The days; or that the weekday is wrong, or that a day does not exist.
        when: Result<When, Fault>,
        /// The weekday that is written before the first day.
        weekday: Option<Weekday>,
        /// Whether the year is written, not only assumed.
        year_written: bool,
    },
    /// Clock times that stand apart from a date.
    Hours(Hours),
}

/// The dates and clock times that a text mentions, in its order; `year` is that of days without one, which are left
/// out if there is none.
pub fn mentions(text: &str, words: &DateWords, year: Option<i16>) -> Vec<Mention> {
    let mut found = Vec::new();
    for stretch in stretches_with_digits(text) {
        let before = stretch.start;
        let within = text.get(stretch).unwrap_or_default();
        found.extend(
            mentions_within(within, words, year)
                .into_iter()
                .map(|mention| Mention { span: mention.span.start + before..mention.span.end + before, ..mention }),
        );
    }
    found
}

/// Most lines hold no date, and there is none without a number: only lines with numbers are worth a reading, together with
/// the line before and after, on which a sentence may begin or go on.
fn stretches_with_digits(text: &str) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let (mut start, mut before, mut goes_on) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let has_digits = has_number(line);
        match stretches.last_mut() {
            Some(last) if (has_digits || goes_on) && last.end >= before => last.end = end,
            _ if has_digits => stretches.push(before..end),
            _ => {}
        }
        (before, start, goes_on) = (start, end, has_digits);
    }
    stretches
}

/// Whether digits stand in a line otherwise than right after a slash: there they are part of an address, or of a date that
/// began before.
fn has_number(line: &str) -> bool {
    let mut before = b' ';
    line.bytes().any(|byte| {
        let begins = byte.is_ascii_digit() && before != b'/' && !before.is_ascii_digit();
        // The digits that follow on those after a slash are of the same number.
        before = if byte.is_ascii_digit() && before == b'/' { b'/' } else { byte };
        begins
    })
}

/// Tokens that may stand in a date or time before its first number: "on Thursday the", "fra ca. kl.", each with its full
/// stop or comma, and some to spare.
const WORDS_BEFORE: usize = 8;

fn is_number(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Number { .. })
}

fn mentions_within(text: &str, words: &DateWords, year: Option<i16>) -> Vec<Mention> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut cursor = Cursor::new(&tokens, words);
    let mut numbers = tokens.iter().enumerate().filter(|(_, token)| is_number(token)).map(|(at, _)| at).peekable();
    while let Some(token) = cursor.peek() {
        let at = cursor.position();
        while numbers.next_if(|number| *number < at).is_some() {}
        let Some(number) = numbers.peek() else { break };
        if number - at > WORDS_BEFORE {
            cursor.bump();
            continue;
        }
        let mut ahead = cursor;
        let read = if may_begin(text, token, words) { mention(&mut ahead, text, year) } else { None };
        match read {
            Some(mentions) if may_end(ahead) => {
                found.extend(mentions);
                cursor = ahead;
            }
            _ => cursor.bump(),
        }
    }
    found
}

/// A number, or a word that dates and times know; not within a word, a number, an address or a file's name.
fn may_begin(text: &str, token: &Token, words: &DateWords) -> bool {
    let fits = match &token.kind {
        TokenKind::Number { .. } => true,
        TokenKind::Word(word) => words.knows(word),
        _ => false,
    };
    if !fits {
        return false;
    }
    let before = text.get(..token.span.start).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || "([{\"'“”„‘’«»*_>|".contains(c))
}

/// Only signs that end a word may follow close by, and after a full stop nothing close.
fn may_end(mut cursor: Cursor) -> bool {
    cursor.eat_dot();
    if !cursor.is_close() {
        return true;
    }
    matches!(cursor.kind(), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Other))
}

fn mention(cursor: &mut Cursor, text: &str, year: Option<i16>) -> Option<Vec<Mention>> {
    let start = cursor.here();
    let mut ahead = *cursor;
    if let Some(read) = days(&mut ahead, text) {
        let mentions = dates(&read, without_dot(ahead.since(start), text), year);
        *cursor = ahead;
        return Some(mentions);
    }
    let read = hours_in_prose(cursor, false)?;
    let what = Mentioned::Hours(read.to_hours().ok()?);
    let span = without_dot(cursor.since(start), text);
    Some(vec![Mention { span, what }])
}

/// A full stop at the end is more often the sentence's than an abbreviation's.
fn without_dot(span: Range<usize>, text: &str) -> Range<usize> {
    let dot = text.get(span.clone()).is_some_and(|said| said.ends_with('.'));
    span.start..span.end - usize::from(dot)
}

/// A day, a range or a list of days, where each is clearly one.
fn days(cursor: &mut Cursor, text: &str) -> Option<DaysRead> {
    let mut ahead = *cursor;
    let mut points = vec![clear_point(&mut ahead, text)?];
    let mut join = Join::Range;
    while points.len() == 1 || join == Join::And {
        let mut further = ahead;
        let Some((joined, point)) = further_point(&mut further, text, &points) else {
            break;
        };
        if points.len() > 1 && joined != join {
            break;
        }
        join = joined;
        points.push(point);
        ahead = further;
    }
    let last = points.last()?;
    let is_whole = points.len() > 1 || !matches!(last.day, DayMonth::Day(_));
    let ends_in_month = !matches!(last.day, DayMonth::Day(_)) || is_month_first(&points);
    if !is_whole || !ends_in_month {
        return None;
    }
    let hours = hours_in_prose(&mut ahead, true);
    *cursor = ahead;
    Some(DaysRead { points, join, start: None, hours })
}

/// A day, not begun by a weekday's short name: "man", "søn" and "sat" are words as well, and a date may follow them.
/// The full name with an ending, as Swedish "fredagen", is not short.
fn clear_point(cursor: &mut Cursor, text: &str) -> Option<DayPoint> {
    let words = cursor.words;
    let point = day_point(cursor).ok()??;
    let is_full = |place: &Range<usize>| {
        let written = text.get(place.clone()).map(fold);
        let mut full = words.weekdays.iter().map(|names| fold(names.full()));
        written.is_some_and(|written| full.any(|full| written.starts_with(&full)))
    };
    if let Some((_, place)) = &point.weekday
        && !is_full(place)
    {
        return None;
    }
    has_case_of_names(text.get(point.span.clone())?, words).then_some(point)
}

/// Months that the language writes with a capital have one: "you may 9 times out of 10 march on".
fn has_case_of_names(said: &str, words: &DateWords) -> bool {
    let is_upper = |word: &str| word.starts_with(char::is_uppercase);
    said.split(|c: char| !c.is_alphabetic()).all(|word| {
        let month = words.months.iter().find(|names| names.has(&fold(word)));
        month.is_none_or(|names| is_upper(word) || !is_upper(names.full()))
    })
}

fn is_month_first(points: &[DayPoint]) -> bool {
    let first = points.first().map(|point| point.day);
    matches!(first, Some(DayMonth::Both { month_first: true, .. }))
}

/// The next day of a range or list: with its month; or else after a number with a full stop ("9., 10. og 11. maj"),
/// or by a dash after "April 17".
fn further_point(cursor: &mut Cursor, text: &str, points: &[DayPoint]) -> Option<(Join, DayPoint)> {
    let last = points.last()?;
    let by_dash = matches!(cursor.kind(), Some(TokenKind::Hyphen | TokenKind::Dash));
    let lacks_month = matches!(last.day, DayMonth::Day(_));
    let is_ordinal = text.get(last.span.clone()).is_some_and(|t| !t.ends_with(|c: char| c.is_ascii_digit()));
    if lacks_month && !is_ordinal && !by_dash {
        return None;
    }
    let join = if lacks_month && cursor.eat_comma() { Join::And } else { cursor.join()? };
    let has_month = date_ahead(cursor);
    let mut point = clear_point(cursor, text)?;
    if !has_month && by_dash && is_month_first(points) {
        point.year = cursor.year_after().ok()?;
        return Some((join, point));
    }
    (has_month || lacks_month).then_some((join, point))
}

/// One mention of consecutive days; one of each day of a list that are not.
fn dates(read: &DaysRead, span: Range<usize>, year: Option<i16>) -> Vec<Mention> {
    let result = resolve::days(read, year).map(|reading| reading.when);
    if let Err(fault) = &result
        && matches!(fault.kind, FaultKind::NotConsecutive { .. })
    {
        return each_date(read, year);
    }
    let is_telling = match &result {
        Ok(_) => true,
        Err(fault) => is_telling(&fault.kind),
    };
    if !is_telling {
        return Vec::new();
    }
    let weekday = read.points.first().and_then(|point| point.weekday.clone());
    let what = Mentioned::Date {
        when: result,
        weekday: weekday.map(|(weekday, _)| weekday),
        year_written: is_year_written(&read.points),
    };
    vec![Mention { span, what }]
}

/// Faults that are slips of the pen for certain.
fn is_telling(kind: &FaultKind) -> bool {
    matches!(kind, FaultKind::WrongWeekday { .. } | FaultKind::NoSuchDay { .. })
}

fn is_year_written(points: &[DayPoint]) -> bool {
    points.iter().any(|point| point.year.is_some())
}

fn each_date(read: &DaysRead, year: Option<i16>) -> Vec<Mention> {
    let hours = read.hours.as_ref().and_then(|hours| HoursRead::to_hours(hours).ok());
    let hours = hours.unwrap_or(Hours::AllDay);
    let dates = resolve::dates(&read.points, year).unwrap_or_default();
    let points = read.points.iter().zip(dates);
    let mentions = points.filter_map(|(point, date)| {
        let when = When::Exact(Days::new(date, date, hours).ok()?);
        let weekday = point.weekday.as_ref().map(|(weekday, _)| *weekday);
        let year_written = is_year_written(&read.points);
        Some(Mention { span: point.span.clone(), what: Mentioned::Date { when: Ok(when), weekday, year_written } })
    });
    mentions.collect()
}

#[cfg(test)]
mod tests;
