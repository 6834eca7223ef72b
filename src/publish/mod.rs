//! The door out: the rendered site becomes the published folder in one step, and the ledger moves with it.
//!
//! Whatever happens, a reader of the published folder sees the whole old site or the whole new one: a build that dies,
//! a full disk, a power cut. Nothing here knows what a page is; files are paths and bytes.
//!
//! # The protocol
//!
//! 1. [`open`] refuses targets that hold more than a site (`guard`), takes the lock of the target and then that of the
//!    ledger's folder (`lock`), and puts right what a dead build left: see *After a death*. The ledger is read after
//!    this, and the locks are held until the [`Door`] is dropped: of two builds at once, the later one reads the
//!    ledger that the earlier one wrote.
//! 2. Each file is compared with what lies in the target as soon as it is made, and written into the workshop beside the
//!    target if it differs (`stage`, `workshop`). Where nothing differs, nothing is written.
//! 3. When all of the new site is known, the ledger's new bytes are staged beside it, with a note of the target, and flushed
//!    (`plan`, `companion`).
//! 4. The new site is made whole with all that did not change, and flushed (`stage`, `carry`).
//! 5. Old and new change places in one step, and the parent folder is flushed (`switch`).
//! 6. The staged ledger is renamed into place. This is the moment of success: anything that fails before it is undone,
//!    nothing that fails after it matters.
//! 7. What others put into the old site meanwhile is carried over, and the old site is put away. The next build
//!    removes it, once readers have had [`Options::linger`] to finish with it.
//!
//! The site is thus never older than the ledger, and newer only between 5 and 6.
//!
//! # After a death
//!
//! A staged ledger is found. The published site carries its own copy of the ledger it was built with. If that equals the staged
//! bytes, the switch has happened and only the rename was missing: it is done now. If not, the switch has not happened:
//! the staged bytes are discarded. All else that a dead build leaves lies in the workshop, and is removed.
//!
//! # Where nothing can be exchanged
//!
//! - A file system without exchange (not Linux or macOS; NFS, some FUSE): the old site is renamed aside, then the new
//!   one into place, [`Switch::TwoSteps`]. Between the two there is no site; a death there is put right by the next build.
//! - The target is a mount point, or its parent may not be written: [`Switch::FileByFile`], in `in_place`'s order.
//!   A death then leaves some files new and some old, each of them whole, and the next build finishes.

mod carry;
mod companion;
mod disk;
mod error;
mod guard;
mod in_place;
mod lock;
mod manifest;
mod plan;
mod resolve;
mod seal;
mod stage;
mod survey;
mod switch;
mod workshop;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use companion::StagedLedger;
pub use disk::{Disk, Identity, Kind, RealDisk};
pub use error::{BadManifest, BadPath, Doing, Protected, PublishError, Refusal};
pub use manifest::MANIFEST;
pub use stage::Stage;

use companion::Companion;
use error::Told;
use lock::{Lock, Patience};
use plan::Plan;
use stage::{Begun, Held};
use survey::Foreign;
use switch::Switched;
use workshop::{Clearing, Workshop};

use crate::output::Counts;

/// The path under which the site carries its own copy of the ledger.
pub const LEDGER_COPY: &str = "ledger.yaml";

/// The folders of a site, before its files are known.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The folder to publish into.
    pub target: &'a Path,
    /// The site's own folder, which must not be replaced.
    pub site_folder: &'a Path,
    /// The ledger's path, unless this build keeps none.
    pub companion: Option<&'a Path>,
}

/// How to publish; the default suits a build from the command line.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// How long to wait for another build to finish.
    pub wait: Duration,
    /// Called once, when there is another build to wait for.
    pub on_wait: Option<&'a (dyn Fn() + Sync)>,
    /// For how long a replaced site stays, out of sight, for readers that had opened it.
    pub linger: Duration,
    /// The file system to write to.
    pub disk: &'a dyn Disk,
}

impl Default for Options<'_> {
    fn default() -> Self {
        let (wait, linger) = (Duration::from_secs(60), Duration::from_secs(2));
        Options { wait, on_wait: None, linger, disk: &RealDisk }
    }
}

/// What a publication did. The manifest is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or whose bytes changed.
    pub written: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
    /// Files left as they were, with their times.
    pub unchanged: usize,
    /// What others keep in the folder, sorted; folders end in a slash.
    pub kept_foreign: Vec<String>,
    /// How the new site came into place.
    pub switched: Switch,
}

impl Report {
    /// Of a publication that found everything as it should be.
    pub fn nothing() -> Report {
        Report { written: 0, removed: 0, unchanged: 0, kept_foreign: Vec::new(), switched: Switch::Nothing }
    }
}

/// How the new site took the place of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Nothing in the folder was touched.
    Nothing,
    /// In one step: no reader saw anything but a whole site.
    OneStep,
    /// The file system cannot exchange: for a moment there was no site.
    TwoSteps,
    /// The folder cannot be replaced: for a moment some files were new and some old.
    FileByFile,
}

/// A place that is ours to publish into, locked against other builds until this is dropped.
pub struct Door<'a> {
    /// What became of a ledger that a dead build had staged.
    pub recovered: StagedLedger,
    target: PathBuf,
    companion: Option<Companion>,
    way: Way,
    options: Options<'a>,
    // Dropped in this order: the clearing ends while the lock is still held.
    _clearing: Clearing,
    _locks: Vec<Lock>,
}

enum Way {
    Exchange(Workshop),
    InPlace,
}

/// Opens the door: refuses, locks, recovers. A build does this before it reads the ledger.
pub fn open<'a>(place: &Place, options: Options<'a>) -> Result<Door<'a>, PublishError> {
    let disk = options.disk;
    let target = guard::admit(place.target, place.site_folder, std::env::home_dir().as_deref())?;
    let companion = place.companion.map(Companion::at).transpose()?;
    let way = way_into(disk, &target)?;
    let mut patience = Patience::new(options.wait, options.on_wait);
    let mut locks = vec![match &way {
        Way::Exchange(workshop) => lock::on_file(disk, &workshop.lock(), &target, &mut patience)?,
        Way::InPlace => lock::on_folder(disk, &target, &mut patience)?,
    }];
    let mut clearing = Clearing::default();
    if let Way::Exchange(workshop) = &way {
        workshop.tidy(disk, &target)?;
        clearing = workshop.clear(disk, options.linger);
    }
    in_place::tidy(disk, &target)?;
    let mut recovered = StagedLedger::None;
    if let Some(companion) = &companion {
        locks.push(lock::on_folder(disk, companion.folder(), &mut patience)?);
        recovered = companion.recover(disk, &target)?;
    }
    Ok(Door { recovered, target, companion, way, options, _clearing: clearing, _locks: locks })
}

fn way_into(disk: &dyn Disk, target: &Path) -> Result<Way, PublishError> {
    let exists = disk.kind(target).told(Doing::Finding, target)?.is_some();
    if exists && disk.is_mount_point(target).told(Doing::Finding, target)? {
        return Ok(Way::InPlace);
    }
    match Workshop::open(disk, target) {
        Ok(Some(workshop)) => Ok(Way::Exchange(workshop)),
        Ok(None) => Ok(Way::InPlace),
        // The parent may not be written. A workshop that is there but closed to us is another matter: someone else
        // publishes into this folder, and writing past their lock would mix two sites.
        Err(PublishError::Io { doing: Doing::Creating, error, .. }) if exists && is_forbidden(&error) => {
            Ok(Way::InPlace)
        }
        Err(error) => Err(error),
    }
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

impl Door<'_> {
    /// The folder that the target means, absolute and without links.
    fn target(&self) -> &Path {
        &self.target
    }

    /// Begins a new site, which takes its files as they are made.
    ///
    /// # Errors
    /// What lies in the target cannot be looked through.
    pub fn stage(&self) -> Result<Stage<'_>, PublishError> {
        let tree = match &self.way {
            Way::Exchange(workshop) => Some(workshop.new_site()),
            Way::InPlace => None,
        };
        Stage::new(self, tree)
    }

    /// What the published site consists of, if a build left it just so that `program` made of `inputs`: then there is nothing
    /// to do. See [`Door::remember`].
    pub fn has(&self, program: &str, inputs: u64) -> Option<Counts> {
        let Way::Exchange(workshop) = &self.way else { return None };
        seal::holds(self.disk(), &workshop.note(), &self.target, program, inputs)
    }

    /// Notes of what the site was made that has just been published: any number that differs when the site might.
    pub fn remember(&self, program: &str, inputs: u64, counts: Counts) {
        if let Way::Exchange(workshop) = &self.way {
            seal::write(self.disk(), &workshop.note(), &self.target, program, inputs, counts);
        }
    }

    /// The ledger that the published site carries, if it carries one.
    pub fn published_ledger(&self) -> Option<Vec<u8>> {
        self.disk().read(&self.target.join(LEDGER_COPY)).ok()
    }

    fn disk(&self) -> &dyn Disk {
        self.options.disk
    }

    /// The rest of the way, once all files are known: see [`Stage::publish`].
    fn publish_made(
        &self,
        files: BTreeSet<String>,
        written: BTreeSet<String>,
        held: &Held,
        begun: Option<&Begun>,
        ledger: Option<&[u8]>,
    ) -> Result<Report, PublishError> {
        let moving = self.moving_ledger(ledger)?;
        let plan = plan::plan(self.disk(), &self.target, files, written)?;
        if let Some((companion, bytes)) = moving {
            companion.stage(self.disk(), bytes, &self.target)?;
        }
        let moving = moving.map(|(companion, _)| companion);
        let switched = self.replace(&plan, held, begun, moving);
        if let (Err(_), Some(companion)) = (&switched, moving) {
            // What went wrong is told; the next build recovers again if this cannot.
            let _ = companion.recover(self.disk(), &self.target);
        }
        switched.map(|switched| report(&plan, switched))
    }

    /// The ledger and its new bytes, if they are new.
    fn moving_ledger<'b>(
        &'b self,
        ledger: Option<&'b [u8]>,
    ) -> Result<Option<(&'b Companion, &'b [u8])>, PublishError> {
        let Some((companion, bytes)) = self.companion.as_ref().zip(ledger) else {
            return Ok(None);
        };
        let is_old = companion.holds(self.disk(), bytes)?;
        Ok((!is_old).then_some((companion, bytes)))
    }

    fn replace(
        &self,
        plan: &Plan,
        held: &Held,
        begun: Option<&Begun>,
        companion: Option<&Companion>,
    ) -> Result<Switch, PublishError> {
        let commit = || companion.map_or(Ok(()), |companion| companion.commit(self.disk()));
        if plan.changes_nothing() {
            return commit().map(|()| Switch::Nothing);
        }
        let Way::Exchange(workshop) = &self.way else {
            return self.replace_in_place(plan, held, &commit);
        };
        match self.exchange(plan, begun, workshop, &commit) {
            Err(error) if switch::forbids_switch(&error) => {
                let new = workshop.new_site();
                let held = stage::read_back(self.disk(), plan, &new)?;
                let _ = self.disk().remove_tree(&new);
                let mut patience = Patience::new(self.options.wait, self.options.on_wait);
                let _lock = lock::on_folder(self.disk(), &self.target, &mut patience)?;
                self.replace_in_place(plan, &held, &commit)
            }
            exchanged => exchanged,
        }
    }

    fn replace_in_place(&self, plan: &Plan, held: &Held, commit: &Commit) -> Result<Switch, PublishError> {
        in_place::replace(self.options.disk, plan, held, &self.target)?;
        commit().map(|()| Switch::FileByFile)
    }

    /// Makes the new site, switches, and lets the ledger follow; on an error all is as it was.
    fn exchange(
        &self,
        plan: &Plan,
        begun: Option<&Begun>,
        workshop: &Workshop,
        commit: &Commit,
    ) -> Result<Switch, PublishError> {
        let (disk, target, new) = (self.options.disk, &self.target, workshop.new_site());
        let switched = stage::complete(disk, plan, target, &new, begun)
            .and_then(|()| switch::switch(disk, workshop, target))
            .and_then(|switched| {
                commit().inspect_err(|_| switch::undo(disk, workshop, target, switched))?;
                Ok(switched)
            })?;
        let (old, switch) = match switched {
            Switched::First => return Ok(Switch::OneStep),
            Switched::Exchanged => (new, Switch::OneStep),
            Switched::InTwoSteps => (workshop.aside(), Switch::TwoSteps),
        };
        // The new site is published and whole. What may fail here is not worth taking it back.
        let _ = carry::rescue(disk, plan, &old, target);
        workshop.retire(disk, &old, self.options.linger);
        Ok(switch)
    }
}

/// Makes the staged ledger, if there is one, the ledger.
type Commit<'a> = dyn Fn() -> Result<(), PublishError> + 'a;

fn report(plan: &Plan, switched: Switch) -> Report {
    let named = plan.foreign.iter().filter(|entry| !entry.is_harmless());
    Report {
        written: plan.written.len(),
        removed: plan.removed.len(),
        unchanged: plan.carried().count(),
        kept_foreign: named.map(Foreign::shown).collect(),
        switched,
    }
}
