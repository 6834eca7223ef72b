//! Organisations, places, roles and contacts: what the networks stand among.

use super::*;

#[test]
fn organisations_each_have_a_page_and_a_calendar() {
    let list = SITE.page("organisationer/");
    let ids =
        ["boligsocialnet", "bl", "kl", "kab", "landsbyggefonden", "kolding", "slagelse", "holstebro", "koebenhavn"];
    for id in ids {
        assert!(list.links_to(&format!("/organisationer/{id}/")), "{id}");
        assert!(SITE.has(&format!("organisationer/{id}/index.html")), "{id}");
        SITE.feed(&format!("organisationer/{id}/calendar.ics"));
        assert!(SITE.json()["organisations"][id]["title"].is_string());
    }
    assert_eq!(SITE.json()["organisations"].as_object().unwrap().len(), ids.len());
    assert_empty_but_valid("organisationer/landsbyggefonden/calendar.ics");
}

#[test]
fn boligsocialnet_arranges_what_nobody_else_does() {
    let page = organisation("boligsocialnet");
    for id in ["projektledermoede", "netvaerkscafe"] {
        assert!(page.links_to(&format!("/netvaerk/{id}/")), "{id}");
    }
    assert!(!page.links_to("/netvaerk/bylivkolding/"));
    assert!(SITE.find_event("organisationer/boligsocialnet/calendar.ics", "projektledermoede/2027-01-14").is_some());
}

#[test]
fn places_know_what_is_held_there() {
    let odense = SITE.page("steder/odense/");
    for id in ["strategisk-forum/2018-05-29", "samarbejdskonferencen/2018-04-17"] {
        assert!(odense.links_to(&format!("/netvaerk/{id}/")), "{id}");
    }
    let nyborg = SITE.page("steder/nyborg-strand/");
    assert_says(&nyborg, &["Østerøvej 2, 5800 Nyborg"]);
    for id in ["strategisk-forum/2019-05-09", "samarbejdskonferencen/2027-04-20"] {
        assert!(nyborg.links_to(&format!("/netvaerk/{id}/")), "{id}");
    }
    assert_eq!(SITE.json()["places"]["nyborg-strand"]["address"], "Østerøvej 2, 5800 Nyborg");
}

#[test]
fn roles_each_have_a_page_and_a_calendar() {
    let list = SITE.page("roller/");
    let roles = [
        "projektledere",
        "koordinatorer-i-kommuner",
        "koordinatorer-i-boligorganisationer",
        "bestyrelsesmedlemmer",
        "ledere-fra-kommunen",
        "ledere-fra-boligorganisationer",
        "bestyrelsesbetjenere",
        "afdelingsbestyrelsesmedlemmer",
        "afdelingsformaend",
        "direktoerer",
        "observatoerer",
    ];
    for id in roles {
        assert!(list.links_to(&format!("/roller/{id}/")), "{id}");
        SITE.feed(&role_feed(id));
    }
    assert_eq!(SITE.json()["roles"].as_object().unwrap().len(), roles.len());
    for leaders in ["ledere-fra-kommunen", "ledere-fra-boligorganisationer"] {
        assert_eq!(SITE.json()["roles"][leaders]["part_of"], "bestyrelsesmedlemmer");
        assert!(role("bestyrelsesmedlemmer").links_to(&format!("/roller/{leaders}/")));
        assert!(role(leaders).links_to("/netvaerk/strategisk-forum/"), "what is for board members is for {leaders}");
    }
    let directors = role("direktoerer");
    assert_says(
        directors.section("Dine kommende møder").entry_to("li", "/netvaerk/strategisk-forum/2027-05-20/"),
        &["inviteret"],
    );
}

#[test]
fn contacts_are_shared_mailboxes() {
    for (id, person) in SITE.json()["people"].as_object().unwrap() {
        assert!(person["email"].as_str().unwrap().ends_with("@example.dk"), "{id}");
    }
    assert_says(&SITE.page("personer/sekretariatet/"), &["+45 12 34 56 78"]);
    assert!(SITE.page("personer/sekretariatet/").links_to("tel:+4512345678"));
}

#[test]
fn the_calendar_page_has_everything_that_is_coming() {
    let page = SITE.page("kalender/");
    for meeting in SITE.json()["meetings"].as_array().unwrap() {
        let from = meeting["when"]["iso"].as_str().unwrap();
        if from > "2026-11-22" {
            let id = meeting["id"].as_str().unwrap();
            assert!(page.links_to(&format!("/netvaerk/{id}/")), "{id}");
        }
    }
}
