//! Why nothing was published: facts about what was refused or what the machine would not do.
//!
//! The variants hold paths and causes, so that a caller can put them into any language and choose an exit status.
//! `Display` is a plain English sentence for logs and for where no other words exist yet.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why there is no new site.
#[derive(Debug)]
pub enum PublishError {
    /// The output folder may not be where it was asked to be.
    Refused {
        /// The folder that was asked for.
        target: PathBuf,
        /// Why not.
        reason: Refusal,
    },
    /// The folder holds files, and no manifest says that they are ours. At most five are named.
    NotOurs {
        /// The folder.
        target: PathBuf,
        /// Paths in it, at most five.
        foreign: Vec<String>,
    },
    /// A page needs a place in the folder where someone else's file or folder is.
    PathTaken {
        /// The folder.
        target: PathBuf,
        /// The path in it that the page needs.
        page: String,
        /// The path of what is in its place.
        by: String,
    },
    /// A path of the output cannot name a file inside the folder.
    BadPath {
        /// The path as it was given.
        path: String,
        /// What is wrong with it.
        reason: BadPath,
    },
    /// The manifest in the folder cannot be read, so what is ours is not known.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Why it tells nothing.
        reason: BadManifest,
    },
    /// Another build held the folder, the target's or the ledger's, for longer than we were told to wait.
    Busy {
        /// The folder that is held.
        folder: PathBuf,
        /// How long we waited.
        waited: Duration,
    },
    /// The machine would not do something.
    Io {
        /// What was being done.
        doing: Doing,
        /// To what.
        path: PathBuf,
        /// What the machine said.
        error: io::Error,
    },
}

/// Why a folder is no place for a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// `/`, the whole machine.
    Root,
    /// It is this very folder.
    Is(Protected),
    /// This folder lies inside it and would be replaced along with it.
    Above(Protected),
    /// It lies inside this folder, among what people write.
    Inside(Protected),
    /// There is a file, not a folder, in the place.
    NotAFolder,
}

/// The folders that publishing must never replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protected {
    /// The person's home folder.
    Home,
    /// The site's own folder.
    Site,
    /// `content/`, what people write.
    Content,
    /// `themes/`.
    Themes,
}

/// Why a path of the output cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPath {
    /// Empty, absolute, or with an empty part, `.`, `..` or a zero byte in it.
    LeadsOutside,
    /// A name that publishing keeps for itself.
    Reserved,
    /// The same path is a file and a folder.
    FileAndFolder,
}

/// Why a manifest tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadManifest {
    /// Not the JSON that we write.
    Garbled,
    /// Written by a later version of the program, in this format.
    LaterFormat(u32),
}

/// What was being done when the machine refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Asking what lies there.
    Finding,
    /// Reading a folder's names.
    Listing,
    /// Reading a file.
    Reading,
    /// Making a folder.
    Creating,
    /// Writing a file.
    Writing,
    /// Giving a file a second name.
    Linking,
    /// Waiting for bytes to be on the disk.
    Flushing,
    /// Letting old and new change places.
    Switching,
    /// Moving a file or folder.
    Renaming,
    /// Removing a file or folder.
    Removing,
    /// Taking the lock.
    Locking,
}

/// Gives an [`io::Error`] the path and the deed that it lacks.
pub(super) trait Told<T> {
    fn told(self, doing: Doing, path: &Path) -> Result<T, PublishError>;
}

impl<T> Told<T> for io::Result<T> {
    fn told(self, doing: Doing, path: &Path) -> Result<T, PublishError> {
        let path = path.to_path_buf();
        self.map_err(|error| PublishError::Io { doing, path, error })
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PublishError::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { target, reason } => {
                write!(f, "will not publish into {}: {reason}", target.display())
            }
            Self::NotOurs { target, foreign } => {
                let (target, foreign) = (target.display(), foreign.join(", "));
                write!(f, "{target} was not made by husting and holds other files ({foreign})")
            }
            Self::PathTaken { target, page, by } => {
                let by = target.join(by);
                write!(f, "the page {page} needs the place of {}, which is not ours", by.display())
            }
            Self::BadPath { path, reason } => write!(f, "cannot publish {path:?}: {reason}"),
            Self::Manifest { path, reason } => write!(f, "{}: {reason}", path.display()),
            Self::Busy { folder, waited } => {
                let (folder, seconds) = (folder.display(), waited.as_secs());
                write!(f, "another build is still at work in {folder} after {seconds} seconds")
            }
            Self::Io { doing, path, error } => {
                write!(f, "{doing} {} failed: {error}", path.display())
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("it is the root of the whole machine"),
            Self::Is(folder) => write!(f, "it is {folder}"),
            Self::Above(folder) => write!(f, "{folder} lies inside it"),
            Self::Inside(folder) => write!(f, "it lies inside {folder}"),
            Self::NotAFolder => f.write_str("it is not a folder"),
        }
    }
}

impl fmt::Display for Protected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Home => "your home folder",
            Self::Site => "the site's own folder",
            Self::Content => "the content folder",
            Self::Themes => "the themes folder",
        })
    }
}

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LeadsOutside => "it does not name a file inside the folder",
            Self::Reserved => "the name is kept for publishing itself",
            Self::FileAndFolder => "it is both a file and a folder",
        })
    }
}

impl fmt::Display for BadManifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Garbled => f.write_str("the list of published files cannot be read"),
            Self::LaterFormat(format) => {
                write!(f, "the list of published files has format {format}, of a later husting")
            }
        }
    }
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Finding => "finding",
            Self::Listing => "listing",
            Self::Reading => "reading",
            Self::Creating => "creating",
            Self::Writing => "writing",
            Self::Linking => "linking",
            Self::Flushing => "flushing to disk",
            Self::Switching => "switching to the new site at",
            Self::Renaming => "renaming",
            Self::Removing => "removing",
            Self::Locking => "locking",
        })
    }
}
