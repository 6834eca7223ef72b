//! Being asked to stop. Alone in its program, since a signal reaches all servers in it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod preview;

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use husting::serve::Asked;
use preview::{Folder, start};

#[test]
fn a_signal_ends_the_streams_and_then_the_server() {
    let folder = Folder::new("stop");
    folder.write("index.html", "<body>Netværk</body>");
    let preview = start(&folder, "/");
    let mut events = preview.events();
    assert!(events.next().is_some());
    let process = std::process::id().to_string();
    assert!(Command::new("kill").args(["-TERM", &process]).status().unwrap().success());
    let asked = Instant::now();
    assert!(events.next().is_none(), "open pages are let go");
    while !preview.running.is_finished() {
        assert!(asked.elapsed() < Duration::from_secs(5), "the server goes on");
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(preview.running.join().unwrap().ok(), Some(Asked::Terminate));
}
