//! What a publication has to do, once every file of the new site has been held against the one that is there.

use std::collections::BTreeSet;
use std::path::Path;

use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, Told};
use super::manifest::{self, MANIFEST, ancestors};
use super::survey::{Foreign, Survey, survey};

/// The difference between the site that is there and the one to come. Paths are relative to the target.
pub(super) struct Plan {
    /// Every file of the new site.
    pub files: BTreeSet<String>,
    /// Files that are new or whose bytes changed.
    pub written: BTreeSet<String>,
    /// Files of the old site that the new one does not have.
    pub removed: Vec<String>,
    pub foreign: Vec<Foreign>,
    pub manifest: Vec<u8>,
    manifest_differs: bool,
}

impl Plan {
    pub fn changes_nothing(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty() && !self.manifest_differs
    }

    /// Files whose bytes are there already.
    pub fn carried(&self) -> impl Iterator<Item = &String> {
        self.files.difference(&self.written)
    }

    /// The folders of the new site, each after the one that it lies in.
    pub fn folders(&self) -> BTreeSet<&str> {
        self.files.iter().flat_map(|path| ancestors(path)).collect()
    }
}

/// Looks through the target again, now that all of the new site is known; refuses a target that is not ours.
pub(super) fn plan(
    disk: &dyn Disk,
    target: &Path,
    files: BTreeSet<String>,
    written: BTreeSet<String>,
) -> Result<Plan, PublishError> {
    let Survey { found, foreign } = survey(disk, target, &files)?;
    let manifest = manifest::bytes(files.iter().map(String::as_str));
    let manifest_path = target.join(MANIFEST);
    let kind = disk.kind(&manifest_path).told(Doing::Reading, &manifest_path)?;
    let manifest_differs = match kind {
        Some(kind) => !is_there(disk, &manifest_path, kind, &manifest)?,
        None => true,
    };
    let removed = found.into_keys().filter(|path| !files.contains(path)).collect();
    Ok(Plan { files, written, removed, foreign, manifest, manifest_differs })
}

/// Whether what lies at `path`, and is of this kind, is a plain file with these bytes.
pub(super) fn is_there(disk: &dyn Disk, path: &Path, kind: Kind, bytes: &[u8]) -> Result<bool, PublishError> {
    if kind != Kind::File {
        return Ok(false);
    }
    match disk.holds(path, bytes) {
        // Removed by someone since we looked: then it is to be written again.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        held => held.told(Doing::Reading, path),
    }
}
