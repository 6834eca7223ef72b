//! Dates in words, in every language.

use jiff::civil::{date, time};

use super::*;
use crate::language::dates::samples::{danish, english, swedish};

#[track_caller]
fn check(when: &When, danish_text: &str, english_text: &str) {
    assert_eq!(long(when, &danish()), danish_text);
    assert_eq!(long(when, &english()), english_text);
}

#[track_caller]
fn check_short(when: &When, danish_text: &str, english_text: &str) {
    assert_eq!(short(when, &danish()), danish_text);
    assert_eq!(short(when, &english()), english_text);
}

fn exact(first: Date, last: Date, hours: Hours) -> When {
    When::Exact(Days::new(first, last, hours).unwrap())
}

fn at(hour: i8, minute: i8) -> Time {
    time(hour, minute, 0, 0)
}

fn rough(span: Span) -> When {
    When::of(false, span)
}

#[test]
fn a_day_with_clock_times() {
    let day = date(2019, 5, 9);
    let meeting = exact(day, day, Hours::FromTo(at(10, 0), at(15, 0)));
    check(&meeting, "torsdag den 9. maj 2019 kl. 10.00–15.00", "Thursday 9 May 2019, 10:00–15:00");
    check_short(&meeting, "9. maj 2019 kl. 10.00–15.00", "9 May 2019, 10:00–15:00");
    check(&exact(day, day, Hours::From(at(9, 30))), "torsdag den 9. maj 2019 kl. 9.30", "Thursday 9 May 2019, 09:30");
    check(
        &exact(day, day, Hours::FromTo(at(20, 0), at(0, 0))),
        "torsdag den 9. maj 2019 kl. 20.00–24.00",
        "Thursday 9 May 2019, 20:00–24:00",
    );
}

#[test]
fn whole_days() {
    let (first, last) = (date(2018, 4, 17), date(2018, 4, 18));
    let conference = exact(first, last, Hours::AllDay);
    check(&conference, "tirsdag den 17. – onsdag den 18. april 2018", "Tuesday 17 – Wednesday 18 April 2018");
    check_short(&conference, "17.–18. april 2018", "17–18 April 2018");
    let over_months = exact(date(2019, 4, 30), date(2019, 5, 2), Hours::AllDay);
    check(&over_months, "tirsdag den 30. april – torsdag den 2. maj 2019", "Tuesday 30 April – Thursday 2 May 2019");
    check_short(&over_months, "30. april – 2. maj 2019", "30 April – 2 May 2019");
    let over_years = exact(date(2018, 12, 30), date(2019, 1, 2), Hours::AllDay);
    check_short(&over_years, "30. december 2018 – 2. januar 2019", "30 December 2018 – 2 January 2019");
}

#[test]
fn days_with_clock_times_at_both_ends() {
    let (first, last) = (date(2026, 5, 7), date(2026, 5, 8));
    check(
        &exact(first, last, Hours::FromTo(at(12, 0), at(15, 0))),
        "torsdag den 7. maj 2026 kl. 12.00 – fredag den 8. maj 2026 kl. 15.00",
        "Thursday 7 May 2026, 12:00 – Friday 8 May 2026, 15:00",
    );
    check_short(
        &exact(first, last, Hours::From(at(12, 0))),
        "7. maj 2026 kl. 12.00 – 8. maj 2026",
        "7 May 2026, 12:00 – 8 May 2026",
    );
}

#[test]
fn periods() {
    let month = |year, number| Month::new(year, number).unwrap();
    let week = |year, number| Week::new(year, number).unwrap();
    let august = Span::Month(month(2014, 8));
    check(&rough(august), "august 2014", "August 2014");
    check(&When::of(true, august), "omkring august 2014", "around August 2014");
    check(&When::of(true, Span::Day(date(2019, 5, 9))), "omkring 9. maj 2019", "around 9 May 2019");
    check(&rough(Span::Week(week(2018, 41))), "uge 41, 2018", "week 41, 2018");
    check(&rough(Span::Weeks(week(2018, 41), week(2018, 42))), "uge 41–42, 2018", "weeks 41–42, 2018");
    check(
        &rough(Span::Weeks(week(2018, 52), week(2019, 1))),
        "uge 52, 2018 – uge 1, 2019",
        "week 52, 2018 – week 1, 2019",
    );
    check(&rough(Span::Months(month(2019, 5), month(2019, 6))), "maj–juni 2019", "May–June 2019");
    check(
        &rough(Span::Months(month(2018, 11), month(2019, 2))),
        "november 2018 – februar 2019",
        "November 2018 – February 2019",
    );
    check(&rough(Span::Year(2019)), "2019", "2019");
    check(&rough(Span::Years(2014, 2017)), "2014–2017", "2014–2017");
}

#[test]
fn parts_of_dates() {
    let words = danish();
    let day = date(2018, 10, 6);
    assert_eq!(weekday(day, &words), "lørdag");
    assert_eq!(weekday_short(day, &words), "lør");
    assert_eq!(day_month(day, &words), "6. oktober");
    assert_eq!(day_short(day, &words), "6. oktober 2018");
    assert_eq!(day_long(day, &words), "lørdag den 6. oktober 2018");
    assert_eq!(month_year(Month::of(day), &words), "oktober 2018");
    assert_eq!(month_name(Month::of(day), &words), "oktober");
    assert_eq!(month_name_short(Month::of(day), &words), "okt");
    assert_eq!(week(Week::of(day), &words), "uge 40, 2018");
    let times = Hours::FromTo(at(10, 0), at(15, 0));
    assert_eq!(hours(times, &words), "kl. 10.00–15.00");
    assert_eq!(hours(Hours::From(at(10, 0)), &words), "kl. 10.00");
    assert_eq!(hours(Hours::AllDay, &words), "");
}

#[test]
fn dates_in_swedish() {
    let words = swedish();
    let (first, last) = (date(2019, 5, 9), date(2019, 5, 10));
    let meeting = exact(first, first, Hours::FromTo(at(9, 30), at(15, 0)));
    assert_eq!(long(&meeting, &words), "torsdag 9 maj 2019 kl. 9.30–15.00");
    assert_eq!(short(&exact(first, last, Hours::AllDay), &words), "9–10 maj 2019");
    assert_eq!(long(&exact(first, last, Hours::AllDay), &words), "torsdag 9 – fredag 10 maj 2019");
    assert_eq!(
        long(&exact(first, last, Hours::FromTo(at(12, 0), at(15, 0))), &words),
        "torsdag 9 maj 2019 kl. 12.00 – fredag 10 maj 2019 kl. 15.00"
    );
    let march = Month::new(2019, 3).unwrap();
    assert_eq!(month_year(march, &words), "mars 2019");
    assert_eq!(month_name_short(march, &words), "mars");
    assert_eq!(long(&rough(Span::Week(Week::new(2018, 41).unwrap())), &words), "vecka 41 2018");
    assert_eq!(long(&When::of(true, Span::Month(Month::new(2014, 8).unwrap())), &words), "omkring augusti 2014");
}
