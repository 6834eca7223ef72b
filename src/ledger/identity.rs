//! Under which UID each event goes: the one it was published under, however its file, its network or its date has moved
//! since; else one of its own that nothing else bears.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::{Key, Ledger, Life, Part};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind};
use crate::language::Language;
use crate::language::fold::slug;
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::reader::Said;
use crate::model::recurrence::Series;
use crate::model::table::Id;

/// The identity of everything that goes into feeds.
#[derive(Debug, Default)]
pub struct Identities {
    /// For each meeting by number: its event, if it has one.
    meetings: Vec<Option<Key>>,
    /// For each network by number: the UIDs of its series, in their order.
    series: Vec<Vec<String>>,
    /// Which meetings were in the ledger already.
    known: BTreeSet<Id<Meeting>>,
    /// The pages of meetings that are there, with or without an exact day.
    pages: BTreeMap<String, Id<Meeting>>,
}

/// A series with its identity.
#[derive(Debug, Clone, Copy)]
pub struct PublishedSeries<'m> {
    /// Its UID.
    pub uid: &'m str,
    /// What it is.
    pub series: &'m Series,
}

/// The page of a meeting as the ledger names it.
fn page(model: &Model, id: Id<Meeting>) -> String {
    let meeting = &model.meetings[id];
    format!("{}/{}", model.networks.key(meeting.network), meeting.name)
}

impl Identities {
    /// Finds the identity of every event. Two meetings that claim one UID are told.
    pub fn find(model: &Model, ledger: &Ledger, problems: &mut Diagnostics) -> Identities {
        let mut finder = Finder::new(model, ledger);
        finder.series();
        finder.found.tell_same_series(model, problems);
        finder.occurrences();
        finder.stated(problems);
        finder.by_page();
        finder.by_former_pages();
        finder.anew();
        finder.found
    }

    /// A meeting's event; none if its date is not known to the day.
    pub fn meeting(&self, id: Id<Meeting>) -> Option<&Key> {
        self.meetings.get(id.index()).and_then(Option::as_ref)
    }

    /// A network's series.
    pub fn series<'m>(&'m self, model: &'m Model, id: Id<Network>) -> impl Iterator<Item = PublishedSeries<'m>> {
        let uids = self.series.get(id.index()).into_iter().flatten();
        model.networks[id].series.iter().zip(uids).map(|(series, uid)| PublishedSeries { uid, series })
    }

    /// Two series that state one UID are told at the second.
    fn tell_same_series(&self, model: &Model, problems: &mut Diagnostics) {
        let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
        for (id, network) in model.shown_networks() {
            for published in self.series(model, id) {
                let other = taken.insert(published.uid, &network.title);
                if let (Some(other), Some(stated)) = (other, &published.series.uid) {
                    let told = Diagnostic::new(Kind::SameUid, stated.place);
                    problems.push(told.with("uid", published.uid).with("other", other));
                }
            }
        }
    }

    /// Whether a meeting has been published before.
    pub fn is_known(&self, id: Id<Meeting>) -> bool {
        self.known.contains(&id)
    }

    /// The meeting that is now at a page of the ledger.
    pub fn at_page(&self, page: &str) -> Option<Id<Meeting>> {
        self.pages.get(page).copied()
    }

    /// The event of a meeting's deadline: the one it was published as, whatever language the site then had.
    pub fn deadline(model: &Model, ledger: &Ledger, meeting: &Key) -> Key {
        let uid = match meeting.occurrence {
            Some(day) => with_suffix(&meeting.uid, &day.to_string()),
            None => meeting.uid.clone(),
        };
        let suffixed = |language: &Language| Key::alone(with_suffix(&uid, language.word("cal_uid_deadline")));
        let mut possible = Language::codes().filter_map(Language::of).map(suffixed);
        possible.find(|key| ledger.events.contains_key(key)).unwrap_or_else(|| suffixed(model.settings.written))
    }
}

/// `2027-05-20.forum@example.dk` and `frist` make `2027-05-20.forum-frist@example.dk`.
fn with_suffix(uid: &str, suffix: &str) -> String {
    match uid.rsplit_once('@') {
        Some((name, domain)) => format!("{name}-{suffix}@{domain}"),
        None => format!("{uid}-{suffix}"),
    }
}

/// Whether a remembered series is this one.
type SameSeries<'s> = dyn Fn(&Series, &super::Facts) -> bool + 's;

struct Finder<'a> {
    model: &'a Model,
    ledger: &'a Ledger,
    found: Identities,
    /// UIDs that are spoken for.
    taken: BTreeSet<String>,
    /// UIDs of the ledger's meetings by page.
    by_page: HashMap<&'a str, &'a str>,
    /// Shown meetings with an exact day that have no identity yet.
    open: Vec<Id<Meeting>>,
}

impl<'a> Finder<'a> {
    fn new(model: &'a Model, ledger: &'a Ledger) -> Finder<'a> {
        let alone =
            ledger.events.iter().filter(|(key, entry)| key.occurrence.is_none() && entry.facts.part == Part::Meeting);
        let shown: Vec<Id<Meeting>> =
            model.meetings.iter().map(|(id, _)| id).filter(|id| model.is_shown_meeting(*id)).collect();
        let mut found = Identities {
            meetings: vec![None; model.meetings.len()],
            series: vec![Vec::new(); model.networks.len()],
            ..Identities::default()
        };
        found.pages = shown.iter().map(|id| (page(model, *id), *id)).collect();
        let open = shown.into_iter().filter(|id| model.meetings[*id].days().is_some()).collect();
        // Present before gone: a file that is back where another once was takes the newer identity.
        let mut by_page: HashMap<&str, &str> = HashMap::new();
        for (key, entry) in alone {
            if entry.facts.life == Life::Present || !by_page.contains_key(entry.facts.page.as_str()) {
                by_page.insert(&entry.facts.page, &key.uid);
            }
        }
        Finder { model, ledger, found, taken: BTreeSet::new(), by_page, open }
    }

    fn give(&mut self, id: Id<Meeting>, key: Key) {
        if let Some(place) = self.found.meetings.get_mut(id.index()) {
            if self.ledger.events.contains_key(&key) {
                self.found.known.insert(id);
            }
            self.taken.insert(key.uid.clone());
            *place = Some(key);
        }
    }

    /// The series of each network: as remembered by first day and title, by first day, by the order they stand in; new
    /// ones get a name that is free.
    fn series(&mut self) {
        let mut remembered: BTreeMap<&str, Vec<(&str, &super::Facts)>> = BTreeMap::new();
        for (key, entry) in self.ledger.events.iter().filter(|(_, entry)| entry.facts.part == Part::Series) {
            remembered.entry(entry.facts.network()).or_default().push((&key.uid, &entry.facts));
        }
        for (id, network) in self.model.shown_networks() {
            let mut names = vec![self.model.networks.key(id).to_owned()];
            names.extend(network.aliases.iter().map(id_before));
            let mut known: Vec<_> =
                names.iter().filter_map(|name| remembered.get(name.as_str())).flatten().copied().collect();
            let uids = self.series_of(id, &network.series, &mut known);
            if let Some(list) = self.found.series.get_mut(id.index()) {
                *list = uids;
            }
        }
    }

    fn series_of(&mut self, id: Id<Network>, series: &[Series], known: &mut Vec<(&str, &super::Facts)>) -> Vec<String> {
        let mut uids: Vec<Option<String>> =
            series.iter().map(|one| one.uid.as_ref().map(|uid| uid.value.clone())).collect();
        known.retain(|(uid, _)| !uids.iter().flatten().any(|stated| stated == uid));
        let titled = |one: &Series, facts: &super::Facts| {
            one.title.as_ref().is_some_and(|title| facts.title.contains(title.as_str()))
        };
        let rules: [&SameSeries<'_>; 4] = [
            &|one, facts| one.first == facts.days && titled(one, facts),
            &|one, facts| one.first.first() == facts.days.first(),
            &titled,
            &|_, _| true,
        ];
        for is_same in rules {
            for (one, uid) in series.iter().zip(&mut uids).filter(|(_, uid)| uid.is_none()) {
                if let Some(at) = known.iter().position(|(_, facts)| is_same(one, facts)) {
                    *uid = Some(known.remove(at).0.to_owned());
                }
            }
        }
        let network = self.model.networks.key(id);
        uids.into_iter()
            .map(|uid| {
                let uid = uid.unwrap_or_else(|| self.free("series", network));
                self.taken.insert(uid.clone());
                uid
            })
            .collect()
    }

    /// `name.network@domain`, with a number after the name if that is taken.
    fn free(&self, name: &str, network: &str) -> String {
        let domain = &self.model.settings.uid_domain;
        let is_free =
            |uid: &String| !self.taken.contains(uid) && !self.ledger.events.contains_key(&Key::alone(uid.as_str()));
        let numbered = (2..).map(|number| format!("{name}-{number}.{network}@{domain}"));
        let plain = format!("{name}.{network}@{domain}");
        std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or(plain)
    }

    /// Meetings that stand for an occurrence of a series, the first of each day.
    fn occurrences(&mut self) {
        let mut stood_for: BTreeSet<(String, Date)> = BTreeSet::new();
        for id in std::mem::take(&mut self.open) {
            let key = self.occurrence(id).filter(|(uid, day)| stood_for.insert((uid.clone(), *day)));
            match key {
                Some((uid, day)) => self.give(id, Key { uid, occurrence: Some(day) }),
                None => self.open.push(id),
            }
        }
    }

    fn occurrence(&self, id: Id<Meeting>) -> Option<(String, Date)> {
        let network = self.model.meetings[id].network;
        if self.model.networks[network].series.is_empty() {
            return None;
        }
        let (series, day) = self.model.overridden(id)?;
        let at = self.model.networks[network].series.iter().position(|one| one.place == series.place)?;
        Some((self.found.series.get(network.index())?.get(at)?.clone(), day))
    }

    /// Meetings whose files say their UID.
    fn stated(&mut self, problems: &mut Diagnostics) {
        for id in std::mem::take(&mut self.open) {
            let Some(uid) = &self.model.meetings[id].uid else {
                self.open.push(id);
                continue;
            };
            if self.taken.contains(&uid.value) {
                // A series may bear it; of two meetings the model tells.
                let other = self.found.series.iter().flatten().find(|other| **other == uid.value);
                if let Some(other) = other {
                    problems
                        .push(Diagnostic::new(Kind::SameUid, uid.place).with("uid", &uid.value).with("other", other));
                }
                continue;
            }
            self.give(id, Key::alone(uid.value.as_str()));
        }
    }

    fn by_page(&mut self) {
        self.where_remembered(|model, id| vec![page(model, id)]);
    }

    /// What was published under an older name of the network or of the file, and has no file of its own there now.
    fn by_former_pages(&mut self) {
        self.where_remembered(former_pages);
    }

    fn where_remembered(&mut self, pages: impl Fn(&Model, Id<Meeting>) -> Vec<String>) {
        for id in std::mem::take(&mut self.open) {
            let uid = pages(self.model, id)
                .iter()
                .filter_map(|page| self.by_page.get(page.as_str()).copied())
                .find(|uid| !self.taken.contains(*uid));
            match uid {
                Some(uid) => self.give(id, Key::alone(uid)),
                None => self.open.push(id),
            }
        }
    }

    fn anew(&mut self) {
        for id in std::mem::take(&mut self.open) {
            let uid = self.model.uid(id);
            let is_taken = self.taken.contains(&uid) || self.ledger.events.contains_key(&Key::alone(uid.as_str()));
            let meeting = &self.model.meetings[id];
            let uid = if is_taken { self.free(&meeting.name, self.model.networks.key(meeting.network)) } else { uid };
            self.give(id, Key::alone(uid));
        }
    }
}

/// Every page a meeting may have had, nearest first.
fn former_pages(model: &Model, id: Id<Meeting>) -> Vec<String> {
    let meeting = &model.meetings[id];
    let network = &model.networks[meeting.network];
    let mut networks = vec![model.networks.key(meeting.network).to_owned()];
    networks.extend(network.aliases.iter().map(id_before));
    let mut names = vec![meeting.name.clone()];
    names.extend(model.name_before_move(id));
    let mut pages = Vec::new();
    for alias in &meeting.aliases {
        match last_two(alias) {
            Some(page) => pages.push(page),
            None => names.push(slug(alias)),
        }
    }
    pages.extend(networks.iter().flat_map(|network| names.iter().map(move |name| format!("{network}/{name}"))));
    pages
}

/// The id that an alias of a network means, be it an id or a path.
pub fn id_before(alias: &Said<String>) -> String {
    slug(alias.trim_matches('/').rsplit('/').next().unwrap_or_default())
}

/// The page that a path means: `/netvaerk/forum/2027-05-20/` → `forum/2027-05-20`.
fn last_two(alias: &Said<String>) -> Option<String> {
    let mut parts = alias.trim_matches('/').rsplit('/');
    let (name, network) = (parts.next()?, parts.next()?);
    Some(format!("{}/{}", slug(network), slug(name)))
}
