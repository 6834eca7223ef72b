//! One build at a time: a lock that the system takes back when its process ends, however it ends.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::disk::Disk;
use super::error::{Doing, PublishError, Told};

const SHORTEST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(100);

/// A lock held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// How long to wait for other builds in all, and whom to tell that there is one.
pub(super) struct Patience<'a> {
    limit: Duration,
    since: Instant,
    on_wait: Option<&'a (dyn Fn() + Sync)>,
}

impl<'a> Patience<'a> {
    pub fn new(limit: Duration, on_wait: Option<&'a (dyn Fn() + Sync)>) -> Self {
        Patience { limit, since: Instant::now(), on_wait }
    }
}

/// Locks a file that exists for this alone, creating it if need be; it stands for `folder`.
pub(super) fn on_file(
    disk: &dyn Disk,
    path: &Path,
    folder: &Path,
    patience: &mut Patience,
) -> Result<Lock, PublishError> {
    acquire(disk, path, folder, patience, &|| disk.open_lock(path))
}

/// Locks a folder, which leaves no trace in it.
pub(super) fn on_folder(disk: &dyn Disk, path: &Path, patience: &mut Patience) -> Result<Lock, PublishError> {
    acquire(disk, path, path, patience, &|| disk.open_folder(path))
}

fn acquire(
    disk: &dyn Disk,
    path: &Path,
    folder: &Path,
    patience: &mut Patience,
    open: &dyn Fn() -> io::Result<File>,
) -> Result<Lock, PublishError> {
    loop {
        let file = open().told(Doing::Locking, path)?;
        wait_for(disk, &file, folder, patience)?;
        // What we waited for may have been replaced meanwhile, and then the lock is on a thing that is gone.
        let locked = file.metadata().map(|metadata| (metadata.dev(), metadata.ino()));
        if disk.identity(path).ok() == Some(locked.told(Doing::Locking, path)?) {
            return Ok(Lock { _file: file });
        }
    }
}

fn wait_for(disk: &dyn Disk, file: &File, folder: &Path, patience: &mut Patience) -> Result<(), PublishError> {
    let mut pause = SHORTEST_PAUSE;
    while !disk.try_lock(file).told(Doing::Locking, folder)? {
        if let Some(tell) = patience.on_wait.take() {
            tell();
        }
        let waited = patience.since.elapsed();
        let Some(left) = patience.limit.checked_sub(waited).filter(|left| !left.is_zero()) else {
            return Err(PublishError::Busy { folder: folder.to_path_buf(), waited });
        };
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    Ok(())
}
