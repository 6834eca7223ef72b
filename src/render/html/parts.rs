//! The small views that many pages share: dates, participants, contacts, documents, relations, subscribing.

use jiff::civil::Date;

use super::Scene;
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind};
use crate::model::network::{Network, Where};
use crate::model::pages::{Document, Target};
use crate::model::participants::{Headcount, Participant, Who};
use crate::model::people::{Party, Person};
use crate::model::refs::Contact;
use crate::model::relations::RelationKind;
use crate::model::table::Id;
use crate::model::time::{Days, Month, Span, Week, When, write};
use crate::render::changes;
use crate::render::shared::Shared;
use crate::render::views::{
    AudienceItem, ContactView, DateView, DeadlineView, DocumentView, HeadcountView, Link, NotedLink, PlaceView,
    RelationGroup, SubscribeFacts, SubscribeView,
};
use crate::site::feeds::{FeedKind, regions};
use crate::site::url::Address;

/// How many hues the theme has.
const HUES: usize = 12;

impl Scene<'_> {
    /// A date in words and for machines.
    pub(super) fn date(&self, when: &When) -> DateView {
        let words = &self.language.dates;
        let exact = when.days().copied();
        let (from, to) = when.iso_ends();
        let last = when.last_day();
        let ends = when.end().map_or_else(|| format!("{last}T23:59"), |end| end.strftime("%Y-%m-%dT%H:%M").to_string());
        let (day, month, month_short) = self.day_and_month(when);
        DateView {
            iso: to.is_none().then_some(from.clone()).or_else(|| exact.map(|_| from)),
            text: write::long(when, words),
            short: write::short(&when.without_hours(), words),
            weekday: exact.map(|days| self.weekdays(&days)),
            day,
            month,
            month_short,
            year: when.first_day().year().to_string(),
            week: exact.map(|days| Week::of(days.first()).number().unsigned_abs()),
            hours: exact.map(|days| write::hours(days.hours(), words)).filter(|hours| !hours.is_empty()),
            rough: exact.is_none(),
            ends,
        }
    }

    fn weekdays(&self, days: &Days) -> String {
        let words = &self.language.dates;
        let first = write::weekday(days.first(), words);
        match days.is_one_day() {
            true => first.to_owned(),
            false => {
                format!("{}–{}", write::weekday_short(days.first(), words), write::weekday_short(days.last(), words))
            }
        }
    }

    fn day_and_month(&self, when: &When) -> (Option<String>, Option<String>, Option<String>) {
        let words = &self.language.dates;
        let names = |month: Month| {
            let (full, short) = (write::month_name(month, words), write::month_name_short(month, words));
            (Some(full.to_owned()), Some(short.to_owned()))
        };
        match when {
            When::Exact(days) => {
                let (first, last) = (days.first(), days.last());
                let day = if days.is_one_day() {
                    first.day().to_string()
                } else {
                    format!("{}–{}", first.day(), last.day())
                };
                let (month, short) = names(Month::of(first));
                let (last_month, last_short) = names(Month::of(last));
                if month == last_month {
                    return (Some(day), month, short);
                }
                let both = |a: Option<String>, b: Option<String>| a.zip(b).map(|(a, b)| format!("{a}–{b}"));
                (Some(day), both(short.clone(), last_short.clone()), both(short, last_short))
            }
            When::Rough { span: Span::Month(month), .. } => {
                let (full, short) = names(*month);
                (None, full, short)
            }
            When::Rough { .. } => (None, None, None),
        }
    }

    pub(super) fn deadline(&self, when: &When) -> DeadlineView {
        let words = &self.language.dates;
        DeadlineView {
            iso: when.iso(),
            text: write::long(when, words),
            short: write::short(when, words),
            passed: when.last_day() < self.model.settings.today,
        }
    }

    pub(super) fn short_date(&self, when: &When) -> String {
        write::short(when, &self.language.dates)
    }

    pub(super) fn day_short(&self, date: Date) -> String {
        write::day_short(date, &self.language.dates)
    }

    /// The number of a network's hue and mark.
    pub(super) fn hue(&self, id: Id<Network>) -> u8 {
        u8::try_from(id.index() % HUES).unwrap_or(0)
    }

    pub(super) fn network_link(&self, id: Id<Network>) -> Link {
        self.link(self.model.networks[id].title.clone(), &self.urls.network(self.model, id))
    }

    /// A party with its page, if it has one.
    pub(super) fn party(&self, party: &Party, note: Option<String>) -> NotedLink {
        let address = match party {
            Party::Organisation(id) => Some(self.urls.organisation(self.model, *id)),
            Party::Network(id) if self.model.is_shown(*id) => Some(self.urls.network(self.model, *id)),
            _ => None,
        };
        NotedLink { title: self.model.party_title(party), href: address.map(|address| self.href(&address)), note }
    }

    pub(super) fn audience(&self, participants: &[Participant]) -> Vec<AudienceItem> {
        participants.iter().map(|participant| self.audience_item(participant)).collect()
    }

    pub(super) fn audience_item(&self, participant: &Participant) -> AudienceItem {
        let from: Vec<String> = participant.from.iter().map(|party| self.model.party_title(party)).collect();
        let attendance = participant.attendance.map(|attendance| attendance.id());
        let role = match participant.role {
            Some(role) => NotedLink {
                title: self.model.roles[role].title.clone(),
                href: Some(self.href(&self.urls.role(self.model, role))),
                note: None,
            },
            None => NotedLink { title: from.join(", "), href: None, note: None },
        };
        let fill = |key: &str, name: &str, value: &str| self.language.fill(key, &[(name, value)]);
        AudienceItem {
            from: (!from.is_empty() && participant.role.is_some())
                .then(|| fill("from_party", "name", &from.join(", "))),
            role,
            seats: participant.seats.as_deref().map(|seats| self.seats(seats)),
            attendance_word: attendance.map(|id| self.language.value_name(id).to_owned()),
            attendance,
            otherwise: participant.otherwise.clone(),
            until: participant.until.as_ref().map(|when| fill("until_date", "date", &self.short_date(when))),
            note: participant.note.clone(),
        }
    }

    fn seats(&self, text: &str) -> String {
        match text.parse::<usize>() {
            Ok(count) => self.language.count("seats", count),
            Err(_) => text.to_owned(),
        }
    }

    pub(super) fn contacts(&self, contacts: &[Contact]) -> Vec<ContactView> {
        contacts.iter().map(|contact| self.contact(contact.person, contact.note.clone())).collect()
    }

    pub(super) fn contact(&self, id: Id<Person>, note: Option<String>) -> ContactView {
        let person = &self.model.people[id];
        ContactView {
            name: person.name.clone(),
            href: Some(self.href(&self.urls.person(self.model, id))),
            post: person.post.clone(),
            organisation: person.organisation.as_ref().map(|party| self.party(party, None)),
            email: person.email.clone(),
            phone_href: person.phone.as_deref().map(tel),
            phone: person.phone.clone(),
            note: note.or_else(|| person.areas.clone()),
        }
    }

    /// The documents a page states and the files that lie beside it. A file that is not there is told.
    pub(super) fn documents(
        &self,
        stated: &[Document],
        file: FileId,
        body: &str,
        problems: &mut Diagnostics,
    ) -> Vec<DocumentView> {
        let source = self.source(file);
        let mut views = Vec::new();
        let mut named: Vec<Address> = Vec::new();
        for document in stated {
            match &document.target {
                Target::Url(url) => views.push(DocumentView {
                    title: document.title.clone().unwrap_or_else(|| url.clone()),
                    href: url.clone(),
                    kind: document.kind.clone(),
                    format: None,
                }),
                Target::File(said) => match self.site.links.file(source, said) {
                    Some(address) => {
                        named.push(address.clone());
                        views.push(self.file_view(address, document.title.clone(), document.kind.clone()));
                    }
                    None => problems.push(
                        Diagnostic::new(Kind::FileMissing, said.place)
                            .with("path", &said.value)
                            .with_some("nearest", self.site.links.nearest_file(source, said)),
                    ),
                },
            }
        }
        for beside in self.site.files_beside(source) {
            let name = beside.source.rsplit('/').next().unwrap_or_default();
            if !named.contains(&beside.address) && !body.contains(name) && !is_picture(name) {
                views.push(self.file_view(&beside.address, None, None));
            }
        }
        views
    }

    fn file_view(&self, address: &Address, title: Option<String>, kind: Option<String>) -> DocumentView {
        let file = self.site.attachment(address);
        self.site.links.lead_to(address);
        let name = file.map_or("", |file| file.source.rsplit('/').next().unwrap_or_default());
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let size = file.map_or(0, |file| file.bytes.len());
        DocumentView {
            title: title.unwrap_or_else(|| stem.replace(['-', '_'], " ")),
            href: self.href(address),
            kind,
            format: Some(format!("{}, {}", ending.to_uppercase(), self.size(size))),
        }
    }

    /// A file's size in words: "120 kB", "1,5 MB".
    fn size(&self, bytes: usize) -> String {
        if bytes < 1_000_000 {
            return format!("{} kB", bytes.div_ceil(1000).max(1));
        }
        let tenths = bytes.div_ceil(100_000);
        format!("{}{}{} MB", tenths / 10, self.language.word("decimal_sign"), tenths % 10)
    }

    pub(super) fn place_view(&self, place: &Where) -> PlaceView {
        match place {
            Where::Text(text) => PlaceView { name: text.clone(), href: None, address: None, map: None },
            Where::Venue(id) => {
                let venue = &self.model.places[*id];
                PlaceView {
                    name: venue.title.clone(),
                    href: Some(self.href(&self.urls.place(self.model, *id))),
                    address: venue.full_address().filter(|address| *address != venue.title),
                    map: venue.map.clone(),
                }
            }
        }
    }

    pub(super) fn place_link(&self, place: &Where) -> NotedLink {
        let view = self.place_view(place);
        NotedLink { title: view.name, href: view.href, note: view.address }
    }

    pub(super) fn headcounts(&self, heads: &[Headcount], depth: usize) -> Vec<HeadcountView> {
        let mut views = Vec::new();
        for head in heads {
            let (text, href) = match &head.who {
                Who::Role(role) => {
                    let address = self.urls.role(self.model, *role);
                    (self.model.roles[*role].title.clone(), Some(self.href(&address)))
                }
                Who::Party(party) => {
                    let link = self.party(party, None);
                    (link.title, link.href)
                }
            };
            views.push(HeadcountView { depth, text, href, count: head.count.clone() });
            views.extend(self.headcounts(&head.of_which, depth + 1));
        }
        views
    }

    /// Every relation of a party, from its side, in a fixed order.
    pub(super) fn relations(&self, party: &Party) -> Vec<RelationGroup> {
        const SIDES: [(RelationKind, bool); 10] = [
            (RelationKind::PartOf, true),
            (RelationKind::PartOf, false),
            (RelationKind::ReportsTo, true),
            (RelationKind::ReportsTo, false),
            (RelationKind::Replaces, true),
            (RelationKind::Replaces, false),
            (RelationKind::OrganisedBy, true),
            (RelationKind::OrganisedBy, false),
            (RelationKind::FundedBy, true),
            (RelationKind::FundedBy, false),
        ];
        let mut groups = Vec::new();
        for (kind, forward) in SIDES {
            let relations = &self.model.relations;
            let entries: Vec<NotedLink> = if forward {
                relations.from(party, kind).map(|relation| self.party(&relation.to, relation.note.clone())).collect()
            } else {
                relations
                    .to(party, kind)
                    .filter(|relation| self.is_shown(&relation.from))
                    .map(|relation| self.party(&relation.from, relation.note.clone()))
                    .collect()
            };
            if !entries.is_empty() {
                let key = if forward { kind.key() } else { kind.reverse_key() };
                groups.push(RelationGroup { key, title: self.word(&format!("rel_{key}")), entries });
            }
        }
        groups
    }

    fn is_shown(&self, party: &Party) -> bool {
        !matches!(party, Party::Network(id) if !self.model.is_shown(*id))
    }

    /// How to subscribe to the feed of `kind`.
    pub(super) fn subscribe(&self, kind: &FeedKind, title: &str, coming: usize) -> SubscribeView {
        let feed = |deadlines| self.site.feed(kind, deadlines);
        let address = |deadlines| feed(deadlines).map_or_else(String::new, |feed| self.urls.absolute(&feed.address));
        let whole = address(true);
        let webcal = whole.split_once("://").map_or_else(String::new, |(_, rest)| format!("webcal://{rest}"));
        let more = match kind {
            FeedKind::Network(id) => self.region_feeds(*id),
            _ => Vec::new(),
        };
        Shared::new(SubscribeFacts {
            title: title.to_owned(),
            google: format!("https://calendar.google.com/calendar/r?cid={}", query(&webcal)),
            outlook: format!(
                "https://outlook.office.com/calendar/0/addfromweb?url={}&name={}",
                query(&whole),
                query(title)
            ),
            address: whole,
            webcal,
            without_deadlines: address(false),
            more,
            changes: feed(true).map_or_else(String::new, |feed| self.href(&changes::address(feed))),
            coming,
        })
    }

    /// The same for a network, which is on each of its meetings' pages too.
    pub(super) fn subscribe_to_network(&self, id: Id<Network>) -> SubscribeView {
        let make = || {
            let coming = self.coming_of(id).len();
            self.subscribe(&FeedKind::Network(id), &self.model.networks[id].title, coming)
        };
        match self.made.networks.get(id.index()) {
            Some(made) => made.get_or_init(make).clone(),
            None => make(),
        }
    }

    fn region_feeds(&self, network: Id<Network>) -> Vec<Link> {
        let kinds = regions(self.model, network).into_iter().map(|region| FeedKind::Region(network, region));
        let feeds = kinds.filter_map(|kind| self.site.feed(&kind, true));
        feeds.map(|feed| self.link(feed.title.clone(), &feed.address)).collect()
    }
}

fn is_picture(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"].iter().any(|ending| lower.ends_with(ending))
}

/// `tel:` of a telephone number as written.
pub(super) fn tel(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

/// A value in a query string, percent-encoded (RFC 3986, unreserved characters stay).
pub(super) fn query(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |number: u8| char::from(b"0123456789ABCDEF"[usize::from(number & 15)]);
            out.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    out
}
