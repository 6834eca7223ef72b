//! Links between the documents, with their anchors.

use std::fs;
use std::path::{Path, PathBuf};

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every document for people, by its path in the repository.
pub fn all() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for folder in ["", "docs", "docs/da", "docs/en"] {
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        paths.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    paths.sort();
    let named = |path: &PathBuf| path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (named(path), fs::read_to_string(path).unwrap())).collect()
}

/// A text without what is fenced or indented as a block.
pub fn prose(text: &str) -> String {
    let outside: String = text.split("```").step_by(2).collect();
    let is_block = |line: &&str| line.starts_with("    ") && !line.trim_start().starts_with(['-', '*']);
    outside.lines().filter(|line| !is_block(line)).collect::<Vec<_>>().join("\n")
}

/// The anchor of a heading, as the places where code is kept make it.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.trim().to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn anchors(text: &str) -> Vec<String> {
    let outside: String = text.split("\n```").step_by(2).collect();
    let headings = outside.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).collect()
}

#[test]
fn no_link_is_dead() {
    let mut followed = 0;
    for (name, text) in all() {
        for target in prose(&text).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") {
                continue;
            }
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let here = root().join(&name);
            let file = if path.is_empty() { here } else { here.parent().unwrap().join(path) };
            assert!(file.exists(), "{name}: {target}");
            let is_there = || anchors(&fs::read_to_string(&file).unwrap()).iter().any(|known| known == heading);
            assert!(heading.is_empty() || is_there(), "{name}: {target} has no such heading");
            followed += 1;
        }
    }
    assert!(followed > 60, "only {followed} links");
}

#[test]
fn every_document_can_be_reached() {
    let documents = all();
    let mut reached = vec!["README.md".to_owned()];
    let mut at = 0;
    while let Some(name) = reached.get(at).cloned() {
        at += 1;
        let Some((_, text)) = documents.iter().find(|(known, _)| *known == name) else { continue };
        let folder = Path::new(&name).parent().unwrap().to_path_buf();
        for target in prose(text).split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let Ok(path) = root().join(folder.join(target)).canonicalize() else { continue };
            let path = path.strip_prefix(root().canonicalize().unwrap()).unwrap().to_string_lossy().into_owned();
            if !reached.contains(&path) {
                reached.push(path);
            }
        }
    }
    let lost: Vec<&String> = documents.iter().map(|(name, _)| name).filter(|name| !reached.contains(name)).collect();
    assert!(lost.is_empty(), "no way leads from README.md to {lost:?}");
}
