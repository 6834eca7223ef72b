//! The desk: the pages below `/_husting/` where people see what is up and edit what they wrote, in the site's language.
//!
//! A question goes in, an answer comes out; HTTP is [`serve`](crate::serve)'s business. Every answer reads the site anew, so
//! that none is older than what lies on the disk. What is written goes through `store` alone: below `content/`, never over
//! a text that the person has not seen.
//!
//! - `look`: the site as it is, or as it would be with another text; `start`: the start page
//! - `form`, `controls`: a file as a form; `answers`: a form as a text; `acts`: new, copy, cancel, move; `dates`: other days
//! - `html`: elements and escaping; `store`: the disk

mod acts;
mod answers;
mod controls;
mod dates;
mod form;
mod html;
mod look;
mod start;
mod store;

pub use html::escape;

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::sync::Mutex;

use crate::language::Language;
use crate::sources::Sources;
use look::Look;

/// Where everything of the desk's is.
pub const ROOT: &str = "/_husting/";
/// The name of the form field and, with `x-husting-` before it, of the header that carry the token.
pub const TOKEN: &str = "token";

/// Reads the site; what stopped it in words, if it cannot be read.
pub type ReadSite = Box<dyn Fn() -> Result<Sources, String> + Send + Sync>;

/// A site folder and what guards it.
pub struct Desk {
    folder: PathBuf,
    read: ReadSite,
    token: String,
    /// Held while a text is compared and written.
    writing: Mutex<()>,
}

/// A question to the desk.
#[derive(Debug)]
pub struct Ask<'a> {
    /// The path below [`ROOT`], decoded.
    pub path: &'a str,
    /// What stood behind the `?`, decoded.
    pub query: &'a [(String, String)],
    /// The form that was sent, if one was; its token has been checked.
    pub form: Option<&'a [(String, String)]>,
}

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Reply {
    /// A whole page.
    Page(Status, String),
    /// For the desk's own script.
    Json(String),
    /// Go on at this address.
    Go(String),
}

/// What kind of page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// What was asked for.
    Found,
    /// There is nothing of that name.
    Missing,
    /// The text is not what the person began from.
    Conflict,
    /// It was asked for in a way that cannot be.
    Refused,
    /// The disk failed.
    Failed,
}

impl fmt::Debug for Desk {
    /// Without the token: what is logged is read by others.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Desk {
    /// A desk for the site in `folder`, with a token of its own.
    pub fn new(folder: PathBuf, read: ReadSite) -> Desk {
        // Keyed with 128 bits from the system's own source of chance; nobody outside can compute what comes out.
        let keyed = RandomState::new();
        let token = format!("{:016x}{:016x}", keyed.hash_one("husting"), keyed.hash_one("desk"));
        Desk { folder, read, token, writing: Mutex::new(()) }
    }

    /// What every form must carry, so that no other site's page can send one.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Answers a question.
    pub fn answer(&self, ask: &Ask<'_>) -> Reply {
        let look = match (self.read)() {
            Ok(sources) => Look::new(sources),
            Err(why) => return html::failed(Language::english(), &why),
        };
        let (act, path) = ask.path.split_once('/').unwrap_or((ask.path, ""));
        match (act, ask.form) {
            ("", None) => Reply::Page(Status::Found, start::page(&look)),
            ("edit", None) if path.is_empty() => Reply::Go(look.edit_address(query(ask, "page"))),
            ("edit" | "text", None) => self.show(&look, act, path, query(ask, "saved").is_some()),
            ("date", Some(form)) => dates::answer(&look, form),
            ("check", Some(form)) => self.on_file(&look, path, |file| answers::check(&look, file, form)),
            ("save", Some(form)) => self.on_file(&look, path, |file| answers::save(self, &look, file, form)),
            ("new" | "copy" | "cancel" | "move", Some(form)) => {
                self.on_file(&look, path, |file| acts::act(self, &look, file, act, form))
            }
            _ => html::missing(look.language),
        }
    }

    fn show(&self, look: &Look, act: &str, path: &str, saved: bool) -> Reply {
        self.on_file(look, path, |file| {
            let page =
                if act == "text" { form::text(self, look, file, saved) } else { form::page(self, look, file, saved) };
            Reply::Page(Status::Found, page)
        })
    }

    fn on_file(&self, look: &Look, path: &str, answer: impl FnOnce(&look::File<'_>) -> Reply) -> Reply {
        look.file(path).map_or_else(|| html::missing(look.language), |file| answer(&file))
    }
}

fn query<'a>(ask: &Ask<'a>, name: &str) -> Option<&'a str> {
    value(ask.query, name)
}

/// A value of a form.
fn value<'a>(form: &'a [(String, String)], name: &str) -> Option<&'a str> {
    form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
