//! What each file of `content/` is, and the ids of everything, known before anything is read: so that a reference can be
//! resolved, or told as unknown, where it stands.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::meeting::Meeting;
use super::network::Network;
use super::pages::{Article, Page};
use super::people::{Organisation, Party, Person, Role, Venue};
use super::reader::nearest;
use super::table::{Id, Names};
use super::translation::{self, Translation, Words};
use crate::content::yaml::{Key, Node, Value};
use crate::content::{Content, Document};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::language::Language;
use crate::language::fold::slug;

/// All ids of the site.
#[derive(Debug, Default)]
pub struct Known {
    /// Networks by folder or file name.
    pub networks: Names<Network>,
    /// Meetings by network id and file name: `strategisk-forum/2018-05-29`.
    pub meetings: Names<Meeting>,
    /// Roles.
    pub roles: Names<Role>,
    /// People.
    pub people: Names<Person>,
    /// Organisations.
    pub organisations: Names<Organisation>,
    /// Places.
    pub places: Names<Venue>,
    /// News by file name.
    pub news: Names<Article>,
    /// Other pages by path.
    pub pages: Names<Page>,
}

impl Known {
    /// An organisation's or network's id, or any other text.
    pub fn party(&self, text: &str) -> Party {
        let id = normal(text);
        match (self.organisations.find(&id), self.networks.find(&id)) {
            (Some(organisation), _) => Party::Organisation(organisation),
            (None, Some(network)) => Party::Network(network),
            (None, None) => Party::Text(text.to_owned()),
        }
    }

    /// A number that stands for all that references are resolved with. Meetings are not: nothing refers to one by its id.
    pub fn fingerprint(&self) -> u64 {
        let Known { networks, meetings: _, roles, people, organisations, places, news, pages } = self;
        let mut state = DefaultHasher::new();
        networks.hash(&mut state);
        roles.hash(&mut state);
        people.hash(&mut state);
        organisations.hash(&mut state);
        places.hash(&mut state);
        news.hash(&mut state);
        pages.hash(&mut state);
        state.finish()
    }

    /// Whether a text is the id of an organisation or network that is written but could not be read.
    pub fn is_unread_party(&self, text: &str) -> bool {
        let id = normal(text);
        self.organisations.is_unread(&id) || self.networks.is_unread(&id)
    }
}

/// An id as typed in a reference, in the form that ids have: an editor may write `BL` for `bl`.
pub fn normal(id: &str) -> String {
    slug(id)
}

/// Where a thing is written.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// A Markdown file.
    Document(&'a Document),
    /// An entry of a data file.
    Entry(&'a Key, &'a Node, bool),
}

/// A meeting's file, with its network and its name without ending.
pub type MeetingFile<'a> = (&'a Arc<Document>, Id<Network>, String);

/// Every file by what it is, in the order of the ids in [`Known`].
#[derive(Debug, Default)]
pub struct Sorted<'a> {
    /// `site.yaml`.
    pub site: Option<&'a crate::content::DataFile>,
    /// The front page's text.
    pub home: Option<&'a Document>,
    /// The ledger.
    pub ledger: Option<&'a crate::content::DataFile>,
    /// Networks.
    pub networks: Vec<&'a Document>,
    /// Meetings.
    pub meetings: Vec<MeetingFile<'a>>,
    /// Roles.
    pub roles: Vec<Origin<'a>>,
    /// People.
    pub people: Vec<Origin<'a>>,
    /// Organisations.
    pub organisations: Vec<Origin<'a>>,
    /// Places.
    pub places: Vec<Origin<'a>>,
    /// News.
    pub news: Vec<&'a Document>,
    /// Index pages of the kinds' folders, by kind: `content/roller/index.md`.
    pub intros: BTreeMap<&'static str, &'a Document>,
    /// Other pages.
    pub pages: Vec<&'a Document>,
    /// The folder each kind has in this site, as it is in addresses: `networks` → `netvaerk`.
    pub folders: BTreeMap<&'static str, String>,
    /// Files that give others' words in another language.
    pub translations: Vec<Translation<'a>>,
}

impl Sorted<'_> {
    /// What each Markdown file is one of, as in [`super::fields::KINDS`].
    pub fn kinds(&self) -> BTreeMap<FileId, &'static str> {
        let of_documents =
            |documents: &[&Document], name| documents.iter().map(|one| (one.file, name)).collect::<Vec<_>>();
        let of_things = |origins: &[Origin<'_>], name| {
            let files = origins.iter().filter_map(|origin| match origin {
                Origin::Document(document) => Some((document.file, name)),
                Origin::Entry(..) => None,
            });
            files.collect::<Vec<_>>()
        };
        let texts: Vec<&Document> = self.home.iter().chain(self.intros.values()).copied().collect();
        let meetings: Vec<&Document> = self.meetings.iter().map(|(document, ..)| document.as_ref()).collect();
        let all = [
            of_documents(&texts, "page"),
            of_documents(&self.pages, "page"),
            of_documents(&self.news, "news"),
            of_documents(&self.networks, "network"),
            of_documents(&meetings, "meeting"),
            of_things(&self.roles, "role"),
            of_things(&self.people, "person"),
            of_things(&self.organisations, "organisation"),
            of_things(&self.places, "place"),
        ];
        all.into_iter().flatten().collect()
    }
}

/// The kinds of content that have a folder or a data file.
pub const KINDS: [&str; 6] = ["networks", "roles", "people", "organisations", "places", "news"];

/// Says of every file what it is and takes the ids.
pub fn sort<'a>(content: &'a Content, language: &'static Language, problems: &mut Diagnostics) -> (Known, Sorted<'a>) {
    let mut sorter = Sorter { language, problems, known: Known::default(), sorted: Sorted::default() };
    for data in &content.data {
        match translation::of_path(&data.path) {
            Some(of) => sorter.translation(of, Words::Data(data)),
            None => sorter.data(data),
        }
    }
    let mut originals = Vec::with_capacity(content.documents.len());
    for document in &content.documents {
        match translation::of_path(&document.path) {
            Some(of) => sorter.translation(of, Words::Document(document)),
            None => originals.push(document),
        }
    }
    // Networks before their meetings: the meetings name them.
    for document in &originals {
        sorter.network(document);
    }
    for document in originals {
        sorter.document(document);
    }
    (sorter.known, sorter.sorted)
}

struct Sorter<'a, 'p> {
    language: &'static Language,
    problems: &'p mut Diagnostics,
    known: Known,
    sorted: Sorted<'a>,
}

/// A path below `content/` by its parts, the last without its ending.
fn parts(path: &str) -> Vec<&str> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.split('/').collect()
}

/// The kind of content that a folder or data file of this name holds.
fn kind(folder: &str, language: &Language) -> Option<&'static str> {
    let kind = language.folder(folder).or_else(|| Language::english().folder(folder))?;
    KINDS.into_iter().find(|known| *known == kind)
}

/// What a data file holds: `site`, or things of a kind.
pub(super) fn kind_of_data(path: &str, language: &Language) -> Option<&'static str> {
    match parts(path).as_slice() {
        ["site"] => Some("site"),
        [name] => kind(name, language).filter(|kind| !matches!(*kind, "networks" | "news")),
        _ => None,
    }
}

/// What one thing of a kind is, as in [`super::fields::KINDS`].
pub(super) fn one_of(kind: &str) -> &'static str {
    match kind {
        "roles" => "role",
        "people" => "person",
        "organisations" => "organisation",
        _ => "place",
    }
}

impl<'a> Sorter<'a, '_> {
    fn kind(&self, folder: &str) -> Option<&'static str> {
        kind(folder, self.language)
    }

    fn translation(&mut self, (original, language): (String, &'static Language), words: Words<'a>) {
        self.sorted.translations.push(Translation { original, language, words });
    }

    fn data(&mut self, data: &'a crate::content::DataFile) {
        let parts = parts(&data.path);
        let [name] = parts.as_slice() else {
            return self.unknown_data(data, parts.last().copied().unwrap_or_default());
        };
        match *name {
            "site" if self.sorted.site.is_some() => self.tell_twice(name, data.file),
            "site" => self.sorted.site = Some(data),
            "ledger" => self.sorted.ledger = Some(data),
            name => match self.kind(name) {
                Some(kind) if !matches!(kind, "networks" | "news") => self.entries(kind, name, data),
                _ => self.unknown_data(data, name),
            },
        }
    }

    fn unknown_data(&mut self, data: &crate::content::DataFile, name: &str) {
        let list: Vec<&str> =
            ["site"].into_iter().chain(KINDS[1..5].iter().map(|kind| self.language.folder_name(kind))).collect();
        let near = nearest(name, list.iter().copied()).map(|near| format!("{near}.yaml"));
        self.problems.push(
            Diagnostic::new(Kind::UnknownDataFile, Place::top(data.file))
                .with_some("nearest", near)
                .with("list", list.iter().map(|name| format!("{name}.yaml")).collect::<Vec<_>>().join(", ")),
        );
    }

    fn entries(&mut self, kind: &'static str, folder: &str, data: &'a crate::content::DataFile) {
        self.sorted.folders.entry(kind).or_insert_with(|| slug(folder));
        for name in &data.unread {
            self.unread_entry(kind, &slug(name));
        }
        let Value::Fields(entries) = &data.node.value else { return };
        for (key, node) in entries {
            let Some(id) = self.good_id(&key.text, key.place) else { continue };
            self.thing(kind, &id, key.place, Origin::Entry(key, node, data.damaged));
        }
    }

    fn unread_entry(&mut self, kind: &str, id: &str) {
        match kind {
            "roles" => self.known.roles.add_unread(id),
            "people" => self.known.people.add_unread(id),
            "organisations" => self.known.organisations.add_unread(id),
            _ => self.known.places.add_unread(id),
        }
    }

    fn thing(&mut self, kind: &str, id: &str, place: Place, origin: Origin<'a>) {
        let (added, list) = match kind {
            "roles" => (self.known.roles.add(id).is_some(), &mut self.sorted.roles),
            "people" => (self.known.people.add(id).is_some(), &mut self.sorted.people),
            "organisations" => (self.known.organisations.add(id).is_some(), &mut self.sorted.organisations),
            _ => (self.known.places.add(id).is_some(), &mut self.sorted.places),
        };
        if added {
            list.push(origin);
        } else {
            self.problems.push(Diagnostic::new(Kind::IdTwice, place).with("id", id));
        }
    }

    /// Tells that a file is one thing too many.
    fn tell_twice(&mut self, id: &str, file: FileId) {
        self.problems.push(Diagnostic::new(Kind::IdTwice, Place::top(file)).with("id", id));
    }

    /// An id as it stands in addresses. Nothing is left of a name of signs alone: then it is told.
    fn good_id(&mut self, name: &str, place: Place) -> Option<String> {
        let id = slug(name);
        if id.is_empty() {
            self.problems.push(Diagnostic::new(Kind::BadId, place).with("id", name));
            return None;
        }
        Some(id)
    }

    fn network(&mut self, document: &'a Document) {
        let parts = parts(&document.path);
        let id = match parts.as_slice() {
            [folder, id] if *id != "index" && self.kind(folder) == Some("networks") => *id,
            [folder, id, "index"] if self.kind(folder) == Some("networks") => *id,
            _ => return,
        };
        if let Some(folder) = parts.first() {
            self.sorted.folders.entry("networks").or_insert_with(|| slug(folder));
        }
        let place = Place::top(document.file);
        let Some(id) = self.good_id(id, place) else { return };
        match self.known.networks.add(&id) {
            Some(_) => self.sorted.networks.push(document),
            None => self.tell_twice(&id, document.file),
        }
    }

    fn document(&mut self, document: &'a Arc<Document>) {
        let parts = parts(&document.path);
        match parts.as_slice() {
            ["index"] => self.sorted.home = Some(document),
            [folder, rest @ ..] if !rest.is_empty() => match self.kind(folder) {
                Some(kind) => self.in_folder(kind, folder, rest, document),
                None => self.page(document, &parts),
            },
            _ => self.page(document, &parts),
        }
    }

    fn in_folder(&mut self, kind: &'static str, folder: &str, rest: &[&str], document: &'a Arc<Document>) {
        self.sorted.folders.entry(kind).or_insert_with(|| slug(folder));
        let place = Place::top(document.file);
        match (kind, rest) {
            (_, ["index"]) => {
                if self.sorted.intros.insert(kind, document).is_some() {
                    self.tell_twice(folder, document.file);
                }
            }
            ("networks", [_] | [_, "index"]) => {}
            ("networks", [network, stem] | [network, stem, "index"]) => self.meeting(network, stem, document),
            ("networks", _) => {
                self.problems.push(Diagnostic::new(Kind::UnknownNetworkFolder, place).with("folder", rest.join("/")))
            }
            ("news", [stem] | [stem, "index"]) => {
                let Some(id) = self.good_id(stem, place) else { return };
                match self.known.news.add(&id) {
                    Some(_) => self.sorted.news.push(document),
                    None => self.tell_twice(&id, document.file),
                }
            }
            (_, [id] | [id, "index"]) => {
                if let Some(id) = self.good_id(id, place) {
                    self.thing(kind, &id, place, Origin::Document(document));
                }
            }
            _ => {
                let parts: Vec<&str> = std::iter::once(folder).chain(rest.iter().copied()).collect();
                self.page(document, &parts);
            }
        }
    }

    fn meeting(&mut self, network: &str, stem: &str, document: &'a Arc<Document>) {
        let place = Place::top(document.file);
        let folder = slug(network);
        let Some(id) = self.known.networks.find(&folder) else {
            // Told once a folder, at its first file.
            if !self.known.networks.is_unread(&folder) {
                self.problems.push(Diagnostic::new(Kind::UnknownNetworkFolder, place).with("folder", network));
                self.known.networks.add_unread(&folder);
            }
            return;
        };
        let Some(name) = self.good_id(stem, place) else { return };
        let full = format!("{folder}/{name}");
        match self.known.meetings.add(&full) {
            Some(_) => self.sorted.meetings.push((document, id, name)),
            None => self.tell_twice(&full, document.file),
        }
    }

    fn page(&mut self, document: &'a Document, parts: &[&str]) {
        let shown: Vec<&str> = match parts {
            [rest @ .., "index"] => rest.to_vec(),
            all => all.to_vec(),
        };
        let place = Place::top(document.file);
        let slugs: Vec<String> = shown.iter().map(|part| slug(part)).collect();
        if slugs.iter().any(String::is_empty) {
            self.problems.push(Diagnostic::new(Kind::BadId, place).with("id", &document.path));
            return;
        }
        let path = slugs.join("/");
        match self.known.pages.add(&path) {
            Some(_) => self.sorted.pages.push(document),
            None => self.tell_twice(&path, document.file),
        }
    }
}
