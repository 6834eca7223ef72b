//! Single acts on a network or meeting, each writing the Markdown that a careful person would: a new meeting, last year's
//! again, cancelled, moved.

use jiff::ToSpan;
use jiff::civil::Date;

use super::answers::{HASH, told};
use super::form::carried;
use super::html::{address, escape, refused};
use super::look::{File, Look, hash};
use super::store::{self, StoreError};
use super::{Desk, Reply, dates, value};
use crate::diagnostics::FileId;
use crate::edit::{CannotEdit, Doc, Kind, Path, Wish, edit, text_of, texts_of};
use crate::model::fields::{MEETING_STATUS, Table};
use crate::model::meeting::Meeting;
use crate::model::time::{Hours, When, write};
use crate::scaffold;

/// The name of the date's field in the forms.
const DATE: &str = "date";

/// What was said of last year's meeting alone.
const OF_THAT_DAY: [&str; 13] = [
    "status",
    "registration.url",
    "documents",
    "invited",
    "attended",
    "moved_from",
    "changes",
    "uid",
    "aliases",
    "updated",
    "draft",
    "choose_one",
    "online",
];

/// The forms of what can be done with a file.
pub(super) fn forms(desk: &Desk, look: &Look, file: &File<'_>, doc: &Doc<'_>, table: &Table) -> String {
    let Some(kind) = look.kind(file) else { return String::new() };
    let forms = match table.name {
        "network" => with_date(desk, look, file, "new", None),
        "meeting" => {
            let Some(meeting) = meeting_of(look, file.id) else { return String::new() };
            let next = meeting.when.first_day().checked_add(52.weeks()).ok();
            let proposed = next.map(|day| written_when(doc, kind, meeting, day));
            let cancel = if is_cancelled(doc, kind) { String::new() } else { without_date(desk, look, file, "cancel") };
            let moving = if date_prefix(file, meeting).is_some() {
                with_date(desk, look, file, "move", None)
            } else {
                String::new()
            };
            with_date(desk, look, file, "copy", proposed) + &moving + &cancel
        }
        _ => return String::new(),
    };
    format!("<section class=\"acts\"><h2>{}</h2>{forms}</section>\n", escape(look.language.word("desk_acts")))
}

fn with_date(desk: &Desk, look: &Look, file: &File<'_>, act: &str, proposed: Option<String>) -> String {
    let word = |key: &str| escape(look.language.word(key));
    let button = word(&format!("desk_{act}"));
    let field = format!(
        r#"<label for="{act}-date">{}</label><input type="text" id="{act}-date" name="{DATE}" required value="{}" aria-describedby="{act}-help">
<p class="help" id="{act}-help">{}</p>"#,
        word(&format!("desk_{act}_date")),
        escape(&proposed.unwrap_or_default()),
        word(&format!("desk_{act}_help")),
    );
    act_form(desk, file, act, &field, &button)
}

fn without_date(desk: &Desk, look: &Look, file: &File<'_>, act: &str) -> String {
    let help = format!("<p class=\"help\">{}</p>", escape(look.language.word(&format!("desk_{act}_help"))));
    act_form(desk, file, act, &help, &escape(look.language.word(&format!("desk_{act}"))))
}

fn act_form(desk: &Desk, file: &File<'_>, act: &str, inner: &str, button: &str) -> String {
    let carried = carried(desk, file);
    let action = address(act, file.path);
    format!(
        "<form method=\"post\" action=\"{action}\" class=\"act\">{carried}{inner}<button type=\"submit\">{button}</button></form>\n"
    )
}

fn meeting_of(look: &Look, file: FileId) -> Option<&Meeting> {
    look.model.meetings.iter().map(|(_, meeting)| meeting).find(|meeting| meeting.file == file)
}

fn is_cancelled(doc: &Doc<'_>, kind: Kind) -> bool {
    let status = doc.find(kind, &Path::parse("status")).and_then(text_of).unwrap_or_default();
    kind.language.value(&status, MEETING_STATUS) == Some("cancelled")
}

/// Does what was asked for, if the file is what the person saw.
pub(super) fn act(desk: &Desk, look: &Look, file: &File<'_>, act: &str, form: &[(String, String)]) -> Reply {
    if value(form, HASH) != Some(hash(file.text).as_str()) {
        return told(look.language, file, StoreError::Changed, file.text);
    }
    let done = match act {
        "new" => new(desk, look, file, form),
        "copy" => copy(desk, look, file, form),
        "cancel" => cancel(desk, look, file),
        _ => move_meeting(desk, look, file, form),
    };
    match done {
        Ok(path) => Reply::Go(format!("{}?saved=1", address("edit", &path))),
        Err(Hindrance::Words(key)) => refused(look.language, look.language.word(key)),
        Err(Hindrance::Store(error)) => told(look.language, file, error, file.text),
    }
}

/// Why an act was not done.
enum Hindrance {
    /// For the reason that this word gives.
    Words(&'static str),
    Store(StoreError),
}

impl From<StoreError> for Hindrance {
    fn from(error: StoreError) -> Hindrance {
        Hindrance::Store(error)
    }
}

impl From<CannotEdit> for Hindrance {
    fn from(CannotEdit: CannotEdit) -> Hindrance {
        Hindrance::Words("desk_cannot_edit")
    }
}

/// The path below `content/` to go on at.
type Done = Result<String, Hindrance>;

fn asked_date(look: &Look, form: &[(String, String)]) -> Result<When, Hindrance> {
    let text = value(form, DATE).unwrap_or_default();
    dates::read(text, look.language, look.sources.today.year()).ok_or(Hindrance::Words("desk_no_date"))
}

/// A day to move or copy to.
fn asked_day(look: &Look, form: &[(String, String)]) -> Result<(Date, When), Hindrance> {
    let when = asked_date(look, form)?;
    let day = when.days().map(|days| days.first()).ok_or(Hindrance::Words("desk_no_day"))?;
    Ok((day, when))
}

fn below_content(path: &str) -> String {
    path.strip_prefix("content/").unwrap_or(path).to_owned()
}

/// A meeting filled in from the last one of its network.
fn new(desk: &Desk, look: &Look, file: &File<'_>, form: &[(String, String)]) -> Done {
    let network = look.model.networks.iter().find(|(_, network)| network.file == file.id).map(|(id, _)| id);
    let network = network.ok_or(Hindrance::Words("desk_missing"))?;
    let when = asked_date(look, form)?;
    let made = scaffold::next_meeting(network, &when, &look.model, &look.sources, look.language);
    store::create_below(desk, &made.path, &made.text)?;
    Ok(below_content(&made.path))
}

fn cancel(desk: &Desk, look: &Look, file: &File<'_>) -> Done {
    let kind = look.kind(file).ok_or(CannotEdit)?;
    let status = Wish::Text(look.language.value_name("cancelled").to_owned());
    let new = edit(file.text, kind, &[(Path::parse("status"), status)], None)?;
    store::replace(desk, file.shown, file.text, &new)?;
    Ok(file.path.to_owned())
}

/// The date that a meeting's file is named by, if the name follows from its day.
fn date_prefix(file: &File<'_>, meeting: &Meeting) -> Option<String> {
    let day = meeting.when.first_day().to_string();
    name_of(file.shown).starts_with(&day).then_some(day)
}

/// The name that tells a meeting's date: its file's, or its folder's.
fn name_of(shown: &str) -> &str {
    let named = shown.strip_suffix("/index.md").unwrap_or(shown);
    named.rsplit('/').next().unwrap_or(named)
}

/// The path with another date in the name.
fn renamed(path: &str, old: &str, new: Date) -> String {
    let name = name_of(path);
    let tail = path.len() - path.strip_suffix("/index.md").unwrap_or(path).len();
    let (head, tail) = path.split_at(path.len() - tail);
    let head = head.strip_suffix(name).unwrap_or(head);
    format!("{head}{new}{}{tail}", name.strip_prefix(old).unwrap_or(name))
}

/// The date as it stands in the file, on another day, for a proposal.
fn written_when(doc: &Doc<'_>, kind: Kind, meeting: &Meeting, day: Date) -> String {
    let said = |name: &str| doc.find(kind, &Path::parse(name)).and_then(text_of);
    let old = said("when").or_else(|| said("date")).unwrap_or_default();
    dates::redated(&old, day, kind.language, meeting.when.first_day().year())
}

/// What makes a meeting's file say another day, where it says one.
fn wishes_for_day(doc: &Doc<'_>, kind: Kind, old: Date, day: Date, asked: &When) -> Vec<(Path, Wish)> {
    let words = &kind.language.dates;
    let said = |name: &str| doc.find(kind, &Path::parse(name)).and_then(text_of).filter(|text| !text.is_empty());
    let hours = asked.days().map_or(Hours::AllDay, |days| days.hours());
    let mut wishes = Vec::new();
    let mut wish = |name: &str, text: String| wishes.push((Path::parse(name), Wish::Text(text)));
    let has_hours =
        |text: &String| dates::read(text, kind.language, old.year()).is_some_and(|when| when.start().is_some());
    let (when, date) = (said("when"), said("date"));
    // The clock times go where they stand, else to the date they stand beside.
    let to_time = said("time").is_some() || when.is_none() && !date.as_ref().is_some_and(has_hours);
    let is_whole = hours == Hours::AllDay || to_time;
    if let Some((name, text)) = when.map(|text| ("when", text)).or(date.map(|text| ("date", text))) {
        let again = || dates::redated(&text, day, kind.language, old.year());
        wish(name, if is_whole { again() } else { write::long(asked, words) });
    }
    if to_time && hours != Hours::AllDay {
        wish("time", write::hours(hours, words));
    }
    wishes
}

/// The same meeting again on another day, without what was for that day alone.
fn copy(desk: &Desk, look: &Look, file: &File<'_>, form: &[(String, String)]) -> Done {
    let meeting = meeting_of(look, file.id).ok_or(Hindrance::Words("desk_missing"))?;
    let kind = look.kind(file).ok_or(CannotEdit)?;
    let (day, asked) = asked_day(look, form)?;
    let old = meeting.when.first_day();
    let doc = Doc::read(file.text);
    let mut wishes = wishes_for_day(&doc, kind, old, day, &asked);
    wishes.extend(later_deadline(&doc, kind, old, day));
    wishes.extend(title_of_year(&doc, kind, old.year(), day.year()));
    // In the order of the file, since they are taken away from its end.
    let mut gone: Vec<(u32, Path)> = OF_THAT_DAY
        .iter()
        .map(|name| Path::parse(name))
        .filter_map(|path| Some((doc.find(kind, &path)?.place.start, path)))
        .collect();
    gone.sort();
    wishes.extend(gone.into_iter().map(|(_, path)| (path, Wish::Gone)));
    let text = edit(file.text, kind, &wishes, None)?;
    let prefix = date_prefix(file, meeting).ok_or(Hindrance::Words("desk_no_name"))?;
    // A meeting without attachments needs no folder.
    let flat = file.shown.strip_suffix("/index.md").map_or(file.shown.to_owned(), |folder| format!("{folder}.md"));
    let path = renamed(&flat, &prefix, day);
    store::create(desk, &path, &text)?;
    Ok(below_content(&path))
}

/// The deadline as long before the meeting as it was.
fn later_deadline(doc: &Doc<'_>, kind: Kind, old: Date, day: Date) -> Option<(Path, Wish)> {
    let path = Path::parse("registration.deadline");
    let text = doc.find(kind, &path).and_then(text_of)?;
    let deadline = dates::read(&text, kind.language, old.year())?.days()?.first();
    let later = day.checked_sub(old.since(deadline).ok()?).ok()?;
    Some((path, Wish::Text(dates::redated(&text, later, kind.language, old.year()))))
}

fn title_of_year(doc: &Doc<'_>, kind: Kind, old: i16, new: i16) -> Option<(Path, Wish)> {
    let path = Path::parse("title");
    let title = doc.find(kind, &path).and_then(text_of)?;
    let later = title.replace(&old.to_string(), &new.to_string());
    (later != title).then_some((path, Wish::Text(later)))
}

/// The meeting on another day: its file's name, its date, and where it was, so that it keeps its identity. What gives its
/// words in other languages goes with it.
fn move_meeting(desk: &Desk, look: &Look, file: &File<'_>, form: &[(String, String)]) -> Done {
    let meeting = meeting_of(look, file.id).ok_or(Hindrance::Words("desk_missing"))?;
    let kind = look.kind(file).ok_or(CannotEdit)?;
    let (day, asked) = asked_day(look, form)?;
    let prefix = date_prefix(file, meeting).ok_or(Hindrance::Words("desk_no_name"))?;
    let old = meeting.when.first_day();
    if day == old {
        return Err(Hindrance::Words("desk_same_day"));
    }
    let doc = Doc::read(file.text);
    let mut wishes = wishes_for_day(&doc, kind, old, day, &asked);
    wishes.extend(moved_from(&doc, kind, meeting, day));
    let text = edit(file.text, kind, &wishes, None)?;
    let path = renamed(file.shown, &prefix, day);
    let folder = |path: &str| path.strip_suffix("/index.md").unwrap_or(path).to_owned();
    store::move_to(desk, &folder(file.shown), &folder(&path), [file.shown, &path], file.text, &text)?;
    for translation in look.translations(file).into_iter().filter(|_| !file.shown.ends_with("/index.md")) {
        let (from, to) = (translation.shown, renamed(translation.shown, &prefix, day));
        store::move_to(desk, from, &to, [from, &to], translation.text, translation.text)?;
    }
    Ok(below_content(&path))
}

/// Where the meeting was at first stays what it was: its identity follows from it. Where it was since is an old address.
fn moved_from(doc: &Doc<'_>, kind: Kind, meeting: &Meeting, day: Date) -> Vec<(Path, Wish)> {
    let path = Path::parse("moved_from");
    let old = meeting.when.first_day();
    let Some(first) = &meeting.moved_from else {
        let said = doc.find(kind, &Path::parse("when")).or_else(|| doc.find(kind, &Path::parse("date")));
        let text = dates::day_like(&said.and_then(text_of).unwrap_or_default(), old, kind.language);
        return vec![(path, Wish::Text(text))];
    };
    let aliases = Path::parse("aliases");
    let mut names = doc.find(kind, &aliases).and_then(texts_of).unwrap_or_default();
    names.push(meeting.name.clone());
    let mut wishes = vec![(aliases, Wish::Texts(names))];
    if first.first_day() == day {
        wishes.push((path, Wish::Gone));
    }
    wishes
}
