//! A feed that we made, imported into a site that lacks its meetings, builds to an equal feed.
//!
//! Equal means: the same events by UID and RECURRENCE-ID, and of each the same DTSTART, DTEND, RRULE, EXDATE (as written, so
//! as instants too), SUMMARY, STATUS, LOCATION, CATEGORIES, RELATED-TO, CONFERENCE and DESCRIPTION. Left out are the stamps
//! (DTSTAMP, CREATED, LAST-MODIFIED, SEQUENCE: they are the ledger's, and a site that imports has a ledger of its own), and
//! ORGANIZER and CONTACT, of which an event has one and a meeting may have several.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use husting::diagnostics::Kind;
use husting::import::Target;
use husting::sources::Sources;

use crate::common::TODAY;
use crate::common::ics::{Calendar, Event};
use crate::desk::{Files, build, into, take, told, with};

/// What is compared of each event.
const COMPARED: &[&str] = &[
    "DTSTART",
    "DTEND",
    "RRULE",
    "EXDATE",
    "SUMMARY",
    "STATUS",
    "LOCATION",
    "CATEGORIES",
    "RELATED-TO",
    "CONFERENCE",
    "DESCRIPTION",
];

/// A site folder's files without its ledger.
fn files(folder: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let sources = Sources::read(&folder, TODAY).unwrap();
    let files = sources.files.iter().filter(|file| file.path != "ledger.yaml");
    files.map(|file| (file.path.clone(), file.bytes.to_vec())).collect()
}

/// The ids of networks, and the files of their meetings.
fn networks(files: &Files, folder: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files.keys() {
        if let Some((id, rest)) = path.strip_prefix(folder).and_then(|rest| rest.split_once('/'))
            && rest != "index.md"
            && rest.starts_with("20")
        {
            found.entry(id.to_owned()).or_default().insert(path.clone());
        }
    }
    found
}

fn feed(files: &Files, path: &str) -> Calendar {
    let built = build(files);
    let bytes = built.output.get(path).unwrap_or_else(|| panic!("{path} is not published"));
    Calendar::read(std::str::from_utf8(bytes).unwrap()).unwrap()
}

fn by_identity(calendar: &Calendar) -> BTreeMap<(String, Option<String>), &Event> {
    let events = calendar.events.iter();
    events.map(|event| ((event.text("UID").unwrap(), event.text("RECURRENCE-ID")), event)).collect()
}

/// All lines of a name, in order.
fn lines(event: &Event, name: &str) -> Vec<String> {
    let own = event.properties.iter().filter(|property| property.name == name);
    own.map(|property| format!("{:?}:{}", property.parameters, property.value)).collect()
}

/// What differs between two calendars, one line each.
fn differences(before: &Calendar, after: &Calendar) -> Vec<String> {
    let (before, after) = (by_identity(before), by_identity(after));
    let mut found = Vec::new();
    for (key, event) in &before {
        let Some(other) = after.get(key) else {
            found.push(format!("{key:?} is gone"));
            continue;
        };
        for name in COMPARED {
            if lines(event, name) != lines(other, name) {
                found.push(format!("{key:?} {name}\n  {:?}\n  {:?}", lines(event, name), lines(other, name)));
            }
        }
    }
    found.extend(after.keys().filter(|key| !before.contains_key(*key)).map(|key| format!("{key:?} is new")));
    found
}

fn without(all: &Files, gone: &BTreeSet<String>) -> Files {
    all.iter().filter(|(path, _)| !gone.contains(*path)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

fn comes_back(folder: &str, networks_folder: &str) {
    let all = files(folder);
    let whole = build(&all);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (id, meetings) in networks(&all, networks_folder) {
        let path = format!("{networks_folder}{id}/calendar.ics");
        let bytes = &whole.output[&path];
        // Documents beside a meeting are not in a feed; other pages link to some.
        // What has no exact day is in no feed, and stays.
        let text = String::from_utf8(bytes.to_vec()).unwrap().replace("\r\n ", "");
        let is_in_feed = |path: &String| {
            let page = path.trim_end_matches("/index.md").trim_end_matches(".md").to_lowercase();
            path.ends_with(".md") && text.contains(&format!("/{page}/"))
        };
        let gone: BTreeSet<String> = meetings.into_iter().filter(is_in_feed).collect();
        let less = without(&all, &gone);
        let imported = take(&less, &path, bytes.to_vec(), &Target::AsNamed);
        let before = Calendar::read(std::str::from_utf8(bytes).unwrap()).unwrap();
        let after = feed(&with(&less, &imported), &path);
        count += before.events.len();
        wrong.extend(differences(&before, &after));
        let lost = imported.problems.iter().filter(|problem| !matches!(problem.kind, Kind::ImportKnown));
        wrong.extend(lost.map(|problem| format!("{path}: {} {:?}", problem.kind.id(), problem.facts)));
    }
    assert!(count >= 20, "only {count} events were compared");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_feeds_of_the_example_site_come_back() {
    comes_back("", "netvaerk/");
}

#[test]
fn the_feeds_of_the_english_site_come_back() {
    comes_back("tests/sites/english", "networks/");
}

/// A network with everything that recurs, imported where the network itself is not known yet.
fn series_comes_back(folder: &str, networks_folder: &str, id: &str, title: &str) {
    let all = files(folder);
    let path = format!("{networks_folder}{id}/calendar.ics");
    let before = feed(&all, &path);
    let places = ["steder.yaml", "places.yaml"];
    let mut less: Files =
        all.iter().filter(|(path, _)| places.contains(&path.as_str())).map(|(a, b)| (a.clone(), b.clone())).collect();
    let settings = String::from_utf8(all["site.yaml"].clone()).unwrap();
    let names = ["titel:", "adresse:", "sprog:", "tidszone:", "title:", "base_url:", "language:", "time_zone:"];
    let kept: Vec<&str> = settings.lines().filter(|line| names.iter().any(|name| line.starts_with(name))).collect();
    less.insert("site.yaml".to_owned(), kept.join("\n").into_bytes());
    let imported = take(&less, &path, build(&all).output[&path].to_vec(), &Target::New(title.to_owned()));
    let files = with(&less, &imported);
    let new = husting::language::fold::slug(title);
    let after = feed(&files, &format!("{networks_folder}{new}/calendar.ics"));
    let (before, after) = (by_identity(&before), by_identity(&after));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "{:#?}", told(&imported));
    // Who takes part and whom to ask stand in the network's file, which was not imported: no DESCRIPTION and CATEGORIES.
    for (key, event) in &before {
        for name in ["DTSTART", "DTEND", "RRULE", "EXDATE", "SUMMARY", "STATUS", "LOCATION", "CONFERENCE"] {
            assert_eq!(lines(event, name), lines(after[key], name), "{key:?} {name}\n{:#?}", imported.files);
        }
    }
}

#[test]
fn a_series_with_its_changes_comes_back_as_a_new_network() {
    series_comes_back("", "netvaerk/", "netvaerkscafe", "Digital netværkscafé");
}

#[test]
fn a_series_abroad_comes_back_with_its_zone() {
    series_comes_back("tests/sites/english", "networks/", "infrastructure", "Infrastructure working group");
}

#[test]
fn importing_twice_adds_nothing() {
    let all = files("");
    let path = "netvaerk/strategisk-forum/calendar.ics";
    let bytes = build(&all).output[path].to_vec();
    let again = take(&all, path, bytes, &into("strategisk-forum"));
    assert!(again.files.is_empty(), "{:#?}", again.files);
    assert!(again.problems.iter().all(|problem| problem.kind == Kind::ImportKnown), "{:#?}", told(&again));
}
