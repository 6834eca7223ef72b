//! Problems in the content: what is wrong, where, and the facts that a sentence about it needs.
//!
//! Any room may add a problem; none prints one. A diagnostic holds facts only: the words live in `language`, one text a
//! kind in every language, and [`show`] puts both together for a terminal, a browser, a review comment or as JSON.

mod kinds;
pub mod show;

pub use kinds::{Kind, Severity};

use std::ops::Range;

/// A file among the sources, by its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Where a problem lies: byte offsets into a source file, turned into line and column only when shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The bytes `range` of `file`. Files are far below 4 GiB (the door refuses larger ones), so offsets fit.
    pub fn new(file: FileId, range: Range<usize>) -> Place {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The very beginning of `file`: for problems of the file as a whole.
    pub fn top(file: FileId) -> Place {
        Place { file, start: 0, end: 0 }
    }

    /// A part of this place, by byte offsets counted from its start.
    pub fn within(self, part: Range<usize>) -> Place {
        let at = |offset: usize| self.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX)).min(self.end);
        Place { file: self.file, start: at(part.start), end: at(part.end) }
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem; its severity and its texts follow.
    pub kind: Kind,
    /// Where, unless it belongs to no file.
    pub place: Option<Place>,
    /// What the texts fill in, by the names that [`Kind::facts`] declares.
    pub facts: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// A problem of `kind` at `place`, without facts yet.
    pub fn new(kind: Kind, place: impl Into<Option<Place>>) -> Diagnostic {
        Diagnostic { kind, place: place.into(), facts: Vec::new() }
    }

    /// Adds a fact for the texts.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Diagnostic {
        debug_assert!(self.kind.facts().contains(&name), "{} declares no fact {name}", self.kind.id());
        self.facts.push((name, value.into()));
        self
    }

    /// Adds a fact if there is one; texts that need it are left out otherwise.
    pub fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Diagnostic {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// A fact by name.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Problems told of one file at most. Whoever has so many has one cause, and sees it in the first.
const MOST_OF_A_FILE: usize = 300;

type Order<'a> = (Option<Place>, Severity, Kind, &'a [(&'static str, String)]);

fn order(problem: &Diagnostic) -> Order<'_> {
    (problem.place, problem.kind.severity(), problem.kind, &problem.facts)
}

/// The gravest of one file's problems, in order, and a note of the rest.
fn at_most(of_file: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut kept: Vec<&Diagnostic> = of_file.iter().collect();
    // Stable: within a severity the first in the file come first.
    kept.sort_by_key(|problem| problem.kind.severity());
    let rest = kept.split_off(kept.len().min(MOST_OF_A_FILE));
    kept.sort_by(|a, b| order(a).cmp(&order(b)));
    let place = rest.iter().filter_map(|problem| problem.place).min();
    let note = Diagnostic::new(Kind::ManyMore, place).with("count", rest.len().to_string());
    kept.into_iter().cloned().chain((!rest.is_empty()).then_some(note)).collect()
}

/// All problems of a run, in the order found; sorted by [`Diagnostics::sorted`].
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, problem: Diagnostic) {
        self.0.push(problem);
    }

    /// Adds all of `others`.
    pub fn extend(&mut self, others: Diagnostics) {
        self.0.extend(others.0);
    }

    /// Those at a place in one of some files.
    pub fn where_file(mut self, is_meant: impl Fn(FileId) -> bool) -> Diagnostics {
        self.0.retain(|problem| problem.place.is_some_and(|place| is_meant(place.file)));
        self
    }

    /// Whether any of them holds a build back: errors, and warnings too when `strict`.
    pub fn block(&self, strict: bool) -> bool {
        self.0.iter().any(|problem| match problem.kind.severity() {
            Severity::Error => true,
            Severity::Warning => strict,
            Severity::Note => false,
        })
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|problem| problem.kind.severity() == severity).count()
    }

    /// The problems by file, place and kind, each once: the same fact found by two rules is told once. Of a file with
    /// more than anyone reads, the gravest are kept, and how many more there are is told.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| order(a).cmp(&order(b)));
        self.0.dedup();
        if self.0.len() <= MOST_OF_A_FILE {
            return self.0;
        }
        let file = |problem: &Diagnostic| problem.place.map(|place| place.file);
        let of_files = self.0.chunk_by(|a, b| file(a) == file(b));
        of_files.flat_map(at_most).collect()
    }

    /// Whether none was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems as found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }
}
