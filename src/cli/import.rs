//! `import`: reads the files, writes the meetings that `import` makes of them, and tells what is left.

use std::fs;

use super::Exit;
use super::args::Import;
use super::failure::Failure;
use super::make::meeting::find_network;
use super::make::write_new;
use super::site::SiteFolder;
use super::tell::{self, Problems};
use crate::content;
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::import::{self, Input, Target};
use crate::language::Language;
use crate::language::fold::slug;
use crate::model;
use crate::sources::Sources;

/// Imports meetings.
pub(super) fn import(arguments: &Import, folder: &SiteFolder) -> Result<Exit, Failure> {
    let reading = folder.read()?;
    let language = reading.settings.language;
    let target = target(arguments, &reading.sources)?;
    let inputs = arguments.files.iter().map(|path| {
        let bytes = fs::read(path).map_err(Error::at("read", path))?;
        Ok(Input { shown: path.display().to_string(), bytes })
    });
    let inputs: Vec<Input> = inputs.collect::<Result<_, Failure>>()?;
    let imported = import::import(&inputs, &target, &reading.sources);
    let blocked = imported.problems.block(false);
    Problems::new(imported.problems, language, &imported.inputs).tell(arguments.format)?;
    for file in &imported.files {
        let (key, path) = if arguments.dry_run {
            ("cmd_import_would", file.path.clone())
        } else {
            let path = write_new(folder.folder(), file)?;
            ("cmd_import_written", path.strip_prefix(".").unwrap_or(&path).display().to_string())
        };
        tell::line(&language.fill(key, &[("path", &path)]));
    }
    tell::line(&done(imported.count, imported.files.len(), arguments.dry_run, language));
    Ok(if blocked { Exit::Content } else { Exit::Done })
}

/// Where the meetings go. A network must be there, a new one must not.
fn target(arguments: &Import, sources: &Sources) -> Result<Target, Failure> {
    let mut unheard = Diagnostics::default();
    let model = model::check(content::read(sources, &mut unheard), sources, &mut unheard);
    if let Some(typed) = &arguments.network {
        let id = find_network(typed, &model)?;
        return Ok(Target::Network(model.networks.key(id).to_owned()));
    }
    let Some(title) = &arguments.new_network else { return Ok(Target::AsNamed) };
    let id = slug(title);
    if id.is_empty() {
        return Err(Failure::NoName(title.clone()));
    }
    match model.networks.find(&id) {
        Some(there) => {
            let path = sources.file(model.networks[there].file).map(|file| file.shown.clone()).unwrap_or(id);
            Err(Failure::Exists(path.into()))
        }
        None => Ok(Target::New(title.trim().to_owned())),
    }
}

/// The last line: how much there is to read through.
fn done(meetings: usize, files: usize, is_dry: bool, language: &Language) -> String {
    if files == 0 {
        return language.word("cmd_import_none").to_owned();
    }
    let (meetings, files) =
        (language.count("cmd_import_meetings", meetings), language.count("cmd_import_files", files));
    let made = language.fill("cmd_import_done", &[("meetings", &meetings), ("files", &files)]);
    if is_dry {
        return made;
    }
    format!("{made}\n{}", language.word("cmd_import_next"))
}
