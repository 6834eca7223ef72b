//! Every language says everything: each kind of problem has its texts, each word and key of one is in all.

use husting::diagnostics::Kind;
use husting::language::Language;
use husting::model::fields;

fn all() -> Vec<&'static Language> {
    Language::codes().filter_map(Language::of).collect()
}

#[test]
fn every_kind_of_problem_has_texts_in_every_language() {
    for language in all() {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        for kind in Kind::ALL {
            let placeholders = language.message_placeholders(*kind);
            let placeholders = placeholders.unwrap_or_else(|| panic!("{}: no text for {}", language.code, kind.id()));
            for name in placeholders {
                assert!(kind.facts().contains(&name.as_str()), "{}: {} has no fact {name}", language.code, kind.id());
            }
        }
        for id in language.message_ids() {
            assert!(known.contains(&id), "{}: there is no kind {id}", language.code);
        }
    }
}

#[test]
fn every_language_has_the_same_words() {
    let english: Vec<String> = Language::english().words().keys().cloned().collect();
    for language in all() {
        let own: Vec<String> = language.words().keys().cloned().collect();
        let missing: Vec<&String> = english.iter().filter(|key| !own.contains(key)).collect();
        let surplus: Vec<&String> = own.iter().filter(|key| !english.contains(key)).collect();
        assert!(
            missing.is_empty() && surplus.is_empty(),
            "{}: lacks {missing:?}, has besides {surplus:?}",
            language.code
        );
    }
}

/// Every table of fields, by what it is of.
const TABLES: &[(&str, &[fields::Field])] = &[
    ("site", fields::SITE),
    ("menu", fields::MENU),
    ("feeds", fields::FEEDS),
    ("network", fields::NETWORK),
    ("meeting", fields::MEETING),
    ("role", fields::ROLE),
    ("person", fields::PERSON),
    ("organisation", fields::ORGANISATION),
    ("place", fields::PLACE),
    ("news", fields::NEWS),
    ("page", fields::PAGE),
    ("participant", fields::PARTICIPANT),
    ("member", fields::MEMBER),
    ("tie", fields::TIE),
    ("contact", fields::CONTACT),
    ("registration", fields::REGISTRATION),
    ("programme", fields::PROGRAMME),
    ("series", fields::SERIES),
    ("timeline", fields::TIMELINE),
    ("change", fields::CHANGE),
    ("document", fields::DOCUMENT),
    ("link", fields::LINK),
];

#[test]
fn every_field_is_spelt_in_every_language() {
    for language in all() {
        for (name, field) in TABLES.iter().flat_map(|(name, table)| table.iter().map(move |field| (name, field))) {
            let spellings = language.key_spellings(field.name);
            assert!(!spellings.is_empty(), "{}: no word for {} of {name}", language.code, field.name);
        }
    }
}

#[test]
fn no_spelling_means_two_fields_of_one_kind() {
    for language in all() {
        for (name, table) in TABLES {
            let keys: Vec<&str> = table.iter().map(|field| field.name).collect();
            for key in &keys {
                for spelling in language.key_spellings(key) {
                    let read = language.key(spelling, &keys);
                    assert_eq!(read, Some(*key), "{}: {spelling} of {name} is read as {read:?}", language.code);
                }
            }
        }
    }
}
