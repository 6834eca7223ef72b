//! The start page: what is wrong, what is not published yet, which deadlines come, and what the next build would change.

use std::collections::BTreeSet;

use super::html::{address, document, escape, link, list, section};
use super::look::Look;
use crate::Built;
use crate::diagnostics::FileId;
use crate::diagnostics::show::{Shown, SourceText, show};
use crate::ledger::{Entry, Ledger, Life};
use crate::model::time::{When, write};
use crate::sources::Sources;

/// Lines of one list; who has more to see sees them when these are done.
const MOST: usize = 50;

/// The start page.
pub(super) fn page(look: &Look) -> String {
    let language = look.language;
    let word = |key: &'static str| language.word(key);
    // As `build` does it: without drafts, and with what was lost seen as lost.
    let sources = Sources { drafts: false, ..again(&look.sources) };
    let built = crate::build(&sources);
    let accepted = crate::build(&Sources { accept_losses: true, ..again(&sources) });
    let body = [
        problems(look, &built),
        section(word("desk_deadlines"), &deadlines(look), word("desk_no_deadlines")),
        section(word("desk_drafts"), &drafts(look), word("desk_no_drafts")),
        changes(look, &accepted, built.problems.block(false)),
        section(word("desk_files"), &files(look), word("desk_missing")),
    ];
    let front = format!("<p class=\"ways\">{}</p>\n", link(&front_page(look), word("desk_see_site")));
    let title = language.fill("desk_start_title", &[("title", &look.model.settings.title)]);
    document(language, &title, &(front + &body.concat()), SCRIPT)
}

const SCRIPT: &str = "";

fn again(sources: &Sources) -> Sources {
    Sources {
        files: sources.files.clone(),
        themes: sources.themes.clone(),
        problems: sources.problems.clone(),
        today: sources.today,
        base_url: sources.base_url.clone(),
        drafts: sources.drafts,
        accept_losses: sources.accept_losses,
    }
}

fn front_page(look: &Look) -> String {
    crate::site::url::path_of(&look.model.settings.base_url)
}

/// A link to where a file is edited.
fn to_edit(look: &Look, file: FileId, words: &str) -> String {
    look.sources.file(file).map_or_else(|| escape(words), |file| link(&address("edit", &file.path), words))
}

fn problems(look: &Look, built: &Built) -> String {
    let sorted = built.problems.clone().sorted();
    let mut items = Vec::new();
    for problem in sorted.iter().take(MOST) {
        let file = problem.place.and_then(|place| look.sources.file(place.file));
        let text = file.map(|file| String::from_utf8_lossy(&file.bytes));
        let source = file.zip(text.as_deref()).map(|(file, text)| SourceText { path: &file.shown, text });
        let shown = show(problem, look.language, source);
        items.push(item(look, &shown, problem.place.map(|place| place.file)));
    }
    if sorted.len() > MOST {
        items.push(escape(&look.language.count("desk_more", sorted.len() - MOST)));
    }
    section(look.language.word("desk_problems"), &items, look.language.word("desk_no_problems"))
}

fn item(look: &Look, shown: &Shown, file: Option<FileId>) -> String {
    let place = shown.place.as_ref().map(|place| format!("{}:{}", place.file, place.line)).unwrap_or_default();
    let place = file.map_or_else(|| escape(&place), |file| to_edit(look, file, &place));
    let hints: String = shown.hints.iter().map(|hint| format!("<br>{}", escape(hint))).collect();
    format!(
        "<b class=\"{}\">{}</b> {} {place}{hints}",
        shown.severity,
        escape(look.language.word(shown.severity)),
        escape(&shown.sentence)
    )
}

/// Deadlines from today on, soonest first.
fn deadlines(look: &Look) -> Vec<String> {
    let (model, today) = (&look.model, look.sources.today);
    let mut coming: Vec<_> = model
        .meetings
        .iter()
        .filter(|(id, meeting)| model.is_shown_meeting(*id) && !meeting.standing.is_off())
        .filter_map(|(id, meeting)| Some((id, meeting.registration.as_ref()?.deadline.as_ref()?.value.clone())))
        .filter(|(_, deadline)| deadline.last_day() >= today)
        .collect();
    coming.sort_by_key(|(_, deadline)| deadline.last_day());
    let line = |(id, deadline): &(_, When)| {
        let title = to_edit(look, model.meetings[*id].file, &model.meeting_title(*id));
        format!("{}: {title}", escape(&write::short(deadline, &look.language.dates)))
    };
    coming.iter().take(MOST).map(line).collect()
}

fn drafts(look: &Look) -> Vec<String> {
    let model = &look.model;
    let networks = model.networks.iter().filter(|(_, one)| one.draft).map(|(_, one)| (one.file, one.title.clone()));
    let meetings = model.meetings.iter().filter(|(_, one)| one.draft);
    let meetings = meetings.map(|(id, one)| (one.file, model.meeting_title(id)));
    let news = model.news.iter().filter(|(_, one)| one.draft).map(|(_, one)| (one.file, one.title.clone()));
    let pages = model.pages.iter().filter(|(_, one)| one.draft).map(|(_, one)| (one.file, one.title.clone()));
    networks.chain(meetings).chain(news).chain(pages).map(|(file, title)| to_edit(look, file, &title)).collect()
}

/// Networks and the other files that can be edited, meetings left to their networks' pages.
fn files(look: &Look) -> Vec<String> {
    let is_meeting = |file: FileId| look.model.meetings.iter().any(|(_, meeting)| meeting.file == file);
    let ours = look.sources.numbered().filter(|(id, file)| look.file(&file.path).is_some() && !is_meeting(*id));
    ours.map(|(id, file)| to_edit(look, id, &file.shown)).collect()
}

/// What the next build would change against what was published.
fn changes(look: &Look, built: &Built, is_blocked: bool) -> String {
    let language = look.language;
    let word = |key: &'static str| language.word(key);
    let old = &look.published;
    let headline = word("desk_next_build");
    let blocked = if is_blocked { format!("<p>{}</p>", escape(word("desk_blocked"))) } else { String::new() };
    if old.is_empty() && old.pages.is_empty() {
        return format!(
            "<section><h2>{}</h2>{blocked}<p>{}</p></section>",
            escape(headline),
            escape(word("desk_never_built"))
        );
    }
    let parts = [
        part(look, "desk_new_events", &events(look, &built.ledger, old, Change::New)),
        part(look, "desk_changed_events", &events(look, &built.ledger, old, Change::Changed)),
        part(look, "desk_withdrawn_events", &events(look, &built.ledger, old, Change::Withdrawn)),
        part(look, "desk_new_pages", &only_in(built.ledger.pages.keys(), old.pages.keys())),
        part(look, "desk_lost_pages", &only_in(old.pages.keys(), built.ledger.pages.keys())),
        part(look, "desk_new_feeds", &only_in(built.ledger.feeds.keys(), old.feeds.keys())),
        part(look, "desk_lost_feeds", &only_in(old.feeds.keys(), built.ledger.feeds.keys())),
    ];
    let parts = parts.concat();
    let nothing = if parts.is_empty() { format!("<p>{}</p>", escape(word("desk_no_changes"))) } else { String::new() };
    format!("<section><h2>{}</h2>{blocked}{nothing}{parts}</section>\n", escape(headline))
}

fn part(look: &Look, headline: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let more = lines.len().saturating_sub(MOST);
    let mut items: Vec<String> = lines.iter().take(MOST).map(|line| escape(line)).collect();
    items.extend((more > 0).then(|| escape(&look.language.count("desk_more", more))));
    format!("<h3>{} ({})</h3>{}", escape(look.language.word(headline)), lines.len(), list(&items))
}

fn only_in<'a>(these: impl Iterator<Item = &'a String>, those: impl Iterator<Item = &'a String>) -> Vec<String> {
    let those: BTreeSet<&String> = those.collect();
    these.filter(|this| !those.contains(this)).map(|this| format!("/{this}")).collect()
}

/// What may become of an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    New,
    Changed,
    Withdrawn,
}

fn events(look: &Look, new: &Ledger, old: &Ledger, wanted: Change) -> Vec<String> {
    let of_new =
        new.events.iter().filter_map(|(key, entry)| change(old.events.get(key), entry).map(|how| (how, entry)));
    let today = look.sources.today;
    let lost =
        old.events.iter().filter(|(key, entry)| !new.events.contains_key(*key) && entry.facts.last_day() >= today);
    let all = of_new.chain(lost.map(|(_, entry)| (Change::Withdrawn, entry)));
    let words = &look.language.dates;
    let line =
        |entry: &Entry| format!("{}, {}", entry.facts.title, write::short(&When::Exact(entry.facts.days), words));
    all.filter(|(how, _)| *how == wanted).map(|(_, entry)| line(entry)).collect()
}

fn change(old: Option<&Entry>, new: &Entry) -> Option<Change> {
    match (old.map(|old| old.facts.life), new.facts.life) {
        (None, Life::Present) => Some(Change::New),
        (Some(Life::Present), Life::Gone) => Some(Change::Withdrawn),
        (Some(_), _) if old.is_some_and(|old| old.fingerprint != new.fingerprint) => Some(Change::Changed),
        _ => None,
    }
}
