//! husting: from files about networks and their meetings to a site for readers and calendars for subscribers.
//!
//! Data falls one way. Between the two doors nothing reads a disk, a clock or the network: same input, same bytes out.
//!
//! ```text
//!  disk: content/ themes/
//!      │
//!      ▼  sources    door in     every file read once, in name order, and the date
//!      ▼  content    documents   text → front matter and body, with positions          (knows files)
//!      ▼  model      facts       documents → networks, meetings, people; all checked   (knows the domain)
//!      ▼  site       plan        facts → every page and feed, each with its address    (knows URLs)
//!      ▼  render     bytes       plan + theme → HTML, .ics, Atom, search index, data   (knows formats)
//!      ▼  publish    door out    bytes → public/: only what differs, the whole site in one step
//!      │
//!  disk: public/                 watch says "look again"; serve shows the same bytes and the same problems
//! ```
//!
//! Underneath lie [`diagnostics`] and [`language`]: any room may add a problem, none prints one. A room imports from the
//! rooms above it in this list and from those two, never from below; a test reads the `use` lines and holds this.
//! Beside the way stand [`scaffold`], which writes content for people to fill in, [`edit`], which changes single fields of
//! what they wrote, [`import`], which makes it of other calendars, and [`schema`], which tells their editors what may be
//! written. [`desk`] is where people edit in the browser. On top stand the command line and the program.

pub mod diagnostics;
pub mod error;
pub mod language;
pub mod output;

pub mod sources;

pub mod content;

pub mod model;

pub mod schema;

pub mod ledger;

pub mod scaffold;

pub mod edit;

pub mod site;

pub mod render;

pub mod publish;

pub mod watch;

pub mod desk;
pub mod serve;

pub mod import;

pub mod cli;

use diagnostics::Diagnostics;
use ledger::{Identities, Ledger};
use model::Model;
use output::{Files, InMemory};
use sources::Sources;

pub use output::Output;

/// What a build comes to, beside its files.
#[derive(Debug)]
pub struct Outcome {
    /// What has been published if its files are: to be kept with the content.
    pub ledger: Ledger,
    /// Everything that was noticed. The files are to be published only if no problem blocks it.
    pub problems: Diagnostics,
    /// The site's language, for telling the problems.
    pub language: &'static language::Language,
    /// All facts of the site.
    pub model: Model,
}

/// A build in memory.
#[derive(Debug)]
pub struct Built {
    /// The whole site. To be published only if no problem blocks it.
    pub output: Output,
    /// What has then been published: to be kept with the content.
    pub ledger: Ledger,
    /// Everything that was noticed.
    pub problems: Diagnostics,
    /// The site's language, for telling the problems.
    pub language: &'static language::Language,
}

/// What a build leaves for the next: what was read from files, and what was made from them alone. Everything in it knows what it
/// was made from and counts for nothing else, so that a build comes to the same with it and without.
#[derive(Debug, Default)]
pub struct Memory {
    content: content::Memory,
    ledger: ledger::Memory,
    model: model::Memory,
    events: render::calendar::Memory,
}

/// Builds the whole site and hands each file to `files` as it is made. There is no other way to build: watching calls this
/// again.
pub fn build_into(sources: &Sources, files: &dyn Files) -> Outcome {
    let mut problems = sources.problems.clone();
    let content = content::read(sources, &mut problems);
    let remembered = Ledger::read(&content, &mut problems);
    let model = model::check(content, sources, &mut problems);
    made(model, &remembered, sources, None, files, problems)
}

/// The same after other builds of the site: what `memory` has is not made again.
pub fn build_again(sources: &Sources, memory: &mut Memory, files: &dyn Files) -> Outcome {
    let mut problems = sources.problems.clone();
    let content = content::read_again(sources, &mut memory.content, &mut problems);
    let remembered = Ledger::read_again(&content, &mut memory.ledger, &mut problems);
    let model = model::check_again(content, sources, &mut memory.model, &mut problems);
    made(model, &remembered, sources, Some(&mut memory.events), files, problems)
}

fn made(
    model: Model,
    remembered: &Ledger,
    sources: &Sources,
    memory: Option<&mut render::calendar::Memory>,
    files: &dyn Files,
    mut problems: Diagnostics,
) -> Outcome {
    let mut of_identities = Diagnostics::default();
    let (site, identities) = rayon::join(
        || site::plan(&model, remembered, &mut problems),
        || Identities::find(&model, remembered, &mut of_identities),
    );
    problems.extend(of_identities);
    let around = render::Around { remembered, identities: &identities, sources };
    let ledger = render::all(&site, around, memory, files, &mut problems);
    drop(site);
    Outcome { ledger, problems, language: model.settings.language, model }
}

/// [`build_into`] memory.
pub fn build(sources: &Sources) -> Built {
    let files = InMemory::default();
    let Outcome { ledger, problems, language, .. } = build_into(sources, &files);
    Built { output: files.into_output(), ledger, problems, language }
}
