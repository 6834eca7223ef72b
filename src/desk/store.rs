//! The disk: texts are written whole or not at all, below `content/` alone, through no link, and never over a text that the
//! person has not seen.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::Desk;

/// Why a text was not written.
#[derive(Debug)]
pub(super) enum StoreError {
    /// The text is another one by now.
    Changed,
    /// There is a file of that name already.
    Exists,
    /// The path leads out of `content/`, or through a link.
    Outside,
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> StoreError {
        match error.kind() {
            ErrorKind::AlreadyExists => StoreError::Exists,
            _ => StoreError::Io(error),
        }
    }
}

/// Puts `new` in the place of `old`, in one step.
pub(super) fn replace(desk: &Desk, shown: &str, old: &str, new: &str) -> Result<(), StoreError> {
    let _one_at_a_time = desk.writing.lock();
    let path = inside(desk, shown)?;
    same(&path, old)?;
    let beside = beside(&path);
    let written =
        write_new(&beside, new).and_then(|()| fs::set_permissions(&beside, fs::metadata(&path)?.permissions()));
    let replaced = written.map_err(StoreError::from).and_then(|()| swap(&beside, &path, old));
    if replaced.is_err() {
        // What could not be put in place is nobody's.
        let _ = fs::remove_file(&beside);
    }
    replaced
}

/// Writes a text where there is none.
pub(super) fn create(desk: &Desk, shown: &str, text: &str) -> Result<(), StoreError> {
    let _one_at_a_time = desk.writing.lock();
    let path = inside(desk, shown)?;
    Ok(write_new(&path, text)?)
}

/// The same, in a folder that may have to be made.
pub(super) fn create_below(desk: &Desk, shown: &str, text: &str) -> Result<(), StoreError> {
    if let Some(folder) = inside(desk, shown)?.parent() {
        fs::create_dir_all(folder)?;
    }
    create(desk, shown, text)
}

/// Moves a file or a folder, if `file`, which is it or lies in it, still holds `old`; and gives that file the text `new`.
pub(super) fn move_to(
    desk: &Desk,
    from: &str,
    to: &str,
    file: [&str; 2],
    old: &str,
    new: &str,
) -> Result<(), StoreError> {
    let [old_file, new_file] = file;
    {
        let _one_at_a_time = desk.writing.lock();
        let (from, to) = (inside(desk, from)?, inside(desk, to)?);
        same(&inside(desk, old_file)?, old)?;
        if fs::symlink_metadata(&to).is_ok() {
            return Err(StoreError::Exists);
        }
        fs::rename(&from, &to)?;
    }
    replace(desk, new_file, old, new)
}

/// The place of a path from the site folder, made sure of step by step.
fn inside(desk: &Desk, shown: &str) -> Result<PathBuf, StoreError> {
    let below = Path::new(shown).strip_prefix("content").map_err(|_| StoreError::Outside)?;
    let mut path = desk.folder.join("content");
    for part in below.components() {
        let Component::Normal(name) = part else { return Err(StoreError::Outside) };
        path.push(name);
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
            return Err(StoreError::Outside);
        }
    }
    Ok(path)
}

fn same(path: &Path, old: &str) -> Result<(), StoreError> {
    match fs::read(path) {
        Ok(bytes) if bytes == old.as_bytes() => Ok(()),
        Ok(_) => Err(StoreError::Changed),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(StoreError::Changed),
        Err(error) => Err(StoreError::Io(error)),
    }
}

/// A hidden name, which reading the site passes over.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Puts the file beside in the place of the old one. Where the system can exchange the two, what came out is looked at
/// again: a text that was saved at this very moment goes back where it was.
fn swap(beside: &Path, path: &Path, old: &str) -> Result<(), StoreError> {
    match exchange(beside, path) {
        Ok(()) if same(beside, old).is_ok() => Ok(fs::remove_file(beside)?),
        Ok(()) => {
            exchange(beside, path)?;
            Err(StoreError::Changed)
        }
        Err(_) => {
            same(path, old)?;
            Ok(fs::rename(beside, path)?)
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}
