//! The site in several languages: which page of one is which of another, how far each is translated, and where links lead
//! that were written for the site's own language.
//!
//! Things have the same numbers in every language, so that a page's [`PageKind`] is the same too.

use super::url::Address;
use super::{PageKind, Site};
use crate::diagnostics::{FileId, Place};
use crate::model::translation::{State, Translated};

/// What stands for readers of languages that the site does not have, among the languages of a page.
const ANY: &str = "x-default";

impl<'m> Site<'m> {
    /// The site in its own language and then in each further one.
    pub fn in_all_languages(&self) -> impl Iterator<Item = &Site<'m>> {
        std::iter::once(self).chain(&self.translations)
    }

    /// Where the page of a kind is in this language.
    pub fn address(&self, kind: PageKind) -> Address {
        let (model, urls) = (self.model, &self.urls);
        match kind {
            PageKind::Home => urls.home(),
            PageKind::Networks => urls.kind("networks"),
            PageKind::Network(id) => urls.network(model, id),
            PageKind::Meeting(id) => urls.meeting(model, id),
            PageKind::Calendar => urls.kind("calendar"),
            PageKind::Year(year) => urls.year(year),
            PageKind::Roles => urls.kind("roles"),
            PageKind::Role(id) => urls.role(model, id),
            PageKind::Organisations => urls.kind("organisations"),
            PageKind::Organisation(id) => urls.organisation(model, id),
            PageKind::People => urls.kind("people"),
            PageKind::Person(id) => urls.person(model, id),
            PageKind::Places => urls.kind("places"),
            PageKind::Place(id) => urls.place(model, id),
            PageKind::News => urls.kind("news"),
            PageKind::Article(id) => urls.article(model, id),
            PageKind::Search => urls.kind("search"),
            PageKind::Text(id) => urls.page(model, id),
            PageKind::NotFound => urls.home().join("404.html"),
        }
    }

    /// The address in the site's own language that one in a further language goes by; none for any other address.
    pub fn own_address<'a>(&self, address: &'a str) -> Option<&'a str> {
        self.translations.iter().find_map(|translation| address.strip_prefix(translation.urls.home().path()))
    }

    /// How far a page is translated into this language; pages that are made of many things always are.
    pub fn state(&self, kind: PageKind) -> State {
        let Some(translated) = &self.model.translated else { return State::Whole };
        match kind {
            PageKind::Meeting(id) => {
                let meeting = &self.model.meetings[id];
                match translated.state(Place::top(meeting.file)) {
                    // A meeting that says nothing of its own is called what its network is.
                    State::Wordless => self.state(PageKind::Network(meeting.network)),
                    state => state,
                }
            }
            _ => self.written_at(kind).map_or(State::Whole, |place| translated.state(place)),
        }
    }

    /// Whether a page can stand for its original in this language.
    pub fn is_translated(&self, kind: PageKind) -> bool {
        self.state(kind) != State::Untranslated
    }

    /// Where a page is in each language that it can be read in, by the code of that, and for readers of all others; nothing
    /// where that is one language. To be asked of the site in its own language.
    pub fn alternates(&self, kind: PageKind) -> Vec<(&'static str, Address)> {
        let code = |site: &Site<'m>| site.model.settings.language.code.as_str();
        let there = self.in_all_languages().filter(|site| site.is_translated(kind));
        let mut all: Vec<(&str, Address)> = there.map(|site| (code(site), site.address(kind))).collect();
        if all.len() < 2 {
            return Vec::new();
        }
        all.push((ANY, self.address(kind)));
        all
    }

    /// Where the original of a page is written; none for pages that are made of many things.
    fn written_at(&self, kind: PageKind) -> Option<Place> {
        let model = self.model;
        let top = |file: FileId| Some(Place::top(file));
        match kind {
            PageKind::Network(id) => top(model.networks[id].file),
            PageKind::Meeting(id) => top(model.meetings[id].file),
            PageKind::Role(id) => Some(model.roles[id].place),
            PageKind::Person(id) => Some(model.people[id].place),
            PageKind::Organisation(id) => Some(model.organisations[id].place),
            PageKind::Place(id) => Some(model.places[id].place),
            PageKind::Article(id) => top(model.news[id].file),
            PageKind::Text(id) => top(model.pages[id].file),
            _ => None,
        }
    }

    /// The translation of this site's language, if it is not the site's own.
    pub fn translated(&self) -> Option<&'m Translated> {
        self.model.translated.as_ref()
    }
}

/// Lets links that name pages of the site's own language lead to the same pages of a translation.
pub(super) fn lead_within(translation: &mut Site<'_>, own: &Site<'_>) {
    let same = own.pages.iter().map(|page| (page.address.clone(), translation.address(page.kind)));
    let same: Vec<(Address, Address)> = same.collect();
    translation.links.lead_on(same);
}

/// Lets links in the site's own language lead to the pages of its translations too.
pub(super) fn lead_across(site: &mut Site<'_>) {
    let pages = site.translations.iter().flat_map(|translation| &translation.pages);
    let addresses: Vec<Address> = pages.map(|page| page.address.clone()).collect();
    site.links.know(addresses);
}
