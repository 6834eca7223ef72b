//! Documents → facts: all networks, meetings and people, checked and resolved. This room knows the domain and no URL.
//!
//! [`names::sort`] says what each file is and takes the ids; each kind is then read with every reference resolved where it
//! stands; [`relations::Relations`] turns what either end states into one relation; `check` holds the rules that need more
//! than one file.

mod check;
mod dates;
pub mod fields;
pub mod holidays;
pub mod meeting;
mod memory;
pub mod names;
pub mod network;
pub mod pages;
pub mod participants;
pub mod people;
mod queries;
pub mod reader;
pub mod recurrence;
pub mod refs;
pub mod relations;
pub mod series;
pub mod settings;
pub mod table;
pub mod time;
pub mod translation;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::text::Text;
use crate::content::{Attachment, Content, Document};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place, Severity};
use crate::language::Language;
use crate::sources::Sources;
use meeting::{Around, Meeting};
pub use memory::Memory;
use memory::ReadFrom;
use names::{Known, MeetingFile, Origin, Sorted};
use network::Network;
use pages::{Article, Page};
use participants::Participant;
use people::{Organisation, Person, Role, Venue};
use reader::{Fields, Prose, Reader};
use recurrence::Series;
use relations::Relations;
use settings::Settings;
use table::{Id, Names, Table};
use translation::Translated;

/// All facts of a site.
#[derive(Debug)]
pub struct Model {
    /// The site as a whole.
    pub settings: Settings,
    /// Networks, by file name.
    pub networks: Table<Network>,
    /// Meetings, by network and file name. What had no date was told and left out.
    pub meetings: Table<Meeting>,
    /// Roles, in the order of their file.
    pub roles: Table<Role>,
    /// People.
    pub people: Table<Person>,
    /// Organisations.
    pub organisations: Table<Organisation>,
    /// Places.
    pub places: Table<Venue>,
    /// News.
    pub news: Table<Article>,
    /// Other pages, by path.
    pub pages: Table<Page>,
    /// The front page's text.
    pub home: Option<Prose>,
    /// Texts of the kinds' overview pages.
    pub intros: BTreeMap<&'static str, Prose>,
    /// The folder of each kind that has one in `content/`, as it stands in addresses.
    pub folders: BTreeMap<&'static str, String>,
    /// How things hang together.
    pub relations: Relations,
    /// Files to publish as they are.
    pub attachments: Vec<Attachment>,
    /// Whether drafts are published too.
    pub show_drafts: bool,
    /// Networks that have errors in their own file or in a meeting's: what they seem to lack may only be unread.
    pub unsure: BTreeSet<Id<Network>>,
    /// What is translated, where this is the site in a further language.
    pub translated: Option<Translated>,
    /// The same site in its further languages: every thing under the same number.
    pub translations: Vec<Model>,
}

/// Reads and checks everything.
pub fn check(content: Content, sources: &Sources, problems: &mut Diagnostics) -> Model {
    checked(content, sources, None, problems)
}

/// The same where much was read before: a meeting that is read from the same things is taken from `memory`.
pub fn check_again(content: Content, sources: &Sources, memory: &mut Memory, problems: &mut Diagnostics) -> Model {
    checked(content, sources, Some(memory), problems)
}

fn checked(content: Content, sources: &Sources, memory: Option<&mut Memory>, problems: &mut Diagnostics) -> Model {
    let language = settings::language(&content);
    let (known, sorted) = names::sort(&content, language, problems);
    let settings =
        settings::settings(sorted.site, &known, sources.today, sources.base_url.as_deref(), language, problems);
    translation::tell_strays(&sorted, &settings, problems);
    let further = settings.languages.iter().map(|further| {
        let overlaid = translation::overlaid(&content, &sorted, language, further, problems);
        (*further, overlaid)
    });
    let further: Vec<_> = further.collect();
    let mut model = assembled(&sorted, known, settings, sources, memory, problems);
    model.attachments = content.attachments;
    check::run(&model, problems);
    let translations = further
        .into_iter()
        .map(|(shown, (content, translated))| translate(&content, translated, shown, &model, sources, problems));
    model.translations = translations.collect();
    model
}

/// The same site in a further language. What is wrong with its facts has been told of the original; only what stands in
/// the files of the translation is told here.
fn translate(
    content: &Content,
    translated: Translated,
    shown: &'static Language,
    own: &Model,
    sources: &Sources,
    problems: &mut Diagnostics,
) -> Model {
    let mut found = Diagnostics::default();
    let (known, sorted) = names::sort(content, translated.from, &mut found);
    let base_url = sources.base_url.as_deref();
    let settings = settings::settings(sorted.site, &known, sources.today, base_url, translated.from, &mut found);
    let mut model = assembled(&sorted, known, settings, sources, None, &mut found);
    model.settings.language = shown;
    model.settings.languages.clone_from(&own.settings.languages);
    model.unsure.clone_from(&own.unsure);
    check::run_on_words(&model, &mut found);
    problems.extend(found.where_file(|file| translated.has_file(file)));
    model.translated = Some(translated);
    model
}

fn assembled(
    sorted: &Sorted<'_>,
    known: Known,
    settings: Settings,
    sources: &Sources,
    memory: Option<&mut Memory>,
    problems: &mut Diagnostics,
) -> Model {
    let mut model = read(sorted, known, settings, memory, problems);
    model.show_drafts = sources.drafts;
    link_meetings(&mut model);
    take_over_from_series(&mut model);
    model
}

fn read(
    sorted: &Sorted<'_>,
    known: Known,
    settings: Settings,
    memory: Option<&mut Memory>,
    problems: &mut Diagnostics,
) -> Model {
    let language = settings.language;
    let networks = read_networks(sorted, &known, language, problems);
    let (meetings, meeting_names) = read_meetings(sorted, &known, &networks, &settings, memory, problems);
    let (news, news_names) = read_news(sorted, &known, language, problems);
    let roles = things(&sorted.roles, &known.roles, fields::ROLE, people::role, &known, language, problems);
    let persons = things(&sorted.people, &known.people, fields::PERSON, people::person, &known, language, problems);
    let organisations = things(
        &sorted.organisations,
        &known.organisations,
        fields::ORGANISATION,
        people::organisation,
        &known,
        language,
        problems,
    );
    let places = things(&sorted.places, &known.places, fields::PLACE, people::venue, &known, language, problems);
    let pages = read_pages(sorted, &known, language, problems);
    let mut reader = Reader::new(language, problems);
    let home = sorted.home.map(|document| reader.body(document));
    let intros = sorted.intros.iter().map(|(kind, document)| (*kind, reader.body(document))).collect();
    let networks = Table::new(known.networks, networks);
    Model {
        relations: Relations::gather(&networks),
        networks,
        meetings: Table::of_shared(meeting_names, meetings),
        roles: Table::new(known.roles, roles),
        people: Table::new(known.people, persons),
        organisations: Table::new(known.organisations, organisations),
        places: Table::new(known.places, places),
        news: Table::new(news_names, news),
        pages: Table::new(known.pages, pages),
        folders: sorted.folders.clone(),
        attachments: Vec::new(),
        show_drafts: false,
        unsure: unsure(sorted, problems),
        translated: None,
        translations: Vec::new(),
        settings,
        home,
        intros,
    }
}

/// Reads many documents at once, each with problems of its own, and gathers both in order.
fn each<D: Sync, T: Send>(
    documents: &[D],
    problems: &mut Diagnostics,
    read: impl Fn(&D, &mut Diagnostics) -> T + Sync,
) -> Vec<T> {
    gathered(documents.par_iter().map(|document| with_problems(document, &read)).collect(), problems)
}

fn with_problems<D, T>(document: &D, read: impl Fn(&D, &mut Diagnostics) -> T) -> (T, Diagnostics) {
    let mut found = Diagnostics::default();
    (read(document, &mut found), found)
}

fn gathered<T>(read: Vec<(T, Diagnostics)>, problems: &mut Diagnostics) -> Vec<T> {
    let gather = |(item, found)| {
        problems.extend(found);
        item
    };
    read.into_iter().map(gather).collect()
}

fn read_networks(
    sorted: &Sorted<'_>,
    known: &Known,
    language: &'static Language,
    problems: &mut Diagnostics,
) -> Vec<Network> {
    let ids: Vec<&str> = known.networks.iter().collect();
    let numbered: Vec<_> = sorted.networks.iter().copied().zip(ids).collect();
    each(&numbered, problems, |(document, id), problems| {
        let mut reader = Reader::new(language, problems);
        let damaged = document.damaged || bare(document, &mut reader);
        let fields = reader.fields(&document.front, fields::NETWORK, "networks", damaged);
        let fields = fields.at(Place::top(document.file));
        let body = reader.body(document);
        network::network(&fields, body, id, document.file, &mut reader, known)
    })
}

/// Whether a file that must say something about itself has no fields at all: told once, instead of for each field.
fn bare(document: &Document, reader: &mut Reader<'_>) -> bool {
    if !document.has_front {
        reader.tell(Diagnostic::new(Kind::FrontMatterMissing, Place::top(document.file)));
    }
    !document.has_front
}

fn read_meetings(
    sorted: &Sorted<'_>,
    known: &Known,
    networks: &[Network],
    settings: &Settings,
    memory: Option<&mut Memory>,
    problems: &mut Diagnostics,
) -> (Vec<Arc<Meeting>>, Names<Meeting>) {
    let ids: Vec<String> = known.meetings.iter().map(str::to_owned).collect();
    let zone = |network: Id<Network>| {
        let own = networks.get(network.index()).and_then(|network| network.time_zone.as_ref());
        own.map_or(&settings.zone, |said| &said.value)
    };
    let read_one = |(document, network, name): &MeetingFile<'_>, problems: &mut Diagnostics| {
        let mut reader = Reader::new(settings.language, problems);
        let fields = reader.fields(&document.front, fields::MEETING, "meeting", document.damaged);
        let fields = fields.at(Place::top(document.file));
        let body = reader.body(document);
        let around = Around { network: *network, name, file: document.file, known, zone: zone(*network) };
        meeting::meeting(&fields, body, &around, &mut reader)
    };
    let read = match memory {
        None => {
            let read_one = |one: &_, problems: &mut _| read_one(one, problems).map(Arc::new);
            each(&sorted.meetings, problems, read_one)
        }
        Some(memory) => {
            let known = known.fingerprint();
            let read_from = |(document, network, _): &MeetingFile<'_>| ReadFrom {
                document: Arc::clone(document),
                network: *network,
                zone: zone(*network).clone(),
                language: settings.language,
                known,
            };
            memory.again(&sorted.meetings, read_from, problems, read_one)
        }
    };
    named(read, ids)
}

fn read_news(
    sorted: &Sorted<'_>,
    known: &Known,
    language: &'static Language,
    problems: &mut Diagnostics,
) -> (Vec<Article>, Names<Article>) {
    let ids: Vec<String> = known.news.iter().map(str::to_owned).collect();
    let numbered: Vec<_> = sorted.news.iter().copied().zip(ids.iter()).collect();
    let read = each(&numbered, problems, |(document, id), problems| {
        let mut reader = Reader::new(language, problems);
        let damaged = document.damaged || bare(document, &mut reader);
        let fields = reader.fields(&document.front, fields::NEWS, "news", damaged);
        let fields = fields.at(Place::top(document.file));
        let body = reader.body(document);
        pages::article(&fields, body, id, document.file, &mut reader, known)
    });
    named(read, ids)
}

/// Leaves out what could not be read; only its name is kept.
fn named<T, I>(read: Vec<Option<I>>, ids: Vec<String>) -> (Vec<I>, Names<T>) {
    let mut names = Names::default();
    let mut items = Vec::new();
    for (item, id) in read.into_iter().zip(ids) {
        match item {
            Some(item) => {
                names.add(&id);
                items.push(item);
            }
            None => names.add_unread(&id),
        }
    }
    (items, names)
}

/// The networks with an error in their own file or in a meeting's.
fn unsure(sorted: &Sorted<'_>, problems: &Diagnostics) -> BTreeSet<Id<Network>> {
    let of_errors = problems.iter().filter(|problem| problem.kind.severity() == Severity::Error);
    let files: BTreeSet<FileId> = of_errors.filter_map(|problem| problem.place).map(|place| place.file).collect();
    let own = sorted.networks.iter().enumerate().map(|(index, document)| (document.file, Id::at(index)));
    let of_meetings = sorted.meetings.iter().map(|(document, network, _)| (document.file, *network));
    own.chain(of_meetings).filter(|(file, _)| files.contains(file)).map(|(_, network)| network).collect()
}

fn read_pages(
    sorted: &Sorted<'_>,
    known: &Known,
    language: &'static Language,
    problems: &mut Diagnostics,
) -> Vec<Page> {
    let ids: Vec<&str> = known.pages.iter().collect();
    let numbered: Vec<_> = sorted.pages.iter().copied().zip(ids).collect();
    each(&numbered, problems, |(document, path), problems| {
        let mut reader = Reader::new(language, problems);
        let fields = reader.fields(&document.front, fields::PAGE, "page", document.damaged);
        let body = reader.body(document);
        pages::page(&fields, body, path, document.file, &mut reader)
    })
}

/// Reads things that are entries of a data file or files of their own.
fn things<T>(
    origins: &[Origin<'_>],
    names: &Names<T>,
    table: &'static [fields::Field],
    read: fn(&Fields<'_>, Prose, &str, &mut Reader<'_>, &Known) -> T,
    known: &Known,
    language: &'static Language,
    problems: &mut Diagnostics,
) -> Vec<T> {
    let mut reader = Reader::new(language, problems);
    let mut items = Vec::with_capacity(origins.len());
    for (origin, id) in origins.iter().zip(names.iter()) {
        items.push(match origin {
            Origin::Document(document) => {
                let fields = reader.fields(&document.front, table, id, document.damaged);
                let fields = fields.at(Place::top(document.file));
                let body = reader.body(document);
                read(&fields, body, id, &mut reader, known)
            }
            Origin::Entry(key, node, damaged) => {
                let fields = reader.fields(node, table, id, *damaged);
                let fields = fields.at(key.place);
                let body = Prose { text: Text::default(), place: key.place, exact: false };
                read(&fields, body, id, &mut reader, known)
            }
        });
    }
    items
}

/// Gives every network its meetings, by date; drafts only where they are shown.
fn link_meetings(model: &mut Model) {
    let mut by_network: BTreeMap<Id<Network>, Vec<Id<Meeting>>> = BTreeMap::new();
    for (id, meeting) in model.meetings.iter().filter(|(id, _)| model.is_shown_meeting(*id)) {
        by_network.entry(meeting.network).or_default().push(id);
        for other in meeting.also_of.iter().filter(|other| **other != meeting.network) {
            by_network.entry(*other).or_default().push(id);
        }
    }
    for ids in by_network.values_mut() {
        ids.sort_by(|a, b| model.meetings[*a].when.value.cmp(&model.meetings[*b].when.value).then(a.cmp(b)));
    }
    for (id, network) in model.networks.iter_mut() {
        network.meetings = by_network.remove(&id).unwrap_or_default();
    }
}

/// A meeting's file on the date of a series' occurrence says what differs: times, place and link it leaves out are the
/// series'.
fn take_over_from_series(model: &mut Model) {
    let taken: Vec<(Id<Meeting>, Series)> = model
        .meetings
        .iter()
        .filter_map(|(id, _)| model.overridden(id).map(|(series, _)| (id, series.clone())))
        .collect();
    for (id, series) in taken {
        let meeting = model.meetings.get_mut(id);
        if let time::When::Exact(days) = meeting.when.value
            && days.hours() == time::Hours::AllDay
            && let Ok(days) = time::Days::new(days.first(), days.last(), series.first.hours())
        {
            meeting.when.value = time::When::Exact(days);
        }
        meeting.venue = meeting.venue.take().or(series.venue);
        meeting.online = meeting.online.take().or(series.online);
        meeting.title = meeting.title.take().or(series.title);
    }
}
