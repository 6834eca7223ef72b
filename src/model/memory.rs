//! What was read in one build and is the same in the next: meetings, of which a site has thousands and a save changes one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::meeting::Meeting;
use super::names::MeetingFile;
use super::network::Network;
use super::table::Id;
use super::{gathered, with_problems};
use crate::content::Document;
use crate::diagnostics::Diagnostics;
use crate::language::Language;

/// Meetings as they were read, by their files' paths.
#[derive(Debug, Default)]
pub struct Memory(HashMap<String, Remembered>);

#[derive(Debug)]
struct Remembered {
    from: ReadFrom,
    meeting: Option<Arc<Meeting>>,
    found: Diagnostics,
}

/// All that a meeting is read from.
#[derive(Debug)]
pub(super) struct ReadFrom {
    pub document: Arc<Document>,
    pub network: Id<Network>,
    pub zone: TimeZone,
    pub language: &'static Language,
    /// See [`super::names::Known::fingerprint`].
    pub known: u64,
}

impl ReadFrom {
    fn is(&self, other: &ReadFrom) -> bool {
        // The very same document: as long as it is held here, no other can have its place.
        Arc::ptr_eq(&self.document, &other.document)
            && self.network == other.network
            && self.zone == other.zone
            && std::ptr::eq(self.language, other.language)
            && self.known == other.known
    }
}

impl Memory {
    /// Reads what is not remembered as read from the same, and remembers all of it.
    pub(super) fn again(
        &mut self,
        files: &[MeetingFile<'_>],
        read_from: impl Fn(&MeetingFile<'_>) -> ReadFrom + Sync,
        problems: &mut Diagnostics,
        read: impl Fn(&MeetingFile<'_>, &mut Diagnostics) -> Option<Meeting> + Sync,
    ) -> Vec<Option<Arc<Meeting>>> {
        let again = |file: &MeetingFile<'_>| {
            let from = read_from(file);
            let known = self.0.get(&from.document.path).filter(|known| known.from.is(&from));
            if let Some(known) = known {
                return ((known.meeting.clone(), known.found.clone()), None);
            }
            let (meeting, found) = with_problems(file, &read);
            let meeting = meeting.map(Arc::new);
            let path = from.document.path.clone();
            let remembered = Remembered { from, meeting: meeting.clone(), found: found.clone() };
            ((meeting, found), Some((path, remembered)))
        };
        let (read, made): (Vec<_>, Vec<_>) = files.par_iter().map(again).unzip();
        self.0.extend(made.into_iter().flatten());
        if self.0.len() > files.len() {
            let there: HashSet<&str> = files.iter().map(|(document, ..)| document.path.as_str()).collect();
            self.0.retain(|path, _| there.contains(path.as_str()));
        }
        gathered(read, problems)
    }
}
