//! The guard: what was published is not lost without a word. A feed, a page or a coming meeting that the ledger knows and
//! the plan lacks is told with the line that mends it, at the file most likely meant; or given up on purpose.

mod heirs;
mod missing;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Site;
use super::url::Address;
use crate::diagnostics::{Diagnostic, Diagnostics, Kind, Place};
use crate::ledger::{Entry, Identities, Key, Ledger, Part, Shown};
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::sources::Sources;
use heirs::Heir;
use missing::{Missing, missing_events};

/// What was published and is not there any more.
#[derive(Debug, Default)]
pub struct Losses {
    /// Events that stay in the feeds as cancelled until their day has passed.
    pub tombstones: Vec<Tombstone>,
    /// Events that were told as lost.
    pub missed: Vec<Key>,
}

/// An event that is gone.
#[derive(Debug)]
pub struct Tombstone {
    /// The event.
    pub key: Key,
    /// As it was last published.
    pub entry: Entry,
    /// Its network, if that is still there.
    pub network: Option<Id<Network>>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its meeting, deadline or series is no more.
    Gone,
    /// Its meeting is there, without an exact day.
    Undated(Id<Meeting>),
}

impl Losses {
    /// The same losses as they were published in another language; what was not is none there.
    pub fn in_language(&self, published: &Ledger) -> Losses {
        let known = |lost: &Tombstone| {
            let entry = published.events.get(&lost.key)?.clone();
            Some(Tombstone { key: lost.key.clone(), entry, network: lost.network, fate: lost.fate })
        };
        Losses { tombstones: self.tombstones.iter().filter_map(known).collect(), missed: self.missed.clone() }
    }
}

/// Compares the plan with what was published. Losses are told, unless they are accepted.
pub fn check(
    site: &Site<'_>,
    ledger: &Ledger,
    identities: &Identities,
    sources: &Sources,
    problems: &mut Diagnostics,
) -> Losses {
    let (mut losses, lost) = missing_events(site, ledger, identities);
    if sources.accept_losses {
        losses.tombstones.extend(lost.into_iter().filter(|lost| lost.key.occurrence.is_none()));
        return losses;
    }
    let guard = Guard { site, ledger, identities, sources, missing: Missing::find(site, ledger) };
    guard.tell_languages(problems);
    let told = guard.tell_places(problems);
    guard.tell_meetings(&lost, &told, problems);
    losses.missed = lost.into_iter().map(|lost| lost.key).collect();
    losses
}

/// What the guard looks at.
struct Guard<'a> {
    site: &'a Site<'a>,
    ledger: &'a Ledger,
    identities: &'a Identities,
    sources: &'a Sources,
    missing: Missing<'a>,
}

impl<'a> Guard<'a> {
    /// Tells lost feeds and pages, one problem for all that one line mends. Returns the addresses below which everything
    /// has been told.
    fn tell_places(&self, problems: &mut Diagnostics) -> BTreeSet<String> {
        let mut told: BTreeSet<String> = BTreeSet::new();
        for (folder, feeds) in self.feeds_by_folder() {
            let Some(first) = feeds.first().filter(|_| !is_below(&folder, &told)) else { continue };
            if self.missing.has_page(&folder) {
                let heir = self.heir(&folder);
                let alias = self.alias(&folder, heir.as_ref());
                self.tell(Kind::LostFeed, first, heir, &alias, problems);
                told.insert(folder);
            } else {
                let page = self.site.pages.iter().find(|page| page.address.path() == folder);
                let alias = feeds.iter().map(|feed| format!("/{feed}")).collect::<Vec<_>>().join(", ");
                self.tell(Kind::LostFeed, first, page.and_then(|page| self.as_heir(page.kind)), &alias, problems);
            }
        }
        let coming = self.coming_pages();
        for (address, shown) in &self.missing.pages {
            // A lost coming meeting is told as such.
            if is_below(address, &told) || coming.contains(page_of(address)) {
                continue;
            }
            let heir = match shown {
                Shown::Redirect(to) => self.page_at(to).and_then(|kind| self.as_heir(kind)),
                Shown::Page(_) => self.heir(address),
            };
            let alias = self.alias(address, heir.as_ref());
            self.tell(Kind::LostPage, address, heir, &alias, problems);
            told.insert((*address).to_owned());
        }
        told
    }

    /// Tells languages that the site is not in any more, each as one loss.
    fn tell_languages(&self, problems: &mut Diagnostics) {
        let settings = &self.site.model.settings;
        let mut codes: Vec<&str> = settings.languages.iter().map(|language| language.code.as_str()).collect();
        codes.extend(self.missing.languages.iter().map(|language| language.code.as_str()));
        let line = format!("{}: [{}]", settings.language.key_name("languages"), codes.join(", "));
        for lost in &self.missing.languages {
            let name = settings.language.word(&format!("language_{}", lost.code)).to_owned();
            let told = Diagnostic::new(Kind::LostLanguage, None).with("language", name);
            problems.push(told.with("address", format!("/{}/", lost.code)).with("line", line.as_str()));
        }
    }

    /// An old address as an alias names it: the id alone, where the thing's own kind lies in the same folder.
    fn alias(&self, address: &str, heir: Option<&Heir<'_>>) -> String {
        let last = last_part(address);
        let is_beside = |beside: &Address| address == format!("{}{last}/", beside.path());
        let kinds = ["networks", "roles", "organisations", "people", "places", "news"];
        let is_short = match heir {
            Some(heir) => is_beside(&heir.beside),
            None => kinds.iter().any(|kind| is_beside(&self.site.urls.kind(kind))),
        };
        if is_short { last.to_owned() } else { format!("/{address}") }
    }

    /// Lost feeds by the folder they were in, in order.
    fn feeds_by_folder(&self) -> BTreeMap<String, Vec<&'a str>> {
        let mut folders: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for feed in &self.missing.feeds {
            let folder = feed.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            folders.entry(folder).or_default().push(feed);
        }
        folders
    }

    fn tell(&self, kind: Kind, address: &str, heir: Option<Heir<'_>>, alias: &str, problems: &mut Diagnostics) {
        let language = self.site.model.settings.language;
        let mut aliases: Vec<&str> =
            heir.iter().flat_map(|heir| heir.aliases).map(|alias| alias.value.as_str()).collect();
        aliases.push(alias);
        let line = format!("{}: [{}]", language.key_name("aliases"), aliases.join(", "));
        let place = heir.map(|heir| heir.place);
        problems.push(
            Diagnostic::new(kind, place)
                .with("address", format!("/{address}"))
                .with("line", line)
                .with_some("file", self.path(place)),
        );
    }

    /// Where a place's file is, as an editor knows it.
    fn path(&self, place: Option<Place>) -> Option<&'a str> {
        self.sources.file(place?.file).map(|file| file.shown.as_str())
    }

    /// The pages of coming meetings, as the ledger names them.
    fn coming_pages(&self) -> BTreeSet<&'a str> {
        let today = self.site.model.settings.today;
        let is_coming = |entry: &&Entry| entry.facts.part == Part::Meeting && entry.facts.last_day() >= today;
        self.ledger.events.values().filter(is_coming).map(|entry| entry.facts.page.as_str()).collect()
    }

    /// Tells lost coming meetings, but for those below an address that has been told.
    fn tell_meetings(&self, lost: &[Tombstone], told: &BTreeSet<String>, problems: &mut Diagnostics) {
        let networks = self.site.urls.kind("networks");
        for lost in lost {
            let address = format!("{}{}/", networks.path(), lost.entry.facts.page);
            if !is_below(&address, told) {
                self.tell_meeting(lost, problems);
            }
        }
    }

    fn tell_meeting(&self, lost: &Tombstone, problems: &mut Diagnostics) {
        let model = self.site.model;
        let (language, facts) = (model.settings.language, &lost.entry.facts);
        let heir = self.new_meeting_like(lost);
        let (line, place) = match (facts.part, heir, facts.name()) {
            // Recurring meetings end with a word rather than by being taken away.
            (Part::Series, ..) => {
                let network = lost.network.map(|network| Place::top(model.networks[network].file));
                (format!("{}: {}", language.key_name("until"), model.settings.today), network)
            }
            (_, Some(id), Some(name)) => {
                let line = mending_line(model, id, name, facts.days.first());
                (line, Some(Place::top(model.meetings[id].file)))
            }
            _ => (format!("{}: {}", language.key_name("status"), language.value_name("cancelled")), None),
        };
        let date = crate::model::time::write::short(&facts.days.into(), &language.dates);
        problems.push(
            Diagnostic::new(Kind::LostMeeting, place)
                .with("title", &facts.title)
                .with("date", date)
                .with("line", line)
                .with_some("file", self.path(place)),
        );
    }
}

/// `flyttet fra: 2027-05-13` where that says what the old name was, else `tidligere adresser: [2027-05-13-oest]`.
fn mending_line(model: &Model, heir: Id<Meeting>, old_name: &str, old_day: Date) -> String {
    let (meeting, language) = (&model.meetings[heir], model.settings.language);
    let new_day = meeting.when.first_day().to_string();
    let rest = meeting.name.strip_prefix(new_day.as_str());
    if meeting.moved_from.is_none() && rest.is_some_and(|rest| format!("{old_day}{rest}") == old_name) {
        return format!("{}: {old_day}", language.key_name("moved_from"));
    }
    let mut aliases: Vec<&str> = meeting.aliases.iter().map(|alias| alias.value.as_str()).collect();
    aliases.push(old_name);
    format!("{}: [{}]", language.key_name("aliases"), aliases.join(", "))
}

/// The last two parts of an address, by which the ledger names a meeting's page.
fn page_of(address: &str) -> &str {
    let path = address.trim_end_matches('/');
    let start = path.rmatch_indices('/').nth(1).map_or(0, |(at, _)| at + 1);
    path.get(start..).unwrap_or(path)
}

fn last_part(address: &str) -> &str {
    address.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

fn is_below(address: &str, told: &BTreeSet<String>) -> bool {
    let mut folders = address.match_indices('/').filter_map(|(at, _)| address.get(..=at));
    told.contains(address) || folders.any(|folder| told.contains(folder))
}
