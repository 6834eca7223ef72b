//! Periods that are wider than a day or need not be exact.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A period. Ends are included, and never before beginnings when read from text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// A day.
    Day(Date),
    /// Days, from and to.
    Days(Date, Date),
    /// A week, Monday to Sunday.
    Week(Week),
    /// Weeks, from and to.
    Weeks(Week, Week),
    /// A month.
    Month(Month),
    /// Months, from and to.
    Months(Month, Month),
    /// A year.
    Year(i16),
    /// Years, from and to.
    Years(i16, i16),
}

/// A week by ISO 8601: Monday to Sunday, numbered within the year that holds its Thursday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i16,
    number: i8,
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    number: i8,
}

impl Week {
    /// The week of that number, if the year has it: 1 to 52 or 53.
    pub fn new(year: i16, number: i8) -> Option<Week> {
        let exists = ISOWeekDate::new(year, number, Weekday::Monday).is_ok();
        exists.then_some(Week { year, number })
    }

    /// The week that a day is in.
    pub fn of(date: Date) -> Week {
        let week = date.iso_week_date();
        Week { year: week.year(), number: week.week() }
    }

    /// How many weeks a year has.
    pub fn last_of(year: i16) -> i8 {
        if Week::new(year, 53).is_some() { 53 } else { 52 }
    }

    /// The year that holds the week's Thursday.
    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 to 53.
    pub fn number(self) -> i8 {
        self.number
    }

    /// A day of the week; the calendar's last week ends early.
    pub fn day(self, weekday: Weekday) -> Date {
        ISOWeekDate::new(self.year, self.number, weekday).map_or(Date::MAX, ISOWeekDate::date)
    }
}

impl Month {
    /// The month of that number, 1 to 12, in a year that the calendar has (-9999 to 9999).
    pub fn new(year: i16, number: i8) -> Option<Month> {
        let exists = Date::new(year, number, 1).is_ok();
        exists.then_some(Month { year, number })
    }

    /// The month that a day is in.
    pub fn of(date: Date) -> Month {
        Month { year: date.year(), number: date.month() }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 to 12.
    pub fn number(self) -> i8 {
        self.number
    }

    /// The first of the month.
    pub fn first_day(self) -> Date {
        first_of(self.year, self.number)
    }

    /// The month's last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }
}

impl Span {
    /// The first day it touches.
    pub fn first_day(&self) -> Date {
        match *self {
            Span::Day(date) | Span::Days(date, _) => date,
            Span::Week(week) | Span::Weeks(week, _) => week.day(Weekday::Monday),
            Span::Month(month) | Span::Months(month, _) => month.first_day(),
            Span::Year(year) | Span::Years(year, _) => first_of(year, 1),
        }
    }

    /// The last day it touches.
    pub fn last_day(&self) -> Date {
        match *self {
            Span::Day(date) | Span::Days(_, date) => date,
            Span::Week(week) | Span::Weeks(_, week) => week.day(Weekday::Sunday),
            Span::Month(month) | Span::Months(_, month) => month.last_day(),
            Span::Year(year) | Span::Years(_, year) => first_of(year, 12).last_of_month(),
        }
    }
}

/// The first of a month; a year outside the calendar is held at its edge.
fn first_of(year: i16, month: i8) -> Date {
    let year = year.clamp(Date::MIN.year(), Date::MAX.year());
    Date::new(year, month, 1).unwrap_or(Date::MAX)
}
