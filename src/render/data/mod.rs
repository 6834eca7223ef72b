//! `site.json`: the site's networks, meetings, roles … as open data, and the JSON Schema that says what is in it.

mod shapes;

use std::collections::BTreeMap;

use serde::Serialize;
use shapes::{
    ChangeData, Data, DateData, DocumentData, Each, FormerNameData, HeadcountData, MeetingData, MemberData, MomentData,
    NetworkData, NewsData, ParticipantData, ProgrammeData, RegistrationData, RelationData, RoleData, SeriesData,
    ThingData,
};

use crate::content::markdown::plain;
use crate::diagnostics::FileId;
use crate::ledger::Identities;
use crate::model::Model;
use crate::model::meeting::{Change, Meeting, ProgrammeItem, Registration};
use crate::model::network::{FormerName, Moment, Network, Where};
use crate::model::pages::{Document, Target};
use crate::model::participants::{Headcount, Member, Participant, PersonName, Who};
use crate::model::people::Party;
use crate::model::reader::Prose;
use crate::model::recurrence::Series;
use crate::model::relations::{Relation, RelationKind};
use crate::model::table::Id;
use crate::model::time::When;
use crate::site::Site;
use crate::site::url::Address;
use crate::sources::Sources;

/// The schema's own file name.
pub const SCHEMA: &str = "site.schema.json";
/// What a meeting comes to in octets, roughly.
const MEETING: usize = 1024;
/// What the schema says; kept beside the structs that it describes.
const SCHEMA_TEXT: &str = include_str!("site.schema.json");

/// The open data, by output path; beside that in the site's own language the schema of it.
pub fn files(site: &Site<'_>, identities: &Identities, sources: &Sources) -> Vec<(String, Vec<u8>)> {
    let writer = Writer { site, model: site.model, identities, sources };
    let data = writer.data();
    // Grown by doubling, it would for a moment take three times the place.
    let mut json = Vec::with_capacity(MEETING * site.model.meetings.len());
    serde_json::to_writer(&mut json, &data).expect("texts, numbers and lists of them are always JSON");
    let mut files = vec![(site.urls.home().join("site.json").output(), json)];
    if site.translated().is_none() {
        files.push((SCHEMA.to_owned(), SCHEMA_TEXT.as_bytes().to_vec()));
    }
    files
}

struct Writer<'s> {
    site: &'s Site<'s>,
    model: &'s Model,
    identities: &'s Identities,
    sources: &'s Sources,
}

impl Writer<'_> {
    fn url(&self, address: &Address) -> String {
        self.site.urls.absolute(address)
    }

    fn data(&self) -> Data<impl Serialize> {
        let model = self.model;
        let settings = &model.settings;
        let key = |id: Id<Network>| model.networks.key(id).to_owned();
        let shown = || model.meetings.iter().filter(|(id, _)| model.is_shown_meeting(*id));
        Data {
            schema: self.url(&Address::new(SCHEMA)),
            title: settings.title.clone(),
            description: settings.description.clone(),
            url: self.url(&self.site.urls.home()),
            language: settings.language.code.clone(),
            time_zone: settings.zone.iana_name().unwrap_or("UTC").to_owned(),
            networks: model.shown_networks().map(|(id, network)| (key(id), self.network(id, network))).collect(),
            meetings: Each(move || shown().map(|(id, meeting)| self.meeting(id, meeting))),
            roles: self.roles(),
            organisations: self.organisations(),
            people: self.people(),
            places: self.places(),
            relations: model.relations.iter().filter_map(|relation| self.relation(relation)).collect(),
            news: self.news(),
        }
    }

    fn date(&self, when: &When) -> DateData {
        DateData {
            precision: when.precision(),
            iso: when.iso(),
            text: crate::model::time::write::long(when, &self.model.settings.language.dates),
        }
    }

    fn party(&self, party: &Party) -> String {
        match party {
            Party::Network(id) => self.model.networks.key(*id).to_owned(),
            Party::Organisation(id) => self.model.organisations.key(*id).to_owned(),
            Party::Text(text) => text.clone(),
        }
    }

    fn network(&self, id: Id<Network>, network: &Network) -> NetworkData {
        let address = self.site.urls.network(self.model, id);
        let plain_text = |prose: &Option<Prose>| prose.as_ref().map(|prose| plain(&prose.text));
        let contacts = self.model.contacts(id).iter().map(|contact| self.model.people.key(contact.person).to_owned());
        NetworkData {
            title: network.title.clone(),
            calendar: self.url(&address.join("calendar.ics")),
            url: self.url(&address),
            kind: network.kind.clone(),
            status: network.status.value.id(),
            since: network.since.as_ref().map(|when| self.date(when)),
            closed: network.closed.as_ref().map(|when| self.date(when)),
            summary: network.summary.clone(),
            purpose: plain_text(&network.purpose),
            mandate: plain_text(&network.mandate),
            meets: network.meets.as_ref().map(|said| said.value.clone()),
            place: network.venue.as_ref().map(|place| self.place(place)),
            participants: self.participants(&network.participants),
            members: network.members.iter().map(|member| self.member(member)).collect(),
            organisers: self.model.organisers(id).iter().map(|(party, _)| self.party(party)).collect(),
            contacts: contacts.collect(),
            documents: self.documents(&network.documents, network.file),
            timeline: network.timeline.iter().map(|moment| self.moment(moment)).collect(),
            former_names: network.former_names.iter().map(|name| self.former_name(name)).collect(),
            series: network.series.iter().map(series).collect(),
            questions: network.questions.clone(),
            tags: network.tags.clone(),
        }
    }

    fn moment(&self, moment: &Moment) -> MomentData {
        MomentData { title: moment.title.clone(), when: moment.when.as_ref().map(|when| self.date(when)) }
    }

    fn former_name(&self, name: &FormerName) -> FormerNameData {
        FormerNameData { title: name.title.clone(), until: name.until.as_ref().map(|when| self.date(when)) }
    }

    fn place(&self, place: &Where) -> String {
        match place {
            Where::Venue(id) => self.model.places.key(*id).to_owned(),
            Where::Text(text) => text.clone(),
        }
    }

    fn participants(&self, participants: &[Participant]) -> Vec<ParticipantData> {
        let one = |participant: &Participant| ParticipantData {
            role: participant.role.map(|role| self.model.roles.key(role).to_owned()),
            from: participant.from.iter().map(|party| self.party(party)).collect(),
            seats: participant.seats.clone(),
            attendance: participant.attendance.map(|attendance| attendance.id()),
            otherwise: participant.otherwise.clone(),
            note: participant.note.clone(),
        };
        participants.iter().map(one).collect()
    }

    fn meeting(&self, id: Id<Meeting>, meeting: &Meeting) -> MeetingData {
        let model = self.model;
        let key = |id: Id<Network>| model.networks.key(id).to_owned();
        MeetingData {
            id: model.meetings.key(id).to_owned(),
            // What stands for an occurrence of a series has the series' identity in calendars.
            uid: self.identities.meeting(id).map_or_else(|| model.uid(id), |key| key.uid.clone()),
            network: key(meeting.network),
            networks: meeting.also_of.iter().map(|id| key(*id)).collect(),
            title: model.meeting_title(id),
            url: self.url(&self.site.urls.meeting(model, id)),
            when: self.date(&meeting.when),
            status: meeting.standing.id(),
            summary: meeting.summary.clone(),
            place: model.venue(id).map(|place| self.place(place)),
            online: meeting.online.clone(),
            region: meeting.region.clone(),
            choose_one: meeting.choose_one.as_ref().map(|said| said.value.clone()),
            moved_from: meeting.moved_from.as_ref().map(|when| self.date(when)),
            registration: meeting.registration.as_ref().map(|registration| self.registration(registration)),
            participants: self.participants(&meeting.participants),
            programme: meeting.programme.iter().map(|item| self.programme(item)).collect(),
            invited: self.headcounts(&meeting.invited),
            attended: self.headcounts(&meeting.attended),
            documents: self.documents(&meeting.documents, meeting.file),
            changes: meeting.changes.iter().map(change).collect(),
        }
    }

    fn programme(&self, item: &ProgrammeItem) -> ProgrammeData {
        ProgrammeData {
            day: item.day.map(|day| day.to_string()),
            title: item.title.clone(),
            mandatory: item.mandatory.iter().map(|role| self.model.roles.key(*role).to_owned()).collect(),
            counts_as: item.counts_as.map(|network| self.model.networks.key(network).to_owned()),
        }
    }

    fn member(&self, member: &Member) -> MemberData {
        let person = match &member.person {
            PersonName::Known(id) => self.model.people.key(*id).to_owned(),
            PersonName::Name(name) => name.clone(),
        };
        MemberData {
            person,
            office: member.office.clone(),
            from: member.from.as_ref().map(|party| self.party(party)),
            since: member.since.as_ref().map(|when| self.date(when)),
            until: member.until.as_ref().map(|when| self.date(when)),
        }
    }

    /// The documents that a page names. Those that are not there are told where the page is made.
    fn documents(&self, documents: &[Document], file: FileId) -> Vec<DocumentData> {
        let source = self.sources.file(file).map_or("", |file| file.path.as_str());
        let url = |target: &Target| match target {
            Target::Url(url) => Some(url.clone()),
            Target::File(said) => self.site.links.file(source, said).map(|address| self.url(address)),
        };
        let one = |document: &Document| {
            let (title, kind) = (document.title.clone(), document.kind.clone());
            url(&document.target).map(|url| DocumentData { title, kind, url })
        };
        documents.iter().filter_map(one).collect()
    }

    fn registration(&self, registration: &Registration) -> RegistrationData {
        RegistrationData {
            deadline: registration.deadline.as_ref().map(|when| self.date(when)),
            price: registration.price.clone(),
            per: registration.per.clone(),
            binding: registration.binding,
            capacity: registration.capacity,
            url: registration.url.clone(),
            email: registration.email.clone(),
        }
    }

    fn headcounts(&self, heads: &[Headcount]) -> Vec<HeadcountData> {
        let one = |head: &Headcount| {
            let who = match &head.who {
                Who::Role(role) => self.model.roles.key(*role).to_owned(),
                Who::Party(party) => self.party(party),
            };
            // A number alone is how many came, of whom nothing is said.
            let is_number = head.count.is_none() && who.chars().all(|c| c.is_ascii_digit());
            let (who, count) = if is_number { (None, Some(who)) } else { (Some(who), head.count.clone()) };
            HeadcountData { who, count, of_which: self.headcounts(&head.of_which) }
        };
        heads.iter().map(one).collect()
    }

    fn roles(&self) -> BTreeMap<String, RoleData> {
        let one = |(id, role): (_, &crate::model::people::Role)| {
            let address = self.site.urls.role(self.model, id);
            let part_of = role.part_of.map(|wider| self.model.roles.key(wider).to_owned());
            let calendar = self.url(&address.join("calendar.ics"));
            let data = RoleData { title: role.title.clone(), url: self.url(&address), calendar, part_of };
            (self.model.roles.key(id).to_owned(), data)
        };
        self.model.roles.iter().map(one).collect()
    }

    fn organisations(&self) -> BTreeMap<String, ThingData> {
        let one = |(id, organisation): (_, &crate::model::people::Organisation)| {
            let data = ThingData {
                title: organisation.title.clone(),
                url: self.url(&self.site.urls.organisation(self.model, id)),
                kind: organisation.kind.clone(),
                address: organisation.address.clone(),
                email: organisation.email.clone(),
            };
            (self.model.organisations.key(id).to_owned(), data)
        };
        self.model.organisations.iter().map(one).collect()
    }

    fn people(&self) -> BTreeMap<String, ThingData> {
        let one = |(id, person): (_, &crate::model::people::Person)| {
            let data = ThingData {
                title: person.name.clone(),
                url: self.url(&self.site.urls.person(self.model, id)),
                kind: person.post.clone(),
                address: None,
                email: person.email.clone(),
            };
            (self.model.people.key(id).to_owned(), data)
        };
        self.model.people.iter().map(one).collect()
    }

    fn places(&self) -> BTreeMap<String, ThingData> {
        let one = |(id, venue): (_, &crate::model::people::Venue)| {
            let data = ThingData {
                title: venue.title.clone(),
                url: self.url(&self.site.urls.place(self.model, id)),
                kind: None,
                address: venue.full_address(),
                email: None,
            };
            (self.model.places.key(id).to_owned(), data)
        };
        self.model.places.iter().map(one).collect()
    }

    fn relation(&self, relation: &Relation) -> Option<RelationData> {
        let hidden = |party: &Party| matches!(party, Party::Network(id) if !self.model.is_shown(*id));
        if hidden(&relation.from) || hidden(&relation.to) {
            return None;
        }
        Some(RelationData {
            kind: match relation.kind {
                RelationKind::OrganisedBy => "organised_by",
                kind => kind.key(),
            },
            from: self.party(&relation.from),
            to: self.party(&relation.to),
            note: relation.note.clone(),
        })
    }

    fn news(&self) -> Vec<NewsData> {
        let one = |(id, article): (_, &crate::model::pages::Article)| NewsData {
            title: article.title.clone(),
            url: self.url(&self.site.urls.article(self.model, id)),
            date: article.when.first_day().to_string(),
        };
        self.model.shown_news().map(one).collect()
    }
}

fn series(series: &Series) -> SeriesData {
    SeriesData {
        start: When::Exact(series.first).iso(),
        rule: series.rule.rrule(),
        until: series.until.map(|day| day.to_string()),
        except: series.except.iter().map(|day| day.value.to_string()).collect(),
    }
}

fn change(change: &Change) -> ChangeData {
    ChangeData { date: change.date.map(|date| date.to_string()), text: change.text.clone() }
}
