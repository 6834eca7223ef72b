//! schema.org for machines, equal to what the page says: Event, Organization, WebSite and BreadcrumbList as JSON-LD.

use serde::{Serialize, Serializer};

use super::Scene;
use crate::model::meeting::Meeting;
use crate::model::people::{Organisation, Party};
use crate::model::table::Id;
use crate::render::views::{Frame, MeetingView, NotedLink, RegistrationView};

const SCHEMA: &str = "https://schema.org";

/// What stands in a page's script element; the graph is a tuple of things.
#[derive(Serialize)]
struct Graph<T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: T,
}

#[derive(Serialize)]
struct Breadcrumbs<'f> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Crumb<'f>>,
}

#[derive(Serialize)]
struct Crumb<'f> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: String,
    name: &'f str,
    position: usize,
}

impl Scene<'_> {
    /// The way down to a page, if it lies below another.
    pub(super) fn breadcrumb_ld(&self, frame: &Frame) -> Option<String> {
        (frame.breadcrumbs.len() > 1).then(|| script(&Graph { context: SCHEMA, graph: (self.breadcrumbs(frame),) }))
    }

    fn breadcrumbs<'f>(&self, frame: &'f Frame) -> Breadcrumbs<'f> {
        let own = (frame.title.as_str(), frame.canonical.clone());
        let above = frame.breadcrumbs.iter().map(|link| (link.title.as_str(), self.whole(&link.href)));
        let crumb = |(at, (name, item))| Crumb { kind: "ListItem", item, name, position: at + 1 };
        Breadcrumbs { kind: "BreadcrumbList", items: above.chain([own]).enumerate().map(crumb).collect() }
    }

    /// A path of the site as a whole address.
    pub(super) fn whole(&self, href: &str) -> String {
        let below = href.strip_prefix(self.urls.base_path()).unwrap_or(href);
        format!("{}{below}", self.urls.base_url())
    }

    /// A meeting as a schema.org Event, if its day is known.
    pub(super) fn event_ld(&self, frame: &Frame, view: &MeetingView, id: Id<Meeting>) -> String {
        let crumbs = self.breadcrumbs(frame);
        match view.item.date.iso.as_ref().filter(|_| !view.item.date.rough) {
            Some(start) => {
                let former = self.moved_from(id).and_then(|when| self.date(&when).iso);
                script(&Graph { context: SCHEMA, graph: (crumbs, self.event(frame, view, start, former)) })
            }
            None => script(&Graph { context: SCHEMA, graph: (crumbs,) }),
        }
    }

    /// The front page: the site, and the organisation behind it with its logo and whom to ask.
    pub(super) fn site_ld(&self, frame: &Frame) -> String {
        let settings = &self.model.settings;
        let mut site = Thing::new("WebSite", &frame.title);
        site.put("url", frame.canonical.as_str());
        site.put_some("description", settings.description.as_ref());
        site.put("inLanguage", settings.language.code.as_str());
        let behind = settings.organisers.iter().find_map(|tie| match tie.party {
            Party::Organisation(id) => Some(id),
            _ => None,
        });
        if let Some(id) = behind {
            let link = self.party(&Party::Organisation(id), None);
            let mut organisation = self.linked_organisation(&link);
            let logo = settings.logo.as_ref().and_then(|logo| self.site.links.resolve("", logo).ok());
            organisation.put_some("logo", logo.map(|logo| self.whole(&logo)).as_ref());
            let contacts = settings.contacts.iter().map(|contact| &self.model.people[contact.person]);
            if let Some(person) = contacts.into_iter().find(|person| person.email.is_some() || person.phone.is_some()) {
                let mut contact = Thing::new("ContactPoint", &person.name);
                contact.put_some("email", person.email.as_ref());
                contact.put_some("telephone", person.phone.as_ref());
                organisation.put("contactPoint", contact);
            }
            site.put("publisher", organisation);
        }
        script(&Graph { context: SCHEMA, graph: (site,) })
    }

    /// An organisation's page.
    pub(super) fn organisation_ld(&self, frame: &Frame, own: &Organisation) -> String {
        let mut organisation = Thing::new("Organization", &frame.title);
        organisation.put("url", own.url.as_ref().unwrap_or(&frame.canonical).as_str());
        organisation.put_some("description", own.summary.as_ref());
        organisation.put_some("address", own.address.as_ref());
        organisation.put_some("email", own.email.as_ref());
        organisation.put_some("telephone", own.phone.as_ref());
        script(&Graph { context: SCHEMA, graph: (self.breadcrumbs(frame), organisation) })
    }

    fn linked_organisation(&self, link: &NotedLink) -> Thing {
        let mut organisation = Thing::new("Organization", &link.title);
        organisation.put_some("url", link.href.as_ref().map(|href| self.whole(href)).as_ref());
        organisation
    }

    fn event(&self, frame: &Frame, view: &MeetingView, start: &str, former: Option<String>) -> Thing {
        let mut event = Thing::new("Event", &view.item.title);
        event.put("url", frame.canonical.as_str());
        event.put("startDate", start);
        if view.item.date.hours.is_none() || view.item.date.text.contains('–') {
            event.put("endDate", end_of(&view.item.date.ends, start));
        }
        event.put("eventStatus", status(view.item.status));
        event.put_some("previousStartDate", former.as_ref());
        event.put_some("description", frame.description.as_ref());
        event.put("eventAttendanceMode", mode(view));
        event.put("location", location(view));
        let organisers: Vec<Thing> =
            view.organisers.iter().map(|organiser| self.linked_organisation(organiser)).collect();
        if !organisers.is_empty() {
            event.put("organizer", organisers);
        }
        if let Some(offer) = view.registration.as_ref().and_then(|own| self.offer(own, &frame.canonical)) {
            event.put("offers", offer);
        }
        event
    }

    /// What it costs and until when one may sign up. A price that is no plain amount is given as the page gives it, in words.
    fn offer(&self, registration: &RegistrationView, page: &str) -> Option<Thing> {
        let price = registration.price.as_ref()?;
        let mut offer = Thing::of("Offer");
        match amount(price, self.language.word("kr")) {
            Some((number, currency)) => {
                offer.put("price", number);
                offer.put("priceCurrency", currency);
            }
            None => offer.put("description", price.as_str()),
        }
        offer.put("url", registration.href.as_deref().unwrap_or(page));
        offer.put_some("availabilityEnds", registration.deadline.as_ref().map(|deadline| &deadline.iso));
        Some(offer)
    }
}

/// A thing of schema.org: its fields, in the order of their names.
struct Thing(Vec<(&'static str, Said)>);

/// What a field says.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Text(String),
    Thing(Thing),
    List(Vec<Thing>),
}

impl Thing {
    fn of(kind: &str) -> Thing {
        let mut thing = Thing(Vec::with_capacity(8));
        thing.put("@type", kind);
        thing
    }

    fn new(kind: &str, name: &str) -> Thing {
        let mut thing = Thing::of(kind);
        thing.put("name", name);
        thing
    }

    /// Adds a field that is not there yet.
    fn put(&mut self, key: &'static str, said: impl Into<Said>) {
        let at = self.0.partition_point(|(known, _)| *known < key);
        self.0.insert(at, (key, said.into()));
    }

    fn put_some(&mut self, key: &'static str, said: Option<&String>) {
        if let Some(said) = said {
            self.put(key, said.as_str());
        }
    }
}

impl Serialize for Thing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, said)| (key, said)))
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Said {
        Said::Text(text.to_owned())
    }
}

impl From<String> for Said {
    fn from(text: String) -> Said {
        Said::Text(text)
    }
}

impl From<Thing> for Said {
    fn from(thing: Thing) -> Said {
        Said::Thing(thing)
    }
}

impl From<Vec<Thing>> for Said {
    fn from(things: Vec<Thing>) -> Said {
        Said::List(things)
    }
}

/// A sum of money as schema.org writes it, if a text names exactly one and its currency beyond doubt: "1.500 DKK" is
/// 1500 of DKK. `kr` is what "kr." means in the site's language, if anything.
fn amount<'l>(text: &str, kr: &'l str) -> Option<(String, &'l str)> {
    const CURRENCIES: [(&str, &str); 8] = [
        ("DKK", "DKK"),
        ("SEK", "SEK"),
        ("NOK", "NOK"),
        ("EUR", "EUR"),
        ("€", "EUR"),
        ("GBP", "GBP"),
        ("£", "GBP"),
        ("USD", "USD"),
    ];
    let own = Some(("kr", kr)).filter(|_| !kr.is_empty());
    let mut named = CURRENCIES.into_iter().chain(own).filter(|(sign, _)| text.contains(sign));
    let (_, currency) = named.next().filter(|_| named.clone().next().is_none())?;
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut numbers = text.split(|c| !is_part(c)).filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    let number = numbers.next().filter(|_| numbers.clone().next().is_none())?;
    let mut parts = number.trim_matches(['.', ',']).split(['.', ',']);
    let whole = parts.next()?.to_owned();
    let number = parts.try_fold(whole, |number, part| match part.len() {
        3 if !number.contains('.') => Some(number + part),
        2 if !number.contains('.') => Some(format!("{number}.{part}")),
        _ => None,
    })?;
    Some((number, currency))
}

/// The end as precise as the start: a day for a day, an instant for an instant.
fn end_of(ends: &str, start: &str) -> String {
    if start.contains('T') { ends.to_owned() } else { ends.split('T').next().unwrap_or(ends).to_owned() }
}

fn status(status: &str) -> &'static str {
    match status {
        "cancelled" => "https://schema.org/EventCancelled",
        "postponed" => "https://schema.org/EventPostponed",
        "moved" => "https://schema.org/EventRescheduled",
        _ => "https://schema.org/EventScheduled",
    }
}

fn mode(view: &MeetingView) -> &'static str {
    match (&view.online, &view.place) {
        (Some(_), Some(_)) => "https://schema.org/MixedEventAttendanceMode",
        (Some(_), None) => "https://schema.org/OnlineEventAttendanceMode",
        _ => "https://schema.org/OfflineEventAttendanceMode",
    }
}

fn location(view: &MeetingView) -> Vec<Thing> {
    let place = view.place.as_ref().map(|place| {
        let mut thing = Thing::new("Place", &place.name);
        thing.put_some("address", place.address.as_ref());
        thing
    });
    let online = view.online.as_ref().map(|online| {
        let mut thing = Thing::of("VirtualLocation");
        thing.put("url", online.as_str());
        thing
    });
    place.into_iter().chain(online).collect()
}

/// JSON that may stand in a script element: no `<` can end it.
fn script(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("texts and numbers are always JSON");
    // The two line ends of Unicode are E2 80 A8 and A9.
    let octets = json.as_bytes();
    if !octets.contains(&b'<') && !octets.windows(2).any(|pair| pair == [0xe2, 0x80]) {
        return json;
    }
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn a_plain_sum_is_a_number_and_a_currency() {
        let sum = |text: &str| amount(text, "DKK").map(|(number, currency)| format!("{number} {currency}"));
        assert_eq!(sum("500 DKK").as_deref(), Some("500 DKK"));
        assert_eq!(sum("1.500 DKK pr. deltager").as_deref(), Some("1500 DKK"));
        assert_eq!(sum("1,250.50 EUR").as_deref(), Some("1250.50 EUR"));
        assert_eq!(sum("£20 per person").as_deref(), Some("20 GBP"));
        assert_eq!(sum("1.850 kr.").as_deref(), Some("1850 DKK"));
        assert_eq!(amount("500 kr.", ""), None);
        for text in ["500", "gratis", "500-700 DKK", "500 DKK, 70 EUR", "DKK", "12.34.5 DKK"] {
            assert_eq!(sum(text), None, "{text}");
        }
    }
}
