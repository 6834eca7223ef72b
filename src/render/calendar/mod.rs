//! Plan → calendars: every event written once and put into each feed that holds it.
//!
//! [`all`] writes the events, [`Calendars::put`] the calendars. `meeting`, `deadline`, `series` and `tombstone` each make a [`event::Draft`]: an event's
//! lines without stamps; `event` gives it the stamps that the ledger has for those lines; `describe` writes its
//! DESCRIPTION; `feed` puts calendars together. Below lies the wire layer: typed content lines, finished components, time
//! zones.

pub mod component;
mod deadline;
mod describe;
mod escape;
mod event;
mod feed;
mod head;
pub mod line;
mod meeting;
mod memory;
mod name;
mod series;
mod times;
mod tombstone;
mod yearly;
pub mod zone;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::turns;
use crate::diagnostics::Diagnostics;
use crate::ledger::{Identities, Ledger, Shown};
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::output::Files;
use crate::site::feeds::Feed;
use crate::site::guard::{self, Losses};
use crate::site::url::Address;
use crate::site::{Page, Redirect, Site};
use crate::sources::Sources;
use event::{Draft, Event};
use feed::Events;
pub use memory::Memory;
use times::Zones;

/// What every writer of events looks at.
struct Around<'a> {
    site: &'a Site<'a>,
    /// What was published before, in this language.
    remembered: &'a Ledger,
    /// What was published before in the site's own language: identities and dates are the same in every language.
    own: &'a Ledger,
    identities: &'a Identities,
}

/// Something that becomes an event.
#[derive(Debug, Clone, Copy)]
enum Subject<'a> {
    Meeting(Id<Meeting>),
    Deadline(Id<Meeting>),
    Series(Id<Network>, usize),
    Tombstone(&'a guard::Tombstone),
}

/// Every event in every language, ready to be put into calendars.
pub struct Calendars<'s>(Vec<OfLanguage<'s>>);

struct OfLanguage<'s> {
    site: &'s Site<'s>,
    events: Events,
    singles: Vec<Single>,
}

/// A meeting's own file, at its page and wherever that page was before: people keep links to it.
struct Single {
    meeting: Id<Meeting>,
    addresses: Vec<Address>,
}

/// Writes every event in every language, and returns besides the ledger of what is then published. What was published and would be
/// gone is told, unless such losses are accepted.
pub fn all<'s>(
    site: &'s Site<'s>,
    super::Around { remembered, identities, sources }: super::Around<'_>,
    memory: Option<&mut Memory>,
    problems: &mut Diagnostics,
) -> (Ledger, Calendars<'s>) {
    let losses = guard::check(site, remembered, identities, sources, problems);
    let around = Around { site, remembered, own: remembered, identities };
    let memory = memory.map(|memory| (memory, sources));
    let (mut ledger, own) = in_one_language(site, &around, &losses, memory);
    let mut calendars = vec![own];
    for translation in &site.translations {
        let code = &translation.model.settings.language.code;
        let before = remembered.in_language(code);
        let around = Around { site: translation, remembered: &before, own: remembered, identities };
        let (own, calendar) = in_one_language(translation, &around, &losses.in_language(&before), None);
        ledger.feeds.extend(own.feeds);
        ledger.pages.extend(own.pages);
        ledger.translations.insert(code.clone(), own.events);
        calendars.push(calendar);
    }
    // Drafts are for looking at: they are not yet published, so nothing is remembered of them.
    let ledger = if site.model.show_drafts { Ledger { heading: ledger.heading, ..remembered.clone() } } else { ledger };
    (ledger, Calendars(calendars))
}

/// Writes the events of one language, and returns what is to be remembered of them.
fn in_one_language<'s>(
    site: &'s Site<'s>,
    around: &Around<'_>,
    losses: &Losses,
    memory: Option<(&mut Memory, &Sources)>,
) -> (Ledger, OfLanguage<'s>) {
    let zones = Zones::of(site.model, losses);
    let subjects = subjects(around, losses);
    let write = |subject| Some(event::publish(draft(around, &zones, subject)?, around));
    let written: Vec<(Subject<'_>, Arc<Event>)> = match memory {
        Some((memory, sources)) => memory.again(around, sources, subjects, write),
        None => subjects.into_par_iter().filter_map(|subject| Some((subject, write(subject)?.into()))).collect(),
    };
    let (ledger, (events, singles)) = rayon::join(
        || ledger(site, around.remembered, losses, &written),
        || (Events::new(site, written.clone(), zones), singles(site)),
    );
    (ledger, OfLanguage { site, events, singles })
}

impl Calendars<'_> {
    /// Where [`Calendars::put`] puts something.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let feeds = self.0.iter().flat_map(|one| one.site.feeds.iter().flat_map(addresses));
        let singles = self.0.iter().flat_map(|one| one.singles.iter().flat_map(|single| &single.addresses));
        feeds.chain(singles).map(Address::output)
    }

    /// Writes every feed and every meeting's own file.
    pub fn put(self, files: &dyn Files) {
        for OfLanguage { site, events, singles } in self.0 {
            let feed = |feed: &Feed| {
                let text = events.feed(site, feed);
                addresses(feed).for_each(|address| files.put(&address.output(), text.as_bytes()));
            };
            turns::each(&site.feeds, files, |feed| addresses(feed).map(Address::output).collect(), feed);
            let single = |single: &Single| {
                let Some(text) = events.single(site, single.meeting) else { return };
                single.addresses.iter().for_each(|address| files.put(&address.output(), text.as_bytes()));
            };
            turns::each(&singles, files, |single| single.addresses.iter().map(Address::output).collect(), single);
        }
    }
}

/// Where a feed lies: its own address, and others it is known by.
fn addresses(feed: &Feed) -> impl Iterator<Item = &Address> {
    std::iter::once(&feed.address).chain(&feed.also_at)
}

/// All there is to write, in no order that shows.
fn subjects<'a>(around: &Around<'_>, losses: &'a Losses) -> Vec<Subject<'a>> {
    let model = around.site.model;
    let mut all = Vec::new();
    for (id, _) in model.meetings.iter().filter(|(id, _)| around.identities.meeting(*id).is_some()) {
        all.push(Subject::Meeting(id));
        if deadline::day(model, id).is_some() {
            all.push(Subject::Deadline(id));
        }
    }
    for (id, network) in model.shown_networks() {
        all.extend((0..network.series.len()).map(|at| Subject::Series(id, at)));
    }
    all.extend(losses.tombstones.iter().map(Subject::Tombstone));
    all
}

fn draft(around: &Around<'_>, zones: &Zones, subject: Subject<'_>) -> Option<Draft> {
    match subject {
        Subject::Meeting(id) => meeting::draft(around, zones, id),
        Subject::Deadline(id) => deadline::draft(around, id),
        Subject::Series(id, at) => series::draft(around, zones, id, at),
        Subject::Tombstone(lost) => Some(tombstone::draft(around, zones, lost)),
    }
}

/// What is to be remembered of what was written.
fn ledger(site: &Site<'_>, remembered: &Ledger, losses: &Losses, written: &[(Subject<'_>, Arc<Event>)]) -> Ledger {
    let language = site.model.settings.language;
    let former = |from: &Redirect| (from.from.path().to_owned(), Shown::Redirect(from.to.path().to_owned()));
    let page = |page: &Page| (page.address.path().to_owned(), Shown::Page(site.title(page.kind)));
    let mut ledger = Ledger {
        heading: language.word("cal_ledger").to_owned(),
        zone: line::tzid(&site.model.settings.zone),
        // Made at once, which is faster; of two at one address the page counts.
        pages: site.redirects.iter().map(former).chain(site.pages.iter().map(page)).collect(),
        events: written.iter().map(|(_, event)| (event.key.clone(), event.entry.clone())).collect(),
        ..Ledger::default()
    };
    for feed in &site.feeds {
        for address in addresses(feed) {
            ledger.feeds.insert(address.path().to_owned(), head::title(site, feed));
        }
    }
    // What is missed without leave holds the build back; until it is mended it stays remembered.
    for key in &losses.missed {
        if let Some((key, entry)) = remembered.events.get_key_value(key) {
            ledger.events.entry(key.clone()).or_insert_with(|| entry.clone());
        }
    }
    ledger
}

fn singles(site: &Site<'_>) -> Vec<Single> {
    let own: BTreeSet<&Address> = site.singles.iter().map(|(_, file)| file).collect();
    let beside = |page: &Address| page.join("meeting.ics");
    let mut former: BTreeMap<Address, BTreeSet<Address>> = BTreeMap::new();
    for (from, to) in site.redirects.iter().map(|redirect| (beside(&redirect.from), beside(&redirect.to))) {
        if !own.contains(&from) {
            former.entry(to).or_default().insert(from);
        }
    }
    let single = |(meeting, file): &(Id<Meeting>, Address)| {
        let former = former.get(file).into_iter().flatten();
        Single { meeting: *meeting, addresses: std::iter::once(file).chain(former).cloned().collect() }
    };
    site.singles.iter().map(single).collect()
}
