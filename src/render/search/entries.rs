//! What can be found: every page that is about something, with its name, its text and what one can filter by.

use std::cmp::Reverse;

use jiff::civil::{Date, date};
use rayon::prelude::*;

use crate::content::markdown::plain;
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::network::{Network, Where};
use crate::model::pages::{Article, Document, Page as TextPage};
use crate::model::participants::{Member, Participant, PersonName};
use crate::model::people::{Organisation, Person, Role, Venue};
use crate::model::reader::Prose;
use crate::model::table::Id;
use crate::model::time::{When, write};
use crate::site::{Page, PageKind, Site};

/// Something that can be found.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) href: String,
    /// What it is, in a few words: its kind, its network and day.
    pub(super) note: String,
    /// Everything else that is said there.
    pub(super) text: String,
    /// Numbers of the networks it belongs to.
    pub(super) networks: Vec<usize>,
    /// Numbers of the roles it concerns.
    pub(super) roles: Vec<usize>,
    /// First and last day, as days since 1970.
    pub(super) days: Option<(i32, i32)>,
    pub(super) is_meeting: bool,
}

/// Every entry: first what has no day, in order of addresses, then news, then meetings, each latest first. The order does
/// not depend on the day of the build, so that the index of an unchanged site stays as it is.
pub(super) fn all(site: &Site<'_>) -> Vec<Entry> {
    let roles = roles_of_meetings(site);
    let maker = Maker { site, model: site.model, roles: &roles };
    let mut entries: Vec<Entry> = site.pages.par_iter().filter_map(|page| maker.entry(page)).collect();
    entries.sort_by_key(|entry| (entry.is_meeting, Reverse(entry.days)));
    entries.sort_by_key(|entry| (entry.is_meeting, entry.days.is_some()));
    entries
}

/// For each meeting by number, the numbers of the roles it concerns.
fn roles_of_meetings(site: &Site<'_>) -> Vec<Vec<usize>> {
    let mut roles = vec![Vec::new(); site.model.meetings.len()];
    for (role, meetings) in site.navigation.role_meetings.iter().enumerate() {
        for entry in meetings {
            if let Some(list) = roles.get_mut(entry.meeting.index()) {
                list.push(role);
            }
        }
    }
    roles
}

fn day_number(day: Date) -> i32 {
    let since = date(1970, 1, 1).until(day).map(|span| span.get_days());
    since.unwrap_or(0)
}

struct Maker<'s> {
    site: &'s Site<'s>,
    model: &'s Model,
    roles: &'s [Vec<usize>],
}

impl Maker<'_> {
    fn entry(&self, page: &Page) -> Option<Entry> {
        let entry = match page.kind {
            PageKind::Network(id) => self.network(id),
            PageKind::Meeting(id) => self.meeting(id),
            PageKind::Role(id) => self.role(id),
            PageKind::Organisation(id) => self.organisation(id),
            PageKind::Person(id) => self.person(id),
            PageKind::Place(id) => self.venue(id),
            PageKind::Article(id) => self.article(id),
            PageKind::Text(id) => self.text_page(id),
            PageKind::Home => self.home(),
            _ => return None,
        };
        Some(Entry { title: self.site.title(page.kind), href: self.site.urls.href(&page.address), ..entry })
    }

    fn role(&self, id: Id<Role>) -> Entry {
        let role = &self.model.roles[id];
        let text = Text::default().some(&role.summary).prose(&role.body);
        Entry { note: self.word("a_role"), text: text.0, roles: vec![id.index()], ..Entry::default() }
    }

    fn organisation(&self, id: Id<Organisation>) -> Entry {
        let own = &self.model.organisations[id];
        let text = Text::default().some(&own.summary).prose(&own.body).some(&own.address);
        let text = text.some(&own.short_title).some(&own.email).some(&own.phone);
        Entry { note: own.kind.clone().unwrap_or_default(), text: text.0, ..Entry::default() }
    }

    fn person(&self, id: Id<Person>) -> Entry {
        let person = &self.model.people[id];
        let party = person.organisation.as_ref().map(|party| self.model.party_title(party));
        let text = Text::default().some(&person.summary).prose(&person.body).some(&party);
        let text = text.some(&person.areas).some(&person.email).some(&person.phone);
        Entry { note: person.post.clone().unwrap_or_default(), text: text.0, ..Entry::default() }
    }

    fn venue(&self, id: Id<Venue>) -> Entry {
        let place = &self.model.places[id];
        let text = Text::default().some(&place.summary).some(&place.full_address());
        let text = text.some(&place.access).prose(&place.body);
        Entry { note: self.word("a_place"), text: text.0, ..Entry::default() }
    }

    fn article(&self, id: Id<Article>) -> Entry {
        let news = &self.model.news[id];
        let text = Text::default().some(&news.summary).prose(&news.body).documents(&news.documents);
        Entry {
            note: write::short(&news.when, &self.model.settings.language.dates),
            text: text.0,
            networks: news.networks.iter().map(|id| id.index()).collect(),
            days: Some(days(&news.when)),
            ..Entry::default()
        }
    }

    fn text_page(&self, id: Id<TextPage>) -> Entry {
        let own = &self.model.pages[id];
        let text = Text::default().some(&own.summary).prose(&own.body).documents(&own.documents);
        Entry { text: text.0, ..Entry::default() }
    }

    fn home(&self) -> Entry {
        let described = Text::default().some(&self.model.settings.description);
        let text = self.model.home.iter().fold(described, Text::prose);
        Entry { text: text.0, ..Entry::default() }
    }

    fn word(&self, key: &str) -> String {
        self.model.settings.language.word(key).to_owned()
    }

    fn network(&self, id: Id<Network>) -> Entry {
        let network = &self.model.networks[id];
        let text = Text::default()
            .some(&network.summary)
            .proses(&network.purpose)
            .prose(&network.body)
            .proses(&network.mandate)
            .proses(&network.practical)
            .some(&network.short_title)
            .all(network.former_names.iter().map(|name| name.title.clone()))
            .all(network.participants.iter().map(|participant| self.participant(participant)))
            .all(network.members.iter().map(|member| self.member(member)))
            .some(&network.meets.as_ref().map(|said| said.value.clone()))
            .some(&self.place(network.venue.as_ref()))
            .documents(&network.documents)
            .all(network.timeline.iter().map(|moment| moment.title.clone()))
            .all(&network.questions)
            .all(&network.tags);
        let of_role = |role: &usize| {
            let networks = self.site.navigation.role_networks.get(*role);
            networks.into_iter().flatten().any(|entry| entry.network == id)
        };
        Entry {
            note: network.kind.clone().unwrap_or_else(|| self.word("network")),
            text: text.0,
            networks: vec![id.index()],
            roles: (0..self.model.roles.len()).filter(of_role).collect(),
            ..Entry::default()
        }
    }

    fn meeting(&self, id: Id<Meeting>) -> Entry {
        let meeting = &self.model.meetings[id];
        let network = &self.model.networks[meeting.network].title;
        let day = write::short(&meeting.when.without_hours(), &self.model.settings.language.dates);
        let mut text = Text::default()
            .some(&meeting.summary)
            .prose(&meeting.body)
            .all(meeting.changes.iter().map(|change| &change.text));
        for item in &meeting.programme {
            text = text.all([&item.title]).some(&item.speaker).proses(&item.text);
        }
        let text = text
            .some(&self.place(self.model.venue(id)))
            .some(&meeting.region)
            .all(meeting.participants.iter().map(|participant| self.participant(participant)))
            .documents(&meeting.documents)
            .all(&meeting.tags);
        Entry {
            note: format!("{network}, {day}"),
            text: text.0,
            networks: std::iter::once(meeting.network).chain(meeting.also_of.iter().copied()).map(Id::index).collect(),
            roles: self.roles.get(id.index()).cloned().unwrap_or_default(),
            days: Some(days(&meeting.when)),
            is_meeting: true,
            ..Entry::default()
        }
    }

    fn place(&self, place: Option<&Where>) -> Option<String> {
        place.map(|place| match place {
            Where::Text(text) => text.clone(),
            Where::Venue(id) => self.model.places[*id].one_line(),
        })
    }

    fn participant(&self, participant: &Participant) -> String {
        let role = participant.role.map(|role| self.model.roles[role].title.clone());
        let from = participant.from.iter().map(|party| self.model.party_title(party));
        role.into_iter().chain(from).chain(participant.note.clone()).collect::<Vec<_>>().join(", ")
    }

    fn member(&self, member: &Member) -> String {
        let name = match &member.person {
            PersonName::Known(id) => &self.model.people[*id].name,
            PersonName::Name(name) => name,
        };
        std::iter::once(name).chain(&member.office).cloned().collect::<Vec<_>>().join(", ")
    }
}

fn days(when: &When) -> (i32, i32) {
    (day_number(when.first_day()), day_number(when.last_day()))
}

/// A text that is put together, its parts and the points of lists divided by a dot.
#[derive(Default)]
struct Text(String);

impl Text {
    fn add(mut self, part: &str) -> Text {
        if part.is_empty() {
            return self;
        }
        for (number, line) in part.lines().enumerate() {
            let point = line.strip_prefix("- ");
            if !self.0.is_empty() {
                self.0.push_str(if number == 0 || point.is_some() { " · " } else { " " });
            }
            self.0.push_str(point.unwrap_or(line));
        }
        self
    }

    fn some(self, part: &Option<String>) -> Text {
        self.all(part)
    }

    fn all(self, parts: impl IntoIterator<Item = impl AsRef<str>>) -> Text {
        parts.into_iter().fold(self, |text, part| text.add(part.as_ref()))
    }

    fn prose(self, prose: &Prose) -> Text {
        if prose.text.is_empty() { self } else { self.add(&plain(&prose.text)) }
    }

    fn proses(self, prose: &Option<Prose>) -> Text {
        prose.iter().fold(self, Text::prose)
    }

    fn documents(self, documents: &[Document]) -> Text {
        self.all(documents.iter().filter_map(|document| document.title.as_ref()))
    }
}
