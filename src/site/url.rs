//! Addresses: every one is made here, and only here.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::language::fold::slug;
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::pages::{Article, Page};
use crate::model::people::{Organisation, Person, Role, Venue};
use crate::model::table::Id;

/// An address within the site: `netvaerk/strategisk-forum/`, `calendar.ics`; empty for the front page. Never starts with `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// An address from its parts as they are.
    pub fn new(path: impl Into<String>) -> Address {
        Address(path.into())
    }

    /// The path below the site's root.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The file it is published as: pages are the `index.html` of their folder.
    pub fn output(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { [&self.0, "index.html"].concat() } else { self.0.clone() }
    }

    /// An address below this one.
    pub fn join(&self, rest: &str) -> Address {
        Address([&self.0, rest].concat())
    }
}

/// The folder words of a site and where it lives.
#[derive(Debug)]
pub struct Urls {
    base_url: String,
    base_path: String,
    /// What every address of pages begins with: empty, or the code of a further language: `en/`.
    prefix: String,
    /// The folder of each kind, after the prefix.
    folders: BTreeMap<&'static str, String>,
}

/// Kinds with pages of their own; `calendar` and `search` have no folder in `content/`.
const KINDS: [&str; 8] = ["networks", "roles", "people", "organisations", "places", "news", "calendar", "search"];

impl Urls {
    /// The folder names are those of `content/`; kinds without a folder use the words of the language shown. A further
    /// language lives below its code.
    pub fn new(model: &Model) -> Urls {
        let language: &Language = model.settings.language;
        let prefix = if model.translated.is_some() { format!("{}/", language.code) } else { String::new() };
        let folder = |kind: &&'static str| {
            let own = model.folders.get(kind).cloned();
            (*kind, format!("{prefix}{}", own.unwrap_or_else(|| slug(language.folder_name(kind)))))
        };
        let folders = KINDS.iter().map(folder).collect();
        let base_url = model.settings.base_url.clone();
        Urls { base_path: path_of(&base_url), base_url, prefix, folders }
    }

    /// The site's address, ending in `/`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The path the site lives below: `/` or `/netvaerk/`.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// What a link within the site says: the path from the host's root.
    pub fn href(&self, address: &Address) -> String {
        [&self.base_path, address.path()].concat()
    }

    /// The whole address with scheme and host.
    pub fn absolute(&self, address: &Address) -> String {
        [&self.base_url, address.path()].concat()
    }

    /// The overview page of a kind.
    pub fn kind(&self, kind: &str) -> Address {
        Address(format!("{}/", self.folder(kind)))
    }

    fn folder<'a>(&'a self, kind: &'a str) -> &'a str {
        self.folders.get(kind).map_or(kind, String::as_str)
    }

    /// The meetings of a year: `kalender/2024/`.
    pub fn year(&self, year: i16) -> Address {
        self.kind("calendar").join(&format!("{year:04}/"))
    }

    /// The year whose page an address is.
    pub fn year_at(&self, address: &str) -> Option<i16> {
        let year: i16 = address.strip_prefix(self.kind("calendar").path())?.strip_suffix('/')?.parse().ok()?;
        (self.year(year).path() == address).then_some(year)
    }

    /// The front page, and what every other page lies below.
    pub fn home(&self) -> Address {
        Address(self.prefix.clone())
    }

    /// A network.
    pub fn network(&self, model: &Model, id: Id<Network>) -> Address {
        Address([self.folder("networks"), "/", model.networks.key(id), "/"].concat())
    }

    /// A meeting.
    pub fn meeting(&self, model: &Model, id: Id<Meeting>) -> Address {
        let meeting = &model.meetings[id];
        let network = model.networks.key(meeting.network);
        Address([self.folder("networks"), "/", network, "/", &meeting.name, "/"].concat())
    }

    /// A role.
    pub fn role(&self, model: &Model, id: Id<Role>) -> Address {
        Address(format!("{}/{}/", self.folder("roles"), model.roles.key(id)))
    }

    /// A person.
    pub fn person(&self, model: &Model, id: Id<Person>) -> Address {
        Address(format!("{}/{}/", self.folder("people"), model.people.key(id)))
    }

    /// An organisation.
    pub fn organisation(&self, model: &Model, id: Id<Organisation>) -> Address {
        Address(format!("{}/{}/", self.folder("organisations"), model.organisations.key(id)))
    }

    /// A place.
    pub fn place(&self, model: &Model, id: Id<Venue>) -> Address {
        Address(format!("{}/{}/", self.folder("places"), model.places.key(id)))
    }

    /// A piece of news.
    pub fn article(&self, model: &Model, id: Id<Article>) -> Address {
        Address(format!("{}/{}/", self.folder("news"), model.news.key(id)))
    }

    /// Any other page: its path.
    pub fn page(&self, model: &Model, id: Id<Page>) -> Address {
        self.home().join(&format!("{}/", model.pages.key(id)))
    }
}

/// The path of an absolute address, from `/` to `/`.
pub fn path_of(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}

/// A file name as it stands in addresses: lower case, ASCII, its ending kept.
pub fn file_slug(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().all(|c| c.is_ascii_alphanumeric()) => {
            format!(
                "{}.{}",
                Some(slug(stem)).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "fil".to_owned()),
                ending.to_ascii_lowercase()
            )
        }
        _ => slug(name),
    }
}
