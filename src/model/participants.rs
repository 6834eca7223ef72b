//! Who takes part and what is asked of them; and how many came.

use super::fields::{ATTENDANCE, PARTICIPANT};
use super::names::{Known, normal};
use super::people::{Party, Role};
use super::reader::{Fields, Reader, Said};
use super::table::Id;
use super::time::When;
use crate::content::yaml::{Node, Value};
use crate::diagnostics::Place;

/// What a participant must or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attendance {
    /// Must come.
    Mandatory,
    /// May come.
    Voluntary,
    /// May come and listen.
    Observer,
    /// Comes when invited.
    Invited,
}

impl Attendance {
    /// The English word, as in fields and data.
    pub fn id(self) -> &'static str {
        match self {
            Attendance::Mandatory => "mandatory",
            Attendance::Voluntary => "voluntary",
            Attendance::Observer => "observer",
            Attendance::Invited => "invited",
        }
    }

    fn of(word: &str) -> Attendance {
        match word {
            "mandatory" => Attendance::Mandatory,
            "observer" => Attendance::Observer,
            "invited" => Attendance::Invited,
            _ => Attendance::Voluntary,
        }
    }
}

/// One kind of participant of a network or meeting.
#[derive(Debug, Clone)]
pub struct Participant {
    /// Which role; none where only a body or a note is named.
    pub role: Option<Id<Role>>,
    /// From which organisations, kinds of organisation or bodies.
    pub from: Vec<Party>,
    /// How many seats, as written: "1", "hele bestyrelsen".
    pub seats: Option<String>,
    /// What is asked of them, if stated.
    pub attendance: Option<Attendance>,
    /// Who stands in.
    pub otherwise: Option<String>,
    /// Until when this holds.
    pub until: Option<When>,
    /// What else is said.
    pub note: Option<String>,
    /// Where it is stated.
    pub place: Place,
}

/// A line of who was invited or came, with what nests under it.
#[derive(Debug, Clone)]
pub struct Headcount {
    /// Who.
    pub who: Who,
    /// How many, as written.
    pub count: Option<String>,
    /// Of which.
    pub of_which: Vec<Headcount>,
}

/// Who came: a role or party of the site, or a name.
#[derive(Debug, Clone)]
pub enum Who {
    /// A role.
    Role(Id<Role>),
    /// An organisation, network or name.
    Party(Party),
}

pub(super) fn participants(
    fields: &Fields<'_>,
    reader: &mut Reader<'_>,
    known: &Known,
    year: Option<i16>,
) -> Vec<Participant> {
    fields.items("participants").iter().filter_map(|node| participant(node, reader, known, year)).collect()
}

fn participant(node: &Node, reader: &mut Reader<'_>, known: &Known, year: Option<i16>) -> Option<Participant> {
    let bare = |role, place| Participant {
        role,
        from: Vec::new(),
        seats: None,
        attendance: None,
        otherwise: None,
        until: None,
        note: None,
        place,
    };
    if !matches!(node.value, Value::Fields(_)) {
        let said = reader.as_text(node, "participants")?;
        return Some(bare(Some(reader.found(&said, &known.roles, "roles")?), said.place));
    }
    let entry = reader.entry(node, PARTICIPANT, "participants");
    let role = reader.reference(&entry, "role", &known.roles, "roles");
    if role.is_none() && entry.get("role").is_none() && entry.get("from").is_none() && entry.get("note").is_none() {
        reader.missing(&entry, "role");
    }
    Some(Participant {
        role,
        from: reader.texts(&entry, "from").iter().map(|said| known.party(said)).collect(),
        seats: reader.plain(&entry, "seats"),
        attendance: reader.word(&entry, "attendance", ATTENDANCE).map(|said| Attendance::of(said.value)),
        otherwise: reader.plain(&entry, "otherwise"),
        until: reader.when(&entry, "until", year).map(|said| said.value),
        note: reader.plain(&entry, "note"),
        place: node.place,
    })
}

/// A headcount as people nest it: a text, a number, a list of names, names with numbers, names with lists.
pub(super) fn headcount(node: Option<&Node>, reader: &mut Reader<'_>, known: &Known) -> Vec<Headcount> {
    node.map_or_else(Vec::new, |node| heads(node, reader, known))
}

fn heads(node: &Node, reader: &mut Reader<'_>, known: &Known) -> Vec<Headcount> {
    match &node.value {
        Value::Empty => Vec::new(),
        Value::Text(text) => vec![Headcount { who: who(text, known), count: None, of_which: Vec::new() }],
        Value::List(items) => items.iter().flat_map(|item| heads(item, reader, known)).collect(),
        Value::Fields(entries) => entries.iter().map(|(key, value)| counted(&key.text, value, reader, known)).collect(),
    }
}

fn counted(name: &str, value: &Node, reader: &mut Reader<'_>, known: &Known) -> Headcount {
    let (count, of_which) = match &value.value {
        Value::Text(text) => (Some(text.trim().to_owned()), Vec::new()),
        _ => (None, heads(value, reader, known)),
    };
    Headcount { who: who(name, known), count, of_which }
}

fn who(text: &str, known: &Known) -> Who {
    match known.roles.find(&normal(text)) {
        Some(role) if !text.contains(' ') => Who::Role(role),
        _ => Who::Party(known.party(text.trim())),
    }
}

/// Who holds an office.
#[derive(Debug, Clone)]
pub struct Member {
    /// A person of the site, or a name.
    pub person: PersonName,
    /// Chair, secretary …
    pub office: Option<String>,
    /// For which organisation.
    pub from: Option<Party>,
    /// Since when.
    pub since: Option<When>,
    /// Until when.
    pub until: Option<When>,
}

/// A person with a card of their own, or only a name.
#[derive(Debug, Clone)]
pub enum PersonName {
    /// A person of the site.
    Known(Id<super::Person>),
    /// A name.
    Name(String),
}

pub(super) fn members(fields: &Fields<'_>, reader: &mut Reader<'_>, known: &Known) -> Vec<Member> {
    fields.items("members").iter().filter_map(|node| member(node, reader, known)).collect()
}

fn member(node: &Node, reader: &mut Reader<'_>, known: &Known) -> Option<Member> {
    let name = |said: &Said<String>| match known.people.find(&normal(said)) {
        Some(person) => PersonName::Known(person),
        None => PersonName::Name(said.value.clone()),
    };
    if !matches!(node.value, Value::Fields(_)) {
        let said = reader.as_text(node, "members")?;
        return Some(Member { person: name(&said), office: None, from: None, since: None, until: None });
    }
    let entry = reader.entry(node, super::fields::MEMBER, "members");
    let Some(said) = reader.text(&entry, "person") else {
        reader.missing(&entry, "person");
        return None;
    };
    Some(Member {
        person: name(&said),
        office: reader.plain(&entry, "office"),
        from: reader.text(&entry, "from").map(|said| known.party(&said)),
        since: reader.when(&entry, "since", None).map(|said| said.value),
        until: reader.when(&entry, "until", None).map(|said| said.value),
    })
}
