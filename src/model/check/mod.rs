//! The rules that need more than one file, as one list of small named functions.

mod calendar;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostics::{Diagnostic, Diagnostics, Kind, Place};
use crate::model::meeting::{Meeting, is_period};
use crate::model::network::{Network, Status};
use crate::model::people::Party;
use crate::model::relations::RelationKind;
use crate::model::table::Id;
use crate::model::time::write;
use crate::model::{Model, Participant};

/// A rule: looks at the model and tells what it finds.
type Rule = fn(&Model, &mut Diagnostics);

/// Every rule, in the order they are run.
const RULES: &[Rule] = &[
    circles,
    closed_networks_meet,
    closing_dates,
    before_founding,
    deadlines_in_time,
    lonely_alternatives,
    mandatory_strangers,
    stated_rhythm,
    same_uids,
    periods,
    endless_series,
    drafts,
    calendar::on_holidays,
    calendar::clashes,
    calendar::rhythm,
    calendar::prose,
];

/// Runs every rule.
pub fn run(model: &Model, problems: &mut Diagnostics) {
    for rule in RULES {
        rule(model, problems);
    }
}

/// Runs the rules that look at words: the facts of a translation are its original's.
pub fn run_on_words(model: &Model, problems: &mut Diagnostics) {
    calendar::prose(model, problems);
}

fn day(model: &Model, date: Date) -> String {
    write::day_short(date, &model.settings.language.dates)
}

/// Nothing is part of itself, reports to itself or replaces itself, directly or around a corner.
fn circles(model: &Model, problems: &mut Diagnostics) {
    for relation in model.relations.iter() {
        let name = model.settings.language.key_name(relation.kind.key());
        if relation.from == relation.to {
            problems.push(Diagnostic::new(Kind::RelationToSelf, relation.place).with("relation", name));
            continue;
        }
        let kind = relation.kind;
        if !matches!(kind, RelationKind::PartOf | RelationKind::Replaces) {
            continue;
        }
        if let Some(path) = way_back(model, &relation.to, &relation.from, kind)
            && Some(&relation.from) == path.iter().min()
        {
            let names: Vec<String> = path.iter().chain(path.first()).map(|party| model.party_title(party)).collect();
            problems.push(
                Diagnostic::new(Kind::RelationCircle, relation.place)
                    .with("relation", name)
                    .with("path", names.join(" → ")),
            );
        }
    }
}

/// The way from `at` to `goal` along relations of a kind, if there is one.
fn way_back(model: &Model, at: &Party, goal: &Party, kind: RelationKind) -> Option<Vec<Party>> {
    let mut came_from: BTreeMap<Party, Party> = BTreeMap::new();
    let mut queue = vec![at.clone()];
    while let Some(here) = queue.pop() {
        if here == *goal {
            let mut path = vec![here.clone()];
            let mut step = &here;
            while let Some(before) = came_from.get(step) {
                path.push(before.clone());
                step = before;
                if step == at {
                    break;
                }
            }
            path.reverse();
            return Some(path);
        }
        for relation in model.relations.from(&here, kind) {
            if relation.to != *at && !came_from.contains_key(&relation.to) {
                came_from.insert(relation.to.clone(), here.clone());
                queue.push(relation.to.clone());
            }
        }
    }
    None
}

fn coming(model: &Model, network: &Network) -> impl Iterator<Item = Id<Meeting>> {
    let today = model.settings.today;
    network
        .meetings
        .iter()
        .copied()
        .filter(move |id| model.meetings[*id].when.last_day() >= today && !model.meetings[*id].standing.is_off())
}

fn closed_networks_meet(model: &Model, problems: &mut Diagnostics) {
    for (id, network) in model.networks.iter().filter(|(_, network)| network.status.value == Status::Closed) {
        let closed = network
            .closed
            .as_ref()
            .map_or(String::new(), |said| write::short(&said.value, &model.settings.language.dates));
        for meeting in coming(model, network).filter(|meeting| model.meetings[*meeting].network == id) {
            let place = model.meetings[meeting].when.place;
            problems.push(
                Diagnostic::new(Kind::ClosedMeets, place)
                    .with("network", &network.title)
                    .with("closed", closed.clone()),
            );
        }
    }
}

fn closing_dates(model: &Model, problems: &mut Diagnostics) {
    for (_, network) in model.networks.iter() {
        if let Some(closed) = &network.closed
            && network.status.value != Status::Closed
            && closed.last_day() < model.settings.today
        {
            let date = write::short(&closed.value, &model.settings.language.dates);
            problems.push(Diagnostic::new(Kind::ClosedWithoutStatus, closed.place).with("closed", date));
        }
    }
}

fn before_founding(model: &Model, problems: &mut Diagnostics) {
    for (_, meeting) in model.meetings.iter() {
        let network = &model.networks[meeting.network];
        if let Some(since) = &network.since
            && meeting.when.last_day() < since.first_day()
        {
            problems.push(
                Diagnostic::new(Kind::OutsideLife, meeting.when.place)
                    .with("network", &network.title)
                    .with("date", day(model, meeting.when.first_day()))
                    .with("since", write::short(&since.value, &model.settings.language.dates)),
            );
        }
    }
}

fn deadlines_in_time(model: &Model, problems: &mut Diagnostics) {
    for (_, meeting) in model.meetings.iter() {
        if let Some(deadline) = meeting.registration.as_ref().and_then(|registration| registration.deadline.as_ref())
            && deadline.first_day() > meeting.when.first_day()
        {
            problems.push(
                Diagnostic::new(Kind::DeadlineAfter, deadline.place)
                    .with("deadline", day(model, deadline.first_day()))
                    .with("meeting", day(model, meeting.when.first_day())),
            );
        }
    }
}

fn lonely_alternatives(model: &Model, problems: &mut Diagnostics) {
    for (id, meeting) in model.meetings.iter() {
        if let Some(group) = &meeting.choose_one
            && model.alternatives(id).is_empty()
            && !model.unsure.contains(&meeting.network)
        {
            problems.push(Diagnostic::new(Kind::LonelyAlternative, group.place).with("group", &group.value));
        }
    }
}

/// What is mandatory for a role at a meeting concerns a role that takes part in it.
fn mandatory_strangers(model: &Model, problems: &mut Diagnostics) {
    for (id, meeting) in model.meetings.iter().filter(|(_, meeting)| !model.unsure.contains(&meeting.network)) {
        let takes_part = |role| {
            model.audience(id).iter().any(|participant: &Participant| {
                participant.role.is_some_and(|known| model.is_within(role, known) || model.is_within(known, role))
            })
        };
        for item in &meeting.programme {
            for role in item.mandatory.iter().filter(|role| !takes_part(**role)) {
                problems.push(
                    Diagnostic::new(Kind::MandatoryStranger, item.place)
                        .with("role", &model.roles[*role].title)
                        .with("network", &model.networks[meeting.network].title),
                );
            }
        }
    }
}

/// A network that says how often it meets has a coming meeting to show.
fn stated_rhythm(model: &Model, problems: &mut Diagnostics) {
    let active = |id, network: &Network| network.status.value == Status::Active && !model.unsure.contains(&id);
    for (_, network) in model.networks.iter().filter(|(id, network)| active(*id, network)) {
        let Some(meets) = network.meets.as_ref().filter(|_| network.rhythm.is_some()) else { continue };
        if coming(model, network).next().is_none() && network.series.is_empty() {
            problems.push(
                Diagnostic::new(Kind::NoneComing, meets.place)
                    .with("network", &network.title)
                    .with("meets", &meets.value),
            );
        }
    }
}

fn same_uids(model: &Model, problems: &mut Diagnostics) {
    let mut seen: BTreeMap<String, Id<Meeting>> = BTreeMap::new();
    for (id, meeting) in model.meetings.iter() {
        let uid = model.uid(id);
        if let Some(other) = seen.get(&uid) {
            let place = meeting.uid.as_ref().map_or(meeting.place, |said| said.place);
            let other = model.meeting_title(*other);
            problems.push(Diagnostic::new(Kind::SameUid, place).with("uid", &uid).with("other", other));
        } else {
            seen.insert(uid, id);
        }
    }
}

fn periods(model: &Model, problems: &mut Diagnostics) {
    for (_, meeting) in model.meetings.iter() {
        if let Some(days) = meeting.when.days().filter(|days| is_period(days)) {
            let count = days.count().to_string();
            problems.push(Diagnostic::new(Kind::LongMeeting, meeting.when.place).with("days", count));
        }
    }
}

fn endless_series(model: &Model, problems: &mut Diagnostics) {
    for (_, network) in model.networks.iter().filter(|(_, network)| network.status.value == Status::Closed) {
        for series in network.series.iter().filter(|series| series.until.is_none()) {
            problems.push(Diagnostic::new(Kind::SeriesEndless, series.place).with("network", &network.title));
        }
    }
}

/// Drafts that are left out are named, so that nobody wonders where a page is.
fn drafts(model: &Model, problems: &mut Diagnostics) {
    if model.show_drafts {
        return;
    }
    let networks = model.networks.iter().filter(|(_, network)| network.draft).map(|(_, network)| network.file);
    let meetings = model.meetings.iter().filter(|(_, meeting)| meeting.draft).map(|(_, meeting)| meeting.file);
    let news = model.news.iter().filter(|(_, article)| article.draft).map(|(_, article)| article.file);
    let pages = model.pages.iter().filter(|(_, page)| page.draft).map(|(_, page)| page.file);
    for file in networks.chain(meetings).chain(news).chain(pages) {
        problems.push(Diagnostic::new(Kind::Draft, Place::top(file)));
    }
}
