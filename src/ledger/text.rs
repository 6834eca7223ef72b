//! `content/ledger.yaml`: one line a thing, sorted, so that two editors' ledgers merge line by line and a person can read it.
//!
//! An event's line holds pairs of a word and a value, divided by ` | `; what is as usual is left out, the title comes last.
//! Where git left both sides of a conflict, a thing may stand there twice: of an event the later one counts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::{Entry, FILE, Facts, Fingerprint, Key, Ledger, Life, Part, Shown, start_of};
use crate::content::yaml::{Node, Value};
use crate::content::{Content, DataFile};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind, Place};
use crate::model::time::{Days, Hours};

/// The line that says in which zone all times are that name none.
const ZONE: &str = "zone";
/// Between the pairs of a line.
const BAR: &str = " | ";
/// What the section of a further language's events begins with, before its code.
const EVENTS_IN: &str = "events ";
/// Before the address that an old one leads to.
const ARROW: &str = "-> ";
/// What a line comes to in octets, roughly; of an event twice that.
const ENTRY: usize = 144;

/// The ledger as it was read.
#[derive(Debug, Default)]
pub struct Memory(Option<Remembered>);

#[derive(Debug)]
struct Remembered {
    file: Arc<DataFile>,
    ledger: Arc<Ledger>,
    found: Diagnostics,
}

fn file(content: &Content) -> Option<&Arc<DataFile>> {
    content.data.iter().find(|file| file.path == FILE)
}

impl Ledger {
    /// Reads `ledger.yaml` out of the content; empty if there is none. What cannot be read is told at its line.
    pub fn read(content: &Content, problems: &mut Diagnostics) -> Ledger {
        file(content).map(|file| Ledger::of(file, problems)).unwrap_or_default()
    }

    /// The same where it was read before.
    pub fn read_again(content: &Content, memory: &mut Memory, problems: &mut Diagnostics) -> Arc<Ledger> {
        let Some(file) = file(content) else { return Arc::default() };
        let known = memory.0.take().filter(|known| Arc::ptr_eq(&known.file, file));
        let known = known.unwrap_or_else(|| {
            let mut found = Diagnostics::default();
            let ledger = Arc::new(Ledger::of(file, &mut found));
            Remembered { file: Arc::clone(file), ledger, found }
        });
        problems.extend(known.found.clone());
        let ledger = Arc::clone(&known.ledger);
        memory.0 = Some(known);
        ledger
    }

    fn of(file: &DataFile, problems: &mut Diagnostics) -> Ledger {
        let mut ledger = Ledger::default();
        let Value::Fields(sections) = &file.node.value else { return ledger };
        for (name, section) in sections {
            if let (ZONE, Value::Text(zone)) = (name.text.as_str(), &section.value) {
                ledger.zone.clone_from(zone);
                continue;
            }
            let entries = match &section.value {
                Value::Fields(entries) => entries.as_slice(),
                Value::Empty => &[],
                _ => {
                    broken(section.place, problems);
                    continue;
                }
            };
            for (key, node) in entries {
                if ledger.take(&name.text, &key.text, node).is_none() {
                    broken(key.place, problems);
                }
            }
        }
        ledger
    }

    /// Takes a line of a section; none if it cannot be read.
    fn take(&mut self, section: &str, key: &str, node: &Node) -> Option<()> {
        let value = match &node.value {
            Value::Text(value) => value.as_str(),
            Value::Empty => "",
            Value::List(_) | Value::Fields(_) => return None,
        };
        match section {
            "feeds" => {
                self.feeds.insert(key.to_owned(), value.to_owned());
            }
            "pages" => {
                self.pages.insert(unrooted(key).to_owned(), shown(value));
            }
            "events" => take_event(&mut self.events, key, value, &self.zone)?,
            _ => {
                let code = section.strip_prefix(EVENTS_IN)?;
                take_event(self.translations.entry(code.to_owned()).or_default(), key, value, &self.zone)?;
            }
        }
        Some(())
    }

    /// The file to keep with the content.
    pub fn to_yaml(&self) -> String {
        // Grown by doubling, it would for a moment take three times the place.
        let mut out = String::with_capacity(ENTRY * (self.feeds.len() + self.pages.len() + 2 * self.events.len()));
        for line in self.heading.lines() {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "# {line}");
        }
        let _ = writeln!(out, "zone: {}", quoted(&self.zone));
        out.push_str("feeds:\n");
        for (address, title) in &self.feeds {
            let _ = writeln!(out, "  {}: {}", quoted(address), quoted(title));
        }
        out.push_str("pages:\n");
        for (address, page) in &self.pages {
            let value = match page {
                Shown::Page(title) => quoted(title),
                Shown::Redirect(to) => quoted(&format!("{ARROW}/{to}")),
            };
            let _ = writeln!(out, "  {}: {value}", quoted(&format!("/{address}")));
        }
        out.push_str("events:\n");
        self.write_events(&self.events, &mut out);
        for (code, events) in &self.translations {
            let _ = writeln!(out, "{EVENTS_IN}{code}:");
            self.write_events(events, &mut out);
        }
        out
    }

    fn write_events(&self, events: &BTreeMap<Key, Entry>, out: &mut String) {
        for (key, entry) in events {
            let _ = writeln!(out, "  {}: {}", quoted(&key.to_string()), quoted(&line(key, entry, &self.zone)));
        }
    }
}

/// Takes an event's line; none if it cannot be read. Of two entries of one event the later in number counts, and the later
/// stamp.
fn take_event(events: &mut BTreeMap<Key, Entry>, key: &str, value: &str, zone: &str) -> Option<()> {
    let key = read_key(key);
    let entry = read_entry(&key, value, zone)?;
    let kept = match events.remove(&key) {
        Some(other) => {
            let changed = other.changed.max(entry.changed);
            let created = other.created.min(entry.created);
            let rank = |entry: &Entry| (entry.sequence, entry.changed);
            let later = if rank(&other) > rank(&entry) { other } else { entry };
            Entry { changed, created, ..later }
        }
        None => entry,
    };
    events.insert(key, kept);
    Some(())
}

fn broken(place: Place, problems: &mut Diagnostics) {
    problems.push(Diagnostic::new(Kind::LedgerBroken, place));
}

fn unrooted(address: &str) -> &str {
    address.strip_prefix('/').unwrap_or(address)
}

fn shown(value: &str) -> Shown {
    match value.strip_prefix(ARROW) {
        Some(to) => Shown::Redirect(unrooted(to).to_owned()),
        None => Shown::Page(value.to_owned()),
    }
}

/// A text in quotation marks; line ends, which no title has on purpose, become spaces.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    if text.contains(|c: char| c.is_control() || matches!(c, '\\' | '"')) {
        for c in text.chars() {
            match c {
                '\\' | '"' => out.extend(['\\', c]),
                c => out.push(if c.is_control() { ' ' } else { c }),
            }
        }
    } else {
        out.push_str(text);
    }
    out.push('"');
    out
}

fn read_key(text: &str) -> Key {
    let occurrence = text.rsplit_once(" #").and_then(|(uid, day)| Some((uid, day.parse::<Date>().ok()?)));
    match occurrence {
        Some((uid, day)) => Key { uid: uid.to_owned(), occurrence: Some(day) },
        None => Key::alone(text),
    }
}

/// The page that follows from a UID as we make them: `2027-05-20.forum@example.dk`, `2027-05-20.forum-frist@example.dk`.
fn implied_page(key: &Key, part: Part) -> Option<String> {
    let (local, _) = key.uid.rsplit_once('@')?;
    let local = match part {
        Part::Meeting => local,
        Part::Deadline => local.rsplit_once('-')?.0,
        Part::Series => return None,
    };
    let (name, network) = local.rsplit_once('.')?;
    Some(format!("{network}/{name}"))
}

fn line(key: &Key, entry: &Entry, zone: &str) -> String {
    let facts = &entry.facts;
    let mut pairs = Vec::new();
    if implied_page(key, facts.part).as_ref() != Some(&facts.page) {
        pairs.push(format!("page {}", facts.page));
    }
    match facts.part {
        Part::Meeting => {}
        Part::Deadline => pairs.push("deadline".to_owned()),
        Part::Series => pairs.push("series".to_owned()),
    }
    if facts.life == Life::Gone {
        pairs.push("gone".to_owned());
    }
    pairs.push(format!("when {}", write_days(&facts.days)));
    if facts.zone != zone {
        pairs.push(format!("zone {}", facts.zone));
    }
    pairs.extend(facts.rule.as_ref().map(|rule| format!("rule {rule}")));
    pairs.extend(facts.until.map(|day| format!("until {day}")));
    pairs.extend(facts.was.as_ref().map(|days| format!("was {}", write_days(days))));
    pairs.extend(facts.region.as_ref().map(|region| format!("region {}", region.replace('|', "/"))));
    if entry.sequence > 0 {
        pairs.push(format!("sequence {}", entry.sequence));
    }
    pairs.push(format!("changed {}", write_stamp(entry.changed)));
    if entry.created != entry.changed {
        pairs.push(format!("created {}", write_stamp(entry.created)));
    }
    pairs.push(format!("print {}", entry.fingerprint));
    pairs.push(format!("title {}", facts.title));
    pairs.join(BAR)
}

/// An event's line as found, pair by pair.
#[derive(Default)]
struct Pairs<'a> {
    page: Option<&'a str>,
    part: Option<Part>,
    life: Option<Life>,
    days: Option<Days>,
    zone: Option<&'a str>,
    rule: Option<String>,
    until: Option<Date>,
    was: Option<Days>,
    region: Option<String>,
    sequence: Option<u32>,
    changed: Option<Timestamp>,
    created: Option<Timestamp>,
    fingerprint: Option<Fingerprint>,
}

fn read_entry(key: &Key, line: &str, zone: &str) -> Option<Entry> {
    let (rest, title) = line.split_once(" | title ").unwrap_or((line, ""));
    let mut found = Pairs::default();
    for pair in rest.split(BAR) {
        let (word, value) = pair.split_once(' ').unwrap_or((pair, ""));
        match word {
            "page" => found.page = Some(value),
            "deadline" => found.part = Some(Part::Deadline),
            "series" => found.part = Some(Part::Series),
            "gone" => found.life = Some(Life::Gone),
            "when" => found.days = Some(read_days(value)?),
            "zone" => found.zone = Some(value),
            "rule" => found.rule = Some(value.to_owned()),
            "until" => found.until = Some(value.parse().ok()?),
            "was" => found.was = Some(read_days(value)?),
            "region" => found.region = Some(value.to_owned()),
            "sequence" => found.sequence = Some(value.parse().ok()?),
            "changed" => found.changed = Some(read_stamp(value)?),
            "created" => found.created = Some(read_stamp(value)?),
            "print" => found.fingerprint = Some(value.parse().ok()?),
            // A later husting's word: what it says is not needed here.
            _ => {}
        }
    }
    let changed = found.changed?;
    let part = found.part.unwrap_or(Part::Meeting);
    Some(Entry {
        facts: Facts {
            page: found.page.map(str::to_owned).or_else(|| implied_page(key, part))?,
            part,
            days: found.days?,
            zone: found.zone.unwrap_or(zone).to_owned(),
            rule: found.rule,
            until: found.until,
            was: found.was,
            region: found.region,
            life: found.life.unwrap_or(Life::Present),
            title: title.to_owned(),
        },
        fingerprint: found.fingerprint?,
        sequence: found.sequence.unwrap_or(0),
        changed,
        created: found.created.unwrap_or(changed),
    })
}

/// A stamp, as a day alone where it is that day's first second.
fn write_stamp(stamp: Timestamp) -> String {
    let day = jiff::tz::Offset::UTC.to_datetime(stamp).date();
    if start_of(day) == stamp { day.to_string() } else { stamp.to_string() }
}

fn read_stamp(text: &str) -> Option<Timestamp> {
    if text.contains('T') { text.parse().ok() } else { text.parse().ok().map(start_of) }
}

/// `2027-05-20`, `2027-04-20/2027-04-21`, `2027-05-20T10:00`, `2027-05-20T10:00/2027-05-20T15:30`; an end at midnight is
/// 24:00 of the last day.
fn write_days(days: &Days) -> String {
    let (first, last) = (days.first(), days.last());
    let time = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
    match days.hours() {
        Hours::AllDay if first == last => first.to_string(),
        Hours::AllDay => format!("{first}/{last}"),
        Hours::From(start) if first == last => format!("{first}T{}", time(start)),
        Hours::From(start) => format!("{first}T{}/{last}", time(start)),
        Hours::FromTo(start, Time::MIN) => format!("{first}T{}/{last}T24:00", time(start)),
        Hours::FromTo(start, end) => format!("{first}T{}/{last}T{}", time(start), time(end)),
    }
}

fn read_days(text: &str) -> Option<Days> {
    let point = |text: &str| -> Option<(Date, Option<Time>)> {
        let Some((day, time)) = text.split_once('T') else { return Some((text.parse().ok()?, None)) };
        let time = if time == "24:00" { Time::MIN } else { time.parse().ok()? };
        Some((day.parse().ok()?, Some(time)))
    };
    let (first, last) = match text.split_once('/') {
        Some((first, last)) => (point(first)?, Some(point(last)?)),
        None => (point(text)?, None),
    };
    let hours = match (first.1, last.and_then(|(_, time)| time)) {
        (None, _) => Hours::AllDay,
        (Some(start), None) => Hours::From(start),
        (Some(start), Some(end)) => Hours::FromTo(start, end),
    };
    Days::new(first.0, last.map_or(first.0, |(day, _)| day), hours).ok()
}
