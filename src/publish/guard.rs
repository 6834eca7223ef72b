//! Where a site may be published: refuses the folders that hold more than a site.
//!
//! A target is compared after it is resolved, for a link into `content/` is `content/`. That a folder is otherwise not ours
//! is seen by what lies in it; see [`super::survey`].

use std::path::{Path, PathBuf};

use super::error::{Protected, PublishError, Refusal};
use super::resolve::resolve;

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
