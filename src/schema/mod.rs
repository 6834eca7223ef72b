//! JSON Schemas (draft 2020-12) of what editors write, so that their programs can suggest and explain fields: made from the
//! tables of [`model::fields`](crate::model::fields), with the spellings and descriptions of one language.
//!
//! A schema never refuses what a build takes, and takes much that a build refuses: whether a date exists, an id is known or
//! a field is missing under all its names, only `check` can tell.

mod shapes;
mod spelling;

use serde_json::{Map, Value, json};

use crate::diagnostics::show;
use crate::language::Language;
use crate::model::fields::{KINDS, Table};
use shapes::Writer;

/// The version of JSON Schema that the schemas are written in.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What `--format json` writes: the one schema that is not of files.
const PROBLEMS: &str = "problems";

/// The data files, each with the kind of its entries.
const LISTS: [(&str, &str); 4] =
    [("roles", "role"), ("people", "person"), ("organisations", "organisation"), ("places", "place")];

/// Everything that there is a schema of.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    let files = KINDS.iter().map(|table| table.name);
    files.chain(LISTS.iter().map(|(list, _)| *list)).chain([PROBLEMS])
}

/// The name of a kind's schema as a file, the same in every language.
pub fn file_name(kind: &str) -> String {
    format!("{kind}.schema.json")
}

/// The schema of a kind in the words of a language, as JSON; none if [`kinds`] has no such kind.
pub fn schema(kind: &str, language: &Language) -> Option<String> {
    if kind == PROBLEMS {
        return Some(show::JSON_SCHEMA.to_owned());
    }
    let mut writer = Writer::new(language);
    let mut root = match LISTS.iter().find(|(list, _)| *list == kind) {
        Some((list, entry)) => entries(list, table(entry)?, &mut writer),
        None => writer.table(table(kind)?),
    };
    root.insert("$schema".to_owned(), json!(DRAFT));
    root.insert("title".to_owned(), json!(format!("husting: {kind}")));
    root.insert("$defs".to_owned(), Value::Object(writer.definitions));
    let json = serde_json::to_string_pretty(&root).expect("texts and numbers can always be written as JSON");
    Some(json + "\n")
}

fn table(name: &str) -> Option<&'static Table> {
    KINDS.iter().find(|table| table.name == name)
}

/// A data file: ids, and under each the fields of its kind.
fn entries(list: &str, table: &Table, writer: &mut Writer<'_>) -> Map<String, Value> {
    let mut root = Map::new();
    root.insert("type".to_owned(), json!("object"));
    root.insert("description".to_owned(), json!(writer.language.description(list, "*")));
    root.insert("additionalProperties".to_owned(), writer.part(table, shapes::FIELDS));
    root
}
