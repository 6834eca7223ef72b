//! Who takes part, who answers and where one meets: roles, people, organisations, places.

use super::names::Known;
use super::reader::{Fields, Prose, Reader, Said};
use super::table::Id;
use crate::diagnostics::{Diagnostic, Kind, Place as Position};

/// A kind of participant: "projektledere".
#[derive(Debug)]
pub struct Role {
    /// Its name, in the plural as readers know themselves.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// The wider role it belongs to.
    pub part_of: Option<Id<Role>>,
    /// Text of its page.
    pub body: Prose,
    /// Former addresses.
    pub aliases: Vec<Said<String>>,
    /// Where it is written.
    pub place: Position,
}

/// A person or a shared mailbox that answers questions.
#[derive(Debug)]
pub struct Person {
    /// The name.
    pub name: String,
    /// What they are: "projektleder".
    pub post: Option<String>,
    /// Where they work.
    pub organisation: Option<Party>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number as written.
    pub phone: Option<String>,
    /// What they answer for: an area, a subject.
    pub areas: Option<String>,
    /// A sentence about them.
    pub summary: Option<String>,
    /// A picture beside their file, which they have agreed to.
    pub portrait: Option<Said<String>>,
    /// Their own page.
    pub url: Option<String>,
    /// Text of their page.
    pub body: Prose,
    /// Former addresses.
    pub aliases: Vec<Said<String>>,
    /// Where they are written.
    pub place: Position,
}

/// An organisation.
#[derive(Debug)]
pub struct Organisation {
    /// The name.
    pub title: String,
    /// The name in short: "BL".
    pub short_title: Option<String>,
    /// What it is: "kommune".
    pub kind: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Its own site.
    pub url: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number as written.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// The organisation it belongs to.
    pub part_of: Option<Id<Organisation>>,
    /// Text of its page.
    pub body: Prose,
    /// Former addresses.
    pub aliases: Vec<Said<String>>,
    /// Where it is written.
    pub place: Position,
}

/// A place to meet.
#[derive(Debug)]
pub struct Venue {
    /// The name.
    pub title: String,
    /// Street and number.
    pub address: Option<String>,
    /// Postcode and town in one line.
    pub town: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// A map that the editor chose.
    pub map: Option<String>,
    /// Its own site.
    pub url: Option<String>,
    /// How one gets in, with or without steps.
    pub access: Option<String>,
    /// Text of its page.
    pub body: Prose,
    /// Former addresses.
    pub aliases: Vec<Said<String>>,
    /// Where it is written.
    pub place: Position,
}

impl Venue {
    /// Street, postcode and town, as far as known: "Østerøvej 2, 5800 Nyborg".
    pub fn full_address(&self) -> Option<String> {
        let stated = [&self.address, &self.town].into_iter().flatten().map(String::as_str);
        let parts: Vec<&str> = stated.filter(|part| *part != self.title).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Name and address in one line, for calendars.
    pub fn one_line(&self) -> String {
        match self.full_address() {
            Some(address) => format!("{}, {address}", self.title),
            None => self.title.clone(),
        }
    }
}

/// Somebody: an organisation or a network of this site, or a name in text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// An organisation.
    Organisation(Id<Organisation>),
    /// A network.
    Network(Id<super::Network>),
    /// A name.
    Text(String),
}

pub(super) fn role(fields: &Fields<'_>, body: Prose, id: &str, reader: &mut Reader<'_>, known: &Known) -> Role {
    Role {
        title: reader.plain(fields, "title").unwrap_or_else(|| titled(id)),
        summary: reader.plain(fields, "summary"),
        part_of: reader.reference(fields, "part_of", &known.roles, "roles"),
        aliases: reader.aliases(fields),
        place: fields.place,
        body,
    }
}

pub(super) fn person(fields: &Fields<'_>, body: Prose, id: &str, reader: &mut Reader<'_>, known: &Known) -> Person {
    let name = reader.plain(fields, "name").unwrap_or_else(|| titled(id));
    Person {
        portrait: portrait(fields, &name, reader),
        name,
        post: reader.plain(fields, "post"),
        organisation: reader.text(fields, "organisation").map(|said| known.party(&said)),
        email: reader.email(fields, "email").map(|said| said.value),
        phone: reader.plain(fields, "phone"),
        areas: reader.plain(fields, "areas"),
        summary: reader.plain(fields, "summary"),
        url: reader.url(fields, "url").map(|said| said.value),
        aliases: reader.aliases(fields),
        place: fields.place,
        body,
    }
}

/// A portrait is taken only with a consent beside it.
fn portrait(fields: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Option<Said<String>> {
    let said = reader.text(fields, "portrait")?;
    if reader.text(fields, "consent").is_none() {
        reader.tell(Diagnostic::new(Kind::PortraitWithoutConsent, said.place).with("name", name));
        return None;
    }
    Some(said)
}

pub(super) fn organisation(
    fields: &Fields<'_>,
    body: Prose,
    id: &str,
    reader: &mut Reader<'_>,
    known: &Known,
) -> Organisation {
    Organisation {
        title: reader.plain(fields, "title").unwrap_or_else(|| titled(id)),
        short_title: reader.plain(fields, "short_title"),
        kind: reader.plain(fields, "kind"),
        summary: reader.plain(fields, "summary"),
        url: reader.url(fields, "url").map(|said| said.value),
        email: reader.email(fields, "email").map(|said| said.value),
        phone: reader.plain(fields, "phone"),
        address: reader.plain(fields, "address"),
        part_of: reader.reference(fields, "part_of", &known.organisations, "organisations"),
        aliases: reader.aliases(fields),
        place: fields.place,
        body,
    }
}

pub(super) fn venue(fields: &Fields<'_>, body: Prose, id: &str, reader: &mut Reader<'_>, _: &Known) -> Venue {
    let postcode = reader.plain(fields, "postcode");
    let town = reader.plain(fields, "town");
    let line: Vec<String> = [postcode, town].into_iter().flatten().collect();
    Venue {
        title: reader.plain(fields, "title").unwrap_or_else(|| titled(id)),
        address: reader.plain(fields, "address"),
        town: (!line.is_empty()).then(|| line.join(" ")),
        summary: reader.plain(fields, "summary"),
        map: reader.url(fields, "map").map(|said| said.value),
        url: reader.url(fields, "url").map(|said| said.value),
        access: reader.plain(fields, "access"),
        aliases: reader.aliases(fields),
        place: fields.place,
        body,
    }
}

/// A title made from an id, for things that state none: `nyborg-strand` → "Nyborg strand".
pub(super) fn titled(id: &str) -> String {
    let spaced = id.replace(['-', '_'], " ");
    let mut characters = spaced.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
