//! Strategisk Forum: who may come differs from meeting to meeting.

use super::common::strings;
use super::*;

const FORUM: &str = "strategisk-forum";

#[test]
fn strategisk_forum() {
    let page = network(FORUM);
    assert_says(&page, &["Landsdækkende forum", "frivilligt at deltage", "direkte med BL og KL"]);
    assert_says(
        page.section("Kompetence"),
        &["ingen selvstændig beslutningskompetence", "information, viden og tilbagemeldinger"],
    );
    let purpose: Vec<String> = page.section("Formål").all("li").iter().map(|item| item.seen()).collect();
    assert_eq!(
        purpose,
        [
            "styrke kapaciteten på højt strategisk niveau",
            "give bestyrelserne et fælles sted at mødes",
            "sprede viden om det, der er politisk fokus på.",
        ]
    );
    assert_eq!(page.fact("Hvor tit").first("dd").unwrap().seen(), "1 årligt");
    assert_eq!(page.fact("Arrangør").hrefs(), ["/organisationer/bl/", "/organisationer/kl/"]);
    assert_says(page.fact("Har fundets"), &["siden 2018"]);

    let data = SITE.network(FORUM);
    assert_eq!(data["status"], "active");
    assert_eq!(data["since"]["iso"], "2018");
    assert_eq!(data["meets"], "1 årligt");
    assert_listed(FORUM, "Aktive netværk");
    assert!(is_on_front_page(FORUM));
}

#[test]
fn strategisk_forum_is_arranged_by_bl_and_kl_and_succeeds_landserfa() {
    let page = network(FORUM);
    let replaces = page.fact("Erstatter");
    assert_eq!(replaces.hrefs(), ["/netvaerk/landserfa/"]);
    assert_says(replaces, &["Bestyrelserne fik deres eget mødested i Strategisk Forum."]);
    assert_related("replaces", FORUM, "landserfa");
    for id in ["bl", "kl"] {
        assert_related("organised_by", FORUM, id);
        assert!(organisation(id).fact("Arrangerer").links_to("/netvaerk/strategisk-forum/"), "{id}");
    }
}

#[test]
fn strategisk_forum_2018() {
    let id = "strategisk-forum/2018-05-29";
    let page = meeting(id);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "tirsdag den 29. maj 2018 kl. 10.00–15.00 uge 22");
    let place = page.fact("Hvor");
    assert!(place.links_to("/steder/odense/"));
    assert_eq!(place.first("dd").unwrap().seen(), "Odense", "only the town is known");

    let event = event(id);
    assert_eq!(event.span(), times("20180529T100000", "20180529T150000"));
    assert_eq!(event.status(), "CONFIRMED");
    assert_eq!(event.text("LOCATION").as_deref(), Some("Odense"));
    assert_eq!(SITE.when(id), "exact 2018-05-29T10:00/2018-05-29T15:00");
    assert_eq!(SITE.meeting(id)["place"], "odense");
    assert!(SITE.page("steder/odense/").links_to("/netvaerk/strategisk-forum/2018-05-29/"));
}

#[test]
fn strategisk_forum_2018_says_who_may_come() {
    let page = meeting("strategisk-forum/2018-05-29");
    let people = page.section("Deltagere");
    assert_eq!(people.all("tr").len(), 1 + 5, "a heading, and five kinds of participants");
    let row = |role: &str| {
        let row = people.all("tr").into_iter().find(|row| row.links_to(&format!("/roller/{role}/")));
        row.unwrap_or_else(|| panic!("no row of {role}")).clone()
    };
    for leaders in ["ledere-fra-kommunen", "ledere-fra-boligorganisationer"] {
        let stands_in = "Har I ingen bestyrelse endnu, kommer lederen fra styregruppen.";
        assert_says(&row(leaders), &["fra hver boligsocial bestyrelse", "1 plads", "frivillig", stands_in]);
    }
    let copenhagen = row("bestyrelsesmedlemmer");
    assert_says(&copenhagen, &["fra Københavns Kommune", "frivillig", "på lige fod"]);
    for watching in ["projektledere", "bestyrelsesbetjenere"] {
        assert_says(&row(watching), &["observatør", "Kun i opstartsfasen."]);
    }
    let data = &SITE.meeting("strategisk-forum/2018-05-29")["participants"];
    let attendance: Vec<&str> = data.as_array().unwrap().iter().filter_map(|one| one["attendance"].as_str()).collect();
    assert_eq!(attendance, ["voluntary", "voluntary", "voluntary", "observer", "observer"]);
    assert_eq!(data[0]["seats"], "1");
    assert_eq!(strings(&data[2]["from"]), ["koebenhavn"]);
}

#[test]
fn strategisk_forum_2018_reaches_its_observers() {
    let id = "strategisk-forum/2018-05-29";
    for watching in ["projektledere", "bestyrelsesbetjenere"] {
        assert!(role(watching).links_to("/netvaerk/strategisk-forum/2018-05-29/"), "{watching}");
        assert_eq!(SITE.event(&role_feed(watching), id), event(id));
    }
    assert!(SITE.find_event(&role_feed("koordinatorer-i-kommuner"), id).is_none(), "it is not for coordinators");
    let sends = organisation("koebenhavn").fact("Deltagere herfra til").clone();
    assert!(sends.links_to("/netvaerk/strategisk-forum/2018-05-29/"), "its boards come on equal terms");
    assert_eq!(sends.seen().matches("29. maj 2018").count(), 1, "{}", sends.seen());
}

#[test]
fn strategisk_forum_2019() {
    let id = "strategisk-forum/2019-05-09";
    let page = meeting(id);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "torsdag den 9. maj 2019 kl. 10.00–15.00 uge 19");
    assert_says(page.fact("Hvor"), &["Nyborg Strand", "Østerøvej 2", "5800 Nyborg"]);
    assert_says(page.fact("Tilmelding"), &["fredag den 5. april 2019", "bindende"]);
    assert_eq!(page.fact("Pris").first("dd").unwrap().seen(), "500 kr. pr. deltager");

    let event = event(id);
    assert_eq!(event.span(), times("20190509T100000", "20190509T150000"));
    assert_eq!(event.text("LOCATION").as_deref(), Some("Nyborg Strand, Østerøvej 2, 5800 Nyborg"));
    for told in ["fredag den 5. april 2019", "500 kr.", "bindende"] {
        assert!(event.description().contains(told), "{told}: {}", event.description());
    }
    assert_eq!(deadline(id).span(), "20190405/20190406");
    let registration = &SITE.meeting(id)["registration"];
    assert_eq!(registration["deadline"]["iso"], "2019-04-05");
    assert_eq!((registration["price"].as_str(), registration["binding"].as_bool()), (Some("500 kr."), Some(true)));
}

#[test]
fn strategisk_forum_2018_and_2019_are_for_different_people() {
    let (first, second) = (meeting("strategisk-forum/2018-05-29"), meeting("strategisk-forum/2019-05-09"));
    assert_says(
        &second,
        &["hele bestyrelsen", "Bestyrelsen kan tage sin bestyrelsesbetjener med.", "hele styregruppen"],
    );
    assert_silent(&second, &["observatør", "hver boligsocial bestyrelse", "Projektledere"]);
    assert_silent(&first, &["hele bestyrelsen", "hele styregruppen"]);
    let id = "strategisk-forum/2019-05-09";
    assert!(SITE.find_event(&role_feed("projektledere"), id).is_none(), "project leaders came in the first year only");
    assert!(SITE.find_event(&role_feed("bestyrelsesbetjenere"), id).is_some());
    assert!(SITE.find_event(&role_feed("ledere-fra-kommunen"), id).is_some(), "leaders are members of a board");
}

#[test]
fn strategisk_forum_2025_and_2026_tell_who_came() {
    let page = meeting("strategisk-forum/2025-05-15");
    assert_eq!(page.section("Fremmødte").entry("li", "92").seen(), "92");
    assert_eq!(SITE.meeting("strategisk-forum/2025-05-15")["attended"][0]["count"], "92");
    assert!(page.links_to("/netvaerk/strategisk-forum/2025-05-15/referat.txt"));
    assert!(SITE.has("netvaerk/strategisk-forum/2025-05-15/referat.txt"));
    assert_eq!(event("strategisk-forum/2025-05-15").span(), times("20250515T100000", "20250515T150000"));

    let id = "strategisk-forum/2026-05-07";
    let page = meeting(id);
    let came: Vec<String> = page.section("Fremmødte").all("li").iter().map(|item| item.seen()).collect();
    assert_eq!(
        came,
        [
            "Bestyrelsesmedlemmer",
            "Ledelsesrepræsentanter fra kommunen 41",
            "Ledelsesrepræsentanter fra boligorganisationer 38",
            "Bestyrelsesbetjenere 17",
            "Gæster",
            "Landsbyggefonden 2",
            "Observatører 6",
        ]
    );
    let attended = &SITE.meeting(id)["attended"];
    assert_eq!(attended[0]["of_which"][1]["count"], "38");
    assert_eq!(attended[2]["of_which"][0]["who"], "landsbyggefonden");
    assert!(
        organisation("landsbyggefonden").links_to("/netvaerk/strategisk-forum/2026-05-07/"),
        "a guest's own page tells"
    );
    for paper in ["program.pdf", "referat.pdf"] {
        assert!(page.links_to(&format!("/netvaerk/{id}/{paper}")), "{paper}");
    }
    assert_eq!(event(id).span(), times("20260507T120000", "20260508T150000"), "one event from noon to the day after");
}

#[test]
fn strategisk_forum_2027_was_moved() {
    let id = "strategisk-forum/2027-05-20";
    let page = meeting(id);
    assert_says(
        &page,
        &["Mødet er flyttet", "Fra torsdag den 13. maj 2027 til torsdag den 20. maj 2027 kl. 10.00–15.30."],
    );
    assert_says(&page, &["16. november 2026", "Tid, sted og frist er de samme."]);
    assert_says(page.fact("Tilmelding"), &["Senest fredag den 16. april 2027", "bindende"]);
    assert_eq!(page.fact("Pris").first("dd").unwrap().seen(), "650 kr. pr. deltager");

    let event = event(id);
    assert_eq!(event.span(), times("20270520T100000", "20270520T153000"));
    assert!(event.summary().ends_with("(flyttet)"), "{}", event.summary());
    assert!(event.description().contains("13. maj 2027"), "{}", event.description());
    let uid = "2027-05-13.strategisk-forum@netvaerk.example.dk";
    assert_eq!(event.text("UID").as_deref(), Some(uid), "it keeps the identity of the day it was moved from");
    assert_eq!(SITE.feed(&feed(FORUM)).uids().iter().filter(|own| *own == uid).count(), 1);
    assert_eq!(deadline(id).span(), "20270416/20270417");

    let former = SITE.page("netvaerk/strategisk-forum/2027-05-13/");
    assert!(former.links_to("/netvaerk/strategisk-forum/2027-05-20/"), "the old address leads on");
    assert_eq!(SITE.meeting(id)["moved_from"]["iso"], "2027-05-13");
    for list in ["", "netvaerk/strategisk-forum/", "kalender/", "steder/nyborg-strand/"] {
        let page = SITE.page(list);
        let mut entries = page.entries_to("li", "/netvaerk/strategisk-forum/2027-05-20/");
        // The calendar also tells until when one signs up, which did not move.
        entries.retain(|entry| !entry.says("Tilmelding senest 16. april 2027:"));
        assert!(!entries.is_empty(), "it is not on /{list}");
        for entry in entries {
            assert!(entry.says("flyttet") && entry.says("maj 2027"), "/{list}: {}", entry.seen());
        }
    }
}

#[test]
fn strategisk_forum_2028_is_tentative() {
    let id = "strategisk-forum/2028-05-11";
    let page = meeting(id);
    assert_says(&page, &["foreløbig", "torsdag den 11. maj 2028 uge 19", "Stedet er ikke fastlagt endnu"]);
    let event = event(id);
    assert_eq!(event.span(), "20280511/20280512");
    assert_eq!(event.status(), "TENTATIVE");
    assert!(event.summary().contains("(foreløbig)"), "{}", event.summary());
    assert!(event.get("LOCATION").is_none());
    assert_eq!(SITE.meeting(id)["status"], "tentative");
}
