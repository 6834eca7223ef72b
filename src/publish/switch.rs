//! The switch from the old site to the new one, and back again if the ledger cannot follow.

use std::io;
use std::path::Path;

use rustix::io::Errno;

use super::disk::Disk;
use super::error::{Doing, PublishError, Told};
use super::workshop::Workshop;

/// How the new site came into its place, which is also how to take it out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Switched {
    /// There was none before.
    First,
    /// The two changed places.
    Exchanged,
    /// The old one was put aside first, since the file system cannot exchange.
    InTwoSteps,
}

/// Puts the staged site into the place of the target and sees to it that the disk knows.
pub(super) fn switch(disk: &dyn Disk, workshop: &Workshop, target: &Path) -> Result<Switched, PublishError> {
    let switched = change_places(disk, workshop, target).told(Doing::Switching, target)?;
    if let Some(parent) = target.parent()
        && let Err(error) = disk.flush_folder(parent)
    {
        undo(disk, workshop, target, switched);
        return Err(error).told(Doing::Flushing, parent);
    }
    Ok(switched)
}

fn change_places(disk: &dyn Disk, workshop: &Workshop, target: &Path) -> io::Result<Switched> {
    let new = workshop.new_site();
    if disk.kind(target)?.is_none() {
        return disk.rename(&new, target).map(|()| Switched::First);
    }
    match disk.exchange(&new, target) {
        Err(error) if cannot_exchange(&error) => in_two_steps(disk, workshop, target),
        exchanged => exchanged.map(|()| Switched::Exchanged),
    }
}

/// Between the two renames there is no site for a moment; a build that dies there is put right by the next.
fn in_two_steps(disk: &dyn Disk, workshop: &Workshop, target: &Path) -> io::Result<Switched> {
    disk.rename(target, &workshop.aside())?;
    let renamed = disk.rename(&workshop.new_site(), target);
    if renamed.is_err() {
        disk.rename(&workshop.aside(), target)?;
    }
    renamed.map(|()| Switched::InTwoSteps)
}

/// Takes the new site out of its place again, as far as the disk still obeys.
///
/// It is called when something failed already, and that is what gets told. Should this fail too, the new site stays,
/// whole, and the next build finds the staged ledger that belongs to it.
pub(super) fn undo(disk: &dyn Disk, workshop: &Workshop, target: &Path, switched: Switched) {
    let new = workshop.new_site();
    let _ = match switched {
        Switched::First => disk.rename(target, &new),
        Switched::Exchanged => disk.exchange(&new, target),
        Switched::InTwoSteps => disk.rename(target, &new).and_then(|()| disk.rename(&workshop.aside(), target)),
    };
}

/// File systems without exchange answer EINVAL, old kernels ENOSYS.
fn cannot_exchange(error: &io::Error) -> bool {
    let cannot = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
    error.kind() == io::ErrorKind::Unsupported
        || Errno::from_io_error(error).is_some_and(|errno| cannot.contains(&errno))
}

/// Whether the target cannot be exchanged as a whole, but may well be written into.
pub(super) fn forbids_switch(error: &PublishError) -> bool {
    let PublishError::Io { doing, error, .. } = error else {
        return false;
    };
    match Errno::from_io_error(error) {
        Some(Errno::XDEV) => matches!(doing, Doing::Linking | Doing::Switching),
        Some(Errno::BUSY | Errno::ACCESS | Errno::PERM | Errno::ROFS) => *doing == Doing::Switching,
        _ => false,
    }
}
