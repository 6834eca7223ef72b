//! Where a site may be published: finds the folder that a path really means, and refuses the ones that hold more than
//! a site.
//!
//! A target is compared after links and `..` are resolved as far as the path exists, for a link into `content/` is
//! `content/`. That a folder is otherwise not ours is seen by what lies in it; see [`super::survey`].

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rustix::io::Errno;

use super::error::{Doing, Protected, PublishError, Refusal, Told};

/// As many links as Linux itself follows in one path.
const MAX_LINKS: usize = 40;

/// The folder that `target` means, if a site may be published there.
pub(super) fn admit(target: &Path, site: &Path, home: Option<&Path>) -> Result<PathBuf, PublishError> {
    let resolved = resolve(target)?;
    let mut protected = vec![
        (Protected::Site, site.to_path_buf()),
        (Protected::Content, site.join("content")),
        (Protected::Themes, site.join("themes")),
    ];
    // A service may run without a home or with `/` for one, which is refused as such.
    protected.extend(home.filter(|home| home.is_absolute()).map(|home| (Protected::Home, home.to_path_buf())));
    for (_, folder) in &mut protected {
        *folder = resolve(folder)?;
    }
    match refusal(&resolved, &protected) {
        Some(reason) => Err(PublishError::Refused { target: target.to_path_buf(), reason }),
        None => Ok(resolved),
    }
}

/// Why the resolved `target` is no place for a site, if it is none.
fn refusal(target: &Path, protected: &[(Protected, PathBuf)]) -> Option<Refusal> {
    if target.parent().is_none() {
        return Some(Refusal::Root);
    }
    if target.exists() && !target.is_dir() {
        return Some(Refusal::NotAFolder);
    }
    protected.iter().find_map(|(which, folder)| relation(target, *which, folder))
}

fn relation(target: &Path, which: Protected, folder: &Path) -> Option<Refusal> {
    let written_by_people = matches!(which, Protected::Content | Protected::Themes);
    if target == folder {
        Some(Refusal::Is(which))
    } else if folder.starts_with(target) {
        Some(Refusal::Above(which))
    } else if written_by_people && target.starts_with(folder) {
        Some(Refusal::Inside(which))
    } else {
        None
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(target: &str) -> Option<Refusal> {
        let protected = [
            (Protected::Site, PathBuf::from("/home/åse/netværk")),
            (Protected::Content, PathBuf::from("/home/åse/netværk/content")),
            (Protected::Themes, PathBuf::from("/home/åse/netværk/themes")),
            (Protected::Home, PathBuf::from("/home/åse")),
        ];
        refusal(Path::new(target), &protected)
    }

    #[test]
    fn a_place_beside_or_below_the_site_will_do() {
        for target in ["/home/åse/netværk/public", "/home/åse/netværk/contents", "/srv/www/netværk"] {
            assert_eq!(reason(target), None, "{target}");
        }
    }

    #[test]
    fn folders_that_hold_more_than_a_site_are_refused() {
        let expected = [
            ("/", Refusal::Root),
            ("/home", Refusal::Above(Protected::Site)),
            ("/home/åse", Refusal::Above(Protected::Site)),
            ("/home/åse/netværk", Refusal::Is(Protected::Site)),
            ("/home/åse/netværk/content", Refusal::Is(Protected::Content)),
            ("/home/åse/netværk/content/møder", Refusal::Inside(Protected::Content)),
            ("/home/åse/netværk/themes/lys", Refusal::Inside(Protected::Themes)),
        ];
        for (target, refusal) in expected {
            assert_eq!(reason(target), Some(refusal), "{target}");
        }
    }

    #[test]
    fn home_is_refused_also_when_the_site_is_elsewhere() {
        let protected = [(Protected::Home, PathBuf::from("/home/åse"))];
        assert_eq!(refusal(Path::new("/home/åse"), &protected), Some(Refusal::Is(Protected::Home)));
        assert_eq!(refusal(Path::new("/home"), &protected), Some(Refusal::Above(Protected::Home)));
        assert_eq!(refusal(Path::new("/home/åse/public"), &protected), None);
    }
}
