//! One diagnostic, several faces: for a terminal, as JSON, as a review comment, and [`Shown`] for a browser.

use std::fmt::Write as _;
use std::ops::Range;

use serde::Serialize;

use super::{Diagnostic, Severity};
use crate::language::Language;

/// The JSON Schema of what `--format json` writes; kept beside the structs that it describes.
pub const JSON_SCHEMA: &str = include_str!("problems.schema.json");

/// The text of a source file with its name, as a place needs it.
pub struct SourceText<'a> {
    /// Path from the site folder, as an editor knows it.
    pub path: &'a str,
    /// The whole text; empty for files that are no text.
    pub text: &'a str,
}

/// A diagnostic in words, its place in lines and columns.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Shown {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The kind's stable name.
    pub kind: &'static str,
    /// What is wrong, in one sentence.
    pub sentence: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<ShownPlace>,
    /// Why it matters, where that is not plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// What to do or write instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
}

/// A place as an editor shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ShownPlace {
    /// Path from the site folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, counted in characters.
    pub column: usize,
    /// The line itself, without its end.
    pub source_line: String,
    /// The characters of the line that are meant, from 0.
    pub mark: Range<usize>,
}

/// Puts a diagnostic into words.
pub fn show(problem: &Diagnostic, language: &Language, source: Option<SourceText<'_>>) -> Shown {
    let message = language.message(problem);
    Shown {
        severity: problem.kind.severity().id(),
        kind: problem.kind.id(),
        sentence: message.sentence,
        place: problem.place.zip(source).map(|(place, source)| locate(place.start, place.end, &source)),
        explanation: message.explanation,
        hints: message.hints,
    }
}

fn locate(start: u32, end: u32, source: &SourceText<'_>) -> ShownPlace {
    let text = source.text;
    let start = floor_char(text, start as usize);
    let end = floor_char(text, end as usize).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let bom = if line_start == 0 { line.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8()) } else { 0 };
    let shown = &line[bom..];
    let from = line_start + bom;
    let characters =
        |upto: usize| text.get(from..upto.clamp(from, from + shown.len())).map_or(0, |part| part.chars().count());
    let mark_start = characters(start);
    ShownPlace {
        file: source.path.to_owned(),
        line: text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: mark_start + 1,
        source_line: shown.to_owned(),
        mark: mark_start..characters(end).max(mark_start + 1),
    }
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The face for a terminal; `colour` adds escape sequences.
pub fn terminal(shown: &Shown, language: &Language, colour: bool) -> String {
    let paint =
        |code: &str, text: &str| if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() };
    let tint = match shown.severity {
        "error" => "1;31",
        "warning" => "1;33",
        _ => "1;36",
    };
    let mut out = format!("{}: {}\n", paint(tint, language.word(shown.severity)), paint("1", &shown.sentence));
    if let Some(place) = &shown.place {
        terminal_place(&mut out, place, &paint, tint);
    }
    for text in shown.explanation.iter() {
        let _ = writeln!(out, "  {text}");
    }
    for hint in &shown.hints {
        let _ = writeln!(out, "  {} {hint}", paint("1;32", "→"));
    }
    out
}

fn terminal_place(out: &mut String, place: &ShownPlace, paint: &dyn Fn(&str, &str) -> String, tint: &str) {
    let _ = writeln!(out, "  {}:{}:{}", paint("4", &place.file), place.line, place.column);
    if place.source_line.trim().is_empty() {
        return;
    }
    let number = place.line.to_string();
    let pad: String =
        place.source_line.chars().take(place.mark.start).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let marks =
        "^".repeat(place.mark.len().min(place.source_line.chars().count().saturating_sub(place.mark.start)).max(1));
    let _ = writeln!(out, "{number:>5} | {}", place.source_line);
    let _ = writeln!(out, "      | {pad}{}", paint(tint, &marks));
}

/// The face for a review on GitHub: one workflow command a problem.
pub fn github(shown: &Shown) -> String {
    let mut text = shown.sentence.clone();
    for more in shown.explanation.iter().chain(&shown.hints) {
        text.push('\n');
        text.push_str(more);
    }
    let level = if shown.severity == "note" { "notice" } else { shown.severity };
    let place = shown.place.as_ref().map_or(String::new(), |place| {
        format!(" file={},line={},col={}", escape_property(&place.file), place.line, place.column)
    });
    format!("::{level}{place}::{}\n", escape_data(&text))
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A text with control characters as the signs that stand for them, so that they are seen and steer no terminal. One
/// character for each: marks stay where they are.
pub fn visible(text: &str) -> String {
    let sign = |c: char| match c {
        '\n' | '\t' => c,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        _ => c,
    };
    text.chars().map(sign).collect()
}

/// How many of each there were, in words: "2 fejl, 1 advarsel"; empty when nothing was found.
pub fn count(problems: &[Diagnostic], language: &Language) -> String {
    let of = |severity: Severity| problems.iter().filter(|problem| problem.kind.severity() == severity).count();
    [(Severity::Error, "errors"), (Severity::Warning, "warnings"), (Severity::Note, "notes")]
        .into_iter()
        .filter(|(severity, _)| of(*severity) > 0)
        .map(|(severity, word)| language.count(word, of(severity)))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_cannot_steer_the_terminal() {
        assert_eq!(visible("tid:\u{1b}[2Jkl. 10\r"), "tid:␛[2Jkl. 10␍");
        assert_eq!(visible("æ\u{9b}31m").chars().count(), 5);
    }
}
