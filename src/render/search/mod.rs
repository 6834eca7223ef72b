//! The search index: what the search page's script loads, made from the texts the model has.
//!
//! `index.json` beside the search page holds the vocabulary and what filters and order need of each entry. What a word
//! leads to, what an entry is called and what it says lie in files of their own, named after their bytes, and are loaded
//! when a search comes to need them. Words are folded as addresses are (`møde` → `moede`); the script folds alike.

mod entries;
#[cfg(test)]
mod tests;
mod words;

use serde::Serialize;

use super::theme::fingerprint;
use crate::Output;
use crate::site::Site;
use crate::site::url::Address;
use entries::Entry;
use words::Word;

/// Bytes of postings in one file, at which the next begins. Several kB each when packed: few requests, little in vain.
const SHARD: usize = 64_000;
/// Entries whose names stand in one file.
const NAMES: usize = 256;
/// Bytes of text in one file: a result's excerpt costs one of these.
const TEXTS: usize = 8_000;

/// What is loaded when somebody begins to search.
#[derive(Serialize)]
struct Index {
    /// The folded words in order, divided by spaces.
    words: String,
    /// Files of postings, each with how many words it is for.
    shards: Vec<(usize, String)>,
    /// How many entries a file of names holds.
    size: usize,
    /// Files of names: title, address and note of each entry.
    names: Vec<String>,
    /// Files of texts, each with how many entries it is for.
    texts: Vec<(usize, String)>,
    /// Id and title of what one can filter by, by number; none for a draft that is not shown.
    networks: Vec<Option<(String, String)>>,
    roles: Vec<(String, String)>,
    /// Sets of roles, by number.
    audiences: Vec<Vec<usize>>,
    /// Of each entry: its networks; the number of its audience; its first day since 1970 and how many follow.
    network: Vec<Vec<usize>>,
    audience: Vec<usize>,
    day: Vec<Option<i32>>,
    more_days: Vec<i32>,
    /// The entries that are meetings: past ones come after all others.
    meetings: (usize, usize),
}

/// Where the index lies.
pub fn address(site: &Site<'_>) -> Address {
    site.urls.kind("search").join("index.json")
}

/// The index and the files it names.
pub fn files(site: &Site<'_>) -> Output {
    let entries = entries::all(site);
    let words = words::all(&entries);
    let mut files = Files { output: Output::new(), base_path: site.urls.base_path() };
    let (audiences, audience) = audiences(&entries);
    let index = Index {
        shards: shards(&words, &mut files),
        words: words.iter().map(|word| &*word.folded).collect::<Vec<_>>().join(" "),
        size: NAMES,
        names: entries.chunks(NAMES).map(|part| files.names(part)).collect(),
        texts: texts(&entries, &mut files),
        networks: site
            .model
            .networks
            .iter()
            .map(|(id, own)| {
                site.model.is_shown(id).then(|| (site.model.networks.key(id).to_owned(), own.title.clone()))
            })
            .collect(),
        roles: site
            .model
            .roles
            .iter()
            .map(|(id, own)| (site.model.roles.key(id).to_owned(), own.title.clone()))
            .collect(),
        audiences,
        network: entries.iter().map(|entry| entry.networks.clone()).collect(),
        audience,
        day: entries.iter().map(|entry| entry.days.map(|(first, _)| first)).collect(),
        more_days: entries.iter().map(|entry| entry.days.map_or(0, |(first, last)| last - first)).collect(),
        meetings: meetings(&entries),
    };
    let mut output = files.output;
    output.insert(address(site).output(), json(&index).into());
    output
}

/// Every set of roles there is, and the number of each entry's.
fn audiences(entries: &[Entry]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut sets: Vec<Vec<usize>> = entries.iter().map(|entry| entry.roles.clone()).collect();
    sets.sort();
    sets.dedup();
    let numbers = entries.iter().map(|entry| sets.binary_search(&entry.roles).unwrap_or(0)).collect();
    (sets, numbers)
}

/// The first meeting and how many follow it: they stand together.
fn meetings(entries: &[Entry]) -> (usize, usize) {
    let first = entries.iter().position(|entry| entry.is_meeting).unwrap_or(0);
    (first, entries.iter().filter(|entry| entry.is_meeting).count())
}

/// Files that are made, by the addresses they get.
struct Files<'s> {
    output: Output,
    base_path: &'s str,
}

impl Files<'_> {
    /// Takes a file in and gives its address.
    fn add(&mut self, content: &impl Serialize) -> String {
        let bytes = json(content);
        let path = format!("assets/search/{:016x}.json", fingerprint(&bytes));
        let address = format!("{}{path}", self.base_path);
        self.output.insert(path, bytes.into());
        address
    }

    fn names(&mut self, entries: &[Entry]) -> String {
        let names: Vec<[&str; 3]> = entries.iter().map(|entry| [&*entry.title, &*entry.href, &*entry.note]).collect();
        self.add(&names)
    }
}

fn json(content: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(content).expect("strings, numbers and lists of them are always JSON")
}

/// Postings, whole words together, in files of about one size.
fn shards(words: &[Word], files: &mut Files<'_>) -> Vec<(usize, String)> {
    let postings: Vec<String> = words.iter().map(Word::postings).collect();
    parts(&postings, SHARD, String::len).map(|part| (part.len(), files.add(&part))).collect()
}

fn texts(entries: &[Entry], files: &mut Files<'_>) -> Vec<(usize, String)> {
    let size = |entry: &Entry| entry.text.len();
    let part = |part: &[Entry]| (part.len(), part.iter().map(|entry| entry.text.clone()).collect::<Vec<_>>());
    parts(entries, TEXTS, size).map(part).map(|(count, texts)| (count, files.add(&texts))).collect()
}

/// Items in runs that end when `most` is reached.
fn parts<T>(items: &[T], most: usize, size: impl Fn(&T) -> usize) -> impl Iterator<Item = &[T]> {
    let mut sum = 0;
    items.chunk_by(move |item, _| {
        sum += size(item);
        let goes_on = sum < most;
        sum = if goes_on { sum } else { 0 };
        goes_on
    })
}
