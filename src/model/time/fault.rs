//! What reading a date comes to: a value with notes, or a fault that holds the facts of a good message.

use std::ops::{Range, RangeInclusive};

use jiff::civil::{Date, Weekday};

use super::When;

/// A date that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub when: When,
    /// What the editor may want to know about how it was read.
    pub notes: Vec<Note>,
}

/// A choice that was made in reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// Consecutive days joined by "and" were read as one event: "17. og 18. april 2018".
    ReadAsOneEvent,
    /// Clock times after several days were read as the start of the first and the end of the last:
    /// "17.-18. april 2018 kl. 10-15".
    HoursOverDays,
}

/// Why a text is not a date, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The bytes of the text that are at fault; at the end of the text and empty where something is missing.
    pub span: Range<usize>,
}

/// What is wrong with a date, with what a message needs to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// There is nothing.
    Empty,
    /// No date begins, or one goes on, in a way that can be read.
    NotADate,
    /// No clock time is where one must be.
    NotATime,
    /// A word that dates do not hold.
    UnknownWord {
        /// The word, composed and in lower case, to look for near ones in `DateWords::vocabulary`.
        word: String,
    },
    /// The weekday and the date do not agree.
    WrongWeekday {
        /// The weekday as written.
        written: Weekday,
        /// The weekday of the date.
        right: Weekday,
        /// The date.
        date: Date,
    },
    /// The month does not have that day.
    NoSuchDay {
        /// The day as written.
        day: u32,
        /// The month, 1 to 12.
        month: i8,
        /// The year, where known.
        year: Option<i16>,
        /// The month's last day; 29 for a February of no known year.
        last_day: i8,
    },
    /// A month's number that is not 1 to 12.
    NoSuchMonth {
        /// The number as written.
        month: u32,
    },
    /// The year does not have that week.
    NoSuchWeek {
        /// The number as written.
        week: u32,
        /// The year.
        year: i16,
        /// The year's last week.
        last_week: i8,
    },
    /// The clock does not have that time; 24:00 is one only as an end.
    NoSuchTime {
        /// The hour as written.
        hour: u32,
        /// The minute as written.
        minute: u32,
    },
    /// Clock times whose half of the day is not clear: "10-12am".
    UnclearHalf,
    /// An approximate clock time: "ca. kl. 10".
    AboutTime,
    /// A date that can be read in two ways: "9/5/2019".
    Ambiguous {
        /// One reading.
        a: When,
        /// The other.
        b: When,
    },
    /// The year is missing, and none was given.
    NoYear {
        /// What was written.
        date: Yearless,
    },
    /// A year of two digits, of which the century is not certain.
    ShortYear {
        /// The two digits.
        written: u32,
    },
    /// The end is not after the beginning.
    EndBeforeStart,
    /// Days joined by "and" that do not follow each other: two events, or one?
    NotConsecutive {
        /// The first day.
        first: Date,
        /// The one that does not follow on it.
        second: Date,
    },
    /// A clock time where only a date is asked for.
    TimeInDate,
    /// Text after a date that is complete.
    TrailingText,
}

/// A date without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yearless {
    /// A day of a month.
    Day {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// The weekday, if it was written; see [`fitting_years`].
        weekday: Option<Weekday>,
    },
    /// A month, 1 to 12.
    Month(i8),
    /// A week's number, as written.
    Week(u32),
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, span: Range<usize>) -> Fault {
        Fault { kind, span }
    }
}

/// The years among `years` in which a day of a month falls on a weekday, in the order of `years`.
pub fn fitting_years(month: i8, day: i8, weekday: Weekday, years: RangeInclusive<i16>) -> Vec<i16> {
    let fits = |year: &i16| Date::new(*year, month, day).is_ok_and(|d| d.weekday() == weekday);
    years.filter(fits).collect()
}
