//! Each kind of event, by its lines.

use crate::site::Site;

const FEED: &str = "netvaerk/forum/calendar.ics";

#[test]
fn a_timed_meeting_says_everything_a_reader_needs() {
    let mut site = Site::with_forum(
        "resumé: Til alle.\narrangører: [bl]\nkontakt: post\ndeltagere:\n  - rolle: ledere\n    deltagelse: obligatorisk\n",
    );
    site.put("roller.yaml", "ledere:\n  titel: Ledere\n");
    site.put("organisationer.yaml", "bl:\n  titel: BL, Almene Boliger\n  email: bl@example.dk\n");
    site.put("personer.yaml", "post:\n  navn: Sekretariatet\n  email: post@example.dk\n  telefon: 12 34 56 78\n");
    site.put(
        "steder.yaml",
        "strand:\n  titel: Nyborg Strand\n  adresse: Østerøvej 2\n  postnr: \"5800\"\n  by: Nyborg\n",
    );
    site.meeting(
        "2027-05-20",
        "titel: Forårsmøde\ntid: 10.00-15.30\nsted: strand\ntilmelding:\n  frist: 2027-04-16\n  pris: 650 kr.\n  pr: deltager\n  bindende: ja\n  link: https://example.dk/tilmeld?a=1,2\n",
    );
    let event = site.publish().event(FEED, "2027-05-20.forum@example.dk");
    event.must_have(&[
        "DTSTAMP:20261122T000000Z",
        "CREATED:20261122T000000Z",
        "LAST-MODIFIED:20261122T000000Z",
        "SEQUENCE:0",
        "DTSTART;TZID=Europe/Copenhagen:20270520T100000",
        "DTEND;TZID=Europe/Copenhagen:20270520T153000",
        "SUMMARY;LANGUAGE=da:Forum: Forårsmøde",
        "LOCATION:Nyborg Strand\\, Østerøvej 2\\, 5800 Nyborg",
        "URL:https://example.dk/netvaerk/forum/2027-05-20/",
        "CATEGORIES:Forum,forum",
        "ORGANIZER;CN=\"BL, Almene Boliger\":mailto:bl@example.dk",
        "CONTACT:Sekretariatet\\, post@example.dk\\, 12 34 56 78",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    ]);
    assert_eq!(
        event.text("DESCRIPTION"),
        "Til alle.\nTorsdag den 20. maj 2027 kl. 10.00–15.30\nSted: Nyborg Strand, Østerøvej 2, 5800 Nyborg\n\
         For: Ledere (obligatorisk)\nTilmelding senest fredag den 16. april 2027\nPris: 650 kr. pr. deltager\n\
         Tilmeldingen er bindende.\nTilmelding: https://example.dk/tilmeld?a=1,2\n\
         Kontakt: Sekretariatet, post@example.dk, 12 34 56 78\n\nhttps://example.dk/netvaerk/forum/2027-05-20/"
    );
}

#[test]
fn an_unknown_end_is_left_out_or_assumed_as_the_site_says() {
    let mut site = Site::with_forum("");
    site.meeting("2027-05-20", "tid: 10.00\n");
    let event = site.publish().event(FEED, "2027-05-20.forum@example.dk");
    assert_eq!(event.find("DTEND"), None);
    assert_eq!(event.get("SUMMARY"), "Forum");
    site.put(
        "site.yaml",
        "titel: Netværk\nadresse: https://example.dk/\nsprog: da\nkalendere:\n  standardvarighed: 90 min\n",
    );
    let event = site.publish().event(FEED, "2027-05-20.forum@example.dk");
    event.must_have(&["DTEND;TZID=Europe/Copenhagen:20270520T113000", "SEQUENCE:1"]);
}

#[test]
fn online_bears_a_conference_and_no_usual_place() {
    let mut site = Site::with_forum("sted: Rådhuset\n");
    site.meeting("2027-01-14", "tid: 9-11.30\nonline: https://example.dk/moede?x=1&y=2\n");
    let event = site.publish().event(FEED, "2027-01-14.forum@example.dk");
    event.must_have(&[
        "LOCATION:Online",
        "CONFERENCE;FEATURE=VIDEO;LABEL=Videomøde;VALUE=URI:https://example.dk/moede?x=1&y=2",
    ]);
    assert!(event.text("DESCRIPTION").contains("\nDeltag online: https://example.dk/moede?x=1&y=2\n"));
}

#[test]
fn whole_days_end_on_the_day_after_and_carry_their_programme() {
    let mut site = Site::with_forum("");
    site.meeting(
        "2027-04-17",
        "dato: 17.-18. april 2027\nprogram:\n  - dag: 1\n    tid: 10-16\n    titel: Dagsprogram\n    oplægsholder: en forsker\n  - dag: 2\n    titel: Frokost\n",
    );
    let event = site.publish().event(FEED, "2027-04-17.forum@example.dk");
    event.must_have(&["DTSTART;VALUE=DATE:20270417", "DTEND;VALUE=DATE:20270419", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"]);
    let text = event.text("DESCRIPTION");
    let programme = "Program:\nLørdag den 17. april 2027:\n- kl. 10.00–16.00: Dagsprogram (en forsker)\n\
                     Søndag den 18. april 2027:\n- Frokost\n";
    assert!(text.contains(programme), "{text}");
}

#[test]
fn clock_times_over_several_days() {
    let mut site = Site::with_forum("");
    site.meeting("2026-12-07", "hvornår: 7. december 2026 kl. 12 – 8. december 2026 kl. 15\n");
    site.meeting("2026-12-09", "tid: 20-24\n");
    let published = site.publish();
    published
        .event(FEED, "2026-12-07.forum@example.dk")
        .must_have(&["DTSTART;TZID=Europe/Copenhagen:20261207T120000", "DTEND;TZID=Europe/Copenhagen:20261208T150000"]);
    published.event(FEED, "2026-12-09.forum@example.dk").must_have(&["DTEND;TZID=Europe/Copenhagen:20261210T000000"]);
}

#[test]
fn status_shows_in_the_title_too() {
    let mut site = Site::with_forum("");
    for (day, status) in [("03", "foreløbig"), ("04", "aflyst"), ("05", "udskudt")] {
        site.meeting(&format!("2027-03-{day}"), &format!("tid: 10-12\nstatus: {status}\n"));
    }
    let published = site.publish();
    let event = |day: &str| published.event(FEED, &format!("2027-03-{day}.forum@example.dk"));
    event("03").must_have(&[
        "SUMMARY;LANGUAGE=da:Forum (foreløbig)",
        "STATUS:TENTATIVE",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
    ]);
    event("04").must_have(&[
        "SUMMARY;LANGUAGE=da:AFLYST: Forum",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "DTSTART;TZID=Europe/Copenhagen:20270304T100000",
    ]);
    event("05").must_have(&["SUMMARY;LANGUAGE=da:UDSKUDT: Forum", "STATUS:CANCELLED"]);
    assert!(event("05").text("DESCRIPTION").starts_with("Mødet er udskudt. Der er ikke sat en ny dato endnu.\n"));
}

#[test]
fn a_moved_meeting_says_so_until_its_day_has_passed() {
    let mut site = Site::with_forum("");
    site.meeting("2027-05-20", "tid: 10-12\nflyttet fra: 2027-05-13\n");
    let event = site.publish().event(FEED, "2027-05-13.forum@example.dk");
    event.must_have(&["SUMMARY;LANGUAGE=da:Forum (flyttet)", "DTSTART;TZID=Europe/Copenhagen:20270520T100000"]);
    assert!(event.text("DESCRIPTION").contains("torsdag den 13. maj 2027"));
    site.on(jiff::civil::date(2027, 5, 21));
    assert!(site.publish().event(FEED, "2027-05-13.forum@example.dk").has("SUMMARY;LANGUAGE=da:Forum"));
}

#[test]
fn a_deadline_is_a_day_of_its_own_and_can_be_left_out() {
    let mut site = Site::with_forum("");
    site.meeting("2027-05-20", "tid: 10-12\ntilmelding:\n  frist: 16. april 2027 kl. 12\n");
    let published = site.publish();
    let deadline = published.event(FEED, "2027-05-20.forum-frist@example.dk");
    deadline.must_have(&[
        "DTSTART;VALUE=DATE:20270416",
        "DTEND;VALUE=DATE:20270417",
        "SUMMARY;LANGUAGE=da:Frist: Forum",
        "CATEGORIES:Forum,forum,Tilmeldingsfrist",
        "RELATED-TO;RELTYPE=PARENT:2027-05-20.forum@example.dk",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ]);
    assert_eq!(published.uids("netvaerk/forum/meetings.ics"), ["2027-05-20.forum@example.dk"]);
    site.meeting("2027-05-20", "tid: 10-12\nstatus: aflyst\ntilmelding:\n  frist: 16. april 2027 kl. 12\n");
    let deadline = site.publish().event(FEED, "2027-05-20.forum-frist@example.dk");
    deadline.must_have(&["STATUS:CANCELLED", "SUMMARY;LANGUAGE=da:AFLYST: Frist: Forum", "SEQUENCE:1"]);
}

#[test]
fn alternatives_name_each_other_and_each_region_has_its_feed() {
    let mut site = Site::with_forum("");
    site.meeting("2027-10-05-vest", "tid: 9-15\nområde: Vest\nvælg én: efterår\n");
    site.meeting("2027-10-07-oest", "tid: 9-15\nområde: Øst\nvælg én: efterår\n");
    let published = site.publish();
    let west = published.event(FEED, "2027-10-05-vest.forum@example.dk");
    west.must_have(&[
        "SUMMARY;LANGUAGE=da:Forum (Vest)",
        "CATEGORIES:Forum,forum,Vest",
        "RELATED-TO;RELTYPE=SIBLING:2027-10-07-oest.forum@example.dk",
    ]);
    let choice = "Vælg én af to. Den anden er: torsdag den 7. oktober 2027 kl. 9.00–15.00 (Øst)";
    assert!(west.text("DESCRIPTION").contains(choice), "{}", west.text("DESCRIPTION"));
    assert_eq!(published.uids("netvaerk/forum/vest.ics"), ["2027-10-05-vest.forum@example.dk"]);
    assert_eq!(published.uids("netvaerk/forum/oest.ics"), ["2027-10-07-oest.forum@example.dk"]);
    assert_eq!(published.uids(FEED).len(), 2);
}

#[test]
fn what_is_not_known_to_the_day_is_in_no_feed() {
    let mut site = Site::with_forum("");
    site.meeting("2027-09-efteraarsmoede", "");
    site.meeting("efteraar", "dato: omkring august 2027\n");
    site.meeting("periode", "dato: 1.-14. september 2027\n");
    assert!(site.publish().events("calendar.ics").is_empty());
}

#[test]
fn other_zones_keep_their_clock_and_say_so() {
    let mut site = Site::danish();
    site.put("netvaerk/ude/index.md", "---\ntitel: Ude\ntidszone: America/Los_Angeles\n---\n");
    site.put("netvaerk/ude/2027-05-20.md", "---\ntid: 10-11\n---\n");
    let published = site.publish();
    let event = published.event("calendar.ics", "2027-05-20.ude@example.dk");
    event.must_have(&["DTSTART;TZID=America/Los_Angeles:20270520T100000"]);
    assert!(event.text("DESCRIPTION").contains("kl. 10.00–11.00 (tidszone America/Los_Angeles)"));
    for (feed, zones) in [("calendar.ics", 2), ("netvaerk/ude/calendar.ics", 1)] {
        let lines = published.lines(feed);
        let named: Vec<&String> = lines.iter().filter(|line| line.starts_with("TZID:")).collect();
        assert_eq!(named.len(), zones, "{feed}: {named:?}");
        assert!(lines.contains(&"TZID:America/Los_Angeles".to_owned()));
    }
}

#[test]
fn markup_and_signs_do_not_reach_the_text() {
    let mut site = Site::with_forum("");
    site.put(
        "netvaerk/forum/2027-05-20.md",
        "---\ntitel: \"Forum; om \\\"bolig, by\\\" <b>\"\n---\n**Husk** at [melde dig](https://example.dk) & tage *en* ven med.\n",
    );
    let event = site.publish().event(FEED, "2027-05-20.forum@example.dk");
    assert_eq!(event.get("SUMMARY"), "Forum\\; om \"bolig\\, by\" <b>");
    assert!(event.text("DESCRIPTION").starts_with("Husk at melde dig & tage en ven med.\nTorsdag"));
}

#[test]
fn a_site_by_universal_time_has_its_zone_as_well() {
    let mut site = Site::with_forum("");
    site.put("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\ntidszone: UTC\n");
    site.meeting("2027-05-20", "tid: 10-12\n");
    let published = site.publish();
    assert!(published.lines(FEED).contains(&"TZID:UTC".to_owned()));
    published.event(FEED, "2027-05-20.forum@example.dk").must_have(&["DTSTART;TZID=UTC:20270520T100000"]);
}
