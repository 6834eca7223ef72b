//! The documents: what they show as a file builds, what they name as a field, command, flag or path is one, their links lead
//! somewhere, and what is made from the program says what the program says. README's first steps are taken.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod commands;
#[path = "../common/mod.rs"]
mod common;
mod links;
mod names;
mod newcomer;

use std::fs;
use std::path::{Path, PathBuf};

use common::Site;
use husting::diagnostics::Severity;

/// The folder of each language's documents, and the settings of the site that their examples make.
const DOCUMENTS: [(&str, &str); 2] = [
    ("da", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\nflere sprog: [en]\n"),
    (
        "en",
        "title: Networks\nbase_url: https://example.org/\nlanguage: en\ntime_zone: Europe/London\nlanguages: [da]\n",
    ),
];

fn folder(language: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(language)
}

/// The documents of a language, by name.
fn documents(language: &str) -> Vec<(String, String)> {
    let mut found: Vec<_> = fs::read_dir(folder(language)).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The fenced blocks of a text: what stands behind the fence, and what is in it.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(about), None) => open = Some((about.to_owned(), String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (None, Some((_, inside))) => {
                inside.push_str(line);
                inside.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

#[test]
fn what_is_shown_as_a_file_builds() {
    for (language, settings) in DOCUMENTS {
        let mut files = vec![("site.yaml".to_owned(), settings.to_owned())];
        for (_, text) in documents(language) {
            let shown = blocks(&text).into_iter();
            files.extend(shown.filter_map(|(about, inside)| {
                let path = about.split(' ').find_map(|word| word.strip_prefix("content/"))?;
                Some((path.to_owned(), inside))
            }));
        }
        assert!(files.len() >= 9, "{language}: {} files", files.len());
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let site = Site::of_files(&files);
        let told: Vec<_> =
            site.built.problems.iter().filter(|problem| problem.kind.severity() != Severity::Note).collect();
        assert!(told.is_empty(), "{language}: {:?}", site.problems());
    }
}

#[test]
fn the_two_languages_have_the_same_documents() {
    let count = |code| documents(code).len();
    assert_eq!(count("da"), count("en"));
}

/// The page of messages, made from the messages that were read and approved (`tests/messages/`), each with an example.
fn page_of_messages(approved: &str, title: &str, lead: &str, headings: [(&str, &str); 3]) -> String {
    let mut page = format!("# {title}\n\n{lead}\n");
    for (severity, heading) in headings {
        page.push_str(&format!("\n## {heading}\n"));
        for message in approved.split("\n\n").filter_map(|message| message.split_once('\n')).map(|(_, told)| told) {
            let Some(told) = message.strip_prefix(severity).and_then(|rest| rest.strip_prefix(": ")) else { continue };
            let mut lines = told.lines();
            page.push_str(&format!("\n**{}**", lines.next().unwrap()));
            let (mut in_list, mut in_lines) = (false, false);
            for line in lines {
                match line.trim().strip_prefix("→ ") {
                    Some(hint) => page.push_str(&format!("{}- {hint}", if in_list { "\n" } else { "\n\n" })),
                    // Lines to copy, as they stand in a file, under the hint that they belong to.
                    None if in_list => page.push_str(&format!("{}      {line}", if in_lines { "\n" } else { "\n\n" })),
                    None => page.push_str(&format!("\n{}", line.trim())),
                }
                in_lines = in_list && !line.trim().starts_with('→');
                in_list |= line.trim().starts_with('→');
            }
            page.push('\n');
        }
    }
    page.replace('<', "\\<")
}

#[test]
fn the_page_of_messages_says_what_the_program_says() {
    let pages = [
        (
            "da",
            "beskeder.md",
            "Beskederne",
            "Her står alt, hvad programmet kan sige, med et eksempel på hver, og hvad man gør.",
            [
                ("Fejl", "Fejl: intet udgives, før de er rettet"),
                ("Advarsel", "Advarsler: siden udgives, men se på det"),
                ("Bemærk", "Bemærkninger: sådan er det læst"),
            ],
        ),
        (
            "en",
            "messages.md",
            "The messages",
            "Everything that the program can say, with an example of each, and what to do.",
            [
                ("Error", "Errors: nothing is published until they are mended"),
                ("Warning", "Warnings: published, but have a look"),
                ("Note", "Notes: how something was read"),
            ],
        ),
    ];
    for (code, name, title, lead, headings) in pages {
        let approved = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages").join(format!("{code}.txt"));
        let page = page_of_messages(&fs::read_to_string(approved).unwrap(), title, lead, headings);
        let path = folder(code).join(name);
        if std::env::var_os("HUSTING_BLESS").is_some() {
            fs::write(&path, &page).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "docs/{code}/{name} is not up to date: run this test with HUSTING_BLESS=1");
    }
}
