//! Spelling folded away: what two words must share to be the same word to an editor.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A word without case, spaces, hyphens and underscores, with æ ø å and accents in their plain letters:
/// `Rapporterer til`, `rapporterer_til` and `RAPPORTERER-TIL` fold to one.
pub fn fold(word: &str) -> String {
    let mut folded = transliterate(word);
    folded.retain(|c| !matches!(c, ' ' | '-' | '_' | '.'));
    folded
}

/// Lower case, with letters outside ASCII written in ASCII: æ→ae, ø→oe, å→aa, é→e; others are kept.
pub fn transliterate(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in composed(text).chars().flat_map(char::to_lowercase) {
        match c {
            _ if c.is_ascii() => out.push(c),
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'þ' => out.push_str("th"),
            'ð' | 'đ' => out.push('d'),
            'ł' => out.push('l'),
            'œ' => out.push_str("oe"),
            'ı' => out.push('i'),
            '\u{a0}' | '\u{202f}' => out.push(' '),
            _ => out.extend(std::iter::once(c).nfd().filter(|part| !is_combining(*part))),
        }
    }
    out
}

/// The text in composed letters (NFC). Below U+0300 there is nothing to compose, and most texts stay below.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c < '\u{300}') { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A name for an address: transliterated, everything else than ASCII letters and digits one hyphen.
/// Empty where nothing is left (a title of emoji).
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in transliterate(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}
