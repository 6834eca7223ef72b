//! Reads a VTIMEZONE as RFC 5545 has it and tells the offset at an instant. Knows nothing of how one is written:
//! a day counts when all BY parts of its rule allow it, and each day of a month in question is asked.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// Rules are followed up to this year.
const LAST_YEAR: i16 = 2041;

/// All onsets of a zone: from when on, which offset in seconds.
pub struct Evaluator {
    onsets: Vec<(Timestamp, i32)>,
}

impl Evaluator {
    pub fn read(text: &str) -> Evaluator {
        let text = text.replace("\r\n ", "");
        assert!(!text.contains("RDATE"), "{text}");
        let mut onsets = Vec::new();
        for block in text.split("BEGIN:").filter(|block| is_observance(block)) {
            onsets.extend(Observance::read(block).onsets());
        }
        onsets.sort_unstable();
        Evaluator { onsets }
    }

    /// The offset of the latest onset; none before the first.
    pub fn offset(&self, instant: Timestamp) -> Option<i32> {
        let after = self.onsets.partition_point(|(onset, _)| *onset <= instant);
        self.onsets[..after].last().map(|(_, offset)| *offset)
    }
}

fn is_observance(block: &str) -> bool {
    block.starts_with("STANDARD\r\n") || block.starts_with("DAYLIGHT\r\n")
}

struct Observance {
    start: DateTime,
    from: i32,
    to: i32,
    rule: Option<Rule>,
}

impl Observance {
    fn read(block: &str) -> Observance {
        let value = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let time = |text: &str| DateTime::strptime("%Y%m%dT%H%M%S", text).expect("a local time");
        Observance {
            start: time(value("DTSTART").expect("an observance has DTSTART")),
            from: seconds(value("TZOFFSETFROM").expect("an observance has TZOFFSETFROM")),
            to: seconds(value("TZOFFSETTO").expect("an observance has TZOFFSETTO")),
            rule: value("RRULE").map(Rule::read),
        }
    }

    fn onsets(&self) -> Vec<(Timestamp, i32)> {
        let Some(rule) = &self.rule else {
            return vec![(self.instant(self.start), self.to)];
        };
        let years = self.start.year()..=LAST_YEAR;
        let days = years.flat_map(|year| rule.days_of(year)).map(|day| day.to_datetime(self.start.time()));
        let walls: Vec<_> = days.filter(|wall| *wall >= self.start).collect();
        assert_eq!(walls.first(), Some(&self.start), "DTSTART is the first instance of its rule");
        let instants = walls.iter().map(|wall| self.instant(*wall));
        let kept = instants.take_while(|at| rule.until.is_none_or(|until| *at <= until));
        let onsets: Vec<_> = kept.map(|at| (at, self.to)).collect();
        assert_eq!(onsets.len(), Self::onsets_if_until_were_local(rule, &walls), "UNTIL near an instance");
        onsets
    }

    /// Some readers take UNTIL for local time: it must not matter.
    fn onsets_if_until_were_local(rule: &Rule, walls: &[DateTime]) -> usize {
        let until = rule.until.map(|until| Offset::UTC.to_datetime(until));
        let kept = walls.iter().take_while(|wall| until.is_none_or(|until| **wall <= until));
        kept.count()
    }

    /// The wall clock still shows the time before the change.
    fn instant(&self, wall: DateTime) -> Timestamp {
        let offset = Offset::from_seconds(self.from).expect("an offset within a day");
        offset.to_timestamp(wall).expect("within the calendar")
    }
}

/// `+HHMM` or `+HHMMSS`.
fn seconds(offset: &str) -> i32 {
    let (sign, digits) = offset.split_at(1);
    assert!(matches!(sign, "+" | "-") && matches!(digits.len(), 4 | 6), "{offset}");
    let pairs = digits.as_bytes().chunks(2).map(|pair| i32::from(pair[0] - b'0') * 10 + i32::from(pair[1] - b'0'));
    let total: i32 = pairs.zip([3600, 60, 1]).map(|(number, unit)| number * unit).sum();
    if sign == "-" { -total } else { total }
}

/// A yearly RRULE, with the parts that time zones use.
#[derive(Default)]
struct Rule {
    month: i8,
    month_days: Vec<i8>,
    weekday: Option<(i8, String)>,
    until: Option<Timestamp>,
}

impl Rule {
    fn read(text: &str) -> Rule {
        let mut rule = Rule::default();
        for part in text.split(';') {
            let number = |text: &str| text.parse::<i8>().expect("a number");
            match part.split_once('=').expect("NAME=value") {
                ("FREQ", frequency) => assert_eq!(frequency, "YEARLY"),
                ("BYMONTH", month) => rule.month = number(month),
                ("BYMONTHDAY", days) => rule.month_days = days.split(',').map(number).collect(),
                ("BYDAY", day) => {
                    let (nth, code) = day.split_at(day.len() - 2);
                    rule.weekday = Some((if nth.is_empty() { 0 } else { number(nth) }, code.to_owned()));
                }
                ("UNTIL", until) => rule.until = Some(utc(until)),
                other => assert_eq!(other, ("", ""), "a part this evaluator does not know"),
            }
        }
        assert!(rule.month > 0 && (rule.weekday.is_some() || !rule.month_days.is_empty()), "{text}");
        rule
    }

    fn days_of(&self, year: i16) -> Vec<Date> {
        let first = Date::new(year, self.month, 1).expect("a month");
        let days = (1..=first.days_in_month()).filter_map(|day| Date::new(year, self.month, day).ok());
        days.filter(|day| self.allows(*day)).collect()
    }

    fn allows(&self, date: Date) -> bool {
        let day = date.day();
        let in_month = self.month_days.is_empty() || self.month_days.contains(&day);
        let on_weekday = self.weekday.as_ref().is_none_or(|(nth, code)| {
            let from_start = (day - 1) / 7 + 1;
            let from_end = (date.days_in_month() - day) / 7 + 1;
            let in_turn = *nth == 0 || *nth == from_start || -*nth == from_end;
            in_turn && date.strftime("%a").to_string().to_uppercase().starts_with(code.as_str())
        });
        in_month && on_weekday
    }
}

fn utc(text: &str) -> Timestamp {
    let time = text.strip_suffix('Z').expect("UNTIL is in UTC");
    let civil = DateTime::strptime("%Y%m%dT%H%M%S", time).expect("a time");
    Offset::UTC.to_timestamp(civil).expect("within the calendar")
}
