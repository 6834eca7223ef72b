//! What documents name between backquotes: fields, commands, flags, paths, places in the code. Each is looked up.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use husting::language::Language;

use super::commands::{help, helps};
use super::links::{all, prose, root};

/// What stands between backquotes in running text.
fn spans(text: &str) -> Vec<String> {
    prose(text).split('`').skip(1).step_by(2).map(|span| span.replace('\n', " ")).collect()
}

/// The spans of every document for which there is something to look up, with the document's name.
fn named(wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let of = |(name, text): (String, String)| spans(&text).into_iter().map(move |span| (name.clone(), span));
    all().into_iter().flat_map(of).filter(|(_, span)| wanted(span)).collect()
}

/// Beginnings of addresses and of lines in files that are none of ours.
const FOREIGN_KEYS: [&str; 5] = ["http", "https", "mailto", "tel", "webcal"];

/// The languages whose fields a document may name: its own and English, or any where it is for all.
fn codes_of(document: &str) -> impl Iterator<Item = &'static str> {
    let own = ["da", "en"].into_iter().find(|code| document.starts_with(&format!("docs/{code}/")));
    Language::codes().filter(move |code| own.is_none_or(|own| *code == own || *code == "en"))
}

#[test]
fn what_is_named_as_a_field_is_one() {
    let is_field =
        |field: &str| !field.is_empty() && field.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '_'));
    let mut seen = 0;
    for (name, span) in named(|span| !span.contains("::")) {
        let Some((field, value)) = span.split_once(':').filter(|(field, _)| is_field(field)) else { continue };
        if FOREIGN_KEYS.contains(&field) || name == "docs/en/themes.md" && !value.is_empty() {
            continue;
        }
        assert!(codes_of(&name).filter_map(Language::of).any(|language| language.knows_key(field)), "{name}: `{span}`");
        seen += usize::from(value.is_empty());
    }
    assert!(seen >= 24, "only {seen} fields are named");
}

/// The lines of blocks that a reader would type, without what a prompt or a pipe adds.
fn typed() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, text) in all().into_iter().filter(|(name, _)| name != "docs/commands.md") {
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("husting "));
        found.extend(lines.map(|line| (name.clone(), line.to_owned())));
    }
    found.extend(named(|span| span.starts_with("husting ")));
    // `build --accept-losses`, with the program left out.
    let commands: Vec<String> = helps().into_iter().map(|(name, _)| name).collect();
    let is_ours =
        |span: &str| span.split_once(" --").is_some_and(|(name, _)| commands.iter().any(|known| known == name));
    found.extend(named(is_ours).into_iter().map(|(name, span)| (name, format!("husting {span}"))));
    found
}

#[test]
fn what_is_shown_as_a_command_is_one() {
    let commands = typed();
    assert!(commands.len() >= 40, "only {} commands", commands.len());
    for (name, line) in commands {
        let line = line.replace("\\|", "|");
        let words: Vec<&str> = line.split(" | ").next().unwrap().split_whitespace().skip(1).collect();
        let Some(command) = words.first().filter(|word| !word.starts_with('-')) else { continue };
        if *command == "help" {
            continue;
        }
        let help = help(&[*command]).unwrap_or_else(|| panic!("{name}: {line}"));
        for flag in words.iter().filter(|word| word.starts_with('-')) {
            let flag = flag.split('=').next().unwrap();
            assert!(help.contains(flag), "{name}: {line}");
        }
    }
}

/// What begins like a flag and is none of ours: a property of style sheets.
const FOREIGN_FLAGS: [&str; 1] = ["--site-accent"];

#[test]
fn what_is_shown_as_a_flag_is_one() {
    let helps = helps();
    let flags = named(|span| span.starts_with("--") && !span.starts_with("---"));
    assert!(flags.len() >= 15, "only {} flags", flags.len());
    for (name, span) in flags {
        let flag = span.split([' ', '=']).next().unwrap();
        let known = FOREIGN_FLAGS.contains(&flag) || helps.iter().any(|(_, help)| help.contains(flag));
        assert!(known, "{name}: `{span}`");
    }
}

/// Documents about the house itself: what they say of paths and code is of this repository.
fn is_of_the_house(name: &str) -> bool {
    let of_docs = ["contributing", "decisions", "deploying", "getting"].map(|stem| format!("docs/{stem}.md"));
    ["ARCHITECTURE.md", "SECURITY.md"].contains(&name) || of_docs.iter().any(|known| known == name)
}

#[test]
fn paths_that_are_named_exist() {
    let tops = ["src/", "tests/", "themes/", "docs/", "fuzz/", ".ci/"];
    let example = ["themes/NAME/", "themes/NAVN/", "themes/default/assets/own.css"];
    let mut seen = 0;
    for (name, span) in named(|span| tops.iter().any(|top| span.starts_with(top))) {
        let path = span.split(' ').next().unwrap();
        if example.contains(&path) || path.contains('*') || path.contains("XX") || path == "src/language/nb.toml" {
            continue;
        }
        assert!(root().join(path).exists(), "{name}: `{span}`");
        seen += 1;
    }
    assert!(seen >= 50, "only {seen} paths");
}

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// The source of a room: its file, or all files of its folder.
fn room(name: &str) -> Option<String> {
    let (file, folder) = (root().join(format!("src/{name}.rs")), root().join(format!("src/{name}")));
    let mut text = fs::read_to_string(file).unwrap_or_default();
    if folder.is_dir() {
        sources(&folder, &mut text);
    }
    Some(text).filter(|text| !text.is_empty())
}

/// `sources::Sources::read`: the last name is something that the room defines.
#[test]
fn places_in_the_code_exist() {
    let mut seen = BTreeSet::new();
    let is_path =
        |span: &str| span.contains("::") && span.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
    for (name, span) in named(is_path).into_iter().filter(|(name, _)| is_of_the_house(name)) {
        let parts: Vec<&str> = span.split("::").collect();
        let Some(text) = room(parts[0]) else { panic!("{name}: `{span}`: there is no room {}", parts[0]) };
        for part in &parts[1..] {
            let defined = ["fn", "struct", "enum", "const", "mod", "type", "trait"].iter();
            let mut forms = defined.map(|word| format!("{word} {part}"));
            let known = forms.any(|form| text.match_indices(&form).any(|(at, _)| ends_there(&text, at + form.len())));
            assert!(known, "{name}: `{span}`: {} does not define {part}", parts[0]);
        }
        seen.insert(span);
    }
    assert!(seen.len() >= 8, "only {seen:?}");
}

fn ends_there(text: &str, at: usize) -> bool {
    !text[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

#[test]
fn the_map_has_every_room_once() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = map.lines().filter(|line| line.starts_with("| `"));
    let first = |line: &str| line.split('|').nth(1).unwrap().split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let listed: Vec<String> = rows.flat_map(|line| -> Vec<String> { first(line) }).collect();
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rooms = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for room in rooms.filter(|room| *room != "error") {
        assert_eq!(listed.iter().filter(|known| *known == room).count(), 1, "{room}");
    }
}

#[test]
fn variables_that_are_named_are_read() {
    let mut code = String::new();
    sources(&root().join("tests"), &mut code);
    sources(&root().join("src"), &mut code);
    for folder in ["tests/run", "tests/installing.sh"] {
        code.push_str(&fs::read_to_string(root().join(folder)).unwrap());
    }
    let mut seen = 0;
    for (name, text) in all() {
        for found in text.match_indices("HUSTING_").map(|(at, _)| &text[at..]) {
            let variable: String = found.chars().take_while(|c| c.is_ascii_uppercase() || *c == '_').collect();
            assert!(
                code.contains(&format!("\"{variable}\"")) || code.contains(&format!("${{{variable}")),
                "{name}: {variable}"
            );
            seen += 1;
        }
    }
    assert!(seen >= 4, "only {seen} variables");
}
