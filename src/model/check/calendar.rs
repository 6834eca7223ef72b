//! Rules about days: holidays, two duties at once, how often one meets, and texts that give another date.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Diagnostics, Kind};
use crate::model::Model;
use crate::model::holidays::Holidays;
use crate::model::meeting::Meeting;
use crate::model::network::Status;
use crate::model::participants::Attendance;
use crate::model::people::Role;
use crate::model::table::Id;
use crate::model::time::prose::{Mention, Mentioned, mentions};
use crate::model::time::{FaultKind, Hours, write};

/// A coming meeting on a public holiday of the site's country.
pub fn on_holidays(model: &Model, problems: &mut Diagnostics) {
    let Some(holidays) = model.settings.holidays.as_deref().and_then(Holidays::of) else { return };
    for (id, meeting) in model.meetings.iter() {
        let Some(days) = meeting.days().filter(|_| is_ahead(model, id)) else { continue };
        let mut day = Some(days.first());
        while let Some(date) = day.filter(|date| *date <= days.last()) {
            if let Some(name) = holidays.on(date) {
                let language = model.settings.language;
                let named = language.word(&format!("holiday_{name}")).to_owned();
                problems.push(
                    Diagnostic::new(Kind::Holiday, meeting.when.place)
                        .with("date", write::day_long(date, &language.dates))
                        .with("holiday", named),
                );
            }
            day = date.tomorrow().ok();
        }
    }
}

/// Whether a meeting is to come and stands.
fn is_ahead(model: &Model, id: Id<Meeting>) -> bool {
    let meeting = &model.meetings[id];
    model.is_shown_meeting(id) && meeting.when.last_day() >= model.settings.today && !meeting.standing.is_off()
}

/// Two coming meetings at the same time, both mandatory for one role, of which one cannot choose.
pub fn clashes(model: &Model, problems: &mut Diagnostics) {
    let mut duties: BTreeMap<(Id<Role>, Date), Vec<Id<Meeting>>> = BTreeMap::new();
    for (id, meeting) in model.meetings.iter().filter(|(id, meeting)| is_ahead(model, *id) && meeting.days().is_some())
    {
        for participant in model.audience(id) {
            if let (Some(role), Some(Attendance::Mandatory)) = (participant.role, participant.attendance) {
                duties.entry((role, meeting.when.first_day())).or_default().push(id);
            }
        }
    }
    for ((role, date), ids) in duties {
        for (at, first) in ids.iter().enumerate() {
            for second in ids.iter().skip(at + 1).filter(|second| overlap(model, *first, **second)) {
                let place = model.meetings[*second].when.place;
                problems.push(
                    Diagnostic::new(Kind::RoleClash, place)
                        .with("role", &model.roles[role].title)
                        .with("first", model.meeting_title(*first))
                        .with("second", model.meeting_title(*second))
                        .with("date", write::day_long(date, &model.settings.language.dates)),
                );
            }
        }
    }
}

fn overlap(model: &Model, first: Id<Meeting>, second: Id<Meeting>) -> bool {
    let (a, b) = (&model.meetings[first], &model.meetings[second]);
    let alternatives = a.network == b.network
        && a.choose_one.is_some()
        && a.choose_one.as_ref().map(|said| &said.value) == b.choose_one.as_ref().map(|said| &said.value);
    let times = |meeting: &Meeting| meeting.when.start().zip(meeting.when.end());
    let apart = matches!((times(a), times(b)), (Some((_, end)), Some((start, _))) if end <= start)
        || matches!((times(a), times(b)), (Some((start, _)), Some((_, end))) if end <= start);
    !alternatives && !apart
}

/// A coming year with more meetings than the network says it has.
pub fn rhythm(model: &Model, problems: &mut Diagnostics) {
    for (_, network) in model.networks.iter().filter(|(_, network)| network.status.value == Status::Active) {
        let (Some(meets), Some(rhythm)) = (&network.meets, &network.rhythm) else { continue };
        if rhythm.years != 1 || !network.series.is_empty() {
            continue;
        }
        let next_year = model.settings.today.year() + 1;
        let mut choices: Vec<&str> = Vec::new();
        let mut count = 0;
        for id in &network.meetings {
            let meeting = &model.meetings[*id];
            let of_year = meeting.when.first_day().year() == next_year && !meeting.standing.is_off();
            let group = meeting.choose_one.as_ref().map(|said| said.value.as_str());
            let counted = group.is_some_and(|group| choices.contains(&group));
            if of_year && !counted {
                count += 1;
                choices.extend(group);
            }
        }
        // Fewer than stated may still be planned; more is a contradiction.
        if rhythm.most.is_some_and(|most| count > most) {
            problems.push(
                Diagnostic::new(Kind::RhythmDiffers, meets.place)
                    .with("meets", &meets.value)
                    .with("year", next_year.to_string())
                    .with("count", count.to_string()),
            );
        }
    }
}

/// How far from a meeting a date in its text must be to be about something else, in days.
const NEAR: i32 = 21;

/// A text on a meeting's page that gives another date than its fields, or a weekday that its date does not have.
pub fn prose(model: &Model, problems: &mut Diagnostics) {
    let all: Vec<(Id<Meeting>, &Meeting)> = model.meetings.iter().collect();
    let found: Vec<Diagnostic> =
        all.into_par_iter().flat_map_iter(|(id, meeting)| prose_of(model, id, meeting)).collect();
    found.into_iter().for_each(|problem| problems.push(problem));
}

fn prose_of(model: &Model, id: Id<Meeting>, meeting: &Meeting) -> Vec<Diagnostic> {
    let year = meeting.when.first_day().year();
    let is_date = |mention: &Mention| matches!(mention.what, Mentioned::Date { .. });
    let dates = || mentions(&meeting.body.text, &model.settings.language.dates, Some(year)).into_iter().filter(is_date);
    let found = meeting.mentioned.get_or_init(|| dates().collect());
    let known = if found.is_empty() { Vec::new() } else { known_days(model, id) };
    let contradicted = found.iter().filter_map(|mention| {
        let data = contradiction(model, meeting, &mention.what, &known)?;
        let place = meeting.body.place_of(mention.span.clone());
        let written = meeting.body.text.get(mention.span.clone()).unwrap_or_default();
        Some(Diagnostic::new(Kind::ProseDiffers, place).with("prose", written).with("data", data))
    });
    contradicted.collect()
}

/// Every day that a meeting's own fields name.
fn known_days(model: &Model, id: Id<Meeting>) -> Vec<Date> {
    let meeting = &model.meetings[id];
    let mut days = Vec::new();
    let mut add = |first: Date, last: Date| {
        let mut day = Some(first);
        while let Some(date) = day.filter(|date| *date <= last && days.len() < 100) {
            days.push(date);
            day = date.tomorrow().ok();
        }
    };
    add(meeting.when.first_day(), meeting.when.last_day());
    if let Some(moved) = &meeting.moved_from {
        add(moved.first_day(), moved.last_day());
    }
    if let Some(deadline) = meeting.registration.as_ref().and_then(|registration| registration.deadline.as_ref()) {
        add(deadline.first_day(), deadline.last_day());
    }
    for change in meeting.changes.iter().filter_map(|change| change.date) {
        add(change, change);
    }
    for other in &model.networks[meeting.network].meetings {
        let when = &model.meetings[*other].when;
        add(when.first_day(), when.first_day());
    }
    days
}

/// What the fields say, where the text says something else about the meeting's own time.
fn contradiction(model: &Model, meeting: &Meeting, what: &Mentioned, known: &[Date]) -> Option<String> {
    let words = &model.settings.language.dates;
    let data = || write::long(&meeting.when.value, words);
    match what {
        Mentioned::Date { when: Err(fault), .. } => {
            matches!(fault.kind, FaultKind::WrongWeekday { date, .. } if known.contains(&date)).then(data)
        }
        Mentioned::Date { when: Ok(when), .. } => {
            let date = when.days()?.first();
            let near = date.since(meeting.when.first_day()).is_ok_and(|span| span.get_days().abs() <= NEAR);
            let hours_differ = date == meeting.when.first_day() && hours_differ(meeting, when.days()?.hours());
            (meeting.when.is_exact() && (near && !known.contains(&date) || hours_differ)).then(data)
        }
        Mentioned::Hours(_) => None,
    }
}

fn hours_differ(meeting: &Meeting, written: Hours) -> bool {
    let start = |hours: Hours| match hours {
        Hours::AllDay => None,
        Hours::From(start) | Hours::FromTo(start, _) => Some(start),
    };
    let own = meeting.when.days().and_then(|days| start(days.hours()));
    matches!((own, start(written)), (Some(own), Some(written)) if own != written)
}
