//! The ledger in `content/`, which moves together with the site whose copy of it is published as `ledger.yaml`.
//!
//! See the protocol in [`super`]. Two hidden files beside the ledger carry it over a death: `.NAME.new`, the staged
//! bytes, and `.NAME.for`, the path of the target whose switch they wait for, since the next build may well be for
//! another one.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::LEDGER_COPY;
use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, Told};

/// What became of a ledger that a dead build had staged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StagedLedger {
    /// There was none.
    None,
    /// Its site was published, so it is the ledger now.
    Finished,
    /// Its site was never published, so it is gone.
    Discarded,
}

#[derive(Debug)]
pub(super) struct Companion {
    path: PathBuf,
    folder: PathBuf,
    staged: PathBuf,
    note: PathBuf,
}

impl Companion {
    /// The ledger at `path`, or at what `path` links to; it need not exist.
    pub fn at(path: &Path) -> Result<Companion, PublishError> {
        let path = super::resolve::resolve(path)?;
        let folder = path.parent().unwrap_or(&path).to_path_buf();
        let hidden = |ending: &str| {
            let mut name = OsString::from(".");
            name.push(path.file_name().unwrap_or_default());
            name.push(ending);
            folder.join(name)
        };
        Ok(Companion { staged: hidden(".new"), note: hidden(".for"), folder, path })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn holds(&self, disk: &dyn Disk, bytes: &[u8]) -> Result<bool, PublishError> {
        match disk.kind(&self.path).told(Doing::Reading, &self.path)? {
            Some(Kind::File) => disk.holds(&self.path, bytes).told(Doing::Reading, &self.path),
            _ => Ok(false),
        }
    }

    /// Puts the new bytes beside the ledger, on the disk, with a note of the site that they belong to.
    pub fn stage(&self, disk: &dyn Disk, bytes: &[u8], target: &Path) -> Result<(), PublishError> {
        let note = target.as_os_str().as_bytes();
        let written = disk
            .write_flushed(&self.note, note)
            .told(Doing::Writing, &self.note)
            .and_then(|()| disk.write_flushed(&self.staged, bytes).told(Doing::Writing, &self.staged))
            .and_then(|()| disk.flush_folder(&self.folder).told(Doing::Flushing, &self.folder));
        if written.is_err() {
            // The error is told; whether the halves can be removed as well changes nothing about it.
            let _ = self.discard(disk);
        }
        written
    }

    /// Makes the staged bytes the ledger. From here on the publication has succeeded.
    pub fn commit(&self, disk: &dyn Disk) -> Result<(), PublishError> {
        disk.rename(&self.staged, &self.path).told(Doing::Renaming, &self.path)?;
        // Lost in a power cut, the rename is made again by `recover`; and a note alone means nothing.
        let _ = disk.flush_folder(&self.folder);
        let _ = disk.remove_file(&self.note);
        Ok(())
    }

    /// Finishes or discards what a dead or failed build staged, whichever agrees with the published site.
    pub fn recover(&self, disk: &dyn Disk, target: &Path) -> Result<StagedLedger, PublishError> {
        if disk.kind(&self.staged).told(Doing::Finding, &self.staged)?.is_none() {
            self.discard(disk)?;
            return Ok(StagedLedger::None);
        }
        let staged = disk.read(&self.staged).told(Doing::Reading, &self.staged)?;
        let published = match self.noted_target(disk) {
            Some(noted) => published_copy(disk, &noted)?.or(published_copy(disk, target)?),
            None => published_copy(disk, target)?,
        };
        if published.is_some_and(|copy| copy == staged) {
            self.commit(disk)?;
            return Ok(StagedLedger::Finished);
        }
        self.discard(disk)?;
        Ok(StagedLedger::Discarded)
    }

    fn noted_target(&self, disk: &dyn Disk) -> Option<PathBuf> {
        let note = disk.read(&self.note).ok()?;
        Some(PathBuf::from(OsStr::from_bytes(&note))).filter(|path| path.is_absolute())
    }

    fn discard(&self, disk: &dyn Disk) -> Result<(), PublishError> {
        for path in [&self.staged, &self.note] {
            if disk.kind(path).told(Doing::Finding, path)?.is_some() {
                disk.remove_file(path).told(Doing::Removing, path)?;
            }
        }
        Ok(())
    }
}

/// The ledger that the site in `target` carries, if it carries one.
fn published_copy(disk: &dyn Disk, target: &Path) -> Result<Option<Vec<u8>>, PublishError> {
    let path = target.join(LEDGER_COPY);
    match disk.kind(&path).told(Doing::Reading, &path)? {
        Some(Kind::File) => disk.read(&path).told(Doing::Reading, &path).map(Some),
        _ => Ok(None),
    }
}
