//! Meetings that repeat, as a network states them: when the first is, how they repeat, what is left out.

use jiff::civil::{Date, DateTime, Time};

use super::fields::SERIES;
use super::names::Known;
use super::network::{Where, venue};
use super::reader::{Fields, Reader, Said};
use super::series::{Rule, occurrences};
use super::time::duration::minutes;
use super::time::{Days, Hours, When, write};
use crate::content::yaml::Node;
use crate::diagnostics::{Diagnostic, Kind, Place as Position};

/// Recurring meetings of a network.
#[derive(Debug, Clone)]
pub struct Series {
    /// A title of its own.
    pub title: Option<String>,
    /// The first occurrence.
    pub first: Days,
    /// How it repeats.
    pub rule: Rule,
    /// The rule as the editor wrote it.
    pub words: String,
    /// The last day it may meet.
    pub until: Option<Date>,
    /// Days it does not meet.
    pub except: Vec<Said<Date>>,
    /// Where.
    pub venue: Option<Where>,
    /// A link, for meetings online.
    pub online: Option<String>,
    /// An identity that came from elsewhere.
    pub uid: Option<Said<String>>,
    /// Where it is stated.
    pub place: Position,
}

/// How many occurrences a page or check ever asks for.
const MOST: usize = 2000;

impl Series {
    /// The days it meets from `from` up to and not including `to`, without the excepted, at most `most` of them.
    pub fn occurrences(&self, from: Date, to: Date, most: usize) -> Vec<Days> {
        let starts = occurrences(&self.rule, self.start(), self.until, from..to, most.min(MOST));
        starts
            .into_iter()
            .filter(|start| self.except.iter().all(|day| day.value != start.date()))
            .filter_map(|start| self.on(start.date()))
            .collect()
    }

    /// Whether the rule meets on `date`, excepted or not.
    pub fn meets_on(&self, date: Date) -> bool {
        let Ok(next) = date.tomorrow() else { return false };
        !occurrences(&self.rule, self.start(), self.until, date..next, 1).is_empty()
    }

    /// The first start; midnight for whole days.
    pub fn start(&self) -> DateTime {
        self.first.start().unwrap_or_else(|| self.first.first().to_datetime(Time::midnight()))
    }

    /// The occurrence on `date`, with the series' times.
    fn on(&self, date: Date) -> Option<Days> {
        let length = self.first.last().since(self.first.first()).ok()?;
        let last = date.checked_add(length).ok()?;
        Days::new(date, last, self.first.hours()).ok()
    }
}

pub(super) fn series(fields: &Fields<'_>, reader: &mut Reader<'_>, known: &Known) -> Vec<Series> {
    fields.items("series").iter().filter_map(|node| one(node, reader, known)).collect()
}

fn one(node: &Node, reader: &mut Reader<'_>, known: &Known) -> Option<Series> {
    let entry = reader.entry(node, SERIES, "series");
    reader.only_one(&entry, "end", "duration");
    for name in ["start", "repeat"] {
        if entry.get(name).is_none() {
            reader.missing(&entry, name);
        }
    }
    let first = first(&entry, reader);
    let rule = rule(&entry, reader);
    let (first, (rule, words, place)) = (first?, rule?);
    let year = Some(first.first().year());
    let until = reader.day(&entry, "until", year);
    if let Some(until) = &until {
        reader.in_order(first.first(), until.value, until.place);
    }
    let series = Series {
        title: reader.plain(&entry, "title"),
        rule: rule.anchored(first.first()),
        words,
        until: until.map(|said| said.value),
        except: reader.days(entry.items("except"), "except", year),
        venue: venue(&entry, reader, known),
        online: reader.url(&entry, "online").map(|said| said.value),
        uid: reader.text(&entry, "uid"),
        place: node.place,
        first,
    };
    check_start(&series, place, reader);
    Some(series)
}

/// The first occurrence: `start` with its times, and an `end` or a `duration`.
fn first(entry: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Days> {
    let start = reader.when(entry, "start", None)?;
    let When::Exact(days) = start.value else {
        reader.tell(
            Diagnostic::new(Kind::WantsDay, start.place)
                .with("key", reader.language.key_name("start"))
                .with("text", start.value.iso()),
        );
        return None;
    };
    let Some(from) = days.start() else {
        tell_unused(entry, reader);
        return Some(days);
    };
    match reader.hours(entry, "end") {
        Some(said) => with_end(&days, from, said, reader),
        None => with_duration(days, from, entry, reader),
    }
}

fn with_end(start: &Days, from: DateTime, said: Said<Hours>, reader: &mut Reader<'_>) -> Option<Days> {
    // "9-10" beside a start at nine says the same twice.
    let hours = match said.value {
        Hours::From(end) => Hours::FromTo(from.time(), end),
        hours => hours,
    };
    let Ok(ended) = Days::new(start.first(), start.last(), hours) else {
        let text = write::hours(said.value, &reader.language.dates);
        reader.tell(Diagnostic::new(Kind::EndBeforeStart, said.place).with("text", text));
        return None;
    };
    tell_if_other(start, "end", &ended, said.place, reader);
    Some(ended)
}

fn with_duration(start: Days, from: DateTime, entry: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Days> {
    let Some(text) = reader.text(entry, "duration") else { return Some(start) };
    let Some(minutes) = minutes(&text) else {
        reader.tell(
            Diagnostic::new(Kind::NotADuration, text.place)
                .with("key", reader.language.key_name("duration"))
                .with("value", &text.value),
        );
        return Some(start);
    };
    let end = from.checked_add(jiff::Span::new().minutes(minutes)).ok()?;
    let ended = Days::new(start.first(), end.date(), Hours::FromTo(from.time(), end.time())).ok()?;
    tell_if_other(&start, "duration", &ended, text.place, reader);
    Some(ended)
}

/// Tells an end that the start does not have, where the start says more than when it begins.
fn tell_if_other(start: &Days, key: &str, ended: &Days, place: Position, reader: &mut Reader<'_>) {
    let has_days = start.first() != start.last();
    let has_end = matches!(start.hours(), Hours::FromTo(..));
    let differs = start.start() != ended.start()
        || has_days && start.last() != ended.last()
        || has_end && start.hours() != ended.hours();
    if differs {
        let long = |days: &Days| write::long(&(*days).into(), &reader.language.dates);
        let (first, second) = (long(start), long(ended));
        reader.when_twice(("start", first), (key, second), place);
    }
}

/// An end or a length says nothing where nobody knows at what time it starts.
fn tell_unused(entry: &Fields<'_>, reader: &mut Reader<'_>) {
    for name in ["end", "duration"] {
        if let Some(node) = entry.get(name) {
            let (key, start) = (reader.language.key_name(name), reader.language.key_name("start"));
            reader.tell(Diagnostic::new(Kind::NoStartTime, node.place).with("key", key).with("start", start));
        }
    }
}

fn rule(entry: &Fields<'_>, reader: &mut Reader<'_>) -> Option<(Rule, String, Position)> {
    let said = reader.text(entry, "repeat")?;
    match Rule::read(&said.value, &reader.language.rules) {
        Ok(rule) => Some((rule, said.value.clone(), said.place)),
        Err(fault) => {
            let word = said.value.get(fault.span.clone()).filter(|word| !word.is_empty()).map(str::to_owned);
            let examples = reader.language.word("rule_examples").to_owned();
            reader.tell(
                Diagnostic::new(Kind::BadRule, said.place)
                    .with("text", &said.value)
                    .with_some("word", word)
                    .with("examples", examples),
            );
            None
        }
    }
}

fn check_start(series: &Series, place: Position, reader: &mut Reader<'_>) {
    let start = series.first.first();
    if !series.rule.matches(start) {
        let end = start.checked_add(jiff::Span::new().years(2)).unwrap_or(start);
        let next =
            occurrences(&series.rule, series.start(), None, start..end, 2).into_iter().find(|at| at.date() != start);
        let words = &reader.language.dates;
        let start = write::day_long(start, words);
        let next = next.map(|at| write::day_long(at.date(), words));
        reader.tell(Diagnostic::new(Kind::RuleMissesStart, place).with("start", start).with_some("next", next));
        // On which days it meets is not clear before that is mended.
        return;
    }
    for day in &series.except {
        if !series.meets_on(day.value) {
            let words = &reader.language.dates;
            let date = write::day_long(day.value, words);
            reader.tell(Diagnostic::new(Kind::NoOccurrence, day.place).with("date", date));
        }
    }
}
