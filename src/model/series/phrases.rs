//! From meanings to phrases: which words of a rule belong together ("every 2 weeks", "the first Monday", "9 May"), in
//! whatever order the sentence has them.

use super::cursor::{Cursor, Quantity, QuantityKind, quantity, through};
use super::fault::{FaultKind, RuleFault};
use super::parts::{MOST_COUNT, MOST_INTERVAL};
use super::rule::{End, Until};
use super::terms::Word;
use crate::language::rules::{Stride, Term, Unit};
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// The phrases of a rule's text.
#[derive(Debug)]
pub(super) struct Phrases {
    /// "every 2 weeks", "monthly", "of the month"
    pub period: Option<Stride>,
    pub days: Option<(Named, Range<usize>)>,
    pub months: Vec<i8>,
    pub how: MonthsHow,
    pub end: End,
}

/// The days that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Weekdays(Vec<Weekday>),
    /// "the first Monday"
    Nth(Vec<(i8, Weekday)>),
    /// "every second Tuesday": counted in weeks or within the month, as the rest of the sentence says.
    EveryNth(Quantity, Vec<Weekday>),
    /// "the last weekday": of Monday to Friday
    NthWorkdays(Vec<i8>),
    MonthDays {
        days: Vec<i8>,
        every: bool,
    },
}

/// How the months came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthsHow {
    /// "in March"
    Named,
    /// "every March"
    Every,
    /// "except in July"
    AllBut,
}

/// Groups the words into phrases.
///
/// # Errors
/// The first word that does not fit where it stands, or that makes a second rule of the sentence.
pub(super) fn phrases(words: &[Word]) -> Result<Phrases, RuleFault> {
    let mut reader = Reader {
        cursor: Cursor { words, at: 0 },
        closed: false,
        again: false,
        found: Phrases { period: None, days: None, months: Vec::new(), how: MonthsHow::Named, end: End::Never },
    };
    while let Some(term) = reader.cursor.peek() {
        reader.phrase(term)?;
    }
    Ok(reader.found)
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    /// The days have got their period or months: other days would be another rule.
    closed: bool,
    /// The same days were just named again, so further months may follow ("9 May and 9 November").
    again: bool,
    found: Phrases,
}

impl Reader<'_> {
    fn phrase(&mut self, term: Term) -> Result<(), RuleFault> {
        let from = self.cursor.at;
        match term {
            Term::Filler | Term::And => self.cursor.at += 1,
            Term::Every => {
                self.cursor.at += 1;
                self.after_every(from)?;
            }
            Term::Unit(stride) | Term::Adverb(stride) => {
                self.cursor.at += 1;
                self.add_period(stride, from)?;
            }
            Term::EveryOther => self.counted(from, true)?,
            Term::Number(_) | Term::Ordinal(_) | Term::Other => self.counted(from, false)?,
            Term::Weekday(_) | Term::Workday => self.weekdays_phrase(from)?,
            Term::Month(_) => self.months_phrase(MonthsHow::Named)?,
            Term::Except => self.except()?,
            Term::Until => self.until()?,
            Term::Or | Term::Range | Term::Times | Term::Multiple(_) => {
                return Err(self.cursor.unexpected());
            }
            Term::About | Term::AtLeast | Term::AtMost => return Err(self.cursor.unexpected()),
        }
        Ok(())
    }

    fn after_every(&mut self, from: usize) -> Result<(), RuleFault> {
        match self.cursor.peek() {
            Some(Term::Unit(stride)) => {
                self.cursor.at += 1;
                self.add_period(stride, from)
            }
            Some(Term::Number(_) | Term::Ordinal(_) | Term::Other) => self.counted(from, true),
            Some(Term::Weekday(_) | Term::Workday) => self.weekdays_phrase(from),
            Some(Term::Month(_)) => self.months_phrase(MonthsHow::Every),
            Some(_) => Err(self.cursor.unexpected()),
            None => Err(FaultKind::Incomplete.at(self.cursor.span(from))),
        }
    }

    fn add_period(&mut self, stride: Stride, from: usize) -> Result<(), RuleFault> {
        if self.found.period.is_some() {
            return Err(FaultKind::Conflict.at(self.cursor.span(from)));
        }
        self.found.period = Some(stride);
        self.closed = self.found.days.is_some();
        Ok(())
    }

    /// Numbers or ordinals, and what they count.
    fn counted(&mut self, from: usize, every: bool) -> Result<(), RuleFault> {
        let quantities = self.cursor.quantities();
        match self.cursor.peek() {
            Some(Term::Unit(stride)) => self.counted_units(&quantities, stride, from, every),
            Some(Term::Weekday(_)) => {
                let weekdays = self.cursor.weekdays();
                let named = match quantities.as_slice() {
                    [quantity] if every => Named::EveryNth(*quantity, weekdays),
                    _ => Named::Nth(pairs(&self.cursor.small(&quantities, from, 53)?, &weekdays)),
                };
                self.add_days(named, from)
            }
            Some(Term::Workday) => {
                if every && !matches!(quantities.as_slice(), [Quantity { value: 1 | -1, .. }]) {
                    return Err(self.cursor.unexpected());
                }
                self.cursor.at += 1;
                let named = Named::NthWorkdays(self.cursor.small(&quantities, from, 23)?);
                self.add_days(named, from)
            }
            Some(Term::Times) => self.occurrences(&quantities, from, every),
            _ => {
                let days = self.cursor.small(&quantities, from, 31)?;
                self.add_days(Named::MonthDays { days, every }, from)
            }
        }
    }

    /// "every 2 weeks" is a period, "the first day" a day of the month.
    fn counted_units(
        &mut self,
        quantities: &[Quantity],
        stride: Stride,
        from: usize,
        every: bool,
    ) -> Result<(), RuleFault> {
        if let ([Quantity { value: 0.., .. }], true) = (quantities, every) {
            self.cursor.at += 1;
            let stride = self.times_stride(quantities, stride, from)?;
            return self.add_period(stride, from);
        }
        let ordinals = quantities.iter().all(|quantity| quantity.kind == QuantityKind::Ordinal);
        if (stride.unit, stride.count) != (Unit::Day, 1) || !ordinals {
            return Err(self.cursor.unexpected());
        }
        self.cursor.at += 1;
        let days = self.cursor.small(quantities, from, 31)?;
        self.add_days(Named::MonthDays { days, every }, from)
    }

    fn times_stride(&self, quantities: &[Quantity], stride: Stride, from: usize) -> Result<Stride, RuleFault> {
        let value = quantities.first().map_or(0, |quantity| quantity.value);
        let count = u16::try_from(value).ok().and_then(|value| value.checked_mul(stride.count));
        let count = count.filter(|count| (1..=MOST_INTERVAL).contains(count));
        let count = count.ok_or_else(|| self.cursor.out_of_range(from, MOST_INTERVAL))?;
        Ok(Stride { count, ..stride })
    }

    /// ", 10 times" at the end of the sentence; elsewhere it would say how often, which is no rule.
    fn occurrences(&mut self, quantities: &[Quantity], from: usize, every: bool) -> Result<(), RuleFault> {
        let after_comma = from.checked_sub(1).and_then(|at| self.cursor.term(at)) == Some(Term::And);
        let number = match quantities {
            [Quantity { value, kind: QuantityKind::Number }] if after_comma && !every => *value,
            _ => return Err(self.cursor.unexpected()),
        };
        self.cursor.at += 1;
        if self.cursor.peek().is_some() {
            return Err(self.cursor.unexpected());
        }
        let count = u16::try_from(number).ok().filter(|count| (1..=MOST_COUNT).contains(count));
        let count = count.ok_or_else(|| self.cursor.out_of_range(from, MOST_COUNT))?;
        self.add_end(End::After(count), from)
    }

    fn add_end(&mut self, end: End, from: usize) -> Result<(), RuleFault> {
        if self.found.end != End::Never {
            return Err(FaultKind::Conflict.at(self.cursor.span(from)));
        }
        self.found.end = end;
        Ok(())
    }

    fn weekdays_phrase(&mut self, from: usize) -> Result<(), RuleFault> {
        let weekdays = match self.cursor.peek() {
            Some(Term::Workday) => {
                self.cursor.at += 1;
                through(Weekday::Monday, Weekday::Friday)
            }
            _ => self.cursor.weekdays(),
        };
        self.add_days(Named::Weekdays(weekdays), from)
    }

    fn add_days(&mut self, named: Named, from: usize) -> Result<(), RuleFault> {
        let span = self.cursor.span(from);
        self.again = false;
        let Some((days, known_span)) = &mut self.found.days else {
            self.found.days = Some((named, span));
            return Ok(());
        };
        known_span.end = span.end;
        if self.closed {
            self.again = *days == named;
            return if self.again { Ok(()) } else { Err(FaultKind::Conflict.at(span)) };
        }
        match (days, named) {
            (Named::Weekdays(known), Named::Weekdays(more)) => known.extend(more),
            (Named::Nth(known), Named::Nth(more)) => known.extend(more),
            (Named::NthWorkdays(known), Named::NthWorkdays(more)) => known.extend(more),
            (Named::MonthDays { days: known, .. }, Named::MonthDays { days: more, .. }) => known.extend(more),
            _ => return Err(FaultKind::Conflict.at(span)),
        }
        Ok(())
    }

    fn months_phrase(&mut self, how: MonthsHow) -> Result<(), RuleFault> {
        let from = self.cursor.at;
        let months = self.cursor.months();
        if !self.found.months.is_empty() && !self.again {
            return Err(FaultKind::Conflict.at(self.cursor.span(from)));
        }
        self.found.months.extend(months);
        self.found.how = how;
        self.closed = self.found.days.is_some();
        Ok(())
    }

    fn except(&mut self) -> Result<(), RuleFault> {
        let from = self.cursor.at;
        self.cursor.at += 1;
        while self.cursor.peek() == Some(Term::Filler) {
            self.cursor.at += 1;
        }
        let left_out = self.cursor.months();
        if left_out.is_empty() {
            return Err(self.cursor.unexpected());
        }
        if !self.found.months.is_empty() {
            return Err(FaultKind::Conflict.at(self.cursor.span(from)));
        }
        self.found.months = (1..=12).filter(|month| !left_out.contains(month)).collect();
        self.found.how = MonthsHow::AllBut;
        self.closed = self.found.days.is_some();
        match self.found.months.is_empty() {
            true => Err(FaultKind::Never.at(self.cursor.span(from))),
            false => Ok(()),
        }
    }

    /// "until 9 June 2026", which ends the sentence.
    fn until(&mut self) -> Result<(), RuleFault> {
        let from = self.cursor.at;
        let rest = self.cursor.words.get(from + 1..).unwrap_or_default();
        let terms: Vec<_> =
            rest.iter().map(|word| word.term).filter(|term| !matches!(term, Term::Filler | Term::And)).collect();
        self.cursor.at = self.cursor.words.len();
        let (year, month, day) =
            year_month_day(&terms).ok_or_else(|| FaultKind::Incomplete.at(self.cursor.span(from)))?;
        let date = Date::new(year, month, day).map_err(|_| FaultKind::Never.at(self.cursor.span(from)))?;
        self.add_end(End::Until(Until::Date(date)), from)
    }
}

fn pairs(nths: &[i8], weekdays: &[Weekday]) -> Vec<(i8, Weekday)> {
    let each = |&nth| weekdays.iter().map(move |&weekday| (nth, weekday));
    nths.iter().flat_map(each).collect()
}

/// "9 June 2026", "June 9 2026", "2026-06-09".
fn year_month_day(terms: &[Term]) -> Option<(i16, i8, i8)> {
    let (year, month, day) = match *terms {
        [day, Term::Month(month), year] | [Term::Month(month), day, year] => (year, month, day),
        [year, Term::Range, Term::Number(month), Term::Range, day] => (year, i8::try_from(month).ok()?, day),
        _ => return None,
    };
    let year = i16::try_from(quantity(year)?.value).ok()?;
    Some((year, month, i8::try_from(quantity(day)?.value).ok()?))
}
