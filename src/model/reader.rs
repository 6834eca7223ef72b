//! Fields → values: finds a field under any of its names, gives it as the type that is asked for, and tells what does not
//! fit at the place where it stands.

use std::ops::Deref;

use jiff::civil::Date;

use super::fields::Field;
use super::time::write;
use crate::content::text::Text;
use crate::content::yaml::{Key, Node, Value};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind, Place};
use crate::language::Language;
use crate::language::fold::slug;

/// Unknown fields of one thing for which the nearest known one is looked up: with more, this is no file of ours.
const MOST_UNKNOWN: usize = 100;

/// A value with the place where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Deref for Said<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Markdown from a field or a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Prose {
    /// The Markdown.
    pub text: Text,
    /// Where it stands. Offsets into `text` are offsets into this place only if `exact`.
    pub place: Place,
    /// Whether `text` stands in the file byte for byte: bodies do, YAML values may be folded or escaped.
    pub exact: bool,
}

impl Prose {
    /// The place of some bytes of the text, as exactly as it is known.
    pub fn place_of(&self, part: std::ops::Range<usize>) -> Place {
        if self.exact { self.place.within(part) } else { self.place }
    }
}

/// The fields of a file or entry, under their English names.
pub struct Fields<'a> {
    found: Vec<(&'static str, Place, &'a Node)>,
    /// The place of the whole.
    pub place: Place,
    /// Whether something may be missing because a line could not be read.
    pub damaged: bool,
    /// The fields that unknown keys most likely mean.
    misspelt: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The value of a field that is there and not empty.
    pub fn get(&self, name: &str) -> Option<&'a Node> {
        self.found.iter().find(|(known, _, node)| *known == name && node.value != Value::Empty).map(|(.., node)| *node)
    }

    /// The English name of every field that is there, with the place of its key.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, Place)> {
        self.found.iter().map(|(name, place, _)| (*name, *place))
    }

    /// Whether a field may be there, although it was not found: on a line that could not be read, or misspelt. Either has
    /// been told.
    pub fn may_have(&self, name: &str) -> bool {
        self.damaged || self.misspelt.contains(&name)
    }

    /// The same fields, with problems of the whole told at `place` instead of over all of them.
    pub fn at(self, place: Place) -> Fields<'a> {
        Fields { place, ..self }
    }

    /// The items of a field that may be one value or a list of them.
    pub fn items(&self, name: &str) -> &'a [Node] {
        match self.get(name) {
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }
}

/// What reading needs at hand.
pub struct Reader<'a> {
    /// The site's language.
    pub language: &'static Language,
    /// Another language in which keys may be written too: that of a translation.
    also: Option<&'static Language>,
    /// Where problems go.
    pub problems: &'a mut Diagnostics,
    /// Whether lines of the file being read were skipped.
    damaged: bool,
}

impl<'r> Reader<'r> {
    /// A reader of files in `language`.
    pub fn new(language: &'static Language, problems: &'r mut Diagnostics) -> Reader<'r> {
        Reader { language, also: None, problems, damaged: false }
    }

    /// The same reader of keys in another language too.
    pub fn and(self, also: &'static Language) -> Reader<'r> {
        Reader { also: Some(also), ..self }
    }

    /// Which of `names` a key as typed means.
    fn meant(&self, typed: &str, names: &[&'static str]) -> Option<&'static str> {
        self.language.key(typed, names).or_else(|| self.also?.key(typed, names))
    }

    /// Tells a problem.
    pub fn tell(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// The fields of a file, or of a thing in a data file, by `table`. Unknown and repeated keys are told; what is not
    /// fields at all too. `damaged` says whether lines of the file were skipped.
    pub fn fields<'a>(&mut self, node: &'a Node, table: &'static [Field], what: &str, damaged: bool) -> Fields<'a> {
        self.damaged = damaged;
        self.entry(node, table, what)
    }

    /// The fields of an entry within the file that was begun with [`Reader::fields`].
    pub fn entry<'a>(&mut self, node: &'a Node, table: &'static [Field], what: &str) -> Fields<'a> {
        let damaged = self.damaged;
        let names: Vec<&'static str> = table.iter().map(|field| field.name).collect();
        let mut fields = Fields { found: Vec::new(), place: node.place, damaged, misspelt: Vec::new() };
        let Value::Fields(entries) = &node.value else {
            if node.value != Value::Empty {
                self.tell(
                    Diagnostic::new(Kind::WantsFields, node.place)
                        .with("key", self.language.key_name(what))
                        .with("list", self.list(&names)),
                );
            }
            return fields;
        };
        let mut seen: Vec<(&'static str, &Key)> = Vec::new();
        let mut unknown = 0;
        for (key, value) in entries {
            let Some(name) = self.meant(&key.text, &names) else {
                unknown += 1;
                let is_helped = unknown <= MOST_UNKNOWN;
                fields.misspelt.extend(self.unknown(key, &names, is_helped));
                continue;
            };
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == name) {
                let first = first.text.clone();
                self.tell(Diagnostic::new(Kind::KeyTwice, key.place).with("key", &key.text).with("first", first));
                continue;
            }
            seen.push((name, key));
            // What stood there may be on a line that was skipped.
            if value.value == Value::Empty && !damaged {
                self.tell(Diagnostic::new(Kind::EmptyValue, key.place).with("key", &key.text));
            }
            fields.found.push((name, key.place, value));
        }
        fields
    }

    /// Tells a key that none of `names` is, if it is to be helped with the nearest of them, which is given back.
    fn unknown(&mut self, key: &Key, names: &[&'static str], is_helped: bool) -> Option<&'static str> {
        let told = Diagnostic::new(Kind::UnknownKey, key.place).with("key", &key.text);
        if !is_helped {
            self.tell(told);
            return None;
        }
        let nearest = self.nearest_key(&key.text, names);
        let meant = nearest.as_deref().and_then(|near| self.meant(near, names));
        self.tell(told.with_some("nearest", nearest).with("list", self.list(names)));
        meant
    }

    fn list(&self, names: &[&str]) -> String {
        names.iter().map(|name| self.language.key_name(name)).collect::<Vec<_>>().join(", ")
    }

    fn nearest_key(&self, typed: &str, names: &[&str]) -> Option<String> {
        let languages = std::iter::once(self.language).chain(self.also);
        let own = languages.flat_map(|language| names.iter().flat_map(|name| language.key_spellings(name)));
        let own = own.map(String::as_str);
        nearest(typed, own.chain(names.iter().copied())).map(str::to_owned)
    }

    /// A field's text.
    pub fn text(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<Said<String>> {
        self.as_text(fields.get(name)?, name)
    }

    /// A field's text without its place.
    pub fn plain(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<String> {
        self.text(fields, name).map(|said| said.value)
    }

    /// A node as text; `name` is the field, for the problem.
    pub fn as_text(&mut self, node: &Node, name: &str) -> Option<Said<String>> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => {
                Some(Said { value: text.trim().to_owned(), place: node.place })
            }
            Value::Text(_) | Value::Empty => None,
            _ => {
                self.tell(Diagnostic::new(Kind::WantsText, node.place).with("key", self.language.key_name(name)));
                None
            }
        }
    }

    /// A field's texts: one or a list.
    pub fn texts(&mut self, fields: &Fields<'_>, name: &'static str) -> Vec<Said<String>> {
        fields.items(name).iter().filter_map(|node| self.as_text(node, name)).collect()
    }

    /// The old addresses of a thing. One that nothing is left of would be the folder that it lies in.
    pub fn aliases(&mut self, fields: &Fields<'_>) -> Vec<Said<String>> {
        let (good, bad): (Vec<_>, Vec<_>) = self.texts(fields, "aliases").into_iter().partition(|alias| {
            let page = alias.strip_suffix(".ics").unwrap_or(alias);
            page.split('/').any(|part| !slug(part).is_empty())
        });
        for alias in bad {
            self.tell(Diagnostic::new(Kind::BadId, alias.place).with("id", &alias.value));
        }
        good
    }

    /// A field's Markdown.
    pub fn prose(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<Prose> {
        let said = self.text(fields, name)?;
        Some(Prose { text: said.value.into(), place: said.place, exact: false })
    }

    /// A field's word out of a list.
    pub fn word(
        &mut self,
        fields: &Fields<'_>,
        name: &'static str,
        list: &[&'static str],
    ) -> Option<Said<&'static str>> {
        let said = self.text(fields, name)?;
        if let Some(value) = self.language.value(&said, list) {
            return Some(Said { value, place: said.place });
        }
        let names: Vec<&str> = list.iter().map(|value| self.language.value_name(value)).collect();
        let near = nearest(&said, names.iter().copied()).map(str::to_owned);
        let all = names.join(", ");
        self.tell(
            Diagnostic::new(Kind::UnknownWord, said.place)
                .with("key", self.language.key_name(name))
                .with("value", &said.value)
                .with_some("nearest", near)
                .with("list", all),
        );
        None
    }

    /// A field's yes or no.
    pub fn yes_no(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<bool> {
        let said = self.text(fields, name)?;
        let answer = self.language.yes_or_no(&said);
        if answer.is_none() {
            let (yes, no) = self.language.yes_no_words();
            self.tell(
                Diagnostic::new(Kind::NotYesNo, said.place)
                    .with("key", self.language.key_name(name))
                    .with("value", &said.value)
                    .with("yes", yes)
                    .with("no", no),
            );
        }
        answer
    }

    /// A field's whole number.
    pub fn number(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<u32> {
        let said = self.text(fields, name)?;
        let digits: String = said.chars().filter(|c| !matches!(c, '.' | ' ' | '\u{a0}')).collect();
        let number = digits.parse().ok();
        if number.is_none() {
            self.tell(
                Diagnostic::new(Kind::NotANumber, said.place)
                    .with("key", self.language.key_name(name))
                    .with("value", &said.value),
            );
        }
        number
    }

    /// A field's web address.
    pub fn url(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<Said<String>> {
        let said = self.text(fields, name)?;
        let lower = said.to_ascii_lowercase();
        let good = ["https://", "http://"]
            .iter()
            .any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')));
        let clean = !said.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'));
        if good && clean {
            return Some(Said { value: written_out(&said.value), place: said.place });
        }
        self.tell(Diagnostic::new(Kind::NotAUrl, said.place).with("value", &said.value));
        None
    }

    /// A field's e-mail address.
    pub fn email(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<Said<String>> {
        let said = self.text(fields, name)?;
        if is_email(&said) {
            return Some(said);
        }
        let meant = unspoken(&said);
        if is_email(&meant) {
            self.tell(
                Diagnostic::new(Kind::SpokenAddress, said.place).with("value", &said.value).with("address", meant),
            );
        } else {
            self.tell(Diagnostic::new(Kind::NotAnAddress, said.place).with("value", &said.value));
        }
        None
    }

    /// Whether two fields, of which only one can hold, do not both stand there; else that is told.
    pub fn only_one(&mut self, fields: &Fields<'_>, first: &'static str, second: &'static str) -> bool {
        let (Some(_), Some(node)) = (fields.get(first), fields.get(second)) else { return true };
        let (key, beside) = (self.language.key_name(first), self.language.key_name(second));
        self.tell(Diagnostic::new(Kind::OneOfTwo, node.place).with("key", key).with("beside", beside));
        false
    }

    /// Tells two fields that give different dates or times, each with what it says.
    pub fn when_twice(&mut self, first: (&str, String), second: (&str, String), place: Place) {
        let (key, beside) = (self.language.key_name(first.0), self.language.key_name(second.0));
        let twice = Diagnostic::new(Kind::WhenTwice, place).with("key", key).with("first", first.1);
        self.tell(twice.with("beside", beside).with("second", second.1));
    }

    /// Tells an end that comes before its start.
    pub fn in_order(&mut self, start: Date, end: Date, place: Place) {
        if end < start {
            let text = write::day_short(end, &self.language.dates);
            self.tell(Diagnostic::new(Kind::EndBeforeStart, place).with("text", text));
        }
    }

    /// Tells that a required field is missing, unless it may be there for all we know.
    pub fn missing(&mut self, fields: &Fields<'_>, name: &'static str) {
        if !fields.may_have(name) {
            self.tell(Diagnostic::new(Kind::KeyMissing, fields.place).with("key", self.language.key_name(name)));
        }
    }
}

/// An address with what may not stand in one as it is written in one (RFC 3986, 2).
fn written_out(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '{' | '}' | '|' | '\\' | '^' | '`' => out.push_str(&format!("%{:02X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._%+-".contains(c));
    plain(local)
        && plain(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
}

/// `navn[a]domæne.dk`, `navn (snabel-a) domæne.dk`: written to fool robots, meant as @.
fn unspoken(text: &str) -> String {
    let mut out = text.to_lowercase();
    for spoken in ["[a]", "(a)", "[at]", "(at)", "(snabel-a)", "[snabel-a]", "snabel-a", " at "] {
        out = out.replace(spoken, "@");
    }
    out.replace("[dot]", ".").replace("(dot)", ".").chars().filter(|c| !c.is_whitespace()).collect()
}

/// The nearest of `known` to what was typed, if it is near enough to be meant.
pub fn nearest<'k>(typed: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let typed = crate::language::fold::fold(typed);
    let length = typed.chars().count();
    let reach = (length / 3).clamp(1, 4);
    known
        .map(|word| (crate::language::fold::fold(word), word))
        .filter(|(folded, _)| folded.chars().count().abs_diff(length) <= reach)
        .map(|(folded, word)| (strsim::damerau_levenshtein(&typed, &folded), word))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
