//! In which order things are made: as they stand in the plan, but those that somebody waits for before the others.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::output::Files;

/// Things that become files, each to be made once.
struct Turns<'s, T, P> {
    things: &'s [T],
    /// Where a thing's files go.
    paths: P,
    files: &'s dyn Files,
    /// By number: whether somebody makes it or has made it.
    taken: Vec<AtomicBool>,
    /// The number of each thing by path, made for the first that somebody waits for: most builds wait for none.
    by_path: OnceLock<HashMap<String, usize>>,
}

/// What making comes to, of each thing, in the order given. `paths` says where a thing's files go.
pub(super) fn each<T: Sync, R: Send>(
    things: &[T],
    files: &dyn Files,
    paths: impl Fn(&T) -> Vec<String> + Sync,
    make: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let taken = things.iter().map(|_| AtomicBool::new(false)).collect();
    let turns = Turns { things, paths, files, taken, by_path: OnceLock::new() };
    let turn = |own: usize| {
        let mut numbers = turns.wanted();
        numbers.push(own);
        let own = numbers.into_iter().filter(|at| turns.take(*at));
        own.filter_map(|at| Some((at, make(things.get(at)?)))).collect::<Vec<_>>()
    };
    let mut made: Vec<(usize, R)> = (0..things.len()).into_par_iter().flat_map_iter(turn).collect();
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

impl<T, P: Fn(&T) -> Vec<String>> Turns<'_, T, P> {
    fn wanted(&self) -> Vec<usize> {
        let paths = self.files.wanted();
        paths.iter().filter_map(|path| self.numbers().get(path).copied()).collect()
    }

    fn numbers(&self) -> &HashMap<String, usize> {
        let numbered = self.things.iter().enumerate();
        let by_path = || numbered.flat_map(|(at, thing)| (self.paths)(thing).into_iter().map(move |path| (path, at)));
        self.by_path.get_or_init(|| by_path().collect())
    }

    /// Whether this one is still to be made; then it is the caller's.
    fn take(&self, at: usize) -> bool {
        self.taken.get(at).is_some_and(|taken| !taken.swap(true, Ordering::Relaxed))
    }
}
