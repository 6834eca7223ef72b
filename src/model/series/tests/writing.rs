//! Rules → plain words, and back.

use super::{danish, english, rule, swedish};
use crate::model::series::Rule;

#[test]
fn rules_in_both_languages() {
    let table = [
        ("FREQ=DAILY", "hver dag", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "hver 3. dag", "every 3 days"),
        ("FREQ=WEEKLY", "hver uge", "every week"),
        ("FREQ=WEEKLY;INTERVAL=2", "hver anden uge", "every other week"),
        ("FREQ=WEEKLY;BYDAY=TU", "hver tirsdag", "every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "hver tirsdag og torsdag", "every Tuesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "hver mandag, onsdag og fredag", "every Monday, Wednesday and Friday"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "hver hverdag", "every weekday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "hver anden tirsdag", "every other Tuesday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
            "hver anden uge om tirsdagen og torsdagen",
            "every other week on Tuesday and Thursday",
        ),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=SU", "hver 3. uge om søndagen", "every 3 weeks on Sunday"),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=3,4", "hver tirsdag i marts og april", "every Tuesday in March and April"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=1,2,3,4,5,6,8,9,10,11,12",
            "hver anden tirsdag undtagen i juli",
            "every other Tuesday except in July",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=3",
            "hver anden uge om tirsdagen i marts",
            "every other week on Tuesday in March",
        ),
        ("FREQ=MONTHLY", "hver måned", "every month"),
        ("FREQ=MONTHLY;INTERVAL=3", "hver 3. måned", "every 3 months"),
        ("FREQ=MONTHLY;BYDAY=1MO", "den første mandag i måneden", "the first Monday of the month"),
        ("FREQ=MONTHLY;BYDAY=2TU", "den anden tirsdag i måneden", "the second Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "den sidste fredag i måneden", "the last Friday of the month"),
        ("FREQ=MONTHLY;BYDAY=-2FR", "den næstsidste fredag i måneden", "the second to last Friday of the month"),
        (
            "FREQ=MONTHLY;BYDAY=1MO,3MO",
            "den første og tredje mandag i måneden",
            "the first and third Monday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1MO,3WE",
            "den første mandag og den tredje onsdag i måneden",
            "the first Monday and the third Wednesday of the month",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
            "den første mandag i hver anden måned",
            "the first Monday of every other month",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "den 15. i måneden", "the 15th of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,22", "den 1. og 22. i måneden", "the 1st and 22nd of the month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=3", "den 3. i hver 3. måned", "the 3rd of every 3 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "den sidste dag i måneden", "the last day of the month"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "den sidste hverdag i måneden",
            "the last weekday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;BYMONTH=6",
            "den første hverdag i juni",
            "the first weekday in June",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1MO;BYMONTH=1,2,3,4,5,6,8,9,10,11,12",
            "den første mandag i måneden undtagen i juli",
            "the first Monday of the month except in July",
        ),
        ("FREQ=YEARLY", "hvert år", "every year"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=5", "hvert andet år i maj", "every other year in May"),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=9", "hvert år den 9. maj", "every year on 9 May"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=5;BYMONTHDAY=9", "hvert 4. år den 9. maj", "every 4 years on 9 May"),
        (
            "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1,15",
            "hvert år den 1. og 15. i marts og september",
            "every year on the 1st and 15th of March and September",
        ),
        (
            "FREQ=YEARLY;BYMONTH=3,9;BYDAY=2TU",
            "den anden tirsdag i marts og september",
            "the second Tuesday in March and September",
        ),
        (
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=-1TU",
            "hvert andet år den sidste tirsdag i marts",
            "every other year on the last Tuesday in March",
        ),
        ("FREQ=YEARLY;BYDAY=1MO", "den første mandag i året", "the first Monday of the year"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=10", "hver tirsdag, 10 gange", "every Tuesday, 10 times"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "hver tirsdag, 1 gang", "every Tuesday, 1 time"),
        (
            "FREQ=MONTHLY;BYDAY=1MO;UNTIL=20260609",
            "den første mandag i måneden til og med den 9. juni 2026",
            "the first Monday of the month until 9 June 2026",
        ),
    ];
    let (da, en) = (danish(), english());
    for (text, in_danish, in_english) in table {
        let rule = rule(text);
        assert_eq!(rule.words(&da).as_deref(), Some(in_danish), "{text}");
        assert_eq!(rule.words(&en).as_deref(), Some(in_english), "{text}");
        assert_eq!(Rule::read(in_danish, &da), Ok(rule.clone()), "{in_danish}");
        assert_eq!(Rule::read(in_english, &en), Ok(rule), "{in_english}");
    }
}

#[test]
fn rules_in_swedish() {
    let table = [
        ("FREQ=DAILY;INTERVAL=3", "var 3:e dag"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "varje tisdag och torsdag"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "varje vardag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "varannan tisdag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "varannan vecka på tisdagar och torsdagar"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=3", "varannan vecka på tisdagar i mars"),
        ("FREQ=MONTHLY;BYDAY=1MO", "den första måndagen i månaden"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "den första och tredje måndagen i månaden"),
        ("FREQ=MONTHLY;BYDAY=1MO,3WE", "den första måndagen och den tredje onsdagen i månaden"),
        ("FREQ=MONTHLY;BYDAY=-2FR", "den näst sista fredagen i månaden"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", "den första måndagen varannan månad"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,22", "den 1:a och 22:a i månaden"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=3", "den 3:e var 3:e månad"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "den sista dagen i månaden"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "den sista vardagen i månaden"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTH=1,2,3,4,5,6,8,9,10,11,12", "den första måndagen i månaden utom i juli"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=5", "vartannat år i maj"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=5;BYMONTHDAY=9", "vart 4:e år den 9 maj"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1,15", "varje år den 1:a och 15:e i mars och september"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=-1TU", "vartannat år den sista tisdagen i mars"),
        ("FREQ=YEARLY;BYDAY=1MO", "den första måndagen på året"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=10", "varje tisdag, 10 gånger"),
        ("FREQ=MONTHLY;BYDAY=1MO;UNTIL=20260609", "den första måndagen i månaden till och med den 9 juni 2026"),
    ];
    let words = swedish();
    for (text, said) in table {
        assert_eq!(rule(text).words(&words).as_deref(), Some(said), "{text}");
    }
}

#[test]
fn what_words_cannot_say_is_not_said() {
    let table = [
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYMONTHDAY=1,-1",
        "FREQ=MONTHLY;BYMONTHDAY=-7",
        "FREQ=MONTHLY;BYDAY=-3MO",
        "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261229T150000Z",
    ];
    for text in table {
        assert_eq!(rule(text).words(&danish()), None, "{text}");
        assert_eq!(rule(text).words(&english()), None, "{text}");
    }
}

#[test]
fn patterns_hold_only_placeholders_that_are_filled() {
    for words in [danish(), english(), swedish()] {
        for text in ["FREQ=MONTHLY;INTERVAL=5;BYDAY=3TU", "FREQ=YEARLY;INTERVAL=5;BYMONTHDAY=2;BYMONTH=7"] {
            let said = rule(text).words(&words).unwrap();
            assert!(!said.contains(['{', '}']), "{said}");
        }
    }
}
