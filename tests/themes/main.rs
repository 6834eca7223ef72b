//! Themes: what theme authors read is what templates get, what the default theme asks for is there, files can be replaced one
//! by one, and a second theme builds the example site whole.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../common/mod.rs"]
mod common;
mod reference;
mod templates;
mod types;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use common::{Site, TODAY};
use husting::language::Language;
use husting::sources::{SourceFile, Sources};
use templates::{TEMPLATES, Walk, of_theme};
use types::Views;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The example site with some files of a theme, by their paths below `themes/`.
fn example_with(themes: &[(String, String)]) -> husting::Built {
    let mut sources = Sources::read(root(), TODAY).unwrap();
    for (path, text) in themes {
        let bytes = text.as_str().into();
        sources.themes.push(SourceFile { path: path.clone(), shown: format!("themes/{path}"), bytes });
    }
    husting::build(&sources)
}

fn text_of<'a>(built: &'a husting::Built, path: &str) -> &'a str {
    std::str::from_utf8(built.output.get(path).unwrap_or_else(|| panic!("{path} is not published"))).unwrap()
}

#[test]
fn what_theme_authors_read_is_what_templates_get() {
    let path = root().join("docs/en/themes.md");
    let page = fs::read_to_string(&path).unwrap();
    let (by_hand, made) = page.split_once(reference::MARK).expect("the page has the line from which on it is made");
    let reference = reference::of(&Views::read(), &of_theme("default"));
    if std::env::var_os("HUSTING_BLESS").is_some() {
        fs::write(&path, format!("{by_hand}{}{reference}", reference::MARK)).unwrap();
        return;
    }
    assert!(made == reference, "docs/en/themes.md is not up to date: run this test with HUSTING_BLESS=1");
}

#[test]
fn every_field_says_what_it_holds() {
    let views = Views::read();
    let silent = |view: &types::View| {
        let fields: Vec<&str> =
            view.fields.iter().filter(|field| field.says.is_empty()).map(|field| field.name.as_str()).collect();
        (view.says.is_empty() || !fields.is_empty()).then(|| format!("{}: {fields:?}", view.name))
    };
    assert_eq!(views.0.iter().filter_map(silent).collect::<Vec<_>>(), [""; 0]);
    assert!(views.0.len() >= 45, "{} views", views.0.len());
}

#[test]
fn every_template_is_listed() {
    let files: BTreeSet<String> = of_theme("default").into_keys().collect();
    let parts = |name: &&String| !name.starts_with("parts/") && *name != "base.html";
    let pages: Vec<&str> = files.iter().filter(parts).map(String::as_str).collect();
    assert_eq!(pages, TEMPLATES.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
}

#[test]
fn the_default_theme_asks_for_nothing_that_is_not_there() {
    let (views, words) = (Views::read(), Language::english().words());
    let walk = Walk::over(&views, &words, &of_theme("default"));
    assert!(walk.wrong.is_empty(), "{}", walk.wrong.join("\n"));
    assert!(walk.followed > 500, "only {} names were followed", walk.followed);
}

#[test]
fn what_nothing_has_is_noticed() {
    let (views, words) = (Views::read(), Language::english().words());
    let wrong = |template: &str| {
        let templates = [("meeting.html".to_owned(), template.to_owned())].into();
        Walk::over(&views, &words, &templates).wrong
    };
    assert_eq!(wrong("{{ view.item.date.text }}{% for a in view.audience %}{{ a.role.title }}{% endfor %}"), [""; 0]);
    assert_eq!(wrong("{{ view.titel }}").len(), 1);
    assert_eq!(wrong("{% for a in view.audience %}{{ a.rolle }}{% endfor %}").len(), 1);
    assert_eq!(wrong("{% set m = view.item %}{% if m.date.hour %}{% endif %}").len(), 1);
    assert_eq!(wrong("{{ words.no_such_word }}").len(), 1);
    let component = "{% component c(m: map) %}{{ m.datum }}{% endcomponent c %}{{ <c m={view.item} /> }}";
    assert_eq!(wrong(component).len(), 1);
}

/// A theme whose templates print the names of what they get, so that what is really given can be compared with the page.
fn probing() -> Vec<(String, String)> {
    let print = |what: &str| format!("{what}: {{% for name in {what} | keys %}}{{{{ name }}}} {{% endfor %}}\n");
    let template = |(name, view, _): &(&str, &str, &str)| {
        let shared = if *name == "inclusion.html" { String::new() } else { print("site") + &print("page") };
        let own = if view.is_empty() { String::new() } else { print("view") };
        (format!("default/templates/{name}"), format!("template: {name}\n{shared}{own}"))
    };
    TEMPLATES.iter().map(template).collect()
}

#[test]
fn templates_get_what_the_page_says() {
    let built = example_with(&probing());
    let views = Views::read();
    let fields = |view: &str| -> BTreeSet<String> {
        views.get(view).unwrap().fields.iter().map(|field| field.name.clone()).collect()
    };
    let mut met = BTreeSet::new();
    for (path, bytes) in built.output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let Some(name) = text.strip_prefix("template: ").and_then(|rest| rest.lines().next()) else { continue };
        let (_, view, _) = TEMPLATES.iter().find(|(known, ..)| *known == name).unwrap();
        for line in text.lines().skip(1) {
            let Some((what, names)) = line.split_once(": ") else { continue };
            let of = match what {
                "site" => "SiteView",
                "page" => "Frame",
                _ => view,
            };
            let given: BTreeSet<String> = names.split_whitespace().map(str::to_owned).collect();
            assert_eq!(given, fields(of), "{path}, {name}: {what}");
        }
        met.insert(name.to_owned());
    }
    // The example site has no page that only puts something in; `inclusion.html` stands inside others.
    let all: BTreeSet<String> = TEMPLATES.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let missing: Vec<&String> = all.difference(&met).collect();
    assert_eq!(missing, ["inclusion.html"]);
}

/// The files of themes that the page for theme authors shows, by their paths below `themes/`.
fn shown_files() -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join("docs/en/themes.md")).unwrap();
    let mut files = Vec::new();
    let mut blocks = page.split("```");
    while let (Some(_), Some(block)) = (blocks.next(), blocks.next()) {
        let (about, text) = block.split_once('\n').unwrap();
        files.extend(about.split(' ').find_map(|word| word.strip_prefix("themes/")).map(|path| {
            let path = path.to_owned();
            (path, text.to_owned())
        }));
    }
    files
}

#[test]
fn what_is_shown_as_a_theme_works() {
    let files = shown_files();
    assert!(files.len() >= 2, "{} files are shown", files.len());
    let built = example_with(&files);
    let told: Vec<_> = built.problems.iter().filter(|problem| problem.kind.id() == "template-broken").collect();
    assert!(told.is_empty(), "{told:?}");
    let plain = example_with(&[]);
    for (path, _) in &files {
        let page = if path.ends_with("404.html") { "404.html" } else { "index.html" };
        assert_ne!(text_of(&built, page), text_of(&plain, page), "themes/{path} changes nothing");
    }
    // One file was replaced, the rest is the default theme's.
    assert!(text_of(&built, "404.html").contains("class=\"masthead\""));
}

#[test]
fn a_template_that_asks_for_too_much_is_told() {
    let site = Site::of_files(&[("site.yaml", "titel: T\nadresse: https://example.dk/\nsprog: da\n")]);
    assert_eq!(site.errors(), 0, "{:?}", site.problems());
    let broken = [("default/templates/404.html".to_owned(), "{{ page.titel }}".to_owned())];
    let built = example_with(&broken);
    let told = built.problems.iter().find(|problem| problem.kind.id() == "template-broken");
    assert!(told.is_some(), "a name that nothing has, printed, is an error");
}

/// The example site with the theme `opslag`: the one line that a site writes for it.
fn example_as_notice_board() -> husting::Built {
    let mut sources = Sources::read(root(), TODAY).unwrap();
    let settings = sources.files.iter_mut().find(|file| file.path == "site.yaml").unwrap();
    settings.bytes = [b"tema: opslag\n", &settings.bytes[..]].concat().into();
    husting::build(&sources)
}

/// The pages of a site but for those that lead on to another address.
fn pages(built: &husting::Built) -> Vec<(&str, &str)> {
    let html =
        built.output.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), text_of(built, path)));
    html.filter(|(_, text)| !text.contains("http-equiv=\"refresh\"")).collect()
}

#[test]
fn a_second_theme_builds_the_example_site() {
    let (plain, board) = (example_with(&[]), example_as_notice_board());
    let kinds = |built: &husting::Built| built.problems.iter().map(|problem| problem.kind.id()).collect::<Vec<_>>();
    assert_eq!(kinds(&board), kinds(&plain), "the same is told, whatever the theme");
    let paths = |built| pages(built).into_iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    assert_eq!(paths(&board), paths(&plain), "every page is there");
    assert!(pages(&board).iter().all(|(path, text)| *text != text_of(&plain, path)), "and looks otherwise");
    let feeds = |built: &husting::Built| -> Vec<Arc<[u8]>> {
        built.output.iter().filter(|(path, _)| path.ends_with(".ics")).map(|(_, bytes)| Arc::clone(bytes)).collect()
    };
    assert!(feeds(&board) == feeds(&plain), "calendars do not know of themes");
}

#[test]
fn the_pages_of_the_second_theme_are_whole() {
    let board = example_as_notice_board();
    for (path, text) in pages(&board) {
        let page = common::html::parse(text);
        for tag in ["header", "main", "footer", "h1"] {
            assert_eq!(page.all(tag).len(), 1, "{path}: {tag}");
        }
        assert!(!page.all("nav").is_empty(), "{path}: no way on");
        assert!(text.contains("<html lang=\"da\">"), "{path}");
        assert!(text.contains("<a class=\"skip\" href=\"#main\">Gå til indholdet</a>"), "{path}");
        let seen = page.first("body").unwrap().seen();
        for left_open in ["{", "}}", "null", "[object"] {
            assert!(!seen.contains(left_open), "{path}: {left_open} in\n{seen}");
        }
    }
}

#[test]
fn links_of_the_second_theme_lead_somewhere() {
    let board = example_as_notice_board();
    let mut followed = 0;
    for (path, text) in pages(&board) {
        let page = common::html::parse(text);
        for link in page.all("a").into_iter().chain(page.all("link")).filter_map(|link| link.attribute("href")) {
            let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if target.is_empty() { path } else { target.strip_prefix('/').unwrap_or("") };
            if link.contains(':') {
                continue;
            }
            let file =
                if target.is_empty() || target.ends_with('/') { format!("{target}index.html") } else { target.into() };
            assert!(board.output.contains_key(&file), "{path}: {link}");
            let there = anchor.is_empty() || text_of(&board, &file).contains(&format!("id=\"{anchor}\""));
            assert!(there, "{path}: {link}");
            followed += 1;
        }
    }
    assert!(followed > 2000, "only {followed} links");
}

#[test]
fn the_second_theme_asks_for_nothing_that_is_not_there() {
    let (views, words) = (Views::read(), Language::english().words());
    let mut templates = of_theme("default");
    let own = of_theme("opslag");
    assert!(own.len() <= 6, "a small theme");
    templates.extend(own);
    assert_eq!(Walk::over(&views, &words, &templates).wrong, [""; 0]);
}
