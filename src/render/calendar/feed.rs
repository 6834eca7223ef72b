//! Calendars put together: which events are in each, as many as programs take, and the time zones they need.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::component::{Fragment, component};
use super::event::Event;
use super::times::Zones;
use super::{Subject, head};
use crate::ledger::Part;
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::settings::FEED_YEARS;
use crate::model::table::Id;
use crate::site::Site;
use crate::site::feeds::{Feed, FeedKind, MOST_EVENTS, years_ago};

/// Google stops reading at 1 MB; what a calendar begins with is some thousand octets of it.
const MOST_OCTETS: usize = 1_000_000 - 20_000;

/// Every event, in the order in which feeds have them, and how to find those of a feed. Numbers are places in `all`.
pub(super) struct Events {
    all: Vec<Arc<Event>>,
    /// By meeting's number.
    meetings: Vec<Option<usize>>,
    deadlines: Vec<Option<usize>>,
    /// By network: its series and all that stands for an occurrence of them.
    series: BTreeMap<Id<Network>, Vec<usize>>,
    /// By network: what is gone.
    tombstones: BTreeMap<Id<Network>, Vec<usize>>,
    /// What is gone together with its network.
    orphans: Vec<usize>,
    zones: Zones,
    today: Date,
}

impl Events {
    /// Sorts events by their first day and time.
    pub(super) fn new(site: &Site<'_>, mut written: Vec<(Subject<'_>, Arc<Event>)>, zones: Zones) -> Events {
        written.sort_by(|(_, a), (_, b)| {
            (a.entry.facts.days.first(), a.entry.facts.days.start(), &a.key).cmp(&(
                b.entry.facts.days.first(),
                b.entry.facts.days.start(),
                &b.key,
            ))
        });
        let model = site.model;
        let mut events = Events {
            all: Vec::with_capacity(written.len()),
            meetings: vec![None; model.meetings.len()],
            deadlines: vec![None; model.meetings.len()],
            series: BTreeMap::new(),
            tombstones: BTreeMap::new(),
            orphans: Vec::new(),
            zones,
            today: model.settings.today,
        };
        for (at, (subject, event)) in written.into_iter().enumerate() {
            events.index(site, subject, &event, at);
            events.all.push(event);
        }
        events
    }

    fn index(&mut self, site: &Site<'_>, subject: Subject<'_>, event: &Event, at: usize) {
        let put = |list: &mut Vec<Option<usize>>, id: Id<Meeting>| {
            if let Some(place) = list.get_mut(id.index()) {
                *place = Some(at);
            }
        };
        match subject {
            Subject::Meeting(id) => {
                put(&mut self.meetings, id);
                if event.key.occurrence.is_some() {
                    self.series.entry(site.model.meetings[id].network).or_default().push(at);
                }
            }
            Subject::Deadline(id) => put(&mut self.deadlines, id),
            Subject::Series(id, _) => self.series.entry(id).or_default().push(at),
            Subject::Tombstone(lost) => match lost.network {
                Some(network) => self.tombstones.entry(network).or_default().push(at),
                None => self.orphans.push(at),
            },
        }
    }

    /// A feed as it is published.
    pub(super) fn feed(&self, site: &Site<'_>, feed: &Feed) -> String {
        let events: Vec<&Event> = self.fitting(self.of(feed));
        let zone = match &feed.kind {
            FeedKind::Network(id) | FeedKind::Region(id, _) => self.zones.network(*id),
            FeedKind::Site | FeedKind::Role(_) | FeedKind::Organisation(_) => self.zones.site(),
        };
        let changed = events.iter().map(|event| event.entry.changed).max();
        let head = head::feed(site, feed, &zone.id, changed);
        self.calendar(head, &zone.id, &events)
    }

    /// A meeting's own file.
    pub(super) fn single(&self, site: &Site<'_>, id: Id<Meeting>) -> Option<String> {
        let at = self.meetings.get(id.index()).copied().flatten()?;
        let event = self.all.get(at)?;
        Some(self.calendar(head::common(site), &event.entry.facts.zone, &[event]))
    }

    /// The calendar: a time zone stands in it even if nothing else does, since there must be a component.
    fn calendar(&self, head: Vec<super::line::Line>, zone: &str, events: &[&Event]) -> String {
        let needed: BTreeSet<&str> = events.iter().map(|event| event.entry.facts.zone.as_str()).chain([zone]).collect();
        let blocks = needed.into_iter().filter_map(|id| self.zones.block(id));
        let children: Vec<&Fragment> = blocks.chain(events.iter().map(|event| &event.fragment)).collect();
        component("VCALENDAR", head, children).into_text()
    }

    /// The places of a feed's events, in order.
    fn of(&self, feed: &Feed) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for id in &feed.meetings {
            places.extend(self.meetings.get(id.index()).copied().flatten());
            if feed.deadlines {
                places.extend(self.deadlines.get(id.index()).copied().flatten());
            }
        }
        places.extend(feed.series.iter().filter_map(|id| self.series.get(id)).flatten());
        let gone = feed.series.iter().filter_map(|id| self.tombstones.get(id)).flatten();
        let orphans = self.orphans.iter().filter(|_| feed.kind == FeedKind::Site);
        places.extend(gone.chain(orphans).filter(|at| self.concerns(feed, **at)));
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether something that is gone was in this kind of feed.
    fn concerns(&self, feed: &Feed, at: usize) -> bool {
        let Some(facts) = self.all.get(at).map(|event| &event.entry.facts) else { return false };
        let is_in_region = match &feed.kind {
            FeedKind::Region(_, region) => facts.region.as_ref().is_none_or(|own| own == region),
            FeedKind::Site | FeedKind::Network(_) | FeedKind::Role(_) | FeedKind::Organisation(_) => true,
        };
        is_in_region && (feed.deadlines || facts.part != Part::Deadline)
    }

    /// Everything if it fits; else what is not older than [`FEED_YEARS`], all that is coming, and of the past what still fits: meetings before deadlines, the newest first.
    fn fitting(&self, places: Vec<usize>) -> Vec<&Event> {
        let mut events: Vec<&Event> = places.into_iter().filter_map(|at| self.all.get(at).map(Arc::as_ref)).collect();
        if fits(&events) {
            return events;
        }
        let oldest = years_ago(self.today, FEED_YEARS);
        events.retain(|event| oldest.is_none_or(|oldest| self.last_day(event) >= oldest));
        if fits(&events) {
            return events;
        }
        let is_coming = |event: &&Event| self.last_day(event) >= self.today;
        let mut room = Room { events: MOST_EVENTS, octets: MOST_OCTETS };
        let mut kept: Vec<bool> = events.iter().map(is_coming).collect();
        for (event, _) in events.iter().zip(&kept).filter(|(_, kept)| **kept) {
            room.take(event);
        }
        for wants_deadlines in [false, true] {
            let past = events.iter().zip(&mut kept).rev();
            let of_this_kind =
                past.filter(|(event, kept)| !**kept && (event.entry.facts.part == Part::Deadline) == wants_deadlines);
            for (event, kept) in of_this_kind {
                if !room.take(event) {
                    break;
                }
                *kept = true;
            }
        }
        events.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(event, _)| event).collect()
    }

    /// What stands for an occurrence matters as long as its series does.
    fn last_day(&self, event: &Event) -> Date {
        if event.key.occurrence.is_some() { Date::MAX } else { event.entry.facts.last_day() }
    }
}

/// Whether events are no more than programs read.
fn fits(events: &[&Event]) -> bool {
    let octets: usize = events.iter().map(|event| event.fragment.octets()).sum();
    events.len() <= MOST_EVENTS && octets <= MOST_OCTETS
}

/// What still fits into a feed.
struct Room {
    events: usize,
    octets: usize,
}

impl Room {
    /// Takes room for an event; whether there was as much.
    fn take(&mut self, event: &Event) -> bool {
        let fits = self.events > 0 && self.octets >= event.fragment.octets();
        self.events = self.events.saturating_sub(1);
        self.octets = self.octets.saturating_sub(event.fragment.octets());
        fits
    }
}
