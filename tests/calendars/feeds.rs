//! Whole feeds: what they say of themselves, what is in which, and their octets.

use std::path::Path;

use husting::sources::Sources;

use crate::site::{Published, Site, TODAY};

#[test]
fn a_feed_says_what_it_is_and_a_single_meeting_does_not() {
    let mut site = Site::danish();
    site.put("netvaerk/forum/index.md", "---\ntitel: Forum, råd; og \\ nævn\nresumé: Til alle, der vil.\n---\n");
    site.put("netvaerk/forum/2027-05-20.md", "---\ntid: 10-12\n---\n");
    let published = site.publish();
    let head = published.head("netvaerk/forum/calendar.ics");
    let expected = [
        "VERSION:2.0",
        "PRODID:-//husting//husting 0.1//DA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Forum råd og nævn",
        "X-WR-CALNAME:Forum råd og nævn",
        "DESCRIPTION:Til alle\\, der vil.",
        "X-WR-CALDESC:Til alle\\, der vil.",
        "X-WR-TIMEZONE:Europe/Copenhagen",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "SOURCE;VALUE=URI:https://example.dk/netvaerk/forum/calendar.ics",
        "URL:https://example.dk/netvaerk/forum/",
    ];
    assert_eq!(head[..expected.len()], expected);
    assert!(head[expected.len()].starts_with("COLOR:"));
    assert!(head[expected.len() + 1].starts_with("X-APPLE-CALENDAR-COLOR:#"));
    assert_eq!(head[expected.len() + 2..], ["LAST-MODIFIED:20261122T000000Z"]);
    let single = published.head("netvaerk/forum/2027-05-20/meeting.ics");
    assert_eq!(single, expected[..4]);
    assert_eq!(
        published.events("netvaerk/forum/2027-05-20/meeting.ics"),
        published.events("netvaerk/forum/calendar.ics")
    );
}

#[test]
fn a_feed_without_events_still_holds_a_component() {
    let published = Site::with_forum("").publish();
    let lines = published.lines("netvaerk/forum/calendar.ics");
    assert!(lines.contains(&"BEGIN:VTIMEZONE".to_owned()));
    assert!(!lines.iter().any(|line| line.starts_with("LAST-MODIFIED")));
}

#[test]
fn each_feed_has_its_own_events() {
    let mut site = Site::with_forum("arrangører: [bl]\ndeltagere: [ledere]\n");
    site.put("organisationer.yaml", "bl:\n  titel: BL\nkl:\n  titel: KL\n");
    site.put("roller.yaml", "ledere:\n  titel: Ledere\nandre:\n  titel: Andre\n");
    site.put("netvaerk/raad/index.md", "---\ntitel: Råd\narrangører: [kl]\n---\n");
    site.put("netvaerk/raad/2027-06-01.md", "---\ntid: 10-12\nnetværk: [forum]\n---\n");
    site.meeting("2027-05-20", "tid: 10-12\n");
    let published = site.publish();
    let (forum, council) = ("2027-05-20.forum@example.dk", "2027-06-01.raad@example.dk");
    assert_eq!(published.uids("calendar.ics"), [forum, council]);
    assert_eq!(published.uids("netvaerk/forum/calendar.ics"), [forum, council]);
    assert_eq!(published.uids("netvaerk/raad/calendar.ics"), [council]);
    assert_eq!(published.uids("roller/ledere/calendar.ics"), [forum]);
    assert!(published.uids("roller/andre/calendar.ics").is_empty());
    assert_eq!(published.uids("organisationer/bl/calendar.ics"), [forum]);
    assert_eq!(published.uids("organisationer/kl/calendar.ics"), [council]);
}

#[test]
fn a_large_feed_keeps_what_is_coming_and_the_newest_of_the_past() {
    let mut site = Site::with_forum("");
    let long = "Meget lang tekst om mødet og alt, hvad der sker der. ".repeat(80);
    for day in 0..200 {
        let past = TODAY.checked_sub(jiff::Span::new().days(day + 1)).expect("a day");
        site.meeting(&format!("{past}"), &format!("tid: 10-12\nresumé: {long}\n"));
    }
    for day in 0..100 {
        let coming = TODAY.checked_add(jiff::Span::new().days(day)).expect("a day");
        site.meeting(&format!("{coming}"), &format!("tid: 10-12\nresumé: {long}\n"));
    }
    let published = site.publish();
    let size = published.bytes("calendar.ics").len();
    assert!((900_000..1_000_000).contains(&size), "{size}");
    let uids = published.uids("calendar.ics");
    assert!(uids.len() < 300);
    assert_eq!(uids.last().map(String::as_str), Some("2027-03-01.forum@example.dk"));
    let days: Vec<&str> = uids.iter().filter_map(|uid| uid.get(..10)).collect();
    assert!(days.is_sorted());
    // No hole: from the oldest kept to the last, each day has its meeting.
    let first: jiff::civil::Date = days[0].parse().expect("a day");
    let last: jiff::civil::Date = days[days.len() - 1].parse().expect("a day");
    assert_eq!(last.since(first).expect("days").get_days() as usize + 1, days.len());
}

#[test]
fn deadlines_of_the_past_go_before_meetings_of_the_past() {
    let mut site = Site::with_forum("");
    for day in 0..520 {
        let past = TODAY.checked_sub(jiff::Span::new().days(day + 1)).expect("a day");
        site.meeting(&format!("{past}"), &format!("tid: 10-12\ntilmelding:\n  frist: {past}\n"));
    }
    let uids = site.publish().uids("calendar.ics");
    let deadlines = uids.iter().filter(|uid| uid.contains("-frist@")).count();
    assert_eq!((uids.len() - deadlines, deadlines), (520, 480));
}

/// The example site and the English one of the tests.
fn site_on_disk(folder: &str) -> Published {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    Published(husting::build(&Sources::read(&root, TODAY).expect("the site is there")))
}

#[test]
fn every_calendar_of_the_example_sites_keeps_to_the_octets_and_holds_no_event_twice() {
    for folder in ["", "tests/sites/english"] {
        let published = site_on_disk(folder);
        assert_eq!(published.errors(), Vec::<String>::new());
        let calendars: Vec<&String> = published.0.output.keys().filter(|path| path.ends_with(".ics")).collect();
        assert!(calendars.len() > 20, "{}", calendars.len());
        for path in calendars {
            check_octets(path, published.bytes(path));
            let mut keys: Vec<_> = published
                .events(path)
                .iter()
                .map(|event| (event.get("UID"), event.find("RECURRENCE-ID").map(str::to_owned)))
                .collect();
            let all = keys.len();
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), all, "{path} holds an event twice");
        }
    }
}

fn check_octets(path: &str, bytes: &[u8]) {
    assert!(bytes.ends_with(b"END:VCALENDAR\r\n"), "{path}");
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{path}: {} octets in {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{path}: {line:?}");
    }
}

#[test]
fn the_same_again_is_the_same_to_the_byte() {
    let first = site_on_disk("");
    let ledger = first.0.ledger.to_yaml();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Sources::read(root, TODAY).expect("the site is there");
    sources.files.retain(|file| file.path != "ledger.yaml");
    sources.files.push(husting::sources::SourceFile {
        path: "ledger.yaml".to_owned(),
        shown: "content/ledger.yaml".to_owned(),
        bytes: ledger.as_bytes().into(),
    });
    let second = Published(husting::build(&sources));
    assert_eq!(second.errors(), Vec::<String>::new());
    assert_eq!(second.0.ledger.to_yaml(), ledger);
    assert!(first.0.output == second.0.output, "a second build differs");
    // Nor does the day show, as long as none of the meetings passes.
    sources.today = jiff::civil::date(2026, 11, 23);
    let third = Published(husting::build(&sources));
    for path in first.0.output.keys().filter(|path| path.ends_with(".ics")) {
        assert_eq!(first.bytes(path), third.bytes(path), "{path}");
    }
}

/// A site with a meeting a month over twelve years, each with as much text.
fn years_of_meetings(sentences: usize, settings: &str) -> Site {
    let mut site = Site::with_forum("");
    site.put("site.yaml", &format!("titel: Netværk\nadresse: https://example.dk/\nsprog: da\n{settings}"));
    let text = "Lang tekst om mødet og alt det, der sker der. ".repeat(sentences);
    for year in 2016..2028 {
        for month in 1..=12 {
            site.meeting(&format!("{year}-{month:02}-05"), &format!("tid: 10-12\nresumé: {text}\n"));
        }
    }
    site
}

#[test]
fn a_feed_that_would_be_too_large_leaves_out_what_is_older_than_five_years() {
    // 144 events of 9 kB are too much, those since 22 November 2021 are not.
    let mut site = years_of_meetings(180, "");
    let published = site.publish();
    assert!(published.bytes("calendar.ics").len() < 1_000_000);
    let uids = published.uids("calendar.ics");
    assert_eq!(uids.first().map(String::as_str), Some("2021-12-05.forum@example.dk"));
    assert_eq!(uids.len(), 1 + 6 * 12);
    // Leaving out is no loss, touches nothing that remains, and what is left out keeps its identity and its page.
    site.on(jiff::civil::date(2027, 1, 22));
    let later = site.publish();
    assert_eq!(later.errors(), Vec::<String>::new());
    assert_eq!(later.uids("calendar.ics")[0], "2022-02-05.forum@example.dk");
    let before = published.events("calendar.ics");
    assert!(later.events("calendar.ics").iter().all(|event| before.contains(event)));
    assert!(later.has("netvaerk/forum/2016-01-05/index.html") && later.has("netvaerk/forum/2016-01-05/meeting.ics"));
    assert!(later.0.ledger.meetings().contains_key("forum/2016-01-05"));
}

#[test]
fn a_feed_that_fits_keeps_every_year_unless_the_site_says_how_many() {
    assert_eq!(years_of_meetings(1, "").publish().uids("calendar.ics").len(), 144);
    let kept = years_of_meetings(1, "kalendere:\n  år: 2\n").publish().uids("calendar.ics");
    assert_eq!(kept.first().map(String::as_str), Some("2024-12-05.forum@example.dk"));
}
