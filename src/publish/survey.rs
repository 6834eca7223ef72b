//! What lies in the target before a publication: our own files, and those of others, which must stay.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Doing, PublishError, Told};
use super::manifest::{self, MANIFEST, SCRATCH, ancestors};

/// Names that may lie in a folder that we take over, and that nobody need be told of.
const HARMLESS: [&str; 3] = [".gitignore", ".gitkeep", ".DS_Store"];

/// How many foreign files an error names.
const NAMED: usize = 5;

/// Which paths are ours: those of the site that is there and those of the one to come.
pub(super) struct Ours<'a> {
    pub old: BTreeSet<String>,
    pub new: &'a BTreeSet<String>,
}

impl Ours<'_> {
    fn any_below(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        let from = (Bound::Included(prefix.as_str()), Bound::Unbounded);
        let old = self.old.range::<str, _>(from).next();
        let new = self.new.range::<str, _>(from).next();
        [old, new].into_iter().flatten().any(|path| path.starts_with(&prefix))
    }
}

/// A file of someone else in our folder, or a folder in which nothing is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Foreign {
    /// Relative to the target; its names need not be UTF-8.
    pub path: PathBuf,
    pub kind: Kind,
}

impl Foreign {
    /// As a report names it: folders end in a slash.
    pub fn shown(&self) -> String {
        let slash = if self.kind == Kind::Folder { "/" } else { "" };
        format!("{}{slash}", self.path.display())
    }

    pub fn is_harmless(&self) -> bool {
        HARMLESS.iter().any(|name| self.path == Path::new(name))
    }
}

#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Paths of the old site that are there, in whatever kind.
    pub found: BTreeMap<String, Kind>,
    pub foreign: Vec<Foreign>,
}

/// Looks through the target, which need not exist.
///
/// Refuses it when it is not ours, or when a new page needs the place of something foreign.
pub(super) fn survey(disk: &dyn Disk, target: &Path, new: &BTreeSet<String>) -> Result<Survey, PublishError> {
    if disk.kind(target).told(Doing::Finding, target)?.is_none() {
        return Ok(Survey::default());
    }
    let listed = manifest::read(disk, target)?;
    let has_manifest = listed.is_some();
    let ours = Ours { old: listed.unwrap_or_default(), new };
    let survey = look_through(disk, target, &ours)?;
    if !has_manifest {
        refuse_unowned(target, &survey)?;
    }
    refuse_taken(target, &survey, new)?;
    Ok(survey)
}

/// Sorts all that lies in `root` into ours and foreign; wholly foreign folders are not entered.
pub(super) fn look_through(disk: &dyn Disk, root: &Path, ours: &Ours) -> Result<Survey, PublishError> {
    let mut survey = Survey::default();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        for (name, kind) in disk.list(&path).told(Doing::Listing, &path)? {
            let Some(path) = name.to_str().map(|name| join(&folder, name)) else {
                survey.foreign.push(Foreign { path: Path::new(&folder).join(name), kind });
                continue;
            };
            if path == MANIFEST || path == SCRATCH {
                continue;
            }
            match kind {
                Kind::Folder if ours.any_below(&path) => folders.push(path),
                Kind::File | Kind::Other if ours.old.contains(&path) => {
                    survey.found.insert(path, kind);
                }
                _ => survey.foreign.push(Foreign { path: path.into(), kind }),
            }
        }
    }
    survey.foreign.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(survey)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

fn refuse_unowned(target: &Path, survey: &Survey) -> Result<(), PublishError> {
    let foreign: Vec<String> =
        survey.foreign.iter().filter(|entry| !entry.is_harmless()).take(NAMED).map(Foreign::shown).collect();
    if foreign.is_empty() {
        return Ok(());
    }
    Err(PublishError::NotOurs { target: target.to_path_buf(), foreign })
}

fn refuse_taken(target: &Path, survey: &Survey, new: &BTreeSet<String>) -> Result<(), PublishError> {
    for entry in &survey.foreign {
        if let Some(page) = entry.path.to_str().and_then(|path| page_in_need(path, entry.kind, new)) {
            let (target, page) = (target.to_path_buf(), page.to_owned());
            return Err(PublishError::PathTaken { target, page, by: entry.shown() });
        }
    }
    Ok(())
}

/// The new page that cannot be where it should while `path` is there.
fn page_in_need<'a>(path: &str, kind: Kind, new: &'a BTreeSet<String>) -> Option<&'a str> {
    let at_or_above = std::iter::once(path).chain(ancestors(path));
    if let Some(page) = at_or_above.filter_map(|path| new.get(path)).next() {
        return Some(page);
    }
    let below = format!("{path}/");
    let first = new.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded)).next()?;
    (kind != Kind::Folder && first.starts_with(&below)).then_some(first)
}
