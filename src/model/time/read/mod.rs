//! Reads dates and clock times as editors write them, in the words of a language or by ISO 8601.
//!
//! The grammar is a handful of functions over a [`Cursor`], from small to large: `clock` reads clock times, `point`
//! one day, `days` days and their clock times, `periods` weeks, months and years; `resolve` finds the days that were
//! meant. What can be read in two ways is a fault, never a guess.

pub(super) mod clock;
pub(super) mod cursor;
pub(super) mod days;
mod file_name;
mod periods;
pub(super) mod point;
pub(super) mod resolve;

use std::ops::Range;

use super::lexer::tokens;
use super::{Fault, FaultKind, Hours, Reading, When};
use crate::language::dates::DateWords;

use cursor::Cursor;
use days::{DaysRead, days};
pub use file_name::read_file_name;

/// What the functions of the grammar return: a fault is final, "nothing of this form here" is not a fault.
pub(super) type Parsed<T> = Result<T, Fault>;

/// Reads a date of any precision, with or without clock times.
///
/// A date without a year is of the year given: that of the file's name, or of the date it stands beside.
///
/// # Errors
/// A [`Fault`] for every text that is not a date, or that can be read in two ways.
pub fn read_when(text: &str, words: &DateWords, year: Option<i16>) -> Result<Reading, Fault> {
    Ok(value(text, words, year)?.reading)
}

/// Reads a date of any precision, without clock times.
///
/// # Errors
/// As [`read_when`], and [`FaultKind::TimeInDate`] where there are clock times.
pub fn read_date(text: &str, words: &DateWords, year: Option<i16>) -> Result<Reading, Fault> {
    let value = value(text, words, year)?;
    match value.hours {
        Some(span) => Err(Fault::new(FaultKind::TimeInDate, span)),
        None => Ok(value.reading),
    }
}

/// Reads clock times alone: "10.30", "kl. 10-15", "10am–3pm", "hele dagen".
///
/// "24" is an hour only as an end; it is the midnight with which the last day ends, see [`Hours::FromTo`].
///
/// # Errors
/// A [`Fault`] for every text that is not a clock time, or two of them in order.
pub fn read_hours(text: &str, words: &DateWords) -> Result<Hours, Fault> {
    let tokens = tokens(text);
    let mut cursor = Cursor::new(&tokens, words);
    if cursor.is_at_end() {
        return Err(cursor.fault(FaultKind::Empty));
    }
    let hours =
        if cursor.eat_phrase(&words.all_day) { Hours::AllDay } else { clock::hours_alone(&mut cursor)?.to_hours()? };
    finish(&mut cursor)?;
    Ok(hours)
}

/// A date that was read, and where its clock times stand.
struct Value {
    reading: Reading,
    hours: Option<Range<usize>>,
}

fn value(text: &str, words: &DateWords, year: Option<i16>) -> Parsed<Value> {
    let tokens = tokens(text);
    let mut cursor = Cursor::new(&tokens, words);
    if cursor.is_at_end() {
        return Err(cursor.fault(FaultKind::Empty));
    }
    let year = year.filter(|year| cursor::YEARS.contains(year));
    let about = cursor.eat_phrase(&words.about);
    cursor.eat_phrase(&words.from);
    if let Some(period) = periods::period(&mut cursor)? {
        finish(&mut cursor)?;
        let when = When::of(about, period.resolve(year)?);
        let notes = Vec::new();
        let reading = Reading { when, notes };
        return Ok(Value { reading, hours: None });
    }
    let days = days(&mut cursor)?;
    if days.hours_span().is_none() {
        eat_all_day(&mut cursor);
    }
    finish(&mut cursor).map_err(|fault| if_no_date(fault, &days, text))?;
    let hours = days.hours_span();
    let reading = resolve::days(&days, year)?;
    match hours {
        Some(span) if about => Err(Fault::new(FaultKind::AboutTime, span)),
        hours => Ok(Value { reading: if about { approximate(reading) } else { reading }, hours }),
    }
}

/// "9. maj 2019, hele dagen": what a date without clock times means anyway.
fn eat_all_day(cursor: &mut Cursor) {
    let mut ahead = *cursor;
    ahead.eat_comma();
    if ahead.eat_phrase(&ahead.words.all_day) {
        *cursor = ahead;
    }
}

/// A number with text after it is not a date with text after it.
fn if_no_date(fault: Fault, days: &DaysRead, text: &str) -> Fault {
    if fault.kind == FaultKind::TrailingText && !days.has_month() {
        return Fault::new(FaultKind::NotADate, 0..text.len());
    }
    fault
}

/// The same days, no longer exact.
fn approximate(reading: Reading) -> Reading {
    let span = match reading.when {
        When::Exact(days) if days.is_one_day() => super::Span::Day(days.first()),
        When::Exact(days) => super::Span::Days(days.first(), days.last()),
        When::Rough { span, .. } => span,
    };
    Reading { when: When::of(true, span), notes: reading.notes }
}

/// Nothing may follow but a full stop.
fn finish(cursor: &mut Cursor) -> Parsed<()> {
    cursor.eat_dot();
    if cursor.is_at_end() {
        return Ok(());
    }
    Err(cursor.unreadable(FaultKind::TrailingText))
}

#[cfg(test)]
mod tests;
