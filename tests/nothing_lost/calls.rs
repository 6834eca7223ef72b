//! Death and failure at system calls of a real build, made by `strace`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::bench::{Bench, Folder, Whose, count, shown};

/// The calls that write, and those that open what is written; `?` for those that not every processor has.
const WRITING: &str = "openat,?open,write,pwrite64,writev,?mkdir,mkdirat,?link,linkat,?rename,?renameat,renameat2,?unlink,\
                       unlinkat,?rmdir,fsync,fdatasync,syncfs,?chmod,fchmod,fchmodat,?chown,fchownat,copy_file_range,flock";

/// Whether `strace` is here and may do its work.
fn strace_works() -> bool {
    let status = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let works = status.is_ok_and(|status| status.success());
    if !works {
        eprintln!("not tried: there is no strace here, or it may not trace");
    }
    works
}

/// A system call of a build: its name, and which of that name it is.
type Call = (String, usize);

/// The calls of a build's main thread, in their order.
fn calls(folder: &Folder) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let path = log.path().to_str().unwrap();
    let starter = ["strace", "-f", "-qq", "-o", path, "-e", &format!("trace={WRITING}"), "-e", "signal=none"];
    assert!(folder.build_under(&starter).output().unwrap().status.success());
    let text = std::fs::read_to_string(path).unwrap();
    let main = text.split(' ').next().unwrap();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let lines = text.lines().filter_map(|line| line.strip_prefix(main)).filter(|line| !line.contains("resumed>"));
    let named = lines.filter_map(|line| Some(line.trim().split_once('(')?.0.to_owned()));
    named
        .map(|name| {
            let number = seen.entry(name.clone()).or_default();
            *number += 1;
            (name, *number)
        })
        .collect()
}

/// The calls to try: all, or some spread over the build, with all of those that come only a few times.
fn chosen(all: &[Call], wanted: usize) -> Vec<&Call> {
    let wanted = wanted.min(all.len());
    let spread = (0..wanted).map(|at| at * all.len() / wanted);
    let rare = |name: &str| all.iter().filter(|call| call.0 == name).count() <= 2;
    let mut numbers: Vec<usize> = spread.chain((0..all.len()).filter(|at| rare(&all[*at].0))).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(|at| &all[at]).collect()
}

/// Ends a build before this call, or lets the call fail.
fn inject(folder: &Folder, what: &str, (name, number): &Call) -> (i32, String) {
    let fault = format!("inject={name}:{what}:when={number}");
    let starter = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={name}"), "-e", &fault];
    let done = folder.build_under(&starter).output().unwrap();
    (shown(done.status), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn death_before_a_system_call_leaves_the_old_site_or_the_new() {
    if !strace_works() {
        return;
    }
    let bench = Bench::new();
    let all = calls(&bench.folder());
    let mut ends = [0, 0, 0];
    for call in chosen(&all, count("HUSTING_CALLS", 8)) {
        let folder = bench.folder();
        let (status, _) = inject(&folder, "signal=KILL", call);
        let context = format!("killed before {call:?}");
        // The last calls of a build are not made in every one: how often it waits, what lingers.
        assert!(status == 137 || status == 0, "{context}: ended with {status}");
        let site = folder.is_whole(&context);
        ends[if status == 0 { 2 } else { usize::from(site == Whose::New) }] += 1;
        folder.next_build_is_right(&context);
    }
    let [old, new, late] = ends;
    eprintln!("{} calls; killed with the old site up {old}, with the new site up {new}, never {late}", all.len());
    assert!(old > 0 && new > 0);
}

#[test]
fn the_first_build_of_all_may_die_at_any_call_too() {
    if !strace_works() {
        return;
    }
    let bench = Bench::new();
    let all = calls(&bench.unpublished());
    for call in chosen(&all, count("HUSTING_CALLS", 8)) {
        let folder = bench.unpublished();
        inject(&folder, "signal=KILL", call);
        let context = format!("killed before {call:?}");
        if folder.path().join("public").exists() {
            assert_eq!(folder.site(&context), Whose::New, "{context}");
        }
        folder.next_build_is_right(&context);
    }
}

/// A failed build tells the path in its own words, not by panicking.
fn tells_why(text: &str, context: &str) {
    let is_told = text.starts_with("Fejl: ") || text.starts_with("Error: ");
    assert!(is_told && !text.contains("panicked"), "{context}: {text}");
}

fn failing_calls_are_told(errno: &str, words: &[&str]) {
    if !strace_works() {
        return;
    }
    let bench = Bench::new();
    let all = calls(&bench.folder());
    let (mut told, mut done_without) = (0, 0);
    for call in chosen(&all, count("HUSTING_CALLS", 8)) {
        let folder = bench.folder();
        let (status, text) = inject(&folder, &format!("error={errno}"), call);
        let context = format!("{errno} at {call:?}");
        let site = folder.is_whole(&context);
        match status {
            // What the build can do without, or what came after the moment of success.
            0 => {
                assert_eq!((site, folder.ledger(&context)), (Whose::New, Whose::New), "{context}");
                done_without += 1;
            }
            3 => {
                assert_eq!((site, folder.ledger(&context)), (Whose::Old, Whose::Old), "{context}");
                // Calls are counted in each thread, and where others write the site, the first of this one are the words.
                if text.is_empty() && call.0 == "write" {
                    continue;
                }
                tells_why(&text, &context);
                assert!(text.contains('/'), "{context}: no path is named: {text}");
                assert!(words.iter().any(|word| text.contains(word)), "{context}: {text}");
                told += 1;
            }
            // The system could not even start the program.
            127 => assert!(text.contains("shared"), "{context}: {text}"),
            status => panic!("{context}: ended with {status}: {text}"),
        }
        folder.next_build_is_right(&context);
    }
    eprintln!("{errno}: {} calls, {told} told, {done_without} done without", all.len());
    assert!(told > 0, "{errno} was never told");
}

#[test]
fn a_full_disk_is_told_at_any_call() {
    failing_calls_are_told("ENOSPC", &["disken er fuld", "disk is full"]);
}

#[test]
fn a_failing_disk_is_told_at_any_call() {
    failing_calls_are_told("EIO", &["disken svarer med en fejl", "disk answers with an error"]);
}

#[test]
fn a_want_of_permission_is_told_at_any_call() {
    failing_calls_are_told("EACCES", &["du har ikke adgang", "you have no permission"]);
}

#[test]
fn too_many_open_files_are_told_at_any_call() {
    failing_calls_are_told("EMFILE", &["for mange åbne filer", "too many files are open"]);
}

#[test]
fn a_file_system_that_can_only_be_read_is_told_at_any_call() {
    failing_calls_are_told("EROFS", &["disken kan kun læses", "disk can only be read"]);
}

#[test]
fn threads_that_cannot_be_had_are_told() {
    if !strace_works() {
        return;
    }
    let bench = Bench::new();
    let folder = bench.folder();
    let starter = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=clone,clone3",
        "-e",
        "inject=clone,clone3:error=EAGAIN",
    ];
    let done = folder.build_under(&starter).output().unwrap();
    let text = String::from_utf8_lossy(&done.stderr);
    assert_eq!(shown(done.status), 3, "{text}");
    tells_why(&text, "no threads");
    assert_eq!(folder.is_whole("no threads"), Whose::Old);
    assert!(Path::new(folder.path()).join("public/index.html").exists());
}
