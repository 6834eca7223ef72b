//! The search index: what the search page's script loads, made from the texts the model has.
//!
//! `index.json` beside the search page holds the vocabulary and what filters and order need of each entry. What a word
//! leads to, what an entry is called and what it says lie in files of their own, named after their bytes, and are loaded
//! when a search comes to need them. Words are folded as addresses are (`møde` → `moede`); the script folds alike.

mod entries;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::theme::fingerprint;
use crate::model::Model;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::output::Files;
use crate::site::Site;
use crate::site::url::Address;
use entries::Entry;
use words::Word;

/// Bytes of postings in one file, at which the next begins. Several kB each when packed: few requests, little in vain.
const SHARD: usize = 64_000;
/// Entries whose names stand in one file.
const NAMES: usize = 256;
/// Bytes of text in one file: a result's excerpt costs one of these.
const TEXTS: usize = 12_000;

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

/// Writes the index of each language and the files they name.
pub fn all(site: &Site<'_>, files: &dyn Files) {
    // Named by their bytes: two that are the same are one.
    let mut kept = BTreeSet::new();
    site.in_all_languages().for_each(|site| in_one_language(site, &mut kept, files));
}

fn in_one_language(site: &Site<'_>, kept: &mut BTreeSet<String>, files: &dyn Files) {
    let entries = entries::all(site);
    let words = words::all(&entries);
    let (audiences, audience) = audiences(&entries);
    let mut keep = |(path, bytes): File| {
        let address = site.urls.href(&Address::new(path.as_str()));
        if !kept.contains(&path) {
            files.put(&path, &bytes);
            kept.insert(path);
        }
        address
    };
    let index = Index {
        shards: shards(&words).into_iter().map(|(count, file)| (count, keep(file))).collect(),
        words: words.iter().map(|word| &*word.folded).collect::<Vec<_>>().join(" "),
        size: NAMES,
        names: names(&entries).into_iter().map(&mut keep).collect(),
        texts: texts(&entries).into_iter().map(|(count, file)| (count, keep(file))).collect(),
        networks: networks(site.model),
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
    files.put(&address(site).output(), &json(&index));
}

/// Id and title of every network by number; none of a draft that is not shown.
fn networks(model: &Model) -> Vec<Option<(String, String)>> {
    let named = |(id, own): (Id<Network>, &Network)| (model.networks.key(id).to_owned(), own.title.clone());
    model.networks.iter().map(|(id, own)| model.is_shown(id).then(|| named((id, own)))).collect()
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

/// A file that is made: its path below the output folder, and its bytes.
type File = (String, Vec<u8>);

fn json(content: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(content).expect("strings, numbers and lists of them are always JSON")
}

fn file(content: &impl Serialize) -> File {
    let bytes = json(content);
    (format!("assets/search/{:016x}.json", fingerprint(&bytes)), bytes)
}

/// Postings, whole words together, in files of about one size, each with how many words it is for.
fn shards(words: &[Word]) -> Vec<(usize, File)> {
    let postings: Vec<String> = words.par_iter().map(Word::postings).collect();
    parts(&postings, SHARD, String::len).into_par_iter().map(|part| (part.len(), file(&part))).collect()
}

fn names(entries: &[Entry]) -> Vec<File> {
    let name = |entry: &Entry| [&*entry.title, &*entry.href, &*entry.note].map(str::to_owned);
    entries.par_chunks(NAMES).map(|part| file(&part.iter().map(name).collect::<Vec<_>>())).collect()
}

/// Texts in files of about one size, each with how many entries it is for.
fn texts(entries: &[Entry]) -> Vec<(usize, File)> {
    let texts = |part: &[Entry]| file(&part.iter().map(|entry| &*entry.text).collect::<Vec<_>>());
    let size = |entry: &Entry| entry.text.len();
    parts(entries, TEXTS, size).into_par_iter().map(|part| (part.len(), texts(part))).collect()
}

/// Items in runs that end when `most` is reached.
fn parts<T>(items: &[T], most: usize, size: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut sum = 0;
    let runs = items.chunk_by(|item, _| {
        sum += size(item);
        let goes_on = sum < most;
        sum = if goes_on { sum } else { 0 };
        goes_on
    });
    runs.collect()
}
