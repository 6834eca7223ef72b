//! One look at the folders: a number that differs when a name, a size or a time differs.
//!
//! notify's own `PollWatcher` would not do here: it compares times in whole seconds, so of two saves within one second it
//! can miss the second for good.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, Metadata};
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

use walkdir::{DirEntry, WalkDir};

/// A fingerprint of everything below `folders`; missing and unreadable ones have their own.
pub(super) fn fingerprint(folders: &[PathBuf]) -> u64 {
    let mut state = DefaultHasher::new();
    for folder in folders {
        for entry in WalkDir::new(folder).sort_by_file_name() {
            match entry {
                Ok(entry) => add(&entry, &mut state),
                // Gone while we looked, or closed to us: where it was is all there is to remember.
                Err(error) => error.path().hash(&mut state),
            }
        }
    }
    state.finish()
}

fn add(entry: &DirEntry, state: &mut DefaultHasher) {
    entry.path().hash(state);
    // A folder's own time changes with every swap file beside the texts; its entries are seen one by one anyway.
    if entry.file_type().is_dir() {
        return;
    }
    // Through links, since the file they lead to is what is read.
    match fs::metadata(entry.path()) {
        Ok(metadata) => {
            metadata.len().hash(state);
            metadata.modified().ok().hash(state);
            identity(&metadata).hash(state);
        }
        Err(_) => entry.file_type().is_symlink().hash(state),
    }
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
