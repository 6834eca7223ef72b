//! A helhedsplan with everything inside it: ByLivKolding 2014–2017, its bodies, its network of boards, its three areas.

use super::*;

const PLAN: &str = "bylivkolding";
const PARTS: [&str; 11] = [
    "bylivkolding-bestyrelse",
    "bylivkolding-styregruppe",
    "bylivkolding-projektsekretariat",
    "bylivkolding-projektgruppe-1",
    "bylivkolding-projektgruppe-2",
    "bylivkolding-projektgruppe-3",
    "foelgegruppe",
    "erfaringsnetvaerk",
    "koordinationsgruppe-omraade-1",
    "koordinationsgruppe-omraade-2",
    "koordinationsgruppe-omraade-3",
];

#[test]
fn bylivkolding() {
    let page = network(PLAN);
    assert_says(&page, &["tre kvarterer", "14 afdelingsbestyrelser", "lukket 2017"]);
    assert!(page.fact("Finansieres af").links_to("/organisationer/landsbyggefonden/"));
    assert!(organisation("landsbyggefonden").fact("Finansierer").links_to("/netvaerk/bylivkolding/"));
    assert_related("funded_by", PLAN, "landsbyggefonden");
    assert_related("organised_by", PLAN, "kolding");
    assert!(organisation("kolding").fact("Arrangerer").links_to("/netvaerk/bylivkolding/"));
    let data = SITE.network(PLAN);
    assert_eq!((data["since"]["iso"].as_str(), data["closed"]["iso"].as_str()), (Some("2014"), Some("2017")));
    assert_listed(PLAN, "Lukkede netværk");
    assert_empty_but_valid(&feed(PLAN));
}

#[test]
fn bylivkoldings_phases_are_in_order_and_without_dates() {
    let page = network(PLAN);
    let timeline: Vec<&Element> = page.section("Forløb").first("ol").unwrap().all("li");
    let titles: Vec<String> = timeline.iter().map(|entry| entry.seen()).collect();
    let phases = ["Prækvalifikation", "Udarbejdelse", "Gennemførelse", "Første status", "Forankring"];
    assert_eq!(titles.len(), phases.len());
    for (title, phase) in titles.iter().zip(phases) {
        assert!(title.contains(phase), "{phase} in {title}");
    }
    let dated: Vec<String> = timeline.iter().filter_map(|entry| entry.first("time")).map(|time| time.seen()).collect();
    assert_eq!(dated, ["omkring august 2014"], "one moment has a date, and that is rough");

    let data = SITE.network(PLAN)["timeline"].as_array().unwrap();
    let told: Vec<&str> = data.iter().map(|moment| moment["title"].as_str().unwrap()).collect();
    assert_eq!(told, phases);
    assert_eq!(data[3]["when"]["precision"], "about");
    assert_eq!(data[3]["when"]["iso"], "2014-08");
    assert!(data.iter().enumerate().all(|(at, moment)| at == 3 || moment.get("when").is_none()));
    for path in calendars() {
        let has = SITE.feed(path).events.iter().any(|event| event.span().starts_with("2014"));
        assert!(!has, "around August 2014 is no day: {path}");
    }
}

#[test]
fn bylivkolding_works_on_two_levels() {
    let page = network(PLAN);
    let levels: Vec<String> = page.all("tr").iter().map(|row| row.seen().replace('\n', " | ")).collect();
    assert!(levels.iter().any(|row| row.starts_with("Strategisk | prioriterer")), "{levels:?}");
    assert!(levels.iter().any(|row| row.starts_with("Udførende | sætter i værk")), "{levels:?}");
}

#[test]
fn bylivkoldings_parts_stand_under_it() {
    let page = network(PLAN);
    let parts = page.section("Dele af netværket");
    assert_eq!(parts.all("h3").len(), PARTS.len());
    for part in PARTS {
        assert!(parts.links_to(&format!("/netvaerk/{part}/")), "{part}");
        assert_related("part_of", part, PLAN);
        let own = network(part);
        assert!(own.fact("Del af").links_to("/netvaerk/bylivkolding/"), "{part}");
        assert_eq!(own.fact("Arrangør").hrefs(), ["/organisationer/kolding/"], "not the site's: {part}");
        assert_empty_but_valid(&feed(part));
        assert_empty_but_valid(&format!("netvaerk/{part}/meetings.ics"));
        assert!(SITE.json()["meetings"].as_array().unwrap().iter().all(|meeting| meeting["network"] != part));
    }
}

#[test]
fn bylivkoldings_bodies_report_upwards() {
    let chain = [
        ("bylivkolding-styregruppe", "bylivkolding-bestyrelse"),
        ("bylivkolding-projektsekretariat", "bylivkolding-styregruppe"),
        ("bylivkolding-projektgruppe-1", "bylivkolding-projektsekretariat"),
        ("bylivkolding-projektgruppe-2", "bylivkolding-projektsekretariat"),
        ("bylivkolding-projektgruppe-3", "bylivkolding-projektsekretariat"),
    ];
    for (below, above) in chain {
        assert_related("reports_to", below, above);
        assert!(network(below).fact("Rapporterer til").links_to(&format!("/netvaerk/{above}/")), "{below}");
        assert!(network(above).fact("Får rapport fra").links_to(&format!("/netvaerk/{below}/")), "{above}");
        assert_listed(below, "Lukkede netværk");
    }
    assert_eq!(network("bylivkolding-projektsekretariat").fact("Får rapport fra").hrefs().len(), 3);
}

#[test]
fn boligsocial_bestyrelse_may_not_exist_yet() {
    let page = network("bylivkolding-bestyrelse");
    assert_says(&page, &["planlagt", "træder styregruppen i dens sted"]);
    assert_says(page.section("Uafklaret"), &["Er bestyrelsen nedsat?"]);
    assert_listed("bylivkolding-bestyrelse", "Planlagte netværk");
    assert_eq!(SITE.network("bylivkolding-bestyrelse")["status"], "planned");
    assert!(SITE.network("bylivkolding-bestyrelse").get("since").is_none());
    let stands_in = "Er der ingen bestyrelse, træder styregruppen i dens sted.";
    assert_says(page.fact("Får rapport fra"), &[stands_in]);
    assert_says(network("bylivkolding-styregruppe").fact("Rapporterer til"), &[stands_in]);
}

#[test]
fn styregruppe() {
    let page = network("bylivkolding-styregruppe");
    let mandate = page.section("Kompetence");
    let duties: Vec<String> = mandate.all("li").iter().map(|item| item.seen()).collect();
    assert_eq!(
        duties,
        [
            "fremdrift og retning sammen med projektlederen",
            "budgetter",
            "ressourcer, beslutninger og mandat til projektet",
            "koordinering",
            "konflikter",
            "projektgruppernes kommissorier",
            "kommunikationsplanen",
            "statusrapporter og handleplaner.",
        ]
    );
    assert_says(mandate, &["Omtrent én gang om året evaluerer styregruppen sit eget arbejde."]);
    assert!(
        SITE.network("bylivkolding-styregruppe")["mandate"]
            .as_str()
            .unwrap()
            .contains("statusrapporter og handleplaner")
    );
    for paper in ["kommissorium.pdf", "forretningsorden.txt"] {
        assert!(page.section("Dokumenter").links_to(&format!("/netvaerk/bylivkolding-styregruppe/{paper}")), "{paper}");
        assert!(SITE.has(&format!("netvaerk/bylivkolding-styregruppe/{paper}")));
    }
    assert_says(&page, &["afdelingsbestyrelserne, kommunen og boligorganisationerne"]);
    assert!(SITE.network("bylivkolding-styregruppe").get("closed").is_none(), "when it closed is not known");
}

#[test]
fn projektgrupper() {
    let page = network("bylivkolding-projektgruppe-1");
    assert!(page.section("Dokumenter").links_to("/netvaerk/bylivkolding-projektgruppe-1/kommissorium.txt"));
    assert!(page.links_to("/netvaerk/bylivkolding-styregruppe/"));
}

#[test]
fn foelgegruppe_is_optional() {
    let page = network("foelgegruppe");
    assert_says(&page, &["En følgegruppe er valgfri.", "Blev der nedsat en følgegruppe?"]);
    assert_listed("foelgegruppe", "Planlagte netværk");
}

#[test]
fn erfaringsnetvaerk_for_afdelingsbestyrelser() {
    let page = network("erfaringsnetvaerk");
    let headings: Vec<String> = page.all("h2").iter().map(|heading| heading.seen()).collect();
    for section in ["Hvorfor", "Hvem", "Hvor", "Kontakt", "Status"] {
        assert!(headings.iter().any(|heading| heading == section), "{section} in {headings:?}");
    }
    assert_says(&page, &["Planlagt i 2014.", "dele erfaringer, arbejde sammen og forankre det sociale arbejde"]);
    assert_says(page.section("Deltagere"), &["fra de 14 afdelingsbestyrelser i ByLivKolding"]);
    assert!(page.find_fact("Hvor tit").is_none());
    let data = SITE.network("erfaringsnetvaerk");
    assert!(data.get("since").is_none() && data.get("meets").is_none());
    assert_eq!(data["status"], "planned");
    assert_listed("erfaringsnetvaerk", "Planlagte netværk");
    for member in ["afdelingsbestyrelsesmedlemmer", "afdelingsformaend"] {
        assert!(role(member).links_to("/netvaerk/erfaringsnetvaerk/"), "{member}");
    }
    assert!(role("afdelingsformaend").links_to("/roller/afdelingsbestyrelsesmedlemmer/"));
    assert!(role("afdelingsbestyrelsesmedlemmer").links_to("/roller/afdelingsformaend/"));
    assert_eq!(SITE.json()["roles"]["afdelingsformaend"]["part_of"], "afdelingsbestyrelsesmedlemmer");
}

#[test]
fn koordinationsgrupper_have_a_contact_who_is_no_member() {
    for area in 1..=3 {
        let id = format!("koordinationsgruppe-omraade-{area}");
        let page = network(&id);
        let contact = format!("/personer/omraade-{area}/");
        assert_eq!(page.section("Kontakt").entries_to("li", &contact).len(), 1);
        assert!(page.find_section("Deltagere").is_none() && page.find_fact("Hvem deltager").is_none(), "{id}");
        assert_silent(&page, &["Medlemmer"]);
        let data = SITE.network(&id);
        assert!(data.get("participants").is_none() && data.get("members").is_none());
        assert_eq!(data["contacts"], serde_json::json!([format!("omraade-{area}")]));
        let person = SITE.page(&format!("personer/omraade-{area}/"));
        assert!(person.fact("Svarer på spørgsmål om").links_to(&format!("/netvaerk/{id}/")));
        assert!(person.find_fact("Sidder i").is_none());
        assert_listed(&id, "Planlagte netværk");
    }
    assert!(
        SITE.network("koordinationsgruppe-omraade-2").get("summary").is_none(),
        "a stub with little but a name is fine"
    );
}
