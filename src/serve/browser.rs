//! Opening the person's browser.

use std::process::{Command, Stdio};
use std::thread;

/// Shows `url` in the browser the system prefers. That it cannot be done is no error: the address is told as well.
pub(super) fn open(url: &str) {
    let mut command = command();
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // In a thread, since some openers stay as long as the browser, and all must be waited for in the end.
    drop(thread::Builder::new().spawn(move || command.status()));
}

#[cfg(target_os = "macos")]
fn command() -> Command {
    Command::new("open")
}

#[cfg(windows)]
fn command() -> Command {
    // Unlike `start`, this reads no part of the address as a command.
    let mut command = Command::new("rundll32");
    command.arg("url.dll,FileProtocolHandler");
    command
}

#[cfg(not(any(target_os = "macos", windows)))]
fn command() -> Command {
    Command::new("xdg-open")
}
