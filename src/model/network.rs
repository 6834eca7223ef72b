//! A network: forum, conference, meeting series, board, steering group, project group, plan.

use super::fields::NETWORK_STATUS;
use super::meeting::{Meeting, Registration, registration};
use super::names::Known;
use super::pages::{Document, Link, documents, links};
use super::participants::{Member, Participant, members, participants};
use super::people::{Venue, titled};
use super::reader::{Fields, Prose, Reader, Said};
use super::recurrence::{Series, series};
use super::refs::{Contact, Tie};
use super::series::Rhythm;
use super::table::Id;
use super::time::When;
use crate::content::yaml::{Node, Value};
use crate::diagnostics::{FileId, Place as Position};

/// Where a network stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Meets.
    Active,
    /// Not begun.
    Planned,
    /// Rests.
    Paused,
    /// Is no more; its page and feed live on.
    Closed,
}

impl Status {
    /// The English word, as in fields and data.
    pub fn id(self) -> &'static str {
        match self {
            Status::Active => "active",
            Status::Planned => "planned",
            Status::Paused => "paused",
            Status::Closed => "closed",
        }
    }

    fn of(word: &str) -> Status {
        match word {
            "planned" => Status::Planned,
            "paused" => Status::Paused,
            "closed" => Status::Closed,
            _ => Status::Active,
        }
    }
}

/// Where one meets: a place of the site, or words.
#[derive(Debug, Clone)]
pub enum Where {
    /// A place with a page.
    Venue(Id<Venue>),
    /// A name or address.
    Text(String),
}

/// A network.
#[derive(Debug, Clone)]
pub struct Network {
    /// Its name.
    pub title: String,
    /// The name in short, where lists are tight.
    pub short_title: Option<String>,
    /// What it is, in a word shown to readers.
    pub kind: Option<String>,
    /// Where it stands in its life.
    pub status: Said<Status>,
    /// Since when.
    pub since: Option<Said<When>>,
    /// When it closed.
    pub closed: Option<Said<When>>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// What it is for.
    pub purpose: Option<Prose>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Who holds an office.
    pub members: Vec<Member>,
    /// What it may decide.
    pub mandate: Option<Prose>,
    /// How often it meets, in the editor's words.
    pub meets: Option<Said<String>>,
    /// How often it meets, where the words were understood.
    pub rhythm: Option<Rhythm>,
    /// Relations as stated in this file, by key: `organisers`, `replaces` …
    pub ties: Vec<(&'static str, Tie)>,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
    /// Papers.
    pub documents: Vec<Document>,
    /// What is not settled.
    pub questions: Vec<String>,
    /// Where it usually meets.
    pub venue: Option<Where>,
    /// What participants need to know.
    pub practical: Option<Prose>,
    /// Registration that holds for its meetings unless they say otherwise.
    pub registration: Option<Registration>,
    /// Its time zone, if another than the site's.
    pub time_zone: Option<Said<jiff::tz::TimeZone>>,
    /// Named links: mailing list, chat.
    pub links: Vec<Link>,
    /// Recurring meetings.
    pub series: Vec<Series>,
    /// What belongs to its course but is no meeting.
    pub timeline: Vec<Moment>,
    /// What it was called before, as written: the latest name need not be first.
    pub former_names: Vec<FormerName>,
    /// Former addresses.
    pub aliases: Vec<Said<String>>,
    /// When the text was last changed.
    pub updated: Option<jiff::civil::Date>,
    /// Not for publishing yet.
    pub draft: bool,
    /// Subjects.
    pub tags: Vec<String>,
    /// The text.
    pub body: Prose,
    /// Its file.
    pub file: FileId,
    /// Where its fields stand.
    pub place: Position,
    /// Its meetings, by date.
    pub meetings: Vec<Id<Meeting>>,
}

impl Network {
    /// The name for tight places.
    pub fn short(&self) -> &str {
        self.short_title.as_deref().unwrap_or(&self.title)
    }
}

/// Something in the course of a network that is no meeting: a phase, a period.
#[derive(Debug, Clone)]
pub struct Moment {
    /// What.
    pub title: String,
    /// When, if known at all.
    pub when: Option<When>,
    /// More about it.
    pub text: Option<Prose>,
}

/// What a network was called before.
#[derive(Debug, Clone)]
pub struct FormerName {
    /// The name.
    pub title: String,
    /// Until when, if known.
    pub until: Option<When>,
}

/// The keys of relations, as [`Network::ties`] has them.
const RELATIONS: &[&str] = &["organisers", "funded_by", "reports_to", "part_of", "replaces", "replaced_by"];

pub(super) fn network(
    fields: &Fields<'_>,
    body: Prose,
    id: &str,
    file: FileId,
    reader: &mut Reader<'_>,
    known: &Known,
) -> Network {
    if fields.get("title").is_none() {
        reader.missing(fields, "title");
    }
    let meets = reader.text(fields, "meets");
    let (since, closed) = (reader.when(fields, "since", None), reader.when(fields, "closed", None));
    if let (Some(since), Some(closed)) = (&since, &closed) {
        reader.in_order(since.first_day(), closed.last_day(), closed.place);
    }
    Network {
        title: reader.plain(fields, "title").unwrap_or_else(|| titled(id)),
        short_title: reader.plain(fields, "short_title"),
        kind: reader.plain(fields, "kind"),
        status: status(fields, reader),
        since,
        closed,
        summary: reader.plain(fields, "summary"),
        purpose: reader.prose(fields, "purpose"),
        participants: participants(fields, reader, known, None),
        members: members(fields, reader, known),
        mandate: reader.prose(fields, "mandate"),
        rhythm: meets.as_ref().and_then(|said| Rhythm::read(&said.value, &reader.language.rules)),
        meets,
        ties: ties(fields, reader, known),
        contacts: reader.contacts(fields, "contact", known),
        documents: documents(fields, reader),
        questions: reader.texts(fields, "questions").into_iter().map(|said| said.value).collect(),
        venue: venue(fields, reader, known),
        practical: reader.prose(fields, "practical"),
        registration: registration(fields, None, reader),
        time_zone: reader.zone(fields),
        links: links(fields, reader),
        series: series(fields, reader, known),
        timeline: fields.items("timeline").iter().filter_map(|node| moment(node, reader)).collect(),
        former_names: fields.items("former_names").iter().filter_map(|node| former_name(node, reader)).collect(),
        aliases: reader.aliases(fields),
        updated: reader.day(fields, "updated", None).map(|said| said.value),
        draft: reader.yes_no(fields, "draft").unwrap_or(false),
        tags: reader.texts(fields, "tags").into_iter().map(|said| said.value).collect(),
        body,
        file,
        place: fields.place,
        meetings: Vec::new(),
    }
}

fn status(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Said<Status> {
    match reader.word(fields, "status", NETWORK_STATUS) {
        Some(said) => Said { value: Status::of(said.value), place: said.place },
        None => Said { value: Status::Active, place: fields.place },
    }
}

fn ties(fields: &Fields<'_>, reader: &mut Reader<'_>, known: &Known) -> Vec<(&'static str, Tie)> {
    let mut all = Vec::new();
    for key in RELATIONS {
        // Whom it replaces or is part of has a page of its own; whom it reports to may be anyone.
        let text_too = matches!(*key, "organisers" | "funded_by" | "reports_to");
        all.extend(reader.ties(fields, key, known, text_too).into_iter().map(|tie| (*key, tie)));
    }
    all
}

/// A field that names a place of the site or says it in words.
pub(super) fn venue(fields: &Fields<'_>, reader: &mut Reader<'_>, known: &Known) -> Option<Where> {
    let said = reader.text(fields, "place")?;
    Some(match known.places.find(&super::names::normal(&said)) {
        Some(venue) => Where::Venue(venue),
        None => Where::Text(said.value),
    })
}

fn former_name(node: &Node, reader: &mut Reader<'_>) -> Option<FormerName> {
    if !matches!(node.value, Value::Fields(_)) {
        let said = reader.as_text(node, "former_names")?;
        return Some(FormerName { title: said.value, until: None });
    }
    let entry = reader.entry(node, super::fields::FORMER_NAME, "former_names");
    let Some(title) = reader.plain(&entry, "title") else {
        reader.missing(&entry, "title");
        return None;
    };
    Some(FormerName { title, until: reader.when(&entry, "until", None).map(|said| said.value) })
}

fn moment(node: &Node, reader: &mut Reader<'_>) -> Option<Moment> {
    if !matches!(node.value, Value::Fields(_)) {
        let said = reader.as_text(node, "timeline")?;
        return Some(Moment { title: said.value, when: None, text: None });
    }
    let entry = reader.entry(node, super::fields::TIMELINE, "timeline");
    let Some(title) = reader.plain(&entry, "title") else {
        reader.missing(&entry, "title");
        return None;
    };
    Some(Moment {
        title,
        when: reader.when(&entry, "when", None).map(|said| said.value),
        text: reader.prose(&entry, "text"),
    })
}
