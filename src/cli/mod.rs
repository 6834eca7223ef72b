//! The command line: what may be asked for, a short function for each, and what the person is told.
//!
//! - `args`: commands and options, with their help; `site`: a site folder as the options name it, read on demand; `clock`:
//!   what day it is there
//! - `build`: `build` and `check`; `live`: `serve` and `watch`; `make`: `init` and `new`; `import`: meetings
//!   of other calendars; `schema`: what editors complete by; `shell`: what shells complete by, and the manual page
//! - `tell`: problems and last lines; `failure`: what stopped a command, in words; `progress`: a sign of life
//!
//! This is the only place that prints. What a site is, is decided in the rooms above.

mod args;
mod build;
mod clock;
mod failure;
mod import;
mod live;
mod make;
mod progress;
mod schema;
mod shell;
mod site;
mod tell;

use std::process::ExitCode;

use clap::Parser;

use crate::serve::Asked;
use args::{Arguments, Command};
use failure::Failure;
use site::SiteFolder;

/// What a command came to, as the shell learns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Done.
    Done,
    /// The content has errors.
    Content,
    /// It was asked for in a way that cannot be.
    Usage,
    /// The machine failed: disk full, no permission.
    Machine,
    /// It was asked to stop.
    Stopped(Asked),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::Machine => 3,
            Exit::Stopped(asked) => asked.exit_status(),
        })
    }
}

/// Reads the arguments of the process and does what they ask for.
pub fn main() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => run(arguments.command).into(),
        Err(asked) => {
            // Help that nobody reads any more (a closed pipe) is no failure.
            let _ = asked.print();
            if asked.use_stderr() { Exit::Usage } else { Exit::Done }.into()
        }
    }
}

fn run(command: Command) -> Exit {
    let (done, language) = match &command {
        Command::Build(arguments) => on_site(&arguments.site, |site| build::build(arguments, site)),
        Command::Check(arguments) => on_site(&arguments.site, |site| build::check(arguments, site)),
        Command::Serve(arguments) => on_site(&arguments.site, |site| live::serve(arguments, site)),
        Command::Watch(arguments) => on_site(&arguments.site, |site| live::watch(arguments, site)),
        Command::New(arguments) => on_site(&arguments.site, |site| make::new(arguments, site)),
        Command::Import(arguments) => on_site(&arguments.site, |site| import::import(arguments, site)),
        Command::Init(arguments) => make::init(arguments),
        Command::Schema(arguments) => schema::schema(arguments),
        Command::Completions(arguments) => shell::completions(arguments),
        Command::Manual => shell::manual(),
    };
    done.unwrap_or_else(|failure| {
        tell::failure(&failure, language);
        failure.exit()
    })
}

/// What a command came to, and the language to tell a failure in.
type Outcome = (Result<Exit, Failure>, &'static crate::language::Language);

fn on_site(options: &args::Site, command: impl FnOnce(&SiteFolder) -> Result<Exit, Failure>) -> Outcome {
    let site = SiteFolder::new(options);
    // Without threads nothing can be read, not even the site's language.
    if let Err(failure) = set_threads(options.jobs) {
        return (Err(failure), crate::language::Language::english());
    }
    (command(&site), site.language())
}

/// Reading and rendering use every core unless told otherwise. Threads that cannot be had are found out here, where it can
/// be told.
fn set_threads(jobs: Option<usize>) -> Result<(), Failure> {
    /// As many as there are cores.
    const ALL: usize = 0;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(ALL)).build_global();
    pool.map_err(|error| Failure::Threads(error.to_string()))
}
