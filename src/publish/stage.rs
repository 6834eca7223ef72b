//! The site in the making: takes files as they are made, and writes those that differ from what is published.
//!
//! Nothing is written before the first file that differs. Where the published folder can be exchanged, files are written into
//! the new site beside it; elsewhere they wait in memory. A site that is given up leaves nothing behind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::carry::{carry, carry_file};
use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, Told};
use super::manifest::{self, MANIFEST, ancestors};
use super::plan::{Plan, is_there};
use super::survey::{Ours, look_through};
use super::{Door, LEDGER_COPY, Report};
use crate::output::Files;

/// A site that is being made. Dropped before it is published, it was never there.
pub struct Stage<'a> {
    door: &'a Door<'a>,
    /// What lies in the target of the old site, and in which kind.
    found: BTreeMap<String, Kind>,
    /// Where the new site is made; none where it waits in memory.
    tree: Option<PathBuf>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Every file that was put.
    files: BTreeSet<String>,
    /// Those of them that differ from what is published.
    written: BTreeSet<String>,
    /// Their bytes, where there is no tree to write them to.
    held: Held,
    begun: Option<Begun>,
    failed: Option<PublishError>,
}

/// Bytes that wait in memory, by path.
pub(super) type Held = BTreeMap<String, Arc<[u8]>>;

/// A new site that lies on the disk, with the folders that it has so far.
pub(super) struct Begun {
    root: File,
    folders: BTreeSet<String>,
}

impl<'a> Stage<'a> {
    /// A site to be published through `door`, in `tree` or in memory.
    pub(super) fn new(door: &'a Door<'a>, tree: Option<PathBuf>) -> Result<Stage<'a>, PublishError> {
        Ok(Stage { found: found(door.disk(), door.target())?, door, tree, state: Mutex::default() })
    }

    /// Publishes what was put, and with it the ledger, if the door keeps one and `keeps_ledger` says so.
    ///
    /// On an error the old site is there, whole, with the old ledger, unless the way in is file by file.
    ///
    /// # Errors
    /// The first thing that went wrong, here or when a file was put.
    pub fn publish(mut self, keeps_ledger: bool) -> Result<Report, PublishError> {
        let (door, tree) = (self.door, self.tree.clone());
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        manifest::check_clashes(&state.files)?;
        if let Some(error) = state.failed.take() {
            return Err(error);
        }
        let (files, written) = (std::mem::take(&mut state.files), std::mem::take(&mut state.written));
        let has_ledger = keeps_ledger && files.contains(LEDGER_COPY);
        let folder = if written.contains(LEDGER_COPY) { tree.as_deref() } else { Some(door.target()) };
        let ledger = if has_ledger { Some(one_file(door.disk(), LEDGER_COPY, &state.held, folder)?) } else { None };
        let report = door.publish_made(files, written, &state.held, state.begun.as_ref(), ledger.as_deref())?;
        // It is the published site now.
        state.begun = None;
        Ok(report)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        manifest::check_path(path)?;
        {
            let mut state = self.state();
            if state.failed.is_some() || !state.files.insert(path.to_owned()) {
                return Ok(());
            }
        }
        let disk = self.door.disk();
        if let Some(kind) = self.found.get(path)
            && is_there(disk, &self.door.target().join(path), *kind, bytes)?
        {
            return Ok(());
        }
        self.write(disk, path, bytes)?;
        self.state().written.insert(path.to_owned());
        Ok(())
    }

    fn write(&self, disk: &dyn Disk, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let Some(tree) = &self.tree else {
            self.state().held.insert(path.to_owned(), bytes.into());
            return Ok(());
        };
        {
            let mut state = self.state();
            if state.begun.is_none() {
                state.begun = Some(begin(disk, self.door.target(), tree)?);
            }
            if let Some(begun) = &mut state.begun {
                make_folders(disk, tree, &mut begun.folders, path)?;
            }
        }
        let path = tree.join(path);
        disk.write_new(&path, bytes).told(Doing::Writing, &path)
    }
}

impl Files for Stage<'_> {
    fn put(&self, path: &str, bytes: &[u8]) {
        if let Err(error) = self.take(path, bytes) {
            self.state().failed.get_or_insert(error);
        }
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        let begun = self.state().begun.take();
        if let (Some(_), Some(tree)) = (begun, &self.tree) {
            // The next build tries again if this cannot.
            let _ = self.door.disk().remove_tree(tree);
        }
    }
}

/// What lies in the target of the site that it says it holds.
fn found(disk: &dyn Disk, target: &Path) -> Result<BTreeMap<String, Kind>, PublishError> {
    if disk.kind(target).told(Doing::Finding, target)?.is_none() {
        return Ok(BTreeMap::new());
    }
    let Some(old) = manifest::read(disk, target)? else { return Ok(BTreeMap::new()) };
    let ours = Ours { old, new: &BTreeSet::new() };
    look_through(disk, target, &ours).map(|survey| survey.found)
}

fn begin(disk: &dyn Disk, target: &Path, tree: &Path) -> Result<Begun, PublishError> {
    disk.create_folder_like(tree, target).told(Doing::Creating, tree)?;
    let root = disk.open_folder(tree).told(Doing::Creating, tree)?;
    Ok(Begun { root, folders: BTreeSet::new() })
}

/// Makes the folders above `path` that are not there yet.
fn make_folders(disk: &dyn Disk, tree: &Path, made: &mut BTreeSet<String>, path: &str) -> Result<(), PublishError> {
    let mut missing: Vec<&str> = ancestors(path).take_while(|folder| !made.contains(*folder)).collect();
    while let Some(folder) = missing.pop() {
        let path = tree.join(folder);
        disk.create_folder(&path).told(Doing::Creating, &path)?;
        made.insert(folder.to_owned());
    }
    Ok(())
}

/// Makes the new site whole: what did not change and what is foreign is carried over, and the manifest is written last. All
/// of it is on the disk when this returns.
pub(super) fn complete(
    disk: &dyn Disk,
    plan: &Plan,
    target: &Path,
    tree: &Path,
    begun: Option<&Begun>,
) -> Result<(), PublishError> {
    let fresh;
    let begun = match begun {
        Some(begun) => begun,
        None => {
            fresh = begin(disk, target, tree)?;
            &fresh
        }
    };
    let mut folders = begun.folders.clone();
    for path in plan.carried() {
        make_folders(disk, tree, &mut folders, path)?;
        carry_file(disk, &target.join(path), &tree.join(path))?;
    }
    for entry in &plan.foreign {
        carry(disk, entry, target, tree)?;
    }
    let manifest = tree.join(MANIFEST);
    disk.write_new(&manifest, &plan.manifest).told(Doing::Writing, &manifest)?;
    let written: Vec<PathBuf> = plan.written.iter().map(|path| tree.join(path)).chain([manifest]).collect();
    let folders: Vec<PathBuf> = folders.iter().map(|folder| tree.join(folder)).collect();
    disk.flush_tree(&begun.root, &written, &folders).told(Doing::Flushing, tree)
}

/// The bytes of a file that was put: those held, else what lies in `folder`. Not kept meanwhile: a ledger may be large.
fn one_file(disk: &dyn Disk, path: &str, held: &Held, folder: Option<&Path>) -> Result<Vec<u8>, PublishError> {
    match (held.get(path), folder) {
        (None, Some(folder)) => {
            let file = folder.join(path);
            disk.read(&file).told(Doing::Reading, &file)
        }
        (held, _) => Ok(held.map(|bytes| bytes.to_vec()).unwrap_or_default()),
    }
}

/// The bytes of the new site's own files, taken from the disk again.
pub(super) fn read_back(disk: &dyn Disk, plan: &Plan, tree: &Path) -> Result<Held, PublishError> {
    let read = |path: &String| {
        let file = tree.join(path);
        Ok((path.clone(), disk.read(&file).told(Doing::Reading, &file)?.into()))
    };
    plan.written.iter().map(read).collect()
}
