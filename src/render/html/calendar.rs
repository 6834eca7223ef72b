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
use crate::site::navigation::is_coming;

/// Coming meetings and days of series; those after them stand on their years' pages.
const MOST_COMING: usize = 150;
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
            coming: self.by_month(entries),
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
        let in_year = |id: &Id<Meeting>| self.model.meetings[*id].when.first_day().year() == year;
        let meeting = |network: &Network| network.meetings.iter().any(in_year);
        if self.model.shown_networks().filter(|(_, network)| meeting(network)).nth(MOST_ROWS).is_some() {
            return None;
        }
        let rows: Vec<OverviewRow> = self.model.shown_networks().filter_map(|(id, _)| self.row(id, year)).collect();
        let months = (0..12).map(|month| self.month_short(month)).collect();
        (!rows.is_empty()).then(|| YearOverview { year: year.to_string(), months, rows })
    }

    fn row(&self, id: Id<Network>, year: i16) -> Option<OverviewRow> {
        let mut cells: Vec<Vec<OverviewCell>> = vec![Vec::new(); 12];
        let mut any = false;
        for meeting in &self.model.networks[id].meetings {
            let first = self.model.meetings[*meeting].when.first_day();
            let exact = self.model.meetings[*meeting].when.is_exact();
            if first.year() != year || !exact {
                continue;
            }
            any = true;
            if let Some(cell) = cells.get_mut(usize::from(first.month().unsigned_abs()) - 1) {
                cell.push(self.cell(*meeting));
            }
        }
        any.then(|| OverviewRow { network: self.network_link(id), hue: self.hue(id), cells })
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

    fn feed_groups(&self) -> Vec<FeedGroup> {
        let group = |key: &str, wanted: fn(&FeedKind) -> bool| {
            let feeds = self.site.feeds.iter().filter(|feed| feed.deadlines && wanted(&feed.kind));
            let mut feeds: Vec<Link> = feeds.map(|feed| self.link(feed.title.clone(), &feed.address)).collect();
            feeds.sort_by_key(|link| self.language.sort_key(&link.title));
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
