//! A VEVENT as an event. Which of its lines the site has no field for is told; lines that husting makes itself, or that
//! steer a program and tell a reader nothing, are left without a word.

use std::collections::BTreeSet;

use super::super::event::{Event, Moment, is_web};
use super::super::prose;
use super::components::Component;
use super::lines::Line;
use super::{Around, ours, times};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind};
use crate::model::meeting::Standing;
use crate::model::reader::Said;

/// Lines that become part of a meeting.
const READ: &[&str] = &[
    "UID",
    "RECURRENCE-ID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXDATE",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "URL",
    "CONFERENCE",
    "STATUS",
    "CATEGORIES",
    "ORGANIZER",
    "CONTACT",
    "ATTACH",
    "RELATED-TO",
    "CLASS",
];

/// Lines that the ledger makes, or that tell a reader nothing.
const QUIET: &[&str] =
    &["VALARM", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "PRIORITY", "X-ALT-DESC", "COLOR"];

/// What programs write for themselves.
const PROGRAMS: &[&str] =
    &["X-MICROSOFT-", "X-MS-", "X-APPLE-", "X-GOOGLE-", "X-MOZ-", "X-LIC-", "X-WR-", "X-EVOLUTION-", "X-OUTLOOK-"];

/// Lines in which programs hide the link to a meeting online.
const ONLINE: &[&str] = &["CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"];

/// Reads an event; what keeps it from being one is told.
pub(super) fn event(component: &Component, around: &Around<'_>, problems: &mut Diagnostics) -> Option<Event> {
    let name = component.text("SUMMARY").or_else(|| component.text("UID")).unwrap_or_else(|| "…".to_owned());
    let place = around.place(&component.place);
    if component.text("CLASS").is_some_and(|class| !class.eq_ignore_ascii_case("PUBLIC")) {
        problems.push(Diagnostic::new(Kind::ImportPrivate, place).with("event", name));
        return None;
    }
    let line = component.line("DTSTART");
    let Some(start) = line.and_then(|line| times::moment(line, around, problems)) else {
        let told = Diagnostic::new(Kind::ImportNoDate, line.map_or(place, |line| around.place(&line.place)));
        let (key, value) = (line.map(|_| "DTSTART"), line.map(|line| line.value.as_str()));
        problems.push(told.with("event", name).with_some("key", key).with_some("value", value));
        return None;
    };
    tell_unmapped(component, &name, around, problems);
    let mut event = Event::new(place, start);
    when(&mut event, component, around, problems);
    what(&mut event, component, around);
    relations(&mut event, component);
    ours::tidy(&mut event, component, around);
    Some(event)
}

fn tell_unmapped(component: &Component, name: &str, around: &Around<'_>, problems: &mut Diagnostics) {
    let is_quiet = |line: &Line| {
        let own = line.name.as_str();
        READ.contains(&own) || QUIET.contains(&own) || PROGRAMS.iter().any(|prefix| own.starts_with(prefix))
    };
    // A file within the calendar, or an address that no browser opens.
    let is_no_link = |line: &Line| matches!(line.name.as_str(), "ATTACH" | "URL") && !is_web(&line.value);
    let lines = component.lines.iter().filter(|line| !is_quiet(line) || is_no_link(line));
    let lines = lines.map(|line| (line.name.as_str(), &line.place));
    let parts = component
        .parts
        .iter()
        .filter(|part| !QUIET.contains(&part.name.as_str()))
        .map(|part| (part.name.as_str(), &part.place));
    // An exception that holds for all later occurrences as well is taken over for its own day alone.
    let lasting = component.line("RECURRENCE-ID").filter(|line| line.parameter("RANGE").is_some());
    let lasting = lasting.map(|line| ("RANGE=THISANDFUTURE", &line.place));
    let mut told = BTreeSet::new();
    for (property, range) in lines.chain(parts).chain(lasting).filter(|(property, _)| told.insert(*property)) {
        problems.push(
            Diagnostic::new(Kind::ImportUnmapped, around.place(range)).with("event", name).with("property", property),
        );
    }
}

fn when(event: &mut Event, component: &Component, around: &Around<'_>, problems: &mut Diagnostics) {
    let end = component.line("DTEND").and_then(|line| times::moment(line, around, problems));
    event.end = end.or_else(|| times::after(&event.start, &component.text("DURATION")?));
    if component.text("X-MICROSOFT-CDO-ALLDAYEVENT").is_some_and(|said| said.eq_ignore_ascii_case("TRUE")) {
        (event.start, event.end) = times::whole_days(event.start.clone(), event.end.take());
    }
    event.occurrence = component.line("RECURRENCE-ID").and_then(|line| times::moment(line, around, problems));
    event.rule = component
        .line("RRULE")
        .map(|line| Said { value: line.value.trim().to_owned(), place: around.place(&line.place) });
    let excepted = component.lines.iter().filter(|line| line.name == "EXDATE");
    let except: Vec<Moment> = excepted.flat_map(|line| times::moments(line, around, problems)).collect();
    event.except = except;
}

fn what(event: &mut Event, component: &Component, around: &Around<'_>) {
    let said = |name: &str| component.line(name).map(|line| (line.text().trim().to_owned(), around.place(&line.place)));
    event.uid = component.text("UID");
    event.title = component.text("SUMMARY").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    event.location = component.text("LOCATION").map(|text| prose::one_line(&text));
    event.body = component.text("DESCRIPTION").unwrap_or_default();
    event.standing = match component.text("STATUS").map(|text| text.to_ascii_uppercase()).as_deref() {
        Some("TENTATIVE") => Standing::Tentative,
        Some("CANCELLED" | "CANCELED") => Standing::Cancelled,
        _ if around.calendar.text("METHOD").is_some_and(|method| method.eq_ignore_ascii_case("CANCEL")) => {
            Standing::Cancelled
        }
        _ => Standing::Confirmed,
    };
    event.online = component
        .lines
        .iter()
        .find(|line| ONLINE.contains(&line.name.as_str()) && is_web(&line.value))
        .map(|line| line.value.clone());
    event.categories = component.lines.iter().filter(|line| line.name == "CATEGORIES").flat_map(Line::texts).collect();
    event.network = ["X-WR-CALNAME", "NAME"].iter().find_map(|name| around.calendar.text(name));
    event.is_from_calendar = true;
    event.organiser = said("ORGANIZER").and_then(|(value, place)| {
        let address = value.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")).and(value.get(7..))?;
        Some(Said { value: address.to_owned(), place })
    });
    event.contact = said("CONTACT").map(|(value, place)| Said { value, place });
    let links =
        component.lines.iter().filter(|line| matches!(line.name.as_str(), "URL" | "ATTACH") && is_web(&line.value));
    event.documents = links.map(|line| (line.parameter("FILENAME").map(str::to_owned), line.value.clone())).collect();
}

fn relations(event: &mut Event, component: &Component) {
    for line in component.lines.iter().filter(|line| line.name == "RELATED-TO") {
        match line.parameter("RELTYPE") {
            Some("SIBLING") => event.siblings.push(line.text()),
            Some("PARENT") | None => event.deadline_of = Some(line.text()),
            Some(_) => {}
        }
    }
}
