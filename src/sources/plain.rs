//! Opening files that others may be changing at this moment: only plain ones, without ever waiting for one, and whole.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use rustix::fs::OFlags;

/// How often a file that changes under our eyes is read again.
const TRIES: usize = 5;

/// Long enough for an editor to finish a save, short enough not to be felt.
const PAUSE: Duration = Duration::from_millis(20);

/// The longest step in which file systems count time, in seconds: FAT's.
const STEP: u64 = 2;

/// A file that was read, or not because of its size.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Its bytes.
    Whole(Vec<u8>),
    /// It has so many bytes, which is more than wanted.
    TooLarge(u64),
}

/// The bytes of a plain file at `path`, which is no link, as they were at one moment, if there are no more than `most`.
///
/// # Errors
/// Those of the system; `InvalidInput` for what is no plain file (never opened for longer than to see it, so a named pipe
/// holds nobody up), and `ResourceBusy` for a file that went on changing.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Read> {
    for _ in 0..TRIES {
        if let Some(read) = read_at_rest(path, most)? {
            return Ok(read);
        }
        thread::sleep(PAUSE);
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// The file as it is, or nothing if it changed meanwhile.
fn read_at_rest(path: &Path, most: u64) -> io::Result<Option<Read>> {
    let mut file = open(path)?;
    let before = file.metadata()?;
    if !before.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if before.len() > most {
        return Ok(Some(Read::TooLarge(before.len())));
    }
    Ok(read_since(&mut file, &before)?.map(Read::Whole))
}

/// The file's bytes, or nothing if it is not as it was.
fn read_since(file: &mut File, before: &Metadata) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(before.len()).unwrap_or(usize::MAX))?;
    // One byte more than there should be: enough to see that the file grows, and no more, however long it goes on.
    file.take(before.len().saturating_add(1)).read_to_end(&mut bytes)?;
    let is_whole = bytes.len() as u64 == before.len() && stamp(before) == stamp(&file.metadata()?);
    Ok(is_whole.then_some(bytes))
}

/// A pipe without a writer is opened at once instead of waited for, and a link made since the look is not followed.
fn open(path: &Path) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::NOFOLLOW).bits();
    OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path)
}

fn stamp(metadata: &Metadata) -> (u64, i64, i64) {
    (metadata.len(), metadata.mtime(), metadata.mtime_nsec())
}

/// What a file system says of a file without opening it. A file with the same stamp is the same as it was, once it is
/// [settled](Stamp::is_settled).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
    /// When anything of it last changed, name and rights included: no program can set it back.
    changed: (i64, i64),
}

impl Stamp {
    /// The stamp of what lies at `path`, links not followed.
    pub(super) fn of(path: &Path) -> io::Result<Stamp> {
        let found = fs::symlink_metadata(path)?;
        Ok(Stamp {
            device: found.dev(),
            inode: found.ino(),
            size: found.len(),
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
        })
    }

    /// Whether so much time has passed since the last change that another one would have another stamp: file systems count
    /// time in steps, some of whole seconds.
    pub(super) fn is_settled(&self, now: SystemTime) -> bool {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs());
        u64::try_from(self.changed.0).is_ok_and(|changed| changed.saturating_add(STEP) < now)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_that_changed_since_the_look_is_not_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("møde.md");
        let changes: [fn(&Path); 3] = [
            |path| OpenOptions::new().append(true).open(path).unwrap().write_all(b"mere\n").unwrap(),
            |path| OpenOptions::new().write(true).open(path).unwrap().set_len(3).unwrap(),
            |path| fs::write(path, "# MØDE\n").unwrap(),
        ];
        for change in changes {
            fs::write(&path, "# Møde\n").unwrap();
            // File systems tell times apart by some milliseconds.
            thread::sleep(PAUSE);
            let mut file = open(&path).unwrap();
            let before = file.metadata().unwrap();
            change(&path);
            assert_eq!(read_since(&mut file, &before).unwrap(), None);
            assert_eq!(read(&path, 100).unwrap(), Read::Whole(fs::read(&path).unwrap()));
            assert_eq!(read(&path, 2).unwrap(), Read::TooLarge(fs::metadata(&path).unwrap().len()));
        }
    }

    #[test]
    fn a_stamp_tells_another_file_and_what_is_too_young_tells_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("møde.md");
        fs::write(&path, "# Møde\n").unwrap();
        let first = Stamp::of(&path).unwrap();
        assert_eq!(first, Stamp::of(&path).unwrap());
        let now = SystemTime::now();
        assert!(!first.is_settled(now));
        assert!(first.is_settled(now + Duration::from_secs(STEP + 2)));
        // Of the same size, with its time set back, as tools that copy do.
        let beside = folder.path().join("ny.md");
        fs::write(&beside, "# Mode!\n").unwrap();
        File::options()
            .write(true)
            .open(&beside)
            .unwrap()
            .set_modified(fs::metadata(&path).unwrap().modified().unwrap())
            .unwrap();
        fs::rename(&beside, &path).unwrap();
        assert_ne!(first, Stamp::of(&path).unwrap());
    }

    #[test]
    fn only_plain_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("genvej.md");
        std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
        assert!(read(&link, 100).is_err());
        let pipe = folder.path().join("rør.md");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(read(&pipe, 100).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert_eq!(read(folder.path(), 100).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}
