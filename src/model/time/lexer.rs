//! Text to tokens: numbers, words and the signs that dates are made of, each with its place.
//!
//! Here end the differences that no reader sees: kinds of dashes and spaces, upper and lower case, composed and
//! decomposed letters, invisible characters.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::language::dates::fold;

/// A token and its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// Whether it follows on the token before without a space.
    pub(super) close: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// ASCII digits; a value beyond `u32` is held at its end.
    Number {
        value: u32,
        digits: usize,
    },
    /// Letters, folded.
    Word(String),
    /// The hyphen of keyboards, or one that looks like it.
    Hyphen,
    /// Any other dash, or two hyphens.
    Dash,
    Dot,
    Comma,
    Colon,
    Slash,
    Ampersand,
    /// Anything else.
    Other,
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    let mut close = false;
    while let Some((start, first)) = rest.next() {
        if is_invisible(first) {
            continue;
        }
        if first.is_whitespace() {
            close = false;
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| joins(first, *next)) {
            end = at + next.len_utf8();
        }
        let run = text.get(start..end).unwrap_or_default();
        tokens.push(Token { kind: kind(first, run), span: start..end, close });
        close = true;
    }
    tokens
}

/// Whether a character goes on with the token that `first` begins.
fn joins(first: char, next: char) -> bool {
    if first.is_ascii_digit() {
        return next.is_ascii_digit();
    }
    if first.is_alphabetic() {
        return next.is_alphabetic() || is_combining_mark(next) || next == '\u{ad}';
    }
    dash(first).is_some() && dash(next).is_some()
}

fn kind(first: char, run: &str) -> TokenKind {
    if first.is_ascii_digit() {
        return TokenKind::Number { value: run.parse().unwrap_or(u32::MAX), digits: run.len() };
    }
    if first.is_alphabetic() {
        if run.is_ascii() {
            return TokenKind::Word(run.to_ascii_lowercase());
        }
        let visible: String = run.chars().filter(|c| !is_invisible(*c)).collect();
        return TokenKind::Word(fold(&visible));
    }
    match first {
        '.' => TokenKind::Dot,
        ',' => TokenKind::Comma,
        ':' => TokenKind::Colon,
        '/' => TokenKind::Slash,
        '&' => TokenKind::Ampersand,
        _ if run.chars().nth(1).is_some() => TokenKind::Dash,
        _ => dash(first).unwrap_or(TokenKind::Other),
    }
}

/// The dashes of Unicode that stand between words or numbers; the soft hyphen is invisible and none of them.
fn dash(c: char) -> Option<TokenKind> {
    match c {
        '-' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' => Some(TokenKind::Hyphen),
        '\u{2012}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{fe31}'
        | '\u{fe32}'
        | '\u{fe58}'
        | '\u{2043}'
        | '\u{2e1a}'
        | '\u{301c}' => Some(TokenKind::Dash),
        _ => None,
    }
}

/// Characters without width that come along when text is pasted: soft hyphen, zero-width space and joiners,
/// direction marks, word joiner, byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        tokens(text).into_iter().map(|token| token.kind).collect()
    }

    fn word(word: &str) -> TokenKind {
        TokenKind::Word(word.to_owned())
    }

    fn number(value: u32, digits: usize) -> TokenKind {
        TokenKind::Number { value, digits }
    }

    #[test]
    fn a_danish_date_in_tokens() {
        assert_eq!(
            kinds("Lørdag d. 09. maj"),
            [word("lørdag"), word("d"), TokenKind::Dot, number(9, 2), TokenKind::Dot, word("maj")]
        );
    }

    #[test]
    fn places_are_bytes_of_the_text_as_given() {
        let text = "ma\u{30a}ned\u{a0} 9";
        let tokens = tokens(text);
        assert_eq!(tokens[0].kind, word("måned"));
        assert_eq!(tokens[0].span, 0..7);
        assert_eq!(tokens[1].span, 10..11);
        assert!(!tokens[1].close);
    }

    #[test]
    fn dashes_of_all_kinds() {
        assert_eq!(kinds("-‑"), [TokenKind::Dash]);
        assert_eq!(kinds("‑"), [TokenKind::Hyphen]);
        for dash in ["–", "—", "−", "--", "―"] {
            assert_eq!(kinds(dash), [TokenKind::Dash], "{dash}");
        }
    }

    #[test]
    fn invisible_characters_do_not_part_what_stands_together() {
        let text = "10\u{200b}.\u{2060}30";
        assert!(tokens(text).iter().skip(1).all(|token| token.close));
        assert_eq!(kinds("sep\u{ad}tember"), [word("september")]);
    }

    #[test]
    fn a_number_beyond_all_bounds_is_still_a_number() {
        assert_eq!(kinds("99999999999999"), [number(u32::MAX, 14)]);
    }
}
