//! `serve` and `watch`: the same build, again whenever something changed or the day ended.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use super::args::{Serve, Watch};
use super::clock::Midnight;
use super::failure::Failure;
use super::site::{Reading, SiteFolder};
use super::tell::{self, Problems};
use super::{Exit, build};
use crate::Output;
use crate::desk::{self, Desk};
use crate::diagnostics::Diagnostics;
use crate::language::Language;
use crate::output::{Counted, Counts, Files};
use crate::serve::{self, Options, OverlayWords, ServeError, SiteFiles, Snapshot, Started};
use crate::site::url::path_of;
use crate::sources;
use crate::watch::{Wake, Watcher, Watching};

/// Shows the site in the browser until interrupted, which its exit status tells.
pub(super) fn serve(arguments: &Serve, site: &SiteFolder) -> Result<Exit, Failure> {
    let Reading { settings, .. } = site.read()?;
    let language = settings.language;
    let options = Options {
        port: arguments.port,
        host: arguments.host,
        open: arguments.open,
        base_path: path_of(&settings.base_url),
        desk: Some(Arc::new(desk(site))),
    };
    let midnight = Midnight::new(settings.zone);
    let mut preview = Preview {
        site: site.clone(),
        midnight: midnight.clone(),
        memory: Memory::default(),
        last_good: Shown { files: Arc::new(Output::new().into()), made_from: 0 },
        last_language: language,
    };
    let is_open_to_others = options.is_open_to_others();
    let asked = serve::serve(
        &options,
        &site.watched(),
        move || midnight.next(),
        move |show| preview.rebuild(show),
        |started| tell_started(&started, is_open_to_others, language),
    )?;
    Ok(Exit::Stopped(asked))
}

/// Where people edit; it reads the site as the preview does.
fn desk(site: &SiteFolder) -> Desk {
    let (folder, site) = (site.folder().to_owned(), site.clone());
    let read = move || match site.read() {
        Ok(reading) => Ok(reading.sources),
        Err(failure) => Err(failure.sentence(site.language())),
    };
    Desk::new(folder, Box::new(read))
}

fn tell_started(started: &Started, is_open_to_others: bool, language: &Language) {
    tell::line(&language.fill("cmd_serving", &[("url", &started.url)]));
    if is_open_to_others {
        tell::line(language.word("cmd_open_to_others"));
    } else {
        let desk = format!("http://{}{}", started.address, desk::ROOT);
        tell::line(&language.fill("cmd_desk", &[("url", &desk)]));
    }
    tell_watching(&started.watching, language);
}

fn tell_watching(watching: &Watching, language: &Language) {
    if let Watching::Looking(_) = watching {
        tell::line(language.word("cmd_only_looking"));
    }
}

/// What the preview remembers between builds.
struct Preview {
    site: SiteFolder,
    midnight: Midnight,
    memory: Memory,
    last_good: Shown,
    last_language: &'static Language,
}

/// What was read and made before.
#[derive(Default)]
struct Memory {
    sources: sources::Memory,
    build: crate::Memory,
}

/// A site as the preview shows it.
#[derive(Clone)]
struct Shown {
    files: Arc<SiteFiles>,
    /// See [`Snapshot::made_from`].
    made_from: u64,
}

impl Shown {
    fn snapshot(&self, problems: &Problems, failed: bool) -> Snapshot {
        let Shown { files, made_from } = self.clone();
        let words = overlay_words(problems.language, problems.counts());
        Snapshot { files, made_from, problems: problems.shown.clone(), failed, words }
    }
}

/// A build under way, shown as soon as its pages may be asked for.
struct Begun<'a> {
    shown: &'a Shown,
    reading: &'a Reading,
    show: &'a Show<'a>,
}

type Show<'a> = dyn Fn(Snapshot) + Sync + 'a;

impl Files for Begun<'_> {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.shown.files.put(path, bytes);
    }

    fn share(&self, path: &str, bytes: &Arc<[u8]>) {
        self.shown.files.share(path, bytes);
    }

    fn rest_follows(&self, coming: HashSet<String>, found: &Diagnostics) {
        if !found.block(false) {
            self.shown.files.expect(coming);
            let problems = Problems::new(found.clone(), self.reading.settings.language, &self.reading.sources);
            (self.show)(self.shown.snapshot(&problems, false));
        }
    }

    fn wanted(&self) -> Vec<String> {
        self.shown.files.wanted()
    }
}

impl Preview {
    fn rebuild(&mut self, show: &Show<'_>) {
        let start = Instant::now();
        match self.site.read_again(&mut self.memory.sources) {
            Ok(reading) => self.build(&reading, start, show),
            Err(failure) => {
                tell::failure(&failure, self.last_language);
                show(self.unread(&failure));
            }
        }
    }

    fn build(&mut self, reading: &Reading, start: Instant, show: &Show<'_>) {
        let shown = Shown { files: Arc::new(SiteFiles::begun()), made_from: reading.sources.fingerprint_of_pages() };
        let begun = Begun { shown: &shown, reading, show };
        let counted = Counted::into(&begun);
        let outcome = crate::build_again(&reading.sources, &mut self.memory.build, &counted);
        self.midnight.set(reading.settings.zone.clone());
        self.last_language = outcome.language;
        let problems = Problems::new(outcome.problems, outcome.language, &reading.sources);
        tell_rebuilt(&problems, counted.counts(), start);
        let failed = problems.block(false);
        if !failed {
            self.last_good = shown.clone();
        }
        show(self.last_good.snapshot(&problems, failed));
        // After that: who waits for what was not made is to find the last good site.
        shown.files.finish();
    }

    /// A site that cannot be read at the moment: told like a problem, over the last good site.
    fn unread(&self, failure: &Failure) -> Snapshot {
        let language = self.last_language;
        let Shown { files, made_from } = self.last_good.clone();
        let words = overlay_words(language, language.count("errors", 1));
        Snapshot { files, made_from, problems: vec![tell::as_shown(failure, language)], failed: true, words }
    }
}

fn tell_rebuilt(problems: &Problems, counts: Counts, start: Instant) {
    problems.tell_people();
    let language = problems.language;
    if problems.block(false) {
        tell::line(&build::stopped(problems, "cmd_not_shown"));
        return;
    }
    let [pages, feeds] = tell::made(counts, language);
    let seconds = tell::seconds(start.elapsed(), language);
    let facts = [("pages", pages.as_str()), ("feeds", &feeds), ("seconds", &seconds), ("counts", &problems.counts())];
    tell::line(&language.fill("cmd_shown", &facts));
}

fn overlay_words(language: &Language, headline: String) -> OverlayWords {
    let word = |key: &str| language.word(key).to_owned();
    OverlayWords {
        language: language.code.clone(),
        headline,
        stale: word("cmd_overlay_stale"),
        nothing_yet: word("cmd_overlay_nothing_yet"),
        error: word("error"),
        warning: word("warning"),
        note: word("note"),
        hints: word("cmd_overlay_hints"),
        more: word("cmd_overlay_more"),
        close: word("cmd_overlay_close"),
        edit: word("desk_edit"),
        lost: word("cmd_overlay_lost"),
        not_found: word("cmd_overlay_not_found"),
    }
}

/// Makes the finished site again on every change, until interrupted.
pub(super) fn watch(arguments: &Watch, site: &SiteFolder) -> Result<Exit, Failure> {
    end_when_asked().map_err(|error| Failure::Serve(ServeError::System(error)))?;
    let Reading { settings, .. } = site.read()?;
    let midnight = Midnight::new(settings.zone);
    let mut memory = Memory::default();
    let mut watcher = Watcher::new(&site.watched())?;
    tell::line(settings.language.word("cmd_watching"));
    tell_watching(watcher.watching(), settings.language);
    let mut language = settings.language;
    loop {
        let end_of_day = midnight.next();
        match publish_again(arguments, site, &mut memory, &midnight) {
            Ok(spoken) => language = spoken,
            // Wrong now and wrong next time.
            Err(failure) if failure.exit() == Exit::Usage && !matches!(failure, Failure::NoSite(_)) => {
                return Err(failure);
            }
            Err(failure) => tell::failure(&failure, language),
        }
        if watcher.wait_for_day(end_of_day, &|| midnight.next()) == Wake::Stopped {
            return Ok(Exit::Done);
        }
    }
}

/// Ends the process as soon as it is asked to stop, in the midst of a build too: publishing stands it. Said by a handler and
/// not left to the system, which keeps such words from the first process of a container.
fn end_when_asked() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let asked = {
        let _inside = runtime.enter();
        serve::asked_to_stop()?
    };
    let end = move || std::process::exit(runtime.block_on(asked).exit_status().into());
    thread::Builder::new().name("signals".to_owned()).spawn(end)?;
    Ok(())
}

/// One turn of watching. The ledger is left to `build`.
fn publish_again(
    arguments: &Watch,
    site: &SiteFolder,
    memory: &mut Memory,
    midnight: &Midnight,
) -> Result<&'static Language, Failure> {
    let start = Instant::now();
    let language = site.language();
    let waiting = || tell::line(language.word("cmd_waiting"));
    let target = site.output(arguments.output.as_deref());
    let door = build::open(&target, site, None, &waiting)?;
    let Reading { sources, settings } = site.read_again(&mut memory.sources)?;
    let stage = door.stage()?;
    let counted = Counted::into(&stage);
    let outcome = crate::build_again(&sources, &mut memory.build, &counted);
    let counts = counted.counts();
    midnight.set(settings.zone);
    let problems = Problems::new(outcome.problems, outcome.language, &sources);
    problems.tell_people();
    if problems.block(arguments.strict) {
        tell::line(&build::stopped(&problems, "cmd_not_built"));
        return Ok(outcome.language);
    }
    let report = stage.publish(false)?;
    build::tell_made(counts, &problems, &report, start);
    Ok(outcome.language)
}
