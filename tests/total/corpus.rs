//! The kept corpus: every input as it is, and changed at random, through the function that its fuzz target calls.

use std::fs;
use std::path::Path;

use crate::mutate::Random;
use crate::{budget, targets};

fn entries(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/total/corpus").join(target);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut entries: Vec<_> = files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    entries.sort();
    assert!(entries.len() > 4, "{target} has a corpus");
    entries
}

/// A few bytes changed, taken out, doubled, or taken from another input.
fn changed(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(12)).min(bytes.len());
        match random.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.insert(at, u8::try_from(random.below(256)).unwrap()),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            3 => {
                let from = random.below(other.len() + 1);
                let to = (from + random.below(40)).min(other.len());
                drop(bytes.splice(at..end, other[from..to].to_vec()));
            }
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
        }
    }
    bytes
}

fn each(target: &str, changes: u64, work: impl Fn(&[u8])) {
    let run = |name: &str, bytes: &[u8]| {
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(bytes)));
        assert!(done.is_ok(), "{target} panics at {name}: {:?}", String::from_utf8_lossy(bytes));
    };
    let entries = entries(target);
    for (name, bytes) in &entries {
        run(name, bytes);
        for seed in 0..budget(changes) {
            let mut random = Random::new(seed);
            let (_, other) = random.pick(&entries);
            run(&format!("{name}, change {seed}"), &changed(bytes, other, &mut random));
        }
    }
}

#[test]
fn words_of_the_corpus_and_near_it() {
    each("words", 60, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        targets::words(&text);
        targets::body(&text);
    });
}

#[test]
fn front_matter_of_the_corpus_and_near_it() {
    each("front_matter", 20, targets::front_matter);
}

#[test]
fn sites_of_the_corpus_and_near_it() {
    each("site", 10, targets::site);
}
