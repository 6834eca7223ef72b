//! The English site: nothing Danish by accident, meetings that repeat in two time zones, offices, links, two successors.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use std::sync::LazyLock;

use common::Site;
use common::ics::Event;
use husting::language::Language;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

static SITE: LazyLock<Site> = LazyLock::new(|| Site::of_folder("tests/sites/english"));

fn feed(network: &str) -> String {
    format!("networks/{network}/calendar.ics")
}

fn series(network: &str) -> Event {
    let calendar = SITE.feed(&feed(network));
    calendar.events.into_iter().find(|event| event.get("RRULE").is_some()).expect("it meets again and again")
}

fn event(id: &str) -> Event {
    SITE.event(&feed(id.split_once('/').unwrap().0), id)
}

/// The addresses of all pages that are not mere redirects.
fn pages() -> Vec<&'static str> {
    let pages = SITE.built.output.keys().filter_map(|path| path.strip_suffix("index.html"));
    pages.filter(|address| !SITE.text(&format!("{address}index.html")).contains("http-equiv=\"refresh\"")).collect()
}

#[test]
fn the_english_site_is_without_fault() {
    let faults: Vec<String> = SITE.problems().into_iter().filter(|told| !told.starts_with("long-meeting")).collect();
    assert_eq!(faults, [""; 0]);
}

#[test]
fn no_page_speaks_danish() {
    let (danish, english) = (Language::of("da").unwrap(), Language::english());
    let words = danish.words();
    let differs = |(key, word): &(&String, &String)| english.word(key) != *word && word.chars().count() > 5;
    let own: Vec<&str> = words.iter().filter(differs).map(|(_, word)| word.as_str()).collect();
    let months: Vec<&str> =
        danish.dates.months.iter().map(|names| names.full()).filter(|name| *name != "april").collect();
    let days: Vec<&str> = danish.dates.weekdays.iter().map(|names| names.full()).collect();
    assert!(own.len() > 100, "the theme says a good deal");
    for address in pages() {
        let seen = SITE.page(address).seen();
        let spoken = |word: &&&str| contains_word(&seen, word);
        let found: Vec<&&str> = own.iter().filter(|word| !word.contains('{')).chain(&days).filter(spoken).collect();
        assert_eq!(found, [&""; 0], "/{address}");
        let dates = seen.to_lowercase();
        let month = |name: &&&str| dates.contains(&format!(". {name} "));
        assert_eq!(months.iter().filter(month).collect::<Vec<_>>(), [&""; 0], "/{address}");
        assert!(!seen.contains(['æ', 'ø', 'å']), "/{address}");
    }
}

/// Whether a text holds something as whole words: "Program" is none of "Programme".
fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
    })
}

#[test]
fn no_calendar_speaks_danish() {
    for path in SITE.built.output.keys().filter(|path| path.ends_with(".ics")) {
        let text = SITE.text(path);
        for word in ["AFLYST", "UDSKUDT", "foreløbig", "Frist", "Tilmelding", "Gentages", "//DA"] {
            assert!(!text.contains(word), "{word} in {path}");
        }
    }
}

#[test]
fn dates_are_written_in_english() {
    let page = SITE.page("networks/events/2026-12-03/");
    assert!(page.fact("When").says("Thursday 3 December 2026"), "{}", page.fact("When").seen());
    assert!(SITE.page("networks/website/2027-01-planning/").fact("When").says("January 2027"));
    assert_eq!(SITE.when("website/2027-01-planning"), "month 2027-01");
    for address in ["networks/", "roles/", "organisations/", "people/", "places/", "news/", "calendar/"] {
        assert!(SITE.has(&format!("{address}index.html")), "{address}");
    }
    assert_eq!(SITE.json()["language"], "en");
    assert_eq!(SITE.json()["time_zone"], "Europe/London");
    assert!(SITE.text("index.html").contains("<html lang=\"en\""));
}

#[test]
fn the_next_meeting_is_the_documentation_groups() {
    let page = SITE.page("");
    let next = page.section("Next meeting");
    assert!(next.links_to("/networks/documentation/"));
    assert!(next.says("24 November 2026") && next.says("14:00"), "{}", next.seen());
}

#[test]
fn infrastructure_meets_at_ten_in_los_angeles() {
    let event = series("infrastructure");
    assert_eq!(event.span(), "20260903T100000/20260903T105000 America/Los_Angeles");
    assert_eq!(event.rule(), ["BYDAY=TH", "FREQ=WEEKLY", "UNTIL=20270624T170000Z"]);
    let except = event.get("EXDATE").unwrap();
    assert_eq!(except.value, "20261126T100000,20261224T100000,20261231T100000");
    assert_eq!(except.parameter("TZID"), Some("America/Los_Angeles"));
    assert!(SITE.feed(&feed("infrastructure")).zone_names().contains(&"America/Los_Angeles".to_owned()));
    assert!(SITE.feed("calendar.ics").zone_names().contains(&"America/Los_Angeles".to_owned()));
    assert_eq!(
        SITE.page("networks/infrastructure/").fact("Time zone").first("dd").unwrap().seen(),
        "America/Los_Angeles"
    );
}

#[test]
fn the_zone_of_los_angeles_keeps_ten_oclock() {
    let zone = TimeZone::get("America/Los_Angeles").unwrap();
    let utc = |day: Date| zone.to_timestamp(day.at(10, 0, 0, 0)).unwrap().to_string();
    assert_eq!(utc(date(2026, 10, 29)), "2026-10-29T17:00:00Z");
    assert_eq!(utc(date(2026, 11, 5)), "2026-11-05T18:00:00Z");
    assert_eq!(utc(date(2027, 3, 11)), "2027-03-11T18:00:00Z");
    assert_eq!(utc(date(2027, 3, 18)), "2027-03-18T17:00:00Z");
    let calendar = SITE.feed(&feed("infrastructure"));
    let zone = calendar.zones.iter().find(|zone| zone.text("TZID").as_deref() == Some("America/Los_Angeles")).unwrap();
    let rule = |part: &str| {
        let named = zone.parts.iter().filter(|own| own.name == part);
        named.filter_map(|own| own.text("RRULE")).find(|rule| !rule.contains("UNTIL"))
    };
    let holds =
        |rule: Option<String>, parts: [&str; 2]| rule.is_some_and(|rule| parts.iter().all(|part| rule.contains(part)));
    assert!(holds(rule("DAYLIGHT"), ["BYMONTH=3", "BYDAY=2SU"]), "{zone:?}");
    assert!(holds(rule("STANDARD"), ["BYMONTH=11", "BYDAY=1SU"]), "{zone:?}");
}

#[test]
fn infrastructures_overrides() {
    let held = event("infrastructure/2026-11-19");
    assert_eq!(held.get("RECURRENCE-ID").unwrap().value, "20261119T100000");
    let longer = event("infrastructure/2026-12-10");
    assert_eq!(longer.span(), "20261210T110000/20261210T123000 America/Los_Angeles");
    assert_eq!(longer.get("RECURRENCE-ID").unwrap().value, "20261210T100000", "the time that the series has");
    assert_eq!(longer.get("RECURRENCE-ID").unwrap().parameter("TZID"), Some("America/Los_Angeles"));
    let cancelled = event("infrastructure/2027-01-21");
    assert_eq!(
        (cancelled.status().as_str(), cancelled.span().as_str()),
        ("CANCELLED", "20270121T100000/20270121T105000 America/Los_Angeles")
    );
    assert!(cancelled.summary().starts_with("CANCELLED: "));
}

#[test]
fn the_board_meets_on_first_mondays_in_london() {
    let event = series("board");
    assert_eq!(event.span(), "20260907T160000/20260907T170000 Europe/London");
    assert_eq!(event.rule(), ["BYDAY=1MO", "FREQ=MONTHLY", "UNTIL=20271206T160000Z"]);
    assert_eq!(event.get("EXDATE").unwrap().value, "20270104T160000");
    assert_eq!(self::event("board/2026-11-02").span(), "20261102T160000/20261102T173000 Europe/London");
    assert_eq!(self::event("board/2027-03-01").span(), "20270301T160000/20270301T180000 Europe/London");
}

#[test]
fn the_board_moves_its_may_meeting() {
    let moved = event("board/2027-05-10");
    assert_eq!(moved.span(), "20270510T160000/20270510T170000 Europe/London");
    assert_eq!(moved.get("RECURRENCE-ID").unwrap().value, "20270503T160000");
    assert!(moved.summary().ends_with("(moved)"), "{}", moved.summary());
    assert_eq!(moved.text("UID"), series("board").text("UID"));
    let calendar = SITE.feed(&feed("board"));
    assert!(calendar.events.iter().all(|event| !event.span().starts_with("20270503")), "nothing is left on the third");
    assert!(SITE.page("networks/board/2027-05-10/").says("bank holiday"));
}

#[test]
fn documentation_keeps_two_oclock_over_the_change_to_summer_time() {
    let event = series("documentation");
    assert_eq!(event.span(), "20260901T140000/20260901T150000 Europe/London");
    assert_eq!(event.rule(), ["BYDAY=TU", "FREQ=WEEKLY", "INTERVAL=2", "UNTIL=20270720T130000Z"]);
    assert_eq!(event.get("EXDATE").unwrap().value, "20261222T140000");
    let day = self::event("documentation/2026-12-08");
    assert_eq!(day.span(), "20261208T100000/20261208T160000 Europe/London");
    assert_eq!(day.get("RECURRENCE-ID").unwrap().value, "20261208T140000");
    let cancelled = self::event("documentation/2027-03-30");
    assert_eq!(cancelled.get("RECURRENCE-ID").unwrap().value, "20270330T140000");
    assert_eq!(cancelled.status(), "CANCELLED");
}

#[test]
fn the_board_has_offices() {
    let page = SITE.page("networks/board/");
    let rows: Vec<String> = page.all("tr").iter().map(|row| row.seen().replace('\n', " | ")).collect();
    for (person, office, since) in [
        ("Chair of the board", "chair", "2025"),
        ("Treasurer of the foundation", "treasurer", "June 2024"),
        ("Secretary to the board", "secretary", "12 January 2026"),
    ] {
        let row = rows.iter().find(|row| row.starts_with(person)).unwrap_or_else(|| panic!("{person} in {rows:?}"));
        assert!(row.contains(office) && row.contains(since), "{row}");
    }
    assert!(
        rows.iter().any(|row| row.starts_with("Seat for the hosting cooperative") && row.contains("Kingfisher")),
        "{rows:?}"
    );
    for id in ["chair", "treasurer", "secretary"] {
        assert!(SITE.page(&format!("people/{id}/")).fact("Member of").links_to("/networks/board/"), "{id}");
    }
}

#[test]
fn groups_have_their_links() {
    let page = SITE.page("networks/infrastructure/");
    for link in [
        "https://chat.example.org/infrastructure",
        "https://meet.example.org/infrastructure",
        "https://video.example.org/infrastructure",
    ] {
        assert!(page.links_to(link), "{link}");
    }
    assert!(SITE.page("networks/board/").links_to("https://lists.example.org/board/"));
    assert!(SITE.page("networks/website/").links_to("https://chat.example.org/website"));
}

#[test]
fn one_group_is_replaced_by_two() {
    let page = SITE.page("networks/website-and-events/");
    assert!(page.says("closed June 2026"), "{}", page.seen());
    let successors = page.fact("Replaced by");
    assert_eq!(successors.hrefs(), ["/networks/website/", "/networks/events/"]);
    assert!(successors.says("The website has its own group.") && successors.says("So have the contributor weekends"));
    for group in ["website", "events"] {
        assert!(SITE.relations().contains(&format!("replaces {group} website-and-events")));
        assert!(SITE.page(&format!("networks/{group}/")).fact("Replaces").links_to("/networks/website-and-events/"));
    }
    assert_eq!(event("website-and-events/2026-06-10").span(), "20260610T150000/20260610T160000 Europe/London");
}

#[test]
fn groups_report_to_the_board() {
    let reporting = SITE.page("networks/board/").fact("Receives reports from").clone();
    for group in ["infrastructure", "documentation", "website", "events"] {
        assert!(SITE.relations().contains(&format!("reports_to {group} board")), "{group}");
        assert!(reporting.links_to(&format!("/networks/{group}/")), "{group}");
        assert!(SITE.page(&format!("networks/{group}/")).fact("Reports to").links_to("/networks/board/"));
    }
    assert!(reporting.says("Sends a short report every quarter."));
    let trust = SITE.page("organisations/wren/");
    assert!(trust.fact("Funds").links_to("/networks/board/") && trust.fact("Funds").links_to("/networks/events/"));
}

#[test]
fn events_in_a_calendar_and_events_in_none() {
    let evening = event("events/2026-12-03");
    assert_eq!(
        (evening.span().as_str(), evening.status().as_str()),
        ("20261203T190000/20261203T203000 Europe/London", "TENTATIVE")
    );
    assert_eq!(SITE.event(&feed("documentation"), "events/2026-12-03"), evening);
    assert_eq!(event("events/2027-02-06").span(), "20270206/20270208");
    let deadline = SITE.deadline(&feed("events"), "events/2027-02-06");
    assert_eq!(deadline.span(), "20270115/20270116");
    assert!(deadline.text("UID").unwrap().contains("-deadline@"));
    assert_eq!(event("events/2027-10-30").span(), "20271030/20271101", "over the end of summer time");
    let registration = &SITE.meeting("events/2027-02-06")["registration"];
    assert_eq!((registration["price"].as_str(), registration["capacity"].as_u64()), (Some("20 GBP"), Some(60)));
    let timeline = SITE.network("events")["timeline"].as_array().unwrap();
    assert_eq!(timeline[0]["when"]["iso"], "2027-03");
    assert_eq!(timeline[1]["when"]["iso"], "2027-09-01/2027-09-14");
    assert!(timeline[2].get("when").is_none());
    for moment in ["Call for ideas", "Travel requests", "Looking back"] {
        assert!(SITE.feed("calendar.ics").events.iter().all(|event| !event.summary().contains(moment)), "{moment}");
    }
}

#[test]
fn narrower_roles_get_what_is_for_the_wider() {
    for role in ["maintainers", "writers"] {
        assert_eq!(SITE.json()["roles"][role]["part_of"], "contributors");
        assert!(SITE.page(&format!("roles/{role}/")).links_to("/networks/website/"), "{role}");
        assert!(SITE.find_event(&format!("roles/{role}/calendar.ics"), "events/2027-02-06").is_some(), "{role}");
    }
}
