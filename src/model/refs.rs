//! References: ids in fields, found among what the site has, or told with the nearest one.

use super::fields::{CONTACT, TIE};
use super::names::{Known, normal};
use super::people::{Party, Person};
use super::reader::{Fields, Prose, Reader, Said, nearest};
use super::table::{Id, Names};
use crate::content::text::Text;
use crate::content::yaml::{Node, Value};
use crate::diagnostics::{Diagnostic, Kind, Place};

/// A party with what is said about it: a relation as stated in a file.
#[derive(Debug, Clone)]
pub struct Tie {
    /// Whom.
    pub party: Party,
    /// A sentence.
    pub note: Option<String>,
    /// Where it is stated.
    pub place: Place,
}

/// Someone to ask.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Whom.
    pub person: Id<Person>,
    /// What for.
    pub note: Option<String>,
}

impl Reader<'_> {
    /// A field that is one id.
    pub fn reference<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &'static str,
        names: &Names<T>,
        what: &'static str,
    ) -> Option<Id<T>> {
        let said = self.text(fields, name)?;
        self.found(&said, names, what)
    }

    /// The thing of an id, or a problem.
    pub fn found<T>(&mut self, said: &Said<String>, names: &Names<T>, what: &'static str) -> Option<Id<T>> {
        let id = normal(said);
        let found = names.find(&id);
        if found.is_none() && !names.is_unread(&id) {
            self.unknown_id(said, names.iter(), what);
        }
        found
    }

    fn unknown_id<'n>(
        &mut self,
        said: &Said<String>,
        names: impl Iterator<Item = &'n str> + Clone,
        what: &'static str,
    ) {
        if said.contains(',') {
            let key = self.language.folder_name(what);
            return self.tell(Diagnostic::new(Kind::WantsList, said.place).with("key", key));
        }
        let near = nearest(said, names.clone()).map(str::to_owned);
        let list: Vec<&str> = names.take(12).collect();
        self.tell(
            Diagnostic::new(Kind::UnknownId, said.place)
                .with("id", &said.value)
                .with("what", self.language.folder_name(what))
                .with_some("nearest", near)
                .with_some("list", (!list.is_empty()).then(|| list.join(", "))),
        );
    }

    /// Ids of a list field.
    pub fn references<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &'static str,
        names: &Names<T>,
        what: &'static str,
    ) -> Vec<Id<T>> {
        let said = self.texts(fields, name);
        said.iter().filter_map(|said| self.found(said, names, what)).collect()
    }

    /// A field of ids of organisations or networks, each alone or with a sentence. With `text_too`, names without a page
    /// are taken as they are.
    pub fn ties(&mut self, fields: &Fields<'_>, name: &'static str, known: &Known, text_too: bool) -> Vec<Tie> {
        fields.items(name).iter().filter_map(|node| self.tie(node, name, known, text_too)).collect()
    }

    fn tie(&mut self, node: &Node, name: &'static str, known: &Known, text_too: bool) -> Option<Tie> {
        let (said, note) = match &node.value {
            Value::Fields(_) => {
                let entry = self.entry(node, TIE, name);
                let note = self.plain(&entry, "note");
                (self.text(&entry, "id")?, note)
            }
            _ => (self.as_text(node, name)?, None),
        };
        let party = known.party(&said);
        if matches!(party, Party::Text(_)) && known.is_unread_party(&said) {
            return None;
        }
        if matches!(party, Party::Text(_)) && !(text_too && looks_like_a_name(&said)) {
            let names = known.networks.iter().chain(known.organisations.iter()).collect::<Vec<_>>();
            self.unknown_id(&said, names.iter().copied(), "networks");
            return None;
        }
        Some(Tie { party, note, place: said.place })
    }

    /// A field of ids of people.
    pub fn contacts(&mut self, fields: &Fields<'_>, name: &'static str, known: &Known) -> Vec<Contact> {
        fields.items(name).iter().filter_map(|node| self.contact(node, name, known)).collect()
    }

    fn contact(&mut self, node: &Node, name: &'static str, known: &Known) -> Option<Contact> {
        let (said, note) = match &node.value {
            Value::Fields(_) => {
                let entry = self.entry(node, CONTACT, name);
                let note = self.plain(&entry, "note");
                (self.text(&entry, "id")?, note)
            }
            _ => (self.as_text(node, name)?, None),
        };
        Some(Contact { person: self.found(&said, &known.people, "people")?, note })
    }

    /// The body of a document.
    pub fn body(&mut self, document: &crate::content::Document) -> Prose {
        let text = document.body();
        let start = document.body.start + text.len() - text.trim_start().len();
        let part = start..start + text.trim().len();
        let place = Place::new(document.body_file, start..document.body.end);
        Prose { text: Text::of(&document.text, part), place, exact: true }
    }
}

/// A name in prose rather than a misspelt id: it has a space or a capital letter.
fn looks_like_a_name(text: &str) -> bool {
    text.contains(' ') || text.chars().any(char::is_uppercase)
}
