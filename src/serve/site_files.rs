//! The files of a site, all there or still being made. Who asks for a page that is to come waits for it, and a build makes
//! what is waited for before the rest: after a save, an open page is there long before the last of ten thousand.

use std::collections::{BTreeSet, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tokio::sync::watch;

use crate::output::{Files, Output};

/// The files of one build, by output path (`netvaerk/index.html`, no leading slash).
#[derive(Debug)]
pub struct SiteFiles {
    state: RwLock<State>,
    /// Whether `state.wanted` holds anything, asked before each page is made.
    is_wanted: AtomicBool,
    /// Told when something that was waited for is there, and when nothing more will come.
    news: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct State {
    made: Output,
    /// Pages and calendars that will be made.
    coming: HashSet<String>,
    wanted: BTreeSet<String>,
    is_whole: bool,
}

/// Whether there is a file at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Here,
    /// It will be made.
    Coming,
    /// Only when all is made will one know.
    Unknown,
    Absent,
}

impl From<Output> for SiteFiles {
    fn from(made: Output) -> SiteFiles {
        SiteFiles::holding(State { made, is_whole: true, ..State::default() })
    }
}

impl SiteFiles {
    /// Those of a build that begins.
    pub fn begun() -> SiteFiles {
        SiteFiles::holding(State::default())
    }

    fn holding(state: State) -> SiteFiles {
        SiteFiles { state: RwLock::new(state), is_wanted: AtomicBool::new(false), news: watch::Sender::new(()) }
    }

    /// Says which pages and calendars will be made.
    pub fn expect(&self, coming: HashSet<String>) {
        self.change().coming = coming;
    }

    /// Says that nothing more will come.
    pub fn finish(&self) {
        let mut state = self.change();
        state.is_whole = true;
        state.coming.clear();
        state.wanted.clear();
        drop(state);
        self.is_wanted.store(false, Ordering::Relaxed);
        self.news.send_replace(());
    }

    /// Whether nothing is there, nor will be.
    pub(super) fn is_empty(&self) -> bool {
        let state = self.look();
        state.is_whole && state.made.is_empty()
    }

    /// What there is at a path.
    pub(super) fn presence(&self, path: &str) -> Presence {
        let state = self.look();
        if state.made.contains_key(path) {
            Presence::Here
        } else if state.coming.contains(path) {
            Presence::Coming
        } else if state.is_whole || [".html", ".ics"].iter().any(|ending| path.ends_with(ending)) {
            Presence::Absent
        } else {
            Presence::Unknown
        }
    }

    /// The style sheets that there are so far, which are all before the first page is made.
    pub(super) fn styles(&self) -> Vec<(String, Arc<[u8]>)> {
        let state = self.look();
        let styles = state.made.iter().filter(|(path, _)| path.ends_with(".css"));
        styles.map(|(path, bytes)| (path.clone(), Arc::clone(bytes))).collect()
    }

    /// The file at a path, as soon as it is made; none if it never is.
    pub(super) async fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        let mut news = self.news.subscribe();
        loop {
            // Marked before looking, so that what comes between is not missed.
            news.borrow_and_update();
            if let Some(answer) = self.ask(path) {
                return answer;
            }
            news.changed().await.ok()?;
        }
    }

    /// The file, or word that there is none, or nothing yet; then it is wanted.
    fn ask(&self, path: &str) -> Option<Option<Arc<[u8]>>> {
        let mut state = self.change();
        if let Some(bytes) = state.made.get(path) {
            return Some(Some(Arc::clone(bytes)));
        }
        if state.is_whole {
            return Some(None);
        }
        state.wanted.insert(path.to_owned());
        self.is_wanted.store(true, Ordering::Relaxed);
        None
    }

    fn look(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for SiteFiles {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.share(path, &bytes.into());
    }

    fn share(&self, path: &str, bytes: &Arc<[u8]>) {
        let mut state = self.change();
        state.made.insert(path.to_owned(), Arc::clone(bytes));
        let was_wanted = state.wanted.remove(path);
        self.is_wanted.store(!state.wanted.is_empty(), Ordering::Relaxed);
        drop(state);
        if was_wanted {
            self.news.send_replace(());
        }
    }

    fn wanted(&self) -> Vec<String> {
        if !self.is_wanted.load(Ordering::Relaxed) {
            return Vec::new();
        }
        self.look().wanted.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
    }

    #[test]
    fn a_page_that_is_to_come_is_waited_for_and_wanted() {
        let files = SiteFiles::begun();
        let asking = async {
            let got = tokio::join!(files.get("index.html"), async {
                tokio::time::sleep(Duration::from_millis(5)).await;
                assert_eq!(files.wanted(), ["index.html"]);
                files.put("other.html", b"no");
                files.put("index.html", b"yes");
            });
            got.0
        };
        assert_eq!(block_on(asking).as_deref(), Some(&b"yes"[..]));
        assert!(files.wanted().is_empty());
    }

    #[test]
    fn what_never_comes_is_not_waited_for_for_ever() {
        let files = SiteFiles::begun();
        let asking = async {
            tokio::join!(files.get("index.html"), async {
                tokio::time::sleep(Duration::from_millis(5)).await;
                files.finish();
            })
            .0
        };
        assert_eq!(block_on(asking), None);
    }

    #[test]
    fn of_pages_one_knows_beforehand_and_of_other_files_when_all_is_made() {
        let files = SiteFiles::begun();
        files.expect(HashSet::from(["index.html".to_owned()]));
        assert_eq!(files.presence("index.html"), Presence::Coming);
        assert_eq!(files.presence("gone/index.html"), Presence::Absent);
        assert_eq!(files.presence("site.json"), Presence::Unknown);
        files.put("index.html", b"");
        files.finish();
        assert_eq!(files.presence("index.html"), Presence::Here);
        assert_eq!(files.presence("site.json"), Presence::Absent);
    }
}
