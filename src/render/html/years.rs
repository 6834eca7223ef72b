//! What is past, by year: the newest where it belongs, the rest on a page for each year, with an address that stays.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Filled, Scene};
use crate::model::meeting::Meeting;
use crate::model::network::{Network, Status};
use crate::model::table::Id;
use crate::render::views::{MeetingGroup, MonthGroup, YearLink, YearView};
use crate::site::Page;
use crate::site::navigation::{Entry, Occurrence};

/// Coming meetings in a list; the calendar has the rest.
const MOST_COMING: usize = 100;
/// Past meetings on the page of a network, organisation or place.
const MOST_PAST: usize = 100;
/// Meetings of a year up to which its months are shown as tables too: a page is to stay light.
const MOST_WITH_TABLES: usize = 36;
/// Days of one series in a year: every day of it.
const MOST_DAYS: usize = 366;

/// The entries that a list shows, and how many it leaves out.
pub(super) fn first<T>(entries: &[T]) -> (&[T], usize) {
    let shown = entries.get(..MOST_COMING).unwrap_or(entries);
    (shown, entries.len() - shown.len())
}

impl Scene<'_> {
    /// Past meetings by year, newest first, and the years of which some did not fit.
    pub(super) fn past(&self, ids: impl Iterator<Item = Id<Meeting>>) -> (Vec<MeetingGroup>, Vec<YearLink>) {
        let mut ids: Vec<Id<Meeting>> = ids.collect();
        let rest = ids.split_off(ids.len().min(MOST_PAST));
        (self.by_year(ids.into_iter()), self.year_links(&rest.into_iter().map(|id| self.year_of(id)).collect()))
    }

    pub(super) fn year_of(&self, id: Id<Meeting>) -> i16 {
        self.model.meetings[id].when.first_day().year()
    }

    fn by_year(&self, ids: impl Iterator<Item = Id<Meeting>>) -> Vec<MeetingGroup> {
        let mut years: BTreeMap<i16, Vec<Id<Meeting>>> = BTreeMap::new();
        for id in ids {
            years.entry(self.year_of(id)).or_default().push(id);
        }
        let group = |(year, ids): (i16, Vec<Id<Meeting>>)| MeetingGroup {
            title: year.to_string(),
            id: format!("y{year}"),
            meetings: self.items(&ids),
        };
        years.into_iter().rev().map(group).collect()
    }

    /// The pages of some years, latest first.
    pub(super) fn year_links(&self, years: &BTreeSet<i16>) -> Vec<YearLink> {
        years.iter().rev().filter_map(|year| self.year_link(*year)).collect()
    }

    fn year_link(&self, year: i16) -> Option<YearLink> {
        let href = self.site.years.contains(&year).then(|| self.href(&self.urls.year(year)))?;
        let count = self.site.navigation.by_year.get(&year).map_or(0, Vec::len);
        Some(YearLink { year: year.to_string(), href, count })
    }

    /// The years of what is coming too late for a list.
    pub(super) fn later(&self, entries: &[Entry]) -> Vec<YearLink> {
        let meeting = |entry: &Entry| match entry {
            Entry::Meeting(id) => Some(self.year_of(*id)),
            Entry::Occurrence(_) => None,
        };
        let mut links = self.year_links(&entries.iter().filter_map(meeting).collect());
        links.reverse();
        links
    }

    pub(super) fn year(&self, page: &Page, year: i16) -> Filled {
        let all = self.site.navigation.by_year.get(&year).map_or(&[][..], Vec::as_slice);
        let (dated, undated): (Vec<_>, Vec<_>) = all.iter().partition(|id| self.model.meetings[**id].when.is_exact());
        let mut entries: Vec<Entry> = dated.into_iter().map(Entry::Meeting).collect();
        entries.extend(self.all_series_days(year).into_iter().map(Entry::Occurrence));
        entries.sort_by_key(|entry| self.first_day(entry));
        let beside = |years: &mut dyn Iterator<Item = &i16>| years.next().and_then(|year| self.year_link(*year));
        let years = &self.site.years;
        let tables = if entries.len() <= MOST_WITH_TABLES { 12 } else { 0 };
        let in_year = |group: &MonthGroup| group.id.starts_with(&format!("m{year}-"));
        let view = YearView {
            months: self.by_month(entries, &self.site.navigation.coming, tables).into_iter().filter(in_year).collect(),
            undated: self.items(&undated),
            overview: self.overview(year),
            previous: beside(&mut years.range(..year).rev()),
            following: beside(&mut years.range(year.saturating_add(1)..)),
        };
        let title = self.site.title(page.kind);
        let described = self.language.fill("year_intro", &[("year", year.to_string().as_str())]);
        let frame = self.frame("calendar", page, &title, Some(&described));
        let frame = self.below(frame, vec![self.link(self.word("calendar"), &self.urls.kind("calendar"))]);
        self.filled("year.html", frame, &view)
    }

    /// The days of a year on which series meet that have no file of their own.
    fn all_series_days(&self, year: i16) -> Vec<Occurrence> {
        self.model.shown_networks().flat_map(|(id, _)| self.series_days(id, year)).collect()
    }

    /// The same of one network, past and coming.
    pub(super) fn series_days(&self, network: Id<Network>, year: i16) -> Vec<Occurrence> {
        let date = |year: i16| Date::new(year, 1, 1).ok();
        let (Some(from), Some(to)) = (date(year), year.checked_add(1).and_then(date)) else { return Vec::new() };
        let own = &self.model.networks[network];
        if own.series.is_empty() {
            return Vec::new();
        }
        if own.status.value == Status::Closed {
            return self.held_days(network, from, to);
        }
        let meets = self.model.occurrences(network, from, to, MOST_DAYS);
        meets.into_iter().map(|(series, days)| Occurrence { network, series, days }).collect()
    }

    /// The days on which one network's series met, from a day up to and not including another; nothing after it was closed.
    pub(super) fn held_days(&self, network: Id<Network>, from: Date, to: Date) -> Vec<Occurrence> {
        let own = &self.model.networks[network];
        let closed = own.closed.as_ref().filter(|_| own.status.value == Status::Closed).map(|when| when.last_day());
        let to = to.min(self.model.settings.today).min(closed.unwrap_or(to));
        let met = self.model.occurrences(network, from, to, MOST_DAYS);
        met.into_iter().map(|(series, days)| Occurrence { network, series, days }).collect()
    }
}
