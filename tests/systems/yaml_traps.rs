//! "Lines that YAML makes a trap of": each is kept as written, or told at its line with the line that mends it.

use super::common::Site;
use serde_json::Value;

const DANISH: &str = "titel: Netværk\nadresse: https://eksempel.dk/\nsprog: da\n";
const ENGLISH: &str = "title: Networks\nbase_url: https://example.org/\nlanguage: en\ntime_zone: Europe/London\n";

/// A Danish site with one network and a meeting of it on 9 May 2019, whose fields are given.
fn danish(fields: &str) -> Site {
    let text = format!("---\n{fields}\n---\n");
    let files = [
        ("site.yaml", DANISH),
        ("netværk/forum/index.md", "---\ntitel: Forum\n---\n"),
        ("netværk/forum/2019-05-09.md", &text),
    ];
    Site::of_files(&files)
}

fn english(fields: &str) -> Site {
    let text = format!("---\n{fields}\n---\n");
    let files = [
        ("site.yaml", ENGLISH),
        ("networks/forum/index.md", "---\ntitle: Forum\n---\n"),
        ("networks/forum/2019-05-09.md", &text),
    ];
    Site::of_files(&files)
}

/// Exactly one problem is told: its kind at a line of the meeting's file.
fn assert_told(site: &Site, kind: &str, line: usize) {
    let folder = if site.has("netvaerk/index.html") { "netværk" } else { "networks" };
    assert_eq!(site.problems(), [format!("{kind} {folder}/forum/2019-05-09.md:{line}")]);
}

/// One problem is told, with the line as it should be written.
fn assert_mended(site: &Site, kind: &str, line: &str) {
    assert_told(site, kind, 2);
    assert_eq!(site.problem(kind).fact("line"), Some(line));
}

fn meeting(site: &Site) -> &Value {
    assert_eq!(site.errors(), 0, "{:?}", site.problems());
    site.meeting("forum/2019-05-09")
}

#[test]
fn a_time_is_no_decimal_number() {
    for site in [danish("tid: 10.30"), english("time: 10.30")] {
        assert_eq!(meeting(&site)["when"]["iso"], "2019-05-09T10:30");
    }
}

#[test]
fn a_hash_does_not_cut_a_title() {
    assert_mended(&danish("titel: Møde #3"), "cut-at-hash", "titel: \"Møde #3\"");
    assert_mended(&english("title: Meeting #3"), "cut-at-hash", "title: \"Meeting #3\"");
    let quoted = danish("titel: \"Møde #3\"");
    assert_eq!(meeting(&quoted)["title"], "Møde #3");
}

#[test]
fn a_telephone_number_is_no_sum() {
    let people = "sekretariatet:\n  navn: Sekretariatet\n  telefon: +45 12 34 56 78\n";
    let site = Site::of_files(&[("site.yaml", DANISH), ("personer.yaml", people)]);
    assert_eq!(site.errors(), 0, "{:?}", site.problems());
    let page = site.page("personer/sekretariatet/");
    assert!(page.says("+45 12 34 56 78") && page.links_to("tel:+4512345678"), "{}", page.seen());
    let people = "office:\n  name: Office\n  phone: +45 12 34 56 78\n";
    let site = Site::of_files(&[("site.yaml", ENGLISH), ("people.yaml", people)]);
    assert!(site.page("people/office/").links_to("tel:+4512345678"));
}

#[test]
fn a_colon_in_a_sentence_begins_no_field() {
    assert_mended(&danish("resumé: Husk: tilmelding"), "colon-in-value", "resumé: \"Husk: tilmelding\"");
    assert_mended(&english("summary: Remember: sign up"), "colon-in-value", "summary: \"Remember: sign up\"");
}

#[test]
fn quotation_marks_may_begin_a_title() {
    assert_mended(&danish("titel: \"Ny\" struktur"), "text-after-quote", "titel: '\"Ny\" struktur'");
    assert_mended(&english("title: \"New\" structure"), "text-after-quote", "title: '\"New\" structure'");
    assert_eq!(meeting(&danish("titel: '\"Ny\" struktur'"))["title"], "\"Ny\" struktur");
}

#[test]
fn an_at_sign_begins_no_value() {
    for (settings, path, text, line) in [
        (DANISH, "personer.yaml", "bl:\n  navn: BL\n  email: @bl\n", "email: \"@bl\""),
        (ENGLISH, "people.yaml", "bl:\n  name: BL\n  email: @bl\n", "email: \"@bl\""),
    ] {
        let site = Site::of_files(&[("site.yaml", settings), (path, text)]);
        assert_eq!(site.problems(), [format!("special-start {path}:3")]);
        assert_eq!(site.problem("special-start").fact("line").map(str::trim), Some(line));
        assert_eq!(site.problem("special-start").fact("character"), Some("@"));
    }
}

#[test]
fn a_price_keeps_its_thousands() {
    for site in [danish("tilmelding:\n  pris: 1.000"), english("registration:\n  price: 1.000")] {
        assert_eq!(meeting(&site)["registration"]["price"], "1.000");
    }
}

#[test]
fn no_is_a_word() {
    assert_told(&danish("status: nej"), "unknown-word", 2);
    assert_told(&english("status: no"), "unknown-word", 2);
    assert_eq!(danish("status: nej").problem("unknown-word").fact("value"), Some("nej"));
    assert_eq!(meeting(&danish("region: no"))["region"], "no");
    assert_eq!(meeting(&english("region: no"))["region"], "no");
}

#[test]
fn a_day_that_is_not_is_told() {
    for site in [danish("titel: Møde\ndato: 2019-02-30"), english("title: Meeting\ndate: 2019-02-30")] {
        assert_told(&site, "no-such-day", 3);
        assert_eq!(site.problem("no-such-day").fact("last"), Some("28"));
    }
}

#[test]
fn leading_zeros_stay() {
    for site in [danish("titel: 0330"), english("title: 0330")] {
        assert_eq!(meeting(&site)["title"], "0330");
    }
    assert_told(&danish("sagsnr: 0330"), "unknown-key", 2);
    assert_told(&english("case_number: 0330"), "unknown-key", 2);
}

#[test]
fn a_tab_is_no_indentation() {
    assert_told(&danish("tilmelding:\n\tfrist: 5. april"), "tab-indent", 3);
    assert_told(&english("registration:\n\tdeadline: 5 April"), "tab-indent", 3);
}

#[test]
fn a_hard_space_after_the_colon_is_told() {
    assert_mended(&danish("titel:\u{a0}Møde i maj"), "hard-space", "titel: Møde i maj");
    assert_mended(&english("title:\u{a0}Meeting in May"), "hard-space", "title: Meeting in May");
}
