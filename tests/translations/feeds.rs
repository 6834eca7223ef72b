//! Calendars in each language: the same events, each in its own words, stepped by its own changes alone.

use jiff::civil::date;

use crate::site::{Published, Site};

const OWN: &str = "netvaerk/forum/calendar.ics";
const ENGLISH: &str = "en/netvaerk/forum/calendar.ics";
const SPRING: &str = "2027-05-13.forum@example.dk";

const SITE: &str = "titel: Netværk\nadresse: https://example.dk/\nsprog: da\n";

/// A Danish site with English: one meeting is translated, one is not.
fn forum() -> Site {
    let mut site = Site::with_forum("");
    site.put("site.yaml", &format!("{SITE}flere sprog: [en]\n"));
    site.put("site.en.yaml", "title: Networks\n");
    site.put("netvaerk/forum/index.en.md", "---\ntitle: The Forum\nkind: conference\n---\n");
    site.meeting("2027-05-13", "titel: Forårsmøde\ntid: 10-12\ntilmelding:\n  frist: 1. maj 2027\n");
    site.put("netvaerk/forum/2027-05-13.en.md", "---\ntitle: Spring meeting\n---\n");
    site.meeting("2027-09-02", "titel: Efterårsmøde\ntid: 10-12\n");
    site
}

fn sequence(published: &Published, feed: &str, uid: &str) -> String {
    published.event(feed, uid).get("SEQUENCE")
}

#[test]
fn the_same_events_in_other_words() {
    let built = forum().publish();
    assert_eq!(built.uids(OWN), built.uids(ENGLISH), "deadlines too");
    assert_eq!(built.uids("calendar.ics"), built.uids("en/calendar.ics"));
    built.event(OWN, SPRING).must_have(&["SUMMARY;LANGUAGE=da:Forum: Forårsmøde", "CATEGORIES:Forum,forum"]);
    let english = built.event(ENGLISH, SPRING);
    english.must_have(&[
        "SUMMARY;LANGUAGE=en:The Forum: Spring meeting",
        "CATEGORIES:The Forum,conference",
        "DTSTART;TZID=Europe/Copenhagen:20270513T100000",
        "DTEND;TZID=Europe/Copenhagen:20270513T120000",
        "URL:https://example.dk/en/netvaerk/forum/2027-05-13/",
    ]);
    assert!(english.text("DESCRIPTION").contains("Thursday 13 May 2027, 10:00–12:00"), "{english:#?}");
    built.event(ENGLISH, "2027-05-13.forum-frist@example.dk").must_have(&["DTSTART;VALUE=DATE:20270501"]);
    // Not translated: in English feeds all the same, and honest about its title.
    built.event(ENGLISH, "2027-09-02.forum@example.dk").must_have(&["SUMMARY;LANGUAGE=da:The Forum: Efterårsmøde"]);
    let head = built.head("en/calendar.ics");
    for line in ["X-WR-CALNAME:Networks", "SOURCE;VALUE=URI:https://example.dk/en/calendar.ics"] {
        assert!(head.iter().any(|own| own == line), "{line}: {head:#?}");
    }
    assert!(built.has("en/netvaerk/forum/2027-05-13/meeting.ics"));
}

#[test]
fn words_step_their_language_and_facts_step_all() {
    let mut site = forum();
    let first = site.publish();
    assert_eq!((sequence(&first, OWN, SPRING), sequence(&first, ENGLISH, SPRING)), ("0".into(), "0".into()));
    site.on(date(2026, 12, 1)).put("netvaerk/forum/2027-05-13.en.md", "---\ntitle: Meeting in spring\n---\n");
    let second = site.publish();
    assert_eq!(first.bytes(OWN), second.bytes(OWN), "not a byte of the Danish calendar");
    second.event(ENGLISH, SPRING).must_have(&[
        "SEQUENCE:1",
        "DTSTAMP:20261201T000000Z",
        "CREATED:20261122T000000Z",
        "SUMMARY;LANGUAGE=en:The Forum: Meeting in spring",
    ]);
    assert_eq!(sequence(&second, ENGLISH, "2027-09-02.forum@example.dk"), "0");
    site.on(date(2026, 12, 2));
    site.meeting("2027-05-13", "titel: Forårsmøde\ntid: 10-13\ntilmelding:\n  frist: 1. maj 2027\n");
    let third = site.publish();
    third.event(OWN, SPRING).must_have(&["SEQUENCE:1", "DTSTAMP:20261202T000000Z"]);
    third.event(ENGLISH, SPRING).must_have(&["SEQUENCE:2", "DTSTAMP:20261202T000000Z"]);
    // The Danish title is not in the English event.
    site.on(date(2026, 12, 3));
    site.meeting("2027-05-13", "titel: Vårmøde\ntid: 10-13\ntilmelding:\n  frist: 1. maj 2027\n");
    let fourth = site.publish();
    assert_eq!(third.bytes(ENGLISH), fourth.bytes(ENGLISH));
    assert_eq!(sequence(&fourth, OWN, SPRING), "2");
}

#[test]
fn building_again_writes_nothing_new() {
    let mut site = forum();
    let first = site.publish();
    let again = site.on(date(2026, 11, 22)).publish();
    assert_eq!(first.0.output, again.0.output);
    // A later day changes what pages say of today, but no calendar and no ledger.
    let later = site.on(date(2026, 11, 25)).publish();
    for (path, bytes) in first.0.output.iter().filter(|(path, _)| path.ends_with(".ics") || path.ends_with(".yaml")) {
        assert_eq!(later.0.output.get(path), Some(bytes), "{path}");
    }
}

#[test]
fn a_moved_meeting_has_moved_in_every_language() {
    let mut site = forum();
    site.publish();
    site.on(date(2026, 12, 1)).remove("netvaerk/forum/2027-05-13.md").remove("netvaerk/forum/2027-05-13.en.md");
    site.meeting("2027-05-20", "titel: Forårsmøde\ntid: 10-12\nflyttet fra: 2027-05-13\n");
    site.put("netvaerk/forum/2027-05-20.en.md", "---\ntitle: Spring meeting\n---\n");
    let built = site.publish();
    built.event(ENGLISH, SPRING).must_have(&[
        "SEQUENCE:1",
        "DTSTART;TZID=Europe/Copenhagen:20270520T100000",
        "SUMMARY;LANGUAGE=en:The Forum: Spring meeting (moved)",
    ]);
    assert!(built.has("en/netvaerk/forum/2027-05-13/index.html"), "the old address leads on");
}

#[test]
fn a_renamed_network_is_missed_once_and_mended_once() {
    let mut site = forum();
    site.publish();
    site.rename_folder("netvaerk/forum/", "netvaerk/nyt-forum/");
    let stopped = site.build();
    assert_eq!(stopped.fact("lost-feed", "line").as_deref(), Some("tidligere adresser: [forum]"));
    assert_eq!(stopped.errors().len(), 1, "{:#?}", stopped.errors());
    site.put("netvaerk/nyt-forum/index.md", "---\ntitel: Forum\ntype: forum\ntidligere adresser: [forum]\n---\n");
    let built = site.publish();
    assert_eq!(built.bytes(ENGLISH), built.bytes("en/netvaerk/nyt-forum/calendar.ics"));
    built.event(ENGLISH, SPRING).must_have(&["SUMMARY;LANGUAGE=en:The Forum: Spring meeting"]);
}

#[test]
fn a_language_is_not_lost_without_a_word() {
    let mut site = forum();
    site.publish();
    for file in ["site.en.yaml", "netvaerk/forum/index.en.md", "netvaerk/forum/2027-05-13.en.md"] {
        site.remove(file);
    }
    site.put("site.yaml", SITE);
    let stopped = site.build();
    assert_eq!(stopped.fact("lost-language", "line").as_deref(), Some("flere sprog: [en]"));
    assert_eq!(stopped.fact("lost-language", "language").as_deref(), Some("engelsk"));
    assert_eq!(stopped.errors().len(), 1, "all of it is one loss: {:#?}", stopped.errors());
    // Files gone, language still listed: nothing is lost, all of it is Danish.
    site.put("site.yaml", &format!("{SITE}flere sprog: [en]\n"));
    site.publish().event(ENGLISH, SPRING).must_have(&["SEQUENCE:1", "SUMMARY;LANGUAGE=da:Forum: Forårsmøde"]);
    site.put("site.yaml", SITE).accept_losses(true);
    let built = site.publish();
    assert!(!built.has(ENGLISH) && !built.0.ledger.to_yaml().contains("en/"));
}

#[test]
fn a_cancelled_and_a_lost_meeting_are_off_in_every_language() {
    let mut site = forum();
    site.publish();
    site.meeting("2027-05-13", "titel: Forårsmøde\ntid: 10-12\nstatus: aflyst\ntilmelding:\n  frist: 1. maj 2027\n");
    let built = site.publish();
    built.event(ENGLISH, SPRING).must_have(&["STATUS:CANCELLED", "SEQUENCE:1"]);
    assert!(built.event(ENGLISH, SPRING).get("SUMMARY").starts_with("CANCELLED"), "{:#?}", built.events(ENGLISH));
    site.remove("netvaerk/forum/2027-09-02.md");
    assert_eq!(site.build().errors().len(), 1, "{:#?}", site.build().errors());
    let given_up = site.accept_losses(true).publish();
    given_up.event(ENGLISH, "2027-09-02.forum@example.dk").must_have(&["STATUS:CANCELLED", "SEQUENCE:1"]);
}

#[test]
fn the_ledger_of_one_language_is_as_it_was() {
    let mut one = forum();
    for file in ["site.en.yaml", "netvaerk/forum/index.en.md", "netvaerk/forum/2027-05-13.en.md"] {
        one.remove(file);
    }
    one.put("site.yaml", SITE);
    let before = one.publish();
    let ledger = before.0.ledger.to_yaml();
    assert!(!ledger.contains("events en") && !ledger.contains("en/"));
    // A language comes: nothing that was there changes.
    one.put("site.yaml", &format!("{SITE}flere sprog: [en]\n"));
    let after = one.publish();
    assert_eq!(before.bytes(OWN), after.bytes(OWN));
    for line in ledger.lines() {
        assert!(after.0.ledger.to_yaml().contains(line), "{line}");
    }
    assert_eq!(sequence(&after, ENGLISH, SPRING), "0");
}
