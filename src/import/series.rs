//! Recurring events: the lines of a network's `series`, and a new network's file around them.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::Target;
use super::event::{Event, Moment};
use super::front::Front;
use super::place::{Home, Site};
use super::write::{Made, ends_first};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind};
use crate::model::series::{End, Rule, Until, occurrences};
use crate::model::time::{When, write};
use crate::scaffold::{NewFile, yaml_text};

/// How many occurrences are compared to see whether two zones keep the same clock.
const COMPARED: usize = 400;

/// What became of the recurring events.
pub(super) struct Written {
    /// The new network's file, if a network is made.
    pub network: Option<Made>,
    /// UIDs of the series in it.
    pub uids: BTreeSet<String>,
}

/// The lines of all recurring events: in the file of a new network, or told as lines to add to an existing one.
pub(super) fn all(
    events: &[(usize, &Event, Home)],
    site: &Site<'_>,
    zone: &TimeZone,
    problems: &mut Diagnostics,
) -> Written {
    let mut uids = BTreeSet::new();
    let (mut numbers, mut entries, mut body) = (Vec::new(), Vec::new(), Vec::new());
    let mut summary = None;
    for (number, event, home) in events {
        let Some(entry) = entry(event, *home, &site.zone(*home, zone), site, problems) else { continue };
        match home {
            Home::Old(id) => {
                let has_others = !site.model.networks[*id].series.is_empty();
                let mut front = Front::new(site.language);
                if !has_others {
                    front.open("series");
                }
                front.entry(&entry);
                let file = site.sources.file(site.model.networks[*id].file).map_or("", |file| file.shown.as_str());
                let kind = if has_others { Kind::ImportSeriesToo } else { Kind::ImportSeries };
                let place = event.rule.as_ref().map_or(event.place, |rule| rule.place);
                let told = Diagnostic::new(kind, place).with("event", event.name()).with("file", file);
                problems.push(told.with("lines", front.into_lines().trim_end()));
            }
            Home::New => {
                numbers.push(*number);
                entries.push(entry);
                uids.extend(event.uid.clone());
                summary = summary.or_else(|| event.summary.clone());
                body.push(event.body.clone());
            }
        }
    }
    let network = new_network(site, zone, &entries, summary, &body.join("\n\n"));
    Written { network: network.map(|file| Made { file, events: numbers, is_network: true }), uids }
}

fn new_network(
    site: &Site<'_>,
    zone: &TimeZone,
    entries: &[Entry],
    summary: Option<String>,
    body: &str,
) -> Option<NewFile> {
    let Target::New(title) = site.target else { return None };
    let mut front = Front::new(site.language);
    front.text("title", Some(title));
    front.text("summary", summary.as_deref());
    if zone != &site.model.settings.zone {
        front.raw("time_zone", zone.iana_name().map(str::to_owned));
    }
    if !entries.is_empty() {
        front.open("series");
    }
    for entry in entries {
        front.entry(entry);
    }
    let path = format!("content/{}/index.md", site.folder(Home::New));
    Some(NewFile { path, text: front.finish(body) })
}

/// The fields of a series.
type Entry = [(&'static str, Option<String>); 8];

fn entry(event: &Event, home: Home, zone: &TimeZone, site: &Site<'_>, problems: &mut Diagnostics) -> Option<Entry> {
    let said = event.rule.as_ref()?;
    let told = |kind: Kind| Diagnostic::new(kind, said.place).with("event", event.name());
    let bad = |problems: &mut Diagnostics| problems.push(told(Kind::ImportRule).with("rule", &said.value));
    let Some(days) = event.days(zone) else {
        problems.push(ends_first(event, site));
        return None;
    };
    let Ok(rule) = Rule::read(&said.value, &site.language.rules) else {
        bad(problems);
        return None;
    };
    let rule = rule.in_zone(zone).anchored(days.first());
    if !rule.matches(days.first()) || event.standing != crate::model::meeting::Standing::Confirmed {
        bad(problems);
        return None;
    }
    if !keeps_its_clock(event, &rule, zone) {
        let name = own_zone(&event.start).and_then(|zone| zone.iana_name().map(str::to_owned)).unwrap_or_default();
        // No network meets by UTC: a program wrote its times so.
        let place = Some(name.as_str()).filter(|name| *name != "UTC");
        problems.push(told(Kind::ImportSeriesZone).with("zone", &name).with_some("place", place));
        return None;
    }
    let (repeat, until) = words(&rule, days.start(), site);
    let except: Vec<String> = event.except.iter().map(|moment| moment.day(zone).to_string()).collect();
    let dates = &site.language.dates;
    Some([
        ("title", title(event, home, site).as_deref().map(yaml_text)),
        ("start", Some(write::long(&When::Exact(days), dates))),
        ("repeat", Some(yaml_text(&repeat))),
        ("until", until.map(|day| write::day_long(day, dates))),
        ("except", (!except.is_empty()).then(|| format!("[{}]", except.join(", ")))),
        ("place", site.venue(home, event).as_deref().map(yaml_text)),
        ("online", event.online.as_deref().map(yaml_text)),
        ("uid", event.uid.as_deref().filter(|uid| Some(*uid) != implied(home, site).as_deref()).map(yaml_text)),
    ])
}

/// The UID that a network's first series has if nothing else is said.
fn implied(home: Home, site: &Site<'_>) -> Option<String> {
    let has_others = matches!(home, Home::Old(id) if !site.model.networks[id].series.is_empty());
    (!has_others).then(|| format!("series.{}@{}", site.id(home), site.model.settings.uid_domain))
}

fn title(event: &Event, home: Home, site: &Site<'_>) -> Option<String> {
    let (title, network) = (event.title.as_ref()?, site.title(home));
    let rest = title.strip_prefix(&network).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(title);
    (rest != network).then(|| rest.to_owned())
}

/// The rule as people say it, and the last day: UNTIL is a moment, at which the last meeting of its day may begin.
fn words(rule: &Rule, start: Option<DateTime>, site: &Site<'_>) -> (String, Option<Date>) {
    let until = match rule.end() {
        End::Never | End::After(_) => None,
        End::Until(Until::Date(day)) => Some(*day),
        End::Until(Until::Local(moment)) => Some(last_day(*moment, start)),
        End::Until(Until::Instant(instant)) => Some(last_day(TimeZone::UTC.to_datetime(*instant), start)),
    };
    let rule = if until.is_some() { rule.without_end() } else { rule.clone() };
    let said = rule.words(&site.language.rules).filter(|words| {
        Rule::read(words, &site.language.rules)
            .is_ok_and(|read| start.map_or(read.clone(), |start| read.anchored(start.date())) == rule)
    });
    (said.unwrap_or_else(|| rule.rrule()), until)
}

fn last_day(until: DateTime, start: Option<DateTime>) -> Date {
    let is_too_early = start.is_some_and(|start| until.time() < start.time());
    if is_too_early { until.date().yesterday().unwrap_or(until.date()) } else { until.date() }
}

fn own_zone(moment: &Moment) -> Option<&TimeZone> {
    match moment {
        Moment::Zoned(_, zone) => Some(zone),
        Moment::Day(_) | Moment::Local(_) => None,
    }
}

/// Whether every occurrence stands at one clock time in `zone` too: a rule is in local time.
fn keeps_its_clock(event: &Event, rule: &Rule, zone: &TimeZone) -> bool {
    let Moment::Zoned(start, own) = &event.start else { return true };
    if own == zone {
        return true;
    }
    let all = occurrences(&rule.without_end(), *start, None, start.date()..Date::MAX, COMPARED);
    let shift =
        |time: DateTime| Moment::Zoned(time, own.clone()).in_zone(zone).since(time).ok().map(|span| span.fieldwise());
    let same_day = Moment::Zoned(*start, own.clone()).in_zone(zone).date() == start.date();
    // A time in UTC is a program's way of writing, not where the meeting is held.
    same_day && all.iter().all(|time| shift(*time) == shift(*start))
}

/// The zone of a new network: that of its events if they all are in one that keeps another clock than the site's.
pub(super) fn zone_of_new(events: &[Event], site: &TimeZone) -> TimeZone {
    let zones: Vec<&TimeZone> = events.iter().filter_map(|event| own_zone(&event.start)).collect();
    let Some(first) = zones.first() else { return site.clone() };
    let is_named = first.iana_name().is_some_and(|name| name != "UTC");
    let is_one = zones.iter().all(|zone| zone == first);
    let differs = |event: &Event| matches!(&event.start, Moment::Zoned(time, own) if own.to_ambiguous_timestamp(*time).compatible().ok() != site.to_ambiguous_timestamp(*time).compatible().ok());
    if is_named && is_one && events.iter().any(differs) { (*first).clone() } else { site.clone() }
}
