//! Which feeds there are and what is in each.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::former::{old_addresses, old_feeds};
use super::navigation::Navigation;
use super::url::{Address, Urls};
use crate::language::fold::slug;
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::network::Network;
use crate::model::people::{Organisation, Party, Role};
use crate::model::reader::Said;
use crate::model::settings::FEED_YEARS;
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
    /// Where it was before and is still served, with the same bytes.
    pub also_at: Vec<Address>,
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

/// The name of the file of a feed without deadlines; a region's ends in it.
const WITHOUT_DEADLINES: &str = "meetings.ics";
/// The names of a feed's files, with deadlines and without. The same in every language; they never change.
pub const NAMES: [&str; 2] = ["calendar.ics", WITHOUT_DEADLINES];

/// Plans every feed: site, networks, regions, roles, organisations, each with and without deadlines.
pub fn plan(model: &Model, urls: &Urls, navigation: &Navigation) -> Vec<Feed> {
    let mut feeds = Vec::new();
    let all: Vec<Id<Meeting>> = navigation.past.iter().rev().chain(&navigation.coming).copied().collect();
    let networks: Vec<Id<Network>> = model.shown_networks().map(|(id, _)| id).collect();
    let of = Source { kind: FeedKind::Site, title: model.settings.title.clone(), page: urls.kind("calendar") };
    add(&mut feeds, of, (urls.home(), NAMES.map(str::to_owned)), &Former::default(), (model, all, networks.clone()));
    for id in networks {
        add_network(&mut feeds, model, urls, id);
    }
    for (id, role) in model.roles.iter() {
        let page = urls.role(model, id);
        let meetings =
            navigation.role_meetings.get(id.index()).into_iter().flatten().map(|entry| entry.meeting).collect();
        let series =
            navigation.role_networks.get(id.index()).into_iter().flatten().map(|entry| entry.network).collect();
        let former = Former::of(&role.aliases, urls, &urls.kind("roles"));
        let of = Source { kind: FeedKind::Role(id), title: role.title.clone(), page: page.clone() };
        add(&mut feeds, of, (page, NAMES.map(str::to_owned)), &former, (model, meetings, series));
    }
    let arranged = series_of_organisations(model);
    for (id, organisation) in model.organisations.iter() {
        let page = urls.organisation(model, id);
        let meetings = navigation.organisation_meetings.get(id.index()).cloned().unwrap_or_default();
        let series = arranged.get(&id).cloned().unwrap_or_default();
        let former = Former::of(&organisation.aliases, urls, &urls.kind("organisations"));
        let of = Source { kind: FeedKind::Organisation(id), title: organisation.title.clone(), page: page.clone() };
        add(&mut feeds, of, (page, NAMES.map(str::to_owned)), &former, (model, meetings, series));
    }
    feeds.sort_by(|a, b| a.address.cmp(&b.address));
    feeds
}

/// The networks that each organisation arranges.
fn series_of_organisations(model: &Model) -> BTreeMap<Id<Organisation>, Vec<Id<Network>>> {
    let mut arranged: BTreeMap<Id<Organisation>, Vec<Id<Network>>> = BTreeMap::new();
    for (network, _) in model.shown_networks() {
        for (party, _) in model.organisers(network) {
            if let Party::Organisation(organisation) = party {
                arranged.entry(organisation).or_default().push(network);
            }
        }
    }
    arranged
}

fn add_network(feeds: &mut Vec<Feed>, model: &Model, urls: &Urls, id: Id<Network>) {
    let network = &model.networks[id];
    let page = urls.network(model, id);
    let former = Former::of(&network.aliases, urls, &urls.kind("networks"));
    let of = Source { kind: FeedKind::Network(id), title: network.title.clone(), page: page.clone() };
    let contents = (model, network.meetings.clone(), vec![id]);
    add(feeds, of, (page.clone(), NAMES.map(str::to_owned)), &former, contents);
    // A feed by its own old address is the whole network's: that of a region that is no more.
    let former = Former { feeds: Vec::new(), ..former };
    for region in regions(model, id) {
        let is_for_it =
            |meeting: &Id<Meeting>| model.meetings[*meeting].region.as_ref().is_none_or(|own| *own == region);
        let meetings = network.meetings.iter().copied().filter(is_for_it).collect();
        let name = slug(&region);
        let names = [format!("{name}.ics"), format!("{name}-{WITHOUT_DEADLINES}")];
        let title = format!("{} {region}", network.title);
        let of = Source { kind: FeedKind::Region(id, region), title, page: page.clone() };
        add(feeds, of, (page.clone(), names), &former, (model, meetings, vec![id]));
    }
}

/// The regions of a network's meetings.
pub fn regions(model: &Model, id: Id<Network>) -> BTreeSet<String> {
    model.networks[id].meetings.iter().filter_map(|meeting| model.meetings[*meeting].region.clone()).collect()
}

/// What a pair of feeds is of, how it is called and the page it belongs to.
struct Source {
    kind: FeedKind,
    title: String,
    page: Address,
}

/// Where feeds were before.
#[derive(Default)]
struct Former {
    /// Folders in which they stood.
    pages: Vec<Address>,
    /// Files that they were.
    feeds: Vec<Address>,
}

impl Former {
    fn of(aliases: &[Said<String>], urls: &Urls, beside: &Address) -> Former {
        let pages = old_addresses(aliases, urls, beside);
        Former { pages, feeds: old_feeds(aliases, urls, beside) }
    }

    fn addresses(&self, name: &str, deadlines: bool) -> Vec<Address> {
        let below = self.pages.iter().map(|page| page.join(name));
        let is_same_kind = |feed: &&Address| feed.path().ends_with(WITHOUT_DEADLINES) != deadlines;
        below.chain(self.feeds.iter().filter(is_same_kind).cloned()).collect()
    }
}

/// What goes into a feed: meetings, and networks whose series do.
type Contents<'m> = (&'m Model, Vec<Id<Meeting>>, Vec<Id<Network>>);

/// Adds a feed with deadlines and one without, by the names given, in a folder.
fn add(
    feeds: &mut Vec<Feed>,
    of: Source,
    (folder, names): (Address, [String; 2]),
    former: &Former,
    contents: Contents<'_>,
) {
    let (model, meetings, series) = contents;
    let meetings = fitting(model, meetings);
    for (name, deadlines) in names.iter().zip([true, false]) {
        feeds.push(Feed {
            address: folder.join(name),
            also_at: former.addresses(name, deadlines),
            kind: of.kind.clone(),
            title: of.title.clone(),
            page: of.page.clone(),
            deadlines,
            meetings: meetings.clone(),
            series: series.clone(),
        });
    }
}

/// The same day so many years before; none before all years that there are.
pub fn years_ago(today: Date, years: u32) -> Option<Date> {
    today.checked_sub(jiff::Span::new().try_years(i64::from(years)).ok()?).ok()
}

/// Only what is known to the day; all that is coming, and of the past what still fits, the newest: where not all does, nothing
/// older than [`FEED_YEARS`]. By date.
fn fitting(model: &Model, meetings: Vec<Id<Meeting>>) -> Vec<Id<Meeting>> {
    let oldest = model.settings.feed_years.and_then(|years| years_ago(model.settings.today, years));
    let exact = |id: &Id<Meeting>| model.meetings[*id].days().is_some();
    let recent = |id: &Id<Meeting>| oldest.is_none_or(|oldest| model.meetings[*id].when.last_day() >= oldest);
    let mut kept: Vec<Id<Meeting>> = meetings.into_iter().filter(|id| exact(id) && recent(id)).collect();
    kept.sort_by(|a, b| model.meetings[*a].when.value.cmp(&model.meetings[*b].when.value).then(a.cmp(b)));
    kept.dedup();
    if kept.len() > MOST_EVENTS {
        let oldest = years_ago(model.settings.today, FEED_YEARS);
        kept.retain(|id| oldest.is_none_or(|oldest| model.meetings[*id].when.last_day() >= oldest));
    }
    let coming = kept.iter().filter(|id| super::navigation::is_coming(model, **id)).count();
    let surplus = kept.len().saturating_sub(MOST_EVENTS.max(coming));
    kept.drain(..surplus);
    kept
}
