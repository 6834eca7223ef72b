//! Publishing file by file, where the folder itself cannot be exchanged: a mount point, or a folder whose parent may
//! not be written.
//!
//! All new bytes are on the disk, inside the target, before the first change that a reader can see; then each file is
//! renamed into place. The order keeps what is read whole for as long as it can be: what pages need, the pages, the
//! feeds, the ledger's copy, and last the deletions. First of all comes a manifest that lists both sites, so that a
//! build which dies on the way leaves nothing that the next one takes for foreign.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::LEDGER_COPY;
use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, Told};
use super::manifest::{self, MANIFEST, SCRATCH, ancestors};
use super::plan::Plan;
use super::stage::Held;

/// When a file takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Asset,
    Page,
    Feed,
    Ledger,
}

impl Turn {
    fn of(path: &str) -> Turn {
        match Path::new(path).extension().and_then(|extension| extension.to_str()) {
            _ if path == LEDGER_COPY => Turn::Ledger,
            Some("html") => Turn::Page,
            Some("ics" | "xml" | "json" | "txt") => Turn::Feed,
            _ => Turn::Asset,
        }
    }
}

/// Removes what a dead build left in the target.
pub(super) fn tidy(disk: &dyn Disk, target: &Path) -> Result<(), PublishError> {
    let scratch = target.join(SCRATCH);
    match disk.kind(&scratch).told(Doing::Finding, &scratch)? {
        Some(_) => disk.remove_tree(&scratch).told(Doing::Removing, &scratch),
        None => Ok(()),
    }
}

/// Turns the site in `target` into the planned one, file by file.
pub(super) fn replace(disk: &dyn Disk, plan: &Plan, held: &Held, target: &Path) -> Result<(), PublishError> {
    let root = disk.open_folder(target).told(Doing::Listing, target)?;
    let scratch = target.join(SCRATCH);
    tidy(disk, target)?;
    let staged = stage(disk, plan, held, &scratch).and_then(|staged| {
        disk.flush_tree(&root, &staged.all, &[]).told(Doing::Flushing, &scratch)?;
        Ok(staged)
    });
    let finished = staged.and_then(|staged| put_into_place(disk, plan, target, staged));
    // Nothing of it is served, and the next build removes what is left.
    let _ = disk.remove_tree(&scratch);
    finished?;
    let folders: Vec<PathBuf> = plan.folders().into_iter().map(|folder| target.join(folder)).collect();
    disk.flush_tree(&root, &[], &folders).told(Doing::Flushing, target)
}

/// Where the new bytes wait.
struct Staged<'a> {
    files: Vec<(&'a str, PathBuf)>,
    both_sites: PathBuf,
    manifest: PathBuf,
    all: Vec<PathBuf>,
}

fn stage<'a>(disk: &dyn Disk, plan: &Plan, held: &'a Held, scratch: &Path) -> Result<Staged<'a>, PublishError> {
    disk.create_private_folder(scratch).told(Doing::Creating, scratch)?;
    let mut all = Vec::with_capacity(held.len() + 2);
    let mut write = |name: String, bytes: &[u8]| -> Result<PathBuf, PublishError> {
        let path = scratch.join(name);
        disk.write_new(&path, bytes).told(Doing::Writing, &path)?;
        all.push(path.clone());
        Ok(path)
    };
    let removed = plan.removed.iter().map(String::as_str);
    let listed = manifest::bytes(plan.files.iter().map(String::as_str).chain(removed));
    let both_sites = write("both-sites".to_owned(), &listed)?;
    let manifest = write("manifest".to_owned(), &plan.manifest)?;
    let mut files = Vec::with_capacity(held.len());
    for (number, (path, bytes)) in held.iter().enumerate() {
        files.push((path.as_str(), write(number.to_string(), bytes)?));
    }
    files.sort_by_key(|(path, _)| Turn::of(path));
    Ok(Staged { files, both_sites, manifest, all })
}

fn put_into_place(disk: &dyn Disk, plan: &Plan, target: &Path, staged: Staged) -> Result<(), PublishError> {
    let rename = |from: &Path, to: &Path| disk.rename(from, to).told(Doing::Renaming, to);
    rename(&staged.both_sites, &target.join(MANIFEST))?;
    let folders = plan.folders();
    let blocks =
        |path: &&String| folders.contains(path.as_str()) || ancestors(path).any(|folder| plan.files.contains(folder));
    let (blocking, in_no_ones_way): (Vec<&String>, Vec<&String>) = plan.removed.iter().partition(blocks);
    remove(disk, target, &blocking)?;
    for folder in &folders {
        let folder = target.join(folder);
        if disk.kind(&folder).told(Doing::Finding, &folder)? != Some(Kind::Folder) {
            disk.create_folder(&folder).told(Doing::Creating, &folder)?;
        }
    }
    for (path, bytes) in &staged.files {
        rename(bytes, &target.join(path))?;
    }
    remove(disk, target, &in_no_ones_way)?;
    rename(&staged.manifest, &target.join(MANIFEST))
}

/// Removes files, and the folders that are empty without them.
fn remove(disk: &dyn Disk, target: &Path, paths: &[&String]) -> Result<(), PublishError> {
    for path in paths {
        let path = target.join(path);
        disk.remove_file(&path).told(Doing::Removing, &path)?;
    }
    let emptied: BTreeSet<&str> = paths.iter().flat_map(|path| ancestors(path)).collect();
    // Backwards, so that what lies in a folder comes before it.
    for folder in emptied.into_iter().rev() {
        // One that is not empty stays, which is all that this error can mean to us.
        let _ = disk.remove_folder(&target.join(folder));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_find_their_assets_and_feeds_their_pages() {
        let mut paths = ["ledger.yaml", "kalender.ics", "om/index.html", "stil.css", "nyheder/feed.xml", "program.pdf"];
        paths.sort_by_key(|path| Turn::of(path));
        let expected = ["stil.css", "program.pdf", "om/index.html", "kalender.ics", "nyheder/feed.xml", "ledger.yaml"];
        assert_eq!(paths, expected);
    }
}
