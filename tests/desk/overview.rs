//! The start page: what is wrong, what is not published, which deadlines come, what the next build changes.

use std::process::Command;

use crate::place::{MEETING, Place, TODAY};

fn build(place: &Place) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_husting"));
    let done = command.args(["build", "--today", TODAY]).current_dir(place.path()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// The part of the page under a headline.
fn under(page: &str, headline: &str) -> String {
    let part = page.split(&format!("<h2>{headline}</h2>")).nth(1).unwrap_or_else(|| panic!("no {headline}: {page}"));
    part.split("<section>").next().unwrap().to_owned()
}

#[test]
fn everything_that_waits_is_on_one_page_with_the_way_to_it() {
    let draft = ("nyheder/2026-11-01-nyt.md", "---\ntitel: Ikke færdig\nkladde: ja\n---\n");
    let wrong = ("netvaerk/oest/2027-08-05.md", "---\ntid: kl. 27\n---\n");
    let place = Place::with(&[draft, wrong]);
    let page = place.get("/_husting/");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.header("content-security-policy").starts_with("default-src 'none'; script-src 'self'"));
    assert!(page.body.contains("<html lang=\"da\">") && !page.body.contains("<script"), "{}", page.body);
    let problems = under(&page.body, "Fejl og advarsler");
    let link = r#"<a href="/_husting/edit/netvaerk/oest/2027-08-05.md">content/netvaerk/oest/2027-08-05.md:2</a>"#;
    assert!(problems.contains(link), "{problems}");
    let deadlines = under(&page.body, "Kommende frister");
    let link = r#"1. maj 2027: <a href="/_husting/edit/netvaerk/oest/2027-05-20.md">Årsmøde 2027</a>"#;
    assert!(deadlines.contains(link), "{deadlines}");
    assert!(under(&page.body, "Kladder").contains(r#"nyheder/2026-11-01-nyt.md">Ikke færdig</a>"#), "{}", page.body);
    let next = under(&page.body, "Det ændrer den næste udgivelse");
    assert!(next.contains("ikke udgivet endnu") && next.contains("før fejlene er rettet"), "{next}");
}

#[test]
fn the_next_build_is_told_against_what_was_published() {
    let gone = ("netvaerk/vest.md", "---\ntitel: Netværk Vest\n---\n");
    let place = Place::with(&[gone, ("netvaerk/oest/2027-09-02.md", "---\ntitel: Efterår\n---\n")]);
    build(&place);
    let next = |place: &Place| under(&place.get("/_husting/").body, "Det ændrer den næste udgivelse");
    assert!(next(&place).contains("Ingen møder, sider eller kalendere"), "{}", next(&place));
    std::fs::remove_file(place.path().join("content/netvaerk/vest.md")).unwrap();
    std::fs::remove_file(place.path().join("content/netvaerk/oest/2027-09-02.md")).unwrap();
    place.write("netvaerk/oest/2027-05-20.md", &MEETING.replace("kl. 10-15", "kl. 11-15"));
    place.write("netvaerk/oest/2027-10-07.md", "---\ntitel: Ekstra\n---\n");
    let next = next(&place);
    for wanted in [
        "<h3>Nye møder og frister (1)</h3><ul><li>Netværk Øst: Ekstra, 7. oktober 2027</li>",
        // The deadline's entry says when the meeting is.
        "<h3>Ændrede møder og frister (2)</h3><ul><li>Frist: Netværk Øst: Årsmøde 2027, 1. maj 2027</li>",
        "<li>Netværk Øst: Årsmøde 2027, 20. maj 2027 kl. 11.00–15.00</li>",
        "<h3>Møder og frister, der falder væk (1)</h3><ul><li>Netværk Øst: Efterår, 2. september 2027</li>",
        "<li>/netvaerk/oest/2027-10-07/</li>",
        "<li>/netvaerk/vest/</li>",
        "<li>/netvaerk/vest/calendar.ics</li>",
        "før fejlene er rettet",
    ] {
        assert!(next.contains(wanted), "{wanted} is not in {next}");
    }
}
