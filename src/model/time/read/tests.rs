//! Every way of writing a date that the contract names, and the traps beside them.

mod faults;

use jiff::civil::{Weekday, date, time};

use super::*;
use crate::language::dates::samples::{danish, english, swedish};
use crate::model::time::{Days, Note, Span, Yearless};

/// A reading in short: the machine form, with "ca." before it if approximate and "!" for each note after it.
fn shown(reading: &Reading) -> String {
    let about = match reading.when {
        When::Rough { about: true, .. } => "ca. ",
        _ => "",
    };
    let notes = "!".repeat(reading.notes.len());
    format!("{about}{}{notes}", reading.when.iso())
}

#[track_caller]
fn check_in(words: &DateWords, text: &str, year: Option<i16>, expected: &str) {
    match read_when(text, words, year) {
        Ok(reading) => assert_eq!(shown(&reading), expected, "{text}"),
        Err(fault) => panic!("{text}: {fault:?}"),
    }
}

#[track_caller]
fn da(text: &str, expected: &str) {
    check_in(&danish(), text, None, expected);
}

/// Danish, beside a date of a year that is known.
#[track_caller]
fn da_of(year: i16, text: &str, expected: &str) {
    check_in(&danish(), text, Some(year), expected);
}

#[track_caller]
fn sv(text: &str, expected: &str) {
    check_in(&swedish(), text, None, expected);
}

#[track_caller]
fn en(text: &str, expected: &str) {
    check_in(&english(), text, None, expected);
}

#[test]
fn days_in_danish() {
    da("9. maj 2019", "2019-05-09");
    da("torsdag d. 9. maj 2019", "2019-05-09");
    da("26. september 2016", "2016-09-26");
    da("Lørdag 16. april 2016", "2016-04-16");
    da("Onsdag d. 9. februar. 2022", "2022-02-09");
    da("tors. den 9. maj, 2019.", "2019-05-09");
    da("09. MAJ 2019", "2019-05-09");
    da("9 maj 2019", "2019-05-09");
    da("9.5.2019", "2019-05-09");
    da("09.05.2019", "2019-05-09");
    da("09-05-2019", "2019-05-09");
    da("29/5/2019", "2019-05-29");
    da("29/5-2019", "2019-05-29");
    da("9/5-2019", "2019-05-09");
}

#[test]
fn days_whose_year_stands_elsewhere() {
    da_of(2018, "5. april", "2018-04-05");
    da_of(2016, "24. maj", "2016-05-24");
    da_of(2016, "Lørdag den 13. august", "2016-08-13");
    da_of(2019, "9. maj kl 10.00-15.00", "2019-05-09T10:00/2019-05-09T15:00");
    da_of(2016, "1. - 14. september", "2016-09-01/2016-09-14");
    da_of(2016, "1. - 14. september 2017", "2017-09-01/2017-09-14");
    da_of(2019, "d. 29/5 kl. 10", "2019-05-29T10:00");
    da_of(2016, "juni måned", "2016-06");
    da_of(2018, "uge 41", "2018-W41");
}

#[test]
fn clock_times_in_danish() {
    let read = "2018-05-29T10:00/2018-05-29T15:00";
    for text in [
        "29. maj 2018 kl. 10-15",
        "29. maj 2018, kl 10.00–15.00",
        "29. maj 2018 kl. 10:00 til kl. 15:00",
        "29. maj 2018 - kl. 10 - 15",
        "29. maj 2018 klokken 10 til 15",
        "29. maj 2018 fra kl. 10 til 15",
        "29. maj 2018 kl. fra 10 til 15",
        "tirsdag den 29. maj 2018 kl.10.00 – 15.00",
        "kl. 10-15 den 29. maj 2018",
        "kl. 10-15, tirsdag den 29. maj 2018",
        "29. maj 2018 10-15",
        "29. maj 2018 10.00-15.00",
        "29.5.2018 kl. 10-15",
    ] {
        da(text, read);
    }
    da("9. maj 2019 kl. 10", "2019-05-09T10:00");
    da("9. maj 2019, 9.30", "2019-05-09T09:30");
}

#[test]
fn an_end_at_midnight_belongs_to_its_day() {
    let evening = "2019-05-09T20:00/2019-05-10T00:00";
    da("9. maj 2019 kl. 20-24", evening);
    da("9. maj 2019 kl. 20.00-24.00", evening);
    da("9. maj 2019 kl. 20-0", evening);
    da("9. maj 2019 kl. 20 – 9. maj 2019 kl. 24", evening);
    da("9. maj 2019 kl. 20 – 10. maj 2019 kl. 0", evening);
    let reading = read_when("9. maj 2019 kl. 20-24", &danish(), None).unwrap();
    assert_eq!(reading.when.last_day(), date(2019, 5, 9));
}

#[test]
fn ranges_of_days() {
    da("17.-18. april 2018", "2018-04-17/2018-04-18");
    da("17-18 april 2018", "2018-04-17/2018-04-18");
    da("1.-14. september 2016", "2016-09-01/2016-09-14");
    da("fra 1. til 14. september 2016", "2016-09-01/2016-09-14");
    da("1. til og med 14. september 2016", "2016-09-01/2016-09-14");
    da("1. september t.o.m. 14. september 2016", "2016-09-01/2016-09-14");
    da("30. april - 2. maj 2019", "2019-04-30/2019-05-02");
    da("30.4.-2.5.2019", "2019-04-30/2019-05-02");
    da("9.-11.10.2018", "2018-10-09/2018-10-11");
    da("29/4-2019 - 30/4-2019", "2019-04-29/2019-04-30");
    da("30. december 2018 – 2. januar 2019", "2018-12-30/2019-01-02");
    da("30. december – 2. januar 2019", "2018-12-30/2019-01-02");
    da("30. december 2018 – 2. januar", "2018-12-30/2019-01-02");
    da_of(2018, "30. december – 2. januar", "2018-12-30/2019-01-02");
    da("tirsdag den 17. – onsdag den 18. april 2018", "2018-04-17/2018-04-18");
    da("tirsdag-onsdag d. 17.-18. april 2018", "2018-04-17/2018-04-18");
}

#[test]
fn ranges_with_clock_times() {
    let read = "2026-05-07T12:00/2026-05-08T15:00";
    da("7. maj 2026 kl. 12 – 8. maj 2026 kl. 15", read);
    da_of(2026, "7. maj kl. 12 – 8. maj kl. 15", read);
    da("tors. 7. maj kl. 12 til fre. 8. maj 2026 kl. 15", read);
    da("7. kl. 12 - 8. maj 2026 kl. 15", read);
    da("7. maj 2026 kl. 12 – 8. maj 2026", "2026-05-07T12:00/2026-05-08");
    da("7.-8. maj 2026 kl. 12", "2026-05-07T12:00/2026-05-08!");
    da("7.-8. maj 2026 kl. 12-15", "2026-05-07T12:00/2026-05-08T15:00!");
}

#[test]
fn lists_of_days() {
    da("17. og 18. april 2018", "2018-04-17/2018-04-18!");
    da("17. april og 18. april 2018", "2018-04-17/2018-04-18!");
    da("17. & 18. april 2018", "2018-04-17/2018-04-18!");
    da("17., 18. og 19. april 2018", "2018-04-17/2018-04-19!");
    da("tirsdag og onsdag den 17. og 18. april 2018", "2018-04-17/2018-04-18!");
    da("30. april og 1. maj 2018 kl. 10-15", "2018-04-30T10:00/2018-05-01T15:00!!");
    da("31. december og 1. januar 2019", "2018-12-31/2019-01-01!");
    let reading = read_when("17. og 18. april 2018", &danish(), None).unwrap();
    assert_eq!(reading.notes, [Note::ReadAsOneEvent]);
}

#[test]
fn periods_in_danish() {
    da("maj 2019", "2019-05");
    da("juni måned 2016", "2016-06");
    da("i sept. 2018", "2018-09");
    da("omkring august 2014", "ca. 2014-08");
    da("ca. august 2014", "ca. 2014-08");
    da("cirka 2014", "ca. 2014");
    da("ca. 9. maj 2019", "ca. 2019-05-09");
    da("omkring 1.-14. september 2016", "ca. 2016-09-01/2016-09-14");
    da("maj-juni 2019", "2019-05/2019-06");
    da("november 2018 – februar 2019", "2018-11/2019-02");
    da("november – februar 2019", "2018-11/2019-02");
    da("uge 41 2018", "2018-W41");
    da("uge 41, 2018", "2018-W41");
    da("Uge 41 i 2018", "2018-W41");
    da("2018 uge 41", "2018-W41");
    da("uge 41-2018", "2018-W41");
    da("uge 41/2018", "2018-W41");
    da("uge 41 - 2018 uge 43", "2018-W41/2018-W43");
    da("uge 41-42 2018", "2018-W41/2018-W42");
    da("uge 52 2018 - uge 1 2019", "2018-W52/2019-W01");
    da("uge 52 - uge 1 2019", "2018-W52/2019-W01");
    da("2014-2017", "2014/2017");
    da("2014 – 2017", "2014/2017");
    da("fra 2014 til 2017", "2014/2017");
    da("2015-18", "2015/2018");
    da("2015–18", "2015/2018");
    da("2010 til 12", "2010/2012");
}

#[test]
fn iso_in_every_language() {
    for words in [danish(), english(), swedish()] {
        let check = |text, expected| check_in(&words, text, None, expected);
        check("2019-05-09", "2019-05-09");
        check("2019-05-09 10:00", "2019-05-09T10:00");
        check("2019-05-09T10:00", "2019-05-09T10:00");
        check("2019-05-09 10:00:00", "2019-05-09T10:00");
        check("2026-05-07 12:00–15:00", "2026-05-07T12:00/2026-05-07T15:00");
        check("2026-05-07 12:00 – 2026-05-08 15:00", "2026-05-07T12:00/2026-05-08T15:00");
        check("2026-05-07T12:00/2026-05-08T15:00", "2026-05-07T12:00/2026-05-08T15:00");
        check("2016-09-01/2016-09-14", "2016-09-01/2016-09-14");
        check("2016-09-01 - 2016-09-14", "2016-09-01/2016-09-14");
        check("2016-09-01--2016-09-14", "2016-09-01/2016-09-14");
        check("2019-05", "2019-05");
        check("2019-05/2019-07", "2019-05/2019-07");
        check("2010-12", "2010-12");
        check("2019–05", "2019-05");
        check("2019", "2019");
        check("2014/2017", "2014/2017");
        check("2018-W41", "2018-W41");
        check("2018-W41/2018-W42", "2018-W41/2018-W42");
        check("2019/05/09", "2019-05-09");
        check("2019.05.09", "2019-05-09");
    }
}

#[test]
fn days_in_english() {
    en("9 May 2019", "2019-05-09");
    en("May 9, 2019", "2019-05-09");
    en("May 9th 2019", "2019-05-09");
    en("the 9th of May 2019", "2019-05-09");
    en("Thursday, 9 May 2019", "2019-05-09");
    en("on Thursday the 9th of May, 2019", "2019-05-09");
    en("9 Sept. 2019", "2019-09-09");
    en("9.5.2019", "2019-05-09");
    en("17–18 April 2018", "2018-04-17/2018-04-18");
    en("April 17-18, 2018", "2018-04-17/2018-04-18");
    en("April 30 – May 2, 2019", "2019-04-30/2019-05-02");
    en("from 1 to 14 September 2016", "2016-09-01/2016-09-14");
    en("17 and 18 April 2018", "2018-04-17/2018-04-18!");
    en("April 17 and 18, 2018", "2018-04-17/2018-04-18!");
    en("around August 2014", "ca. 2014-08");
    en("c. 2014", "ca. 2014");
    en("week 41 of 2018", "2018-W41");
    en("weeks 41 to 43, 2018", "2018-W41/2018-W43");
    en("May 2019", "2019-05");
}

#[test]
fn clock_times_in_english() {
    let read = "2019-05-09T10:00/2019-05-09T15:00";
    for text in [
        "9 May 2019, 10:00–15:00",
        "Thu 9 May 2019 10am–3pm",
        "Thu 9 May 2019 at 10 a.m. to 3 p.m.",
        "May 9, 2019, 10 AM - 3 PM",
        "10:00–15:00, 9 May 2019",
        "9 May 2019 from 10:00 to 15:00",
        "9 May 2019 10am–15:00",
    ] {
        en(text, read);
    }
    en("9 May 2019 2–3pm", "2019-05-09T14:00/2019-05-09T15:00");
    en("9 May 2019 12–3pm", "2019-05-09T12:00/2019-05-09T15:00");
    en("9 May 2019 12am–12pm", "2019-05-09T00:00/2019-05-09T12:00");
    en("9 May 2019 at 10", "2019-05-09T10:00");
}

#[test]
fn days_in_swedish() {
    sv("9 maj 2019", "2019-05-09");
    sv("torsdag 9 maj 2019", "2019-05-09");
    sv("Torsdagen den 9 maj 2019", "2019-05-09");
    sv("tors. 9 maj 2019", "2019-05-09");
    sv("den 9:e maj 2019", "2019-05-09");
    sv("lördag den 1:a juni 2019", "2019-06-01");
    sv("9.5.2019", "2019-05-09");
    sv("29/5 2019", "2019-05-29");
    sv("17–18 april 2018", "2018-04-17/2018-04-18");
    sv("den 1:a till den 14:e september 2016", "2016-09-01/2016-09-14");
    sv("30 april – 2 maj 2019", "2019-04-30/2019-05-02");
    sv("fr.o.m. 1 t.o.m. 14 september 2016", "2016-09-01/2016-09-14");
    sv("17 och 18 april 2018", "2018-04-17/2018-04-18!");
    check_in(&swedish(), "den 9 maj", Some(2019), "2019-05-09");
    check_in(&swedish(), "30 december – 2 januari", Some(2018), "2018-12-30/2019-01-02");
}

#[test]
fn clock_times_in_swedish() {
    let read = "2019-05-09T10:00/2019-05-09T15:00";
    for text in [
        "torsdag 9 maj 2019 kl. 10–15",
        "9 maj 2019 kl 10.00-15.00",
        "9 maj 2019, klockan 10 till 15",
        "9 maj 2019 från kl. 10 till 15",
        "9 maj 2019 kl. 10 fm. – 3 em.",
        "kl. 10:00–15:00 torsdagen den 9:e maj 2019",
    ] {
        sv(text, read);
    }
    sv("9:e maj 2019, 9.30", "2019-05-09T09:30");
    sv("7 maj 2026 kl. 12 – 8 maj 2026 kl. 15", "2026-05-07T12:00/2026-05-08T15:00");
}

#[test]
fn periods_in_swedish() {
    sv("maj 2019", "2019-05");
    sv("i mars 2019", "2019-03");
    sv("juni månad 2016", "2016-06");
    sv("ca augusti 2014", "ca. 2014-08");
    sv("omkring 9 maj 2019", "ca. 2019-05-09");
    sv("vecka 41 2018", "2018-W41");
    sv("v. 41 2018", "2018-W41");
    sv("v41 2018", "2018-W41");
    sv("vecka 41–42 2018", "2018-W41/2018-W42");
    sv("vecka 52 2018 – vecka 1 2019", "2018-W52/2019-W01");
    sv("november 2018 – februari 2019", "2018-11/2019-02");
    sv("från 2014 till 2017", "2014/2017");
}

#[test]
fn what_pasted_text_brings_along() {
    let read = "2018-10-06T10:00/2018-10-06T15:00";
    da("LØRDAG  den\u{a0}6.\u{202f}oktober 2018 kl.\u{a0}10\u{2212}15", read);
    da("Lo\u{338}rdag 6. oktober 2018 kl. 10-15".replace("o\u{338}", "ø").as_str(), read);
    da("6. okt\u{ad}ober 2018 kl. 10\u{200b}.00 — 15.00", read);
    da("\u{feff}6. oktober 2018 kl. 10 ‑ 15", read);
    da_of(2016, "juni ma\u{30a}ned", "2016-06");
}

#[test]
fn dates_without_clock_times() {
    let words = danish();
    let reading = read_date("5. april 2019", &words, None).unwrap();
    assert_eq!(shown(&reading), "2019-04-05");
    let reading = read_date("maj 2019", &words, None).unwrap();
    assert_eq!(shown(&reading), "2019-05");
    let text = "5. april 2019 kl. 12";
    let fault = read_date(text, &words, None).unwrap_err();
    assert_eq!((fault.kind, &text[fault.span]), (FaultKind::TimeInDate, "12"));
}

#[track_caller]
fn hours_of(words: &DateWords, text: &str, expected: Hours) {
    assert_eq!(read_hours(text, words), Ok(expected), "{text}");
}

#[test]
fn hours_alone_in_danish() {
    let words = danish();
    let at = |hour, minute| time(hour, minute, 0, 0);
    let ten_to_three = Hours::FromTo(at(10, 0), at(15, 0));
    for text in ["10-15", "kl. 10-15", "kl 10.00-15.00", "10:00–15:00", "fra 10 til 15", "Kl. 10 – 15."] {
        hours_of(&words, text, ten_to_three);
    }
    hours_of(&words, "10.30", Hours::From(at(10, 30)));
    hours_of(&words, "12.00", Hours::From(at(12, 0)));
    hours_of(&words, "9", Hours::From(at(9, 0)));
    hours_of(&words, "kl 9.30 - 18", Hours::FromTo(at(9, 30), at(18, 0)));
    hours_of(&words, "18-24", Hours::FromTo(at(18, 0), at(0, 0)));
    hours_of(&words, "hele dagen", Hours::AllDay);
    da("9. maj 2019 hele dagen", "2019-05-09");
    da("17.-18. april 2018, hele dagen", "2018-04-17/2018-04-18");
    hours_of(&english(), "10am–3pm", ten_to_three);
    hours_of(&english(), "at 10:00", Hours::From(at(10, 0)));
}

#[test]
fn years_in_which_a_weekday_fits() {
    use crate::model::time::fitting_years;
    let years = fitting_years(8, 13, Weekday::Saturday, 2010..=2024);
    assert_eq!(years, [2011, 2016, 2022]);
    assert_eq!(fitting_years(2, 29, Weekday::Monday, 2015..=2017), [2016]);
}
