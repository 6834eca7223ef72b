//! `sitemap.xml` and `robots.txt`, for search engines.

use std::fmt::Write as _;

use crate::site::{Page, PageKind, Site};

/// The sitemap protocol takes at most this many addresses in one file.
const MOST: usize = 50_000;

/// Every page by its whole address, in order.
pub fn sitemap(site: &Site<'_>) -> String {
    let alternates = if site.translations.is_empty() { "" } else { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{alternates}>\n",
    );
    let pages = site.in_all_languages().flat_map(|own| own.pages.iter().map(move |page| (own, page)));
    // What is not translated is the original's page once more.
    let is_listed = |(own, page): &(&Site<'_>, &Page)| page.kind != PageKind::NotFound && own.is_translated(page.kind);
    for (own, page) in pages.filter(is_listed).take(MOST) {
        let _ = write!(out, "<url><loc>{}</loc>", super::xml::escape(&own.urls.absolute(&page.address)));
        if let Some(updated) = updated(own, page.kind) {
            let _ = write!(out, "<lastmod>{updated}</lastmod>");
        }
        for (language, address) in site.alternates(page.kind) {
            let address = super::xml::escape(&site.urls.absolute(&address));
            let _ = write!(out, "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// The day an editor states that a page was last changed.
fn updated(site: &Site<'_>, kind: PageKind) -> Option<jiff::civil::Date> {
    let model = site.model;
    match kind {
        PageKind::Network(id) => model.networks[id].updated,
        PageKind::Meeting(id) => model.meetings[id].updated,
        PageKind::Article(id) => model.news[id].updated.or_else(|| Some(model.news[id].when.first_day())),
        PageKind::Text(id) => model.pages[id].updated,
        _ => None,
    }
}

/// Everything may be read; the sitemap is where it is.
pub fn robots(site: &Site<'_>) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.urls.base_url())
}
