//! Rules as RFC 5545 section 3.3.10 writes them: `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`.

use super::fault::{FaultKind, RuleFault};
use super::parts::{MOST_COUNT, MOST_INTERVAL, Parts};
use super::rule::{Days, End, NthWeekday, Rule, Until};
use crate::language::rules::Unit;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use std::ops::Range;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

const UNITS: [(&str, Unit); 4] =
    [("DAILY", Unit::Day), ("WEEKLY", Unit::Week), ("MONTHLY", Unit::Month), ("YEARLY", Unit::Year)];

/// Whether the text is meant as an RRULE: no words of any language hold an equals sign.
pub(super) fn looks_like_rrule(text: &str) -> bool {
    text.contains('=') || without_name(text).len() < text.trim_start().len()
}

/// Reads the value of an RRULE property, names and values in any case.
pub(super) fn read(text: &str) -> Result<Rule, RuleFault> {
    let value = without_name(text);
    let start = text.len() - value.len();
    let whole = start..start + value.trim_end().len();
    let mut reader = Reader { parts: Parts::every(Unit::Day, 1), unit_given: false, seen: Vec::new() };
    for part in separated(value, ';', start) {
        reader.part(part)?;
    }
    if !reader.unit_given {
        return Err(FaultKind::Incomplete.at(whole));
    }
    reader.parts.settle().map_err(|kind| kind.at(whole))
}

/// The text after a leading `RRULE:`.
fn without_name(text: &str) -> &str {
    let text = text.trim_start();
    match text.split_at_checked(6) {
        Some((name, value)) if name.eq_ignore_ascii_case("RRULE:") => value,
        _ => text,
    }
}

/// A piece of the text with its byte offset.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl Piece<'_> {
    fn span(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn fault(self, kind: FaultKind) -> RuleFault {
        kind.at(self.span())
    }

    fn unknown(self) -> RuleFault {
        self.fault(FaultKind::UnknownValue)
    }
}

/// The non-empty pieces between separators, without spaces around them.
fn separated(text: &str, separator: char, start: usize) -> impl Iterator<Item = Piece<'_>> {
    let mut offset = start;
    text.split(separator).filter_map(move |part| {
        let piece = Piece { text: part.trim(), start: offset + (part.len() - part.trim_start().len()) };
        offset += part.len() + separator.len_utf8();
        (!piece.text.is_empty()).then_some(piece)
    })
}

/// The parts read so far.
struct Reader {
    parts: Parts,
    unit_given: bool,
    seen: Vec<String>,
}

impl Reader {
    fn part(&mut self, part: Piece) -> Result<(), RuleFault> {
        let (name, value) = part.text.split_once('=').ok_or_else(|| part.fault(FaultKind::UnknownPart))?;
        let name_piece = Piece { text: name, ..part };
        let value = Piece { text: value, start: part.start + name.len() + 1 };
        let name = name.trim().to_ascii_uppercase();
        if self.seen.contains(&name) {
            return Err(name_piece.fault(FaultKind::Repeated));
        }
        let parts = &mut self.parts;
        match name.as_str() {
            "FREQ" => {
                parts.unit = unit(value)?;
                self.unit_given = true;
            }
            "INTERVAL" => parts.interval = count(value, MOST_INTERVAL)?,
            "COUNT" => end(parts, name_piece, End::After(count(value, MOST_COUNT)?))?,
            "UNTIL" => end(parts, name_piece, End::Until(until(value)?))?,
            "BYDAY" => parts.weekdays = list(value, counted_weekday)?,
            "BYMONTHDAY" => parts.month_days = list(value, |item| signed(item, 31))?,
            "BYMONTH" => parts.months = list(value, month)?,
            "BYSETPOS" => parts.positions = list(value, |item| signed(item, 31))?,
            "WKST" => parts.week_start = weekday(value)?,
            "BYSECOND" | "BYMINUTE" | "BYHOUR" | "BYYEARDAY" | "BYWEEKNO" | "RSCALE" | "SKIP" => {
                return Err(name_piece.fault(FaultKind::Unsupported));
            }
            _ => return Err(name_piece.fault(FaultKind::UnknownPart)),
        }
        self.seen.push(name);
        Ok(())
    }
}

fn unit(value: Piece) -> Result<Unit, RuleFault> {
    let name = value.text.trim().to_ascii_uppercase();
    if ["HOURLY", "MINUTELY", "SECONDLY"].contains(&name.as_str()) {
        return Err(value.fault(FaultKind::TooOften));
    }
    let known = UNITS.iter().find(|(known, _)| *known == name);
    known.map(|(_, unit)| *unit).ok_or_else(|| value.unknown())
}

/// A rule has one end at most (RFC 5545: COUNT and UNTIL "MUST NOT occur in the same recur").
fn end(parts: &mut Parts, name: Piece, end: End) -> Result<(), RuleFault> {
    if parts.end != End::Never {
        return Err(name.fault(FaultKind::Conflict));
    }
    parts.end = end;
    Ok(())
}

fn count(value: Piece, most: u16) -> Result<u16, RuleFault> {
    let digits = value.text.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(value.unknown());
    }
    let number = digits.parse().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| out_of_range(value, u32::from(most)))
}

fn out_of_range(value: Piece, most: u32) -> RuleFault {
    value.fault(FaultKind::OutOfRange { least: 1, most })
}

fn list<T>(value: Piece, item: impl Fn(Piece) -> Result<T, RuleFault>) -> Result<Vec<T>, RuleFault> {
    let items = separated(value.text, ',', value.start).map(item).collect::<Result<Vec<_>, _>>()?;
    if items.is_empty() {
        return Err(value.unknown());
    }
    Ok(items)
}

/// A number from 1 to `most`, or from -1 down to -`most`.
fn signed(item: Piece, most: i8) -> Result<i8, RuleFault> {
    let number: i32 = item.text.parse().map_err(|_| item.unknown())?;
    let number = i8::try_from(number).ok().filter(|&number| number != 0 && (-most..=most).contains(&number));
    number.ok_or_else(|| out_of_range(item, u32::from(most.unsigned_abs())))
}

fn month(item: Piece) -> Result<i8, RuleFault> {
    let month = signed(item, 12)?;
    if month < 0 {
        return Err(out_of_range(item, 12));
    }
    Ok(month)
}

fn weekday(item: Piece) -> Result<Weekday, RuleFault> {
    let name = item.text.trim().to_ascii_uppercase();
    let known = WEEKDAYS.iter().find(|(known, _)| *known == name);
    known.map(|(_, weekday)| *weekday).ok_or_else(|| item.unknown())
}

/// `TU`, `2TU`, `-1FR`.
fn counted_weekday(item: Piece) -> Result<(Option<i8>, Weekday), RuleFault> {
    let name_at = item.text.find(|c: char| c.is_ascii_alphabetic()).ok_or_else(|| item.unknown())?;
    let (number, name) = item.text.split_at(name_at);
    let name = Piece { text: name, start: item.start + name_at };
    let weekday = weekday(name)?;
    if number.is_empty() {
        return Ok((None, weekday));
    }
    let number = Piece { text: number, ..item };
    Ok((Some(signed(number, 53)?), weekday))
}

/// `20261231`, `20261231T150000` or `20261231T150000Z`.
fn until(value: Piece) -> Result<Until, RuleFault> {
    let text = value.text.trim().to_ascii_uppercase();
    let read = match (text.strip_suffix('Z'), text.len()) {
        (Some(local), 16) => in_utc(local).map(Until::Instant),
        (None, 15) => DateTime::strptime("%Y%m%dT%H%M%S", &text).ok().map(Until::Local),
        (None, 8) => Date::strptime("%Y%m%d", &text).ok().map(Until::Date),
        _ => None,
    };
    read.ok_or_else(|| value.unknown())
}

fn in_utc(local: &str) -> Option<jiff::Timestamp> {
    let clock = DateTime::strptime("%Y%m%dT%H%M%S", local).ok()?;
    TimeZone::UTC.to_timestamp(clock).ok()
}

/// Writes the value of an RRULE property.
pub(super) fn write(rule: &Rule) -> String {
    let known = UNITS.iter().find(|(_, unit)| *unit == rule.unit);
    let mut parts = vec![format!("FREQ={}", known.map_or("DAILY", |(name, _)| name))];
    match &rule.end {
        End::Never => {}
        End::After(count) => parts.push(format!("COUNT={count}")),
        End::Until(until) => parts.push(format!("UNTIL={}", written_until(*until))),
    }
    if rule.interval > 1 {
        parts.push(format!("INTERVAL={}", rule.interval));
    }
    write_days(&rule.days, &mut parts);
    if !rule.months.is_empty() {
        parts.push(format!("BYMONTH={}", joined(&rule.months)));
    }
    if let Days::Picked { positions, .. } = &rule.days {
        parts.push(format!("BYSETPOS={}", joined(positions)));
    }
    if rule.week_start != Weekday::Monday {
        parts.push(format!("WKST={}", code(rule.week_start)));
    }
    parts.join(";")
}

fn write_days(days: &Days, parts: &mut Vec<String>) {
    match days {
        Days::FromStart => {}
        Days::Weekdays(weekdays) | Days::Picked { weekdays, .. } => parts.push(by_day(weekdays)),
        Days::NthWeekdays(days) => {
            let counted = |day: &NthWeekday| format!("{}{}", day.nth, code(day.weekday));
            let days: Vec<_> = days.iter().map(counted).collect();
            parts.push(format!("BYDAY={}", days.join(",")));
        }
        Days::MonthDays(month_days) => parts.push(format!("BYMONTHDAY={}", joined(month_days))),
        Days::WeekdaysAmong { weekdays, month_days } => {
            parts.push(by_day(weekdays));
            parts.push(format!("BYMONTHDAY={}", joined(month_days)));
        }
    }
}

fn by_day(weekdays: &[Weekday]) -> String {
    let codes: Vec<_> = weekdays.iter().map(|&day| code(day)).collect();
    format!("BYDAY={}", codes.join(","))
}

fn code(weekday: Weekday) -> &'static str {
    let known = WEEKDAYS.iter().find(|(_, known)| *known == weekday);
    known.map_or("MO", |(code, _)| code)
}

fn joined(numbers: &[i8]) -> String {
    let numbers: Vec<_> = numbers.iter().map(i8::to_string).collect();
    numbers.join(",")
}

fn written_until(until: Until) -> String {
    match until {
        Until::Date(date) => date.strftime("%Y%m%d").to_string(),
        Until::Local(clock) => clock.strftime("%Y%m%dT%H%M%S").to_string(),
        Until::Instant(instant) => instant.strftime("%Y%m%dT%H%M%SZ").to_string(),
    }
}
