//! "Look again", and nothing more: a [`Watcher`] waits until something in a few folders changed and has come to rest.
//!
//! Events say *that*, never *what*. Whoever is woken reads everything again, so a lost, doubled or misread event can at
//! worst cost a moment, never a wrong site. The promise: **whatever changes after [`Watcher::new`], or after a
//! [`Watcher::wait`] returned, makes a later `wait` return.** It rests on two legs:
//!
//! - The system's events (`arming`), renewed before every return unless all that was heard of is files, so that
//!   each folder there is by then is watched before it is read. New, renamed and remade folders need no cases of their own.
//! - A look at names, sizes and times (`looking`), every few seconds. It finds what events do not tell: drives shared
//!   over a network, folders of another system, a system that is out of watches. Then it comes more often, and
//!   [`Watcher::watching`] says so.

mod arming;
mod looking;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

pub use arming::Hindrance;
use arming::{Arms, Heard};

/// How long it must be quiet before a change is passed on. Editors save in two to five steps (write beside, remove,
/// rename) within a few milliseconds; 40 ms covers them and is not felt.
const QUIET: Duration = Duration::from_millis(40);

/// How long changes may go on before they are passed on all the same. A checkout of thousands of files or a slow sync
/// should show something, and below half a second a page still seems to answer at once.
const LIMIT: Duration = Duration::from_millis(400);

/// Time between two looks where events work: rare enough to cost nothing, often enough for a shared drive.
const SELDOM: Duration = Duration::from_secs(5);

/// Time between two looks where events do not work, and the looks are all there is.
const OFTEN: Duration = Duration::from_secs(1);

/// A look may take at most this part of the time (one in twenty), however many files there are.
const SHARE: u32 = 20;

/// How often a wait for midnight reads the clock again; see [`Watcher::wait_for_day`].
const CLOCK: Duration = Duration::from_secs(60);

/// A next midnight that moved by more than this is another day's; clocks set right or summer time move it less.
const HALF_A_DAY: Duration = Duration::from_secs(12 * 60 * 60);

/// Why a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// Something changed; read everything again.
    Changed,
    /// The deadline passed and nothing was heard.
    Deadline,
    /// A [`Stopper`] asked for an end; every later wait ends like this at once.
    Stopped,
}

/// How changes are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watching {
    /// The system tells of changes as they happen.
    Events,
    /// The folders are looked through every second, because the system does not tell of (all) changes.
    Looking(Hindrance),
}

/// The folders could not be watched at all.
#[derive(Debug)]
pub enum WatchError {
    /// A relative folder has no place, since the current folder is gone or closed to us.
    NoCurrentFolder(io::Error),
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WatchError::NoCurrentFolder(error) => {
                write!(f, "the current folder cannot be read: {error}")
            }
        }
    }
}

impl std::error::Error for WatchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WatchError::NoCurrentFolder(error) => Some(error),
        }
    }
}

enum Signal {
    Changed(Heard),
    Stop,
}

/// Asks a [`Watcher`] to stop, from any thread.
#[derive(Clone)]
pub struct Stopper(Sender<Signal>);

impl Stopper {
    /// Ends the wait under way, or else the next one, with [`Wake::Stopped`].
    pub fn stop(&self) {
        // A watcher that is gone waits no more, which is what was asked for.
        let _ = self.0.send(Signal::Stop);
    }
}

/// Waits for changes in a few folders and all that is in them.
pub struct Watcher {
    folders: Vec<PathBuf>,
    sender: Sender<Signal>,
    signals: Receiver<Signal>,
    arms: Arms,
    watching: Watching,
    /// What the last look saw.
    seen: u64,
    next_look: Instant,
    stopped: bool,
}

impl Watcher {
    /// Watches `folders`, which need not exist yet and may go and come back. Symbolic links inside them are not followed.
    ///
    /// # Errors
    /// If a folder is relative and the current folder cannot be told. Missing events are no error: see
    /// [`Watcher::watching`].
    pub fn new(folders: &[PathBuf]) -> Result<Watcher, WatchError> {
        Watcher::with_arms(folders, |folders, sender| {
            Arms::new(folders, move |heard| {
                // Nobody waits any more once the receiver is gone.
                let _ = sender.send(Signal::Changed(heard));
            })
        })
    }

    /// Watches by looking alone, for folders whose changes no event tells of.
    ///
    /// # Errors
    /// As [`Watcher::new`].
    pub fn without_events(folders: &[PathBuf]) -> Result<Watcher, WatchError> {
        Watcher::with_arms(folders, |_, _| Arms::none())
    }

    fn with_arms(
        folders: &[PathBuf],
        arms: impl Fn(&[PathBuf], Sender<Signal>) -> Arms,
    ) -> Result<Watcher, WatchError> {
        let folders = folders.iter().map(std::path::absolute).collect::<Result<Vec<_>, _>>();
        let folders = folders.map_err(WatchError::NoCurrentFolder)?;
        let (sender, signals) = mpsc::channel();
        let arms = arms(&folders, sender.clone());
        let mut watcher = Watcher {
            folders,
            sender,
            signals,
            arms,
            watching: Watching::Events,
            seen: 0,
            next_look: Instant::now(),
            stopped: false,
        };
        watcher.renew();
        Ok(watcher)
    }

    /// How changes are found at present; looking alone is worth a word to the person who waits.
    pub fn watching(&self) -> &Watching {
        &self.watching
    }

    /// A handle that ends the waiting from elsewhere.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Blocks until something changed and it was quiet for a moment (or changes went on for too long to wait for their
    /// end), until `deadline`, or until asked to stop.
    pub fn wait(&mut self, deadline: Option<Instant>) -> Wake {
        loop {
            let until = deadline.map_or(self.next_look, |deadline| deadline.min(self.next_look));
            match self.listen(until) {
                Some(Signal::Stop) => return Wake::Stopped,
                Some(Signal::Changed(heard)) => return self.settle(heard),
                None if deadline.is_some_and(|deadline| Instant::now() >= deadline) => {
                    return Wake::Deadline;
                }
                None if self.look() != self.seen => return self.settle(Heard::Folders),
                None => {}
            }
        }
    }

    /// Waits like [`Watcher::wait`], with the end of the day as deadline: the date is an input like any file.
    ///
    /// `midnight` is the one that was next *before* the last build, so that one passing during the build is not missed.
    /// A computer that slept through it is found out too: its `Instant`s may have stood still meanwhile, but
    /// `next_midnight`, asked every minute, is then suddenly another day's.
    pub fn wait_for_day(&mut self, mut midnight: Instant, next_midnight: &dyn Fn() -> Instant) -> Wake {
        loop {
            let check = Instant::now() + CLOCK;
            match self.wait(Some(midnight.min(check))) {
                Wake::Deadline => {}
                wake => return wake,
            }
            let next = next_midnight();
            if Instant::now() >= midnight || next > midnight + HALF_A_DAY {
                return Wake::Deadline;
            }
            midnight = next;
        }
    }

    /// Waits for the end of a run of changes, then renews the watches, so that what is read next is watched already.
    fn settle(&mut self, mut heard: Heard) -> Wake {
        let limit = Instant::now() + LIMIT;
        loop {
            match self.listen((Instant::now() + QUIET).min(limit)) {
                Some(Signal::Stop) => return Wake::Stopped,
                Some(Signal::Changed(more)) => {
                    heard = heard.max(more);
                    if Instant::now() >= limit {
                        break;
                    }
                }
                None => break,
            }
        }
        // What was told so far is answered by the reading that follows; what is told from here on is not.
        while let Some(signal) = self.listen(Instant::now()) {
            match signal {
                Signal::Stop => return Wake::Stopped,
                Signal::Changed(more) => heard = heard.max(more),
            }
            if Instant::now() >= limit + LIMIT {
                break;
            }
        }
        // Where only files changed, every folder is watched as it was.
        match heard {
            Heard::Folders => self.renew(),
            Heard::Files => self.seen = self.look(),
        }
        Wake::Changed
    }

    /// The next signal, if one comes by `until`.
    fn listen(&mut self, until: Instant) -> Option<Signal> {
        if self.stopped {
            return Some(Signal::Stop);
        }
        match self.signals.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(Signal::Changed(heard)) => Some(Signal::Changed(heard)),
            Err(RecvTimeoutError::Timeout) => None,
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => {
                self.stopped = true;
                Some(Signal::Stop)
            }
        }
    }

    fn renew(&mut self) {
        self.watching = match self.arms.renew(&self.folders) {
            Ok(()) => Watching::Events,
            Err(hindrance) => Watching::Looking(hindrance),
        };
        self.seen = self.look();
    }

    /// Looks through the folders, and sets the time of the next look by how long this one took.
    fn look(&mut self) -> u64 {
        let start = Instant::now();
        let seen = looking::fingerprint(&self.folders);
        let pause = match self.watching {
            Watching::Events => SELDOM,
            Watching::Looking(_) => OFTEN,
        };
        self.next_look = Instant::now() + pause.max(start.elapsed() * SHARE);
        seen
    }
}
