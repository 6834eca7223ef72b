//! Markdown as husting reads it: which extensions are on, what its headings are called in addresses, and its plain text.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::language::fold::slug;

/// The extensions that are on: tables, footnotes, task lists, strikethrough, definition lists.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
}

/// The events of a text, each with its bytes.
pub fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, options()).into_offset_iter()
}

/// The events of a text that is printed: besides, marks typed on a keyboard are made into those of print.
pub fn printed_events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, options() | Options::ENABLE_SMART_PUNCTUATION).into_offset_iter()
}

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its anchor, unique in its body.
    pub id: String,
    /// Its words.
    pub title: String,
}

/// Gives headings their anchors in order: a second "Praktisk" becomes `praktisk-2`.
#[derive(Debug)]
pub struct Anchors {
    /// The anchor of a heading that has nothing to make one of.
    nameless: String,
    /// Anchors given, with the number that the next heading of the same words begins with.
    taken: HashMap<String, usize>,
}

impl Anchors {
    /// None given yet. A heading without letters and digits is called `nameless`.
    pub fn new(nameless: &str) -> Anchors {
        Anchors { nameless: slug(nameless), taken: HashMap::new() }
    }

    /// The anchor for a heading of this title.
    pub fn take(&mut self, title: &str) -> String {
        let base = Some(slug(title)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| self.nameless.clone());
        let mut anchor = base.clone();
        let mut number = self.taken.get(&base).copied().unwrap_or(1);
        // A heading may be called as another is numbered: "Praktisk 2".
        while self.taken.contains_key(&anchor) {
            number += 1;
            anchor = format!("{base}-{number}");
        }
        self.taken.insert(base, number);
        self.taken.entry(anchor.clone()).or_insert(1);
        anchor
    }
}

/// The headings of a text, in order; for `nameless` see [`Anchors::new`].
pub fn headings(text: &str, nameless: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut anchors = Anchors::new(nameless);
    let mut open: Option<(u8, String)> = None;
    for (event, _) in events(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some((level_number(level), String::new())),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, title)) = open.take() {
                    found.push(Heading { level, id: anchors.take(&title), title });
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, title)) = &mut open {
                    title.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

/// What a paragraph asks for that is nothing but `{name: which}`: `{næste møde: strategisk-forum}`.
pub fn inclusion(paragraph: &str) -> Option<(&str, &str)> {
    let inside = paragraph.trim().strip_prefix('{')?.strip_suffix('}')?;
    let (name, which) = inside.split_once(':').filter(|_| !inside.contains(['{', '}', '\n']))?;
    Some((name.trim(), which.trim()))
}

/// 1 to 6.
pub fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}

/// The text without markup and inclusions, blocks on lines of their own: for calendars, descriptions and the search index.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parsed = events(text);
    while let Some((event, range)) = parsed.next() {
        match event {
            Event::Start(Tag::Paragraph) if text.get(range).is_some_and(|part| inclusion(part).is_some()) => {
                parsed.by_ref().find(|(event, _)| *event == Event::End(TagEnd::Paragraph));
            }
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::Start(Tag::Item) => {
                end_line(&mut out);
                out.push_str("- ");
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::CodeBlock,
            ) => end_line(&mut out),
            Event::End(TagEnd::TableCell) => out.push_str("  "),
            _ => {}
        }
    }
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_danish_anchors_once_each() {
        let found = headings("## Hvem må være *med*?\n\ntekst\n\n## Praktisk\n\n## Praktisk\n", "afsnit");
        let ids: Vec<&str> = found.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["hvem-maa-vaere-med", "praktisk", "praktisk-2"]);
        assert_eq!(found[0].title, "Hvem må være med?");
    }

    #[test]
    fn a_heading_called_as_another_is_numbered_gets_an_anchor_of_its_own() {
        let ids = |text: &str| headings(text, "avsnitt").into_iter().map(|heading| heading.id).collect::<Vec<_>>();
        assert_eq!(ids("# Del\n# Del\n# Del 2\n# Del\n"), ["del", "del-2", "del-2-2", "del-3"]);
        assert_eq!(ids("# Del 2\n# Del\n# Del\n"), ["del-2", "del", "del-3"]);
        assert_eq!(ids("# ?\n# Avsnitt\n# !\n"), ["avsnitt", "avsnitt-2", "avsnitt-3"]);
    }

    #[test]
    fn plain_text_has_no_inclusions() {
        assert_eq!(plain("Kom!\n\n{næste møde: forum}\n\nVi ses {snart: nok}.\n"), "Kom!\nVi ses {snart: nok}.");
        assert_eq!(inclusion(" {kalender:}\n"), Some(("kalender", "")));
        assert_eq!(inclusion("{kalender}"), None);
        assert_eq!(inclusion("{a: b}, {c: d}"), None);
    }

    #[test]
    fn plain_text_has_no_markup() {
        assert_eq!(
            plain("**Husk** at [melde dig til](https://example.dk).\n\n- æbler\n- øl & co\n"),
            "Husk at melde dig til.\n- æbler\n- øl & co"
        );
    }
}
