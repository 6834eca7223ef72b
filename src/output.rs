//! Where the files of a site go as they are made: onto a disk, into memory, or nowhere.
//!
//! Rendering hands each file over as soon as it is made and keeps none, so that a site of any size needs no more memory than
//! what it is made from.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostics::Diagnostics;

/// A published site before it is files: what lies at each path below the output folder.
pub type Output = BTreeMap<String, Arc<[u8]>>;

/// Takes the files of a site in any order and from any thread. Two at one path are a problem that is told elsewhere: such a site
/// is never published, and either of them may be kept.
pub trait Files: Sync {
    /// Takes the file at `path`, relative to the output folder and separated by `/`.
    fn put(&self, path: &str, bytes: &[u8]);

    /// The same for bytes that others hold too, which then need not be copied.
    fn share(&self, path: &str, bytes: &Arc<[u8]>) {
        self.put(path, bytes);
    }

    /// Told as soon as it is known which pages and calendars there will be: `coming`, and after them whatever is made of all. The
    /// theme's files and attachments are there, and `found` is what was noticed so far.
    fn rest_follows(&self, _coming: HashSet<String>, _found: &Diagnostics) {}

    /// Files that somebody waits for: they are made before others.
    fn wanted(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Keeps every file in memory.
#[derive(Debug, Default)]
pub struct InMemory(Mutex<Output>);

impl InMemory {
    /// All that was put.
    pub fn into_output(self) -> Output {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for InMemory {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.share(path, &bytes.into());
    }

    fn share(&self, path: &str, bytes: &Arc<[u8]>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), Arc::clone(bytes));
    }
}

/// Counts pages and calendars on their way to where they are kept, if anywhere.
#[derive(Default)]
pub struct Counted<'a> {
    /// Where the files go on to.
    pub kept: Option<&'a dyn Files>,
    pages: AtomicUsize,
    calendars: AtomicUsize,
}

impl<'a> Counted<'a> {
    /// Counts what goes on to `kept`.
    pub fn into(kept: &'a dyn Files) -> Counted<'a> {
        Counted { kept: Some(kept), ..Counted::default() }
    }

    /// How many pages and calendars there were.
    pub fn counts(&self) -> Counts {
        Counts { pages: self.pages.load(Ordering::Relaxed), calendars: self.calendars.load(Ordering::Relaxed) }
    }

    fn count(&self, path: &str) {
        if path.ends_with(".html") {
            self.pages.fetch_add(1, Ordering::Relaxed);
        } else if path.ends_with(".ics") {
            self.calendars.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Files for Counted<'_> {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.count(path);
        if let Some(kept) = self.kept {
            kept.put(path, bytes);
        }
    }

    fn share(&self, path: &str, bytes: &Arc<[u8]>) {
        self.count(path);
        if let Some(kept) = self.kept {
            kept.share(path, bytes);
        }
    }

    fn rest_follows(&self, coming: HashSet<String>, found: &Diagnostics) {
        if let Some(kept) = self.kept {
            kept.rest_follows(coming, found);
        }
    }

    fn wanted(&self) -> Vec<String> {
        self.kept.map(Files::wanted).unwrap_or_default()
    }
}

/// What a site consists of, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// HTML files, those that lead on from old addresses included.
    pub pages: usize,
    /// iCalendar files, those of single meetings included.
    pub calendars: usize,
}

impl Counts {
    /// The counts of a site that is kept in memory.
    pub fn of(output: &Output) -> Counts {
        let counted = Counted::default();
        output.keys().for_each(|path| counted.count(path));
        counted.counts()
    }
}
