//! The machine form of dates, by ISO 8601, for open data and for HTML's `datetime` attribute.

use jiff::civil::{Date, DateTime};

use super::{Days, Month, Span, Week, When};

impl When {
    /// One point of time or period, or `from/to`: `2019-05-09T10:00`, `2019-05`, `2018-W41`, `2016-09-01/2016-09-14`.
    ///
    /// That a date is approximate does not show. An end at midnight is 00:00 of the next day.
    pub fn iso(&self) -> String {
        let (from, to) = self.iso_ends();
        match to {
            Some(to) => format!("{from}/{to}"),
            None => from,
        }
    }

    /// The two ends of [`When::iso`], each of which HTML's `datetime` takes; no second one where there is but one point.
    pub fn iso_ends(&self) -> (String, Option<String>) {
        match self {
            When::Exact(days) => days_ends(days),
            When::Rough { span, .. } => span_ends(span),
        }
    }
}

fn days_ends(days: &Days) -> (String, Option<String>) {
    let last = (!days.is_one_day()).then(|| date(days.last()));
    match (days.start(), days.end()) {
        (None, _) => (date(days.first()), last),
        (Some(start), Some(end)) => (date_time(start), Some(date_time(end))),
        (Some(start), None) => (date_time(start), last),
    }
}

fn span_ends(span: &Span) -> (String, Option<String>) {
    match *span {
        Span::Day(day) => (date(day), None),
        Span::Days(first, last) => (date(first), Some(date(last))),
        Span::Week(one) => (week(one), None),
        Span::Weeks(first, last) => (week(first), Some(week(last))),
        Span::Month(one) => (month(one), None),
        Span::Months(first, last) => (month(first), Some(month(last))),
        Span::Year(one) => (year(one), None),
        Span::Years(first, last) => (year(first), Some(year(last))),
    }
}

/// A day: `2019-05-09`.
pub fn date(date: Date) -> String {
    format!("{}-{:02}", month(Month::of(date)), date.day())
}

/// A moment, to the minute: `2019-05-09T10:00`.
pub fn date_time(moment: DateTime) -> String {
    let day = date(moment.date());
    format!("{day}T{:02}:{:02}", moment.hour(), moment.minute())
}

fn week(week: Week) -> String {
    format!("{}-W{:02}", year(week.year()), week.number())
}

fn month(month: Month) -> String {
    format!("{}-{:02}", year(month.year()), month.number())
}

fn year(year: i16) -> String {
    format!("{year:04}")
}
