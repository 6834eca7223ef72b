//! What was published before: the addresses of pages and feeds, and of every event its UID, fingerprint, sequence number
//! and time of last change.
//!
//! The ledger is an input like any other: stamps come from it and from the day that is today, never from a clock. An event
//! whose lines are as they were keeps its entry, and so its bytes. [`Identities`] finds under which UID each meeting was
//! published; `text` holds the form of `content/ledger.yaml`.

mod fingerprint;
mod identity;
mod text;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use crate::model::time::Days;
/// The ledger's name in `content/` and in the published site.
pub use crate::sources::LEDGER as FILE;
pub use fingerprint::Fingerprint;
pub use identity::{Identities, PublishedSeries, id_before};
pub use text::Memory;

/// What was published before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// What stands at the top of the file, for people who open it; in the site's language.
    pub heading: String,
    /// The zone of most events' times.
    pub zone: String,
    /// Feeds by address, with the name each had.
    pub feeds: BTreeMap<String, String>,
    /// Pages by address, with the title each had, or where an old address leads.
    pub pages: BTreeMap<String, Shown>,
    /// Events, as they are in the site's own language.
    pub events: BTreeMap<Key, Entry>,
    /// The same events in each further language, by its code: what they say is other words, and changes by itself.
    pub translations: BTreeMap<String, BTreeMap<Key, Entry>>,
}

/// What was at the address of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A page of this title.
    Page(String),
    /// An old address that led to this one.
    Redirect(String),
}

/// What makes an event itself (RFC 5545, 3.8.4.4 and 3.8.4.7).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The UID.
    pub uid: String,
    /// The day of the occurrence of a series that the event stands for, if it does.
    pub occurrence: Option<Date>,
}

impl Key {
    /// An event that is no occurrence of another.
    pub fn alone(uid: impl Into<String>) -> Key {
        Key { uid: uid.into(), occurrence: None }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.occurrence {
            Some(day) => write!(f, "{} #{day}", self.uid),
            None => f.write_str(&self.uid),
        }
    }
}

/// Which event of its page an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The meeting.
    Meeting,
    /// The last day to sign up for it.
    Deadline,
    /// The recurring meetings of a network.
    Series,
}

/// Whether what an event tells of is still in the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It is.
    Present,
    /// It was given up: cancelled in the feeds until its day has passed.
    Gone,
}

/// What is known of an event before it is stamped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The network's id and the name of the meeting's file: `strategisk-forum/2027-05-20`; of a series the network's id.
    pub page: String,
    /// Which event of the page.
    pub part: Part,
    /// Its days, for a series those of the first occurrence.
    pub days: Days,
    /// The zone of its times.
    pub zone: String,
    /// How a series repeats: a RECUR value.
    pub rule: Option<String>,
    /// The last day of a series; none where it has no end.
    pub until: Option<Date>,
    /// The days it was published with before its date was changed without `moved_from`.
    pub was: Option<Days>,
    /// The region it is for.
    pub region: Option<String>,
    /// Whether it is still there.
    pub life: Life,
    /// Its name, as in SUMMARY but without a word about its status.
    pub title: String,
}

/// An event as it was last published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it said.
    pub facts: Facts,
    /// The hash of its lines without stamps.
    pub fingerprint: Fingerprint,
    /// SEQUENCE: how often it changed.
    pub sequence: u32,
    /// When it last changed: DTSTAMP and LAST-MODIFIED.
    pub changed: Timestamp,
    /// When it was first published.
    pub created: Timestamp,
}

impl Facts {
    /// The id of its network.
    pub fn network(&self) -> &str {
        self.page.split_once('/').map_or(self.page.as_str(), |(network, _)| network)
    }

    /// The name of its file; none for a series.
    pub fn name(&self) -> Option<&str> {
        self.page.split_once('/').map(|(_, name)| name)
    }

    /// The last day on which it matters.
    pub fn last_day(&self) -> Date {
        match self.part {
            Part::Series => self.until.unwrap_or(Date::MAX),
            Part::Meeting | Part::Deadline => self.days.last(),
        }
    }
}

impl Entry {
    /// The entry that follows on `former` today: the same if nothing changed, else a step later in number and time.
    pub fn following(
        former: Option<&Entry>,
        facts: Facts,
        fingerprint: Fingerprint,
        today: Date,
        first_sequence: u32,
    ) -> Entry {
        let now = start_of(today);
        let Some(former) = former else {
            return Entry { facts, fingerprint, sequence: first_sequence, changed: now, created: now };
        };
        if former.fingerprint == fingerprint {
            return Entry { facts, ..former.clone() };
        }
        let later = former.changed.checked_add(SignedDuration::from_secs(1)).unwrap_or(former.changed);
        Entry {
            facts,
            fingerprint,
            sequence: former.sequence.saturating_add(1),
            changed: now.max(later),
            created: former.created,
        }
    }

    /// The days that an event was published with before, if those of now begin on another day.
    pub fn former_days(&self, now: &Days) -> Option<Days> {
        let before = if self.facts.days.first() == now.first() { self.facts.was } else { Some(self.facts.days) };
        before.filter(|before| before.first() != now.first())
    }
}

/// The first second of a day in UTC: a stamp that no clock is needed for.
pub fn start_of(day: Date) -> Timestamp {
    Offset::UTC.to_timestamp(day.to_datetime(Time::midnight())).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Ledger {
    /// Whether nothing was ever published.
    pub fn is_empty(&self) -> bool {
        self.feeds.is_empty() && self.pages.is_empty() && self.events.is_empty()
    }

    /// The events of a further language as a ledger of its own.
    pub fn in_language(&self, code: &str) -> Ledger {
        let events = self.translations.get(code).cloned().unwrap_or_default();
        Ledger { heading: self.heading.clone(), zone: self.zone.clone(), events, ..Ledger::default() }
    }

    /// The entries of meetings that are still in the content, by their pages: `strategisk-forum/2027-05-20`.
    pub fn meetings(&self) -> BTreeMap<&str, &Entry> {
        let is_meeting = |entry: &&Entry| entry.facts.part == Part::Meeting && entry.facts.life == Life::Present;
        self.events.values().filter(is_meeting).map(|entry| (entry.facts.page.as_str(), entry)).collect()
    }
}

#[cfg(test)]
mod tests;
