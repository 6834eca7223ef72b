//! Samarbejdskonferencen: two days, of which the first day's programme is mandatory for some.

use super::*;

const CONFERENCE: &str = "samarbejdskonferencen";
const YEARS: [&str; 4] = ["2018-04-17", "2025-04-08", "2026-04-21", "2027-04-20"];

#[test]
fn samarbejdskonferencen() {
    let page = network(CONFERENCE);
    assert_says(&page, &["Årlig konference for projektledere og for koordinatorer"]);
    let roles = ["projektledere", "koordinatorer-i-kommuner", "koordinatorer-i-boligorganisationer"];
    for (role, participant) in roles.iter().zip(SITE.network(CONFERENCE)["participants"].as_array().unwrap()) {
        assert!(page.section("Deltagere").links_to(&format!("/roller/{role}/")), "{role}");
        assert_eq!(participant["role"], *role, "written under Målgruppe");
        assert_eq!(participant["attendance"], "voluntary");
        assert!(super::role(role).links_to("/netvaerk/samarbejdskonferencen/"), "{role}");
    }
    assert_eq!(page.fact("Hvor tit").first("dd").unwrap().seen(), "1 årligt");
    assert_says(page.fact("Har fundets"), &["siden 2018"]);
    assert_eq!(page.fact("Arrangør").hrefs(), ["/organisationer/bl/", "/organisationer/kl/"]);
    assert_listed(CONFERENCE, "Aktive netværk");
    assert!(is_on_front_page(CONFERENCE));

    let replaces = page.fact("Erstatter");
    assert_eq!(replaces.hrefs(), ["/netvaerk/landserfa/"]);
    assert_says(replaces, &["Projektledere og koordinatorer mødes nu på Samarbejdskonferencen."]);
    assert_related("replaces", CONFERENCE, "landserfa");
}

#[test]
fn samarbejdskonferencen_lives_on_at_its_former_address() {
    let former = SITE.page("netvaerk/samarbejdskonference/");
    assert!(former.links_to("/netvaerk/samarbejdskonferencen/"));
    let subscribed = SITE.feed("netvaerk/samarbejdskonference/calendar.ics");
    assert_eq!(subscribed.uids(), SITE.feed(&feed(CONFERENCE)).uids(), "subscribers of old go on getting everything");
}

#[test]
fn samarbejdskonferencen_2018_is_one_event_of_two_days_without_times() {
    let id = "samarbejdskonferencen/2018-04-17";
    let page = meeting(id);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "tirsdag den 17. – onsdag den 18. april 2018 uge 16");
    assert!(page.fact("Hvor").links_to("/steder/odense/"));
    assert_silent(&page, &["kl. "]);

    let event = event(id);
    assert_eq!(event.span(), "20180417/20180419");
    assert_eq!(event.text("LOCATION").as_deref(), Some("Odense"));
    let all = SITE.feed(&feed(CONFERENCE)).events;
    let in_2018 = all.iter().filter(|event| event.span().starts_with("2018")).count();
    assert_eq!(in_2018, 1, "one event, not one a day");
    assert_eq!(SITE.when(id), "exact 2018-04-17/2018-04-18");
}

#[test]
fn samarbejdskonferencens_first_day_is_mandatory_for_project_leaders_only() {
    for day in YEARS {
        let id = format!("samarbejdskonferencen/{day}");
        let programme = SITE.meeting(&id)["programme"].as_array().unwrap().clone();
        let (mandatory, others): (Vec<_>, Vec<_>) = programme.iter().partition(|item| item["title"] == "Dagsprogram");
        let [item] = mandatory.as_slice() else { panic!("{id} has not one day programme") };
        assert_eq!(item["day"], day, "it is that of the first day");
        assert_eq!(item["mandatory"], serde_json::json!(["projektledere"]));
        assert_eq!(item["counts_as"], "projektledermoede");
        assert!(others.iter().all(|item| item.get("mandatory").is_none()), "{id}: the rest is voluntary");

        let page = meeting(&id);
        let entry = page.section("Program").entry("li", "Obligatorisk for projektledere");
        assert_says(entry, &["Dagsprogram", "Tæller som møde i Projektledermøde"]);
        assert!(entry.links_to("/netvaerk/projektledermoede/"));
        let event = event(&id);
        assert!(event.description().contains("Obligatorisk for Projektledere: Dagsprogram"), "{}", event.description());
    }
}

#[test]
fn samarbejdskonferencen_on_the_pages_of_roles() {
    let coming = "Samarbejdskonferencen 2027";
    let leaders = role("projektledere");
    let coordinators = role("koordinatorer-i-kommuner");
    let entry = |page: &Element| page.section("Dine kommende møder").entry("li", coming).seen();
    assert!(entry(&leaders).contains("obligatorisk: Dagsprogram, 20. april 2027"), "{}", entry(&leaders));
    assert!(!entry(&coordinators).contains("obligatorisk"), "{}", entry(&coordinators));
    assert!(entry(&coordinators).contains("frivillig"));
    let must = leaders.section("Det skal du deltage i");
    assert!(!must.links_to("/netvaerk/samarbejdskonferencen/"), "the conference as a whole is voluntary");
    let id = "samarbejdskonferencen/2027-04-20";
    for role in ["projektledere", "koordinatorer-i-kommuner", "koordinatorer-i-boligorganisationer"] {
        assert_eq!(SITE.event(&role_feed(role), id), event(id));
    }
}

#[test]
fn samarbejdskonferencen_of_later_years() {
    assert_eq!(event("samarbejdskonferencen/2025-04-08").span(), "20250408/20250410");
    assert_says(meeting("samarbejdskonferencen/2025-04-08").section("Fremmødte"), &["omkring 200"]);

    let id = "samarbejdskonferencen/2026-04-21";
    assert_eq!(event(id).span(), "20260421/20260423", "some parts have times, the conference has none");
    let page = meeting(id);
    let counts: Vec<&str> =
        ["74", "58", "66"].into_iter().filter(|count| page.section("Fremmødte").says(count)).collect();
    assert_eq!(counts, ["74", "58", "66"]);
    for paper in ["program.pdf", "opsamling.txt"] {
        assert!(page.section("Dokumenter").links_to(&format!("/netvaerk/{id}/{paper}")), "{paper}");
    }

    let tentative = event("samarbejdskonferencen/2028-04-25");
    assert_eq!((tentative.span(), tentative.status()), ("20280425/20280427".to_owned(), "TENTATIVE".to_owned()));
}

#[test]
fn samarbejdskonferencen_2027() {
    let id = "samarbejdskonferencen/2027-04-20";
    let page = meeting(id);
    assert_says(page.fact("Tilmelding"), &["Senest fredag den 5. marts 2027", "bindende"]);
    assert_eq!(page.fact("Pris").first("dd").unwrap().seen(), "1.850 kr. pr. deltager");
    assert_eq!(page.fact("Pladser").first("dd").unwrap().seen(), "250 pladser");
    let programme = page.section("Program");
    let days: Vec<String> = programme.all("h3").iter().map(|day| day.seen()).collect();
    assert_eq!(days, ["tirsdag den 20. april 2027", "onsdag den 21. april 2027"]);
    assert_eq!(SITE.meeting(id)["programme"].as_array().unwrap().len(), 6);
    assert_says(programme, &["kl. 10.00–16.30", "kl. 18.30–22.00", "en forsker i tværfagligt samarbejde"]);

    let event = event(id);
    assert_eq!(event.span(), "20270420/20270422");
    assert!(event.description().contains("1.850 kr."), "{}", event.description());
    assert_eq!(deadline(id).span(), "20270305/20270306");
    let registration = &SITE.meeting(id)["registration"];
    assert_eq!((registration["price"].as_str(), registration["per"].as_str()), (Some("1.850 kr."), Some("deltager")));
    assert_eq!((registration["capacity"].as_u64(), registration["binding"].as_bool()), (Some(250), Some(true)));
}
