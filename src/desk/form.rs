//! A file as a form: its fields by the table of its kind, its Markdown, and what else can be done with it. And as plain text,
//! for what no form can show.

use super::answers::{self, BASE, BODY, HASH, WHOLE};
use super::controls::Controls;
use super::html::{address, document, escape, hidden, link, value};
use super::look::{File, Look, hash};
use super::{Desk, ROOT, TOKEN, acts};
use crate::edit::{Doc, Path};
use crate::model::fields::Table;

/// A problem for the place beside its field.
pub(super) struct Beside {
    /// The path of the field; empty for what belongs to none.
    pub field: String,
    pub severity: &'static str,
    pub html: String,
}

/// Fields that are always shown, whether they say something or not.
const ALWAYS: [(&str, &[&str]); 4] = [
    ("meeting", &["title", "when", "place", "status"]),
    ("network", &["title", "status", "summary"]),
    ("news", &["title", "date", "summary"]),
    ("page", &["title"]),
];

/// The form of a file; its text, if it is of no kind that has fields or cannot be read.
pub(super) fn page(desk: &Desk, look: &Look, file: &File<'_>, saved: bool) -> String {
    let doc = Doc::read(file.text);
    match file.table {
        Some(table) if !doc.damaged => fields_page(desk, look, file, &doc, &table, saved),
        _ => text(desk, look, file, saved),
    }
}

fn fields_page(desk: &Desk, look: &Look, file: &File<'_>, doc: &Doc<'_>, table: &Table, saved: bool) -> String {
    let beside = answers::problems_now(look, file);
    let controls = Controls { look, beside: &beside };
    let fields = fields(&controls, look, file, doc, table);
    let body = body(look, file, doc);
    let inner = format!("{fields}{body}");
    let form = form(desk, look, file, &beside, &inner);
    let other = link(&address("text", file.path), look.language.word("desk_as_text"));
    let acts = acts::forms(desk, look, file, doc, table);
    let html = format!("{}{form}{}<p>{other}</p>{acts}", top(look, file, saved), controls.lists());
    document(look.language, &title(look, file), &html, SCRIPT)
}

const SCRIPT: &str = r#"<script src="/_husting/desk.js" defer></script>"#;

/// The file as one text.
pub(super) fn text(desk: &Desk, look: &Look, file: &File<'_>, saved: bool) -> String {
    let beside: Vec<Beside> =
        answers::problems_now(look, file).into_iter().map(|beside| Beside { field: String::new(), ..beside }).collect();
    let inner = format!(
        "<div class=\"field\"><label for=\"whole\">{}</label><textarea id=\"whole\" name=\"{WHOLE}\" rows=\"30\" \
         class=\"whole\" spellcheck=\"true\">\n{}</textarea></div>",
        escape(look.language.word("desk_whole_text")),
        value(file.text)
    );
    let form = form(desk, look, file, &beside, &inner);
    let back = file.table.map(|_| link(&address("edit", file.path), look.language.word("desk_as_form")));
    let html = format!("{}{form}<p>{}</p>", top(look, file, saved), back.unwrap_or_default());
    document(look.language, &title(look, file), &html, SCRIPT)
}

fn title(look: &Look, file: &File<'_>) -> String {
    look.language.fill("desk_edit_title", &[("path", file.shown)])
}

/// What was just done, and where else to go.
fn top(look: &Look, file: &File<'_>, saved: bool) -> String {
    let word = |key: &'static str| look.language.word(key);
    let done = if saved {
        format!("<p role=\"status\" class=\"done\">{}</p>", escape(word("desk_saved")))
    } else {
        String::new()
    };
    let page = look.page_of(file.id).map(|page| link(&page, word("desk_see_page"))).unwrap_or_default();
    format!("{done}<p class=\"ways\">{} {page}</p>\n", link(ROOT, word("desk_start")))
}

/// The form itself: what it began from, the problems that belong to no field, the fields, the button.
fn form(desk: &Desk, look: &Look, file: &File<'_>, beside: &[Beside], inner: &str) -> String {
    let general: String = beside
        .iter()
        .filter(|beside| beside.field.is_empty())
        .map(|beside| format!("<p class=\"{}\">{}</p>", beside.severity, beside.html))
        .collect();
    let word = |key: &str| escape(look.language.word(key));
    format!(
        r#"<form method="post" action="{save}" data-check="{check}" data-changed="{changed}">
{carried}<div class="wrong" id="p-" data-field="">{general}</div>
<p class="speech" role="status" id="said" data-one="{one}" data-many="{many}" data-none="{none}"></p>
{inner}<p><button type="submit">{button}</button></p></form>
"#,
        save = address("save", file.path),
        check = address("check", file.path),
        changed = word("desk_changed_meanwhile"),
        carried = carried(desk, file),
        one = word("desk_problems_one"),
        many = word("desk_problems_many"),
        none = word("desk_no_problems"),
        button = word("desk_save"),
    )
}

/// What every form carries: that it is ours, and the text it began from.
pub(super) fn carried(desk: &Desk, file: &File<'_>) -> String {
    format!(
        "{}{}<textarea name=\"{BASE}\" hidden>\n{}</textarea>",
        hidden(TOKEN, desk.token()),
        hidden(HASH, &hash(file.text)),
        value(file.text)
    )
}

fn fields(controls: &Controls<'_>, look: &Look, file: &File<'_>, doc: &Doc<'_>, table: &Table) -> String {
    let Some(kind) = look.kind(file) else { return String::new() };
    let always = ALWAYS.iter().find(|(name, _)| *name == table.name).map_or(&[][..], |(_, fields)| *fields);
    let says_when = ["date", "time"].iter().any(|name| doc.find(kind, &Path::default().field(name)).is_some());
    let (mut there, mut more) = (String::new(), String::new());
    for field in table.fields {
        let path = Path::default().field(field.name);
        let node = doc.find(kind, &path);
        let html = controls.field(table, field, &path, node);
        let is_wanted = always.contains(&field.name) && !(field.name == "when" && says_when);
        if node.is_some() || is_wanted { there.push_str(&html) } else { more.push_str(&html) }
    }
    there + &controls.more(&more)
}

fn body(look: &Look, file: &File<'_>, doc: &Doc<'_>) -> String {
    let word = |key: &str| escape(look.language.word(key));
    let rows = (doc.body().lines().count() + 3).clamp(6, 30);
    format!(
        r#"<div class="field"><label for="c-body">{label}</label><textarea id="c-body" name="{BODY}" rows="{rows}">
{text}</textarea></div>
<section aria-labelledby="preview-title"><h2 id="preview-title">{preview}</h2><div id="preview">{html}</div></section>
"#,
        label = word("desk_body"),
        text = value(doc.body()),
        preview = word("desk_preview"),
        html = look.preview(file, doc.body()),
    )
}
