//! Which feeds there are and what is in each.

use std::collections::BTreeSet;

use super::navigation::Navigation;
use super::url::{Address, Urls};
use crate::language::fold::slug;
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::people::{Organisation, Role};
use crate::model::table::Id;

/// Google stops reading a feed at about this many events.
pub const MOST_EVENTS: usize = 1000;

/// What a feed is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedKind {
    /// The whole site.
    Site,
    /// A network.
    Network(Id<Network>),
    /// A network's meetings in one region, with those for all regions.
    Region(Id<Network>, String),
    /// A role.
    Role(Id<Role>),
    /// An organisation.
    Organisation(Id<Organisation>),
}

/// A feed of the plan.
#[derive(Debug)]
pub struct Feed {
    /// Where it is.
    pub address: Address,
    /// What it is of.
    pub kind: FeedKind,
    /// Its name in the subscriber's calendar.
    pub title: String,
    /// The page it belongs to.
    pub page: Address,
    /// Whether deadlines are entries of their own in it.
    pub deadlines: bool,
    /// The meetings, by date.
    pub meetings: Vec<Id<Meeting>>,
    /// The networks whose recurring meetings are in it.
    pub series: Vec<Id<Network>>,
}

/// The name of a feed's file, with deadlines and without. The same in every language; they never change.
pub const NAMES: [(&str, bool); 2] = [("calendar.ics", true), ("meetings.ics", false)];

/// Plans every feed: site, networks, regions, roles, organisations, each with and without deadlines.
pub fn plan(model: &Model, urls: &Urls, navigation: &Navigation) -> Vec<Feed> {
    let mut feeds = Vec::new();
    let all: Vec<Id<Meeting>> = navigation.past.iter().rev().chain(&navigation.coming).copied().collect();
    let networks: Vec<Id<Network>> = model.shown_networks().map(|(id, _)| id).collect();
    let home = urls.home();
    add(
        &mut feeds,
        FeedKind::Site,
        &model.settings.title,
        &home,
        &urls.kind("calendar"),
        (model, all, networks.clone()),
    );
    for id in networks {
        let network = &model.networks[id];
        let page = urls.network(model, id);
        add(
            &mut feeds,
            FeedKind::Network(id),
            &network.title,
            &page,
            &page,
            (model, network.meetings.clone(), vec![id]),
        );
        for region in regions(model, id) {
            let meetings = network
                .meetings
                .iter()
                .copied()
                .filter(|meeting| model.meetings[*meeting].region.as_ref().is_none_or(|own| *own == region))
                .collect();
            add_region(&mut feeds, id, &region, &page, (model, meetings, vec![id]));
        }
    }
    for (id, role) in model.roles.iter() {
        let page = urls.role(model, id);
        let meetings =
            navigation.role_meetings.get(id.index()).into_iter().flatten().map(|entry| entry.meeting).collect();
        let series =
            navigation.role_networks.get(id.index()).into_iter().flatten().map(|entry| entry.network).collect();
        add(&mut feeds, FeedKind::Role(id), &role.title, &page, &page, (model, meetings, series));
    }
    for (id, organisation) in model.organisations.iter() {
        let page = urls.organisation(model, id);
        let meetings = navigation.organisation_meetings.get(id.index()).cloned().unwrap_or_default();
        let party = crate::model::people::Party::Organisation(id);
        let series = model
            .shown_networks()
            .map(|(network, _)| network)
            .filter(|network| model.organisers(*network).iter().any(|(own, _)| *own == party))
            .collect();
        add(&mut feeds, FeedKind::Organisation(id), &organisation.title, &page, &page, (model, meetings, series));
    }
    feeds.sort_by(|a, b| a.address.cmp(&b.address));
    feeds
}

/// The regions of a network's meetings.
pub fn regions(model: &Model, id: Id<Network>) -> BTreeSet<String> {
    model.networks[id].meetings.iter().filter_map(|meeting| model.meetings[*meeting].region.clone()).collect()
}

/// What goes into a feed: meetings, and networks whose series do.
type Contents<'m> = (&'m Model, Vec<Id<Meeting>>, Vec<Id<Network>>);

fn add(feeds: &mut Vec<Feed>, kind: FeedKind, title: &str, below: &Address, page: &Address, contents: Contents<'_>) {
    let (model, meetings, series) = contents;
    let meetings = fitting(model, meetings);
    for (name, deadlines) in NAMES {
        feeds.push(Feed {
            address: below.join(name),
            kind: kind.clone(),
            title: title.to_owned(),
            page: page.clone(),
            deadlines,
            meetings: meetings.clone(),
            series: series.clone(),
        });
    }
}

fn add_region(feeds: &mut Vec<Feed>, network: Id<Network>, region: &str, page: &Address, contents: Contents<'_>) {
    let (model, meetings, series) = contents;
    let meetings = fitting(model, meetings);
    let name = slug(region);
    for (ending, deadlines) in [(".ics", true), ("-meetings.ics", false)] {
        feeds.push(Feed {
            address: page.join(&format!("{name}{ending}")),
            kind: FeedKind::Region(network, region.to_owned()),
            title: format!("{} {region}", model.networks[network].title),
            page: page.clone(),
            deadlines,
            meetings: meetings.clone(),
            series: series.clone(),
        });
    }
}

/// Only what is known to the day; all that is coming, and of the past what still fits, the newest. By date.
fn fitting(model: &Model, meetings: Vec<Id<Meeting>>) -> Vec<Id<Meeting>> {
    let oldest = model
        .settings
        .feed_years
        .and_then(|years| model.settings.today.checked_sub(jiff::Span::new().years(i64::from(years))).ok());
    let exact = |id: &Id<Meeting>| model.meetings[*id].days().is_some();
    let recent = |id: &Id<Meeting>| oldest.is_none_or(|oldest| model.meetings[*id].when.last_day() >= oldest);
    let mut kept: Vec<Id<Meeting>> = meetings.into_iter().filter(|id| exact(id) && recent(id)).collect();
    kept.sort_by(|a, b| model.meetings[*a].when.value.cmp(&model.meetings[*b].when.value).then(a.cmp(b)));
    kept.dedup();
    let coming = kept.iter().filter(|id| super::navigation::is_coming(model, **id)).count();
    let surplus = kept.len().saturating_sub(MOST_EVENTS.max(coming));
    kept.drain(..surplus);
    kept
}
