//! Content lines (RFC 5545, 3.1): a constructor for each type of value, so that none leaves here unescaped.
//!
//! The crate `ics` writes the lines but trusts what it is given: a line end in a value would begin a property of
//! its own. A [`Line`] can only be made from typed or sanitised values and is what components are made of.

use std::fmt::Write;

use ics::components::{Parameter, Property};
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::escape;
use crate::ledger::Fingerprint;

/// One property: name, parameters and value, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    name: &'static str,
    parameters: Vec<(&'static str, String)>,
    value: String,
}

impl Line {
    /// TEXT that may hold line breaks, such as DESCRIPTION.
    pub fn text(name: &'static str, text: &str) -> Line {
        Line::new(name, escape::text(&escape::plain(text)))
    }

    /// TEXT on one line, such as SUMMARY: line breaks and runs of blanks become a space.
    pub fn single_line(name: &'static str, text: &str) -> Line {
        Line::new(name, escape::text(&escape::single_line(text)))
    }

    /// A list of single-line TEXT values, such as CATEGORIES; empty ones are left out.
    ///
    /// Backslashes become `/`: at the end of an item they would seem to escape the comma that parts it from the next.
    pub fn text_list<T: AsRef<str>>(name: &'static str, items: impl IntoIterator<Item = T>) -> Line {
        let item = |item: T| escape::text(&escape::single_line(item.as_ref()).replace('\\', "/"));
        let items: Vec<_> = items.into_iter().map(item).filter(|item| !item.is_empty()).collect();
        Line::new(name, items.join(","))
    }

    /// A day: `;VALUE=DATE:20180417`.
    pub fn date(name: &'static str, date: Date) -> Line {
        Line::dates(name, &[date])
    }

    /// Several days, as EXDATE takes them.
    pub fn dates(name: &'static str, dates: &[Date]) -> Line {
        Line::list(name, dates, |date| basic_date(*date)).param("VALUE", "DATE")
    }

    /// A local time in the zone whose VTIMEZONE bears `tzid`: `;TZID=Europe/Copenhagen:20180529T100000`.
    pub fn local(name: &'static str, time: DateTime, tzid: &str) -> Line {
        Line::locals(name, &[time], tzid)
    }

    /// Several local times in one zone, as EXDATE takes them.
    pub fn locals(name: &'static str, times: &[DateTime], tzid: &str) -> Line {
        Line::list(name, times, |time| basic_time(*time)).param("TZID", tzid)
    }

    /// A local time without a zone, as the observances of a VTIMEZONE have it.
    pub fn floating(name: &'static str, time: DateTime) -> Line {
        Line::new(name, basic_time(time))
    }

    /// An instant, to the second: `:20180301T090000Z`.
    pub fn utc(name: &'static str, instant: Timestamp) -> Line {
        Line::new(name, utc_time(instant))
    }

    /// Several instants, as EXDATE takes them.
    pub fn utcs(name: &'static str, instants: &[Timestamp]) -> Line {
        Line::list(name, instants, |instant| utc_time(*instant))
    }

    /// A URI, percent-encoded where it must be and not otherwise touched; commas and semicolons are no delimiters here.
    ///
    /// CONFERENCE, SOURCE and IMAGE need `.param("VALUE", "URI")` besides, URL does not.
    pub fn uri(name: &'static str, address: &str) -> Line {
        Line::new(name, escape::uri(address))
    }

    /// A calendar user, such as ORGANIZER, by mail address, with or without `mailto:`.
    pub fn cal_address(name: &'static str, address: &str) -> Line {
        Line::new(name, escape::mailto(address))
    }

    /// A DURATION in hours, minutes and seconds, exact over changes of the clock; fractions of a second are cut off.
    pub fn duration(name: &'static str, duration: SignedDuration) -> Line {
        Line::new(name, iso_duration(duration))
    }

    /// An INTEGER, such as SEQUENCE.
    pub fn integer(name: &'static str, number: i64) -> Line {
        Line::new(name, number.to_string())
    }

    /// One of a fixed set of words, such as STATUS, TRANSP or BOOLEAN: upper case, and only `A–Z`, `0–9` and `-` are kept.
    pub fn token(name: &'static str, word: &str) -> Line {
        let is_kept = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        Line::new(name, word.chars().filter(is_kept).collect::<String>().to_ascii_uppercase())
    }

    /// A RECUR value (RFC 5545, 3.3.10) without `RRULE:`; `None` where a character lies outside its alphabet or
    /// there is none. Whether the rule makes sense is its author's to know.
    pub fn rule(name: &'static str, rule: &str) -> Option<Line> {
        let is_allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "=;,+-".contains(c);
        let is_rule = !rule.is_empty() && rule.chars().all(is_allowed);
        is_rule.then(|| Line::new(name, rule.to_owned()))
    }

    /// A UTC-OFFSET, with seconds only where there are some: `+0200`, `-004430`.
    pub fn utc_offset(name: &'static str, offset: Offset) -> Line {
        Line::new(name, basic_offset(offset))
    }

    /// The line with a parameter more, encoded and quoted as it needs. One given again replaces the former.
    ///
    /// Parameters come out in the order of their names.
    #[must_use]
    pub fn param(mut self, name: &'static str, value: &str) -> Line {
        debug_assert!(is_name(name), "{name:?} is no parameter name");
        self.parameters.push((name, escape::parameter(&escape::plain(value))));
        self
    }

    /// The size in octets, roughly: without signs between and folds.
    pub(super) fn octets(&self) -> usize {
        let parameters: usize = self.parameters.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
        self.name.len() + self.value.len() + parameters + 3
    }

    /// The fingerprint with this line's name, parameters and value added.
    pub(super) fn add_to(&self, print: Fingerprint) -> Fingerprint {
        let parameters = self.parameters.iter().flat_map(|(name, value)| [*name, value.as_str()]);
        [self.name].into_iter().chain(parameters).chain([self.value.as_str()]).fold(print, Fingerprint::with)
    }

    fn new(name: &'static str, value: String) -> Line {
        debug_assert!(is_name(name), "{name:?} is no property name");
        Line { name, parameters: Vec::new(), value }
    }

    fn list<T>(name: &'static str, items: &[T], written: impl Fn(&T) -> String) -> Line {
        Line::new(name, items.iter().map(written).collect::<Vec<_>>().join(","))
    }
}

impl From<Line> for Property<'static> {
    fn from(line: Line) -> Self {
        let mut property = Property::new(line.name, line.value);
        for (name, value) in line.parameters {
            property.add(Parameter::new(name, value));
        }
        property
    }
}

/// Whether this is an `iana-token` or `x-name` (RFC 5545, 3.1), in upper case as we write them.
pub(super) fn is_name(name: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.chars().all(is_allowed)
}

/// The name by which times refer to a zone: the IANA name, or the offset of a zone that has none.
pub fn tzid(zone: &TimeZone) -> String {
    match zone.iana_name() {
        Some(name) => name.to_owned(),
        None => basic_offset(zone.to_offset(Timestamp::UNIX_EPOCH)),
    }
}

/// The format has four digits for a year: one before the year 0 is written as 0.
fn basic_date(date: Date) -> String {
    let mut written = String::with_capacity(8);
    push_date(&mut written, date);
    written
}

fn push_date(written: &mut String, date: Date) {
    let year = date.year().max(0).unsigned_abs();
    push_two(written, year / 100);
    push_two(written, year % 100);
    push_two(written, date.month().unsigned_abs().into());
    push_two(written, date.day().unsigned_abs().into());
}

fn basic_time(time: DateTime) -> String {
    let mut written = String::with_capacity(16);
    push_date(&mut written, time.date());
    written.push('T');
    for number in [time.hour(), time.minute(), time.second()] {
        push_two(&mut written, number.unsigned_abs().into());
    }
    written
}

/// Two digits; of a greater number the last two.
fn push_two(written: &mut String, number: u16) {
    let digit = |number: u16| char::from(b'0' + u8::try_from(number % 10).unwrap_or_default());
    written.extend([digit(number / 10), digit(number)]);
}

/// An instant in the form that UNTIL and the stamps share.
pub(super) fn utc_time(instant: Timestamp) -> String {
    basic_time(Offset::UTC.to_datetime(instant)) + "Z"
}

fn basic_offset(offset: Offset) -> String {
    let sign = if offset.is_negative() { '-' } else { '+' };
    let (hours, minutes, seconds) = clock_parts(offset.seconds().unsigned_abs().into());
    let mut written = format!("{sign}{hours:02}{minutes:02}");
    if seconds > 0 {
        // Writing to a String cannot fail.
        let _ = write!(written, "{seconds:02}");
    }
    written
}

/// `PT12H`, `-PT1H30M`; the grammar wants minutes between hours and seconds, be they none (RFC 5545, 3.3.6).
fn iso_duration(duration: SignedDuration) -> String {
    let total = duration.as_secs();
    let sign = if total < 0 { "-" } else { "" };
    match clock_parts(total.unsigned_abs()) {
        (0, 0, seconds) => format!("{sign}PT{seconds}S"),
        (0, minutes, 0) => format!("{sign}PT{minutes}M"),
        (hours, 0, 0) => format!("{sign}PT{hours}H"),
        (0, minutes, seconds) => format!("{sign}PT{minutes}M{seconds}S"),
        (hours, minutes, 0) => format!("{sign}PT{hours}H{minutes}M"),
        (hours, minutes, seconds) => format!("{sign}PT{hours}H{minutes}M{seconds}S"),
    }
}

fn clock_parts(seconds: u64) -> (u64, u64, u64) {
    (seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests;
