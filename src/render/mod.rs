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
pub mod shared;
pub mod sitemap;
mod svg;
pub mod theme;
mod turns;
pub mod views;
pub mod wheel;
mod xml;

use crate::diagnostics::Diagnostics;
use crate::ledger::{FILE, Identities, Ledger};
use crate::output::Files;
use crate::site::Site;
use crate::sources::Sources;
use theme::Theme;

/// What there is besides the plan.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// What was published before.
    pub remembered: &'a Ledger,
    /// Which event each meeting is.
    pub identities: &'a Identities,
    /// The files.
    pub sources: &'a Sources,
}

/// Renders every page, feed and file of the plan into `files`, and tells what is then published. Events that `memory` has of a
/// build before are not written again.
pub fn all(
    site: &Site<'_>,
    around: Around<'_>,
    memory: Option<&mut calendar::Memory>,
    files: &dyn Files,
    problems: &mut Diagnostics,
) -> Ledger {
    let Around { identities, sources, .. } = around;
    let is_again = memory.is_some();
    let mut of_theme = Diagnostics::default();
    let (theme, (ledger, calendars)) = rayon::join(
        || Theme::load(sources, &site.model.settings, &mut of_theme),
        || calendar::all(site, around, memory, problems),
    );
    problems.extend(of_theme);
    theme.iter().flat_map(Theme::files).for_each(|(path, bytes)| files.share(path, bytes));
    site.attachments.iter().for_each(|file| files.share(&file.address.output(), &file.bytes));
    files.rest_follows(site.in_all_languages().flat_map(html::paths).chain(calendars.paths()).collect(), problems);
    let published = html::Published { ledger: &ledger, identities };
    let beside_pages = || {
        calendars.put(files);
        files.put(FILE, ledger.to_yaml().as_bytes());
        search::all(site, files);
        data_and_feeds(site, published, sources, files);
    };
    let mut pages = || {
        if let Some(theme) = &theme {
            html::all((site, site), published, sources, theme, files, problems);
        }
    };
    if is_again {
        // Whoever waits for a page shall not wait for anything else.
        rayon::join(beside_pages, pages);
    } else {
        // What all of this is made from takes memory that the pages can have after it.
        beside_pages();
        pages();
    }
    for translation in &site.translations {
        let ledger = ledger.in_language(&translation.model.settings.language.code);
        let published = html::Published { ledger: &ledger, identities };
        let mut found = Diagnostics::default();
        data_and_feeds(translation, published, sources, files);
        if let Some(theme) = Theme::load(sources, &translation.model.settings, &mut found) {
            html::all((site, translation), published, sources, &theme, files, &mut found);
        }
        // What is wrong with an original has been told where it is read as such.
        let is_own = |file| translation.translated().is_some_and(|translated| translated.has_file(file));
        problems.extend(found.where_file(is_own));
    }
    if theme.is_some() {
        html::tell_unlinked(site, problems);
    }
    files.put("sitemap.xml", sitemap::sitemap(site).as_bytes());
    files.put("robots.txt", sitemap::robots(site).as_bytes());
    ledger
}

/// Writes what there is besides pages once in each language of a site, but for calendars.
fn data_and_feeds(site: &Site<'_>, published: html::Published<'_>, sources: &Sources, files: &dyn Files) {
    changes::feeds(site, published.ledger, published.identities, files);
    data::files(site, published.identities, sources).iter().for_each(|(path, bytes)| files.put(path, bytes));
    if let Some((path, text)) = feed::news(site) {
        files.put(&path, text.as_bytes());
    }
}
