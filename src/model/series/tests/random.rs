//! Random rules against the day-by-day evaluator, random rules through words, and random texts.

use super::{Dice, danish, day_by_day, english, swedish};
use crate::model::series::{Rhythm, Rule, occurrences};
use jiff::ToSpan;
use jiff::civil::{Date, date};

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

fn list(dice: &mut Dice, mut item: impl FnMut(&mut Dice) -> String) -> String {
    let length = 1 + dice.below(3);
    let items: Vec<String> = (0..length).map(|_| item(dice)).collect();
    items.join(",")
}

fn signed(dice: &mut Dice, most: usize) -> String {
    let sign = if dice.chance(3) { "-" } else { "" };
    format!("{sign}{}", 1 + dice.below(most))
}

/// The text of an RRULE, good or not.
fn random_rrule(dice: &mut Dice) -> String {
    let unit = *dice.one_of(&["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"]);
    let mut parts = vec![format!("FREQ={unit}")];
    if dice.chance(2) {
        parts.push(format!("INTERVAL={}", 1 + dice.below(6)));
    }
    if dice.chance(2) {
        let counted = unit != "WEEKLY" && unit != "DAILY" && dice.chance(2);
        let most = if unit == "YEARLY" && dice.chance(3) { 53 } else { 5 };
        let days = list(dice, |dice| {
            let number = if counted { signed(dice, most) } else { String::new() };
            format!("{number}{}", dice.one_of(&WEEKDAYS))
        });
        parts.push(format!("BYDAY={days}"));
        if !counted && unit == "MONTHLY" && dice.chance(2) {
            parts.push(format!("BYSETPOS={}", list(dice, |dice| signed(dice, 8))));
        }
    }
    if unit != "WEEKLY" && dice.chance(4) {
        parts.push(format!("BYMONTHDAY={}", list(dice, |dice| signed(dice, 31))));
    }
    if dice.chance(3) {
        parts.push(format!("BYMONTH={}", list(dice, |dice| (1 + dice.below(12)).to_string())));
    }
    if dice.chance(6) {
        parts.push("WKST=SU".to_owned());
    }
    match dice.below(6) {
        0 => parts.push(format!("COUNT={}", 1 + dice.below(30))),
        1 => parts.push(format!("UNTIL={}", random_date(dice).strftime("%Y%m%d"))),
        2 => parts.push(format!("UNTIL={}", random_date(dice).strftime("%Y%m%dT100000"))),
        _ => {}
    }
    parts.join(";")
}

fn random_date(dice: &mut Dice) -> Date {
    let days = i64::try_from(dice.below(365 * 12)).unwrap();
    date(2020, 1, 1).checked_add(days.days()).unwrap()
}

#[test]
fn random_rules_expand_as_day_by_day() {
    let mut dice = Dice(0x5eed_cafe);
    let english = english();
    let (mut compared, mut met) = (0, 0);
    while compared < 1500 {
        let text = random_rrule(&mut dice);
        let Ok(rule) = Rule::read(&text, &english) else {
            continue;
        };
        let start = random_date(&mut dice).at(10, 0, 0, 0);
        let until = dice.chance(4).then(|| random_date(&mut dice));
        let first = random_date(&mut dice);
        let window = first..first.checked_add(i64::try_from(dice.below(1500)).unwrap().days()).unwrap();
        let found = occurrences(&rule, start, until, window.clone(), usize::MAX);
        let expected = day_by_day::days(&rule, start, until, window.clone());
        assert_eq!(found, expected, "{text} → {} from {start} to {until:?} in {window:?}", rule.rrule());
        compared += 1;
        met += usize::from(!found.is_empty());
    }
    assert!(met > 500, "only {met} of {compared} had any occurrence");
}

#[test]
fn simplest_form_is_the_same_rule() {
    // The rule as written, expanded by the crate itself, against the kept form.
    let mut dice = Dice(0xfeed);
    let english = english();
    let mut compared = 0;
    while compared < 1000 {
        let text = random_rrule(&mut dice);
        let Ok(rule) = Rule::read(&text, &english) else {
            continue;
        };
        if text.contains("UNTIL") {
            continue;
        }
        let start = random_date(&mut dice);
        let series = format!("DTSTART:{}\nRRULE:{text}", start.strftime("%Y%m%dT100000Z"));
        let as_written = series.parse::<rrule::RRuleSet>().unwrap().limit();
        let end = date(2036, 1, 1);
        let as_written: Vec<String> = (&as_written)
            .into_iter()
            .map(|day| day.format("%Y-%m-%dT%H:%M:%S").to_string())
            .take_while(|day| *day < end.to_string())
            .collect();
        let kept: Vec<String> = occurrences(&rule, start.at(10, 0, 0, 0), None, start..end, usize::MAX)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(kept, as_written, "{text} → {} from {start}", rule.rrule());
        compared += 1;
    }
}

#[test]
fn random_rules_survive_words_and_rrule() {
    let mut dice = Dice(0xdecade);
    let (da, en, sv) = (danish(), english(), swedish());
    let (mut good, mut said) = (0, 0);
    for _ in 0..4000 {
        let Ok(rule) = Rule::read(&random_rrule(&mut dice), &en) else {
            continue;
        };
        good += 1;
        assert_eq!(Rule::read(&rule.rrule(), &en).as_ref(), Ok(&rule));
        for words in [&da, &en, &sv] {
            if let Some(text) = rule.words(words) {
                said += 1;
                assert_eq!(Rule::read(&text, words).as_ref(), Ok(&rule), "{text}");
            }
        }
    }
    assert!(good > 2000 && said > good, "{good} rules, {said} sentences");
}

#[test]
fn nothing_panics() {
    let mut dice = Dice(0xabad_1dea);
    let languages = [danish(), english(), swedish()];
    let entries: Vec<String> = languages
        .iter()
        .flat_map(|words| words.tables.entries().map(|(entry, _)| entry.to_owned()))
        .chain(
            ["1", "2.", "15th", "31", "0", "4294967295", "2147483648", "2026", "FREQ=", ";", "BYDAY=", "RRULE:"]
                .map(String::from),
        )
        .chain(["=", "æ", "Å", "\u{30a}", "🎈", "\u{0}", ".", "İ", "UNTIL=2026", "é", "COUNT=", "\n"].map(String::from))
        .collect();
    for _ in 0..100_000 {
        let length = dice.below(9);
        let words: Vec<&str> = (0..length).map(|_| dice.one_of(&entries).as_str()).collect();
        let text = words.join(if dice.chance(4) { "" } else { " " });
        let language = dice.one_of(&languages);
        match Rule::read(&text, language) {
            Err(fault) => assert!(text.get(fault.span).is_some(), "{text}"),
            Ok(rule) => {
                rule.words(language);
            }
        }
        Rhythm::read(&text, language);
    }
}

#[test]
fn no_date_panics_or_keeps_the_machine_busy() {
    let mut dice = Dice(0x0dd_da7e);
    let words = english();
    let any_day = |dice: &mut Dice| {
        let year = i16::try_from(dice.below(19_998)).unwrap() - 9999;
        let month = i8::try_from(1 + dice.below(12)).unwrap();
        let last = Date::new(year, month, 1).unwrap().days_in_month();
        let day = i8::try_from(1 + dice.below(usize::try_from(last).unwrap())).unwrap();
        Date::new(year, month, day).unwrap()
    };
    for _ in 0..1000 {
        let Ok(rule) = Rule::read(&random_rrule(&mut dice), &words) else {
            continue;
        };
        let start = any_day(&mut dice).at(23, 59, 59, 999_999_999);
        let window = any_day(&mut dice)..any_day(&mut dice);
        let found = occurrences(&rule, start, None, window.clone(), 5);
        assert!(found.is_sorted() && found.iter().all(|day| window.contains(&day.date())));
        rule.matches(start.date());
    }
}
