//! The rule of a series of meetings. A [`Rule`] exists only if some day fits it, and in one form only: "every month's
//! Tuesdays" is the weekly rule that it equals.

use super::{fault::RuleFault, plain, rfc5545};
use crate::language::rules::{RuleWords, Unit};
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound};

/// How a meeting repeats, in the calendar and clock of the place where it is held (RFC 5545 section 3.3.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(super) unit: Unit,
    pub(super) interval: u16,
    pub(super) days: Days,
    pub(super) months: Vec<i8>,
    pub(super) week_start: Weekday,
    pub(super) end: End,
}

/// Which days of the rule's period, in the months of the rule if it names any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// None is named: the start date's weekday, day of the month or day of the year.
    FromStart,
    /// All such weekdays.
    Weekdays(Vec<Weekday>),
    /// Weekdays counted within the month; within the year if the rule is yearly and names no month.
    NthWeekdays(Vec<NthWeekday>),
    /// 1 to 31, or -1 to -31 from the end of the month.
    MonthDays(Vec<i8>),
    /// Weekdays that fall on one of these days of the month, as Friday the 13th.
    WeekdaysAmong {
        /// The weekdays.
        weekdays: Vec<Weekday>,
        /// The days of the month, counted as in [`Days::MonthDays`].
        month_days: Vec<i8>,
    },
    /// Of all such weekdays of a month together, these: -1 is the last.
    Picked {
        /// The weekdays.
        weekdays: Vec<Weekday>,
        /// Which of them, from 1 or from -1.
        positions: Vec<i8>,
    },
}

/// The first, second … or (-1) last such weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NthWeekday {
    /// From 1, or from the end: -1 is the last.
    pub nth: i8,
    /// The day of the week.
    pub weekday: Weekday,
}

/// Where a rule ends, by its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// It does not end.
    Never,
    /// After so many occurrences, the start among them.
    After(u16),
    /// At this moment, which is included.
    Until(Until),
}

/// The last moment at which an occurrence may begin, in the three forms of RFC 5545.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A day, where the series begins on one.
    Date(Date),
    /// A local time without a zone.
    Local(DateTime),
    /// An instant in UTC.
    Instant(Timestamp),
}

impl Rule {
    /// Reads an RRULE value, with or without `RRULE:` before it, or plain words of the language.
    ///
    /// # Errors
    /// The first fault in the text, with its place.
    pub fn read(text: &str, words: &RuleWords) -> Result<Self, RuleFault> {
        if rfc5545::looks_like_rrule(text) {
            return rfc5545::read(text);
        }
        plain::read(text, words)
    }

    /// The period within which the rule names days.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Every how many periods, from 1.
    pub fn interval(&self) -> u16 {
        self.interval
    }

    /// Which days of the period.
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// The months (1 to 12) that the rule is limited to; empty for all.
    pub fn months(&self) -> &[i8] {
        &self.months
    }

    /// Where the rule ends.
    pub fn end(&self) -> &End {
        &self.end
    }

    /// The same rule going on for ever.
    pub fn without_end(&self) -> Self {
        Self { end: End::Never, ..self.clone() }
    }

    /// The same rule with days of its own, taken from the start date where it named none. Does without a first day of the
    /// week (which plain words cannot say) where that makes no difference to a series from this start.
    pub fn anchored(&self, start: Date) -> Self {
        let mut rule = self.clone();
        if rule.week_start_is_idle(start) {
            rule.week_start = Weekday::Monday;
        }
        if rule.days != Days::FromStart {
            return rule;
        }
        rule.days = match rule.unit {
            Unit::Day => Days::FromStart,
            Unit::Week => Days::Weekdays(vec![start.weekday()]),
            Unit::Month | Unit::Year => Days::MonthDays(vec![start.day()]),
        };
        if rule.unit == Unit::Year && rule.months.is_empty() {
            rule.months = vec![start.month()];
        }
        rule
    }

    /// The same rule with an UNTIL in UTC turned into the clock of the place where the meetings are held.
    pub fn in_zone(&self, zone: &TimeZone) -> Self {
        let mut rule = self.clone();
        if let End::Until(Until::Instant(instant)) = rule.end {
            rule.end = End::Until(Until::Local(zone.to_datetime(instant)));
        }
        rule
    }

    /// Whether a series may start on `start`: its first occurrence is then the start itself, as RFC 5545 section 3.8.5.3
    /// wants. Where it does not, calendar programs differ in what they show.
    pub fn matches(&self, start: Date) -> bool {
        let Ok(next) = start.tomorrow() else {
            return false;
        };
        let start_time = start.at(0, 0, 0, 0);
        !super::occurrences(&self.without_end(), start_time, None, start..next, 1).is_empty()
    }

    /// The value of an RRULE property, parts in the order of RFC 5545 section 3.3.10; UNTIL or COUNT only if the rule's
    /// own text gave one.
    pub fn rrule(&self) -> String {
        rfc5545::write(self)
    }

    /// As [`Rule::rrule`], ending at `last` in UTC instead of at the rule's own end, for meetings with a time.
    pub fn rrule_until(&self, last: Timestamp) -> String {
        let whole_seconds = TimestampRound::new().smallest(jiff::Unit::Second).mode(RoundMode::Floor);
        let last = last.round(whole_seconds).unwrap_or(last);
        self.ending(Until::Instant(last)).rrule()
    }

    /// As [`Rule::rrule`], ending on `last` instead of at the rule's own end, for meetings of whole days.
    pub fn rrule_until_date(&self, last: Date) -> String {
        self.ending(Until::Date(last)).rrule()
    }

    /// The rule in plain words, or `None` where plain words cannot say it. Reading them gives the same rule.
    pub fn words(&self, words: &RuleWords) -> Option<String> {
        super::say::say(self, words)
    }

    /// Whether the rule's weeks hold the same days of the rule together as weeks from Monday do: none of them, or all,
    /// lie before the first day of its week. The start must be one of the days, for it says which weeks are skipped.
    fn week_start_is_idle(&self, start: Date) -> bool {
        let Days::Weekdays(weekdays) = &self.days else {
            return true;
        };
        let first = self.week_start.to_monday_zero_offset();
        let before = |day: &Weekday| day.to_monday_zero_offset() < first;
        let together = weekdays.iter().all(before) || !weekdays.iter().any(before);
        together && weekdays.contains(&start.weekday())
    }

    fn ending(&self, until: Until) -> Self {
        Self { end: End::Until(until), ..self.clone() }
    }
}
