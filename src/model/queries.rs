//! Questions that more than one room asks of the model.

use std::borrow::Cow;

use jiff::civil::Date;

use super::meeting::Meeting;
use super::network::{Network, Where};
use super::pages::Article;
use super::participants::Participant;
use super::people::{Party, Role};
use super::refs::Contact;
use super::relations::RelationKind;
use super::table::Id;
use super::time::{Days, write};
use super::{Model, Series};

impl Model {
    /// The name of a party.
    pub fn party_title(&self, party: &Party) -> String {
        match party {
            Party::Organisation(id) => self.organisations[*id].title.clone(),
            Party::Network(id) => self.networks[*id].title.clone(),
            Party::Text(text) => text.clone(),
        }
    }

    /// Whether a network is published: drafts only where they were asked for.
    pub fn is_shown(&self, network: Id<Network>) -> bool {
        self.show_drafts || !self.networks[network].draft
    }

    /// The networks that are published.
    pub fn shown_networks(&self) -> impl Iterator<Item = (Id<Network>, &Network)> {
        self.networks.iter().filter(|(id, _)| self.is_shown(*id))
    }

    /// Whether a meeting is published.
    pub fn is_shown_meeting(&self, meeting: Id<Meeting>) -> bool {
        let meeting = &self.meetings[meeting];
        self.is_shown(meeting.network) && (self.show_drafts || !meeting.draft)
    }

    /// The news that is published.
    pub fn shown_news(&self) -> impl Iterator<Item = (Id<Article>, &Article)> {
        self.news.iter().filter(|(_, article)| self.show_drafts || !article.draft)
    }

    /// The same, newest first.
    pub fn newest_news(&self) -> Vec<Id<Article>> {
        let mut ids: Vec<Id<Article>> = self.shown_news().map(|(id, _)| id).collect();
        ids.sort_by(|a, b| self.news[*b].when.cmp(&self.news[*a].when).then(b.cmp(a)));
        ids
    }

    /// A meeting's own title, or its network's with the date.
    pub fn meeting_title(&self, id: Id<Meeting>) -> String {
        let meeting = &self.meetings[id];
        match &meeting.title {
            Some(title) => title.clone(),
            None => {
                let date = write::short(&meeting.when.without_hours(), &self.settings.language.dates);
                format!("{} {date}", self.networks[meeting.network].title)
            }
        }
    }

    /// The other meetings of which one attends one, in order of date.
    pub fn alternatives(&self, id: Id<Meeting>) -> Vec<Id<Meeting>> {
        let meeting = &self.meetings[id];
        let Some(group) = &meeting.choose_one else { return Vec::new() };
        let same = |other: &Id<Meeting>| {
            *other != id && self.meetings[*other].choose_one.as_ref().is_some_and(|named| named.value == group.value)
        };
        self.networks[meeting.network].meetings.iter().copied().filter(same).collect()
    }

    /// Who takes part in a meeting: its own participants, else its network's.
    pub fn audience(&self, id: Id<Meeting>) -> &[Participant] {
        let meeting = &self.meetings[id];
        if meeting.participants.is_empty() {
            &self.networks[meeting.network].participants
        } else {
            &meeting.participants
        }
    }

    /// Whether `role` is `wider` or belongs to it.
    pub fn is_within(&self, role: Id<Role>, wider: Id<Role>) -> bool {
        let mut at = Some(role);
        for _ in 0..=self.roles.len() {
            match at {
                Some(here) if here == wider => return true,
                Some(here) => at = self.roles[here].part_of,
                None => return false,
            }
        }
        false
    }

    /// Whom to ask about a network: its own contacts, else those of what it is part of, else the site's.
    pub fn contacts(&self, id: Id<Network>) -> &[Contact] {
        self.inherited(id, |network| (!network.contacts.is_empty()).then_some(network.contacts.as_slice()))
            .unwrap_or(&self.settings.contacts)
    }

    /// Who arranges a network: as stated, else who arranges what it is part of, else the site's.
    pub fn organisers(&self, id: Id<Network>) -> Vec<(Party, Option<String>)> {
        let of = |id: Id<Network>| -> Vec<(Party, Option<String>)> {
            self.relations
                .from(&Party::Network(id), RelationKind::OrganisedBy)
                .map(|relation| (relation.to.clone(), relation.note.clone()))
                .collect()
        };
        let mut at = vec![id];
        for _ in 0..=self.networks.len() {
            let Some(here) = at.pop() else { break };
            let found = of(here);
            if !found.is_empty() {
                return found;
            }
            at.extend(self.relations.wholes_of(here).into_iter().next());
        }
        self.settings.organisers.iter().map(|tie| (tie.party.clone(), tie.note.clone())).collect()
    }

    fn inherited<'m, T: ?Sized>(
        &'m self,
        id: Id<Network>,
        own: impl Fn(&'m Network) -> Option<&'m T>,
    ) -> Option<&'m T> {
        let mut at = Some(id);
        for _ in 0..=self.networks.len() {
            let here = at?;
            if let Some(found) = own(&self.networks[here]) {
                return Some(found);
            }
            at = self.relations.wholes_of(here).into_iter().next();
        }
        None
    }

    /// The permanent identity of a meeting's event. It follows from the network's id and the name of its file, or of the
    /// file it had at first, where `moved_from` tells; a title or date never changes it.
    pub fn uid(&self, id: Id<Meeting>) -> String {
        let meeting = &self.meetings[id];
        if let Some(uid) = &meeting.uid {
            return uid.value.clone();
        }
        format!("{}.{}@{}", self.first_name(meeting), self.networks.key(meeting.network), self.settings.uid_domain)
    }

    /// Where a meeting is held: its own place, else where its network usually meets.
    pub fn venue(&self, id: Id<Meeting>) -> Option<&Where> {
        let meeting = &self.meetings[id];
        let usual = || self.networks[meeting.network].venue.as_ref().filter(|_| meeting.online.is_none());
        meeting.venue.as_ref().or_else(usual)
    }

    /// The file name a meeting had before it moved, where that follows from its dates.
    pub fn name_before_move(&self, id: Id<Meeting>) -> Option<String> {
        let meeting = &self.meetings[id];
        let first = self.first_name(meeting);
        (first != meeting.name).then(|| first.into_owned())
    }

    /// The file name a meeting was first published under.
    fn first_name<'m>(&self, meeting: &'m Meeting) -> Cow<'m, str> {
        let Some(moved) = &meeting.moved_from else { return Cow::Borrowed(&meeting.name) };
        let (now, then) = (meeting.when.first_day().to_string(), moved.first_day().to_string());
        match meeting.name.strip_prefix(now.as_str()) {
            Some(rest) => Cow::Owned(format!("{then}{rest}")),
            None => Cow::Borrowed(&meeting.name),
        }
    }

    /// The series of a network, with the occurrence, that a meeting's file overrides: the one on its date, or on the date
    /// it was moved from.
    pub fn overridden(&self, id: Id<Meeting>) -> Option<(&Series, Date)> {
        let meeting = &self.meetings[id];
        let network = &self.networks[meeting.network];
        let dates = [meeting.moved_from.as_ref().map(|said| said.first_day()), Some(meeting.when.first_day())];
        dates.into_iter().flatten().find_map(|date| {
            let series = network.series.iter().find(|series| meeting.when.is_exact() && series.meets_on(date))?;
            Some((series, date))
        })
    }

    /// The days a network's series meet from `from` up to and not including `to`, soonest first, each with the number of
    /// its series. Days that have a file of their own are left out: the file says what happens then.
    pub fn occurrences(&self, id: Id<Network>, from: Date, to: Date, most: usize) -> Vec<(usize, Days)> {
        let network = &self.networks[id];
        if network.series.is_empty() {
            return Vec::new();
        }
        let overridden: Vec<Date> =
            network.meetings.iter().filter_map(|meeting| self.overridden(*meeting).map(|(_, date)| date)).collect();
        let mut found: Vec<(usize, Days)> = Vec::new();
        for (number, series) in network.series.iter().enumerate() {
            let days = series.occurrences(from, to, most + overridden.len());
            found
                .extend(days.into_iter().filter(|days| !overridden.contains(&days.first())).map(|days| (number, days)));
        }
        found.sort_by_key(|(_, days)| *days);
        found.truncate(most);
        found
    }

    /// The zone of a network's times.
    pub fn zone(&self, network: Id<Network>) -> &jiff::tz::TimeZone {
        self.networks[network].time_zone.as_ref().map_or(&self.settings.zone, |said| &said.value)
    }
}
