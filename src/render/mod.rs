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
    let theme = Theme::load(sources, &site.model.settings, problems);
    let published = html::Published { ledger: &ledger, identities: &identities };
    output.extend(in_one_language((site, site), published, theme.as_ref(), sources, problems));
    for translation in &site.translations {
        let ledger = ledger.in_language(&translation.model.settings.language.code);
        let published = html::Published { ledger: &ledger, identities: &identities };
        let mut found = Diagnostics::default();
        output.extend(in_one_language((site, translation), published, theme.as_ref(), sources, &mut found));
        // What is wrong with an original has been told where it is read as such.
        let is_own = |file| translation.translated().is_some_and(|translated| translated.has_file(file));
        problems.extend(found.where_file(is_own));
    }
    if let Some(theme) = theme {
        html::tell_unlinked(site, problems);
        output.extend(theme.files().map(|(path, bytes)| (path.to_owned(), Arc::clone(bytes))));
    }
    output.insert("sitemap.xml".to_owned(), sitemap::sitemap(site).into_bytes().into());
    output.insert("robots.txt".to_owned(), sitemap::robots(site).into_bytes().into());
    output.extend(site.attachments.iter().map(|file| (file.address.output(), Arc::clone(&file.bytes))));
    (output, ledger)
}

/// Everything but calendars that there is once in each language of a site.
fn in_one_language(
    (own, site): (&Site<'_>, &Site<'_>),
    published: html::Published<'_>,
    theme: Option<&Theme>,
    sources: &Sources,
    problems: &mut Diagnostics,
) -> Output {
    let mut output: Output = changes::feeds(site, published.ledger, published.identities).into_iter().collect();
    if let Some(theme) = theme {
        output.extend(html::all((own, site), published, sources, theme, problems));
    }
    let data = data::files(site, published.identities, sources);
    output.extend(data.into_iter().map(|(path, bytes)| (path, bytes.into())));
    output.extend(feed::news(site).map(|(path, text)| (path, text.into_bytes().into())));
    output.extend(search::files(site));
    output
}
