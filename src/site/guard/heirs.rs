//! What on the site most likely is what an old address or a lost meeting meant: the file in which to say so.

use std::collections::BTreeSet;

use super::{Guard, Tombstone, last_part};
use crate::diagnostics::Place;
use crate::ledger::{Entry, Shown};
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::reader::Said;
use crate::model::table::Id;
use crate::site::PageKind;
use crate::site::url::Address;

/// Something on the site that may be what an old address meant.
pub(super) struct Heir<'s> {
    pub(super) place: Place,
    /// Where an alias that is an id alone lies.
    pub(super) beside: Address,
    pub(super) aliases: &'s [Said<String>],
}

impl<'a> Guard<'a> {
    /// The new page that most likely is what lay at an old address: one of the same title, or a network whose meetings
    /// bear the names that the lost one's did.
    pub(super) fn heir(&self, address: &str) -> Option<Heir<'a>> {
        let title = self.ledger.pages.get(address).and_then(|shown| match shown {
            Shown::Page(title) => Some(title.as_str()),
            Shown::Redirect(_) => None,
        });
        let is_new = |address: &str| !self.ledger.pages.contains_key(address);
        let new = || self.site.pages.iter().filter(|page| is_new(page.address.path()));
        let same_title = new().find(|page| title.is_some_and(|title| self.site.title(page.kind) == title));
        let same_place = new().find(|page| last_part(page.address.path()) == last_part(address));
        let found = same_title.or(same_place).map(|page| page.kind).or_else(|| self.network_like(address));
        found.and_then(|kind| self.as_heir(kind))
    }

    /// The new network that has most of the meetings that an old one had.
    fn network_like(&self, address: &str) -> Option<PageKind> {
        let old = last_part(address);
        let of_old = |entry: &&Entry| entry.facts.network() == old;
        let names: BTreeSet<&str> =
            self.ledger.events.values().filter(of_old).filter_map(|entry| entry.facts.name()).collect();
        let model = self.site.model;
        let shared = |id: Id<Network>| {
            let meetings = model.networks[id].meetings.iter();
            meetings.filter(|meeting| names.contains(model.meetings[**meeting].name.as_str())).count()
        };
        let is_new = |id: &Id<Network>| !self.ledger.pages.contains_key(self.site.urls.network(model, *id).path());
        let new = model.shown_networks().map(|(id, _)| id).filter(is_new);
        new.map(|id| (shared(id), id)).filter(|(count, _)| *count > 0).max().map(|(_, id)| PageKind::Network(id))
    }

    pub(super) fn page_at(&self, address: &str) -> Option<PageKind> {
        let at = |address: &str| self.site.pages.iter().find(|page| page.address.path() == address);
        let redirected = || {
            let redirect = self.site.redirects.iter().find(|redirect| redirect.from.path() == address)?;
            at(redirect.to.path())
        };
        at(address).or_else(redirected).map(|page| page.kind)
    }

    /// A page that has a file, and so can bear aliases.
    pub(super) fn as_heir(&self, kind: PageKind) -> Option<Heir<'a>> {
        let model = self.site.model;
        let urls = &self.site.urls;
        let (place, aliases, beside) = match kind {
            PageKind::Network(id) => {
                (Place::top(model.networks[id].file), &model.networks[id].aliases, urls.kind("networks"))
            }
            PageKind::Meeting(id) => {
                let meeting = &model.meetings[id];
                (Place::top(meeting.file), &meeting.aliases, urls.network(model, meeting.network))
            }
            PageKind::Role(id) => (model.roles[id].place, &model.roles[id].aliases, urls.kind("roles")),
            PageKind::Organisation(id) => {
                let organisation = &model.organisations[id];
                (organisation.place, &organisation.aliases, urls.kind("organisations"))
            }
            PageKind::Person(id) => (model.people[id].place, &model.people[id].aliases, urls.kind("people")),
            PageKind::Place(id) => (model.places[id].place, &model.places[id].aliases, urls.kind("places")),
            PageKind::Article(id) => (Place::top(model.news[id].file), &model.news[id].aliases, urls.kind("news")),
            PageKind::Text(id) => (Place::top(model.pages[id].file), &model.pages[id].aliases, urls.home()),
            _ => return None,
        };
        Some(Heir { place, aliases, beside })
    }

    /// The meeting that most likely is the lost one under a new name: a new one in its network, of the same title or
    /// date, or the only one.
    pub(super) fn new_meeting_like(&self, lost: &Tombstone) -> Option<Id<Meeting>> {
        let model = self.site.model;
        let facts = &lost.entry.facts;
        let own = model.networks[lost.network?].meetings.iter().copied();
        let new: Vec<Id<Meeting>> = own
            .filter(|id| self.identities.meeting(*id).is_some() && !self.identities.is_known(*id))
            .filter(|id| Some(model.meetings[*id].network) == lost.network)
            .collect();
        let titled = |id: &Id<Meeting>| {
            model.meetings[*id].title.as_ref().is_some_and(|title| facts.title.contains(title.as_str()))
        };
        let same_day = |id: &Id<Meeting>| model.meetings[*id].when.first_day() == facts.days.first();
        let chosen = |fits: &dyn Fn(&Id<Meeting>) -> bool| new.iter().copied().find(|id| fits(id));
        let only = if new.len() == 1 { new.first().copied() } else { None };
        chosen(&|id| titled(id) && same_day(id)).or_else(|| chosen(&same_day)).or_else(|| chosen(&titled)).or(only)
    }
}
