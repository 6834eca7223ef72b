//! The page of one network, and the page of them all.

use std::collections::BTreeSet;

use super::{Filled, Scene, one_line};
use crate::diagnostics::Diagnostics;
use crate::model::meeting::Meeting;
use crate::model::network::{FormerName, Moment, Network, Status};
use crate::model::participants::{Member, PersonName};
use crate::model::people::{Organisation, Party};
use crate::model::recurrence::Series;
use crate::model::relations::RelationKind;
use crate::model::table::Id;
use crate::model::time::{Hours, When, write};
use crate::render::map::{EdgeKind, MapEdge, MapNode, relation_map};
use crate::render::views::{
    AudienceItem, ChoiceView, DateView, Link, MeetingItem, MemberView, NetworkGroup, NetworkItem, NetworkView,
    NetworksView, NotedLink, RelationSentence, SeriesView, TimelineView,
};
use crate::site::Page;
use crate::site::feeds::FeedKind;
use crate::site::navigation::{Entry, is_coming, tree};

/// Occurrences of a series that its page lists.
const OCCURRENCES: usize = 6;
/// Held days of a series that its page lists; the pages of the years have them all.
const HELD: usize = 12;

impl Scene<'_> {
    pub(super) fn network(&self, page: &Page, id: Id<Network>, problems: &mut Diagnostics) -> Filled {
        let network = &self.model.networks[id];
        let view = self.network_view(id, problems);
        let mut frame = self.frame("network", page, &network.title, network.summary.as_deref());
        frame = self.below(frame, vec![self.link(self.word("networks"), &self.urls.kind("networks"))]);
        frame.calendars = vec![Link { title: network.title.clone(), href: self.feed_href(&FeedKind::Network(id)) }];
        frame.updated = self.updated(network.updated);
        frame.draft = network.draft;
        self.filled("network.html", frame, &view)
    }

    fn network_view(&self, id: Id<Network>, problems: &mut Diagnostics) -> NetworkView {
        let network = &self.model.networks[id];
        let own = Party::Network(id);
        let next = self.next_of(id);
        let (choices, coming) = self.coming_beside(id, next.as_ref());
        let all_past = network.meetings.iter().rev().copied().filter(|meeting| !is_coming(self.model, *meeting));
        let (past, older) = self.past(all_past);
        let body = self.body(&network.body, problems);
        let audience = self.audience(&network.participants);
        let links = network.links.iter().map(|link| Link { title: link.title.clone(), href: link.url.clone() });
        NetworkView {
            part_of: self.wholes(&own),
            parts: self.parts(id),
            place: network.venue.as_ref().map(|place| self.place_link(place)),
            purpose_html: self.prose(network.purpose.as_ref(), problems),
            mandate_html: self.prose(network.mandate.as_ref(), problems),
            practical_html: self.prose(network.practical.as_ref(), problems),
            registration_note: network.registration.as_ref().and_then(|own| own.note.clone()),
            html: Some(body.html).filter(|html| !html.is_empty()),
            headings: body.headings,
            former_names: network.former_names.iter().map(|name| self.former_name(name)).collect(),
            audience_table: rules_differ(&audience),
            audience,
            members: network.members.iter().map(|member| self.member(member)).collect(),
            series: self.series_view(id),
            next: next.map(|entry| self.entry(&entry)),
            choices,
            coming,
            past,
            older,
            counted: self.items(&self.counted(id)),
            timeline: network.timeline.iter().map(|moment| self.moment(moment, problems)).collect(),
            contacts: self.contacts(self.model.contacts(id)),
            documents: self.documents(&network.documents, network.file, &network.body.text, problems),
            links: links.collect(),
            relations: self.relations(&own),
            questions: network.questions.clone(),
            tags: network.tags.clone(),
            subscribe: self.subscribe_to_network(id),
            time_zone: network.time_zone.as_ref().and_then(|zone| zone.iana_name().map(str::to_owned)),
            item: self.network_item(id, 0),
        }
    }

    /// What is coming besides the next: days to choose one of, and the other meetings.
    fn coming_beside(&self, id: Id<Network>, next: Option<&Entry>) -> (Vec<ChoiceView>, Vec<MeetingItem>) {
        let (choices, mut others) = self.choices(&self.coming_of(id));
        others.retain(|meeting| next != Some(&Entry::Meeting(*meeting)));
        (choices, self.items(&others))
    }

    fn wholes(&self, own: &Party) -> Vec<NotedLink> {
        let wholes = self.model.relations.from(own, RelationKind::PartOf);
        wholes.map(|relation| self.party(&relation.to, relation.note.clone())).collect()
    }

    fn parts(&self, id: Id<Network>) -> Vec<NetworkItem> {
        let parts = self.model.relations.parts_of(id).into_iter().filter(|part| self.model.is_shown(*part));
        parts.map(|part| self.network_item(part, 0)).collect()
    }

    /// What of other networks counts as a meeting of this one, newest first.
    fn counted(&self, id: Id<Network>) -> Vec<Id<Meeting>> {
        let counted = self.site.navigation.counted.get(id.index());
        counted.into_iter().flatten().rev().copied().collect()
    }

    /// The path of a feed with deadlines, for `<link rel="alternate">`.
    pub(super) fn feed_href(&self, kind: &FeedKind) -> String {
        self.site.feed(kind, true).map_or_else(String::new, |feed| self.href(&feed.address))
    }

    fn member(&self, member: &Member) -> MemberView {
        let person = match &member.person {
            PersonName::Known(id) => {
                let address = self.urls.person(self.model, *id);
                NotedLink { title: self.model.people[*id].name.clone(), href: Some(self.href(&address)), note: None }
            }
            PersonName::Name(name) => NotedLink { title: name.clone(), href: None, note: None },
        };
        let date = |key: &str, when: &When| self.language.fill(key, &[("date", self.short_date(when).as_str())]);
        MemberView {
            person,
            office: member.office.clone(),
            from: member.from.as_ref().map(|party| self.party(party, None)),
            since: member.since.as_ref().map(|when| date("since_date", when)),
            until: member.until.as_ref().map(|when| date("until_date", when)),
        }
    }

    fn former_name(&self, name: &FormerName) -> NotedLink {
        let until = |when: &When| self.language.fill("until_date", &[("date", self.short_date(when).as_str())]);
        NotedLink { title: name.title.clone(), href: None, note: name.until.as_ref().map(until) }
    }

    /// What repeats, in words, with the next days it meets.
    fn series_view(&self, id: Id<Network>) -> Option<SeriesView> {
        let all = &self.model.networks[id].series;
        let first = all.first()?;
        let next = self.site.navigation.occurrences.get(id.index()).into_iter().flatten().take(OCCURRENCES);
        let place = first.venue.as_ref().map(|place| self.place_view(place).name);
        Some(SeriesView {
            words: all.iter().map(|series| self.series_words(series)).collect::<Vec<_>>().join("; "),
            place: place.or_else(|| first.online.as_ref().map(|_| self.word("online"))),
            next: next.map(|occurrence| self.date(&When::Exact(occurrence.days))).collect(),
            held: self.held(id),
        })
    }

    /// The last days of the past year on which a network's series met without a file of their own, newest first.
    fn held(&self, id: Id<Network>) -> Vec<DateView> {
        let today = self.model.settings.today;
        let Ok(from) = today.checked_sub(jiff::Span::new().years(1)) else { return Vec::new() };
        let days = self.held_days(id, from, today);
        days.iter().rev().take(HELD).map(|held| self.date(&When::Exact(held.days))).collect()
    }

    /// "hver anden tirsdag kl. 9.00–10.00"
    fn series_words(&self, series: &Series) -> String {
        let rule = series.rule.words(&self.language.rules).unwrap_or_else(|| series.words.clone());
        let hours = match series.first.hours() {
            Hours::AllDay => String::new(),
            hours => format!(" {}", write::hours(hours, &self.language.dates)),
        };
        let title = series.title.as_ref().map_or_else(String::new, |title| format!("{title}: "));
        format!("{title}{rule}{hours}")
    }

    fn moment(&self, moment: &Moment, problems: &mut Diagnostics) -> TimelineView {
        TimelineView {
            title: moment.title.clone(),
            date: moment.when.as_ref().map(|when| self.date(when)),
            html: self.prose(moment.text.as_ref(), problems),
        }
    }

    pub(super) fn networks(&self, page: &Page) -> Filled {
        let order = [Status::Active, Status::Planned, Status::Paused, Status::Closed];
        let groups = order.into_iter().filter_map(|status| self.network_group(status)).collect();
        let roles =
            self.model.roles.iter().map(|(id, role)| self.link(role.title.clone(), &self.urls.role(self.model, id)));
        let view = NetworksView {
            groups,
            roles: roles.collect(),
            organisers: self.all_organisers(),
            map_html: Some(self.map()).filter(|svg| !svg.is_empty()),
            relations: self.relation_sentences(),
        };
        let title = self.word("networks");
        let frame = self.frame("networks", page, &title, Some(&self.word("networks_intro")));
        let frame = self.below(frame, Vec::new());
        self.filled("networks.html", super::Frame { section: Some(self.href(&page.address)), ..frame }, &view)
    }

    /// The organisations that arrange a network.
    fn all_organisers(&self) -> Vec<Link> {
        let mut organisers: BTreeSet<Id<Organisation>> = BTreeSet::new();
        for (id, _) in self.model.shown_networks() {
            organisers.extend(self.model.organisers(id).into_iter().filter_map(|(party, _)| match party {
                Party::Organisation(organisation) => Some(organisation),
                _ => None,
            }));
        }
        let link = |id: Id<Organisation>| {
            self.link(self.model.organisations[id].title.clone(), &self.urls.organisation(self.model, id))
        };
        organisers.into_iter().map(link).collect()
    }

    fn network_group(&self, status: Status) -> Option<NetworkGroup> {
        let of_status = self.model.shown_networks().filter(|(_, network)| network.status.value == status);
        let ids: Vec<Id<Network>> = of_status.map(|(id, _)| id).collect();
        let networks = tree(self.model, &ids).into_iter().map(|(id, depth)| self.network_item(id, depth));
        let networks: Vec<_> = networks.collect();
        let title = self.word(&format!("networks_{}", status.id()));
        (!networks.is_empty()).then(|| NetworkGroup { status: status.id(), title, networks })
    }

    /// Relations between networks, one sentence a network and kind.
    fn relation_sentences(&self) -> Vec<RelationSentence> {
        let kinds = [RelationKind::Replaces, RelationKind::PartOf, RelationKind::ReportsTo];
        let mut sentences = Vec::new();
        for (id, _) in self.model.shown_networks() {
            for kind in kinds {
                let relations = self.model.relations.from(&Party::Network(id), kind);
                let to: Vec<NotedLink> =
                    relations.map(|relation| self.party(&relation.to, relation.note.clone())).collect();
                if !to.is_empty() {
                    let verb = self.word(&format!("verb_{}", kind.key()));
                    sentences.push(RelationSentence { from: self.network_link(id), verb, to });
                }
            }
        }
        sentences
    }

    fn map(&self) -> String {
        let mut edges = Vec::new();
        let mut related: BTreeSet<Id<Network>> = BTreeSet::new();
        for relation in self.model.relations.iter() {
            let (Party::Network(from), Party::Network(to)) = (&relation.from, &relation.to) else { continue };
            let kind = match relation.kind {
                RelationKind::PartOf => EdgeKind::PartOf,
                RelationKind::ReportsTo => EdgeKind::ReportsTo,
                RelationKind::Replaces => EdgeKind::Replaces,
                _ => continue,
            };
            if !self.model.is_shown(*from) || !self.model.is_shown(*to) {
                continue;
            }
            related.extend([*from, *to]);
            let title = |id: Id<Network>| self.model.networks[id].title.as_str();
            let verb = self.language.word(&format!("verb_{}", relation.kind.key())).to_owned();
            edges.push(MapEdge {
                from: self.model.networks.key(*from).to_owned(),
                to: self.model.networks.key(*to).to_owned(),
                kind,
                label: format!("{} {verb} {}", title(*from), title(*to)),
            });
        }
        let node = |id: Id<Network>| MapNode {
            id: self.model.networks.key(id).to_owned(),
            title: self.model.networks[id].short().to_owned(),
            href: self.href(&self.urls.network(self.model, id)),
            status: self.model.networks[id].status.value.id(),
            hue: self.hue(id),
        };
        let nodes: Vec<MapNode> = related.into_iter().map(node).collect();
        relation_map(&nodes, &edges)
    }

    /// A sentence for lists and search engines where an editor wrote none.
    pub(super) fn described(&self, summary: Option<&String>, fallback: String) -> String {
        summary.map_or(fallback, |summary| one_line(summary))
    }
}

/// Whether participants differ in what is asked of them, so that a table tells it best.
pub(super) fn rules_differ(audience: &[AudienceItem]) -> bool {
    let stated = |item: &AudienceItem| {
        usize::from(item.from.is_some())
            + usize::from(item.seats.is_some())
            + usize::from(item.attendance.is_some())
            + usize::from(item.otherwise.is_some())
            + usize::from(item.until.is_some())
            + usize::from(item.note.is_some())
    };
    audience.len() > 1 && audience.iter().filter(|item| stated(item) > 1).count() > 1
}
