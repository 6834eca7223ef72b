//! The site as it is on the disk, or as it would be with another text, and what of it the desk's pages tell.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::ROOT;
use super::html::{address, escape};
use crate::content;
use crate::diagnostics::show::{Shown, SourceText, show};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Place};
use crate::edit::{Doc, Kind, Path};
use crate::language::Language;
use crate::ledger::Ledger;
use crate::model::fields::{KINDS, Table};
use crate::model::names;
use crate::model::reader::Prose;
use crate::model::translation::of_path;
use crate::model::{self, Model, settings};
use crate::render::markdown::{self, Around, Part};
use crate::site::{self, Site};
use crate::sources::{Form, Sources};

/// A site that was read.
pub(super) struct Look {
    pub sources: Sources,
    pub model: Model,
    pub language: &'static Language,
    /// What was published before.
    pub published: Ledger,
    /// The name of the table whose fields a Markdown file has.
    kinds: BTreeMap<FileId, &'static str>,
}

/// A file of the content.
pub(super) struct File<'l> {
    pub id: FileId,
    /// Its path below `content/`, as addresses name it.
    pub path: &'l str,
    /// Its path from the site folder, as it is on disk.
    pub shown: &'l str,
    pub text: &'l str,
    /// Whose fields it has; none for data files, which are edited as text.
    pub table: Option<Table>,
}

/// A problem of a text, with the field it belongs beside.
pub(super) struct Told {
    pub field: Option<Path>,
    pub shown: Shown,
}

impl Look {
    pub fn new(sources: Sources) -> Look {
        let mut unheard = Diagnostics::default();
        let content = content::read(&sources, &mut unheard);
        let (_, sorted) = names::sort(&content, settings::language(&content), &mut unheard);
        let kinds = sorted.kinds();
        let published = Ledger::read(&content, &mut unheard);
        let model = model::check(content, &sources, &mut unheard);
        Look { language: model.settings.language, sources, model, published, kinds }
    }

    /// The text file of that path.
    pub fn file(&self, path: &str) -> Option<File<'_>> {
        let (id, file) = self.sources.numbered().find(|(_, file)| file.path == path)?;
        // The ledger is the program's own hand, and what else is no text is no one's to edit here.
        let is_closed = file.path == crate::ledger::FILE || !file.shown.starts_with("content/");
        let text = std::str::from_utf8(&file.bytes).ok().filter(|_| Form::of(path).is_text() && !is_closed)?;
        Some(File { id, path: &file.path, shown: &file.shown, text, table: self.table(id) })
    }

    /// The files that give a file's words in other languages.
    pub fn translations(&self, file: &File<'_>) -> Vec<File<'_>> {
        let is_its = |path: &str| of_path(path).is_some_and(|(original, _)| original == file.path);
        self.sources
            .files
            .iter()
            .filter(|other| is_its(&other.path))
            .filter_map(|other| self.file(&other.path))
            .collect()
    }

    fn table(&self, file: FileId) -> Option<Table> {
        let name = self.kinds.get(&file)?;
        KINDS.iter().find(|table| table.name == *name).copied()
    }

    /// What a build says of the file with this text in its place.
    pub fn problems(&self, file: &File<'_>, text: &str) -> Vec<Told> {
        let sources = self.with_text(file, text);
        let built = crate::build(&sources);
        let doc = Doc::read(text);
        let own = built.problems.sorted().into_iter().filter(|problem| is_in(problem, file.id));
        own.map(|problem| self.told(&problem, file, text, &doc)).collect()
    }

    fn with_text(&self, file: &File<'_>, text: &str) -> Sources {
        let mut files = self.sources.files.clone();
        if let Some(changed) = files.get_mut(file.id.0 as usize) {
            changed.bytes = text.into();
        }
        Sources {
            files,
            themes: self.sources.themes.clone(),
            problems: Diagnostics::default(),
            today: self.sources.today,
            base_url: self.sources.base_url.clone(),
            // What is wrong with a draft is worth knowing before it is published.
            drafts: true,
            accept_losses: false,
        }
    }

    fn told(&self, problem: &Diagnostic, file: &File<'_>, text: &str, doc: &Doc<'_>) -> Told {
        let shown = show(problem, self.language, Some(SourceText { path: file.shown, text }));
        let at = problem.place.map(|place| place.start as usize);
        let field = self.kind(file).zip(at).and_then(|(kind, at)| doc.path_at(kind, at));
        Told { field, shown }
    }

    /// How the fields of a file are read and written.
    pub fn kind(&self, file: &File<'_>) -> Option<Kind> {
        file.table.map(|table| Kind { table: table.fields, language: self.language })
    }

    /// Markdown of a file as its page would show it.
    pub fn preview(&self, file: &File<'_>, text: &str) -> String {
        let site = self.site();
        let place = Place::top(file.id);
        let prose = Prose { text: text.into(), place, exact: false };
        let around = Around { part: Part::Body, source: file.path, site: &site, include: &as_asked };
        markdown::body(&prose, around, &mut Diagnostics::default()).html
    }

    fn site(&self) -> Site<'_> {
        site::plan(&self.model, &self.published, &mut Diagnostics::default())
    }

    /// Where the page of a file is, as a link says it.
    pub fn page_of(&self, file: FileId) -> Option<String> {
        let site = self.site();
        let mut all = site.in_all_languages().flat_map(|site| site.pages.iter().map(move |page| (site, page)));
        let (site, page) = all.find(|(site, page)| site.source(page.kind) == Some(file))?;
        Some(site.urls.href(&page.address))
    }

    /// The things of a kind that can be named, by id and title.
    pub fn things(&self, kind: &str) -> Vec<(String, String)> {
        let model = &self.model;
        match kind {
            "roles" => model.roles.iter().map(|(id, role)| (model.roles.key(id), &role.title)).map(owned).collect(),
            "people" => model.people.iter().map(|(id, one)| (model.people.key(id), &one.name)).map(owned).collect(),
            "places" => {
                model.places.iter().map(|(id, place)| (model.places.key(id), &place.title)).map(owned).collect()
            }
            "organisations" => model
                .organisations
                .iter()
                .map(|(id, one)| (model.organisations.key(id), &one.title))
                .map(owned)
                .collect(),
            "networks" => {
                model.networks.iter().map(|(id, one)| (model.networks.key(id), &one.title)).map(owned).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Where to edit the page at a path of the preview; the start page, if it comes from no single file.
    pub fn edit_address(&self, page: Option<&str>) -> String {
        let site = self.site();
        let asked = page.unwrap_or_default().trim_end_matches("index.html");
        let mut all = site.in_all_languages().flat_map(|site| site.pages.iter().map(move |page| (site, page)));
        let found = all.find(|(site, page)| site.urls.href(&page.address) == asked);
        let file = found.and_then(|(site, page)| site.source(page.kind)).and_then(|id| self.sources.file(id));
        file.map_or_else(|| ROOT.to_owned(), |file| address("edit", &file.path))
    }
}

/// What is put in on the page itself is shown in the preview as it was asked for.
fn as_asked(name: &str, which: &str, _: Place, _: &mut Diagnostics) -> String {
    format!("<p><code>{{{}: {}}}</code></p>", escape(name), escape(which))
}

fn owned((id, title): (&str, &String)) -> (String, String) {
    (id.to_owned(), title.clone())
}

fn is_in(problem: &Diagnostic, file: FileId) -> bool {
    problem.place.is_some_and(|place| place.file == file)
}

/// What tells one text from another.
pub(super) fn hash(text: &str) -> String {
    let mut state = DefaultHasher::new();
    text.hash(&mut state);
    format!("{:016x}", state.finish())
}
