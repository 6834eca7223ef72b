//! New content as text: a whole small site for `init`, and single files for `new`. Nothing here touches a disk.
//!
//! What people read in these files is in the folders `da/` and `en/` beside this one; here it is filled in.

mod before;
mod meeting;
mod site;
mod text;

pub use before::{kind_folder, network_folder, next_meeting};
pub use site::{Answers, site};
pub use text::yaml_text;

use jiff::civil::Date;

use crate::language::Language;
use crate::language::fold::slug;
use text::fill;

/// A file to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Path from the site folder, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// What a new network's comments take from the site.
#[derive(Debug, Clone)]
pub struct Around<'a> {
    /// The name of the folder below `content/` that such files go into.
    pub folder: String,
    /// An id to show in an example: of a role, or of a network.
    pub example: &'a str,
    /// Today.
    pub today: Date,
}

/// A network with this title; none if nothing of the title can stand in an address.
pub fn network(title: &str, around: &Around<'_>, language: &Language) -> Option<NewFile> {
    let facts =
        [("title", yaml_text(title)), ("year", around.today.year().to_string()), ("role", around.example.to_owned())];
    let id = Some(slug(title)).filter(|id| !id.is_empty())?;
    let template = template(language, include_str!("da/new/network.md"), include_str!("en/new/network.md"));
    Some(NewFile { path: format!("content/{}/{id}/index.md", around.folder), text: fill(template, &facts) })
}

/// A piece of news of today with this title; none if nothing of the title can stand in an address.
pub fn news(title: &str, around: &Around<'_>, language: &Language) -> Option<NewFile> {
    let facts = [("title", yaml_text(title)), ("network", around.example.to_owned())];
    let id = Some(slug(title)).filter(|id| !id.is_empty())?;
    let template = template(language, include_str!("da/new/news.md"), include_str!("en/new/news.md"));
    let path = format!("content/{}/{}-{id}.md", around.folder, around.today);
    Some(NewFile { path, text: fill(template, &facts) })
}

/// The one in the language; a language without templates of its own has the English ones.
fn template(language: &Language, danish: &'static str, english: &'static str) -> &'static str {
    if template_language(language).code == "da" { danish } else { english }
}

/// The language of the templates that a language has.
fn template_language(language: &Language) -> &Language {
    if language.code == "da" { language } else { Language::english() }
}
