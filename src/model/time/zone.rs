//! Clock times in a time zone, and the hours that daylight saving skips or repeats.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// What a clock time is in a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Local {
    /// It comes once.
    Plain(Zoned),
    /// It never comes: the clocks are put forward over it.
    Skipped {
        /// The clock time at which the hour is skipped: 02:00.
        from: DateTime,
        /// The clock time that it becomes: 03:00.
        to: DateTime,
    },
    /// It comes twice, since the clocks are put back; the first is this.
    Repeated(Zoned),
}

/// The moment of a clock time in a zone. One beyond the end of the calendar, in 9999, is held at that end.
pub fn local(clock: DateTime, zone: &TimeZone) -> Local {
    let moment = |offset: Offset| timestamp(clock, offset).to_zoned(zone.clone());
    match zone.to_ambiguous_timestamp(clock).offset() {
        AmbiguousOffset::Unambiguous { offset } => Local::Plain(moment(offset)),
        AmbiguousOffset::Fold { before, .. } => Local::Repeated(moment(before)),
        AmbiguousOffset::Gap { before, after } => {
            // By the old offset the clock time lies just after the change, so the change is the last one before it.
            let late = timestamp(clock, before);
            let change = zone.preceding(late.saturating_add(JUST_AFTER).unwrap_or(late)).next();
            let change = change.map_or(late, |change| change.timestamp());
            Local::Skipped { from: before.to_datetime(change), to: after.to_datetime(change) }
        }
    }
}

/// A change at the very moment counts as before it.
const JUST_AFTER: jiff::SignedDuration = jiff::SignedDuration::from_nanos(1);

fn timestamp(clock: DateTime, offset: Offset) -> Timestamp {
    let edge = if clock.year() > 0 { Timestamp::MAX } else { Timestamp::MIN };
    offset.to_timestamp(clock).unwrap_or(edge)
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    fn copenhagen() -> TimeZone {
        TimeZone::get("Europe/Copenhagen").expect("the time zone database has Copenhagen")
    }

    fn at(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> Local {
        local(datetime(year, month, day, hour, minute, 0, 0), &copenhagen())
    }

    #[test]
    fn an_ordinary_meeting_in_summer() {
        let Local::Plain(moment) = at(2019, 5, 9, 10, 0) else {
            panic!("10 in the morning comes once");
        };
        assert_eq!(moment.timestamp().to_string(), "2019-05-09T08:00:00Z");
    }

    #[test]
    fn the_hour_that_spring_skips() {
        let skipped = Local::Skipped { from: datetime(2019, 3, 31, 2, 0, 0, 0), to: datetime(2019, 3, 31, 3, 0, 0, 0) };
        assert_eq!(at(2019, 3, 31, 2, 0), skipped);
        assert_eq!(at(2019, 3, 31, 2, 59), skipped);
        assert!(matches!(at(2019, 3, 31, 1, 59), Local::Plain(_)));
        assert!(matches!(at(2019, 3, 31, 3, 0), Local::Plain(_)));
    }

    #[test]
    fn the_hour_that_autumn_repeats_is_the_first() {
        let Local::Repeated(moment) = at(2019, 10, 27, 2, 30) else {
            panic!("half past two comes twice");
        };
        assert_eq!(moment.timestamp().to_string(), "2019-10-27T00:30:00Z");
        assert!(matches!(at(2019, 10, 27, 3, 0), Local::Plain(_)));
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for clock in [DateTime::MIN, DateTime::MAX] {
            assert!(matches!(local(clock, &copenhagen()), Local::Plain(_)));
        }
    }
}
