//! What is said to those who translate: each fault at its own line, and nothing twice.

use crate::common::Site;

const SITE: (&str, &str) =
    ("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\nflere sprog: [en]\n");
const FORUM: (&str, &str) = ("netvaerk/forum/index.md", "---\ntitel: Forum\n---\n\n## Hvem\n\nAlle.\n");
const MEETING: (&str, &str) = (
    "netvaerk/forum/2027-05-20.md",
    "---\ntitel: Forårsmøde\ntid: 10-15\nprogram:\n  - tid: 10\n    titel: Velkomst\n  - Frokost\n---\n\nTorsdag den 20. maj 2027.\n",
);
const ROLES: (&str, &str) = ("roller.yaml", "projektledere:\n  titel: Projektledere\n");

fn told(files: &[(&str, &str)]) -> Vec<String> {
    let all: Vec<(&str, &str)> = [SITE, FORUM, MEETING, ROLES]
        .into_iter()
        .filter(|(path, _)| files.iter().all(|(own, _)| own != path))
        .chain(files.iter().copied())
        .collect();
    Site::of_files(&all).problems()
}

#[test]
fn a_site_with_a_language_and_no_translation_is_fine() {
    assert_eq!(told(&[]), Vec::<String>::new());
}

#[test]
fn languages_that_are_none_or_listed_already() {
    let site =
        "titel: Netværk\nadresse: https://example.dk/\nsprog: da\nflere sprog:\n  - en\n  - tysk\n  - da\n  - EN\n";
    let expected = ["unknown-language site.yaml:6", "language-twice site.yaml:7", "language-twice site.yaml:8"];
    assert_eq!(told(&[("site.yaml", site)]), expected);
}

#[test]
fn a_language_that_the_site_does_not_have() {
    let all = [SITE, FORUM, ("netvaerk/forum/index.sv.md", "---\ntitel: Forum\n---\n")];
    let site = Site::of_files(&all);
    assert_eq!(site.problems(), ["translation-unlisted netvaerk/forum/index.sv.md:1"]);
    assert_eq!(site.problem("translation-unlisted").fact("line"), Some("flere sprog: [en, sv]"));
    let own = Site::of_files(&[SITE, FORUM, ("netvaerk/forum/index.da.md", "---\ntitel: Forum\n---\n")]);
    assert_eq!(own.problems(), ["translation-of-own netvaerk/forum/index.da.md:1"]);
    assert_eq!(own.problem("translation-of-own").fact("original"), Some("index.md"));
}

#[test]
fn a_translation_of_nothing() {
    let alone = told(&[
        ("netvaerk/forum/2027-05-21.en.md", "---\ntitle: Spring\n---\n"),
        ("steder.en.yaml", "x:\n  title: X\n"),
    ]);
    assert_eq!(alone, ["translation-alone netvaerk/forum/2027-05-21.en.md:1", "translation-alone steder.en.yaml:1"]);
    let role = Site::of_files(&[SITE, ROLES, ("roller.en.yaml", "projektlederne:\n  title: Managers\n")]);
    assert_eq!(role.problems(), ["unknown-id roller.en.yaml:1"]);
    assert_eq!(role.problem("unknown-id").fact("nearest"), Some("projektledere"));
}

#[test]
fn facts_are_the_originals() {
    let meeting = "---\ntitle: Spring meeting\ndate: 21 May 2027\nsted: Odense\nprogramme:\n  - title: Welcome\n    time: 11\n  - Lunch\n---\n";
    let expected = [
        "translated-fact netvaerk/forum/2027-05-20.en.md:3",
        "translated-fact netvaerk/forum/2027-05-20.en.md:4",
        "translated-fact netvaerk/forum/2027-05-20.en.md:7",
    ];
    assert_eq!(told(&[("netvaerk/forum/2027-05-20.en.md", meeting)]), expected);
    let site = Site::of_files(&[SITE, FORUM, ("site.en.yaml", "title: Networks\nbase_url: https://example.org/\n")]);
    assert_eq!(site.problems(), ["translated-fact site.en.yaml:2"]);
    assert_eq!(site.problem("translated-fact").fact("key"), Some("adresse"));
    assert_eq!(site.problem("translated-fact").fact("original"), Some("site.yaml"));
}

#[test]
fn lists_are_translated_entry_by_entry() {
    let short = "---\ntitle: Spring meeting\nprogramme:\n  - Welcome\n---\n";
    assert_eq!(
        told(&[("netvaerk/forum/2027-05-20.en.md", short)]),
        ["translation-count netvaerk/forum/2027-05-20.en.md:4"]
    );
    let nothing = "---\ntitle: Spring meeting\nchanges:\n  - A larger hall\n---\n";
    assert_eq!(
        told(&[("netvaerk/forum/2027-05-20.en.md", nothing)]),
        ["translation-of-nothing netvaerk/forum/2027-05-20.en.md:4"]
    );
}

#[test]
fn keys_in_three_languages_and_others_in_none() {
    let forum = "---\nTitel: The Forum\nsummary: For everyone.\nformål: To meet.\nsyfte: To meet.\n---\n";
    assert_eq!(told(&[("netvaerk/forum/index.en.md", forum)]), ["unknown-key netvaerk/forum/index.en.md:5"]);
    let site = Site::of_files(&[
        ("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\nflere sprog: [sv]\n"),
        FORUM,
        ("netvaerk/forum/index.sv.md", "---\nrubrik: Forumet\n---\n"),
    ]);
    assert_eq!(site.problems(), Vec::<String>::new(), "a Swedish key in a Swedish translation");
    assert!(site.page("sv/netvaerk/forum/").says("Forumet"));
}

#[test]
fn dates_in_a_translated_text_are_compared_with_the_data() {
    let wrong = "---\ntitle: Spring meeting\n---\n\nWe meet on Friday 21 May 2027.\n";
    assert_eq!(
        told(&[("netvaerk/forum/2027-05-20.en.md", wrong)]),
        ["prose-differs netvaerk/forum/2027-05-20.en.md:5"]
    );
    let right = "---\ntitle: Spring meeting\n---\n\nWe meet on Thursday 20 May 2027.\n";
    assert_eq!(told(&[("netvaerk/forum/2027-05-20.en.md", right)]), Vec::<String>::new());
}

#[test]
fn faults_of_the_original_are_told_once() {
    let broken = "---\ntitel: Forum\nmysterium: x\n---\n\n[ingen steder](findes-ikke.md)\n";
    let all =
        told(&[("netvaerk/forum/index.md", broken), ("netvaerk/forum/index.en.md", "---\ntitle: The Forum\n---\n")]);
    assert_eq!(all, ["unknown-key netvaerk/forum/index.md:3", "link-broken netvaerk/forum/index.md:6"]);
}

#[test]
fn faults_of_a_translation_are_told_in_it() {
    let broken = "---\ntitle: [The, Forum]\n---\n\n[nowhere](no-such.md)\n";
    let all = told(&[("netvaerk/forum/index.en.md", broken)]);
    assert_eq!(all, ["wants-text netvaerk/forum/index.en.md:2", "link-broken netvaerk/forum/index.en.md:5"]);
}

#[test]
fn a_folder_that_is_in_the_way_is_told() {
    let all = told(&[("en/index.md", "---\ntitel: På engelsk\n---\n")]);
    assert_eq!(all, ["same-address en/index.md:1"]);
    // Without the language it is a page like any other.
    let site = ("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\n");
    assert_eq!(told(&[site, ("en/index.md", "---\ntitel: På engelsk\n---\n")]), Vec::<String>::new());
}
