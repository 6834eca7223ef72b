//! The reference for theme authors, made from the types and the templates.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use husting::language::Language;

use super::templates::{TEMPLATES, Walk, components};
use super::types::{Field, Type, Views};

/// The line of the page from which on it is made.
pub const MARK: &str = "<!-- From here on made by tests/themes from the types and templates: HUSTING_BLESS=1 cargo test --test themes -->\n";

/// Everything below the mark.
pub fn of(views: &Views, templates: &BTreeMap<String, String>) -> String {
    let mut page = String::new();
    let words = Language::english().words();
    let walk = Walk::over(views, &words, templates);
    of_templates(&mut page);
    of_parts(&mut page, templates, &walk);
    of_data(&mut page, views);
    of_words(&mut page, &words, &walk);
    page
}

fn of_templates(page: &mut String) {
    page.push_str("\n## Every template\n\n| template | page | `view` |\n| --- | --- | --- |\n");
    for (name, view, what) in TEMPLATES {
        let view = if view.is_empty() { "nothing".to_owned() } else { link(view) };
        let _ = writeln!(page, "| `{name}` | {what} | {view} |");
    }
    page.push_str("| `base.html` | The frame around every page; the others extend it | that of the page |\n");
}

fn of_parts(page: &mut String, templates: &BTreeMap<String, String>, walk: &Walk<'_>) {
    page.push_str("\n## Every component\n\n| component | in | arguments |\n| --- | --- | --- |\n");
    for (file, text) in templates.iter().filter(|(file, _)| file.starts_with("parts/")) {
        for component in components(text) {
            let taken = |argument: &&str| !argument.starts_with('@') && !argument.is_empty();
            let arguments = component.arguments.split(", ").filter(taken);
            let arguments: Vec<String> =
                arguments.map(|argument| told_argument(&component.name, argument, walk)).collect();
            let _ = writeln!(page, "| `{}` | `{file}` | {} |", component.name, arguments.join(", "));
        }
    }
}

/// `meetings: array` with what the default theme gives there.
fn told_argument(component: &str, argument: &str, walk: &Walk<'_>) -> String {
    let (name, kind) = argument.split_once(": ").unwrap_or((argument, ""));
    let (kind, default) = kind.split_once(" = ").map_or((kind, None), |(kind, default)| (kind, Some(default)));
    let given = walk.given.get(&(component.to_owned(), name.to_owned())).filter(|given| !given.is_empty());
    let given = given.map(|given| given.iter().map(told).collect::<Vec<_>>().join(" or "));
    let declared = match kind {
        "bool" => "yes or no",
        "string" => "text",
        kind => kind,
    };
    let kind = given.unwrap_or_else(|| declared.to_owned());
    let default = match default {
        Some("true") => " (yes if left out)",
        Some("false") => " (no if left out)",
        Some(_) => " (or left out)",
        None => "",
    };
    format!("`{name}`: {kind}{default}")
}

fn of_data(page: &mut String, views: &Views) {
    let mut written = BTreeSet::new();
    page.push_str("\n## What every page gets\n");
    for (name, root) in [("site", "SiteView"), ("page", "Frame")] {
        let _ = writeln!(page, "\n`{name}` is a {}.", link(root));
    }
    let roots = ["SiteView", "Frame"].into_iter();
    write_views(page, views, roots.filter(|root| views.get(root).is_some()).map(str::to_owned), &mut written);
    page.push_str("\n## What each page gets\n");
    let own = TEMPLATES.iter().map(|(_, view, _)| *view).filter(|view| !view.is_empty()).map(str::to_owned);
    write_views(page, views, own, &mut written);
    page.push_str("\n## What they are made of\n");
    let below: Vec<String> = views.0.iter().map(|view| view.name.clone()).collect();
    write_views(page, views, below.into_iter(), &mut written);
}

fn write_views(page: &mut String, views: &Views, names: impl Iterator<Item = String>, written: &mut BTreeSet<String>) {
    for name in names {
        if !written.insert(name.clone()) {
            continue;
        }
        let view = views.get(&name).unwrap();
        let _ = writeln!(page, "\n### {name}\n\n{}\n\n| field | is | what |\n| --- | --- | --- |", view.says);
        for field in &view.fields {
            let _ = writeln!(page, "| `{}` | {} | {} |", field.name, kind(field), escaped(&field.says));
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}

fn kind(field: &Field) -> String {
    let told = told(&field.holds);
    if field.optional { format!("{told}, or none") } else { told }
}

fn told(of: &Type) -> String {
    match of {
        Type::Text => "text".to_owned(),
        Type::Html => "HTML".to_owned(),
        Type::Number => "number".to_owned(),
        Type::YesNo => "yes or no".to_owned(),
        Type::View(name) => link(name),
        Type::List(inner) => format!("list of {}", told(inner)),
        Type::ByName(inner) => format!("{} by name", told(inner)),
    }
}

fn link(view: &str) -> String {
    format!("[{view}](#{})", view.to_lowercase())
}

/// The words that the default theme uses.
fn of_words(page: &mut String, words: &BTreeMap<String, String>, walk: &Walk<'_>) {
    page.push_str("\n## Words\n\nWhat the default theme says, in English; each language has all of them.\n\n");
    page.push_str("| word | in English |\n| --- | --- |\n");
    for word in &walk.asked {
        let _ = writeln!(page, "| `{word}` | {} |", escaped(&words[word]));
    }
}
