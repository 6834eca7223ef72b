//! Weeks, months and years, and ranges of them: "uge 41 2018", "juni måned", "2014-2017", "2018-W41".

use std::ops::Range;

use super::super::lexer::TokenKind;
use super::cursor::Number;
use super::point::year_first;
use super::{Cursor, Fault, FaultKind, Parsed, When};
use crate::model::time::{Month, Span, Week, Yearless};

/// A period as written, before it is known to exist.
pub(crate) struct Period {
    kind: PeriodKind,
    span: Range<usize>,
}

enum PeriodKind {
    Weeks(Part, Option<Part>),
    Months(Part, Option<Part>),
    Years(i16, Option<i16>),
    /// "2010–12": December 2010, or two years?
    MonthOrYears(Month, i16, i16),
}

/// The number of a week or month, and its year if it is there.
#[derive(Clone, Copy)]
struct Part {
    number: u32,
    year: Option<i16>,
}

/// A period, if one begins here and is not the beginning of a day.
pub(crate) fn period(cursor: &mut Cursor) -> Parsed<Option<Period>> {
    let words = cursor.words;
    let start = cursor.here();
    let mut ahead = *cursor;
    ahead.eat_phrase(&words.article);
    let kind = if let Some(kind) = weeks(&mut ahead)? {
        kind
    } else if let Some(kind) = months(&mut ahead)? {
        kind
    } else if let Some(kind) = years(&mut ahead) {
        kind
    } else {
        return Ok(None);
    };
    *cursor = ahead;
    let span = cursor.since(start);
    Ok(Some(Period { kind, span }))
}

/// "uge 41", "uge 41-42 2018", "2018 uge 41", "2018-W41".
fn weeks(cursor: &mut Cursor) -> Parsed<Option<PeriodKind>> {
    let mut ahead = *cursor;
    let Some(first) = week(&mut ahead)? else {
        return Ok(None);
    };
    *cursor = ahead;
    if !ahead.eat_range() {
        return Ok(Some(PeriodKind::Weeks(first, None)));
    }
    let last = match week(&mut ahead)? {
        Some(last) => Some(last),
        None => week_number_alone(&mut ahead)?,
    };
    if last.is_some() {
        *cursor = ahead;
    }
    Ok(Some(PeriodKind::Weeks(first, last)))
}

fn week(cursor: &mut Cursor) -> Parsed<Option<Part>> {
    if let Some(part) = iso_week(cursor) {
        return Ok(Some(part));
    }
    let words = cursor.words;
    let mut ahead = *cursor;
    let year = ahead.year();
    if !ahead.eat_phrase(&words.week) {
        return Ok(None);
    }
    let Some(part) = week_number(&mut ahead) else {
        return Err(ahead.unreadable(FaultKind::NotADate));
    };
    let year = match year.or_else(|| year_by_sign(&mut ahead)) {
        Some(year) => Some(year),
        None => ahead.year_after()?,
    };
    *cursor = ahead;
    Ok(Some(Part { year, ..part }))
}

/// The year of "uge 41-2018" or "uge 41/2018"; before a further week it is that week's.
fn year_by_sign(cursor: &mut Cursor) -> Option<i16> {
    let mut ahead = *cursor;
    if !ahead.eat_range() {
        return None;
    }
    let year = ahead.year()?;
    let mut further = ahead;
    if further.eat_close_hyphen() || further.eat_phrase(&further.words.week) {
        return None;
    }
    *cursor = ahead;
    Some(year)
}

fn week_number(cursor: &mut Cursor) -> Option<Part> {
    let number = cursor.number(1..=2)?.value;
    cursor.eat_dot();
    Some(Part { number, year: None })
}

/// The second number of "uge 41-42 2018".
fn week_number_alone(cursor: &mut Cursor) -> Parsed<Option<Part>> {
    let mut ahead = *cursor;
    let Some(part) = week_number(&mut ahead) else {
        return Ok(None);
    };
    let year = ahead.year_after()?;
    *cursor = ahead;
    Ok(Some(Part { year, ..part }))
}

/// "2018-W41".
fn iso_week(cursor: &mut Cursor) -> Option<Part> {
    let mut ahead = *cursor;
    let year = ahead.year();
    year?;
    ahead.eat_close_hyphen();
    if !ahead.eat(&TokenKind::Word("w".to_owned())) {
        return None;
    }
    let number = ahead.close_number(2..=2)?.value;
    if ahead.eat_close_hyphen() {
        return None;
    }
    *cursor = ahead;
    Some(Part { number, year })
}

/// "maj 2019", "juni måned", "november 2018 - februar 2019", "2019-05".
fn months(cursor: &mut Cursor) -> Parsed<Option<PeriodKind>> {
    let mut ahead = *cursor;
    let Some(first) = month(&mut ahead)? else {
        return Ok(None);
    };
    *cursor = ahead;
    if !ahead.eat_range() {
        return Ok(Some(PeriodKind::Months(first, None)));
    }
    let last = month(&mut ahead)?;
    if last.is_some() {
        *cursor = ahead;
    }
    Ok(Some(PeriodKind::Months(first, last)))
}

fn month(cursor: &mut Cursor) -> Parsed<Option<Part>> {
    if let Some(part) = iso_month(cursor) {
        return Ok(Some(part));
    }
    let words = cursor.words;
    let mut ahead = *cursor;
    let Some(number) = ahead.month_name() else {
        return Ok(None);
    };
    if words.month_before_day && is_day(ahead) {
        return Ok(None);
    }
    ahead.eat_phrase(&words.month);
    let year = ahead.year_after()?;
    *cursor = ahead;
    let number = u32::from(number.unsigned_abs());
    Ok(Some(Part { number, year }))
}

fn is_day(mut cursor: Cursor) -> bool {
    cursor.number(1..=2).is_some()
}

/// "2019-05", and no day after it.
fn iso_month(cursor: &mut Cursor) -> Option<Part> {
    let mut ahead = *cursor;
    if year_first(&mut ahead).is_some() {
        return None;
    }
    let year = ahead.year();
    year?;
    if !ahead.eat_close_hyphen() {
        return None;
    }
    let number = ahead.close_number(2..=2)?.value;
    if number > 12 {
        return None;
    }
    *cursor = ahead;
    Some(Part { number, year })
}

/// "2019", "2014-2017", "2015-18".
fn years(cursor: &mut Cursor) -> Option<PeriodKind> {
    let mut ahead = *cursor;
    if year_first(&mut ahead).is_some() {
        return None;
    }
    let first = ahead.year()?;
    *cursor = ahead;
    let by_dash = matches!(ahead.kind(), Some(TokenKind::Hyphen | TokenKind::Dash));
    if !ahead.eat_range() {
        return Some(PeriodKind::Years(first, None));
    }
    if let Some(last) = ahead.year() {
        *cursor = ahead;
        return Some(PeriodKind::Years(first, Some(last)));
    }
    if let Some(number) = ahead.number(2..=2) {
        *cursor = ahead;
        return Some(short_end(first, &number, by_dash));
    }
    Some(PeriodKind::Years(first, None))
}

/// "2015-18" is years and "2019–05" a month; "2010–12" may be either, since only a hyphen makes an ISO month.
fn short_end(first: i16, number: &Number, by_dash: bool) -> PeriodKind {
    let short = i16::try_from(number.value).unwrap_or(0);
    let last = first - first % 100 + short;
    let part = Part { number: number.value, year: Some(first) };
    let month = i8::try_from(number.value).ok();
    let month = month.and_then(|month| Month::new(first, month));
    match month {
        Some(month) if by_dash && last > first => PeriodKind::MonthOrYears(month, first, last),
        Some(_) if by_dash => PeriodKind::Months(part, None),
        None if by_dash && last < first => PeriodKind::Months(part, None),
        _ => PeriodKind::Years(first, Some(last)),
    }
}

impl Period {
    /// The period that was meant; `year` is that of one without a year.
    pub(crate) fn resolve(&self, year: Option<i16>) -> Parsed<Span> {
        match self.kind {
            PeriodKind::Weeks(first, None) => Ok(Span::Week(self.week(first, year)?)),
            PeriodKind::Weeks(first, Some(last)) => {
                let (first, last) = with_years(first, last, year, 52);
                let (first, last) = (self.week(first, None)?, self.week(last, None)?);
                self.in_order(first < last, Span::Weeks(first, last))
            }
            PeriodKind::Months(first, None) => Ok(Span::Month(self.month(first, year)?)),
            PeriodKind::Months(first, Some(last)) => {
                let (first, last) = with_years(first, last, year, 12);
                let (first, last) = (self.month(first, None)?, self.month(last, None)?);
                self.in_order(first < last, Span::Months(first, last))
            }
            PeriodKind::Years(year, None) => Ok(Span::Year(year)),
            PeriodKind::Years(first, Some(last)) => self.in_order(first < last, Span::Years(first, last)),
            PeriodKind::MonthOrYears(month, first, last) => Err(self.fault(FaultKind::Ambiguous {
                a: When::of(false, Span::Month(month)),
                b: When::of(false, Span::Years(first, last)),
            })),
        }
    }

    fn fault(&self, kind: FaultKind) -> Fault {
        Fault::new(kind, self.span.clone())
    }

    fn in_order(&self, in_order: bool, span: Span) -> Parsed<Span> {
        in_order.then_some(span).ok_or_else(|| self.fault(FaultKind::EndBeforeStart))
    }

    fn week(&self, part: Part, given: Option<i16>) -> Parsed<Week> {
        let Some(year) = part.year.or(given) else {
            let date = Yearless::Week(part.number);
            return Err(self.fault(FaultKind::NoYear { date }));
        };
        let number = i8::try_from(part.number).unwrap_or(i8::MAX);
        Week::new(year, number).ok_or_else(|| {
            self.fault(FaultKind::NoSuchWeek { week: part.number, year, last_week: Week::last_of(year) })
        })
    }

    fn month(&self, part: Part, given: Option<i16>) -> Parsed<Month> {
        let month = part.number;
        let number = i8::try_from(month).unwrap_or(i8::MAX);
        let no_month = || self.fault(FaultKind::NoSuchMonth { month });
        match part.year.or(given) {
            Some(year) => Month::new(year, number).ok_or_else(no_month),
            None => {
                let date = Yearless::Month(number);
                Err(self.fault(FaultKind::NoYear { date }))
            }
        }
    }
}

/// The years of both ends, where one has it or it is given: over New Year the end is in the next year, if the range
/// is no longer than a quarter of a year of `numbers` parts.
fn with_years(first: Part, last: Part, given: Option<i16>, numbers: u32) -> (Part, Part) {
    let length = last.number.saturating_add(numbers).saturating_sub(first.number);
    let step = i16::from(last.number < first.number && length <= numbers / 4);
    let (from, to) = match (first.year, last.year, given) {
        (Some(from), Some(to), _) => (Some(from), Some(to)),
        (None, Some(to), _) => (Some(to - step), Some(to)),
        (Some(from), None, _) | (None, None, Some(from)) => (Some(from), from.checked_add(step)),
        (None, None, None) => (None, None),
    };
    let part = |part: Part, year| Part { year, ..part };
    (part(first, from), part(last, to))
}
