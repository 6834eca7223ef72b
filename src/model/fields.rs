//! Which fields each kind of file has: one table a kind, in English; the language files say how else they may be written.
//! Reading, unknown-key problems and the published schemas all go by these tables.

/// A field of a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The English key.
    pub name: &'static str,
    /// What may stand there.
    pub shape: Shape,
}

/// A table and its name: the kind of file or entry whose fields it holds.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// What descriptions and schemas call it.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One line or more of plain text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// Markdown.
    Markdown,
    /// One of these words, in English or the site's language.
    Word(&'static [&'static str]),
    /// A date of any precision, with or without time.
    When,
    /// One exact day.
    Day,
    /// A list of exact days.
    Days,
    /// A time of day or two.
    Hours,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Count,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// An IANA time zone.
    Zone,
    /// A language that husting has words for.
    Language,
    /// A country whose public holidays are known.
    Country,
    /// An id of this kind of thing.
    Ref(&'static str),
    /// Ids of these kinds of things, or entries of these fields.
    Entries(&'static [&'static str], Table),
    /// Fields.
    Group(Table),
    /// Fields, or a plain text instead.
    GroupOrText(Table),
    /// A list of groups of fields.
    Groups(Table),
    /// A list of groups of fields, or of plain texts where that says enough.
    GroupsOrTexts(Table),
    /// The same, or a date as the key of its text.
    Dated(Table),
    /// Names with numbers, nested as people nest them.
    Headcount,
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape }
}

const fn table(name: &'static str, fields: &'static [Field]) -> Table {
    Table { name, fields }
}

use Shape::{
    Count, Country, Dated, Day, Days, Email, Entries, Group, GroupOrText, Groups, GroupsOrTexts, Headcount, Hours,
    Language, Markdown, Ref, Text, Texts, Url, When, Word, YesNo, Zone,
};

/// What a participant must or may.
pub const ATTENDANCE: &[&str] = &["mandatory", "voluntary", "observer", "invited"];
/// Where a network stands in its life.
pub const NETWORK_STATUS: &[&str] = &["planned", "active", "paused", "closed"];
/// Whether a meeting stands.
pub const MEETING_STATUS: &[&str] = &["confirmed", "tentative", "cancelled", "postponed"];

/// Every kind of file that has fields of its own, by the name of one of it.
pub const KINDS: &[Table] = &[
    table("site", SITE),
    table("network", NETWORK),
    table("meeting", MEETING),
    table("role", ROLE),
    table("person", PERSON),
    table("organisation", ORGANISATION),
    table("place", PLACE),
    table("news", NEWS),
    table("page", PAGE),
];

/// `site.yaml`.
pub const SITE: &[Field] = &[
    field("title", Text),
    field("description", Text),
    field("base_url", Url),
    field("language", Language),
    field("time_zone", Zone),
    field("organiser", Entries(&["organisations", "networks"], table("tie", TIE))),
    field("contact", Entries(&["people"], table("contact", CONTACT))),
    field("uid_domain", Text),
    field("theme", Text),
    field("logo", Text),
    field("accent", Text),
    field("menu", Groups(table("menu", MENU))),
    field("footer", Markdown),
    field("languages", Texts),
    field("feeds", Group(table("feeds", FEEDS))),
    field("holidays", Country),
];

/// An entry of the menu.
pub const MENU: &[Field] = &[field("title", Text), field("page", Text), field("url", Url)];

/// Options of the feeds.
pub const FEEDS: &[Field] = &[field("default_duration", Text), field("years", Count)];

/// An id of an organisation or network with a sentence.
pub const TIE: &[Field] = &[field("id", Text), field("note", Markdown)];

/// A contact with what it is for.
pub const CONTACT: &[Field] = &[field("id", Ref("people")), field("note", Text)];

/// A kind of participant.
pub const PARTICIPANT: &[Field] = &[
    field("role", Ref("roles")),
    field("from", Texts),
    field("seats", Text),
    field("attendance", Word(ATTENDANCE)),
    field("otherwise", Text),
    field("until", When),
    field("note", Text),
];

/// Who holds an office.
pub const MEMBER: &[Field] =
    &[field("person", Text), field("office", Text), field("from", Text), field("since", When), field("until", When)];

/// A document or link.
pub const DOCUMENT: &[Field] = &[field("title", Text), field("file", Text), field("url", Url), field("kind", Text)];

/// A named link.
pub const LINK: &[Field] = &[field("title", Text), field("url", Url)];

/// Something in the course of a network that is no meeting.
pub const TIMELINE: &[Field] = &[field("title", Text), field("when", When), field("text", Markdown)];

/// What a network was called before.
pub const FORMER_NAME: &[Field] = &[field("title", Text), field("until", When)];

/// Recurring meetings.
pub const SERIES: &[Field] = &[
    field("title", Text),
    field("start", When),
    field("end", Hours),
    field("duration", Text),
    field("repeat", Text),
    field("until", Day),
    field("except", Days),
    field("place", Text),
    field("online", Url),
    field("uid", Text),
];

/// How and by when to sign up.
pub const REGISTRATION: &[Field] = &[
    field("deadline", When),
    field("price", Text),
    field("per", Text),
    field("binding", YesNo),
    field("url", Url),
    field("email", Email),
    field("capacity", Count),
    field("note", Text),
];

/// A network.
pub const NETWORK: &[Field] = &[
    field("title", Text),
    field("short_title", Text),
    field("kind", Text),
    field("status", Word(NETWORK_STATUS)),
    field("since", When),
    field("closed", When),
    field("summary", Text),
    field("purpose", Markdown),
    field("participants", Entries(&["roles"], table("participant", PARTICIPANT))),
    field("members", GroupsOrTexts(table("member", MEMBER))),
    field("mandate", Markdown),
    field("meets", Text),
    field("organisers", Entries(&["organisations", "networks"], table("tie", TIE))),
    field("funded_by", Entries(&["organisations", "networks"], table("tie", TIE))),
    field("reports_to", Entries(&["organisations", "networks"], table("tie", TIE))),
    field("part_of", Entries(&["networks", "organisations"], table("tie", TIE))),
    field("replaces", Entries(&["networks"], table("tie", TIE))),
    field("replaced_by", Entries(&["networks"], table("tie", TIE))),
    field("contact", Entries(&["people"], table("contact", CONTACT))),
    field("documents", GroupsOrTexts(table("document", DOCUMENT))),
    field("questions", Texts),
    field("place", Text),
    field("practical", Markdown),
    field("registration", GroupOrText(table("registration", REGISTRATION))),
    field("time_zone", Zone),
    field("links", Groups(table("link", LINK))),
    field("series", Groups(table("series", SERIES))),
    field("timeline", GroupsOrTexts(table("timeline", TIMELINE))),
    field("former_names", GroupsOrTexts(table("former_names", FORMER_NAME))),
    field("aliases", Texts),
    field("updated", Day),
    field("draft", YesNo),
    field("tags", Texts),
];

/// An entry of a programme.
pub const PROGRAMME: &[Field] = &[
    field("day", Text),
    field("time", Hours),
    field("title", Text),
    field("speaker", Text),
    field("mandatory", Texts),
    field("counts_as", Ref("networks")),
    field("text", Markdown),
];

/// What changed since a meeting was announced.
pub const CHANGE: &[Field] = &[field("date", Day), field("text", Text)];

/// A meeting.
pub const MEETING: &[Field] = &[
    field("title", Text),
    field("summary", Text),
    field("date", When),
    field("time", Hours),
    field("when", When),
    field("place", Text),
    field("online", Url),
    field("status", Word(MEETING_STATUS)),
    field("registration", GroupOrText(table("registration", REGISTRATION))),
    field("participants", Entries(&["roles"], table("participant", PARTICIPANT))),
    field("organisers", Entries(&["organisations", "networks"], table("tie", TIE))),
    field("contact", Entries(&["people"], table("contact", CONTACT))),
    field("documents", GroupsOrTexts(table("document", DOCUMENT))),
    field("region", Text),
    field("choose_one", Text),
    field("programme", GroupsOrTexts(table("programme", PROGRAMME))),
    field("invited", Headcount),
    field("attended", Headcount),
    field("networks", Texts),
    field("moved_from", When),
    field("changes", Dated(table("change", CHANGE))),
    field("uid", Text),
    field("aliases", Texts),
    field("updated", Day),
    field("draft", YesNo),
    field("tags", Texts),
];

/// A role.
pub const ROLE: &[Field] =
    &[field("title", Text), field("summary", Text), field("part_of", Ref("roles")), field("aliases", Texts)];

/// A person or a shared mailbox.
pub const PERSON: &[Field] = &[
    field("name", Text),
    field("post", Text),
    field("organisation", Text),
    field("email", Email),
    field("phone", Text),
    field("areas", Text),
    field("summary", Text),
    field("portrait", Text),
    field("consent", Text),
    field("url", Url),
    field("aliases", Texts),
];

/// An organisation.
pub const ORGANISATION: &[Field] = &[
    field("title", Text),
    field("short_title", Text),
    field("kind", Text),
    field("summary", Text),
    field("url", Url),
    field("email", Email),
    field("phone", Text),
    field("address", Text),
    field("part_of", Ref("organisations")),
    field("aliases", Texts),
];

/// A place.
pub const PLACE: &[Field] = &[
    field("title", Text),
    field("address", Text),
    field("postcode", Text),
    field("town", Text),
    field("summary", Text),
    field("map", Url),
    field("url", Url),
    field("access", Text),
    field("aliases", Texts),
];

/// A piece of news.
pub const NEWS: &[Field] = &[
    field("title", Text),
    field("date", When),
    field("summary", Text),
    field("networks", Texts),
    field("documents", GroupsOrTexts(table("document", DOCUMENT))),
    field("aliases", Texts),
    field("updated", Day),
    field("draft", YesNo),
    field("tags", Texts),
];

/// Any other page.
pub const PAGE: &[Field] = &[
    field("title", Text),
    field("summary", Text),
    field("documents", GroupsOrTexts(table("document", DOCUMENT))),
    field("aliases", Texts),
    field("updated", Day),
    field("draft", YesNo),
    field("tags", Texts),
];
