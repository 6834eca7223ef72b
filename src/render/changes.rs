//! What changed in a calendar, as an Atom feed beside it (RFC 4287): new, moved, cancelled, withdrawn.
//!
//! All of it is the ledger's: an entry for the last change of each event, stamped with the event's own LAST-MODIFIED. Its id
//! is the event's identity and sequence number, so that a further change is a further entry, and none ever changes its id.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::Timestamp;

use super::xml::escape;
use crate::ledger::{Entry, Identities, Key, Ledger, Life, Part};
use crate::model::meeting::Standing;
use crate::model::time::{When, write};
use crate::site::Site;
use crate::site::feeds::{Feed, FeedKind, NAMES};
use crate::site::url::Address;

/// The name of the file, the same in every language.
pub const NAME: &str = "changes.xml";

/// Entries in a feed, the latest.
const MOST: usize = 50;

/// Where the changes of a calendar are.
pub fn address(feed: &Feed) -> Address {
    let path = feed.address.path();
    Address::new(format!("{}{NAME}", path.strip_suffix(NAMES[0]).unwrap_or(path)))
}

/// The feeds of changes of the site, its networks, roles and organisations, each by its path.
pub fn feeds(site: &Site<'_>, ledger: &Ledger, identities: &Identities) -> Vec<(String, std::sync::Arc<[u8]>)> {
    let mut changes: Vec<Change<'_>> =
        ledger.events.iter().filter(|(_, entry)| is_news(entry)).map(|(key, entry)| Change { key, entry }).collect();
    changes.sort_by(|a, b| b.entry.changed.cmp(&a.entry.changed).then(a.key.cmp(b.key)));
    let has_own = |feed: &&Feed| feed.deadlines && !matches!(feed.kind, FeedKind::Region(..));
    let mut all = Vec::new();
    for feed in site.feeds.iter().filter(has_own) {
        let own = Members::of(site, feed, identities);
        let entries: Vec<&Change<'_>> = changes.iter().filter(|change| own.hold(change)).take(MOST).collect();
        all.push((address(feed).output(), written(site, feed, identities, &entries).into_bytes().into()));
    }
    all
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

/// The events of a feed.
enum Members {
    All,
    Of { keys: BTreeSet<Key>, networks: BTreeSet<String> },
}

impl Members {
    fn of(site: &Site<'_>, feed: &Feed, identities: &Identities) -> Members {
        if feed.kind == FeedKind::Site {
            return Members::All;
        }
        let meetings = feed.meetings.iter().filter_map(|id| identities.meeting(*id)).cloned();
        let series = feed.series.iter().flat_map(|id| identities.series(site.model, *id));
        let keys = meetings.chain(series.map(|published| Key::alone(published.uid))).collect();
        let networks = feed.series.iter().map(|id| site.model.networks.key(*id).to_owned()).collect();
        Members::Of { keys, networks }
    }

    /// What is gone is no member any more; its network still knows it.
    fn hold(&self, change: &Change<'_>) -> bool {
        match self {
            Members::All => true,
            Members::Of { keys, networks } => {
                let is_gone = change.entry.facts.life == Life::Gone;
                keys.contains(change.key) || is_gone && networks.contains(change.entry.facts.network())
            }
        }
    }
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
