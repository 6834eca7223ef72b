//! Dates and clock times in words, by the patterns of a language. What is written here can be read again.

use jiff::civil::{Date, Time};

use super::{Days, Hours, Month, Span, Week, When};
use crate::language::dates::{
    AboutGap, DateWords, DaysGap, HoursGap, MonthsGap, Names, RangeGap, TimeGap, WeeksGap, WithHoursGap, YearsGap,
};
use crate::language::pattern::Pattern;

/// A date in full, with weekdays: "torsdag den 9. maj 2019 kl. 10.00–15.00".
pub fn long(when: &When, words: &DateWords) -> String {
    written(when, words, Style::Long)
}

/// A date without weekdays: "9. maj 2019 kl. 10.00–15.00".
pub fn short(when: &When, words: &DateWords) -> String {
    written(when, words, Style::Short)
}

/// A day with its weekday: "torsdag den 9. maj 2019".
pub fn day_long(date: Date, words: &DateWords) -> String {
    day(date, words, Style::Long)
}

/// A day: "9. maj 2019".
pub fn day_short(date: Date, words: &DateWords) -> String {
    day(date, words, Style::Short)
}

/// A day where its year is clear: "9. maj".
pub fn day_month(date: Date, words: &DateWords) -> String {
    fill_days(&words.write.day_month, date, date, words)
}

/// The weekday of a day: "torsdag".
pub fn weekday(date: Date, words: &DateWords) -> &str {
    let place = date.weekday().to_monday_zero_offset();
    name(&words.weekdays, place).map_or("", Names::full)
}

/// The abbreviated weekday of a day: "tor".
pub fn weekday_short(date: Date, words: &DateWords) -> &str {
    let place = date.weekday().to_monday_zero_offset();
    name(&words.weekdays, place).map_or("", Names::short)
}

/// A month's name: "maj".
pub fn month_name(month: Month, words: &DateWords) -> &str {
    name(&words.months, month.number() - 1).map_or("", Names::full)
}

/// A month's abbreviation: "sep".
pub fn month_name_short(month: Month, words: &DateWords) -> &str {
    name(&words.months, month.number() - 1).map_or("", Names::short)
}

/// A month and its year: "maj 2019".
pub fn month_year(month: Month, words: &DateWords) -> String {
    span(&Span::Month(month), words)
}

/// A week: "uge 41, 2018".
pub fn week(week: Week, words: &DateWords) -> String {
    span(&Span::Week(week), words)
}

/// Clock times as they stand alone: "kl. 10.00–15.00". Nothing for whole days.
pub fn hours(hours: Hours, words: &DateWords) -> String {
    let times = match hours {
        Hours::AllDay => return String::new(),
        Hours::From(start) => time(start, words),
        Hours::FromTo(start, end) => range(&words.write.hours, time(start, words), end_time(end, words)),
    };
    clock(&times, words)
}

/// Whether weekdays are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Long,
    Short,
}

fn written(when: &When, words: &DateWords, style: Style) -> String {
    match when {
        When::Exact(days) => exact(days, words, style),
        When::Rough { about, span: rough } => {
            let date = span(rough, words);
            if !about {
                return date;
            }
            words.write.about.fill(|AboutGap::Date, text| text.push_str(&date))
        }
    }
}

fn exact(days: &Days, words: &DateWords, style: Style) -> String {
    let (first, last) = (days.first(), days.last());
    match days.hours() {
        Hours::AllDay => day_range(first, last, words, style),
        times if days.is_one_day() => with_hours(day(first, words, style), &hours(times, words), words),
        Hours::From(start) => {
            let from = timed_day(first, &time(start, words), words, style);
            range(&words.write.range, from, day(last, words, style))
        }
        Hours::FromTo(start, end) => {
            let from = timed_day(first, &time(start, words), words, style);
            let to = timed_day(last, &end_time(end, words), words, style);
            range(&words.write.range, from, to)
        }
    }
}

fn timed_day(date: Date, time: &str, words: &DateWords, style: Style) -> String {
    with_hours(day(date, words, style), &clock(time, words), words)
}

fn with_hours(date: String, hours: &str, words: &DateWords) -> String {
    words.write.with_hours.fill(|gap, text| match gap {
        WithHoursGap::Date => text.push_str(&date),
        WithHoursGap::Hours => text.push_str(hours),
    })
}

fn clock(times: &str, words: &DateWords) -> String {
    words.write.clock.fill(|HoursGap::Hours, text| text.push_str(times))
}

fn time(time: Time, words: &DateWords) -> String {
    clock_time(time.hour(), time.minute(), words)
}

/// The end of a day is written as an hour of that day.
fn end_time(end: Time, words: &DateWords) -> String {
    if end == Time::MIN {
        return clock_time(24, 0, words);
    }
    time(end, words)
}

fn clock_time(hour: i8, minute: i8, words: &DateWords) -> String {
    words.write.time.fill(|gap, text| match gap {
        TimeGap::Hour => push_number(hour.into(), text),
        TimeGap::PaddedHour => push_two_digits(hour, text),
        TimeGap::Minute => push_two_digits(minute, text),
    })
}

fn day(date: Date, words: &DateWords, style: Style) -> String {
    let pattern = match style {
        Style::Long => &words.write.day_weekday,
        Style::Short => &words.write.day,
    };
    fill_days(pattern, date, date, words)
}

/// Days, with what they share written once.
fn day_range(first: Date, last: Date, words: &DateWords, style: Style) -> String {
    let patterns = &words.write;
    let pattern = match style {
        _ if first == last => return day(first, words, style),
        _ if first.year() != last.year() => {
            let (from, to) = (day(first, words, style), day(last, words, style));
            return range(&patterns.range, from, to);
        }
        Style::Long if first.month() == last.month() => &patterns.days_in_month_weekday,
        Style::Long => &patterns.days_in_year_weekday,
        Style::Short if first.month() == last.month() => &patterns.days_in_month,
        Style::Short => &patterns.days_in_year,
    };
    fill_days(pattern, first, last, words)
}

fn range(pattern: &Pattern<RangeGap>, from: String, to: String) -> String {
    pattern.fill(|gap, text| match gap {
        RangeGap::From => text.push_str(&from),
        RangeGap::To => text.push_str(&to),
    })
}

fn span(span: &Span, words: &DateWords) -> String {
    let patterns = &words.write;
    let both = |from: Span, to: Span| {
        let (from, to) = (self::span(&from, words), self::span(&to, words));
        range(&patterns.range, from, to)
    };
    match *span {
        Span::Day(date) => day_short(date, words),
        Span::Days(first, last) => day_range(first, last, words, Style::Short),
        Span::Week(week) => fill_weeks(&patterns.week, week, week),
        Span::Weeks(first, last) if first.year() == last.year() => fill_weeks(&patterns.weeks_in_year, first, last),
        Span::Weeks(first, last) => both(Span::Week(first), Span::Week(last)),
        Span::Month(month) => fill_months(&patterns.month, month, month, words),
        Span::Months(first, last) if first.year() == last.year() => {
            fill_months(&patterns.months_in_year, first, last, words)
        }
        Span::Months(first, last) => both(Span::Month(first), Span::Month(last)),
        Span::Year(year) => year.to_string(),
        Span::Years(first, last) => fill_years(&patterns.years, first, last),
    }
}

fn fill_days(pattern: &Pattern<DaysGap>, first: Date, last: Date, words: &DateWords) -> String {
    let month = |date| month_name(Month::of(date), words);
    pattern.fill(|gap, text| match gap {
        DaysGap::Weekday => text.push_str(weekday(first, words)),
        DaysGap::Day => push_number(first.day().into(), text),
        DaysGap::Month => text.push_str(month(first)),
        DaysGap::Year => push_number(first.year(), text),
        DaysGap::LastWeekday => text.push_str(weekday(last, words)),
        DaysGap::LastDay => push_number(last.day().into(), text),
        DaysGap::LastMonth => text.push_str(month(last)),
    })
}

fn fill_weeks(pattern: &Pattern<WeeksGap>, first: Week, last: Week) -> String {
    pattern.fill(|gap, text| match gap {
        WeeksGap::Week => push_number(first.number().into(), text),
        WeeksGap::LastWeek => push_number(last.number().into(), text),
        WeeksGap::Year => push_number(last.year(), text),
    })
}

fn fill_months(pattern: &Pattern<MonthsGap>, first: Month, last: Month, words: &DateWords) -> String {
    pattern.fill(|gap, text| match gap {
        MonthsGap::Month => text.push_str(month_name(first, words)),
        MonthsGap::LastMonth => text.push_str(month_name(last, words)),
        MonthsGap::Year => push_number(last.year(), text),
    })
}

fn fill_years(pattern: &Pattern<YearsGap>, first: i16, last: i16) -> String {
    pattern.fill(|gap, text| match gap {
        YearsGap::Year => push_number(first, text),
        YearsGap::LastYear => push_number(last, text),
    })
}

/// Adds a number in digits. Days and hours are below 100, which no formatter is needed for.
fn push_number(number: i16, text: &mut String) {
    match i8::try_from(number) {
        Ok(small @ 0..10) => text.push(digit(small)),
        Ok(small @ 10..100) => push_two_digits(small, text),
        _ => text.push_str(&number.to_string()),
    }
}

/// Adds a number below 100 in two digits.
fn push_two_digits(number: i8, text: &mut String) {
    text.extend([digit(number / 10), digit(number % 10)]);
}

fn digit(number: i8) -> char {
    char::from(b'0' + number.unsigned_abs() % 10)
}

fn name(names: &[Names], place: i8) -> Option<&Names> {
    names.get(usize::try_from(place).ok()?)
}

#[cfg(test)]
mod tests;
