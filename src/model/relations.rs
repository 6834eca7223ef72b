//! Relations between networks and organisations, each known once and seen from both ends, whichever end states it.

use std::collections::BTreeMap;

use super::network::Network;
use super::people::Party;
use super::table::{Id, Table};
use crate::diagnostics::Place;

/// What a relation is, read from its first end to its second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// A part and its whole.
    PartOf,
    /// Who reports and to whom.
    ReportsTo,
    /// A successor and what it replaces.
    Replaces,
    /// A network and who arranges it.
    OrganisedBy,
    /// A network and who pays.
    FundedBy,
}

impl RelationKind {
    /// The key when seen from the first end: `part_of`.
    pub fn key(self) -> &'static str {
        match self {
            RelationKind::PartOf => "part_of",
            RelationKind::ReportsTo => "reports_to",
            RelationKind::Replaces => "replaces",
            RelationKind::OrganisedBy => "organisers",
            RelationKind::FundedBy => "funded_by",
        }
    }

    /// The key when seen from the second end: `parts`.
    pub fn reverse_key(self) -> &'static str {
        match self {
            RelationKind::PartOf => "parts",
            RelationKind::ReportsTo => "reported_by",
            RelationKind::Replaces => "replaced_by",
            RelationKind::OrganisedBy => "organises",
            RelationKind::FundedBy => "funds",
        }
    }
}

/// A relation.
#[derive(Debug, Clone)]
pub struct Relation {
    /// What it is.
    pub kind: RelationKind,
    /// The end it is read from.
    pub from: Party,
    /// The other end.
    pub to: Party,
    /// What is said about it; both sentences where both ends say one.
    pub note: Option<String>,
    /// Where it is stated first.
    pub place: Place,
}

/// All relations, findable from either end.
#[derive(Debug, Default)]
pub struct Relations {
    all: Vec<Relation>,
    from: BTreeMap<Party, Vec<usize>>,
    to: BTreeMap<Party, Vec<usize>>,
}

impl Relations {
    /// Gathers what the networks state; the same relation stated at both ends becomes one.
    pub(super) fn gather(networks: &Table<Network>) -> Relations {
        let mut relations = Relations::default();
        for (id, network) in networks.iter() {
            for (key, tie) in &network.ties {
                let own = Party::Network(id);
                let (kind, from, to) = match *key {
                    "part_of" => (RelationKind::PartOf, own, tie.party.clone()),
                    "reports_to" => (RelationKind::ReportsTo, own, tie.party.clone()),
                    "replaces" => (RelationKind::Replaces, own, tie.party.clone()),
                    "replaced_by" => (RelationKind::Replaces, tie.party.clone(), own),
                    "organisers" => (RelationKind::OrganisedBy, own, tie.party.clone()),
                    _ => (RelationKind::FundedBy, own, tie.party.clone()),
                };
                relations.add(Relation { kind, from, to, note: tie.note.clone(), place: tie.place });
            }
        }
        relations
    }

    fn add(&mut self, relation: Relation) {
        let same = self.from.get(&relation.from).into_iter().flatten().copied().find(|index| {
            self.all.get(*index).is_some_and(|known| known.kind == relation.kind && known.to == relation.to)
        });
        if let Some(known) = same.and_then(|index| self.all.get_mut(index)) {
            known.note = match (known.note.take(), relation.note) {
                (Some(first), Some(second)) if first != second => Some(format!("{first} {second}")),
                (first, second) => first.or(second),
            };
            return;
        }
        let index = self.all.len();
        self.from.entry(relation.from.clone()).or_default().push(index);
        self.to.entry(relation.to.clone()).or_default().push(index);
        self.all.push(relation);
    }

    /// Every relation, in the order of the networks that state them.
    pub fn iter(&self) -> impl Iterator<Item = &Relation> {
        self.all.iter()
    }

    /// Relations of a kind read from `party`: what it is part of, whom it replaces.
    pub fn from<'a>(&'a self, party: &Party, kind: RelationKind) -> impl Iterator<Item = &'a Relation> + use<'a> {
        self.pick(self.from.get(party), kind)
    }

    /// Relations of a kind read towards `party`: its parts, what replaced it.
    pub fn to<'a>(&'a self, party: &Party, kind: RelationKind) -> impl Iterator<Item = &'a Relation> + use<'a> {
        self.pick(self.to.get(party), kind)
    }

    fn pick<'a>(
        &'a self,
        indexes: Option<&'a Vec<usize>>,
        kind: RelationKind,
    ) -> impl Iterator<Item = &'a Relation> + use<'a> {
        indexes
            .into_iter()
            .flatten()
            .filter_map(|index| self.all.get(*index))
            .filter(move |relation| relation.kind == kind)
    }

    /// The networks that are directly part of `network`.
    pub fn parts_of(&self, network: Id<Network>) -> Vec<Id<Network>> {
        self.to(&Party::Network(network), RelationKind::PartOf)
            .filter_map(|relation| as_network(&relation.from))
            .collect()
    }

    /// The networks that `network` is directly part of.
    pub fn wholes_of(&self, network: Id<Network>) -> Vec<Id<Network>> {
        self.from(&Party::Network(network), RelationKind::PartOf)
            .filter_map(|relation| as_network(&relation.to))
            .collect()
    }
}

fn as_network(party: &Party) -> Option<Id<Network>> {
    match party {
        Party::Network(id) => Some(*id),
        _ => None,
    }
}
