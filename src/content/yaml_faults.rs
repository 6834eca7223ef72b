//! Why a line of YAML cannot be read, said as someone who writes text would see it: by looking at the line, not at the
//! reader's state. Where it can, it gives the line back as it should have been written.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, FileId, Kind, Place};

/// A fault explained: what, where, and which line to leave out when reading goes on.
pub struct Told {
    kind: Kind,
    facts: Vec<(&'static str, String)>,
    mark: Range<usize>,
    /// The bytes of the line at fault, with its line end.
    pub line: Range<usize>,
}

impl Told {
    /// The problem, its places moved by `base`, where the YAML begins in its file.
    pub fn into_diagnostic(self, file: FileId, base: usize) -> Diagnostic {
        let place = Place::new(file, self.mark.start + base..self.mark.end + base);
        let told = Diagnostic::new(self.kind, place);
        self.facts.into_iter().fold(told, |told, (name, value)| told.with(name, value))
    }
}

/// What the reader stumbled over, as far as it helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stumble {
    /// A tab where it may not stand.
    Tab,
    /// Indentation that fits nothing above it.
    Indentation,
    /// Anything else.
    Other,
}

/// Explains a fault of the reader at byte `at`: the line there, or one shortly above that is the true cause.
pub fn explain(source: &str, at: usize, stumble: Stumble) -> Told {
    if stumble == Stumble::Tab {
        let line = line_at(source, at);
        let tab = source[line.clone()].find('\t').map_or(at, |tab| line.start + tab);
        return told(Kind::TabIndent, Vec::new(), tab..tab + 1, line);
    }
    if let Some(found) = tab_below(source, at) {
        return found;
    }
    let mut line = line_at(source, at.min(source.len().saturating_sub(1)));
    let mut candidates = Vec::new();
    for _ in 0..4 {
        candidates.push(line.clone());
        if line.start == 0 {
            break;
        }
        line = line_at(source, line.start - 1);
    }
    if let Some(found) = candidates.iter().find_map(|line| suspicious(source, line.clone())) {
        return found;
    }
    if let Some(found) = open_quote(source) {
        return found;
    }
    let line = candidates.into_iter().find(|line| !source[line.clone()].trim().is_empty()).unwrap_or(0..0);
    let kind = if stumble == Stumble::Indentation { Kind::Indentation } else { Kind::Unreadable };
    told(kind, Vec::new(), trimmed(source, line.clone()), line)
}

/// A tab in front of the line below byte `at`: the line itself is then read as going on there, and blamed for it.
fn tab_below(source: &str, at: usize) -> Option<Told> {
    let below = line_at(source, line_at(source, at).end);
    let text = &source[below.clone()];
    let indent = text.len() - text.trim_start().len();
    let tab = text[..indent].find('\t').filter(|_| indent < text.len())?;
    Some(told(Kind::TabIndent, Vec::new(), below.start + tab..below.start + tab + 1, below))
}

/// Explains the line at byte `at` as `fallback`, unless the line itself shows something better.
pub fn explain_line(source: &str, at: usize, fallback: Kind) -> Told {
    let line = line_at(source, at.min(source.len().saturating_sub(1)));
    if let Some(found) = suspicious(source, line.clone()) {
        return found;
    }
    let text = source[line.clone()].trim().to_owned();
    let facts = if fallback.facts().contains(&"line") { vec![("line", text)] } else { Vec::new() };
    told(fallback, facts, trimmed(source, line.clone()), line)
}

/// A fault that the reader itself did not see: something husting does not take.
pub fn plain(source: &str, at: usize, kind: Kind, what: &str) -> Told {
    let line = line_at(source, at.min(source.len().saturating_sub(1)));
    if kind == Kind::SpecialStart {
        if let Some(found) = suspicious(source, line.clone()) {
            return found;
        }
        return told(Kind::YamlFeature, vec![("feature", what.to_owned())], trimmed(source, line.clone()), line);
    }
    let facts = if kind.facts().contains(&"feature") { vec![("feature", what.to_owned())] } else { Vec::new() };
    told(kind, facts, trimmed(source, line.clone()), line)
}

fn told(kind: Kind, facts: Vec<(&'static str, String)>, mark: Range<usize>, line: Range<usize>) -> Told {
    Told { kind, facts, mark, line }
}

/// The line around byte `at`, with its end.
fn line_at(source: &str, at: usize) -> Range<usize> {
    let bytes = source.as_bytes();
    let at = at.min(bytes.len());
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |nl| nl + 1);
    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |nl| at + nl + 1);
    start..end
}

fn trimmed(source: &str, line: Range<usize>) -> Range<usize> {
    let text = &source[line.clone()];
    let start = line.start + (text.len() - text.trim_start().len());
    start..(start + text.trim().len()).max(start)
}

/// What a line `key: value` holds, by byte ranges.
struct Parts {
    key: Range<usize>,
    value: Range<usize>,
}

fn parts(source: &str, line: Range<usize>) -> Option<Parts> {
    let body = trimmed(source, line);
    let text = &source[body.clone()];
    let skip = text.strip_prefix("- ").map_or(0, |item| text.len() - item.trim_start().len());
    let text = &text[skip..];
    let colon = text
        .char_indices()
        .find(|(at, c)| *c == ':' && text[at + 1..].chars().next().is_none_or(char::is_whitespace))?
        .0;
    let value = &text[colon + 1..];
    let from = body.start + skip + colon + 1 + (value.len() - value.trim_start().len());
    Some(Parts { key: body.start + skip..body.start + skip + colon, value: from..body.end.max(from) })
}

/// The line's own reason, if it shows one.
fn suspicious(source: &str, line: Range<usize>) -> Option<Told> {
    let text = &source[line.clone()];
    if text.trim().is_empty() || text.trim_start().starts_with('#') {
        return None;
    }
    let indent = text.len() - text.trim_start().len();
    if let Some(tab) = text[..indent].find('\t') {
        return Some(told(Kind::TabIndent, Vec::new(), line.start + tab..line.start + tab + 1, line));
    }
    if let Some(at) = text.find(":\u{a0}").or_else(|| text.find(":\u{202f}")) {
        let mended = text.trim_end().replace(['\u{a0}', '\u{202f}'], " ");
        let after = text[at + 1..].chars().next().map_or(0, char::len_utf8);
        return Some(told(Kind::HardSpace, vec![("line", mended)], line.start + at..line.start + at + 1 + after, line));
    }
    let Some(Parts { key, value }) = parts(source, line.clone()) else {
        let looks_like_list = text.trim_start().starts_with('-');
        return (!looks_like_list).then(|| {
            told(Kind::NotKeyValue, vec![("line", text.trim().to_owned())], trimmed(source, line.clone()), line)
        });
    };
    value_fault(source, line, key, value)
}

fn value_fault(source: &str, line: Range<usize>, key: Range<usize>, value: Range<usize>) -> Option<Told> {
    let text = &source[value.clone()];
    let rewritten =
        || vec![("line", format!("{}{}: {}", lead(source, &line, &key), &source[key.clone()], quoted(text)))];
    let first = text.chars().next()?;
    if let quote @ ('"' | '\'') = first {
        let close = closing(text, quote)?;
        let rest = text[close..].trim_start();
        let close = text.len() - rest.len();
        if rest.is_empty() || rest.starts_with('#') || rest.starts_with(',') {
            return None;
        }
        return Some(told(Kind::TextAfterQuote, rewritten(), value.start + close..value.end, line));
    }
    if matches!(first, '@' | '`' | '%' | '&' | '*' | '!' | '|' | '>' | '{' | '}' | '[' | ']' | ',')
        && !(matches!(first, '|' | '>') && text.len() <= 3)
    {
        let mut facts = rewritten();
        facts.push(("character", first.to_string()));
        return Some(told(Kind::SpecialStart, facts, value.start..value.start + first.len_utf8(), line));
    }
    let colon = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))?;
    Some(told(Kind::ColonInValue, rewritten(), value.start + colon..value.start + colon + 1, line))
}

/// What stands before the key on its line: indentation and a list's dash.
fn lead<'a>(source: &'a str, line: &Range<usize>, key: &Range<usize>) -> &'a str {
    source.get(line.start..key.start).unwrap_or_default()
}

/// The end of the quoted part that `text` begins with, or none if it stays open.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        if quote == '"' && c == '\\' {
            characters.next();
        } else if c == quote {
            if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') {
                characters.next();
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

/// The first line whose value opens a quotation mark that never closes.
fn open_quote(source: &str) -> Option<Told> {
    let mut start = 0;
    for text in source.split_inclusive('\n') {
        let line = start..start + text.len();
        start = line.end;
        let Some(Parts { value, .. }) = parts(source, line.clone()) else { continue };
        let Some(quote @ ('"' | '\'')) = source[value.clone()].chars().next() else { continue };
        if closing(&source[value.clone()], quote).is_none() {
            return Some(told(Kind::QuoteOpen, Vec::new(), value, line));
        }
    }
    None
}

/// A text in the quotation marks that suit it.
pub fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.contains('"') && !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The line that holds `value`, with that value in quotation marks.
pub fn requoted_line(source: &str, value: Range<usize>) -> String {
    let line = line_at(source, value.start);
    let before = source.get(line.start..value.start).unwrap_or_default();
    format!("{before}{}", quoted(source.get(value).unwrap_or_default()))
}
