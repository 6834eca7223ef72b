//! The door in: every file below `content/` and `themes/` read once, in name order, and the date. After this nothing reads
//! a disk or a clock.

mod bytes;
mod form;
mod plain;

use std::collections::HashMap;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::error::Error;
pub use bytes::Bytes;
pub use form::Form;
use plain::Stamp;

/// Text files above this many bytes are no one's handwriting.
const MAX_TEXT: u64 = 4 * 1024 * 1024;

/// Other files above this many bytes belong on a file server: all of a site is held in memory.
const MAX_OTHER: u64 = 256 * 1024 * 1024;

/// Files in `content/` or in `themes/`; a site of a hundred thousand meetings has half of it.
const MAX_FILES: usize = 200_000;

/// Folders inside each other, so deep that one must have been copied into itself.
const MAX_DEPTH: usize = 32;

/// The file below `content/` that remembers what was published.
pub const LEDGER: &str = "ledger.yaml";

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
    pub bytes: Bytes,
}

impl Sources {
    /// Reads the site folder. Missing `themes/` is fine, missing `content/` is an error, and so is a file that cannot be
    /// read or does not come to rest.
    pub fn read(site: &Path, today: Date) -> Result<Sources, Error> {
        Sources::read_in_turns(site, today, None)
    }

    /// The same where much was read before: of files that are as they were, nothing is read but their stamps.
    pub fn read_again(site: &Path, today: Date, memory: &mut Memory) -> Result<Sources, Error> {
        Sources::read_in_turns(site, today, Some(memory))
    }

    fn read_in_turns(site: &Path, today: Date, mut memory: Option<&mut Memory>) -> Result<Sources, Error> {
        for _ in 1..TRIES {
            match Sources::read_once(site, today, memory.as_deref_mut()) {
                Err(error) if error.source.kind() == io::ErrorKind::NotFound => thread::sleep(PAUSE),
                read => return read,
            }
        }
        Sources::read_once(site, today, memory)
    }

    fn read_once(site: &Path, today: Date, memory: Option<&mut Memory>) -> Result<Sources, Error> {
        let mut problems = Diagnostics::default();
        let (of_content, of_themes) = memory.map(|memory| (&mut memory.content, &mut memory.themes)).unzip();
        let files = read_folder(site, "content", of_content, &mut problems)?;
        let has_themes = site.join("themes").is_dir();
        let themes = if has_themes { read_folder(site, "themes", of_themes, &mut problems)? } else { Vec::new() };
        Ok(Sources { files, themes, problems, today, base_url: None, drafts: false, accept_losses: false })
    }

    /// A site that was never on a disk: for tests and for trying. Paths are below `content/`.
    pub fn in_memory(files: &[(&str, &str)], today: Date) -> Sources {
        let mut files: Vec<SourceFile> = files
            .iter()
            .map(|(path, text)| SourceFile {
                path: (*path).to_owned(),
                shown: format!("content/{path}"),
                bytes: (*text).into(),
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
        self.fingerprint_of(ledger, |_| true)
    }

    /// A number that stands for all that pages depend on besides their style sheets, good within one run of the program.
    pub fn fingerprint_of_pages(&self) -> u64 {
        self.fingerprint_of(self.ledger(), |file| !file.path.ends_with(".css"))
    }

    fn fingerprint_of(&self, ledger: Option<&[u8]>, counts: impl Fn(&SourceFile) -> bool) -> u64 {
        let Sources { files, themes, problems: _, today, base_url, drafts, accept_losses } = self;
        let mut print = FxHasher::default();
        (today, base_url, drafts, accept_losses).hash(&mut print);
        for (folder, files) in [files, themes].into_iter().enumerate() {
            for file in files.iter().filter(|file| (folder > 0 || file.path != LEDGER) && counts(file)) {
                (folder, &file.path, &file.shown, &file.bytes[..]).hash(&mut print);
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
}

/// A file as read, or which budget it breaks with this many bytes.
type Loaded = Result<SourceFile, (SourceFile, Kind, u64)>;

/// What was read, by path on the disk, with the stamps from before it was read.
#[derive(Debug, Default)]
pub struct Memory {
    content: Stamped,
    themes: Stamped,
}

type Stamped = HashMap<PathBuf, (Stamp, Bytes)>;

fn read_folder(
    site: &Path,
    folder: &str,
    memory: Option<&mut Stamped>,
    problems: &mut Diagnostics,
) -> Result<Vec<SourceFile>, Error> {
    let root = site.join(folder);
    let mut found = walk(&root, folder, problems)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    let loaded = match memory {
        None => found.into_par_iter().map(load).collect::<Result<Vec<Loaded>, Error>>()?,
        Some(memory) => load_again(found, memory)?,
    };
    let files = loaded.into_iter().enumerate().map(|(index, loaded)| {
        loaded.unwrap_or_else(|(file, kind, size)| {
            let mega = |bytes: u64| format!("{} MB", bytes.div_ceil(1 << 20));
            let place = (folder == "content").then(|| Place::top(file_id(index)));
            let limit = mega(budget(&file.path).1);
            problems.push(Diagnostic::new(kind, place).with("size", mega(size)).with("limit", limit));
            file
        })
    });
    Ok(files.collect())
}

/// Reads what is not as it was, and remembers what will be known again by its stamp.
fn load_again(found: Vec<Found>, memory: &mut Stamped) -> Result<Vec<Loaded>, Error> {
    let now = SystemTime::now();
    let again = |found: Found| {
        let stamp = Stamp::of(&found.real).map_err(Error::at("read", &found.real))?;
        if let Some((_, bytes)) = memory.get(&found.real).filter(|(before, _)| *before == stamp) {
            return Ok((Ok(SourceFile { path: found.path, shown: found.shown, bytes: bytes.clone() }), None));
        }
        let real = found.real.clone();
        let loaded = load(found)?;
        let bytes = loaded.as_ref().ok().filter(|_| stamp.is_settled(now)).map(|file| file.bytes.clone());
        Ok((loaded, Some((real, bytes.map(|bytes| (stamp, bytes))))))
    };
    let both = found.into_par_iter().map(again).collect::<Result<Vec<_>, Error>>()?;
    let (loaded, made): (Vec<_>, Vec<_>) = both.into_iter().unzip();
    for (real, stamped) in made.into_iter().flatten() {
        match stamped {
            Some(stamped) => drop(memory.insert(real, stamped)),
            None => drop(memory.remove(&real)),
        }
    }
    // What is gone is forgotten together with the rest, which is then read once more.
    if memory.len() > loaded.len() {
        memory.clear();
    }
    Ok(loaded)
}

fn load(found: Found) -> Result<Loaded, Error> {
    let (kind, limit) = budget(&found.path);
    let read = plain::read(&found.real, limit).map_err(Error::at("read", &found.real))?;
    let file = |bytes: Vec<u8>| SourceFile { path: found.path, shown: found.shown, bytes: bytes.into() };
    Ok(match read {
        plain::Read::Whole(bytes) => Ok(file(bytes)),
        plain::Read::TooLarge(size) => Err((file(Vec::new()), kind, size)),
    })
}

/// The text of one file of `content/`, if it is a plain file there and of a size to be read.
pub fn text_alone(site: &Path, name: &str) -> Option<String> {
    let inside = fs::canonicalize(site.join("content")).ok()?;
    let real = plain_file(&inside.join(name), &inside).ok()?.ok()?;
    match plain::read(&real, MAX_TEXT).ok()? {
        plain::Read::Whole(bytes) => String::from_utf8(bytes).ok(),
        plain::Read::TooLarge(_) => None,
    }
}

fn walk(root: &Path, folder: &str, problems: &mut Diagnostics) -> Result<Vec<Found>, Error> {
    let inside = fs::canonicalize(root).map_err(Error::at("read", root))?;
    let mut entries = Vec::new();
    // One level more than may be, to see that there is more.
    let walker = WalkDir::new(root)
        .max_depth(MAX_DEPTH + 1)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy()));
    for entry in walker {
        let entry = entry.map_err(|error| unwalked(error, root))?;
        if entry.depth() > MAX_DEPTH {
            let deep = Diagnostic::new(Kind::FolderTooDeep, None).with("limit", MAX_DEPTH.to_string());
            problems.push(deep.with("path", shown(&below(&entry, root), folder)));
            break;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        if entries.len() == MAX_FILES {
            let many = Diagnostic::new(Kind::TooManyFiles, None).with("limit", MAX_FILES.to_string());
            problems.push(many.with("folder", folder));
            break;
        }
        entries.push(entry);
    }
    let all = entries.into_par_iter().map(|entry| look(entry, root, folder, &inside));
    let mut found = Vec::new();
    for one in all.collect::<Result<Vec<_>, Error>>()? {
        match one {
            Ok(file) => found.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(found)
}

/// What an entry of a folder is: a file to read, or nothing that is read.
fn look(entry: DirEntry, root: &Path, folder: &str, inside: &Path) -> Result<Result<Found, Diagnostic>, Error> {
    let path = below(&entry, root);
    let shown = shown(&path, folder);
    let real = if entry.file_type().is_file() {
        // No link is followed on the way down, so what is no link itself lies inside.
        Ok(entry.into_path())
    } else {
        plain_file(entry.path(), inside).map_err(Error::at("read", entry.path()))?
    };
    Ok(match real {
        Ok(real) => Ok(Found { path: composed(path), shown, real }),
        Err(kind) => Err(Diagnostic::new(kind, None).with("path", shown)),
    })
}

fn below(entry: &DirEntry, root: &Path) -> String {
    slashed(entry.path().strip_prefix(root).unwrap_or(entry.path()))
}

fn shown(path: &str, folder: &str) -> String {
    format!("{folder}/{path}")
}

/// A folder that could not be walked, with the system's own reason.
fn unwalked(error: walkdir::Error, root: &Path) -> Error {
    let path = error.path().unwrap_or(root).to_owned();
    let source = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
    Error { doing: "read", path, source }
}

/// A path in NFC, whatever the file system holds.
fn composed(path: String) -> String {
    if path.is_ascii() { path } else { path.nfc().collect() }
}

/// Place of a plain file below `inside`; pipes, devices, sockets and links that lead elsewhere are never opened.
/// An error is a file that went away, or that may not be looked at.
fn plain_file(path: &Path, inside: &Path) -> io::Result<Result<PathBuf, Kind>> {
    let is_link = fs::symlink_metadata(path)?.is_symlink();
    let real = match fs::canonicalize(path) {
        // A link to nothing, or to itself.
        Err(_) if is_link => return Ok(Err(Kind::OutsideSite)),
        real => real?,
    };
    if !real.starts_with(inside) {
        return Ok(Err(Kind::OutsideSite));
    }
    Ok(if fs::metadata(&real)?.is_file() { Ok(real) } else { Err(Kind::NotAFile) })
}

fn slashed(path: &Path) -> String {
    let mut slashed = String::with_capacity(path.as_os_str().len());
    for part in path.components() {
        if !slashed.is_empty() {
            slashed.push('/');
        }
        slashed.push_str(&part.as_os_str().to_string_lossy());
    }
    slashed
}

/// How large a file may be, in bytes, and what it is told as where it is larger. The ledger is the program's own hand and
/// grows with the site.
fn budget(path: &str) -> (Kind, u64) {
    if Form::of(path).is_text() && path != LEDGER {
        (Kind::FileTooLarge, MAX_TEXT)
    } else {
        (Kind::AttachmentTooLarge, MAX_OTHER)
    }
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
