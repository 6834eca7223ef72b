//! Dates and times of iCalendar (RFC 5545, 3.3.4 to 3.3.6): DTSTART and its like.

use jiff::Span;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::super::event::Moment;
use super::Around;
use super::lines::Line;
use crate::diagnostics::{Diagnostic, Diagnostics, Kind};

/// The moment of a line; none if its value is no date.
pub(super) fn moment(line: &Line, around: &Around<'_>, problems: &mut Diagnostics) -> Option<Moment> {
    moments(line, around, problems).into_iter().next()
}

/// The moments of a line, which may hold several (EXDATE). A zone that nobody knows is told, and its times taken as they
/// stand.
pub(super) fn moments(line: &Line, around: &Around<'_>, problems: &mut Diagnostics) -> Vec<Moment> {
    let zone = line.parameter("TZID").map(|id| (id, around.zones.find(id, around.likely)));
    if let Some((id, None)) = &zone {
        let place = around.place(&line.place);
        problems.push(Diagnostic::new(Kind::ImportZone, place).with("zone", *id));
    }
    let zone = zone.and_then(|(_, zone)| zone);
    line.value.split(',').filter_map(|value| one(value.trim(), zone.as_ref())).collect()
}

fn one(value: &str, zone: Option<&TimeZone>) -> Option<Moment> {
    if let Some(utc) = value.strip_suffix('Z') {
        return Some(Moment::Zoned(utc.parse().ok()?, TimeZone::UTC));
    }
    if !value.contains('T') {
        return value.parse::<Date>().ok().map(Moment::Day);
    }
    let time: DateTime = value.parse().ok()?;
    Some(zone.map_or(Moment::Local(time), |zone| Moment::Zoned(time, zone.clone())))
}

/// The end that a DURATION after the start comes to (RFC 5545, 3.8.2.5).
pub(super) fn after(start: &Moment, duration: &str) -> Option<Moment> {
    let span: Span = duration.trim().trim_start_matches('+').parse().ok()?;
    Some(match start {
        Moment::Day(day) => Moment::Day(day.checked_add(span).ok()?),
        Moment::Local(time) => Moment::Local(time.checked_add(span).ok()?),
        Moment::Zoned(time, zone) => Moment::Zoned(time.checked_add(span).ok()?, zone.clone()),
    })
}

/// Whole days that are written with clock times, as Outlook does: from midnight to midnight.
pub(super) fn whole_days(start: Moment, end: Option<Moment>) -> (Moment, Option<Moment>) {
    let midnight = |moment: &Moment| match moment {
        Moment::Day(_) => true,
        Moment::Local(time) | Moment::Zoned(time, _) => time.time() == jiff::civil::Time::midnight(),
    };
    if !midnight(&start) || !end.as_ref().is_none_or(midnight) {
        return (start, end);
    }
    let day = |moment: Moment| match moment {
        Moment::Day(day) => Moment::Day(day),
        Moment::Local(time) | Moment::Zoned(time, _) => Moment::Day(time.date()),
    };
    (day(start), end.map(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_form_of_a_moment_is_read() {
        assert_eq!(one("20270520", None), Some(Moment::Day(date(2027, 5, 20))));
        assert_eq!(one("20270520T100000", None), Some(Moment::Local(date(2027, 5, 20).at(10, 0, 0, 0))));
        assert_eq!(one("20270520T080000Z", None), Some(Moment::Zoned(date(2027, 5, 20).at(8, 0, 0, 0), TimeZone::UTC)));
        for bad in ["", "i morgen", "20270532", "20270520T250000"] {
            assert_eq!(one(bad, None), None, "{bad}");
        }
    }

    #[test]
    fn durations_end_an_event() {
        let ten = Moment::Local(date(2027, 5, 20).at(10, 0, 0, 0));
        assert_eq!(after(&ten, "PT1H30M"), Some(Moment::Local(date(2027, 5, 20).at(11, 30, 0, 0))));
        assert_eq!(after(&Moment::Day(date(2027, 5, 20)), "P2D"), Some(Moment::Day(date(2027, 5, 22))));
        assert_eq!(after(&ten, "P1W"), Some(Moment::Local(date(2027, 5, 27).at(10, 0, 0, 0))));
    }
}
