//! What can fail outside the content: the disk, the network, the machine. Content at fault is a diagnostic, never this.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The machine failed at something: exit status 3.
#[derive(Debug)]
pub struct Error {
    /// What was being done: "read", "write", "watch" …
    pub doing: &'static str,
    /// With which file or folder.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
}

impl Error {
    /// Turns an input/output error into one that names the path.
    pub fn at(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error { doing, path, source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.doing, self.path.display(), self.source)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
