//! Being asked to stop: Ctrl-C and SIGTERM, during everything that takes its time.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::bench::{Bench, Folder, TODAY, husting, shown};

/// The signals, and what a shell shows for a process that one of them ended.
const SIGNALS: [(&str, i32); 2] = [("-INT", 130), ("-TERM", 143)];

/// Longer than anything here should take, on a busy machine as well.
const PATIENCE: Duration = Duration::from_secs(30);

fn send(signal: &str, child: &Child) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

#[track_caller]
fn ends_with(mut child: Child, status: i32, context: &str) {
    let asked = Instant::now();
    loop {
        if let Some(ended) = child.try_wait().unwrap() {
            assert_eq!(shown(ended), status, "{context}");
            return;
        }
        assert!(asked.elapsed() < PATIENCE, "{context}: goes on");
        thread::sleep(Duration::from_millis(5));
    }
}

fn spawn(folder: &Folder, arguments: &[&str]) -> Child {
    husting(folder.path(), arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Reads lines for people until one of them holds the words.
fn until_said(child: &mut Child, words: &str) {
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains(words)), "never said: {words}");
    // What is said later has a reader too.
    thread::spawn(move || lines.for_each(drop));
}

#[test]
fn a_build_that_is_stopped_leaves_a_whole_site() {
    let bench = Bench::new();
    for (signal, status) in SIGNALS {
        for milliseconds in [0, 3, 10, 30] {
            let folder = bench.folder();
            let mut child = spawn(&folder, &["build", "--today", TODAY]);
            thread::sleep(Duration::from_millis(milliseconds));
            if child.try_wait().unwrap().is_none() {
                send(signal, &child);
            }
            let ended = shown(child.wait().unwrap());
            let context = format!("{signal} after {milliseconds} ms");
            assert!(ended == status || ended == 0, "{context}: {ended}");
            folder.is_whole(&context);
            folder.next_build_is_right(&context);
        }
    }
}

#[test]
fn watching_is_stopped_at_once_also_while_it_waits_for_another_build() {
    let bench = Bench::new();
    for (signal, status) in SIGNALS {
        let folder = bench.folder();
        let mut child = spawn(&folder, &["watch", "--today", TODAY]);
        until_said(&mut child, "Bygget:");
        send(signal, &child);
        ends_with(child, status, &format!("watch {signal}"));
        // Watching leaves the ledger to `build`.
        folder.site(signal);

        let folder = bench.folder();
        let lock = std::fs::File::open(folder.path().join(".public.husting/lock")).unwrap();
        lock.lock().unwrap();
        let mut child = spawn(&folder, &["watch", "--today", TODAY]);
        until_said(&mut child, "Venter på en anden bygning");
        send(signal, &child);
        ends_with(child, status, &format!("watch {signal}, waiting"));
    }
}

#[test]
fn the_preview_is_stopped() {
    let bench = Bench::new();
    for (signal, status) in SIGNALS {
        let folder = bench.folder();
        let mut child = spawn(&folder, &["serve", "--port", "0", "--today", TODAY]);
        until_said(&mut child, "http://127.0.0.1:");
        send(signal, &child);
        ends_with(child, status, &format!("serve {signal}"));
        folder.next_build_is_right(signal);
    }
}
