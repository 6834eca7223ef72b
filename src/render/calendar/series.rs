//! Recurring meetings as one event: RRULE in local time, EXDATE for the days left out.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::event::{Draft, status};
use super::line::Line;
use super::times::{Zone, Zones, span, whole_days};
use super::{Around, describe, name};
use crate::ledger::{Facts, Key, Life, Part};
use crate::model::Model;
use crate::model::meeting::Standing;
use crate::model::network::Network;
use crate::model::people::Party;
use crate::model::recurrence::Series;
use crate::model::series::{End, Until, occurrences};
use crate::model::table::Id;

/// Occurrences are counted up to this many where a series ends both after a number of them and on a day.
const MOST: usize = 2000;

/// The event of a network's series, by its place among them.
pub(super) fn draft(around: &Around<'_>, zones: &Zones, id: Id<Network>, at: usize) -> Option<Draft> {
    let model = around.site.model;
    let published = around.identities.series(model, id).nth(at)?;
    let (series, network, language) = (published.series, &model.networks[id], model.settings.language);
    let zone = zones.network(id);
    let key = Key::alone(published.uid);
    let title = name::of_network(language, network, series.title.as_deref());
    let rule = rule(series, &zone.rules);
    let mut lines = span(&series.first, zone, model.settings.default_duration);
    lines.extend(Line::rule("RRULE", &rule));
    lines.extend(excepted(around, id, published.uid, series, zone));
    lines.push(name::summary(model, series.title.as_ref().unwrap_or(&network.title), &title));
    let venue = series.venue.as_ref().or(network.venue.as_ref());
    lines.extend(name::location(model, venue, series.online.as_deref()));
    lines.extend(series.online.as_ref().map(|url| name::conference(language, url)));
    lines.push(Line::text("DESCRIPTION", &describe::series(around, id, series, zone)));
    lines.push(Line::uri("URL", &around.site.urls.absolute(&around.site.urls.network(model, id))));
    lines.push(name::categories(network, []));
    lines.extend(people(model, id));
    lines.extend(status(Standing::Confirmed));
    lines.extend(whole_days(&series.first));
    let facts = Facts {
        page: model.networks.key(id).to_owned(),
        part: Part::Series,
        days: series.first,
        zone: zone.id.clone(),
        rule: Some(rule),
        until: last_day(series),
        was: None,
        region: None,
        life: Life::Present,
        title,
    };
    Some(Draft { key, facts, recurrence: None, lines })
}

fn people(model: &Model, id: Id<Network>) -> Vec<Line> {
    let organisers: Vec<Party> = model.organisers(id).into_iter().map(|(party, _)| party).collect();
    let contact = model.contacts(id).first().map(|contact| &model.people[contact.person]);
    name::people(model, &organisers, contact)
}

/// The RECUR value: ends as RFC 5545 wants it (3.3.10), in UTC where the series has a time, on a day where it has none.
fn rule(series: &Series, zone: &TimeZone) -> String {
    let Some(start) = series.first.start() else {
        return match last_whole_day(series) {
            Some(day) => series.rule.rrule_until_date(day),
            None => series.rule.rrule(),
        };
    };
    let until = series.until.map(|day| in_utc(day.to_datetime(start.time()), zone));
    match (series.rule.end(), until) {
        (End::Never, None) | (End::After(_), None) => series.rule.rrule(),
        (End::Never, Some(until)) => series.rule.rrule_until(until),
        (End::After(_), Some(until)) => {
            let last = counted(series).map_or(until, |last| in_utc(last, zone));
            series.rule.rrule_until(last.min(until))
        }
        (End::Until(own), until) => {
            let own = match own {
                Until::Date(day) => in_utc(day.to_datetime(start.time()), zone),
                Until::Local(moment) => in_utc(*moment, zone),
                Until::Instant(instant) => *instant,
            };
            series.rule.rrule_until(until.map_or(own, |until| until.min(own)))
        }
    }
}

fn last_whole_day(series: &Series) -> Option<Date> {
    let own = match series.rule.end() {
        End::Never => None,
        End::After(_) if series.until.is_none() => return None,
        End::After(_) => counted(series).map(|last| last.date()),
        End::Until(Until::Date(day)) => Some(*day),
        End::Until(Until::Local(moment)) => Some(moment.date()),
        End::Until(Until::Instant(instant)) => Some(TimeZone::UTC.to_datetime(*instant).date()),
    };
    own.into_iter().chain(series.until).min()
}

/// The last occurrence of a series that ends after a number of them, or on a day if that is sooner.
fn counted(series: &Series) -> Option<DateTime> {
    let start = series.start();
    occurrences(&series.rule, start, series.until, start.date()..Date::MAX, MOST).last().copied()
}

/// The last day of a series; none if it goes on.
fn last_day(series: &Series) -> Option<Date> {
    match series.rule.end() {
        End::After(_) => counted(series).map(|last| last.date()),
        _ => last_whole_day(series),
    }
}

fn in_utc(local: DateTime, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX)
}

/// EXDATE for the days left out, but for those on which a meeting of its own stands for the occurrence: programs that
/// meet the date here would drop it.
fn excepted(around: &Around<'_>, id: Id<Network>, uid: &str, series: &Series, zone: &Zone) -> Option<Line> {
    let model = around.site.model;
    let own = model.networks[id].meetings.iter().filter_map(|meeting| around.identities.meeting(*meeting));
    let stood_for: Vec<Date> = own.filter(|key| key.uid == uid).filter_map(|key| key.occurrence).collect();
    let mut days: Vec<Date> =
        series.except.iter().map(|said| said.value).filter(|day| !stood_for.contains(day)).collect();
    days.sort_unstable();
    days.dedup();
    if days.is_empty() {
        return None;
    }
    Some(match series.first.start() {
        Some(start) => {
            let times: Vec<DateTime> = days.iter().map(|day| day.to_datetime(start.time())).collect();
            Line::locals("EXDATE", &times, &zone.id)
        }
        None => Line::dates("EXDATE", &days),
    })
}
