//! Any series of changes under `watch` ends byte for byte where a clean build ends: files and folders made, changed, moved,
//! renamed and deleted, in the ways that editors, file managers and shared drives do it.
//!
//! A series follows from its seed, which a failure tells. `HUSTING_SERIES=50` tries so many series, `HUSTING_SEED=7` begins
//! with that one, `HUSTING_STEPS=1000` makes each as long.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "watching/folder.rs"]
mod folder;
#[path = "watching/steps.rs"]
mod steps;

use std::time::{Duration, Instant};

use folder::{Folder, Watching};
use steps::{Chance, step};

/// Changes in a series.
const STEPS: u64 = 200;

/// Changes between two looks at the finished site.
const STRETCH: u64 = 40;

/// The time until the finished site must be what the content says. Shared drives are looked through every 5 s.
const PATIENCE: Duration = Duration::from_secs(30);

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn any_series_of_changes_ends_where_a_clean_build_ends() {
    let first = number("HUSTING_SEED", 1);
    for seed in first..first + number("HUSTING_SERIES", 1) {
        series(seed, number("HUSTING_STEPS", STEPS));
    }
}

#[test]
fn thousands_of_changes_at_once_end_where_a_clean_build_ends() {
    let folder = Folder::new();
    let mut watching = Watching::start(&folder);
    let write = |text: &str| {
        for number in 0..3000 {
            folder.write(&format!("om/mappe-{}/bilag-{number}.txt", number % 40), &format!("{text} {number}"));
        }
    };
    write("Bilag");
    agrees(&folder, &mut watching, 0, &["3000 files".to_owned()]);
    write("Ændret bilag");
    for number in 0..20 {
        let from = folder.at(&format!("om/mappe-{number}"));
        match number % 2 {
            0 => std::fs::remove_dir_all(from).unwrap(),
            _ => std::fs::rename(from, folder.at(&format!("nyheder/mappe-{number}"))).unwrap_or_default(),
        }
    }
    agrees(&folder, &mut watching, 0, &["3000 files changed, folders gone and renamed".to_owned()]);
}

fn series(seed: u64, steps: u64) {
    let folder = Folder::new();
    let mut chance = Chance::new(seed);
    let mut watching = Watching::start(&folder);
    let mut done = Vec::new();
    for number in 1..=steps {
        done.push(step(&folder, &mut chance));
        if chance.of(4) == 0 {
            std::thread::sleep(Duration::from_millis(chance.of(120)));
        }
        if number % STRETCH == 0 || number == steps {
            mend(&folder, &mut done);
            agrees(&folder, &mut watching, seed, &done);
        }
    }
}

/// Takes away what holds a build back, as a person would who hears of it, so that there is a clean build to compare with.
fn mend(folder: &Folder, done: &mut Vec<String>) {
    for _ in 0..200 {
        let wrong = folder.wrong_files();
        if wrong.is_empty() {
            return;
        }
        for path in wrong {
            done.push(format!("mend by deleting {path}"));
            folder.delete(&path);
        }
    }
    panic!("the content cannot be mended: {done:#?}");
}

fn agrees(folder: &Folder, watching: &mut Watching, seed: u64, done: &[String]) {
    let wanted = folder.clean_build();
    let start = Instant::now();
    loop {
        let differences = folder.differences(&wanted);
        if differences.is_empty() {
            return;
        }
        let last = done.iter().rev().take(15).collect::<Vec<_>>();
        assert!(
            start.elapsed() < PATIENCE && watching.is_running(),
            "seed {seed}, after {} changes, differs: {differences:#?}\nlast changes: {last:#?}\n{}",
            done.len(),
            watching.said()
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}
