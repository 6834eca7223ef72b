//! Dates and times as spreadsheets write them: `09-05-2027`, `9.5.2027 10.00`, `10:00:00`, `9. maj 2027 kl. 10-15`.

use jiff::civil::{Date, Time};

use crate::language::Language;
use crate::model::time::read::{read_hours, read_when};
use crate::model::time::{Days, Hours, When};

/// Which number of `9/5/2027` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As in Denmark.
    DayFirst,
    /// As in America.
    MonthFirst,
    /// Nothing in the table shows it.
    Unclear,
}

/// The order that the dates of a table have. Points and hyphens always put the day first; slashes do so except where
/// English is written, which has both.
pub(super) fn order<'c>(cells: impl Iterator<Item = &'c str>, language: &Language) -> Order {
    let slashed: Vec<[i16; 3]> =
        cells.filter(|cell| cell.contains('/')).filter_map(|cell| numbers(cell.split(' ').next()?)).collect();
    if slashed.iter().any(|[first, ..]| *first > 12) || language.code != "en" {
        Order::DayFirst
    } else if slashed.iter().any(|[_, second, _]| *second > 12) {
        Order::MonthFirst
    } else {
        Order::Unclear
    }
}

/// Three numbers divided by one kind of sign.
fn numbers(text: &str) -> Option<[i16; 3]> {
    let sign = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '.' | '/'))?;
    let parts: Vec<i16> = text.split(sign).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// A date of numbers alone, year last or first.
fn numeric(text: &str, order: Order) -> Option<Date> {
    let [first, second, third] = numbers(text)?;
    let (year, month, day) = match (text.contains('/'), order) {
        _ if first > 31 => (first, second, third),
        (true, Order::MonthFirst) => (third, first, second),
        // The same day either way.
        (true, Order::Unclear) if first != second => return None,
        _ => (third, second, first),
    };
    let year = if (0..100).contains(&year) { 2000 + year } else { year };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The date of a cell, perhaps with clock times.
pub(super) fn when_of(text: &str, order: Order, language: &'static Language) -> Option<When> {
    if let Some(day) = numeric(text, order) {
        return Some(Days::all_day(day).into());
    }
    if let Some((date, rest)) = text.split_once(' ')
        && let Some(day) = numeric(date, order)
    {
        return match hours_of(rest, language)? {
            // A spreadsheet's date without a time of day is midnight.
            Hours::From(Time::MIN) => Some(Days::all_day(day).into()),
            hours => Days::new(day, day, hours).ok().map(When::Exact),
        };
    }
    languages(language).find_map(|language| read_when(text, &language.dates, None).ok()).map(|reading| reading.when)
}

/// The clock times of a cell.
pub(super) fn hours_of(text: &str, language: &'static Language) -> Option<Hours> {
    let (times, half) = text.split_once(' ').unwrap_or((text, ""));
    let short = match times.rsplit_once(":00") {
        Some((minutes, "")) if minutes.contains(':') => format!("{minutes} {half}"),
        _ => text.to_owned(),
    };
    languages(language).find_map(|language| read_hours(short.trim(), &language.dates).ok())
}

/// The site's language first.
fn languages(first: &'static Language) -> impl Iterator<Item = &'static Language> {
    std::iter::once(first)
        .chain(Language::codes().filter_map(Language::of).filter(move |other| other.code != first.code))
}

/// The date of several cells: start and end, each perhaps with its time in a cell of its own.
pub(super) fn together(start: &When, end: Option<&When>, from: Option<Hours>, to: Option<Hours>) -> Option<When> {
    let Some(first) = start.days() else { return Some(start.clone()) };
    let last = end.and_then(When::days).map_or(first.last(), Days::last);
    let begin = from.and_then(begins).or_else(|| begins(first.hours()));
    let stated = from.and_then(ends).or_else(|| ends(first.hours()));
    let finish =
        to.and_then(begins).or_else(|| end.and_then(When::days).and_then(|end| begins(end.hours()))).or(stated);
    let hours = match (begin, finish) {
        (None, _) => Hours::AllDay,
        (Some(begin), None) => Hours::From(begin),
        (Some(begin), Some(finish)) => Hours::FromTo(begin, finish),
    };
    // An end at midnight of the next day belongs to the evening before.
    let last = match hours {
        Hours::FromTo(_, Time::MIN) if last > first.first() => last.yesterday().ok()?,
        _ => last,
    };
    Days::new(first.first(), last, hours).ok().map(When::Exact)
}

fn begins(hours: Hours) -> Option<Time> {
    match hours {
        Hours::AllDay => None,
        Hours::From(start) | Hours::FromTo(start, _) => Some(start),
    }
}

fn ends(hours: Hours) -> Option<Time> {
    match hours {
        Hours::FromTo(_, end) => Some(end),
        Hours::AllDay | Hours::From(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn danish() -> &'static Language {
        Language::of("da").expect("it is there")
    }

    fn day(text: &str) -> Option<Date> {
        when_of(text, Order::DayFirst, danish())?.days().map(|days| days.first())
    }

    #[test]
    fn dates_are_read_as_spreadsheets_write_them() {
        for text in [
            "09-05-2027",
            "9.5.2027",
            "09/05/2027",
            "2027-05-09",
            "9. maj 2027",
            "søndag d. 9. maj 2027",
            "9 May 2027",
            "09-05-27",
            "09-05-2027 00:00:00",
        ] {
            assert_eq!(day(text), Some(date(2027, 5, 9)), "{text}");
        }
        assert_eq!(day("31-04-2027"), None);
        assert_eq!(when_of("5/9/2027", Order::MonthFirst, danish()).unwrap().first_day(), date(2027, 5, 9));
        assert_eq!(when_of("5/9/2027", Order::Unclear, danish()), None);
        let timed = when_of("09-05-2027 10:00", Order::DayFirst, danish()).unwrap();
        assert_eq!(timed.start(), Some(date(2027, 5, 9).at(10, 0, 0, 0)));
    }

    #[test]
    fn the_whole_table_shows_which_number_is_the_day() {
        let english = Language::english();
        assert_eq!(order(["9/5/2027", "5/13/2027"].into_iter(), english), Order::MonthFirst);
        assert_eq!(order(["9/5/2027", "13/5/2027 10:00"].into_iter(), english), Order::DayFirst);
        assert_eq!(order(["9/5/2027"].into_iter(), english), Order::Unclear);
        assert_eq!(order(["9/5/2027"].into_iter(), danish()), Order::DayFirst);
    }

    #[test]
    fn times_stand_beside_dates_or_alone() {
        let ten = time(10, 0, 0, 0);
        for text in ["10:00", "10.00", "10:00:00", "kl. 10", "10:00:00 AM"] {
            assert_eq!(hours_of(text, danish()), Some(Hours::From(ten)), "{text}");
        }
        let start = when_of("09-05-2027", Order::DayFirst, danish()).unwrap();
        let hours = hours_of("kl. 10-15", danish());
        assert_eq!(together(&start, None, hours, None).unwrap().end(), Some(date(2027, 5, 9).at(15, 0, 0, 0)));
        let (from, to) = (hours_of("20:00", danish()), hours_of("00:00", danish()));
        let next = when_of("10-05-2027", Order::DayFirst, danish());
        let evening = together(&start, next.as_ref(), from, to).unwrap();
        assert_eq!(evening.end(), Some(date(2027, 5, 10).at(0, 0, 0, 0)));
        assert!(evening.days().unwrap().is_one_day());
        let (late, early) = (hours_of("15:00", danish()), hours_of("10:00", danish()));
        assert_eq!(together(&start, None, late, early), None);
    }
}
