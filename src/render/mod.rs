//! Plan → bytes: one writer a format, data in, bytes out.

pub mod calendar;
pub mod changes;
pub mod data;
pub mod feed;
pub mod html;
pub mod map;
pub mod markdown;
pub mod pictures;
pub mod search;
pub mod sitemap;
mod svg;
pub mod theme;
pub mod views;
pub mod wheel;
mod xml;

use crate::diagnostics::Diagnostics;
use crate::ledger::{Identities, Ledger};
use crate::output::Files;
use crate::site::Site;
use crate::sources::Sources;
use theme::Theme;

/// Renders every page, feed and file of the plan into `files`, and tells what is then published.
pub fn all(
    site: &Site<'_>,
    remembered: &Ledger,
    sources: &Sources,
    files: &dyn Files,
    problems: &mut Diagnostics,
) -> Ledger {
    let identities = Identities::find(site.model, remembered, problems);
    let ledger = calendar::all(site, remembered, &identities, sources, files, problems);
    changes::feeds(site, &ledger, &identities, files);
    if let Some(theme) = Theme::load(sources, &site.model.settings, problems) {
        let published = html::Published { ledger: &ledger, identities: &identities };
        html::all(site, published, sources, &theme, files, problems);
        theme.files().for_each(|(path, bytes)| files.share(path, bytes));
    }
    data::files(site, &identities, sources).iter().for_each(|(path, bytes)| files.put(path, bytes));
    if let Some((path, text)) = feed::news(site) {
        files.put(&path, text.as_bytes());
    }
    search::all(site, files);
    files.put("sitemap.xml", sitemap::sitemap(site).as_bytes());
    files.put("robots.txt", sitemap::robots(site).as_bytes());
    site.attachments.iter().for_each(|file| files.share(&file.address.output(), &file.bytes));
    ledger
}
