//! Sites made up for the tests: nothing in them, no meetings, words that fit nowhere, hostile content, very many meetings.

use std::fmt::Write as _;

use husting::diagnostics::Kind;
use husting::sources::Sources;

use crate::sites::{Site, TODAY};

type Files = Vec<(String, String)>;

const SETTINGS: &str =
    "titel: Netværk i felten\nbeskrivelse: Møder og frister\nadresse: https://felten.example.dk/\nsprog: da\n";

/// Sixty letters and no place to break them.
const LONG_WORD: &str = "Boligorganisationsbestyrelsesmedlemsnetværksmødedeltagelsesge";

/// Does what it can to run, wherever it is put.
const HOSTILE: &str = concat!(
    r#"<script>ran=1;fetch("/ran")</script><img src="https://evil.example/x.png" onerror="ran=1;fetch('/ran')">"#,
    r#"<svg onload="ran=1"></svg>"'><a href="javascript:ran=1" style="position:fixed;inset:0" onmouseover="ran=1">x</a>"#,
    r#"</script></style></title></textarea>--><b onclick=ran=1>{{ 7 * 7 }}{% raw %}"#
);

/// A picture that would run, if a page let it.
const DRAWING: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" onload="fetch('/ran')"><script>fetch('/ran')</script></svg>"#;

/// The same in the ways of Markdown, and the HTML that Markdown lets through.
const HOSTILE_MARKDOWN: &str = r#"
[læs](javascript:fetch('/ran')) [data](data:text/html,<script>ran=1</script>) <javascript:ran=1> [sti](JaVaScRiPt:ran=1)

[ref]: javascript:ran=1 "title"

![tegning](/om/tegning.svg) [tegningen](/om/tegning.svg)

[ref] og ![billede](javascript:ran=1) og ![derude](https://evil.example/pixel.png) ![x](x.png"onerror="ran=1)

<iframe src="https://evil.example/"></iframe><object data="https://evil.example/"></object><embed src="/ran">

<div style="background:url(https://evil.example/a.png)" class="next" id="main" onmouseover="ran=1">CSS i en attribut</div>

<style>@import "https://evil.example/a.css"; body { background: url(/ran) }</style>
<link rel="stylesheet" href="https://evil.example/a.css"><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=/ran">

<svg><script>ran=1</script><a xlink:href="javascript:ran=1"><text>x</text></a><use href="https://evil.example/#x"/></svg>
<math><mtext><img src=x onerror=ran=1></mtext></math> <video src="https://evil.example/v" onerror="ran=1"></video>

<form action="https://evil.example/"><input name="q" autofocus onfocus="ran=1"><button formaction="javascript:ran=1">Send</button></form>
<details open ontoggle="ran=1"><summary>x</summary></details> <a href="https://evil.example/" ping="/ran" target="_blank">ud</a>

`<script>ran=1</script>`

```html
<script>ran=1</script>
```

| a | b |
| - | - |
| <img src=x onerror=ran=1> | <a href="java&#115;cript:ran=1">x</a> |
"#;

fn sources(files: &Files) -> Sources {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Sources::in_memory(&files, TODAY)
}

fn built(files: &Files) -> Site {
    Site::built(&sources(files))
}

/// A site of which only the name is known.
pub fn empty() -> Site {
    built(&vec![("site.yaml".to_owned(), SETTINGS.to_owned())])
}

/// Networks, roles and people, and not one meeting.
pub fn without_meetings() -> Site {
    let mut files = filled("Boligsocialt netværk", "Om *netværket*.");
    files.retain(|(path, _)| !path.contains("2027"));
    built(&files)
}

/// Every text is one long word.
pub fn long_words() -> Site {
    built(&filled(
        LONG_WORD,
        &format!(
            "# {LONG_WORD}\n\n{LONG_WORD} {LONG_WORD}\n\n| {LONG_WORD} | {LONG_WORD} |\n| - | - |\n| {LONG_WORD} | 1 |\n"
        ),
    ))
}

/// Every text does what it can to run. Links that would are errors, so that such a site is not published at all; here it is.
pub fn hostile() -> Site {
    let files = filled(HOSTILE, HOSTILE_MARKDOWN);
    Site::despite(&sources(&files), &[Kind::LinkUnsafe, Kind::LinkBroken])
}

/// A site of one of everything, with `text` in every field that takes text and `markdown` in every field that takes Markdown.
fn filled(text: &str, markdown: &str) -> Files {
    let t = serde_json::to_string(text).unwrap();
    let m = serde_json::to_string(&format!("{text}\n\n{markdown}")).unwrap();
    let document = format!("[{{titel: {t}, url: \"https://example.dk/{{a}}\", type: {t}}}]");
    let who = format!("[{{rolle: rolle, fra: [{t}], pladser: {t}, deltagelse: obligatorisk, ellers: {t}, note: {t}}}]");
    let registration =
        format!("{{frist: 2027-03-01, pris: {t}, pr: {t}, bindende: ja, email: post@example.dk, note: {t}}}");
    let file = |path: &str, front: String| (path.to_owned(), format!("---\n{front}---\n{markdown}\n"));
    let network = format!(
        "titel: {t}\ntype: {t}\nresumé: {t}\nformål: {m}\nkompetence: {m}\nmødes: {t}\ndeltagere: {who}\n\
         medlemmer: [{{person: {t}, post: {t}, fra: {t}}}]\narrangører: [{{id: organisation, note: {m}}}]\n\
         kontakt: [{{id: person, note: {t}}}]\ndokumenter: {document}\nuafklaret: [{t}]\nsted: {t}\npraktisk: {m}\n\
         tilmelding: {{note: {t}}}\nlinks: [{{titel: {t}, url: \"https://example.dk/\"}}]\n\
         forløb: [{{titel: {t}, hvornår: maj 2027, tekst: {m}}}]\ntags: [{t}]\n"
    );
    let meeting = format!(
        "titel: {t}\nresumé: {t}\ntid: kl. 10-15\nsted: {t}\ntilmelding: {registration}\ndeltagere: {who}\nområde: {t}\n\
         vælg én: {t}\nprogram: [{{tid: 10-11, titel: {t}, oplægsholder: {t}, obligatorisk: [rolle], tekst: {m}}}]\n\
         inviterede: [{t}]\nfremmødte: [{{{t}: 12}}]\nændringer: [{{dato: 2026-11-01, tekst: {t}}}]\ndokumenter: {document}\ntags: [{t}]\n"
    );
    let thing = format!("resumé: {t}, telefon: {t}");
    vec![
        (
            "site.yaml".to_owned(),
            format!("titel: {t}\nbeskrivelse: {t}\nadresse: https://felten.example.dk/\nsprog: da\nsidefod: {m}\n"),
        ),
        file("index.md", String::new()),
        file("netvaerk/et/index.md", network.clone()),
        file(
            "netvaerk/to/index.md",
            format!(
                "titel: To\nstatus: lukket\nresumé: {t}\ndel af: [{{id: et, note: {m}}}]\nerstattes af: [{{id: et, note: {m}}}]\n"
            ),
        ),
        file("netvaerk/et/2027-04-08.md", meeting.clone()),
        file("netvaerk/et/2027-04-09.md", format!("{meeting}status: aflyst\n")),
        ("roller.yaml".to_owned(), format!("rolle: {{titel: {t}, resumé: {t}}}\n")),
        (
            "organisationer.yaml".to_owned(),
            format!("organisation: {{titel: {t}, kort titel: {t}, type: {t}, {thing}, adresse: {t}}}\n"),
        ),
        (
            "personer.yaml".to_owned(),
            format!("person: {{navn: {t}, post: {t}, organisation: organisation, områder: {t}, {thing}}}\n"),
        ),
        ("steder.yaml".to_owned(), format!("sted: {{titel: {t}, adresse: {t}, by: {t}, resumé: {t}, adgang: {t}}}\n")),
        file("nyheder/2026-11-01-nyt.md", format!("titel: {t}\nresumé: {t}\ndokumenter: {document}\ntags: [{t}]\n")),
        file("om/index.md", format!("titel: {t}\nresumé: {t}\n")),
        ("om/tegning.svg".to_owned(), DRAWING.to_owned()),
    ]
}

/// Four hundred networks of twenty meetings each.
pub fn large() -> Site {
    let mut files = vec![("site.yaml".to_owned(), SETTINGS.to_owned())];
    let mut roles = String::new();
    for role in 0..12 {
        writeln!(roles, "rolle-{role}: {{titel: Rolle {role}}}").unwrap();
    }
    files.push(("roller.yaml".to_owned(), roles));
    for network in 0..400 {
        let role = network % 12;
        let front = format!("titel: Netværk {network}\nresumé: Møder om emne {network}\ndeltagere: [rolle-{role}]\n");
        files.push((format!("netvaerk/n{network}/index.md"), format!("---\n{front}---\n")));
        for meeting in 0..20 {
            let (year, month, day) = (2018 + meeting / 2, 1 + (network + 6 * meeting) % 12, 1 + network % 28);
            files.push((
                format!("netvaerk/n{network}/{year}-{month:02}-{day:02}.md"),
                "---\ntid: kl. 10-12\nsted: Odense\n---\n".to_owned(),
            ));
        }
    }
    built(&files)
}

/// A page that breaks a rule of every kind, so that the scripts can show that they find it.
pub fn faulty() -> Site {
    let page = r#"<!doctype html><html><head><meta charset="utf-8"><style>body { width: 900px; color: #999 }
:focus { outline: none } li { transition: color 1s }</style></head><body data-page="meeting">
<nav><a href="https://other.example/">Videre</a></nav><main><table width="900"><tr><td>Bred</td></tr></table><img src="https://other.example/x.png" onerror="ran=1"><section>
<h2>Næste møde</h2><ol class="meetings" data-next><li data-ends="2026-12-01T15:00"><time datetime="2026-12-01">1. december</time></li></ol>
</section></main><script>ran=1</script></body></html>"#;
    Site::written([("index.html".to_owned(), page.as_bytes().into())].into())
}
