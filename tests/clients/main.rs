//! The feeds, read by the programs that subscribers use: icalendar and vobject (Python), ical.js (Thunderbird's), and a
//! subscription that vdirsyncer keeps up to date for khal.
//!
//! `tests/run` installs those programs and runs these tests; plain `cargo test` leaves out those that need them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod expected;
mod readers;
mod server;
mod site;
mod story;
mod subscription;
mod texts;

use std::fs;

use expected::{DANISH, DANISH_SERIES, ENGLISH, ENGLISH_SERIES, Expected, KINDS, KINDS_SERIES, Series};
use readers::{Event, Occurrence, Reader};
use site::Site;

/// More than every day that a test site has a meeting on.
const ALL_DAYS: [&str; 2] = ["2016-01-01", "2029-01-01"];

#[test]
fn every_line_of_every_calendar_is_as_rfc_5545_wants_it() {
    for site in [Site::danish(), Site::english(), Site::kinds()] {
        for (path, bytes) in site.build().calendars() {
            let text = std::str::from_utf8(&bytes).unwrap();
            let lines = text.strip_suffix("\r\n").unwrap_or_else(|| panic!("{path}: no line end at the end"));
            for line in lines.split("\r\n") {
                assert!(line.len() <= 75, "{path}: {} octets: {line}", line.len());
                assert!(!line.is_empty(), "{path}: an empty line");
                assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "{path}: {line:?}");
            }
            assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{path} begins otherwise");
        }
    }
}

#[test]
#[ignore = "needs the calendar clients: tests/run"]
fn readers_agree_on_every_event() {
    for (site, expected) in [(Site::danish(), DANISH), (Site::english(), ENGLISH), (Site::kinds(), KINDS)] {
        let built = site.build();
        let folder = built.write();
        let events = readers::events(Reader::Icalendar, folder.path());
        assert_eq!(built.count("BEGIN:VEVENT"), events.len());
        for other in [Reader::Vobject, Reader::IcalJs, Reader::Libical] {
            let others = readers::events(other, folder.path());
            assert_same(("icalendar", &events), (&format!("{other:?}"), &others));
        }
        for row in expected {
            assert_expected(row, &events);
        }
    }
}

#[test]
#[ignore = "needs the calendar clients: tests/run"]
fn readers_agree_on_every_occurrence() {
    for (site, expected) in
        [(Site::danish(), DANISH_SERIES), (Site::english(), ENGLISH_SERIES), (Site::kinds(), KINDS_SERIES)]
    {
        let folder = site.build().write();
        let occurrences = readers::occurrences(Reader::Icalendar, folder.path(), ALL_DAYS);
        let others = readers::occurrences(Reader::IcalJs, folder.path(), ALL_DAYS);
        assert_same(("icalendar", &occurrences), ("ical.js", &others));
        for series in expected {
            assert_series(series, &occurrences);
        }
    }
}

#[test]
#[ignore = "needs the calendar clients: tests/run"]
fn readers_complain_of_what_is_wrong() {
    let event = "BEGIN:VEVENT\r\nUID:1@example.dk\r\nDTSTAMP:20261122T000000Z\r\nSUMMARY:Møde\r\n";
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//husting//test//DA\r\n";
    let faults = [
        ("unclosed", format!("{calendar}{event}DTSTART:20261122T100000Z\r\nEND:VCALENDAR\r\n")),
        ("no zone", format!("{calendar}{event}DTSTART:20261122T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")),
        ("no date", format!("{calendar}{event}DTSTART:kl. 10-15\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")),
    ];
    for (name, text) in faults {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("calendar.ics"), text).unwrap();
        for reader in Reader::ALL {
            assert!(readers::complains(reader, folder.path()), "{reader:?} reads a calendar with a fault: {name}");
        }
    }
}

/// Compares what two programs found, and shows the first things that only one of them did.
fn assert_same<T: Ord + std::fmt::Debug>((one, of_one): (&str, &[T]), (other, of_other): (&str, &[T])) {
    let (mut a, mut b): (Vec<&T>, Vec<&T>) = (of_one.iter().collect(), of_other.iter().collect());
    a.sort_unstable();
    b.sort_unstable();
    if a == b {
        return;
    }
    let only_a: Vec<&&T> = a.iter().filter(|own| !b.contains(own)).take(3).collect();
    let only_b: Vec<&&T> = b.iter().filter(|own| !a.contains(own)).take(3).collect();
    panic!("{one} finds {}, {other} {}; only {one}: {only_a:#?}\nonly {other}: {only_b:#?}", a.len(), b.len());
}

/// A single meeting's file holds the event that is expected, and so does the feed of its network.
fn assert_expected(row: &Expected, events: &[Event]) {
    let own: Vec<&Event> = events.iter().filter(|event| event.file == row.file).collect();
    let [event] = own.as_slice() else { panic!("{}: {} events", row.file, own.len()) };
    assert_eq!((event.start.as_str(), event.end.as_deref()), (row.start, Some(row.end)), "{}", row.file);
    assert_eq!(event.status.as_deref(), Some(row.status), "{}", row.file);
    let network = row.file.rsplit('/').nth(2).unwrap();
    let feed = events.iter().filter(|other| other.file.ends_with(&format!("/{network}/calendar.ics")));
    let same = feed.filter(|other| Event { file: event.file.clone(), ..(*other).clone() } == **event).count();
    assert_eq!(same, 1, "{}: in the feed of its network", row.file);
}

fn assert_series(series: &Series, occurrences: &[Occurrence]) {
    let [from, to] = series.between;
    let within = |start: &str| from <= start && start < to;
    let own = occurrences.iter().filter(|own| own.file == series.file && within(&own.start));
    let mut found: Vec<(&str, &str)> = own.map(|own| (own.start.as_str(), own.status.as_deref().unwrap())).collect();
    found.sort_unstable();
    assert_eq!(found, series.occurrences, "{} between {from} and {to}", series.file);
}
