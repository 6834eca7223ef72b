//! How often a network says that it meets: "1-2 gange årligt", "every 2 weeks". What is not understood is only shown.

use super::rule::{Days, Rule};
use super::terms::{Word, terms};
use crate::language::rules::{RuleWords, Stride, Term, Unit};

/// How many meetings there are in a number of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// The fewest meetings.
    pub least: u32,
    /// `None` for "at least".
    pub most: Option<u32>,
    /// The years in which so many meetings fall; more than one only where they are rarer than yearly.
    pub years: u32,
}

impl Rhythm {
    /// Reads the words of a language, or a rule from which the number of meetings follows ("hver anden tirsdag").
    pub fn read(text: &str, words: &RuleWords) -> Option<Self> {
        let read = terms(text, words).ok().and_then(|terms| frequency(&terms));
        read.or_else(|| of_rule(&Rule::read(text, words).ok()?))
    }

    /// Whether `count` meetings in [`Rhythm::years`] years are what the words say.
    pub fn fits(&self, count: usize) -> bool {
        let least = usize::try_from(self.least).unwrap_or(usize::MAX);
        let most = self.most.and_then(|most| usize::try_from(most).ok());
        least <= count && most.is_none_or(|most| count <= most)
    }
}

/// How many times a stretch of time.
#[derive(Clone, Copy)]
struct Times {
    least: u32,
    most: Option<u32>,
}

/// The number of times and the stretch of time, in either order; each at most once.
fn frequency(words: &[Word]) -> Option<Rhythm> {
    let mut rest: Vec<Term> = words.iter().map(|word| word.term).collect();
    rest.retain(|term| !matches!(term, Term::Filler | Term::About | Term::And));
    let mut rest = rest.as_slice();
    let mut times = None;
    let mut stride = None;
    while !rest.is_empty() {
        if let Some((found, tail)) = read_stride(rest).filter(|_| stride.is_none()) {
            stride = Some(found);
            rest = tail;
        } else {
            let (found, tail) = read_times(rest).filter(|_| times.is_none())?;
            times = Some(found);
            rest = tail;
        }
    }
    let once = Times { least: 1, most: Some(1) };
    per_year(times.unwrap_or(once), stride?)
}

/// "a year", "every 2 weeks", "every other month", "quarterly"
fn read_stride(terms: &[Term]) -> Option<(Stride, &[Term])> {
    match *terms {
        [Term::Every, count, Term::Unit(stride), ref tail @ ..] => {
            let times = match count {
                Term::Number(number) => u16::try_from(number).ok()?,
                Term::Ordinal(number) => u16::try_from(number).ok()?,
                Term::Other => 2,
                _ => return None,
            };
            let count = stride.count.checked_mul(times).filter(|&count| count > 0)?;
            Some((Stride { count, ..stride }, tail))
        }
        [Term::EveryOther, Term::Unit(stride), ref tail @ ..] => {
            Some((Stride { count: stride.count.checked_mul(2)?, ..stride }, tail))
        }
        [Term::Every, Term::Unit(stride), ref tail @ ..] => Some((stride, tail)),
        // "2 gange årligt møde", "månedlige møder"
        [Term::Adverb(stride), Term::Times, ref tail @ ..] => Some((stride, tail)),
        [Term::Unit(stride) | Term::Adverb(stride), ref tail @ ..] => Some((stride, tail)),
        _ => None,
    }
}

/// "2", "1-2 times", "twice", "at least 4 meetings"
fn read_times(terms: &[Term]) -> Option<(Times, &[Term])> {
    match *terms {
        [Term::AtLeast, ref tail @ ..] => {
            let (times, tail) = read_range(tail)?;
            Some((Times { most: None, ..times }, tail))
        }
        [Term::AtMost, ref tail @ ..] => {
            let (times, tail) = read_range(tail)?;
            Some((Times { least: 0, ..times }, tail))
        }
        _ => read_range(terms),
    }
}

fn read_range(terms: &[Term]) -> Option<(Times, &[Term])> {
    let (least, tail) = read_number(terms)?;
    let (most, tail) = match *tail {
        [Term::Range | Term::Or, ref more @ ..] => read_number(more)?,
        _ => (least, tail),
    };
    let tail = match *tail {
        [Term::Times, ref tail @ ..] => tail,
        _ => tail,
    };
    let times = Times { least, most: Some(most) };
    (least <= most).then_some((times, tail))
}

fn read_number(terms: &[Term]) -> Option<(u32, &[Term])> {
    match *terms {
        [Term::Number(number) | Term::Multiple(number), ref tail @ ..] => Some((number, tail)),
        _ => None,
    }
}

/// So many times a stretch, as times a year. A year has 12 months, 52 or 53 weeks, 365 or 366 days.
fn per_year(times: Times, stride: Stride) -> Option<Rhythm> {
    let (fewest, most) = match stride.unit {
        Unit::Day => (365, 366),
        Unit::Week => (52, 53),
        Unit::Month => (12, 12),
        Unit::Year => (1, 1),
    };
    let count = u32::from(stride.count);
    if count > fewest {
        return rarer_than_yearly(times, stride);
    }
    Some(Rhythm {
        least: times.least.checked_mul(fewest / count)?,
        most: match times.most {
            Some(each) => Some(each.checked_mul(u32::div_ceil(most, count))?),
            None => None,
        },
        years: 1,
    })
}

/// Every two years; every 18 months and the like fall differently from year to year and are not counted.
fn rarer_than_yearly(times: Times, stride: Stride) -> Option<Rhythm> {
    let count = u32::from(stride.count);
    let years = match stride.unit {
        Unit::Year => count,
        Unit::Month if count.is_multiple_of(12) => count / 12,
        _ => return None,
    };
    Some(Rhythm { least: times.least, most: times.most, years })
}

/// What a rule comes to, where each of its periods has the same number of meetings.
fn of_rule(rule: &Rule) -> Option<Rhythm> {
    if *rule.end() != super::End::Never {
        return None;
    }
    let days = match rule.days() {
        Days::FromStart => 1,
        Days::Weekdays(days) if rule.unit() == Unit::Week => days.len(),
        Days::NthWeekdays(days) if days.iter().all(|day| (-4..=4).contains(&day.nth)) => days.len(),
        Days::MonthDays(days) if days.iter().all(|day| (-28..=28).contains(day)) => days.len(),
        Days::Picked { positions, .. } => positions.len(),
        _ => return None,
    };
    let months = match (rule.unit(), rule.months().len()) {
        (_, 0) => 1,
        (Unit::Year, months) => months,
        _ => return None,
    };
    let each = u32::try_from(days * months).ok()?;
    let times = Times { least: each, most: Some(each) };
    let (unit, count) = (rule.unit(), rule.interval());
    per_year(times, Stride { unit, count })
}
