//! The views of the calendar and of its years. In templates: `view`.

use serde::Serialize;

use super::{Link, MeetingGroup, MeetingItem, SubscribeView};

/// The calendar.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarView {
    /// What is coming, by month, soonest first, at most 150 entries.
    pub coming: Vec<MeetingGroup>,
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
    pub months: Vec<MeetingGroup>,
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
