//! Lays a translation's words over the fields of its original: what comes out is read like any other file. Words keep the
//! place where they were written, so that a problem is told in the file that has it.

use std::collections::BTreeSet;

use super::wording::{Entry, Part, Weight, Wording};
use crate::content::yaml::{Key, Node, Value};
use crate::diagnostics::{Diagnostic, Kind, Place};
use crate::model::fields::Field;
use crate::model::reader::{Fields, Reader};

/// What was found of the words of one thing.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Found {
    /// Whether the original has words that a page needs.
    pub stated: bool,
    /// Whether some of those are not translated.
    pub lacking: bool,
}

impl Found {
    /// Notes words of the original, and whether they are translated.
    pub fn note(&mut self, weight: Weight, is_translated: bool) {
        if weight == Weight::Text {
            self.stated = true;
            self.lacking |= !is_translated;
        }
    }
}

/// Lays words over fields.
pub(super) struct Overlay<'o, 'r> {
    /// Reads the translation's fields.
    pub reader: &'o mut Reader<'r>,
    /// The original's file, for messages.
    pub original: &'o str,
    /// The texts that stay as they are in the original, names not among them.
    pub foreign: &'o mut BTreeSet<String>,
    /// What was found so far.
    pub found: Found,
}

impl Overlay<'_, '_> {
    /// The fields of a thing with what `said` says in place of its words.
    pub fn fields(&mut self, original: &Node, said: Option<&Fields<'_>>, words: &[Wording]) -> Node {
        if let Some(said) = said {
            self.tell_facts(said, words);
        }
        let mut entries = match &original.value {
            Value::Fields(entries) => entries.clone(),
            _ => Vec::new(),
        };
        for wording in words {
            let at = entries.iter().position(|(key, node)| self.is(key, wording.name) && node.value != Value::Empty);
            let new = said.and_then(|said| said.get(wording.name));
            match (at.and_then(|at| entries.get_mut(at)), new) {
                (Some((_, node)), new) => *node = self.part(wording, node, new),
                (None, Some(new)) => {
                    let key = Key { text: wording.name.to_owned(), place: new.place };
                    entries.extend(self.new_part(wording, new).map(|node| (key, node)));
                }
                (None, None) => {}
            }
        }
        Node { value: Value::Fields(entries), place: original.place }
    }

    /// Whether a key of the original means a field. The original's own faults are told where it is read itself.
    fn is(&self, key: &Key, name: &'static str) -> bool {
        self.reader.language.key(&key.text, &[name]).is_some()
    }

    fn tell_facts(&mut self, said: &Fields<'_>, words: &[Wording]) {
        for (name, place) in said.keys() {
            if words.iter().all(|wording| wording.name != name) {
                let key = self.reader.language.key_name(name);
                let fact = Diagnostic::new(Kind::TranslatedFact, place).with("key", key);
                self.reader.tell(fact.with("original", self.original));
            }
        }
    }

    fn part(&mut self, wording: &Wording, node: &Node, said: Option<&Node>) -> Node {
        match wording.part {
            Part::Whole => {
                self.found.note(wording.weight, said.is_some());
                if said.is_none() {
                    self.stays(wording.weight, node);
                }
                said.unwrap_or(node).clone()
            }
            Part::Group(entry) => self.entry(wording, entry, node, said),
            Part::Each(entry) => self.each(wording, entry, node, said),
        }
    }

    /// Words that the original has nothing for: a text may be added, an entry may not.
    fn new_part(&mut self, wording: &Wording, said: &Node) -> Option<Node> {
        if matches!(wording.part, Part::Whole) {
            return Some(said.clone());
        }
        let key = self.reader.language.key_name(wording.name);
        let nothing = Diagnostic::new(Kind::TranslationOfNothing, said.place).with("key", key);
        self.reader.tell(nothing.with("original", self.original));
        None
    }

    /// Notes texts that stay in the original's language.
    fn stays(&mut self, weight: Weight, node: &Node) {
        match &node.value {
            Value::Text(text) if weight != Weight::Name => {
                self.foreign.insert(text.trim().to_owned());
            }
            Value::List(items) => items.iter().for_each(|item| self.stays(weight, item)),
            Value::Text(_) | Value::Empty | Value::Fields(_) => {}
        }
    }

    fn each(&mut self, wording: &Wording, entry: Entry, node: &Node, said: Option<&Node>) -> Node {
        let (own, new) = (items(node), said.map_or(&[][..], items));
        if let Some(said) = said.filter(|_| own.len() != new.len()) {
            let key = self.reader.language.key_name(wording.name);
            self.reader.tell(
                Diagnostic::new(Kind::TranslationCount, said.place)
                    .with("key", key)
                    .with("count", new.len().to_string())
                    .with("all", own.len().to_string())
                    .with("original", self.original),
            );
            return node.clone();
        }
        let merged = own.iter().enumerate().map(|(at, item)| self.entry(wording, entry, item, new.get(at))).collect();
        Node { value: Value::List(merged), place: node.place }
    }

    /// One entry; a text alone on either side stands for one of its fields.
    fn entry(&mut self, wording: &Wording, entry: Entry, node: &Node, said: Option<&Node>) -> Node {
        let said = said.filter(|said| said.value != Value::Empty).map(|said| as_fields(said, entry.said));
        let said = said.map(|said| (said.place, said));
        let read = said.as_ref().map(|(_, said)| self.reader.entry(said, entry.table, wording.name));
        let dated = entry.table.iter().any(|field| field.name == "date");
        let original = match &node.value {
            Value::Text(_) => as_fields(node, entry.alone),
            Value::Fields(entries) if dated && entries.len() == 1 => self.dated(node, entries, entry.table),
            _ => node.clone(),
        };
        let outer = self.found;
        let merged = self.fields(&original, read.as_ref(), entry.words);
        if wording.weight != Weight::Text {
            self.found = outer;
        }
        // What stays as it was keeps its form.
        if read.is_none() { node.clone() } else { merged }
    }

    /// A date as the key of its text, as the two fields that it means.
    fn dated(&self, node: &Node, entries: &[(Key, Node)], table: &[Field]) -> Node {
        let names: Vec<&str> = table.iter().map(|field| field.name).collect();
        match entries {
            [(key, text)] if self.reader.language.key(&key.text, &names).is_none() => {
                let date = Node { value: Value::Text(key.text.clone()), place: key.place };
                let fields = vec![(named("date", key.place), date), (named("text", text.place), text.clone())];
                Node { value: Value::Fields(fields), place: node.place }
            }
            _ => node.clone(),
        }
    }
}

fn named(name: &str, place: Place) -> Key {
    Key { text: name.to_owned(), place }
}

/// A text alone as the field that it stands for; anything else as it is.
fn as_fields(node: &Node, name: &str) -> Node {
    match &node.value {
        Value::Text(_) => {
            Node { value: Value::Fields(vec![(named(name, node.place), node.clone())]), place: node.place }
        }
        _ => node.clone(),
    }
}

/// The items of a field that may be one value or a list of them.
fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

#[cfg(test)]
mod tests {
    use super::super::wording;
    use super::*;
    use crate::model::fields::{KINDS, MEETING};

    fn has(table: &[Field], name: &str) -> bool {
        table.iter().any(|field| field.name == name)
    }

    fn check(table: &[Field], words: &[Wording]) {
        for wording in words {
            assert!(has(table, wording.name), "{} is no field", wording.name);
            if let Part::Group(entry) | Part::Each(entry) = wording.part {
                check(entry.table, entry.words);
                assert!(has(entry.table, entry.alone), "{} is no field of {}", entry.alone, wording.name);
                assert!(entry.words.iter().any(|word| word.name == entry.said), "{} is no word", entry.said);
            }
        }
    }

    #[test]
    fn words_are_fields_of_their_kinds() {
        for kind in KINDS {
            check(kind.fields, wording::of(kind.name));
        }
        assert!(!wording::of("meeting").iter().any(|word| word.name == "date"));
        assert!(has(MEETING, "date"));
    }
}
