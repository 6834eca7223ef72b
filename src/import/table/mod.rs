//! Tables as spreadsheets write them: semicolons, commas or tabs, headings in any of our languages, dates as people type
//! them. Row → event.

mod cells;
mod columns;

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::event::{Event, Moment, is_web};
use super::prose;
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::language::Language;
use crate::model::meeting::Standing;
use crate::model::time::{Hours, When};
use cells::{Order, order, when_of};
use columns::{Column, column};

/// Reads the meetings of a table. A column that the site has no field for is told once, a cell that cannot be read where it
/// stands.
pub fn read(text: &str, file: FileId, language: &'static Language, problems: &mut Diagnostics) -> Vec<Event> {
    let separator = separator(text);
    let skipped = if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep=")) {
        text.find('\n').map_or(text.len(), |at| at + 1)
    } else {
        0
    };
    let body = text.get(skipped..).unwrap_or_default();
    let mut reader =
        ReaderBuilder::new().delimiter(separator).flexible(true).trim(Trim::All).from_reader(body.as_bytes());
    let headings = reader.headers().cloned().unwrap_or_default();
    let columns: Vec<Option<Column>> = headings.iter().map(column).collect();
    let heading_line = line_at(body, 0, skipped, file);
    for (heading, _) in
        headings.iter().zip(&columns).filter(|(heading, column)| column.is_none() && !heading.is_empty())
    {
        problems.push(Diagnostic::new(Kind::ImportColumn, heading_line).with("text", heading));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => rows.push(record),
            Err(_) => problems.push(Diagnostic::new(Kind::ImportUnreadable, heading_line)),
        }
    }
    let table = Table { order: order_of(&columns, &rows, language), columns, language, body, skipped, file };
    let events: Vec<Event> = rows.iter().filter_map(|record| table.event(record, problems)).collect();
    if events.is_empty() && !problems.block(false) {
        problems.push(Diagnostic::new(Kind::ImportEmpty, Place::top(file)));
    }
    events
}

/// The separator: as the first line says (`sep=;`), or the one that it holds most of.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    if let Some(said) = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and(first.as_bytes().get(4)) {
        return *said;
    }
    let count = |separator: char| first.matches(separator).count();
    [(';', b';'), (',', b','), ('\t', b'\t')]
        .into_iter()
        .max_by_key(|(c, byte)| (count(*c), *byte == b';'))
        .map_or(b';', |(_, byte)| byte)
}

/// Whether the day or the month comes first in dates of numbers alone, by what the whole table shows.
fn order_of(columns: &[Option<Column>], rows: &[StringRecord], language: &Language) -> Order {
    let dates =
        rows.iter().flat_map(|row| row.iter().zip(columns)).filter(|(_, column)| column.is_some_and(Column::is_date));
    order(dates.map(|(cell, _)| cell), language)
}

fn line_at(body: &str, from: usize, skipped: usize, file: FileId) -> Place {
    let rest = body.get(from..).unwrap_or_default();
    let start = from + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    let line = body.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    Place::new(file, skipped + start..skipped + start + line.len())
}

/// A table whose headings were understood.
struct Table<'a> {
    columns: Vec<Option<Column>>,
    order: Order,
    language: &'static Language,
    body: &'a str,
    skipped: usize,
    file: FileId,
}

impl Table<'_> {
    fn event(&self, record: &StringRecord, problems: &mut Diagnostics) -> Option<Event> {
        let from = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let place = line_at(self.body, from, self.skipped, self.file);
        let cells: BTreeMap<Column, &str> = self
            .columns
            .iter()
            .zip(record)
            .filter_map(|(column, cell)| Some(((*column)?, cell)).filter(|(_, cell)| !cell.is_empty()))
            .collect();
        let beyond: Vec<&str> = record.iter().skip(self.columns.len()).filter(|cell| !cell.is_empty()).collect();
        if !beyond.is_empty() {
            problems.push(Diagnostic::new(Kind::ImportExtra, place).with("text", beyond.join(" ")));
        }
        if cells.is_empty() {
            return None;
        }
        let mut row = Row { cells, place, table: self, problems };
        let name = row.text(Column::Title).unwrap_or_else(|| "…".to_owned());
        if row.text(Column::Private).is_some_and(|said| row.is_yes(&said)) {
            row.problems.push(Diagnostic::new(Kind::ImportPrivate, place).with("event", name));
            return None;
        }
        match row.when() {
            Ok(when) => Some(row.event(&when)),
            Err(column) => {
                let value = row.text(column);
                let key = value.as_ref().map(|_| column.name(self.language));
                let told = Diagnostic::new(Kind::ImportNoDate, place).with("event", name);
                row.problems.push(told.with_some("key", key).with_some("value", value));
                None
            }
        }
    }
}

/// A row by its columns.
struct Row<'a, 'p> {
    cells: BTreeMap<Column, &'a str>,
    place: Place,
    table: &'a Table<'a>,
    problems: &'p mut Diagnostics,
}

impl Row<'_, '_> {
    fn text(&self, column: Column) -> Option<String> {
        self.cells.get(&column).map(|cell| (*cell).to_owned())
    }

    fn is_yes(&self, said: &str) -> bool {
        Language::codes().filter_map(Language::of).any(|language| language.yes_or_no(said) == Some(true))
    }

    /// A cell that says nothing that can be read.
    fn unreadable(&mut self, column: Column) {
        let value = self.text(column).unwrap_or_default();
        let key = column.name(self.table.language);
        self.problems.push(Diagnostic::new(Kind::ImportValue, self.place).with("key", key).with("value", value));
    }

    fn date_of(&self, column: Column) -> Option<When> {
        when_of(self.cells.get(&column)?, self.table.order, self.table.language)
    }

    fn date(&mut self, column: Column) -> Option<When> {
        let when = self.date_of(column);
        if when.is_none() && self.cells.contains_key(&column) {
            self.unreadable(column);
        }
        when
    }

    fn hours(&mut self, column: Column) -> Option<Hours> {
        let text = self.text(column)?;
        let hours = cells::hours_of(&text, self.table.language);
        if hours.is_none() {
            self.unreadable(column);
        }
        hours
    }

    /// When it is, by all the columns that say so.
    ///
    /// # Errors
    /// The column that keeps it from being known.
    fn when(&mut self) -> Result<When, Column> {
        let start = self.date_of(Column::Start).ok_or(Column::Start)?;
        let all_day = self.text(Column::AllDay).is_some_and(|said| self.is_yes(&said));
        let from = if all_day { None } else { self.hours(Column::StartTime) };
        let to = if all_day { None } else { self.hours(Column::EndTime) };
        let end = self.date(Column::End);
        let last = if end.is_some() { Column::End } else { Column::EndTime };
        cells::together(&start, end.as_ref(), from, to).ok_or(last)
    }

    fn event(&mut self, when: &When) -> Event {
        let mut event = Event::new(self.place, Moment::Day(when.first_day()));
        match when.days() {
            None => event.rough = Some(when.clone()),
            Some(days) => {
                event.start = days.start().map_or(event.start, Moment::Local);
                let after = days.last().tomorrow().ok();
                let whole = days.start().is_none();
                event.end = if whole { after.map(Moment::Day) } else { days.end().map(Moment::Local) };
                // A start over several days without an end: the days are what is known.
                if days.end().is_none() && !days.is_one_day() {
                    event.rough = Some(when.clone());
                }
            }
        }
        event.uid = self.text(Column::Uid);
        event.title = self.text(Column::Title);
        event.body = self.text(Column::Text).map(|text| prose::markdown(&text)).unwrap_or_default();
        event.summary = self.text(Column::Summary);
        event.location = self.text(Column::Place).map(|text| prose::one_line(&text));
        event.network = self.text(Column::Network);
        event.region = self.text(Column::Region);
        event.categories = self
            .text(Column::Category)
            .map(|text| {
                text.split([';', ',']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
            })
            .unwrap_or_default();
        self.links(&mut event);
        event.standing = self.standing();
        event.sign_up.deadline = self.date(Column::Deadline);
        event.sign_up.price = self.text(Column::Price);
        event.sign_up.capacity = self.text(Column::Capacity).filter(|count| count.chars().all(|c| c.is_ascii_digit()));
        if event.sign_up.capacity.is_none() && self.cells.contains_key(&Column::Capacity) {
            self.unreadable(Column::Capacity);
        }
        event
    }

    fn links(&mut self, event: &mut Event) {
        event.online = self.text(Column::Online).filter(|text| is_web(text));
        if event.online.is_none() && self.cells.contains_key(&Column::Online) {
            self.unreadable(Column::Online);
        }
        match self.text(Column::SignUp) {
            Some(link) if is_web(&link) => event.sign_up.url = Some(link),
            Some(address) if address.contains('@') && !address.contains(' ') => event.sign_up.email = Some(address),
            Some(_) => self.unreadable(Column::SignUp),
            None => {}
        }
    }

    fn standing(&mut self) -> Standing {
        let Some(said) = self.text(Column::Status) else { return Standing::Confirmed };
        let known = crate::model::fields::MEETING_STATUS;
        let meant = Language::codes().filter_map(Language::of).find_map(|language| language.value(&said, known));
        match meant {
            Some("tentative") => Standing::Tentative,
            Some("cancelled") => Standing::Cancelled,
            Some("postponed") => Standing::Postponed,
            Some(_) => Standing::Confirmed,
            None => {
                self.unreadable(Column::Status);
                Standing::Confirmed
            }
        }
    }
}
