//! From parts as somebody wrote them to a [`Rule`]: refuses what no day fits or what is no rule for meetings, and brings
//! the many ways to write one rule into one form.

use super::fault::FaultKind;
use super::rule::{Days, End, NthWeekday, Rule};
use crate::language::rules::Unit;
use jiff::civil::Weekday;

/// The longest interval; more would be no series to anyone.
pub(super) const MOST_INTERVAL: u16 = 999;
/// The most occurrences that COUNT may ask for, so that expanding any rule is bounded.
pub(super) const MOST_COUNT: u16 = 9999;

/// The parts of a rule, each in its own range, but not yet looked at together.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub unit: Unit,
    pub interval: u16,
    pub weekdays: Vec<(Option<i8>, Weekday)>,
    pub month_days: Vec<i8>,
    pub months: Vec<i8>,
    pub positions: Vec<i8>,
    pub week_start: Weekday,
    pub end: End,
}

impl Parts {
    /// Every `interval` units, from whatever day the series starts.
    pub fn every(unit: Unit, interval: u16) -> Self {
        Self {
            unit,
            interval,
            weekdays: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
            end: End::Never,
        }
    }

    /// The one rule that these parts make together.
    pub fn settle(mut self) -> Result<Rule, FaultKind> {
        put_in_order(&mut self.month_days);
        put_in_order(&mut self.months);
        put_in_order(&mut self.positions);
        let rule = Rule {
            days: days(&self)?,
            unit: self.unit,
            interval: self.interval,
            months: self.months,
            week_start: self.week_start,
            end: self.end,
        };
        let rule = simplest_days(rule)?;
        let rule = simplest_unit(rule)?;
        if fifth_from_last(&rule) {
            return Err(FaultKind::Unsupported);
        }
        if never(&rule) {
            return Err(FaultKind::Never);
        }
        Ok(without_idle_parts(rule))
    }
}

fn days(parts: &Parts) -> Result<Days, FaultKind> {
    let plain = plain_weekdays(&parts.weekdays);
    let month_days = parts.month_days.clone();
    match (parts.weekdays.is_empty(), month_days.is_empty(), parts.positions.is_empty()) {
        (true, true, true) => Ok(Days::FromStart),
        (true, false, true) => Ok(Days::MonthDays(month_days)),
        (false, true, true) => match plain {
            Some(weekdays) => Ok(Days::Weekdays(weekdays)),
            None => nth_weekdays(&parts.weekdays).map(Days::NthWeekdays),
        },
        (false, false, true) => match plain {
            Some(weekdays) => Ok(Days::WeekdaysAmong { weekdays, month_days }),
            None => Err(FaultKind::Conflict),
        },
        (false, true, false) => match plain {
            Some(weekdays) => Ok(Days::Picked { weekdays, positions: parts.positions.clone() }),
            None => Err(FaultKind::Conflict),
        },
        (_, _, false) => Err(FaultKind::Conflict),
    }
}

/// The weekdays in order, if none of them is counted.
fn plain_weekdays(weekdays: &[(Option<i8>, Weekday)]) -> Option<Vec<Weekday>> {
    if weekdays.iter().any(|(nth, _)| nth.is_some()) {
        return None;
    }
    let named = |day: &Weekday| weekdays.iter().any(|(_, other)| other == day);
    Some(Weekday::Monday.cycle_forward().take(7).filter(named).collect())
}

/// The counted weekdays in order; refused if some are counted and some are not, which no program reads alike.
fn nth_weekdays(weekdays: &[(Option<i8>, Weekday)]) -> Result<Vec<NthWeekday>, FaultKind> {
    let mut counted = Vec::new();
    for &(nth, weekday) in weekdays {
        let nth = nth.ok_or(FaultKind::Conflict)?;
        counted.push(NthWeekday { nth, weekday });
    }
    counted.sort_by_key(|day| (day.nth < 0, day.nth, day.weekday.to_monday_zero_offset()));
    counted.dedup();
    Ok(counted)
}

/// Counting up first, then counting from the end, each once.
fn put_in_order(numbers: &mut Vec<i8>) {
    numbers.sort_by_key(|&number| (number < 0, number));
    numbers.dedup();
}

/// Days picked by position are counted weekdays if they are all of one weekday (so Outlook writes "second Tuesday"),
/// and days of the month if any weekday will do.
fn simplest_days(mut rule: Rule) -> Result<Rule, FaultKind> {
    let Days::Picked { weekdays, positions } = &rule.days else {
        return Ok(rule);
    };
    let one_set_a_period = rule.unit == Unit::Month || (rule.unit == Unit::Year && rule.months.len() <= 1);
    if !one_set_a_period {
        return Err(FaultKind::Conflict);
    }
    rule.days = match weekdays.as_slice() {
        [weekday] => Days::NthWeekdays(counted(*weekday, positions)),
        all if all.len() == 7 && !of_whole_year(&rule) => Days::MonthDays(positions.clone()),
        _ => return one_month_for_picked(rule),
    };
    Ok(rule)
}

fn counted(weekday: Weekday, positions: &[i8]) -> Vec<NthWeekday> {
    positions.iter().map(|&nth| NthWeekday { nth, weekday }).collect()
}

fn of_whole_year(rule: &Rule) -> bool {
    rule.unit == Unit::Year && rule.months.is_empty()
}

fn one_month_for_picked(mut rule: Rule) -> Result<Rule, FaultKind> {
    match (rule.unit, rule.interval, rule.months.len()) {
        (Unit::Month, _, _) => Ok(rule),
        (Unit::Year, 1, 1) => {
            rule.unit = Unit::Month;
            Ok(rule)
        }
        _ => Err(FaultKind::Conflict),
    }
}

/// The unit in which the rule is said most simply; refused where the unit and the days do not go together.
fn simplest_unit(mut rule: Rule) -> Result<Rule, FaultKind> {
    let every_one = rule.interval == 1;
    let all_months = rule.months.is_empty() || rule.months.len() == 12;
    match (&rule.days, rule.unit) {
        (Days::FromStart, Unit::Day) if rule.interval.is_multiple_of(7) => {
            rule.unit = Unit::Week;
            rule.interval /= 7;
        }
        (Days::FromStart, Unit::Year) if every_one && rule.months.len() == 12 => rule.unit = Unit::Month,
        (Days::FromStart, Unit::Month) if every_one && !all_months => rule.unit = Unit::Year,
        (Days::FromStart, _) => {}
        (_, Unit::Day) if !every_one => return Err(FaultKind::Conflict),
        (Days::Weekdays(weekdays), _) if every_one => {
            rule.unit = Unit::Week;
            if weekdays.len() == 7 {
                rule.unit = Unit::Day;
                rule.days = Days::FromStart;
            }
        }
        (Days::Weekdays(_), _) => {}
        (Days::MonthDays(_) | Days::WeekdaysAmong { .. }, Unit::Day) => rule.unit = month_or_year(&rule),
        (_, Unit::Day | Unit::Week) => return Err(FaultKind::Conflict),
        (Days::Picked { .. }, _) => {}
        (Days::NthWeekdays(_), Unit::Year) if rule.months.is_empty() => {}
        (_, Unit::Month | Unit::Year) if every_one => rule.unit = month_or_year(&rule),
        (_, Unit::Month | Unit::Year) => {}
    }
    Ok(rule)
}

fn month_or_year(rule: &Rule) -> Unit {
    match rule.months.len() {
        0 | 12 => Unit::Month,
        _ => Unit::Year,
    }
}

/// Leaves out what changes nothing: all twelve months, and a week's first day where no week is skipped.
fn without_idle_parts(mut rule: Rule) -> Rule {
    if rule.months.len() == 12 && rule.unit != Unit::Year {
        rule.months.clear();
    }
    if rule.unit != Unit::Week || rule.interval == 1 || rule.days == Days::FromStart {
        rule.week_start = Weekday::Monday;
    }
    rule
}

/// The fifth weekday from the end of a month: the first one, but only where there are five. Nobody meets so, and calendar
/// programs do not agree on it.
fn fifth_from_last(rule: &Rule) -> bool {
    match &rule.days {
        Days::NthWeekdays(days) => !of_whole_year(rule) && days.iter().any(|day| day.nth == -5),
        _ => false,
    }
}

/// Whether no day of any year can fit.
fn never(rule: &Rule) -> bool {
    match &rule.days {
        Days::FromStart | Days::Weekdays(_) => false,
        Days::NthWeekdays(_) if of_whole_year(rule) => false,
        Days::NthWeekdays(days) => days.iter().any(|day| !(-5..=5).contains(&day.nth)),
        Days::MonthDays(days) | Days::WeekdaysAmong { month_days: days, .. } => {
            let longest = longest_month(&rule.months);
            days.iter().all(|day| day.unsigned_abs() > longest)
        }
        Days::Picked { weekdays, positions } => {
            let days = u8::try_from(weekdays.len()).unwrap_or(7);
            let most = 4 * days + days.min(longest_month(&rule.months) - 28);
            positions.iter().all(|position| position.unsigned_abs() > most)
        }
    }
}

/// How many days the longest of these months can have; of all months if none is named.
fn longest_month(months: &[i8]) -> u8 {
    let length = |&month: &i8| match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    months.iter().map(length).max().unwrap_or(31)
}
