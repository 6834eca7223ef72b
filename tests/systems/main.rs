//! A test for every system that the example site tells of: its page, the lists, its relations seen from both ends, the
//! open data, and its calendar. The site is built once, for Sunday 22 November 2026.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../common/mod.rs"]
mod common;

mod bl_and_kl;
mod bylivkolding;
mod cafe;
mod conference;
mod forum;
mod news;
mod project_leaders;
mod slagelse;
mod succession;
mod surroundings;
mod words;
mod written_dates;
mod yaml_traps;

use std::sync::LazyLock;

use common::Site;
use common::html::Element;
use common::ics::Event;

static SITE: LazyLock<Site> = LazyLock::new(|| Site::of_folder(""));

/// The page of a network.
fn network(id: &str) -> Element {
    SITE.page(&format!("netvaerk/{id}/"))
}

/// The page of a meeting, by network and file name.
fn meeting(id: &str) -> Element {
    SITE.page(&format!("netvaerk/{id}/"))
}

fn role(id: &str) -> Element {
    SITE.page(&format!("roller/{id}/"))
}

fn organisation(id: &str) -> Element {
    SITE.page(&format!("organisationer/{id}/"))
}

/// The path of a network's calendar.
fn feed(id: &str) -> String {
    format!("netvaerk/{id}/calendar.ics")
}

/// The path of a role's calendar.
fn role_feed(id: &str) -> String {
    format!("roller/{id}/calendar.ics")
}

/// A meeting's event: the same in its network's calendar, in that of the site, and in the file of its own.
fn event(id: &str) -> Event {
    let (network, _) = id.split_once('/').unwrap();
    let event = SITE.event(&feed(network), id);
    assert_eq!(event, SITE.event("calendar.ics", id), "{id} in the calendar of the site");
    assert_eq!(event, SITE.event(&format!("netvaerk/{id}/meeting.ics"), id), "{id} in its own file");
    assert_eq!(event.text("UID").as_deref(), SITE.meeting(id)["uid"].as_str());
    event
}

/// The event of a meeting's last day to register: in its network's calendar and that of the site, not where they are
/// without deadlines.
fn deadline(id: &str) -> Event {
    let (network, _) = id.split_once('/').unwrap();
    let deadline = SITE.deadline(&feed(network), id);
    assert_eq!(deadline, SITE.deadline("calendar.ics", id));
    let without = SITE.feed(&format!("netvaerk/{network}/meetings.ics"));
    assert!(without.events.iter().all(|event| event.text("UID") != deadline.text("UID")), "{id} without deadlines");
    assert_eq!(deadline.text("TRANSP").as_deref(), Some("TRANSPARENT"), "a deadline keeps nobody busy");
    deadline
}

/// Times in Denmark: `times("20180529T100000", "20180529T150000")`.
fn times(start: &str, end: &str) -> String {
    format!("{start}/{end} Europe/Copenhagen")
}

/// No calendar of the site has anything of this page in it.
fn assert_in_no_calendar(id: &str) {
    let url = SITE.meeting(id)["url"].as_str().unwrap();
    for path in calendars() {
        assert!(
            SITE.feed(path).events.iter().all(|event| event.text("URL").as_deref() != Some(url)),
            "{id} is in {path}"
        );
    }
    assert!(!SITE.has(&format!("netvaerk/{id}/meeting.ics")), "{id} cannot be added to a calendar");
}

/// The paths of all calendars.
fn calendars() -> impl Iterator<Item = &'static str> {
    SITE.built.output.keys().map(String::as_str).filter(|path| path.ends_with(".ics"))
}

/// A calendar that a program reads, with its time zone and nothing else.
fn assert_empty_but_valid(path: &str) {
    let calendar = SITE.feed(path);
    assert_eq!(calendar.uids(), [""; 0], "{path}");
    assert_eq!(calendar.zone_names(), ["Europe/Copenhagen"], "a calendar needs a component: {path}");
}

/// The networks page has the network in the group of its status, and in no other.
fn assert_listed(id: &str, group: &str) {
    let page = SITE.page("netvaerk/");
    let href = format!("/netvaerk/{id}/");
    for heading in ["Aktive netværk", "Planlagte netværk", "Lukkede netværk"] {
        let listed = page.section(heading).all("h3").iter().any(|entry| entry.links_to(&href));
        assert_eq!(listed, heading == group, "{id} under {heading}");
    }
}

/// The front page shows active and planned networks that are no parts of living ones.
fn is_on_front_page(id: &str) -> bool {
    SITE.page("").all("h3").iter().any(|entry| entry.links_to(&format!("/netvaerk/{id}/")))
}

/// A relation in the open data: `assert_related("replaces", "strategisk-forum", "landserfa")`.
fn assert_related(kind: &str, from: &str, to: &str) {
    let relation = format!("{kind} {from} {to}");
    assert!(SITE.relations().contains(&relation), "site.json does not say {relation}");
}

/// Asserts that an element says each of some texts.
fn assert_says(element: &Element, texts: &[&str]) {
    for text in texts {
        assert!(element.says(text), "nothing says »{text}« in:\n{}", element.seen());
    }
}

/// Asserts that an element says none of some texts.
fn assert_silent(element: &Element, texts: &[&str]) {
    for text in texts {
        assert!(!element.says(text), "something says »{text}« in:\n{}", element.seen());
    }
}

#[test]
fn the_example_site_is_without_fault() {
    let notes = ["read-as-one", "long-meeting"];
    let faults: Vec<String> =
        SITE.problems().into_iter().filter(|told| !notes.iter().any(|note| told.starts_with(note))).collect();
    assert_eq!(faults, [""; 0]);
}

#[test]
fn every_calendar_can_be_read_and_explains_its_zones() {
    for path in calendars() {
        let calendar = SITE.feed(path);
        for event in &calendar.events {
            let zone = event.get("DTSTART").and_then(|start| start.parameter("TZID"));
            assert!(
                zone.is_none_or(|zone| calendar.zone_names().iter().any(|known| known == zone)),
                "{path}: {zone:?}"
            );
        }
    }
}
