//! Meetings out of other calendars, as content files: iCalendar from Outlook, Google, Apple and husting itself, and tables
//! as spreadsheets write them.
//!
//! `text` finds the encoding, `ics` and `table` make [`event::Event`]s, `place` finds where on the site each belongs,
//! `write` makes its file (`front` holds its fields), `series` the lines of what recurs, `proof` builds the site with the new files and compares what
//! comes out with what came in. Nothing here touches a disk, and nothing that exists is changed: what cannot be a file of
//! its own is told with the lines to add.

mod event;
mod front;
mod ics;
mod place;
mod proof;
mod prose;
mod series;
mod table;
mod text;
mod write;

use crate::content;
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::language::fold::slug;
use crate::ledger::{Identities, Ledger};
use crate::model::{self, Model};
use crate::scaffold::NewFile;
use crate::sources::{SourceFile, Sources};
use event::Event;
use place::Site;

/// Where the events go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Target {
    /// Each to the network that it names.
    #[default]
    AsNamed,
    /// All into a network of the site, by its id.
    Network(String),
    /// All into a new network of this title.
    New(String),
}

/// A file to import: its name for people, and its bytes.
#[derive(Debug, Clone)]
pub struct Input {
    /// As messages name it.
    pub shown: String,
    /// As on the disk.
    pub bytes: Vec<u8>,
}

/// What came of an import.
#[derive(Debug)]
pub struct Imported {
    /// The files to write; none of them is there yet.
    pub files: Vec<NewFile>,
    /// What could not be taken over, and what was not understood.
    pub problems: Diagnostics,
    /// The imported files as text: where the problems lie.
    pub inputs: Sources,
    /// How many meetings the files hold.
    pub count: usize,
}

/// Makes files of all events that the site does not have yet.
pub fn import(inputs: &[Input], target: &Target, sources: &Sources) -> Imported {
    let inputs = as_sources(inputs, sources);
    let mut problems = Diagnostics::default();
    // What is wrong with the site as it is is for `check` to tell.
    let mut unheard = Diagnostics::default();
    let content = content::read(sources, &mut unheard);
    let ledger = Ledger::read(&content, &mut unheard);
    let model = model::check(content, sources, &mut unheard);
    let identities = Identities::find(&model, &ledger, &mut unheard);
    let events = read(&inputs, &model, &mut problems);
    let site = Site::new(&model, &identities, sources, target);
    let made = write::all(&events, &site, &mut problems);
    let files = proof::good(made, &events, &site, sources, &mut problems);
    let count = files.iter().filter(|file| !file.is_network).count();
    Imported { files: files.into_iter().map(|made| made.file).collect(), problems, inputs, count }
}

/// The files in the shape in which problems can be shown in them.
fn as_sources(inputs: &[Input], sources: &Sources) -> Sources {
    let mut all = Sources::in_memory(&[], sources.today);
    all.files = inputs
        .iter()
        .map(|input| SourceFile {
            path: input.shown.clone(),
            shown: input.shown.clone(),
            bytes: text::decode(&input.bytes).into_bytes().into(),
        })
        .collect();
    all
}

/// The events of all files; of one that stands in several, the first.
fn read(inputs: &Sources, model: &Model, problems: &mut Diagnostics) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (file, input) in inputs.numbered() {
        let text = String::from_utf8_lossy(&input.bytes);
        for event in read_one(&text, &input.path, file, model, problems) {
            let is_same = |other: &Event| other.uid == event.uid && other.occurrence == event.occurrence;
            match events.iter().find(|other| event.uid.is_some() && is_same(other)) {
                Some(_) => problems.push(Diagnostic::new(Kind::ImportTwice, event.place).with("event", event.name())),
                None => events.push(event),
            }
        }
    }
    with_deadlines(events)
}

fn read_one(text: &str, name: &str, file: FileId, model: &Model, problems: &mut Diagnostics) -> Vec<Event> {
    // No text holds this character, and every workbook does.
    if text.contains('\0') {
        problems.push(Diagnostic::new(Kind::ImportNotText, Place::top(file)));
        return Vec::new();
    }
    let start = text.trim_start().get(..15).unwrap_or_default();
    let is_calendar = start.eq_ignore_ascii_case("BEGIN:VCALENDAR") || name.to_lowercase().ends_with(".ics");
    if is_calendar {
        ics::read(text, file, &model.settings.zone, problems)
    } else {
        table::read(text, file, model.settings.language, problems)
    }
}

/// Deadlines that are events of their own become what they are in a file: the deadline of their meeting.
fn with_deadlines(events: Vec<Event>) -> Vec<Event> {
    let (deadlines, mut events): (Vec<Event>, Vec<Event>) =
        events.into_iter().partition(|event| event.is_ours && event.deadline_of.is_some());
    for deadline in deadlines {
        let own = local(deadline.uid.as_deref());
        let is_parent = |event: &&mut Event| {
            let day = event.occurrence.as_ref().map(|moment| format!("-{}", moment.own_day()));
            let uid = local(event.uid.as_deref());
            let rest = own.strip_prefix(uid).filter(|_| !uid.is_empty());
            event.uid == deadline.deadline_of
                && rest.is_some_and(|rest| match &day {
                    Some(day) => rest.starts_with(day.as_str()),
                    None => rest.matches('-').count() == 1,
                })
        };
        let day = deadline.start.own_day();
        match events.iter_mut().find(is_parent) {
            // A deadline that the description tells with its time is the same day, and says more.
            Some(parent) => {
                let said = parent.sign_up.deadline.take().filter(|when| when.first_day() == day);
                parent.sign_up.deadline = said.or(Some(model::time::Days::all_day(day).into()));
                parent.has_deadline_event = true;
            }
            None => events.push(deadline),
        }
    }
    events
}

/// What stands before the domain of a UID.
fn local(uid: Option<&str>) -> &str {
    uid.and_then(|uid| uid.split_once('@')).map_or("", |(local, _)| local)
}

/// The id that a title makes.
fn id_of(title: &str) -> String {
    slug(title)
}
