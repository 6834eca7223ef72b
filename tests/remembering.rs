//! A build that remembers other builds comes to the same as one that remembers none, byte for byte and problem for problem,
//! whatever happened to the content in between: files changed, broken, gone and back, another day, another ledger.
//!
//! `HUSTING_STEPS=1000` tries so many changes, `HUSTING_SEED=7` begins with that seed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "mutations/mutate.rs"]
#[allow(dead_code, reason = "another test uses the rest of it")]
mod mutate;

use std::path::Path;

use husting::output::InMemory;
use husting::sources::{SourceFile, Sources};
use husting::{Memory, Output};
use jiff::civil::date;
use mutate::{Mutation, Random};

const STEPS: u64 = 24;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A folder of the project that holds a site.
fn site(folder: &str) -> Sources {
    Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), date(2026, 11, 22)).unwrap()
}

/// The sources again, as if read anew: another value, with the same bytes.
fn copy(sources: &Sources) -> Sources {
    Sources {
        files: sources.files.clone(),
        themes: sources.themes.clone(),
        problems: sources.problems.clone(),
        base_url: sources.base_url.clone(),
        ..Sources { drafts: sources.drafts, ..Sources::in_memory(&[], sources.today) }
    }
}

/// Changes something, and says what.
fn step(sources: &mut Sources, original: &[SourceFile], ledger: &str, random: &mut Random) -> String {
    let at = random.below(sources.files.len());
    match random.below(12) {
        0 => format!("delete {}", sources.files.remove(at).path),
        1 => {
            let file = random.pick(original).clone();
            let said = format!("bring back {}", file.path);
            sources.files.retain(|other| other.path != file.path);
            sources.files.push(file);
            sources.files.sort_by(|a, b| a.path.cmp(&b.path));
            said
        }
        2 => {
            original.clone_into(&mut sources.files);
            "bring back everything".to_owned()
        }
        3 => {
            sources.today = sources.today.tomorrow().unwrap();
            "another day".to_owned()
        }
        4 => {
            sources.use_ledger("content/ledger.yaml".to_owned(), ledger.as_bytes().to_vec());
            sources.files.sort_by(|a, b| a.path.cmp(&b.path));
            "what was built is published".to_owned()
        }
        5 => {
            sources.drafts = !sources.drafts;
            "drafts or none".to_owned()
        }
        _ => {
            let mutation = Mutation::random(random, &sources.files);
            let touched = mutation.apply(&mut sources.files, random);
            format!("{mutation:?} of {touched:?}")
        }
    }
}

fn remembers(folder: &str, seed: u64, steps: u64) {
    let mut sources = site(folder);
    let original = sources.files.clone();
    let (mut random, mut memory, mut done) = (Random::new(seed), Memory::default(), Vec::new());
    for _ in 0..steps {
        let files = InMemory::default();
        let again = husting::build_again(&copy(&sources), &mut memory, &files);
        let anew = husting::build(&copy(&sources));
        let differing = differing(&files.into_output(), &anew.output);
        assert!(differing.is_empty(), "{folder}, seed {seed}, after {done:#?}, differ: {differing:#?}");
        let told = |problems: husting::diagnostics::Diagnostics| format!("{:#?}", problems.sorted());
        assert_eq!(told(again.problems), told(anew.problems), "{folder}, seed {seed}, after {done:#?}");
        assert_eq!(again.ledger, anew.ledger, "{folder}, seed {seed}, after {done:#?}");
        done.push(step(&mut sources, &original, &anew.ledger.to_yaml(), &mut random));
    }
}

fn differing(one: &Output, other: &Output) -> Vec<String> {
    one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

#[test]
fn the_example_site_is_the_same_with_memory_and_without() {
    remembers("", number("HUSTING_SEED", 1), number("HUSTING_STEPS", STEPS));
}

#[test]
fn a_site_in_three_languages_is_the_same_with_memory_and_without() {
    remembers("tests/sites/languages", number("HUSTING_SEED", 2), number("HUSTING_STEPS", STEPS));
}
