//! What a calendar says of itself before its first component (RFC 5545, 3.7; RFC 7986, 5; and what clients invented).

use jiff::{SignedDuration, Timestamp};

use super::line::Line;
use crate::ledger::Fingerprint;
use crate::site::Site;
use crate::site::feeds::{Feed, FeedKind};

/// How often a program should look again: often enough for a change, seldom enough for the server.
const REFRESH: SignedDuration = SignedDuration::from_hours(12);

/// Colours that can be told apart and read on white: CSS name, and the same for Apple.
const COLOURS: [(&str, &str); 12] = [
    ("steelblue", "#4682B4"),
    ("seagreen", "#2E8B57"),
    ("firebrick", "#B22222"),
    ("darkorchid", "#9932CC"),
    ("chocolate", "#D2691E"),
    ("teal", "#008080"),
    ("mediumvioletred", "#C71585"),
    ("darkolivegreen", "#556B2F"),
    ("royalblue", "#4169E1"),
    ("sienna", "#A0522D"),
    ("slateblue", "#6A5ACD"),
    ("darkslategray", "#2F4F4F"),
];

/// What every calendar begins with, be it a feed or a single meeting. No UID: there are programs that would then keep one
/// event of all.
pub(super) fn common(site: &Site<'_>) -> Vec<Line> {
    let version = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
    let language = site.model.settings.language.code.to_uppercase();
    vec![
        Line::text("VERSION", "2.0"),
        Line::text("PRODID", &format!("-//husting//husting {version}//{language}")),
        Line::token("CALSCALE", "GREGORIAN"),
        Line::token("METHOD", "PUBLISH"),
    ]
}

/// What a feed says besides: its name, what it is, how often to look again, where it lives, its colour.
pub(super) fn feed(site: &Site<'_>, feed: &Feed, zone: &str, changed: Option<Timestamp>) -> Vec<Line> {
    let (title, about) = (title(site, feed), about(site, feed));
    let (colour, hex) = colour(site, feed);
    let mut lines = common(site);
    lines.extend([
        Line::single_line("NAME", &title),
        Line::single_line("X-WR-CALNAME", &title),
        Line::single_line("DESCRIPTION", &about),
        Line::single_line("X-WR-CALDESC", &about),
        Line::text("X-WR-TIMEZONE", zone),
        Line::duration("REFRESH-INTERVAL", REFRESH).param("VALUE", "DURATION"),
        Line::duration("X-PUBLISHED-TTL", REFRESH),
        Line::uri("SOURCE", &site.urls.absolute(&feed.address)).param("VALUE", "URI"),
        Line::uri("URL", &site.urls.absolute(&feed.page)),
        Line::text("COLOR", colour),
        Line::text("X-APPLE-CALENDAR-COLOR", hex),
    ]);
    lines.extend(changed.map(|changed| Line::utc("LAST-MODIFIED", changed)));
    lines
}

/// The feed's name in a subscriber's calendar, without the characters that some show escaped.
pub(super) fn title(site: &Site<'_>, feed: &Feed) -> String {
    let language = site.model.settings.language;
    let name = if feed.deadlines {
        feed.title.clone()
    } else {
        language.fill("cal_without_deadlines", &[("title", &feed.title)])
    };
    let plain = name.replace([',', ';', '\\'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One sentence on what is in it.
fn about(site: &Site<'_>, feed: &Feed) -> String {
    let model = site.model;
    let own = match &feed.kind {
        FeedKind::Site => model.settings.description.clone(),
        FeedKind::Network(id) => model.networks[*id].summary.clone(),
        FeedKind::Role(id) => model.roles[*id].summary.clone(),
        FeedKind::Organisation(_) | FeedKind::Region(..) => None,
    };
    let key = if feed.deadlines { "cal_about" } else { "cal_about_meetings" };
    own.unwrap_or_else(|| model.settings.language.fill(key, &[("title", &feed.title)]))
}

/// A colour that follows from what the feed is of, so that a network more changes no other's.
fn colour(site: &Site<'_>, feed: &Feed) -> (&'static str, &'static str) {
    let model = site.model;
    let id = match &feed.kind {
        FeedKind::Site => "",
        FeedKind::Network(id) | FeedKind::Region(id, _) => model.networks.key(*id),
        FeedKind::Role(id) => model.roles.key(*id),
        FeedKind::Organisation(id) => model.organisations.key(*id),
    };
    let chosen = if id.is_empty() { 0 } else { Fingerprint::new().with(id).choose(COLOURS.len()) };
    COLOURS.get(chosen).copied().unwrap_or(("steelblue", "#4682B4"))
}
