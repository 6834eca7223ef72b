//! Readers during builds, and builds during builds.

use std::cell::Cell;
use std::fs::File;
use std::io::Read;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use husting::publish::{Options, Place, PublishError, open};
use rustix::fs::{CWD, Mode, OFlags, openat};

use crate::faulty::{Fault, Faulty, Ground};
use crate::folder::{Folder, site, version_of};

const BUILDS: u32 = 100;

/// Publishes version after version while `read` runs in a loop, and returns how often it ran.
fn while_building(read: impl Fn(&Folder) + Sync) -> u32 {
    let folder = Folder::published(1);
    let (done, reads) = (AtomicBool::new(false), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                read(&folder);
                reads.fetch_add(1, Ordering::Relaxed);
            }
        });
        for version in 2..2 + BUILDS {
            folder.publish(&site(version), Options::default()).unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(folder.version(), Some(1 + BUILDS));
    reads.load(Ordering::Relaxed)
}

#[test]
fn one_opened_folder_shows_one_whole_site() {
    let reads = while_building(|folder| {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY;
        let opened = openat(CWD, folder.target(), flags, Mode::empty()).unwrap();
        let read = |path: &str| {
            let file =
                openat(&opened, path, OFlags::RDONLY, Mode::empty()).unwrap_or_else(|error| panic!("{path}: {error}"));
            let mut bytes = Vec::new();
            File::from(file).read_to_end(&mut bytes).unwrap();
            bytes
        };
        let version = version_of(&read("ledger.yaml"));
        for (path, bytes) in site(version) {
            assert_eq!(read(&path), *bytes, "{path} beside version {version}");
        }
    });
    assert!(reads > 20, "only {reads} sites were read");
}

#[test]
fn no_file_is_ever_missing_by_its_path() {
    let lasting: Vec<String> = site(1).into_keys().filter(|path| !path.starts_with("nyheder")).collect();
    let reads = while_building(|folder| {
        for path in &lasting {
            let bytes = std::fs::read(folder.target().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            let whole = (1..2 + BUILDS).any(|version| site(version)[path][..] == bytes);
            assert!(whole, "{path} is torn");
        }
    });
    assert!(reads > 20, "only {reads} rounds were read");
}

#[test]
fn of_two_builds_at_once_one_waits_and_nothing_is_mixed() {
    let (one, other) = (Folder::published(1), Folder::new());
    for round in 0..20 {
        let (of_one, of_other) = (2 * round + 2, 2 * round + 3);
        thread::scope(|scope| {
            scope.spawn(|| one.publish(&site(of_one), Options::default()).unwrap());
            // A build of another site into the same folder.
            scope.spawn(|| other.publish_into(&one.target(), &site(of_other), Options::default()).unwrap());
        });
        let version = one.version().unwrap();
        assert!(version == of_one || version == of_other, "{version}");
        assert_eq!((one.ledger_version(), other.ledger_version()), (of_one, of_other));
    }
}

#[test]
fn whoever_waits_says_so_once_and_gives_up_in_the_end() {
    for ground in [Ground::Plain, Ground::MountPoint] {
        let folder = Folder::published(1);
        let (target, ledger) = (folder.target(), folder.ledger());
        let place = Place { target: &target, site_folder: &folder.root, companion: Some(&ledger) };
        let disk = Faulty::new(Fault::None, ground);
        let door = open(&place, Options { disk: &disk, ..Options::default() }).unwrap();

        let told = Cell::new(0);
        let tell = || told.set(told.get() + 1);
        let wait = Duration::from_millis(60);
        let impatient = Options { wait, on_wait: Some(&tell), disk: &disk, ..Options::default() };
        let result = folder.publish(&site(2), impatient);
        assert!(matches!(&result, Err(PublishError::Busy { folder, .. }) if *folder == target), "{result:?}");
        assert_eq!(told.get(), 1);
        assert_eq!(folder.version(), Some(1));

        drop(door);
        folder.publish(&site(2), impatient).unwrap();
        assert_eq!(told.get(), 1);
    }
}

#[test]
fn two_builds_of_one_site_into_two_folders_share_the_ledgers_lock() {
    let folder = Folder::published(1);
    let (target, ledger) = (folder.target(), folder.ledger());
    let place = Place { target: &target, site_folder: &folder.root, companion: Some(&ledger) };
    let _door = open(&place, Options::default()).unwrap();
    let impatient = Options { wait: Duration::from_millis(30), ..Options::default() };
    let result = folder.publish_into(&folder.root.join("prøve"), &site(2), impatient);
    let content = folder.root.join("content");
    assert!(matches!(&result, Err(PublishError::Busy { folder, .. }) if *folder == content), "{result:?}");
}
