//! The calendar: what is coming by month, the year as a table of networks and months, the year wheel, the way to each
//! year's page, and the feeds to choose.

use super::{Filled, Scene};
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::model::time::write;
use crate::render::views::{CalendarView, FeedGroup, Link, OverviewCell, OverviewRow, YearOverview};
use crate::site::Page;
use crate::site::feeds::FeedKind;
use crate::site::navigation::{Entry, Occurrence, is_coming};

/// Coming meetings and days of series; those after them stand on their years' pages.
const MOST_COMING: usize = 150;
/// Months that are also shown as tables; every month of a year is, on the year's page.
const MONTH_TABLES: usize = 2;
/// Days of series in a cell of a year's table that are named one by one.
const MOST_IN_CELL: usize = 5;
/// Networks in a year's table; with more, the table explains nothing.
const MOST_ROWS: usize = 40;

impl Scene<'_> {
    pub(super) fn calendar(&self, page: &Page) -> Filled {
        let navigation = &self.site.navigation;
        let dated = |id: &Id<Meeting>| self.model.meetings[*id].when.is_exact();
        let (coming, undated): (Vec<_>, Vec<_>) = navigation.coming.iter().copied().partition(|id| dated(id));
        let all = navigation.past.iter().chain(&navigation.coming).copied();
        let networks: Vec<Id<Network>> = self.model.shown_networks().map(|(id, _)| id).collect();
        let today = self.model.settings.today;
        let title = self.word("calendar");
        let mut entries = navigation.merged(self.model, &coming, &networks, usize::MAX);
        let rest = entries.split_off(entries.len().min(MOST_COMING));
        let view = CalendarView {
            undated: self.items(&undated),
            later: self.later(&rest),
            years: self.year_links(&self.site.years),
            overview: [today.year(), today.year() + 1].into_iter().filter_map(|year| self.overview(year)).collect(),
            wheel_html: self.wheel(all),
            subscribe: self.subscribe(&FeedKind::Site, &self.model.settings.title, coming.len()),
            feeds: self.feed_groups(),
            coming: self.by_month(entries, &coming, MONTH_TABLES),
        };
        let mut frame = self.frame("calendar", page, &title, Some(&self.word("calendar_intro")));
        frame.calendars =
            vec![Link { title: self.model.settings.title.clone(), href: self.feed_href(&FeedKind::Site) }];
        let frame = self.below(frame, Vec::new());
        let frame = super::Frame { section: Some(self.href(&page.address)), ..frame };
        self.filled("calendar.html", frame, &view)
    }

    /// The networks that meet in `year`, month by month.
    pub(super) fn overview(&self, year: i16) -> Option<YearOverview> {
        let rows = self.model.shown_networks().filter_map(|(id, _)| self.row(id, year));
        let rows: Vec<OverviewRow> = rows.take(MOST_ROWS + 1).collect();
        let months = (0..12).map(|month| self.month_short(month)).collect();
        (1..=MOST_ROWS).contains(&rows.len()).then(|| YearOverview { year: year.to_string(), months, rows })
    }

    fn row(&self, id: Id<Network>, year: i16) -> Option<OverviewRow> {
        let mut entries: Vec<Entry> = self.model.networks[id].meetings.iter().copied().map(Entry::Meeting).collect();
        entries
            .retain(|entry| matches!(entry, Entry::Meeting(meeting) if self.model.meetings[*meeting].when.is_exact()));
        entries.extend(self.series_days(id, year).into_iter().map(Entry::Occurrence));
        entries.retain(|entry| self.first_day(entry).year() == year);
        entries.sort_by_key(|entry| self.first_day(entry));
        let in_month = |month: i8| entries.iter().filter(move |entry| self.first_day(entry).month() == month);
        let cells = (1..=12).map(|month| self.cells(in_month(month).collect())).collect();
        (!entries.is_empty()).then(|| OverviewRow { network: self.network_link(id), hue: self.hue(id), cells })
    }

    /// A month's meetings one by one. The days of series all lead to the network's page: together.
    fn cells(&self, entries: Vec<&Entry>) -> Vec<OverviewCell> {
        let mut cells = Vec::new();
        let mut days: Vec<&Occurrence> = Vec::new();
        for entry in entries {
            match entry {
                Entry::Meeting(id) => cells.push(self.cell(*id)),
                Entry::Occurrence(occurrence) => days.push(occurrence),
            }
        }
        cells.extend(self.series_cell(&days));
        cells
    }

    fn series_cell(&self, days: &[&Occurrence]) -> Option<OverviewCell> {
        let last = days.last()?;
        let numbers = days.iter().map(|day| day.days.first().day().to_string());
        let text = match days.len() {
            ..=MOST_IN_CELL => numbers.collect::<Vec<_>>().join(", "),
            count => format!("{count} ×"),
        };
        let dates = days.iter().map(|day| write::day_short(day.days.first(), &self.language.dates));
        let network = self.network_link(last.network);
        Some(OverviewCell {
            text,
            label: format!("{}: {}", dates.collect::<Vec<_>>().join(", "), network.title),
            href: network.href,
            status: "confirmed",
            past: last.days.last() < self.model.settings.today,
        })
    }

    fn cell(&self, id: Id<Meeting>) -> OverviewCell {
        let meeting = &self.model.meetings[id];
        let (first, last) = (meeting.when.first_day(), meeting.when.last_day());
        let text = if first == last { first.day().to_string() } else { format!("{}–{}", first.day(), last.day()) };
        let when = write::long(&meeting.when.value, &self.language.dates);
        OverviewCell {
            text,
            href: self.href(&self.urls.meeting(self.model, id)),
            label: format!("{when}: {}", self.model.meeting_title(id)),
            status: self.status(id),
            past: !is_coming(self.model, id),
        }
    }

    /// Where a feed is offered with all that one needs to subscribe: a bare file would be taken in once and grow old.
    fn subscribing(&self, kind: &FeedKind) -> Option<String> {
        let page = match kind {
            FeedKind::Network(id) | FeedKind::Region(id, _) => self.urls.network(self.model, *id),
            FeedKind::Role(id) => self.urls.role(self.model, *id),
            FeedKind::Organisation(id) => self.urls.organisation(self.model, *id),
            FeedKind::Site => return None,
        };
        Some(format!("{}#s-subscribe", self.href(&page)))
    }

    fn feed_groups(&self) -> Vec<FeedGroup> {
        let group = |key: &str, wanted: fn(&FeedKind) -> bool| {
            let feeds = self.site.feeds.iter().filter(|feed| feed.deadlines && wanted(&feed.kind));
            let mut feeds: Vec<Link> = feeds
                .filter_map(|feed| Some(Link { title: feed.title.clone(), href: self.subscribing(&feed.kind)? }))
                .collect();
            feeds.sort_by_cached_key(|link| self.language.sort_key(&link.title));
            FeedGroup { title: self.word(key), feeds }
        };
        let groups = [
            group("networks", |kind| matches!(kind, FeedKind::Network(_) | FeedKind::Region(..))),
            group("roles", |kind| matches!(kind, FeedKind::Role(_))),
            group("organisations", |kind| matches!(kind, FeedKind::Organisation(_))),
        ];
        groups.into_iter().filter(|group| !group.feeds.is_empty()).collect()
    }
}
