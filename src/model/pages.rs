//! News and other pages, and what any page may carry: documents and links.

use super::fields::{DOCUMENT, LINK};
use super::names::Known;
use super::network::Network;
use super::people::titled;
use super::reader::{Fields, Prose, Reader, Said};
use super::table::Id;
use super::time::When;
use super::time::read::read_file_name;
use crate::content::yaml::{Node, Value};
use crate::diagnostics::{Diagnostic, FileId, Kind, Place as Position};

/// A paper: a file beside the page or a link elsewhere.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name; the file's name where none is given.
    pub title: Option<String>,
    /// What it is: agenda, minutes.
    pub kind: Option<String>,
    /// Where it lies.
    pub target: Target,
}

/// Where a document lies.
#[derive(Debug, Clone)]
pub enum Target {
    /// A file, by its path relative to the page's folder.
    File(Said<String>),
    /// An address elsewhere.
    Url(String),
}

/// A named link.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its name.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A piece of news.
#[derive(Debug)]
pub struct Article {
    /// Its file's name without ending: the last part of its address.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its day.
    pub when: When,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Networks it is about.
    pub networks: Vec<Id<Network>>,
    /// Papers.
    pub documents: Vec<Document>,
    /// Former addresses.
    pub aliases: Vec<Said<String>>,
    /// When the text was last changed.
    pub updated: Option<jiff::civil::Date>,
    /// Not for publishing yet.
    pub draft: bool,
    /// The text.
    pub body: Prose,
    /// Its file.
    pub file: FileId,
}

/// Any other page.
#[derive(Debug)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Papers.
    pub documents: Vec<Document>,
    /// Former addresses.
    pub aliases: Vec<Said<String>>,
    /// When the text was last changed.
    pub updated: Option<jiff::civil::Date>,
    /// Not for publishing yet.
    pub draft: bool,
    /// The text.
    pub body: Prose,
    /// Its file.
    pub file: FileId,
}

pub(super) fn article(
    fields: &Fields<'_>,
    body: Prose,
    name: &str,
    file: FileId,
    reader: &mut Reader<'_>,
    known: &Known,
) -> Option<Article> {
    let named = read_file_name(name).ok().flatten().map(|(when, _)| when);
    let year = named.as_ref().map(|when| when.first_day().year());
    let when = reader.when(fields, "date", year).map(|said| said.value).or(named);
    if when.is_none() && fields.get("date").is_none() && !fields.may_have("date") {
        reader.tell(Diagnostic::new(Kind::NoDate, Position::top(file)).with("name", name));
    }
    let title = reader.plain(fields, "title");
    if title.is_none() {
        reader.missing(fields, "title");
    }
    let article = Article {
        name: name.to_owned(),
        title: title.unwrap_or_else(|| titled(name)),
        summary: reader.plain(fields, "summary"),
        networks: reader.references(fields, "networks", &known.networks, "networks"),
        documents: documents(fields, reader),
        aliases: reader.aliases(fields),
        updated: reader.day(fields, "updated", None).map(|said| said.value),
        draft: reader.yes_no(fields, "draft").unwrap_or(false),
        when: when?,
        body,
        file,
    };
    Some(article)
}

pub(super) fn page(fields: &Fields<'_>, body: Prose, path: &str, file: FileId, reader: &mut Reader<'_>) -> Page {
    let last = path.rsplit('/').next().unwrap_or(path);
    Page {
        title: reader.plain(fields, "title").or_else(|| first_heading(&body.text)).unwrap_or_else(|| titled(last)),
        summary: reader.plain(fields, "summary"),
        documents: documents(fields, reader),
        aliases: reader.aliases(fields),
        updated: reader.day(fields, "updated", None).map(|said| said.value),
        draft: reader.yes_no(fields, "draft").unwrap_or(false),
        body,
        file,
    }
}

/// A page that states no title takes its first heading of level one.
fn first_heading(body: &str) -> Option<String> {
    let line = body.lines().find(|line| !line.trim().is_empty())?;
    line.strip_prefix("# ").map(|title| title.trim().to_owned())
}

pub(super) fn documents(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<Document> {
    fields.items("documents").iter().filter_map(|node| document(node, reader)).collect()
}

fn document(node: &Node, reader: &mut Reader<'_>) -> Option<Document> {
    if !matches!(node.value, Value::Fields(_)) {
        let said = reader.as_text(node, "documents")?;
        return Some(Document { title: None, kind: None, target: Target::File(said) });
    }
    let entry = reader.entry(node, DOCUMENT, "documents");
    if !reader.only_one(&entry, "file", "url") {
        return None;
    }
    let file = reader.text(&entry, "file");
    let url = reader.url(&entry, "url");
    let target = match (file, url) {
        (Some(file), _) => Target::File(file),
        (None, Some(url)) => Target::Url(url.value),
        (None, None) => {
            if entry.get("url").is_none() {
                reader.missing(&entry, "file");
            }
            return None;
        }
    };
    Some(Document { title: reader.plain(&entry, "title"), kind: reader.plain(&entry, "kind"), target })
}

pub(super) fn links(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<Link> {
    let mut found = Vec::new();
    for node in fields.items("links") {
        let entry = reader.entry(node, LINK, "links");
        let (title, url) = (reader.plain(&entry, "title"), reader.url(&entry, "url"));
        if let Some(url) = url {
            found.push(Link { title: title.unwrap_or_else(|| url.value.clone()), url: url.value });
        } else if entry.get("url").is_none() {
            reader.missing(&entry, "url");
        }
    }
    found
}
