//! Where things were before: the `aliases` of files and the days of moved meetings, as addresses that lead on.

use super::url::{Address, Urls};
use crate::language::fold::slug;
use crate::model::Model;
use crate::model::reader::Said;

/// An old address that leads to a new one.
#[derive(Debug)]
pub struct Redirect {
    /// The old address.
    pub from: Address,
    /// The new one.
    pub to: Address,
}

/// Old addresses: `aliases`, and where a moved meeting used to be.
pub(super) fn redirects(model: &Model, urls: &Urls) -> Vec<Redirect> {
    let mut all = Vec::new();
    for (id, network) in model.shown_networks() {
        add_aliases(&mut all, urls, &network.aliases, &urls.network(model, id), &urls.kind("networks"));
    }
    for (id, meeting) in model.meetings.iter().filter(|(id, _)| model.is_shown_meeting(*id)) {
        let here = urls.meeting(model, id);
        add_aliases(&mut all, urls, &meeting.aliases, &here, &urls.network(model, meeting.network));
        let name_before = model.name_before_move(id);
        if let Some(old) = &name_before {
            all.push(Redirect { from: urls.network(model, meeting.network).join(old).join("/"), to: here.clone() });
        }
        // What lay below an old address of the network lies there no more either.
        for network in old_addresses(&model.networks[meeting.network].aliases, urls, &urls.kind("networks")) {
            for name in std::iter::once(&meeting.name).chain(&name_before) {
                all.push(Redirect { from: network.join(name).join("/"), to: here.clone() });
            }
            add_aliases(&mut all, urls, beside_only(&meeting.aliases), &here, &network);
        }
    }
    for (id, role) in model.roles.iter() {
        add_aliases(&mut all, urls, &role.aliases, &urls.role(model, id), &urls.kind("roles"));
    }
    for (id, organisation) in model.organisations.iter() {
        add_aliases(&mut all, urls, &organisation.aliases, &urls.organisation(model, id), &urls.kind("organisations"));
    }
    for (id, person) in model.people.iter() {
        add_aliases(&mut all, urls, &person.aliases, &urls.person(model, id), &urls.kind("people"));
    }
    for (id, place) in model.places.iter() {
        add_aliases(&mut all, urls, &place.aliases, &urls.place(model, id), &urls.kind("places"));
    }
    for (id, article) in model.news.iter() {
        add_aliases(&mut all, urls, &article.aliases, &urls.article(model, id), &urls.kind("news"));
    }
    for (id, page) in model.pages.iter() {
        add_aliases(&mut all, urls, &page.aliases, &urls.page(model, id), &urls.home());
    }
    all
}

fn add_aliases<'s>(
    all: &mut Vec<Redirect>,
    urls: &Urls,
    aliases: impl IntoIterator<Item = &'s Said<String>>,
    to: &Address,
    beside: &Address,
) {
    for from in old_addresses(aliases, urls, beside) {
        if from != *to {
            all.push(Redirect { from, to: to.clone() });
        }
    }
}

/// The ending of a feed's address.
const FEED: &str = ".ics";

/// The old addresses of a page: an alias is an id beside the thing's own, or a path from the site's root. An old address
/// of a feed is no page's.
pub(super) fn old_addresses<'s>(
    aliases: impl IntoIterator<Item = &'s Said<String>>,
    urls: &Urls,
    beside: &Address,
) -> Vec<Address> {
    let pages = aliases.into_iter().filter(|alias| !alias.ends_with(FEED));
    pages.map(|alias| page_of(alias, urls, beside)).collect()
}

fn page_of(alias: &str, urls: &Urls, beside: &Address) -> Address {
    let path = slugs(alias).join("/");
    let folder = if alias.contains('/') { &urls.home() } else { beside };
    folder.join(&path).join("/")
}

/// The old addresses of feeds among aliases: `/netvaerk/forum/vest.ics`.
pub(super) fn old_feeds(aliases: &[Said<String>], urls: &Urls, beside: &Address) -> Vec<Address> {
    let feeds = aliases.iter().filter_map(|alias| alias.strip_suffix(FEED));
    feeds
        .map(|alias| Address::new(format!("{}{FEED}", page_of(alias, urls, beside).path().trim_end_matches('/'))))
        .collect()
}

/// The aliases that are ids beside the thing's own.
fn beside_only(aliases: &[Said<String>]) -> impl Iterator<Item = &Said<String>> {
    aliases.iter().filter(|alias| !alias.contains('/'))
}

fn slugs(path: &str) -> Vec<String> {
    path.trim_matches('/').split('/').map(slug).filter(|part| !part.is_empty()).collect()
}
