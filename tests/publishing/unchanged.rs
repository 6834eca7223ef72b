//! What did not change is not touched.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::Duration;

use husting::output::Counts;
use husting::publish::{Options, Place, Report, Switch, open};

use crate::faulty::{Fault, Faulty, Ground};
use crate::folder::{Folder, PAGES, names, site, snapshot};

/// Inode and times of every file of the site.
fn stamps(target: &Path, with_change: bool) -> BTreeMap<String, (u64, i64, i64, i64)> {
    let stamp = |name: &String| {
        let metadata = fs::metadata(target.join(name)).unwrap();
        let changed = if with_change { metadata.ctime_nsec() } else { 0 };
        (metadata.ino(), metadata.mtime(), metadata.mtime_nsec(), changed)
    };
    let mut names: Vec<String> = snapshot(target).unwrap().into_keys().collect();
    names.extend([".".to_owned(), ".husting-manifest.json".to_owned()]);
    names.iter().map(|name| (name.clone(), stamp(name))).collect()
}

#[test]
fn publishing_the_same_again_writes_nothing() {
    let folder = Folder::published(1);
    let before = stamps(&folder.target(), true);
    let disk = Faulty::new(Fault::None, Ground::Plain);
    let report = folder.publish(&site(1), Options { disk: &disk, ..Options::default() }).unwrap();
    let unchanged = site(1).len();
    let (written, removed, kept_foreign) = (0, 0, Vec::new());
    assert_eq!(report, Report { written, removed, unchanged, kept_foreign, switched: Switch::Nothing });
    assert_eq!(stamps(&folder.target(), true), before);
    let mut calls: Vec<&str> = disk.written().iter().map(|(name, _)| *name).collect();
    calls.sort();
    // The removals are of leftovers that are not there.
    assert_eq!(calls, ["create_private_folder", "open_lock", "remove_tree", "remove_tree"]);
}

#[test]
fn unchanged_files_keep_inode_and_times_across_a_switch() {
    for ground in [Ground::Plain, Ground::NoExchange, Ground::MountPoint] {
        let folder = Folder::published(1);
        let before = stamps(&folder.target(), false);
        let disk = Faulty::new(Fault::None, ground);
        let report = folder.publish(&site(2), Options { disk: &disk, ..Options::default() }).unwrap();
        // Front page, calendar, pages, the ledger's copy; one news page comes and one goes.
        assert_eq!(report.written, PAGES as usize + 4, "{ground:?}");
        assert_eq!((report.removed, report.unchanged), (1, 2), "{ground:?}");
        let after = stamps(&folder.target(), false);
        for name in ["stil.css", "netvaerk/program til mødet.pdf"] {
            assert_eq!(after[name], before[name], "{ground:?} {name}");
        }
        assert_ne!(after["index.html"], before["index.html"], "{ground:?}");
    }
}

#[test]
fn without_links_unchanged_files_keep_their_times() {
    let folder = Folder::published(1);
    let before = fs::metadata(folder.target().join("stil.css")).unwrap().modified().unwrap();
    let disk = Faulty::new(Fault::None, Ground::NoLinks);
    folder.publish(&site(2), Options { disk: &disk, ..Options::default() }).unwrap();
    let after = fs::metadata(folder.target().join("stil.css")).unwrap().modified().unwrap();
    assert_eq!(after, before);
}

#[test]
fn a_file_changed_or_removed_by_hand_is_put_right() {
    let folder = Folder::published(1);
    folder.write("public/stil.css", "h1 { color: brown }");
    fs::remove_file(folder.target().join("kalender.ics")).unwrap();
    let report = folder.publish(&site(1), Options::default()).unwrap();
    assert_eq!((report.written, report.switched), (2, Switch::OneStep));
    assert_eq!(folder.version(), Some(1));
}

#[test]
fn a_ledger_put_back_by_hand_is_written_without_touching_the_site() {
    let folder = Folder::published(2);
    folder.write("content/ledger.yaml", "version 1\n");
    let before = stamps(&folder.target(), true);
    let report = folder.publish(&site(2), Options::default()).unwrap();
    assert_eq!(report.switched, Switch::Nothing);
    assert_eq!(folder.ledger_version(), 2);
    assert_eq!(stamps(&folder.target(), true), before);
}

#[test]
fn a_ledger_behind_a_link_stays_behind_it() {
    let folder = Folder::new();
    folder.write("fælles/ledger.yaml", "version 0\n");
    std::os::unix::fs::symlink("../fælles/ledger.yaml", folder.ledger()).unwrap();
    folder.publish(&site(1), Options::default()).unwrap();
    assert!(folder.ledger().is_symlink());
    assert_eq!(folder.read("fælles/ledger.yaml"), "version 1\n");
}

#[test]
fn replaced_sites_are_removed_once_they_have_lingered() {
    let folder = Folder::published(1);
    let replaced = || {
        let mut names = names(&folder.root.join(".public.husting"));
        names.retain(|name| name.starts_with("old-"));
        names
    };
    folder.publish(&site(2), Options::default()).unwrap();
    folder.publish(&site(3), Options::default()).unwrap();
    assert_eq!(replaced(), ["old-1", "old-2"]);
    let at_once = Options { linger: Duration::ZERO, ..Options::default() };
    folder.publish(&site(4), at_once).unwrap();
    assert_eq!(replaced(), Vec::<String>::new());
}

/// A note of what the site was made from spares the making of it, as long as the site lies there as it was left.
#[test]
fn a_site_made_of_the_same_is_known_by_its_note_until_a_file_of_it_changes() {
    let counts = Counts { pages: 7, calendars: 2 };
    type Change = fn(&Path);
    let changes: [(&str, Change); 6] = [
        ("a page is changed by hand", |site| fs::write(site.join("index.html"), "ændret").unwrap()),
        ("a page is written again", |site| {
            let bytes = fs::read(site.join("index.html")).unwrap();
            fs::write(site.join("index.html"), bytes).unwrap();
        }),
        ("a page is gone", |site| fs::remove_file(site.join("index.html")).unwrap()),
        ("a page has another name", |site| fs::rename(site.join("index.html"), site.join("forside.html")).unwrap()),
        ("someone has put a file there", |site| fs::write(site.join("netvaerk/referat.pdf"), "%PDF").unwrap()),
        ("the manifest is gone", |site| fs::remove_file(site.join(".husting-manifest.json")).unwrap()),
    ];
    for (what, change) in changes {
        let folder = Folder::published(1);
        let target = folder.target();
        let place = Place { target: &target, site_folder: &folder.root, companion: None };
        let door = open(&place, Options::default()).unwrap();
        assert_eq!(door.has("husting 1", 10), None, "nothing was noted");
        door.remember("husting 1", 10, counts);
        assert_eq!(door.has("husting 1", 10), Some(counts));
        assert_eq!(door.has("husting 2", 10), None, "another program");
        assert_eq!(door.has("husting 1", 11), None, "other content");
        // A clock that counts in ticks must have moved on.
        std::thread::sleep(Duration::from_millis(20));
        change(&target);
        assert_eq!(door.has("husting 1", 10), None, "{what}");
    }
}
