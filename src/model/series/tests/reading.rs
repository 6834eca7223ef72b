//! Plain words → the RRULE they mean.

use super::{danish, english, swedish};
use crate::language::rules::RuleWords;
use crate::model::series::Rule;

fn check(words: &RuleWords, table: &[(&str, &str)]) {
    for (text, rrule) in table {
        match Rule::read(text, words) {
            Ok(rule) => assert_eq!(rule.rrule(), *rrule, "{text}"),
            Err(fault) => panic!("{text}: {fault:?}"),
        }
    }
}

#[test]
fn danish_days_and_weeks() {
    check(
        &danish(),
        &[
            ("hver dag", "FREQ=DAILY"),
            ("dagligt", "FREQ=DAILY"),
            ("hver anden dag", "FREQ=DAILY;INTERVAL=2"),
            ("hver 14. dag", "FREQ=WEEKLY;INTERVAL=2"),
            ("hver fjortende dag", "FREQ=WEEKLY;INTERVAL=2"),
            ("hver uge", "FREQ=WEEKLY"),
            ("ugentligt", "FREQ=WEEKLY"),
            ("hver tirsdag", "FREQ=WEEKLY;BYDAY=TU"),
            ("Hver Tirsdag.", "FREQ=WEEKLY;BYDAY=TU"),
            ("tirsdage", "FREQ=WEEKLY;BYDAY=TU"),
            ("alle tirsdage", "FREQ=WEEKLY;BYDAY=TU"),
            ("hver anden tirsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("hver 2. tirsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("hver 2. uge om tirsdagen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("hver 2 uge om tirsdagen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("tirsdag hver anden uge", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("hver tredje uge på onsdage", "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE"),
            ("hver 6. torsdag", "FREQ=WEEKLY;INTERVAL=6;BYDAY=TH"),
            ("hver uge om torsdagen", "FREQ=WEEKLY;BYDAY=TH"),
            ("hver tirsdag og torsdag", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("hver torsdag og hver tirsdag", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("mandag, onsdag og fredag", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
            ("mandag, onsdag, og fredag", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
            ("hver lørdag/søndag", "FREQ=WEEKLY;BYDAY=SA,SU"),
            ("hver uge fra mandag til torsdag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"),
            ("mandag-fredag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("lørdag til og med mandag", "FREQ=WEEKLY;BYDAY=MO,SA,SU"),
            ("hver hverdag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("alle hverdage", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("hver tirsdag i marts og april", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=3,4"),
            ("hver tirsdag undtagen i juli", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,8,9,10,11,12"),
            (
                "hver anden tirsdag undtagen juni, juli og december",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=1,2,3,4,5,8,9,10,11",
            ),
            ("hver onsdag fra september til maj", "FREQ=WEEKLY;BYDAY=WE;BYMONTH=1,2,3,4,5,9,10,11,12"),
        ],
    );
}

#[test]
fn danish_months_and_years() {
    check(
        &danish(),
        &[
            ("hver måned", "FREQ=MONTHLY"),
            ("hvert kvartal", "FREQ=MONTHLY;INTERVAL=3"),
            ("halvårligt", "FREQ=MONTHLY;INTERVAL=6"),
            ("hvert halve år", "FREQ=MONTHLY;INTERVAL=6"),
            ("første mandag i måneden", "FREQ=MONTHLY;BYDAY=1MO"),
            ("den første mandag i måneden", "FREQ=MONTHLY;BYDAY=1MO"),
            ("hver første mandag i måneden", "FREQ=MONTHLY;BYDAY=1MO"),
            ("hver måneds første mandag", "FREQ=MONTHLY;BYDAY=1MO"),
            ("1. mandag i måneden", "FREQ=MONTHLY;BYDAY=1MO"),
            ("første mandag", "FREQ=MONTHLY;BYDAY=1MO"),
            ("hver sidste fredag", "FREQ=MONTHLY;BYDAY=-1FR"),
            ("sidste fredag i hver måned", "FREQ=MONTHLY;BYDAY=-1FR"),
            ("næstsidste torsdag i måneden", "FREQ=MONTHLY;BYDAY=-2TH"),
            ("hver anden tirsdag i måneden", "FREQ=MONTHLY;BYDAY=2TU"),
            ("hver måned den 3. onsdag", "FREQ=MONTHLY;BYDAY=3WE"),
            ("første og tredje mandag i måneden", "FREQ=MONTHLY;BYDAY=1MO,3MO"),
            ("første mandag og tredje onsdag i måneden", "FREQ=MONTHLY;BYDAY=1MO,3WE"),
            ("første mandag i hver anden måned", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO"),
            ("den 15. i hver måned", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("den 15 i hver måned", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("d. 15. i måneden", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("den 1. og 15. i hver måned", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
            ("den 1. og den 15. i hver måned", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
            ("hver 3. måned den 10.", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10"),
            ("sidste dag i måneden", "FREQ=MONTHLY;BYMONTHDAY=-1"),
            ("sidste hverdag i måneden", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
            ("hver første hverdag i måneden", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
            ("hvert år", "FREQ=YEARLY"),
            ("årligt", "FREQ=YEARLY"),
            ("hvert andet år", "FREQ=YEARLY;INTERVAL=2"),
            ("hvert år i maj", "FREQ=YEARLY;BYMONTH=5"),
            ("hver maj", "FREQ=YEARLY;BYMONTH=5"),
            ("hvert år den 9. maj", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=5"),
            ("den 9. maj hvert år", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=5"),
            ("hver 9. maj", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=5"),
            ("9. maj og 9. november", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=5,11"),
            ("anden tirsdag i marts og september", "FREQ=YEARLY;BYDAY=2TU;BYMONTH=3,9"),
            ("anden tirsdag i marts og anden tirsdag i september", "FREQ=YEARLY;BYDAY=2TU;BYMONTH=3,9"),
            ("sidste fredag i maj måned", "FREQ=YEARLY;BYDAY=-1FR;BYMONTH=5"),
            ("første mandag i året", "FREQ=YEARLY;BYDAY=1MO"),
            ("20. mandag i året", "FREQ=YEARLY;BYDAY=20MO"),
            ("sidste hverdag i juni", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=6;BYSETPOS=-1"),
        ],
    );
}

#[test]
fn english_days_and_weeks() {
    check(
        &english(),
        &[
            ("every day", "FREQ=DAILY"),
            ("every other day", "FREQ=DAILY;INTERVAL=2"),
            ("every 14 days", "FREQ=WEEKLY;INTERVAL=2"),
            ("weekly", "FREQ=WEEKLY"),
            ("fortnightly on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("every 2 weeks on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("Every two weeks on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("every second week on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("every other Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("every second Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("every 3 Tuesdays", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU"),
            ("weekly on Tuesday and Thursday", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("every week on Thursday", "FREQ=WEEKLY;BYDAY=TH"),
            ("on Tuesdays and Thursdays", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("each Tue & Thu", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("every other Tuesday and Thursday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
            ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("daily, Monday to Friday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("Monday through Friday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("every day from Monday to Sunday", "FREQ=DAILY"),
            ("every Tuesday in March", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=3"),
            ("every Tuesday except in July and August", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,9,10,11,12"),
            ("every Tuesday, 10 times", "FREQ=WEEKLY;COUNT=10;BYDAY=TU"),
            ("every Tuesday until 9 June 2026", "FREQ=WEEKLY;UNTIL=20260609;BYDAY=TU"),
            ("every Tuesday until June 9, 2026", "FREQ=WEEKLY;UNTIL=20260609;BYDAY=TU"),
            ("every Tuesday until the 9th of June 2026", "FREQ=WEEKLY;UNTIL=20260609;BYDAY=TU"),
            ("every Tuesday until 2026-06-09", "FREQ=WEEKLY;UNTIL=20260609;BYDAY=TU"),
        ],
    );
}

#[test]
fn english_months_and_years() {
    check(
        &english(),
        &[
            ("monthly", "FREQ=MONTHLY"),
            ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
            ("first Monday of the month", "FREQ=MONTHLY;BYDAY=1MO"),
            ("the first Monday of each month", "FREQ=MONTHLY;BYDAY=1MO"),
            ("every first Monday", "FREQ=MONTHLY;BYDAY=1MO"),
            ("last Friday of every month", "FREQ=MONTHLY;BYDAY=-1FR"),
            ("every last Friday", "FREQ=MONTHLY;BYDAY=-1FR"),
            ("second to last Friday of the month", "FREQ=MONTHLY;BYDAY=-2FR"),
            ("every third Tuesday of the month", "FREQ=MONTHLY;BYDAY=3TU"),
            ("2nd and 4th Tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU,4TU"),
            ("monthly on the first Monday", "FREQ=MONTHLY;BYDAY=1MO"),
            ("the 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("the 1st and 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
            ("every month on the 31st", "FREQ=MONTHLY;BYMONTHDAY=31"),
            ("every 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("the last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
            ("the last day of every other month", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1"),
            ("last weekday of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
            ("yearly on 9 May", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=5"),
            ("annually on May 9", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=5"),
            ("every May 9th", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=5"),
            ("every other year on the 9th of May", "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=9;BYMONTH=5"),
            ("29 February every year", "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2"),
            ("second Tuesday of March and September", "FREQ=YEARLY;BYDAY=2TU;BYMONTH=3,9"),
            ("every last Friday in March", "FREQ=YEARLY;BYDAY=-1FR;BYMONTH=3"),
            ("first Monday of the year", "FREQ=YEARLY;BYDAY=1MO"),
        ],
    );
}

#[test]
fn swedish_rules() {
    check(
        &swedish(),
        &[
            ("varje dag", "FREQ=DAILY"),
            ("varannan dag", "FREQ=DAILY;INTERVAL=2"),
            ("varje vecka på torsdagar", "FREQ=WEEKLY;BYDAY=TH"),
            ("Varannan tisdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("varannan vecka på tisdagar och torsdagar", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
            ("tisdagar varannan vecka", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("var tredje vecka på onsdagar", "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE"),
            ("var 3:e vecka på onsdagar", "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE"),
            ("alla vardagar", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("måndag–torsdag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"),
            ("varje tisdag utom i juli", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,8,9,10,11,12"),
            ("varje tisdag, 10 gånger", "FREQ=WEEKLY;COUNT=10;BYDAY=TU"),
            ("varje tisdag t.o.m. 9 juni 2026", "FREQ=WEEKLY;UNTIL=20260609;BYDAY=TU"),
            ("månadsvis", "FREQ=MONTHLY"),
            ("varje kvartal", "FREQ=MONTHLY;INTERVAL=3"),
            ("första måndagen i månaden", "FREQ=MONTHLY;BYDAY=1MO"),
            ("den första måndagen i varje månad", "FREQ=MONTHLY;BYDAY=1MO"),
            ("varje månads första måndag", "FREQ=MONTHLY;BYDAY=1MO"),
            ("första måndagen varannan månad", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO"),
            ("näst sista torsdagen i månaden", "FREQ=MONTHLY;BYDAY=-2TH"),
            ("den 15 i varje månad", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("den 1:a och 15:e varje månad", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
            ("sista vardagen i månaden", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
            ("vartannat år", "FREQ=YEARLY;INTERVAL=2"),
            ("varje år den 9 maj", "FREQ=YEARLY;BYMONTHDAY=9;BYMONTH=5"),
            ("andra tisdagen i mars och september", "FREQ=YEARLY;BYDAY=2TU;BYMONTH=3,9"),
            ("årets första måndag", "FREQ=YEARLY;BYDAY=1MO"),
        ],
    );
}

#[test]
fn every_word_of_a_language_is_understood_alone_as_what_it_is() {
    for words in [danish(), english(), swedish()] {
        for (entry, term) in words.tables.entries() {
            let pieces: Vec<_> = crate::language::rules::pieces(entry).map(|(_, piece)| piece).collect();
            let (found, length) = words.find(&pieces).unwrap();
            assert_eq!((found, length), (term, pieces.len()), "{entry} stands in two lists");
        }
    }
}
