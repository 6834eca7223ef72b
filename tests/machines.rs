//! What pages say to machines, which must be what they say to readers: schema.org as JSON-LD, and the picture beside links.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod common;

use common::Site;
use serde_json::Value;

const SITE: &str = "titel: Årets møder\nadresse: https://example.dk/net/\nsprog: da\nlogo: om/bomærke.svg\n\
                    arrangør: sekretariatet\nkontakt: ea\n";
const MOVED: &str = "---\ntitel: Årsmøde\ntid: kl. 10-15\nsted: gaarden\nflyttet fra: 2027-05-13\n\
                     tilmelding:\n  frist: 2027-04-16\n  pris: 1.850 kr.\n  url: https://example.org/tilmelding\n---\n";

fn site() -> Site {
    Site::of_files(&[
        ("site.yaml", SITE),
        ("om/bomærke.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"/>"),
        ("personer.yaml", "ea:\n  navn: Ea Åby\n  e-mail: ea@example.dk\n"),
        ("steder.yaml", "gaarden:\n  titel: Gården\n  adresse: Østergade 2, 5800 Nyborg\n"),
        (
            "organisationer.yaml",
            "sekretariatet:\n  titel: Sekretariatet\n  resumé: Holder det hele sammen.\n  telefon: 12 34 56 78\n  hjemmeside: https://sekretariatet.example/\n",
        ),
        ("netvaerk/forum/index.md", "---\ntitel: Forum\n---\n"),
        ("netvaerk/forum/2027-05-20.md", MOVED),
        (
            "netvaerk/forum/2027-06-03.md",
            "---\ntid: kl. 10-15\nstatus: aflyst\ntilmelding: {pris: efter aftale}\n---\n",
        ),
    ])
}

/// The things of one kind that a page tells machines of.
fn told(page: &str, kind: &str) -> Vec<Value> {
    let site = site();
    let text = site.text(&format!("{page}index.html"));
    let json = text.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let graph: Value = serde_json::from_str(json).unwrap();
    graph["@graph"].as_array().unwrap().iter().filter(|thing| thing["@type"] == kind).cloned().collect()
}

#[test]
fn a_meeting_is_an_event_with_what_it_costs_and_when_it_was_to_be() {
    let event = &told("netvaerk/forum/2027-05-20/", "Event")[0];
    assert_eq!(event["name"], "Årsmøde");
    assert_eq!(event["startDate"], "2027-05-20T10:00");
    assert_eq!(event["previousStartDate"], "2027-05-13");
    assert_eq!(event["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(event["location"][0]["address"], "Østergade 2, 5800 Nyborg");
    assert_eq!(event["organizer"][0]["url"], "https://example.dk/net/organisationer/sekretariatet/");
    let offer = &event["offers"];
    assert_eq!((&offer["price"], &offer["priceCurrency"]), (&Value::from("1850"), &Value::from("DKK")));
    assert_eq!(offer["availabilityEnds"], "2027-04-16");
    assert_eq!(offer["url"], "https://example.org/tilmelding");
    let page = site().page("netvaerk/forum/2027-05-20/");
    assert!(page.says("1.850 kr.") && page.says("13. maj 2027"), "the page says so too");
}

#[test]
fn a_price_in_words_stays_in_words_and_a_cancelled_meeting_is_cancelled() {
    let event = &told("netvaerk/forum/2027-06-03/", "Event")[0];
    assert_eq!(event["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(event["offers"]["description"], "efter aftale");
    assert!(event["offers"].get("price").is_none() && event.get("previousStartDate").is_none());
}

#[test]
fn the_front_page_tells_of_the_organisation_with_logo_and_contact() {
    let front = &told("", "WebSite")[0];
    assert_eq!((&front["name"], &front["url"]), (&Value::from("Årets møder"), &Value::from("https://example.dk/net/")));
    let publisher = &front["publisher"];
    assert_eq!(publisher["name"], "Sekretariatet");
    assert_eq!(publisher["logo"], "https://example.dk/net/om/bomaerke.svg");
    assert_eq!(publisher["contactPoint"]["email"], "ea@example.dk");
    let own = &told("organisationer/sekretariatet/", "Organization")[0];
    assert_eq!(own["url"], "https://sekretariatet.example/");
    assert_eq!(own["description"], "Holder det hele sammen.");
    assert_eq!(own["telephone"], "12 34 56 78");
    assert_eq!(told("organisationer/sekretariatet/", "BreadcrumbList").len(), 1);
}

#[test]
fn links_elsewhere_show_a_picture_at_a_whole_address() {
    let site = site();
    let page = site.text("netvaerk/forum/index.html");
    let address = page.split("property=\"og:image\" content=\"https://example.dk/net/").nth(1).unwrap();
    let address = address.split('"').next().unwrap();
    assert!(site.has(address), "{address} is published");
}
