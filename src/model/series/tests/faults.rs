//! Texts that are no rule: what is wrong, and which part of the text.

use super::{danish, english, rule, swedish};
use crate::language::rules::RuleWords;
use crate::model::series::{FaultKind, Rule};

/// The fault's kind and the text it marks.
fn fault<'a>(text: &'a str, words: &RuleWords) -> (FaultKind, &'a str) {
    match Rule::read(text, words) {
        Ok(rule) => panic!("{text} was read as {}", rule.rrule()),
        Err(fault) => (fault.kind, &text[fault.span]),
    }
}

#[test]
fn words_not_understood_are_named() {
    let table = [
        ("hver blårsdag", "blårsdag"),
        ("hver tirsdag kl. 16", "kl"),
        ("tirsdag i lige uger", "lige"),
        ("hver tirsdag i måneden ånej", "ånej"),
        ("hver 99999999999. uge", "99999999999"),
        ("hver tirsdag 🎈", "🎈"),
        ("første mandag of the month", "of"),
    ];
    for (text, marked) in table {
        assert_eq!(fault(text, &danish()), (FaultKind::UnknownWord, marked), "{text}");
    }
}

#[test]
fn sentences_that_are_no_rule() {
    use FaultKind::{Conflict, Empty, Incomplete, Never, Unexpected, WhichWeekday};
    let days = FaultKind::OutOfRange { least: 1, most: 31 };
    let weeks = FaultKind::OutOfRange { least: 1, most: 999 };
    let table = [
        ("", Empty, ""),
        ("  ", Empty, "  "),
        ("hver", Incomplete, "hver"),
        ("i marts", Incomplete, "i marts"),
        ("den 15.", Incomplete, "den 15."),
        ("den 15. hvert år", Incomplete, "den 15. hvert år"),
        ("hver måned om tirsdagen", WhichWeekday, "tirsdagen"),
        ("hver tirsdag i måneden", WhichWeekday, "hver tirsdag"),
        ("hver tirsdag den 13.", Conflict, "13."),
        ("9. maj og 4. november", Conflict, "4."),
        ("første mandag i marts og anden tirsdag i september", Conflict, "anden tirsdag"),
        ("tirsdag i marts og torsdag i maj", Conflict, "torsdag"),
        ("hver uge hver måned", Conflict, "hver måned"),
        ("hver uge den første mandag", Conflict, "første mandag"),
        ("den 31. april", Never, "den 31. april"),
        ("sjette mandag i måneden", Never, "sjette mandag i måneden"),
        ("hver måned undtagen januar til december", Never, "undtagen januar til december"),
        ("hver tirsdag indtil 31. april 2026", Never, "indtil 31. april 2026"),
        ("hver tirsdag indtil maj", Incomplete, "indtil maj"),
        ("den 32. i hver måned", days.clone(), "32."),
        ("den 0. i hver måned", days, "0."),
        ("hver 1000. uge", weeks.clone(), "hver 1000. uge"),
        ("hver 0. uge", weeks, "hver 0. uge"),
        ("2 gange om året", Unexpected, "gange"),
        ("hver tirsdag 10 gange", Unexpected, "gange"),
        ("hver anden hverdag", Unexpected, "hverdag"),
        ("hver eller", Unexpected, "eller"),
        ("sidste uge", Unexpected, "uge"),
    ];
    for (text, kind, marked) in table {
        let (found, span) = fault(text, &danish());
        assert_eq!(span, marked, "{text}: {found:?}");
        assert_eq!(found, kind, "{text}");
    }
}

#[test]
fn other_is_never_the_second_of_a_month() {
    let (kind, _) = fault("every other Tuesday of the month", &english());
    assert_eq!(kind, FaultKind::Conflict);
    let (kind, _) = fault("varannan tisdag i månaden", &swedish());
    assert_eq!(kind, FaultKind::Conflict);
}

#[test]
fn what_could_be_two_rules_holds_both() {
    let two = |one: &str, other: &str| FaultKind::Ambiguous { readings: Box::new([rule(one), rule(other)]) };
    assert_eq!(
        fault("every third Tuesday", &english()),
        (two("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", "FREQ=MONTHLY;BYDAY=3TU"), "every third Tuesday")
    );
    assert_eq!(
        fault("hver anden tirsdag i marts", &danish()),
        (two("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=3", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TU"), "hver anden tirsdag")
    );
}

#[test]
fn rrules_that_are_none() {
    use FaultKind::{Conflict, Incomplete, Never, Repeated, TooOften, UnknownPart, UnknownValue, Unsupported};
    let to = |most| FaultKind::OutOfRange { least: 1, most };
    let table = [
        ("RRULE:", Incomplete, ""),
        ("BYDAY=TU", Incomplete, "BYDAY=TU"),
        ("FREQ=", UnknownValue, ""),
        ("FREQ=SOMETIMES", UnknownValue, "SOMETIMES"),
        ("FREQ=SECONDLY", TooOften, "SECONDLY"),
        ("RRULE:FREQ=HOURLY;BYDAY=TU", TooOften, "HOURLY"),
        ("FREQ=WEEKLY;FREQ=DAILY", Repeated, "FREQ"),
        ("FREQ=WEEKLY;BYDAYS=TU", UnknownPart, "BYDAYS"),
        ("FREQ=WEEKLY;TU", UnknownPart, "TU"),
        ("FREQ=WEEKLY; BYDAY=TU,TI", UnknownValue, "TI"),
        ("FREQ=WEEKLY;BYDAY=", UnknownValue, ""),
        ("FREQ=MONTHLY;BYDAY=0TU", to(53), "0"),
        ("FREQ=MONTHLY;BYDAY=54TU", to(53), "54"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,32", to(31), "32"),
        ("FREQ=YEARLY;BYMONTH=-1", to(12), "-1"),
        ("FREQ=WEEKLY;INTERVAL=0", to(999), "0"),
        ("FREQ=WEEKLY;INTERVAL=-1", UnknownValue, "-1"),
        ("FREQ=WEEKLY;COUNT=10000", to(9999), "10000"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20260101", Conflict, "UNTIL"),
        ("FREQ=WEEKLY;UNTIL=20260231", UnknownValue, "20260231"),
        ("FREQ=WEEKLY;UNTIL=2026-02-01", UnknownValue, "2026-02-01"),
        ("FREQ=YEARLY;BYWEEKNO=20", Unsupported, "BYWEEKNO"),
        ("FREQ=DAILY;BYHOUR=9", Unsupported, "BYHOUR"),
        ("FREQ=WEEKLY;BYMONTHDAY=13", Conflict, "FREQ=WEEKLY;BYMONTHDAY=13"),
        ("FREQ=WEEKLY;BYDAY=2TU", Conflict, "FREQ=WEEKLY;BYDAY=2TU"),
        ("FREQ=MONTHLY;BYDAY=2TU,TH", Conflict, "FREQ=MONTHLY;BYDAY=2TU,TH"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=TU", Conflict, "FREQ=DAILY;INTERVAL=2;BYDAY=TU"),
        ("FREQ=MONTHLY;BYSETPOS=1", Conflict, "FREQ=MONTHLY;BYSETPOS=1"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", Never, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        ("FREQ=MONTHLY;BYDAY=-5MO", Unsupported, "FREQ=MONTHLY;BYDAY=-5MO"),
        ("FREQ=MONTHLY;BYDAY=6MO", Never, "FREQ=MONTHLY;BYDAY=6MO"),
        ("rrule:freq=monthly;byday=mo,tu;bysetpos=11", Never, "freq=monthly;byday=mo,tu;bysetpos=11"),
    ];
    for (text, kind, marked) in table {
        assert_eq!(fault(text, &english()), (kind, marked), "{text}");
    }
}
