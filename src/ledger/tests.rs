//! The file there and back, stamps, and fingerprints.

use jiff::civil::{Date, date, time};

use super::*;
use crate::content;
use crate::diagnostics::Diagnostics;
use crate::model::time::Hours;
use crate::sources::Sources;

const TODAY: Date = date(2026, 11, 22);

fn facts(page: &str, days: Days) -> Facts {
    Facts {
        page: page.to_owned(),
        part: Part::Meeting,
        days,
        zone: "Europe/Copenhagen".to_owned(),
        rule: None,
        until: None,
        was: None,
        region: None,
        life: Life::Present,
        title: "Møde | title \"æøå\": #1 \\ og så videre".to_owned(),
    }
}

fn entry(facts: Facts) -> Entry {
    Entry::following(None, facts, Fingerprint::new().with("linjer"), TODAY, 0)
}

fn read(yaml: &str) -> (Ledger, usize) {
    let mut problems = Diagnostics::default();
    let sources = Sources::in_memory(&[(FILE, yaml)], TODAY);
    let content = content::read(&sources, &mut problems);
    let ledger = Ledger::read(&content, &mut problems);
    (ledger, problems.iter().count())
}

fn days(first: Date, last: Date, hours: Hours) -> Days {
    Days::new(first, last, hours).expect("an end after its start")
}

/// A ledger with everything that one may hold.
fn full() -> Ledger {
    let mut ledger = Ledger { heading: String::new(), zone: "Europe/Copenhagen".to_owned(), ..Ledger::default() };
    ledger.feeds.insert("calendar.ics".to_owned(), "Netværk: alle \"møder\"".to_owned());
    ledger.pages.insert(String::new(), Shown::Page("Forside".to_owned()));
    ledger.pages.insert("netvaerk/gammel/".to_owned(), Shown::Redirect("netvaerk/forum/".to_owned()));
    let (first, last) = (date(2027, 4, 17), date(2027, 4, 18));
    let hours = [
        Hours::AllDay,
        Hours::From(time(10, 0, 0, 0)),
        Hours::FromTo(time(10, 0, 0, 0), time(15, 30, 0, 0)),
        Hours::FromTo(time(20, 0, 0, 0), jiff::civil::Time::MIN),
    ];
    for (number, hours) in hours.into_iter().enumerate() {
        for last in [first, last] {
            let name = format!("{number}-{last}");
            let key = Key::alone(format!("{name}.forum@example.dk"));
            ledger.events.insert(key, entry(facts(&format!("forum/{name}"), days(first, last, hours))));
        }
    }
    let moved = Facts {
        was: Some(Days::all_day(date(2027, 4, 1))),
        region: Some("Øst".to_owned()),
        life: Life::Gone,
        zone: "America/Los_Angeles".to_owned(),
        ..facts("andet/2027", Days::all_day(first))
    };
    let first_print = entry(moved.clone());
    let changed = Entry::following(Some(&first_print), moved, Fingerprint::new().with("andre"), TODAY, 0);
    ledger.events.insert(Key::alone("0400 E:#1 fra Outlook"), changed);
    let series = Facts {
        part: Part::Series,
        rule: Some("FREQ=WEEKLY;BYDAY=TU".to_owned()),
        until: Some(date(2027, 6, 22)),
        ..facts("forum", Days::all_day(first))
    };
    ledger.events.insert(Key::alone("series.forum@example.dk"), entry(series));
    let occurrence = Key { uid: "series.forum@example.dk".to_owned(), occurrence: Some(first) };
    ledger.events.insert(occurrence, entry(facts("forum/2027-04-17", Days::all_day(first))));
    let deadline = Facts { part: Part::Deadline, ..facts("forum/0-2027-04-17", Days::all_day(first)) };
    ledger.events.insert(Key::alone("0-2027-04-17.forum-frist@example.dk"), entry(deadline));
    ledger
}

#[test]
fn everything_comes_back_as_it_was() {
    let ledger = full();
    let (again, problems) = read(&ledger.to_yaml());
    assert_eq!(problems, 0);
    assert_eq!(again, ledger);
}

#[test]
fn a_line_is_for_people_too() {
    let yaml = full().to_yaml();
    let line = yaml.lines().find(|line| line.contains("2-2027-04-18.forum")).expect("it is there");
    let print = Fingerprint::new().with("linjer");
    assert_eq!(
        line,
        format!(
            "  \"2-2027-04-18.forum@example.dk\": \"when 2027-04-17T10:00/2027-04-18T15:30 | changed 2026-11-22 | \
             print {print} | title Møde | title \\\"æøå\\\": #1 \\\\ og så videre\""
        )
    );
}

#[test]
fn what_cannot_be_read_is_told_line_by_line() {
    let (ledger, problems) =
        read("events:\n  a@b: \"when 2027-04-17\"\n  c@d: [1]\nandet:\n  x: y\nfeeds:\n  calendar.ics: A\n");
    assert_eq!((ledger.events.len(), ledger.feeds.len(), problems), (0, 1, 3));
    assert!(read("").0.is_empty());
}

#[test]
fn of_one_event_twice_the_higher_number_and_the_later_stamp_count() {
    let line = |sequence: u32, changed: &str, title: &str| {
        format!(
            "  1.forum@x: \"when 2027-04-17 | sequence {sequence} | changed {changed} | print 0 | title {title}\"\n"
        )
    };
    let both = |first: String, second: String| read(&format!("zone: UTC\nevents:\n{first}{second}")).0;
    let (newer, older) = (line(3, "2026-12-01", "ny"), line(2, "2026-12-24", "gammel"));
    let ledger = both(newer.clone(), older.clone());
    let entry = &ledger.events[&Key::alone("1.forum@x")];
    assert_eq!((entry.sequence, entry.facts.title.as_str()), (3, "ny"));
    assert_eq!(entry.changed, start_of(date(2026, 12, 24)));
    assert_eq!(both(older, newer), ledger);
}

#[test]
fn stamps_follow_the_day_and_never_go_back() {
    let facts = facts("forum/1", Days::all_day(TODAY));
    let (print, other) = (Fingerprint::new().with("a"), Fingerprint::new().with("b"));
    let first = Entry::following(None, facts.clone(), print, TODAY, 0);
    assert_eq!((first.sequence, first.changed.to_string().as_str()), (0, "2026-11-22T00:00:00Z"));
    let later = date(2026, 12, 1);
    assert_eq!(Entry::following(Some(&first), facts.clone(), print, later, 0), first);
    let second = Entry::following(Some(&first), facts.clone(), other, later, 0);
    assert_eq!((second.sequence, second.changed), (1, start_of(later)));
    assert_eq!(second.created, first.created);
    let third = Entry::following(Some(&second), facts, print, TODAY, 0);
    assert_eq!((third.sequence, third.changed.to_string().as_str()), (2, "2026-12-01T00:00:01Z"));
}

#[test]
fn the_fingerprint_is_fnv_1a() {
    // The hash of "a" and the separator byte, by hand from the published constants.
    let by_hand =
        ((0xcbf2_9ce4_8422_2325_u64 ^ 0x61).wrapping_mul(0x100_0000_01b3) ^ 0xff).wrapping_mul(0x100_0000_01b3);
    assert_eq!(Fingerprint::new().with("a").to_string(), format!("{by_hand:016x}"));
    assert_ne!(Fingerprint::new().with("ab").with("c"), Fingerprint::new().with("a").with("bc"));
    let print = Fingerprint::new().with("æ");
    assert_eq!(print.to_string().parse(), Ok(print));
}
