//! The occurrences of a rule, through the `rrule` crate; nothing else names it or its date types.
//!
//! Meetings repeat by the clock on the wall, so the crate is given local times as if they were UTC, where no hour is ever
//! skipped. A series that began long ago is taken up near the window, whole periods later, so the work follows the
//! window and not the age of the series. What the crate cannot find it gives up on after 100,000 periods.

use super::rule::{End, Rule, Until};
use crate::language::rules::Unit;
use jiff::civil::{Date, DateTime, time};
use jiff::{Span, Timestamp, tz::TimeZone};
use std::ops::Range;

/// When the meetings of a series begin, in local time and in order: those within the days of `window` (its end excluded),
/// up to and including the day `until`, `limit` at most.
///
/// Occurrences are the days that fit the rule, from `start` on; `start` itself is one only if [`Rule::matches`]. A rule
/// whose own UNTIL is in UTC goes to the end of that UTC day; [`Rule::in_zone`] makes it exact. Years before 1 and after
/// 9999 hold no occurrences.
pub fn occurrences(
    rule: &Rule,
    start: DateTime,
    until: Option<Date>,
    window: Range<Date>,
    limit: usize,
) -> Vec<DateTime> {
    let rule = rule.anchored(start.date());
    let Ok(window_end) = window.end.yesterday() else {
        return Vec::new();
    };
    let last = [Some(end_of(window_end)), until.map(end_of), own_end(&rule.end)];
    let Some(last) = last.into_iter().flatten().min() else {
        return Vec::new();
    };
    let from = match rule.end {
        End::After(_) => start,
        End::Never | End::Until(_) => taken_up(&rule, start, window.start),
    };
    if from > last || from.year() < 1 || window.start > last.date() {
        return Vec::new();
    }
    expanded(&rule, from, last)
        .skip_while(|occurrence| occurrence.date() < window.start)
        .take_while(|occurrence| *occurrence <= last)
        .take(limit)
        .collect()
}

fn end_of(day: Date) -> DateTime {
    day.to_datetime(time(23, 59, 59, 0))
}

fn own_end(end: &End) -> Option<DateTime> {
    match end {
        End::Never | End::After(_) => None,
        End::Until(Until::Date(date)) => Some(end_of(*date)),
        End::Until(Until::Local(last)) => Some(*last),
        End::Until(Until::Instant(last)) => Some(end_of(TimeZone::UTC.to_datetime(*last).date())),
    }
}

/// A moment from which the rule gives the same days in the window as from its start: the start, or the begin of a period
/// that the rule does not skip, not later than the window.
fn taken_up(rule: &Rule, start: DateTime, window: Date) -> DateTime {
    later(rule, start, window).unwrap_or(start)
}

fn later(rule: &Rule, start: DateTime, window: Date) -> Option<DateTime> {
    let interval = i64::from(rule.interval);
    let first = start.date();
    let months = i64::from(window.year() - first.year()) * 12 + i64::from(window.month() - first.month());
    let (apart, length) = match rule.unit {
        Unit::Day => (days_between(first, window)?, interval),
        Unit::Week => (days_between(first, window)?, interval * 7),
        Unit::Month => (months, interval),
        Unit::Year => (i64::from(window.year() - first.year()), interval),
    };
    let skipped = apart / length * length;
    if skipped <= 0 {
        return None;
    }
    let (begin, step) = match rule.unit {
        Unit::Day | Unit::Week => (first, Span::new().try_days(skipped)),
        Unit::Month => (first.first_of_month(), Span::new().try_months(skipped)),
        Unit::Year => (first.first_of_year(), Span::new().try_years(skipped)),
    };
    Some(begin.checked_add(step.ok()?).ok()?.to_datetime(start.time()))
}

fn days_between(first: Date, last: Date) -> Option<i64> {
    Some(i64::from(first.until(last).ok()?.get_days()))
}

/// The occurrences from `from` to `last`; with COUNT the crate may go on beyond `last`.
fn expanded(rule: &Rule, from: DateTime, last: DateTime) -> impl Iterator<Item = DateTime> {
    let last = TimeZone::UTC.to_timestamp(last).unwrap_or(Timestamp::MAX);
    let rrule = match rule.end {
        End::After(_) => rule.rrule(),
        End::Never | End::Until(_) => rule.rrule_until(last),
    };
    let series = format!("DTSTART:{}\nRRULE:{rrule}", from.strftime("%Y%m%dT%H%M%SZ"));
    let set = series.parse::<rrule::RRuleSet>().ok().map(rrule::RRuleSet::limit);
    let found = set.into_iter().flat_map(|set| (&set).into_iter());
    found.filter_map(|instant| local(instant.timestamp()))
}

fn local(seconds: i64) -> Option<DateTime> {
    let instant = Timestamp::from_second(seconds).ok()?;
    Some(TimeZone::UTC.to_datetime(instant))
}
