//! Long lists stay usable: what is past is found by year, at addresses that stay.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod common;

use common::{Site, TODAY};
use husting::sources::Sources;

const SITE: (&str, &str) = ("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\n");
const FORUM: (&str, &str) = ("netvaerk/forum/index.md", "---\ntitel: Forum\n---\n");

fn site(meetings: &[String]) -> Site {
    let mut files = vec![SITE, FORUM];
    files.extend(meetings.iter().map(|name| (name.as_str(), "---\ntid: kl. 10-15\n---\n")));
    Site::of_files(&files)
}

/// A meeting of the forum every day from the first of a month on.
fn days(month: &str, count: usize) -> Vec<String> {
    (1..=count).map(|day| format!("netvaerk/forum/{month}-{day:02}.md")).collect()
}

#[test]
fn every_year_has_a_page_that_names_its_meetings_by_month() {
    let names = ["2024-02-29", "2024-10-08", "2027-03-02", "2024-10"];
    let site = site(&names.map(|name| format!("netvaerk/forum/{name}.md")));
    let page = site.page("kalender/2024/");
    assert!(page.first("h1").unwrap().seen() == "Møder i 2024");
    assert!(page.section("februar 2024").links_to("/netvaerk/forum/2024-02-29/"));
    assert!(page.section("oktober 2024").links_to("/netvaerk/forum/2024-10-08/"));
    assert!(!page.section("oktober 2024").links_to("/netvaerk/forum/2024-10/"), "its day is not known");
    assert!(page.section("Uden fast dato").links_to("/netvaerk/forum/2024-10/"));
    assert!(page.links_to("/kalender/2027/") && !page.links_to("/kalender/2025/"));
    assert!(!site.has("kalender/2025/index.html"), "nothing was held then");
    let years = site.page("kalender/").section("Møder efter år").seen();
    assert_eq!(years, "Møder efter år\n2027 1 møde\n2024 3 møder");
    assert!(site.page("soeg/").links_to("/kalender/2024/"), "the index of names leads there too");
    assert!(site.text("sitemap.xml").contains("<loc>https://example.dk/kalender/2024/</loc>"));
}

#[test]
fn a_network_lists_its_hundred_latest_and_leads_to_the_rest() {
    let mut names = days("2023-12", 20);
    names.extend(["2024-01", "2024-03", "2024-05"].iter().flat_map(|month| days(month, 31)));
    let held = site(&names).page("netvaerk/forum/").section("Afholdte møder").clone();
    assert!(held.links_to("/netvaerk/forum/2024-01-01/") && held.links_to("/netvaerk/forum/2023-12-14/"));
    assert!(!held.links_to("/netvaerk/forum/2023-12-13/"));
    assert!(held.links_to("/kalender/2023/") && !held.links_to("/kalender/2024/"));
}

#[test]
fn the_calendar_lists_what_is_near_and_leads_to_what_is_late() {
    let months = ["2027-01", "2027-03", "2027-05", "2027-07", "2027-08", "2028-01"];
    let names: Vec<String> = months.iter().flat_map(|month| days(month, 31)).collect();
    let calendar = site(&names).page("kalender/");
    let coming = calendar.section("Kommende møder");
    assert!(coming.links_to("/netvaerk/forum/2027-01-01/") && coming.links_to("/netvaerk/forum/2027-08-26/"));
    assert!(!coming.links_to("/netvaerk/forum/2027-08-27/"));
    assert!(coming.links_to("/kalender/2027/") && coming.links_to("/kalender/2028/"));
}

#[test]
fn days_of_a_series_stand_in_their_year() {
    let series =
        "---\ntitel: Café\nmødeserie:\n  start: 6. oktober 2026 kl. 9-10\n  gentages: hver anden tirsdag\n---\n";
    let site = Site::of_files(&[SITE, ("netvaerk/cafe/index.md", series)]);
    let page = site.page("kalender/2026/");
    assert_eq!(page.section("oktober 2026").entries_to("li", "/netvaerk/cafe/").len(), 2, "{}", page.seen());
    let november = page.section("november 2026").seen();
    assert!(november.contains("3. nov") && november.contains("17. nov"), "{november}");
    let december = page.section("december 2026");
    assert!(
        ["1. december", "15. december", "29. december"].iter().all(|day| december.says(day)),
        "{}",
        december.seen()
    );
    assert_eq!(december.entries_to("td", "/netvaerk/cafe/#s-next").len(), 3, "the table of its weeks has them too");
}

#[test]
fn the_address_of_a_year_stays_when_its_last_meeting_goes() {
    let before = site(&["netvaerk/forum/2019-05-09.md".to_owned()]);
    let ledger = before.built.ledger.to_yaml();
    let files = [SITE, FORUM, ("ledger.yaml", ledger.as_str())];
    let mut sources = Sources::in_memory(&files, TODAY);
    sources.accept_losses = true;
    let built = husting::build(&sources);
    let page = std::str::from_utf8(&built.output["kalender/2019/index.html"]).unwrap().to_owned();
    assert!(page.contains("Der er ingen møder i dette år."));
    sources.accept_losses = false;
    let told: Vec<_> = husting::build(&sources).problems.iter().map(|problem| problem.facts.clone()).collect();
    assert!(!told.iter().flatten().any(|(_, value)| value.contains("kalender/")), "{told:?}");
}

#[test]
fn the_months_of_the_calendar_show_their_weeks_and_deadlines() {
    let register =
        |deadline: &str| format!("---\ntitel: Årsmøde\ntid: kl. 10-15\ntilmelding: {{frist: {deadline}}}\n---\n");
    let (first, second) = (register("2026-12-11"), register("2027-02-01"));
    let site = Site::of_files(&[
        SITE,
        FORUM,
        ("netvaerk/forum/2026-12-31.md", first.as_str()),
        ("netvaerk/forum/2027-03-02.md", second.as_str()),
        ("netvaerk/forum/2027-03-09.md", "---\ntid: kl. 10-15\nstatus: aflyst\ntilmelding: {frist: 2027-02-20}\n---\n"),
    ]);
    let calendar = site.page("kalender/");
    let months: Vec<String> = calendar.section("Kommende møder").all("h3").iter().map(|month| month.seen()).collect();
    assert_eq!(months, ["december 2026", "februar 2027", "marts 2027"]);
    let december =
        calendar.all("table").into_iter().find(|table| table.attribute("class") == Some("month-table")).unwrap();
    let weeks: Vec<String> = december.all("th").iter().skip(8).map(|week| week.seen()).collect();
    assert_eq!(weeks, ["49", "50", "51", "52", "53"]);
    let days = december.entries_to("td", "/netvaerk/forum/2026-12-31/");
    let days: Vec<String> = days.iter().map(|day| day.seen()).collect();
    assert_eq!(days, ["11", "31"], "the deadline and the day itself");
    let deadlines = calendar.entries_to("li", "/netvaerk/forum/2027-03-02/");
    assert!(deadlines.iter().any(|line| line.says("Tilmelding senest 1. februar 2027")), "{}", calendar.seen());
    assert!(!calendar.says("20. februar 2027"), "nobody signs up for what is cancelled");
}

#[test]
fn a_day_on_which_only_deadlines_fall_is_no_day_of_a_meeting() {
    let register = "---\ntid: kl. 10-15\ntilmelding: {frist: 2026-12-11}\n---\n";
    let site = Site::of_files(&[
        SITE,
        FORUM,
        ("netvaerk/forum/2026-12-30.md", register),
        ("netvaerk/forum/2026-12-31.md", register),
    ]);
    let calendar = site.page("kalender/");
    let days = calendar.entries_to("td", "#m2026-12");
    let day = days.first().and_then(|day| day.first("a")).unwrap();
    assert_eq!((day.seen().as_str(), day.attribute("class")), ("11", Some("deadline h0")));
}

#[test]
fn a_network_says_what_it_was_called_before() {
    let named = "---\ntitel: Forum\ntidligere navne:\n  - titel: Erfagruppen\n    indtil: 2019\n  - Klubben\n---\n";
    let site = Site::of_files(&[SITE, ("netvaerk/forum/index.md", named)]);
    assert_eq!(site.problems(), [""; 0]);
    let fact = site.page("netvaerk/forum/").fact("Hed tidligere").seen();
    assert!(fact.contains("Erfagruppen indtil 2019") && fact.contains("Klubben"), "{fact}");
    assert!(site.text("site.json").contains("\"former_names\":[{\"title\":\"Erfagruppen\""), "open data has them");
}
