//! A meeting: when and where, whether it stands, how one signs up, what happens.

use std::sync::{Arc, OnceLock};

use jiff::civil::{Date, Time};

use super::fields::{CHANGE, MEETING_STATUS, PROGRAMME, REGISTRATION};
use super::names::Known;
use super::network::{Network, Where, venue};
use super::pages::{Document, documents};
use super::participants::{Headcount, Participant, headcount, participants};
use super::people::Role;
use super::reader::{Fields, Prose, Reader, Said};
use super::refs::{Contact, Tie};
use super::table::Id;
use super::time::prose::Mention;
use super::time::read::read_file_name;
use super::time::{Days, Hours, When, write};
use crate::content::yaml::{Node, Value};
use crate::diagnostics::{Diagnostic, FileId, Kind, Place as Position};
use crate::language::Language;

/// Spans longer than this many days, without clock times, are periods rather than meetings: shown, in no calendar.
const LONGEST_MEETING: i32 = 7;

/// Whether a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It will be held.
    Confirmed,
    /// It may still move.
    Tentative,
    /// It will not be held.
    Cancelled,
    /// It will be held another day, not known yet.
    Postponed,
}

impl Standing {
    /// The English word, as in fields and data.
    pub fn id(self) -> &'static str {
        match self {
            Standing::Confirmed => "confirmed",
            Standing::Tentative => "tentative",
            Standing::Cancelled => "cancelled",
            Standing::Postponed => "postponed",
        }
    }

    fn of(word: &str) -> Standing {
        match word {
            "tentative" => Standing::Tentative,
            "cancelled" => Standing::Cancelled,
            "postponed" => Standing::Postponed,
            _ => Standing::Confirmed,
        }
    }

    /// Whether nobody comes on the day: cancelled or postponed.
    pub fn is_off(self) -> bool {
        matches!(self, Standing::Cancelled | Standing::Postponed)
    }
}

/// How and by when to sign up.
#[derive(Debug, Clone, Default)]
pub struct Registration {
    /// The last day, perhaps with a time.
    pub deadline: Option<Said<When>>,
    /// What it costs, as written.
    pub price: Option<String>,
    /// For what the price is: "deltager".
    pub per: Option<String>,
    /// Whether one must pay even if one stays away.
    pub binding: bool,
    /// Where to sign up.
    pub url: Option<String>,
    /// Whom to write to.
    pub email: Option<String>,
    /// How many can come.
    pub capacity: Option<u32>,
    /// What else is said.
    pub note: Option<String>,
}

/// An entry of a programme.
#[derive(Debug, Clone)]
pub struct ProgrammeItem {
    /// On which day, for meetings of several.
    pub day: Option<Date>,
    /// When on that day.
    pub hours: Option<Hours>,
    /// What.
    pub title: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// For whom it is mandatory.
    pub mandatory: Vec<Id<Role>>,
    /// The network whose meeting it counts as.
    pub counts_as: Option<Id<Network>>,
    /// More about it.
    pub text: Option<Prose>,
    /// Where it is stated.
    pub place: Position,
}

/// A meeting.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Its network.
    pub network: Id<Network>,
    /// Its file's name without ending: the last part of its address.
    pub name: String,
    /// Its title, if it has one of its own; else the network's title and the date.
    pub title: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// When.
    pub when: Said<When>,
    /// Where.
    pub venue: Option<Where>,
    /// A link, for meetings online.
    pub online: Option<String>,
    /// Whether it stands.
    pub standing: Standing,
    /// How to sign up, if stated here.
    pub registration: Option<Registration>,
    /// Who takes part, if other than the network says.
    pub participants: Vec<Participant>,
    /// Who arranges it, if other than the network says.
    pub organisers: Vec<Tie>,
    /// Whom to ask, if other than the network says.
    pub contacts: Vec<Contact>,
    /// Papers.
    pub documents: Vec<Document>,
    /// The part of the country it is for.
    pub region: Option<String>,
    /// The group of alternatives of which one attends one.
    pub choose_one: Option<Said<String>>,
    /// What happens.
    pub programme: Vec<ProgrammeItem>,
    /// Who was invited.
    pub invited: Vec<Headcount>,
    /// Who came.
    pub attended: Vec<Headcount>,
    /// Further networks whose meeting this is.
    pub also_of: Vec<Id<Network>>,
    /// The date that it was first published with.
    pub moved_from: Option<Said<When>>,
    /// What changed since it was announced.
    pub changes: Vec<Change>,
    /// An identity that came from elsewhere.
    pub uid: Option<Said<String>>,
    /// Former addresses.
    pub aliases: Vec<Said<String>>,
    /// When the text was last changed.
    pub updated: Option<Date>,
    /// Not for publishing yet.
    pub draft: bool,
    /// Subjects.
    pub tags: Vec<String>,
    /// The text.
    pub body: Prose,
    /// The dates that the text mentions, found by the first who asks: a search through all of it.
    pub mentioned: Arc<OnceLock<Vec<Mention>>>,
    /// Its file.
    pub file: FileId,
    /// Where its fields stand.
    pub place: Position,
}

impl Meeting {
    /// Its days, if it can stand in a calendar: known to the day, and no period.
    pub fn days(&self) -> Option<&Days> {
        self.when.days().filter(|days| !is_period(days))
    }
}

/// Whether days are a period rather than a meeting.
pub fn is_period(days: &Days) -> bool {
    days.count() > LONGEST_MEETING && days.hours() == Hours::AllDay
}

/// What changed since a meeting was announced.
#[derive(Debug, Clone)]
pub struct Change {
    /// When it was changed.
    pub date: Option<Date>,
    /// What.
    pub text: String,
}

/// What a meeting is read with, besides its fields.
pub(super) struct Around<'a> {
    pub network: Id<Network>,
    pub name: &'a str,
    pub file: FileId,
    pub known: &'a Known,
    pub zone: &'a jiff::tz::TimeZone,
}

/// Reads a meeting; none if it has no date that can be read.
pub(super) fn meeting(
    fields: &Fields<'_>,
    body: Prose,
    around: &Around<'_>,
    reader: &mut Reader<'_>,
) -> Option<Meeting> {
    let known = around.known;
    let moved_from = reader.when(fields, "moved_from", None);
    let when = when(fields, around, moved_from.as_ref(), reader);
    let year = when.as_ref().map(|said| said.value.first_day().year());
    let organisers = reader.ties(fields, "organisers", known, true);
    let meeting = Meeting {
        network: around.network,
        name: around.name.to_owned(),
        title: reader.plain(fields, "title"),
        summary: reader.plain(fields, "summary"),
        venue: venue(fields, reader, known),
        online: reader.url(fields, "online").map(|said| said.value),
        standing: reader
            .word(fields, "status", MEETING_STATUS)
            .map_or(Standing::Confirmed, |said| Standing::of(said.value)),
        registration: registration(fields, year, reader),
        participants: participants(fields, reader, known, year),
        organisers,
        contacts: reader.contacts(fields, "contact", known),
        documents: documents(fields, reader),
        region: reader.plain(fields, "region"),
        choose_one: reader.text(fields, "choose_one"),
        programme: programme(fields, when.as_ref().map(|said| &said.value), reader, known),
        invited: headcount(fields.get("invited"), reader, known),
        attended: headcount(fields.get("attended"), reader, known),
        also_of: reader.references(fields, "networks", &known.networks, "networks"),
        moved_from,
        changes: fields.items("changes").iter().filter_map(|node| change(node, year, reader)).collect(),
        uid: reader.text(fields, "uid"),
        aliases: reader.aliases(fields),
        updated: reader.day(fields, "updated", None).map(|said| said.value),
        draft: reader.yes_no(fields, "draft").unwrap_or(false),
        tags: reader.texts(fields, "tags").into_iter().map(|said| said.value).collect(),
        file: around.file,
        place: fields.place,
        body,
        mentioned: Arc::default(),
        when: when?,
    };
    check_clock(&meeting, around.zone, reader);
    Some(meeting)
}

/// The date: `when`, or `date` and `time`, or the file's name.
fn when(
    fields: &Fields<'_>,
    around: &Around<'_>,
    moved_from: Option<&Said<When>>,
    reader: &mut Reader<'_>,
) -> Option<Said<When>> {
    let from_name = read_file_name(around.name).ok().flatten().map(|(when, _)| when);
    let year = from_name.as_ref().map(|when| when.first_day().year());
    let is_stated = fields.get("when").is_some() || fields.get("date").is_some();
    let mut date = stated_date(fields, year, reader);
    if date.is_none() && is_stated {
        return None;
    }
    if let (Some(said), Some(named)) = (&date, &from_name) {
        let agree = covers(named, &said.value) || moved_from.is_some_and(|moved| covers(named, &moved.value));
        if !agree {
            let words = &reader.language.dates;
            let (first, second) = (write::short(&said.value, words), write::short(named, words));
            reader.tell(Diagnostic::new(Kind::DateTwice, said.place).with("first", first).with("second", second));
        }
    }
    if date.is_none() {
        date = from_name.map(|when| Said { value: when, place: Position::top(around.file) });
    }
    let Some(date) = date else {
        if !fields.may_have("when") && !fields.may_have("date") {
            reader.tell(Diagnostic::new(Kind::NoDate, Position::top(around.file)).with("name", around.name));
        }
        return None;
    };
    with_time(date, fields, reader)
}

/// The `when` field, else the `date`; none if they contradict each other.
fn stated_date(fields: &Fields<'_>, year: Option<i16>, reader: &mut Reader<'_>) -> Option<Said<When>> {
    let (when, date) = (reader.when(fields, "when", year), reader.when(fields, "date", year));
    if let (Some(when), Some(date)) = (&when, &date)
        && !covers(&date.value, &when.value)
    {
        let words = &reader.language.dates;
        let (first, second) = (write::short(&when.value, words), write::short(&date.value, words));
        reader.when_twice(("when", first), ("date", second), date.place);
        return None;
    }
    when.or(date)
}

/// Whether a file's name, which may say no more than a month, covers a date.
fn covers(named: &When, stated: &When) -> bool {
    named.first_day() <= stated.first_day() && stated.first_day() <= named.last_day().max(named.first_day())
        || stated.first_day() <= named.first_day() && named.last_day() <= stated.last_day()
}

/// Adds the `time` field to a date that has none.
fn with_time(date: Said<When>, fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Said<When>> {
    let Some(hours) = reader.hours(fields, "time") else { return Some(date) };
    let When::Exact(days) = &date.value else {
        let text = write::short(&date.value, &reader.language.dates);
        reader.tell(
            Diagnostic::new(Kind::WantsDay, date.place)
                .with("key", reader.language.key_name("date"))
                .with("text", text),
        );
        return Some(date);
    };
    if days.hours() != Hours::AllDay && days.hours() != hours.value {
        let key = if fields.get("when").is_some() { "when" } else { "date" };
        let words = &reader.language.dates;
        let (first, second) = (write::hours(days.hours(), words), write::hours(hours.value, words));
        reader.when_twice((key, first), ("time", second), hours.place);
    }
    match Days::new(days.first(), days.last(), hours.value) {
        Ok(days) => Some(Said { value: When::Exact(days), place: date.place }),
        Err(_) => {
            let text = write::hours(hours.value, &reader.language.dates);
            reader.tell(Diagnostic::new(Kind::EndBeforeStart, hours.place).with("text", text));
            None
        }
    }
}

fn check_clock(meeting: &Meeting, zone: &jiff::tz::TimeZone, reader: &mut Reader<'_>) {
    let Some(days) = meeting.when.days() else { return };
    let times: Vec<(Date, Time)> =
        [days.start(), days.end()].into_iter().flatten().map(|moment| (moment.date(), moment.time())).collect();
    for (date, time) in times {
        reader.check_clock(date, time, zone, meeting.when.place);
    }
}

/// A `registration` field: fields, or a sentence.
pub(super) fn registration(fields: &Fields<'_>, year: Option<i16>, reader: &mut Reader<'_>) -> Option<Registration> {
    let node = fields.get("registration")?;
    if let Value::Text(text) = &node.value {
        return Some(Registration { note: Some(text.trim().to_owned()), ..Registration::default() });
    }
    let entry = reader.entry(node, REGISTRATION, "registration");
    Some(Registration {
        deadline: reader.when(&entry, "deadline", year),
        price: reader.plain(&entry, "price"),
        per: reader.plain(&entry, "per"),
        binding: reader.yes_no(&entry, "binding").unwrap_or(false),
        url: reader.url(&entry, "url").map(|said| said.value),
        email: reader.email(&entry, "email").map(|said| said.value),
        capacity: reader.number(&entry, "capacity"),
        note: reader.plain(&entry, "note"),
    })
}

fn programme(fields: &Fields<'_>, when: Option<&When>, reader: &mut Reader<'_>, known: &Known) -> Vec<ProgrammeItem> {
    fields.items("programme").iter().filter_map(|node| programme_item(node, when, reader, known)).collect()
}

fn programme_item(node: &Node, when: Option<&When>, reader: &mut Reader<'_>, known: &Known) -> Option<ProgrammeItem> {
    let bare = |title, place| ProgrammeItem {
        day: None,
        hours: None,
        title,
        speaker: None,
        mandatory: Vec::new(),
        counts_as: None,
        text: None,
        place,
    };
    if !matches!(node.value, Value::Fields(_)) {
        let said = reader.as_text(node, "programme")?;
        return Some(bare(said.value, said.place));
    }
    let entry = reader.entry(node, PROGRAMME, "programme");
    let title = reader.plain(&entry, "title");
    if title.is_none() {
        reader.missing(&entry, "title");
    }
    let mandatory = reader.texts(&entry, "mandatory");
    Some(ProgrammeItem {
        day: reader.text(&entry, "day").and_then(|said| programme_day(&said, when, reader)),
        hours: reader.hours(&entry, "time").map(|said| said.value),
        speaker: reader.plain(&entry, "speaker"),
        mandatory: mandatory.iter().filter_map(|said| reader.found(said, &known.roles, "roles")).collect(),
        counts_as: reader.reference(&entry, "counts_as", &known.networks, "networks"),
        text: reader.prose(&entry, "text"),
        ..bare(title?, node.place)
    })
}

/// A day of the programme: "1", "dag 2", or a date; one of the meeting's.
fn programme_day(said: &Said<String>, when: Option<&When>, reader: &mut Reader<'_>) -> Option<Date> {
    let days = when?.days()?;
    let day = match day_number(said, reader.language) {
        Some(number) => days.first().checked_add(jiff::Span::new().days(number - 1)).ok(),
        None => Some(reader.as_day(said, "day", Some(days.first().year()))?.value),
    };
    let day = day.filter(|day| (days.first()..=days.last()).contains(day));
    if day.is_none() {
        let dates = write::short(&When::Exact(*days).without_hours(), &reader.language.dates);
        let stranger = Diagnostic::new(Kind::ProgrammeDay, said.place);
        reader.tell(stranger.with("text", &said.value).with("days", dates));
    }
    day
}

/// The number of "2" or "dag 2".
fn day_number(text: &str, language: &Language) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let word: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let is_number = word.is_empty() && text.trim() == digits || language.key(&word, &["day"]).is_some();
    digits.parse().ok().filter(|number| is_number && (1..=366).contains(number))
}

/// A change: `date` and `text`, or a date as the key of its text.
fn change(node: &Node, year: Option<i16>, reader: &mut Reader<'_>) -> Option<Change> {
    let entries = match &node.value {
        Value::Fields(entries) => entries,
        _ => return reader.as_text(node, "changes").map(|said| Change { date: None, text: said.value }),
    };
    if let [(key, value)] = entries.as_slice()
        && reader.language.key(&key.text, &["date", "text"]).is_none()
    {
        let said = Said { value: key.text.clone(), place: key.place };
        let date = reader.as_day(&said, "date", year)?;
        return reader.as_text(value, "changes").map(|text| Change { date: Some(date.value), text: text.value });
    }
    let entry = reader.entry(node, CHANGE, "changes");
    let date = reader.day(&entry, "date", year).map(|said| said.value);
    let Some(text) = reader.plain(&entry, "text") else {
        reader.missing(&entry, "text");
        return None;
    };
    Some(Change { date, text })
}
