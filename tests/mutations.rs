//! The example site with one of its files changed at random, over and over: the build never panics, never hangs, and when
//! it succeeds, only what the change explains is published otherwise.
//!
//! `HUSTING_MUTATIONS=10000 cargo test --release --test mutations` runs as many, each as a whole build; the normal run is
//! short and builds every fourth. `HUSTING_SEED=N` repeats one mutation alone.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "what fails here fails the test")]

#[path = "mutations/explain.rs"]
mod explain;
#[path = "mutations/mutate.rs"]
mod mutate;

use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use husting::content;
use husting::diagnostics::{Diagnostics, show};
use husting::model;
use husting::sources::{SourceFile, Sources};
use husting::{Built, Output};
use jiff::civil::date;
use mutate::{Mutation, Random};

/// No build of the example site takes this long, whatever else the machine does.
const PATIENCE: Duration = Duration::from_secs(120);

fn example() -> Vec<SourceFile> {
    let sources = Sources::read(Path::new(env!("CARGO_MANIFEST_DIR")), date(2026, 11, 22)).unwrap();
    sources.files.into_iter().filter(|file| file.path != "ledger.yaml").collect()
}

fn sources(files: Vec<SourceFile>) -> Sources {
    Sources { files, ..Sources::in_memory(&[], date(2026, 11, 22)) }
}

/// Runs `work` in a thread of its own: a panic or a hang is told with `what`.
fn watched<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, result) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        let done = work();
        let _ = sender.send(done);
    });
    match result.recv_timeout(PATIENCE) {
        Ok(done) => done,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("hangs: {what}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let _ = thread.join();
            panic!("panics: {what}");
        }
    }
}

/// Puts every problem into words, as a terminal would show it: places must lie in their files, facts must be there.
fn tell(problems: &Diagnostics, sources: &Sources, language: &husting::language::Language) {
    for problem in problems.clone().sorted() {
        let file = problem.place.and_then(|place| sources.file(place.file));
        let text = file.map(|file| String::from_utf8_lossy(&file.bytes));
        let source = file.zip(text.as_deref()).map(|(file, text)| show::SourceText { path: &file.shown, text });
        let shown = show::show(&problem, language, source);
        let told = show::terminal(&shown, language, false);
        assert!(!shown.sentence.is_empty() && !told.is_empty());
        for name in problem.kind.facts() {
            assert!(!shown.sentence.contains(&format!("{{{name}}}")), "a fact is missing: {}", shown.sentence);
        }
    }
}

/// Reading and checking alone: all that can fail before pages are made.
fn read_only(sources: &Sources) {
    let mut problems = Diagnostics::default();
    let content = content::read(sources, &mut problems);
    let model = model::check(content, sources, &mut problems);
    tell(&problems, sources, model.settings.language);
}

fn whole(sources: &Sources) -> Built {
    let built = husting::build(sources);
    tell(&built.problems, sources, built.language);
    built
}

/// What a mutation came to.
#[derive(Default)]
struct Tally {
    built: usize,
    same: usize,
    refused: usize,
    read: usize,
    slowest: Duration,
    unexplained: Vec<String>,
}

fn try_one(seed: u64, files: &[SourceFile], original: &Output, full: bool, tally: &mut Tally) {
    let mut random = Random::new(seed);
    let mut changed = files.to_vec();
    let mutation = Mutation::random(&mut random, &changed);
    let touched = mutation.apply(&mut changed, &mut random);
    let what = format!("HUSTING_SEED={seed}: {mutation:?} of {touched:?}");
    let start = Instant::now();
    if !full {
        let sources = sources(changed);
        watched(&what, move || read_only(&sources));
        tally.read += 1;
        return;
    }
    let after = changed.clone();
    let built = watched(&what, move || whole(&sources(changed)));
    tally.slowest = tally.slowest.max(start.elapsed());
    if built.problems.block(false) {
        tally.refused += 1;
        return;
    }
    let explained = explain::Explained::new(&touched, files, &after);
    let odd = explained.unexplained(original, &built.output);
    tally.built += 1;
    tally.same += usize::from(*original == built.output);
    if !odd.is_empty() {
        tally.unexplained.push(format!("{what}\n    {}", odd.join("\n    ")));
    }
}

/// The lines that a mutation changes, for whoever looks into one.
fn tell_change(seed: u64, files: &[SourceFile]) {
    let mut random = Random::new(seed);
    let mut changed = files.to_vec();
    let mutation = Mutation::random(&mut random, &changed);
    for index in mutation.apply(&mut changed, &mut random) {
        let [before, after] =
            [&files[index], &changed[index]].map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
        let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
        let shown = |lines: &[&str]| lines[same.min(lines.len())..(same + 3).min(lines.len())].join("\n  ");
        eprintln!("{} line {}:\n- {}\n+ {}", files[index].path, same + 1, shown(&before), shown(&after));
    }
}

#[test]
fn no_change_of_a_file_breaks_more_than_it_touches() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let asked = number("HUSTING_MUTATIONS");
    let files = example();
    let original = whole(&sources(files.clone()));
    assert!(!original.problems.block(false), "the example site is without errors");
    let mut tally = Tally::default();
    let start = Instant::now();
    if let Some(seed) = number("HUSTING_SEED") {
        tell_change(seed, &files);
        try_one(seed, &files, &original.output, true, &mut tally);
    } else {
        for seed in 0..asked.unwrap_or(150) {
            try_one(seed, &files, &original.output, asked.is_some() || seed % 4 == 0, &mut tally);
        }
    }
    eprintln!(
        "{} built ({} of them the same), {} refused, {} only read; slowest {:?}; all {:?}",
        tally.built,
        tally.same,
        tally.refused,
        tally.read,
        tally.slowest,
        start.elapsed()
    );
    assert!(tally.unexplained.is_empty(), "{} unexplained:\n{}", tally.unexplained.len(), tally.unexplained.join("\n"));
}
