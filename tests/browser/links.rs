//! The links between pages: whether each leads to a file and a place in it, whether each page is led to, and what it calls
//! itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::html::{self, Element};
use crate::sites::Site;

/// A page with what counts for its links.
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
    title: String,
    description: Option<String>,
    is_redirect: bool,
}

/// Every page by its path, `netvaerk/landserfa/index.html`.
fn pages(site: &Site) -> BTreeMap<&str, Page> {
    let all = site.output.iter().filter(|(path, _)| path.ends_with(".html"));
    all.map(|(path, bytes)| (path.as_str(), page(std::str::from_utf8(bytes).unwrap()))).collect()
}

fn page(text: &str) -> Page {
    let document = html::parse(text);
    let mut links = Vec::new();
    for (tag, attribute) in [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("use", "href")] {
        let found = document.all(tag).into_iter().filter_map(|element| element.attribute(attribute));
        links.extend(found.map(str::to_owned));
    }
    let is_description = |meta: &&Element| meta.attribute("name") == Some("description");
    let description = document.all("meta").into_iter().find(is_description);
    Page {
        ids: ids(text),
        links,
        title: between(text, "<title>", "</title>").unwrap_or_default().to_owned(),
        description: description.and_then(|meta| meta.attribute("content")).map(str::to_owned),
        is_redirect: text.contains("http-equiv=\"refresh\""),
    }
}

fn ids(text: &str) -> BTreeSet<String> {
    text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(found, _)| found)
}

/// Where a link from a page leads, below the site: a file's path and a place in it. None if it leads elsewhere.
fn target(from: &str, link: &str) -> Option<(String, Option<String>)> {
    let (address, fragment) = match link.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment.to_owned())),
        None => (link, None),
    };
    if address.is_empty() {
        return Some((from.to_owned(), fragment));
    }
    let path = address.strip_prefix('/')?;
    let path = path.split('?').next().unwrap_or_default();
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    Some((format!("{path}{index}"), fragment))
}

/// Links that lead nowhere, and pages that no other page leads to.
pub fn faults(site: &Site) -> Vec<String> {
    let pages = pages(site);
    let mut found = Vec::new();
    let mut reached: BTreeSet<String> = ["index.html"].map(str::to_owned).into();
    reached.extend(pages.keys().filter(|path| path.ends_with("404.html")).map(|path| (*path).to_owned()));
    for (path, page) in &pages {
        for (file, fragment) in page.links.iter().filter_map(|link| target(path, link)) {
            if !site.output.contains_key(&file) {
                found.push(format!("{path} links to {file}, which is not there"));
            }
            let place = fragment.filter(|place| !place.is_empty());
            if let (Some(place), Some(other)) = (place, pages.get(file.as_str()))
                && !other.ids.contains(&place)
            {
                found.push(format!("{path} links to {file}#{place}, and there is no such place"));
            }
            if file != *path {
                reached.insert(file);
            }
        }
    }
    let orphans = pages.iter().filter(|(path, page)| !page.is_redirect && !reached.contains(**path));
    found.extend(orphans.map(|(path, _)| format!("no page links to {path}")));
    found
}

/// Pages without a title or description, and those that share their title with another.
pub fn nameless(site: &Site) -> Vec<String> {
    let pages = pages(site);
    let mut found = Vec::new();
    let mut titles = BTreeMap::new();
    for (path, page) in pages.iter().filter(|(_, page)| !page.is_redirect) {
        if page.title.is_empty() {
            found.push(format!("{path} has no title"));
        }
        if let Some(other) = titles.insert(page.title.as_str(), path) {
            found.push(format!("{path} and {other} share the title {}", page.title));
        }
        if page.description.as_deref().is_none_or(str::is_empty) {
            found.push(format!("{path} has no description"));
        }
    }
    found
}
