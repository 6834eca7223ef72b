//! schema.org for machines, equal to what the page says: Event and BreadcrumbList as JSON-LD.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Scene;
use crate::render::views::{Frame, MeetingView};

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
    fn whole(&self, href: &str) -> String {
        let below = href.strip_prefix(self.urls.base_path()).unwrap_or(href);
        format!("{}{below}", self.urls.base_url())
    }

    /// A meeting as a schema.org Event, if its day is known.
    pub(super) fn event_ld(&self, frame: &Frame, view: &MeetingView) -> String {
        let crumbs = self.breadcrumbs(frame);
        match view.item.date.iso.as_ref().filter(|_| !view.item.date.rough) {
            Some(start) => script(&Graph { context: SCHEMA, graph: (crumbs, self.event(frame, view, start)) }),
            None => script(&Graph { context: SCHEMA, graph: (crumbs,) }),
        }
    }

    fn event(&self, frame: &Frame, view: &MeetingView, start: &str) -> Value {
        let mut event = Map::new();
        let mut put = |key: &str, value: Value| {
            event.insert(key.to_owned(), value);
        };
        put("@type", json!("Event"));
        put("name", json!(view.item.title));
        put("url", json!(frame.canonical));
        put("startDate", json!(start));
        if view.item.date.hours.is_none() || view.item.date.text.contains('–') {
            put("endDate", json!(end_of(&view.item.date.ends, start)));
        }
        put("eventStatus", json!(format!("https://schema.org/{}", status(view.item.status))));
        if let Some(description) = &frame.description {
            put("description", json!(description));
        }
        put("eventAttendanceMode", json!(format!("https://schema.org/{}", mode(view))));
        put("location", location(view));
        let organisers: Vec<Value> = view
            .organisers
            .iter()
            .map(|organiser| {
                let mut value = json!({"@type": "Organization", "name": organiser.title});
                if let (Some(href), Some(object)) = (&organiser.href, value.as_object_mut()) {
                    object.insert("url".to_owned(), json!(self.whole(href)));
                }
                value
            })
            .collect();
        if !organisers.is_empty() {
            put("organizer", Value::Array(organisers));
        }
        Value::Object(event)
    }
}

/// The end as precise as the start: a day for a day, an instant for an instant.
fn end_of(ends: &str, start: &str) -> String {
    if start.contains('T') { ends.to_owned() } else { ends.split('T').next().unwrap_or(ends).to_owned() }
}

fn status(status: &str) -> &'static str {
    match status {
        "cancelled" => "EventCancelled",
        "postponed" => "EventPostponed",
        "moved" => "EventRescheduled",
        _ => "EventScheduled",
    }
}

fn mode(view: &MeetingView) -> &'static str {
    match (&view.online, &view.place) {
        (Some(_), Some(_)) => "MixedEventAttendanceMode",
        (Some(_), None) => "OnlineEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    }
}

fn location(view: &MeetingView) -> Value {
    let mut places = Vec::new();
    if let Some(place) = &view.place {
        places.push(match &place.address {
            Some(address) => json!({"@type": "Place", "name": place.name, "address": address}),
            None => json!({"@type": "Place", "name": place.name}),
        });
    }
    if let Some(online) = &view.online {
        places.push(json!({"@type": "VirtualLocation", "url": online}));
    }
    Value::Array(places)
}

/// JSON that may stand in a script element: no `<` can end it.
fn script(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("texts and numbers are always JSON");
    if !json.contains(['<', '\u{2028}', '\u{2029}']) {
        return json;
    }
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
