//! Same input, same bytes: nothing of the machine shows in what is published.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::{Files, PROGRAM, TODAY, differing, files_below};

/// The example site's files, by their paths.
fn example() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = files_below(&root.join("content")).into_keys().map(|name| Path::new("content").join(name));
    let mut files: Vec<PathBuf> = files.filter(|path| !path.ends_with("ledger.yaml")).collect();
    files.sort();
    files
}

/// Lays the example site out in this order of files, each with this time of change.
fn lay_out(folder: &Path, files: &[PathBuf], changed: std::time::SystemTime) {
    for path in files {
        let to = folder.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), &to).unwrap();
        fs::File::options().write(true).open(&to).unwrap().set_modified(changed).unwrap();
    }
}

fn published(folder: &Path) -> Files {
    let mut files = files_below(&folder.join("public"));
    files.insert("content/ledger.yaml".to_owned(), fs::read(folder.join("content/ledger.yaml")).unwrap());
    files
}

/// Builds the folder's site afresh, and gives what came of it.
fn built(folder: &Path, command: &mut Command) -> Files {
    let _ = fs::remove_dir_all(folder.join("public"));
    let _ = fs::remove_file(folder.join("content/ledger.yaml"));
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    published(folder)
}

fn program(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["build", "--today", TODAY]).current_dir(folder);
    command
}

#[track_caller]
fn same(one: &Files, other: &Files, what: &str) {
    assert_eq!(differing(one, other), Vec::<String>::new(), "{what} shows");
}

#[test]
fn nothing_of_the_machine_shows_in_the_output() {
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let files = example();
    let first = tempfile::tempdir().unwrap();
    lay_out(first.path(), &files, std::time::SystemTime::now());
    let expected = built(first.path(), &mut program(first.path()));
    assert!(expected.len() > 200, "{} files", expected.len());

    let holder = tempfile::tempdir().unwrap();
    let second = holder.path().join("en anden mappe/med æøå");
    let backwards: Vec<PathBuf> = files.iter().rev().cloned().collect();
    lay_out(&second, &backwards, long_ago);
    same(&expected, &built(&second, &mut program(&second)), "the folder, the order or the times of files");

    let elsewhere = built(&second, program(Path::new("/")).arg("--site").arg(&second));
    same(&expected, &elsewhere, "the current folder");
    for jobs in ["1", "2", "8"] {
        same(&expected, &built(&second, program(&second).args(["--jobs", jobs])), "the number of threads");
    }
    for zone in ["Pacific/Kiritimati", "America/Adak", "Nowhere/At_All"] {
        same(&expected, &built(&second, program(&second).env("TZ", zone)), "the time zone");
    }
    for locale in ["C", "tr_TR.UTF-8", "da_DK.ISO-8859-1"] {
        let mut command = program(&second);
        command.envs([("LC_ALL", locale), ("LANG", locale), ("LANGUAGE", "tr")]);
        same(&expected, &built(&second, &mut command), "the locale");
    }
    for mask in ["000", "077"] {
        let script = format!("umask {mask}; exec \"$0\" build --today {TODAY}");
        let mut command = Command::new("sh");
        command.args(["-c", &script, PROGRAM]).current_dir(&second);
        same(&expected, &built(&second, &mut command), "the umask");
    }
    same(&expected, &built(&second, program(&second).env_clear()), "the environment");

    // A system whose Copenhagen lies in America.
    let zones = holder.path().join("zoneinfo");
    fs::create_dir_all(zones.join("Europe")).unwrap();
    if fs::copy("/usr/share/zoneinfo/America/New_York", zones.join("Europe/Copenhagen")).is_ok() {
        same(&expected, &built(&second, program(&second).env("TZDIR", &zones)), "the system's zone data");
    }
}
