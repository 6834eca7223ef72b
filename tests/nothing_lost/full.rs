//! Real full disks, disks that can only be read, and outputs that are mount points, in a mount namespace of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::bench::{Bench, PROGRAM, Whose, copy, count, shown};

const INSIDE: &str = "HUSTING_TEST_INSIDE";

/// Runs a test of this file again in a namespace where it may mount. Says whether this is that second run.
fn in_a_namespace(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let namespace = ["--user", "--map-root-user", "--mount"];
    let works = Command::new("unshare").args(namespace).arg("true").stderr(Stdio::null()).status();
    if !works.is_ok_and(|status| status.success()) {
        eprintln!("not tried: there is no unshare here, or it may not make namespaces");
        return false;
    }
    let test = format!("full::{test}");
    let status = Command::new("unshare")
        .args(namespace)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &test, "--nocapture"])
        .env(INSIDE, "1")
        .status()
        .unwrap();
    assert!(status.success(), "failed in its namespace");
    false
}

fn mount(options: &str, place: &Path) {
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(place).status().unwrap();
    assert!(mounted.success(), "no disk of {options}");
}

/// A disk of its own, below a folder that goes when the test is over.
struct Disk {
    _holder: TempDir,
    root: PathBuf,
}

impl Disk {
    fn new(options: &str) -> Disk {
        let holder = tempfile::tempdir().unwrap();
        let root = holder.path().join("disk");
        fs::create_dir(&root).unwrap();
        mount(options, &root);
        Disk { _holder: holder, root }
    }

    fn folder(&self) -> TempDir {
        tempfile::tempdir_in(&self.root).unwrap()
    }

    /// Takes all space but this many bytes; the file gives it back.
    fn fill(&self, left: u64) -> PathBuf {
        let path = self.root.join("fyld");
        let file = fs::File::create(&path).unwrap();
        let free = rustix::fs::statvfs(&self.root).unwrap();
        let size = (free.f_bavail * free.f_frsize).saturating_sub(left);
        rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, size).unwrap();
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.root).status();
    }
}

#[test]
fn a_disk_that_is_full_at_any_step_keeps_the_old_site() {
    if !in_a_namespace("a_disk_that_is_full_at_any_step_keeps_the_old_site") {
        return;
    }
    let bench = Bench::new();
    let disk = Disk::new("size=16m");
    let steps = u64::try_from(count("HUSTING_STEPS", 8)).unwrap().min(100);
    let mut ends = [0, 0];
    for step in 0..steps {
        let folder = bench.folder_at(disk.folder());
        // From nothing at all to more than the changed files of the new site take.
        let left = 4096 * 120 * step / steps;
        let filler = disk.fill(left);
        let done = folder.build().output().unwrap();
        let (status, text) = (shown(done.status), String::from_utf8_lossy(&done.stderr).into_owned());
        let context = format!("{left} bytes left: {status}: {text}");
        let site = folder.is_whole(&context);
        match status {
            0 => assert_eq!(site, Whose::New, "{context}"),
            3 => {
                assert_eq!((site, folder.ledger(&context)), (Whose::Old, Whose::Old), "{context}");
                assert!(text.contains("disken er fuld") && text.contains(folder.path().to_str().unwrap()), "{context}");
            }
            _ => panic!("{context}"),
        }
        ends[usize::from(status == 0)] += 1;
        fs::remove_file(filler).unwrap();
        folder.next_build_is_right(&context);
    }
    eprintln!("told that the disk is full {} times, built {} times", ends[0], ends[1]);
    assert!(ends[0] > 0 && ends[1] > 0, "the disks were {ends:?} full and not");
}

#[test]
fn no_more_names_on_a_disk_is_a_full_disk_too() {
    if !in_a_namespace("no_more_names_on_a_disk_is_a_full_disk_too") {
        return;
    }
    let bench = Bench::new();
    let disk = Disk::new("size=16m,nr_inodes=400");
    let folder = bench.folder_at(disk.folder());
    let mut fillers = Vec::new();
    while let Ok(file) = fs::File::create(disk.root.join(format!("fyld-{}", fillers.len()))) {
        drop(file);
        fillers.push(disk.root.join(format!("fyld-{}", fillers.len())));
    }
    let done = folder.build().output().unwrap();
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(shown(done.status), 3, "{text}");
    assert!(text.contains("disken er fuld"), "{text}");
    assert_eq!(folder.is_whole(&text), Whose::Old);
    fillers.iter().for_each(|path| fs::remove_file(path).unwrap());
    folder.next_build_is_right("names again");
}

#[test]
fn a_disk_that_can_only_be_read_is_told() {
    if !in_a_namespace("a_disk_that_can_only_be_read_is_told") {
        return;
    }
    let bench = Bench::new();
    let disk = Disk::new("size=16m");
    let folder = bench.folder_at(disk.folder());
    let remount = |how: &str| {
        assert!(Command::new("mount").args(["-o", how]).arg(&disk.root).status().unwrap().success());
    };
    remount("remount,ro");
    let done = folder.build().output().unwrap();
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(shown(done.status), 3, "{text}");
    assert!(text.contains("disken kan kun læses") && text.contains(folder.path().to_str().unwrap()), "{text}");
    assert_eq!(folder.is_whole(&text), Whose::Old);
    remount("remount,rw");
    folder.next_build_is_right("writable again");
}

/// A disk mounted at the output cannot change places with a folder: it is written file by file, and that is said.
#[test]
fn an_output_that_is_a_mount_point_is_written_file_by_file() {
    if !in_a_namespace("an_output_that_is_a_mount_point_is_written_file_by_file") {
        return;
    }
    let bench = Bench::new();
    let folder = bench.folder();
    let (public, saved) = (folder.path().join("public"), tempfile::tempdir().unwrap());
    copy(&public, saved.path());
    mount("size=16m", &public);
    copy(saved.path(), &public);
    let before = rustix::fs::stat(public.join("netvaerk/vest/notat.txt")).unwrap().st_ino;
    let done = folder.build().output().unwrap();
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(shown(done.status), 0, "{text}");
    assert!(text.contains("filerne er lagt ind en for en"), "{text}");
    assert_eq!((folder.site(&text), folder.ledger(&text)), (Whose::New, Whose::New));
    let after = rustix::fs::stat(public.join("netvaerk/vest/notat.txt")).unwrap().st_ino;
    assert_eq!(after, before, "an unchanged file is left alone");
    let done = folder.build().output().unwrap();
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(text.contains("intet ændret") && !text.contains("en for en"), "{text}");
    assert!(Command::new("umount").arg("--lazy").arg(&public).status().unwrap().success());
}

/// A full disk at a mount point is met before the first change that a reader sees.
#[test]
fn a_mount_point_that_is_full_keeps_the_old_site() {
    if !in_a_namespace("a_mount_point_that_is_full_keeps_the_old_site") {
        return;
    }
    let bench = Bench::new();
    let folder = bench.folder();
    let (public, saved) = (folder.path().join("public"), tempfile::tempdir().unwrap());
    copy(&public, saved.path());
    mount("size=16m", &public);
    copy(saved.path(), &public);
    let free = rustix::fs::statvfs(&public).unwrap();
    let filler = public.join("fyld");
    let file = fs::File::create(&filler).unwrap();
    let size = free.f_bavail * free.f_frsize - 4096 * 4;
    rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, size).unwrap();
    drop(file);
    let done =
        Command::new(PROGRAM).args(["build", "--today", crate::bench::TODAY]).current_dir(folder.path()).output();
    let done = done.unwrap();
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(shown(done.status), 3, "{text}");
    assert!(text.contains("disken er fuld"), "{text}");
    fs::remove_file(filler).unwrap();
    assert_eq!((folder.site(&text), folder.ledger(&text)), (Whose::Old, Whose::Old));
    folder.next_build_is_right("space again");
    assert!(Command::new("umount").arg("--lazy").arg(&public).status().unwrap().success());
}
