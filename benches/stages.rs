//! What each stage of a build costs. `cargo bench --bench stages`
//!
//! Times depend on the machine; what matters is how they compare, and how they grow from one size to the next.

#![allow(missing_docs, reason = "a program, not a library")]

mod made;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use husting::diagnostics::Diagnostics;
use husting::ledger::{Identities, Ledger};
use husting::output::Counted;
use husting::sources::Sources;
use husting::{content, model, render, site};
use jiff::civil::date;

const MEETINGS: [usize; 2] = [300, 3000];

fn main() {
    divan::main();
}

/// A made-up site that was never on a disk.
fn sources(meetings: usize) -> Sources {
    let files = made::files(meetings);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Sources::in_memory(&files, date(2026, 11, 22))
}

#[divan::bench(args = MEETINGS)]
fn content(bencher: Bencher<'_, '_>, meetings: usize) {
    let sources = sources(meetings);
    bencher
        .counter(ItemsCount::new(meetings))
        .bench_local(|| black_box(content::read(&sources, &mut Diagnostics::default())));
}

#[divan::bench(args = MEETINGS)]
fn model(bencher: Bencher<'_, '_>, meetings: usize) {
    let sources = sources(meetings);
    bencher
        .counter(ItemsCount::new(meetings))
        .with_inputs(|| content::read(&sources, &mut Diagnostics::default()))
        .bench_local_values(|content| black_box(model::check(content, &sources, &mut Diagnostics::default())));
}

#[divan::bench(args = MEETINGS)]
fn site(bencher: Bencher<'_, '_>, meetings: usize) {
    let sources = sources(meetings);
    let mut problems = Diagnostics::default();
    let model = model::check(content::read(&sources, &mut problems), &sources, &mut problems);
    let ledger = Ledger::default();
    bencher
        .counter(ItemsCount::new(meetings))
        .bench_local(|| black_box(site::plan(&model, &ledger, &mut Diagnostics::default()).pages.len()));
}

#[divan::bench(args = MEETINGS)]
fn render(bencher: Bencher<'_, '_>, meetings: usize) {
    let sources = sources(meetings);
    let mut problems = Diagnostics::default();
    let model = model::check(content::read(&sources, &mut problems), &sources, &mut problems);
    let ledger = Ledger::default();
    let site = site::plan(&model, &ledger, &mut problems);
    let identities = Identities::find(&model, &ledger, &mut problems);
    let around = render::Around { remembered: &ledger, identities: &identities, sources: &sources };
    bencher.counter(ItemsCount::new(meetings)).bench_local(|| {
        let nowhere = Counted::default();
        black_box(render::all(&site, around, None, &nowhere, &mut Diagnostics::default()))
    });
}

/// All of them, into memory, as the preview does after a save.
#[divan::bench(args = MEETINGS)]
fn whole(bencher: Bencher<'_, '_>, meetings: usize) {
    let sources = sources(meetings);
    bencher.counter(ItemsCount::new(meetings)).bench_local(|| black_box(husting::build(&sources)));
}
