//! Strings made fit for a content line: nothing that comes out of here can end a line, a value or a parameter early.
//!
//! Two steps, kept apart so that each can be tested: first the characters that have no place in a calendar go
//! ([`plain`], [`single_line`]), then those with a meaning of their own are escaped.

use std::borrow::Cow;
use std::fmt::Write;

/// Text without control characters, in which every kind of line end is `\n`.
///
/// CR LF, CR, VT, FF, NEL, U+2028 and U+2029 are line ends; a tab becomes a space; byte order marks and
/// noncharacters go.
///
/// Where a backslash stands before `n` or `N`, as in `S:\netværk`, all backslashes become `/`: escaped rightly
/// (`\\n`), they are still read as a line break by programs that undo `\n` before `\\`. A path stays usable so.
pub fn plain(text: &str) -> Cow<'_, str> {
    let is_suspect = |c: char| c == '\\' || c != '\n' && (is_line_end(c) || is_out_of_place(c));
    if !may_hold_suspects(text.as_bytes()) || !text.chars().any(is_suspect) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            c if is_line_end(c) => kept.push('\n'),
            '\t' => kept.push(' '),
            c if is_out_of_place(c) => {}
            c => kept.push(c),
        }
    }
    if kept.contains("\\n") || kept.contains("\\N") {
        kept = kept.replace('\\', "/");
    }
    Cow::Owned(kept)
}

/// A quick look at the octets, which rules out most texts: whether any of them is a control or a backslash or begins a C1
/// control (C2), a line end of General Punctuation (E2 80 A8), or a byte order mark, noncharacter or what lies beyond (EF on).
fn may_hold_suspects(octets: &[u8]) -> bool {
    let is_suspect = |at: usize| match octets.get(at..) {
        Some([0xc2, next, ..]) => *next < 0xa0,
        Some([0xe2, 0x80, next, ..]) => matches!(next, 0xa8 | 0xa9),
        Some([0xe2, _, _, ..]) => false,
        _ => true,
    };
    octets.iter().enumerate().any(|(at, octet)| WORTH_A_LOOK[usize::from(*octet)] && is_suspect(at))
}

/// By octet, whether it may belong to a suspect; looked up, since calendars are made of millions of them.
static WORTH_A_LOOK: [bool; 256] = {
    let mut table = [true; 256];
    let mut octet = 0;
    while octet < 256 {
        table[octet] = !matches!(octet, 0x0a | 0x20..=0x5b | 0x5d..=0x7e | 0x80..=0xc1 | 0xc3..=0xe1 | 0xe3..=0xee);
        octet += 1;
    }
    table
};

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// As [`plain`], on one line: line ends and the blanks around them become one space, as do other runs of blanks.
pub fn single_line(text: &str) -> Cow<'_, str> {
    let plain = plain(text);
    let is_blank = |byte: u8| matches!(byte, b' ' | b'\n');
    let bytes = plain.as_bytes();
    let has_edge = bytes.first().copied().is_some_and(is_blank) || bytes.last().copied().is_some_and(is_blank);
    let has_run = bytes.windows(2).any(|pair| matches!(pair, [a, b] if is_blank(*a) && is_blank(*b)));
    if !has_edge && !has_run && !bytes.contains(&b'\n') {
        return plain;
    }
    // Not at every white space: a no-break space ("kl.\u{A0}10") is meant to stay.
    let words = plain.split([' ', '\n']).filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

fn is_out_of_place(c: char) -> bool {
    let is_noncharacter = u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c);
    c.is_control() || c == '\u{FEFF}' || is_noncharacter
}

/// Escapes plain text as a TEXT value (RFC 5545, 3.3.11).
pub fn text(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len() + 16);
    let mut rest = plain;
    // Looked at by octets: none of these four is part of a longer character.
    while let Some(at) = rest.as_bytes().iter().position(|octet| matches!(octet, b'\n' | b'\\' | b';' | b',')) {
        let (before, special) = rest.split_at(at);
        escaped.push_str(before);
        escaped.push_str(match special.as_bytes().first() {
            Some(b'\n') => "\\n",
            Some(b';') => "\\;",
            Some(b',') => "\\,",
            _ => "\\\\",
        });
        rest = special.get(1..).unwrap_or_default();
    }
    escaped.push_str(rest);
    escaped
}

/// Encodes plain text as a parameter value: `^` codes (RFC 6868), quoted where `:`, `;` or `,` call for it
/// (RFC 5545, 3.2).
pub fn parameter(plain: &str) -> String {
    if !plain.contains(['^', '\n', '"', ':', ';', ',']) {
        return plain.to_owned();
    }
    let encoded = plain.replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    if encoded.contains([':', ';', ',']) {
        return format!("\"{encoded}\"");
    }
    encoded
}

/// Percent-encodes what may not stand in a URI (RFC 3986): blanks, quotes, brackets that are no delimiters,
/// everything outside ASCII. What is encoded already stays. Line ends and other control characters go.
pub fn uri(address: &str) -> String {
    percent_encoded(address.trim(), |c| {
        c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    })
}

/// A `mailto:` URI of a mail address (RFC 6068), which may bear the scheme already.
pub fn mailto(address: &str) -> String {
    let address = address.trim();
    let bare = match address.split_at_checked("mailto:".len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest,
        _ => address,
    };
    let encoded = percent_encoded(bare, |c| c.is_ascii_alphanumeric() || "-._~!$'*+@".contains(c));
    format!("mailto:{encoded}")
}

fn percent_encoded(text: &str, is_allowed: impl Fn(char) -> bool) -> String {
    if text.bytes().all(|octet| octet.is_ascii_graphic() && is_allowed(octet.into())) {
        return text.to_owned();
    }
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_out_of_place(*c)) {
        if is_allowed(c) {
            encoded.push(c);
            continue;
        }
        for octet in c.encode_utf8(&mut [0; 4]).bytes() {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{octet:02X}");
        }
    }
    encoded
}
