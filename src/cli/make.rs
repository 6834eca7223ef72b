//! `init` and `new`: content that `scaffold` words, written to disk without ever overwriting anything.

mod answers;
pub(super) mod meeting;

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::{Init, New};
use super::clock::Today;
use super::failure::Failure;
use super::site::{Reading, SiteFolder};
use super::{Exit, Outcome, tell};
use crate::content;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::error::Error;
use crate::language::Language;
use crate::language::fold::fold;
use crate::ledger::Ledger;
use crate::model::{self, Model};
use crate::scaffold::{self, Around, NewFile};
use crate::site;
use crate::sources::{SourceFile, Sources};

/// Makes a small new site.
pub(super) fn init(arguments: &Init) -> Outcome {
    let language = answers::language(arguments);
    (make_site(arguments, language), language)
}

fn make_site(arguments: &Init, language: &'static Language) -> Result<Exit, Failure> {
    require_empty(&arguments.dir)?;
    let answers = answers::ask(arguments, language);
    let files = scaffold::site(language, &answers, today_here(arguments.today)?);
    fs::create_dir_all(&arguments.dir).map_err(Error::at("write", &arguments.dir))?;
    for file in &files {
        match write_new(&arguments.dir, file) {
            // Only hidden files may be there already, and theirs is the better one.
            Err(Failure::Exists(_)) => {}
            written => drop(written?),
        }
    }
    let (path, count) = (arguments.dir.display().to_string(), files.len().to_string());
    tell::line(&language.fill("cmd_init_done", &[("path", &path), ("count", &count)]));
    let go = if path == "." { String::new() } else { format!("  cd {path}\n") };
    tell::line(&format!("{}\n{go}  husting serve --open", language.word("cmd_init_next")));
    Ok(Exit::Done)
}

/// The day on this machine, where no site says a time zone yet.
fn today_here(asked: Option<Date>) -> Result<Date, Failure> {
    Ok(Today::asked(asked)?.date(&TimeZone::system()))
}

/// Some of the names in a folder that is not empty are told; hidden ones (`.git`) are in nobody's way.
fn require_empty(folder: &Path) -> Result<(), Failure> {
    const TOLD: usize = 5;
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(Error::at("read", folder))?,
    };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort_unstable();
    if names.len() > TOLD {
        names.truncate(TOLD);
        names.push("…".to_owned());
    }
    Err(Failure::NotEmpty(folder.to_owned(), names))
}

/// Writes a file that is not there yet, and says where.
pub(super) fn write_new(site: &Path, file: &NewFile) -> Result<PathBuf, Failure> {
    let path = site.join(&file.path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::at("write", folder))?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(mut new) => new.write_all(file.text.as_bytes()).map_err(Error::at("write", &path))?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(Failure::Exists(path)),
        Err(error) => return Err(Error::at("write", &path)(error).into()),
    }
    Ok(path)
}

/// What can be new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NewKind {
    Network,
    Meeting,
    News,
}

impl NewKind {
    const ALL: [(NewKind, &'static str, &'static str); 3] = [
        (NewKind::Network, "cmd_kind_network", "networks"),
        (NewKind::Meeting, "cmd_kind_meeting", "meetings"),
        (NewKind::News, "cmd_kind_news", "news"),
    ];

    /// The kind that a word means, in the site's language or in English: the kind's own word or its folder's.
    fn meant(word: &str, language: &Language) -> Option<NewKind> {
        let typed = fold(word);
        let means = |(_, key, folder): &(NewKind, &str, &str)| {
            [language, Language::english()].iter().any(|language| {
                fold(language.word(key)) == typed || language.folder(word).is_some_and(|named| named == *folder)
            })
        };
        NewKind::ALL.into_iter().find(means).map(|(kind, ..)| kind)
    }
}

/// Everything that is known about a site before something new is added to it.
struct Known {
    reading: Reading,
    model: Model,
}

/// Writes a new network, meeting or piece of news.
pub(super) fn new(arguments: &New, folder: &SiteFolder) -> Result<Exit, Failure> {
    let reading = folder.read()?;
    let language = reading.settings.language;
    let Some(kind) = NewKind::meant(&arguments.kind, language) else {
        return Err(Failure::UnknownKind(arguments.kind.clone()));
    };
    // What is wrong elsewhere is for `check` to tell.
    let mut unheard = Diagnostics::default();
    let read = content::read(&reading.sources, &mut unheard);
    let model = model::check(read, &reading.sources, &mut unheard);
    let known = Known { reading, model };
    let title = arguments.what.join(" ");
    let file = match kind {
        NewKind::Network => scaffold::network(&title, &known.around("networks", "roles"), language),
        NewKind::News => scaffold::news(&title, &known.around("news", "networks"), language),
        NewKind::Meeting => Some(meeting::meeting(&arguments.what, &known)?),
    };
    let file = file.ok_or(Failure::NoName(title))?;
    require_good(&file, &known)?;
    let path = write_new(folder.folder(), &file)?;
    let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
    tell::line(&language.fill("cmd_made", &[("path", &shown)]));
    if arguments.edit {
        edit(&path)?;
    }
    Ok(Exit::Done)
}

/// Refuses what would be an error: a meeting of a closed network, a second page at an address.
fn require_good(file: &NewFile, known: &Known) -> Result<(), Failure> {
    let old = &known.reading.sources;
    let path = file.path.strip_prefix("content/").unwrap_or(&file.path).to_owned();
    let mut files = old.files.clone();
    let at = files.partition_point(|other| other.path < path);
    if files.get(at).is_some_and(|there| there.path == path) {
        return Err(Failure::Exists(file.path.clone().into()));
    }
    files.insert(at, SourceFile { path, shown: file.path.clone(), bytes: file.text.as_str().into() });
    let sources = Sources {
        files,
        themes: Vec::new(),
        problems: Diagnostics::default(),
        base_url: old.base_url.clone(),
        today: old.today,
        drafts: true,
        accept_losses: false,
    };
    let mut found = Diagnostics::default();
    let model = model::check(content::read(&sources, &mut found), &sources, &mut found);
    site::plan(&model, &Ledger::default(), &mut found);
    let is_here = |problem: &&Diagnostic| {
        let there = problem.place.and_then(|place| sources.file(place.file));
        problem.kind.severity() == Severity::Error && there.is_some_and(|there| there.shown == file.path)
    };
    match found.sorted().iter().find(is_here) {
        Some(problem) => Err(Failure::Wrong(known.language().message(problem))),
        None => Ok(()),
    }
}

impl Known {
    fn language(&self) -> &'static Language {
        self.reading.settings.language
    }

    /// The folder of a kind, and an id of another to show in an example.
    fn around(&self, kind: &'static str, example: &str) -> Around<'_> {
        let first = match example {
            "roles" => self.model.roles.iter().next().map(|(id, _)| self.model.roles.key(id)),
            _ => self.model.networks.iter().next().map(|(id, _)| self.model.networks.key(id)),
        };
        Around {
            folder: scaffold::kind_folder(kind, &self.reading.sources, self.language()),
            example: first.unwrap_or("…"),
            today: self.reading.sources.today,
        }
    }
}

/// Opens the file in the person's editor and waits for its end.
fn edit(path: &Path) -> Result<(), Failure> {
    let editor = ["VISUAL", "EDITOR"].iter().filter_map(std::env::var_os).find(|editor| !editor.is_empty());
    let Some(editor) = editor else { return Err(Failure::NoEditor(path.to_owned())) };
    // Through the shell, as elsewhere, since the variable may hold options: "code --wait".
    let mut script = editor.clone();
    script.push(" \"$@\"");
    let status = Command::new("sh").arg("-c").arg(script).arg(&editor).arg(path).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::Editor(status.to_string())),
        Err(error) => Err(Failure::Editor(error.to_string())),
    }
}
