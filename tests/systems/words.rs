//! "Words for the same thing": every name that people in the field give a field of a network is read as it.

use super::common::Site;
use super::common::html::Element;

const SETTINGS: &str = "titel: Netværk\nadresse: https://eksempel.dk/\nsprog: da\n";
const ROLES: &str = "koordinatorer:\n  titel: Koordinatorer\n";

fn network_with(field: &str) -> (Site, Element) {
    let text = format!("---\ntitel: Øvelsesnetværket\n{field}\n---\n");
    let files = [("site.yaml", SETTINGS), ("roller.yaml", ROLES), ("netværk/øvelse.md", text.as_str())];
    let site = Site::of_files(&files);
    assert_eq!(site.errors(), 0, "{field}: {:?}", site.problems());
    let page = site.page("netvaerk/oevelse/");
    (site, page)
}

#[test]
fn purpose() {
    for key in ["Formål", "Hvorfor", "Indhold"] {
        let (site, page) = network_with(&format!("{key}: Viden og feedback på tværs."));
        assert_eq!(site.network("oevelse")["purpose"], "Viden og feedback på tværs.", "{key}");
        assert!(page.section("Formål").says("Viden og feedback på tværs."), "{key}");
    }
}

#[test]
fn participants() {
    for key in ["Deltagere", "Målgruppe", "Hvem"] {
        let (site, page) = network_with(&format!("{key}: [koordinatorer]"));
        assert_eq!(site.network("oevelse")["participants"][0]["role"], "koordinatorer", "{key}");
        assert!(page.section("Deltagere").links_to("/roller/koordinatorer/"), "{key}");
    }
}

#[test]
fn mandate() {
    for key in ["Funktion", "Kompetence"] {
        let (site, page) = network_with(&format!("{key}: Indstiller til bestyrelsen."));
        assert_eq!(site.network("oevelse")["mandate"], "Indstiller til bestyrelsen.", "{key}");
        assert!(page.section("Kompetence").says("Indstiller til bestyrelsen."), "{key}");
    }
}

#[test]
fn rhythm() {
    for key in ["Mødevirksomhed", "Mødekadence", "Mødes"] {
        let (site, page) = network_with(&format!("{key}: 1-2 gange årligt"));
        assert_eq!(site.network("oevelse")["meets"], "1-2 gange årligt", "{key}");
        assert!(page.fact("Hvor tit").says("1-2 gange årligt"), "{key}");
    }
}

#[test]
fn practical() {
    for key in ["Praktisk", "Tilmelding", "Hvor"] {
        let (_, page) = network_with(&format!("{key}: Skriv til sekretariatet i Østbyen."));
        assert!(page.says("Skriv til sekretariatet i Østbyen."), "{key}: {}", page.seen());
    }
}
