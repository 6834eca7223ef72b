//! Finds the `---` block at the top of a Markdown file and where it lies.

use std::ops::Range;

/// How a Markdown file divides.
#[derive(Debug, PartialEq, Eq)]
pub enum Split {
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
}

/// Divides `text`. A byte order mark and blank lines before the first `---` are passed over.
pub fn split(text: &str) -> Split {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines(text, bom).skip_while(|line| text[line.clone()].trim().is_empty());
    let Some(first) = lines.next() else { return Split::BodyOnly(bom..text.len()) };
    if !is_fence(&text[first.clone()]) {
        return Split::BodyOnly(bom..text.len());
    }
    match lines.find(|line| is_fence(&text[line.clone()])) {
        Some(last) => Split::Both { front: first.end..last.start, body: last.end..text.len() },
        None => Split::Open(first),
    }
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
    fn a_rule_in_the_body_opens_nothing() {
        assert_eq!(split("Tekst\n---\n"), Split::BodyOnly(0..10));
        assert_eq!(split("---\ntitel: Å\n"), Split::Open(0..4));
    }
}
