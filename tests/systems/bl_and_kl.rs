//! BL-netværket and KL-netværket: the coordinators' two networks, which share a day.

use super::*;

const BL: &str = "bl-netvaerket";
const KL: &str = "kl-netvaerket";

#[test]
fn bl_netvaerket() {
    let page = network(BL);
    assert_says(page.section("Formål"), &["viden om det boligsociale felt", "tilbagemeldinger til BL"]);
    assert_eq!(page.fact("Hvor tit").first("dd").unwrap().seen(), "1-2 gange årligt", "written under Mødekadence");
    assert_eq!(page.fact("Arrangør").hrefs(), ["/organisationer/bl/"]);
    let question = "Skal der være ét netværk for hele landet eller et i øst og et i vest?";
    assert_says(page.section("Uafklaret"), &[question]);
    assert_eq!(SITE.network(BL)["questions"], serde_json::json!([question]));
    assert!(page.section("Deltagere").links_to("/roller/koordinatorer-i-boligorganisationer/"));
    assert!(role("koordinatorer-i-boligorganisationer").links_to("/netvaerk/bl-netvaerket/"));
    assert_listed(BL, "Aktive netværk");
    assert!(is_on_front_page(BL));
    assert_related("organised_by", BL, "bl");
    assert!(organisation("bl").fact("Arrangerer").links_to("/netvaerk/bl-netvaerket/"));
}

#[test]
fn bl_netvaerkets_first_meeting_has_neither_time_nor_place() {
    let id = "bl-netvaerket/2018-01-29";
    let page = meeting(id);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "mandag den 29. januar 2018 uge 5");
    assert_says(page.fact("Hvor"), &["Stedet er ikke oplyst"]);
    let event = event(id);
    assert_eq!(event.span(), "20180129/20180130");
    assert!(event.get("LOCATION").is_none());
    assert_eq!(SITE.when(id), "exact 2018-01-29");
    assert!(SITE.meeting(id).get("place").is_none());
}

#[test]
fn bl_netvaerket_at_kab() {
    let id = "bl-netvaerket/2026-03-12";
    let page = meeting(id);
    assert_eq!(page.fact("Hvor").first("dd").unwrap().seen(), "Hos KAB i København");
    assert_eq!(page.fact("Arrangør").hrefs(), ["/organisationer/bl/", "/organisationer/kab/"]);
    assert!(organisation("kab").links_to("/netvaerk/bl-netvaerket/2026-03-12/"));
    let event = event(id);
    assert_eq!(event.span(), times("20260312T093000", "20260312T150000"));
    assert_eq!(event.text("LOCATION").as_deref(), Some("Hos KAB i København"));
    assert_eq!(SITE.event("organisationer/kab/calendar.ics", id), event);
}

#[test]
fn bl_netvaerkets_winter_meeting_is_postponed() {
    let id = "bl-netvaerket/2026-12-03";
    let page = meeting(id);
    assert_says(&page, &["Mødet er udskudt", "Vi finder en ny dato efter nytår."]);
    assert!(!page.links_to("/netvaerk/bl-netvaerket/2026-12-03/meeting.ics"), "nobody should put it into a calendar");
    let event = event(id);
    assert_eq!(event.span(), times("20261203T100000", "20261203T143000"));
    assert_eq!(event.status(), "CANCELLED");
    assert!(event.summary().starts_with("UDSKUDT: "), "{}", event.summary());
    assert_eq!(event.text("TRANSP").as_deref(), Some("TRANSPARENT"));
    assert_eq!(SITE.meeting(id)["status"], "postponed");
    let next = network(BL);
    assert_silent(next.section("Næste møde"), &["vintermøde"]);
    assert_says(next.section("Næste møde"), &["Fælles netværksdag for koordinatorer"]);
    assert_silent(SITE.page("").section("Næste møde"), &["vintermøde"]);
    let listed = next.section("Kommende møder");
    assert_says(listed.entry_to("li", "/netvaerk/bl-netvaerket/2026-12-03/"), &["udskudt"]);
}

#[test]
fn bl_netvaerkets_autumn_meeting_has_a_month_only() {
    let id = "bl-netvaerket/2027-09-efteraarsmoede";
    assert_eq!(meeting(id).fact("Hvornår").first("dd").unwrap().seen(), "september 2027");
    assert_eq!(SITE.when(id), "month 2027-09");
    assert_in_no_calendar(id);
    let page = network(BL);
    let coming: Vec<String> = page
        .section("Kommende møder")
        .all("li")
        .iter()
        .filter_map(|entry| entry.first("time"))
        .map(Element::seen)
        .collect();
    assert_eq!(coming.last().map(String::as_str), Some("september 2027"), "after all that comes before it: {coming:?}");
    assert!(SITE.page("kalender/").links_to("/netvaerk/bl-netvaerket/2027-09-efteraarsmoede/"));
}

#[test]
fn the_joint_day_is_one_meeting_of_two_networks() {
    let id = "kl-netvaerket/2027-02-04-faelles";
    let page = meeting(id);
    assert!(page.links_to("/netvaerk/kl-netvaerket/") && page.links_to("/netvaerk/bl-netvaerket/"));
    let contacts = page.section("Kontakt");
    assert!(contacts.links_to("/personer/bl-boligsocialt/") && contacts.links_to("/personer/kl-boligsocialt/"));
    assert_eq!(page.fact("Arrangør").hrefs(), ["/organisationer/bl/", "/organisationer/kl/"]);
    assert!(!SITE.has("netvaerk/bl-netvaerket/2027-02-04-faelles/index.html"), "it has one page");
    for network in [BL, KL] {
        assert_says(super::network(network).section("Næste møde"), &["Fælles netværksdag for koordinatorer"]);
    }

    let event = event(id);
    assert_eq!(event.span(), times("20270204T093000", "20270204T153000"));
    assert_eq!(SITE.event(&feed(BL), id), event, "the same event in both networks' calendars");
    let uid = event.text("UID").unwrap();
    assert_eq!(SITE.feed("calendar.ics").uids().iter().filter(|own| **own == uid).count(), 1);
    assert_eq!(deadline(id).span(), "20270115/20270116");
    assert_eq!(SITE.deadline(&feed(BL), id), deadline(id));
    assert_eq!(SITE.meeting(id)["networks"], serde_json::json!([BL]));
    for role in ["koordinatorer-i-kommuner", "koordinatorer-i-boligorganisationer"] {
        assert_eq!(SITE.event(&role_feed(role), id), event);
        assert!(super::role(role).links_to("/netvaerk/kl-netvaerket/2027-02-04-faelles/"));
    }
}

#[test]
fn kl_netvaerket_has_a_seat_for_each_municipality() {
    let page = network(KL);
    assert_says(page.section("Formål"), &["giver KL tilbagemeldinger"]);
    let people = page.section("Deltagere");
    assert!(people.links_to("/roller/koordinatorer-i-kommuner/"));
    assert_says(people, &["fra kommune", "1 plads", "frivillig", "Én plads til hver kommune."]);
    assert!(page.find_fact("Hvor tit").is_none(), "how often it meets is not known");
    let participants = &SITE.network(KL)["participants"];
    assert_eq!(
        (participants[0]["seats"].as_str(), participants[0]["attendance"].as_str()),
        (Some("1"), Some("voluntary"))
    );
    assert!(SITE.network(KL).get("meets").is_none());
    let theirs = role("koordinatorer-i-kommuner");
    let entry = theirs.section("Det kan du deltage i").entry_to("li", "/netvaerk/kl-netvaerket/").seen();
    assert!(entry.contains("1 plads") && entry.contains("Én plads til hver kommune."), "{entry}");
    assert_listed(KL, "Aktive netværk");
    assert!(is_on_front_page(KL));
    assert!(organisation("kl").fact("Arrangerer").links_to("/netvaerk/kl-netvaerket/"));
}

#[test]
fn kl_netvaerket_asks_readers_to_check() {
    let page = network(KL);
    assert!(page.all("h2").iter().any(|heading| heading.seen() == "Er din kommune med?"));
    assert_says(&page, &["mange gør det ikke endnu", "Tjek, om jeres plads bliver brugt."]);
    assert!(page.links_to("mailto:kl-netvaerket@example.dk"));
}

#[test]
fn kl_netvaerkets_past_meetings() {
    let first = event("kl-netvaerket/2018-02-01");
    assert_eq!(first.span(), "20180201/20180202");
    assert!(first.get("LOCATION").is_none());
    assert_eq!(
        meeting("kl-netvaerket/2018-02-01").fact("Hvornår").first("dd").unwrap().seen(),
        "torsdag den 1. februar 2018 uge 5"
    );

    let open = event("kl-netvaerket/2025-02-06");
    assert_eq!(open.span(), times("20250206T100000", "-"), "no end is known, so none is told");
    let page = meeting("kl-netvaerket/2025-02-06");
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "torsdag den 6. februar 2025 kl. 10.00 uge 6");
    assert_says(page.section("Fremmødte"), &["29 kommuner"]);

    let id = "kl-netvaerket/2026-02-05";
    assert_eq!(event(id).span(), times("20260205T100000", "20260205T150000"));
    let came: Vec<u32> = SITE.meeting(id)["attended"]
        .as_array()
        .unwrap()
        .iter()
        .map(|all| all["count"].as_str().unwrap().parse().unwrap())
        .collect();
    assert_eq!(came, [14, 5, 17]);
    assert_says(meeting(id).section("Fremmødte"), &["Kommuner på Sjælland og øerne 14"]);
}

#[test]
fn kl_netvaerkets_winter_meeting_is_cancelled_and_stays() {
    let id = "kl-netvaerket/2026-12-10";
    assert_says(&meeting(id), &["Mødet er aflyst", "for få var tilmeldt"]);
    let event = event(id);
    assert_eq!(event.span(), times("20261210T100000", "20261210T150000"));
    assert_eq!(event.status(), "CANCELLED");
    assert!(event.summary().starts_with("AFLYST: "), "{}", event.summary());
    assert_eq!(event.text("X-MICROSOFT-CDO-BUSYSTATUS").as_deref(), Some("FREE"));
    let page = network(KL);
    let listed = page.section("Kommende møder");
    assert_says(listed.entry_to("li", "/netvaerk/kl-netvaerket/2026-12-10/"), &["aflyst"]);
    assert_silent(page.section("Næste møde"), &["vintermøde"]);
    assert_silent(SITE.page("").section("Næste møde"), &["vintermøde"]);
}

#[test]
fn kl_netvaerkets_later_meetings() {
    let autumn = event("kl-netvaerket/2027-11-11");
    assert_eq!((autumn.span(), autumn.status()), (times("20271111T100000", "20271111T150000"), "CONFIRMED".to_owned()));
    let id = "kl-netvaerket/2028-02-netvaerksmoede";
    let page = meeting(id);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "uge 6, 2028");
    assert_says(&page, &["foreløbig"]);
    assert_eq!(SITE.when(id), "week 2028-W06");
    assert_in_no_calendar(id);
}
