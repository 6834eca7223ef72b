//! `site.json`: the site's networks, meetings, roles … as open data, and the JSON Schema that says what is in it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::content::markdown::plain;
use crate::ledger::Identities;
use crate::model::Model;
use crate::model::meeting::{Meeting, Registration};
use crate::model::network::{Network, Where};
use crate::model::participants::{Headcount, Participant, Who};
use crate::model::people::Party;
use crate::model::reader::Prose;
use crate::model::relations::{Relation, RelationKind};
use crate::model::table::Id;
use crate::model::time::When;
use crate::site::Site;
use crate::site::url::Address;

/// The schema's own file name.
pub const SCHEMA: &str = "site.schema.json";
/// What the schema says; kept beside the structs that it describes.
const SCHEMA_TEXT: &str = include_str!("site.schema.json");

#[derive(Serialize)]
struct Data {
    #[serde(rename = "$schema")]
    schema: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    url: String,
    language: String,
    time_zone: String,
    networks: BTreeMap<String, NetworkData>,
    meetings: Vec<MeetingData>,
    roles: BTreeMap<String, RoleData>,
    organisations: BTreeMap<String, ThingData>,
    people: BTreeMap<String, ThingData>,
    places: BTreeMap<String, ThingData>,
    relations: Vec<RelationData>,
    news: Vec<NewsData>,
}

/// A date: how exactly it is known, its ISO form, and its words.
#[derive(Serialize)]
struct DateData {
    /// `exact`, `about`, `week`, `month`, `year`, `period`
    precision: &'static str,
    iso: String,
    text: String,
}

#[derive(Serialize)]
struct NetworkData {
    title: String,
    url: String,
    calendar: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mandate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meets: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    participants: Vec<ParticipantData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    timeline: Vec<MomentData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    series: Vec<SeriesData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
}

#[derive(Serialize)]
struct ParticipantData {
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    from: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seats: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attendance: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    otherwise: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
struct MomentData {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<DateData>,
}

#[derive(Serialize)]
struct SeriesData {
    start: String,
    rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    except: Vec<String>,
}

#[derive(Serialize)]
struct MeetingData {
    id: String,
    uid: String,
    network: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    networks: Vec<String>,
    title: String,
    url: String,
    when: DateData,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    online: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choose_one: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    registration: Option<RegistrationData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    participants: Vec<ParticipantData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    programme: Vec<ProgrammeData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invited: Vec<HeadcountData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attended: Vec<HeadcountData>,
}

#[derive(Serialize)]
struct RegistrationData {
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<String>,
    binding: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

#[derive(Serialize)]
struct ProgrammeData {
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mandatory: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_as: Option<String>,
}

#[derive(Serialize)]
struct HeadcountData {
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    of_which: Vec<HeadcountData>,
}

#[derive(Serialize)]
struct RoleData {
    title: String,
    url: String,
    calendar: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<String>,
}

#[derive(Serialize)]
struct ThingData {
    title: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

#[derive(Serialize)]
struct RelationData {
    kind: &'static str,
    from: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
struct NewsData {
    title: String,
    url: String,
    date: String,
}

/// The open data and its schema, by output path.
pub fn files(site: &Site<'_>, identities: &Identities) -> Vec<(String, Vec<u8>)> {
    let writer = Writer { site, model: site.model, identities };
    let data = writer.data();
    let json = serde_json::to_vec(&data).unwrap_or_default();
    vec![("site.json".to_owned(), json), (SCHEMA.to_owned(), SCHEMA_TEXT.as_bytes().to_vec())]
}

struct Writer<'s> {
    site: &'s Site<'s>,
    model: &'s Model,
    identities: &'s Identities,
}

impl Writer<'_> {
    fn url(&self, address: &Address) -> String {
        self.site.urls.absolute(address)
    }

    fn data(&self) -> Data {
        let model = self.model;
        let settings = &model.settings;
        let key = |id: Id<Network>| model.networks.key(id).to_owned();
        let shown = model.meetings.iter().filter(|(id, _)| model.is_shown_meeting(*id));
        Data {
            schema: self.url(&Address::new(SCHEMA)),
            title: settings.title.clone(),
            description: settings.description.clone(),
            url: self.site.urls.base_url().to_owned(),
            language: settings.language.code.clone(),
            time_zone: settings.zone.iana_name().unwrap_or("UTC").to_owned(),
            networks: model.shown_networks().map(|(id, network)| (key(id), self.network(id, network))).collect(),
            meetings: shown.map(|(id, meeting)| self.meeting(id, meeting)).collect(),
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
            contacts: contacts.collect(),
            timeline: network
                .timeline
                .iter()
                .map(|moment| MomentData {
                    title: moment.title.clone(),
                    when: moment.when.as_ref().map(|when| self.date(when)),
                })
                .collect(),
            series: network
                .series
                .iter()
                .map(|series| SeriesData {
                    start: When::Exact(series.first).iso(),
                    rule: series.rule.rrule(),
                    until: series.until.map(|day| day.to_string()),
                    except: series.except.iter().map(|day| day.value.to_string()).collect(),
                })
                .collect(),
            questions: network.questions.clone(),
            tags: network.tags.clone(),
        }
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
            programme: meeting
                .programme
                .iter()
                .map(|item| ProgrammeData {
                    day: item.day.map(|day| day.to_string()),
                    title: item.title.clone(),
                    mandatory: item.mandatory.iter().map(|role| model.roles.key(*role).to_owned()).collect(),
                    counts_as: item.counts_as.map(key),
                })
                .collect(),
            invited: self.headcounts(&meeting.invited),
            attended: self.headcounts(&meeting.attended),
        }
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
        let shown = self.model.news.iter().filter(|(_, article)| self.model.show_drafts || !article.draft);
        let one = |(id, article): (_, &crate::model::pages::Article)| NewsData {
            title: article.title.clone(),
            url: self.url(&self.site.urls.article(self.model, id)),
            date: article.when.first_day().to_string(),
        };
        shown.map(one).collect()
    }
}
