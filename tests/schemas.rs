//! The schemas that editors complete by: every field of every table under every name that reading takes, with its
//! description; both languages' words; and the one of `--format json` beside real output.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};

use husting::language::Language;
use husting::model::fields::{self, Field, Shape, Table};
use husting::schema::{file_name, kinds, schema};
use regex::Regex;
use serde_json::Value;
use tempfile::TempDir;

fn all() -> Vec<&'static Language> {
    Language::codes().filter_map(Language::of).collect()
}

fn read(kind: &str, language: &Language) -> Value {
    serde_json::from_str(&schema(kind, language).unwrap()).unwrap()
}

/// The table that a field holds within itself.
fn inner(field: &Field) -> Option<Table> {
    match field.shape {
        Shape::Entries(_, table)
        | Shape::Group(table)
        | Shape::GroupOrText(table)
        | Shape::Groups(table)
        | Shape::GroupsOrTexts(table)
        | Shape::Dated(table) => Some(table),
        _ => None,
    }
}

/// A kind's table and all tables within it.
fn with_inner(table: &Table) -> Vec<Table> {
    let inner: Vec<Table> = table.fields.iter().filter_map(inner).flat_map(|table| with_inner(&table)).collect();
    [*table].into_iter().chain(inner).collect()
}

/// The part of a kind's schema that describes a table.
fn part<'s>(root: &'s Value, kind: &Table, table: &Table) -> &'s Value {
    if table.name == kind.name { root } else { &root["$defs"][table.name] }
}

/// Calls `look` with every table of every kind in every language: the whole schema, the table's part of it, the table.
fn everywhere(mut look: impl FnMut(&Language, &Value, &Value, &Table)) {
    for language in all() {
        for kind in fields::KINDS {
            let root = read(kind.name, language);
            for table in with_inner(kind) {
                look(language, &root, part(&root, kind, &table), &table);
            }
        }
    }
}

/// The fields of a schema that take a key.
fn taking(part: &Value, key: &str) -> BTreeSet<String> {
    let patterns = part["patternProperties"].as_object().unwrap();
    let taking = patterns.iter().filter(|(pattern, _)| Regex::new(pattern).unwrap().is_match(key));
    taking.map(|(_, field)| field["$ref"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_field_is_suggested_by_its_usual_name_with_a_description() {
    everywhere(|language, root, part, table| {
        assert_eq!(part["additionalProperties"], false);
        assert_eq!(part["properties"].as_object().unwrap().len(), table.fields.len());
        for field in table.fields {
            let name = format!("{}.{}", table.name, field.name);
            let suggested = &part["properties"][language.key_name(field.name)]["$ref"];
            assert_eq!(suggested, &format!("#/$defs/{name}"), "{}", language.code);
            let description = root["$defs"][&name]["description"].as_str().unwrap();
            assert!(description.ends_with('.') && description.len() > 20, "{}: {name}: {description}", language.code);
        }
    });
}

#[test]
fn every_reference_leads_somewhere() {
    for language in all() {
        for kind in kinds() {
            let text = schema(kind, language).unwrap();
            let root: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(root["$schema"], "https://json-schema.org/draft/2020-12/schema");
            for pointer in text.split("\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(root.pointer(pointer).is_some_and(Value::is_object), "{kind}: {pointer}");
            }
        }
    }
}

#[test]
fn every_spelling_that_is_read_is_taken_for_the_same_field() {
    let styles: [fn(&str) -> String; 5] = [
        str::to_owned,
        str::to_uppercase,
        |word| word.replace(' ', "_"),
        |word| word.replace([' ', '-'], ""),
        |word| word.replace('æ', "ae").replace('ø', "oe").replace('å', "aa").replace('é', "e"),
    ];
    everywhere(|language, _, part, table| {
        let names: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
        for name in &names {
            let spellings = [name.to_string()].into_iter().chain(language.key_spellings(name).iter().cloned());
            for key in spellings.flat_map(|spelling| styles.map(|style| style(&spelling))) {
                let read = language.key(&key, &names).unwrap();
                let expected = BTreeSet::from([format!("#/$defs/{}.{read}", table.name)]);
                assert_eq!(taking(part, &key), expected, "{}: {key} of {}", language.code, table.name);
            }
        }
        for misspelt in ["titell", "fromål", "x", "", "title:", "hvor når"] {
            let is_read = language.key(misspelt, &names).is_some();
            assert_eq!(!taking(part, misspelt).is_empty(), is_read, "{}: {misspelt}", language.code);
        }
    });
}

#[test]
fn words_of_a_list_are_taken_in_both_languages() {
    everywhere(|language, root, _, table| {
        for field in table.fields {
            let Shape::Word(list) = field.shape else { continue };
            let choice = &root["$defs"][format!("{}.{}", table.name, field.name)]["anyOf"];
            let suggested = choice[0]["enum"].as_array().unwrap();
            let pattern = Regex::new(choice[1]["pattern"].as_str().unwrap()).unwrap();
            for word in list {
                assert!(suggested.contains(&Value::from(*word)), "{word}");
                assert!(suggested.contains(&Value::from(language.value_name(word))), "{}: {word}", language.code);
                for spelling in language.value_spellings(word) {
                    assert!(pattern.is_match(spelling) && pattern.is_match(&spelling.to_uppercase()), "{spelling}");
                }
            }
            assert!(!pattern.is_match("måske"));
        }
    });
}

#[test]
fn danish_words_stand_where_danish_editors_look_for_them() {
    let meeting = read("meeting", Language::of("da").unwrap());
    let status = &meeting["$defs"]["meeting.status"]["anyOf"][0]["enum"];
    let expected = ["bekræftet", "foreløbig", "aflyst", "udskudt", "confirmed", "tentative", "cancelled", "postponed"];
    assert_eq!(status, &Value::from(expected.to_vec()));
    let draft = meeting["$defs"]["meeting.draft"]["anyOf"][0]["enum"].as_array().unwrap();
    assert!(["ja", "nej", "yes", "no"].iter().all(|word| draft.contains(&Value::from(*word))));
    assert_eq!(meeting["properties"]["flyttet fra"]["$ref"], "#/$defs/meeting.moved_from");
    assert_eq!(meeting["$defs"]["participant"]["properties"]["deltagelse"]["$ref"], "#/$defs/participant.attendance");
}

#[test]
fn data_files_are_ids_with_the_fields_of_their_kind() {
    for language in all() {
        for (list, entry) in
            [("roles", "role"), ("people", "person"), ("organisations", "organisation"), ("places", "place")]
        {
            let root = read(list, language);
            assert_eq!(root["additionalProperties"]["$ref"], format!("#/$defs/{entry}"));
            let alone = read(entry, language);
            assert_eq!(root["$defs"][entry]["properties"], alone["properties"]);
        }
    }
}

#[test]
fn danish_and_english_describe_every_field_and_nothing_else() {
    let tables: Vec<Table> = fields::KINDS.iter().flat_map(with_inner).collect();
    let lists = ["roles", "people", "organisations", "places"];
    let mut known: BTreeSet<String> = lists.iter().map(|list| format!("{list}.*")).collect();
    for table in &tables {
        known.insert(format!("{}.*", table.name));
        for field in table.fields {
            known.insert(field.name.to_owned());
            known.insert(format!("{}.{}", table.name, field.name));
        }
    }
    for language in all() {
        for key in language.described() {
            assert!(known.contains(key), "{}: there is no field {key}", language.code);
        }
    }
    for language in ["da", "en"].map(|code| Language::of(code).unwrap()) {
        let described: BTreeSet<&str> = language.described().collect();
        for table in &tables {
            let wholes = [format!("{}.*", table.name)];
            assert!(described.contains(wholes[0].as_str()), "{}: {}", language.code, wholes[0]);
            for field in table.fields {
                let own = format!("{}.{}", table.name, field.name);
                let is_there = described.contains(own.as_str()) || described.contains(field.name);
                assert!(is_there, "{}: {own}", language.code);
            }
        }
    }
}

fn husting(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_husting")).args(arguments).current_dir(folder.path()).output().unwrap()
}

#[test]
fn the_command_speaks_the_sites_language_and_writes_one_file_a_kind() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/site.yaml"), "titel: Årets møder\nsprog: da\n").unwrap();
    let danish = husting(&folder, &["schema", "--kind", "network"]);
    assert_eq!(String::from_utf8(danish.stdout).unwrap(), schema("network", Language::of("da").unwrap()).unwrap());
    let english = husting(&folder, &["schema", "--kind", "network", "--language", "en"]);
    assert_eq!(String::from_utf8(english.stdout).unwrap(), schema("network", Language::english()).unwrap());

    let written = husting(&folder, &["schema", "--output", ".vscode/schemas"]);
    assert!(written.status.success() && written.stdout.is_empty());
    let names = fs::read_dir(folder.path().join(".vscode/schemas")).unwrap();
    let names: BTreeSet<String> = names.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names, kinds().map(file_name).collect());
    for wrong in [&["schema"][..], &["schema", "--kind", "netværk"]] {
        assert_eq!(husting(&folder, wrong).status.code(), Some(2));
    }
}

/// The keys of an object in real output are those of its schema, and the required ones are all there.
fn keys_agree(found: &Value, schema: &Value, seen: &mut BTreeSet<String>) {
    let properties = schema["properties"].as_object().unwrap();
    for key in found.as_object().unwrap().keys() {
        assert!(properties.contains_key(key), "{key} is not in the schema");
        seen.insert(key.clone());
    }
    for key in schema["required"].as_array().unwrap() {
        assert!(!found[key.as_str().unwrap()].is_null(), "{key} is missing in {found}");
    }
}

#[test]
fn problems_as_json_have_exactly_the_keys_of_their_schema() {
    let folder = TempDir::new().unwrap();
    let broken = [
        ("site.yaml", "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\n"),
        ("netvaerk/oest/index.md", "---\ntitel: Netværk Øst\nfromål: Æbler\nresumé:\ntype: forum\nslags: råd\n---\n"),
        ("netvaerk/oest/2027-05-20.md", "---\nhvornår: fredag den 20. maj 2027 kl. 10-15\n---\n"),
        ("nyheder/nyt.md", "---\ntitel: Nyt\n---\n"),
    ];
    for (path, text) in broken {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let told: Value = serde_json::from_slice(&husting(&folder, &["check", "--format", "json"]).stdout).unwrap();
    let shape = read("problems", Language::english());
    let (problem, place) = (&shape["$defs"]["problem"], &shape["$defs"]["place"]);
    let mut seen = BTreeSet::new();
    keys_agree(&told, &shape, &mut seen);
    let problems = told["problems"].as_array().unwrap();
    assert!(problems.len() >= 3);
    for found in problems {
        keys_agree(found, problem, &mut seen);
        assert!(problem["properties"]["severity"]["enum"].as_array().unwrap().contains(&found["severity"]));
        let name = Regex::new(problem["properties"]["kind"]["pattern"].as_str().unwrap()).unwrap();
        assert!(name.is_match(found["kind"].as_str().unwrap()));
        if found["place"].is_object() {
            keys_agree(&found["place"], place, &mut seen);
            keys_agree(&found["place"]["mark"], &place["properties"]["mark"], &mut seen);
        }
    }
    let all = [&shape, problem, place, &place["properties"]["mark"]];
    let all = all.into_iter().flat_map(|part| part["properties"].as_object().unwrap().keys().cloned());
    assert_eq!(seen, all.collect(), "every key of the schema occurs");
}
