//! Fields as controls: each with its name, what it means, its value, and the problems that belong beside it.

use std::fmt::Write as _;

use super::answers::{GONE, TEXT, TEXTS};
use super::dates;
use super::form::Beside;
use super::html::escape;
use super::look::Look;
use crate::content::yaml::{Node, Value};
use crate::edit::{Path, is_known, text_of, texts_of};
use crate::language::Language;
use crate::model::fields::{Field, Shape, Table};
use crate::model::names::normal;

/// What all controls of a form share.
pub(super) struct Controls<'f> {
    pub look: &'f Look,
    pub beside: &'f [Beside],
}

/// Texts of so many characters get more than one line.
const LONG: usize = 70;

impl Controls<'_> {
    fn language(&self) -> &'static Language {
        self.look.language
    }

    fn word(&self, key: &str) -> String {
        escape(self.language().word(key))
    }

    /// A field of a table with what stands in it.
    pub fn field(&self, table: &Table, field: &Field, path: &Path, node: Option<&Node>) -> String {
        match field.shape {
            Shape::Group(inner) => self.group(&self.label(field.name), &inner, path, node),
            Shape::GroupOrText(inner) => match node.and_then(text_of).filter(|text| !text.is_empty()) {
                Some(text) => self.one(table, field, path, &text),
                None => self.group(&self.label(field.name), &inner, path, node),
            },
            Shape::Entries(_, inner) | Shape::Groups(inner) | Shape::GroupsOrTexts(inner) | Shape::Dated(inner) => {
                self.entries(field, &inner, path, node)
            }
            Shape::Texts | Shape::Days => match node.map_or(Some(Vec::new()), texts_of) {
                Some(texts) => self.lines(table, field, path, &texts),
                None => self.as_written(&self.label(field.name)),
            },
            Shape::Headcount if node.is_some_and(|node| text_of(node).is_none()) => {
                self.as_written(&self.label(field.name))
            }
            _ => match node.map_or(Some(String::new()), text_of) {
                Some(text) => self.one(table, field, path, &text),
                None => self.as_written(&self.label(field.name)),
            },
        }
    }

    /// A field's name as the language writes it, for eyes.
    pub fn label(&self, name: &str) -> String {
        let mut letters = self.language().key_name(name).chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// What can be said in the file alone.
    fn as_written(&self, label: &str) -> String {
        format!("<p class=\"field\"><b>{}</b> {}</p>\n", escape(label), self.word("desk_in_the_file"))
    }

    fn group(&self, label: &str, table: &Table, path: &Path, node: Option<&Node>) -> String {
        let fields = self.fields(table, path, node);
        format!("<fieldset><legend>{}</legend>{}{fields}</fieldset>\n", escape(label), self.wrong(path))
    }

    /// The fields of a group: those that say something, and the rest behind a word.
    fn fields(&self, table: &Table, path: &Path, node: Option<&Node>) -> String {
        let (mut there, mut more) = (String::new(), String::new());
        for field in table.fields {
            let value = node.and_then(|node| self.find(node, table, field.name));
            let html = self.field(table, field, &path.field(field.name), value);
            if value.is_some() || node.is_none() { there.push_str(&html) } else { more.push_str(&html) }
        }
        there + &self.more(&more)
    }

    /// What is seldom needed, behind a word.
    pub fn more(&self, fields: &str) -> String {
        match fields {
            "" => String::new(),
            fields => format!("<details><summary>{}</summary>{fields}</details>\n", self.word("desk_more_fields")),
        }
    }

    fn find<'n>(&self, node: &'n Node, table: &Table, name: &str) -> Option<&'n Node> {
        let Value::Fields(entries) = &node.value else { return None };
        let names: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
        let is_it = |key: &str| self.language().key(key, &names) == Some(name);
        entries.iter().find(|(key, _)| is_it(&key.text)).map(|(_, node)| node)
    }

    /// Entries with fields of their own, one after the other, and room for one more.
    fn entries(&self, field: &Field, table: &Table, path: &Path, node: Option<&Node>) -> String {
        let one = node.filter(|node| matches!(node.value, Value::Text(_) | Value::Fields(_)));
        let items: Vec<&Node> = match node.map(|node| &node.value) {
            Some(Value::List(items)) => items.iter().collect(),
            _ => one.into_iter().collect(),
        };
        let mut html = String::new();
        for (number, item) in items.iter().enumerate() {
            html.push_str(&self.entry(field, table, &path.item(number), item, number));
        }
        let next = path.item(items.len());
        let new = self.fields(table, &next, None);
        // A group alone cannot become a list without being written anew.
        let can_grow = !items.iter().any(|_| one.is_some_and(|one| matches!(one.value, Value::Fields(_))));
        if can_grow {
            let _ = write!(html, "<details><summary>{}</summary>{new}</details>", self.word("desk_one_more"));
        }
        let label = escape(&self.label(field.name));
        let help = self.help("", field.name, path);
        format!("<fieldset><legend>{label}</legend>{help}{}{html}</fieldset>\n", self.wrong(path))
    }

    fn entry(&self, field: &Field, table: &Table, path: &Path, item: &Node, number: usize) -> String {
        let label = format!("{} {}", self.label(field.name), number + 1);
        match &item.value {
            Value::Fields(entries) if is_known(entries, table.fields, self.language()) => {
                let fields = self.fields(table, path, Some(item));
                let wrong = self.wrong(path);
                format!("<fieldset><legend>{}</legend>{wrong}{fields}{}</fieldset>\n", escape(&label), self.gone(path))
            }
            Value::Text(text) => {
                let control = self.input(&format!("{TEXT}{path}"), path, text.trim_end(), self.list_of(field));
                self.framed(&label, path, &control, "") + &self.gone(path)
            }
            _ => self.as_written(&label),
        }
    }

    fn gone(&self, path: &Path) -> String {
        let word = self.word("desk_take_away");
        format!("<p><label><input type=\"checkbox\" name=\"{GONE}{path}\" value=\"1\"> {word}</label></p>\n")
    }

    fn one(&self, table: &Table, field: &Field, path: &Path, text: &str) -> String {
        let name = format!("{TEXT}{path}");
        let control = match field.shape {
            Shape::Word(words) => self.select(&name, path, text, &self.words(words, text)),
            Shape::YesNo => self.select(&name, path, text, &self.yes_no(text)),
            Shape::Ref(kind) => self.select(&name, path, text, &self.things(kind, text)),
            Shape::When | Shape::Day => self.input(&name, path, text, None) + &self.picker(&name, field, text),
            Shape::Markdown => self.area(&name, path, text, 5),
            _ if text.contains('\n') || text.chars().count() > LONG => self.area(&name, path, text, 3),
            _ => self.input(&name, path, text, list_for(table.name, field.name)),
        };
        self.framed(&self.label(field.name), path, &control, &self.help(table.name, field.name, path))
    }

    fn lines(&self, table: &Table, field: &Field, path: &Path, texts: &[String]) -> String {
        let name = format!("{TEXTS}{path}");
        let control = self.area(&name, path, &texts.join("\n"), texts.len() + 1);
        let label = format!("{} ({})", self.label(field.name), self.language().word("desk_a_line_each"));
        self.framed(&label, path, &control, &self.help(table.name, field.name, path))
    }

    fn framed(&self, label: &str, path: &Path, control: &str, help: &str) -> String {
        let wrong = self.wrong(path);
        format!("<div class=\"field\"><label for=\"c-{path}\">{}</label>{control}{help}{wrong}</div>\n", escape(label))
    }

    fn help(&self, table: &str, field: &str, path: &Path) -> String {
        let text = self.language().description(table, field).unwrap_or_default();
        format!("<p class=\"help\" id=\"h-{path}\">{}</p>", escape(text))
    }

    /// The problems beside a field, and the place for those to come.
    fn wrong(&self, path: &Path) -> String {
        let name = path.to_string();
        let own: Vec<&Beside> = self.beside.iter().filter(|beside| beside.field == name).collect();
        let html: String =
            own.iter().map(|beside| format!("<p class=\"{}\">{}</p>", beside.severity, beside.html)).collect();
        format!("<div class=\"wrong\" id=\"p-{path}\" data-field=\"{path}\">{html}</div>")
    }

    fn attributes(&self, name: &str, path: &Path) -> String {
        let is_wrong = self.beside.iter().any(|beside| beside.severity == "error" && beside.field == path.to_string());
        let invalid = if is_wrong { " aria-invalid=\"true\"" } else { "" };
        format!("name=\"{name}\" id=\"c-{path}\" aria-describedby=\"p-{path} h-{path}\"{invalid}")
    }

    fn input(&self, name: &str, path: &Path, text: &str, list: Option<&str>) -> String {
        let list = list.map(|list| format!(" list=\"list-{list}\"")).unwrap_or_default();
        format!("<input type=\"text\" {} value=\"{}\"{list}>", self.attributes(name, path), escape(text))
    }

    /// An HTML reader drops the first line end after the tag; so there is always one to drop.
    fn area(&self, name: &str, path: &Path, text: &str, rows: usize) -> String {
        let rows = rows.max(text.lines().count() + 1).min(24);
        format!("<textarea {} rows=\"{rows}\">\n{}</textarea>", self.attributes(name, path), escape(text))
    }

    /// The browser's calendar beside a date; it needs the script, which takes it out of hiding.
    fn picker(&self, name: &str, field: &Field, text: &str) -> String {
        let year = self.look.sources.today.year();
        let day = dates::read(text, self.language(), year).map(|when| when.first_day().to_string());
        let label = format!("{} ({})", self.label(field.name), self.language().word("desk_pick_a_day"));
        format!(
            "<input type=\"date\" class=\"pick\" data-for=\"{name}\" value=\"{}\" aria-label=\"{}\" hidden>",
            day.unwrap_or_default(),
            escape(&label)
        )
    }

    fn select(&self, name: &str, path: &Path, text: &str, options: &[(String, String)]) -> String {
        let is_known = text.is_empty() || options.iter().any(|(value, _)| value == text);
        let own = if is_known { None } else { Some((text.to_owned(), text.to_owned())) };
        let nothing = (String::new(), "–".to_owned());
        let all = [nothing].into_iter().chain(own).chain(options.iter().cloned());
        let options: String = all.map(|(value, words)| option(&value, &words, value == text)).collect();
        format!("<select {}>{options}</select>", self.attributes(name, path))
    }

    /// The words of a list; the one that is meant stays as it was typed.
    fn words(&self, words: &[&'static str], text: &str) -> Vec<(String, String)> {
        let language = self.language();
        let meant = language.value(text, words);
        let value =
            |word: &str| if meant == Some(word) { text.to_owned() } else { language.value_name(word).to_owned() };
        words.iter().map(|word| (value(word), language.value_name(word).to_owned())).collect()
    }

    fn yes_no(&self, text: &str) -> Vec<(String, String)> {
        let language = self.language();
        let (yes, no) = language.yes_no_words();
        let meant = language.yes_or_no(text);
        let value = |word: &str, is: bool| if meant == Some(is) { text.to_owned() } else { word.to_owned() };
        vec![(value(yes, true), yes.to_owned()), (value(no, false), no.to_owned())]
    }

    fn things(&self, kind: &str, text: &str) -> Vec<(String, String)> {
        let typed = normal(text);
        let value = |id: String| if id == typed { text.to_owned() } else { id };
        self.look.things(kind).into_iter().map(|(id, title)| (value(id), title)).collect()
    }

    /// Which list helps with an entry that is one text.
    fn list_of(&self, field: &Field) -> Option<&'static str> {
        match field.shape {
            Shape::Entries(&["roles"], _) => Some("roles"),
            Shape::Entries(&["people"], _) => Some("people"),
            Shape::Entries(&["networks"], _) => Some("networks"),
            Shape::Entries(..) => Some("parties"),
            _ => None,
        }
    }

    /// The things that can be named, for texts that may be an id: every list once a form.
    pub fn lists(&self) -> String {
        let list = |name: &str, things: Vec<(String, String)>| {
            let options: String = things.iter().map(|(id, title)| option(id, title, false)).collect();
            format!("<datalist id=\"list-{name}\">{options}</datalist>\n")
        };
        let kinds = ["roles", "people", "places", "networks"].map(|kind| list(kind, self.look.things(kind)));
        let parties = [self.look.things("organisations"), self.look.things("networks")].concat();
        kinds.concat() + &list("parties", parties)
    }
}

/// Which list helps with a field that is a text but may be an id.
fn list_for(table: &str, field: &str) -> Option<&'static str> {
    match (table, field) {
        ("meeting" | "network" | "series", "place") => Some("places"),
        ("member", "person") => Some("people"),
        ("member" | "participant", "from") | ("tie", "id") | ("person", "organisation") => Some("parties"),
        _ => None,
    }
}

fn option(value: &str, words: &str, is_chosen: bool) -> String {
    let chosen = if is_chosen { " selected" } else { "" };
    format!("<option value=\"{}\"{chosen}>{}</option>", escape(value), escape(words))
}
