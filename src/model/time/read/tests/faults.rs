//! What is no date, no date for certain, or a date that does not exist: each with its place.

use super::*;

#[track_caller]
fn fault_in(words: &DateWords, text: &str, at: &str, kind: FaultKind) {
    match read_when(text, words, None) {
        Ok(reading) => panic!("{text} was read as {}", shown(&reading)),
        Err(fault) => assert_eq!((fault.kind, &text[fault.span]), (kind, at), "{text}"),
    }
}

/// The fault of a Danish text, and the part of it that is marked.
#[track_caller]
fn fault(text: &str, at: &str, kind: FaultKind) {
    fault_in(&danish(), text, at, kind);
}

#[test]
fn clock_times_whose_half_of_the_day_is_not_clear() {
    for times in ["10-12am", "10-3pm", "10-12pm", "10am-3"] {
        let text = format!("9 May 2019 {times}");
        fault_in(&english(), &text, times, FaultKind::UnclearHalf);
    }
    let kind = FaultKind::NoSuchTime { hour: 13, minute: 0 };
    fault_in(&english(), "9 May 2019 13pm", "13pm", kind);
}

#[test]
fn a_weekday_must_be_right() {
    let kind = FaultKind::WrongWeekday { written: Weekday::Friday, right: Weekday::Thursday, date: date(2019, 5, 9) };
    fault("fredag den 9. maj 2019", "fredag", kind);
    let kind =
        FaultKind::WrongWeekday { written: Weekday::Thursday, right: Weekday::Wednesday, date: date(2018, 4, 18) };
    fault("tirsdag den 17. – torsdag den 18. april 2018", "torsdag", kind.clone());
    fault("tirsdag-torsdag den 17.-18. april 2018", "torsdag", kind);
}

#[test]
fn days_that_do_not_exist() {
    let no_such_day = |day, month, year, last_day| FaultKind::NoSuchDay { day, month, year, last_day };
    fault("31. april 2019", "31. april 2019", no_such_day(31, 4, Some(2019), 30));
    fault("31. april", "31. april", no_such_day(31, 4, None, 30));
    fault("30. februar 2020", "30. februar 2020", no_such_day(30, 2, Some(2020), 29));
    fault("2019-02-30", "2019-02-30", no_such_day(30, 2, Some(2019), 28));
    fault("29.-31. april 2019", "31. april 2019", no_such_day(31, 4, Some(2019), 30));
    fault("0. maj 2019", "0. maj 2019", no_such_day(0, 5, Some(2019), 31));
    fault("9.13.2019", "9.13.2019", FaultKind::NoSuchMonth { month: 13 });
    fault("2019-13", "2019-13", FaultKind::NoSuchMonth { month: 13 });
    fault("2019-00", "2019-00", FaultKind::NoSuchMonth { month: 0 });
    let kind = FaultKind::NoSuchWeek { week: 53, year: 2018, last_week: 52 };
    fault("uge 53 2018", "uge 53 2018", kind);
    da("uge 53 2020", "2020-W53");
    let kind = FaultKind::NoSuchTime { hour: 10, minute: 75 };
    fault("9. maj 2019 kl. 10.75", "10.75", kind);
}

#[test]
fn numbers_that_can_be_read_two_ways() {
    let day = |month, day| When::Exact(Days::all_day(date(2019, month, day)));
    let kind = FaultKind::Ambiguous { a: day(5, 9), b: day(9, 5) };
    fault("9/5/2019", "9/5/2019", kind.clone());
    fault("9/5 2019 kl. 10", "9/5 2019", kind.clone());
    fault("9. maj 2019 kl. 10 hele dagen", "hele dagen", FaultKind::TrailingText);
    fault_in(&english(), "9/5-2019", "9/5-2019", kind.clone());
    fault_in(&english(), "9-5-2019", "9-5-2019", kind.clone());
    // 9 May and 5 September 2019 are both Thursdays; 10 May is a Friday, 5 October a Saturday.
    fault("torsdag 9/5/2019", "torsdag 9/5/2019", kind);
    da("fredag 10/5/2019", "2019-05-10");
    da("lørdag 10/5/2019", "2019-10-05");
    let kind = FaultKind::Ambiguous {
        a: When::of(false, Span::Month(crate::model::time::Month::new(2010, 12).unwrap())),
        b: When::of(false, Span::Years(2010, 2012)),
    };
    fault("2010–12", "2010–12", kind);
}

#[test]
fn a_year_is_missing() {
    let no_year = |date| FaultKind::NoYear { date };
    let day = Yearless::Day { month: 4, day: 5, weekday: None };
    fault("5. april", "5. april", no_year(day));
    let day = Yearless::Day { month: 8, day: 13, weekday: Some(Weekday::Saturday) };
    fault("Lørdag den 13. august kl. 10", "Lørdag den 13. august", no_year(day));
    fault("juni måned", "juni måned", no_year(Yearless::Month(6)));
    fault("uge 41", "uge 41", no_year(Yearless::Week(41)));
    fault("maj-juni", "maj-juni", no_year(Yearless::Month(5)));
}

#[test]
fn a_year_of_two_digits() {
    let short = FaultKind::ShortYear { written: 19 };
    fault("9. maj 19", "19", short.clone());
    fault("9. maj 19 kl. 10", "19", short.clone());
    fault("maj 19", "19", short.clone());
    fault("9/5-19", "19", short.clone());
    fault("09-05-19", "19", short.clone());
    fault("9.5.19", "19", short.clone());
    fault("uge 41 19", "19", short);
}

#[test]
fn an_end_before_the_start() {
    let kind = FaultKind::EndBeforeStart;
    fault("18.-17. april 2018", "18.-17. april 2018", kind.clone());
    fault("17.-17. april 2018", "17.-17. april 2018", kind.clone());
    fault("30. maj - 2. april 2019", "30. maj - 2. april 2019", kind.clone());
    fault("9. maj 2019 kl. 15-10", "15-10", kind.clone());
    fault("9. maj 2019 kl. 10-10", "10-10", kind.clone());
    fault("2017-2014", "2017-2014", kind.clone());
    fault("juni-maj 2019", "juni-maj 2019", kind.clone());
    fault("uge 42-41 2018", "uge 42-41 2018", kind);
}

#[test]
fn what_is_no_date() {
    let unknown = |word: &str| FaultKind::UnknownWord { word: word.to_owned() };
    fault("", "", FaultKind::Empty);
    fault(" \u{a0}", "", FaultKind::Empty);
    fault("9. mja 2019", "mja", unknown("mja"));
    fault("Efter sommerferien", "Efter", unknown("efter"));
    fault("9. maj 2019 i Odense", "i Odense", FaultKind::TrailingText);
    fault("9. maj 2019 Odense", "Odense", unknown("odense"));
    fault("lørdag", "", FaultKind::NotADate);
    fault("lørdag maj 2019", "maj 2019", FaultKind::NotADate);
    fault("330-2016-67060", "330-2016-67060", FaultKind::NotADate);
    fault("10.30", "10.30", FaultKind::NotADate);
    fault("9.", "9.", FaultKind::NotADate);
    fault("9. maj 2019 - 10:30", "10:30", FaultKind::NotADate);
    fault("9. maj 2019 kl. 10:00:30", ":30", FaultKind::TrailingText);
    fault("9. maj 2019, 10. maj 2019", ", 10. maj 2019", FaultKind::TrailingText);
    fault("9. maj 2019 - 15", "15", FaultKind::NotADate);
    fault("9. maj 2019 kl.", "", FaultKind::NotATime);
    fault("9. maj 2019 kl. ti", "ti", unknown("ti"));
    fault("9. maj 2019 10", "10", FaultKind::TrailingText);
    fault("2018-W41-2", "-W41-2", FaultKind::TrailingText);
    fault("uge 41-42", "uge 41-42", FaultKind::NoYear { date: Yearless::Week(41) });
}

#[test]
fn an_approximate_clock_time_is_none() {
    fault("9. maj 2019 ca. kl. 10", "ca. kl. 10", FaultKind::AboutTime);
    fault("9. maj 2019 kl. ca. 10", "ca. 10", FaultKind::AboutTime);
    fault("9. maj 2019 kl. 10 - ca. 15", "ca. 15", FaultKind::AboutTime);
    fault("ca. 9. maj 2019 kl. 10", "10", FaultKind::AboutTime);
}

#[test]
fn hours_that_are_none() {
    let words = danish();
    let kind = |text| read_hours(text, &words).unwrap_err().kind;
    assert_eq!(kind(""), FaultKind::Empty);
    assert_eq!(kind("kl."), FaultKind::NotATime);
    assert_eq!(kind("25.00"), FaultKind::NoSuchTime { hour: 25, minute: 0 });
    assert_eq!(kind("10.30-"), FaultKind::TrailingText);
    assert_eq!(kind("1030"), FaultKind::NotATime);
    assert_eq!(kind("22-2"), FaultKind::EndBeforeStart);
    assert_eq!(kind("ca. 10"), FaultKind::AboutTime);
    assert_eq!(kind("24"), FaultKind::NoSuchTime { hour: 24, minute: 0 });
    let word = "aften".to_owned();
    assert_eq!(kind("aften"), FaultKind::UnknownWord { word });
}

#[test]
fn the_end_of_a_day_is_no_start() {
    let kind = FaultKind::NoSuchTime { hour: 24, minute: 0 };
    fault("9. maj 2019 kl. 24", "24", kind);
}

#[test]
fn days_of_a_list_that_do_not_follow_each_other() {
    let projektledermoeder = FaultKind::NotConsecutive { first: date(2018, 10, 9), second: date(2018, 10, 11) };
    let text = "9. og 11. oktober 2018";
    fault(text, text, projektledermoeder.clone());
    let text = "tirsdag den 9. og torsdag den 11. oktober 2018 kl. 10-15";
    fault(text, text.strip_suffix(" kl. 10-15").unwrap(), projektledermoeder);
}
