//! VTIMEZONE components (RFC 5545, 3.6.5) from the IANA data that jiff holds.
//!
//! The data are a list of changes of the clock; a reader wants rules. So changes that fall on the same rule's day
//! in successive years become one observance with RRULE, the others one each. Found backwards from a far year, where
//! only the rule in force for good is left: that one then reaches back to the year in which it began, and its
//! octets are the same whatever range is asked for.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::component::{Fragment, component};
use super::line::{Line, tzid, utc_time};
use super::yearly::YearlyDay;

/// Changes before this year are written only for a range that begins earlier.
const FIRST_YEAR: i16 = 1970;
/// The database lists single changes up to 2086 (Ramadan); from here on only yearly rules are left.
const SETTLED_YEAR: i16 = 2100;
/// Long enough for each weekday on each date, in leap years and others: what holds throughout holds for good.
const PROOF_YEARS: i16 = 40;
/// What changes after the range is written too, so that an open series keeps its hour, unless it is more than this:
/// a zone whose clocks follow the moon for ever has a hundred single changes ahead.
const LATER_OBSERVANCES: usize = 40;
/// How long after the last change its rule ends: readers built on dateutil take UNTIL for local time and, east of
/// Greenwich, would miss the last change if the rule ended with it.
const UNTIL_MARGIN: SignedDuration = SignedDuration::from_hours(24);

/// The VTIMEZONE of a zone, right for each instant of the range (both days included, in local time) and, in all
/// zones but those that will change the clock by Ramadan for ever, for all later ones.
pub fn vtimezone(zone: &TimeZone, range: (Date, Date)) -> Fragment {
    let changes = Changes::of(zone, range);
    let mut observances = changes.observances();
    observances.retain(|observance| observance.lasts_until(changes.governing));
    let end = last_moment(range.1);
    let later = observances.iter().filter(|observance| observance.first.at > end).count();
    if later > LATER_OBSERVANCES {
        observances.retain(|observance| observance.first.at <= end);
    }
    observances.sort_by_key(|observance| observance.first.at);
    let written: Vec<_> = observances.iter().map(Observance::write).collect();
    let id = tzid(zone);
    let lines = vec![Line::text("TZID", &id), Line::text("X-LIC-LOCATION", &id)];
    component("VTIMEZONE", lines, &written)
}

/// The end of the year of the range, so that a meeting more in it changes nothing here.
fn last_moment(last: Date) -> Timestamp {
    let end = date(last.year(), 12, 31).to_datetime(Time::MAX);
    Offset::UTC.to_timestamp(end).unwrap_or(Timestamp::MAX)
}

/// A change of the clock, or the state of the zone where the data begin.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    at: Timestamp,
    /// What clocks show at that moment if nobody has changed them: DTSTART.
    wall: DateTime,
    shift: Shift,
}

/// What a change does. Changes that do the same may share a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shift {
    kind: Kind,
    from: Offset,
    to: Offset,
    /// TZNAME, as people of the zone abbreviate it: CEST, or "+03" where there is no custom.
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Standard,
    Daylight,
}

impl Kind {
    /// Forward is DAYLIGHT and back STANDARD, also where law and database call winter the exception, as in Ireland:
    /// readers expect it to be summer. Where standard time itself changes, the database has its word.
    fn of(before: Clock, after: Clock) -> Kind {
        let is_seasonal = before.dst != after.dst && before.offset != after.offset;
        let is_daylight = if is_seasonal { after.offset > before.offset } else { after.dst.is_dst() };
        if is_daylight { Kind::Daylight } else { Kind::Standard }
    }

    fn component_name(self) -> &'static str {
        match self {
            Kind::Standard => "STANDARD",
            Kind::Daylight => "DAYLIGHT",
        }
    }
}

/// How the clocks of a zone go for a while.
#[derive(Debug, Clone, Copy)]
struct Clock {
    offset: Offset,
    dst: Dst,
}

/// The changes that matter to a range, in order of time, up to a year in which only yearly rules are left.
struct Changes {
    list: Vec<Change>,
    /// The last year of the list; it is whole.
    last_year: i16,
    /// When the change happened that is in force as the range begins.
    governing: Timestamp,
}

impl Changes {
    fn of(zone: &TimeZone, (first, last): (Date, Date)) -> Changes {
        let first_year = FIRST_YEAR.min(first.year().saturating_sub(1)).max(1);
        let last_year = last.year().clamp(SETTLED_YEAR, 9000) + PROOF_YEARS;
        let start = beginning(zone, first_year);
        let mut list = vec![start.clone()];
        list.extend(changes_after(zone, &start, last_year));
        // A day early, to be before the first midnight in any zone.
        let day_before = first.yesterday().unwrap_or(first).to_datetime(Time::midnight());
        let asked_from = Offset::UTC.to_timestamp(day_before).unwrap_or(Timestamp::MIN);
        let before = list.iter().rev().find(|change| change.at <= asked_from);
        let governing = before.unwrap_or(&start).at;
        Changes { list, last_year, governing }
    }

    /// All of them, each in one observance.
    fn observances(&self) -> Vec<Observance<'_>> {
        let mut by_wall: BTreeMap<DateTime, &Change> = self.list.iter().map(|change| (change.wall, change)).collect();
        let mut observances = Vec::new();
        while let Some((_, latest)) = by_wall.pop_last() {
            let run = Run::ending_with(latest, &by_wall);
            for change in &run.changes {
                by_wall.remove(&change.wall);
            }
            observances.extend(run.observances(self.last_year));
        }
        observances
    }
}

/// The state at the start of a year, told as a change from itself to itself.
fn beginning(zone: &TimeZone, year: i16) -> Change {
    let midnight = Date::new(year, 1, 1).unwrap_or(Date::MIN).to_datetime(Time::midnight());
    let ambiguous = zone.to_ambiguous_timestamp(midnight);
    let at = ambiguous.compatible().unwrap_or(Timestamp::UNIX_EPOCH);
    let info = zone.to_offset_info(at);
    let clock = Clock { offset: info.offset(), dst: info.dst() };
    let name = info.abbreviation().to_owned();
    let shift = Shift { kind: Kind::of(clock, clock), from: clock.offset, to: clock.offset, name };
    Change { at, wall: clock.offset.to_datetime(at), shift }
}

fn changes_after(zone: &TimeZone, start: &Change, last_year: i16) -> Vec<Change> {
    let info = zone.to_offset_info(start.at);
    let mut before = Clock { offset: info.offset(), dst: info.dst() };
    let mut changes = Vec::new();
    for transition in zone.following(start.at) {
        let (at, offset) = (transition.timestamp(), transition.offset());
        let wall = before.offset.to_datetime(at);
        if wall.year() > last_year {
            break;
        }
        let after = Clock { offset, dst: transition.dst() };
        let name = transition.abbreviation().to_owned();
        let shift = Shift { kind: Kind::of(before, after), from: before.offset, to: offset, name };
        changes.push(Change { at, wall, shift });
        before = after;
    }
    changes
}

/// Changes of successive years that do the same on the same day of the year, latest first.
struct Run<'c> {
    day: YearlyDay,
    changes: Vec<&'c Change>,
}

impl<'c> Run<'c> {
    /// The longest run back from `latest`; of equal ones that with the plainest rule.
    fn ending_with(latest: &'c Change, earlier: &BTreeMap<DateTime, &'c Change>) -> Run<'c> {
        let alone = YearlyDay::Fixed { month: latest.wall.month(), day: latest.wall.day() };
        let mut best = Run { day: alone, changes: vec![latest] };
        for day in YearlyDay::candidates(latest.wall.date()) {
            let changes = back_from(latest, day, earlier);
            if changes.len() > best.changes.len() {
                best = Run { day, changes };
            }
        }
        best
    }

    /// One observance for each month into which the rule's days fall: nearly always one.
    fn observances(self, last_year: i16) -> Vec<Observance<'c>> {
        let holds_for_good = self.changes.len() >= usize::from(PROOF_YEARS.unsigned_abs())
            && self.changes.first().is_some_and(|latest| latest.wall.year() == last_year);
        let mut by_month: BTreeMap<i8, Vec<&Change>> = BTreeMap::new();
        for change in self.changes {
            by_month.entry(change.wall.month()).or_default().push(change);
        }
        let observance = |(month, changes): (i8, Vec<&'c Change>)| {
            let (latest, first) = (*changes.first()?, *changes.last()?);
            let rule = self.day.rule_in(month);
            let repeats = match (holds_for_good, changes.len()) {
                (true, _) => Repeats::ForGood { rule },
                (false, 1) => Repeats::Never,
                (false, _) => Repeats::Until { rule, last: latest.at },
            };
            Some(Observance { first, repeats })
        };
        by_month.into_iter().filter_map(observance).collect()
    }
}

fn back_from<'c>(latest: &'c Change, day: YearlyDay, earlier: &BTreeMap<DateTime, &'c Change>) -> Vec<&'c Change> {
    let same_in = |year: i16| {
        let wall = day.in_year(year)?.to_datetime(latest.wall.time());
        earlier.get(&wall).copied().filter(|change| change.shift == latest.shift)
    };
    let years = (1..latest.wall.year()).rev();
    std::iter::once(latest).chain(years.map_while(same_in)).collect()
}

/// A STANDARD or DAYLIGHT subcomponent.
struct Observance<'c> {
    first: &'c Change,
    repeats: Repeats,
}

enum Repeats {
    Never,
    Until { rule: String, last: Timestamp },
    ForGood { rule: String },
}

impl Observance<'_> {
    fn lasts_until(&self, instant: Timestamp) -> bool {
        match self.repeats {
            Repeats::Never => self.first.at >= instant,
            Repeats::Until { last, .. } => last >= instant,
            Repeats::ForGood { .. } => true,
        }
    }

    fn write(&self) -> Fragment {
        let shift = &self.first.shift;
        let mut lines = vec![
            Line::floating("DTSTART", self.first.wall),
            Line::utc_offset("TZOFFSETFROM", shift.from),
            Line::utc_offset("TZOFFSETTO", shift.to),
            Line::text("TZNAME", &shift.name),
        ];
        lines.extend(self.rule().and_then(|rule| Line::rule("RRULE", &rule)));
        component(shift.kind.component_name(), lines, [])
    }

    fn rule(&self) -> Option<String> {
        match &self.repeats {
            Repeats::Never => None,
            Repeats::Until { rule, last } => {
                let until = last.checked_add(UNTIL_MARGIN).unwrap_or(*last);
                Some(format!("{rule};UNTIL={}", utc_time(until)))
            }
            Repeats::ForGood { rule } => Some(rule.clone()),
        }
    }
}

#[cfg(test)]
mod tests;
