//! From an event's lines to the event: the stamps that the ledger has for them, and the order of what stands first.

use super::Around;
use super::component::{Fragment, component};
use super::line::Line;
use crate::ledger::{Entry, Facts, Fingerprint, Key};
use crate::model::meeting::Standing;

/// An event without its stamps.
pub(super) struct Draft {
    pub key: Key,
    pub facts: Facts,
    /// RECURRENCE-ID, for an occurrence of a series.
    pub recurrence: Option<Line>,
    /// Everything from DTSTART on, in order.
    pub lines: Vec<Line>,
}

/// A finished event.
#[derive(Debug)]
pub(super) struct Event {
    pub key: Key,
    pub entry: Entry,
    pub fragment: Fragment,
}

/// How an event stands, in the words of RFC 5545 and of Outlook.
pub(super) fn status(standing: Standing) -> [Line; 3] {
    let (status, transparency, busy) = match standing {
        Standing::Confirmed => ("CONFIRMED", "OPAQUE", "BUSY"),
        Standing::Tentative => ("TENTATIVE", "OPAQUE", "TENTATIVE"),
        Standing::Cancelled | Standing::Postponed => ("CANCELLED", "TRANSPARENT", "FREE"),
    };
    status_lines(status, transparency, busy)
}

/// STATUS, TRANSP and Outlook's word for the latter.
pub(super) fn status_lines(status: &str, transparency: &str, busy: &str) -> [Line; 3] {
    [
        Line::token("STATUS", status),
        Line::token("TRANSP", transparency),
        Line::token("X-MICROSOFT-CDO-BUSYSTATUS", busy),
    ]
}

/// Gives an event its stamps: those it had if its lines are as they were.
pub(super) fn publish(draft: Draft, around: &Around<'_>) -> Event {
    let Draft { key, facts, recurrence, lines } = draft;
    let fingerprint = recurrence.iter().chain(&lines).fold(Fingerprint::new(), |print, line| line.add_to(print));
    let former = around.remembered.events.get(&key);
    let today = around.site.model.settings.today;
    let entry = Entry::following(former, facts, fingerprint, today, first_sequence(&key, around));
    let mut all = vec![
        Line::text("UID", &key.uid),
        Line::utc("DTSTAMP", entry.changed),
        Line::utc("CREATED", entry.created),
        Line::utc("LAST-MODIFIED", entry.changed),
        Line::integer("SEQUENCE", entry.sequence.into()),
    ];
    all.extend(recurrence);
    all.extend(lines);
    let fragment = component("VEVENT", all, []);
    Event { key, entry, fragment }
}

/// An occurrence that is told for the first time goes on from where its series is, or programs would think it older.
fn first_sequence(key: &Key, around: &Around<'_>) -> u32 {
    let series = key.occurrence.and_then(|_| around.remembered.events.get(&Key::alone(key.uid.as_str())));
    series.map_or(0, |entry| entry.sequence)
}
