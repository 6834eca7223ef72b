//! What a publication has to do: every file of the new site compared with the bytes that are there.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, Told};
use super::manifest::{self, MANIFEST, ancestors};
use super::survey::{Foreign, Survey, survey};

/// The difference between the site that is there and the one to come. Paths are relative to the target.
pub(super) struct Plan<'a> {
    pub files: &'a BTreeMap<String, Arc<[u8]>>,
    /// Files whose bytes are there already.
    pub carried: Vec<&'a str>,
    /// Files that are new or whose bytes changed.
    pub written: Vec<(&'a str, &'a [u8])>,
    /// Files of the old site that the new one does not have.
    pub removed: Vec<String>,
    pub foreign: Vec<Foreign>,
    pub manifest: Vec<u8>,
    manifest_differs: bool,
}

impl Plan<'_> {
    pub fn changes_nothing(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty() && !self.manifest_differs
    }

    /// The folders of the new site, each after the one that it lies in.
    pub fn folders(&self) -> BTreeSet<&str> {
        self.files.keys().flat_map(|path| ancestors(path)).collect()
    }
}

/// Compares the new site with the target; refuses a target that is not ours.
pub(super) fn plan<'a>(
    disk: &dyn Disk,
    target: &Path,
    files: &'a BTreeMap<String, Arc<[u8]>>,
) -> Result<Plan<'a>, PublishError> {
    let Survey { found, foreign } = survey(disk, target, files)?;
    let manifest = manifest::bytes(files.keys().map(String::as_str));
    let manifest_path = target.join(MANIFEST);
    let manifest_differs = !is_there(disk, &manifest_path, None, &manifest)?;
    let (mut carried, mut written) = (Vec::new(), Vec::new());
    for (path, bytes) in files {
        let same = match found.get(path) {
            Some(kind) => is_there(disk, &target.join(path), Some(*kind), bytes)?,
            None => false,
        };
        if same { carried.push(path.as_str()) } else { written.push((path.as_str(), &**bytes)) }
    }
    let removed = found.into_keys().filter(|path| !files.contains_key(path)).collect();
    Ok(Plan { files, carried, written, removed, foreign, manifest, manifest_differs })
}

/// Whether a plain file with these bytes is at `path`; `kind` is what lies there, where it is known.
fn is_there(disk: &dyn Disk, path: &Path, kind: Option<Kind>, bytes: &[u8]) -> Result<bool, PublishError> {
    let kind = match kind {
        Some(kind) => Some(kind),
        None => disk.kind(path).told(Doing::Reading, path)?,
    };
    if kind != Some(Kind::File) {
        return Ok(false);
    }
    match disk.holds(path, bytes) {
        // Removed by someone since we looked: then it is to be written again.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        held => held.told(Doing::Reading, path),
    }
}
