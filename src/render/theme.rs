//! The theme: the built-in one, file by file under a folder of the site. Templates are trusted, content is not.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Context, Kwargs, State, Tera};

use crate::diagnostics::{Diagnostic, Diagnostics, Kind};
use crate::language::{self, Language};
use crate::model::settings::Settings;
use crate::sources::Sources;

/// The default theme, inside the binary.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the built-in theme, and of the folder that overrides it.
const DEFAULT: &str = "default";

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Assets by file name: their published path and bytes.
    assets: BTreeMap<String, (String, Arc<[u8]>)>,
}

impl Theme {
    /// The site's theme over the built-in one. A template that cannot be read is told; none is then left.
    pub fn load(sources: &Sources, settings: &Settings, problems: &mut Diagnostics) -> Option<Theme> {
        let name = settings.theme.as_ref().map_or(DEFAULT, |said| said.value.as_str());
        let mut files = built_in();
        let folder = format!("{name}/");
        let own = sources.themes.iter().filter_map(|file| Some((file.path.strip_prefix(&folder)?, &file.bytes)));
        let before = files.len();
        let mut found = false;
        for (path, bytes) in own {
            found = true;
            files.insert(path.to_owned(), bytes.shared());
        }
        debug_assert!(files.len() >= before);
        if let Some(said) = settings.theme.as_ref().filter(|said| !found && said.value != DEFAULT) {
            problems.push(
                Diagnostic::new(Kind::ThemeUnknown, said.place)
                    .with("theme", name)
                    .with("list", theme_names(sources).join(", ")),
            );
        }
        let tera = engine(&files, settings.language, problems)?;
        Some(Theme { tera, assets: assets(&files, settings) })
    }

    /// The published addresses of the assets, by file name, below `base_path`.
    pub fn addresses(&self, base_path: &str) -> BTreeMap<String, String> {
        self.assets.iter().map(|(name, (path, _))| (name.clone(), format!("{base_path}{path}"))).collect()
    }

    /// The asset files to publish.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.assets.values().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// Renders a template.
    ///
    /// # Errors
    /// The template engine's own account of what failed and where.
    pub fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, String> {
        let mut page = Vec::with_capacity(16_000);
        match self.tera.render_to(template, context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => Err(described(&error)),
        }
    }
}

fn theme_names(sources: &Sources) -> Vec<String> {
    let mut names: Vec<String> = sources
        .themes
        .iter()
        .filter_map(|file| file.path.split_once('/').map(|(name, _)| name.to_owned()))
        .chain([DEFAULT.to_owned()])
        .collect();
    names.sort();
    names.dedup();
    names
}

fn built_in() -> BTreeMap<String, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    let mut open = vec![&BUILT_IN];
    while let Some(folder) = open.pop() {
        open.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, file.contents().into());
        }
    }
    files
}

fn engine(files: &BTreeMap<String, Arc<[u8]>>, language: &Language, problems: &mut Diagnostics) -> Option<Tera> {
    let mut tera = Tera::new();
    tera.register_filter("fill", fill);
    let templates = files.iter().filter_map(|(path, bytes)| {
        let name = path.strip_prefix("templates/").filter(|name| name.ends_with(".html"))?;
        Some((name.to_owned(), with_words(&String::from_utf8_lossy(bytes), language)))
    });
    match tera.add_raw_templates(templates) {
        Ok(()) => Some(tera),
        Err(error) => {
            let message = described(&error);
            let template = message.lines().find_map(|line| line.trim().strip_prefix("--> ")).unwrap_or("").to_owned();
            problems
                .push(Diagnostic::new(Kind::TemplateBroken, None).with("template", template).with("message", message));
            None
        }
    }
}

/// A template with the words that it prints as they are put in already: `{{ words.next_meeting }}`. They are the same on every
/// page, and looking one up costs more than printing it.
fn with_words(template: &str, language: &Language) -> String {
    const OPEN: &str = "{{ words.";
    let words = language.words();
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        let word = after.split_once(" }}").and_then(|(key, after)| Some((words.get(key)?, after)));
        rest = match word {
            Some((word, after)) if !word.contains(['{', '\n']) => {
                out.push_str(&escaped(word));
                after
            }
            _ => {
                out.push_str(OPEN);
                after
            }
        };
    }
    out + rest
}

/// A text as the template engine prints it in HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    match tera::escape_html(text, &mut out) {
        Ok(()) => String::from_utf8_lossy(&out).into_owned(),
        // Writing to memory cannot fail.
        Err(_) => String::new(),
    }
}

/// Fills `{name}` in a word: `{{ words.week | fill(week=41) }}`.
fn fill(text: &str, facts: Kwargs, _: &State<'_>) -> String {
    let facts: Vec<(String, String)> =
        facts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    language::fill(text, &facts)
}

/// An error with what lies under it.
fn described(error: &tera::Error) -> String {
    let mut out = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(below) = source {
        out.push('\n');
        out.push_str(&below.to_string());
        source = below.source();
    }
    out
}

/// Assets under names that change with their bytes, so that browsers may keep them for ever. References between them
/// (`url("font.woff2")`) are followed.
fn assets(files: &BTreeMap<String, Arc<[u8]>>, settings: &Settings) -> BTreeMap<String, (String, Arc<[u8]>)> {
    let mut plain: BTreeMap<String, Arc<[u8]>> = files
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?.to_owned(), Arc::clone(bytes))))
        .collect();
    if let Some(accent) = &settings.accent {
        let css = format!(":root {{ --site-accent: {accent}; }}\n");
        plain.insert("site.css".to_owned(), css.into_bytes().into());
    }
    let mut named: BTreeMap<String, (String, Arc<[u8]>)> = BTreeMap::new();
    // Style sheets last: their names depend on the names of what they refer to.
    let (sheets, others): (Vec<_>, Vec<_>) = plain.into_iter().partition(|(name, _)| name.ends_with(".css"));
    for (name, bytes) in others {
        named.insert(name.clone(), (fingerprinted(&name, &bytes), bytes));
    }
    for (name, bytes) in sheets {
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        for (other, (path, _)) in &named {
            let file = path.rsplit('/').next().unwrap_or(path);
            text = text.replace(&format!("url(\"{other}\")"), &format!("url(\"{file}\")"));
        }
        let bytes: Arc<[u8]> = text.into_bytes().into();
        named.insert(name.clone(), (fingerprinted(&name, &bytes), bytes));
    }
    named
}

fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let print = fingerprint(bytes);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("assets/{stem}.{print:016x}.{ending}"),
        None => format!("assets/{name}.{print:016x}"),
    }
}

/// FNV-1a, 64 bits: names files after their bytes; nothing here needs a hash that withstands an enemy.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
