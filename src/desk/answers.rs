//! A form that was filled in → the text it stands for; what a build says of it; and saving it.

use serde_json::{Value, json};

use super::form;
use super::html::{self, address};
use super::look::{File, Look, Told, hash};
use super::store::{self, StoreError};
use super::{Desk, Reply, Status, value};
use crate::edit::{CannotEdit, Path, Wish, edit};
use crate::language::Language;

/// Before the path of a value that is a text, of one that is a list of texts, and of an entry to be taken away.
pub(super) const TEXT: &str = "f.";
pub(super) const TEXTS: &str = "l.";
pub(super) const GONE: &str = "x.";
/// The Markdown below the fields; the whole text; the text that the form was made from, and its hash.
pub(super) const BODY: &str = "body";
pub(super) const WHOLE: &str = "whole";
pub(super) const BASE: &str = "base";
pub(super) const HASH: &str = "hash";

/// The text that a form stands for, made from the text it began from.
pub(super) fn text_of(
    look: &Look,
    file: &File<'_>,
    base: &str,
    form: &[(String, String)],
) -> Result<String, CannotEdit> {
    if let Some(whole) = value(form, WHOLE) {
        return Ok(with_line_ends_of(base, whole));
    }
    let kind = look.kind(file).ok_or(CannotEdit)?;
    let wishes: Vec<(Path, Wish)> = form.iter().filter_map(|(name, value)| wish(name, value)).collect();
    edit(base, kind, &wishes, value(form, BODY))
}

fn wish(name: &str, value: &str) -> Option<(Path, Wish)> {
    let value = value.replace("\r\n", "\n");
    if let Some(path) = name.strip_prefix(TEXT) {
        return Some((Path::parse(path), Wish::Text(value.trim_end().to_owned())));
    }
    if let Some(path) = name.strip_prefix(TEXTS) {
        let lines = value.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        return Some((Path::parse(path), Wish::Texts(lines.collect())));
    }
    Some((Path::parse(name.strip_prefix(GONE)?), Wish::Gone))
}

/// Browsers send every line end as CRLF, whatever it was.
fn with_line_ends_of(base: &str, text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if base.contains("\r\n") { text.replace('\n', "\r\n") } else { text }
}

/// The text that the form began from: the one on disk if it is the same, else as the form carries it.
fn base<'f>(file: &'f File<'_>, form: &[(String, String)]) -> Base<'f> {
    let began = value(form, HASH).unwrap_or_default();
    if hash(file.text) == began {
        return Base::Same(file.text);
    }
    let carried = value(form, BASE).unwrap_or_default().replace("\r\n", "\n");
    let with_crlf = carried.replace('\n', "\r\n");
    Base::Other(if hash(&with_crlf) == began { with_crlf } else { carried })
}

enum Base<'f> {
    Same(&'f str),
    Other(String),
}

/// What a build says of the form as it is now, for the script.
pub(super) fn check(look: &Look, file: &File<'_>, form: &[(String, String)]) -> Reply {
    let base = base(file, form);
    let (base, is_same) = match &base {
        Base::Same(text) => (*text, true),
        Base::Other(text) => (text.as_str(), false),
    };
    let answer = match text_of(look, file, base, form) {
        Ok(text) => {
            let problems: Vec<Value> =
                look.problems(file, &text).iter().map(|told| as_json(told, look.language)).collect();
            let preview = value(form, BODY).map(|body| look.preview(file, &body.replace("\r\n", "\n")));
            json!({ "problems": problems, "preview": preview, "changed": !is_same, "dirty": text != base })
        }
        Err(CannotEdit) => json!({ "problems": [cannot(look.language)], "changed": !is_same, "dirty": true }),
    };
    Reply::Json(answer.to_string())
}

fn as_json(told: &Told, language: &Language) -> Value {
    let shown = &told.shown;
    let more: Vec<&String> = shown.explanation.iter().chain(&shown.hints).collect();
    json!({
        "field": told.field.as_ref().map(ToString::to_string),
        "severity": shown.severity,
        "label": language.word(shown.severity),
        "sentence": shown.sentence,
        "more": more,
        "line": shown.place.as_ref().map(|place| place.line),
    })
}

fn cannot(language: &Language) -> Value {
    let sentence = language.word("desk_cannot_edit");
    json!({ "field": null, "severity": "error", "label": language.word("error"), "sentence": sentence, "more": [] })
}

/// Saves the form, unless the text on disk is another one by now: then both are shown.
pub(super) fn save(desk: &Desk, look: &Look, file: &File<'_>, form: &[(String, String)]) -> Reply {
    match base(file, form) {
        Base::Same(base) => match text_of(look, file, base, form) {
            Ok(new) => write(desk, look, file, base, &new, form),
            Err(CannotEdit) => html::refused(look.language, look.language.word("desk_cannot_edit")),
        },
        Base::Other(base) => {
            let mine = text_of(look, file, &base, form).unwrap_or(base);
            conflict(look.language, file, &mine, file.text)
        }
    }
}

fn write(desk: &Desk, look: &Look, file: &File<'_>, old: &str, new: &str, form: &[(String, String)]) -> Reply {
    let act = if value(form, WHOLE).is_some() { "text" } else { "edit" };
    let again = format!("{}?saved=1", address(act, file.path));
    if old == new {
        return Reply::Go(again);
    }
    match store::replace(desk, file.shown, old, new) {
        Ok(()) => Reply::Go(again),
        Err(error) => told(look.language, file, error, new),
    }
}

/// Why something was not written, as a page. `mine` is what would have been.
pub(super) fn told(language: &Language, file: &File<'_>, error: StoreError, mine: &str) -> Reply {
    match error {
        StoreError::Changed => conflict(language, file, mine, language.word("desk_reload_to_see")),
        StoreError::Exists => html::refused(language, language.word("desk_exists")),
        StoreError::Outside => html::refused(language, language.word("desk_outside")),
        StoreError::Io(error) => html::failed(language, &error.to_string()),
    }
}

/// Both texts, so that nothing is lost.
fn conflict(language: &Language, file: &File<'_>, mine: &str, theirs: &str) -> Reply {
    let word = |key: &str| html::escape(language.word(key));
    let body = format!(
        r#"<p role="alert" class="wrong">{told}</p>
<h2 id="mine">{mine_word}</h2><textarea readonly rows="16" aria-labelledby="mine" class="mine">
{mine}</textarea>
<h2 id="theirs">{theirs_word}</h2><textarea readonly rows="16" aria-labelledby="theirs" class="theirs">
{theirs}</textarea>
<p>{again}</p>"#,
        told = word("desk_conflict"),
        mine_word = word("desk_mine"),
        theirs_word = word("desk_theirs"),
        mine = html::escape(mine),
        theirs = html::escape(theirs),
        again = html::link(&address("edit", file.path), language.word("desk_begin_again")),
    );
    Reply::Page(Status::Conflict, html::document(language, language.word("desk_conflict_title"), &body, ""))
}

/// The problems of a text before anything is typed, beside their fields.
pub(super) fn problems_now(look: &Look, file: &File<'_>) -> Vec<form::Beside> {
    let told = look.problems(file, file.text).into_iter();
    told.map(|told| form::Beside {
        field: told.field.as_ref().map(ToString::to_string).unwrap_or_default(),
        severity: told.shown.severity,
        html: sentence(&told, look.language),
    })
    .collect()
}

fn sentence(told: &Told, language: &Language) -> String {
    let shown = &told.shown;
    let more: String =
        shown.explanation.iter().chain(&shown.hints).map(|text| format!(" {}", html::escape(text))).collect();
    format!("<b>{}</b> {}{more}", html::escape(language.word(shown.severity)), html::escape(&shown.sentence))
}
