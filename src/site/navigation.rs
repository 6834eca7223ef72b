//! What is coming and what is past, and whom it concerns.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::network::{Network, Status};
use crate::model::participants::{Attendance, Participant};
use crate::model::people::{Party, Role};
use crate::model::relations::RelationKind;
use crate::model::table::Id;
use crate::model::time::{Days, When};

/// A network that a role takes part in, and as what.
#[derive(Debug, Clone)]
pub struct RoleNetwork {
    /// The network.
    pub network: Id<Network>,
    /// Which of its participants the role is.
    pub participant: usize,
}

/// A meeting that concerns a role.
#[derive(Debug, Clone, Copy)]
pub struct RoleMeeting {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// What is asked of the role there.
    pub asked: Asked,
}

/// What is asked of a role at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// One thing for the whole of it, if anything is stated.
    Whole(Option<Attendance>),
    /// To attend the parts of its programme that are mandatory for the role; the rest is not.
    Parts,
}

/// A day on which a network's series meets, without a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The network.
    pub network: Id<Network>,
    /// The number of the series among the network's.
    pub series: usize,
    /// When.
    pub days: Days,
}

/// Something that is coming: a meeting, or a day of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A meeting with a page of its own.
    Meeting(Id<Meeting>),
    /// A day of a series.
    Occurrence(Occurrence),
}

/// Days of one series that lists show at most.
const OCCURRENCES: usize = 12;

/// Lists made once and used by many pages.
#[derive(Debug)]
pub struct Navigation {
    /// Shown meetings that are to come, soonest first; cancelled ones too until their day has passed.
    pub coming: Vec<Id<Meeting>>,
    /// Shown meetings that are past, latest first.
    pub past: Vec<Id<Meeting>>,
    /// Shown meetings by the year in which they begin, by date.
    pub by_year: BTreeMap<i16, Vec<Id<Meeting>>>,
    /// For each network by number: the next days its series meet, within a year.
    pub occurrences: Vec<Vec<Occurrence>>,
    /// For each role by number: its networks.
    pub role_networks: Vec<Vec<RoleNetwork>>,
    /// For each role by number: the meetings that concern it, by date.
    pub role_meetings: Vec<Vec<RoleMeeting>>,
    /// For each organisation by number: the meetings it arranges, by date.
    pub organisation_meetings: Vec<Vec<Id<Meeting>>>,
    /// For each place by number: the meetings held there, by date.
    pub place_meetings: Vec<Vec<Id<Meeting>>>,
    /// For each network by number: the meetings of others of which a part counts as one of its own, by date.
    pub counted: Vec<Vec<Id<Meeting>>>,
}

impl Navigation {
    /// Makes the lists.
    pub fn new(model: &Model) -> Navigation {
        let mut shown: Vec<Id<Meeting>> =
            model.meetings.iter().map(|(id, _)| id).filter(|id| model.is_shown_meeting(*id)).collect();
        shown.sort_by(|a, b| model.meetings[*a].when.value.cmp(&model.meetings[*b].when.value).then(a.cmp(b)));
        let (coming, mut past): (Vec<_>, Vec<_>) = shown.iter().copied().partition(|id| is_coming(model, *id));
        past.reverse();
        let mut by_year: BTreeMap<i16, Vec<Id<Meeting>>> = BTreeMap::new();
        for id in &shown {
            by_year.entry(model.meetings[*id].when.first_day().year()).or_default().push(*id);
        }
        Navigation {
            by_year,
            occurrences: model.networks.iter().map(|(id, _)| next_occurrences(model, id)).collect(),
            coming,
            past,
            role_networks: model.roles.iter().map(|(role, _)| networks_of(model, role)).collect(),
            role_meetings: meetings_of_roles(model, &shown),
            organisation_meetings: meetings_of_organisations(model, &shown),
            place_meetings: meetings_at_places(model, &shown),
            counted: meetings_that_count(model, &shown),
        }
    }
}

impl Navigation {
    /// Meetings and, of each of `networks`, at most `most` days of its series, soonest first.
    pub fn merged(&self, model: &Model, meetings: &[Id<Meeting>], networks: &[Id<Network>], most: usize) -> Vec<Entry> {
        let when = |entry: &Entry| match entry {
            Entry::Meeting(id) => model.meetings[*id].when.value.clone(),
            Entry::Occurrence(occurrence) => When::Exact(occurrence.days),
        };
        let days =
            networks.iter().filter_map(|id| self.occurrences.get(id.index())).flat_map(|all| all.iter().take(most));
        let mut entries: Vec<Entry> = meetings.iter().copied().map(Entry::Meeting).collect();
        entries.extend(days.copied().map(Entry::Occurrence));
        entries.sort_by_cached_key(when);
        entries
    }
}

fn next_occurrences(model: &Model, id: Id<Network>) -> Vec<Occurrence> {
    let today = model.settings.today;
    let open = model.is_shown(id) && model.networks[id].status.value != Status::Closed;
    let Some(end) = today.checked_add(jiff::Span::new().years(1)).ok().filter(|_| open) else { return Vec::new() };
    let found = model.occurrences(id, today, end, OCCURRENCES);
    found.into_iter().map(|(series, days)| Occurrence { network: id, series, days }).collect()
}

/// Whether a meeting's last day has not passed.
pub fn is_coming(model: &Model, id: Id<Meeting>) -> bool {
    model.meetings[id].when.last_day() >= model.settings.today
}

/// A participant's role is meant when it is the role itself or a wider one.
fn means(model: &Model, participant: &Participant, role: Id<Role>) -> bool {
    participant.role.is_some_and(|wider| model.is_within(role, wider))
}

fn networks_of(model: &Model, role: Id<Role>) -> Vec<RoleNetwork> {
    let mut found: Vec<RoleNetwork> = Vec::new();
    for (id, network) in model.shown_networks() {
        if let Some(participant) = network.participants.iter().position(|participant| means(model, participant, role)) {
            found.push(RoleNetwork { network: id, participant });
        }
    }
    found.sort_by_key(|entry| {
        let network = &model.networks[entry.network];
        (
            network.status.value == Status::Closed,
            network.participants.get(entry.participant).and_then(|participant| participant.attendance),
        )
    });
    found
}

fn meetings_of_roles(model: &Model, shown: &[Id<Meeting>]) -> Vec<Vec<RoleMeeting>> {
    let mut lists: Vec<Vec<RoleMeeting>> = vec![Vec::new(); model.roles.len()];
    for id in shown {
        let audience = model.audience(*id);
        for (role, _) in model.roles.iter() {
            let parts = model.meetings[*id]
                .programme
                .iter()
                .any(|item| item.mandatory.iter().any(|named| model.is_within(role, *named)));
            let stated = audience
                .iter()
                .filter(|participant| means(model, participant, role))
                .min_by_key(|participant| participant.attendance.map_or(9, |a| a as u8));
            if stated.is_none() && !parts {
                continue;
            }
            let whole = stated.and_then(|participant| participant.attendance);
            let only_parts = parts && whole != Some(Attendance::Mandatory);
            let asked = if only_parts { Asked::Parts } else { Asked::Whole(whole) };
            if let Some(list) = lists.get_mut(role.index()) {
                list.push(RoleMeeting { meeting: *id, asked });
            }
        }
    }
    lists
}

fn meetings_of_organisations(model: &Model, shown: &[Id<Meeting>]) -> Vec<Vec<Id<Meeting>>> {
    let mut lists = vec![Vec::new(); model.organisations.len()];
    let by_network: Vec<Vec<Party>> = model
        .networks
        .iter()
        .map(|(id, _)| model.organisers(id).into_iter().map(|(party, _)| party).collect())
        .collect();
    for id in shown {
        let meeting = &model.meetings[*id];
        let own: Vec<Party> = meeting.organisers.iter().map(|tie| tie.party.clone()).collect();
        let parties =
            if own.is_empty() { by_network.get(meeting.network.index()).map_or(&[][..], Vec::as_slice) } else { &own };
        for party in parties {
            if let Party::Organisation(organisation) = party
                && let Some(list) = lists.get_mut(organisation.index())
            {
                list.push(*id);
            }
        }
    }
    lists
}

fn meetings_at_places(model: &Model, shown: &[Id<Meeting>]) -> Vec<Vec<Id<Meeting>>> {
    let mut lists = vec![Vec::new(); model.places.len()];
    for id in shown {
        if let Some(crate::model::network::Where::Venue(place)) = model.venue(*id)
            && let Some(list) = lists.get_mut(place.index())
        {
            list.push(*id);
        }
    }
    lists
}

fn meetings_that_count(model: &Model, shown: &[Id<Meeting>]) -> Vec<Vec<Id<Meeting>>> {
    let mut lists: Vec<Vec<Id<Meeting>>> = vec![Vec::new(); model.networks.len()];
    for id in shown {
        for network in model.meetings[*id].programme.iter().filter_map(|item| item.counts_as) {
            if let Some(list) = lists.get_mut(network.index())
                && list.last() != Some(id)
            {
                list.push(*id);
            }
        }
    }
    lists
}

/// Networks in the order of their tree: a part follows its whole. Each with its depth.
pub fn tree(model: &Model, ids: &[Id<Network>]) -> Vec<(Id<Network>, usize)> {
    let inside = |id: &Id<Network>| ids.contains(id);
    let mut ordered = Vec::with_capacity(ids.len());
    let roots = ids.iter().filter(|id| !model.relations.wholes_of(**id).iter().any(inside));
    for root in roots {
        descend(model, *root, 0, &inside, &mut ordered);
    }
    // Networks in a circle have no root; they are told as a problem and still listed.
    for id in ids {
        if !ordered.iter().any(|(known, _)| known == id) {
            ordered.push((*id, 0));
        }
    }
    ordered
}

fn descend(
    model: &Model,
    id: Id<Network>,
    depth: usize,
    inside: &dyn Fn(&Id<Network>) -> bool,
    ordered: &mut Vec<(Id<Network>, usize)>,
) {
    if ordered.iter().any(|(known, _)| *known == id) || depth > model.networks.len() {
        return;
    }
    ordered.push((id, depth));
    for relation in model.relations.to(&Party::Network(id), RelationKind::PartOf) {
        if let Party::Network(part) = &relation.from
            && inside(part)
        {
            descend(model, *part, depth + 1, inside, ordered);
        }
    }
}
