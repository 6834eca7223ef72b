//! Pages in each language: what is translated, what is not and says so, and how they lead to each other.

use std::collections::BTreeSet;

use crate::common::Site;
use crate::common::html::{self, Element};

const BASE: &str = "https://example.dk/omraader/";
const FORUM: &str = "netvaerk/strategisk-forum/";

fn site() -> Site {
    Site::of_folder("tests/sites/languages")
}

fn document(site: &Site, path: &str) -> Element {
    html::parse(site.text(path))
}

/// Every page as a file, redirects left out.
fn pages(site: &Site) -> Vec<(&str, Element)> {
    let html = site.built.output.keys().filter(|path| path.ends_with(".html"));
    let documents = html.map(|path| (path.as_str(), document(site, path)));
    documents.filter(|(_, page)| page.first("main").is_some()).collect()
}

/// The alternates in a page's head: language and address.
fn alternates(page: &Element) -> Vec<(String, String)> {
    let links = page.all("link").into_iter();
    let of = |link: &Element| Some((link.attribute("hreflang")?.to_owned(), link.attribute("href")?.to_owned()));
    links.filter_map(of).collect()
}

fn canonical(page: &Element) -> Option<String> {
    let links = page.all("link").into_iter();
    let mut canonical = links.filter(|link| link.attribute("rel") == Some("canonical"));
    canonical.next().and_then(|link| link.attribute("href")).map(str::to_owned)
}

/// The switch: languages and where they lead.
fn switch(page: &Element) -> Vec<(&str, &str, String)> {
    let links = page.all("a").into_iter().filter(|link| link.attribute("hreflang").is_some());
    links
        .map(|link| {
            assert_eq!(link.attribute("lang"), link.attribute("hreflang"));
            (link.attribute("hreflang").unwrap(), link.attribute("href").unwrap(), link.seen())
        })
        .collect()
}

/// The path below the output folder of an absolute address or one from the root.
fn file(address: &str) -> String {
    let path = address.strip_prefix(BASE).or_else(|| address.strip_prefix("/omraader/")).unwrap();
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

#[test]
fn the_site_is_without_a_complaint_and_has_every_page_in_every_language() {
    let site = site();
    assert_eq!(site.problems(), Vec::<String>::new());
    let pages = pages(&site);
    let within = |code: &str| pages.iter().filter(|(path, _)| path.starts_with(code)).count();
    let own = pages.iter().filter(|(path, _)| !path.starts_with("en/") && !path.starts_with("sv/")).count();
    assert_eq!((within("en/"), within("sv/")), (own, own));
    assert!(own > 20, "{own} pages");
    for (path, page) in pages {
        let code = match path.split_once('/') {
            Some(("en", _)) => "en",
            Some(("sv", _)) => "sv",
            _ => "da",
        };
        assert_eq!(page.first("html").unwrap().attribute("lang"), Some(code), "{path}");
    }
}

#[test]
fn addresses_are_the_same_below_the_code_but_for_kinds_without_a_folder() {
    let site = site();
    for address in ["en/netvaerk/strategisk-forum/2027-05-20/", "en/calendar/2027/", "en/search/", "en/om/", "sv/soek/"]
    {
        assert!(site.has(&format!("{address}index.html")), "{address}");
    }
    for file in ["en/site.json", "en/search/index.json", "en/nyheder/feed.xml", "en/changes.xml", "en/404.html"] {
        assert!(site.has(file), "{file}");
    }
    // Once for all languages.
    assert!(!site.has("en/sitemap.xml") && !site.has("en/site.schema.json") && !site.has("en/ledger.yaml"));
    assert!(!site.has("en/netvaerk/strategisk-forum/kommissorium.txt"));
}

#[test]
fn a_translated_page_speaks_its_language_with_the_facts_of_its_original() {
    let page = site().page("en/netvaerk/strategisk-forum/2027-05-20/");
    for line in [
        "Spring meeting",
        "We talk about the coming year.",
        "Welcome",
        "Lunch",
        "The meeting has moved to a larger hall.",
    ] {
        assert!(page.says(line), "{line}: {}", page.seen());
    }
    assert!(page.fact("When").says("Thursday 20 May 2027, 10:00–15:30 week 20"));
    assert!(page.fact("Where").says("Hotel Nyborg Strand, Østerøvej 2, 5800 Nyborg"));
    assert!(page.fact("Price").says("500 kr."));
    assert!(page.fact("Note").says("Say whether you come by car."));
    assert!(page.says("Åse Bæk"), "a name is the same in every language");
    // A file is published once; the page of every language leads to it.
    assert!(page.links_to("/omraader/netvaerk/strategisk-forum/2027-05-20/program.txt"));
    let forum = site().page("en/netvaerk/strategisk-forum/");
    assert!(forum.says("Two from each area at most."));
    assert!(forum.fact("How often").says("three times a year"));
    assert_eq!(forum.section("Documents").all("a")[0].seen(), "Terms of reference");
    let body =
        forum.all("div").into_iter().find(|div| div.attribute("class") == Some("prose") && div.says("All boards."));
    assert!(body.unwrap().says("Spring meeting"), "what the text puts in: {}", forum.seen());
}

#[test]
fn words_of_the_site_are_translated_and_lead_within_the_language() {
    let site = site();
    let page = document(&site, "en/om/index.html");
    let menu: Vec<String> = page.first("nav").unwrap().all("a").iter().map(|link| link.seen()).collect();
    assert_eq!(menu, ["Networks", "Calendar", "For me", "About", "Search"]);
    let hrefs = page.first("nav").unwrap().hrefs();
    assert_eq!(hrefs[1], "/omraader/en/calendar/", "the menu names /kalender/");
    let main = page.first("main").unwrap();
    assert!(main.links_to("/omraader/en/netvaerk/strategisk-forum/#who-comes"));
    assert!(main.links_to("/omraader/en/calendar/"));
    assert!(main.says("We work “together”."), "{}", main.seen());
    assert!(page.first("footer").unwrap().says("Write to the office."));
    assert!(page.first("footer").unwrap().links_to("/omraader/en/data/"));
}

#[test]
fn a_page_that_is_not_translated_says_so_and_marks_its_text() {
    let site = site();
    let document = document(&site, "en/data/index.html");
    let page = document.first("main").unwrap();
    assert!(page.says("This page has not been translated. The text is in Danish."), "{}", page.seen());
    assert_eq!(page.first("h1").unwrap().attribute("lang"), Some("da"));
    let marked = page.all("div").into_iter().find(|div| div.attribute("lang") == Some("da")).unwrap();
    assert!(marked.says("Vi gemmer »ingenting«."), "quotation marks are the text's, not the page's");
    // The heading is called something else there: the link leads to the page.
    assert!(marked.links_to("/omraader/en/netvaerk/strategisk-forum/"));
    // It is the original once more: search engines are told of that one.
    assert_eq!(canonical(&document).as_deref(), Some("https://example.dk/omraader/data/"));
    assert!(alternates(&document).is_empty());
    assert!(!site.text("sitemap.xml").contains("/en/data/"));
}

#[test]
fn what_is_translated_in_part_says_so() {
    let site = site();
    let swedish = site.page("sv/netvaerk/strategisk-forum/");
    assert!(swedish.says("Hela sidan är inte översatt. En del av texten är på danska."), "{}", swedish.seen());
    assert!(swedish.says("Strategiskt forum"));
    let summary = swedish.all("p").into_iter().find(|p| p.seen() == "Her mødes bestyrelserne med hinanden.").unwrap();
    assert_eq!(summary.attribute("lang"), Some("da"));
    let english = site.page("en/netvaerk/strategisk-forum/");
    assert!(!english.says("translated"), "{}", english.seen());
    // It says nothing but dates: it is as translated as its network.
    assert!(!site.page("en/netvaerk/strategisk-forum/2027-11-18/").says("translated"));
    // An address is no text.
    assert!(!site.page("en/steder/nyborg-strand/").says("translated"));
    assert!(site.page("en/roller/bestyrelser/").says("This page has not been translated."));
}

#[test]
fn titles_in_lists_are_marked_where_they_are_not_translated() {
    let page = site().page("en/calendar/");
    let marked = |title: &str| {
        let links: Vec<&Element> = page.all("a").into_iter().filter(|link| link.seen() == title).collect();
        assert!(!links.is_empty(), "{title}: {}", page.seen());
        links.iter().all(|link| link.attribute("lang") == Some("da"))
    };
    assert!(marked("Efterårsmøde"));
    assert!(!marked("Spring meeting"));
}

#[test]
fn alternates_name_each_other_and_all_of_them_are_there() {
    let site = site();
    let mut seen = 0;
    for (path, page) in pages(&site) {
        let own = alternates(&page);
        if own.is_empty() {
            continue;
        }
        seen += 1;
        let canonical = canonical(&page).unwrap();
        assert_eq!(file(&canonical), path);
        assert!(own.iter().any(|(_, address)| *address == canonical), "{path} names itself");
        let codes: BTreeSet<&str> = own.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes.len(), own.len());
        assert!(codes.contains("x-default") && codes.contains("da"), "{path}: {codes:?}");
        for (code, address) in &own {
            let other = document(&site, &file(address));
            assert_eq!(alternates(&other), own, "{path} and {address}");
            if code != "x-default" {
                assert_eq!(other.first("html").unwrap().attribute("lang"), Some(code.as_str()));
            }
        }
    }
    assert!(seen > 40, "{seen} pages are in several languages");
    let forum = alternates(&document(&site, &format!("{FORUM}index.html")));
    let codes: Vec<&str> = forum.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["da", "en", "sv", "x-default"]);
    // Not in Swedish: no word of it there.
    let about = alternates(&document(&site, "om/index.html"));
    let codes: Vec<&str> = about.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["da", "en", "x-default"]);
}

#[test]
fn the_sitemap_says_what_the_pages_say() {
    let site = site();
    let sitemap = site.text("sitemap.xml");
    let entry = sitemap.lines().find(|line| line.contains(&format!("<loc>{BASE}en/om/</loc>"))).unwrap();
    for (code, address) in [("da", "om/"), ("en", "en/om/"), ("x-default", "om/")] {
        let link = format!("<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{BASE}{address}\"/>");
        assert!(entry.contains(&link), "{entry}");
    }
    assert!(!entry.contains("hreflang=\"sv\""));
    assert!(!sitemap.contains(&format!("<loc>{BASE}sv/om/</loc>")));
}

#[test]
fn the_switch_leads_to_the_same_page_in_the_others_own_names() {
    let site = site();
    let page = document(&site, "kalender/2027/index.html");
    let said = |code, href: &str, name: &str| (code, href.to_owned(), name.to_owned());
    let own: Vec<_> = switch(&page).into_iter().map(|(code, href, name)| (code, href.to_owned(), name)).collect();
    assert_eq!(
        own,
        [said("en", "/omraader/en/calendar/2027/", "English"), said("sv", "/omraader/sv/kalender/2027/", "Svenska")]
    );
    for (path, page) in pages(&site) {
        let switch = switch(&page);
        assert_eq!(switch.len(), 2, "{path}");
        for (code, href, _) in switch {
            let other = document(&site, &file(href));
            assert_eq!(other.first("html").unwrap().attribute("lang"), Some(code), "{path}: {href}");
            let kind = |page: &Element| page.first("body").unwrap().attribute("data-page").map(str::to_owned);
            assert!(kind(&other) == kind(&page) || path.ends_with("404.html"), "{path}: {href}");
        }
    }
}

#[test]
fn search_and_data_are_of_their_language() {
    let site = site();
    let data: serde_json::Value = serde_json::from_str(site.text("en/site.json")).unwrap();
    assert_eq!(data["language"], "en");
    assert_eq!(data["url"], "https://example.dk/omraader/en/");
    assert_eq!(data["networks"]["strategisk-forum"]["title"], "Strategic Forum");
    assert_eq!(data["meetings"][1]["id"], site.json()["meetings"][1]["id"]);
    assert!(site.text("en/search/index.json").contains("spring"), "the words of the translation are found");
    assert!(!site.text("soeg/index.json").contains("spring"));
    let news = site.text("en/nyheder/feed.xml");
    assert!(news.contains("xml:lang=\"en\"") && news.contains("Now in three languages"), "{news}");
}

#[test]
fn links_of_the_original_may_lead_into_a_translation() {
    let site = Site::of_files(&[
        ("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\nflere sprog: [en]\n"),
        ("om.md", "---\ntitel: Om\n---\n\n[In English](/en/om/)\n"),
        ("om.en.md", "---\ntitle: About\n---\n\n[Om](/en/om/)\n"),
    ]);
    assert_eq!(site.problems(), Vec::<String>::new());
    assert!(site.page("om/").links_to("/en/om/"));
}

#[test]
fn foreign_texts_are_marked_whatever_stands_in_them() {
    let title = "Børn & unge's \"<b>møde</b>\" / forår";
    let network = format!("---\ntitel: >-\n  {title}\nresumé: \"<script>alert(1)</script>\"\n---\n");
    let site = Site::of_files(&[
        ("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\nflere sprog: [en]\n"),
        ("netvaerk/unge/index.md", &network),
    ]);
    let page = site.page("en/netvaerk/unge/");
    let marked = |text: &str| {
        let all = [page.all("h1"), page.all("span"), page.all("p")].concat();
        all.into_iter().any(|element| element.seen() == text && element.attribute("lang") == Some("da"))
    };
    assert!(marked(title), "{}", site.text("en/netvaerk/unge/index.html"));
    assert!(marked("<script>alert(1)</script>"), "it is text, and Danish");
}

#[test]
fn every_language_has_a_name_for_every_language() {
    use husting::language::Language;
    for language in Language::codes().filter_map(Language::of) {
        for code in Language::codes() {
            assert!(language.words().contains_key(&format!("language_{code}")), "{}: {code}", language.code);
        }
    }
}

#[test]
fn a_site_of_one_language_has_no_trace_of_others() {
    let site = Site::of_folder("");
    for (path, bytes) in &site.built.output {
        let text = String::from_utf8_lossy(bytes);
        for trace in ["hreflang", "xmlns:xhtml", "class=\"languages\"", "events en"] {
            assert!(!text.contains(trace), "{path} has {trace}");
        }
    }
}
