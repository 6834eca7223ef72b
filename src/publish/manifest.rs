//! The list of published files that a site carries, and by which a folder is known to be ours.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Kind};
use super::error::{BadManifest, BadPath, Doing, PublishError, Told};

/// The name of the list in the published folder.
pub const MANIFEST: &str = ".husting-manifest.json";

/// The name of the folder inside the target in which new files wait where nothing can be exchanged.
pub(super) const SCRATCH: &str = ".husting-new";

const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Listed {
    format: u32,
    files: BTreeSet<String>,
}

/// The paths that the manifest in `target` lists, or `None` where there is no manifest.
///
/// A listed path is only ever compared with what is found in the folder, never followed, so a manifest from a
/// stranger cannot lead outside.
pub(super) fn read(disk: &dyn Disk, target: &Path) -> Result<Option<BTreeSet<String>>, PublishError> {
    let path = target.join(MANIFEST);
    if disk.kind(&path).told(Doing::Reading, &path)? != Some(Kind::File) {
        return Ok(None);
    }
    let bytes = disk.read(&path).told(Doing::Reading, &path)?;
    let bad = |reason| PublishError::Manifest { path: path.clone(), reason };
    let format = serde_json::from_slice::<serde_json::Value>(&bytes)
        .ok()
        .and_then(|value| value.get("format")?.as_u64())
        .and_then(|format| u32::try_from(format).ok())
        .ok_or_else(|| bad(BadManifest::Garbled))?;
    if format > FORMAT {
        return Err(bad(BadManifest::LaterFormat(format)));
    }
    let listed: Listed = serde_json::from_slice(&bytes).map_err(|_| bad(BadManifest::Garbled))?;
    Ok(Some(listed.files))
}

/// The bytes of a manifest that lists `paths`, one to a line so that a diff of two can be read.
pub(super) fn bytes<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let listed = Listed { format: FORMAT, files: paths.map(str::to_owned).collect() };
    let mut text = serde_json::to_string_pretty(&listed).expect("a number and a list of strings are always JSON");
    text.push('\n');
    text.into_bytes()
}

/// Refuses a path that would leave the folder or take a name that publishing needs.
pub(super) fn check_path(path: &str) -> Result<(), PublishError> {
    let reason = match path.split('/').next() {
        _ if path.contains('\0') || path.split('/').any(|part| matches!(part, "" | "." | "..")) => {
            BadPath::LeadsOutside
        }
        Some(MANIFEST | SCRATCH) => BadPath::Reserved,
        _ => return Ok(()),
    };
    Err(PublishError::BadPath { path: path.to_owned(), reason })
}

/// Refuses a file where another path has a folder.
pub(super) fn check_clashes(files: &BTreeSet<String>) -> Result<(), PublishError> {
    match files.iter().find(|path| ancestors(path).any(|folder| files.contains(folder))) {
        Some(path) => Err(PublishError::BadPath { path: path.clone(), reason: BadPath::FileAndFolder }),
        None => Ok(()),
    }
}

/// The folders above a path, the innermost first: `a/b/c` lies in `a/b` and in `a`.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(folder, _)| folder)).skip(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(paths: &[&str]) -> Option<BadPath> {
        let files: BTreeSet<String> = paths.iter().map(|path| path.to_string()).collect();
        let checked = files.iter().try_for_each(|path| check_path(path)).and_then(|()| check_clashes(&files));
        match checked {
            Err(PublishError::BadPath { reason, .. }) => Some(reason),
            _ => None,
        }
    }

    #[test]
    fn a_manifest_is_sorted_and_one_line_a_file() {
        let text = String::from_utf8(bytes(["møder/index.html", "index.html"].into_iter())).unwrap();
        let expected = "{\n  \"format\": 1,\n  \"files\": [\n    \"index.html\",\n    \"møder/index.html\"\n  ]\n}\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn only_paths_inside_the_folder_are_published() {
        assert_eq!(refused(&["index.html", "netvaerk/øst.ics", "netvaerk/...html"]), None);
        for path in ["", "/etc/passwd", "../index.html", "a/../../b", "a//b", "a/", "./a", "a\0b"] {
            assert_eq!(refused(&[path]), Some(BadPath::LeadsOutside), "{path:?}");
        }
        assert_eq!(refused(&[".husting-manifest.json"]), Some(BadPath::Reserved));
        assert_eq!(refused(&[".husting-new/0"]), Some(BadPath::Reserved));
    }

    #[test]
    fn a_path_is_not_both_file_and_folder_whatever_sorts_between() {
        assert_eq!(refused(&["om", "om-os", "om/index.html"]), Some(BadPath::FileAndFolder));
    }
}
