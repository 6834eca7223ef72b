//! What an editor may put into a text without code: `{næste møde: strategisk-forum}` on a line of its own.

use tera::{Context, Value};

use super::Scene;
use crate::diagnostics::{Diagnostic, Diagnostics, Kind, Place};
use crate::language::fold::{fold, slug};
use crate::model::Model;
use crate::model::network::{Network, Status};
use crate::model::reader::nearest;
use crate::model::table::{Id, Table};
use crate::render::views::{InclusionView, Link, MeetingItem, NotedLink};
use crate::site::feeds::FeedKind;
use crate::site::navigation::Entry;

/// What may be asked for, as the language files call it.
const NAMES: [&str; 4] = ["next_meeting", "networks_for", "contact_card", "feed_link"];

impl Scene<'_> {
    /// An inclusion as HTML; empty where it is not known, which is told.
    pub(super) fn include(&self, name: &str, which: &str, place: Place, problems: &mut Diagnostics) -> String {
        let written = self.model.settings.written;
        let Some(kind) = self.language.value(name, &NAMES).or_else(|| written.value(name, &NAMES)) else {
            let names = || NAMES.iter().map(|name| written.value_name(name));
            let problem = Diagnostic::new(Kind::InclusionUnknown, place).with("name", name);
            let problem = problem.with_some("nearest", nearest(name, names()).map(str::to_owned));
            problems.push(problem.with("list", names().collect::<Vec<_>>().join(", ")));
            return String::new();
        };
        let Some(view) = self.inclusion(kind, which, place, problems) else { return String::new() };
        let mut context = Context::new();
        context.insert_value("words", self.words.clone());
        context.insert_value("view", Value::from_serializable(&view));
        match self.theme.render("inclusion.html", &context) {
            Ok(html) => String::from_utf8_lossy(&html).trim().to_owned(),
            Err(message) => {
                let problem = Diagnostic::new(Kind::TemplateBroken, None).with("template", "inclusion.html");
                problems.push(problem.with("message", message));
                String::new()
            }
        }
    }

    fn inclusion(
        &self,
        kind: &'static str,
        which: &str,
        place: Place,
        problems: &mut Diagnostics,
    ) -> Option<InclusionView> {
        let model = self.model;
        let mut view = InclusionView { kind, ..InclusionView::default() };
        match kind {
            "next_meeting" if which.is_empty() => view.meeting = self.next_of_all(),
            "next_meeting" => {
                let network = self.network_named(which, place, problems)?;
                view.meeting = self.next_of(network).map(|entry| self.entry(&entry));
            }
            "networks_for" => {
                let role =
                    self.thing_named(|model| &model.roles, |role| &role.title, which, "roles", place, problems)?;
                let all = self.site.navigation.role_networks.get(role.index());
                let open = all
                    .into_iter()
                    .flatten()
                    .filter(|entry| model.networks[entry.network].status.value != Status::Closed);
                view.networks = open.map(|entry| self.network_for(entry.network, entry.participant)).collect();
            }
            "contact_card" => {
                let person =
                    self.thing_named(|model| &model.people, |person| &person.name, which, "people", place, problems)?;
                view.people = vec![self.contact(person, None)];
            }
            _ => view.feed = Some(self.feed_named(which, place, problems)?),
        }
        Some(view)
    }

    /// The next meeting of all that will be held.
    fn next_of_all(&self) -> Option<MeetingItem> {
        let networks: Vec<Id<Network>> = self.model.shown_networks().map(|(id, _)| id).collect();
        let all = self.site.navigation.merged(self.model, &self.site.navigation.coming, &networks, 1);
        let exact = |entry: &Entry| match entry {
            Entry::Meeting(id) => self.model.meetings[*id].when.is_exact(),
            Entry::Occurrence(_) => true,
        };
        all.into_iter().find(|entry| self.is_held(entry) && exact(entry)).map(|entry| self.entry(&entry))
    }

    /// A network with what is asked of one of its participants.
    fn network_for(&self, network: Id<Network>, participant: usize) -> NotedLink {
        let attendance = self.model.networks[network].participants.get(participant).and_then(|own| own.attendance);
        let link = self.network_link(network);
        let note = attendance.map(|attendance| self.language.value_name(attendance.id()).to_owned());
        NotedLink { title: link.title, href: Some(link.href), note }
    }

    fn network_named(&self, which: &str, place: Place, problems: &mut Diagnostics) -> Option<Id<Network>> {
        let found =
            self.thing_named(|model| &model.networks, |network| &network.title, which, "networks", place, problems);
        found.filter(|id| self.model.is_shown(*id))
    }

    /// The feed of a network or role by that name; of the whole site where none is given.
    fn feed_named(&self, which: &str, place: Place, problems: &mut Diagnostics) -> Option<Link> {
        let model = self.model;
        let in_own = || find(&self.own.model.roles, |role| &role.title, which);
        let role = find(&model.roles, |role| &role.title, which).or_else(in_own);
        let kind = match role {
            _ if which.is_empty() => FeedKind::Site,
            Some(role) => FeedKind::Role(role),
            None => FeedKind::Network(self.network_named(which, place, problems)?),
        };
        let feed = self.site.feed(&kind, true)?;
        let webcal = self.subscribe(&kind, &feed.title, 0).webcal.clone();
        Some(Link { title: feed.title.clone(), href: webcal })
    }

    /// A thing by its id or its title. An unknown one is told, but for one whose own file could not be read.
    fn thing_named<T>(
        &self,
        table: impl Fn(&Model) -> &Table<T>,
        title: impl Fn(&T) -> &str,
        which: &str,
        what: &'static str,
        place: Place,
        problems: &mut Diagnostics,
    ) -> Option<Id<T>> {
        // What is not translated names things as they are called in the site's own language.
        let own = || find(table(self.own.model), &title, which);
        let found = find(table(self.model), &title, which).or_else(own);
        let table = table(self.model);
        if found.is_none() && !table.unread().any(|id| id == slug(which)) {
            let names = || table.iter().map(|(id, _)| table.key(id));
            let list = names().take(12).collect::<Vec<_>>().join(", ");
            let problem = Diagnostic::new(Kind::UnknownId, place).with("id", which);
            let problem = problem.with("what", self.model.settings.written.folder_name(what));
            let near = nearest(&slug(which), names()).map(str::to_owned);
            problems.push(problem.with_some("nearest", near).with_some("list", (!list.is_empty()).then_some(list)));
        }
        found
    }
}

fn find<T>(table: &Table<T>, title: impl Fn(&T) -> &str, which: &str) -> Option<Id<T>> {
    let named = || table.iter().find(|(_, thing)| fold(title(thing)) == fold(which)).map(|(id, _)| id);
    table.find(&slug(which)).or_else(named).filter(|_| !which.is_empty())
}
