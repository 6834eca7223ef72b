//! An evaluator of rules that asks every single day whether it fits: slow, plain, and sharing nothing with the crate that
//! expands them.

use crate::language::rules::Unit;
use crate::model::series::{Days, End, Rule, Until};
use jiff::civil::{Date, DateTime, Weekday};
use std::ops::Range;

/// The days within `window` on which a series from `start` meets.
pub fn days(rule: &Rule, start: DateTime, until: Option<Date>, window: Range<Date>) -> Vec<DateTime> {
    let mut found = Vec::new();
    let mut seen = 0;
    let mut day = start.date();
    while day < window.end {
        let meeting = day.to_datetime(start.time());
        if in_phase(rule, start.date(), day) && fits(rule, start.date(), day) {
            seen += 1;
            if ended(rule.end(), meeting, seen) || until.is_some_and(|until| day > until) {
                break;
            }
            if day >= window.start {
                found.push(meeting);
            }
        }
        day = day.tomorrow().unwrap();
    }
    found
}

fn ended(end: &End, meeting: DateTime, seen: u16) -> bool {
    match end {
        End::Never => false,
        End::After(count) => seen > *count,
        End::Until(Until::Date(last)) => meeting.date() > *last,
        End::Until(Until::Local(last)) => meeting > *last,
        End::Until(Until::Instant(_)) => panic!("not used here"),
    }
}

/// Whether the day lies in a period that the interval does not skip.
fn in_phase(rule: &Rule, start: Date, day: Date) -> bool {
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let apart = match rule.unit() {
        Unit::Day => day_number(day) - day_number(start),
        Unit::Week => (day_number(week_start(rule, day)) - day_number(week_start(rule, start))) / 7,
        Unit::Month => months(day) - months(start),
        Unit::Year => i64::from(day.year()) - i64::from(start.year()),
    };
    apart % i64::from(rule.interval()) == 0
}

fn day_number(day: Date) -> i64 {
    i64::from(Date::constant(1970, 1, 1).until(day).unwrap().get_days())
}

fn week_start(rule: &Rule, mut day: Date) -> Date {
    let first = match rule.rrule().split_once("WKST=") {
        Some((_, "SU")) => Weekday::Sunday,
        Some(_) => panic!("only SU is used here"),
        None => Weekday::Monday,
    };
    while day.weekday() != first {
        day = day.yesterday().unwrap();
    }
    day
}

fn fits(rule: &Rule, start: Date, day: Date) -> bool {
    let any_month = rule.months().is_empty();
    let month_fits = any_month || rule.months().contains(&day.month());
    let whole_year = rule.unit() == Unit::Year && any_month;
    month_fits
        && match rule.days() {
            Days::FromStart => match rule.unit() {
                Unit::Day => true,
                Unit::Week => day.weekday() == start.weekday(),
                Unit::Month => day.day() == start.day(),
                Unit::Year => day.day() == start.day() && (!any_month || day.month() == start.month()),
            },
            Days::Weekdays(weekdays) => weekdays.contains(&day.weekday()),
            Days::NthWeekdays(days) => days
                .iter()
                .any(|nth| nth.weekday == day.weekday() && among(&same_weekday(day, whole_year), day, nth.nth)),
            Days::MonthDays(days) => month_day(days, day),
            Days::WeekdaysAmong { weekdays, month_days } => {
                weekdays.contains(&day.weekday()) && month_day(month_days, day)
            }
            Days::Picked { weekdays, positions } => {
                let set: Vec<Date> = month(day).filter(|other| weekdays.contains(&other.weekday())).collect();
                positions.iter().any(|&position| among(&set, day, position))
            }
        }
}

fn month(day: Date) -> impl Iterator<Item = Date> {
    (1..=day.days_in_month()).map(move |number| Date::new(day.year(), day.month(), number).unwrap())
}

fn same_weekday(day: Date, whole_year: bool) -> Vec<Date> {
    let months = if whole_year { 1..=12 } else { day.month()..=day.month() };
    months
        .flat_map(|number| month(Date::new(day.year(), number, 1).unwrap()))
        .filter(|other| other.weekday() == day.weekday())
        .collect()
}

/// Whether `day` is the `nth` of `set`, counted from the end if negative.
fn among(set: &[Date], day: Date, nth: i8) -> bool {
    let index = usize::from(nth.unsigned_abs()) - 1;
    let found = if nth > 0 { set.get(index) } else { set.iter().rev().nth(index) };
    found == Some(&day)
}

fn month_day(days: &[i8], day: Date) -> bool {
    days.contains(&day.day()) || days.contains(&(day.day() - day.days_in_month() - 1))
}
