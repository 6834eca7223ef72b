//! What subscribers see as a site changes: published, changed, moved, renamed, cancelled, lost, given up.

use jiff::Timestamp;
use jiff::civil::date;

use crate::site::{Published, Site};

const FEED: &str = "netvaerk/forum/calendar.ics";

/// A site with three coming meetings, published on 22 November.
fn published_forum() -> (Site, Published) {
    let mut site = Site::with_forum("");
    for day in ["2027-03-04", "2027-05-13", "2027-09-02"] {
        site.meeting(day, &format!("titel: Møde {day}\ntid: 10-12\n"));
    }
    let published = site.publish();
    site.on(date(2026, 12, 1));
    (site, published)
}

/// That all events but those of `changed` have the lines they had.
#[track_caller]
fn untouched(before: &Published, after: &Published, changed: &[&str]) {
    let mut count = 0;
    for event in before.events(FEED) {
        let uid = event.get("UID");
        if !changed.contains(&uid.as_str()) {
            assert!(after.events(FEED).contains(&event), "{uid} was touched: {:#?}", after.events(FEED));
            count += 1;
        }
    }
    assert_eq!(count, before.events(FEED).len() - changed.len());
}

#[test]
fn a_change_steps_one_event_and_no_other() {
    let (mut site, before) = published_forum();
    site.meeting("2027-05-13", "titel: Møde 2027-05-13\ntid: 10-13\n");
    let after = site.publish();
    let uid = "2027-05-13.forum@example.dk";
    after.event(FEED, uid).must_have(&[
        "SEQUENCE:1",
        "DTSTAMP:20261201T000000Z",
        "LAST-MODIFIED:20261201T000000Z",
        "CREATED:20261122T000000Z",
    ]);
    untouched(&before, &after, &[uid]);
    assert!(after.head(FEED).contains(&"LAST-MODIFIED:20261201T000000Z".to_owned()));
    // A second change on one day is still later than the first.
    site.meeting("2027-05-13", "titel: Møde 2027-05-13\ntid: 10-14\n");
    site.publish().event(FEED, uid).must_have(&["SEQUENCE:2", "DTSTAMP:20261201T000001Z"]);
    // An earlier day does not turn the stamps back.
    site.meeting("2027-05-13", "titel: Møde 2027-05-13\ntid: 10-15\n").on(date(2026, 11, 1));
    site.publish().event(FEED, uid).must_have(&["SEQUENCE:3", "DTSTAMP:20261201T000002Z"]);
}

#[test]
fn a_moved_file_keeps_its_identity_move_after_move() {
    let (mut site, before) = published_forum();
    let uid = "2027-05-13.forum@example.dk";
    site.remove("netvaerk/forum/2027-05-13.md");
    site.meeting("2027-05-20", "titel: Møde 2027-05-13\ntid: 10-12\nflyttet fra: 2027-05-13\n");
    let after = site.publish();
    after.event(FEED, uid).must_have(&["SEQUENCE:1", "DTSTART;TZID=Europe/Copenhagen:20270520T100000"]);
    untouched(&before, &after, &[uid]);
    let (old, new) = ("netvaerk/forum/2027-05-13/meeting.ics", "netvaerk/forum/2027-05-20/meeting.ics");
    assert_eq!(after.bytes(old), after.bytes(new), "a link to the old file still gives the meeting");
    // Moved on: the first date is written nowhere any more but for its address.
    site.remove("netvaerk/forum/2027-05-20.md");
    site.meeting("2027-05-27", "titel: Møde 2027-05-13\ntid: 10-12\nflyttet fra: 2027-05-20\n");
    let stopped = site.build();
    assert_eq!(stopped.fact("lost-page", "line").as_deref(), Some("tidligere adresser: [2027-05-13]"));
    assert_eq!(stopped.fact("lost-page", "file").as_deref(), Some("content/netvaerk/forum/2027-05-27.md"));
    site.meeting(
        "2027-05-27",
        "titel: Møde 2027-05-13\ntid: 10-12\nflyttet fra: 2027-05-20\ntidligere adresser: [2027-05-13]\n",
    );
    site.publish().event(FEED, uid).must_have(&["SEQUENCE:2", "DTSTART;TZID=Europe/Copenhagen:20270527T100000"]);
    // The first date is free for another meeting, which is not taken for the one that moved.
    site.meeting("2027-05-13-nyt", "tid: 8-9\n");
    assert_eq!(site.publish().events(FEED).len(), 4);
}

#[test]
fn a_date_changed_in_place_is_told_as_moved() {
    let (mut site, before) = published_forum();
    let uid = "2027-05-13.forum@example.dk";
    site.rename("netvaerk/forum/2027-05-13.md", "netvaerk/forum/foraar.md");
    site.meeting(
        "foraar",
        "titel: Møde 2027-05-13\nhvornår: 2027-05-13 10:00–12:00\ntidligere adresser: [2027-05-13]\n",
    );
    let renamed = site.publish();
    untouched_but_address(&before, &renamed, uid);
    site.meeting(
        "foraar",
        "titel: Møde 2027-05-13\nhvornår: 2027-05-09 10:00–12:00\ntidligere adresser: [2027-05-13]\n",
    );
    let published = site.publish();
    let event = published.event(FEED, uid);
    event.must_have(&["SUMMARY;LANGUAGE=da:Forum: Møde 2027-05-13 (flyttet)", "SEQUENCE:2"]);
    assert!(event.text("DESCRIPTION").contains("Det skulle have været torsdag den 13. maj 2027 kl. 10.00–12.00."));
    let entry = published.0.ledger.meetings()["forum/foraar"];
    assert_eq!(entry.facts.was.map(|days| days.first()), Some(date(2027, 5, 13)));
    // It says so in the next build too, with the same bytes.
    assert_eq!(site.publish().event(FEED, uid), event);
    // Who noted the second date is told of the first again.
    site.meeting(
        "foraar",
        "titel: Møde 2027-05-13\nhvornår: 2027-05-13 10:00–12:00\ntidligere adresser: [2027-05-13]\n",
    );
    let back = site.publish().event(FEED, uid);
    back.must_have(&["SUMMARY;LANGUAGE=da:Forum: Møde 2027-05-13 (flyttet)", "SEQUENCE:3"]);
    assert!(back.text("DESCRIPTION").contains("søndag den 9. maj 2027"));
    assert_eq!(site.publish().event(FEED, uid), back);
}

#[track_caller]
fn untouched_but_address(before: &Published, after: &Published, uid: &str) {
    untouched(before, after, &[uid]);
    let event = after.event(FEED, uid);
    event.must_have(&["URL:https://example.dk/netvaerk/forum/foraar/", "SEQUENCE:1"]);
}

#[test]
fn a_renamed_network_is_served_at_both_addresses_and_keeps_every_event() {
    let (mut site, before) = published_forum();
    site.rename_folder("netvaerk/forum/", "netvaerk/ledelsesforum/");
    let stopped = site.build();
    let errors = stopped.errors();
    assert_eq!(errors.len(), 1, "one line mends it all: {errors:#?}");
    assert_eq!(stopped.fact("lost-feed", "address").as_deref(), Some("/netvaerk/forum/calendar.ics"));
    assert_eq!(stopped.fact("lost-feed", "line").as_deref(), Some("tidligere adresser: [forum]"));
    assert_eq!(stopped.fact("lost-feed", "file").as_deref(), Some("content/netvaerk/ledelsesforum/index.md"));
    site.put("netvaerk/ledelsesforum/index.md", "---\ntitel: Forum\ntype: forum\ntidligere adresser: [forum]\n---\n");
    let after = site.publish();
    let new = "netvaerk/ledelsesforum/calendar.ics";
    assert_eq!(after.bytes(FEED), after.bytes(new));
    assert_eq!(after.uids(new), before.uids(FEED));
    assert!(after.has("netvaerk/forum/meetings.ics"));
    for event in after.events(new) {
        assert_eq!(event.get("SEQUENCE"), "1", "its address changed");
    }
    // The alias is remembered too: taken away, the old feed would be lost again.
    site.put("netvaerk/ledelsesforum/index.md", "---\ntitel: Forum\ntype: forum\n---\n");
    assert_eq!(site.build().fact("lost-feed", "line").as_deref(), Some("tidligere adresser: [forum]"));
}

#[test]
fn cancelled_and_closed_stay_in_the_feed() {
    let (mut site, before) = published_forum();
    site.meeting("2027-05-13", "titel: Møde 2027-05-13\ntid: 10-12\nstatus: aflyst\n");
    let after = site.publish();
    let uid = "2027-05-13.forum@example.dk";
    after.event(FEED, uid).must_have(&[
        "SEQUENCE:1",
        "STATUS:CANCELLED",
        "DTSTART;TZID=Europe/Copenhagen:20270513T100000",
    ]);
    untouched(&before, &after, &[uid]);
}

#[test]
fn a_deleted_meeting_stops_the_build_until_it_is_given_up() {
    let (mut site, before) = published_forum();
    let uid = "2027-05-13.forum@example.dk";
    site.remove("netvaerk/forum/2027-05-13.md");
    let stopped = site.build();
    assert_eq!(stopped.errors().len(), 1, "{:#?}", stopped.errors());
    assert_eq!(stopped.fact("lost-meeting", "title").as_deref(), Some("Forum: Møde 2027-05-13"));
    assert_eq!(stopped.fact("lost-meeting", "date").as_deref(), Some("13. maj 2027 kl. 10.00–12.00"));
    assert_eq!(stopped.fact("lost-meeting", "line").as_deref(), Some("status: aflyst"));
    site.accept_losses(true);
    let accepted = site.publish();
    let gone = accepted.event(FEED, uid);
    gone.must_have(&[
        "STATUS:CANCELLED",
        "SUMMARY;LANGUAGE=da:AFLYST: Forum: Møde 2027-05-13",
        "SEQUENCE:1",
        "DTSTAMP:20261201T000000Z",
        "DTSTART;TZID=Europe/Copenhagen:20270513T100000",
        "DTEND;TZID=Europe/Copenhagen:20270513T120000",
        "TRANSP:TRANSPARENT",
    ]);
    assert!(accepted.events("calendar.ics").contains(&gone));
    untouched(&before, &accepted, &[uid]);
    // It stays so without leave, and without another step, on its last day too …
    site.accept_losses(false).on(date(2027, 5, 13));
    assert_eq!(site.publish().event(FEED, uid), gone);
    // … and is forgotten after it.
    site.on(date(2027, 5, 14));
    let later = site.publish();
    assert_eq!(later.uids(FEED), ["2027-03-04.forum@example.dk", "2027-09-02.forum@example.dk"]);
    assert!(!later.0.ledger.to_yaml().contains("2027-05-13.forum"));
}

#[test]
fn a_meeting_that_comes_back_is_the_one_it_was() {
    let (mut site, _) = published_forum();
    let uid = "2027-05-13.forum@example.dk";
    site.remove("netvaerk/forum/2027-05-13.md").accept_losses(true);
    site.publish();
    site.accept_losses(false).meeting("2027-05-13", "titel: Møde 2027-05-13\ntid: 10-12\n");
    site.publish().event(FEED, uid).must_have(&["STATUS:CONFIRMED", "SEQUENCE:2", "CREATED:20261122T000000Z"]);
}

#[test]
fn a_file_renamed_without_a_word_is_told_with_the_line_that_mends_it() {
    let (mut site, _) = published_forum();
    site.remove("netvaerk/forum/2027-05-13.md").meeting("2027-05-20", "titel: Møde 2027-05-13\ntid: 10-12\n");
    let stopped = site.build();
    assert_eq!(stopped.errors().len(), 1, "{:#?}", stopped.errors());
    assert_eq!(stopped.fact("lost-meeting", "line").as_deref(), Some("flyttet fra: 2027-05-13"));
    assert_eq!(stopped.fact("lost-meeting", "file").as_deref(), Some("content/netvaerk/forum/2027-05-20.md"));
    site.remove("netvaerk/forum/2027-05-20.md");
    site.meeting("foraar", "titel: Møde 2027-05-13\nhvornår: 2027-05-13 10:00–12:00\n");
    assert_eq!(site.build().fact("lost-meeting", "line").as_deref(), Some("tidligere adresser: [2027-05-13]"));
}

#[test]
fn a_meeting_that_loses_its_day_is_postponed() {
    let (mut site, _) = published_forum();
    site.rename("netvaerk/forum/2027-05-13.md", "netvaerk/forum/foraar.md");
    site.meeting("foraar", "titel: Møde\nhvornår: 2027-05-13 10:00–12:00\ntidligere adresser: [2027-05-13]\n");
    site.publish();
    site.meeting("foraar", "titel: Møde\ndato: maj 2027\ntidligere adresser: [2027-05-13]\n");
    let uid = "2027-05-13.forum@example.dk";
    let event = site.publish().event(FEED, uid);
    event.must_have(&["STATUS:CANCELLED", "SUMMARY;LANGUAGE=da:UDSKUDT: Forum: Møde", "SEQUENCE:2"]);
    assert_eq!(site.publish().event(FEED, uid), event);
    site.meeting("foraar", "titel: Møde\nhvornår: 2027-06-03 10:00–12:00\ntidligere adresser: [2027-05-13]\n");
    site.publish().event(FEED, uid).must_have(&[
        "STATUS:CONFIRMED",
        "SEQUENCE:3",
        "DTSTART;TZID=Europe/Copenhagen:20270603T100000",
    ]);
}

#[test]
fn a_deadline_taken_away_is_cancelled_until_its_day() {
    let (mut site, _) = published_forum();
    site.meeting("2027-05-13", "tid: 10-12\ntilmelding:\n  frist: 2027-04-01\n");
    site.publish();
    site.meeting("2027-05-13", "tid: 10-12\n");
    let uid = "2027-05-13.forum-frist@example.dk";
    let published = site.publish();
    published.event(FEED, uid).must_have(&[
        "STATUS:CANCELLED",
        "SUMMARY;LANGUAGE=da:AFLYST: Frist: Forum",
        "SEQUENCE:1",
    ]);
    assert!(!published.uids("netvaerk/forum/meetings.ics").contains(&uid.to_owned()));
    site.on(date(2027, 4, 2));
    assert!(!site.publish().uids(FEED).contains(&uid.to_owned()));
}

#[test]
fn a_lost_network_is_one_problem_and_its_meetings_live_on_in_the_sites_feed() {
    let (mut site, _) = published_forum();
    for file in ["index", "2027-03-04", "2027-05-13", "2027-09-02"] {
        site.remove(&format!("netvaerk/forum/{file}.md"));
    }
    site.put("netvaerk/andet.md", "---\ntitel: Andet\n---\n");
    let stopped = site.build();
    assert_eq!(stopped.errors().len(), 1, "{:#?}", stopped.errors());
    assert_eq!(stopped.fact("lost-feed", "line").as_deref(), Some("tidligere adresser: [forum]"));
    assert_eq!(stopped.fact("lost-feed", "file"), None);
    site.accept_losses(true);
    let published = site.publish();
    assert!(!published.has(FEED));
    let events = published.events("calendar.ics");
    assert_eq!(events.len(), 3);
    assert!(events.iter().all(|event| event.has("STATUS:CANCELLED")));
}

#[test]
fn a_lost_region_and_a_lost_page_are_told() {
    let mut site = Site::with_forum("");
    site.meeting("2027-10-05", "tid: 9-15\nområde: Vest\n");
    site.put("om/index.md", "---\ntitel: Om os\n---\n");
    site.publish();
    site.meeting("2027-10-05", "tid: 9-15\nområde: Jylland\n").rename("om/index.md", "omos/index.md");
    let stopped = site.build();
    let region = "tidligere adresser: [/netvaerk/forum/vest-meetings.ics, /netvaerk/forum/vest.ics]";
    assert_eq!(stopped.fact("lost-feed", "line").as_deref(), Some(region));
    assert_eq!(stopped.fact("lost-feed", "file").as_deref(), Some("content/netvaerk/forum/index.md"));
    assert_eq!(stopped.fact("lost-page", "line").as_deref(), Some("tidligere adresser: [om]"));
    assert_eq!(stopped.fact("lost-page", "file").as_deref(), Some("content/omos/index.md"));
    site.put("netvaerk/forum/index.md", &format!("---\ntitel: Forum\ntype: forum\n{region}\n---\n"));
    site.put("omos/index.md", "---\ntitel: Om os\ntidligere adresser: [om]\n---\n");
    let published = site.publish();
    assert_eq!(published.bytes("netvaerk/forum/vest.ics"), published.bytes(FEED));
    assert_eq!(published.bytes("netvaerk/forum/vest-meetings.ics"), published.bytes("netvaerk/forum/meetings.ics"));
}

#[test]
fn two_editors_ledgers_are_merged_with_the_later_entry() {
    let (mut site, _) = published_forum();
    let uid = "2027-05-13.forum@example.dk";
    let line = |built: &Published| {
        let yaml = built.0.ledger.to_yaml();
        yaml.lines()
            .find(|line| line.contains(&format!("\"{uid}\"")))
            .map(|line| format!("{line}\n"))
            .expect("its line")
    };
    let mut other = site.clone();
    other.meeting("2027-05-13", "tid: 8-9\n").publish();
    let theirs = other.meeting("2027-05-13", "tid: 8-10\n").publish();
    let ours = site.meeting("2027-05-13", "titel: Møde 2027-05-13\ntid: 10-14\n").publish();
    let (mine, yours) = (line(&ours), line(&theirs));
    let marked = format!("<<<<<<< HEAD\n{mine}=======\n{yours}>>>>>>> other\n");
    let merged = ours.0.ledger.to_yaml().replace(&mine, &marked);
    assert!(merged.contains("<<<<<<<"));
    site.put("ledger.yaml", &merged);
    let published = site.build();
    assert!(published.errors().is_empty(), "{:#?}", published.errors());
    assert!(published.0.problems.iter().any(|problem| problem.kind.id() == "ledger-merged"));
    published.event(FEED, uid).must_have(&["SEQUENCE:3", "DTSTAMP:20261201T000002Z"]);
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_the_rest_is_kept() {
    let (mut site, before) = published_forum();
    let broken = before.0.ledger.to_yaml().replace("when 2027-05-13T10:00/", "when torsdag/");
    site.put("ledger.yaml", &broken);
    let built = site.build();
    assert_eq!(built.errors().len(), 1, "{:#?}", built.errors());
    assert!(built.errors()[0].starts_with("ledger-broken"));
    untouched(&before, &built, &["2027-05-13.forum@example.dk"]);
}

#[test]
fn an_identity_from_elsewhere_is_kept_as_it_is() {
    let mut site = Site::with_forum("");
    site.meeting("2027-05-13", "tid: 10-12\nuid: 040000008200E00074C5B7101A82E008\n");
    assert_eq!(site.publish().uids(FEED), ["040000008200E00074C5B7101A82E008"]);
    site.remove("netvaerk/forum/2027-05-13.md");
    site.meeting("2027-05-20", "tid: 10-12\nflyttet fra: 2027-05-13\n");
    assert_eq!(site.publish().uids(FEED), ["040000008200E00074C5B7101A82E008"]);
}

#[test]
fn the_ledger_is_published_and_says_what_changed() {
    let (mut site, before) = published_forum();
    assert_eq!(before.bytes("ledger.yaml"), before.0.ledger.to_yaml().as_bytes());
    let since: Timestamp = "2026-11-22T00:00:00Z".parse().expect("a stamp");
    let changed = |published: &Published| {
        let entries = published.0.ledger.events.iter().filter(|(_, entry)| entry.changed > since);
        entries.map(|(key, _)| key.to_string()).collect::<Vec<_>>()
    };
    assert!(changed(&before).is_empty());
    site.meeting("2027-05-13", "tid: 8-9\n");
    let after = site.publish();
    assert_eq!(changed(&after), ["2027-05-13.forum@example.dk"]);
}

#[test]
fn a_series_is_ended_with_a_word_or_given_up_as_a_whole() {
    let series = "mødeserie:\n  start: 2026-09-01 09:00\n  slut: \"10:00\"\n  gentages: hver tirsdag\n";
    let mut site = Site::with_forum(series);
    site.put("roller.yaml", "leder:\n  titel: Leder\n");
    site.publish();
    site.put("netvaerk/forum/index.md", "---\ntitel: Forum\ntype: forum\n---\n");
    let stopped = site.build();
    assert_eq!(stopped.fact("lost-meeting", "line").as_deref(), Some("indtil: 2026-11-22"));
    assert_eq!(stopped.fact("lost-meeting", "file").as_deref(), Some("content/netvaerk/forum/index.md"));
    let gone = site.accept_losses(true).publish().event(FEED, "series.forum@example.dk");
    gone.must_have(&[
        "STATUS:CANCELLED",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "SUMMARY;LANGUAGE=da:AFLYST: Forum",
        "SEQUENCE:1",
    ]);
    site.put(
        "netvaerk/forum/index.md",
        &format!("---\ntitel: Forum\ntype: forum\n{series}  indtil: 2026-11-24\n---\n"),
    );
    let ended = site.accept_losses(false).publish().event(FEED, "series.forum@example.dk");
    ended.must_have(&["STATUS:CONFIRMED", "RRULE:FREQ=WEEKLY;UNTIL=20261124T080000Z;BYDAY=TU", "SEQUENCE:2"]);
    // Over and then taken away, it is nobody's loss.
    site.put("netvaerk/forum/index.md", "---\ntitel: Forum\ntype: forum\n---\n").on(date(2026, 12, 1));
    assert!(site.publish().events(FEED).is_empty());
}

#[test]
fn a_role_renamed_in_its_list_is_told_at_its_line() {
    let mut site = Site::with_forum("");
    site.put("roller.yaml", "leder:\n  titel: Ledere\nandre:\n  titel: Andre\n");
    site.publish();
    site.put("roller.yaml", "andre:\n  titel: Andre\nchefer:\n  titel: Ledere\n");
    let stopped = site.build();
    assert_eq!(stopped.fact("lost-feed", "line").as_deref(), Some("tidligere adresser: [leder]"));
    let place = stopped.0.problems.iter().find_map(|problem| problem.place).expect("it is told at the role");
    assert_eq!(place.start, "andre:\n  titel: Andre\n".len() as u32);
    site.put("roller.yaml", "andre:\n  titel: Andre\nchefer:\n  titel: Ledere\n  tidligere adresser: [leder]\n");
    let published = site.publish();
    assert_eq!(published.bytes("roller/leder/calendar.ics"), published.bytes("roller/chefer/calendar.ics"));
}

#[test]
fn drafts_are_looked_at_and_not_remembered() {
    let (mut site, before) = published_forum();
    site.meeting("2027-06-01", "tid: 10-12\nkladde: ja\n");
    let preview = site.preview();
    assert_eq!(preview.events(FEED).len(), 4);
    assert_eq!(preview.0.ledger, before.0.ledger);
}
