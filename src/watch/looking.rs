//! One look at the folders: a number that differs when a name, a size or a time differs.
//!
//! notify's own `PollWatcher` would not do here: it compares times in whole seconds, so of two saves within one second it
//! can miss the second for good.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, DirEntry, Metadata};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

/// Folders inside each other, counted from the top, that are looked into: more than a site may have. A folder that was copied into
/// itself until paths became too long must not use up the stack.
const DEEPEST: usize = 40;

/// A fingerprint of everything below `folders`; missing and unreadable ones have their own. A save waits for it: the folders of a
/// large site are looked through on every core.
pub(super) fn fingerprint(folders: &[PathBuf]) -> u64 {
    hash(|state| folders.iter().for_each(|folder| of_folder(folder, DEEPEST).hash(state)))
}

/// Of a folder: the names and fingerprints of what is in it, in order of names. Its own time changes with every swap file beside
/// the texts and does not count.
fn of_folder(folder: &Path, deepest: usize) -> Option<u64> {
    let deepest = deepest.checked_sub(1)?;
    // Gone while we looked, or closed to us: where it was is all there is to remember.
    let mut entries: Vec<DirEntry> = fs::read_dir(folder).ok()?.filter_map(Result::ok).collect();
    entries.sort_by_cached_key(DirEntry::file_name);
    let prints: Vec<u64> = entries.par_iter().map(|entry| of_entry(entry, deepest)).collect();
    Some(hash(|state| {
        entries.iter().for_each(|entry| entry.file_name().hash(state));
        prints.hash(state);
    }))
}

fn of_entry(entry: &DirEntry, deepest: usize) -> u64 {
    let kind = entry.file_type().ok();
    if kind.is_some_and(|kind| kind.is_dir()) {
        return hash(|state| of_folder(&entry.path(), deepest).hash(state));
    }
    // Through links, since the file they lead to is what is read.
    let is_link = kind.is_none_or(|kind| kind.is_symlink());
    let found = if is_link { fs::metadata(entry.path()) } else { entry.metadata() };
    hash(|state| match found {
        Ok(metadata) => {
            metadata.len().hash(state);
            metadata.modified().ok().hash(state);
            identity(&metadata).hash(state);
        }
        Err(_) => is_link.hash(state),
    })
}

fn hash(add: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut state = DefaultHasher::new();
    add(&mut state);
    state.finish()
}

/// What sets a file apart that replaced another of the same size and time: its number, and when that last changed.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> Option<std::time::SystemTime> {
    metadata.created().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_was_copied_into_itself_over_and_over_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/".repeat(1800));
        fs::create_dir_all(&deep).unwrap();
        let folders = [folder.path().to_owned()];
        assert_eq!(fingerprint(&folders), fingerprint(&folders));
    }

    #[test]
    fn a_second_save_of_the_same_length_is_seen() {
        let folder = std::env::temp_dir().join(format!("husting-looking-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let folders = [folder.clone()];
        fs::write(folder.join("møde.md"), "kl. 10-15").unwrap();
        let first = fingerprint(&folders);
        assert_eq!(first, fingerprint(&folders), "looking changes nothing");
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::write(folder.join("møde.md"), "kl. 11-16").unwrap();
        assert_ne!(first, fingerprint(&folders));
        fs::remove_dir_all(&folder).unwrap();
        assert_ne!(first, fingerprint(&folders));
    }
}
