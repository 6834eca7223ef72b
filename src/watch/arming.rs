//! The system's own watches, through notify; the only file that names it.
//!
//! Each folder is watched with all below it, and the nearest folder above it that exists by itself, which is how a folder
//! that is made, renamed or made again is heard of. Of the many things heard from there, only those that concern our
//! folders count; otherwise publishing next to them would wake us for ever.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Why the system does not tell of all changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// Its number of watches is used up (on Linux: `fs.inotify.max_user_watches` or `max_user_instances`).
    LimitReached,
    /// Looking alone was asked for.
    Unwanted,
    /// Anything else, in the system's own words.
    System(String),
}

/// What an event may mean for the folders that are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heard {
    /// Some file is there, is gone or is different now.
    Files,
    /// Folders may have come, gone or moved.
    Folders,
}

/// The watches that are set.
pub(super) struct Arms {
    watcher: Result<RecommendedWatcher, Hindrance>,
    /// What is watched, and when it was made, to know a folder from another made in its place.
    set: BTreeMap<PathBuf, Option<SystemTime>>,
}

impl Arms {
    /// Prepares watches that call `changed` for each event that concerns `folders`; none is set before
    /// [`Arms::renew`].
    pub(super) fn new(folders: &[PathBuf], changed: impl Fn(Heard) + Send + 'static) -> Arms {
        let names = names(folders);
        let heard = move |event: notify::Result<Event>| {
            if let Some(heard) = event.map_or(Some(Heard::Folders), |event| concerns(&event, &names)) {
                changed(heard);
            }
        };
        // A link inside a site may lead anywhere, up to the whole disk.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(heard, config).map_err(hindrance);
        Arms { watcher, set: BTreeMap::new() }
    }

    /// No watches, ever.
    pub(super) fn none() -> Arms {
        Arms { watcher: Err(Hindrance::Unwanted), set: BTreeMap::new() }
    }

    /// Sets every watch that is missing. Folders that are not there (any more) are no hindrance.
    pub(super) fn renew(&mut self, folders: &[PathBuf]) -> Result<(), Hindrance> {
        let watcher = self.watcher.as_mut().map_err(|hindrance| hindrance.clone())?;
        let targets = targets(folders);
        let stale = |path: &PathBuf, made: &Option<SystemTime>| {
            !targets.iter().any(|(target, _)| target == path) || made_at(path) != *made
        };
        for (path, _) in self.set.extract_if(.., |path, made| stale(path, made)) {
            // Where the folder is gone, so is its watch, and there is nothing to take away.
            let _ = watcher.unwatch(&path);
        }
        let mut result = Ok(());
        for (path, mode) in targets {
            // On Linux each folder below has a watch of its own, so setting all again mends whatever was moved about.
            // Elsewhere one watch covers what is below, lasts as long as the folder, and is not cheap to set.
            if self.set.contains_key(&path) && !cfg!(target_os = "linux") {
                continue;
            }
            let made = made_at(&path);
            match watcher.watch(&path, mode) {
                Ok(()) => drop(self.set.insert(path, made)),
                Err(error) if is_gone(&error) => {}
                Err(error) => result = Err(hindrance(error)),
            }
        }
        result
    }
}

fn made_at(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.created()).ok()
}

/// What to watch at present: the folders above first, since a folder's own watch may replace one from outside.
fn targets(folders: &[PathBuf]) -> Vec<(PathBuf, RecursiveMode)> {
    let above = folders.iter().filter_map(|folder| nearest_above(folder));
    let above = above.filter(|path| !folders.iter().any(|folder| path.starts_with(folder)));
    let mut targets: Vec<_> = above.map(|path| (path.to_owned(), RecursiveMode::NonRecursive)).collect();
    targets.sort_by(|(a, _), (b, _)| a.cmp(b));
    targets.dedup_by(|(a, _), (b, _)| a == b);
    let present = folders.iter().filter(|folder| folder.exists());
    targets.extend(present.map(|folder| (folder.clone(), RecursiveMode::Recursive)));
    targets
}

fn nearest_above(folder: &Path) -> Option<&Path> {
    folder.ancestors().skip(1).find(|path| path.is_dir())
}

/// The folders as given and, where links lead to them, as they are called at the end: some systems tell one, some the
/// other.
fn names(folders: &[PathBuf]) -> Vec<PathBuf> {
    let resolved = folders.iter().filter_map(|folder| resolve(folder));
    let mut names: Vec<_> = folders.iter().cloned().chain(resolved).collect();
    names.sort();
    names.dedup();
    names
}

/// `folder` without links in the part of it that exists.
fn resolve(folder: &Path) -> Option<PathBuf> {
    let present = folder.ancestors().find(|path| path.exists())?;
    let rest = folder.strip_prefix(present).ok()?;
    // Joined with nothing, a path would get a slash at its end.
    let present = present.canonicalize().ok()?;
    Some(if rest.as_os_str().is_empty() { present } else { present.join(rest) })
}

/// What an event may mean for the named folders, if anything.
fn concerns(event: &Event, names: &[PathBuf]) -> Option<Heard> {
    if event.need_rescan() || event.paths.is_empty() {
        return Some(Heard::Folders);
    }
    let heard = match event.kind {
        // Programs that write through memory are heard of only when they close the file.
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Heard::Files,
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Data(_)) => Heard::Files,
        // A link is told as a file: one of our folders, or one above, may be called by it.
        EventKind::Create(CreateKind::File) | EventKind::Remove(RemoveKind::File)
            if event.paths.iter().all(|path| names.iter().any(|name| path.starts_with(name) && path != name)) =>
        {
            Heard::Files
        }
        // Rights too: what was closed to us may be open now.
        _ => Heard::Folders,
    };
    let moves = !matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_))) && heard == Heard::Folders;
    let inside = |path: &Path| names.iter().any(|name| path.starts_with(name));
    // A folder above ours took ours with it if it went; its mere time or rights are its own affair.
    let above = |path: &Path| moves && names.iter().any(|name| name.starts_with(path));
    event.paths.iter().any(|path| inside(path) || above(path)).then_some(heard)
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn hindrance(error: notify::Error) -> Hindrance {
    /// "Too many open files", which on Linux also means too many sets of watches.
    const EMFILE: i32 = 24;
    match &error.kind {
        ErrorKind::MaxFilesWatch => Hindrance::LimitReached,
        ErrorKind::Io(io) if cfg!(target_os = "linux") && io.raw_os_error() == Some(EMFILE) => Hindrance::LimitReached,
        _ => Hindrance::System(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, MetadataKind, RenameMode};

    use super::*;

    fn heard(kind: EventKind, path: &str) -> bool {
        meaning(kind, path).is_some()
    }

    fn meaning(kind: EventKind, path: &str) -> Option<Heard> {
        let names = [PathBuf::from("/websted/content"), PathBuf::from("/websted/themes")];
        concerns(&Event::new(kind).add_path(PathBuf::from(path)), &names)
    }

    #[test]
    fn files_alone_leave_the_folders_as_they_were() {
        let path = "/websted/content/netværk/index.md";
        let inside = [
            EventKind::Modify(ModifyKind::Data(DataChange::Any)),
            EventKind::Access(AccessKind::Close(AccessMode::Write)),
            EventKind::Create(CreateKind::File),
            EventKind::Remove(RemoveKind::File),
        ];
        inside.into_iter().for_each(|kind| assert_eq!(meaning(kind, path), Some(Heard::Files), "{kind:?}"));
        let folders = [
            EventKind::Any,
            EventKind::Create(CreateKind::Any),
            EventKind::Create(CreateKind::Folder),
            EventKind::Remove(RemoveKind::Folder),
            EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)),
            EventKind::Modify(ModifyKind::Name(RenameMode::To)),
        ];
        folders.into_iter().for_each(|kind| assert_eq!(meaning(kind, path), Some(Heard::Folders), "{kind:?}"));
        for link in ["/websted/content", "/websted"] {
            assert_eq!(
                meaning(EventKind::Remove(RemoveKind::File), link),
                Some(Heard::Folders),
                "{link} may be a link"
            );
        }
    }

    #[test]
    fn what_happens_inside_counts_and_what_happens_beside_does_not() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert!(heard(written, "/websted/content/netværk/index.md"));
        assert!(!heard(written, "/websted/public/index.html"));
        assert!(!heard(EventKind::Create(CreateKind::Folder), "/websted/public.new"));
        assert!(!heard(EventKind::Create(CreateKind::Folder), "/websted/content-gammel"));
        assert!(heard(EventKind::Create(CreateKind::Folder), "/websted/themes"));
    }

    #[test]
    fn reading_does_not_count_but_the_end_of_writing_does() {
        let path = "/websted/content/index.md";
        assert!(!heard(EventKind::Access(AccessKind::Open(AccessMode::Any)), path));
        assert!(!heard(EventKind::Access(AccessKind::Close(AccessMode::Read)), path));
        assert!(heard(EventKind::Access(AccessKind::Close(AccessMode::Write)), path));
    }

    #[test]
    fn a_folder_above_counts_when_it_goes_or_moves() {
        assert!(heard(EventKind::Remove(RemoveKind::Folder), "/websted"));
        assert!(heard(EventKind::Modify(ModifyKind::Name(RenameMode::From)), "/websted"));
        assert!(!heard(EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), "/websted"));
    }

    #[test]
    fn a_lost_queue_counts() {
        let names = [PathBuf::from("/websted/content")];
        let event = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert_eq!(concerns(&event, &names), Some(Heard::Folders));
    }
}
