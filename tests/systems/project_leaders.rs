//! Projektledermøde: one duty, and two dates of which one attends one.

use super::*;

const LEADERS: &str = "projektledermoede";

#[test]
fn projektledermoede() {
    let page = network(LEADERS);
    let people = page.section("Deltagere");
    assert!(people.links_to("/roller/projektledere/"));
    assert_says(people, &["obligatorisk", "fra indsatser finansieret af Landsbyggefonden", "alle"]);
    assert_says(people, &["det daglige, overordnede ansvar for en helhedsplan"]);
    assert_eq!(page.fact("Arrangør").hrefs(), ["/organisationer/boligsocialnet/"], "as site.yaml says");
    assert!(page.section("Kontakt").links_to("/personer/sekretariatet/"));
    assert!(page.find_fact("Hvor tit").is_none(), "no rhythm is stated, so none is shown");

    let data = SITE.network(LEADERS);
    assert!(data.get("meets").is_none());
    assert_eq!(data["participants"][0]["attendance"], "mandatory");
    assert_eq!(data["participants"][0]["seats"], "alle");
    assert_eq!(data["contacts"], serde_json::json!(["sekretariatet"]));
    assert_listed(LEADERS, "Aktive netværk");
    assert!(is_on_front_page(LEADERS));
    let must = role("projektledere");
    assert_says(
        must.section("Det skal du deltage i").entry_to("li", "/netvaerk/projektledermoede/"),
        &["obligatorisk"],
    );
    assert!(organisation("boligsocialnet").links_to("/netvaerk/projektledermoede/"), "seen from who arranges it");
}

#[test]
fn projektledermoede_2018_is_two_meetings_of_which_one_attends_one() {
    let ids = ["projektledermoede/2018-10-09", "projektledermoede/2018-10-11"];
    let spans = ["20181009/20181010", "20181011/20181012"];
    let days = ["tirsdag den 9. oktober 2018 uge 41", "torsdag den 11. oktober 2018 uge 41"];
    for (at, id) in ids.into_iter().enumerate() {
        let other = ids[1 - at];
        let page = meeting(id);
        assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), days[at]);
        let choice = page.fact("I stedet for");
        assert!(choice.links_to(&format!("/netvaerk/{other}/")));
        assert_says(choice, &["Vælg ét af to"]);

        let event = event(id);
        assert_eq!(event.span(), spans[at]);
        assert_eq!(event.related("SIBLING"), [SITE.meeting(other)["uid"].as_str().unwrap()]);
        assert!(event.description().to_lowercase().contains("vælg én af to"), "{}", event.description());
        assert!(!event.summary().contains("Øst") && !event.summary().contains("Vest"), "which is which is not known");
        assert_eq!(SITE.meeting(id)["choose_one"], "efterår 2018");
        assert!(SITE.meeting(id).get("region").is_none());
        assert_eq!(SITE.event(&role_feed("projektledere"), id), event);
        assert!(role("projektledere").links_to(&format!("/netvaerk/{id}/")));
    }
    let in_2018 = SITE.feed(&feed(LEADERS)).events.into_iter().filter(|event| event.span().starts_with("2018"));
    assert_eq!(in_2018.count(), 2);
}

#[test]
fn projektledermoede_east_and_west() {
    let regions = [
        ("2025-10-07-oest", "Øst", "20251007"),
        ("2025-10-09-vest", "Vest", "20251009"),
        ("2026-10-06-oest", "Øst", "20261006"),
        ("2026-10-08-vest", "Vest", "20261008"),
        ("2027-10-05-vest", "Vest", "20271005"),
        ("2027-10-07-oest", "Øst", "20271007"),
    ];
    for (name, region, day) in regions {
        let id = format!("projektledermoede/{name}");
        let event = event(&id);
        assert_eq!(event.span(), times(&format!("{day}T093000"), &format!("{day}T153000")));
        assert!(event.summary().contains(region), "{}", event.summary());
        assert!(event.text("CATEGORIES").unwrap().contains(region));
        assert_eq!(event.related("SIBLING").len(), 1);
        assert_eq!(SITE.meeting(&id)["region"], region);
        assert_says(meeting(&id).fact("Hvor"), &[region]);
        let (own, other) = if region == "Øst" { ("oest", "vest") } else { ("vest", "oest") };
        assert!(SITE.find_event(&format!("netvaerk/projektledermoede/{own}.ics"), &id).is_some(), "{id} in {own}");
        assert!(SITE.find_event(&format!("netvaerk/projektledermoede/{other}.ics"), &id).is_none(), "{id} in {other}");
    }
    for region in ["oest", "vest"] {
        let path = format!("netvaerk/projektledermoede/{region}.ics");
        for for_all in ["2018-10-09", "2018-10-11", "2027-01-14", "2028-03-27"] {
            let id = format!("projektledermoede/{for_all}");
            assert!(SITE.find_event(&path, &id).is_some(), "{id} is for both, and in {path}");
        }
    }
}

#[test]
fn projektledermoede_2027_is_offered_as_a_choice() {
    let page = network(LEADERS);
    for list in [page.section("Kommende møder").clone(), role("projektledere")] {
        assert_says(&list, &["Deltag i ét af disse to møder"]);
    }
    for (name, seats, place) in
        [("2027-10-05-vest", "80 pladser", "Åhuset"), ("2027-10-07-oest", "60 pladser", "Salen i Taastrup")]
    {
        let id = format!("projektledermoede/{name}");
        let page = meeting(&id);
        assert_eq!(page.fact("Pladser").first("dd").unwrap().seen(), seats);
        assert_says(page.fact("Hvor"), &[place]);
        assert_says(page.fact("Tilmelding"), &["Senest onsdag den 15. september 2027"]);
        assert_silent(&page, &["bindende"]);
        assert_eq!(deadline(&id).span(), "20270915/20270916");
        assert_eq!(SITE.meeting(&id)["registration"]["binding"], false);
    }
}

#[test]
fn projektledermoede_online_and_after_summer_time_began() {
    let id = "projektledermoede/2027-01-14";
    let online = event(id);
    assert_eq!(online.span(), times("20270114T090000", "20270114T113000"));
    assert_eq!(online.text("CONFERENCE").as_deref(), Some("https://example.dk/moede/projektledermoede-januar"));
    assert!(meeting(id).fact("Hvor").links_to("https://example.dk/moede/projektledermoede-januar"));
    assert_eq!(deadline(id).span(), "20270107/20270108");
    assert_says(network(LEADERS).section("Næste møde"), &["Projektledermøde om den nye indberetning"]);

    let id = "projektledermoede/2028-03-27";
    assert_eq!(event(id).span(), times("20280327T093000", "20280327T160000"));
    assert_eq!(
        meeting(id).fact("Hvornår").first("dd").unwrap().seen(),
        "mandag den 27. marts 2028 kl. 9.30–16.00 uge 13"
    );
}

#[test]
fn projektledermoede_tells_what_else_counts() {
    let page = network(LEADERS);
    let counted = page.section("Tæller også som møde her");
    for day in ["2018-04-17", "2025-04-08", "2026-04-21", "2027-04-20"] {
        assert!(counted.links_to(&format!("/netvaerk/samarbejdskonferencen/{day}/")), "{day}");
    }
    assert!(!counted.links_to("/netvaerk/samarbejdskonferencen/2028-04-25/"), "2028 has no programme yet");
}
