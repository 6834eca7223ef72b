//! Events as they were written in the build before, for those that are made from the same things again.
//!
//! What an event says comes from its network's meetings and from files that are no meetings at all. So a network's events
//! are the same as long as both are.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::event::Event;
use super::{Around, Subject};
use crate::diagnostics::FileId;
use crate::ledger::Key;
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::sources::{Bytes, Sources};

/// The events of each network, by its id.
#[derive(Debug, Default)]
pub struct Memory {
    common: Common,
    networks: HashMap<String, Remembered>,
}

#[derive(Debug)]
struct Remembered {
    from: MadeFrom,
    /// One for each subject; none where there is nothing to write.
    events: Vec<Option<Arc<Event>>>,
}

/// What the events of every network are made from.
#[derive(Debug, Default, PartialEq)]
struct Common {
    /// Every file that is no meeting's, by path.
    files: Vec<(String, Bytes)>,
    today: Date,
    base_url: Option<String>,
    drafts: bool,
}

/// What the events of one network are made from besides.
#[derive(Debug, PartialEq)]
struct MadeFrom {
    /// The files of its own meetings and of those that it takes part in.
    files: Vec<(String, Bytes)>,
    /// The identities of its meetings.
    keys: Vec<Option<Key>>,
}

impl Common {
    fn of(around: &Around<'_>, sources: &Sources) -> Common {
        let meetings: HashSet<FileId> = around.site.model.meetings.iter().map(|(_, meeting)| meeting.file).collect();
        let others = sources.numbered().filter(|(id, _)| !meetings.contains(id));
        Common {
            files: others.map(|(_, file)| (file.path.clone(), file.bytes.clone())).collect(),
            today: sources.today,
            base_url: sources.base_url.clone(),
            drafts: sources.drafts,
        }
    }
}

impl MadeFrom {
    fn of(around: &Around<'_>, sources: &Sources, network: Id<Network>, own: &[Id<Meeting>]) -> MadeFrom {
        let model = around.site.model;
        let meetings: BTreeSet<Id<Meeting>> = own.iter().chain(&model.networks[network].meetings).copied().collect();
        let file = |id: &Id<Meeting>| sources.file(model.meetings[*id].file);
        MadeFrom {
            files: meetings.iter().filter_map(file).map(|file| (file.path.clone(), file.bytes.clone())).collect(),
            keys: meetings.iter().map(|id| around.identities.meeting(*id).cloned()).collect(),
        }
    }
}

impl Memory {
    /// The event of each subject, written by `write` where it is not remembered.
    pub(super) fn again<'a>(
        &mut self,
        around: &Around<'_>,
        sources: &Sources,
        subjects: Vec<Subject<'a>>,
        write: impl Fn(Subject<'a>) -> Option<Event> + Sync,
    ) -> Vec<(Subject<'a>, Arc<Event>)> {
        let common = Common::of(around, sources);
        if self.common != common {
            *self = Memory { common, ..Memory::default() };
        }
        let before = &self.networks;
        let again = |(network, subjects): (Option<Id<Network>>, Vec<Subject<'a>>)| {
            let write = |subjects: &[Subject<'a>]| -> Vec<Option<Arc<Event>>> {
                subjects.iter().map(|subject| write(*subject).map(Arc::new)).collect()
            };
            let Some(network) = network else {
                let events = write(&subjects);
                return (subjects, events, None);
            };
            let name = around.site.model.networks.key(network).to_owned();
            let from = MadeFrom::of(around, sources, network, &meetings(&subjects));
            let known = before.get(&name).filter(|known| known.from == from && known.events.len() == subjects.len());
            let events = known.map_or_else(|| write(&subjects), |known| known.events.clone());
            (subjects, events.clone(), Some((name, Remembered { from, events })))
        };
        let written: Vec<_> = by_network(around, subjects).into_par_iter().map(again).collect();
        let mut all = Vec::new();
        self.networks = HashMap::with_capacity(written.len());
        for (subjects, events, remembered) in written {
            all.extend(subjects.into_iter().zip(events).filter_map(|(subject, event)| Some((subject, event?))));
            self.networks.extend(remembered);
        }
        all
    }
}

fn meetings(subjects: &[Subject<'_>]) -> Vec<Id<Meeting>> {
    let meeting = |subject: &Subject<'_>| match subject {
        Subject::Meeting(id) | Subject::Deadline(id) => Some(*id),
        Subject::Series(..) | Subject::Tombstone(_) => None,
    };
    subjects.iter().filter_map(meeting).collect()
}

/// Subjects by their network, in the order they come; what is gone is of none.
fn by_network<'a>(around: &Around<'_>, subjects: Vec<Subject<'a>>) -> Vec<(Option<Id<Network>>, Vec<Subject<'a>>)> {
    let model = around.site.model;
    let mut groups: Vec<(Option<Id<Network>>, Vec<Subject<'a>>)> =
        model.networks.iter().map(|(id, _)| (Some(id), Vec::new())).chain([(None, Vec::new())]).collect();
    let gone = groups.len() - 1;
    for subject in subjects {
        let at = match subject {
            Subject::Meeting(id) | Subject::Deadline(id) => model.meetings[id].network.index(),
            Subject::Series(id, _) => id.index(),
            Subject::Tombstone(_) => gone,
        };
        if let Some((_, group)) = groups.get_mut(at) {
            group.push(subject);
        }
    }
    groups
}
