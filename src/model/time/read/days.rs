//! Days with their clock times: a day, a range, or a list of days.

use std::ops::Range;

use jiff::civil::Time;

use super::super::lexer::TokenKind;
use super::clock::{HoursRead, hours};
use super::cursor::Join;
use super::point::{DayMonth, DayPoint, day_point};
use super::{Cursor, FaultKind, Parsed};

/// Days as written, before they are known to exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DaysRead {
    /// The days: at least one, and two if they are a range.
    pub(crate) points: Vec<DayPoint>,
    /// What joins them; of no meaning for one day.
    pub(crate) join: Join,
    /// The clock time that stands by the first of two days.
    pub(crate) start: Option<(Time, Range<usize>)>,
    /// The clock times that stand before or after all days.
    pub(crate) hours: Option<HoursRead>,
}

impl DaysRead {
    /// Whether a month is named at all.
    pub(super) fn has_month(&self) -> bool {
        let is_day = |point: &DayPoint| matches!(point.day, DayMonth::Day(_));
        !self.points.iter().all(is_day)
    }

    /// Whether it began like "April 17", after which "18, 2018" is a day of the same month.
    fn is_month_first(&self) -> bool {
        let first = self.points.first().map(|point| point.day);
        matches!(first, Some(DayMonth::Both { month_first, .. }) if month_first)
    }

    /// Where the clock times stand.
    pub(super) fn hours_span(&self) -> Option<Range<usize>> {
        let hours = self.hours.as_ref().map(|hours| &hours.span);
        let start = self.start.as_ref().map(|(_, span)| span);
        start.or(hours).cloned()
    }
}

/// Days and their clock times.
pub(crate) fn days(cursor: &mut Cursor) -> Parsed<DaysRead> {
    let early = early_hours(cursor)?;
    let weekdays = weekday_pair(cursor);
    let Some(point) = day_point(cursor)? else {
        return Err(cursor.unreadable(FaultKind::NotADate));
    };
    let mut days = DaysRead { points: vec![point], join: Join::Range, start: None, hours: early.clone() };
    if early.is_none() {
        days.hours = hours(cursor)?;
    }
    while further_day(cursor, &mut days, early.is_some())? {}
    if let Some((first, last)) = weekdays {
        give_weekdays(&mut days.points, first, last);
    }
    Ok(days)
}

type Named = (jiff::civil::Weekday, Range<usize>);

/// "kl. 10-15 den 9. maj": clock times that stand before the day must be told from it by a word or a colon.
fn early_hours(cursor: &mut Cursor) -> Parsed<Option<HoursRead>> {
    let words = cursor.words;
    let mut ahead = *cursor;
    let mut colon = *cursor;
    let has_colon = colon.number(1..=2).is_some() && colon.kind() == Some(&TokenKind::Colon);
    if !has_colon && !ahead.eat_phrase(&words.clock) {
        return Ok(None);
    }
    let read = hours(cursor)?;
    cursor.eat_comma();
    Ok(read)
}

/// "tirsdag-onsdag den 17.-18. april": the weekdays of the days that follow them.
fn weekday_pair(cursor: &mut Cursor) -> Option<(Named, Named)> {
    let mut ahead = *cursor;
    let first = ahead.weekday()?;
    ahead.join()?;
    let last = ahead.weekday()?;
    let mut one_day = ahead;
    one_day.eat_comma();
    one_day.eat_phrase(&one_day.words.article);
    one_day.number(1..=4)?;
    ahead.eat_comma();
    *cursor = ahead;
    Some((first, last))
}

fn give_weekdays(points: &mut [DayPoint], first: Named, last: Named) {
    if let Some(point) = points.first_mut() {
        point.weekday.get_or_insert(first);
    }
    if let Some(point) = points.last_mut() {
        point.weekday.get_or_insert(last);
    }
}

/// Reads one more day of the range or list, if there is one.
fn further_day(cursor: &mut Cursor, days: &mut DaysRead, early: bool) -> Parsed<bool> {
    let mut ahead = *cursor;
    let Some(join) = join(&mut ahead, days) else {
        return Ok(false);
    };
    let fits = days.points.len() == 1 || (join == Join::And && days.join == Join::And);
    if !fits {
        return Ok(false);
    }
    if days.hours.is_some() && !early && !move_start(days, join)? {
        return Ok(false);
    }
    let Some(mut point) = day_point(&mut ahead)? else {
        return Err(ahead.unreadable(FaultKind::NotADate));
    };
    if matches!(point.day, DayMonth::Day(_)) && days.is_month_first() {
        point.year = ahead.year_after()?;
    }
    *cursor = ahead;
    days.points.push(point);
    days.join = join;
    if !early {
        days.hours = hours(cursor)?;
    }
    Ok(true)
}

/// What joins the next day: in "9., 10. og 11. maj" a comma too, after a day that still lacks its month.
fn join(cursor: &mut Cursor, days: &DaysRead) -> Option<Join> {
    let last = days.points.last()?;
    if matches!(last.day, DayMonth::Day(_)) && days.hours.is_none() && cursor.eat_comma() {
        return Some(Join::And);
    }
    cursor.join()
}

/// "7. maj kl. 12 – 8. maj": the clock time read after the first day is its start.
fn move_start(days: &mut DaysRead, join: Join) -> Parsed<bool> {
    match &days.hours {
        Some(hours) if join == Join::Range && hours.to.is_none() => {
            days.start = Some((hours.start()?, hours.span.clone()));
            days.hours = None;
            Ok(true)
        }
        _ => Ok(false),
    }
}
