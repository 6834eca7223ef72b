//! What of each kind of file is words, and so may be said in another language. Everything else is a fact: it is taken from
//! the original, and a translation that repeats it is told so.

use crate::model::fields::{
    CHANGE, CONTACT, DOCUMENT, Field, LINK, MEMBER, MENU, PARTICIPANT, PROGRAMME, REGISTRATION, SERIES, TIE, TIMELINE,
};

/// A field of words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording {
    /// The English key.
    pub name: &'static str,
    /// How it is said anew.
    pub part: Part,
    /// What it is to a page that it was not.
    pub weight: Weight,
}

/// How much hangs on a translation of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Without it the page is not translated in full.
    Text,
    /// A page is translated without it too.
    Detail,
    /// Most likely a name, which is the same in every language.
    Name,
}

/// How a field is said anew.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// As a whole, in place of what stood there.
    Whole,
    /// Field by field; a text alone stands for one of the fields.
    Group(Entry),
    /// Entry by entry, in the order of the original.
    Each(Entry),
}

/// The words of an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// All its fields.
    pub table: &'static [Field],
    /// Those that are words.
    pub words: &'static [Wording],
    /// What an original means that is a text alone.
    pub alone: &'static str,
    /// What a translation means that is a text alone.
    pub said: &'static str,
}

const fn text(name: &'static str) -> Wording {
    Wording { name, part: Part::Whole, weight: Weight::Text }
}

const fn detail(name: &'static str) -> Wording {
    Wording { name, part: Part::Whole, weight: Weight::Detail }
}

const fn name(name: &'static str) -> Wording {
    Wording { name, part: Part::Whole, weight: Weight::Name }
}

const fn each(name: &'static str, weight: Weight, entry: Entry) -> Wording {
    Wording { name, part: Part::Each(entry), weight }
}

const fn entry(table: &'static [Field], words: &'static [Wording], alone: &'static str, said: &'static str) -> Entry {
    Entry { table, words, alone, said }
}

const TIES: Entry = entry(TIE, &[text("note")], "id", "note");
const CONTACTS: Entry = entry(CONTACT, &[text("note")], "id", "note");
const PARTICIPANTS: Entry =
    entry(PARTICIPANT, &[name("from"), detail("seats"), text("otherwise"), text("note")], "role", "note");
const MEMBERS: Entry = entry(MEMBER, &[text("office")], "person", "office");
const DOCUMENTS: Entry = entry(DOCUMENT, &[text("title"), detail("kind")], "file", "title");
const LINKS: Entry = entry(LINK, &[text("title")], "title", "title");
const MOMENTS: Entry = entry(TIMELINE, &[text("title"), text("text")], "title", "title");
const SERIES_WORDS: Entry = entry(SERIES, &[text("title")], "title", "title");
const SIGNING_UP: Entry = entry(REGISTRATION, &[name("price"), detail("per"), text("note")], "note", "note");
const POINTS: Entry = entry(PROGRAMME, &[text("title"), name("speaker"), text("text")], "title", "title");
const CHANGES: Entry = entry(CHANGE, &[text("text")], "text", "text");
const MENU_WORDS: Entry = entry(MENU, &[text("title")], "title", "title");

const REGISTRATION_WORDS: Wording =
    Wording { name: "registration", part: Part::Group(SIGNING_UP), weight: Weight::Text };

const SITE: &[Wording] = &[text("title"), text("description"), each("menu", Weight::Text, MENU_WORDS), text("footer")];

const NETWORK: &[Wording] = &[
    text("title"),
    text("short_title"),
    detail("kind"),
    text("summary"),
    text("purpose"),
    each("participants", Weight::Text, PARTICIPANTS),
    each("members", Weight::Detail, MEMBERS),
    text("mandate"),
    text("meets"),
    each("organisers", Weight::Text, TIES),
    each("funded_by", Weight::Text, TIES),
    each("reports_to", Weight::Text, TIES),
    each("part_of", Weight::Text, TIES),
    each("replaces", Weight::Text, TIES),
    each("replaced_by", Weight::Text, TIES),
    each("contact", Weight::Detail, CONTACTS),
    each("documents", Weight::Detail, DOCUMENTS),
    text("questions"),
    text("practical"),
    REGISTRATION_WORDS,
    each("links", Weight::Detail, LINKS),
    each("series", Weight::Text, SERIES_WORDS),
    each("timeline", Weight::Text, MOMENTS),
    detail("tags"),
];

const MEETING: &[Wording] = &[
    text("title"),
    text("summary"),
    REGISTRATION_WORDS,
    each("participants", Weight::Text, PARTICIPANTS),
    each("organisers", Weight::Text, TIES),
    each("contact", Weight::Detail, CONTACTS),
    each("documents", Weight::Detail, DOCUMENTS),
    each("programme", Weight::Text, POINTS),
    each("changes", Weight::Text, CHANGES),
    detail("tags"),
];

const ROLE: &[Wording] = &[text("title"), text("summary")];
const PERSON: &[Wording] = &[text("post"), text("areas"), text("summary")];
const ORGANISATION: &[Wording] = &[name("title"), name("short_title"), text("kind"), text("summary")];
const PLACE: &[Wording] = &[name("title"), text("summary"), text("access")];
const NEWS: &[Wording] =
    &[text("title"), text("summary"), each("documents", Weight::Detail, DOCUMENTS), detail("tags")];
const PAGE: &[Wording] = NEWS;

/// The words of a kind of file, by the name of one of it as in [`crate::model::fields::KINDS`].
pub(super) fn of(kind: &str) -> &'static [Wording] {
    match kind {
        "site" => SITE,
        "network" => NETWORK,
        "meeting" => MEETING,
        "role" => ROLE,
        "person" => PERSON,
        "organisation" => ORGANISATION,
        "place" => PLACE,
        "news" => NEWS,
        _ => PAGE,
    }
}
