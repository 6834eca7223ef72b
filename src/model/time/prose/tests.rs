//! Dates in sentences, and sentences that look as if they held dates.

use super::*;
use crate::language::dates::samples::{danish, english, swedish};

/// What a text mentions, in short: the text itself, and what it says.
fn said(words: &DateWords, text: &str) -> Vec<String> {
    let show = |mention: Mention| {
        let said = match mention.what {
            Mentioned::Date { when: Ok(when), .. } => when.iso(),
            Mentioned::Date { when: Err(fault), .. } => format!("{:?}", fault.kind),
            Mentioned::Hours(Hours::From(start)) => start.strftime("%H:%M").to_string(),
            Mentioned::Hours(hours) => format!("{hours:?}"),
        };
        format!("{}: {said}", &text[mention.span])
    };
    mentions(text, words, Some(2019)).into_iter().map(show).collect()
}

#[track_caller]
fn da(text: &str, expected: &[&str]) {
    assert_eq!(said(&danish(), text), expected, "{text}");
}

#[track_caller]
fn en(text: &str, expected: &[&str]) {
    assert_eq!(said(&english(), text), expected, "{text}");
}

#[test]
fn dates_in_danish_sentences() {
    da(
        "Forummet mødes torsdag den 9. maj 2019 kl. 10.00-15.00 på Nyborg Strand. Tilmelding senest 5. april.",
        &["torsdag den 9. maj 2019 kl. 10.00-15.00: 2019-05-09T10:00/2019-05-09T15:00", "5. april: 2019-04-05"],
    );
    da(
        "Konferencen **17.-18. april 2018** og mødet (29. maj 2018)",
        &["17.-18. april 2018: 2018-04-17/2018-04-18", "29. maj 2018: 2018-05-29"],
    );
    da("Se 2018-10-09 eller 9.10.2018.", &["2018-10-09: 2018-10-09", "9.10.2018: 2018-10-09"]);
    da("Vi ses kl. 9.30. Kaffe fra kl. 9", &["kl. 9.30: 09:30", "fra kl. 9: 09:00"]);
    da("den 17. og 18. april", &["den 17. og 18. april: 2019-04-17/2019-04-18"]);
    da("30. april – 2. maj 2019", &["30. april – 2. maj 2019: 2019-04-30/2019-05-02"]);
}

#[test]
fn days_of_a_list_that_do_not_follow_each_other_are_told_one_by_one() {
    da("Projektledermøderne den 9. og 11. oktober 2018", &["den 9.: 2018-10-09", "11. oktober 2018: 2018-10-11"]);
}

#[test]
fn a_wrong_weekday_is_told() {
    let found = mentions("Vi mødes fredag den 9. maj.", &danish(), Some(2019));
    let [mention] = found.as_slice() else {
        panic!("one mention, not {found:?}");
    };
    let Mentioned::Date { when: Err(fault), weekday, year_written } = &mention.what else {
        panic!("a fault, not {mention:?}");
    };
    assert!(matches!(fault.kind, FaultKind::WrongWeekday { .. }));
    assert_eq!((*weekday, *year_written), (Some(Weekday::Friday), false));
}

#[test]
fn words_that_are_weekdays_only_in_short() {
    da("Kan man den 9. maj deltage?", &["den 9. maj: 2019-05-09"]);
    da("min søn 9. maj", &["9. maj: 2019-05-09"]);
    en("we sat 9 May 2019", &["9 May 2019: 2019-05-09"]);
}

#[test]
fn what_is_no_date_in_danish() {
    for text in [
        "330-2016-67060",
        "Boligforliget 2015-18",
        "i maj 2019 og uge 41",
        "12 deltagere, 10-15 pladser, 10.30 kr. og 1.000 kr.",
        "https://example.dk/2018-10-09/ og /moeder/2018-10-09",
        "[mødet](2018-10-09-oest.md) og (2018-10-09.pdf)",
        "de 9. klasser og 10. etage",
        "9. maj-gruppen",
        "9/5/2019 eller 9/5 2019",
        "version 1.2.3, 45 12 34 56 78",
        "lørdag og søndag",
        "forholdet er 1:25",
        "17 og 18",
        "",
    ] {
        da(text, &[]);
    }
}

#[test]
fn numbers_beside_dates_are_not_drawn_in() {
    da("den 9. maj 2019, 12 deltagere", &["den 9. maj 2019: 2019-05-09"]);
    da("den 9. maj 2019, 10-15 pladser", &["den 9. maj 2019: 2019-05-09"]);
    da("den 9. maj og 11 deltagere", &["den 9. maj: 2019-05-09"]);
    da("den 9. maj og Kolding", &["den 9. maj: 2019-05-09"]);
    da("Vi er 12 og 9. maj er der plads", &["9. maj: 2019-05-09"]);
}

#[test]
fn dates_in_english_sentences() {
    en(
        "The forum meets on Thursday 9 May 2019, 10:00–15:00, at 10 Nygade.",
        &["on Thursday 9 May 2019, 10:00–15:00: 2019-05-09T10:00/2019-05-09T15:00"],
    );
    en("From April 17-18, 2018 on", &["April 17-18, 2018: 2018-04-17/2018-04-18"]);
    en("Doors open at 9:30; May 9 at 10am.", &["at 9:30: 09:30", "May 9 at 10am: 2019-05-09T10:00"]);
    en("You may 9 times out of 10 march 3 miles", &[]);
    en("On May 9 and 12 people came", &["On May 9: 2019-05-09"]);
}

#[test]
fn dates_in_swedish_sentences() {
    let sv = |text: &str, expected: &[&str]| assert_eq!(said(&swedish(), text), expected, "{text}");
    sv(
        "Vi träffas torsdagen den 9 maj kl. 10–15 i Örebro, senast 5 april.",
        &["torsdagen den 9 maj kl. 10–15: 2019-05-09T10:00/2019-05-09T15:00", "5 april: 2019-04-05"],
    );
    sv("den 17:e och 18:e april", &["den 17:e och 18:e april: 2019-04-17/2019-04-18"]);
    sv("Kaffe från kl. 9", &["från kl. 9: 09:00"]);
    sv("9 e-tjänster, 10 kr, 3 a-kassor, v. 41 och 12 deltagare i maj", &[]);
}

#[test]
fn a_weekday_with_an_ending_is_no_short_name() {
    let found = mentions("Vi träffas fredagen den 9 maj.", &swedish(), Some(2019));
    let [Mention { what: Mentioned::Date { when: Err(fault), .. }, .. }] = found.as_slice() else {
        panic!("one fault, not {found:?}");
    };
    assert!(matches!(fault.kind, FaultKind::WrongWeekday { .. }));
}

#[test]
fn days_without_any_year_are_left_out() {
    assert_eq!(mentions("den 9. maj", &danish(), None), []);
    assert_eq!(mentions("den 9. maj 2019", &danish(), None).len(), 1);
}

#[test]
fn places_are_those_of_the_text() {
    let text = "Ærø, d. 9. maj 2019!";
    let found = mentions(text, &danish(), None);
    assert_eq!(&text[found[0].span.clone()], "d. 9. maj 2019");
}
