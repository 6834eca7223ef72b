//! Where on the site an event belongs: its network, the folder of its file, and the places, people and organisations that
//! it names.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Target;
use super::event::Event;
use crate::language::Language;
use crate::language::fold::{fold, slug};
use crate::ledger::{Identities, Key};
use crate::model::Model;
use crate::model::fields::ATTENDANCE;
use crate::model::network::{Network, Where};
use crate::model::participants::Attendance;
use crate::model::people::{Organisation, Party, Person, Role};
use crate::model::table::Id;
use crate::model::time::Days;
use crate::scaffold;
use crate::sources::Sources;

/// The site as an import sees it.
pub(super) struct Site<'a> {
    pub model: &'a Model,
    pub sources: &'a Sources,
    pub target: &'a Target,
    pub language: &'static Language,
    /// Events that the site has: UIDs, with the day of an occurrence.
    known: BTreeSet<Key>,
    /// UIDs of the site's series.
    series: BTreeSet<String>,
}

/// The network that an event goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// One that the site has.
    Old(Id<Network>),
    /// The one that the import makes.
    New,
}

impl<'a> Site<'a> {
    pub(super) fn new(model: &'a Model, identities: &Identities, sources: &'a Sources, target: &'a Target) -> Site<'a> {
        let meetings = model.meetings.iter();
        let mut known: BTreeSet<Key> = meetings.filter_map(|(id, _)| identities.meeting(id).cloned()).collect();
        known.extend(
            model.meetings.iter().filter_map(|(_, meeting)| Some(Key::alone(meeting.uid.as_ref()?.value.as_str()))),
        );
        let series = model
            .networks
            .iter()
            .flat_map(|(id, _)| {
                identities.series(model, id).map(|published| published.uid.to_owned()).collect::<Vec<_>>()
            })
            .collect();
        Site { model, sources, target, language: model.settings.language, known, series }
    }

    /// Whether the site has an event of this identity.
    pub(super) fn has(&self, uid: &str, occurrence: Option<Date>) -> bool {
        self.known.contains(&Key { uid: uid.to_owned(), occurrence })
            || occurrence.is_none() && self.series.contains(uid)
    }

    /// Whether the site has the series of this UID.
    pub(super) fn has_series(&self, uid: &str) -> bool {
        self.series.contains(uid)
    }

    /// Whether a meeting without identity is there already: same network, same days, same title.
    pub(super) fn has_alike(&self, home: Home, days: Option<&Days>, title: Option<&str>) -> bool {
        let Home::Old(network) = home else { return false };
        self.model.networks[network].meetings.iter().map(|id| &self.model.meetings[*id]).any(|meeting| {
            meeting.when.days() == days && days.is_some() && meeting.title.as_deref().map(fold) == title.map(fold)
        })
    }

    /// The network that an event says it is of, by the target, by what it is sorted under, by its calendar's name.
    pub(super) fn home(&self, event: &Event) -> Option<Home> {
        match self.target {
            Target::New(_) => return Some(Home::New),
            Target::Network(id) => return self.model.networks.find(&slug(id)).map(Home::Old),
            Target::AsNamed => {}
        }
        let stated = event.network.iter().filter(|_| !event.is_from_calendar);
        let named = event.network.iter().filter(|_| event.is_from_calendar);
        stated.chain(&event.categories).chain(named).find_map(|name| self.network(name)).map(Home::Old)
    }

    /// A network by its id, title or short title.
    pub(super) fn network(&self, name: &str) -> Option<Id<Network>> {
        let plain = |text: &str| fold(&text.replace([',', ';', '\\'], " "));
        let is_it = |network: &Network| {
            plain(&network.title) == plain(name) || network.short_title.as_deref().map(plain) == Some(plain(name))
        };
        let by_title = self.model.networks.iter().find(|(_, network)| is_it(network)).map(|(id, _)| id);
        by_title.or_else(|| self.model.networks.find(&slug(name)).filter(|_| !slug(name).is_empty()))
    }

    /// The zone of a network's times.
    pub(super) fn zone(&self, home: Home, new: &TimeZone) -> TimeZone {
        match home {
            Home::Old(id) => self.model.zone(id).clone(),
            Home::New => new.clone(),
        }
    }

    /// The id of a network.
    pub(super) fn id(&self, home: Home) -> String {
        match (home, self.target) {
            (Home::Old(id), _) => self.model.networks.key(id).to_owned(),
            (Home::New, Target::New(title)) => super::id_of(title),
            (Home::New, _) => String::new(),
        }
    }

    /// The network's title.
    pub(super) fn title(&self, home: Home) -> String {
        match (home, self.target) {
            (Home::Old(id), _) => self.model.networks[id].title.clone(),
            (Home::New, Target::New(title)) => title.clone(),
            (Home::New, _) => String::new(),
        }
    }

    /// The folder of a network's meetings below `content/`, as it is on disk.
    pub(super) fn folder(&self, home: Home) -> String {
        match home {
            Home::Old(id) => scaffold::network_folder(id, self.model, self.sources),
            Home::New => {
                let networks = scaffold::kind_folder("networks", self.sources, self.language);
                format!("{networks}/{}", self.id(home))
            }
        }
    }

    /// Where an event is held, as its file should say: nothing where its network says the same.
    pub(super) fn venue(&self, home: Home, event: &Event) -> Option<String> {
        let text = event.location.as_ref()?;
        let line = |place: &Where| match place {
            Where::Venue(id) => self.model.places[*id].one_line(),
            Where::Text(text) => text.clone(),
        };
        if let Home::Old(id) = home
            && event.online.is_none()
            && self.model.networks[id].venue.as_ref().is_some_and(|usual| line(usual) == *text)
        {
            return None;
        }
        let mut places = self.model.places.iter();
        let same = places.find(|(_, place)| fold(&place.one_line()) == fold(text) || fold(&place.title) == fold(text));
        Some(same.map_or_else(|| text.clone(), |(id, _)| self.model.places.key(id).to_owned()))
    }

    /// The organisation or person that has an e-mail address.
    pub(super) fn addressee(&self, address: &str) -> Option<Addressee> {
        let is_it = |own: Option<&String>| own.is_some_and(|own| own.eq_ignore_ascii_case(address));
        let organisation = self.model.organisations.iter().find(|(_, one)| is_it(one.email.as_ref()));
        let person = self.model.people.iter().find(|(_, one)| is_it(one.email.as_ref()));
        let organisation = organisation.map(|(id, _)| Addressee::Organisation(id));
        organisation.or(person.map(|(id, _)| Addressee::Person(id)))
    }

    /// The person whom a text tells one to ask.
    pub(super) fn person_in(&self, text: &str) -> Option<Id<Person>> {
        let named = |person: &Person| {
            let address = person.email.as_ref().is_some_and(|own| text.contains(own.as_str()));
            address || text.split(',').next().is_some_and(|name| fold(name.trim()) == fold(&person.name))
        };
        self.model.people.iter().find(|(_, person)| named(person)).map(|(id, _)| id)
    }

    /// The roles that a list of words names, each with what is asked of them; none if it names anything else.
    pub(super) fn audience(&self, words: &str) -> Option<Vec<(Id<Role>, Option<&'static str>)>> {
        let mut found = Vec::new();
        let mut rest = words;
        while !rest.is_empty() {
            let (role, after) = self.role_at(rest)?;
            let (attendance, after) = self.attendance_at(after);
            found.push((role, attendance));
            rest = after.strip_prefix(", ").or_else(|| after.is_empty().then_some(""))?;
        }
        Some(found)
    }

    /// The role whose title a text begins with: the longest.
    fn role_at<'t>(&self, text: &'t str) -> Option<(Id<Role>, &'t str)> {
        let roles = self.model.roles.iter();
        let begins = roles.filter_map(|(id, role)| Some((id, text.strip_prefix(role.title.as_str())?)));
        begins.filter(|(_, rest)| rest.is_empty() || rest.starts_with([',', ' '])).min_by_key(|(_, rest)| rest.len())
    }

    fn attendance_at<'t>(&self, text: &'t str) -> (Option<&'static str>, &'t str) {
        let found = text
            .strip_prefix(" (")
            .and_then(|rest| rest.split_once(')'))
            .and_then(|(word, after)| Some((self.language.value(word, ATTENDANCE)?, after)));
        found.map_or((None, text), |(word, after)| (Some(word), after))
    }

    /// Whether a network's meetings are for just these anyway.
    pub(super) fn is_usual_audience(&self, home: Home, audience: &[(Id<Role>, Option<&'static str>)]) -> bool {
        let Home::Old(id) = home else { return false };
        let usual = self.model.networks[id].participants.iter();
        let usual = usual.map(|one| (one.role, one.attendance.map(Attendance::id)));
        usual.eq(audience.iter().map(|(role, word)| (Some(*role), *word)))
    }

    /// Whether a network's meetings name this one anyway.
    pub(super) fn is_usual(&self, home: Home, addressee: Addressee) -> bool {
        let Home::Old(id) = home else { return false };
        match addressee {
            Addressee::Organisation(own) => {
                self.model.organisers(id).iter().any(|(party, _)| *party == Party::Organisation(own))
            }
            Addressee::Person(own) => self.model.contacts(id).first().is_some_and(|contact| contact.person == own),
        }
    }
}

/// Somebody of the site with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Addressee {
    Organisation(Id<Organisation>),
    Person(Id<Person>),
}
