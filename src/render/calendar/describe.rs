//! DESCRIPTION: what one reads who opens an event in a calendar, in plain text, one thing a line.

use super::times::Zone;
use super::{Around, escape, meeting as meetings, name};
use crate::content::markdown;
use crate::language::Language;
use crate::model::Model;
use crate::model::meeting::{Change, Meeting, ProgrammeItem, Registration, Standing};
use crate::model::network::Network;
use crate::model::participants::Participant;
use crate::model::people::Person;
use crate::model::recurrence::Series;
use crate::model::table::Id;
use crate::model::time::{Days, Hours, When, write};

/// A first paragraph longer than this many characters is no sentence to stand for the whole.
const LONGEST_OPENING: usize = 400;

/// Lines that are there or not.
#[derive(Default)]
struct Text(Vec<String>);

impl Text {
    fn add(&mut self, line: impl Into<Option<String>>) {
        self.0.extend(line.into().filter(|line| !line.is_empty()));
    }

    fn finish(self, address: String) -> String {
        // As URL has it: programs that make links of addresses end them at the first letter outside ASCII.
        format!("{}\n\n{}", self.0.join("\n"), escape::uri(&address))
    }
}

/// Of a meeting: how it stands, what it is, when and where, for whom, how one signs up, whom to ask.
pub(super) fn meeting(around: &Around<'_>, id: Id<Meeting>, zone: &Zone, moved: Option<&When>) -> String {
    let model = around.site.model;
    let (meeting, language) = (&model.meetings[id], model.settings.language);
    let network = &model.networks[meeting.network];
    let mut text = Text::default();
    text.add(standing(language, meeting.standing));
    text.add(moved.map(|before| language.fill("cal_is_moved", &[("date", &write::long(before, &language.dates))])));
    text.add(meeting.changes.iter().max_by_key(|change| change.date).map(|change| changed(language, change)));
    text.add(meeting.summary.clone().or_else(|| opening(&meeting.body.text)).or_else(|| network.summary.clone()));
    text.add(when(model, &meeting.when.value, zone));
    text.add(model.venue(id).map(|place| language.fill("cal_place", &[("place", &name::where_text(model, place))])));
    text.add(meeting.online.as_ref().map(|url| language.fill("cal_join", &[("url", url)])));
    text.add(audience(model, model.audience(id)));
    for item in &meeting.programme {
        text.add(mandatory(model, item));
    }
    if let Some(own) = meeting.registration.as_ref().or(network.registration.as_ref()) {
        registration(language, own, &mut text);
    }
    text.add(alternatives(model, id));
    programme(language, meeting, &mut text);
    text.add(contact(language, meetings::contact(model, id)));
    text.finish(around.site.urls.absolute(&around.site.urls.meeting(model, id)))
}

/// Of the deadline of a meeting of this name: what it is for, when that is, how one signs up.
pub(super) fn deadline(around: &Around<'_>, id: Id<Meeting>, name: &str) -> String {
    let model = around.site.model;
    let (meeting, language) = (&model.meetings[id], model.settings.language);
    let mut text = Text::default();
    text.add(standing(language, meeting.standing).filter(|_| meeting.standing.is_off()));
    let date = write::long(&meeting.when.value, &language.dates);
    text.add(language.fill("cal_deadline_of", &[("title", name), ("date", &date)]));
    if let Some(own) = &meeting.registration {
        registration(language, own, &mut text);
    }
    text.add(contact(language, meetings::contact(model, id)));
    text.finish(around.site.urls.absolute(&around.site.urls.meeting(model, id)))
}

/// Of recurring meetings: what they are, how they repeat, where and for whom.
pub(super) fn series(around: &Around<'_>, id: Id<Network>, series: &Series, zone: &Zone) -> String {
    let model = around.site.model;
    let (network, language) = (&model.networks[id], model.settings.language);
    let mut text = Text::default();
    text.add(network.summary.clone().or_else(|| opening(&network.body.text)));
    let rule = series.rule.words(&language.rules).unwrap_or_else(|| series.words.clone());
    let hours = write::hours(series.first.hours(), &language.dates);
    let repeats = if hours.is_empty() { "cal_repeats_days" } else { "cal_repeats" };
    let repeats = language.fill(repeats, &[("rule", &rule), ("hours", &hours)]);
    text.add(in_zone(model, repeats, zone));
    let venue = series.venue.as_ref().or(network.venue.as_ref());
    text.add(venue.map(|place| language.fill("cal_place", &[("place", &name::where_text(model, place))])));
    text.add(series.online.as_ref().map(|url| language.fill("cal_join", &[("url", url)])));
    text.add(audience(model, &network.participants));
    let person = model.contacts(id).first().map(|contact| &model.people[contact.person]);
    text.add(contact(language, person));
    text.finish(around.site.urls.absolute(&around.site.urls.network(model, id)))
}

fn standing(language: &Language, standing: Standing) -> Option<String> {
    let key = match standing {
        Standing::Confirmed => return None,
        Standing::Tentative => "cal_is_tentative",
        Standing::Cancelled => "cal_is_cancelled",
        Standing::Postponed => "cal_is_postponed",
    };
    Some(language.word(key).to_owned())
}

fn changed(language: &Language, change: &Change) -> String {
    let text = markdown::plain(&change.text);
    match change.date {
        Some(date) => {
            let date = write::day_short(date, &language.dates);
            language.fill("cal_change_on", &[("date", &date), ("text", &text)])
        }
        None => language.fill("cal_change", &[("text", &text)]),
    }
}

/// The first paragraph of a text, if it opens with one that is short enough.
fn opening(body: &str) -> Option<String> {
    let block = body.split("\n\n").map(str::trim).find(|block| !block.is_empty())?;
    let is_paragraph = block.chars().next().is_some_and(|first| first.is_alphanumeric() || "*_„“\"»[".contains(first));
    let text = markdown::plain(block).replace('\n', " ");
    (is_paragraph && text.chars().count() <= LONGEST_OPENING).then_some(text)
}

fn when(model: &Model, when: &When, zone: &Zone) -> String {
    let language = model.settings.language;
    let date = capitalised(&write::long(when, &language.dates));
    if when.start().is_some() { in_zone(model, date, zone) } else { date }
}

/// Times of another zone than the site's say so.
fn in_zone(model: &Model, text: String, zone: &Zone) -> String {
    if model.settings.zone.iana_name() == Some(zone.id.as_str()) {
        return text;
    }
    model.settings.language.fill("cal_in_zone", &[("date", &text), ("zone", &zone.id)])
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// Who takes part, and what is asked of them.
fn audience(model: &Model, participants: &[Participant]) -> Option<String> {
    let language = model.settings.language;
    let who = |participant: &Participant| -> Option<String> {
        let who = match participant.role {
            Some(role) => model.roles[role].title.clone(),
            None if participant.from.is_empty() => return None,
            None => participant.from.iter().map(|party| model.party_title(party)).collect::<Vec<_>>().join(", "),
        };
        Some(match participant.attendance {
            Some(attendance) => {
                let attendance = language.value_name(attendance.id());
                language.fill("cal_attendance", &[("who", &who), ("attendance", attendance)])
            }
            None => who,
        })
    };
    let list: Vec<String> = participants.iter().filter_map(who).collect();
    (!list.is_empty()).then(|| language.fill("cal_for", &[("list", &list.join(", "))]))
}

/// A part of the programme that some must attend.
fn mandatory(model: &Model, item: &ProgrammeItem) -> Option<String> {
    let roles: Vec<&str> = item.mandatory.iter().map(|role| model.roles[*role].title.as_str()).collect();
    let fill = |who: &str| model.settings.language.fill("cal_mandatory", &[("who", who), ("what", &item.title)]);
    (!roles.is_empty()).then(|| fill(&roles.join(", ")))
}

fn registration(language: &Language, own: &Registration, text: &mut Text) {
    text.add(
        own.deadline.as_ref().map(|deadline| {
            language.fill("cal_register_by", &[("date", &write::long(&deadline.value, &language.dates))])
        }),
    );
    text.add(own.price.as_ref().map(|price| match &own.per {
        Some(per) => language.fill("cal_price_per", &[("price", price), ("per", per)]),
        None => language.fill("cal_price", &[("price", price)]),
    }));
    text.add(own.binding.then(|| language.word("cal_binding").to_owned()));
    text.add(own.capacity.map(|count| language.fill("cal_capacity", &[("count", &count.to_string())])));
    let place = own.url.as_ref().or(own.email.as_ref());
    text.add(place.map(|place| language.fill("cal_register_at", &[("where", place)])));
    text.add(own.note.clone());
}

/// That one attends one of several, and when the others are.
fn alternatives(model: &Model, id: Id<Meeting>) -> Option<String> {
    let others = model.alternatives(id);
    let language = model.settings.language;
    let said = |other: &Id<Meeting>| {
        let meeting = &model.meetings[*other];
        let date = write::long(&meeting.when.value, &language.dates);
        match &meeting.region {
            Some(region) => language.fill("cal_region", &[("title", &date), ("region", region)]),
            None => date,
        }
    };
    let list = others.iter().map(said).collect::<Vec<_>>().join("; ");
    match others.len() {
        0 => None,
        1 => Some(language.fill("cal_choose_two", &[("others", &list)])),
        more => Some(language.fill("cal_choose_many", &[("count", &(more + 1).to_string()), ("others", &list)])),
    }
}

fn programme(language: &Language, meeting: &Meeting, text: &mut Text) {
    if meeting.programme.is_empty() {
        return;
    }
    text.add(language.word("cal_programme").to_owned());
    let shows_days = meeting.when.days().is_some_and(|days: &Days| !days.is_one_day());
    let mut day = None;
    for item in &meeting.programme {
        if shows_days && item.day.is_some() && item.day != day {
            day = item.day;
            text.add(item.day.map(|day| format!("{}:", capitalised(&write::day_long(day, &language.dates)))));
        }
        text.add(programme_item(language, item));
    }
}

fn programme_item(language: &Language, item: &ProgrammeItem) -> String {
    let what = match &item.speaker {
        Some(speaker) => format!("{} ({speaker})", item.title),
        None => item.title.clone(),
    };
    match item.hours.filter(|hours| *hours != Hours::AllDay) {
        Some(hours) => format!("- {}: {what}", write::hours(hours, &language.dates)),
        None => format!("- {what}"),
    }
}

fn contact(language: &Language, person: Option<&Person>) -> Option<String> {
    person.map(|person| language.fill("cal_contact", &[("contact", &name::card(person))]))
}
