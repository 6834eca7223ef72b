//! A snapshot, and what open pages compare to learn whether they are out of date.

use std::hash::{BuildHasher, Hash};

use rustc_hash::FxBuildHasher;

use super::Snapshot;

/// One build as it is served.
pub(super) struct View {
    pub(super) snapshot: Snapshot,
    pub(super) marks: Marks,
}

/// Fingerprints of what a page depends on. They follow from the content alone, so a page that missed any number of builds,
/// or a restart of the server, still finds out what it must do, and does nothing when nothing changed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// Of all that pages are made from, but for style sheets: when it differs, the page loads anew.
    pub(super) page: u64,
    /// Of the style sheets: when only this differs, they are swapped in place.
    pub(super) style: u64,
    /// Of the problems and the words around them: when it differs, the overlay is fetched again.
    pub(super) problems: u64,
}

impl View {
    pub(super) fn new(snapshot: Snapshot) -> View {
        let marks = Marks::of(&snapshot);
        View { snapshot, marks }
    }

    /// The paths of the style sheets, which open pages find theirs among.
    pub(super) fn styles(&self) -> Vec<String> {
        self.snapshot.files.styles().into_iter().map(|(path, _)| path).collect()
    }

    /// Whether there is nothing to show but problems.
    pub(super) fn is_only_problems(&self) -> bool {
        self.snapshot.failed && self.snapshot.files.is_empty()
    }
}

impl Marks {
    fn of(snapshot: &Snapshot) -> Marks {
        let problems = hash((&snapshot.problems, snapshot.failed, &snapshot.words));
        // Without a site the problems are the page.
        let is_empty = snapshot.failed && snapshot.files.is_empty();
        let page = if is_empty { problems } else { snapshot.made_from };
        Marks { page, style: hash(snapshot.files.styles()), problems }
    }
}

/// The same in every run of the same program, which is all that marks and ETags need; fast, since calendars of megabytes are
/// looked through while somebody waits.
pub(super) fn hash(value: impl Hash) -> u64 {
    FxBuildHasher.hash_one(value)
}
