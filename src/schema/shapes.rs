//! Tables and what may stand in their fields → JSON Schema.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::spelling;
use crate::language::Language;
use crate::model::fields::{Field, Shape, Table};
use crate::model::holidays::Holidays;

/// What stands for plain text in a file: an editor's YAML reader takes `5800` and `10.30` for numbers, husting does not.
const TEXT: [&str; 2] = ["string", "number"];
/// A part that is fields and nothing else.
pub(super) const FIELDS: &[&str] = &["object"];
/// A part that may be said in a text instead.
const FIELDS_OR_TEXT: &[&str] = &["object", TEXT[0], TEXT[1]];
/// What `Reader::url` takes.
const URL: &str = r#"^[hH][tT][tT][pP][sS]?://[^\s"<>/][^\s"<>]*$"#;
/// Less than `Reader::email` asks for.
const EMAIL: &str = r"^[^\s@]+@[^\s@]+\.[^\s@]+$";
/// What `Reader::number` takes where it is not written as a number.
const COUNT: &str = "^[0-9][0-9. ]*$";

/// Writes one schema.
pub(super) struct Writer<'l> {
    /// Whose spellings and descriptions.
    pub language: &'l Language,
    /// Every field as `table.field`, and the parts that stand within fields: what `$defs` holds.
    pub definitions: Map<String, Value>,
}

impl<'l> Writer<'l> {
    pub fn new(language: &'l Language) -> Writer<'l> {
        Writer { language, definitions: Map::new() }
    }

    /// The fields of a table. Each stands under the name that is suggested and under a pattern of all that are taken.
    pub fn table(&mut self, table: &Table) -> Map<String, Value> {
        let names: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
        let mut suggested = Map::new();
        let mut taken = Map::new();
        for field in table.fields {
            let definition = self.field(table, field);
            let spellings = spelling::of_key(self.language, field.name, &names);
            suggested.insert(self.language.key_name(field.name).to_owned(), definition.clone());
            taken.insert(spelling::pattern(&spellings), definition);
        }
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("description".to_owned(), json!(self.language.description(table.name, "*")));
        schema.insert("properties".to_owned(), Value::Object(suggested));
        schema.insert("patternProperties".to_owned(), Value::Object(taken));
        schema.insert("additionalProperties".to_owned(), json!(false));
        schema
    }

    /// Defines a field and refers to it.
    fn field(&mut self, table: &Table, field: &Field) -> Value {
        let name = format!("{}.{}", table.name, field.name);
        let mut schema = self.shape(field.shape);
        schema.insert("description".to_owned(), json!(self.language.description(table.name, field.name)));
        if schema.contains_key("pattern") {
            // Editors of the VS Code family say this instead of the pattern.
            schema.insert("patternErrorMessage".to_owned(), schema["description"].clone());
        }
        self.definitions.insert(name.clone(), Value::Object(schema));
        reference(&name)
    }

    /// Defines a part that stands within fields, once, and refers to it.
    pub fn part(&mut self, table: &Table, types: &[&str]) -> Value {
        if !self.definitions.contains_key(table.name) {
            // Taken before its fields are written: they may hold the part again.
            self.definitions.insert(table.name.to_owned(), Value::Null);
            let mut schema = self.table(table);
            schema.insert("type".to_owned(), one_or_all(types));
            self.definitions.insert(table.name.to_owned(), Value::Object(schema));
        }
        reference(table.name)
    }

    fn shape(&mut self, shape: Shape) -> Map<String, Value> {
        let schema = match shape {
            Shape::Text | Shape::Markdown | Shape::When | Shape::Day | Shape::Hours | Shape::Ref(_) => {
                json!({ "type": TEXT })
            }
            Shape::Texts | Shape::Days => json!({ "type": ["string", "number", "array"], "items": { "type": TEXT } }),
            Shape::Word(list) => self.words(list),
            Shape::YesNo => self.yes_no(),
            Shape::Count => json!({ "type": ["number", "string"], "minimum": 0, "pattern": COUNT }),
            Shape::Url => json!({ "type": "string", "pattern": URL }),
            Shape::Email => json!({ "type": "string", "pattern": EMAIL }),
            Shape::Zone => json!({ "type": "string", "examples": time_zones() }),
            Shape::Language => one_of(&Language::codes().map(str::to_owned).collect::<Vec<_>>(), Vec::new()),
            Shape::Country => one_of(&Holidays::countries().map(str::to_owned).collect::<Vec<_>>(), Vec::new()),
            Shape::Entries(_, table) | Shape::GroupsOrTexts(table) => list_of(self.part(&table, FIELDS_OR_TEXT)),
            Shape::Group(table) => self.part(&table, FIELDS),
            Shape::GroupOrText(table) => self.part(&table, FIELDS_OR_TEXT),
            Shape::Groups(table) => list_of(self.part(&table, FIELDS)),
            Shape::Dated(table) => self.dated(&table),
            Shape::Headcount => self.headcount(),
        };
        match schema {
            Value::Object(schema) => schema,
            _ => Map::new(),
        }
    }

    /// The words of a list, in this language and in English, and every other spelling of them.
    fn words(&self, list: &[&str]) -> Value {
        let own = list.iter().map(|word| self.language.value_name(word));
        let suggested = without_repeats(own.chain(list.iter().copied()));
        let others = list.iter().flat_map(|word| self.language.value_spellings(word)).cloned().collect();
        one_of(&suggested, others)
    }

    fn yes_no(&self) -> Value {
        let (yes, no) = self.language.yes_no_words();
        let suggested = without_repeats([yes, no, "yes", "no"].into_iter());
        let others = self.language.yes_no_spellings().concat();
        let mut schema = one_of(&suggested, others);
        if let Some(words) = schema.pointer_mut("/anyOf/0/enum").and_then(Value::as_array_mut) {
            words.extend([json!(true), json!(false)]);
        }
        schema
    }

    /// Entries that may also be a date with its text: `- 2. maj 2027: nyt lokale`.
    fn dated(&mut self, table: &Table) -> Value {
        let part = self.part(table, FIELDS_OR_TEXT);
        let dated = json!({ "type": "object", "maxProperties": 1, "additionalProperties": { "type": TEXT } });
        let entry = json!({ "anyOf": [part, dated] });
        json!({ "anyOf": [part, dated, { "type": "array", "items": entry }] })
    }

    /// Texts, lists, and names with numbers or with more of the same.
    fn headcount(&mut self) -> Value {
        let again = reference("headcount");
        let kinds = ["string", "number", "array", "object", "null"];
        let schema = json!({ "type": kinds, "items": again, "additionalProperties": again });
        self.definitions.insert("headcount".to_owned(), schema.clone());
        schema
    }
}

/// One of some words that are suggested, or any other spelling of theirs or of `others`.
fn one_of(suggested: &[String], others: Vec<String>) -> Value {
    let all: Vec<String> = suggested.iter().cloned().chain(others).collect();
    let spelled = json!({
        "type": "string",
        "pattern": spelling::pattern(&all),
        "patternErrorMessage": suggested.join(", "),
    });
    json!({ "anyOf": [{ "enum": suggested }, spelled] })
}

/// One of something, or a list of it.
fn list_of(item: Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item }] })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn one_or_all(types: &[&str]) -> Value {
    match types {
        [one] => json!(one),
        all => json!(all),
    }
}

fn without_repeats<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    words.filter(|word| seen.insert(*word)).map(str::to_owned).collect()
}

/// The zones that languages take for granted, as examples.
fn time_zones() -> Vec<String> {
    let zones: Vec<&str> =
        Language::codes().filter_map(Language::of).map(|language| language.time_zone.as_str()).collect();
    without_repeats(zones.into_iter())
}
