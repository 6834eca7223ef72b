//! A site in memory to import into, and the site that comes of it.

use std::collections::BTreeMap;

use husting::Built;
use husting::diagnostics::{Kind, Severity};
use husting::import::{Imported, Input, Target, import};
use husting::sources::Sources;
use unicode_normalization::UnicodeNormalization;

use crate::common::TODAY;

/// The files of a site, by their paths below `content/`.
pub type Files = BTreeMap<String, Vec<u8>>;

pub fn sources(files: &Files) -> Sources {
    let mut sources = Sources::in_memory(&[], TODAY);
    sources.files = files
        .iter()
        .map(|(path, bytes)| husting::sources::SourceFile {
            path: path.nfc().collect(),
            shown: format!("content/{path}"),
            bytes: bytes.as_slice().into(),
        })
        .collect();
    sources
}

/// A Danish site with two networks and what they refer to.
pub fn site() -> Files {
    let files = [
        ("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\n"),
        ("netvaerk/forum/index.md", "---\ntitel: Strategisk Forum\ntype: forum\nkontakt: post\n---\n"),
        ("netvaerk/cafe/index.md", "---\ntitel: Netværkscafé\n---\n"),
        ("personer.yaml", "post:\n  navn: Sekretariatet\n  email: sekretariatet@example.dk\n"),
        (
            "steder.yaml",
            "nyborg-strand:\n  titel: Nyborg Strand\n  adresse: Østerøvej 2\n  postnr: \"5800\"\n  by: Nyborg\n",
        ),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

pub fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input { shown: name.to_owned(), bytes: bytes.into() }
}

pub fn into(network: &str) -> Target {
    Target::Network(network.to_owned())
}

/// Imports one file.
pub fn take(files: &Files, name: &str, bytes: impl Into<Vec<u8>>, target: &Target) -> Imported {
    import(&[input(name, bytes)], target, &sources(files))
}

/// The site with the new files; none of them was there.
pub fn with(files: &Files, imported: &Imported) -> Files {
    let mut all = files.clone();
    for file in &imported.files {
        let path = file.path.strip_prefix("content/").unwrap();
        assert!(all.insert(path.to_owned(), file.text.clone().into_bytes()).is_none(), "{path} was there");
    }
    all
}

/// Builds a site that must be without errors, but for links to files that a test took away.
#[track_caller]
pub fn build(files: &Files) -> Built {
    let built = husting::build(&sources(files));
    let is_error = |kind: Kind| kind.severity() == Severity::Error && kind != Kind::LinkBroken;
    let errors: Vec<_> = built.problems.iter().filter(|problem| is_error(problem.kind)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    built
}

/// What was told, each as `kind: facts`, without what is known already.
pub fn told(imported: &Imported) -> Vec<String> {
    let say = |problem: &husting::diagnostics::Diagnostic| {
        let facts: Vec<&str> = problem.facts.iter().map(|(_, value)| value.as_str()).collect();
        format!("{}: {}", problem.kind.id(), facts.join(" | "))
    };
    imported.problems.clone().sorted().iter().map(say).collect()
}

/// The text of a new file.
#[track_caller]
pub fn text<'i>(imported: &'i Imported, path: &str) -> &'i str {
    let found = imported.files.iter().find(|file| file.path == format!("content/{path}"));
    let paths: Vec<&str> = imported.files.iter().map(|file| file.path.as_str()).collect();
    &found.unwrap_or_else(|| panic!("{path} is not among {paths:?}")).text
}
