//! The views of the calendar and of its years. In templates: `view`.

use serde::Serialize;

use super::{Link, MeetingItem, SubscribeView};

/// The calendar.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarView {
    /// What is coming, by month, soonest first, at most 150 entries.
    pub coming: Vec<MonthGroup>,
    /// Coming meetings whose day is not known yet.
    pub undated: Vec<MeetingItem>,
    /// The years of what comes too late to be listed here.
    pub later: Vec<YearLink>,
    /// Every year with a page of its own, latest first.
    pub years: Vec<YearLink>,
    /// This year and the next as tables; a year with too many networks for a table is left out.
    pub overview: Vec<YearOverview>,
    /// The year's meetings as a wheel: an SVG with a text alternative.
    pub wheel_html: Option<String>,
    /// The calendar of everything.
    pub subscribe: SubscribeView,
    /// All feeds to choose from, by networks, roles, organisations.
    pub feeds: Vec<FeedGroup>,
}

/// A month of a calendar.
#[derive(Debug, Clone, Serialize)]
pub struct MonthGroup {
    /// "december 2026".
    pub title: String,
    /// Anchor: `m2026-12`.
    pub id: String,
    /// Its meetings, soonest first.
    pub meetings: Vec<MeetingItem>,
    /// Days in this month until which one may sign up for a meeting.
    pub deadlines: Vec<DeadlineItem>,
    /// The month as a table of weeks, where there is room for one.
    pub table: Option<MonthTable>,
}

/// A day until which one may sign up, in a month of a calendar.
#[derive(Debug, Clone, Serialize)]
pub struct DeadlineItem {
    /// "Tilmelding senest 7. januar 2027".
    pub text: String,
    /// Until when it holds, as `DateView::ends`.
    pub ends: String,
    /// The meeting.
    pub title: String,
    /// The meeting's page.
    pub href: String,
}

/// A month as weeks of days.
#[derive(Debug, Clone, Serialize)]
pub struct MonthTable {
    /// Seven short names, Monday first.
    pub weekdays: Vec<String>,
    /// The weeks of which a day is in the month.
    pub weeks: Vec<MonthWeek>,
}

/// A week of a month.
#[derive(Debug, Clone, Serialize)]
pub struct MonthWeek {
    /// Its number (ISO 8601).
    pub number: u8,
    /// How many days of the week belong to the month before.
    pub before: usize,
    /// Those that belong to the month.
    pub days: Vec<MonthDay>,
    /// How many belong to the month after.
    pub after: usize,
}

/// A day of a month.
#[derive(Debug, Clone, Serialize)]
pub struct MonthDay {
    /// Its number in the month.
    pub day: i8,
    /// Empty, the status of the day's meeting, `deadline` if no more than deadlines are on it, or `several`.
    pub status: &'static str,
    /// Where the day leads, if anything is on it.
    pub href: Option<String>,
    /// For screen readers and tooltips: everything that is on it.
    pub label: String,
    /// The number of the network's hue, if it is one network's.
    pub hue: Option<u8>,
    /// It is over.
    pub past: bool,
}

/// A year's page, with how many meetings there are in it.
#[derive(Debug, Clone, Serialize)]
pub struct YearLink {
    /// "2024".
    pub year: String,
    /// The year's page.
    pub href: String,
    /// How many meetings it has.
    pub count: usize,
}

/// The meetings of one year.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// Its meetings by month, past and coming alike.
    pub months: Vec<MonthGroup>,
    /// Meetings whose day is not known.
    pub undated: Vec<MeetingItem>,
    /// The year as a table; none where it has too many networks for one.
    pub overview: Option<YearOverview>,
    /// The year with meetings before it.
    pub previous: Option<YearLink>,
    /// The year with meetings after it.
    pub following: Option<YearLink>,
}

/// Feeds under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct FeedGroup {
    /// "Netværk", "Roller", "Organisationer".
    pub title: String,
    /// Each feed by what it is of.
    pub feeds: Vec<Link>,
}

/// One year as a table of networks × months.
#[derive(Debug, Clone, Serialize)]
pub struct YearOverview {
    /// "2026".
    pub year: String,
    /// Twelve short month names.
    pub months: Vec<String>,
    /// A row for each network that meets.
    pub rows: Vec<OverviewRow>,
}

/// A network's year.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewRow {
    /// The network.
    pub network: Link,
    /// 0 to 11: its hue and mark.
    pub hue: u8,
    /// Twelve cells, each a list of the meetings that begin in the month.
    pub cells: Vec<Vec<OverviewCell>>,
}

/// A meeting in a cell.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewCell {
    /// The day of the month: "9", "17–18".
    pub text: String,
    /// The meeting's page.
    pub href: String,
    /// The whole date and the title, for screen readers and tooltips.
    pub label: String,
    /// `confirmed`, `tentative`, `cancelled`, `postponed` or `moved`.
    pub status: &'static str,
    /// It ended before the day the site was built for.
    pub past: bool,
}
