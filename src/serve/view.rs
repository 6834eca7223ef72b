//! A snapshot, and what open pages compare to learn whether they are out of date.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

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
    /// Of all files but style sheets: when it differs, the page loads anew.
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

    /// Whether there is nothing to show but problems.
    pub(super) fn is_only_problems(&self) -> bool {
        self.snapshot.failed && self.snapshot.files.is_empty()
    }
}

impl Marks {
    fn of(snapshot: &Snapshot) -> Marks {
        let problems = hash((&snapshot.problems, snapshot.failed, &snapshot.words));
        let (styles, others): (Vec<_>, Vec<_>) = snapshot.files.iter().partition(|(path, _)| path.ends_with(".css"));
        // Without a site the problems are the page.
        let page = if snapshot.failed && snapshot.files.is_empty() { problems } else { hash(others) };
        Marks { page, style: hash(styles), problems }
    }
}

/// The same in every run of the same program, which is all that marks and ETags need.
pub(super) fn hash(value: impl Hash) -> u64 {
    let mut state = DefaultHasher::new();
    value.hash(&mut state);
    state.finish()
}
