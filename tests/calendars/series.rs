//! Recurring meetings: one event, its exceptions, and meetings that stand for an occurrence.

use crate::site::{Published, Site};

const FEED: &str = "netvaerk/forum/calendar.ics";
const UID: &str = "series.forum@example.dk";

fn cafe() -> Site {
    Site::with_forum(
        "sted: Online\nmødeserie:\n  start: 2026-09-01 09:00\n  slut: \"10:00\"\n  gentages: hver anden tirsdag\n  \
         til og med: 2027-06-22\n  undtagen: [2026-10-13, 2026-12-22]\n",
    )
}

fn occurrence(published: &Published, id: &str) -> crate::site::Event {
    let line = format!("RECURRENCE-ID;TZID=Europe/Copenhagen:{id}");
    let found: Vec<_> = published.events(FEED).into_iter().filter(|event| event.has(&line)).collect();
    assert_eq!(found.len(), 1, "{id}");
    found.into_iter().next().expect("there is one")
}

#[test]
fn a_series_is_one_event_by_the_clock_on_the_wall() {
    let event = cafe().publish().event(FEED, UID);
    event.must_have(&[
        "DTSTART;TZID=Europe/Copenhagen:20260901T090000",
        "DTEND;TZID=Europe/Copenhagen:20260901T100000",
        // The last day, 9 in the morning in summer time.
        "RRULE:FREQ=WEEKLY;UNTIL=20270622T070000Z;INTERVAL=2;BYDAY=TU",
        "EXDATE;TZID=Europe/Copenhagen:20261013T090000,20261222T090000",
        "SUMMARY;LANGUAGE=da:Forum",
        "STATUS:CONFIRMED",
    ]);
    assert!(event.text("DESCRIPTION").contains("Gentages: hver anden tirsdag, kl. 9.00–10.00"));
}

#[test]
fn an_end_in_winter_is_an_hour_later_in_utc() {
    let mut site = Site::with_forum(
        "mødeserie:\n  start: 2026-06-02 09:00\n  varighed: 50 min\n  gentages: hver tirsdag\n  til og med: 2027-01-12\n",
    );
    let event = site.publish().event(FEED, UID);
    event.must_have(&[
        "DTEND;TZID=Europe/Copenhagen:20260602T095000",
        "RRULE:FREQ=WEEKLY;UNTIL=20270112T080000Z;BYDAY=TU",
    ]);
}

#[test]
fn whole_days_end_on_a_day_and_are_excepted_by_day() {
    let mut site = Site::with_forum(
        "mødeserie:\n  start: 2027-01-04\n  gentages: første mandag i måneden\n  til og med: 2027-06-07\n  undtagen: 2027-04-05\n",
    );
    let event = site.publish().event(FEED, UID);
    event.must_have(&[
        "DTSTART;VALUE=DATE:20270104",
        "DTEND;VALUE=DATE:20270105",
        "RRULE:FREQ=MONTHLY;UNTIL=20270607;BYDAY=1MO",
        "EXDATE;VALUE=DATE:20270405",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    ]);
}

#[test]
fn a_series_without_end_or_with_a_number_of_times_keeps_its_rule() {
    let rule = |repeat: &str, until: &str| {
        let front = format!("mødeserie:\n  start: 2026-09-01 09:00\n  slut: \"10:00\"\n  gentages: {repeat}\n{until}");
        Site::with_forum(&front).publish().event(FEED, UID).get("RRULE")
    };
    assert_eq!(rule("hver tirsdag", ""), "FREQ=WEEKLY;BYDAY=TU");
    assert_eq!(rule("FREQ=WEEKLY;COUNT=5;BYDAY=TU", ""), "FREQ=WEEKLY;COUNT=5;BYDAY=TU");
    // A rule cannot end both ways: the sooner one counts.
    let until = "  til og med: 2026-09-20\n";
    assert_eq!(rule("FREQ=WEEKLY;COUNT=5;BYDAY=TU", until), "FREQ=WEEKLY;UNTIL=20260915T070000Z;BYDAY=TU");
    let until = "  til og med: 2027-09-20\n";
    assert_eq!(rule("FREQ=WEEKLY;COUNT=5;BYDAY=TU", until), "FREQ=WEEKLY;UNTIL=20260929T070000Z;BYDAY=TU");
}

#[test]
fn meetings_stand_for_occurrences_moved_cancelled_and_otherwise() {
    let mut site = cafe();
    site.meeting("2026-12-08", "titel: Forum om jul\ntid: 9-10.30\n");
    site.meeting("2027-01-06", "tid: 9-10\nflyttet fra: 2027-01-05\n");
    site.meeting("2027-04-13", "status: aflyst\ntid: 9-10\n");
    let published = site.publish();
    assert_eq!(published.uids(FEED), [UID, UID, UID, UID]);
    occurrence(&published, "20261208T090000")
        .must_have(&["SUMMARY;LANGUAGE=da:Forum om jul", "DTEND;TZID=Europe/Copenhagen:20261208T103000"]);
    occurrence(&published, "20270105T090000")
        .must_have(&["DTSTART;TZID=Europe/Copenhagen:20270106T090000", "SUMMARY;LANGUAGE=da:Forum (flyttet)"]);
    occurrence(&published, "20270413T090000").must_have(&["STATUS:CANCELLED"]);
    // A reader that has the series must have all that stands for parts of it.
    assert_eq!(published.uids("calendar.ics"), [UID, UID, UID, UID]);
}

#[test]
fn an_excepted_day_with_a_meeting_of_its_own_is_no_exception() {
    let mut site = cafe();
    site.meeting("2026-12-22", "titel: Forum alligevel\ntid: 9-10\n");
    let published = site.publish();
    published.event(FEED, UID).must_have(&["EXDATE;TZID=Europe/Copenhagen:20261013T090000"]);
    occurrence(&published, "20261222T090000");
}

#[test]
fn an_occurrence_told_later_leaves_its_series_as_it_was() {
    let mut site = cafe();
    let before = site.publish().event(FEED, UID);
    site.meeting("2027-04-13", "status: aflyst\ntid: 9-10\n").on(jiff::civil::date(2026, 12, 1));
    let published = site.publish();
    assert_eq!(published.event(FEED, UID), before);
    occurrence(&published, "20270413T090000").must_have(&["DTSTAMP:20261201T000000Z", "SEQUENCE:0"]);
}

#[test]
fn a_series_keeps_its_identity_when_another_is_written_above_it() {
    let series = |start: &str, day: &str| {
        format!("  - start: {start} 09:00\n    slut: \"10:00\"\n    gentages: hver {day}\n    til og med: 2027-06-30\n")
    };
    let (tuesday, friday) = (series("2026-09-01", "tirsdag"), series("2026-09-04", "fredag"));
    let mut site = Site::with_forum(&format!("mødeserie:\n{tuesday}"));
    site.publish();
    site.put("netvaerk/forum/index.md", &format!("---\ntitel: Forum\nmødeserie:\n{friday}{tuesday}---\n"));
    let published = site.publish();
    assert!(published.event(FEED, UID).get("RRULE").contains("BYDAY=TU"));
    assert!(published.event(FEED, "series-2.forum@example.dk").get("RRULE").contains("BYDAY=FR"));
}

#[test]
fn an_identity_from_elsewhere_is_kept_and_is_one_series_only() {
    let series = |uid: &str| {
        format!("  - start: 2026-09-01 09:00\n    gentages: hver tirsdag\n    indtil: 2027-06-01\n    uid: {uid}\n")
    };
    let mut site = Site::with_forum(&format!("mødeserie:\n{}", series("3k1abc@google.com")));
    let published = site.publish();
    assert_eq!(published.uids("netvaerk/forum/calendar.ics"), ["3k1abc@google.com"]);
    // A meeting on one of its days is that occurrence.
    site.meeting("2027-01-05", "tid: 10-11\n");
    let feed = site.publish();
    assert_eq!(feed.uids("netvaerk/forum/calendar.ics"), ["3k1abc@google.com", "3k1abc@google.com"]);
    let twice = format!(
        "mødeserie:\n{}{}",
        series("3k1abc@google.com"),
        series("3k1abc@google.com").replace("tirsdag", "onsdag").replace("09-01", "09-02")
    );
    site.put("netvaerk/forum/index.md", &format!("---\ntitel: Forum\ntype: forum\n{twice}---\n"));
    assert_eq!(site.build().fact("same-uid", "uid").as_deref(), Some("3k1abc@google.com"));
}
