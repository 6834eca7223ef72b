//! Dates and clock times as editors write them: one type a precision, one value a fact.
//!
//! [`When`] is what a meeting's, a status' or a deadline's date says. An exact one has days and perhaps clock times
//! and can stand in a calendar; a rough one (a month, a week, years, "around August 2014") is shown as such and never
//! becomes a day. `read` makes them from text and `write` makes text of them, in any language; `iso` is the form for
//! machines; `zone` finds the hours that daylight saving skips or repeats; `prose` finds dates in running text.

pub mod duration;
mod fault;
pub mod iso;
mod lexer;
pub mod prose;
pub mod read;
mod span;
pub mod write;
pub mod zone;

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime, Time};

pub use fault::{Fault, FaultKind, Note, Reading, Yearless, fitting_years};
pub use span::{Month, Span, Week};

/// When something is, as exactly as its editor knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum When {
    /// Whole days or clock times: what a calendar can hold.
    Exact(Days),
    /// A period, or an approximate date: shown as such, in no calendar.
    Rough {
        /// Whether even the period is approximate ("omkring august 2014").
        about: bool,
        /// The period.
        span: Span,
    },
}

/// Consecutive days, and the clock times at which they begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    first: Date,
    last: Date,
    hours: Hours,
}

/// The clock times of days: a start on the first of them and an end on the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hours {
    /// No clock times: the days as a whole.
    AllDay,
    /// A start; the end is not known.
    From(Time),
    /// A start and an end. An end of 00:00 is the midnight with which the last day ends ("kl. 20-24"), so that an
    /// evening stays within its day; an end at the midnight before a day belongs to the day before it.
    FromTo(Time, Time),
}

/// The end does not come after the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndBeforeStart;

impl Days {
    /// Days from `first` to `last`, both included.
    ///
    /// # Errors
    /// When `last` is before `first`, or the end on a single day is not after the start.
    pub fn new(first: Date, last: Date, hours: Hours) -> Result<Days, EndBeforeStart> {
        let in_order = match hours {
            Hours::FromTo(start, end) if first == last => hours_in_order(start, end),
            _ => first <= last,
        };
        in_order.then_some(Days { first, last, hours }).ok_or(EndBeforeStart)
    }

    /// One whole day.
    pub fn all_day(date: Date) -> Days {
        Days { first: date, last: date, hours: Hours::AllDay }
    }

    /// The first day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day, included.
    pub fn last(&self) -> Date {
        self.last
    }

    /// How many days they are.
    pub fn count(&self) -> i32 {
        self.last.since(self.first).map_or(0, |span| span.get_days()) + 1
    }

    /// The clock times.
    pub fn hours(&self) -> Hours {
        self.hours
    }

    /// Whether it is a single day.
    pub fn is_one_day(&self) -> bool {
        self.first == self.last
    }

    /// The moment it starts, if its clock time is known.
    pub fn start(&self) -> Option<DateTime> {
        match self.hours {
            Hours::AllDay => None,
            Hours::From(start) | Hours::FromTo(start, _) => Some(self.first.to_datetime(start)),
        }
    }

    /// The moment it ends, if its clock time is known; an end at midnight is 00:00 of the day after.
    pub fn end(&self) -> Option<DateTime> {
        match self.hours {
            Hours::AllDay | Hours::From(_) => None,
            Hours::FromTo(_, Time::MIN) => Some(midnight_after(self.last)),
            Hours::FromTo(_, end) => Some(self.last.to_datetime(end)),
        }
    }
}

/// Whether clock times of a single day are in order, an end of 00:00 being the day's last moment.
pub(crate) fn hours_in_order(start: Time, end: Time) -> bool {
    start < end || end == Time::MIN
}

/// The midnight after a day; the last day of the calendar, which has none, ends at its own last moment.
fn midnight_after(date: Date) -> DateTime {
    date.tomorrow().map_or(DateTime::MAX, |next| next.to_datetime(Time::midnight()))
}

impl When {
    /// A period; whole days that are not approximate are [`When::Exact`], the one form of that fact.
    pub fn of(about: bool, span: Span) -> When {
        match span {
            Span::Day(date) if !about => When::Exact(Days::all_day(date)),
            Span::Days(first, last) if !about && first <= last => {
                When::Exact(Days { first, last, hours: Hours::AllDay })
            }
            span => When::Rough { about, span },
        }
    }

    /// The first day it touches.
    pub fn first_day(&self) -> Date {
        match self {
            When::Exact(days) => days.first,
            When::Rough { span, .. } => span.first_day(),
        }
    }

    /// The last day it touches.
    pub fn last_day(&self) -> Date {
        match self {
            When::Exact(days) => days.last,
            When::Rough { span, .. } => span.last_day(),
        }
    }

    /// How exactly it is known, in a word for data: `exact`, `about`, `week`, `month`, `year`, `period`.
    pub fn precision(&self) -> &'static str {
        match self {
            When::Exact(_) => "exact",
            When::Rough { about: true, .. } => "about",
            When::Rough { span: Span::Day(_) | Span::Days(..), .. } => "period",
            When::Rough { span: Span::Week(_) | Span::Weeks(..), .. } => "week",
            When::Rough { span: Span::Month(_) | Span::Months(..), .. } => "month",
            When::Rough { span: Span::Year(_) | Span::Years(..), .. } => "year",
        }
    }

    /// The same days without clock times.
    pub fn without_hours(&self) -> When {
        match self {
            When::Exact(days) => When::Exact(Days { hours: Hours::AllDay, ..*days }),
            rough => rough.clone(),
        }
    }

    /// Whether it can stand in a calendar.
    pub fn is_exact(&self) -> bool {
        matches!(self, When::Exact(_))
    }

    /// Its days, if it is exact.
    pub fn days(&self) -> Option<&Days> {
        match self {
            When::Exact(days) => Some(days),
            When::Rough { .. } => None,
        }
    }

    /// The moment it starts, if its clock time is known.
    pub fn start(&self) -> Option<DateTime> {
        self.days().and_then(Days::start)
    }

    /// The moment it ends, if its clock time is known.
    pub fn end(&self) -> Option<DateTime> {
        self.days().and_then(Days::end)
    }
}

impl From<Days> for When {
    fn from(days: Days) -> When {
        When::Exact(days)
    }
}

/// By first day; on it whole days first, then by clock time, then what is rough.
impl Ord for When {
    fn cmp(&self, other: &When) -> Ordering {
        let by_start = |when: &When| (when.first_day(), !when.is_exact(), when.start());
        by_start(self).cmp(&by_start(other)).then_with(|| match (self, other) {
            (When::Exact(days), When::Exact(others)) => days.cmp(others),
            (When::Rough { about: a, span }, When::Rough { about: b, span: other }) => (span, a).cmp(&(other, b)),
            (When::Exact(_), When::Rough { .. }) => Ordering::Less,
            (When::Rough { .. }, When::Exact(_)) => Ordering::Greater,
        })
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &When) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
