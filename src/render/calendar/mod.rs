//! Plan → calendars: every event written once and put into each feed that holds it.
//!
//! [`all`] is the whole of it. `meeting`, `deadline`, `series` and `tombstone` each make a [`event::Draft`]: an event's
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

use crate::diagnostics::Diagnostics;
use crate::ledger::{Identities, Ledger, Shown};
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::output::Files;
use crate::site::Site;
use crate::site::guard::{self, Losses};
use crate::site::url::Address;
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

/// Writes every feed and every meeting's own file in every language, and returns the ledger of what is then published. What was published and would be gone is told, unless such losses are accepted.
pub fn all(
    site: &Site<'_>,
    super::Around { remembered, identities, sources }: super::Around<'_>,
    memory: Option<&mut Memory>,
    files: &dyn Files,
    problems: &mut Diagnostics,
) -> Ledger {
    let losses = guard::check(site, remembered, identities, sources, problems);
    let around = Around { site, remembered, own: remembered, identities };
    let memory = memory.map(|memory| (memory, sources));
    let mut ledger = in_one_language(&around, &losses, memory, files);
    for translation in &site.translations {
        let code = &translation.model.settings.language.code;
        let before = remembered.in_language(code);
        let around = Around { site: translation, remembered: &before, own: remembered, identities };
        let own = in_one_language(&around, &losses.in_language(&before), None, files);
        ledger.feeds.extend(own.feeds);
        ledger.pages.extend(own.pages);
        ledger.translations.insert(code.clone(), own.events);
    }
    // Drafts are for looking at: they are not yet published, so nothing is remembered of them.
    if site.model.show_drafts { Ledger { heading: ledger.heading, ..remembered.clone() } } else { ledger }
}

/// Writes the feeds and files of one language, and returns what is to be remembered of them.
fn in_one_language(
    around: &Around<'_>,
    losses: &Losses,
    memory: Option<(&mut Memory, &Sources)>,
    files: &dyn Files,
) -> Ledger {
    let site = around.site;
    let zones = Zones::of(site.model, losses);
    let subjects = subjects(around, losses);
    let write = |subject| Some(event::publish(draft(around, &zones, subject)?, around));
    let written: Vec<(Subject<'_>, Arc<Event>)> = match memory {
        Some((memory, sources)) => memory.again(around, sources, subjects, write),
        None => subjects.into_par_iter().filter_map(|subject| Some((subject, write(subject)?.into()))).collect(),
    };
    let mut ledger = ledger(site, around.remembered, losses);
    let in_ledger = written.iter().map(|(_, event)| (event.key.clone(), event.entry.clone()));
    ledger.events.extend(in_ledger);
    let events = Events::new(site, written, zones);
    feeds(site, &events, files);
    singles(site, &events, files);
    ledger
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

/// The ledger but for its events.
fn ledger(site: &Site<'_>, remembered: &Ledger, losses: &Losses) -> Ledger {
    let language = site.model.settings.language;
    let mut ledger = Ledger {
        heading: language.word("cal_ledger").to_owned(),
        zone: line::tzid(&site.model.settings.zone),
        ..Ledger::default()
    };
    for feed in &site.feeds {
        for address in std::iter::once(&feed.address).chain(&feed.also_at) {
            ledger.feeds.insert(address.path().to_owned(), head::title(site, feed));
        }
    }
    for redirect in &site.redirects {
        ledger.pages.insert(redirect.from.path().to_owned(), Shown::Redirect(redirect.to.path().to_owned()));
    }
    for page in &site.pages {
        ledger.pages.insert(page.address.path().to_owned(), Shown::Page(site.title(page.kind)));
    }
    // What is missed without leave holds the build back; until it is mended it stays remembered.
    for key in &losses.missed {
        ledger.events.extend(remembered.events.get_key_value(key).map(|(key, entry)| (key.clone(), entry.clone())));
    }
    ledger
}

fn feeds(site: &Site<'_>, events: &Events, files: &dyn Files) {
    site.feeds.par_iter().for_each(|feed| {
        let text = events.feed(site, feed);
        for address in std::iter::once(&feed.address).chain(&feed.also_at) {
            files.put(&address.output(), text.as_bytes());
        }
    });
}

/// A meeting's own file, at its page and wherever that page was before: people keep links to it.
fn singles(site: &Site<'_>, events: &Events, files: &dyn Files) {
    let own: BTreeSet<&Address> = site.singles.iter().map(|(_, file)| file).collect();
    let beside = |page: &Address| page.join("meeting.ics");
    let mut former: BTreeMap<Address, BTreeSet<Address>> = BTreeMap::new();
    for (from, to) in site.redirects.iter().map(|redirect| (beside(&redirect.from), beside(&redirect.to))) {
        if !own.contains(&from) {
            former.entry(to).or_default().insert(from);
        }
    }
    site.singles.par_iter().for_each(|(id, file)| {
        let Some(text) = events.single(site, *id) else { return };
        for address in std::iter::once(file).chain(former.get(file).into_iter().flatten()) {
            files.put(&address.output(), text.as_bytes());
        }
    });
}
