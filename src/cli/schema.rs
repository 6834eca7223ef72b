//! `schema`: what an editor needs to know about the files, into a folder or on standard output.

use std::fs;
use std::path::Path;

use super::args::{self, Schema};
use super::failure::Failure;
use super::site::SiteFolder;
use super::{Exit, Outcome, tell};
use crate::error::Error;
use crate::language::Language;
use crate::schema;

/// Writes or prints the schemas that were asked for.
pub(super) fn schema(arguments: &Schema) -> Outcome {
    let language = language(arguments);
    let done = match (&arguments.output, &arguments.kind) {
        (Some(folder), kind) => write(folder, kind.as_deref(), language),
        (None, kind) => {
            let text = kind.as_deref().and_then(|kind| schema::schema(kind, language));
            tell::print(&text.unwrap_or_default()).map(|()| Exit::Done)
        }
    };
    (done, language)
}

/// The language asked for, else that of the site. Without a site it is English.
fn language(arguments: &Schema) -> &'static Language {
    let asked = arguments.language.as_deref().and_then(Language::of);
    asked.unwrap_or_else(|| {
        let options = args::Site { site: arguments.site.clone(), ..args::Site::default() };
        SiteFolder::new(&options).language()
    })
}

fn write(folder: &Path, only: Option<&str>, language: &Language) -> Result<Exit, Failure> {
    fs::create_dir_all(folder).map_err(Error::at("write", folder))?;
    for kind in schema::kinds().filter(|kind| only.is_none_or(|only| only == *kind)) {
        let path = folder.join(schema::file_name(kind));
        let text = schema::schema(kind, language).unwrap_or_default();
        fs::write(&path, text).map_err(Error::at("write", &path))?;
    }
    let made = only.map_or_else(|| folder.to_owned(), |kind| folder.join(schema::file_name(kind)));
    tell::line(&language.fill("cmd_made", &[("path", &made.display().to_string())]));
    Ok(Exit::Done)
}
