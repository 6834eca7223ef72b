//! What must be total: every function here takes anything and comes back. The tests call them with a fixed budget, the
//! fuzz targets in `fuzz/` without end.

use husting::content::{self, markdown};
use husting::diagnostics::{Diagnostics, show};
use husting::language::Language;
use husting::model;
use husting::model::series::{Rhythm, Rule, occurrences};
use husting::model::time::duration::minutes;
use husting::model::time::read::{read_file_name, read_hours, read_when};
use husting::model::time::{prose, write};
use husting::sources::Sources;
use jiff::civil::date;

/// The smallest site, so that a file more is read as what it is.
const SITE: &str = "titel: Netværk\nadresse: https://example.dk/\nsprog: da\n";

/// The files of a site with `path` among them.
fn site_with(path: &str, bytes: &[u8]) -> Sources {
    let mut sources = Sources::in_memory(
        &[("site.yaml", SITE), ("netvaerk/forum/index.md", "---\ntitel: Forum\n---\n"), (path, "")],
        date(2026, 11, 22),
    );
    for file in sources.files.iter_mut().filter(|file| file.path == path) {
        file.bytes = bytes.into();
    }
    sources
}

fn tell(problems: Diagnostics, sources: &Sources, language: &Language) -> usize {
    let sorted = problems.sorted();
    for problem in &sorted {
        let file = problem.place.and_then(|place| sources.file(place.file));
        let text = file.map(|file| String::from_utf8_lossy(&file.bytes));
        let source = file.zip(text.as_deref()).map(|(file, text)| show::SourceText { path: &file.shown, text });
        let shown = show::show(problem, language, source);
        assert!(!show::terminal(&shown, language, true).is_empty() && !show::github(&shown).is_empty());
    }
    sorted.len()
}

/// A file read and checked, its problems told; says how many.
pub fn read(path: &str, bytes: &[u8]) -> usize {
    let sources = site_with(path, bytes);
    let mut problems = Diagnostics::default();
    let content = content::read(&sources, &mut problems);
    let model = model::check(content, &sources, &mut problems);
    tell(problems, &sources, model.settings.language)
}

/// A whole site with this file built; says how many problems were told.
pub fn build(path: &str, bytes: &[u8]) -> usize {
    let sources = site_with(path, bytes);
    let built = husting::build(&sources);
    tell(built.problems, &sources, built.language)
}

/// Front matter of every kind of file.
pub fn front_matter(bytes: &[u8]) {
    for path in
        ["netvaerk/forum/2027-05-20.md", "netvaerk/nyt.md", "nyheder/2026-01-01-nyt.md", "om.md", "personer/ea.md"]
    {
        let file = [b"---\n", bytes, b"\n---\n"].concat();
        read(path, &file);
    }
    for path in ["roller.yaml", "site.yaml", "steder.yaml"] {
        read(path, bytes);
    }
}

/// A text as everything that is read in words: dates, hours, repetitions, lengths of time.
pub fn words(text: &str) {
    for language in Language::codes().filter_map(Language::of) {
        for year in [None, Some(2027)] {
            if let Ok(reading) = read_when(text, &language.dates, year) {
                assert!(!write::long(&reading.when, &language.dates).is_empty());
                assert!(!reading.when.iso().is_empty());
            }
        }
        if let Ok(hours) = read_hours(text, &language.dates) {
            write::hours(hours, &language.dates);
        }
        if let Ok(rule) = Rule::read(text, &language.rules) {
            let start = date(2026, 11, 24).at(10, 0, 0, 0);
            let days = occurrences(&rule.anchored(start.date()), start, None, date(2026, 1, 1)..date(2036, 1, 1), 500);
            assert!(days.len() <= 500);
        }
        let _ = Rhythm::read(text, &language.rules);
        for mention in prose::mentions(text, &language.dates, Some(2027)) {
            assert!(text.get(mention.span).is_some(), "a mention lies in its text");
        }
    }
    let _ = (read_file_name(text), minutes(text));
}

/// A text as Markdown.
pub fn body(text: &str) {
    let plain = markdown::plain(text);
    let headings = markdown::headings(text, "section");
    let mut anchors: Vec<&str> = headings.iter().map(|heading| heading.id.as_str()).collect();
    anchors.sort_unstable();
    anchors.dedup();
    assert_eq!(anchors.len(), headings.len(), "every heading has an anchor of its own");
    assert!(plain.len() <= text.len().saturating_mul(8) + 64);
}

/// Any bytes as a site: files divided by lines of `=== path`.
pub fn site(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut files: Vec<(String, String)> = vec![("site.yaml".to_owned(), SITE.to_owned())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("=== ") {
            Some(path) => files.push((path.trim().to_owned(), String::new())),
            None => files.last_mut().expect("there is one from the start").1.push_str(line),
        }
    }
    files.sort();
    files.dedup_by(|a, b| a.0 == b.0);
    let named: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let sources = Sources::in_memory(&named, date(2026, 11, 22));
    let built = husting::build(&sources);
    tell(built.problems, &sources, built.language);
}
