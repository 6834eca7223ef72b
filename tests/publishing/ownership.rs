//! Whose folder it is, and what of it stays.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use husting::publish::{Options, Protected, PublishError, Refusal, Switch};

use crate::faulty::{Fault, Faulty, Ground};
use crate::folder::{Folder, names, site};

fn refusal(folder: &Folder, target: impl AsRef<Path>) -> Refusal {
    match folder.publish_into(&folder.root.join(target), &site(1), Options::default()) {
        Err(PublishError::Refused { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn folders_that_hold_more_than_a_site_are_refused_also_through_links() {
    let folder = Folder::new();
    folder.write("content/møder/index.md", "# Møder");
    symlink("content", folder.root.join("genvej")).unwrap();
    symlink(&folder.root, folder.root.join("hjem")).unwrap();
    symlink("themes/kommende", folder.root.join("blind")).unwrap();
    let expected = [
        ("/", Refusal::Root),
        ("", Refusal::Is(Protected::Site)),
        ("..", Refusal::Above(Protected::Site)),
        ("hjem", Refusal::Is(Protected::Site)),
        ("content", Refusal::Is(Protected::Content)),
        ("public/../content", Refusal::Is(Protected::Content)),
        ("findes-ikke/../content/public", Refusal::Inside(Protected::Content)),
        ("genvej", Refusal::Is(Protected::Content)),
        ("genvej/møder", Refusal::Inside(Protected::Content)),
        ("hjem/content/ny/public", Refusal::Inside(Protected::Content)),
        ("themes", Refusal::Is(Protected::Themes)),
        ("blind", Refusal::Inside(Protected::Themes)),
        ("content/møder/index.md", Refusal::NotAFolder),
        ("content/møder/index.md/public", Refusal::NotAFolder),
    ];
    for (target, reason) in expected {
        assert_eq!(refusal(&folder, target), reason, "{target:?}");
    }
    assert_eq!(folder.read("content/møder/index.md"), "# Møder");
    assert_eq!(names(&folder.root), ["blind", "content", "genvej", "hjem", "themes"]);
    assert_eq!(names(&folder.root.join("content")), ["møder"]);
}

#[test]
fn content_that_is_itself_a_link_is_known_by_where_it_leads() {
    let folder = Folder::new();
    fs::rename(folder.root.join("content"), folder.root.join("delt")).unwrap();
    symlink("delt", folder.root.join("content")).unwrap();
    assert_eq!(refusal(&folder, "delt"), Refusal::Is(Protected::Content));
    assert_eq!(refusal(&folder, "delt/public"), Refusal::Inside(Protected::Content));
}

#[test]
fn a_folder_of_someone_else_is_refused_and_named() {
    let folder = Folder::new();
    for name in ["a.txt", "b.txt", "c.txt", "d.txt", "møder/referat.docx", "z.txt"] {
        folder.write(&format!("public/{name}"), "vigtigt");
    }
    match folder.publish(&site(1), Options::default()) {
        Err(PublishError::NotOurs { foreign, .. }) => {
            assert_eq!(foreign, ["a.txt", "b.txt", "c.txt", "d.txt", "møder/"]);
        }
        other => panic!("not refused: {other:?}"),
    }
    assert_eq!(folder.read("public/møder/referat.docx"), "vigtigt");
}

#[test]
fn harmless_names_do_not_make_a_folder_someone_elses() {
    let folder = Folder::new();
    folder.write("public/.gitignore", "*");
    folder.write("public/.DS_Store", "");
    let report = folder.publish(&site(1), Options::default()).unwrap();
    assert_eq!(report.kept_foreign, Vec::<String>::new());
    assert_eq!(report.switched, Switch::OneStep);
    assert_eq!(folder.read("public/.gitignore"), "*");
}

#[test]
fn foreign_files_in_our_folder_stay_and_are_named() {
    for ground in [Ground::Plain, Ground::NoExchange, Ground::MountPoint, Ground::NoLinks] {
        let folder = Folder::published(1);
        folder.write("public/CNAME", "netværk.example.dk");
        folder.write("public/.git/objects/ab/cdef", "blob");
        folder.write("public/.well-known/security.txt", "Contact: sekretariatet@example.dk");
        folder.write("public/nyheder/lige/noter.txt", "mine noter");
        let latin1 = folder.target().join(OsStr::from_bytes(b"m\xf8de.txt"));
        fs::write(&latin1, "gammelt navn").unwrap();
        if ground != Ground::NoLinks {
            symlink("/etc/hostname", folder.target().join("vært")).unwrap();
        }
        let disk = Faulty::new(Fault::None, ground);
        let options = Options { disk: &disk, ..Options::default() };
        let mut report = folder.publish(&site(2), options).unwrap();
        report.kept_foreign.retain(|name| name != "vært");
        let expected = [".git/", ".well-known/", "CNAME", "m\u{fffd}de.txt", "nyheder/lige/noter.txt"];
        assert_eq!(report.kept_foreign, expected, "{ground:?}");
        assert_eq!(folder.read("public/CNAME"), "netværk.example.dk");
        assert_eq!(folder.read("public/.git/objects/ab/cdef"), "blob");
        assert_eq!(folder.read("public/.well-known/security.txt"), "Contact: sekretariatet@example.dk");
        assert_eq!(fs::read_to_string(&latin1).unwrap(), "gammelt navn");
        // The page beside the notes goes, and the notes stay in a folder that is no longer ours.
        folder.publish(&site(3), options).unwrap();
        assert_eq!(folder.read("public/nyheder/lige/noter.txt"), "mine noter");
        assert!(!folder.target().join("nyheder/lige/index.html").exists());
        if ground != Ground::NoLinks {
            assert_eq!(fs::read_link(folder.target().join("vært")).unwrap(), Path::new("/etc/hostname"));
        }
    }
}

#[test]
fn a_foreign_file_that_comes_during_the_build_is_not_lost() {
    let folder = Folder::published(1);
    folder.write("public/.well-known/gammel", "1");
    let arrive = || {
        folder.write("public/.well-known/acme-challenge/prøve", "2");
        folder.write("public/CNAME", "3");
    };
    let mut disk = Faulty::new(Fault::None, Ground::Plain);
    disk.before_exchange = Some(&arrive);
    folder.publish(&site(2), Options { disk: &disk, ..Options::default() }).unwrap();
    assert_eq!(folder.read("public/.well-known/gammel"), "1");
    assert_eq!(folder.read("public/.well-known/acme-challenge/prøve"), "2");
    assert_eq!(folder.read("public/CNAME"), "3");
}

#[test]
fn a_page_never_takes_the_place_of_something_foreign() {
    let taken = [
        ("public/kontakt/index.html", "kontakt/index.html", "kontakt/index.html"),
        ("public/kontakt", "kontakt/index.html", "kontakt"),
        ("public/kontakt/index.html/mere.txt", "kontakt/index.html", "kontakt/index.html/"),
    ];
    for (path, needed, expected) in taken {
        let folder = Folder::published(1);
        folder.write(path, "min egen side");
        let mut files = site(2);
        files.insert(needed.to_owned(), b"Kontakt".as_slice().into());
        match folder.publish(&files, Options::default()) {
            Err(PublishError::PathTaken { page, by, .. }) => {
                assert_eq!((page.as_str(), by.as_str()), (needed, expected));
            }
            other => panic!("{path}: not refused: {other:?}"),
        }
        assert_eq!(folder.read(path), "min egen side");
        assert_eq!(folder.ledger_version(), 1);
    }
}

#[test]
fn a_folder_that_others_made_a_link_is_not_followed() {
    let folder = Folder::published(1);
    let outside = folder.root.join("udenfor");
    fs::create_dir(&outside).unwrap();
    fs::remove_dir_all(folder.target().join("netvaerk")).unwrap();
    symlink(&outside, folder.target().join("netvaerk")).unwrap();
    let result = folder.publish(&site(2), Options::default());
    assert!(matches!(result, Err(PublishError::PathTaken { .. })), "{result:?}");
    assert_eq!(names(&outside), Vec::<String>::new());
}

#[test]
fn a_target_that_is_a_link_publishes_where_it_leads() {
    let folder = Folder::new();
    symlink("udgivet/nu", folder.target()).unwrap();
    folder.publish(&site(1), Options::default()).unwrap();
    folder.publish(&site(2), Options::default()).unwrap();
    assert_eq!(fs::read_link(folder.target()).unwrap(), Path::new("udgivet/nu"));
    assert_eq!(folder.version(), Some(2));
    assert!(folder.root.join("udgivet/nu/index.html").is_file());
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    for ground in [Ground::Plain, Ground::MountPoint] {
        let disk = Faulty::new(Fault::None, ground);
        let options = Options { disk: &disk, ..Options::default() };
        let folder = Folder::published(1);
        let mut files = site(2);
        files.insert("om".to_owned(), b"fil".as_slice().into());
        files.insert("arkiv/2018/index.html".to_owned(), b"mappe".as_slice().into());
        folder.publish(&files, options).unwrap();
        let mut files = site(3);
        files.insert("om/index.html".to_owned(), b"mappe".as_slice().into());
        files.insert("arkiv".to_owned(), b"fil".as_slice().into());
        folder.publish(&files, options).unwrap();
        assert_eq!(folder.read("public/om/index.html"), "mappe", "{ground:?}");
        assert_eq!(folder.read("public/arkiv"), "fil", "{ground:?}");
    }
}

#[test]
fn the_folder_keeps_its_permissions() {
    let folder = Folder::published(1);
    fs::set_permissions(folder.target(), fs::Permissions::from_mode(0o2751)).unwrap();
    folder.publish(&site(2), Options::default()).unwrap();
    let mode = fs::metadata(folder.target()).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o2751);
    let workshop = fs::metadata(folder.root.join(".public.husting")).unwrap();
    assert_eq!(workshop.permissions().mode() & 0o777, 0o700, "pages taken back are not to be served");
}

#[test]
fn a_manifest_that_cannot_be_read_stops_the_build() {
    for text in ["{", "[]", "{\"format\": 2, \"pages\": {}}", "{\"format\": 1}"] {
        let folder = Folder::published(1);
        folder.write("public/.husting-manifest.json", text);
        let result = folder.publish(&site(2), Options::default());
        assert!(matches!(result, Err(PublishError::Manifest { .. })), "{text}: {result:?}");
        assert_eq!(folder.read("public/ledger.yaml"), "version 1\n");
    }
}
