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

use std::sync::Arc;

use crate::Output;
use crate::diagnostics::Diagnostics;
use crate::ledger::{Identities, Ledger};
use crate::site::Site;
use crate::sources::Sources;
use theme::Theme;

/// Renders every page, feed and file of the plan.
pub fn all(site: &Site<'_>, remembered: &Ledger, sources: &Sources, problems: &mut Diagnostics) -> (Output, Ledger) {
    let identities = Identities::find(site.model, remembered, problems);
    let (mut output, ledger) = calendar::all(site, remembered, &identities, sources, problems);
    let published = html::Published { ledger: &ledger, identities: &identities };
    output.extend(changes::feeds(site, &ledger, &identities));
    if let Some(theme) = Theme::load(sources, &site.model.settings, problems) {
        output.extend(html::all(site, published, sources, &theme, problems));
        output.extend(theme.files().map(|(path, bytes)| (path.to_owned(), Arc::clone(bytes))));
    }
    output.extend(data::files(site, &identities, sources).into_iter().map(|(path, bytes)| (path, bytes.into())));
    output.extend(feed::news(site).map(|(path, text)| (path, text.into_bytes().into())));
    output.extend(search::files(site));
    output.insert("sitemap.xml".to_owned(), sitemap::sitemap(site).into_bytes().into());
    output.insert("robots.txt".to_owned(), sitemap::robots(site).into_bytes().into());
    output.extend(site.attachments.iter().map(|file| (file.address.output(), Arc::clone(&file.bytes))));
    (output, ledger)
}
