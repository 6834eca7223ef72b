//! Rules in plain words: "hver anden tirsdag", "the first Monday of the month", "den 15. i hver måned". What could mean
//! two rules is a fault that holds both, never a guess.

use super::cursor::{Quantity, QuantityKind};
use super::fault::{FaultKind, RuleFault};
use super::parts::{MOST_INTERVAL, Parts};
use super::phrases::{MonthsHow, Named, Phrases, phrases};
use super::rule::{End, Rule};
use super::terms::terms;
use crate::language::rules::{RuleWords, Stride, Unit};
use jiff::civil::Weekday;

/// Reads a rule in the words of a language.
pub(super) fn read(text: &str, words: &RuleWords) -> Result<Rule, RuleFault> {
    let terms = terms(text, words)?;
    let (Some(first), Some(last)) = (terms.first(), terms.last()) else {
        return Err(FaultKind::Empty.at(0..text.len()));
    };
    let whole = first.span.start..last.span.end;
    let phrases = phrases(&terms)?;
    let place = phrases.days.as_ref().map_or(whole.clone(), |(_, span)| span.clone());
    let parts = rule_parts(phrases).map_err(|kind| match kind {
        FaultKind::Incomplete => kind.at(whole.clone()),
        _ => kind.at(place),
    })?;
    parts.settle().map_err(|kind| kind.at(whole))
}

fn rule_parts(phrases: Phrases) -> Result<Parts, FaultKind> {
    let mut frame = Frame { period: phrases.period, months: phrases.months, how: phrases.how, end: phrases.end };
    let Some((named, _)) = phrases.days else {
        return frame.without_days();
    };
    match named {
        Named::Weekdays(weekdays) => frame.weekly(weekdays),
        Named::Nth(days) => frame.counted(days),
        Named::EveryNth(quantity, weekdays) => frame.every_nth(quantity, &weekdays),
        Named::NthWorkdays(positions) => {
            let workdays = Weekday::Monday.cycle_forward().take(5);
            let mut parts = frame.monthly()?;
            parts.weekdays = workdays.map(|day| (None, day)).collect();
            parts.positions = positions;
            Ok(parts)
        }
        Named::MonthDays { days, every } => frame.dates(days, every),
    }
}

/// All of the sentence but its days.
struct Frame {
    period: Option<Stride>,
    months: Vec<i8>,
    how: MonthsHow,
    end: End,
}

impl Frame {
    fn parts(&mut self, unit: Unit, interval: u16) -> Parts {
        Parts {
            months: std::mem::take(&mut self.months),
            end: std::mem::replace(&mut self.end, End::Never),
            ..Parts::every(unit, interval)
        }
    }

    fn without_days(&mut self) -> Result<Parts, FaultKind> {
        match self.period {
            Some(period) => Ok(self.parts(period.unit, period.count)),
            None if self.how == MonthsHow::Every => Ok(self.parts(Unit::Year, 1)),
            None => Err(FaultKind::Incomplete),
        }
    }

    fn weekly(&mut self, weekdays: Vec<Weekday>) -> Result<Parts, FaultKind> {
        let interval = match self.period {
            None | Some(Stride { unit: Unit::Day, count: 1 }) => 1,
            Some(Stride { unit: Unit::Week, count }) => count,
            Some(Stride { unit: Unit::Day, .. }) => return Err(FaultKind::Conflict),
            Some(_) => return Err(FaultKind::WhichWeekday),
        };
        let mut parts = self.parts(Unit::Week, interval);
        parts.weekdays = weekdays.into_iter().map(|day| (None, day)).collect();
        Ok(parts)
    }

    /// Days within the month, or within the year or some months of it.
    fn counted(&mut self, days: Vec<(i8, Weekday)>) -> Result<Parts, FaultKind> {
        let mut parts = self.monthly()?;
        parts.weekdays = days.into_iter().map(|(nth, day)| (Some(nth), day)).collect();
        Ok(parts)
    }

    fn monthly(&mut self) -> Result<Parts, FaultKind> {
        match self.period {
            None => Ok(self.parts(Unit::Month, 1)),
            Some(Stride { unit: Unit::Day | Unit::Week, .. }) => Err(FaultKind::Conflict),
            Some(Stride { unit: Unit::Year, count: 1 }) if !self.months.is_empty() => Ok(self.parts(Unit::Month, 1)),
            Some(period) => Ok(self.parts(period.unit, period.count)),
        }
    }

    fn dates(&mut self, days: Vec<i8>, every: bool) -> Result<Parts, FaultKind> {
        let a_month_is_named = !self.months.is_empty() || matches!(self.period, Some(Stride { unit: Unit::Month, .. }));
        if !a_month_is_named && (self.period.is_some() || !every) {
            return Err(FaultKind::Incomplete);
        }
        let mut parts = self.monthly()?;
        parts.month_days = days;
        Ok(parts)
    }

    /// "Every second Tuesday" skips weeks; "every second Tuesday of the month" counts within the month.
    fn every_nth(&mut self, quantity: Quantity, weekdays: &[Weekday]) -> Result<Parts, FaultKind> {
        let nth = i8::try_from(quantity.value).ok().filter(|nth| (-5..=5).contains(nth) && *nth != 0);
        let ordinal = quantity.kind == QuantityKind::Ordinal;
        let counted = |nth: i8| weekdays.iter().map(|&day| (nth, day)).collect();
        if self.period.is_some() {
            let nth = nth.filter(|_| quantity.kind != QuantityKind::Other);
            return self.counted(counted(nth.ok_or(FaultKind::Conflict)?));
        }
        if let Some(nth @ (-5..=-1 | 1)) = nth {
            return self.counted(counted(nth));
        }
        let within = self.months.is_empty() || self.how == MonthsHow::AllBut;
        let unclear = ordinal && (!within || quantity.value > 2);
        let interval = u16::try_from(quantity.value).ok().filter(|n| (1..=MOST_INTERVAL).contains(n));
        let most = u32::from(MOST_INTERVAL);
        let interval = interval.ok_or(FaultKind::OutOfRange { least: 1, most })?;
        match nth.filter(|_| unclear) {
            None => self.weeks(interval, weekdays),
            Some(nth) => {
                let mut other = Self { months: self.months.clone(), end: self.end.clone(), ..*self };
                let by_week = self.weeks(interval, weekdays)?.settle()?;
                let by_month = other.counted(counted(nth))?.settle()?;
                let readings = Box::new([by_week, by_month]);
                Err(FaultKind::Ambiguous { readings })
            }
        }
    }

    fn weeks(&mut self, interval: u16, weekdays: &[Weekday]) -> Result<Parts, FaultKind> {
        let mut parts = self.parts(Unit::Week, interval);
        parts.weekdays = weekdays.iter().map(|&day| (None, day)).collect();
        Ok(parts)
    }
}
