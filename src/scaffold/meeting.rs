//! A new meeting, filled in from the last one of its network: what usually stays the same is kept as it was written there,
//! what was for that day only becomes a comment.

use std::ops::Range;

use jiff::civil::Date;

use super::NewFile;
use crate::content::Document;
use crate::content::yaml::{Key, Node, Value};
use crate::language::Language;
use crate::model::fields::{MEETING, REGISTRATION};
use crate::model::time::read::read_when;
use crate::model::time::{Span, When, write};

/// Fields that are taken over from the last meeting, in this order.
const KEPT: [&str; 3] = ["place", "registration", "participants"];

/// Parts of the registration that were for the last meeting alone.
const OF_THAT_DAY: [&str; 2] = ["deadline", "url"];

/// The network's last meeting: its file, and its day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Last<'a> {
    /// Its file.
    pub document: &'a Document,
    /// Its first day.
    pub day: Date,
}

/// A meeting at `when` in the network whose folder below `content/` is `folder`.
pub(super) fn meeting(when: &When, folder: &str, last: Option<Last<'_>>, language: &Language) -> NewFile {
    let key = language.key_name("when");
    let mut text = format!("---\n{key}: {}\n", write::long(when, &language.dates));
    if let Some(last) = last {
        for name in KEPT {
            text.push_str(&kept(name, &last, when, language).unwrap_or_default());
        }
    }
    text.push_str("---\n");
    NewFile { path: format!("content/{folder}/{}.md", file_name(when)), text }
}

/// The name of a meeting's file: its date as exactly as a name can say it.
fn file_name(when: &When) -> String {
    let first = when.first_day();
    match when {
        When::Exact(_) => first.to_string(),
        When::Rough { span: Span::Year(_) | Span::Years(..), .. } => format!("{:04}", first.year()),
        When::Rough { .. } => format!("{:04}-{:02}", first.year(), first.month()),
    }
}

/// A field as the last meeting has it, with its lines.
fn kept(name: &'static str, last: &Last<'_>, when: &When, language: &Language) -> Option<String> {
    let text = &last.document.text;
    let entries = fields(&last.document.front)?;
    let names: Vec<&str> = MEETING.iter().map(|field| field.name).collect();
    let at = entries
        .iter()
        .position(|(key, node)| language.key(&key.text, &names) == Some(name) && node.value != Value::Empty)?;
    let lines = lines_of(entries, at, last.document.body.start, text);
    let block = without_fence(text.get(lines.clone())?);
    let (_, node) = entries.get(at)?;
    match fields(node).filter(|_| name == "registration") {
        Some(parts) => Some(registration(block, lines.start, parts, last, when, language)),
        None => Some(with_line_end(block)),
    }
}

fn fields(node: &Node) -> Option<&[(Key, Node)]> {
    match &node.value {
        Value::Fields(entries) => Some(entries),
        _ => None,
    }
}

/// The lines of an entry: from its key's to the next entry's.
fn lines_of(entries: &[(Key, Node)], at: usize, end: usize, text: &str) -> Range<usize> {
    let line_start = |offset: usize| text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let start = entries.get(at).map_or(0, |(key, _)| line_start(key.place.start as usize));
    let end = entries.get(at + 1).map_or(end, |(key, _)| line_start(key.place.start as usize));
    start..end.max(start)
}

/// Without the closing `---`, and without the comments of what follows.
fn without_fence(block: &str) -> &str {
    let keeps = |line: &&str| !(line.trim_end() == "---" || line.starts_with('#') || line.trim().is_empty());
    let last = block.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((*end, line))
    });
    let end = last.filter(|(_, line)| keeps(line)).last().map_or(0, |(end, _)| end);
    block.get(..end).unwrap_or(block)
}

fn with_line_end(block: &str) -> String {
    let block = block.replace('\r', "");
    if block.ends_with('\n') { block } else { block + "\n" }
}

/// The registration with its deadline and its link as comments; wholly a comment if nothing else is left.
fn registration(
    block: &str,
    start: usize,
    parts: &[(Key, Node)],
    last: &Last<'_>,
    when: &When,
    language: &Language,
) -> String {
    let names: Vec<&str> = REGISTRATION.iter().map(|field| field.name).collect();
    let is_of_that_day = |key: &str| language.key(key, &names).is_none_or(|name| OF_THAT_DAY.contains(&name));
    let past: Vec<Range<usize>> = (0..parts.len())
        .filter(|at| parts.get(*at).is_some_and(|(key, _)| is_of_that_day(&key.text)))
        .map(|at| lines_of(parts, at, start + block.len(), &last.document.text))
        .collect();
    let nothing_is_left = past.len() == parts.len();
    let in_one_line = !block.trim_end().contains('\n');
    let mut out = String::new();
    let mut offset = start;
    for line in block.split_inclusive('\n') {
        let is_past = nothing_is_left || in_one_line || past.iter().any(|lines| lines.contains(&offset));
        offset += line.len();
        // What an earlier meeting left to be filled in says nothing about this one.
        let is_leftover = commented_key(line)
            .and_then(|key| language.key(key, &names))
            .is_some_and(|name| OF_THAT_DAY.contains(&name));
        match (is_leftover, is_past) {
            (true, _) => {}
            (false, true) => out.push_str(&comment(line)),
            (false, false) => out.push_str(&with_line_end(line)),
        }
    }
    match parts.iter().find(|(key, _)| language.key(&key.text, &names) == Some("deadline")) {
        Some((key, old)) => proposed(&out, key, moved(old, last.day, when, language), language),
        None => out,
    }
}

/// The key of a line such as `# frist: 1. maj`.
fn commented_key(line: &str) -> Option<&str> {
    let (key, _) = line.trim_start().strip_prefix('#')?.split_once(':')?;
    Some(key.trim())
}

/// A line as a comment, at its own depth.
fn comment(line: &str) -> String {
    let rest = line.trim_start();
    let indent = line.get(..line.len() - rest.len()).unwrap_or_default();
    with_line_end(&if rest.starts_with('#') { line.to_owned() } else { format!("{indent}# {rest}") })
}

/// Puts a proposal in the place of the old deadline, which has become a comment: the day, or a gap to fill in.
fn proposed(block: &str, key: &Key, deadline: Option<Date>, language: &Language) -> String {
    let day = deadline.map_or("…".to_owned(), |day| write::day_long(day, &language.dates));
    let lines = block.split_inclusive('\n').map(|line| match commented_key(line) {
        Some(commented) if commented == key.text => {
            let indent = line.len() - line.trim_start().len();
            format!("{}# {commented}: {day}\n", " ".repeat(indent))
        }
        _ => line.to_owned(),
    });
    lines.collect()
}

/// A deadline as long before the new meeting as the old one was before the last.
fn moved(old: &Node, last: Date, new: &When, language: &Language) -> Option<Date> {
    let Value::Text(old) = &old.value else { return None };
    let old = read_when(old.trim(), &language.dates, Some(last.year())).ok()?.when;
    let before = last.since(old.days()?.first()).ok()?;
    new.days()?.first().checked_sub(before).ok()
}
