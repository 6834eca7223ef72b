//! The proof of an import: the site is built with the new files, in memory. A file with an error is not written, and an
//! event that would be published otherwise than it came in is told.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::event::{Event, Moment};
use super::place::Site;
use super::write::Made;
use crate::Built;
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Severity};
use crate::language::fold::{self, slug};
use crate::ledger::{Entry, Key, Part};
use crate::model::meeting::is_period;
use crate::model::time::Days;
use crate::sources::{SourceFile, Sources};

/// The files that the site builds with; the others are told with the reason.
pub(super) fn good(
    made: Vec<Made>,
    events: &[Event],
    site: &Site<'_>,
    sources: &Sources,
    problems: &mut Diagnostics,
) -> Vec<Made> {
    if made.is_empty() {
        return made;
    }
    let with = with(sources, &made);
    let built = crate::build(&with);
    let bad = errors(&built, &with, &made, site);
    let mut kept = Vec::new();
    for made in made {
        match bad.iter().find(|(path, _)| *path == made.file.path) {
            Some((_, why)) => {
                for event in made.events.iter().filter_map(|number| events.get(*number)) {
                    problems.push(
                        Diagnostic::new(Kind::ImportNotGood, event.place).with("event", event.name()).with("why", why),
                    );
                }
            }
            None => {
                let own = made.events.iter().filter_map(|number| events.get(*number));
                own.for_each(|event| compare(event, &made, &built, site, problems));
                kept.push(made);
            }
        }
    }
    kept
}

/// The site with the new files in it.
fn with(sources: &Sources, made: &[Made]) -> Sources {
    let mut files = sources.files.clone();
    files.extend(made.iter().map(|made| SourceFile {
        path: fold::composed(made.file.path.strip_prefix("content/").unwrap_or(&made.file.path)).into_owned(),
        shown: made.file.path.clone(),
        bytes: made.file.text.as_bytes().into(),
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Sources {
        files,
        themes: Vec::new(),
        problems: Diagnostics::default(),
        today: sources.today,
        base_url: sources.base_url.clone(),
        drafts: false,
        accept_losses: true,
    }
}

/// The first error of each new file, in words.
fn errors(built: &Built, sources: &Sources, made: &[Made], site: &Site<'_>) -> Vec<(String, String)> {
    let new: BTreeSet<&str> = made.iter().map(|made| made.file.path.as_str()).collect();
    let shown = |file: FileId| sources.file(file).map(|file| file.shown.as_str());
    let errors = built.problems.iter().filter(|problem| problem.kind.severity() == Severity::Error);
    let placed = errors.filter_map(|problem| {
        let path = problem.place.and_then(|place| shown(place.file)).filter(|path| new.contains(path))?;
        Some((path.to_owned(), site.language.message(problem).sentence))
    });
    placed.collect()
}

/// Tells what an event would say otherwise once it is published.
fn compare(event: &Event, made: &Made, built: &Built, site: &Site<'_>, problems: &mut Diagnostics) {
    if event.rough.is_some() {
        return;
    }
    let path = made.file.path.strip_prefix("content/").unwrap_or_default();
    let below = path.split_once('/').map_or("", |(_, rest)| rest).trim_end_matches(".md");
    let page = below.split('/').map(slug).collect::<Vec<_>>().join("/");
    let entry = match &event.uid {
        Some(uid) => {
            let is_it =
                |(key, entry): &(&Key, &Entry)| key.uid == *uid && (made.is_network || entry.facts.page == page);
            built.ledger.events.iter().find(is_it).map(|(_, entry)| entry)
        }
        None => {
            built.ledger.events.values().find(|entry| entry.facts.page == page && entry.facts.part == Part::Meeting)
        }
    };
    let told = |property: &str| {
        Diagnostic::new(Kind::ImportDiffers, event.place).with("event", event.name()).with("property", property)
    };
    let Some(entry) = entry else {
        let days = event.days(&site.model.settings.zone).filter(is_period);
        problems.push(days.map_or_else(|| told("UID"), |days| period(event, &days)));
        return;
    };
    let zone = TimeZone::get(&entry.facts.zone).unwrap_or(TimeZone::UTC);
    if !is_same_time(event, &entry.facts.days, &zone) {
        problems.push(told("DTSTART/DTEND"));
    }
}

/// Days so many that the site shows them as a period: they are in no calendar to compare with.
fn period(event: &Event, days: &Days) -> Diagnostic {
    Diagnostic::new(Kind::LongMeeting, event.place).with("days", days.count().to_string())
}

fn is_same_time(event: &Event, days: &Days, zone: &TimeZone) -> bool {
    let instant =
        |moment: &Moment| -> Option<Timestamp> { zone.to_ambiguous_timestamp(moment.in_zone(zone)).compatible().ok() };
    let at =
        |time: Option<jiff::civil::DateTime>| time.and_then(|time| zone.to_ambiguous_timestamp(time).compatible().ok());
    if let Moment::Day(day) = event.start {
        return days.start().is_none() && days.first() == day;
    }
    let minutes = |instant: Option<Timestamp>| instant.map(|instant| instant.as_second() / 60);
    let end = event.end.as_ref().filter(|end| **end != event.start).and_then(instant);
    minutes(instant(&event.start)) == minutes(at(days.start())) && minutes(end) == minutes(at(days.end()))
}
