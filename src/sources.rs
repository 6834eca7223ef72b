//! The door in: every file below `content/` and `themes/` read once, in name order, and the date. After this nothing reads
//! a disk or a clock.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::error::Error;

/// Text files above this many bytes are no one's handwriting.
const MAX_TEXT: u64 = 4 * 1024 * 1024;

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
    /// The bytes; empty for text files that were too large.
    pub bytes: Arc<[u8]>,
}

impl Sources {
    /// Reads the site folder. Missing `themes/` is fine, missing `content/` is an error.
    pub fn read(site: &Path, today: Date) -> Result<Sources, Error> {
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

    /// Puts the ledger's bytes from elsewhere in the place of `content/ledger.yaml`. `shown` is its path for problems.
    pub fn use_ledger(&mut self, shown: String, bytes: Vec<u8>) {
        let ledger = SourceFile { path: "ledger.yaml".to_owned(), shown, bytes: bytes.into() };
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
    on_disk: PathBuf,
    size: u64,
}

fn read_folder(site: &Path, folder: &str, problems: &mut Diagnostics) -> Result<Vec<SourceFile>, Error> {
    let root = site.join(folder);
    let mut found = walk(&root, folder, problems)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    for (index, file) in found.iter().enumerate().filter(|(_, file)| is_too_large(file)) {
        let mega = |bytes: u64| format!("{} MB", bytes.div_ceil(1 << 20));
        let place = (folder == "content").then(|| Place::top(file_id(index)));
        problems.push(
            Diagnostic::new(Kind::FileTooLarge, place).with("size", mega(file.size)).with("limit", mega(MAX_TEXT)),
        );
    }
    found.into_par_iter().map(load).collect()
}

fn load(found: Found) -> Result<SourceFile, Error> {
    let bytes = if is_too_large(&found) {
        Vec::new()
    } else {
        fs::read(&found.on_disk).map_err(Error::at("read", &found.on_disk))?
    };
    Ok(SourceFile { path: found.path, shown: found.shown, bytes: bytes.into() })
}

fn walk(root: &Path, folder: &str, problems: &mut Diagnostics) -> Result<Vec<Found>, Error> {
    let inside = fs::canonicalize(root).map_err(Error::at("read", root))?;
    let mut found = Vec::new();
    let walker = WalkDir::new(root)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy()));
    for entry in walker {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            Error { doing: "read", path, source: error.into() }
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path: String = slashed(relative);
        let shown = format!("{folder}/{path}");
        match plain_file(entry.path(), &inside) {
            Ok(size) => found.push(Found { path: path.nfc().collect(), shown, on_disk: entry.path().to_owned(), size }),
            Err(kind) => problems.push(Diagnostic::new(kind, None).with("path", shown)),
        }
    }
    Ok(found)
}

/// The size of a plain file below `inside`; pipes, devices, sockets and links that lead elsewhere are never opened.
fn plain_file(path: &Path, inside: &Path) -> Result<u64, Kind> {
    let real = fs::canonicalize(path).map_err(|_| Kind::OutsideSite)?;
    if !real.starts_with(inside) {
        return Err(Kind::OutsideSite);
    }
    match fs::metadata(&real) {
        Ok(meta) if meta.is_file() => Ok(meta.len()),
        _ => Err(Kind::NotAFile),
    }
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The ledger is the program's own hand and grows with the site.
fn is_too_large(file: &Found) -> bool {
    is_text(&file.path) && file.path != "ledger.yaml" && file.size > MAX_TEXT
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
