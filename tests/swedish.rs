//! A third language is one file: a small Swedish site, with Swedish folders, fields, values, dates and rules, is built without
//! a word of complaint, speaks Swedish to its readers, and tells its editors in Swedish what is wrong.

use husting::Built;
use husting::diagnostics::show::{Shown, SourceText, show};
use husting::sources::Sources;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);

const MEETING: &str = "---
när: torsdagen den 20 maj 2027 kl. 10–15
plats: folkets-hus
status: bekräftat
anmälan:
  sista dag: 6 maj 2027
  pris: 500 kr
  per: deltagare
  bindande: ja
  platser: 40
  e-post: kansliet@example.org
program:
  - tid: 10–12
    titel: Läget i bostadsområdena
    föreläsare: Åsa från kansliet
    obligatoriskt för: samordnare
  - tid: 13–15
    titel: Arbete i grupper
---

Kom gärna i god tid. Sista anmälningsdag är den 6:e maj.
";

const CONTENT: &[(&str, &str)] = &[
    (
        "site.yaml",
        "titel: Våra nätverk\nadress: https://example.org/\nspråk: sv\narrangör: föreningen\nkontakt: kansliet\n\
         kalendrar:\n  normal längd: 2 tim\n",
    ),
    ("roller.yaml", "samordnare:\n  titel: Samordnare\nchefer:\n  titel: Chefer\n"),
    ("organisationer.yaml", "föreningen:\n  titel: Föreningen\n  typ: förening\n"),
    ("personer.yaml", "kansliet:\n  namn: Kansliet\n  e-post: kansliet@example.org\n  organisation: föreningen\n"),
    (
        "platser.yaml",
        "folkets-hus:\n  titel: Folkets hus\n  adress: Järntorget 1\n  postnummer: \"702 10\"\n  ort: Örebro\n\
         åhuset:\n  titel: Åhuset\n  ort: Örebro\närtan:\n  titel: Ärtan\n  ort: Örebro\nön:\n  titel: Ön\n  ort: Örebro\n",
    ),
    (
        "natverk/samordnarna/index.md",
        "---
titel: Samordnarnas nätverk
typ: nätverk
status: aktivt
sedan: augusti 2014
sammanfattning: Här delar samordnare erfarenheter med varandra.
syfte: Att ge samordnare en fast plats att träffas på.
deltagare:
  - roll: samordnare
    deltagande: obligatoriskt
    platser: 2
  - roll: chefer
    deltagande: inbjuden
träffas: 1–2 gånger per år
mötesserie:
  - titel: Frukostmöte
    start: tisdag 12 januari 2027 kl. 8.30
    längd: 1,5 timme
    upprepas: varannan tisdag utom i juli
    till och med: 15 december 2027
    plats: Digitalt
---

## Är det något för mig?

Ja, om du samordnar något.
",
    ),
    ("natverk/samordnarna/2027-05-20.md", MEETING),
    (
        "nyheter/2026-11-20-nytt-natverk.md",
        "---\ntitel: Nytt nätverk\nsammanfattning: Nu finns det.\nnätverk: samordnarna\n---\n",
    ),
];

fn build(content: &[(&str, &str)]) -> Built {
    husting::build(&Sources::in_memory(content, TODAY))
}

/// The problems in the words of the site's language.
fn told(content: &[(&str, &str)]) -> Vec<Shown> {
    let sources = Sources::in_memory(content, TODAY);
    let built = husting::build(&sources);
    let source = |problem: &husting::diagnostics::Diagnostic| {
        let file = &sources.files[problem.place?.file.0 as usize];
        let (path, text) = content.iter().find(|(path, _)| *path == file.path)?;
        Some(SourceText { path, text })
    };
    built.problems.clone().sorted().iter().map(|problem| show(problem, built.language, source(problem))).collect()
}

/// A page's text without its tags, all spaces single.
fn text(built: &Built, path: &str) -> String {
    let known = || built.output.keys().cloned().collect::<Vec<_>>().join("\n");
    let page = built.output.get(path).unwrap_or_else(|| panic!("no {path} among\n{}", known()));
    let html = std::str::from_utf8(page).unwrap();
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    let words = parts.collect::<Vec<_>>().join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(text: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(text.contains(sentence), "no “{sentence}” in {text}");
    }
}

#[test]
fn a_swedish_site_builds_without_a_word_of_complaint() {
    assert_eq!(told(CONTENT), []);
    assert_eq!(build(CONTENT).language.code, "sv");
}

#[test]
fn its_pages_speak_swedish() {
    let built = build(CONTENT);
    let meeting = text(&built, "natverk/samordnarna/2027-05-20/index.html");
    says(
        &meeting,
        &["torsdag 20 maj 2027 kl. 10.00–15.00", "vecka 20", "Senast torsdag 6 maj 2027", "500 kr per deltagare"],
    );
    says(&meeting, &["Anmälan är bindande", "Obligatoriskt för samordnare", "Lägg till i min kalender"]);
    let network = text(&built, "natverk/samordnarna/index.html");
    says(&network, &["Kommande möten", "Har funnits", "augusti 2014", "1–2 gånger per år"]);
    says(&network, &["obligatoriskt", "varannan tisdag utom i juli"]);
    says(&text(&built, "kalender/index.html"), &["januari 2027", "maj 2027", "Årshjul"]);
}

#[test]
fn its_alphabet_ends_in_swedish() {
    let built = build(CONTENT);
    let places = text(&built, "platser/index.html");
    let at = |name: &str| places.find(name).unwrap_or_else(|| panic!("{name} is no place in {places}"));
    assert!(at("Folkets hus") < at("Åhuset"));
    assert!(at("Åhuset") < at("Ärtan"));
    assert!(at("Ärtan") < at("Ön"));
}

#[test]
fn its_calendar_speaks_swedish() {
    let built = build(CONTENT);
    let calendar = std::str::from_utf8(&built.output["natverk/samordnarna/calendar.ics"]).unwrap();
    let calendar = calendar.replace("\r\n ", "");
    says(&calendar, &["DTSTART;TZID=Europe/Stockholm:20270520T100000", "RRULE:FREQ=WEEKLY;"]);
    says(&calendar, &["Anmälan senast torsdag 6 maj 2027", "Plats: Folkets hus"]);
}

/// The site with one text changed in one file.
fn with<'c>(path: &str, changed: &'c str) -> Vec<(&'c str, &'c str)>
where
    'static: 'c,
{
    let replace = |(known, text): &(&'c str, &'c str)| (*known, if *known == path { changed } else { *text });
    CONTENT.iter().map(replace).collect()
}

#[test]
fn a_wrong_weekday_is_told_in_swedish() {
    let path = "natverk/samordnarna/2027-05-20.md";
    let wrong = MEETING.replace("torsdagen den 20 maj", "fredagen den 20 maj");
    let problems = told(&with(path, &wrong));
    let [problem] = problems.as_slice() else { panic!("one problem, not {problems:#?}") };
    assert_eq!(problem.sentence, "Den 20 maj 2027 är en torsdag, inte en fredag.");
    assert_eq!(
        problem.hints,
        [
            "Skriv torsdag i stället för fredag.",
            "Om det är veckodagen som är rätt menade du kanske fredag 21 maj 2027.",
        ]
    );
    let place = problem.place.as_ref().unwrap();
    assert_eq!((place.file.as_str(), place.line), (path, 2));
}

#[test]
fn a_misspelt_field_is_told_in_swedish() {
    let wrong = MEETING.replace("plats: folkets-hus", "platts: folkets-hus");
    let problems = told(&with("natverk/samordnarna/2027-05-20.md", &wrong));
    let [problem] = problems.as_slice() else { panic!("one problem, not {problems:#?}") };
    assert_eq!(problem.sentence, "Fältet ”platts” finns inte här.");
    assert_eq!(problem.hints[0], "Menade du ”plats”?");
}

#[test]
fn prose_that_differs_is_told_in_swedish() {
    let wrong = MEETING.replace("Kom gärna", "Vi ses onsdagen den 19 maj. Kom gärna");
    let problems = told(&with("natverk/samordnarna/2027-05-20.md", &wrong));
    let [problem] = problems.as_slice() else { panic!("one problem, not {problems:#?}") };
    assert_eq!(
        problem.sentence,
        "I texten står det onsdagen den 19 maj, men i fälten torsdag 20 maj 2027 kl. 10.00–15.00."
    );
}
