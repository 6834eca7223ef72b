//! In which order pages are made: as they stand in the plan, but those that somebody waits for before the others.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::output::Files;
use crate::site::Page;

/// The pages of a plan, each to be made once.
pub(super) struct Turns<'s> {
    pages: &'s [Page],
    files: &'s dyn Files,
    /// By page's number: whether somebody makes it or has made it.
    taken: Vec<AtomicBool>,
    /// The number of each page by output path, made for the first that somebody waits for: most builds wait for none.
    by_path: OnceLock<HashMap<String, usize>>,
}

impl<'s> Turns<'s> {
    pub(super) fn new(pages: &'s [Page], files: &'s dyn Files) -> Turns<'s> {
        let taken = pages.iter().map(|_| AtomicBool::new(false)).collect();
        Turns { pages, files, taken, by_path: OnceLock::new() }
    }

    /// What making comes to, of each page, in the order of the plan.
    pub(super) fn each<T: Send>(&self, make: impl Fn(&Page) -> T + Sync) -> Vec<T> {
        let turn = |own: usize| {
            let mut numbers = self.wanted();
            numbers.push(own);
            let own = numbers.into_iter().filter(|at| self.take(*at));
            own.filter_map(|at| Some((at, make(self.pages.get(at)?)))).collect::<Vec<_>>()
        };
        let mut made: Vec<(usize, T)> = (0..self.pages.len()).into_par_iter().flat_map_iter(turn).collect();
        made.sort_by_key(|(at, _)| *at);
        made.into_iter().map(|(_, made)| made).collect()
    }

    fn wanted(&self) -> Vec<usize> {
        let paths = self.files.wanted();
        paths.iter().filter_map(|path| self.numbers().get(path).copied()).collect()
    }

    fn numbers(&self) -> &HashMap<String, usize> {
        let numbered = || self.pages.iter().enumerate().map(|(at, page)| (page.address.output(), at));
        self.by_path.get_or_init(|| numbered().collect())
    }

    /// Whether this page is still to be made; then it is the caller's.
    fn take(&self, at: usize) -> bool {
        self.taken.get(at).is_some_and(|taken| !taken.swap(true, Ordering::Relaxed))
    }
}
