//! Quotation marks, dashes and ellipses as the language prints them. Only what was typed on a keyboard is changed: a mark
//! that an editor chose stays. Pages alone are printed; calendars and data keep the text as typed.

use crate::language::Language;

/// What a mark that the Markdown parser made from `"`, `'`, `--`, `---` or `...` is in this language; none for any other
/// text. `typed` is what stands in the source.
pub(super) fn printed(made: &str, typed: &str, language: &Language) -> Option<String> {
    let word = match (made, typed) {
        ("“", "\"") => "quote_open",
        ("”", "\"") => "quote_close",
        ("‘", "'") => "quote_inner_open",
        // An apostrophe, or a closing mark that looks like one in all our languages.
        ("’", "'") | ("–", "--") | ("—", "---") | ("…", "...") => return Some(made.to_owned()),
        _ => return None,
    };
    Some(language.word(word).to_owned())
}
