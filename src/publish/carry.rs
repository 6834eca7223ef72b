//! Carries files from the old site to the new one: those of ours that did not change, by hard link, so that they keep their
//! times and cost no space; and whatever is foreign.

use std::collections::BTreeSet;
use std::path::Path;

use rustix::io::Errno;

use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, Told};
use super::manifest;
use super::plan::Plan;
use super::survey::{Foreign, Ours, look_through};

/// Carries over what others put into the old site while the new one was made: nothing of theirs is lost with it.
///
/// The new site is published by now, so that a failure here is not one of publishing.
pub(super) fn rescue(disk: &dyn Disk, plan: &Plan, old: &Path, target: &Path) -> Result<(), PublishError> {
    let listed = manifest::read(disk, old)?.unwrap_or_default();
    let survey = look_through(disk, old, &Ours { old: listed, new: &plan.files })?;
    survey.foreign.iter().try_for_each(|entry| carry(disk, entry, old, target))
}

/// Carries a foreign entry, with all that is in it, from one tree to another that may have parts of it already.
pub(super) fn carry(disk: &dyn Disk, entry: &Foreign, from: &Path, to: &Path) -> Result<(), PublishError> {
    make_way(disk, &entry.path, from, to)?;
    let mut waiting = vec![entry.clone()];
    while let Some(entry) = waiting.pop() {
        let source = from.join(&entry.path);
        match carry_one(disk, &entry, &source, &to.join(&entry.path)) {
            Ok(below) => waiting.extend(below),
            // Others may well take their own files away while we carry them.
            Err(_) if matches!(disk.kind(&source), Ok(None)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Carries one entry that is not there yet, and returns what lies below it.
fn carry_one(disk: &dyn Disk, entry: &Foreign, source: &Path, copy: &Path) -> Result<Vec<Foreign>, PublishError> {
    let present = disk.kind(copy).told(Doing::Finding, copy)?;
    match (entry.kind, present) {
        (Kind::Folder, None) => disk.create_folder_like(copy, source).told(Doing::Creating, copy)?,
        (Kind::File, None) => carry_file(disk, source, copy)?,
        (Kind::Other, None) => disk.link(source, copy).told(Doing::Linking, copy)?,
        (Kind::Folder, Some(Kind::Folder)) => {}
        (_, Some(_)) => return Ok(Vec::new()),
    }
    if entry.kind != Kind::Folder {
        return Ok(Vec::new());
    }
    let entries = disk.list(source).told(Doing::Listing, source)?;
    Ok(entries.into_iter().map(|(name, kind)| Foreign { path: entry.path.join(name), kind }).collect())
}

/// Creates the folders above `path` that the new site does not have.
fn make_way(disk: &dyn Disk, path: &Path, from: &Path, to: &Path) -> Result<(), PublishError> {
    let above: BTreeSet<&Path> = path.ancestors().skip(1).filter(|path| *path != Path::new("")).collect();
    for folder in above {
        let copy = to.join(folder);
        if disk.kind(&copy).told(Doing::Finding, &copy)?.is_none() {
            disk.create_folder_like(&copy, &from.join(folder)).told(Doing::Creating, &copy)?;
        }
    }
    Ok(())
}

/// Links a plain file, or copies it where links are not to be had.
pub(super) fn carry_file(disk: &dyn Disk, from: &Path, to: &Path) -> Result<(), PublishError> {
    match disk.link(from, to) {
        Err(error) if cannot_link(&error) => disk.copy(from, to).told(Doing::Writing, to),
        linked => linked.told(Doing::Linking, to),
    }
}

/// FAT has no hard links, Linux may deny them on the files of others, and a file has only so many.
fn cannot_link(error: &std::io::Error) -> bool {
    let cannot = [Errno::PERM, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS, Errno::MLINK];
    Errno::from_io_error(error).is_some_and(|errno| cannot.contains(&errno))
}
