//! Facts → plan: every page and feed of the site, each with its one address. This room knows addresses and no HTML.

pub mod feeds;
mod former;
pub mod guard;
pub mod languages;
pub mod links;
pub mod navigation;
mod unread;
pub mod url;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place as Position};
use crate::ledger::Ledger;
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::pages::{Article, Page as TextPage};
use crate::model::people::{Organisation, Person, Role, Venue};
use crate::model::table::Id;
use feeds::{Feed, FeedKind};
pub use former::Redirect;
use links::Links;
use navigation::Navigation;
use url::{Address, Urls, file_slug};

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// The front page.
    Home,
    /// All networks.
    Networks,
    /// One network.
    Network(Id<Network>),
    /// One meeting.
    Meeting(Id<Meeting>),
    /// All meetings.
    Calendar,
    /// The meetings of one year.
    Year(i16),
    /// All roles.
    Roles,
    /// "For me": one role.
    Role(Id<Role>),
    /// All organisations.
    Organisations,
    /// One organisation.
    Organisation(Id<Organisation>),
    /// All people.
    People,
    /// One person.
    Person(Id<Person>),
    /// All places.
    Places,
    /// One place.
    Place(Id<Venue>),
    /// All news.
    News,
    /// One piece of news.
    Article(Id<Article>),
    /// Search.
    Search,
    /// Any other page.
    Text(Id<TextPage>),
    /// What a wrong address shows.
    NotFound,
}

/// A page of the plan.
#[derive(Debug)]
pub struct Page {
    /// Where it is.
    pub address: Address,
    /// What it shows.
    pub kind: PageKind,
}

/// A file published as it is.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The file.
    pub file: FileId,
    /// Its path below `content/`.
    pub source: String,
    /// Where it is published.
    pub address: Address,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// The whole plan.
#[derive(Debug)]
pub struct Site<'m> {
    /// The facts.
    pub model: &'m Model,
    /// How addresses are made.
    pub urls: Urls,
    /// Every page, by address.
    pub pages: Vec<Page>,
    /// The years that have a page.
    pub years: BTreeSet<i16>,
    /// Every feed, by address.
    pub feeds: Vec<Feed>,
    /// Meetings that can be added to a calendar one by one, with the file's address.
    pub singles: Vec<(Id<Meeting>, Address)>,
    /// Files published as they are, by source path.
    pub attachments: Vec<Attachment>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    feed_index: BTreeMap<(FeedKind, bool), usize>,
    attachment_index: BTreeMap<Address, usize>,
    /// Where links in texts lead.
    pub links: Links,
    /// Who is concerned by what, and what is coming.
    pub navigation: Navigation,
    /// The same site in its further languages.
    pub translations: Vec<Site<'m>>,
}

/// Plans the site, in which `published` lay, in all its languages. Two things at one address are told.
pub fn plan<'m>(model: &'m Model, published: &Ledger, problems: &mut Diagnostics) -> Site<'m> {
    let urls = Urls::new(model);
    let years = years(model, &urls, published);
    let attachments = attachments(model, &urls);
    let mut site = in_one_language(model, urls, years, attachments);
    for model in &model.translations {
        let (years, files) = (site.years.clone(), site.attachments.clone());
        let mut translation = in_one_language(model, Urls::new(model), years, files);
        languages::lead_within(&mut translation, &site);
        site.translations.push(translation);
    }
    languages::lead_across(&mut site);
    check_addresses(&site, problems);
    site
}

fn in_one_language(model: &Model, urls: Urls, years: BTreeSet<i16>, attachments: Vec<Attachment>) -> Site<'_> {
    let navigation = Navigation::new(model);
    let mut pages = pages(model, &urls);
    pages.extend(years.iter().map(|year| Page { address: urls.year(*year), kind: PageKind::Year(*year) }));
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    let feeds = feeds::plan(model, &urls, &navigation);
    let singles = singles(model, &urls);
    let redirects = former::redirects(model, &urls);
    let links = Links::new(model, &urls, &pages, &attachments);
    let feed_index = feeds.iter().enumerate().map(|(at, feed)| ((feed.kind.clone(), feed.deadlines), at)).collect();
    let attachment_index = attachments.iter().enumerate().map(|(at, file)| (file.address.clone(), at)).collect();
    Site {
        model,
        urls,
        pages,
        years,
        feeds,
        singles,
        attachments,
        redirects,
        feed_index,
        attachment_index,
        links,
        navigation,
        translations: Vec::new(),
    }
}

fn pages(model: &Model, urls: &Urls) -> Vec<Page> {
    let mut all = vec![
        (urls.home(), PageKind::Home),
        (urls.kind("networks"), PageKind::Networks),
        (urls.kind("calendar"), PageKind::Calendar),
        (urls.kind("search"), PageKind::Search),
        (urls.home().join("404.html"), PageKind::NotFound),
    ];
    all.extend(model.shown_networks().map(|(id, _)| (urls.network(model, id), PageKind::Network(id))));
    let meetings = model.meetings.iter().filter(|(id, _)| model.is_shown_meeting(*id));
    all.extend(meetings.map(|(id, _)| (urls.meeting(model, id), PageKind::Meeting(id))));
    all.extend(model.roles.iter().map(|(id, _)| (urls.role(model, id), PageKind::Role(id))));
    all.extend(model.organisations.iter().map(|(id, _)| (urls.organisation(model, id), PageKind::Organisation(id))));
    all.extend(model.people.iter().map(|(id, _)| (urls.person(model, id), PageKind::Person(id))));
    all.extend(model.places.iter().map(|(id, _)| (urls.place(model, id), PageKind::Place(id))));
    all.extend(model.shown_news().map(|(id, _)| (urls.article(model, id), PageKind::Article(id))));
    let lists = [
        ("roles", PageKind::Roles, model.roles.is_empty()),
        ("organisations", PageKind::Organisations, model.organisations.is_empty()),
        ("people", PageKind::People, model.people.is_empty()),
        ("places", PageKind::Places, model.places.is_empty()),
        ("news", PageKind::News, model.shown_news().next().is_none()),
    ];
    let filled = lists.into_iter().filter(|(.., is_empty)| !is_empty);
    all.extend(filled.map(|(name, kind, _)| (urls.kind(name), kind)));
    let texts = model.pages.iter().filter(|(_, page)| model.show_drafts || !page.draft);
    all.extend(texts.map(|(id, _)| (urls.page(model, id), PageKind::Text(id))));
    all.into_iter().map(|(address, kind)| Page { address, kind }).collect()
}

/// How many years back a series without files of its own is told of.
const MOST_YEARS: i16 = 30;

/// The years in which there are meetings, and those that have a page from before: no editor could say where it went.
fn years(model: &Model, urls: &Urls, published: &Ledger) -> BTreeSet<i16> {
    let shown = model.meetings.iter().filter(|(id, _)| model.is_shown_meeting(*id));
    let mut years: BTreeSet<i16> = shown.map(|(_, meeting)| meeting.when.first_day().year()).collect();
    let today = model.settings.today.year();
    let series = model.shown_networks().flat_map(|(_, network)| &network.series);
    years.extend(series.flat_map(|series| {
        let last = series.until.map_or(today, |until| until.year().min(today));
        series.first.first().year().max(today.saturating_sub(MOST_YEARS))..=last
    }));
    years.extend(published.pages.keys().filter_map(|address| urls.year_at(address)));
    // An editor's own page of this address goes before.
    years.retain(|year| model.pages.find(urls.year(*year).path().trim_end_matches('/')).is_none());
    years
}

/// Files beside a page are published beside it.
fn attachments(model: &Model, urls: &Urls) -> Vec<Attachment> {
    let published = |path: &str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = links::folder_address(model, urls, folder);
        folder.join(&file_slug(name))
    };
    model
        .attachments
        .iter()
        .map(|file| Attachment {
            file: file.file,
            source: file.path.clone(),
            address: published(&file.path),
            bytes: Arc::clone(&file.bytes),
        })
        .collect()
}

fn singles(model: &Model, urls: &Urls) -> Vec<(Id<Meeting>, Address)> {
    let exact = model.meetings.iter().filter(|(id, meeting)| meeting.days().is_some() && model.is_shown_meeting(*id));
    exact.map(|(id, _)| (id, urls.meeting(model, id).join("meeting.ics"))).collect()
}

/// Two things at one address: pages, files, feeds and old addresses, compared as published.
fn check_addresses(site: &Site<'_>, problems: &mut Diagnostics) {
    let mut taken: HashMap<String, String> = HashMap::new();
    let mut claim = |address: &Address, what: String, place: Option<Position>| {
        let output = address.output();
        match taken.get(&output) {
            Some(other) => problems.push(
                Diagnostic::new(Kind::SameAddress, place)
                    .with("address", format!("/{}", address.path()))
                    .with("other", other),
            ),
            None => {
                taken.insert(output, what);
            }
        }
    };
    // Translations first: where they are follows from the site's languages, and what is in their way has a file.
    for site in site.translations.iter().chain([site]) {
        for page in &site.pages {
            let (what, file) = site.described(page.kind);
            claim(&page.address, what, file.map(Position::top));
        }
        for feed in &site.feeds {
            for address in std::iter::once(&feed.address).chain(&feed.also_at) {
                claim(address, feed.title.clone(), None);
            }
        }
        for (_, address) in &site.singles {
            claim(address, address.path().to_owned(), None);
        }
    }
    for file in &site.attachments {
        claim(&file.address, file.source.clone(), None);
    }
    for redirect in site.in_all_languages().flat_map(|site| &site.redirects) {
        claim(&redirect.from, redirect.to.path().to_owned(), None);
    }
}

impl Site<'_> {
    /// The feed of a kind, with deadlines or without.
    pub fn feed(&self, kind: &FeedKind, deadlines: bool) -> Option<&Feed> {
        self.feed_index.get(&(kind.clone(), deadlines)).and_then(|at| self.feeds.get(*at))
    }

    /// The file published at an address.
    pub fn attachment(&self, address: &Address) -> Option<&Attachment> {
        self.attachment_index.get(address).and_then(|at| self.attachments.get(*at))
    }

    /// A page's title and the file that it is written in, for messages.
    fn described(&self, kind: PageKind) -> (String, Option<FileId>) {
        (self.title(kind), self.file(kind))
    }

    /// The file of the thing that a page is about.
    fn file(&self, kind: PageKind) -> Option<FileId> {
        let model = self.model;
        match kind {
            PageKind::Network(id) => Some(model.networks[id].file),
            PageKind::Meeting(id) => Some(model.meetings[id].file),
            PageKind::Role(id) => Some(model.roles[id].place.file),
            PageKind::Person(id) => Some(model.people[id].place.file),
            PageKind::Organisation(id) => Some(model.organisations[id].place.file),
            PageKind::Place(id) => Some(model.places[id].place.file),
            PageKind::Article(id) => Some(model.news[id].file),
            PageKind::Text(id) => Some(model.pages[id].file),
            PageKind::Home
            | PageKind::Networks
            | PageKind::Calendar
            | PageKind::Year(_)
            | PageKind::Roles
            | PageKind::Organisations
            | PageKind::People
            | PageKind::Places
            | PageKind::News
            | PageKind::Search
            | PageKind::NotFound => None,
        }
    }

    /// The file that a page is written in, in its language if it is translated; none for those that are made from many.
    pub fn source(&self, kind: PageKind) -> Option<FileId> {
        let original = match kind {
            PageKind::Home => self.model.home.as_ref().map(|home| home.place.file),
            _ => self.file(kind),
        }?;
        Some(self.translated().and_then(|translated| translated.file_of(original)).unwrap_or(original))
    }

    /// The title of a page.
    pub fn title(&self, kind: PageKind) -> String {
        let (model, language) = (self.model, self.model.settings.language);
        match kind {
            PageKind::Home => model.settings.title.clone(),
            PageKind::Networks => self.kind_name("networks"),
            PageKind::Network(id) => model.networks[id].title.clone(),
            PageKind::Meeting(id) => model.meeting_title(id),
            PageKind::Calendar => self.kind_name("calendar"),
            PageKind::Year(year) => language.fill("year_title", &[("year", year.to_string().as_str())]),
            PageKind::Roles => self.kind_name("roles"),
            PageKind::Role(id) => model.roles[id].title.clone(),
            PageKind::Organisations => self.kind_name("organisations"),
            PageKind::Organisation(id) => model.organisations[id].title.clone(),
            PageKind::People => self.kind_name("people"),
            PageKind::Person(id) => model.people[id].name.clone(),
            PageKind::Places => self.kind_name("places"),
            PageKind::Place(id) => model.places[id].title.clone(),
            PageKind::News => self.kind_name("news"),
            PageKind::Article(id) => model.news[id].title.clone(),
            PageKind::Search => self.kind_name("search"),
            PageKind::Text(id) => model.pages[id].title.clone(),
            PageKind::NotFound => language.word("not_found").to_owned(),
        }
    }

    fn kind_name(&self, kind: &str) -> String {
        self.model.settings.language.folder_name(kind).to_owned()
    }

    /// The files beside a page, which are its documents: those in the folder of its source.
    pub fn files_beside(&self, source: &str) -> &[Attachment] {
        let Some(folder) = source.strip_suffix("index.md") else { return &[] };
        let from = self.attachments.partition_point(|file| file.source.as_str() < folder);
        let rest = self.attachments.get(from..).unwrap_or_default();
        let is_beside = |file: &&Attachment| file.source.strip_prefix(folder).is_some_and(|name| !name.contains('/'));
        let count = rest.iter().take_while(is_beside).count();
        rest.get(..count).unwrap_or_default()
    }
}
