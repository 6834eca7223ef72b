//! The last day to sign up for a meeting, as an event of its own.

use jiff::civil::Date;

use super::event::{Draft, status_lines};
use super::line::Line;
use super::times::whole_days;
use super::{Around, describe, meeting, name};
use crate::ledger::{Facts, Identities, Life, Part};
use crate::model::Model;
use crate::model::meeting::{Meeting, Standing};
use crate::model::table::Id;
use crate::model::time::Days;

/// The day by which one signs up, if the meeting states one to the day. What its network states holds for every
/// meeting and is no day of this one.
pub(super) fn day(model: &Model, id: Id<Meeting>) -> Option<Date> {
    let deadline = model.meetings[id].registration.as_ref()?.deadline.as_ref()?;
    deadline.days().map(Days::last)
}

/// The event of a meeting's deadline: a whole day that keeps nobody busy.
pub(super) fn draft(around: &Around<'_>, id: Id<Meeting>) -> Option<Draft> {
    let (model, urls) = (around.site.model, &around.site.urls);
    let (parent, language) = (around.identities.meeting(id)?, model.settings.language);
    let days = Days::all_day(day(model, id)?);
    let meeting = &model.meetings[id];
    let name = name::of_meeting(model, id);
    let title = language.fill("cal_deadline", &[("title", &name)]);
    // Nobody signs up for what is postponed: its deadline is off like that of a cancelled meeting.
    let standing = if meeting.standing.is_off() { Standing::Cancelled } else { Standing::Confirmed };
    let after = days.last().tomorrow().unwrap_or(days.last());
    let mut lines = vec![
        Line::date("DTSTART", days.first()),
        Line::date("DTEND", after),
        name::summary(model, name::own_title(model, id), &name::with_standing(language, &title, standing, false)),
        Line::text("DESCRIPTION", &describe::deadline(around, id, &name)),
        Line::uri("URL", &urls.absolute(&urls.meeting(model, id))),
        name::categories(&model.networks[meeting.network], [language.word("cal_deadline_category").to_owned()]),
        Line::text("RELATED-TO", &parent.uid).param("RELTYPE", "PARENT"),
    ];
    lines.extend(lines_of_status(standing));
    lines.extend(whole_days(&days));
    let facts = Facts {
        page: meeting::page(model, id),
        part: Part::Deadline,
        days,
        zone: super::line::tzid(model.zone(meeting.network)),
        rule: None,
        until: None,
        was: None,
        region: meeting.region.clone(),
        life: Life::Present,
        title,
    };
    let key = Identities::deadline(model, around.own, parent);
    Some(Draft { key, facts, recurrence: None, lines })
}

fn lines_of_status(standing: Standing) -> [Line; 3] {
    let word = if standing.is_off() { "CANCELLED" } else { "CONFIRMED" };
    status_lines(word, "TRANSPARENT", "FREE")
}
