//! Where a link in a text leads: to a file of `content/` by its path, to an address of the site, or out of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::url::{Address, Urls};
use super::{Attachment, Page, PageKind};
use crate::content::markdown::headings;
use crate::content::text::Text;
use crate::language::fold::slug;
use crate::model::Model;
use crate::model::reader::nearest;
use crate::model::translation::of_path;

/// The schemes a link may have, in Markdown and in raw HTML. Everything else could run code or open a file.
pub const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "webcal", "sms"];

/// Every target in the site.
#[derive(Debug)]
pub struct Links {
    base_path: String,
    /// Source path → address: `netvaerk/x/index.md`, and folders `netvaerk/x`.
    by_source: HashMap<String, Address>,
    /// Addresses of pages and files.
    by_address: BTreeMap<Address, Option<String>>,
    /// Files published as they are, each with whether anything leads to it.
    files: HashMap<Address, AtomicBool>,
    /// Bodies by address, for their anchors; made when first asked for.
    anchors: HashMap<Address, Anchored>,
    /// What a heading is called that has nothing to make an anchor of.
    nameless: &'static str,
    /// In a translation: pages of the site's own language, which texts name, and the same pages in this one.
    same: HashMap<Address, Address>,
}

#[derive(Debug)]
struct Anchored {
    text: Text,
    ids: OnceLock<Vec<String>>,
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is there; perhaps this was meant.
    Broken(Option<String>),
    /// The page is there, the heading is not.
    NoAnchor(String, Option<String>),
    /// It would run code or open a file.
    Unsafe,
    /// It leads out of the site folder.
    Outside,
}

impl Links {
    pub(super) fn new(model: &Model, urls: &Urls, pages: &[Page], attachments: &[Attachment]) -> Links {
        let mut links = Links {
            base_path: urls.base_path().to_owned(),
            by_source: HashMap::new(),
            by_address: BTreeMap::new(),
            files: attachments.iter().map(|file| (file.address.clone(), AtomicBool::new(false))).collect(),
            anchors: HashMap::new(),
            nameless: model.settings.language.word("nameless_heading"),
            same: HashMap::new(),
        };
        for page in pages {
            links.by_address.insert(page.address.clone(), None);
            let body = match page.kind {
                PageKind::Network(id) => Some(&model.networks[id].body.text),
                PageKind::Meeting(id) => Some(&model.meetings[id].body.text),
                PageKind::Article(id) => Some(&model.news[id].body.text),
                PageKind::Text(id) => Some(&model.pages[id].body.text),
                _ => None,
            };
            if let Some(text) = body {
                links.anchors.insert(page.address.clone(), Anchored { text: text.clone(), ids: OnceLock::new() });
            }
        }
        // Not published, but no fault of the link: what is there could not be read, and that has been told.
        for address in super::unread::addresses(model, urls) {
            links.by_address.entry(address).or_insert(None);
        }
        for file in attachments {
            links.by_address.insert(file.address.clone(), Some(file.source.clone()));
            links.by_source.insert(file.source.clone(), file.address.clone());
        }
        links
    }

    /// Lets what leads to the first of each pair lead to the second.
    pub(super) fn lead_on(&mut self, same: impl IntoIterator<Item = (Address, Address)>) {
        self.same.extend(same);
    }

    /// Takes these for pages that are there.
    pub(super) fn know(&mut self, addresses: impl IntoIterator<Item = Address>) {
        for address in addresses {
            self.by_address.entry(address).or_insert(None);
        }
    }

    /// Where `target`, written in the file `source` (its path below `content/`), leads: something to print as `href`.
    pub fn resolve(&self, source: &str, target: &str) -> Result<String, Fault> {
        let target = target.trim();
        if let Some(anchor) = target.strip_prefix('#') {
            return Ok(format!("#{anchor}"));
        }
        if let Some(scheme) = scheme(target) {
            let allowed = SCHEMES.contains(&scheme.to_ascii_lowercase().as_str());
            return if allowed { Ok(target.to_owned()) } else { Err(Fault::Unsafe) };
        }
        if target.starts_with("//") || target.starts_with('\\') {
            return Err(Fault::Unsafe);
        }
        let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
        let (path, query) = path.split_once('?').map_or((path, ""), |(path, query)| (path, query));
        let address = self.address(source, path)?;
        let mut anchor = anchor;
        if let Some(named) = anchor.filter(|anchor| !anchor.is_empty())
            && let Err(fault) = self.check_anchor(&address, named)
        {
            // Headings are called something else in a translation: an original's link leads to the page.
            if self.same.is_empty() || of_path(source).is_some() {
                return Err(fault);
            }
            anchor = None;
        }
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
        Ok(format!("{}{}{query}{anchor}", self.base_path, address.path()))
    }

    fn address(&self, source: &str, path: &str) -> Result<Address, Fault> {
        let decoded = percent_decoded(path);
        let absolute = decoded.starts_with('/');
        let folder = if absolute { "" } else { source.rsplit_once('/').map_or("", |(folder, _)| folder) };
        let full = normalised(folder, decoded.trim_start_matches('/')).ok_or(Fault::Outside)?;
        let found = match self.by_source.get(&full) {
            Some(address) => Some(address.clone()),
            None => self.candidates(&full).into_iter().find_map(|address| self.page(address)),
        };
        found.inspect(|address| self.lead_to(address)).ok_or_else(|| Fault::Broken(self.nearest_path(&full)))
    }

    /// The page that an address means here, if there is one.
    fn page(&self, address: Address) -> Option<Address> {
        match self.same.get(&address) {
            Some(here) => Some(here.clone()),
            None => self.by_address.contains_key(&address).then_some(address),
        }
    }

    /// What a path below `content/` or the site's root may mean: the page of that file, of that folder, or that address.
    fn candidates(&self, path: &str) -> Vec<Address> {
        let stem =
            path.strip_suffix("index.md").or_else(|| path.strip_suffix(".md")).unwrap_or(path).trim_end_matches('/');
        let slugs: Vec<String> = stem.split('/').map(slug).filter(|part| !part.is_empty()).collect();
        let folder = if slugs.is_empty() { String::new() } else { format!("{}/", slugs.join("/")) };
        vec![Address::new(path), Address::new(folder), Address::new(format!("{}/", path.trim_end_matches('/')))]
    }

    fn nearest_path(&self, path: &str) -> Option<String> {
        let wanted = slug(path);
        let all: Vec<&str> =
            self.by_address.keys().map(Address::path).filter(|known| known.len().abs_diff(wanted.len()) < 12).collect();
        nearest(path, all.into_iter()).map(|near| format!("/{near}"))
    }

    fn check_anchor(&self, address: &Address, anchor: &str) -> Result<(), Fault> {
        let Some(page) = self.anchors.get(address) else { return Ok(()) };
        let headings = || headings(&page.text, self.nameless);
        let ids = page.ids.get_or_init(|| headings().into_iter().map(|heading| heading.id).collect());
        if ids.iter().any(|id| id == anchor) || ids.is_empty() {
            return Ok(());
        }
        Err(Fault::NoAnchor(anchor.to_owned(), nearest(anchor, ids.iter().map(String::as_str)).map(str::to_owned)))
    }

    /// Remembers that something leads to a file.
    pub fn lead_to(&self, address: &Address) {
        if let Some(file) = self.files.get(address) {
            file.store(true, Ordering::Relaxed);
        }
    }

    /// Whether anything rendered so far leads to a file.
    pub fn is_led_to(&self, address: &Address) -> bool {
        self.files.get(address).is_some_and(|file| file.load(Ordering::Relaxed))
    }

    /// Whether something is published at an address.
    pub fn has(&self, address: &Address) -> bool {
        self.by_address.contains_key(address)
    }

    /// The published address of a file beside `source`.
    pub fn file(&self, source: &str, name: &str) -> Option<&Address> {
        let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.by_source.get(&normalised(folder, name)?)
    }

    /// The file beside `source` whose name is nearest to `name`.
    pub fn nearest_file(&self, source: &str, name: &str) -> Option<String> {
        let folder = source.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let mut beside: Vec<&str> =
            self.by_source.keys().filter_map(|path| path.strip_prefix(folder.as_str())).collect();
        beside.sort_unstable();
        nearest(name, beside.into_iter()).map(str::to_owned)
    }
}

/// The scheme of a target that has one: `mailto` of `mailto:x@y.dk`. Control characters and spaces inside it do not hide it.
fn scheme(target: &str) -> Option<String> {
    let clean: String = target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = clean.split_once(':')?;
    let looks = !scheme.is_empty()
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    looks.then(|| scheme.to_owned())
}

/// A path without `.` and `..`; none if it leads above the root.
fn normalised(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        // Two digits (RFC 3986, 2.1): a number may have a sign, these may not.
        let digits = text.get(at + 1..at + 3).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let hex = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, hex) {
            (b'%', Some(value)) => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The address of a folder of `content/`: the page it holds, or its path.
pub(super) fn folder_address(model: &Model, urls: &Urls, folder: &str) -> Address {
    let mut parts = folder.split('/').filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return Address::new("") };
    let kind = model.settings.language.folder(first).or_else(|| crate::language::Language::english().folder(first));
    let base = match kind.filter(|kind| model.folders.contains_key(kind)) {
        Some(kind) => urls.kind(kind),
        None => Address::new(format!("{}/", slug(first))),
    };
    parts.fold(base, |address, part| address.join(&slug(part)).join("/"))
}

#[cfg(test)]
mod tests {
    use super::percent_decoded;

    #[test]
    fn only_two_digits_are_an_octet() {
        assert_eq!(percent_decoded("netv%C3%A6rk/%2b"), "netværk/+");
        for typed in ["a%+5b", "100%", "%4", "%zz", "%-1"] {
            assert_eq!(percent_decoded(typed), typed);
        }
    }
}
