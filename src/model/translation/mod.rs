//! A site's further languages: `index.en.md` beside `index.md`, `roles.en.yaml` beside `roles.yaml`.
//!
//! A translation gives words and no facts ([`wording`] says which fields are which). Its words are laid over the original's
//! fields before anything is read ([`overlay`]), so that what comes out is a site like any other: the same networks and
//! meetings under the same numbers, in other words. [`Translated`] remembers what stayed in the original's language.

mod overlay;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fields::KINDS;
use super::names::{self, Sorted, normal};
use super::reader::{Reader, nearest};
use super::settings::Settings;
use crate::content::yaml::{Key, Node, Value};
use crate::content::{Content, DataFile, Document};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::language::Language;
use overlay::{Found, Overlay};

/// How far a thing is translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Everything it says.
    Whole,
    /// Some of what it says.
    Part,
    /// Nothing.
    Untranslated,
    /// It says nothing that could be translated: dates and names alone.
    Wordless,
}

/// What a model in a further language knows of its translation.
#[derive(Debug)]
pub struct Translated {
    /// The language of what is not translated: the site's own.
    pub from: &'static Language,
    /// The files of the translation.
    files: BTreeSet<FileId>,
    /// Of Markdown files: the translation of each original that has one.
    of: BTreeMap<FileId, FileId>,
    /// How far each thing is translated, by the place where its original is written.
    states: BTreeMap<(FileId, u32), State>,
    /// Texts that stayed as they are in the original; names are not among them.
    foreign: BTreeSet<String>,
}

impl Translated {
    /// How far what is written at a place is translated.
    pub fn state(&self, place: Place) -> State {
        self.states.get(&(place.file, place.start)).copied().unwrap_or(State::Wordless)
    }

    /// Whether a file is one of the translation.
    pub fn has_file(&self, file: FileId) -> bool {
        self.files.contains(&file)
    }

    /// The translation of a Markdown file.
    pub fn file_of(&self, original: FileId) -> Option<FileId> {
        self.of.get(&original).copied()
    }

    /// Whether a text of a field stayed in the site's own language.
    pub fn is_foreign(&self, text: &str) -> bool {
        self.foreign.contains(text)
    }

    /// The texts that stayed in the site's own language.
    pub fn foreign(&self) -> impl Iterator<Item = &str> {
        self.foreign.iter().map(String::as_str)
    }
}

/// A file that gives another's words in another language.
#[derive(Debug)]
pub struct Translation<'a> {
    /// The path of its original: `netvaerk/forum/index.md`.
    pub original: String,
    /// The language.
    pub language: &'static Language,
    /// The file.
    pub words: Words<'a>,
}

/// What a translation is as a file.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// A Markdown file.
    Document(&'a Document),
    /// A data file.
    Data(&'a DataFile),
}

impl Translation<'_> {
    fn file(&self) -> FileId {
        match self.words {
            Words::Document(document) => document.file,
            Words::Data(data) => data.file,
        }
    }
}

/// The original's path and the language, if a path is that of a translation: `om/index.en.md` of `om/index.md`.
pub fn of_path(path: &str) -> Option<(String, &'static Language)> {
    let (rest, ending) = path.rsplit_once('.')?;
    let (stem, code) = rest.rsplit_once('.').filter(|(stem, _)| !stem.is_empty() && !stem.ends_with('/'))?;
    let code = Language::codes().find(|known| known.eq_ignore_ascii_case(code))?;
    Some((format!("{stem}.{ending}"), Language::of(code)?))
}

/// Tells translations into languages that the site does not have.
pub(super) fn tell_strays(sorted: &Sorted<'_>, settings: &Settings, problems: &mut Diagnostics) {
    for translation in &sorted.translations {
        let (language, place) = (translation.language, Place::top(translation.file()));
        let name = settings.language.word(&format!("language_{}", language.code)).to_owned();
        if language.code == settings.language.code {
            let own = Diagnostic::new(Kind::TranslationOfOwn, place).with("language", name);
            problems.push(own.with("original", file_name(&translation.original)));
        } else if !settings.languages.iter().any(|known| known.code == language.code) {
            let mut codes: Vec<&str> = settings.languages.iter().map(|known| known.code.as_str()).collect();
            codes.push(&language.code);
            let line = format!("{}: [{}]", settings.language.key_name("languages"), codes.join(", "));
            let stray = Diagnostic::new(Kind::TranslationUnlisted, place).with("language", name);
            problems.push(stray.with("line", line));
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The content with the words of a language laid over it.
pub(super) fn overlaid(
    content: &Content,
    sorted: &Sorted<'_>,
    from: &'static Language,
    language: &'static Language,
    problems: &mut Diagnostics,
) -> (Content, Translated) {
    let own = sorted.translations.iter().filter(|translation| translation.language.code == language.code);
    let mut translator = Translator {
        reader: Reader::new(from, problems).and(language),
        documents: BTreeMap::new(),
        data: Vec::new(),
        translated: Translated {
            from,
            files: BTreeSet::new(),
            of: BTreeMap::new(),
            states: BTreeMap::new(),
            foreign: BTreeSet::new(),
        },
    };
    for translation in own {
        translator.take(translation);
    }
    let kinds = sorted.kinds();
    let translated_already = |path: &str| of_path(path).is_some();
    let documents = content.documents.iter().filter(|document| !translated_already(&document.path));
    let documents = documents.map(|document| translator.document(document, kinds.get(&document.file).copied()));
    let documents = documents.map(Arc::new).collect();
    let data = content.data.iter().filter(|data| !translated_already(&data.path));
    let data = data.map(|data| translator.data(data).into()).collect();
    translator.tell_alone();
    (Content { documents, data, attachments: Vec::new() }, translator.translated)
}

/// Lays the files of one language over their originals.
struct Translator<'a, 'r> {
    reader: Reader<'r>,
    /// By the path of the original; what is left has none.
    documents: BTreeMap<&'a str, &'a Document>,
    data: Vec<(&'a str, &'a DataFile)>,
    translated: Translated,
}

impl<'a> Translator<'a, '_> {
    fn take(&mut self, translation: &'a Translation<'a>) {
        self.translated.files.insert(translation.file());
        match translation.words {
            Words::Document(document) => {
                self.documents.insert(&translation.original, document);
            }
            Words::Data(data) => self.data.push((&translation.original, data)),
        }
    }

    fn document(&mut self, document: &Document, kind: Option<&'static str>) -> Document {
        let said = self.documents.remove(document.path.as_str());
        let kind = kind.unwrap_or("page");
        let (front, mut found) =
            self.fields(&document.front, said.map(|said| (&said.front, said.damaged)), kind, &document.path);
        let said_body = said.filter(|said| !said.body().trim().is_empty());
        if !document.body().trim().is_empty() {
            found.note(wording::Weight::Text, said_body.is_some());
        }
        self.keep_state(Place::top(document.file), found, said.is_some());
        self.translated.of.extend(said.map(|said| (document.file, said.file)));
        let words = said_body.unwrap_or(document);
        Document {
            file: document.file,
            path: document.path.clone(),
            front,
            has_front: document.has_front,
            damaged: document.damaged || said.is_some_and(|said| said.damaged),
            text: Arc::clone(&words.text),
            body: words.body.clone(),
            body_file: words.file,
        }
    }

    /// Fields with the words of a translation, and what was found of them.
    fn fields(&mut self, original: &Node, said: Option<(&Node, bool)>, kind: &str, file: &str) -> (Node, Found) {
        let table = KINDS.iter().find(|table| table.name == kind).map_or(&[][..], |table| table.fields);
        let read = said.map(|(node, damaged)| self.reader.fields(node, table, kind, damaged));
        let (reader, foreign) = (&mut self.reader, &mut self.translated.foreign);
        let mut overlay = Overlay { reader, original: file, foreign, found: Found::default() };
        let merged = overlay.fields(original, read.as_ref(), wording::of(kind));
        (merged, overlay.found)
    }

    fn keep_state(&mut self, place: Place, found: Found, is_said: bool) {
        let state = match (found.stated, found.lacking, is_said) {
            (_, false, true) => State::Whole,
            (_, true, true) => State::Part,
            (true, _, false) => State::Untranslated,
            (false, _, false) => State::Wordless,
        };
        self.translated.states.insert((place.file, place.start), state);
    }

    fn data(&mut self, data: &DataFile) -> DataFile {
        let kind = names::kind_of_data(&data.path, self.reader.language);
        let is_same = |original: &str, reader: &Reader<'_>| {
            original == data.path || kind.is_some() && names::kind_of_data(original, reader.language) == kind
        };
        let at = self.data.iter().position(|(original, _)| is_same(original, &self.reader));
        let said = at.map(|at| self.data.remove(at).1);
        let node = match kind {
            Some("site") => {
                let said = said.map(|said| (&said.node, said.damaged));
                self.fields(&data.node, said, "site", &data.path).0
            }
            Some(kind) => self.entries(data, said, kind),
            None => data.node.clone(),
        };
        DataFile {
            file: data.file,
            path: data.path.clone(),
            node,
            damaged: data.damaged || said.is_some_and(|said| said.damaged),
            unread: data.unread.clone(),
        }
    }

    /// The things of a data file, each with the words that stand under its id.
    fn entries(&mut self, data: &DataFile, said: Option<&DataFile>, kind: &'static str) -> Node {
        let Value::Fields(entries) = &data.node.value else { return data.node.clone() };
        let words: &[(Key, Node)] = match said.map(|said| &said.node.value) {
            Some(Value::Fields(words)) => words,
            _ => &[],
        };
        let damaged = said.is_some_and(|said| said.damaged);
        let merged = entries.iter().map(|(key, node)| {
            let own = words.iter().find(|(said, _)| normal(&said.text) == normal(&key.text));
            let own = own.map(|(_, node)| (node, damaged));
            let (node, found) = self.fields(node, own, names::one_of(kind), &data.path);
            self.keep_state(key.place, found, own.is_some());
            (key.clone(), node)
        });
        let merged = Value::Fields(merged.collect());
        self.tell_unknown_ids(entries, words, kind);
        Node { value: merged, place: data.node.place }
    }

    fn tell_unknown_ids(&mut self, entries: &[(Key, Node)], words: &[(Key, Node)], kind: &'static str) {
        let ids = || entries.iter().map(|(key, _)| key.text.as_str());
        for (key, _) in words.iter().filter(|(said, _)| !ids().any(|id| normal(id) == normal(&said.text))) {
            self.reader.tell(
                Diagnostic::new(Kind::UnknownId, key.place)
                    .with("id", &key.text)
                    .with("what", self.reader.language.folder_name(kind))
                    .with_some("nearest", nearest(&key.text, ids()).map(str::to_owned))
                    .with("list", ids().take(12).collect::<Vec<_>>().join(", ")),
            );
        }
    }

    /// Tells translations that nothing stands beside.
    fn tell_alone(&mut self) {
        let documents = self.documents.iter().map(|(original, document)| (*original, document.file));
        let data = self.data.iter().map(|(original, data)| (*original, data.file));
        let alone: Vec<(&str, FileId)> = documents.chain(data).collect();
        for (original, file) in alone {
            let place = Place::top(file);
            self.reader.tell(Diagnostic::new(Kind::TranslationAlone, place).with("original", file_name(original)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of_path;

    #[test]
    fn a_code_before_the_ending_makes_a_translation() {
        let of = |path| of_path(path).map(|(original, language)| (original, language.code.clone()));
        assert_eq!(of("netvaerk/forum/index.en.md"), Some(("netvaerk/forum/index.md".to_owned(), "en".to_owned())));
        assert_eq!(of("roller.SV.yaml"), Some(("roller.yaml".to_owned(), "sv".to_owned())));
        for other in ["netvaerk/forum/index.md", "om/v1.2.md", "om/.en.md", "en.md", "noter.xx.md"] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
