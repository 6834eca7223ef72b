//! Death, failure and a full disk at every single call of a publication.

use husting::publish::{Options, StagedLedger, Switch};
use rustix::io::Errno;

use crate::faulty::{Fault, Faulty, Ground};
use crate::folder::{Files, Folder, site, snapshot};

/// Before the publication of version 2: nothing at all, or version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Version1,
}

impl Before {
    fn folder(self) -> Folder {
        match self {
            Before::Nothing => Folder::new(),
            Before::Version1 => Folder::published(1),
        }
    }

    fn version(self) -> Option<u32> {
        (self == Before::Version1).then_some(1)
    }
}

/// Publishes version 2 on a disk with the fault, and says whether the fault was reached.
fn attempt(folder: &Folder, fault: Fault, ground: Ground) -> (bool, bool) {
    let disk = Faulty::new(fault, ground);
    let options = Options { disk: &disk, ..Options::default() };
    let succeeded = folder.publish(&site(2), options).is_ok();
    let reached = match fault {
        Fault::None => true,
        Fault::Once(at, _) | Fault::FullFrom(at) | Fault::BrokenFrom(at) => disk.count() > at,
        Fault::Death(at) => disk.written().len() > at,
    };
    (reached, succeeded)
}

/// The next build, undisturbed, must always end right.
fn next_build_ends_right(folder: &Folder, ground: Ground, context: &str) {
    assert!(attempt(folder, Fault::None, ground).1, "{context}: the next build");
    assert_eq!(folder.version(), Some(2), "{context}: the next build");
    assert_eq!(folder.ledger_version(), 2, "{context}: the next build's ledger");
    assert_eq!(folder.leftovers(), Vec::<String>::new(), "{context}");
}

/// Tries a fault at the first call, the second, … until it is no longer reached; returns the number of tries.
fn at_every_call(before: Before, ground: Ground, fault: fn(usize) -> Fault, check: impl Fn(&Folder, bool, &str)) {
    let mut at = 0;
    loop {
        let folder = before.folder();
        let (reached, succeeded) = attempt(&folder, fault(at), ground);
        if !reached {
            assert!(succeeded && at > 20, "{before:?} {ground:?}: ended after {at} calls");
            return;
        }
        let context = format!("{before:?} {ground:?} {:?}", fault(at));
        check(&folder, succeeded, &context);
        next_build_ends_right(&folder, ground, &context);
        at += 1;
    }
}

/// After any death: a whole site, a ledger that is not ahead of it, and after recovery one that is not behind either.
fn whole_after_death(folder: &Folder, before: Before, context: &str) {
    let version = folder.version();
    assert!(version == before.version() || version == Some(2), "{context}: {version:?}");
    assert!(folder.ledger_version() <= version.unwrap_or(0), "{context}: the ledger is ahead");
    recovers(folder, version, context);
}

fn recovers(folder: &Folder, version: Option<u32>, context: &str) {
    folder.recover().unwrap_or_else(|error| panic!("{context}: {error}"));
    assert_eq!(folder.version(), version, "{context}: recovery changed the site");
    assert_eq!(folder.ledger_version(), version.unwrap_or(0), "{context}: the ledger after recovery");
    assert_eq!(folder.leftovers(), Vec::<String>::new(), "{context}");
}

#[test]
fn death_before_any_writing_call_leaves_a_whole_site() {
    for before in [Before::Nothing, Before::Version1] {
        at_every_call(before, Ground::Plain, Fault::Death, |folder, _, context| {
            whole_after_death(folder, before, context);
        });
    }
}

#[test]
fn death_between_two_renames_is_put_right_by_recovery() {
    at_every_call(Before::Version1, Ground::NoExchange, Fault::Death, |folder, _, context| {
        let missing = !folder.target().exists();
        folder.recover().unwrap_or_else(|error| panic!("{context}: {error}"));
        let version = folder.version();
        assert!(version == Some(1) || (version == Some(2) && !missing), "{context}: {version:?}");
        recovers(folder, version, context);
    });
}

/// File by file, the site may be mixed, but no file is torn or missing, and the ledger is not ahead.
#[test]
fn death_file_by_file_tears_no_file_and_loses_none() {
    let (old, new) = (site(1), site(2));
    let is_whole = |files: &Files, path: &str, bytes: &[u8]| files.get(path).is_some_and(|whole| **whole == *bytes);
    for ground in [Ground::MountPoint, Ground::HiddenMountPoint] {
        at_every_call(Before::Version1, ground, Fault::Death, |folder, _, context| {
            let mut found = snapshot(&folder.target()).expect("the folder is there");
            found.retain(|path, _| !path.starts_with(".husting-new/"));
            for (path, bytes) in &found {
                assert!(is_whole(&old, path, bytes) || is_whole(&new, path, bytes), "{context}: {path} is torn");
            }
            for path in old.keys().filter(|path| new.contains_key(*path)) {
                assert!(found.contains_key(path), "{context}: {path} is missing");
            }
            assert!(folder.ledger_version() == 1 || found["ledger.yaml"] == b"version 2\n", "{context}");
        });
    }
}

/// An error means that nothing happened, and success that all of it did.
fn all_or_nothing(folder: &Folder, before: Before, succeeded: bool, context: &str) {
    let expected = if succeeded { Some(2) } else { before.version() };
    assert_eq!(folder.version(), expected, "{context}");
    assert_eq!(folder.ledger_version(), expected.unwrap_or(0), "{context}: the ledger");
}

#[test]
fn an_error_at_any_call_leaves_the_old_site_whole() {
    let faults: [fn(usize) -> Fault; 4] = [
        |at| Fault::Once(at, Errno::NOSPC),
        |at| Fault::Once(at, Errno::ACCESS),
        |at| Fault::Once(at, Errno::IO),
        |at| Fault::Once(at, Errno::MFILE),
    ];
    for before in [Before::Nothing, Before::Version1] {
        for fault in faults {
            at_every_call(before, Ground::Plain, fault, |folder, succeeded, context| {
                all_or_nothing(folder, before, succeeded, context);
            });
        }
    }
}

#[test]
fn a_disk_that_is_full_from_any_call_on_leaves_the_old_site_whole() {
    for before in [Before::Nothing, Before::Version1] {
        for ground in [Ground::Plain, Ground::NoExchange, Ground::NoLinks] {
            at_every_call(before, ground, Fault::FullFrom, |folder, succeeded, context| {
                all_or_nothing(folder, before, succeeded, context);
            });
        }
    }
}

/// Not even taking the new site back may succeed: then it stays, and the next start lets the ledger follow.
#[test]
fn a_disk_that_breaks_at_any_call_leaves_a_whole_site() {
    for before in [Before::Nothing, Before::Version1] {
        at_every_call(before, Ground::Plain, Fault::BrokenFrom, |folder, succeeded, context| {
            assert!(!succeeded || folder.version() == Some(2), "{context}");
            whole_after_death(folder, before, context);
        });
    }
}

/// A full disk is met before the first visible change, also where files go into place one by one.
#[test]
fn a_full_disk_leaves_a_mount_point_whole() {
    at_every_call(Before::Version1, Ground::MountPoint, Fault::FullFrom, |folder, succeeded, context| {
        if !succeeded && folder.ledger_version() == 1 && snapshot(&folder.target()) == files_of(1) {
            return;
        }
        // The flush after the last change comes too late to undo anything, and is told.
        assert_eq!(folder.version(), Some(2), "{context}");
    });
}

fn files_of(version: u32) -> Option<std::collections::BTreeMap<String, Vec<u8>>> {
    Some(site(version).into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect())
}

#[test]
fn the_report_says_how_the_switch_was_made() {
    let expected = [
        (Ground::Plain, Switch::OneStep),
        (Ground::NoLinks, Switch::OneStep),
        (Ground::NoExchange, Switch::TwoSteps),
        (Ground::MountPoint, Switch::FileByFile),
        (Ground::HiddenMountPoint, Switch::FileByFile),
    ];
    for (ground, switched) in expected {
        let folder = Folder::published(1);
        let disk = Faulty::new(Fault::None, ground);
        let report = folder.publish(&site(2), Options { disk: &disk, ..Options::default() }).unwrap();
        assert_eq!(report.switched, switched, "{ground:?}");
        assert_eq!(folder.version(), Some(2), "{ground:?}");
    }
}

/// The number of the writing call that makes the staged ledger the ledger.
fn call_of_the_ledgers_rename() -> usize {
    let folder = Folder::published(1);
    let disk = Faulty::new(Fault::None, Ground::Plain);
    folder.publish(&site(2), Options { disk: &disk, ..Options::default() }).unwrap();
    let rename = ("rename", folder.ledger());
    disk.written().iter().position(|call| *call == rename).expect("the ledger is renamed into place")
}

#[test]
fn a_ledger_left_behind_is_finished_by_the_next_build_even_for_another_output() {
    let rename = call_of_the_ledgers_rename();
    let folder = Folder::published(1);
    attempt(&folder, Fault::Death(rename), Ground::Plain);
    assert_eq!((folder.version(), folder.ledger_version()), (Some(2), 1));

    let elsewhere = folder.root.join("prøve");
    folder.publish_into(&elsewhere, &site(3), Options::default()).unwrap();
    assert_eq!(folder.ledger_version(), 3);

    let folder = Folder::published(1);
    attempt(&folder, Fault::Death(rename), Ground::Plain);
    assert_eq!(folder.recover().unwrap(), StagedLedger::Finished);
    assert_eq!(folder.ledger_version(), 2);
}

#[test]
fn a_ledger_whose_site_never_came_is_discarded() {
    let rename = call_of_the_ledgers_rename();
    let folder = Folder::published(1);
    attempt(&folder, Fault::Death(rename - 2), Ground::Plain);
    assert_eq!(folder.version(), Some(1));
    assert_eq!(folder.recover().unwrap(), StagedLedger::Discarded);
    assert_eq!(folder.recover().unwrap(), StagedLedger::None);
    assert_eq!(folder.ledger_version(), 1);
}

/// A power cut finds on the disk what a reader could see: all of the new site before the switch, the switch before the ledger.
#[test]
fn the_disk_has_everything_before_the_next_step() {
    let folder = Folder::published(1);
    let disk = Faulty::new(Fault::None, Ground::Plain);
    folder.publish(&site(2), Options { disk: &disk, ..Options::default() }).unwrap();
    let written = disk.written();
    let position = |name: &str, path: Option<&std::path::Path>| {
        let found = written.iter().position(|call| call.0 == name && path.is_none_or(|path| call.1 == path));
        found.unwrap_or_else(|| panic!("no {name} of {path:?} in {written:?}"))
    };
    let is_write = |call: &(&str, std::path::PathBuf)| call.0 == "write_new" || call.0 == "link";
    let last_write = written.iter().rposition(is_write).unwrap();
    let steps = [
        position("write_flushed", Some(&folder.root.join("content/.ledger.yaml.new"))),
        last_write,
        position("flush_tree", None),
        position("exchange", Some(&folder.target())),
        position("flush_folder", Some(&folder.root)),
        position("rename", Some(&folder.ledger())),
    ];
    assert!(steps.is_sorted(), "{steps:?} in {written:?}");
}
