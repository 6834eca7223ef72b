//! `site.yaml`: the site's name, address, language and time zone, and the defaults of its networks.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::fields::{FEEDS, MENU, SITE};
use super::names::Known;
use super::reader::{Fields, Prose, Reader, Said, nearest};
use super::refs::{Contact, Tie};
use crate::content::yaml::{Node, Value};
use crate::content::{Content, DataFile};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind, Place};
use crate::language::Language;
use crate::sources::LEDGER;

/// The names that the file may have.
pub const FILES: [&str; 2] = ["site.yaml", "site.yml"];

/// How many years back a feed reaches that would be too large for what programs read.
pub const FEED_YEARS: u32 = 5;

/// The site as a whole.
#[derive(Debug)]
pub struct Settings {
    /// Its name.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Its address, with scheme, ending in `/`; `--base-url` may have replaced it.
    pub base_url: String,
    /// The language that it is shown in.
    pub language: &'static Language,
    /// The language that its files are written in: the site's own. Another than `language` only in a translation.
    pub written: &'static Language,
    /// Further languages that it is shown in.
    pub languages: Vec<&'static Language>,
    /// Its time zone.
    pub zone: TimeZone,
    /// Who arranges networks that name nobody.
    pub organisers: Vec<Tie>,
    /// Who answers for networks that name nobody.
    pub contacts: Vec<Contact>,
    /// The domain part of calendar UIDs; never affected by `--base-url`.
    pub uid_domain: String,
    /// The name of the theme, if not the built-in one.
    pub theme: Option<Said<String>>,
    /// A picture beside the name.
    pub logo: Option<String>,
    /// The accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Navigation beyond the fixed pages, or instead of them.
    pub menu: Vec<MenuEntry>,
    /// Text at the foot of every page.
    pub footer: Option<Prose>,
    /// How long a meeting without end lasts in calendars, in minutes.
    pub default_duration: Option<i64>,
    /// How many years back feeds reach. If not set, as far as they fit, and [`FEED_YEARS`] where not all does.
    pub feed_years: Option<u32>,
    /// The country whose public holidays are warned of.
    pub holidays: Option<String>,
    /// The day that is today.
    pub today: Date,
}

/// An entry of the menu.
#[derive(Debug, Clone)]
pub struct MenuEntry {
    /// Its words.
    pub title: String,
    /// A path in the site or an address elsewhere.
    pub target: Said<String>,
}

/// The site's language, before anything else is read: messages and keys need it. If site.yaml says none that can be read,
/// which [`settings`] tells, it is the one that knows most keys of the content, so that not every key is told as unknown.
pub fn language(content: &Content) -> &'static Language {
    let site = content.data.iter().find(|data| FILES.contains(&data.path.as_str()));
    let stated = site.and_then(|file| stated_language(&file.node)).map(|(code, _)| code);
    stated.as_deref().and_then(Language::of).unwrap_or_else(|| language_of_keys(content))
}

/// The language that knows most keys; English if another knows no more.
fn language_of_keys(content: &Content) -> &'static Language {
    let data = content.data.iter().filter(|data| data.path != LEDGER).map(|data| &data.node);
    let nodes = data.chain(content.documents.iter().map(|document| &document.front));
    let keys: Vec<&str> = nodes.flat_map(top_keys).collect();
    let known = |language: &Language| keys.iter().filter(|key| language.knows_key(key)).count();
    let mut best = (known(Language::english()), Language::english());
    for language in Language::codes().filter_map(Language::of) {
        let count = known(language);
        if count > best.0 {
            best = (count, language);
        }
    }
    best.1
}

fn top_keys(node: &Node) -> impl Iterator<Item = &str> {
    let fields = match &node.value {
        Value::Fields(fields) => fields.as_slice(),
        _ => &[],
    };
    fields.iter().map(|(key, _)| key.text.as_str())
}

fn stated_language(node: &Node) -> Option<(String, Place)> {
    let Value::Fields(fields) = &node.value else { return None };
    let is_language = |key: &str| {
        Language::codes().filter_map(Language::of).any(|language| language.key(key, &["language"]).is_some())
    };
    let (_, value) = fields.iter().find(|(key, _)| is_language(&key.text))?;
    match &value.value {
        Value::Text(text) => Some((text.trim().to_lowercase(), value.place)),
        _ => None,
    }
}

/// Reads the settings. Without site.yaml there is nothing to build.
pub fn settings(
    site: Option<&DataFile>,
    known: &Known,
    today: Date,
    base_url: Option<&str>,
    language: &'static Language,
    problems: &mut Diagnostics,
) -> Settings {
    let mut reader = Reader::new(language, problems);
    let empty;
    let fields = match site {
        Some(file) => {
            check_language(&file.node, &mut reader);
            reader.fields(&file.node, SITE, "site", file.damaged)
        }
        None => {
            reader.tell(Diagnostic::new(Kind::SiteFileMissing, None));
            empty = Node::no_fields(crate::diagnostics::FileId(0));
            reader.fields(&empty, SITE, "site", true)
        }
    };
    read(&fields, known, today, base_url, &mut reader)
}

fn check_language(node: &Node, reader: &mut Reader<'_>) {
    if let Some((code, place)) = stated_language(node)
        && Language::of(&code).is_none()
    {
        tell_unknown_language(code, place, reader);
    }
}

fn tell_unknown_language(code: String, place: Place, reader: &mut Reader<'_>) {
    let list: Vec<&str> = Language::codes().collect();
    reader.tell(Diagnostic::new(Kind::UnknownLanguage, place).with("value", code).with("list", list.join(", ")));
}

fn read(fields: &Fields<'_>, known: &Known, today: Date, base_url: Option<&str>, reader: &mut Reader<'_>) -> Settings {
    for name in ["title", "base_url", "language"] {
        if fields.get(name).is_none() {
            reader.missing(fields, name);
        }
    }
    let stated = reader.url(fields, "base_url").map(|said| slashed(&said.value));
    let own = stated.clone().unwrap_or_else(|| "https://example.org/".to_owned());
    let feeds = fields.get("feeds").map(|node| reader.entry(node, FEEDS, "feeds"));
    Settings {
        title: reader.plain(fields, "title").unwrap_or_else(|| "husting".to_owned()),
        description: reader.plain(fields, "description"),
        uid_domain: reader.plain(fields, "uid_domain").unwrap_or_else(|| host(&own).to_owned()),
        base_url: base_url.map_or(own, slashed),
        language: reader.language,
        written: reader.language,
        languages: languages(fields, reader),
        zone: reader.zone(fields).map(|said| said.value).unwrap_or_else(|| default_zone(reader.language)),
        organisers: reader.ties(fields, "organiser", known, true),
        contacts: reader.contacts(fields, "contact", known),
        theme: reader.text(fields, "theme"),
        logo: reader.plain(fields, "logo"),
        accent: accent(fields, reader),
        menu: fields.items("menu").iter().filter_map(|node| menu_entry(node, reader)).collect(),
        footer: reader.prose(fields, "footer"),
        default_duration: feeds.as_ref().and_then(|feeds| default_duration(feeds, reader)),
        feed_years: feeds.as_ref().and_then(|feeds| reader.number(feeds, "years")),
        holidays: reader.plain(fields, "holidays"),
        today,
    }
}

/// The `languages` field: each another than the site's own.
fn languages(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<&'static Language> {
    let mut found: Vec<&'static Language> = Vec::new();
    for said in reader.texts(fields, "languages") {
        match Language::of(&said.value.to_lowercase()) {
            None => tell_unknown_language(said.value, said.place, reader),
            Some(language)
                if language.code == reader.language.code || found.iter().any(|one| one.code == language.code) =>
            {
                reader.tell(Diagnostic::new(Kind::LanguageTwice, said.place).with("value", said.value));
            }
            Some(language) => found.push(language),
        }
    }
    found
}

fn default_duration(feeds: &Fields<'_>, reader: &mut Reader<'_>) -> Option<i64> {
    let said = reader.text(feeds, "default_duration")?;
    let minutes = super::time::duration::minutes(&said);
    if minutes.is_none() {
        let key = reader.language.key_name("default_duration");
        reader.tell(Diagnostic::new(Kind::NotADuration, said.place).with("key", key).with("value", &said.value));
    }
    minutes
}

fn menu_entry(node: &Node, reader: &mut Reader<'_>) -> Option<MenuEntry> {
    let entry = reader.entry(node, MENU, "menu");
    reader.only_one(&entry, "page", "url");
    let target = reader.text(&entry, "page").or_else(|| reader.url(&entry, "url"));
    let title = reader.plain(&entry, "title");
    if title.is_none() {
        reader.missing(&entry, "title");
    }
    if target.is_none() && entry.get("url").is_none() {
        reader.missing(&entry, "page");
    }
    Some(MenuEntry { title: title?, target: target? })
}

/// The smallest contrast with white that text may have (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

fn accent(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let said = reader.text(fields, "accent")?;
    let Some(ratio) = contrast_with_white(&said) else {
        reader.tell(Diagnostic::new(Kind::NotAColour, said.place).with("value", &said.value));
        return None;
    };
    if ratio < LEAST_CONTRAST {
        reader.tell(
            Diagnostic::new(Kind::PaleAccent, said.place)
                .with("value", &said.value)
                .with("ratio", format!("{ratio:.1}").replace('.', reader.language.word("decimal_sign"))),
        );
        return None;
    }
    Some(said.value)
}

/// The contrast ratio of `#rrggbb` against white, by WCAG 2.2's relative luminance.
fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits =
        colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    let luminance = 0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?;
    Some(1.05 / (luminance + 0.05))
}

fn slashed(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':', '?']).next().unwrap_or(rest)
}

fn default_zone(language: &Language) -> TimeZone {
    TimeZone::get(&language.time_zone).unwrap_or(TimeZone::UTC)
}

impl Reader<'_> {
    /// The `time_zone` field.
    pub fn zone(&mut self, fields: &Fields<'_>) -> Option<Said<TimeZone>> {
        let said = self.text(fields, "time_zone")?;
        if let Ok(zone) = TimeZone::get(&said.value)
            && zone.iana_name().is_some()
        {
            return Some(Said { value: zone, place: said.place });
        }
        let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let near = nearest(&said, names.iter().map(String::as_str)).map(str::to_owned);
        self.tell(Diagnostic::new(Kind::UnknownZone, said.place).with("value", &said.value).with_some("nearest", near));
        None
    }
}
