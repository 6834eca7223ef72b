//! Components as finished octets: the crate `ics` writes them, and they are folded anew, since it counts the blank
//! of a folded line to the next one and so reaches 76 octets.
//!
//! A component is rendered once and then spliced into as many calendars as hold it.

use ics::components::Component;

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
    let mut component = Component::new(name);
    for line in lines {
        component.add_property(line);
    }
    // No value holds a line end of its own, so every fold in the text is one that `ics` made.
    let unfolded = unfolded(&component.to_string());
    let end = format!("END:{name}{LINE_END}");
    let children: Vec<&Fragment> = children.into_iter().collect();
    let of_children: usize = children.iter().map(|child| child.octets()).sum();
    let mut written = String::with_capacity(unfolded.len() + unfolded.len() / 20 + of_children);
    let own = unfolded.strip_suffix('\n').and_then(|text| text.strip_suffix(end.trim_end())).unwrap_or(&unfolded);
    for line in own.split_terminator('\n') {
        fold(line, &mut written);
    }
    for child in children {
        written.push_str(child.as_str());
    }
    written.push_str(&end);
    Fragment(written)
}

/// The text with whole content lines, each ended by LF alone.
fn unfolded(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.split('\n') {
        match line.strip_prefix(' ') {
            Some(rest) => {
                whole.truncate(whole.len().saturating_sub(1));
                whole.push_str(rest.strip_suffix('\r').unwrap_or(rest));
            }
            None => whole.push_str(line.strip_suffix('\r').unwrap_or(line)),
        }
        whole.push('\n');
    }
    // What follows the last line end is no line.
    whole.truncate(whole.len().saturating_sub(1));
    whole
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
