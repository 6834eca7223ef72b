//! A snapshot, and what open pages compare to learn whether they are out of date.

use std::collections::hash_map::DefaultHasher;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::Snapshot;

/// One build as it is served.
pub(super) struct View {
    pub(super) snapshot: Snapshot,
    pub(super) marks: Marks,
}

/// Fingerprints of what a page depends on. They follow from the content alone, so a page that missed any number of builds,
/// or a restart of the server, still finds out what it must do, and does nothing when nothing changed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// Of all files but style sheets: when it differs, the page loads anew.
    pub(super) page: u64,
    /// Of the style sheets: when only this differs, they are swapped in place.
    pub(super) style: u64,
    /// Of the problems and the words around them: when it differs, the overlay is fetched again.
    pub(super) problems: u64,
}

impl View {
    pub(super) fn new(snapshot: Snapshot) -> View {
        let marks = Marks::of(&snapshot);
        View { snapshot, marks }
    }

    /// The paths of the style sheets, which open pages find theirs among.
    pub(super) fn styles(&self) -> Vec<&str> {
        self.snapshot.files.keys().map(String::as_str).filter(|path| path.ends_with(".css")).collect()
    }

    /// Whether there is nothing to show but problems.
    pub(super) fn is_only_problems(&self) -> bool {
        self.snapshot.failed && self.snapshot.files.is_empty()
    }
}

impl Marks {
    fn of(snapshot: &Snapshot) -> Marks {
        let problems = hash((&snapshot.problems, snapshot.failed, &snapshot.words));
        let (styles, others): (Vec<_>, Vec<_>) = snapshot.files.iter().partition(|(path, _)| path.ends_with(".css"));
        // Without a site the problems are the page.
        let is_empty = snapshot.failed && snapshot.files.is_empty();
        let page = if is_empty { problems } else { hash_without_names(&others, &styles) };
        Marks { page, style: hash(styles), problems }
    }
}

type File<'f> = (&'f String, &'f Arc<[u8]>);

/// A hash of files in which style sheets go by their plain names: theirs are made from their bytes, so that every page names
/// another file when one changes, and yet nothing of the page did.
fn hash_without_names(files: &[File<'_>], styles: &[File<'_>]) -> u64 {
    let named: Vec<(&str, String)> = styles
        .iter()
        .map(|(path, _)| (path.as_str(), plain_name(path)))
        .filter(|(path, plain)| path != plain)
        .collect();
    let is_page = |path: &str| path.ends_with(".html") && !named.is_empty();
    // A large site is hundreds of megabytes, and all of it waits for this.
    let of_file = |(path, bytes): &File<'_>| match std::str::from_utf8(bytes).ok().filter(|_| is_page(path)) {
        Some(text) => {
            let text = named.iter().fold(text.to_owned(), |text, (path, plain)| text.replace(path, plain));
            FxBuildHasher.hash_one((path, text))
        }
        None => FxBuildHasher.hash_one((path, bytes)),
    };
    hash(files.par_iter().map(of_file).collect::<Vec<u64>>())
}

/// `assets/style.css` for `assets/style.29ccb55316b365cb.css`.
fn plain_name(path: &str) -> String {
    let is_print = |part: &str| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    path.split('.').filter(|part| !is_print(part)).collect::<Vec<_>>().join(".")
}

/// The same in every run of the same program, which is all that marks and ETags need.
pub(super) fn hash(value: impl Hash) -> u64 {
    let mut state = DefaultHasher::new();
    value.hash(&mut state);
    state.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_with_another_name_leaves_the_page_what_it_was() {
        let page = |style: &str| {
            let html = format!("<link rel=\"stylesheet\" href=\"/{style}\"><p>Møde</p>");
            let files: Vec<(String, Arc<[u8]>)> = vec![
                ("index.html".to_owned(), Arc::from(html.as_bytes())),
                (style.to_owned(), Arc::from(style.as_bytes())),
            ];
            let files: Vec<File<'_>> = files.iter().map(|(path, bytes)| (path, bytes)).collect();
            let (styles, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.ends_with(".css"));
            hash_without_names(&others, &styles)
        };
        let first = page("assets/style.29ccb55316b365cb.css");
        assert_eq!(page("assets/style.0123456789abcdef.css"), first);
        assert_ne!(page("assets/other.0123456789abcdef.css"), first);
    }
}
