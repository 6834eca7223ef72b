//! What a build left, so that the next one of the very same input need not be made to find that nothing changed.
//!
//! Beside the published folder lies a note of what the site was made from and of every file in it, by size and time. Whoever
//! finds both as noted has the site already. The note is only ever a shortcut: without it, or where anything at all differs, the
//! site is made and compared file by file.

use std::ffi::OsString;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::disk::{Disk, Kind};
use crate::output::Counts;

/// The note.
#[derive(Serialize, Deserialize)]
struct Note {
    /// The program that wrote it.
    program: String,
    /// What the site was made from.
    inputs: u64,
    /// What lies in the published folder.
    site: u64,
    pages: usize,
    calendars: usize,
}

/// The counts of the site in `target`, if the note at `path` says that it was made of `inputs` and it lies there as it was left.
pub(super) fn holds(disk: &dyn Disk, path: &Path, target: &Path, program: &str, inputs: u64) -> Option<Counts> {
    let note: Note = serde_json::from_slice(&disk.read(path).ok()?).ok()?;
    let is_ours = note.program == program && note.inputs == inputs && note.site == site(disk, target)?;
    is_ours.then_some(Counts { pages: note.pages, calendars: note.calendars })
}

/// Writes the note, in the place of the one before. That it cannot be written costs the next build its shortcut only.
pub(super) fn write(disk: &dyn Disk, path: &Path, target: &Path, program: &str, inputs: u64, counts: Counts) {
    let _ = disk.remove_file(path);
    let Some(site) = site(disk, target) else { return };
    let Counts { pages, calendars } = counts;
    let note = Note { program: program.to_owned(), inputs, site, pages, calendars };
    if let Ok(bytes) = serde_json::to_vec(&note) {
        let _ = disk.write_new(path, &bytes);
    }
}

/// A number that stands for all files below `target`: their paths, sizes and times.
fn site(disk: &dyn Disk, target: &Path) -> Option<u64> {
    below(disk, target, PathBuf::new())
}

/// The same for those in `folder` of `target`: a sum, in whatever order the system lists them.
fn below(disk: &dyn Disk, target: &Path, folder: PathBuf) -> Option<u64> {
    let entries = disk.list(&target.join(&folder)).ok()?;
    let one = |(name, kind): (OsString, Kind)| {
        let path = folder.join(name);
        if kind == Kind::Folder {
            return below(disk, target, path);
        }
        let mut print = FxHasher::default();
        (&path, disk.stamp(&target.join(&path)).ok()?).hash(&mut print);
        Some(print.finish())
    };
    entries.into_par_iter().map(one).try_reduce(|| 0, |sum, print| Some(sum.wrapping_add(print)))
}
