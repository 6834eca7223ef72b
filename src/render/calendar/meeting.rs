//! A meeting as an event.

use super::event::{Draft, status};
use super::line::Line;
use super::times::{Zone, Zones, span, whole_days};
use super::{Around, describe, name};
use crate::ledger::{Facts, Key, Life, Part};
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::people::{Party, Person};
use crate::model::table::Id;
use crate::model::time::{Days, When};
use crate::site::navigation::is_coming;

/// The event of a meeting whose days are known.
pub(super) fn draft(around: &Around<'_>, zones: &Zones, id: Id<Meeting>) -> Option<Draft> {
    let model = around.site.model;
    let meeting = &model.meetings[id];
    let key = around.identities.meeting(id)?.clone();
    let days = *meeting.days()?;
    let zone = zones.network(meeting.network);
    let was = was(around, &key, meeting, &days);
    let title = name::of_meeting(model, id);
    let lines = lines(around, id, &days, zone, was.as_ref(), &title);
    let recurrence = key.occurrence.and_then(|day| recurrence(model, id, day, zone));
    let facts = Facts {
        page: page(model, id),
        part: Part::Meeting,
        days,
        zone: zone.id.clone(),
        rule: None,
        until: None,
        was,
        region: meeting.region.clone(),
        life: Life::Present,
        title,
    };
    Some(Draft { key, facts, recurrence, lines })
}

/// The page of a meeting as the ledger names it.
pub(super) fn page(model: &Model, id: Id<Meeting>) -> String {
    let meeting = &model.meetings[id];
    format!("{}/{}", model.networks.key(meeting.network), meeting.name)
}

/// The days it was published with, where they changed and the file does not say so itself.
fn was(around: &Around<'_>, key: &Key, meeting: &Meeting, days: &Days) -> Option<Days> {
    if meeting.moved_from.is_some() || key.occurrence.is_some() {
        return None;
    }
    around.own.events.get(key)?.former_days(days)
}

fn lines(around: &Around<'_>, id: Id<Meeting>, days: &Days, zone: &Zone, was: Option<&Days>, title: &str) -> Vec<Line> {
    let model = around.site.model;
    let (meeting, language) = (&model.meetings[id], model.settings.language);
    let network = &model.networks[meeting.network];
    let moved = meeting.moved_from.as_ref().map(|said| said.value.clone()).or(was.map(|days| When::Exact(*days)));
    let moved = moved.filter(|_| is_coming(model, id) && !meeting.standing.is_off());
    let mut lines = span(days, zone, model.settings.default_duration);
    let summary = name::with_standing(language, title, meeting.standing, moved.is_some());
    lines.push(name::summary(model, name::own_title(model, id), &summary));
    lines.extend(name::location(model, model.venue(id), meeting.online.as_deref()));
    lines.extend(meeting.online.as_ref().map(|url| name::conference(language, url)));
    lines.push(Line::text("DESCRIPTION", &describe::meeting(around, id, zone, moved.as_ref())));
    lines.push(Line::uri("URL", &around.site.urls.absolute(&around.site.urls.meeting(model, id))));
    let also = meeting.also_of.iter().filter(|also| **also != meeting.network);
    let more = also.map(|also| model.networks[*also].title.clone()).chain(meeting.region.clone());
    lines.push(name::categories(network, more));
    lines.extend(name::people(model, &organisers(model, id), contact(model, id)));
    for other in model.alternatives(id) {
        let uid = around.identities.meeting(other).map(|key| &key.uid);
        lines.extend(uid.map(|uid| Line::text("RELATED-TO", uid).param("RELTYPE", "SIBLING")));
    }
    lines.extend(status(meeting.standing));
    lines.extend(whole_days(days));
    lines
}

/// The occurrence that the meeting stands for, as its series has it.
fn recurrence(model: &Model, id: Id<Meeting>, day: jiff::civil::Date, zone: &Zone) -> Option<Line> {
    let (series, _) = model.overridden(id)?;
    Some(match series.first.start() {
        Some(start) => Line::local("RECURRENCE-ID", day.to_datetime(start.time()), &zone.id),
        None => Line::date("RECURRENCE-ID", day),
    })
}

/// Who arranges a meeting: as it says itself, else its network.
pub(super) fn organisers(model: &Model, id: Id<Meeting>) -> Vec<Party> {
    let meeting = &model.meetings[id];
    if !meeting.organisers.is_empty() {
        return meeting.organisers.iter().map(|tie| tie.party.clone()).collect();
    }
    model.organisers(meeting.network).into_iter().map(|(party, _)| party).collect()
}

/// Whom to ask about a meeting.
pub(super) fn contact(model: &Model, id: Id<Meeting>) -> Option<&Person> {
    let meeting = &model.meetings[id];
    let own = meeting.contacts.first();
    own.or_else(|| model.contacts(meeting.network).first()).map(|contact| &model.people[contact.person])
}
