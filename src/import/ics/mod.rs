//! iCalendar files (RFC 5545), as Outlook, Google, Apple and husting export them: text → events.
//!
//! `lines` and `components` take the text apart, `zones` says what a TZID means, `times` reads dates, `event` makes an
//! event of a VEVENT and tells which of its lines the site has no field for, `ours` undoes what husting's own feeds add.
//! A reader of our own, since no library says on which line a property stands, and that is what one must be told.

mod components;
mod event;
mod lines;
mod ours;
mod times;
mod zones;

use jiff::tz::TimeZone;

use super::event::Event;
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use components::Component;
use zones::Zones;

/// Components that hold no event and say nothing that a site could show.
const QUIET: &[&str] = &["VTIMEZONE"];

/// Reads the events of a file. `likely` is the zone of the site: what a zone that is known by its rules alone is compared
/// with.
pub fn read(text: &str, file: FileId, likely: &TimeZone, problems: &mut Diagnostics) -> Vec<Event> {
    let (calendars, faults) = components::read(text);
    for fault in faults {
        problems.push(Diagnostic::new(Kind::ImportUnreadable, Place::new(file, fault)));
    }
    let mut events = Vec::new();
    for calendar in calendars.iter().filter(|calendar| calendar.name == "VCALENDAR") {
        let around = Around { calendar, zones: Zones::of(calendar), file, likely };
        events.extend(calendar.all("VEVENT").filter_map(|component| event::event(component, &around, problems)));
        for other in calendar.parts.iter().filter(|part| part.name != "VEVENT" && !QUIET.contains(&part.name.as_str()))
        {
            let named = other.text("SUMMARY").unwrap_or_else(|| other.name.clone());
            problems.push(
                Diagnostic::new(Kind::ImportUnmapped, Place::new(file, other.place.clone()))
                    .with("event", named)
                    .with("property", &other.name),
            );
        }
    }
    if events.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::new(Kind::ImportEmpty, Place::top(file)));
    }
    events
}

/// What an event is read with.
struct Around<'a> {
    calendar: &'a Component,
    zones: Zones,
    file: FileId,
    likely: &'a TimeZone,
}

impl Around<'_> {
    fn place(&self, range: &std::ops::Range<usize>) -> Place {
        Place::new(self.file, range.clone())
    }
}
