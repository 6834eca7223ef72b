//! Languages as data: one file each holds the keys and values that editors may write, month and weekday names, the words
//! of the theme and every message. Adding a language is adding a file here, and its line in [`FILES`].

pub mod dates;
pub mod fold;
pub mod pattern;
pub mod rules;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock, OnceLock};

use serde::Deserialize;

use crate::diagnostics::{Diagnostic, Kind};
use dates::DateWords;
use fold::fold;
use rules::RuleWords;

/// The language files, by code.
const FILES: &[(&str, &str)] =
    &[("da", include_str!("da.toml")), ("en", include_str!("en.toml")), ("sv", include_str!("sv.toml"))];

/// A language file as written, but for its [`Texts`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    code: String,
    name: String,
    time_zone: String,
    after_z: String,
    yes: Vec<String>,
    no: Vec<String>,
    folders: BTreeMap<String, Vec<String>>,
    keys: BTreeMap<String, Vec<String>>,
    values: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, String>,
    dates: DateWords,
    rules: RuleWords,
}

/// The larger half of a language file, which most builds need nothing of: it is read when somebody asks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    #[serde(default)]
    describe: BTreeMap<String, String>,
    messages: BTreeMap<String, Message>,
}

/// A language file divided into what [`Raw`] is read from and what [`Texts`] is.
fn divided(file: &str) -> (String, String) {
    let (mut raw, mut texts) = (String::with_capacity(file.len()), String::with_capacity(file.len()));
    let mut is_text = false;
    for line in file.split_inclusive('\n') {
        if line.starts_with('[') {
            is_text = line.starts_with("[describe]") || line.starts_with("[messages.");
        }
        if is_text { &mut texts } else { &mut raw }.push_str(line);
    }
    (raw, texts)
}

/// The texts of one kind of problem, with `{fact}` placeholders.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    title: String,
    text: Option<String>,
    #[serde(default)]
    hints: Vec<String>,
}

/// A problem's texts with its facts filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is wrong.
    pub sentence: String,
    /// Why, or what it means.
    pub explanation: Option<String>,
    /// What to do.
    pub hints: Vec<String>,
}

/// A language: everything that is said or read in words.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 code: `da`.
    pub code: String,
    /// Its own name for itself: "Dansk".
    pub name: String,
    /// The time zone of a site that names none.
    pub time_zone: String,
    /// How dates are read and written.
    pub dates: DateWords,
    /// How repetitions are read and written.
    pub rules: RuleWords,
    after_z: Vec<char>,
    yes: Vec<String>,
    no: Vec<String>,
    folders: HashMap<String, String>,
    folder_names: HashMap<String, String>,
    keys: HashMap<String, Vec<String>>,
    spellings: BTreeMap<String, Vec<String>>,
    values: HashMap<String, Vec<String>>,
    value_spellings: BTreeMap<String, Vec<String>>,
    words: Arc<BTreeMap<String, String>>,
    texts: LazyLock<Texts, Box<dyn FnOnce() -> Texts + Send>>,
}

impl Language {
    /// The language with this code, or none that husting has words for.
    pub fn of(code: &str) -> Option<&'static Language> {
        static ALL: OnceLock<BTreeMap<&'static str, OnceLock<Language>>> = OnceLock::new();
        let all = ALL.get_or_init(|| FILES.iter().map(|(code, _)| (*code, OnceLock::new())).collect());
        let (code, text) = FILES.iter().find(|(known, _)| *known == code)?;
        Some(all.get(code)?.get_or_init(|| Language::read(text)))
    }

    /// English: the language of keys everywhere, and of messages before the site's language is known.
    pub fn english() -> &'static Language {
        Language::of("en").expect("the English file is one of FILES")
    }

    /// The codes of all languages.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(code, _)| *code)
    }

    fn read(text: &str) -> Language {
        let (raw, texts) = divided(text);
        let raw: Raw = toml::from_str(&raw).expect("a language file inside the binary reads: a test holds it");
        Language {
            folder_names: raw
                .folders
                .iter()
                .filter_map(|(kind, words)| Some((kind.clone(), words.first()?.clone())))
                .collect(),
            folders: raw
                .folders
                .iter()
                .flat_map(|(key, words)| words.iter().map(|word| (fold(word), key.clone())))
                .collect(),
            keys: by_word(&raw.keys),
            spellings: raw.keys,
            values: by_word(&raw.values),
            value_spellings: raw.values,
            dates: raw.dates,
            rules: raw.rules,
            code: raw.code,
            name: raw.name,
            time_zone: raw.time_zone,
            after_z: raw.after_z.chars().collect(),
            yes: raw.yes,
            no: raw.no,
            words: Arc::new(raw.words),
            texts: LazyLock::new(Box::new(move || {
                toml::from_str(&texts).expect("the texts of a language file inside the binary read: a test holds it")
            })),
        }
    }

    /// Which of `known` (English) keys a key as typed means: in English or in this language, in any case, with spaces,
    /// hyphens or underscores.
    pub fn key<'k>(&self, typed: &str, known: &[&'k str]) -> Option<&'k str> {
        meaning(typed, known, &self.keys)
    }

    /// Which of `known` (English) values of a list a word means.
    pub fn value<'k>(&self, typed: &str, known: &[&'k str]) -> Option<&'k str> {
        meaning(typed, known, &self.values)
    }

    /// Whether a key as typed is one of this language's own words.
    pub fn knows_key(&self, typed: &str) -> bool {
        self.keys.contains_key(&fold(typed))
    }

    /// How this language writes an English key: "formål".
    pub fn key_name<'a>(&'a self, key: &'a str) -> &'a str {
        self.key_spellings(key).first().map_or(key, String::as_str)
    }

    /// Every way this language writes an English key, the usual one first.
    pub fn key_spellings(&self, key: &str) -> &[String] {
        self.spellings.get(key).map_or(&[], Vec::as_slice)
    }

    /// How this language writes a value of a list: "obligatorisk".
    pub fn value_name<'a>(&'a self, value: &'a str) -> &'a str {
        self.value_spellings(value).first().map_or(value, String::as_str)
    }

    /// Every way this language writes a value of a list, the usual one first.
    pub fn value_spellings(&self, value: &str) -> &[String] {
        self.value_spellings.get(value).map_or(&[], Vec::as_slice)
    }

    /// What kind of content a folder or data file of this name holds (`networks`), in English or in this language.
    pub fn folder(&self, typed: &str) -> Option<&str> {
        let folded = fold(typed);
        self.folders
            .get(&folded)
            .map(String::as_str)
            .or_else(|| self.folder_names.keys().find(|key| **key == folded).map(String::as_str))
    }

    /// How this language names the folder of a kind: `netværk`.
    pub fn folder_name<'a>(&'a self, kind: &'a str) -> &'a str {
        self.folder_names.get(kind).map_or(kind, String::as_str)
    }

    /// What names are sorted by, in the order of this language's alphabet: "å" after "z", in English as "aa".
    pub fn sort_key(&self, name: &str) -> String {
        let place = |c: char| self.after_z.iter().position(|last| *last == c);
        let letters = fold::composed(name);
        let letters = letters.chars().flat_map(char::to_lowercase);
        fold(&letters.map(|c| place(c).map_or(c, after_every_letter)).collect::<String>())
    }

    /// Yes or no as editors write it; none for anything else.
    pub fn yes_or_no(&self, typed: &str) -> Option<bool> {
        let typed = fold(typed);
        let is_one = |words: &[String]| words.iter().any(|word| fold(word) == typed);
        if typed == "true" || typed == "yes" || is_one(&self.yes) {
            return Some(true);
        }
        (typed == "false" || typed == "no" || is_one(&self.no)).then_some(false)
    }

    /// The words for yes and no, the first of each.
    pub fn yes_no_words(&self) -> (&str, &str) {
        (self.yes.first().map_or("true", String::as_str), self.no.first().map_or("false", String::as_str))
    }

    /// Every word for yes, and every word for no, the usual ones first.
    pub fn yes_no_spellings(&self) -> [&[String]; 2] {
        [&self.yes, &self.no]
    }

    /// What a field of a table means, in one sentence with an example; `*` is the table as a whole. A language that says
    /// nothing lets the English speak.
    pub fn description(&self, table: &str, key: &str) -> Option<&str> {
        self.own_description(table, key).or_else(|| Language::english().own_description(table, key))
    }

    fn own_description(&self, table: &str, key: &str) -> Option<&str> {
        self.texts.describe.get(&format!("{table}.{key}")).or_else(|| self.texts.describe.get(key)).map(String::as_str)
    }

    /// What this language describes, as `key` or `table.key`, sorted: a test compares them with the tables.
    pub fn described(&self) -> impl Iterator<Item = &str> {
        self.texts.describe.keys().map(String::as_str)
    }

    /// A word or sentence of the theme or the program; the key itself where it is missing (a test finds those).
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// All words, for templates.
    pub fn words(&self) -> Arc<BTreeMap<String, String>> {
        Arc::clone(&self.words)
    }

    /// A word with its `{name}` placeholders filled in.
    pub fn fill(&self, key: &str, facts: &[(&str, &str)]) -> String {
        fill(self.word(key), facts)
    }

    /// One and many said right: the word `<key>_one` or `<key>_many` with `{count}` filled in.
    pub fn count(&self, key: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "many" };
        self.fill(&format!("{key}_{form}"), &[("count", &count.to_string())])
    }

    /// A problem in this language's words. Sentences whose facts are missing are left out.
    pub fn message(&self, problem: &Diagnostic) -> Told {
        let Some(message) = self.texts.messages.get(problem.kind.id()) else {
            return Told { sentence: problem.kind.id().to_owned(), explanation: None, hints: Vec::new() };
        };
        let facts: Vec<(&str, &str)> = problem.facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let complete = |text: &String| placeholders(text).all(|name| facts.iter().any(|(known, _)| *known == name));
        Told {
            sentence: fill(&message.title, &facts),
            explanation: message.text.as_ref().filter(|text| complete(text)).map(|text| fill(text, &facts)),
            hints: message.hints.iter().filter(|text| complete(text)).map(|text| fill(text, &facts)).collect(),
        }
    }

    /// The placeholders that this language's texts for `kind` use; none if the kind has no texts.
    pub fn message_placeholders(&self, kind: Kind) -> Option<Vec<String>> {
        let message = self.texts.messages.get(kind.id())?;
        let texts = std::iter::once(&message.title).chain(&message.text).chain(&message.hints);
        Some(texts.flat_map(|text| placeholders(text)).map(str::to_owned).collect())
    }

    /// The kinds this language has texts for, sorted: a test compares them with [`Kind::ALL`].
    pub fn message_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.texts.messages.keys().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }
}

/// A character for private use: none of them stands in a name, and all are after the letters.
fn after_every_letter(place: usize) -> char {
    let place = u32::try_from(place).unwrap_or(u32::MAX);
    char::from_u32(0xe000_u32.saturating_add(place)).unwrap_or(char::MAX)
}

fn by_word(table: &BTreeMap<String, Vec<String>>) -> HashMap<String, Vec<String>> {
    let mut map: HashMap<String, Vec<String>> = HashMap::new();
    for (key, words) in table {
        for word in words {
            map.entry(fold(word)).or_default().push(key.clone());
        }
    }
    map
}

fn meaning<'k>(typed: &str, known: &[&'k str], words: &HashMap<String, Vec<String>>) -> Option<&'k str> {
    let typed = fold(typed);
    // English keys are plain: nothing but their separators is folded away.
    let folds = |key: &str| key.bytes().filter(|byte| !b" -_.".contains(byte)).eq(typed.bytes());
    if let Some(english) = known.iter().find(|key| folds(key)) {
        return Some(english);
    }
    let meanings = words.get(&typed)?;
    known.iter().find(|key| meanings.iter().any(|meaning| meaning == *key)).copied()
}

/// Replaces `{name}` by the fact of that name; unknown names stay as they are.
pub(crate) fn fill(text: &str, facts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + length];
        out.push_str(&rest[..open]);
        match facts.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    out.push_str(rest);
    out
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}
