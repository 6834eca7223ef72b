//! Text → documents: front matter as values with places, and the body. This room knows files; it has not heard of networks.

pub mod front_matter;
pub mod markdown;
mod merge;
pub mod text;
mod unread;
pub mod yaml;
mod yaml_faults;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::sources::{Bytes, Form, LEDGER, SourceFile, Sources};
use yaml::Node;

/// Everything in `content/`, divided into what it is as a file. Each list is in path order.
#[derive(Debug, Default)]
pub struct Content {
    /// Markdown files.
    pub documents: Vec<Arc<Document>>,
    /// YAML files.
    pub data: Vec<Arc<DataFile>>,
    /// Everything else: pictures, PDFs.
    pub attachments: Vec<Attachment>,
}

/// A Markdown file.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Path below `content/`.
    pub path: String,
    /// The front matter; without fields if there is none.
    pub front: Node,
    /// Whether there is front matter at all.
    pub has_front: bool,
    /// Whether lines of the front matter were skipped as unreadable.
    pub damaged: bool,
    /// The whole text.
    pub text: Arc<str>,
    /// The bytes of the body in `text`.
    pub body: Range<usize>,
    /// The file that `text` is of: another one where a translation's body stands in place of the file's own.
    pub body_file: FileId,
}

impl Document {
    /// The Markdown below the front matter.
    pub fn body(&self) -> &str {
        self.text.get(self.body.clone()).unwrap_or_default()
    }
}

/// A YAML file.
#[derive(Debug)]
pub struct DataFile {
    /// The file.
    pub file: FileId,
    /// Path below `content/`.
    pub path: String,
    /// The top fields.
    pub node: Node,
    /// Whether lines were skipped as unreadable.
    pub damaged: bool,
    /// The top fields that a damaged file seems to have besides those that were read.
    pub unread: Vec<String>,
}

/// A file published as it is.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The file.
    pub file: FileId,
    /// Path below `content/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// One file, read.
#[derive(Debug, Clone)]
enum Read {
    Document(Arc<Document>),
    Data(Arc<DataFile>),
    Attachment(Attachment),
}

/// Files as they were read: what a file comes to depends on nothing but its name, its number and its bytes.
#[derive(Debug, Default)]
pub struct Memory(HashMap<String, Remembered>);

#[derive(Debug)]
struct Remembered {
    file: FileId,
    bytes: Bytes,
    read: Read,
    found: Diagnostics,
}

impl Memory {
    fn find(&self, id: FileId, file: &SourceFile) -> Option<(Read, Diagnostics)> {
        let same = |before: &&Remembered| before.file == id && before.bytes == file.bytes;
        self.0.get(&file.path).filter(same).map(|before| (before.read.clone(), before.found.clone()))
    }
}

/// Reads every file; all problems are told, one bad file hides no other.
pub fn read(sources: &Sources, problems: &mut Diagnostics) -> Content {
    let numbered: Vec<(FileId, &SourceFile)> = sources.numbered().collect();
    tell_same_names(&numbered, problems);
    divided(numbered.into_par_iter().map(|(id, file)| read_file(id, file)).collect(), problems)
}

/// The same where much was read before: what `memory` has of the same files is taken from it.
pub fn read_again(sources: &Sources, memory: &mut Memory, problems: &mut Diagnostics) -> Content {
    let numbered: Vec<(FileId, &SourceFile)> = sources.numbered().collect();
    tell_same_names(&numbered, problems);
    let again = |&(id, file): &(FileId, &SourceFile)| match memory.find(id, file) {
        Some(known) => (known, None),
        None => {
            let (read, found) = read_file(id, file);
            let remembered =
                Remembered { file: id, bytes: file.bytes.clone(), read: read.clone(), found: found.clone() };
            ((read, found), Some((file.path.clone(), remembered)))
        }
    };
    let (read, made): (Vec<_>, Vec<_>) = numbered.par_iter().map(again).unzip();
    memory.0.extend(made.into_iter().flatten());
    if memory.0.len() > numbered.len() {
        let there: HashSet<&str> = numbered.iter().map(|(_, file)| file.path.as_str()).collect();
        memory.0.retain(|path, _| there.contains(path.as_str()));
    }
    divided(read, problems)
}

fn divided(read: Vec<(Read, Diagnostics)>, problems: &mut Diagnostics) -> Content {
    let mut content = Content::default();
    for (item, found) in read {
        problems.extend(found);
        match item {
            Read::Document(document) => content.documents.push(document),
            Read::Data(data) => content.data.push(data),
            Read::Attachment(attachment) => content.attachments.push(attachment),
        }
    }
    content
}

/// Names that differ only in letter case, or only in how a file system stores æ ø å, are one name on some machines. Of a
/// folder it is told once, for all that is in it.
fn tell_same_names(files: &[(FileId, &SourceFile)], problems: &mut Diagnostics) {
    let mut seen: FxHashMap<String, &str> = FxHashMap::default();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (id, file) in files {
        let above = names(&file.shown).count().saturating_sub(names(&file.path).count());
        for (name, shown) in names(&file.path).zip(names(&file.shown).skip(above)) {
            let other = *seen.entry(name.to_lowercase()).or_insert(shown);
            if other == shown {
                continue;
            }
            if told.insert(shown) {
                let same = Diagnostic::new(Kind::SameName, Place::top(*id));
                problems.push(same.with("path", shown).with("other", other));
            }
            break;
        }
    }
}

/// The folders on the way to a file, from the outermost, and the file itself.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at)).chain([path])
}

fn read_file(id: FileId, file: &SourceFile) -> (Read, Diagnostics) {
    let mut problems = Diagnostics::default();
    let read = match Form::of(&file.path) {
        Form::Markdown => Read::Document(read_document(id, file, &mut problems).into()),
        Form::Yaml => Read::Data(read_data(id, file, &mut problems).into()),
        Form::Other => Read::Attachment(Attachment { file: id, path: file.path.clone(), bytes: file.bytes.shared() }),
    };
    (read, problems)
}

fn read_document(id: FileId, file: &SourceFile, problems: &mut Diagnostics) -> Document {
    let (text, bad) = decode(id, &file.bytes, problems);
    let front = front_matter::read(id, &text, problems);
    Document {
        file: id,
        path: file.path.clone(),
        front: front.root,
        has_front: front.is_there,
        damaged: bad || front.damaged,
        text,
        body: front.body,
        body_file: id,
    }
}

fn read_data(id: FileId, file: &SourceFile, problems: &mut Diagnostics) -> DataFile {
    let (mut text, bad) = decode(id, &file.bytes, problems);
    // The ledger is written by the program, so the program undoes what git does to it.
    if file.path == LEDGER
        && let Some((both, first)) = merge::both_sides(&text)
    {
        problems.push(Diagnostic::new(Kind::LedgerMerged, Place::new(id, first)));
        text = both.into();
    }
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let yaml = yaml::read(id, &text, bom..text.len(), problems);
    let damaged = bad || yaml.damaged;
    let unread = if damaged { unread::keys(&file.bytes, &yaml.node) } else { Vec::new() };
    DataFile { file: id, path: file.path.clone(), node: yaml.node, damaged, unread }
}

/// UTF-8, or a problem at the first byte that is not, and an empty text.
fn decode(id: FileId, bytes: &Bytes, problems: &mut Diagnostics) -> (Arc<str>, bool) {
    match bytes.text() {
        Some(text) if !text.contains('\0') => (Arc::clone(text), false),
        _ => {
            let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
            problems.push(
                Diagnostic::new(Kind::NotUtf8, Place::new(id, at..at + 1)).with("encoding", guess_encoding(bytes)),
            );
            ("".into(), true)
        }
    }
}

fn guess_encoding(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ if bytes.contains(&0) => "UTF-16",
        _ => "Windows-1252 (Latin-1)",
    }
}
