//! What an event is called: SUMMARY, CATEGORIES, and who answers for it.

use super::line::Line;
use crate::language::Language;
use crate::model::Model;
use crate::model::meeting::{Meeting, Standing};
use crate::model::network::{Network, Where};
use crate::model::people::{Party, Person};
use crate::model::table::Id;

/// A name that says which network it is of, also in a calendar of many.
pub(super) fn of_network(language: &Language, network: &Network, title: Option<&str>) -> String {
    let Some(title) = title else { return network.title.clone() };
    if title.to_lowercase().contains(&network.title.to_lowercase()) {
        return title.to_owned();
    }
    language.fill("cal_of_network", &[("network", &network.title), ("title", title)])
}

/// A meeting's name: its network and title, and the region it is for.
pub(super) fn of_meeting(model: &Model, id: Id<Meeting>) -> String {
    let meeting = &model.meetings[id];
    let language = model.settings.language;
    let name = of_network(language, &model.networks[meeting.network], meeting.title.as_deref());
    match meeting.region.as_ref().filter(|region| !name.to_lowercase().contains(&region.to_lowercase())) {
        Some(region) => language.fill("cal_region", &[("title", &name), ("region", region)]),
        None => name,
    }
}

/// The name with a word on how it stands: programs differ in how they show STATUS, all show the title.
pub(super) fn with_standing(language: &Language, name: &str, standing: Standing, is_moved: bool) -> String {
    let fill = |key: &str, title: &str| language.fill(key, &[("title", title)]);
    match standing {
        Standing::Cancelled => fill("cal_cancelled", name),
        Standing::Postponed => fill("cal_postponed", name),
        Standing::Tentative if is_moved => fill("cal_moved", &fill("cal_tentative", name)),
        Standing::Tentative => fill("cal_tentative", name),
        Standing::Confirmed if is_moved => fill("cal_moved", name),
        Standing::Confirmed => name.to_owned(),
    }
}

/// SUMMARY, in the language of its title: where that is not translated, in the site's own.
pub(super) fn summary(model: &Model, title: &str, text: &str) -> Line {
    let foreign = model.translated.as_ref().filter(|translated| translated.is_foreign(title));
    let language = foreign.map_or(model.settings.language, |translated| translated.from);
    Line::single_line("SUMMARY", text).param("LANGUAGE", &language.code)
}

/// What a meeting is called by itself: its title, or its network's.
pub(super) fn own_title(model: &Model, id: Id<Meeting>) -> &str {
    let meeting = &model.meetings[id];
    meeting.title.as_ref().unwrap_or(&model.networks[meeting.network].title)
}

/// CATEGORIES of something of a network: the network, its kind, and what else is given.
pub(super) fn categories(network: &Network, more: impl IntoIterator<Item = String>) -> Line {
    let own = [Some(network.title.clone()), network.kind.clone()].into_iter().flatten();
    Line::text_list("CATEGORIES", own.chain(more))
}

/// LOCATION, where there is one: a place, or that it is online.
pub(super) fn location(model: &Model, venue: Option<&Where>, online: Option<&str>) -> Option<Line> {
    let text = match venue {
        Some(place) => where_text(model, place),
        None => online.map(|_| model.settings.language.word("cal_online").to_owned())?,
    };
    Some(Line::single_line("LOCATION", &text))
}

/// A place in one line: name and address.
pub(super) fn where_text(model: &Model, place: &Where) -> String {
    match place {
        Where::Venue(id) => model.places[*id].one_line(),
        Where::Text(text) => text.clone(),
    }
}

/// CONFERENCE (RFC 7986, 5.11).
pub(super) fn conference(language: &Language, url: &str) -> Line {
    Line::uri("CONFERENCE", url)
        .param("VALUE", "URI")
        .param("FEATURE", "VIDEO")
        .param("LABEL", language.word("cal_video"))
}

/// ORGANIZER, if who arranges or answers has an address on the site, and CONTACT.
pub(super) fn people(model: &Model, organisers: &[Party], contact: Option<&Person>) -> Vec<Line> {
    let organisation = organisers.iter().find_map(|party| match party {
        Party::Organisation(id) => {
            let organisation = &model.organisations[*id];
            organisation.email.as_ref().map(|email| (organisation.title.as_str(), email))
        }
        Party::Network(_) | Party::Text(_) => None,
    });
    let person = contact.and_then(|person| person.email.as_ref().map(|email| (person.name.as_str(), email)));
    let organiser =
        organisation.or(person).map(|(name, email)| Line::cal_address("ORGANIZER", email).param("CN", name));
    let contact = contact.map(|person| Line::single_line("CONTACT", &card(person)));
    organiser.into_iter().chain(contact).collect()
}

/// A person in one line: name, address, telephone.
pub(super) fn card(person: &Person) -> String {
    let parts = [Some(&person.name), person.email.as_ref(), person.phone.as_ref()];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}
