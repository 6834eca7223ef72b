//! A sign of life where work takes longer than a moment and someone is watching; gone without a trace when it is done.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Below this nobody wonders.
const MOMENT: Duration = Duration::from_millis(500);

/// Shown until it is dropped.
pub(super) struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Will say `text` in a moment, if stderr is a terminal.
    pub fn start(text: &str) -> Progress {
        if !io::stderr().is_terminal() {
            return Progress(None);
        }
        let (done, wait) = mpsc::channel::<()>();
        let text = text.to_owned();
        let shower = thread::Builder::new().spawn(move || {
            if wait.recv_timeout(MOMENT) == Err(mpsc::RecvTimeoutError::Timeout) {
                let _ = write!(io::stderr(), "{text}");
                let _ = wait.recv();
                // To the line's start, and clear it.
                let _ = write!(io::stderr(), "\r\u{1b}[K");
            }
        });
        Progress(shower.ok().map(|shower| (done, shower)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, shower)) = self.0.take() {
            drop(done);
            let _ = shower.join();
        }
    }
}
