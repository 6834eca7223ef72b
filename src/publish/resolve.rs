//! The folder that a path really means: links and `..` are followed as far as the path exists.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rustix::io::Errno;

use super::error::{Doing, PublishError, Refusal, Told};

/// As many links as Linux itself follows in one path.
const MAX_LINKS: usize = 40;

/// The absolute path without links and `..`, also where its last parts do not exist yet.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, PublishError> {
    let absolute = std::path::absolute(path).told(Doing::Finding, path)?;
    follow(&absolute, MAX_LINKS)
}

fn follow(path: &Path, links_left: usize) -> Result<PathBuf, PublishError> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        // A file in the middle of the path: told as such once the path is used, or refused.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(PublishError::Refused { target: path.to_path_buf(), reason: Refusal::NotAFolder });
        }
        found => return found.told(Doing::Finding, path),
    }
    let Some(parent) = path.parent() else {
        return Ok(path.to_path_buf());
    };
    if let Ok(destination) = fs::read_link(path) {
        let Some(links_left) = links_left.checked_sub(1) else {
            return Err(Errno::LOOP.into()).told(Doing::Finding, path);
        };
        return follow(&parent.join(destination), links_left);
    }
    let parent = follow(parent, links_left)?;
    match path.components().next_back() {
        Some(Component::Normal(name)) => Ok(parent.join(name)),
        // `..` after a folder that does not exist takes back what that folder added.
        Some(Component::ParentDir) => Ok(parent.parent().unwrap_or(&parent).to_path_buf()),
        _ => Ok(parent),
    }
}
