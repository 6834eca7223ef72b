//! `build` and `check`: one turn of reading, building and telling; a build also publishes.

use std::path::Path;
use std::time::Instant;

use super::args::{Build, Check};
use super::failure::Failure;
use super::progress::Progress;
use super::site::SiteFolder;
use super::tell::{self, Problems};
use super::{Exit, site};
use crate::diagnostics::Diagnostics;
use crate::output::{Counted, Counts};
use crate::publish::{self, Door, Options, Place, Report, Switch};

/// Makes the finished site.
pub(super) fn build(arguments: &Build, site: &SiteFolder) -> Result<Exit, Failure> {
    let start = Instant::now();
    site.require_content()?;
    let language = site.language();
    let progress = Progress::start(language.word("cmd_building"));
    let target = site.output(arguments.output.as_deref());
    let ledger = site.ledger();
    // Before the ledger is read: another build may just be writing it.
    let waiting = || tell::line(language.word("cmd_waiting"));
    let door = open(&target, site, ledger.as_deref(), &waiting)?;
    let mut reading = site.read()?;
    reading.sources.accept_losses = arguments.accept_losses;
    let sources = &reading.sources;
    let program = program();
    if let Some(counts) = program.as_deref().and_then(|name| door.has(name, sources.fingerprint(sources.ledger()))) {
        drop(progress);
        let problems = Problems::new(Diagnostics::default(), language, sources);
        problems.tell(arguments.format)?;
        tell_made(counts, &problems, &Report::nothing(), start);
        return Ok(Exit::Done);
    }
    let stage = door.stage()?;
    let counted = Counted::into(&stage);
    let outcome = crate::build_into(sources, &counted);
    let counts = counted.counts();
    let problems = Problems::new(outcome.problems, outcome.language, sources);
    leave_to_the_system(outcome.model);
    if problems.block(arguments.strict) {
        drop((progress, stage));
        problems.tell(arguments.format)?;
        tell::line(&stopped(&problems, "cmd_not_built"));
        return Ok(Exit::Content);
    }
    let report = stage.publish(ledger.is_some())?;
    // What is to be told is told by a build that finds it.
    if let Some(name) = program.filter(|_| problems.shown.is_empty() && report.kept_foreign.is_empty()) {
        door.remember(&name, sources.fingerprint(door.published_ledger().as_deref()), counts);
    }
    drop(progress);
    problems.tell(arguments.format)?;
    tell_made(counts, &problems, &report, start);
    leave_to_the_system(reading);
    Ok(Exit::Done)
}

/// Forgets what ends with the process, which is about to: freeing a large site piece by piece is work for nobody.
fn leave_to_the_system<T>(large: T) {
    std::mem::forget(large);
}

/// This very program: its version, and the size and time of its file, since one that is being worked on keeps its version.
fn program() -> Option<String> {
    let file = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let changed = file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.len(), changed.as_nanos()))
}

/// Opens the door out; calls `waiting` if another build stands in it.
pub(super) fn open<'a>(
    target: &Path,
    site: &SiteFolder,
    ledger: Option<&Path>,
    waiting: &'a (dyn Fn() + Sync),
) -> Result<Door<'a>, Failure> {
    let place = Place { target, site_folder: site.folder(), companion: ledger };
    let options = Options { on_wait: Some(waiting), ..Options::default() };
    Ok(publish::open(&place, options)?)
}

/// The last line of a build: what was made, and how long it took.
pub(super) fn tell_made(counts: Counts, problems: &Problems, report: &Report, start: Instant) {
    let language = problems.language;
    if !report.kept_foreign.is_empty() {
        tell::line(&language.fill("cmd_kept_foreign", &[("list", &report.kept_foreign.join(", "))]));
    }
    match report.switched {
        Switch::Nothing | Switch::OneStep => {}
        Switch::TwoSteps => tell::line(language.word("cmd_two_steps")),
        Switch::FileByFile => tell::line(language.word("cmd_file_by_file")),
    }
    let [pages, feeds] = tell::made(counts, language);
    let facts = [
        ("pages", pages.as_str()),
        ("feeds", &feeds),
        ("seconds", &tell::seconds(start.elapsed(), language)),
        ("changed", &tell::changed(report, language)),
    ];
    let made = language.fill("cmd_built", &facts);
    tell::line(&if problems.shown.is_empty() { made } else { format!("{made}, {}", problems.counts()) });
}

/// The last line of what ends with problems.
pub(super) fn stopped(problems: &Problems, key: &str) -> String {
    let key = if problems.block(false) { key.to_owned() } else { format!("{key}_strict") };
    problems.language.fill(&key, &[("counts", &problems.counts())])
}

/// Checks everything and writes nothing.
pub(super) fn check(arguments: &Check, site: &SiteFolder) -> Result<Exit, Failure> {
    let start = Instant::now();
    site.require_content()?;
    let progress = Progress::start(site.language().word("cmd_checking"));
    let site::Reading { sources, .. } = site.read()?;
    let counted = Counted::default();
    let outcome = crate::build_into(&sources, &counted);
    drop(progress);
    let problems = Problems::new(outcome.problems, outcome.language, &sources);
    leave_to_the_system(outcome.model);
    problems.tell(arguments.format)?;
    let language = outcome.language;
    if problems.block(arguments.strict) {
        tell::line(&stopped(&problems, "cmd_not_good"));
        return Ok(Exit::Content);
    }
    let [pages, feeds] = tell::made(counted.counts(), language);
    let seconds = tell::seconds(start.elapsed(), language);
    let facts = [("pages", pages.as_str()), ("feeds", &feeds), ("seconds", &seconds), ("counts", &problems.counts())];
    tell::line(&language.fill("cmd_checked", &facts));
    Ok(Exit::Done)
}
