//! Occurrences, reckoned by hand.

use super::rule;
use crate::model::series::occurrences;
use jiff::civil::{Date, DateTime, date};
use std::ops::Range;

const LONG: Range<Date> = Date::constant(2000, 1, 1)..Date::constant(2100, 1, 1);

/// The first days of a series that begins at `start`, as `MM-DD` or with the year where it changes.
fn days(rrule: &str, start: &str, limit: usize) -> Vec<String> {
    let start: DateTime = start.parse().unwrap();
    let found = occurrences(&rule(rrule), start, None, LONG, limit);
    assert!(found.iter().all(|day| day.time() == start.time()));
    found.iter().map(|day| day.date().to_string()).collect()
}

#[test]
fn every_other_tuesday_over_the_turn_of_the_year() {
    let found = days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-08T16:00", 4);
    assert_eq!(found, ["2026-12-08", "2026-12-22", "2027-01-05", "2027-01-19"]);
}

#[test]
fn the_hour_on_the_wall_stays_through_summer_time() {
    // Clocks go forward on 29 March 2026; a meeting at 02:30 is told at 02:30, which the caller must look at.
    let found = occurrences(
        &rule("FREQ=WEEKLY"),
        date(2026, 3, 22).at(2, 30, 0, 0),
        None,
        date(2026, 3, 1)..date(2026, 4, 6),
        9,
    );
    let times: Vec<String> = found.iter().map(DateTime::to_string).collect();
    assert_eq!(times, ["2026-03-22T02:30:00", "2026-03-29T02:30:00", "2026-04-05T02:30:00"]);
}

#[test]
fn the_31st_skips_shorter_months() {
    let found = days("FREQ=MONTHLY", "2026-01-31T10:00", 5);
    assert_eq!(found, ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31", "2026-08-31"]);
}

#[test]
fn the_last_day_is_in_every_month() {
    let found = days("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31T10:00", 4);
    assert_eq!(found, ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]);
}

#[test]
fn a_fifth_monday_is_rare() {
    // In 2026 only March, June, August and November have five Mondays.
    let found = days("FREQ=MONTHLY;BYDAY=5MO", "2026-03-30T10:00", 5);
    assert_eq!(found, ["2026-03-30", "2026-06-29", "2026-08-31", "2026-11-30", "2027-03-29"]);
}

#[test]
fn leap_days() {
    let found = days("FREQ=YEARLY", "2024-02-29T10:00", 3);
    assert_eq!(found, ["2024-02-29", "2028-02-29", "2032-02-29"]);
}

#[test]
fn months_and_years_apart() {
    // 9 March 2027 and 14 September 2027 are the second Tuesdays.
    let found = days("FREQ=YEARLY;BYMONTH=3,9;BYDAY=2TU", "2026-09-08T10:00", 4);
    assert_eq!(found, ["2026-09-08", "2027-03-09", "2027-09-14", "2028-03-14"]);
    let found = days("FREQ=MONTHLY;INTERVAL=5;BYDAY=1WE", "2026-10-07T10:00", 3);
    assert_eq!(found, ["2026-10-07", "2027-03-03", "2027-08-04"]);
    // The last working day: 31 May 2026 is a Sunday.
    let found = days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-04-30T10:00", 3);
    assert_eq!(found, ["2026-04-30", "2026-05-29", "2026-06-30"]);
}

#[test]
fn the_week_may_begin_on_sunday() {
    // RFC 5545 section 3.3.10, the example of WKST.
    let monday = days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "2026-08-04T09:00", 9);
    assert_eq!(monday, ["2026-08-04", "2026-08-09", "2026-08-18", "2026-08-23"]);
    let sunday = days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "2026-08-04T09:00", 9);
    assert_eq!(sunday, ["2026-08-04", "2026-08-16", "2026-08-18", "2026-08-30"]);
}

#[test]
fn until_is_inclusive_and_the_earliest_end_counts() {
    let window = date(2026, 6, 1)..date(2026, 8, 1);
    let start = date(2026, 6, 9).at(16, 0, 0, 0);
    let count = |rrule: &str, until: Option<Date>| occurrences(&rule(rrule), start, until, window.clone(), 99).len();
    let weekly = "FREQ=WEEKLY;BYDAY=TU";
    assert_eq!(count(weekly, None), 8);
    assert_eq!(count(weekly, Some(date(2026, 6, 23))), 3);
    assert_eq!(count(weekly, Some(date(2026, 6, 22))), 2);
    assert_eq!(count(weekly, Some(date(2026, 6, 9))), 1);
    assert_eq!(count(weekly, Some(date(2026, 6, 8))), 0);
    assert_eq!(count("FREQ=WEEKLY;UNTIL=20260630", None), 4);
    assert_eq!(count("FREQ=WEEKLY;UNTIL=20260630T155959", None), 3);
    assert_eq!(count("FREQ=WEEKLY;UNTIL=20260630T140000Z", None), 4);
    assert_eq!(count("FREQ=WEEKLY;UNTIL=20260630", Some(date(2026, 6, 23))), 3);
    assert_eq!(count("FREQ=WEEKLY;COUNT=5", Some(date(2026, 6, 23))), 3);
    assert_eq!(count("FREQ=WEEKLY;COUNT=2", Some(date(2026, 6, 23))), 2);
}

#[test]
fn windows_and_limits() {
    let start = date(2026, 6, 9).at(16, 0, 0, 0);
    let found = |window: Range<Date>, limit| occurrences(&rule("FREQ=WEEKLY"), start, None, window, limit);
    // The window's first day is in it, its end is not.
    assert_eq!(found(date(2026, 6, 16)..date(2026, 6, 23), 9), [date(2026, 6, 16).at(16, 0, 0, 0)]);
    assert_eq!(found(date(2026, 6, 23)..date(2026, 6, 23), 9), []);
    assert_eq!(found(date(2026, 7, 1)..date(2026, 6, 1), 9), []);
    assert_eq!(found(date(2020, 1, 1)..date(2026, 6, 9), 9), []);
    assert_eq!(found(date(2026, 6, 1)..date(2027, 1, 1), 3).len(), 3);
    assert_eq!(found(date(2026, 6, 1)..date(2027, 1, 1), 0), []);
}

#[test]
fn the_past_counts_towards_count() {
    let start = date(2026, 6, 9).at(16, 0, 0, 0);
    let window = date(2026, 6, 20)..date(2027, 1, 1);
    let found = occurrences(&rule("FREQ=WEEKLY;COUNT=3"), start, None, window, 9);
    assert_eq!(found, [date(2026, 6, 23).at(16, 0, 0, 0)]);
}

#[test]
fn hard_cases_end_soon() {
    let began = std::time::Instant::now();
    let window = date(2026, 1, 1)..date(2027, 1, 1);
    let first = date(1, 1, 1).at(10, 0, 0, 0);
    for rrule in ["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=999", "FREQ=MONTHLY", "FREQ=YEARLY;INTERVAL=5"] {
        occurrences(&rule(rrule), first, None, window.clone(), 400);
    }
    assert_eq!(occurrences(&rule("FREQ=DAILY"), first, None, window.clone(), 400).len(), 365);
    // Never in this phase: odd years have no 29 February, and every twelfth month from April is April.
    let odd = date(2025, 1, 1).at(10, 0, 0, 0);
    let leap_day = rule("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29");
    assert_eq!(occurrences(&leap_day, odd, None, LONG, 9), []);
    let april = date(2025, 4, 1).at(10, 0, 0, 0);
    let last = rule("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31");
    assert_eq!(occurrences(&last, april, None, LONG, 9), []);
    assert_eq!(occurrences(&last, april, None, Date::MIN..Date::MAX, 9), []);
    occurrences(&rule("FREQ=DAILY"), Date::MAX.at(10, 0, 0, 0), None, Date::MIN..Date::MAX, 9);
    occurrences(&rule("FREQ=DAILY;COUNT=3"), Date::MIN.at(10, 0, 0, 0), None, Date::MIN..Date::MAX, 9);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
