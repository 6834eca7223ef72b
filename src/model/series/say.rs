//! Rules in plain words, from the patterns of a language. What is written is read back before it is given out, so a page
//! never says another rule than the feed.

use super::plain;
use super::rule::{Days, End, NthWeekday, Rule, Until};
use crate::language::fill;
use crate::language::rules::{RulePatterns, RuleTables, RuleWords, Unit, UnitPatterns};
use jiff::civil::Weekday;

/// The rule in the words of a language, or `None` where its patterns cannot say it.
pub(super) fn say(rule: &Rule, words: &RuleWords) -> Option<String> {
    let writer = Writer { words: &words.tables, patterns: &words.tables.write };
    let text = writer.rule(rule)?;
    (plain::read(&text, words).as_ref() == Ok(rule)).then_some(text)
}

struct Writer<'a> {
    words: &'a RuleTables,
    patterns: &'a RulePatterns,
}

impl Writer<'_> {
    fn rule(&self, rule: &Rule) -> Option<String> {
        let text = match rule.unit {
            Unit::Day => Some(self.every(rule)),
            Unit::Week => self.weekly(rule),
            Unit::Month => self.monthly(rule),
            Unit::Year => return self.ended(self.yearly(rule)?, &rule.end),
        };
        self.ended(self.limited(text?, &rule.months), &rule.end)
    }

    /// "every day", "every other week", "every 3 months"
    fn every(&self, rule: &Rule) -> String {
        self.by_interval(rule, &self.patterns.every_one, &self.patterns.every_two, &self.patterns.every_more)
    }

    fn by_interval(&self, rule: &Rule, one: &UnitPatterns, two: &UnitPatterns, more: &UnitPatterns) -> String {
        match rule.interval {
            1 => one.of(rule.unit).to_owned(),
            2 => two.of(rule.unit).to_owned(),
            n => fill(more.of(rule.unit), &[("n", &n.to_string())]),
        }
    }

    fn weekly(&self, rule: &Rule) -> Option<String> {
        let weekdays = match &rule.days {
            Days::FromStart => return Some(self.every(rule)),
            Days::Weekdays(weekdays) => weekdays,
            _ => return None,
        };
        // "Every other Tuesday in March" could be the second Tuesday of March.
        let unmistakable = rule.months.is_empty() || more_than_half(&rule.months);
        match (rule.interval, weekdays.as_slice()) {
            (1, days) if workdays(days) => Some(self.patterns.workdays.clone()),
            (1, days) => {
                let names: Option<Vec<_>> = days.iter().map(|&day| self.weekday(day)).collect();
                Some(fill(&self.patterns.weekly_one, &[("days", &self.list(&names?))]))
            }
            (2, &[day]) if unmistakable => Some(fill(&self.patterns.weekly_two, &[("day", self.weekday(day)?)])),
            (_, days) => {
                let name = |day: &Weekday| self.patterns.weekdays_on.get(monday_offset(*day)).map(String::as_str);
                let names: Option<Vec<_>> = days.iter().map(name).collect();
                let parts = [("every", self.every(rule)), ("days", self.list(&names?))];
                Some(fill_owned(&self.patterns.weekly_more, &parts))
            }
        }
    }

    fn monthly(&self, rule: &Rule) -> Option<String> {
        if rule.days == Days::FromStart {
            return Some(self.every(rule));
        }
        let days = self.days(&rule.days)?;
        if !rule.months.is_empty() && !more_than_half(&rule.months) {
            return (rule.interval == 1).then_some(days);
        }
        let pattern = match rule.interval {
            1 => &self.patterns.in_month_one,
            2 => &self.patterns.in_month_two,
            _ => &self.patterns.in_month_more,
        };
        Some(fill(pattern, &[("days", &days), ("n", &rule.interval.to_string())]))
    }

    fn yearly(&self, rule: &Rule) -> Option<String> {
        let every = self.every(rule);
        match (&rule.days, rule.months.as_slice()) {
            (Days::FromStart, months) => Some(self.limited(every, months)),
            (Days::NthWeekdays(days), []) => {
                let days = self.nth_weekdays(days)?;
                let text = fill(&self.patterns.in_year, &[("days", &days)]);
                Some(self.in_years(rule, text, &every))
            }
            (Days::MonthDays(days), &[month]) if matches!(days.as_slice(), [1..=31]) => {
                let day = self.day_in_date(*days.first()?);
                let parts = [("every", every), ("day", day), ("month", self.month(month)?.to_owned())];
                Some(fill_owned(&self.patterns.date, &parts))
            }
            (Days::MonthDays(days), months) if days.iter().all(|&day| day > 0) && !more_than_half(months) => {
                let days = self.list(&self.ordinal_days(days)?);
                let parts = [("every", every), ("days", days), ("months", self.months(months)?)];
                Some(fill_owned(&self.patterns.dates, &parts))
            }
            (days, months) => {
                let mut text = self.days(days)?;
                if more_than_half(months) {
                    text = fill(&self.patterns.in_month_one, &[("days", &text)]);
                }
                let text = self.limited(text, months);
                Some(self.in_years(rule, text, &every))
            }
        }
    }

    fn in_years(&self, rule: &Rule, text: String, every: &str) -> String {
        match rule.interval {
            1 => text,
            _ => fill(&self.patterns.in_years, &[("every", every), ("rule", &text)]),
        }
    }

    /// Days within a month: "the first Monday", "the 1st and 15th", "the last weekday".
    fn days(&self, days: &Days) -> Option<String> {
        match days {
            Days::NthWeekdays(days) => self.nth_weekdays(days),
            Days::MonthDays(days) if days.iter().all(|&day| day > 0) => {
                let days = self.list(&self.ordinal_days(days)?);
                Some(fill(&self.patterns.month_days, &[("days", &days)]))
            }
            Days::MonthDays(days) => match days.as_slice() {
                &[day] => Some(fill(&self.patterns.nth_day, &[("nth", self.nth(day)?)])),
                _ => None,
            },
            Days::Picked { weekdays, positions } if workdays(weekdays) => {
                let nths: Option<Vec<_>> = positions.iter().map(|&nth| self.nth(nth)).collect();
                Some(fill(&self.patterns.nth_workday, &[("nth", &self.list(&nths?))]))
            }
            Days::FromStart | Days::Weekdays(_) | Days::WeekdaysAmong { .. } | Days::Picked { .. } => None,
        }
    }

    /// "the first and third Monday", or "the first Monday and the third Wednesday".
    fn nth_weekdays(&self, days: &[NthWeekday]) -> Option<String> {
        let phrase = |nth: &str, day: &NthWeekday| {
            Some(fill(&self.patterns.nth, &[("nth", nth), ("weekday", self.weekday(day.weekday)?)]))
        };
        let first = days.first()?;
        if days.iter().all(|day| day.weekday == first.weekday) {
            let nths: Option<Vec<_>> = days.iter().map(|day| self.nth(day.nth)).collect();
            return phrase(&self.list(&nths?), first);
        }
        let phrases: Option<Vec<_>> = days.iter().map(|day| phrase(self.nth(day.nth)?, day)).collect();
        let phrases = phrases?;
        Some(self.list(&phrases.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    /// Adds "in March" or "except in July".
    fn limited(&self, text: String, months: &[i8]) -> String {
        if months.is_empty() {
            return text;
        }
        let left_out: Vec<i8> = (1..=12).filter(|month| !months.contains(month)).collect();
        let (pattern, named) = match more_than_half(months) && !left_out.is_empty() {
            true => (&self.patterns.except_months, left_out.as_slice()),
            false => (&self.patterns.in_months, months),
        };
        match self.months(named) {
            Some(named) => fill(pattern, &[("rule", &text), ("months", &named)]),
            None => text,
        }
    }

    fn ended(&self, text: String, end: &End) -> Option<String> {
        match end {
            End::Never => Some(text),
            End::After(1) => Some(fill(&self.patterns.count_one, &[("rule", &text)])),
            End::After(count) => {
                let count = count.to_string();
                Some(fill(&self.patterns.count_more, &[("rule", &text), ("n", &count)]))
            }
            End::Until(Until::Date(date)) => {
                let parts = [
                    ("rule", text),
                    ("day", self.day_in_date(date.day())),
                    ("month", self.month(date.month())?.to_owned()),
                    ("year", date.year().to_string()),
                ];
                Some(fill_owned(&self.patterns.until, &parts))
            }
            End::Until(Until::Local(_) | Until::Instant(_)) => None,
        }
    }

    /// "first", "last": a language has words for the small ones; days of the month beyond them are written in digits.
    fn nth(&self, nth: i8) -> Option<&str> {
        let words = match nth {
            -1 => &self.words.last,
            -2 => &self.words.last_but_one,
            _ => {
                let index = usize::try_from(nth).ok()?.checked_sub(1)?;
                match self.words.ordinals.get(index) {
                    Some(words) => words,
                    None => return self.patterns.day_ordinals.get(index).map(String::as_str),
                }
            }
        };
        words.first().map(String::as_str)
    }

    fn ordinal_days(&self, days: &[i8]) -> Option<Vec<&str>> {
        let ordinal = |&day: &i8| {
            let index = usize::try_from(day).ok()?.checked_sub(1)?;
            self.patterns.day_ordinals.get(index).map(String::as_str)
        };
        days.iter().map(ordinal).collect()
    }

    fn day_in_date(&self, day: i8) -> String {
        fill(&self.patterns.day_in_date, &[("n", &day.to_string())])
    }

    fn weekday(&self, day: Weekday) -> Option<&str> {
        let names = self.words.weekdays.get(monday_offset(day))?;
        names.first().map(String::as_str)
    }

    fn months(&self, months: &[i8]) -> Option<String> {
        let names: Option<Vec<_>> = months.iter().map(|&month| self.month(month)).collect();
        Some(self.list(&names?))
    }

    fn month(&self, month: i8) -> Option<&str> {
        let index = usize::try_from(month).ok()?.checked_sub(1)?;
        self.words.months.get(index)?.first().map(String::as_str)
    }

    /// "a", "a and b", "a, b and c"
    fn list(&self, items: &[&str]) -> String {
        match items {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{}{}{last}", first.join(&self.patterns.comma), self.patterns.and),
        }
    }
}

fn workdays(days: &[Weekday]) -> bool {
    days.iter().copied().eq(Weekday::Monday.cycle_forward().take(5))
}

fn more_than_half(months: &[i8]) -> bool {
    months.len() > 6
}

fn monday_offset(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

fn fill_owned(pattern: &str, values: &[(&str, String)]) -> String {
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(pattern, &values)
}
