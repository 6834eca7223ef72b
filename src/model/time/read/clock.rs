//! Clock times: "kl. 10-15", "9.30", "10:00–15:00", "10am–3pm".

use std::ops::Range;

use jiff::civil::Time;

use super::super::hours_in_order;
use super::super::lexer::TokenKind;
use super::point::date_ahead;
use super::{Cursor, Fault, FaultKind, Hours, Parsed};

/// Clock times as they were read: a start, perhaps an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HoursRead {
    pub(crate) from: Clock,
    pub(crate) to: Option<Clock>,
    pub(crate) span: Range<usize>,
}

/// A time of the day, or the midnight with which it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    At(Time),
    /// "24", "24:00".
    EndOfDay,
}

/// A clock time as written.
struct Written {
    hour: u32,
    minute: u32,
    half: Option<Half>,
    /// Whether it is a number and no more, which need not be a clock time at all.
    bare: bool,
    /// Whether hour and minute are parted by a colon, as nothing else is.
    colon: bool,
    span: Range<usize>,
}

/// The half of the day, in the twelve-hour clock.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

impl HoursRead {
    /// The clock times of a single day, or of days whose start and end they are.
    pub(crate) fn to_hours(&self) -> Parsed<Hours> {
        let start = self.start()?;
        let end = match self.to {
            None => return Ok(Hours::From(start)),
            Some(Clock::At(end)) => end,
            Some(Clock::EndOfDay) => Time::MIN,
        };
        if !hours_in_order(start, end) {
            return Err(Fault::new(FaultKind::EndBeforeStart, self.span.clone()));
        }
        Ok(Hours::FromTo(start, end))
    }

    /// The start, which cannot be the end of a day.
    pub(crate) fn start(&self) -> Parsed<Time> {
        match self.from {
            Clock::At(time) => Ok(time),
            Clock::EndOfDay => {
                let kind = FaultKind::NoSuchTime { hour: 24, minute: 0 };
                Err(Fault::new(kind, self.span.clone()))
            }
        }
    }
}

/// Clock times with nothing before them, where nothing else can be meant.
pub(super) fn hours_alone(cursor: &mut Cursor) -> Parsed<HoursRead> {
    marker(cursor)?;
    match hours_here(cursor, true)? {
        Some(hours) => Ok(hours),
        None => Err(cursor.unreadable(FaultKind::NotATime)),
    }
}

/// Clock times after a date (", kl. 10-15", " 10:00", "T10:00") or before one, if they are there.
///
/// A lone number is one only after the word for it.
pub(crate) fn hours(cursor: &mut Cursor) -> Parsed<Option<HoursRead>> {
    let mut ahead = *cursor;
    if !ahead.eat_comma() && !eat_iso_mark(&mut ahead) {
        eat_dash_before_clock(&mut ahead);
    }
    let marked = marker(&mut ahead)?;
    let read = hours_here(&mut ahead, marked)?;
    if read.is_none() && marked {
        return Err(ahead.unreadable(FaultKind::NotATime));
    }
    if read.is_some() {
        *cursor = ahead;
    }
    Ok(read)
}

/// Clock times in running text, where a number is more often something else: only after the word for them, with a
/// half of the day, or a range with colons.
pub(crate) fn hours_in_prose(cursor: &mut Cursor, after_date: bool) -> Option<HoursRead> {
    let mut ahead = *cursor;
    if after_date && !ahead.eat_comma() {
        eat_iso_mark(&mut ahead);
    }
    let marked = marker(&mut ahead).ok()?;
    let mut clear = ahead;
    let first = written(&mut clear)?;
    let lone = first.bare && !ahead.words.clock_is_clear;
    let read = hours_here(&mut ahead, marked).ok()??;
    let is_clear = if marked {
        !lone || read.to.is_some()
    } else {
        first.half.is_some() || (first.colon && (after_date || read.to.is_some()))
    };
    if !is_clear {
        return None;
    }
    *cursor = ahead;
    Some(read)
}

/// The `T` of ISO dates.
fn eat_iso_mark(cursor: &mut Cursor) -> bool {
    let mut ahead = *cursor;
    let found = cursor.is_close() && ahead.eat(&TokenKind::Word("t".to_owned()));
    if found && ahead.is_close() {
        *cursor = ahead;
        return true;
    }
    false
}

/// "9. maj 2019 - kl. 10": a dash that only sets the clock times apart.
fn eat_dash_before_clock(cursor: &mut Cursor) {
    let mut ahead = *cursor;
    let mut clock = ahead;
    if ahead.eat(&TokenKind::Hyphen) || ahead.eat(&TokenKind::Dash) {
        clock = ahead;
    }
    if clock.eat_phrase(&clock.words.clock) {
        *cursor = ahead;
    }
}

/// "fra kl.", "kl. fra": whether there is a word for clock times.
fn marker(cursor: &mut Cursor) -> Parsed<bool> {
    let words = cursor.words;
    refuse_about(cursor)?;
    let mut ahead = *cursor;
    let opened = ahead.eat_phrase(&words.from);
    refuse_about(&ahead)?;
    let marked = ahead.eat_phrase(&words.clock);
    refuse_about(&ahead)?;
    if marked {
        ahead.eat_phrase(&words.from);
    }
    if marked || (opened && matches!(ahead.kind(), Some(TokenKind::Number { .. }))) {
        *cursor = ahead;
    }
    Ok(marked)
}

/// An approximate clock time is a fault: no calendar can hold it.
fn refuse_about(cursor: &Cursor) -> Parsed<()> {
    let words = cursor.words;
    let mut ahead = *cursor;
    if ahead.eat_phrase(&words.about) {
        let start = cursor.here();
        ahead.eat_phrase(&words.clock);
        if written(&mut ahead).is_some() {
            return Err(Fault::new(FaultKind::AboutTime, ahead.since(start)));
        }
    }
    Ok(())
}

/// A clock time or two of them; a lone number only if `bare` ones are allowed.
fn hours_here(cursor: &mut Cursor, bare: bool) -> Parsed<Option<HoursRead>> {
    let start = cursor.here();
    let mut ahead = *cursor;
    let Some(from) = written(&mut ahead) else {
        return Ok(None);
    };
    let to = end(&mut ahead)?;
    if to.is_none() && from.bare && !bare {
        return Ok(None);
    }
    let span = ahead.since(start);
    let (from, to) = match to {
        Some(to) => {
            let (from, to) = clocks(&from, &to, &span)?;
            (from, Some(to))
        }
        None => (from.clock(from.half)?, None),
    };
    *cursor = ahead;
    Ok(Some(HoursRead { from, to, span }))
}

/// The end of a range of clock times; a date after the dash is the end of the days instead.
fn end(cursor: &mut Cursor) -> Parsed<Option<Written>> {
    let words = cursor.words;
    let mut ahead = *cursor;
    if !ahead.eat_range() || date_ahead(&ahead) {
        return Ok(None);
    }
    refuse_about(&ahead)?;
    ahead.eat_phrase(&words.clock);
    refuse_about(&ahead)?;
    let end = written(&mut ahead);
    if end.is_some() {
        *cursor = ahead;
    }
    Ok(end)
}

/// "10", "10.30", "10:30", "10:30:00", "3 pm".
fn written(cursor: &mut Cursor) -> Option<Written> {
    let start = cursor.here();
    let mut ahead = *cursor;
    let hour = ahead.number(1..=2)?.value;
    let colon = ahead.kind() == Some(&TokenKind::Colon);
    let minute = minute(&mut ahead);
    let half = half(&mut ahead);
    *cursor = ahead;
    Some(Written {
        hour,
        minute: minute.unwrap_or(0),
        half,
        bare: minute.is_none() && half.is_none(),
        colon: colon && minute.is_some(),
        span: cursor.since(start),
    })
}

/// The minutes, and seconds if there are none of them to lose.
fn minute(cursor: &mut Cursor) -> Option<u32> {
    let mut ahead = *cursor;
    let colon = ahead.is_close() && ahead.eat(&TokenKind::Colon);
    if !colon && !ahead.eat_dot() {
        return None;
    }
    let minute = ahead.close_number(2..=2)?.value;
    *cursor = ahead;
    if colon && ahead.is_close() && ahead.eat(&TokenKind::Colon) {
        let seconds = ahead.close_number(2..=2);
        if seconds.is_some_and(|seconds| seconds.value == 0) {
            *cursor = ahead;
        }
    }
    Some(minute)
}

fn half(cursor: &mut Cursor) -> Option<Half> {
    let words = cursor.words;
    if cursor.eat_phrase(&words.am) {
        return Some(Half::Am);
    }
    cursor.eat_phrase(&words.pm).then_some(Half::Pm)
}

impl Written {
    fn clock(&self, half: Option<Half>) -> Parsed<Clock> {
        let hour = match half {
            None if (self.hour, self.minute) == (24, 0) => return Ok(Clock::EndOfDay),
            None => Some(self.hour),
            Some(half) => hour_of_half(self.hour, half),
        };
        let time = hour.and_then(|hour| time(hour, self.minute));
        time.map(Clock::At).ok_or_else(|| {
            let (hour, minute) = (self.hour, self.minute);
            Fault::new(FaultKind::NoSuchTime { hour, minute }, self.span.clone())
        })
    }

    /// Whether the hour is one of the twelve-hour clock, so that the half of the day matters.
    fn is_of_half(&self) -> bool {
        (1..=12).contains(&self.hour)
    }
}

fn hour_of_half(hour: u32, half: Half) -> Option<u32> {
    let of_half = (1..=12).contains(&hour).then_some(hour % 12)?;
    Some(match half {
        Half::Am => of_half,
        Half::Pm => of_half + 12,
    })
}

fn time(hour: u32, minute: u32) -> Option<Time> {
    let hour = i8::try_from(hour).ok()?;
    let minute = i8::try_from(minute).ok()?;
    Time::new(hour, minute, 0, 0).ok()
}

/// Start and end. "2-3pm" is clear; "10-3pm", "10-12am" and "10am-3" are not.
fn clocks(from: &Written, to: &Written, span: &Range<usize>) -> Parsed<(Clock, Clock)> {
    let unclear = || Fault::new(FaultKind::UnclearHalf, span.clone());
    match (from.half, to.half) {
        (None, Some(half)) if from.is_of_half() => {
            let start = from.clock(Some(half))?;
            let end = to.clock(Some(half))?;
            let in_order = start.is_before(end).then_some((start, end));
            in_order.ok_or_else(unclear)
        }
        (Some(_), None) if to.is_of_half() => Err(unclear()),
        (half, other) => Ok((from.clock(half)?, to.clock(other)?)),
    }
}

impl Clock {
    fn is_before(self, other: Clock) -> bool {
        match (self, other) {
            (Clock::At(one), Clock::At(other)) => one < other,
            (Clock::At(_), Clock::EndOfDay) => true,
            (Clock::EndOfDay, _) => false,
        }
    }
}
