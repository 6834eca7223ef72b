//! Date fields: reads them with [`super::time`] and tells in words what does not read.

use jiff::civil::{Date, Time, Weekday};

use super::reader::{Fields, Reader, Said, nearest};
use super::time::read::{read_hours, read_when};
use super::time::{Fault, FaultKind, Hours, Note, When, Yearless, fitting_years, write};
use crate::content::yaml::Node;
use crate::diagnostics::{Diagnostic, Kind, Place};

impl Reader<'_> {
    /// A field's date, of any precision. A date without a year takes `year`.
    pub fn when(&mut self, fields: &Fields<'_>, name: &'static str, year: Option<i16>) -> Option<Said<When>> {
        let said = self.text(fields, name)?;
        self.as_when(&said, year)
    }

    /// A text as a date.
    pub fn as_when(&mut self, said: &Said<String>, year: Option<i16>) -> Option<Said<When>> {
        match read_when(&said.value, &self.language.dates, year) {
            Ok(reading) => {
                self.tell_notes(said, &reading.when, &reading.notes);
                Some(Said { value: reading.when, place: said.place })
            }
            Err(fault) => {
                self.tell_fault(said, &fault);
                None
            }
        }
    }

    /// A field's exact day, without time.
    pub fn day(&mut self, fields: &Fields<'_>, name: &'static str, year: Option<i16>) -> Option<Said<Date>> {
        let said = self.text(fields, name)?;
        self.as_day(&said, name, year)
    }

    /// A text as an exact day.
    pub fn as_day(&mut self, said: &Said<String>, name: &'static str, year: Option<i16>) -> Option<Said<Date>> {
        let when = self.as_when(said, year)?;
        match &when.value {
            When::Exact(days) if days.is_one_day() => Some(Said { value: days.first(), place: said.place }),
            _ => {
                self.tell(
                    Diagnostic::new(Kind::WantsDay, said.place)
                        .with("key", self.language.key_name(name))
                        .with("text", &said.value),
                );
                None
            }
        }
    }

    /// A list of exact days.
    pub fn days(&mut self, nodes: &[Node], name: &'static str, year: Option<i16>) -> Vec<Said<Date>> {
        let texts: Vec<Said<String>> = nodes.iter().filter_map(|node| self.as_text(node, name)).collect();
        texts.iter().filter_map(|said| self.as_day(said, name, year)).collect()
    }

    /// A field's clock times.
    pub fn hours(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<Said<Hours>> {
        let said = self.text(fields, name)?;
        match read_hours(&said.value, &self.language.dates) {
            Ok(hours) => Some(Said { value: hours, place: said.place }),
            Err(fault) => {
                self.tell_fault(&said, &fault);
                None
            }
        }
    }

    fn tell_notes(&mut self, said: &Said<String>, when: &When, notes: &[Note]) {
        for note in notes {
            let kind = match note {
                Note::ReadAsOneEvent => Kind::ReadAsOne,
                Note::HoursOverDays => Kind::HoursOverDays,
            };
            let days = write::long(when, &self.language.dates);
            self.tell(Diagnostic::new(kind, said.place).with("text", &said.value).with("days", days));
        }
    }

    fn tell_fault(&mut self, said: &Said<String>, fault: &Fault) {
        let place = fault_place(said, fault);
        let problem = self.fault(said, fault, place);
        self.tell(problem);
    }

    fn fault(&self, said: &Said<String>, fault: &Fault, place: Place) -> Diagnostic {
        let words = &self.language.dates;
        let text = said.value.as_str();
        let plain = |kind| Diagnostic::new(kind, place).with("text", text);
        match &fault.kind {
            FaultKind::WrongWeekday { written, right, date } => self.wrong_weekday(*written, *right, *date, place),
            FaultKind::NoSuchDay { month, last_day, .. } => {
                plain(Kind::NoSuchDay).with("month", self.month(*month)).with("last", last_day.to_string())
            }
            FaultKind::NoSuchMonth { month } => plain(Kind::NoSuchMonth).with("month", month.to_string()),
            FaultKind::NoSuchWeek { year, last_week, .. } => {
                plain(Kind::NoSuchWeek).with("year", year.to_string()).with("last", last_week.to_string())
            }
            FaultKind::NoSuchTime { .. } | FaultKind::NotATime => plain(Kind::NoSuchTime),
            FaultKind::UnclearHalf => plain(Kind::UnclearHalf),
            FaultKind::AboutTime => plain(Kind::RoughTime),
            FaultKind::TimeInDate => plain(Kind::TimeNotWanted),
            FaultKind::ShortYear { written } => plain(Kind::ShortYear).with("year", format!("20{written:02}")),
            FaultKind::Ambiguous { a, b } => {
                plain(Kind::AmbiguousDate).with("first", write::short(a, words)).with("second", write::short(b, words))
            }
            FaultKind::NoYear { date } => self.no_year(text, date, place),
            FaultKind::EndBeforeStart => plain(Kind::EndBeforeStart),
            FaultKind::NotConsecutive { first, second } => Diagnostic::new(Kind::NotConsecutive, place)
                .with("first", write::day_short(*first, words))
                .with("second", write::day_short(*second, words)),
            FaultKind::UnknownWord { word } => {
                let near = nearest(word, words.vocabulary()).map(str::to_owned);
                plain(Kind::NotADate).with("word", word).with_some("nearest", near)
            }
            FaultKind::TrailingText => {
                let rest = text.get(fault.span.clone()).unwrap_or_default().trim();
                plain(Kind::RestAfterDate).with("rest", rest)
            }
            FaultKind::Empty | FaultKind::NotADate => plain(Kind::NotADate),
        }
    }

    fn month(&self, number: i8) -> &str {
        let index = usize::try_from(number - 1).unwrap_or(usize::MAX);
        self.language.dates.months.get(index).map_or("", |names| names.full())
    }

    /// Gives the right weekday, and the nearest day that has the weekday as written.
    fn wrong_weekday(&self, written: Weekday, right: Weekday, date: Date, place: Place) -> Diagnostic {
        let words = &self.language.dates;
        let name = |weekday: Weekday| {
            let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
            words.weekdays.get(index).map_or("", |names| names.full()).to_owned()
        };
        let ahead = i64::from(written.since(right));
        let shift = if ahead > 3 { ahead - 7 } else { ahead };
        let other = date.checked_add(jiff::Span::new().days(shift)).ok();
        Diagnostic::new(Kind::WrongWeekday, place)
            .with("written", name(written))
            .with("right", name(right))
            .with("date", write::day_short(date, words))
            .with_some("other", other.map(|day| write::day_long(day, words)))
    }

    /// Names the years of this century that fit the weekday, where one was written.
    fn no_year(&self, text: &str, date: &Yearless, place: Place) -> Diagnostic {
        let problem = Diagnostic::new(Kind::NoYear, place).with("text", text);
        let Yearless::Day { month, day, weekday: Some(weekday) } = date else { return problem };
        let years = fitting_years(*month, *day, *weekday, 2016..=2032);
        problem.with("years", years.iter().map(i16::to_string).collect::<Vec<_>>().join(", "))
    }

    /// Tells clock times that daylight saving skips or repeats.
    pub fn check_clock(&mut self, date: Date, time: Time, zone: &jiff::tz::TimeZone, place: Place) {
        use super::time::zone::{Local, local};
        let words = &self.language.dates;
        let (clock, day) = (write::hours(Hours::From(time), words), write::day_short(date, words));
        match local(date.to_datetime(time), zone) {
            Local::Plain(_) => {}
            Local::Skipped { to, .. } => {
                let after = write::hours(Hours::From(to.time()), words);
                self.tell(
                    Diagnostic::new(Kind::SkippedHour, place)
                        .with("time", clock)
                        .with("date", day)
                        .with("after", after),
                );
            }
            Local::Repeated(_) => {
                self.tell(Diagnostic::new(Kind::RepeatedHour, place).with("time", clock).with("date", day))
            }
        }
    }
}

/// The bytes at fault, where the value stands in the file as it was read; else the whole value.
fn fault_place(said: &Said<String>, fault: &Fault) -> Place {
    let written = (said.place.end - said.place.start) as usize;
    if written == said.value.len() && !fault.span.is_empty() {
        said.place.within(fault.span.clone())
    } else {
        said.place
    }
}
