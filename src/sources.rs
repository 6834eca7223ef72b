//! The door in: every file below `content/` and `themes/` read once, in name order, and the date. After this nothing reads
//! a disk or a clock.

mod plain;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::civil::Date;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::error::Error;

/// Text files above this many bytes are no one's handwriting.
const MAX_TEXT: u64 = 4 * 1024 * 1024;

/// Other files above this many bytes belong on a file server: all of a site is held in memory.
const MAX_OTHER: u64 = 256 * 1024 * 1024;

/// Files in `content/` or in `themes/`; a site of a hundred thousand meetings has half of it.
const MAX_FILES: usize = 200_000;

/// Folders inside each other, so deep that one must have been copied into itself.
const MAX_DEPTH: usize = 32;

/// The file below `content/` that remembers what was published.
const LEDGER: &str = "ledger.yaml";

/// How often everything is read again because a file went away between the look and the reading, as when an editor saves.
const TRIES: usize = 3;

/// The time between two of those.
const PAUSE: Duration = Duration::from_millis(20);

/// All that a build depends on.
#[derive(Debug)]
pub struct Sources {
    /// The files of `content/`, by path.
    pub files: Vec<SourceFile>,
    /// The files of `themes/`, by path (`NAME/templates/…`).
    pub themes: Vec<SourceFile>,
    /// What was found wrong while walking.
    pub problems: Diagnostics,
    /// What "upcoming" means.
    pub today: Date,
    /// The public address, where the command line overrides site.yaml.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether what was published and would now be gone is given up on purpose.
    pub accept_losses: bool,
}

/// A file as read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path below its folder, with `/`, in NFC whatever the file system holds.
    pub path: String,
    /// Path from the site folder as an editor knows it: `content/netvaerk/x.md`.
    pub shown: String,
    /// The bytes; empty for files that were too large.
    pub bytes: Arc<[u8]>,
}

impl Sources {
    /// Reads the site folder. Missing `themes/` is fine, missing `content/` is an error, and so is a file that cannot be
    /// read or does not come to rest.
    pub fn read(site: &Path, today: Date) -> Result<Sources, Error> {
        for _ in 1..TRIES {
            match Sources::read_once(site, today) {
                Err(error) if error.source.kind() == io::ErrorKind::NotFound => thread::sleep(PAUSE),
                read => return read,
            }
        }
        Sources::read_once(site, today)
    }

    fn read_once(site: &Path, today: Date) -> Result<Sources, Error> {
        let mut problems = Diagnostics::default();
        let files = read_folder(site, "content", &mut problems)?;
        let themes =
            if site.join("themes").is_dir() { read_folder(site, "themes", &mut problems)? } else { Vec::new() };
        Ok(Sources { files, themes, problems, today, base_url: None, drafts: false, accept_losses: false })
    }

    /// A site that was never on a disk: for tests and for trying. Paths are below `content/`.
    pub fn in_memory(files: &[(&str, &str)], today: Date) -> Sources {
        let mut files: Vec<SourceFile> = files
            .iter()
            .map(|(path, text)| SourceFile {
                path: (*path).to_owned(),
                shown: format!("content/{path}"),
                bytes: text.as_bytes().into(),
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Sources {
            files,
            themes: Vec::new(),
            problems: Diagnostics::default(),
            today,
            base_url: None,
            drafts: false,
            accept_losses: false,
        }
    }

    /// A number that stands for all that a build depends on, were the ledger's bytes these: equal numbers, equal sites. Good
    /// within one version of the program only.
    pub fn fingerprint(&self, ledger: Option<&[u8]>) -> u64 {
        let Sources { files, themes, problems: _, today, base_url, drafts, accept_losses } = self;
        let mut print = DefaultHasher::new();
        (today, base_url, drafts, accept_losses).hash(&mut print);
        for (folder, files) in [files, themes].into_iter().enumerate() {
            for file in files.iter().filter(|file| folder > 0 || file.path != LEDGER) {
                (folder, &file.path, &file.shown, &file.bytes).hash(&mut print);
            }
        }
        ledger.hash(&mut print);
        print.finish()
    }

    /// The bytes of `content/ledger.yaml`, if it is there.
    pub fn ledger(&self) -> Option<&[u8]> {
        self.files.iter().find(|file| file.path == LEDGER).map(|file| &*file.bytes)
    }

    /// Puts the ledger's bytes from elsewhere in the place of `content/ledger.yaml`. `shown` is its path for problems.
    pub fn use_ledger(&mut self, shown: String, bytes: Vec<u8>) {
        let ledger = SourceFile { path: LEDGER.to_owned(), shown, bytes: bytes.into() };
        match self.files.iter_mut().find(|file| file.path == ledger.path) {
            Some(file) => *file = ledger,
            // At the end, out of order: the numbers that problems name must stay as they are.
            None => self.files.push(ledger),
        }
    }

    /// The files of `content/` with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (file_id(index), file))
    }

    /// A file by its number.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// A file found, not yet read.
struct Found {
    path: String,
    shown: String,
    /// Where it really is, links followed.
    real: PathBuf,
    size: u64,
}

fn read_folder(site: &Path, folder: &str, problems: &mut Diagnostics) -> Result<Vec<SourceFile>, Error> {
    let root = site.join(folder);
    let mut found = walk(&root, folder, problems)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    for (index, file) in found.iter().enumerate() {
        let Some((kind, limit)) = too_large(file) else { continue };
        let mega = |bytes: u64| format!("{} MB", bytes.div_ceil(1 << 20));
        let place = (folder == "content").then(|| Place::top(file_id(index)));
        problems.push(Diagnostic::new(kind, place).with("size", mega(file.size)).with("limit", mega(limit)));
    }
    found.into_par_iter().map(load).collect()
}

fn load(found: Found) -> Result<SourceFile, Error> {
    let bytes = match too_large(&found) {
        Some(_) => Vec::new(),
        None => plain::read(&found.real).map_err(Error::at("read", &found.real))?,
    };
    Ok(SourceFile { path: found.path, shown: found.shown, bytes: bytes.into() })
}

/// The text of one file of `content/`, if it is a plain file there and of a size to be read.
pub fn text_alone(site: &Path, name: &str) -> Option<String> {
    let inside = fs::canonicalize(site.join("content")).ok()?;
    let (real, size) = plain_file(&inside.join(name), &inside).ok()?.ok()?;
    let bytes = if size > MAX_TEXT { None } else { plain::read(&real).ok() };
    String::from_utf8(bytes?).ok()
}

fn walk(root: &Path, folder: &str, problems: &mut Diagnostics) -> Result<Vec<Found>, Error> {
    let inside = fs::canonicalize(root).map_err(Error::at("read", root))?;
    let mut found = Vec::new();
    // One level more than may be, to see that there is more.
    let walker = WalkDir::new(root)
        .max_depth(MAX_DEPTH + 1)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy()));
    for entry in walker {
        let entry = entry.map_err(|error| unwalked(error, root))?;
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path: String = slashed(relative);
        let shown = format!("{folder}/{path}");
        if entry.depth() > MAX_DEPTH {
            let deep = Diagnostic::new(Kind::FolderTooDeep, None).with("limit", MAX_DEPTH.to_string());
            problems.push(deep.with("path", shown));
            break;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        if found.len() == MAX_FILES {
            let many = Diagnostic::new(Kind::TooManyFiles, None).with("limit", MAX_FILES.to_string());
            problems.push(many.with("folder", folder));
            break;
        }
        match plain_file(entry.path(), &inside).map_err(Error::at("read", entry.path()))? {
            Ok((real, size)) => found.push(Found { path: path.nfc().collect(), shown, real, size }),
            Err(kind) => problems.push(Diagnostic::new(kind, None).with("path", shown)),
        }
    }
    Ok(found)
}

/// A folder that could not be walked, with the system's own reason.
fn unwalked(error: walkdir::Error, root: &Path) -> Error {
    let path = error.path().unwrap_or(root).to_owned();
    let source = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
    Error { doing: "read", path, source }
}

/// Place and size of a plain file below `inside`; pipes, devices, sockets and links that lead elsewhere are never opened.
/// An error is a file that went away, or that may not be looked at.
fn plain_file(path: &Path, inside: &Path) -> io::Result<Result<(PathBuf, u64), Kind>> {
    let is_link = fs::symlink_metadata(path)?.is_symlink();
    let real = match fs::canonicalize(path) {
        // A link to nothing, or to itself.
        Err(_) if is_link => return Ok(Err(Kind::OutsideSite)),
        real => real?,
    };
    if !real.starts_with(inside) {
        return Ok(Err(Kind::OutsideSite));
    }
    let metadata = fs::metadata(&real)?;
    Ok(if metadata.is_file() { Ok((real, metadata.len())) } else { Err(Kind::NotAFile) })
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Which budget a file breaks, and what that is in bytes. The ledger is the program's own hand and grows with the site.
fn too_large(file: &Found) -> Option<(Kind, u64)> {
    let (kind, limit) = if is_text(&file.path) && file.path != "ledger.yaml" {
        (Kind::FileTooLarge, MAX_TEXT)
    } else {
        (Kind::AttachmentTooLarge, MAX_OTHER)
    };
    (file.size > limit).then_some((kind, limit))
}

fn is_text(path: &str) -> bool {
    [".md", ".yaml", ".yml"].iter().any(|ending| path.to_ascii_lowercase().ends_with(ending))
}

/// What editors and systems leave lying about: hidden files, backups, swap and lock files.
pub fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".swx", ".tmp", ".bak", ".part", ".crdownload"].iter().any(|ending| name.ends_with(ending))
        || matches!(name, "Thumbs.db" | "desktop.ini" | "Icon\r")
}
