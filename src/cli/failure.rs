//! What stopped a command, other than the content: in the words of a language, with the way out where there is one.

use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::Exit;
use crate::error::Error;
use crate::language::{Language, Told};
use crate::publish::{Protected, PublishError, Refusal};
use crate::serve::ServeError;
use crate::watch::WatchError;

/// Why a command did not get as far as the content.
#[derive(Debug)]
pub(super) enum Failure {
    /// The folder holds no content/.
    NoSite(PathBuf),
    /// SOURCE_DATE_EPOCH is no number of seconds.
    Epoch(String),
    /// The threads asked for cannot be had.
    Threads(String),
    /// A folder for a new site that is not empty; some of what is in it.
    NotEmpty(PathBuf, Vec<String>),
    /// `new` of something that is no kind.
    UnknownKind(String),
    /// `new meeting` in a network that is not there; the nearest that is, and all of them.
    UnknownNetwork { id: String, nearest: Option<String>, known: Vec<String> },
    /// `new meeting` without a date.
    NoDate,
    /// What was asked for would be a problem in the content, in its words.
    Wrong(Told),
    /// A name that leaves nothing for an address.
    NoName(String),
    /// The file that would be written is there.
    Exists(PathBuf),
    /// `--edit` without an editor to be had.
    NoEditor(PathBuf),
    /// The editor did not start or did not end well.
    Editor(String),
    /// Standard output takes nothing.
    Output(io::Error),
    /// The disk.
    Disk(Error),
    /// Publishing.
    Publish(PublishError),
    /// The preview.
    Serve(ServeError),
    /// Waiting for changes.
    Watch(WatchError),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Disk(error)
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Failure {
        Failure::Publish(error)
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Failure {
        Failure::Serve(error)
    }
}

impl From<WatchError> for Failure {
    fn from(error: WatchError) -> Failure {
        Failure::Watch(error)
    }
}

impl Failure {
    /// How the command ends: whether it was asked for wrongly, or the machine failed.
    pub fn exit(&self) -> Exit {
        match self {
            Failure::NoSite(_)
            | Failure::Epoch(_)
            | Failure::NotEmpty(..)
            | Failure::UnknownKind(_)
            | Failure::UnknownNetwork { .. }
            | Failure::NoDate
            | Failure::Wrong(_)
            | Failure::NoName(_)
            | Failure::Exists(_)
            | Failure::NoEditor(_)
            | Failure::Publish(PublishError::Refused { .. } | PublishError::NotOurs { .. })
            | Failure::Serve(ServeError::PortTaken(_)) => Exit::Usage,
            Failure::Threads(_)
            | Failure::Editor(_)
            | Failure::Output(_)
            | Failure::Disk(_)
            | Failure::Publish(_)
            | Failure::Serve(_)
            | Failure::Watch(_) => Exit::Machine,
        }
    }

    /// What happened, in one sentence.
    pub fn sentence(&self, language: &Language) -> String {
        let fill = |key: &str, facts: &[(&str, &str)]| language.fill(key, facts);
        match self {
            Failure::NoSite(folder) => fill("cmd_no_site", &[("path", &shown(folder))]),
            Failure::Epoch(value) => fill("cmd_bad_epoch", &[("value", value)]),
            Failure::Threads(why) => fill("cmd_no_threads", &[("why", why)]),
            Failure::NotEmpty(folder, names) => {
                fill("cmd_not_empty", &[("path", &shown(folder)), ("list", &names.join(", "))])
            }
            Failure::UnknownKind(kind) => fill("cmd_unknown_kind", &[("kind", kind)]),
            Failure::UnknownNetwork { id, .. } => fill("cmd_unknown_network", &[("id", id)]),
            Failure::NoDate => fill("cmd_no_date", &[]),
            Failure::Wrong(told) => told.sentence.clone(),
            Failure::NoName(title) => fill("cmd_no_name", &[("title", title)]),
            Failure::Exists(path) => fill("cmd_exists", &[("path", &shown(path))]),
            Failure::NoEditor(path) => fill("cmd_no_editor", &[("path", &shown(path))]),
            Failure::Editor(why) => fill("cmd_editor_failed", &[("why", why)]),
            Failure::Output(error) => fill("cmd_cannot_print", &[("why", &why(error, language))]),
            Failure::Disk(error) => disk(error, language),
            Failure::Publish(error) => publish(error, language),
            Failure::Serve(error) => serve(error, language),
            Failure::Watch(WatchError::NoCurrentFolder(error)) => {
                fill("cmd_no_current_folder", &[("why", &why(error, language))])
            }
        }
    }

    /// Why, where a problem in the content would have a word for it.
    pub fn explanation(&self) -> Option<String> {
        match self {
            Failure::Wrong(told) => told.explanation.clone(),
            _ => None,
        }
    }

    /// What to do about it, as far as that can be said.
    pub fn hints(&self, language: &Language) -> Vec<String> {
        match self {
            Failure::Wrong(told) => told.hints.clone(),
            _ => self.hint(language).into_iter().collect(),
        }
    }

    /// What to do about what is no problem in the content.
    pub fn hint(&self, language: &Language) -> Option<String> {
        let word = |key: &str| Some(language.word(key).to_owned());
        match self {
            Failure::NoSite(_) => word("cmd_no_site_hint"),
            Failure::NotEmpty(..) => word("cmd_not_empty_hint"),
            Failure::UnknownKind(_) => word("cmd_unknown_kind_hint"),
            Failure::UnknownNetwork { nearest: Some(nearest), .. } => {
                Some(language.fill("cmd_did_you_mean", &[("nearest", nearest)]))
            }
            Failure::UnknownNetwork { known, .. } if !known.is_empty() => {
                Some(language.fill("cmd_known_networks", &[("list", &known.join(", "))]))
            }
            Failure::UnknownNetwork { .. } => word("cmd_no_networks_hint"),
            Failure::NoDate => word("cmd_no_date_hint"),
            Failure::Exists(_) => word("cmd_exists_hint"),
            Failure::Publish(PublishError::NotOurs { .. } | PublishError::Refused { .. }) => word("cmd_other_output"),
            Failure::Publish(PublishError::Manifest { .. }) => word("cmd_manifest_hint"),
            Failure::Serve(ServeError::PortTaken(_)) => word("cmd_port_taken_hint"),
            _ => None,
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn disk(error: &Error, language: &Language) -> String {
    let key = format!("cmd_cannot_{}", error.doing);
    let key = if language.word(&key) == key { "cmd_cannot_use" } else { &key };
    language.fill(key, &[("path", &shown(&error.path)), ("why", &why(&error.source, language))])
}

/// Why the machine refused: the usual reasons in the language's words, the others in the system's.
fn why(error: &io::Error, language: &Language) -> String {
    match reason(error) {
        Some(key) => language.word(key).to_owned(),
        None => error.to_string(),
    }
}

fn reason(error: &io::Error) -> Option<&'static str> {
    use io::ErrorKind::{
        FileTooLarge, InvalidFilename, InvalidInput, IsADirectory, NotADirectory, NotFound, OutOfMemory,
        PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, ResourceBusy, StorageFull,
    };
    Some(match error.kind() {
        NotFound => "cmd_why_missing",
        PermissionDenied => "cmd_why_permission",
        StorageFull | QuotaExceeded | FileTooLarge => "cmd_why_full",
        ReadOnlyFilesystem => "cmd_why_read_only",
        NotADirectory => "cmd_why_no_folder",
        IsADirectory => "cmd_why_folder",
        OutOfMemory => "cmd_why_memory",
        InvalidFilename => "cmd_why_name",
        ResourceBusy => "cmd_why_busy",
        InvalidInput if error.raw_os_error().is_none() => "cmd_why_not_plain",
        _ => match Errno::from_io_error(error)? {
            Errno::MFILE | Errno::NFILE => "cmd_why_files",
            Errno::IO => "cmd_why_disk",
            _ => return None,
        },
    })
}

fn publish(error: &PublishError, language: &Language) -> String {
    let fill = |key: &str, facts: &[(&str, &str)]| language.fill(key, facts);
    match error {
        PublishError::Refused { target, reason } => {
            let why = refusal(*reason, language);
            fill("cmd_refused", &[("path", &shown(target)), ("why", &why)])
        }
        PublishError::NotOurs { target, foreign } => {
            fill("cmd_not_ours", &[("path", &shown(target)), ("list", &foreign.join(", "))])
        }
        PublishError::PathTaken { target, page, by } => {
            fill("cmd_path_taken", &[("page", page), ("path", &shown(&target.join(by)))])
        }
        PublishError::Manifest { path, .. } => fill("cmd_bad_manifest", &[("path", &shown(path))]),
        PublishError::Busy { folder, waited } => {
            fill("cmd_busy", &[("path", &shown(folder)), ("count", &waited.as_secs().to_string())])
        }
        PublishError::Io { path, error, .. } => {
            fill("cmd_cannot_publish", &[("path", &shown(path)), ("why", &why(error, language))])
        }
        // Faults of the program itself: the plain English is for whoever mends it.
        PublishError::BadPath { .. } => fill("cmd_fault", &[("why", &error.to_string())]),
    }
}

fn refusal(reason: Refusal, language: &Language) -> String {
    let fill = |key: &str, which| language.fill(key, &[("folder", language.word(protected(which)))]);
    match reason {
        Refusal::Root => language.word("cmd_refused_root").to_owned(),
        Refusal::NotAFolder => language.word("cmd_why_no_folder").to_owned(),
        Refusal::Is(which) => fill("cmd_refused_is", which),
        Refusal::Above(which) => fill("cmd_refused_above", which),
        Refusal::Inside(which) => fill("cmd_refused_inside", which),
    }
}

fn protected(which: Protected) -> &'static str {
    match which {
        Protected::Home => "cmd_folder_home",
        Protected::Site => "cmd_folder_site",
        Protected::Content => "cmd_folder_content",
        Protected::Themes => "cmd_folder_themes",
    }
}

fn serve(error: &ServeError, language: &Language) -> String {
    let fill = |key: &str, facts: &[(&str, &str)]| language.fill(key, facts);
    match error {
        ServeError::PortTaken(address) => fill("cmd_port_taken", &[("port", &address.port().to_string())]),
        ServeError::NoFreePort(_, ports) => {
            fill("cmd_no_port", &[("first", &ports.start().to_string()), ("last", &ports.end().to_string())])
        }
        ServeError::Listen(address, error) => {
            fill("cmd_cannot_listen", &[("address", &address.to_string()), ("why", &why(error, language))])
        }
        ServeError::Watch(WatchError::NoCurrentFolder(error)) => {
            fill("cmd_no_current_folder", &[("why", &why(error, language))])
        }
        ServeError::System(error) => fill("cmd_cannot_serve", &[("why", &why(error, language))]),
        ServeError::BuildingEnded => fill("cmd_fault", &[("why", &error.to_string())]),
    }
}
