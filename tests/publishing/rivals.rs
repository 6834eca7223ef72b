//! Readers during builds, and builds during builds.
//!
//! `HUSTING_READS` sets how many files are read at least while builds go on, 5,000 if unset; `HUSTING_PAIRS` how many pairs
//! of builds run at once, 20 if unset.

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

fn asked(variable: &str, usual: u32) -> u32 {
    std::env::var(variable).ok().and_then(|asked| asked.parse().ok()).unwrap_or(usual)
}

/// Publishes version after version while `read`, which says how many files it read, runs in a loop; at least `BUILDS`
/// times and until enough was read.
fn while_building(read: impl Fn(&Folder) -> u32 + Sync) {
    let folder = Folder::published(1);
    let (done, reads) = (AtomicBool::new(false), AtomicU32::new(0));
    let wanted = asked("HUSTING_READS", 5_000);
    let mut version = 1;
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                reads.fetch_add(read(&folder), Ordering::Relaxed);
            }
        });
        // A reader that failed reads no more; its panic is passed on when the scope ends.
        while (version <= BUILDS || reads.load(Ordering::Relaxed) < wanted) && !reader.is_finished() {
            version += 1;
            folder.publish(&site(version), Options::default()).unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(folder.version(), Some(version));
    eprintln!("{} files read during {} builds", reads.load(Ordering::Relaxed), version - 1);
}

#[test]
fn one_opened_folder_shows_one_whole_site() {
    while_building(|folder| {
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
        let files = site(version);
        for (path, bytes) in &files {
            assert_eq!(read(path), **bytes, "{path} beside version {version}");
        }
        files.len() as u32
    });
}

#[test]
fn no_file_is_ever_missing_by_its_path() {
    let lasting: Vec<String> = site(1).into_keys().filter(|path| !path.starts_with("nyheder")).collect();
    while_building(|folder| {
        for path in &lasting {
            let bytes = std::fs::read(folder.target().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            // Those that change name their version last, so half of one names none, or another.
            let is_whole = match std::str::from_utf8(&bytes).unwrap().contains("version") {
                true => site(version_of(&bytes))[path][..] == bytes,
                false => site(1)[path][..] == bytes,
            };
            assert!(is_whole, "{path} is torn");
        }
        lasting.len() as u32
    });
}

#[test]
fn of_two_builds_at_once_one_waits_and_nothing_is_mixed() {
    let (one, other) = (Folder::published(1), Folder::new());
    for round in 0..asked("HUSTING_PAIRS", 20) {
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

        let told = AtomicU32::new(0);
        let tell = || {
            told.fetch_add(1, Ordering::Relaxed);
        };
        let wait = Duration::from_millis(60);
        let impatient = Options { wait, on_wait: Some(&tell), disk: &disk, ..Options::default() };
        let result = folder.publish(&site(2), impatient);
        assert!(matches!(&result, Err(PublishError::Busy { folder, .. }) if *folder == target), "{result:?}");
        assert_eq!(told.load(Ordering::Relaxed), 1);
        assert_eq!(folder.version(), Some(1));

        drop(door);
        folder.publish(&site(2), impatient).unwrap();
        assert_eq!(told.load(Ordering::Relaxed), 1);
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
