//! The folder beside the target in which the next site is made: `.NAME.husting/` beside `NAME/`.
//!
//! It holds `lock`, a note of the `last` build, the site in the making as `new`, the old one `aside` for a moment where the
//! two cannot be exchanged, and as `old-1`, `old-2` … the sites that were replaced a moment ago: a reader that opened the
//! published folder just before the switch goes on reading a whole site. Only its owner may enter it, so that pages which
//! were taken back are not served from it, and it tells Git to ignore it. The next build removes what has lain there for
//! long enough.

use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

use super::disk::Disk;
use super::error::{Doing, PublishError, Told};

#[derive(Debug)]
pub(super) struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    /// The workshop of a target, created if it is not there, or `None` for a target without a name.
    pub fn open(disk: &dyn Disk, target: &Path) -> Result<Option<Workshop>, PublishError> {
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Ok(None);
        };
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".husting");
        let folder = parent.join(hidden);
        disk.create_private_folder(&folder).told(Doing::Creating, &folder)?;
        let ignore = folder.join(".gitignore");
        if disk.kind(&ignore).told(Doing::Finding, &ignore)?.is_none() {
            // Another build may be doing the same, and nothing hangs on it.
            let _ = disk.write_new(&ignore, b"*\n");
        }
        Ok(Some(Workshop { folder }))
    }

    pub fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }

    /// Where the next site is made, and where an exchange leaves the old one.
    pub fn new_site(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// What the last build left, and of what it was made.
    pub fn note(&self) -> PathBuf {
        self.folder.join("last")
    }

    /// Where the old site waits while two renames stand in for an exchange.
    pub fn aside(&self) -> PathBuf {
        self.folder.join("aside")
    }

    /// Puts right what a dead build left.
    pub fn tidy(&self, disk: &dyn Disk, target: &Path) -> Result<(), PublishError> {
        let (aside, new) = (self.aside(), self.new_site());
        let target_is_missing = disk.kind(target).told(Doing::Finding, target)?.is_none();
        if target_is_missing && disk.kind(&aside).told(Doing::Finding, &aside)?.is_some() {
            disk.rename(&aside, target).told(Doing::Renaming, target)?;
        }
        for path in [&aside, &new] {
            disk.remove_tree(path).told(Doing::Removing, path)?;
        }
        Ok(())
    }

    /// Starts to remove the replaced sites that are older than `linger`.
    pub fn clear(&self, disk: &dyn Disk, linger: Duration) -> Clearing {
        let has_lingered = |path: &PathBuf| disk.age(path).is_ok_and(|age| age >= linger);
        let paths = self.replaced(disk).into_iter().map(|(_, path)| path);
        let expired: Vec<PathBuf> = paths.filter(has_lingered).collect();
        Clearing { thread: if expired.is_empty() { None } else { disk.remove_meanwhile(expired) } }
    }

    /// Puts a replaced site where readers can finish with it.
    pub fn retire(&self, disk: &dyn Disk, old: &Path, linger: Duration) {
        if linger.is_zero() {
            // Failing to clear up does not make the new site less published; the next build tries again.
            let _ = disk.remove_tree(old);
            return;
        }
        let last = self.replaced(disk).into_iter().map(|(number, _)| number).max().unwrap_or(0);
        let _ = disk.rename(old, &self.folder.join(format!("old-{}", last.saturating_add(1))));
    }

    fn replaced(&self, disk: &dyn Disk) -> Vec<(u64, PathBuf)> {
        let entries = disk.list(&self.folder).unwrap_or_default();
        let numbered = |name: &std::ffi::OsStr| name.to_str()?.strip_prefix("old-")?.parse().ok();
        let found = entries.iter().filter_map(|(name, _)| Some((numbered(name)?, self.folder.join(name))));
        found.collect()
    }
}

/// A removal that goes on beside the build; dropping this waits for its end.
#[derive(Debug, Default)]
pub(super) struct Clearing {
    thread: Option<JoinHandle<()>>,
}

impl Drop for Clearing {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            // Had it panicked, the next build would try again; it is no part of publishing.
            let _ = thread.join();
        }
    }
}
