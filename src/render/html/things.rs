//! Organisations, people and places: what they arrange, whom they answer for, what is held there.

use super::years::first;
use super::{Filled, Scene};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind};
use crate::model::meeting::Meeting;
use crate::model::network::{Network, Where};
use crate::model::participants::{Headcount, Member, Participant, PersonName, Who};
use crate::model::people::{Organisation, Party, Person, Venue};
use crate::model::refs::Contact;
use crate::model::relations::RelationKind;
use crate::model::table::Id;
use crate::render::views::{ContactView, FactView, Link, NotedLink, RelationGroup, ThingView, ThingsView};
use crate::site::Page;
use crate::site::feeds::FeedKind;
use crate::site::navigation::is_coming;

impl Scene<'_> {
    fn fact(&self, key: &str, text: Option<&String>, href: impl Fn(&str) -> Option<String>) -> Option<FactView> {
        text.map(|text| FactView { label: self.word(&format!("fact_{key}")), text: text.clone(), href: href(text) })
    }

    fn list(&self, kind: &'static str, page: &Page, entries: Vec<NotedLink>) -> Filled {
        let title = self.word(kind);
        let intro = self.word(&format!("{kind}_intro"));
        let frame = self.below(self.frame(kind, page, &title, Some(&intro)), Vec::new());
        let mut entries = entries;
        entries.sort_by_cached_key(|entry| self.language.sort_key(&entry.title));
        self.filled("things.html", frame, &ThingsView { entries })
    }

    fn thing(&self, kind: &'static str, parent: &'static str, page: &Page, title: &str, view: &ThingView) -> Filled {
        let fallback = self.language.fill(&format!("{kind}_intro"), &[("name", title)]);
        let described = self.described(view.summary.as_ref(), fallback);
        let mut frame = self.frame(kind, page, title, Some(&described));
        if let Some(subscribe) = &view.subscribe {
            let href = subscribe.address.strip_prefix(self.urls.base_url()).unwrap_or_default();
            frame.calendars = vec![Link { title: title.to_owned(), href: format!("{}{href}", self.urls.base_path()) }];
        }
        let frame = self.below(frame, vec![self.link(self.word(parent), &self.urls.kind(parent))]);
        self.filled("thing.html", frame, view)
    }

    fn split(&self, meetings: &[Id<Meeting>]) -> (Vec<Id<Meeting>>, Vec<Id<Meeting>>) {
        let (coming, mut past): (Vec<_>, Vec<_>) = meetings.iter().partition(|id| is_coming(self.model, **id));
        past.reverse();
        (coming, past)
    }

    pub(super) fn organisations(&self, page: &Page) -> Filled {
        let entry = |(id, organisation): (Id<Organisation>, &Organisation)| NotedLink {
            title: organisation.title.clone(),
            href: Some(self.href(&self.urls.organisation(self.model, id))),
            note: organisation.kind.clone(),
        };
        self.list("organisations", page, self.model.organisations.iter().map(entry).collect())
    }

    pub(super) fn organisation(&self, page: &Page, id: Id<Organisation>, problems: &mut Diagnostics) -> Filled {
        let organisation = &self.model.organisations[id];
        let party = Party::Organisation(id);
        let meetings = self.site.navigation.organisation_meetings.get(id.index()).map_or(&[][..], Vec::as_slice);
        let (coming, past) = self.split(meetings);
        // Two days of each series: enough to see that it goes on.
        let entries = self.site.navigation.merged(self.model, &coming, &self.arranged_by(id), 2);
        let (listed, more_coming) = first(&entries);
        let (past, older) = self.past(past.into_iter());
        let mut relations = self.relations(&party);
        self.add_by_default(id, &mut relations);
        relations.extend([self.took_part(&party), self.sends(&party), self.parts_group(id)].into_iter().flatten());
        let whole = organisation.part_of.map(|whole| self.model.organisations[whole].title.clone());
        let whole_href = organisation.part_of.map(|whole| self.href(&self.urls.organisation(self.model, whole)));
        let facts = [
            self.fact("kind", organisation.kind.as_ref(), |_| None),
            self.fact("part_of", whole.as_ref(), |_| whole_href.clone()),
            self.fact("address", organisation.address.as_ref(), |_| None),
            self.fact("email", organisation.email.as_ref(), |email| Some(format!("mailto:{email}"))),
            self.fact("phone", organisation.phone.as_ref(), |_| None),
            self.fact("website", organisation.url.as_ref(), |url| Some(url.to_owned())),
        ];
        let view = ThingView {
            portrait: None,
            summary: organisation.summary.clone(),
            html: Some(self.body(&organisation.body, problems).html).filter(|html| !html.is_empty()),
            facts: facts.into_iter().flatten().collect(),
            relations,
            people: self.people_of(&party),
            subscribe: Some(self.subscribe(&FeedKind::Organisation(id), &organisation.title, coming.len())),
            coming: self.entries(listed),
            more_coming,
            past,
            older,
        };
        let mut filled = self.thing("organisation", "organisations", page, &organisation.title, &view);
        filled.frame.json_ld = Some(self.organisation_ld(&filled.frame, organisation));
        filled
    }

    /// The networks that an organisation arranges, whoever says so.
    fn arranged_by(&self, id: Id<Organisation>) -> Vec<Id<Network>> {
        let party = Party::Organisation(id);
        let arranges = |network: &Id<Network>| self.model.organisers(*network).iter().any(|(own, _)| *own == party);
        self.model.shown_networks().map(|(network, _)| network).filter(arranges).collect()
    }

    /// The networks that an organisation arranges without their saying so: it does for the site, or for what they are in.
    fn add_by_default(&self, id: Id<Organisation>, relations: &mut Vec<RelationGroup>) {
        let stated = |network: Id<Network>| {
            let own = self.model.relations.from(&Party::Network(network), RelationKind::OrganisedBy);
            own.into_iter().next().is_some()
        };
        let by_default = self.arranged_by(id).into_iter().filter(|network| !stated(*network));
        let entries: Vec<NotedLink> = by_default.map(|network| self.party(&Party::Network(network), None)).collect();
        if entries.is_empty() {
            return;
        }
        let key = RelationKind::OrganisedBy.reverse_key();
        match relations.iter_mut().find(|group| group.key == key) {
            Some(group) => group.entries.extend(entries),
            None => relations.insert(0, RelationGroup { key, title: self.word(&format!("rel_{key}")), entries }),
        }
    }

    /// The meetings at which a party was, as those say.
    fn took_part(&self, party: &Party) -> Option<RelationGroup> {
        let meetings = self.all_meetings().filter(|id| names(&self.model.meetings[*id].attended, party));
        self.meeting_group("took_part", meetings)
    }

    /// The meetings for which participants come from a party, as those say.
    fn sends(&self, party: &Party) -> Option<RelationGroup> {
        let from = |participant: &Participant| participant.from.contains(party);
        let meetings = self.all_meetings().filter(|id| self.model.meetings[*id].participants.iter().any(from));
        self.meeting_group("sends", meetings)
    }

    /// Every meeting that is shown, latest first.
    fn all_meetings(&self) -> impl Iterator<Item = Id<Meeting>> {
        let navigation = &self.site.navigation;
        navigation.coming.iter().rev().chain(&navigation.past).copied()
    }

    fn meeting_group(&self, key: &'static str, ids: impl Iterator<Item = Id<Meeting>>) -> Option<RelationGroup> {
        let entry = |id: Id<Meeting>| {
            let title = self.model.meeting_title(id);
            let date = self.short_date(&self.model.meetings[id].when.without_hours());
            let href = Some(self.href(&self.urls.meeting(self.model, id)));
            NotedLink { note: (!title.contains(&date)).then_some(date), title, href }
        };
        let entries: Vec<NotedLink> = ids.map(entry).collect();
        (!entries.is_empty()).then(|| RelationGroup { key, title: self.word(&format!("rel_{key}")), entries })
    }

    fn parts_group(&self, id: Id<Organisation>) -> Option<RelationGroup> {
        let parts = self.model.organisations.iter().filter(|(_, other)| other.part_of == Some(id));
        let entries: Vec<NotedLink> = parts.map(|(part, _)| self.party(&Party::Organisation(part), None)).collect();
        (!entries.is_empty()).then(|| RelationGroup { key: "parts", title: self.word("rel_parts"), entries })
    }

    fn people_of(&self, party: &Party) -> Vec<ContactView> {
        let theirs = self.model.people.iter().filter(|(_, person)| person.organisation.as_ref() == Some(party));
        theirs.map(|(id, _)| self.contact(id, None)).collect()
    }

    pub(super) fn people(&self, page: &Page) -> Filled {
        let entry = |(id, person): (Id<Person>, &Person)| NotedLink {
            title: person.name.clone(),
            href: Some(self.href(&self.urls.person(self.model, id))),
            note: person.post.clone(),
        };
        self.list("people", page, self.model.people.iter().map(entry).collect())
    }

    pub(super) fn person(&self, page: &Page, id: Id<Person>, problems: &mut Diagnostics) -> Filled {
        let person = &self.model.people[id];
        let organisation = person.organisation.as_ref().map(|party| self.party(party, None));
        let name = organisation.as_ref().map(|link| link.title.clone());
        let facts = [
            self.fact("post", person.post.as_ref(), |_| None),
            self.fact("organisation", name.as_ref(), |_| organisation.as_ref().and_then(|link| link.href.clone())),
            self.fact("email", person.email.as_ref(), |email| Some(format!("mailto:{email}"))),
            self.fact("phone", person.phone.as_ref(), |phone| Some(super::parts::tel(phone))),
            self.fact("areas", person.areas.as_ref(), |_| None),
            self.fact("website", person.url.as_ref(), |url| Some(url.to_owned())),
        ];
        let view = ThingView {
            portrait: self.portrait(person, problems),
            summary: person.summary.clone(),
            html: Some(self.body(&person.body, problems).html).filter(|html| !html.is_empty()),
            facts: facts.into_iter().flatten().collect(),
            relations: self.person_relations(id),
            coming: Vec::new(),
            more_coming: 0,
            past: Vec::new(),
            older: Vec::new(),
            people: Vec::new(),
            subscribe: None,
        };
        self.thing("person", "people", page, &person.name, &view)
    }

    fn portrait(&self, person: &Person, problems: &mut Diagnostics) -> Option<Link> {
        let said = person.portrait.as_ref()?;
        let source = self.source(said.place.file);
        let Some(address) = self.site.links.file(source, said) else {
            let near = self.site.links.nearest_file(source, said);
            let problem = Diagnostic::new(Kind::FileMissing, said.place).with("path", &said.value);
            problems.push(problem.with_some("nearest", near));
            return None;
        };
        Some(self.link(person.name.clone(), address))
    }

    fn person_relations(&self, id: Id<Person>) -> Vec<RelationGroup> {
        let answers = |contacts: &[Contact]| contacts.iter().any(|contact| contact.person == id);
        let is_this = |member: &&Member| matches!(member.person, PersonName::Known(known) if known == id);
        let link = |network: Id<Network>, note: Option<String>| self.party(&Party::Network(network), note);
        let contact: Vec<NotedLink> = self
            .model
            .shown_networks()
            .filter(|(network, _)| answers(self.model.contacts(*network)))
            .map(|(network, _)| link(network, None))
            .collect();
        let member: Vec<NotedLink> = self
            .model
            .shown_networks()
            .filter_map(|(network, facts)| {
                let member = facts.members.iter().find(is_this)?;
                Some(link(network, member.office.clone()))
            })
            .collect();
        let group = |key: &'static str, entries: Vec<NotedLink>| {
            (!entries.is_empty()).then(|| RelationGroup { key, title: self.word(&format!("rel_{key}")), entries })
        };
        [group("contact_for", contact), group("member_of", member)].into_iter().flatten().collect()
    }

    pub(super) fn places(&self, page: &Page) -> Filled {
        let entry = |(id, venue): (Id<Venue>, &Venue)| NotedLink {
            title: venue.title.clone(),
            href: Some(self.href(&self.urls.place(self.model, id))),
            note: venue.full_address(),
        };
        self.list("places", page, self.model.places.iter().map(entry).collect())
    }

    pub(super) fn place(&self, page: &Page, id: Id<Venue>, problems: &mut Diagnostics) -> Filled {
        let venue = &self.model.places[id];
        let meetings = self.site.navigation.place_meetings.get(id.index()).map_or(&[][..], Vec::as_slice);
        let (coming, past) = self.split(meetings);
        let (listed, more_coming) = first(&coming);
        let (past, older) = self.past(past.into_iter());
        let usual = |network: &Network| matches!(network.venue, Some(Where::Venue(known)) if known == id);
        let usual: Vec<NotedLink> = self
            .model
            .shown_networks()
            .filter(|(_, network)| usual(network))
            .map(|(network, _)| self.party(&Party::Network(network), None))
            .collect();
        let address = venue.full_address();
        let facts = [
            self.fact("address", address.as_ref(), |_| venue.map.clone()),
            self.fact("access", venue.access.as_ref(), |_| None),
            self.fact("website", venue.url.as_ref(), |url| Some(url.to_owned())),
        ];
        let title = self.word("rel_venue_for");
        let relations = (!usual.is_empty()).then_some(RelationGroup { key: "venue_for", title, entries: usual });
        let view = ThingView {
            portrait: None,
            summary: venue.summary.clone(),
            html: Some(self.body(&venue.body, problems).html).filter(|html| !html.is_empty()),
            facts: facts.into_iter().flatten().collect(),
            relations: relations.into_iter().collect(),
            coming: self.items(listed),
            more_coming,
            past,
            older,
            people: Vec::new(),
            subscribe: None,
        };
        self.thing("place", "places", page, &venue.title, &view)
    }
}

/// Whether a party is among who came, however deep.
fn names(heads: &[Headcount], party: &Party) -> bool {
    heads.iter().any(|head| matches!(&head.who, Who::Party(own) if own == party) || names(&head.of_which, party))
}
