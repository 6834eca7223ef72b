//! The front page: the next meeting, every network at a glance, the way to "for me".

use super::{Filled, Scene};
use crate::diagnostics::Diagnostics;
use crate::model::network::{Network, Status};
use crate::model::table::Id;
use crate::render::views::{HomeView, Link};
use crate::site::Page;
use crate::site::feeds::FeedKind;
use crate::site::navigation::Entry;

/// Meetings after the next one.
const COMING: usize = 8;
/// Networks; the page of all has the rest.
const NETWORKS: usize = 24;
/// News.
const NEWS: usize = 3;

impl Scene<'_> {
    pub(super) fn home(&self, page: &Page, problems: &mut Diagnostics) -> Filled {
        let navigation = &self.site.navigation;
        let networks: Vec<Id<Network>> = self.model.shown_networks().map(|(id, _)| id).collect();
        let coming = navigation.merged(self.model, &navigation.coming, &networks, 1);
        let exact = |entry: &Entry| match entry {
            Entry::Meeting(id) => self.model.meetings[*id].when.is_exact(),
            Entry::Occurrence(_) => true,
        };
        let next = coming.iter().copied().find(|entry| self.is_held(entry) && exact(entry));
        let rest: Vec<Entry> = coming.into_iter().filter(|entry| Some(*entry) != next).take(COMING).collect();
        let all = navigation.past.iter().chain(&navigation.coming).copied();
        let view = HomeView {
            html: self.model.home.as_ref().map(|home| self.body(home, problems).html).filter(|html| !html.is_empty()),
            next: next.map(|entry| self.entry(&entry)),
            coming: self.entries(&rest),
            networks: self.front_networks().into_iter().map(|id| self.network_item(id, 0)).collect(),
            roles: self.front_roles(),
            news: self.model.newest_news().into_iter().take(NEWS).map(|id| self.news_item(id)).collect(),
            wheel_html: self.wheel(all),
        };
        let settings = &self.model.settings;
        let mut frame = self.frame("home", page, &settings.title, settings.description.as_deref());
        frame.calendars = vec![Link { title: settings.title.clone(), href: self.feed_href(&FeedKind::Site) }];
        frame.json_ld = Some(self.site_ld(&frame));
        self.filled("home.html", frame, &view)
    }

    /// Active and planned networks at the top of their tree.
    fn front_networks(&self) -> Vec<Id<Network>> {
        let open = |network: &Network| matches!(network.status.value, Status::Active | Status::Planned);
        let top = |id: &Id<Network>| {
            let wholes = self.model.relations.wholes_of(*id);
            !wholes.iter().any(|whole| self.model.is_shown(*whole) && open(&self.model.networks[*whole]))
        };
        let mut ids: Vec<Id<Network>> =
            self.model.shown_networks().filter(|(_, network)| open(network)).map(|(id, _)| id).filter(top).collect();
        ids.sort_by_key(|id| {
            let next = self.next_of(*id).map(|entry| match entry {
                Entry::Meeting(meeting) => self.model.meetings[meeting].when.first_day(),
                Entry::Occurrence(occurrence) => occurrence.days.first(),
            });
            (self.model.networks[*id].status.value, next.is_none(), next)
        });
        ids.truncate(NETWORKS);
        ids
    }

    /// Roles that networks are for, the wider ones only.
    fn front_roles(&self) -> Vec<crate::render::views::RoleItem> {
        let has_networks =
            |index: usize| self.site.navigation.role_networks.get(index).is_some_and(|list| !list.is_empty());
        let wider = self.model.roles.iter().filter(|(id, role)| role.part_of.is_none() && has_networks(id.index()));
        wider.map(|(id, _)| self.role_item(id)).collect()
    }
}
