//! A site folder as the options name it, read as often as wanted.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::args;
use super::clock::Today;
use super::failure::Failure;
use crate::content;
use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::language::Language;
use crate::model::names::Known;
use crate::model::settings::{self, Settings};
use crate::sources::{self, SourceFile, Sources};

/// The day that stands in until the site's time zone is known.
const SOME_DAY: Date = Date::constant(2000, 1, 1);

/// A site folder.
#[derive(Debug, Clone)]
pub(super) struct SiteFolder {
    folder: PathBuf,
    options: args::Site,
}

/// A site folder's content, and what its site.yaml says by itself.
pub(super) struct Reading {
    pub sources: Sources,
    pub settings: Settings,
}

impl SiteFolder {
    pub fn new(options: &args::Site) -> SiteFolder {
        SiteFolder { folder: options.site.clone(), options: options.clone() }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What a site is made of, and what is watched.
    pub fn watched(&self) -> [PathBuf; 2] {
        [self.folder.join("content"), self.folder.join("themes")]
    }

    /// Where the finished site goes.
    pub fn output(&self, asked: Option<&Path>) -> PathBuf {
        asked.map_or_else(|| self.folder.join("public"), Path::to_owned)
    }

    /// Where a build keeps the ledger; nowhere if it was read from elsewhere.
    pub fn ledger(&self) -> Option<PathBuf> {
        self.options.ledger.is_none().then(|| self.folder.join("content/ledger.yaml"))
    }

    /// Refuses a folder that is no site, before anything is made in it.
    pub fn require_content(&self) -> Result<(), Failure> {
        match fs::metadata(self.folder.join("content")) {
            Ok(found) if found.is_dir() => Ok(()),
            Ok(_) => Err(Failure::NoSite(self.folder.clone())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Failure::NoSite(self.folder.clone())),
            Err(error) => Err(Error::at("read", &self.folder.join("content"))(error).into()),
        }
    }

    /// Reads everything, as the options ask for it.
    pub fn read(&self) -> Result<Reading, Failure> {
        self.require_content()?;
        self.reading(Sources::read(&self.folder, SOME_DAY)?)
    }

    /// The same where much was read before.
    pub fn read_again(&self, memory: &mut sources::Memory) -> Result<Reading, Failure> {
        self.require_content()?;
        self.reading(Sources::read_again(&self.folder, SOME_DAY, memory)?)
    }

    fn reading(&self, mut sources: Sources) -> Result<Reading, Failure> {
        let today = Today::asked(self.options.today)?;
        sources.base_url = self.options.base_url.clone();
        sources.drafts = self.options.drafts;
        if let Some(path) = &self.options.ledger {
            let bytes = fs::read(path).map_err(Error::at("read", path))?;
            sources.use_ledger(path.display().to_string(), bytes);
        }
        let settings = settings_alone(&sources);
        sources.today = today.date(&settings.zone);
        Ok(Reading { settings, sources })
    }

    /// The site's language, for when it could not be read as a whole; English if not even site.yaml can.
    pub fn language(&self) -> &'static Language {
        let mut texts = settings::FILES.into_iter().filter_map(|name| sources::text_alone(&self.folder, name));
        let text = texts.next().unwrap_or_default();
        settings_alone(&Sources::in_memory(&[(settings::FILES[0], &text)], SOME_DAY)).language
    }
}

/// What site.yaml says, read without the rest: the day depends on its time zone, and the rest on the day. Its problems are
/// told when all is read.
fn settings_alone(sources: &Sources) -> Settings {
    let is_settings = |file: &&SourceFile| settings::FILES.contains(&file.path.as_str());
    let alone = Sources {
        files: sources.files.iter().filter(is_settings).take(1).cloned().collect(),
        themes: Vec::new(),
        problems: Diagnostics::default(),
        today: sources.today,
        base_url: sources.base_url.clone(),
        drafts: sources.drafts,
        accept_losses: false,
    };
    let mut unheard = Diagnostics::default();
    let content = content::read(&alone, &mut unheard);
    let language = settings::language(&content);
    settings::settings(
        content.data.first().map(Arc::as_ref),
        &Known::default(),
        alone.today,
        alone.base_url.as_deref(),
        language,
        &mut unheard,
    )
}
