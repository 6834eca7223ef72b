//! From days as written to days of the calendar: missing months and years, days that do not exist, weekdays.

use jiff::civil::{Date, Time, Weekday};

use super::clock::{Clock, HoursRead};
use super::cursor::Join;
use super::days::DaysRead;
use super::point::{DayMonth, DayPoint};
use super::{Fault, FaultKind, Hours, Parsed, Reading, When};
use crate::model::time::{Days, Note, Yearless};

/// What days that were read mean; `year` is that of days without one.
pub(crate) fn days(read: &DaysRead, year: Option<i16>) -> Parsed<Reading> {
    let dates = dates(&read.points, year)?;
    let (Some(&first), Some(&last)) = (dates.first(), dates.last()) else {
        return Err(Fault::new(FaultKind::NotADate, span(read)));
    };
    let mut notes = Vec::new();
    if dates.len() > 1 {
        check_order(read, &dates)?;
        if read.join == Join::And {
            notes.push(Note::ReadAsOneEvent);
        }
        if read.start.is_none() && read.hours.is_some() {
            notes.push(Note::HoursOverDays);
        }
    }
    let days = with_hours(read, first, last)?;
    let when = When::Exact(days);
    Ok(Reading { when, notes })
}

fn span(read: &DaysRead) -> std::ops::Range<usize> {
    let start = read.points.first().map_or(0, |point| point.span.start);
    let end = read.points.last().map_or(0, |point| point.span.end);
    start..end
}

/// The days that points mean, each of its own.
pub(crate) fn dates(points: &[DayPoint], year: Option<i16>) -> Parsed<Vec<Date>> {
    let numbers = numbers(points)?;
    let years = years(points, &numbers, year);
    let with_numbers = points.iter().zip(numbers).zip(years);
    with_numbers.map(|((point, numbers), year)| date(point, numbers, year)).collect()
}

/// Day and month of a point, and whether they may be meant the other way round.
#[derive(Clone, Copy)]
struct Numbers {
    day: u32,
    month: u32,
    either: bool,
}

/// The month of "17." is that of the day after it; of a day after "April 17", that of the day before it.
fn numbers(points: &[DayPoint]) -> Parsed<Vec<Numbers>> {
    let mut after = None;
    let mut known: Vec<Option<Numbers>> = Vec::new();
    for point in points.iter().rev() {
        let numbers = own_numbers(point, after);
        after = numbers.map(|numbers| numbers.month).or(after);
        known.push(numbers);
    }
    known.reverse();
    let mut before = None;
    let mut all = Vec::new();
    for (point, numbers) in points.iter().zip(known) {
        let numbers = numbers.or_else(|| own_numbers(point, before));
        let missing = || Fault::new(FaultKind::NotADate, point.span.clone());
        all.push(numbers.ok_or_else(missing)?);
        if let DayMonth::Both { month, month_first, .. } = point.day {
            before = month_first.then_some(month);
        }
    }
    Ok(all)
}

fn own_numbers(point: &DayPoint, month: Option<u32>) -> Option<Numbers> {
    let (day, month, either) = match point.day {
        DayMonth::Day(day) => (day, month?, false),
        DayMonth::Both { day, month, .. } => (day, month, false),
        DayMonth::Either(day, month) if month > 12 => (month, day, false),
        DayMonth::Either(day, month) => (day, month, day <= 12 && day != month),
    };
    Some(Numbers { day, month, either })
}

/// A missing year is that of the day after, else of the day before, else the one given. Around New Year it is the
/// year before or after: "30. december - 2. januar 2019".
fn years(points: &[DayPoint], numbers: &[Numbers], given: Option<i16>) -> Vec<Option<i16>> {
    let mut years: Vec<Option<i16>> = points.iter().map(|point| point.year).collect();
    let steps: Vec<i16> = numbers
        .windows(2)
        .map(|pair| match pair {
            [one, next] => i16::from(is_over_new_year((one.month, one.day), (next.month, next.day))),
            _ => 0,
        })
        .collect();
    let mut after = None;
    for (at, year) in years.iter_mut().enumerate().rev() {
        let step = steps.get(at).copied().unwrap_or(0);
        *year = year.or(after.map(|after: i16| after - step));
        after = *year;
    }
    let mut before = given;
    for (at, year) in years.iter_mut().enumerate() {
        let step = at.checked_sub(1).and_then(|at| steps.get(at).copied());
        *year = year.or(before.map(|before: i16| before.saturating_add(step.unwrap_or(0))));
        before = *year;
    }
    years
}

/// Whether a day, as month and day, lies up to three months after one that comes later in the year.
fn is_over_new_year(one: (u32, u32), next: (u32, u32)) -> bool {
    next < one && next.0.saturating_add(12).saturating_sub(one.0) <= 3
}

fn date(point: &DayPoint, numbers: Numbers, year: Option<i16>) -> Parsed<Date> {
    if numbers.either {
        return either(point, numbers, year);
    }
    let date = day_of_month(point, numbers, year)?;
    let Some((written, place)) = &point.weekday else {
        return Ok(date);
    };
    if date.weekday() == *written {
        return Ok(date);
    }
    let kind = FaultKind::WrongWeekday { written: *written, right: date.weekday(), date };
    Err(Fault::new(kind, place.clone()))
}

/// "9/5/2019": clear only if a weekday fits one reading.
fn either(point: &DayPoint, numbers: Numbers, year: Option<i16>) -> Parsed<Date> {
    let swapped = Numbers { day: numbers.month, month: numbers.day, either: false };
    let one = day_of_month(point, numbers, year)?;
    let other = day_of_month(point, swapped, year)?;
    let written = point.weekday.as_ref().map(|(weekday, _)| *weekday);
    let fits = |date: Date| written.is_some_and(|weekday: Weekday| date.weekday() == weekday);
    match (fits(one), fits(other)) {
        (true, false) => Ok(one),
        (false, true) => Ok(other),
        _ => {
            let a = When::Exact(Days::all_day(one));
            let b = When::Exact(Days::all_day(other));
            let kind = FaultKind::Ambiguous { a, b };
            Err(Fault::new(kind, point.span.clone()))
        }
    }
}

fn day_of_month(point: &DayPoint, numbers: Numbers, year: Option<i16>) -> Parsed<Date> {
    let fault = |kind| Fault::new(kind, point.span.clone());
    let Numbers { day, month, .. } = numbers;
    let number = i8::try_from(month).unwrap_or(i8::MAX);
    // Every fourth year has all the days that a month can have.
    let Ok(first) = Date::new(year.unwrap_or(2000), number, 1) else {
        return Err(fault(FaultKind::NoSuchMonth { month }));
    };
    let last_day = first.days_in_month();
    let day_number = i8::try_from(day).unwrap_or(i8::MAX);
    if !(1..=last_day).contains(&day_number) {
        return Err(fault(FaultKind::NoSuchDay { day, month: number, year, last_day }));
    }
    let date = year.and_then(|year| Date::new(year, number, day_number).ok());
    date.ok_or_else(|| {
        let date = Yearless::Day {
            month: number,
            day: day_number,
            weekday: point.weekday.as_ref().map(|(weekday, _)| *weekday),
        };
        fault(FaultKind::NoYear { date })
    })
}

/// Days of a range rise, unless both have clock times; days of a list follow each other.
fn check_order(read: &DaysRead, dates: &[Date]) -> Parsed<()> {
    let both_timed = read.start.is_some() && read.hours.is_some();
    for pair in dates.windows(2) {
        let [one, next] = *pair else { continue };
        let kind = match read.join {
            Join::And if one.tomorrow().ok() != Some(next) => FaultKind::NotConsecutive { first: one, second: next },
            Join::Range if next < one || (next == one && !both_timed) => FaultKind::EndBeforeStart,
            _ => continue,
        };
        return Err(Fault::new(kind, span(read)));
    }
    Ok(())
}

fn with_hours(read: &DaysRead, first: Date, last: Date) -> Parsed<Days> {
    let (last, hours) = match (&read.start, &read.hours) {
        (None, None) => (last, Hours::AllDay),
        (None, Some(hours)) if first == last => (last, hours.to_hours()?),
        (None, Some(hours)) => (last, over_days(hours)?),
        (Some((start, _)), None) => (last, Hours::From(*start)),
        (Some((start, _)), Some(end)) => ended(first, last, *start, end)?,
    };
    Days::new(first, last, hours).map_err(|_| Fault::new(FaultKind::EndBeforeStart, span(read)))
}

/// Over several days the end may be earlier in the day than the start.
fn over_days(hours: &HoursRead) -> Parsed<Hours> {
    let start = hours.start()?;
    Ok(match hours.to {
        None => Hours::From(start),
        Some(Clock::At(end)) => Hours::FromTo(start, end),
        Some(Clock::EndOfDay) => Hours::FromTo(start, Time::MIN),
    })
}

/// The last day and the clock times of "7. maj kl. 12 – 8. maj kl. 15". An end at 0:00 of a day is the end of the
/// day before it.
fn ended(first: Date, last: Date, start: Time, end: &HoursRead) -> Parsed<(Date, Hours)> {
    if end.to.is_some() {
        return Err(Fault::new(FaultKind::NotATime, end.span.clone()));
    }
    match end.from {
        Clock::EndOfDay => Ok((last, Hours::FromTo(start, Time::MIN))),
        Clock::At(Time::MIN) => match last.yesterday() {
            Ok(day_before) if first < last => Ok((day_before, Hours::FromTo(start, Time::MIN))),
            _ => Err(Fault::new(FaultKind::EndBeforeStart, end.span.clone())),
        },
        Clock::At(end) => Ok((last, Hours::FromTo(start, end))),
    }
}
