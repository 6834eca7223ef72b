//! The local preview: the files of the last build over HTTP, new ones shown as they are made, problems laid over the pages.
//!
//! One thread waits for changes and builds; the one that called [`serve`] answers requests. Between them passes one
//! value, the [`Snapshot`], swapped whole: a request sees one build or the next, never parts of two. It is passed on as soon
//! as the build knows its pages, before they are made; who asks for one then waits for that one alone ([`SiteFiles`]). The
//! server adds its script to HTML on the way out, so the files shown are those that a build would write.
//!
//! - `door`: who may ask (Host and Origin); `net`: ports, connections, limits; `patience`: with those who take nothing;
//!   `stopping`: signals; `routes`: which answer for which address
//! - `site_files`: the files of a build, all there or still being made
//! - `address`: paths asked for → keys of the file map; `content`: a file as a response
//! - `view`: a snapshot and what open pages compare to know whether they are out of date; `events`: telling them
//! - `page`: the server's own HTML; `preview.js`, `preview.css`: its script and looks; `desk.js`, `desk.css`: those of the
//!   pages that [`crate::desk`] makes
//! - `editing`: questions to the desk, let through only with its token

mod address;
mod browser;
mod content;
mod door;
mod editing;
mod events;
mod net;
mod page;
mod patience;
mod routes;
mod site_files;
mod stopping;
mod view;

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use tokio::sync::watch;

use crate::desk::Desk;
use crate::diagnostics::show::Shown;
use crate::watch::{Wake, WatchError, Watcher, Watching};
use address::Base;
use door::Door;
use view::View;

pub use site_files::SiteFiles;
pub use stopping::{Asked, asked_to_stop};

/// What one build made.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The site.
    pub files: Arc<SiteFiles>,
    /// Stands for all that `files` are made from, but for style sheets: equal numbers, equal pages.
    pub made_from: u64,
    /// In the order to show them.
    pub problems: Vec<Shown>,
    /// The build had errors; `files` are those of the last good build, or none when there was none yet.
    pub failed: bool,
    /// The server's own words in the language of this build.
    pub words: OverlayWords,
}

/// The server's own few words, in the site's language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OverlayWords {
    /// BCP 47 tag: `da`.
    pub language: String,
    /// What the problems amount to: "2 fejl og 1 advarsel".
    pub headline: String,
    /// Said while the last good site is shown: "Siden bagved er den seneste uden fejl."
    pub stale: String,
    /// Headline of the page shown while there is no good site yet: "Webstedet kan ikke vises endnu".
    pub nothing_yet: String,
    /// The word for an error: "Fejl".
    pub error: String,
    /// The word for a warning: "Advarsel".
    pub warning: String,
    /// The word for a note: "Bemærk".
    pub note: String,
    /// Over the hints: "Gør sådan".
    pub hints: String,
    /// Said after the first few hundred problems: "Resten vises, når nogle af disse er rettet."
    pub more: String,
    /// On the button that closes the problems: "Luk".
    pub close: String,
    /// The link to where the page is edited: "Ret siden".
    pub edit: String,
    /// Said by an open page when the server is gone: "Forhåndsvisningen er standset."
    pub lost: String,
    /// For a page that is not there, where the site has no 404.html: "Siden findes ikke".
    pub not_found: String,
}

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// `None`: 3003, or the next free one. 0: any free one.
    pub port: Option<u16>,
    /// The address to listen on; usually 127.0.0.1. See [`Options::is_open_to_others`].
    pub host: IpAddr,
    /// Show the site in the person's browser.
    pub open: bool,
    /// The path of the site's address: `/`, or `/netvaerk/` for a site that lives below one.
    pub base_path: String,
    /// Where people edit; left out, nobody can. It is never open to other computers.
    pub desk: Option<Arc<Desk>>,
}

impl Options {
    /// Whether other computers can reach the preview, which deserves a warning.
    pub fn is_open_to_others(&self) -> bool {
        !self.host.is_loopback()
    }
}

/// What there is to say when the server has begun.
#[derive(Debug, Clone)]
pub struct Started {
    /// Where the server listens.
    pub address: SocketAddr,
    /// Where the front page is: `http://127.0.0.1:3003/netvaerk/`.
    pub url: String,
    /// How changes are found.
    pub watching: Watching,
}

/// Why the site could not be served (any longer).
#[derive(Debug)]
pub enum ServeError {
    /// The port asked for is in use.
    PortTaken(SocketAddr),
    /// No port asked for, and all of these are in use.
    NoFreePort(IpAddr, RangeInclusive<u16>),
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
    /// Changes to the site's files cannot be followed.
    Watch(WatchError),
    /// Threads or signals were refused by the system.
    System(io::Error),
    /// The building thread ended by itself, which is a fault in the program.
    BuildingEnded,
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::PortTaken(address) => write!(f, "port {} is in use", address.port()),
            ServeError::NoFreePort(_, ports) => {
                write!(f, "all ports from {} to {} are in use", ports.start(), ports.end())
            }
            ServeError::Listen(address, error) => write!(f, "cannot listen on {address}: {error}"),
            ServeError::Watch(error) => error.fmt(f),
            ServeError::System(error) => write!(f, "the preview cannot run: {error}"),
            ServeError::BuildingEnded => f.write_str("the building thread ended unexpectedly"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ServeError::Listen(_, error) | ServeError::System(error) => Some(error),
            ServeError::Watch(error) => Some(error),
            ServeError::PortTaken(_) | ServeError::NoFreePort(..) | ServeError::BuildingEnded => None,
        }
    }
}

/// Serves until interrupted (SIGINT, SIGTERM) and says by which, calling `rebuild` once before `started` and then whenever something in
/// `folders` changed or the day ended. `rebuild` hands on what is to be shown, any number of times: a site that is being made, and
/// how it ended.
///
/// # Errors
/// If there is no port or no thread to be had, or if `rebuild` panics.
pub fn serve(
    options: &Options,
    folders: &[PathBuf],
    next_midnight: impl Fn() -> Instant + Send + 'static,
    mut rebuild: impl FnMut(&(dyn Fn(Snapshot) + Sync)) + Send + 'static,
    started: impl FnOnce(Started),
) -> Result<Asked, ServeError> {
    // A port that is taken should not cost a build's wait; a change during the first build should not be missed.
    let (listener, address) = net::bind(options.host, options.port)?;
    let watcher = Watcher::new(folders).map_err(ServeError::Watch)?;
    let stopper = watcher.stopper();
    let watching = watcher.watching().clone();

    let midnight = next_midnight();
    let first = Mutex::new(None);
    rebuild(&|snapshot| *first.lock().unwrap_or_else(PoisonError::into_inner) = Some(snapshot));
    let first = first.into_inner().unwrap_or_else(PoisonError::into_inner).ok_or(ServeError::BuildingEnded)?;
    let (publish, views) = watch::channel(Arc::new(View::new(first)));
    let building = Building { watcher, midnight, publish };
    thread::Builder::new()
        .name("building".to_owned())
        .spawn(move || building.run(&next_midnight, rebuild))
        .map_err(ServeError::System)?;

    let base = Base::new(&options.base_path);
    let url = net::url(address, &base);
    let announce = || {
        if options.open {
            browser::open(&url);
        }
        started(Started { address, url: url.clone(), watching });
    };
    let desk = options.desk.clone().filter(|_| !options.is_open_to_others());
    let result = net::run(listener, Door::new(options.host, address.port()), base, desk, views, announce);
    // A build under way is not waited for: it only makes a value, and nobody wants that any more.
    stopper.stop();
    result
}

/// The thread that waits and builds.
struct Building {
    watcher: Watcher,
    midnight: Instant,
    publish: watch::Sender<Arc<View>>,
}

impl Building {
    fn run(mut self, next_midnight: &dyn Fn() -> Instant, mut rebuild: impl FnMut(&(dyn Fn(Snapshot) + Sync))) {
        while self.watcher.wait_for_day(self.midnight, next_midnight) != Wake::Stopped {
            self.midnight = next_midnight();
            rebuild(&|snapshot| drop(self.publish.send_replace(Arc::new(View::new(snapshot)))));
        }
    }
}
