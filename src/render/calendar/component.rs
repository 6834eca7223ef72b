//! Components as finished octets: the crate `ics` writes their lines, and they are folded anew, since it counts the blank
//! of a folded line to the next one and so reaches 76 octets.
//!
//! A component is rendered once and then spliced into as many calendars as hold it.

use std::fmt::Write;

use ics::components::Property;

use super::line::{Line, is_name};

/// Octets in a physical line, without its line end (RFC 5545, 3.1).
const LIMIT: usize = 75;
const FOLD: &str = "\r\n ";
const LINE_END: &str = "\r\n";

/// A whole component as it stands in the file, `BEGIN` to `END`, folded, each line ended by CR LF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment(String);

impl Fragment {
    /// The text of the component.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The size in octets, which subscribers' programs limit.
    pub fn octets(&self) -> usize {
        self.0.len()
    }

    /// The text of the file, where this is a whole calendar.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// Writes a component: its properties in the order given, then its children as they are.
pub fn component<'f>(
    name: &'static str,
    lines: Vec<Line>,
    children: impl IntoIterator<Item = &'f Fragment>,
) -> Fragment {
    debug_assert!(is_name(name), "{name:?} is no component name");
    let children: Vec<&Fragment> = children.into_iter().collect();
    let of_children: usize = children.iter().map(|child| child.octets()).sum();
    let of_lines: usize = lines.iter().map(Line::octets).sum();
    let mut written = String::with_capacity(of_children + of_lines + of_lines / 20 + 64);
    written.extend(["BEGIN:", name, LINE_END]);
    let mut folded = String::new();
    for line in lines {
        folded.clear();
        // Writing to a String cannot fail.
        let _ = write!(folded, "{}", Property::from(line));
        fold_anew(&folded, &mut written);
    }
    for child in children {
        written.push_str(child.as_str());
    }
    written.extend(["END:", name, LINE_END]);
    Fragment(written)
}

/// Adds a content line that `ics` has folded. No value holds a line end of its own, so every fold in it is one of those.
fn fold_anew(folded: &str, written: &mut String) {
    let line = folded.strip_suffix(LINE_END).unwrap_or(folded);
    if line.len() <= LIMIT {
        written.extend([line, LINE_END]);
        return;
    }
    let mut whole = String::with_capacity(line.len());
    line.split('\r').for_each(|part| whole.push_str(part.strip_prefix("\n ").unwrap_or(part)));
    fold(&whole, written);
}

/// Adds a content line, cut into physical lines of at most [`LIMIT`] octets, the leading blank counted.
fn fold(line: &str, written: &mut String) {
    let (mut rest, mut limit) = (line, LIMIT);
    while rest.len() > limit {
        let (head, tail) = rest.split_at(cut(rest, limit));
        written.push_str(head);
        written.push_str(FOLD);
        (rest, limit) = (tail, LIMIT - 1);
    }
    written.push_str(rest);
    written.push_str(LINE_END);
}

/// Where to cut, never within a character: at the last place that tears nothing visible apart, if there is one.
fn cut(text: &str, limit: usize) -> usize {
    let last = text.floor_char_boundary(limit);
    let is_good = |at: &usize| text.split_at_checked(*at).is_some_and(|(before, after)| parts_well(before, after));
    (1..=last).rev().find(is_good).unwrap_or(last)
}

/// Whether a reader that shows the file line by line would see whole characters (`a` with its ring, an emoji family,
/// a flag), and no line is all blanks, which some readers take for the end.
fn parts_well(before: &str, after: &str) -> bool {
    let (Some(previous), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let joins = previous == ZERO_WIDTH_JOINER || extends_the_previous(next);
    let is_flag = is_regional_indicator(previous) && is_regional_indicator(next);
    !joins && !is_flag && next != ' '
}

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// The ranges that matter of Grapheme_Extend: combining marks, variation selectors, skin tones, tags.
fn extends_the_previous(c: char) -> bool {
    matches!(c,
        ZERO_WIDTH_JOINER
        | '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_regional_indicator(c: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)
}

#[cfg(test)]
mod tests;
