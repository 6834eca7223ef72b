//! Finds the `---` block at the top of a Markdown file and where it lies.

use std::ops::Range;

use super::yaml::{self, Node};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};

/// A Markdown file divided, and its fields read.
#[derive(Debug)]
pub struct Front {
    /// The fields; none if they cannot be told from the text.
    pub root: Node,
    /// Whether there is front matter at all.
    pub is_there: bool,
    /// Whether lines of it were skipped as unreadable.
    pub damaged: bool,
    /// Bytes of the YAML; none where there is none that ends.
    pub range: Option<Range<usize>>,
    /// Bytes of the Markdown.
    pub body: Range<usize>,
}

/// Divides `text` and reads its fields.
pub fn read(file: FileId, text: &str, problems: &mut Diagnostics) -> Front {
    let mut lost = |kind, line| {
        problems.push(Diagnostic::new(kind, Place::new(file, line)));
        Front { root: Node::no_fields(file), is_there: true, damaged: true, range: None, body: 0..0 }
    };
    match split(text) {
        Split::Both { front, body } => {
            let read = yaml::read(file, text, front.clone(), problems);
            Front { root: read.node, is_there: true, damaged: read.damaged, range: Some(front), body }
        }
        Split::BodyOnly(body) => {
            Front { root: Node::no_fields(file), is_there: false, damaged: false, range: None, body }
        }
        Split::Open(line) => lost(Kind::FrontMatterOpen, line),
        Split::Headless(line) => lost(Kind::FrontMatterMissing, line),
    }
}

/// How a Markdown file divides.
#[derive(Debug, PartialEq, Eq)]
enum Split {
    /// Front matter between two `---` lines, and the body after it.
    Both {
        /// Bytes of the YAML.
        front: Range<usize>,
        /// Bytes of the Markdown.
        body: Range<usize>,
    },
    /// No front matter: all body.
    BodyOnly(Range<usize>),
    /// A `---` that is never closed; the range is that line.
    Open(Range<usize>),
    /// Fields that end with `---` and do not begin with it, or stand below an empty pair of them; the range is the line
    /// before which they should begin.
    Headless(Range<usize>),
}

/// Divides `text`. A byte order mark and blank lines before the first `---` are passed over.
fn split(text: &str) -> Split {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines(text, bom).skip_while(|line| text[line.clone()].trim().is_empty());
    let Some(first) = lines.next() else { return Split::BodyOnly(bom..text.len()) };
    if !is_fence(&text[first.clone()]) {
        let is_headless = is_headless(&text[first.start..]);
        return if is_headless { Split::Headless(first) } else { Split::BodyOnly(bom..text.len()) };
    }
    match lines.find(|line| is_fence(&text[line.clone()])) {
        // The first `---` doubled, or two of them above the fields.
        Some(last) if is_blank(&text[first.end..last.start]) && is_headless(&text[last.end..]) => Split::Headless(last),
        Some(last) => Split::Both { front: first.end..last.start, body: last.end..text.len() },
        None => Split::Open(first),
    }
}

/// Whether a text begins with fields that `---` ends, although none, or only something like it, stands before them: a lost
/// line, or the dash that a word processor makes of three hyphens.
fn is_headless(text: &str) -> bool {
    let mut lines = text.lines().take_while(|line| !is_fence(line)).peekable();
    let is_dash = |line: &str| line.trim().chars().all(|c| matches!(c, '-' | '–' | '—'));
    let is_dashed = lines.next_if(|line| is_dash(line)).is_some();
    let ends = text.lines().any(is_fence);
    let mut fields = 0;
    for line in lines {
        match is_field(line) {
            // A name of several words may as well begin a sentence: it is let pass and proves nothing.
            true => fields += usize::from(has_name_of_one_word(line)),
            false if fields > 0 && (line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#'])) => {}
            false => return false,
        }
    }
    // One line with a colon is as likely a heading, which `---` may underline.
    ends && fields >= if is_dashed { 1 } else { 2 }
}

/// Whether a line reads `name: value`, with a name of a few words.
fn is_field(line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let is_name = name.starts_with(char::is_alphabetic) && name.split_whitespace().count() <= 3;
    is_name
        && (value.trim().is_empty() || value.starts_with(' '))
        && name.chars().all(|c| !matches!(c, '.' | '[' | '*'))
}

fn has_name_of_one_word(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| !name.trim().contains(char::is_whitespace))
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = from;
    text[from..].split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> (&str, &str) {
        match split(text) {
            Split::Both { front, body } => (&text[front], &text[body]),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn block_and_body_with_either_line_end_and_a_mark() {
        assert_eq!(both("---\ntitel: Å\n---\nBrød\n"), ("titel: Å\n", "Brød\n"));
        assert_eq!(both("---\r\ntitel: Å\r\n---\r\nBrød\r\n"), ("titel: Å\r\n", "Brød\r\n"));
        assert_eq!(both("\u{feff}---\na: b\n--- \n"), ("a: b\n", ""));
    }

    #[test]
    fn fields_without_their_first_line_are_no_text() {
        for lost in ["", "--\n", "—\n", "----\n"] {
            let text =
                format!("{lost}titel: Møde på Ærø\ndeltagere:\n  - bestyrelser\n\n# note\ntid: kl. 10\n---\nTekst.\n");
            assert!(matches!(split(&text), Split::Headless(_)), "{text}");
        }
        let doubled = "---\n---\ntitel: Møde\ntid: kl. 10\n---\nTekst.\n";
        assert_eq!(split(doubled), Split::Headless(4..8));
        assert_eq!(both("---\n---\nTekst: kort.\n"), ("", "Tekst: kort.\n"));
        for text in [
            "Husk: madpakke\n---\nTekst\n",
            "Se her: vi mødes.\n\nTid: kl. 10\n---\n",
            "a: b\nc: d\n",
            "—\nTekst\n---\n",
        ] {
            assert!(matches!(split(text), Split::BodyOnly(_)), "{text}");
        }
    }

    #[test]
    fn a_rule_in_the_body_opens_nothing() {
        assert_eq!(split("Tekst\n---\n"), Split::BodyOnly(0..10));
        assert_eq!(split("---\ntitel: Å\n"), Split::Open(0..4));
    }
}
