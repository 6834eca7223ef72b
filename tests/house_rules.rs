//! The rules of the house, held: a room imports only from the rooms above it, and no file outgrows one sitting.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of `lib.rs`: each may use those before it.
const ROOMS: &[&str] = &[
    "error",
    "diagnostics",
    "language",
    "output",
    "sources",
    "content",
    "model",
    "schema",
    "ledger",
    "scaffold",
    "edit",
    "site",
    "render",
    "publish",
    "watch",
    "desk",
    "serve",
    "import",
    "cli",
];

/// Diagnostics and language lie underneath and know each other: a diagnostic's words are the language's.
const UNDERNEATH: &[&str] = &["error", "diagnostics", "language"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn room_of(path: &Path) -> String {
    let relative = path.strip_prefix(src()).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn rooms_import_only_from_above() {
    let mut files = Vec::new();
    sources(&src(), &mut files);
    let mut wrong = Vec::new();
    for path in &files {
        let room = room_of(path);
        let Some(own) = ROOMS.iter().position(|known| *known == room) else {
            assert!(["lib", "main"].contains(&room.as_str()), "{room} has no place among the rooms of {}", file!());
            continue;
        };
        for line in fs::read_to_string(path).unwrap().lines() {
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(other) = ROOMS.iter().position(|known| *known == name) else { continue };
                let beneath = UNDERNEATH.contains(&name.as_str()) && UNDERNEATH.contains(&room.as_str());
                if other > own && !beneath {
                    wrong.push(format!("{}: {}", path.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports from below:\n{}", wrong.join("\n"));
}

#[test]
fn the_map_has_the_rooms_in_their_order() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let rows = map.lines().filter(|line| line.starts_with("| `")).map(|line| line.split('|').nth(1).unwrap());
    let named: Vec<&str> = rows.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let rooms: Vec<&str> = ROOMS.iter().copied().filter(|room| *room != "error").collect();
    assert_eq!(named, rooms);
}

#[test]
fn only_one_file_names_the_yaml_crate() {
    let mut files = Vec::new();
    sources(&src(), &mut files);
    let naming: Vec<String> = files
        .iter()
        .filter(|path| fs::read_to_string(path).unwrap().contains("serde_saphyr"))
        .map(|path| path.strip_prefix(src()).unwrap().display().to_string())
        .collect();
    assert_eq!(naming, ["content/yaml.rs"]);
}

#[test]
fn no_file_outgrows_one_sitting() {
    let mut files = Vec::new();
    sources(&src(), &mut files);
    let long: Vec<String> = files
        .iter()
        .map(|path| (path, fs::read_to_string(path).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > 520)
        .map(|(path, lines)| format!("{} has {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_changelog_names_the_version() {
    let changelog = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md")).unwrap();
    assert!(changelog.contains(&format!("## {}", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn no_code_of_ours_is_unsafe() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let lints = manifest.split("[lints.rust]").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap();
    assert!(lints.contains("unsafe_code = \"forbid\""), "forbidden in every target of the crate");
    let mut files = Vec::new();
    sources(&src(), &mut files);
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let is_ours = |line: &str| line.contains("unsafe ") && !line.trim_start().starts_with("//");
        assert!(!text.lines().any(is_ours), "{} has unsafe code", path.display());
    }
}
