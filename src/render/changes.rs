//! What changed in a calendar, as an Atom feed beside it (RFC 4287): new, moved, cancelled, withdrawn.
//!
//! All of it is the ledger's: an entry for the last change of each event, stamped with the event's own LAST-MODIFIED. Its id
//! is the event's identity and sequence number, so that a further change is a further entry, and none ever changes its id.

use std::collections::HashMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use rayon::prelude::*;

use super::xml::escape;
use crate::ledger::{Entry, Identities, Key, Ledger, Life, Part};
use crate::model::meeting::Standing;
use crate::model::time::{When, write};
use crate::output::Files;
use crate::site::Site;
use crate::site::feeds::{Feed, FeedKind, NAMES};
use crate::site::url::Address;

/// The name of the file, the same in every language.
pub const NAME: &str = "changes.xml";

/// Entries in a feed, the latest.
const MOST: usize = 50;

/// Where the changes of a calendar are.
pub fn address(feed: &Feed) -> Address {
    beside(&feed.address)
}

fn beside(calendar: &Address) -> Address {
    let path = calendar.path();
    Address::new(format!("{}{NAME}", path.strip_suffix(NAMES[0]).unwrap_or(path)))
}

/// Writes the feeds of changes of the site, its networks, roles and organisations.
pub fn feeds(site: &Site<'_>, ledger: &Ledger, identities: &Identities, files: &dyn Files) {
    let latest = Latest::of(ledger);
    let has_own = |feed: &&Feed| feed.deadlines && !matches!(feed.kind, FeedKind::Region(..));
    let feeds: Vec<&Feed> = site.feeds.iter().filter(has_own).collect();
    feeds.into_par_iter().for_each(|feed| {
        let text = written(site, feed, identities, &latest.of_feed(site, feed, identities));
        // Where a calendar was before, its changes are still found too.
        let former = feed.also_at.iter().filter(|address| address.path().ends_with(NAMES[0])).map(beside);
        std::iter::once(address(feed)).chain(former).for_each(|address| files.put(&address.output(), text.as_bytes()));
    });
}

/// All that is news, the latest first, and where in it each event stands.
struct Latest<'l> {
    all: Vec<Change<'l>>,
    places: HashMap<&'l Key, usize>,
    /// What was given up, by its network: no feed's meetings and series tell of it any more.
    gone: HashMap<&'l str, Vec<usize>>,
}

impl<'l> Latest<'l> {
    fn of(ledger: &'l Ledger) -> Latest<'l> {
        let news = ledger.events.iter().filter(|(_, entry)| is_news(entry));
        let mut all: Vec<Change<'_>> = news.map(|(key, entry)| Change { key, entry }).collect();
        all.sort_by(|a, b| b.entry.changed.cmp(&a.entry.changed).then(a.key.cmp(b.key)));
        let places = all.iter().enumerate().map(|(at, change)| (change.key, at)).collect();
        let mut gone: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, change) in all.iter().enumerate().filter(|(_, change)| change.entry.facts.life == Life::Gone) {
            gone.entry(change.entry.facts.network()).or_default().push(at);
        }
        Latest { all, places, gone }
    }

    /// The latest changes in a feed.
    fn of_feed(&self, site: &Site<'_>, feed: &Feed, identities: &Identities) -> Vec<&Change<'l>> {
        if feed.kind == FeedKind::Site {
            return self.all.iter().take(MOST).collect();
        }
        let mut places: Vec<usize> = Vec::new();
        let meetings = feed.meetings.iter().filter_map(|id| identities.meeting(*id));
        places.extend(meetings.filter_map(|key| self.places.get(key)));
        for id in &feed.series {
            let series = identities.series(site.model, *id).map(|published| Key::alone(published.uid));
            places.extend(series.filter_map(|key| self.places.get(&key)));
            places.extend(self.gone.get(site.model.networks.key(*id)).into_iter().flatten());
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().take(MOST).filter_map(|at| self.all.get(at)).collect()
    }
}

/// An event's last change.
struct Change<'l> {
    key: &'l Key,
    entry: &'l Entry,
}

/// Meetings and series that were still to come when they changed: what is written about a past one afterwards moves nobody.
fn is_news(entry: &Entry) -> bool {
    let changed = jiff::tz::Offset::UTC.to_datetime(entry.changed).date();
    entry.facts.part != Part::Deadline && entry.facts.last_day() >= changed
}

fn written(site: &Site<'_>, feed: &Feed, identities: &Identities, changes: &[&Change<'_>]) -> String {
    let language = site.model.settings.language;
    let own = escape(&site.urls.absolute(&address(feed)));
    let page = escape(&site.urls.absolute(&feed.page));
    let newest = changes.iter().map(|change| change.entry.changed).max().unwrap_or(Timestamp::UNIX_EPOCH);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{own}</id>\n<title>{}</title>\n<updated>{newest}</updated>\n<link rel=\"self\" href=\"{own}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<author><name>{}</name></author>\n",
        language.code,
        escape(&language.fill("changes_of", &[("title", &feed.title)])),
        escape(&site.model.settings.title),
    );
    for change in changes {
        entry(site, feed, identities, change, &mut out);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(site: &Site<'_>, feed: &Feed, identities: &Identities, change: &Change<'_>, out: &mut String) {
    let (language, entry) = (site.model.settings.language, change.entry);
    let meeting = identities.at_page(&entry.facts.page).filter(|_| entry.facts.life == Life::Present);
    let network = || site.model.networks.find(entry.facts.network());
    let page = match (meeting, network()) {
        (Some(id), _) => site.urls.meeting(site.model, id),
        (None, Some(network)) => site.urls.network(site.model, network),
        (None, None) => feed.page.clone(),
    };
    let standing = meeting.map_or(Standing::Confirmed, |id| site.model.meetings[id].standing);
    let moved = meeting.and_then(|id| site.model.meetings[id].moved_from.as_ref()).map(|said| said.value.clone());
    let was = moved.or(entry.facts.was.map(When::Exact)).filter(|_| entry.created != entry.changed);
    let key = match (entry.facts.life, standing) {
        (Life::Gone, _) => "change_gone",
        (_, Standing::Cancelled) => "change_cancelled",
        (_, Standing::Postponed) => "change_postponed",
        _ if entry.created == entry.changed && entry.facts.part == Part::Series => "change_series",
        _ if entry.created == entry.changed => "change_new",
        _ if was.is_some() => "change_moved",
        _ => "change_changed",
    };
    let date = write::long(&entry.facts.days.into(), &language.dates);
    let text = match &was {
        Some(was) => language.fill("change_was", &[("date", &date), ("was", &write::long(was, &language.dates))]),
        None => date,
    };
    let _ = write!(
        out,
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<published>{}</published>\n\
         <link href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
        id(site, change),
        escape(&language.fill(key, &[("title", &entry.facts.title)])),
        entry.changed,
        entry.created,
        escape(&site.urls.absolute(&page)),
        escape(&text),
    );
}

/// A tag URI (RFC 4151) of the event, the occurrence that it stands for, and which of its changes this is.
fn id(site: &Site<'_>, change: &Change<'_>) -> String {
    let mut own = String::new();
    for byte in change.key.to_string().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            own.push(char::from(byte));
        } else {
            let _ = write!(own, "%{byte:02X}");
        }
    }
    escape(&format!("tag:{},2026:{own}:{}", site.model.settings.uid_domain, change.entry.sequence))
}
