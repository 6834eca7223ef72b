//! What changed since it was published: on the meeting's page, and as an Atom feed beside each calendar.

use jiff::civil::date;

use crate::site::{Published, Site};

const ALL: &str = "changes.xml";
const FORUM: &str = "netvaerk/forum/changes.xml";

fn published_forum() -> Site {
    let mut site = Site::with_forum("");
    for day in ["2027-03-04", "2027-05-13", "2027-09-02"] {
        site.meeting(day, &format!("titel: Møde {day}\ntid: 10-12\n"));
    }
    site.publish();
    site.on(date(2026, 12, 1));
    site
}

fn text<'p>(published: &'p Published, path: &str) -> &'p str {
    std::str::from_utf8(published.bytes(path)).unwrap()
}

/// An element's texts, in order.
fn all(xml: &str, element: &str) -> Vec<String> {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    xml.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap().to_owned()).collect()
}

#[test]
fn each_change_is_an_entry_with_the_ledgers_stamp() {
    let mut site = published_forum();
    site.meeting("2027-03-04", "titel: Møde 2027-03-04\ntid: 10-12\nstatus: aflyst\n");
    site.remove("netvaerk/forum/2027-05-13.md");
    site.meeting("2027-05-20", "titel: Møde & kage\ntid: 10-12\nflyttet fra: 2027-05-13\n");
    let published = site.publish();
    let feed = text(&published, FORUM);
    assert_eq!(
        all(feed, "title"),
        [
            "Forum: ændringer",
            "Aflyst: Forum: Møde 2027-03-04",
            "Flyttet: Forum: Møde &amp; kage",
            "Nyt møde: Forum: Møde 2027-09-02"
        ]
    );
    assert_eq!(
        all(feed, "updated"),
        ["2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z", "2026-11-22T00:00:00Z"]
    );
    assert_eq!(
        all(feed, "id"),
        [
            "https://example.dk/netvaerk/forum/changes.xml",
            "tag:example.dk,2026:2027-03-04.forum@example.dk:1",
            "tag:example.dk,2026:2027-05-13.forum@example.dk:1",
            "tag:example.dk,2026:2027-09-02.forum@example.dk:0",
        ]
    );
    assert_eq!(
        all(feed, "summary")[1],
        "torsdag den 20. maj 2027 kl. 10.00–12.00. Det skulle have været torsdag den 13. maj 2027."
    );
    assert!(feed.contains("<link href=\"https://example.dk/netvaerk/forum/2027-05-20/\"/>"));
    // Nothing of it is the clock's: another day, the same bytes.
    site.on(date(2026, 12, 24));
    assert_eq!(text(&site.publish(), FORUM), feed);
}

#[test]
fn what_is_withdrawn_is_told_and_the_past_is_no_news() {
    let mut site = published_forum();
    site.remove("netvaerk/forum/2027-09-02.md").accept_losses(true);
    site.meeting("2020-01-02", "tid: 10-12\n");
    let published = site.publish();
    let titles = all(text(&published, FORUM), "title");
    assert_eq!(titles[1], "Udgået: Forum: Møde 2027-09-02");
    assert_eq!(titles.len(), 4, "{titles:?}");
    assert_eq!(all(text(&published, ALL), "title").len(), 4);
}

#[test]
fn the_feed_keeps_to_fifty_and_is_there_without_any() {
    let mut site = Site::with_forum("");
    site.put("netvaerk/tom/index.md", "---\ntitel: Tom\n---\n");
    for day in 1..=28 {
        for month in ["03", "04", "05"] {
            site.meeting(&format!("2027-{month}-{day:02}"), "tid: 10-12\n");
        }
    }
    let published = site.publish();
    assert_eq!(all(text(&published, ALL), "entry").len(), 50);
    let empty = text(&published, "netvaerk/tom/changes.xml");
    assert_eq!((all(empty, "entry").len(), all(empty, "updated")), (0, vec!["1970-01-01T00:00:00Z".to_owned()]));
}

#[test]
fn a_renamed_network_has_its_changes_at_both_addresses() {
    let mut site = published_forum();
    site.rename_folder("netvaerk/forum/", "netvaerk/ledelsesforum/");
    site.put("netvaerk/ledelsesforum/index.md", "---\ntitel: Forum\ntidligere adresser: [forum]\n---\n");
    let published = site.publish();
    assert_eq!(published.bytes(FORUM), published.bytes("netvaerk/ledelsesforum/changes.xml"));
}

#[test]
fn pages_with_a_calendar_name_its_changes() {
    let mut site = published_forum();
    site.put("roller.yaml", "ledere:\n  titel: Ledere\n");
    let published = site.publish();
    for (page, feed) in [
        ("netvaerk/forum/index.html", "/netvaerk/forum/changes.xml"),
        ("netvaerk/forum/2027-05-13/index.html", "/netvaerk/forum/changes.xml"),
        ("kalender/index.html", "/changes.xml"),
        ("index.html", "/changes.xml"),
        ("roller/ledere/index.html", "/roller/ledere/changes.xml"),
    ] {
        let link = format!("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{feed}\"");
        assert!(text(&published, page).contains(&link), "{page}");
        assert!(published.has(feed.trim_start_matches('/')), "{feed}");
    }
    assert!(text(&published, "netvaerk/forum/index.html").contains("<a href=\"/netvaerk/forum/changes.xml\">"));
}

#[test]
fn a_date_changed_in_place_is_told_on_the_page_while_it_is_coming() {
    let mut site = Site::with_forum("");
    site.meeting("foraar", "titel: Forårsmøde\nhvornår: 2. maj 2027 kl. 10-12\n");
    let page = "netvaerk/forum/foraar/index.html";
    assert!(!text(&site.publish(), page).contains("Mødet er flyttet"));
    site.meeting("foraar", "titel: Forårsmøde\nhvornår: 9. maj 2027 kl. 10-12\n").on(date(2026, 12, 1));
    let moved = site.publish();
    let said = "Fra søndag den 2. maj 2027 kl. 10.00–12.00 til søndag den 9. maj 2027 kl. 10.00–12.00.";
    assert!(text(&moved, page).contains(said), "{}", text(&moved, page));
    assert!(text(&moved, "netvaerk/forum/index.html").contains("moved"), "lists say so too");
    assert_eq!(all(text(&moved, FORUM), "title")[1], "Flyttet: Forum: Forårsmøde");
    // In later builds too, until its day has passed.
    assert!(text(&site.on(date(2027, 5, 9)).publish(), page).contains(said));
    assert!(!text(&site.on(date(2027, 5, 10)).publish(), page).contains(said));
}
