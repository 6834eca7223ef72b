//! What the ledger knows and the plan lacks: events, feeds, pages and languages.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Fate, Losses, Tombstone};
use crate::language::Language;
use crate::ledger::{Identities, Key, Ledger, Life, Part, Shown, id_before};
use crate::model::Model;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::site::Site;
use crate::site::feeds::NAMES;
use crate::site::unread::Doubt;
use crate::site::url::Address;

/// The events that no longer come from anything: those that quietly become tombstones, and the coming meetings that are
/// lost if nobody says so.
pub(super) fn missing_events(site: &Site<'_>, ledger: &Ledger, identities: &Identities) -> (Losses, Vec<Tombstone>) {
    // What was never published cannot be lost.
    if ledger.events.is_empty() {
        return (Losses::default(), Vec::new());
    }
    let model = site.model;
    let present = present_keys(model, ledger, identities);
    let networks = networks_by_name(model);
    let doubt = Doubt::new(model, &site.urls);
    let folder = site.urls.kind("networks");
    let mut losses = Losses::default();
    let mut lost = Vec::new();
    for (key, entry) in &ledger.events {
        if present.contains(key) || entry.facts.last_day() < model.settings.today {
            continue;
        }
        if doubt.covers(folder.join(&entry.facts.page).join("/").path()) {
            continue;
        }
        let network = networks.get(entry.facts.network()).copied();
        let gone = |fate| Tombstone { key: key.clone(), entry: entry.clone(), network, fate };
        let at_page = identities.at_page(&entry.facts.page);
        match (entry.facts.life, entry.facts.part, at_page) {
            (Life::Gone, ..) | (_, Part::Deadline, _) => losses.tombstones.push(gone(Fate::Gone)),
            // Its page lives on under another identity, or as no occurrence any more.
            (_, Part::Meeting, Some(meeting)) => {
                if identities.meeting(meeting).is_none() && key.occurrence.is_none() {
                    losses.tombstones.push(gone(Fate::Undated(meeting)));
                }
            }
            (_, Part::Meeting | Part::Series, _) => lost.push(gone(Fate::Gone)),
        }
    }
    (losses, lost)
}

/// Every event that the content still has.
fn present_keys(model: &Model, ledger: &Ledger, identities: &Identities) -> HashSet<Key> {
    let mut present = HashSet::with_capacity(2 * model.meetings.len());
    for (id, meeting) in model.meetings.iter() {
        let Some(key) = identities.meeting(id) else { continue };
        let deadline = meeting.registration.as_ref().and_then(|registration| registration.deadline.as_ref());
        if deadline.is_some_and(|deadline| deadline.days().is_some()) {
            present.insert(Identities::deadline(model, ledger, key));
        }
        present.insert(key.clone());
    }
    for (id, _) in model.shown_networks() {
        present.extend(identities.series(model, id).map(|published| Key::alone(published.uid)));
    }
    present
}

/// The shown networks by id and by the ids they had.
fn networks_by_name(model: &Model) -> BTreeMap<String, Id<Network>> {
    let mut names = BTreeMap::new();
    for (id, network) in model.shown_networks() {
        names.extend(network.aliases.iter().map(|alias| (id_before(alias), id)));
    }
    for (id, _) in model.shown_networks() {
        names.insert(model.networks.key(id).to_owned(), id);
    }
    names
}

/// Addresses that the ledger knows and the plan lacks.
#[derive(Debug, Default)]
pub(super) struct Missing<'a> {
    pub(super) feeds: Vec<&'a str>,
    pub(super) pages: Vec<(&'a str, &'a Shown)>,
    /// Languages that the site is not in any more; what was below them is not listed one by one.
    pub(super) languages: Vec<&'static Language>,
}

impl<'a> Missing<'a> {
    pub(super) fn find(site: &Site<'_>, ledger: &'a Ledger) -> Missing<'a> {
        let feeds: BTreeSet<&str> = site
            .in_all_languages()
            .flat_map(|site| &site.feeds)
            .flat_map(|feed| std::iter::once(&feed.address).chain(&feed.also_at))
            .map(Address::path)
            .collect();
        let pages: BTreeSet<&str> = site
            .in_all_languages()
            .flat_map(|site| {
                let pages = site.pages.iter().map(|page| page.address.path());
                pages.chain(site.redirects.iter().map(|redirect| redirect.from.path()))
            })
            .collect();
        let languages: Vec<&'static Language> =
            Language::codes().filter(|code| is_lost(code, ledger, &feeds)).filter_map(Language::of).collect();
        let doubt = Doubt::new(site.model, &site.urls);
        let gone = |address: &str| {
            let own = site.own_address(address);
            // What is gone from the site's own language too is told there.
            let is_told = own.is_some_and(|own| {
                ledger.pages.contains_key(own) && !pages.contains(own)
                    || ledger.feeds.contains_key(own) && !feeds.contains(own)
            });
            !is_told
                && !doubt.covers(own.unwrap_or(address))
                && !languages.iter().any(|lost| is_within(address, &lost.code))
        };
        Missing {
            feeds: ledger.feeds.keys().map(String::as_str).filter(|feed| !feeds.contains(feed) && gone(feed)).collect(),
            pages: ledger
                .pages
                .iter()
                .map(|(address, shown)| (address.as_str(), shown))
                .filter(|(address, _)| !pages.contains(address) && gone(address))
                .collect(),
            languages,
        }
    }

    pub(super) fn has_page(&self, address: &str) -> bool {
        self.pages.iter().any(|(page, _)| *page == address)
    }
}

/// Whether the calendar of all meetings was published in a language and is nowhere now: nothing else makes a feed there.
fn is_lost(code: &str, ledger: &Ledger, feeds: &BTreeSet<&str>) -> bool {
    let calendar = format!("{code}/{}", NAMES[0]);
    ledger.feeds.contains_key(&calendar) && !feeds.contains(calendar.as_str())
}

fn is_within(address: &str, code: &str) -> bool {
    address.strip_prefix(code).is_some_and(|rest| rest.starts_with('/'))
}
