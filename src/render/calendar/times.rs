//! When an event is: DTSTART and DTEND, and the time zones they are in.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::component::Fragment;
use super::line::{Line, tzid};
use super::zone::vtimezone;
use crate::model::Model;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::model::time::{Days, Hours};
use crate::site::guard::Losses;

/// A series without end is right for at least this many years to come.
const YEARS_AHEAD: i32 = 5;

/// A zone by the name that its times bear.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    pub id: String,
    pub rules: TimeZone,
}

/// All zones of the site, each with its VTIMEZONE, which every calendar shares.
pub(super) struct Zones {
    by_id: BTreeMap<String, (Zone, Fragment)>,
    site: Zone,
    /// By network's number.
    networks: Vec<Zone>,
}

impl Zones {
    /// The zones of the site, its networks and what is remembered, right for every day of the site.
    pub(super) fn of(model: &Model, losses: &Losses) -> Zones {
        let bundled = &TimeZoneDatabase::bundled();
        let site = bundled_zone(bundled, &tzid(&model.settings.zone))
            .unwrap_or_else(|| Zone { id: tzid(&model.settings.zone), rules: model.settings.zone.clone() });
        let named = |id: &str| if id == site.id { None } else { bundled_zone(bundled, id) };
        let networks: Vec<Zone> =
            model.networks.iter().map(|(id, _)| named(&tzid(model.zone(id))).unwrap_or_else(|| site.clone())).collect();
        let remembered = losses.tombstones.iter().filter_map(|lost| named(&lost.entry.facts.zone));
        let mut by_id = BTreeMap::new();
        let range = range(model, losses);
        for zone in networks.iter().cloned().chain([site.clone()]).chain(remembered) {
            by_id.entry(zone.id.clone()).or_insert_with(|| {
                let block = vtimezone(&zone.rules, range);
                (zone, block)
            });
        }
        Zones { by_id, site, networks }
    }

    /// The zone of a network's times.
    pub(super) fn network(&self, id: Id<Network>) -> &Zone {
        self.networks.get(id.index()).unwrap_or(&self.site)
    }

    /// The site's own zone.
    pub(super) fn site(&self) -> &Zone {
        &self.site
    }

    /// A zone by its name; the site's if there is none of that name any more.
    pub(super) fn named(&self, id: &str) -> &Zone {
        self.by_id.get(id).map_or(&self.site, |(zone, _)| zone)
    }

    /// The VTIMEZONE of a zone.
    pub(super) fn block(&self, id: &str) -> Option<&Fragment> {
        self.by_id.get(id).map(|(_, block)| block)
    }
}

/// From the data inside the program, so that no machine's own shows in the output.
fn bundled_zone(bundled: &TimeZoneDatabase, id: &str) -> Option<Zone> {
    bundled.get(id).ok().map(|rules| Zone { id: id.to_owned(), rules })
}

/// The first and last day of anything on the site.
fn range(model: &Model, losses: &Losses) -> (Date, Date) {
    let today = model.settings.today;
    let ahead = today.checked_add(Span::new().years(YEARS_AHEAD)).unwrap_or(today);
    let meetings = model.meetings.iter().flat_map(|(_, meeting)| [meeting.when.first_day(), meeting.when.last_day()]);
    let series = model
        .networks
        .iter()
        .flat_map(|(_, network)| &network.series)
        .flat_map(|series| [series.first.first(), series.until.unwrap_or(ahead)]);
    let lost = losses.tombstones.iter().map(|lost| lost.entry.facts.days.first());
    let all = meetings.chain(series).chain(lost);
    all.fold((today, today), |(first, last), day| (first.min(day), last.max(day)))
}

/// DTSTART and, where an end is known or may be assumed, DTEND; for whole days Outlook's word for them comes
/// with [`whole_days`]. An unknown end is `default_duration` (minutes) after the start, if the site sets one.
pub(super) fn span(days: &Days, zone: &Zone, default_duration: Option<i64>) -> Vec<Line> {
    let Some(start) = days.start() else {
        let after = days.last().tomorrow().unwrap_or(days.last());
        return vec![Line::date("DTSTART", days.first()), Line::date("DTEND", after)];
    };
    let mut lines = vec![Line::local("DTSTART", start, &zone.id)];
    lines.extend(end(days, start, default_duration).map(|end| Line::local("DTEND", end, &zone.id)));
    lines
}

/// What Outlook wants said of whole days.
pub(super) fn whole_days(days: &Days) -> Option<Line> {
    (days.hours() == Hours::AllDay).then(|| Line::token("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE"))
}

fn end(days: &Days, start: DateTime, default_duration: Option<i64>) -> Option<DateTime> {
    if let Some(end) = days.end() {
        return Some(end);
    }
    if !days.is_one_day() {
        return days.last().tomorrow().ok().map(|after| after.to_datetime(Time::midnight()));
    }
    start.checked_add(Span::new().minutes(default_duration?)).ok()
}
