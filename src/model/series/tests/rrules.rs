//! RRULE texts → the one form in which they are kept and written.

use super::rule;
use jiff::civil::date;
use jiff::tz::TimeZone;

#[test]
fn one_rule_has_one_form() {
    let table = [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TH,TU,TH", "FREQ=WEEKLY;BYDAY=TU,TH"),
        (" rrule:byday=tu ; freq=weekly; ", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA", "FREQ=DAILY"),
        ("FREQ=MONTHLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=YEARLY;BYDAY=TU;BYMONTH=3;BYSETPOS=-1", "FREQ=YEARLY;BYDAY=-1TU;BYMONTH=3"),
        ("FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYDAY=-1MO,3MO,1MO", "FREQ=MONTHLY;BYDAY=1MO,3MO,-1MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,15,1", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
        ("FREQ=MONTHLY;BYMONTH=3,9;BYDAY=+2TU", "FREQ=YEARLY;BYDAY=2TU;BYMONTH=3,9"),
        ("FREQ=YEARLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", "FREQ=MONTHLY"),
        ("FREQ=DAILY;INTERVAL=21", "FREQ=WEEKLY;INTERVAL=3"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=TU,SU", "FREQ=WEEKLY;BYDAY=TU,SU"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=10", "FREQ=WEEKLY;COUNT=10;BYDAY=TU"),
        ("FREQ=WEEKLY;UNTIL=20261229T150000Z", "FREQ=WEEKLY;UNTIL=20261229T150000Z"),
        ("FREQ=WEEKLY;UNTIL=20261229T160000", "FREQ=WEEKLY;UNTIL=20261229T160000"),
        ("FREQ=WEEKLY;UNTIL=20261229", "FREQ=WEEKLY;UNTIL=20261229"),
    ];
    for (text, kept) in table {
        assert_eq!(rule(text).rrule(), kept, "{text}");
        assert_eq!(rule(kept), rule(text), "{text}");
    }
}

#[test]
fn days_not_named_come_from_the_start() {
    // 9 June 2026 is a Tuesday.
    let start = date(2026, 6, 9);
    let table = [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=9"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=6"),
        ("FREQ=YEARLY;BYMONTH=3", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=3"),
        ("FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=TH"),
        // The week's first day matters only where it parts the days, or the start is none of them.
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU"),
    ];
    for (text, anchored) in table {
        assert_eq!(rule(text).anchored(start).rrule(), anchored, "{text}");
    }
}

#[test]
fn ends_may_be_replaced() {
    let rule = rule("FREQ=WEEKLY;COUNT=3;BYDAY=TU");
    assert_eq!(rule.without_end().rrule(), "FREQ=WEEKLY;BYDAY=TU");
    // 29 December 2026 at 16 in Copenhagen is 15 in UTC; a fraction of a second is not written.
    let last = "2026-12-29T15:00:00.75Z".parse().unwrap();
    assert_eq!(rule.rrule_until(last), "FREQ=WEEKLY;UNTIL=20261229T150000Z;BYDAY=TU");
    assert_eq!(rule.rrule_until_date(date(2026, 12, 29)), "FREQ=WEEKLY;UNTIL=20261229;BYDAY=TU");
}

#[test]
fn an_end_in_utc_is_told_in_local_time() {
    let copenhagen = TimeZone::get("Europe/Copenhagen").unwrap();
    let summer = rule("FREQ=DAILY;UNTIL=20260630T220000Z").in_zone(&copenhagen);
    assert_eq!(summer.rrule(), "FREQ=DAILY;UNTIL=20260701T000000");
    let winter = rule("FREQ=DAILY;UNTIL=20261229T150000Z").in_zone(&copenhagen);
    assert_eq!(winter.rrule(), "FREQ=DAILY;UNTIL=20261229T160000");
}

#[test]
fn a_start_that_does_not_fit_is_told() {
    let table = [
        ("FREQ=WEEKLY;BYDAY=TU", true),
        ("FREQ=WEEKLY;BYDAY=WE", false),
        ("FREQ=WEEKLY", true),
        ("FREQ=MONTHLY;BYDAY=2TU", true),
        ("FREQ=MONTHLY;BYDAY=1TU", false),
        ("FREQ=MONTHLY;BYDAY=-4TU", true),
        ("FREQ=MONTHLY;BYMONTHDAY=9", true),
        ("FREQ=MONTHLY;BYMONTHDAY=-22", true),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=9", false),
        ("FREQ=DAILY;BYMONTH=5", false),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20200101", true),
    ];
    for (text, fits) in table {
        assert_eq!(rule(text).matches(date(2026, 6, 9)), fits, "{text}");
    }
}
