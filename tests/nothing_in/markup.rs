//! Text that would be code somewhere: templates, HTML, attributes, JSON-LD, XML, iCalendar.

use husting::sources::Sources;
use jiff::civil::date;

use crate::common::Site;

const SETTINGS: &str = "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\n";

/// What every field below is called: it would end an attribute, an element, a script, a line or a string, or run.
const NASTY: &str = "\\\"'><script>alert(1)</script></script><img src=x onerror=alert(2)>{{ 7*7 }}{% include 'x' %}]]>&lt;\\nATTENDEE:x";

/// As it is, without YAML's escapes.
fn nasty() -> String {
    NASTY.replace("\\\"", "\"").replace("\\n", "\n")
}

fn site() -> Site {
    let quoted = format!("\"{NASTY}\"");
    let network = format!(
        "---\ntitel: {quoted}\nkort titel: {quoted}\ntype: {quoted}\nresumé: {quoted}\nformål: {quoted}\n\
         kompetence: {quoted}\nkontakt: ea\norganisationer: []\nemner: [{quoted}]\nuafklaret:\n  - {quoted}\n\
         deltagere:\n  - rolle: leder\n    note: {quoted}\n---\n\n# {NASTY}\n\n{NASTY}\n"
    );
    let network = network.replace("organisationer: []\n", "");
    let meeting = format!(
        "---\ntitel: {quoted}\ntid: kl. 10-15\nsted: {quoted}\nresumé: {quoted}\nprogram:\n  - titel: {quoted}\n\
         ændringer:\n  - 1. maj 2026: {quoted}\n---\n\n{NASTY}\n"
    );
    Site::of_files(&[
        ("site.yaml", &format!("{SETTINGS}beskrivelse: {quoted}\n")),
        ("roller.yaml", &format!("leder:\n  titel: {quoted}\n")),
        ("personer.yaml", &format!("ea:\n  navn: {quoted}\n  email: ea@example.dk\n")),
        ("netvaerk/oest/index.md", &network),
        ("netvaerk/oest/2027-05-20.md", &meeting),
        ("nyheder/2026-11-20-nyt.md", &format!("---\ntitel: {quoted}\nresumé: {quoted}\n---\n{NASTY}\n")),
    ])
}

/// The elements that a page of the theme has by itself.
fn harmless(path: &str, html: &str) {
    // Data for machines is looked at below.
    let data =
        html.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let lower = data.map_or(html.to_owned(), |data| html.replace(data, "")).to_lowercase();
    // Inside attributes and texts there is no `<` left, so any that stands there begins an element.
    for forbidden in ["<script>", "<img src=x", "<img src=\"x\" onerror", "onerror=alert(2)>", "</script></script>"] {
        assert!(!lower.contains(forbidden), "{path} has {forbidden}");
    }
    for (at, _) in lower.match_indices("<script") {
        let tag = &lower[at..at + lower[at..].find('>').unwrap()];
        assert!(tag.contains("src=\"/assets/") || tag.contains("application/ld+json"), "{path}: {tag}");
    }
}

#[test]
fn fields_and_texts_are_never_markup_nor_templates() {
    let site = site();
    assert_eq!(site.errors(), 0, "{:?}", site.problems());
    let mut shown = 0;
    for (path, bytes) in &site.built.output {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if path.ends_with(".html") {
            harmless(path, text);
            shown += text.matches("{{ 7*7 }}{% include").count();
        } else if path.ends_with(".xml") {
            assert!(!text.contains("<script") && !text.contains("<img"), "{path}");
        } else if path.ends_with(".ics") {
            let starts = |name: &str| text.lines().any(|line| line.starts_with(name));
            assert!(!starts("ATTENDEE"), "{path}: a field begins a line of its own");
            assert_eq!(text.matches("BEGIN:").count(), text.matches("END:").count(), "{path}");
        }
        assert!(!text.contains("49{%"), "{path}: a template ran");
    }
    assert!(shown > 20, "the text is published as it was written, {shown} times");
}

#[test]
fn what_is_written_is_what_readers_and_programs_get() {
    let site = site();
    let one_line = nasty().replace('\n', " ");
    let title = site.page("netvaerk/oest/").first("h1").unwrap().seen();
    assert_eq!(title.split_whitespace().collect::<Vec<_>>().join(" "), one_line);
    let summary = site.event("calendar.ics", "oest/2027-05-20").text("SUMMARY").unwrap();
    assert!(summary.contains("{{ 7*7 }}{% include 'x' %}]]>&lt;"), "{summary}");
    let data = site.network("oest");
    assert!(data["title"].as_str().unwrap().contains("<script>alert(1)</script>"), "data is data");
}

#[test]
fn data_in_a_script_element_cannot_end_it() {
    let site = site();
    let mut graphs = 0;
    for (path, bytes) in site.built.output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).unwrap();
        for part in text.split("<script type=\"application/ld+json\">").skip(1) {
            let json = part.split("</script>").next().unwrap();
            serde_json::from_str::<serde_json::Value>(json).unwrap_or_else(|error| panic!("{path}: {error}: {json}"));
            assert!(!json.contains('<'), "{path}");
            graphs += 1;
        }
    }
    assert!(graphs > 3);
}

/// A page's text between the words that stand around the piece.
fn rendered(piece: &str) -> (String, Vec<String>) {
    let page = format!("---\ntitel: Om\n---\n\nFØR\n\n{piece}\n\nEFTER\n");
    let site = Site::of_files(&[("site.yaml", SETTINGS), ("om/index.md", &page)]);
    let html = site.built.output.get("om/index.html").map(|bytes| String::from_utf8(bytes.to_vec()).unwrap());
    let html = html.unwrap();
    let (_, after) = html.split_once("<p>FØR</p>").unwrap();
    // A piece that is never closed may take the rest of its text with it, and no more than that.
    let between = after.split("<p>EFTER</p>").next().and_then(|rest| rest.split("</article>").next()).unwrap();
    assert!(html.contains("<footer"), "{piece} takes the page with it");
    (between.to_owned(), site.problems())
}

#[test]
fn raw_html_keeps_its_structure_and_loses_what_runs() {
    let pieces = [
        "<a href=\"java&#115;cript:alert(1)\">x</a>",
        "<a href=\" javascript&colon;alert(1)\">x</a>",
        "<a href=\"data:text/html,x\">x</a>",
        "<a href=\"file:///etc/passwd\">x</a>",
        "<a href=\"ftp://example.dk/\">x</a>",
        "<img src=x onerror=alert(1)>",
        "<b onclick=\"alert(1)\" style=\"position:fixed\">x</b>",
        "<script>alert(1)</script>",
        "<style>body{display:none}</style>",
        "<iframe src=\"https://example.dk/\"></iframe>",
        "<object data=\"x\"></object><embed src=\"x\">",
        "<form action=\"https://example.dk/\"><button>x</button></form>",
        "<base href=\"https://example.dk/\">",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://example.dk/\">",
        "<link rel=\"stylesheet\" href=\"https://example.dk/x.css\">",
        "<svg onload=\"alert(1)\"><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    ];
    let forbidden = [
        "javascript",
        "data:",
        "file:",
        "ftp:",
        "onerror=",
        "onclick",
        "onload",
        "style",
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<form",
        "<button",
        "<base",
        "<meta",
        "<link",
        "<svg",
    ];
    for piece in pieces {
        let (html, _) = rendered(piece);
        // A text in an attribute, escaped, is a text.
        let live = html.replace("&lt;img src=1 onerror=alert(1)&gt;", "");
        for word in forbidden {
            assert!(!live.contains(word), "{piece} became {html}");
        }
    }
    let (html, _) = rendered("<input type=\"password\" name=\"kode\">");
    assert!(!html.contains("password") && !html.contains("name="), "{html}");
    let (html, _) = rendered("- [x] Referat\n\n<b>x</b>");
    assert!(html.contains("checkbox") && html.contains("checked"), "{html}");
    let (html, _) = rendered("<details><summary>Mere</summary><p lang=\"en\">More</p></details>");
    assert!(html.contains("<details>") && html.contains("lang=\"en\""), "{html}");
}

#[test]
fn links_that_run_or_lead_out_are_told_and_left_out_however_they_are_spelt() {
    let unsafe_links = [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](java&NewLine;script:alert(1))",
        "[x](<&#1;javascript:alert(1)>)",
        "[x][y]\n\n[y]: vbscript:x",
        "<javascript:alert(1)>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](data:image/svg+xml,x)",
        "[x](file:///etc/passwd)",
        "[x](FILE:/etc/passwd)",
        "[x](//ond.example/x)",
        "[x](\\\\\\\\server\\drev)",
    ];
    for piece in unsafe_links {
        let (html, problems) = rendered(piece);
        assert!(problems.iter().any(|problem| problem.starts_with("link-unsafe om/index.md")), "{piece}: {problems:?}");
        assert!(!html.contains("href") && !html.contains("src=\"data"), "{piece} became {html}");
    }
    for piece in ["[x](../../../etc/passwd)", "[x](/../x)", "[x](%2e%2e/%2e%2e/x)", "[x](..%2f..%2fx)"] {
        let (html, problems) = rendered(piece);
        assert!(
            problems.iter().any(|problem| problem.starts_with("link-outside om/index.md")),
            "{piece}: {problems:?}"
        );
        assert!(!html.contains("href"), "{piece} became {html}");
    }
}

#[test]
fn links_that_are_fine_stay() {
    for (piece, href) in [
        ("[x](https://example.dk/?a=1&b=2)", "href=\"https://example.dk/?a=1&amp;b=2\""),
        ("[x](mailto:sekretariatet@example.dk)", "href=\"mailto:sekretariatet@example.dk\""),
        ("<sekretariatet@example.dk>", "href=\"mailto:sekretariatet@example.dk\""),
        ("<https://example.dk/>", "href=\"https://example.dk/\""),
        ("[x](tel:+4588888888)", "href=\"tel:+4588888888\""),
        ("[x](webcal://example.dk/a.ics)", "href=\"webcal://example.dk/a.ics\""),
    ] {
        let (html, problems) = rendered(piece);
        assert!(html.contains(href), "{piece} became {html}");
        assert_eq!(problems, Vec::<String>::new(), "{piece}");
    }
}

#[test]
fn fields_for_addresses_take_web_addresses_only() {
    for url in ["javascript:alert(1)", "java&#115;cript:x", "file:///etc/passwd", "data:text/html,x", "//ond.example"] {
        let meeting = format!("---\nonline: \"{url}\"\ntilmelding:\n  link: \"{url}\"\n---\n");
        let network = format!("---\ntitel: Øst\nlinks:\n  - titel: x\n    url: \"{url}\"\n---\n");
        let site = Site::of_files(&[
            ("site.yaml", SETTINGS),
            ("netvaerk/oest/index.md", &network),
            ("netvaerk/oest/2027-05-20.md", &meeting),
        ]);
        let told = site.problems().iter().filter(|problem| problem.starts_with("not-a-url")).count();
        assert_eq!(told, 3, "{url}: {:?}", site.problems());
        for (path, bytes) in &site.built.output {
            let is_link = String::from_utf8_lossy(bytes).contains(&format!("href=\"{url}"));
            assert!(!is_link, "{path} leads to {url}");
        }
    }
}

#[test]
fn a_heading_takes_no_attributes() {
    let (html, _) = rendered("## Praktisk {#x onclick=alert(1) .klasse}");
    let expected = "\n<h2 id=\"praktisk-x-onclick-alert-1-klasse\">Praktisk {#x onclick=alert(1) .klasse}</h2>\n";
    assert_eq!(html, expected);
}

/// Templates are trusted: one in `themes/` runs. The same words in content do not.
#[test]
fn templates_run_in_themes_alone() {
    let mut sources = Sources::in_memory(
        &[("site.yaml", SETTINGS), ("om/index.md", "---\ntitel: Om\n---\n{{ 6*7 }} {% set a = 1 %}\n")],
        date(2026, 11, 22),
    );
    sources.themes.push(husting::sources::SourceFile {
        path: "default/templates/404.html".to_owned(),
        shown: "themes/default/templates/404.html".to_owned(),
        bytes: b"<p>{{ 6*7 }}</p>".as_slice().into(),
    });
    let built = husting::build(&sources);
    let text = |path: &str| String::from_utf8(built.output[path].to_vec()).unwrap();
    assert_eq!(text("404.html"), "<p>42</p>");
    assert!(text("om/index.html").contains("{{ 6*7 }} {% set a = 1 %}"));
}

/// What husting puts in for `{næste møde: …}` goes where that line stands, whatever signs a text holds.
#[test]
fn an_inclusion_cannot_be_lured_into_an_attribute() {
    let page = "---\ntitel: Om\n---\n\n<b title=\"\u{f0001}0\u{f0002}\">x</b> [y](https://example.dk \"&#xf0001;0&#xf0002;\")\n\n\
                {næste møde: oest}\n\nEFTER\n";
    let site = Site::of_files(&[
        ("site.yaml", SETTINGS),
        ("netvaerk/oest/index.md", "---\ntitel: Netværk Øst\n---\n"),
        ("netvaerk/oest/2027-05-20.md", "---\ntitel: Forårsmøde\ntid: kl. 10-15\n---\n"),
        ("om/index.md", page),
    ]);
    let html = site.text("om/index.html");
    let (before, after) = html.split_once("</b>").unwrap();
    assert!(!before.contains("Forårsmøde") && after.contains("Forårsmøde"), "{html}");
    let title = after.split("title=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(!title.contains('<'), "{title}");
}
