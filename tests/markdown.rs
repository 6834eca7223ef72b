//! What Markdown becomes: print, pictures, notes and what staff may put in without code.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod common;

use common::{Site, TODAY, html};
use husting::diagnostics::Kind;
use husting::sources::{SourceFile, Sources};

const SITE: &str = "titel: Netværk\nadresse: https://example.dk/net/\nsprog: da\n";
const FORUM: &str = "---\ntitel: Strategisk Forum\ndeltagere:\n  - rolle: ledere\n    deltagelse: obligatorisk\nkontakt: sekretariatet\n---\n";

/// A Danish site with one page, `om/`, of this text.
fn site(text: &str) -> Site {
    let page = format!("---\ntitel: Om\n---\n\n{text}");
    Site::of_files(&[
        ("site.yaml", SITE),
        ("om/index.md", &page),
        ("om/baggrund.md", "---\ntitel: Baggrund\n---\n\n## Hvorfor nu?\n"),
        ("roller.yaml", "ledere:\n  titel: Ledere\n"),
        ("personer.yaml", "sekretariatet:\n  navn: Sekretariatet\n  e-mail: post@example.dk\n"),
        ("netvaerk/strategisk-forum/index.md", FORUM),
        ("netvaerk/strategisk-forum/2027-05-20.md", "---\ntid: kl. 10-15\nsted: Nyborg\n---\n"),
        ("netvaerk/strategisk-forum/2027-03-02.md", "---\ntid: kl. 10-15\nstatus: aflyst\n---\n"),
    ])
}

fn page(text: &str) -> html::Element {
    site(text).page("om/")
}

/// What is told of the page's text, by kind and line.
fn told(site: &Site) -> Vec<String> {
    site.problems().into_iter().filter(|problem| problem.contains("om/index.md")).collect()
}

#[test]
fn marks_typed_on_a_keyboard_are_printed_as_the_language_prints_them() {
    let seen = page("\"Vi ses\" -- eller 'måske' ... sagde hun's, \"“Ja”\" og “nej”.\n").seen();
    assert!(seen.contains("»Vi ses« – eller ’måske’ … sagde hun’s, »“Ja”« og “nej”."), "{seen}");
    let english = Site::of_files(&[
        ("site.yaml", "title: Networks\nbase_url: https://example.org/\nlanguage: en\n"),
        ("about.md", "---\ntitle: About\n---\n\n\"See you\" 'soon', don't go.\n"),
    ]);
    assert!(english.page("about/").says("“See you” ‘soon’, don’t go."));
}

#[test]
fn code_and_calendars_keep_what_was_typed() {
    assert!(page("Skriv `\"titel\"` her.\n").says("Skriv \"titel\" her."));
    let site = Site::of_files(&[
        ("site.yaml", SITE),
        ("netvaerk/forum/index.md", "---\ntitel: Forum\n---\n"),
        ("netvaerk/forum/2027-05-20.md", "---\ntitel: Møde\n---\n\nVi taler om \"tryghed\" -- igen.\n"),
    ]);
    assert!(site.page("netvaerk/forum/2027-05-20/").says("»tryghed« – igen"));
    let own = site.event("netvaerk/forum/calendar.ics", "forum/2027-05-20").text("DESCRIPTION").unwrap();
    assert!(!own.contains('»'), "{own}");
}

#[test]
fn tables_tasks_definitions_and_strikes() {
    let page = page(
        "| Dag | Sted |\n| --- | --- |\n| tirsdag | Ærø |\n\n- [x] bestilt\n- [ ] betalt\n\nFrist\n: senest 1. april\n\n~~aflyst~~\n",
    );
    assert_eq!(page.first("td").unwrap().seen(), "tirsdag");
    let boxes = page.all("input");
    assert_eq!(boxes.iter().map(|own| own.attribute("checked").is_some()).collect::<Vec<_>>(), [true, false]);
    assert!(boxes.iter().all(|own| own.attribute("disabled").is_some()));
    assert_eq!(page.first("dd").unwrap().seen(), "senest 1. april");
    assert_eq!(page.first("del").unwrap().seen(), "aflyst");
}

#[test]
fn footnotes_lead_there_and_back() {
    let page =
        page("Et krav[^lov] og et til[^note], og igen[^lov].\n\n[^lov]: Almenboligloven.\n[^note]: Se *bilaget*.\n");
    let notes: Vec<_> =
        page.all("div").into_iter().filter(|own| own.attribute("class") == Some("footnote-definition")).collect();
    assert_eq!(
        notes.iter().map(|own| own.seen().replace('\n', " ")).collect::<Vec<_>>(),
        ["1 Almenboligloven.", "2 Se bilaget."]
    );
    for (note, count) in notes.iter().zip([2, 1]) {
        let id = note.attribute("id").unwrap();
        assert_eq!(page.hrefs().iter().filter(|href| **href == format!("#{id}")).count(), count);
        let back = note.hrefs()[0].trim_start_matches('#').to_owned();
        assert_eq!(page.all("sup").iter().filter(|own| own.attribute("id") == Some(&back)).count(), 1);
    }
}

#[test]
fn headings_are_anchored_and_links_between_files_checked() {
    let good = site(
        "## Hvem må \"være\" med?\n\nSe [baggrunden](baggrund.md#hvorfor-nu) og [forummet](../netvaerk/strategisk-forum/index.md).\n",
    );
    let page = good.page("om/");
    assert_eq!(page.first("h2").unwrap().attribute("id"), Some("hvem-maa-vaere-med"));
    assert!(page.links_to("/net/om/baggrund/#hvorfor-nu") && page.links_to("/net/netvaerk/strategisk-forum/"));
    assert!(told(&good).is_empty(), "{:?}", told(&good));
    let bad = site("[a](bagrund.md)\n\n[b](baggrund.md#hvorfor)\n");
    assert_eq!(told(&bad), ["link-broken om/index.md:5", "anchor-broken om/index.md:7"]);
}

#[test]
fn a_heading_without_words_is_called_in_the_sites_language() {
    for (code, word) in [("da", "afsnit"), ("en", "section"), ("sv", "avsnitt")] {
        let settings = format!("title: Netværk\nurl: https://example.dk/\nlanguage: {code}\n");
        let page = format!("---\ntitle: Om\n---\n\n## ?\n\n## !\n\n[Se](#{word}-2)\n");
        let site = Site::of_files(&[("site.yaml", &settings), ("om/index.md", &page)]);
        assert_eq!(site.problems(), [""; 0], "{code}");
        let page = site.page("om/");
        let ids: Vec<&str> = page.all("h2").into_iter().filter_map(|heading| heading.attribute("id")).collect();
        assert_eq!(ids, [word, &format!("{word}-2")], "{code}");
    }
}

#[test]
fn pictures_say_how_large_they_are_and_wait_until_they_are_near() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02".to_vec();
    let text = "---\ntitel: Om\n---\n\n![\"Gården\" i *Kolding*](Gård.png \"Ved søen\")\n\n<b>Rå</b>\n";
    let mut sources = Sources::in_memory(&[("site.yaml", SITE), ("om/index.md", text)], TODAY);
    let file = SourceFile { path: "om/Gård.png".into(), shown: "content/om/Gård.png".into(), bytes: png.into() };
    sources.files.push(file);
    sources.files.sort_by(|a, b| a.path.cmp(&b.path));
    let built = husting::build(&sources);
    let document = html::parse(std::str::from_utf8(&built.output["om/index.html"]).unwrap());
    let picture = document.first("main").unwrap().first("img").unwrap().clone();
    let expected = [
        ("src", "/net/om/gaard.png"),
        ("alt", "»Gården« i Kolding"),
        ("title", "Ved søen"),
        ("width", "640"),
        ("height", "480"),
        ("loading", "lazy"),
        ("decoding", "async"),
    ];
    for (name, value) in expected {
        assert_eq!(picture.attribute(name), Some(value), "{name}");
    }
}

#[test]
fn a_picture_without_words_is_told() {
    let told = |text: &str| {
        let page = format!("---\ntitel: Om\n---\n\n{text}");
        let mut sources = Sources::in_memory(&[("site.yaml", SITE), ("om/index.md", &page)], TODAY);
        let (path, shown) = ("om/gaard.png".into(), "content/om/gaard.png".into());
        sources.files.push(SourceFile { path, shown, bytes: b"\x89PNG".to_vec().into() });
        sources.files.sort_by(|a, b| a.path.cmp(&b.path));
        let problems = husting::build(&sources).problems;
        problems.iter().filter(|problem| problem.kind == Kind::PictureUntold).count()
    };
    assert_eq!(told("Før.\n\n![](gaard.png)\n"), 1);
    assert_eq!(told("![Gården i Kolding](gaard.png)\n"), 0);
}

#[test]
fn a_picture_from_elsewhere_is_a_link() {
    let site = site("![Et kort](https://example.org/kort.png?a=1&b=2)\n");
    assert_eq!(told(&site), ["picture-elsewhere om/index.md:5"]);
    assert!(site.page("om/").first("img").is_none());
    assert!(site.page("om/").links_to("https://example.org/kort.png?a=1&b=2"));
}

#[test]
fn staff_put_in_what_the_site_knows() {
    let page = page(
        "{næste møde: strategisk-forum}\n\n{Netværk for: Ledere}\n\n{kontakt: sekretariatet}\n\n{kalender: ledere}\n\n{kalender:}\n\nSå {kalender: ledere} midt i.\n",
    );
    let next = page.entry("p", "20. maj 2027");
    assert!(next.links_to("/net/netvaerk/strategisk-forum/2027-05-20/"), "not the one that is cancelled");
    assert_eq!(next.attribute("data-ends"), Some("2027-05-20T15:00"));
    assert_eq!(page.entry_to("li", "/net/netvaerk/strategisk-forum/").seen(), "Strategisk Forum obligatorisk");
    assert!(page.links_to("mailto:post@example.dk"));
    assert!(page.links_to("webcal://example.dk/net/roller/ledere/calendar.ics"));
    assert!(page.links_to("webcal://example.dk/net/calendar.ics"));
    assert!(page.says("Så {kalender: ledere} midt i."));
}

#[test]
fn what_cannot_be_put_in_is_told_with_what_is_near() {
    let site = site(
        "{næste mde: strategisk-forum}\n\n{næste møde: strategisk-form}\n\n{kontakt: sekretariate}\n\n{bare noget}\n",
    );
    assert_eq!(
        told(&site),
        ["inclusion-unknown om/index.md:5", "unknown-id om/index.md:7", "unknown-id om/index.md:9"]
    );
    let nearest = |kind: &str| site.problem(kind).facts.iter().find(|(name, _)| *name == "nearest").unwrap().1.clone();
    assert_eq!(nearest("inclusion-unknown"), "næste møde");
    assert_eq!(nearest("unknown-id"), "strategisk-forum");
    assert!(site.page("om/").says("{bare noget}"));
}

#[test]
fn what_is_put_in_survives_raw_html_beside_it() {
    let page = page("<b>Husk</b>\n\n{næste møde: strategisk-forum}\n");
    assert_eq!(page.entry("p", "20. maj 2027").attribute("data-ends"), Some("2027-05-20T15:00"));
}

#[test]
fn what_is_put_in_is_not_in_the_plain_text() {
    let site = Site::of_files(&[
        ("site.yaml", SITE),
        ("netvaerk/forum/index.md", "---\ntitel: Forum\n---\n"),
        ("netvaerk/forum/2027-05-20.md", "---\ntitel: Møde\n---\n\nVelkommen.\n\n{næste møde: forum}\n"),
    ]);
    assert!(!site.text("netvaerk/forum/calendar.ics").contains("{n"));
}

#[test]
fn a_picture_in_html_asks_nobody_else() {
    for address in [
        "https://example.org/x.png",
        "//example.org/x.png",
        r"/\example.org/x.png",
        r"\\example.org/x.png",
        "ftp:x.png",
    ] {
        let site = site(&format!("Før <img src=\"{address}\" alt=\"Et kort\"> efter.\n"));
        let picture = site.page("om/").first("img").unwrap().clone();
        assert_eq!((picture.attribute("src"), picture.attribute("alt")), (None, Some("Et kort")), "{address}");
        assert_eq!(told(&site), ["html-removed om/index.md:5"], "{address}");
    }
    let own = site("Før <img src=\"/net/kort.png?a=1:2\" alt=\"Et kort\"> efter.\n");
    assert_eq!(own.page("om/").first("img").unwrap().attribute("src"), Some("/net/kort.png?a=1:2"));
}

#[test]
fn signs_that_may_not_stand_in_an_address_are_written_out() {
    let page = "---\ntitel: Forum\ndokumenter:\n  - titel: Skema\n    url: https://example.org/{skema}?a|b\n---\n";
    let site = Site::of_files(&[("site.yaml", SITE), ("netvaerk/forum/index.md", page)]);
    assert!(site.page("netvaerk/forum/").links_to("https://example.org/%7Bskema%7D?a%7Cb"));
}

#[test]
fn headings_of_several_texts_on_a_page_have_anchors_of_their_own() {
    let text = "---\ntitel: Forum\nformål: |\n  ## Hvorfor\n\n  Derfor.\nkompetence: |\n  ## Hvorfor\n\n  Også.\n---\n\n## Hvorfor\n\nTil sidst.\n";
    let site = Site::of_files(&[("site.yaml", SITE), ("netvaerk/forum/index.md", text)]);
    let page = site.page("netvaerk/forum/");
    let headings = page.all("h2").into_iter().chain(page.all("h3")).filter(|heading| heading.seen() == "Hvorfor");
    let ids: Vec<&str> = headings.filter_map(|heading| heading.attribute("id")).collect();
    let own: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert!(ids.len() == 3 && own.len() == 3 && ids.contains(&"hvorfor"), "{ids:?}");
}
