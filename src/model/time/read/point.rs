//! One day as written: "torsdag d. 9. maj 2019", "9/5-2019", "2019-05-09", "May 9, 2019", or no more than "17.".

use std::ops::Range;

use jiff::civil::Weekday;

use super::super::lexer::TokenKind;
use super::cursor::{Number, short_year};
use super::{Cursor, FaultKind, Parsed};
use crate::language::dates::NumericOrder;

/// A day as written, before it is known to exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DayPoint {
    pub(crate) weekday: Option<(Weekday, Range<usize>)>,
    pub(crate) day: DayMonth,
    pub(crate) year: Option<i16>,
    pub(crate) span: Range<usize>,
}

/// The numbers of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayMonth {
    /// "17.": its month stands elsewhere.
    Day(u32),
    /// Day and month. After "May 9" a further day may follow alone, after "9 May" not.
    Both { day: u32, month: u32, month_first: bool },
    /// Two numbers, each of which may be the day.
    Either(u32, u32),
}

/// What a date holds, weekday and place apart.
pub(super) struct Core {
    day: DayMonth,
    year: Option<i16>,
}

/// A day, if one begins here.
pub(crate) fn day_point(cursor: &mut Cursor) -> Parsed<Option<DayPoint>> {
    let start = cursor.here();
    let words = cursor.words;
    let mut ahead = *cursor;
    ahead.eat_phrase(&words.article);
    let weekday = ahead.weekday();
    if weekday.is_some() {
        ahead.eat_comma();
        ahead.eat_phrase(&words.article);
    }
    match core(&mut ahead)? {
        Some(Core { day, year }) => {
            *cursor = ahead;
            Ok(Some(DayPoint { weekday, day, year, span: cursor.since(start) }))
        }
        None if weekday.is_some() => Err(ahead.unreadable(FaultKind::NotADate)),
        None => Ok(None),
    }
}

/// Whether a day with its month begins here.
pub(crate) fn date_ahead(cursor: &Cursor) -> bool {
    let mut ahead = *cursor;
    match day_point(&mut ahead) {
        Ok(Some(point)) => point.weekday.is_some() || !matches!(point.day, DayMonth::Day(_)),
        Ok(None) | Err(_) => false,
    }
}

fn core(cursor: &mut Cursor) -> Parsed<Option<Core>> {
    if let Some(core) = year_first(cursor) {
        return Ok(Some(core));
    }
    if let Some(core) = numeric(cursor)? {
        return Ok(Some(core));
    }
    if let Some(core) = month_first(cursor)? {
        return Ok(Some(core));
    }
    day_first(cursor)
}

/// "2019-05-09", "2019/05/09", "2019.05.09": never in another order.
pub(super) fn year_first(cursor: &mut Cursor) -> Option<Core> {
    let mut ahead = *cursor;
    let year = ahead.year()?;
    let sign = separator(&mut ahead)?;
    let month = ahead.close_number(1..=2)?.value;
    if separator(&mut ahead)? != sign {
        return None;
    }
    let day = ahead.close_number(1..=2)?.value;
    *cursor = ahead;
    Some(Core { day: both(day, month), year: Some(year) })
}

fn both(day: u32, month: u32) -> DayMonth {
    DayMonth::Both { day, month, month_first: false }
}

/// The sign between numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Dot,
    Hyphen,
    Slash,
}

fn separator(cursor: &mut Cursor) -> Option<Sign> {
    if cursor.eat_close_hyphen() {
        return Some(Sign::Hyphen);
    }
    if cursor.eat_dot() {
        return Some(Sign::Dot);
    }
    cursor.eat(&TokenKind::Slash).then_some(Sign::Slash)
}

/// "9.5.2019", "09-05-2019", "9/5/2019", "9/5-2019", "9/5".
fn numeric(cursor: &mut Cursor) -> Parsed<Option<Core>> {
    let mut ahead = *cursor;
    let Some((first, sign, second)) = two_numbers(&mut ahead) else {
        return Ok(None);
    };
    let is_mixed = sign == Sign::Slash && is_before_hyphen(ahead);
    let year = match sign {
        Sign::Slash => year_after_slash(&mut ahead)?,
        Sign::Dot | Sign::Hyphen => match year_after_sign(&mut ahead, sign)? {
            None if sign == Sign::Hyphen || !is_before_range(&mut ahead) => return Ok(None),
            year => year,
        },
    };
    let orders = cursor.words.numeric;
    let order = match sign {
        Sign::Dot => orders.dot,
        Sign::Hyphen => orders.hyphen,
        Sign::Slash if is_mixed && year.is_some() => orders.slash_hyphen,
        Sign::Slash => orders.slash,
    };
    let day = match order {
        NumericOrder::DayFirst => both(first.value, second.value),
        NumericOrder::MonthFirst => both(second.value, first.value),
        NumericOrder::Ambiguous => DayMonth::Either(first.value, second.value),
    };
    *cursor = ahead;
    Ok(Some(Core { day, year }))
}

fn two_numbers(cursor: &mut Cursor) -> Option<(Number, Sign, Number)> {
    let first = cursor.number(1..=2)?;
    let sign = separator(cursor)?;
    let second = cursor.number(1..=2)?;
    Some((first, sign, second))
}

/// The year of "9.5.2019" or "09-05-2019".
fn year_after_sign(cursor: &mut Cursor, sign: Sign) -> Parsed<Option<i16>> {
    let mut ahead = *cursor;
    if separator(&mut ahead) != Some(sign) {
        return Ok(None);
    }
    if let Some(year) = ahead.year() {
        *cursor = ahead;
        return Ok(Some(year));
    }
    match ahead.close_number(2..=2) {
        Some(number) if ahead.ends_date() => Err(short_year(&number)),
        _ => Ok(None),
    }
}

/// The full stop and the dash after the first day of "30.4.-2.5.2019", which may be without a year.
fn is_before_range(cursor: &mut Cursor) -> bool {
    let ended = cursor.eat_dot();
    ended && matches!(cursor.kind(), Some(TokenKind::Hyphen | TokenKind::Dash))
}

fn is_before_hyphen(mut cursor: Cursor) -> bool {
    cursor.eat_close_hyphen()
}

/// The year of "9/5/2019", "9/5-2019" or "9/5 2019"; there need not be one.
fn year_after_slash(cursor: &mut Cursor) -> Parsed<Option<i16>> {
    let mut ahead = *cursor;
    if ahead.eat(&TokenKind::Slash) || ahead.eat_close_hyphen() {
        if let Some(year) = ahead.year() {
            *cursor = ahead;
            return Ok(Some(year));
        }
        let number = ahead.close_number(2..=2);
        if let Some(number) = number
            && ahead.ends_date()
        {
            return Err(short_year(&number));
        }
    }
    cursor.year_after()
}

/// "May 9, 2019", where the language has it.
fn month_first(cursor: &mut Cursor) -> Parsed<Option<Core>> {
    if !cursor.words.month_before_day {
        return Ok(None);
    }
    let mut ahead = *cursor;
    let Some(month) = ahead.month_name() else {
        return Ok(None);
    };
    let Some(day) = day_number(&mut ahead) else {
        return Ok(None);
    };
    let year = ahead.year_after()?;
    *cursor = ahead;
    let day = DayMonth::Both { day, month: u32::from(month.unsigned_abs()), month_first: true };
    Ok(Some(Core { day, year }))
}

/// "9. maj 2019", "the 9th of May", or only "9.".
fn day_first(cursor: &mut Cursor) -> Parsed<Option<Core>> {
    let words = cursor.words;
    let mut ahead = *cursor;
    let Some(day) = day_number(&mut ahead) else {
        return Ok(None);
    };
    *cursor = ahead;
    ahead.eat_phrase(&words.of);
    let Some(month) = ahead.month_name() else {
        let day = DayMonth::Day(day);
        return Ok(Some(Core { day, year: None }));
    };
    let year = ahead.year_after()?;
    *cursor = ahead;
    let day = both(day, u32::from(month.unsigned_abs()));
    Ok(Some(Core { day, year }))
}

/// A day's number with its full stop or its letters: "9", "9.", "9th", "9:e". Before any other colon it is an hour.
fn day_number(cursor: &mut Cursor) -> Option<u32> {
    let words = cursor.words;
    let mut ahead = *cursor;
    let day = ahead.number(1..=2)?.value;
    let mut lettered = ahead;
    let has_colon = lettered.eat(&TokenKind::Colon);
    if lettered.is_close() && lettered.eat_phrase(&words.ordinals) {
        ahead = lettered;
    } else if has_colon {
        return None;
    } else {
        ahead.eat_dot();
    }
    *cursor = ahead;
    Some(day)
}
