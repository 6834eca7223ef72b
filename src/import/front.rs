//! Front matter of a new file as it grows, field by field, in the site's language.

use jiff::civil::Date;

use super::event::{Event, SignUp};
use super::place::Site;
use crate::language::Language;
use crate::model::meeting::Standing;
use crate::model::time::write;
use crate::scaffold::yaml_text;

/// Front matter as it grows.
pub(super) struct Front {
    lines: String,
    language: &'static Language,
}

impl Front {
    /// Without any field.
    pub(super) fn new(language: &'static Language) -> Front {
        Front { lines: String::new(), language }
    }

    fn line(&mut self, indent: &str, key: &str, value: &str) {
        self.lines.push_str(&format!("{indent}{}: {value}\n", self.language.key_name(key)));
    }

    /// A text; nothing if there is none.
    pub(super) fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line("", key, &yaml_text(value));
        }
    }

    /// What stands as it is, such as a date.
    pub(super) fn raw(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.line("", key, &value);
        }
    }

    /// How a meeting stands, unless it simply does.
    pub(super) fn word(&mut self, key: &str, standing: Standing) {
        if standing != Standing::Confirmed {
            let word = self.language.value_name(standing.id());
            self.line("", key, word);
        }
    }

    /// A list in one line; nothing if it is empty.
    pub(super) fn list(&mut self, key: &str, values: &[&str]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| in_list(value)).collect();
            self.line("", key, &format!("[{}]", values.join(", ")));
        }
    }

    /// The beginning of fields or entries.
    pub(super) fn open(&mut self, key: &str) {
        let key = self.language.key_name(key).to_owned();
        self.lines.push_str(&format!("{key}:\n"));
    }

    /// An entry of a list: its fields in order, those without a value left out.
    pub(super) fn entry(&mut self, fields: &[(&str, Option<String>)]) {
        let mut indent = "  - ";
        for (key, value) in fields.iter().filter_map(|(key, value)| Some((key, value.as_ref()?))) {
            self.line(indent, key, value);
            indent = "    ";
        }
    }

    /// How one signs up; nothing if nothing is said.
    pub(super) fn sign_up(&mut self, own: &SignUp) {
        if *own == SignUp::default() {
            return;
        }
        let text = |text: &Option<String>| text.as_deref().map(yaml_text);
        let deadline = own.deadline.as_ref().map(|when| write::long(when, &self.language.dates));
        let binding = own.binding.then(|| self.language.yes_no_words().0.to_owned());
        let fields = [
            ("deadline", deadline),
            ("price", text(&own.price)),
            ("per", text(&own.per)),
            ("binding", binding),
            ("capacity", own.capacity.clone()),
            ("url", text(&own.url)),
            ("email", text(&own.email)),
        ];
        self.open("registration");
        for (key, value) in fields.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            self.line("  ", key, &value);
        }
    }

    /// What changed since it was announced.
    pub(super) fn changes(&mut self, changes: &[(Option<Date>, String)]) {
        if !changes.is_empty() {
            self.open("changes");
        }
        for (date, text) in changes {
            self.entry(&[("date", date.map(|date| date.to_string())), ("text", Some(yaml_text(text)))]);
        }
    }

    /// What happens, day by day counted from `first`.
    pub(super) fn programme(&mut self, event: &Event, first: Date, site: &Site<'_>) {
        if !event.programme.is_empty() {
            self.open("programme");
        }
        for item in &event.programme {
            let number = item.day.and_then(|day| day.since(first).ok()).map(|span| (span.get_days() + 1).to_string());
            let hours = item.hours.map(|hours| yaml_safe(&write::hours(hours, &self.language.dates)));
            let roles = event.mandatory.iter().find(|(_, what)| *what == item.title);
            let roles = roles.and_then(|(who, _)| site.audience(who)).map(|roles| {
                let keys: Vec<&str> = roles.iter().map(|(role, _)| site.model.roles.key(*role)).collect();
                format!("[{}]", keys.join(", "))
            });
            self.entry(&[
                ("day", number),
                ("time", hours),
                ("title", Some(yaml_text(&item.title))),
                ("speaker", item.speaker.as_deref().map(yaml_text)),
                ("mandatory", roles),
            ]);
        }
    }

    /// Papers and links; one without a title goes by where it lies.
    pub(super) fn documents(&mut self, documents: &[(Option<String>, String)]) {
        if !documents.is_empty() {
            self.open("documents");
        }
        for (title, url) in documents {
            let host = url.split("://").nth(1).and_then(|rest| rest.split(['/', '?']).next()).unwrap_or(url);
            let title = title.as_deref().unwrap_or(host);
            self.entry(&[("title", Some(yaml_text(title))), ("url", Some(yaml_text(url)))]);
        }
    }

    /// The whole file.
    pub(super) fn finish(self, body: &str) -> String {
        let body = body.trim();
        let body = if body.is_empty() { String::new() } else { format!("\n{body}\n") };
        format!("---\n{}---\n{body}", self.lines)
    }

    /// The fields alone, for people to copy.
    pub(super) fn into_lines(self) -> String {
        self.lines
    }
}

/// A text within `[…]`, where a comma would divide it.
fn in_list(text: &str) -> String {
    if text.contains(',') { serde_json::Value::from(text).to_string() } else { yaml_text(text) }
}

/// Clock times as they stand in YAML: those that it would take for a number in quotation marks.
fn yaml_safe(hours: &str) -> String {
    if hours.starts_with(|c: char| c.is_ascii_digit()) { format!("\"{hours}\"") } else { hours.to_owned() }
}
