//! Slagelse's prequalification for 2017–2021, an involvement process: seminars, a dialogue in a month, a period.

use super::*;

const PROCESS: &str = "slagelse-praekvalifikation";

#[test]
fn slagelses_praekvalifikation() {
    let page = network(PROCESS);
    assert_says(&page, &["Sagsnummer: 330-2016-67060", "lukket"]);
    assert_silent(&page, &["lukket siden", "lukket 2016"]);
    assert_eq!(page.fact("Arrangør").hrefs(), ["/organisationer/slagelse/"]);
    assert!(organisation("slagelse").fact("Arrangerer").links_to("/netvaerk/slagelse-praekvalifikation/"));
    let data = SITE.network(PROCESS);
    assert_eq!((data["status"].as_str(), data["since"]["iso"].as_str()), (Some("closed"), Some("2016")));
    assert!(data.get("closed").is_none(), "when it ended is not stated");
    assert_listed(PROCESS, "Lukkede netværk");
    assert!(!is_on_front_page(PROCESS));
    let feed = SITE.feed(&feed(PROCESS));
    let spans: Vec<String> = feed.events.iter().map(Event::span).collect();
    assert_eq!(spans, ["20160416/20160417", "20160524/20160525", "20160813/20160814"]);
}

#[test]
fn slagelses_start_seminar() {
    let id = "slagelse-praekvalifikation/2016-04-16";
    let page = meeting(id);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "lørdag den 16. april 2016 uge 15");
    let came = page.section("Fremmødte");
    let lines: Vec<String> = came.all("li").iter().map(|item| item.seen()).collect();
    let expected = [
        "Fra Slagelse",
        "Slagelse Kommune",
        "boligorganisationer",
        "Gæster",
        "BL – Danmarks Almene Boliger",
        "Holstebro Kommune",
    ];
    assert_eq!(lines, expected, "no numbers are known");
    let attended = &SITE.meeting(id)["attended"];
    assert_eq!(attended[0]["who"], "Fra Slagelse");
    assert_eq!(attended[0]["of_which"][0]["who"], "slagelse");
    assert_eq!(attended[1]["of_which"][1]["who"], "holstebro");
    for guest in ["bl", "holstebro"] {
        assert!(came.links_to(&format!("/organisationer/{guest}/")));
        assert!(organisation(guest).links_to("/netvaerk/slagelse-praekvalifikation/2016-04-16/"), "{guest} knows");
    }
    assert_eq!(event(id).span(), "20160416/20160417");
    assert!(SITE.find_event("organisationer/holstebro/calendar.ics", id).is_none(), "a guest does not arrange it");
}

#[test]
fn slagelses_network_seminar() {
    let id = "slagelse-praekvalifikation/2016-05-24";
    let page = meeting(id);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "tirsdag den 24. maj 2016 uge 21");
    assert_says(page.section("Program"), &["en forsker i tværfagligt samarbejde"]);
    assert_eq!(event(id).span(), "20160524/20160525");
}

#[test]
fn slagelses_dialogue_has_a_month_only() {
    let id = "slagelse-praekvalifikation/2016-06-dialog";
    assert_eq!(meeting(id).fact("Hvornår").first("dd").unwrap().seen(), "juni 2016");
    assert_eq!(SITE.when(id), "month 2016-06");
    assert_in_no_calendar(id);
}

#[test]
fn slagelses_residents_workshop_tells_invited_from_attended() {
    let id = "slagelse-praekvalifikation/2016-08-13";
    let page = meeting(id);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "lørdag den 13. august 2016 uge 32");
    assert_eq!(page.section("Inviterede").first("li").unwrap().seen(), "alle afdelingsbestyrelsesmedlemmer");
    assert_eq!(page.section("Fremmødte").entry("li", "23").seen(), "23");
    assert_eq!(SITE.meeting(id)["attended"][0]["count"], "23");
    assert_eq!(SITE.meeting(id)["invited"][0]["who"], "alle afdelingsbestyrelsesmedlemmer");
    assert_eq!(event(id).span(), "20160813/20160814");
    assert!(role("afdelingsbestyrelsesmedlemmer").links_to("/netvaerk/slagelse-praekvalifikation/2016-08-13/"));
    assert!(SITE.find_event(&role_feed("afdelingsbestyrelsesmedlemmer"), id).is_some());
}

#[test]
fn slagelses_period_and_memo_are_no_meetings() {
    let page = network(PROCESS);
    let moments: Vec<String> = page.section("Forløb").all("time").iter().map(|time| time.seen()).collect();
    assert_eq!(moments, ["torsdag den 1. – onsdag den 14. september 2016", "mandag den 26. september 2016"]);
    let timeline = &SITE.network(PROCESS)["timeline"];
    assert_eq!(timeline[0]["when"]["iso"], "2016-09-01/2016-09-14");
    assert_eq!(timeline[1]["when"]["iso"], "2016-09-26");
    assert_eq!(SITE.json()["meetings"].as_array().unwrap().iter().filter(|all| all["network"] == PROCESS).count(), 4);
    for path in calendars() {
        let in_september = SITE.feed(path).events.iter().any(|event| event.span().starts_with("201609"));
        assert!(!in_september, "{path}");
    }
}
