//! "For me": all roles, and the page of one.

use super::years::first;
use super::{Filled, Scene};
use crate::diagnostics::Diagnostics;
use crate::model::meeting::Meeting;
use crate::model::network::{Network, Status};
use crate::model::participants::Attendance;
use crate::model::people::Role;
use crate::model::table::Id;
use crate::render::views::{Link, MeetingItem, RoleItem, RoleNetwork, RoleView, RolesView};
use crate::site::Page;
use crate::site::feeds::FeedKind;
use crate::site::navigation::{self, Asked, Entry, is_coming};

/// Past meetings on a role's page; the others stand on their years' pages.
const MOST_PAST: usize = 20;

impl Scene<'_> {
    pub(super) fn roles(&self, page: &Page, problems: &mut Diagnostics) -> Filled {
        let title = self.word("for_me");
        let view = RolesView {
            html: self.model.intros.get("roles").map(|own| self.body(own, problems).html),
            roles: self.model.roles.iter().map(|(id, _)| self.role_item(id)).collect(),
        };
        let frame = self.below(self.frame("roles", page, &title, Some(&self.word("roles_intro"))), Vec::new());
        self.filled("roles.html", super::Frame { section: Some(self.href(&page.address)), ..frame }, &view)
    }

    /// A role in a list, with how many networks are for it.
    pub(super) fn role_item(&self, id: Id<Role>) -> RoleItem {
        let role = &self.model.roles[id];
        let open: Vec<&navigation::RoleNetwork> =
            self.networks_for(id).iter().filter(|entry| !self.is_closed(entry)).collect();
        let must = open.iter().filter(|entry| self.asked(entry) == Some(Attendance::Mandatory)).count();
        let mut text = self.language.count("networks", open.len());
        if must > 0 {
            text.push_str(&format!(", {}", self.language.count("mandatory", must)));
        }
        RoleItem {
            title: role.title.clone(),
            href: self.href(&self.urls.role(self.model, id)),
            summary: role.summary.clone(),
            text,
        }
    }

    fn networks_for(&self, id: Id<Role>) -> &[navigation::RoleNetwork] {
        self.site.navigation.role_networks.get(id.index()).map_or(&[], Vec::as_slice)
    }

    fn is_closed(&self, entry: &navigation::RoleNetwork) -> bool {
        self.model.networks[entry.network].status.value == Status::Closed
    }

    fn asked(&self, entry: &navigation::RoleNetwork) -> Option<Attendance> {
        self.model.networks[entry.network].participants.get(entry.participant)?.attendance
    }

    pub(super) fn role(&self, page: &Page, id: Id<Role>, problems: &mut Diagnostics) -> Filled {
        let role = &self.model.roles[id];
        let view = self.role_view(id, problems);
        let described =
            self.described(role.summary.as_ref(), self.language.fill("role_intro", &[("role", role.title.as_str())]));
        let mut frame = self.frame("role", page, &role.title, Some(&described));
        frame.calendars = vec![Link { title: role.title.clone(), href: self.feed_href(&FeedKind::Role(id)) }];
        let frame = self.below(frame, vec![self.link(self.word("for_me"), &self.urls.kind("roles"))]);
        self.filled("role.html", frame, &view)
    }

    fn role_view(&self, id: Id<Role>, problems: &mut Diagnostics) -> RoleView {
        let role = &self.model.roles[id];
        let meetings = self.site.navigation.role_meetings.get(id.index()).map_or(&[][..], Vec::as_slice);
        let (coming, past): (Vec<&navigation::RoleMeeting>, Vec<&navigation::RoleMeeting>) =
            meetings.iter().partition(|entry| is_coming(self.model, entry.meeting));
        let ids: Vec<Id<Meeting>> = coming.iter().map(|entry| entry.meeting).collect();
        let (choices, unchosen) = self.choices(&ids);
        let entries = self.role_entries(id, &unchosen);
        let (listed, _) = first(&entries);
        let (older, recent) = past.split_at(past.len().saturating_sub(MOST_PAST));
        let must = |entry: &navigation::RoleNetwork| self.asked(entry) == Some(Attendance::Mandatory);
        let body = self.body(&role.body, problems);
        RoleView {
            summary: role.summary.clone(),
            html: Some(body.html).filter(|html| !html.is_empty()),
            part_of: role.part_of.map(|wider| self.role_link(wider)),
            parts: self.narrower(id),
            mandatory: self.role_networks(id, |entry| !self.is_closed(entry) && must(entry)),
            others: self.role_networks(id, |entry| !self.is_closed(entry) && !must(entry)),
            closed: self.role_networks(id, |entry| self.is_closed(entry)),
            more_coming: entries.len().saturating_sub(listed.len()),
            coming: self.entries_for(id, listed, &coming),
            choices,
            past: recent.iter().rev().map(|entry| self.item_for(id, entry.meeting, entry.asked)).collect(),
            older: self.year_links(&older.iter().map(|entry| self.year_of(entry.meeting)).collect()),
            subscribe: self.subscribe(&FeedKind::Role(id), &role.title, ids.len()),
            wheel_html: self.wheel(meetings.iter().map(|entry| entry.meeting)),
        }
    }

    /// The roles that are part of one.
    fn narrower(&self, id: Id<Role>) -> Vec<Link> {
        let parts = self.model.roles.iter().filter(|(_, other)| other.part_of == Some(id));
        parts.map(|(other, _)| self.role_link(other)).collect()
    }

    /// What is coming for a role: meetings, and the next days of its networks' series.
    fn role_entries(&self, id: Id<Role>, meetings: &[Id<Meeting>]) -> Vec<Entry> {
        let networks: Vec<Id<Network>> = self.networks_for(id).iter().map(|entry| entry.network).collect();
        self.site.navigation.merged(self.model, meetings, &networks, 2)
    }

    fn entries_for(&self, id: Id<Role>, entries: &[Entry], coming: &[&navigation::RoleMeeting]) -> Vec<MeetingItem> {
        let asked = |meeting| {
            let entry = coming.iter().find(|entry| entry.meeting == meeting);
            entry.map_or(Asked::Whole(None), |entry| entry.asked)
        };
        let item = |entry: &Entry| match entry {
            Entry::Meeting(meeting) => self.item_for(id, *meeting, asked(*meeting)),
            occurrence => self.entry(occurrence),
        };
        entries.iter().map(item).collect()
    }

    fn role_link(&self, id: Id<Role>) -> Link {
        self.link(self.model.roles[id].title.clone(), &self.urls.role(self.model, id))
    }

    fn role_networks(&self, id: Id<Role>, wanted: impl Fn(&navigation::RoleNetwork) -> bool) -> Vec<RoleNetwork> {
        self.networks_for(id)
            .iter()
            .filter(|entry| wanted(entry))
            .filter_map(|entry| self.role_network(entry))
            .collect()
    }

    fn role_network(&self, entry: &navigation::RoleNetwork) -> Option<RoleNetwork> {
        let participant = self.model.networks[entry.network].participants.get(entry.participant)?;
        Some(RoleNetwork { network: self.network_item(entry.network, 0), entry: self.audience_item(participant) })
    }
}
