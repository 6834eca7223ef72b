//! The date with which a file's name begins: `2018-10-09-oest`, `2016-06-dialog`, `2016`.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{Fault, FaultKind, When};
use crate::model::time::{Month, Span, Week};

/// The years that a name may begin with; `1000-trae` is about a thousand trees.
const YEARS: RangeInclusive<i16> = 1900..=2199;

/// The date with which a file's name begins, and the rest of the name without the sign between them.
///
/// Only ISO forms count: a day, a week (`2018-W41`), a month or a year. `None` where no year begins the name.
///
/// # Errors
/// [`FaultKind::NoSuchMonth`] or [`FaultKind::NoSuchDay`] for a day in full that does not exist: `2019-02-30`.
pub fn read_file_name(name: &str) -> Result<Option<(When, &str)>, Fault> {
    let Some((year, after_year)) = digits(name, 4) else {
        return Ok(None);
    };
    if !YEARS.contains(&year) {
        return Ok(None);
    }
    if let Some((month, after_month)) = part(after_year) {
        if let Some((day, rest)) = part(after_month) {
            let end = name.len() - rest.len();
            let date = date(year, month, day).map_err(|kind| Fault::new(kind, 0..end))?;
            return Ok(Some((When::of(false, Span::Day(date)), strip(rest))));
        }
        if let Some(month) = month_of(year, month)
            && ends(after_month)
        {
            return Ok(Some((When::of(false, Span::Month(month)), strip(after_month))));
        }
    }
    if let Some((week, rest)) = week(year, after_year) {
        return Ok(Some((When::of(false, Span::Week(week)), strip(rest))));
    }
    let year = When::of(false, Span::Year(year));
    Ok(ends(after_year).then(|| (year, strip(after_year))))
}

/// So many digits and no more, and what follows them.
fn digits(text: &str, count: usize) -> Option<(i16, &str)> {
    let (head, rest) = text.split_at_checked(count)?;
    let all_digits = head.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((head.parse().ok()?, rest))
}

/// "-05" and what follows it.
fn part(text: &str) -> Option<(i16, &str)> {
    digits(text.strip_prefix('-')?, 2)
}

/// "-W41" and what follows it.
fn week(year: i16, text: &str) -> Option<(Week, &str)> {
    let number = text.strip_prefix("-W").or(text.strip_prefix("-w"))?;
    let (number, rest) = digits(number, 2)?;
    let week = Week::new(year, i8::try_from(number).ok()?)?;
    ends(rest).then_some((week, rest))
}

/// Whether the date ends here, so that "2016-06b" is not a month.
fn ends(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

fn strip(rest: &str) -> &str {
    rest.strip_prefix(['-', '_', ' ']).unwrap_or(rest)
}

fn month_of(year: i16, month: i16) -> Option<Month> {
    Month::new(year, i8::try_from(month).ok()?)
}

fn date(year: i16, month: i16, day: i16) -> Result<Date, FaultKind> {
    let written = |number: i16| u32::from(number.unsigned_abs());
    let Some(in_month) = month_of(year, month) else {
        let month = written(month);
        return Err(FaultKind::NoSuchMonth { month });
    };
    let date = i8::try_from(day).ok();
    let date = date.and_then(|day| Date::new(year, in_month.number(), day).ok());
    date.ok_or_else(|| FaultKind::NoSuchDay {
        day: written(day),
        month: in_month.number(),
        year: Some(year),
        last_day: in_month.last_day().day(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The date of a name in its machine form, and the rest.
    fn read(name: &str) -> Option<(String, &str)> {
        let (when, rest) = read_file_name(name).unwrap()?;
        Some((when.iso(), rest))
    }

    fn check(name: &str, date: &str, rest: &str) {
        assert_eq!(read(name), Some((date.to_owned(), rest)), "{name}");
    }

    #[test]
    fn a_date_begins_the_name() {
        check("2018-05-29", "2018-05-29", "");
        check("2018-10-09-oest", "2018-10-09", "oest");
        check("2018-10-09-øst", "2018-10-09", "øst");
        check("2018-10-09_Øst og vest", "2018-10-09", "Øst og vest");
        check("2018-10-09oest", "2018-10-09", "oest");
        check("2016-06-dialog", "2016-06", "dialog");
        check("2016-06", "2016-06", "");
        check("2016", "2016", "");
        check("2016 dialog", "2016", "dialog");
        check("2018-W41-moede", "2018-W41", "moede");
    }

    #[test]
    fn what_is_less_than_a_date_is_part_of_the_name() {
        check("2015-18-boligforlig", "2015", "18-boligforlig");
        check("2018-10-2-moede", "2018-10", "2-moede");
        check("2018-10-091", "2018-10", "091");
        check("2016-06b", "2016", "06b");
    }

    #[test]
    fn no_date() {
        for name in ["", "index", "om-2016", "20160-x", "1000-trae", "0330", "å", "201å", "2016x"] {
            assert_eq!(read_file_name(name), Ok(None), "{name}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist() {
        let fault = read_file_name("2019-02-30-bestyrelse").unwrap_err();
        assert_eq!(fault.kind, FaultKind::NoSuchDay { day: 30, month: 2, year: Some(2019), last_day: 28 });
        assert_eq!(fault.span, 0..10);
        let fault = read_file_name("2019-13-01").unwrap_err();
        assert_eq!(fault.kind, FaultKind::NoSuchMonth { month: 13 });
    }
}
