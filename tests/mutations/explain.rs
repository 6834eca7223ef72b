//! What a change of a file explains in the output: its thing's own page, what speaks of that thing before or after, and
//! the lists that all things are on.

use std::collections::{BTreeMap, BTreeSet};

use husting::Output;
use husting::language::fold::slug;
use husting::sources::SourceFile;

/// Lists of everything: they may always differ.
const LISTS: [&str; 12] = [
    "index.html",
    "netvaerk/index.html",
    "kalender/index.html",
    "roller/index.html",
    "organisationer/index.html",
    "personer/index.html",
    "steder/index.html",
    "nyheder/index.html",
    "nyheder/feed.xml",
    "calendar.ics",
    "site.json",
    "sitemap.xml",
];

/// What the touched files are about.
pub struct Explained {
    /// Texts of which what is published must hold one, before or after.
    needles: BTreeSet<String>,
    /// The site as a whole: everything may differ.
    all: bool,
}

impl Explained {
    pub fn new(touched: &[usize], before: &[SourceFile], after: &[SourceFile]) -> Explained {
        let mut explained = Explained { needles: BTreeSet::new(), all: false };
        for index in touched {
            explained.add(&before[*index].path, &before[*index].bytes, &after[*index].bytes);
        }
        explained
    }

    fn add(&mut self, path: &str, before: &[u8], after: &[u8]) {
        let parts: Vec<&str> = path.trim_end_matches(".md").split('/').filter(|part| *part != "index").collect();
        match parts.as_slice() {
            ["site.yaml"] => self.all = true,
            // The front page's text is on the front page, which is a list.
            [] => {}
            ["netvaerk", network] => {
                self.page(&["netvaerk", network]);
                // A meeting that is another network's too names it by its title alone.
                self.title(before);
                self.title(after);
            }
            ["netvaerk", network, ..] => self.page(&["netvaerk", network]),
            [data] if data.ends_with(".yaml") => self.entries(data.trim_end_matches(".yaml"), before, after),
            parts => self.page(parts),
        }
    }

    fn page(&mut self, parts: &[&str]) {
        let slugs: Vec<String> = parts.iter().map(|part| slug(part)).collect();
        self.needles.insert(format!("/{}/", slugs.join("/")));
    }

    fn title(&mut self, file: &[u8]) {
        let text = String::from_utf8_lossy(file);
        let title = text.lines().find_map(|line| line.strip_prefix("titel:")).map(str::trim);
        self.needles.extend(title.filter(|title| title.chars().count() > 3).map(str::to_owned));
    }

    /// The entries of a data file that differ: their addresses, and all that they say.
    fn entries(&mut self, kind: &str, before: &[u8], after: &[u8]) {
        let (before, after) = (blocks(before), blocks(after));
        let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for id in ids.into_iter().filter(|id| before.get(*id) != after.get(*id)) {
            self.page(&[kind, id]);
            for line in before.get(id).into_iter().chain(after.get(id)).flatten() {
                let value = line.split_once(": ").map_or(line.as_str(), |(_, value)| value).trim();
                let value = value.trim_matches(['"', '\'', '>', '|', '-']).trim();
                if value.chars().count() > 3 {
                    self.needles.insert(value.to_owned());
                }
            }
        }
    }

    /// The paths whose bytes differ without an explanation.
    pub fn unexplained(&self, before: &Output, after: &Output) -> Vec<String> {
        if self.all {
            return Vec::new();
        }
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let differs = |path: &&String| before.get(*path) != after.get(*path);
        let is_list = |path: &str| {
            LISTS.contains(&path) || ["soeg/", "kalender/", "assets/search/"].iter().any(|list| path.starts_with(list))
        };
        paths
            .into_iter()
            .filter(differs)
            .filter(|path| !is_list(path))
            .filter(|path| !self.is_own(path))
            .filter(|path| !self.speaks(before.get(*path)) && !self.speaks(after.get(*path)))
            .cloned()
            .collect()
    }

    fn is_own(&self, path: &str) -> bool {
        let path = format!("/{path}");
        self.needles.iter().any(|needle| path.starts_with(needle.as_str()))
    }

    fn speaks(&self, bytes: Option<&std::sync::Arc<[u8]>>) -> bool {
        let Some(bytes) = bytes else { return false };
        let text = String::from_utf8_lossy(bytes);
        // Calendar lines are folded, and signs in texts are escaped there and on pages.
        let text = text.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";").replace("&amp;", "&");
        self.needles.iter().any(|needle| text.contains(needle.as_str()))
    }
}

/// A data file's lines by the entry they stand under.
fn blocks(bytes: &[u8]) -> BTreeMap<String, Vec<String>> {
    let mut blocks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut id = String::new();
    for line in String::from_utf8_lossy(bytes).lines() {
        let is_entry = line.starts_with(|c: char| !c.is_whitespace() && c != '#') && line.contains(':');
        if is_entry {
            id = line.split(':').next().unwrap_or_default().to_owned();
            blocks.entry(id.clone()).or_default();
        } else if !line.trim().is_empty() {
            blocks.entry(id.clone()).or_default().push(line.trim().to_owned());
        }
    }
    blocks
}
