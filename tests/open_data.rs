//! The open data: it says what the pages say, and its schema names everything in it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod common;

use common::{Site, strings};
use serde_json::Value;

#[test]
fn a_network_tells_members_documents_and_who_arranges_it() {
    let site = Site::of_files(&[
        ("site.yaml", "titel: N\nadresse: https://example.dk/\nsprog: da\narrangør: foreningen\n"),
        ("organisationer.yaml", "foreningen:\n  titel: Foreningen\n"),
        ("personer.yaml", "aase:\n  navn: Åse Østergård\n"),
        (
            "netvaerk/forum/index.md",
            "---\ntitel: Forum\nmedlemmer:\n  - person: aase\n    post: formand\n    siden: marts 2024\n  - person: Bo Ærø\n\
             dokumenter:\n  - fil: kommissorium.pdf\n    titel: Kommissorium\n---\n",
        ),
        ("netvaerk/forum/kommissorium.pdf", "%PDF"),
        (
            "netvaerk/forum/2027-05-20/index.md",
            "---\nændringer:\n  - dato: 1. marts 2027\n    tekst: Nyt sted\ndokumenter:\n  - link: https://example.org/dagsorden\n---\n",
        ),
    ]);
    let forum = site.network("forum");
    assert_eq!(strings(&forum["organisers"]), ["foreningen"], "by default");
    assert_eq!(forum["members"][0]["person"], "aase");
    assert_eq!(forum["members"][0]["office"], "formand");
    assert_eq!(forum["members"][0]["since"]["iso"], "2024-03");
    assert_eq!(forum["members"][1]["person"], "Bo Ærø");
    assert_eq!(forum["documents"][0]["url"], "https://example.dk/netvaerk/forum/kommissorium.pdf");
    let meeting = site.meeting("forum/2027-05-20");
    assert_eq!(meeting["changes"], serde_json::json!([{"date": "2027-03-01", "text": "Nyt sted"}]));
    assert_eq!(meeting["documents"][0]["url"], "https://example.org/dagsorden");
}

#[test]
fn the_schema_names_everything_that_the_example_site_says() {
    let site = Site::of_folder("");
    let schema: Value = serde_json::from_str(site.text("site.schema.json")).unwrap();
    let mut unknown = Vec::new();
    compare(site.json(), &schema, &schema, "site.json", &mut unknown);
    assert!(unknown.is_empty(), "{unknown:#?}");
}

/// Walks data and schema together; what the schema does not name, or misses, is noted.
fn compare(data: &Value, schema: &Value, root: &Value, path: &str, unknown: &mut Vec<String>) {
    let schema = match schema["$ref"].as_str() {
        Some(reference) => root.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    match data {
        Value::Object(fields) => {
            for required in strings(&schema["required"]) {
                if !fields.contains_key(required) {
                    unknown.push(format!("{path} lacks {required}"));
                }
            }
            for (name, value) in fields {
                let own = [&schema["properties"][name], &schema["additionalProperties"]];
                match own.into_iter().find(|own| own.is_object()) {
                    Some(own) => compare(value, own, root, &format!("{path}.{name}"), unknown),
                    None => unknown.push(format!("{path}.{name} is not named")),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                compare(item, &schema["items"], root, path, unknown);
            }
        }
        value => {
            let is_known = schema["enum"].as_array().is_none_or(|all| all.contains(value));
            if !is_known {
                unknown.push(format!("{path}: {value} is none of its words"));
            }
        }
    }
}
