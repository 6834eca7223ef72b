//! Landserfa, which is closed: what came instead, and a calendar that lives on without any meeting.

use super::*;

#[test]
fn landserfa() {
    let page = network("landserfa");
    assert_says(&page, &["lukket 2018"]);
    assert_silent(&page, &["lukket i", "januar 2018", "december 2018"]);
    let successors = page.fact("Erstattet af");
    assert_eq!(successors.hrefs(), ["/netvaerk/samarbejdskonferencen/", "/netvaerk/strategisk-forum/"]);
    assert_says(successors, &["Projektledere og koordinatorer mødes nu på Samarbejdskonferencen."]);
    assert_says(successors, &["Bestyrelserne fik deres eget mødested i Strategisk Forum."]);
    let before_first_section: String = page.seen().split("Næste møde").next().unwrap().to_owned();
    for successor in ["Samarbejdskonferencen", "Strategisk Forum"] {
        assert!(before_first_section.contains(successor), "at the top: {before_first_section}");
    }

    let data = SITE.network("landserfa");
    assert_eq!(data["status"], "closed");
    assert_eq!((data["closed"]["precision"].as_str(), data["closed"]["iso"].as_str()), (Some("year"), Some("2018")));
    assert_listed("landserfa", "Lukkede netværk");
    assert!(!is_on_front_page("landserfa"));
    let networks = SITE.page("netvaerk/");
    let listed = networks.section("Lukkede netværk").entry_to("li", "/netvaerk/strategisk-forum/");
    assert!(listed.links_to("/netvaerk/landserfa/") && listed.links_to("/netvaerk/samarbejdskonferencen/"));
}

#[test]
fn landserfa_and_its_successors_name_each_other() {
    for successor in ["samarbejdskonferencen", "strategisk-forum"] {
        assert_related("replaces", successor, "landserfa");
        assert!(network(successor).fact("Erstatter").links_to("/netvaerk/landserfa/"), "{successor}");
        assert!(network("landserfa").fact("Erstattet af").links_to(&format!("/netvaerk/{successor}/")));
    }
    let networks = SITE.page("netvaerk/");
    let relations = networks.section("Sådan hænger de sammen");
    for sentence in ["Samarbejdskonferencen erstatter Landserfa", "Strategisk Forum erstatter Landserfa"] {
        assert!(relations.seen().replace('\n', " ").contains(sentence), "{sentence}: {}", relations.seen());
    }
}

#[test]
fn landserfas_calendar_lives_on() {
    assert_empty_but_valid("netvaerk/landserfa/calendar.ics");
    assert_empty_but_valid("netvaerk/landserfa/meetings.ics");
    let page = network("landserfa");
    assert_says(&page, &["Netværket er lukket og holder ikke flere møder."]);
}
