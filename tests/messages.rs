//! What every kind of problem says, in every language, as a snapshot to be read as an editor would: `tests/messages/`.
//! `HUSTING_BLESS=1 cargo test --test messages` writes the snapshots anew; read the difference before keeping it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use husting::diagnostics::{Diagnostic, Kind, show};
use husting::language::Language;

/// Facts as they come, by name: in Danish and in English.
const FACTS: &[(&str, &str, &str)] = &[
    ("address", "/netvaerk/bl-netvaerket/", "/networks/caretakers/"),
    ("after", "kl. 3.30", "03:30"),
    ("anchor", "tilmeldning", "registrations"),
    ("character", "*", "*"),
    ("closed", "31. december 2017", "31 December 2017"),
    ("count", "3", "3"),
    ("data", "torsdag d. 20. maj 2027 kl. 10.00–15.30", "Thursday 20 May 2027, 10:00–15:30"),
    ("date", "20. maj 2027", "20 May 2027"),
    ("days", "17.-18. april 2028", "17–18 April 2028"),
    ("deadline", "15. oktober 2027", "15 October 2027"),
    ("encoding", "Windows-1252 (Latin-1)", "Windows-1252 (Latin-1)"),
    ("event", "Forårsmøde om drift", "Spring meeting on upkeep"),
    ("examples", "hver anden tirsdag, første mandag i måneden", "every other Tuesday, first Monday of the month"),
    ("feature", "*", "*"),
    ("file", "content/netvaerk/bl-netvaerket/index.md", "content/networks/caretakers/index.md"),
    ("first", "9. maj 2019", "9 May 2019"),
    ("folder", "projektledermode", "caretaker"),
    ("group", "efterår 2027", "autumn 2027"),
    ("holiday", "Kristi himmelfartsdag", "Good Friday"),
    ("id", "sekretariet", "secretariate"),
    ("key", "rapportere til", "report too"),
    ("language", "engelsk", "Danish"),
    ("last", "30", "30"),
    ("limit", "4 MB", "4 MB"),
    ("line", "titel: \"Møde: hvad nu?\"", "title: \"Meeting: what now?\""),
    (
        "lines",
        "mødeserie:\n  - start: tirsdag den 5. januar 2027 kl. 9.00–10.00\n    gentages: hver anden tirsdag",
        "series:\n  - start: Tuesday 5 January 2027, 09:00–10:00\n    repeat: every other Tuesday",
    ),
    ("list", "projektledere, bestyrelsesmedlemmer", "caretakers, board-members"),
    ("meeting", "5. oktober 2027", "5 October 2027"),
    ("meets", "1-2 gange årligt", "twice a year"),
    ("message", "network.html, line 12: unknown filter", "network.html, line 12: unknown filter"),
    ("month", "april", "April"),
    ("name", "foraarsmoede", "spring-meeting"),
    ("nearest", "sekretariatet", "secretariat"),
    ("network", "Landserfa", "Caretakers"),
    ("next", "torsdag d. 14. januar 2027", "Thursday 14 January 2027"),
    ("no", "nej", "no"),
    ("other", "Strategisk Forum", "Strategic Forum"),
    ("path", "program.pdf", "programme.pdf"),
    ("property", "ATTENDEE", "ATTENDEE"),
    ("prose", "fredag den 21. maj 2027", "Friday 21 May 2027"),
    ("ratio", "1,6", "1.6"),
    ("relation", "del af", "part_of"),
    ("rest", "#3", "#3"),
    ("right", "torsdag", "Thursday"),
    ("role", "Projektledere", "Caretakers"),
    ("rule", "FREQ=HOURLY", "FREQ=HOURLY"),
    ("second", "11. maj 2019", "11 May 2019"),
    ("since", "2018", "2018"),
    ("size", "6 MB", "6 MB"),
    ("start", "tirsdag d. 12. januar 2027", "Tuesday 12 January 2027"),
    ("tag", "<script>", "<script>"),
    ("target", "../strategiskforum/index.md", "../strategicforum/index.md"),
    ("template", "network.html", "network.html"),
    ("text", "9. mja 2019", "9 Mya 2019"),
    ("theme", "lys", "light"),
    ("time", "kl. 2.30", "02:30"),
    ("title", "Projektledermøde Øst", "Caretakers East"),
    ("uid", "strategisk-forum-2027-05-20@example.dk", "strategic-forum-2027-05-20@example.org"),
    ("value", "måske", "perhaps"),
    ("why", "Fristen ligger efter mødet.", "The deadline is after the meeting."),
    ("what", "personer", "people"),
    ("word", "mja", "Mya"),
    ("written", "onsdag", "Wednesday"),
    ("year", "2018", "2018"),
    ("years", "2021, 2027, 2032", "2021, 2027, 2032"),
    ("yes", "ja", "yes"),
    ("zone", "America/Los_Angeles", "America/Los_Angeles"),
];

/// Facts that one kind has otherwise.
const OF_KIND: &[(&str, &str, &str, &str)] = &[
    ("ambiguous-date", "second", "5. september 2019", "5 September 2019"),
    ("ambiguous-date", "text", "9/5/2019", "9/5/2019"),
    ("attachment-too-large", "limit", "256 MB", "256 MB"),
    ("attachment-too-large", "size", "300 MB", "300 MB"),
    ("bad-id", "id", "???", "???"),
    ("bad-rule", "text", "hver gang der er noget", "whenever there is something"),
    ("bad-rule", "word", "gang", "whenever"),
    ("comment-after-value", "line", "sted: \"Odense # lokale 3\"", "place: \"Odense # room 3\""),
    ("comment-after-value", "rest", "# lokale 3", "# room 3"),
    ("cut-at-hash", "line", "titel: \"Møde #3\"", "title: \"Meeting #3\""),
    ("date-twice", "second", "7. maj 2019", "7 May 2019"),
    ("empty-value", "key", "resumé", "summary"),
    ("end-before-start", "text", "kl. 15.30-9.30", "15:30–9:30"),
    ("folder-too-deep", "limit", "32", "32"),
    (
        "folder-too-deep",
        "path",
        "content/arkiv/arkiv/arkiv/program.pdf",
        "content/archive/archive/archive/programme.pdf",
    ),
    ("file-missing", "nearest", "Program.pdf", "Programme.pdf"),
    ("hard-space", "line", "sted: Odense", "place: Odense"),
    ("holiday", "date", "torsdag d. 6. maj 2027", "Friday 26 March 2027"),
    ("hours-over-days", "days", "17.-18. april 2028 kl. 10.00-15.00", "17 April 2028, 10:00 – 18 April 2028, 15:00"),
    ("hours-over-days", "text", "17.-18. april 2028 kl. 10-15", "17–18 April 2028, 10–15"),
    ("id-twice", "id", "projektledere", "caretakers"),
    ("import-person", "property", "ORGANIZER", "ORGANIZER"),
    ("import-differs", "property", "DTSTART/DTEND", "DTSTART/DTEND"),
    ("import-column", "text", "Løbenr.", "Serial no."),
    ("import-no-network", "list", "bl-netvaerket, kl-netvaerket", "caretakers, tenants"),
    ("import-value", "key", "status", "status"),
    ("import-extra", "text", "Odense", "Leeds"),
    ("import-no-date", "key", "dato", "date"),
    ("one-of-two", "key", "fil", "file"),
    ("one-of-two", "beside", "link", "url"),
    ("import-series-zone", "place", "America/Los_Angeles", "America/Los_Angeles"),
    (
        "import-series-too",
        "lines",
        "  - start: tirsdag den 5. januar 2027 kl. 9.00–10.00\n    gentages: hver anden tirsdag",
        "  - start: Tuesday 5 January 2027, 09:00–10:00\n    repeat: every other Tuesday",
    ),
    ("import-no-date", "value", "31-04-2027", "31-04-2027"),
    ("when-twice", "key", "hvornår", "when"),
    ("when-twice", "beside", "dato", "date"),
    ("programme-day", "text", "dag 3", "day 3"),
    ("no-start-time", "key", "varighed", "duration"),
    ("no-start-time", "start", "start", "start"),
    ("key-missing", "key", "titel", "title"),
    ("key-twice", "first", "Formål", "Purpose"),
    ("key-twice", "key", "purpose", "aims"),
    ("language-twice", "value", "da", "en"),
    ("lost-language", "address", "/en/", "/da/"),
    ("lost-language", "line", "flere sprog: [en]", "languages: [da]"),
    ("translated-fact", "key", "dato", "date"),
    ("translated-fact", "original", "netvaerk/forum/2027-05-20.md", "networks/forum/2027-05-20.md"),
    ("translation-alone", "original", "2027-05-20.md", "2027-05-20.md"),
    ("translation-count", "count", "2", "2"),
    ("translation-count", "original", "netvaerk/forum/2027-05-20.md", "networks/forum/2027-05-20.md"),
    ("translation-count", "key", "program", "programme"),
    ("translation-count", "all", "3", "3"),
    ("translation-of-nothing", "original", "netvaerk/forum/2027-05-20.md", "networks/forum/2027-05-20.md"),
    ("translation-of-nothing", "key", "program", "programme"),
    ("translation-of-own", "original", "index.md", "index.md"),
    ("translation-of-own", "language", "dansk", "English"),
    ("translation-unlisted", "line", "flere sprog: [en]", "languages: [da]"),
    ("link-broken", "nearest", "/netvaerk/strategisk-forum/", "/networks/strategic-forum/"),
    ("anchor-broken", "nearest", "tilmelding", "registration"),
    ("link-outside", "target", "../../../oplæg.pptx", "../../../slides.pptx"),
    ("inclusion-unknown", "name", "næste mde", "next meting"),
    ("inclusion-unknown", "nearest", "næste møde", "next meeting"),
    (
        "inclusion-unknown",
        "list",
        "næste møde, netværk for, kontakt, kalender",
        "next meeting, networks for, contact, calendar",
    ),
    ("picture-elsewhere", "target", "https://example.org/billede.jpg", "https://example.org/picture.jpg"),
    ("picture-untold", "target", "deltagerne.jpg", "participants.jpg"),
    ("link-unsafe", "target", "file:///H:/Kommunikation/oplæg.pptx", "file:///H:/Press/slides.pptx"),
    ("long-meeting", "days", "14", "14"),
    ("lost-feed", "line", "tidligere adresser: [bl-netvaerket]", "aliases: [caretakers]"),
    ("lost-feed", "address", "/netvaerk/bl-netvaerket/calendar.ics", "/networks/caretakers/calendar.ics"),
    ("lost-meeting", "line", "flyttet fra: 2027-05-13", "moved_from: 2027-05-13"),
    ("lost-meeting", "date", "13. maj 2027", "13 May 2027"),
    ("lost-page", "line", "tidligere adresser: [bl-netvaerket]", "aliases: [caretakers]"),
    ("many-more", "count", "412", "412"),
    ("no-occurrence", "date", "tirsdag d. 19. januar 2027", "Tuesday 19 January 2027"),
    ("no-occurrence", "nearest", "tirsdag d. 12. januar 2027", "Tuesday 12 January 2027"),
    ("no-such-day", "text", "31. april 2027", "31 April 2027"),
    ("no-such-month", "month", "13", "13"),
    ("no-such-month", "text", "2019-13-09", "2019-13-09"),
    ("no-such-time", "text", "kl. 25", "25:00"),
    ("no-such-week", "last", "52", "52"),
    ("no-such-week", "text", "uge 53 2018", "week 53 of 2018"),
    ("no-year", "text", "torsdag d. 20. maj", "Thursday 20 May"),
    ("not-a-colour", "value", "teal", "teal"),
    ("not-a-date", "nearest", "maj", "May"),
    ("not-a-duration", "key", "varighed", "duration"),
    ("not-a-duration", "value", "en formiddag", "a morning"),
    ("not-a-file", "path", "content/netvaerk/printer", "content/networks/printer"),
    ("not-a-number", "key", "pladser", "capacity"),
    ("not-a-number", "value", "ca. 40", "about 40"),
    ("not-a-url", "value", "www.example.dk/tilmelding", "www.example.org/register"),
    ("not-an-address", "value", "konferencen@example", "conference@example"),
    ("not-consecutive", "text", "9. og 11. maj 2019", "9 and 11 May 2019"),
    ("not-key-value", "line", "Odense", "Odense"),
    ("not-yes-no", "key", "bindende", "binding"),
    ("outside-site", "path", "content/bilag", "content/papers"),
    ("pale-accent", "value", "#7fd8c4", "#7fd8c4"),
    ("read-as-one", "text", "17. og 18. april 2028", "17 and 18 April 2028"),
    ("relation-circle", "path", "Plan → Gruppe → Plan", "Plan → Group → Plan"),
    ("repeated-hour", "date", "31. oktober 2027", "31 October 2027"),
    ("portrait-without-consent", "name", "Åse Østergård", "Ann Smith"),
    ("rest-after-date", "rest", "i Odense", "in Odense"),
    ("rest-after-date", "text", "9. maj 2019 i Odense", "9 May 2019 in Odense"),
    ("rhythm-differs", "year", "2027", "2027"),
    ("role-clash", "date", "torsdag d. 20. maj 2027", "Thursday 20 May 2027"),
    ("role-clash", "first", "Projektledermøde", "Caretakers East"),
    ("role-clash", "second", "Samarbejdskonference", "Conference"),
    ("rough-time", "text", "kl. ca. 10", "about 10am"),
    ("same-name", "other", "content/netvaerk/Øst", "content/networks/East"),
    ("same-name", "path", "content/netvaerk/øst", "content/networks/east"),
    ("short-year", "text", "29.1.18", "29 January 18"),
    ("skipped-hour", "date", "28. marts 2027", "28 March 2027"),
    ("special-start", "line", "resumé: \"*Nyt* netværk\"", "summary: \"*New* network\""),
    ("spoken-address", "address", "sekretariatet@example.dk", "secretariat@example.org"),
    ("spoken-address", "value", "sekretariatet[a]example.dk", "secretariat[at]example.org"),
    ("text-after-quote", "line", "type: '\"netværk\" for koordinatorer'", "kind: '\"network\" for caretakers'"),
    ("theme-unknown", "list", "default", "default"),
    ("time-not-wanted", "text", "9. maj 2019 kl. 10", "9 May 2019, 10:00"),
    ("unclear-half", "text", "2-4", "2-4"),
    ("unknown-data-file", "list", "site.yaml, roller.yaml, personer.yaml", "site.yaml, roles.yaml, people.yaml"),
    ("unknown-data-file", "nearest", "personer.yaml", "people.yaml"),
    ("unknown-id", "list", "sekretariatet, konferencen", "secretariat, conference"),
    ("unknown-key", "nearest", "rapporterer til", "reports_to"),
    ("unknown-key", "list", "titel, status, siden, formål, deltagere", "title, status, since, purpose, participants"),
    ("unknown-language", "list", "da, en", "da, en"),
    ("unknown-language", "value", "dk", "eng"),
    ("unknown-word", "key", "status", "status"),
    ("unknown-word", "list", "planlagt, aktiv, på pause, lukket", "planned, active, paused, closed"),
    ("unknown-word", "nearest", "aktiv", "active"),
    ("unknown-word", "value", "atkiv", "atcive"),
    ("unknown-zone", "nearest", "Europe/Copenhagen", "Europe/London"),
    ("unknown-zone", "value", "Europe/Kopenhagen", "Europe/Londen"),
    ("too-many-files", "folder", "content", "content"),
    ("too-many-files", "limit", "50000", "50000"),
    ("wants-day", "key", "opdateret", "updated"),
    ("wants-day", "text", "marts 2026", "March 2026"),
    ("wants-fields", "key", "kalendere", "feeds"),
    ("wants-fields", "list", "standardvarighed, år", "default_duration, years"),
    ("wants-list", "key", "program", "programme"),
    ("wants-text", "key", "titel", "title"),
    ("wrong-weekday", "other", "onsdag d. 19. maj 2027", "Wednesday 19 May 2027"),
];

/// A fact of a kind in a language, none if the table above has no such fact.
fn fact(kind: Kind, name: &str, language: &str) -> Option<&'static str> {
    let of_kind = OF_KIND.iter().find(|(id, fact, ..)| *id == kind.id() && *fact == name);
    let found = of_kind.map(|(_, _, da, en)| (da, en));
    let (da, en) = found.or_else(|| FACTS.iter().find(|(fact, ..)| *fact == name).map(|(_, da, en)| (da, en)))?;
    Some(if language == "da" { da } else { en })
}

fn sample(kind: Kind, language: &Language) -> Diagnostic {
    kind.facts().iter().fold(Diagnostic::new(kind, None), |problem, name| {
        let value = fact(kind, name, &language.code);
        problem.with(name, value.unwrap_or_else(|| panic!("the tables above lack {name}, a fact of {}", kind.id())))
    })
}

fn told(kind: Kind, language: &Language) -> String {
    show::terminal(&show::show(&sample(kind, language), language, None), language, false)
}

fn all(language: &Language) -> String {
    Kind::ALL.iter().map(|kind| format!("[{}]\n{}\n", kind.id(), told(*kind, language))).collect()
}

fn path(language: &Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/messages/{}.txt", language.code))
}

#[test]
fn every_kind_says_what_was_read_and_approved() {
    for code in ["da", "en"] {
        let language = Language::of(code).expect("the language is there");
        let now = all(language);
        if std::env::var_os("HUSTING_BLESS").is_some() {
            fs::write(path(language), &now).expect("the snapshot can be written");
            continue;
        }
        let approved = fs::read_to_string(path(language)).unwrap_or_default();
        let differing = now.split("\n\n").filter(|message| !approved.split("\n\n").any(|known| known == *message));
        let differing: Vec<&str> = differing.collect();
        assert!(
            now == approved,
            "not as in {}; read these, and if they are right run with HUSTING_BLESS=1:\n\n{}",
            path(language).display(),
            differing.join("\n\n")
        );
    }
}

/// Words of programmers and of file formats, and names of types: nothing that an editor should have to know.
const JARGON: &[&str] = &[
    "anchor",
    "array",
    "bool",
    "boolean",
    "byte",
    "bytes",
    "char",
    "dash-dash",
    "deserialise",
    "deserialize",
    "enum",
    "exception",
    "frontmatter",
    "hash",
    "identifier",
    "indent_level",
    "integer",
    "invalid",
    "iso-8601",
    "json",
    "key-value",
    "mapping",
    "newline",
    "null",
    "parse",
    "parsed",
    "parser",
    "parsing",
    "regex",
    "rrule",
    "scalar",
    "schema",
    "sequence",
    "serialise",
    "serialize",
    "slug",
    "str",
    "string",
    "struct",
    "syntax",
    "token",
    "tokens",
    "toml",
    "tuple",
    "u32",
    "unexpected",
    "unicode",
    "usize",
    "validate",
    "validation",
    "vec",
    "whitespace",
    "yaml",
    "parse-fejl",
    "parses",
    "parser",
    "streng",
    "tegnstreng",
    "heltal",
    "boolsk",
    "skalar",
    "syntaks",
    "syntaksfejl",
    "ugyldig",
    "ugyldigt",
    "validering",
    "serialisering",
    "deserialisering",
    "nøgle",
    "nøglen",
    "objekt",
    "variabel",
];

/// The names of files that editors see in their folder are no jargon.
const FILE_NAMES: &[&str] = &["site.yaml", "ledger.yaml", "roller.yaml", "personer.yaml", "roles.yaml", "people.yaml"];

#[test]
fn no_message_needs_a_programmer() {
    for language in Language::codes().filter_map(Language::of) {
        for kind in Kind::ALL {
            let mut text = told(*kind, language).to_lowercase();
            for name in FILE_NAMES {
                text = text.replace(name, "");
            }
            assert!(!text.contains("front matter"), "{}: {}", language.code, kind.id());
            let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
            for word in words {
                assert!(!JARGON.contains(&word), "{}: {} says “{word}”:\n{text}", language.code, kind.id());
            }
        }
    }
}

#[test]
fn every_message_is_a_sentence_and_leaves_nothing_unfilled() {
    for language in Language::codes().filter_map(Language::of) {
        for kind in Kind::ALL {
            let message = language.message(&sample(*kind, language));
            let here = format!("{}: {}", language.code, kind.id());
            assert!(message.sentence.ends_with(['.', '?']), "{here}: {}", message.sentence);
            for text in message.hints.iter().chain([&message.sentence]).chain(&message.explanation) {
                assert!(!text.contains('{') && !text.contains('}'), "{here}: {text}");
                // Lines to copy stand as they are in a file, under a sentence.
                let text = text.lines().next().unwrap_or_default();
                assert!(!text.contains("  ") && !text.contains(" . ") && !text.ends_with(" ."), "{here}: {text}");
            }
            assert_eq!(message.hints.is_empty(), *kind == Kind::LedgerMerged, "{here}: what is one to do?");
        }
    }
}

#[test]
fn a_title_holds_without_the_facts_that_may_be_missing() {
    // Facts that code adds with `with_some`.
    let optional = ["nearest", "list", "other", "word", "next", "file", "years"];
    for language in Language::codes().filter_map(Language::of) {
        for kind in Kind::ALL {
            let mut problem = sample(*kind, language);
            let needs_other = ["same-name", "same-address", "same-uid"].contains(&kind.id());
            problem.facts.retain(|(name, _)| !optional.contains(name) || (*name == "other" && needs_other));
            let message = language.message(&problem);
            assert!(!message.sentence.contains('{'), "{}: {}", language.code, message.sentence);
        }
    }
}
