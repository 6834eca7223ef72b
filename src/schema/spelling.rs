//! Patterns (ECMA-262, without flags, as JSON Schema has them) that take a word in every way that reading takes it: in any
//! case, with or without spaces, hyphens, underscores and full stops, æ as ae.

use std::collections::BTreeSet;

use crate::language::Language;
use crate::language::fold::{fold, transliterate};

/// What may stand between two letters without making another word.
const BETWEEN: &str = "[ ._-]*";
/// The signs that a pattern gives a meaning.
const SPECIAL: &str = r"^$\.*+?()[]{}|/";

/// All spellings of a key among the keys of its table: a word that reading gives to another key is left to that.
pub(super) fn of_key(language: &Language, key: &str, table: &[&str]) -> Vec<String> {
    let all = [key].into_iter().chain(language.key_spellings(key).iter().map(String::as_str));
    all.filter(|word| language.key(word, table) == Some(key)).map(str::to_owned).collect()
}

/// A pattern of the whole of any of `words`.
pub(super) fn pattern(words: &[String]) -> String {
    let mut seen = BTreeSet::new();
    let different = words.iter().filter(|word| seen.insert(fold(word)));
    let patterns: Vec<String> = different.map(|word| word.chars().map(letter).collect()).collect();
    format!("^(?:{})$", patterns.join("|"))
}

/// A letter in either case and in plain letters, and what may follow it; nothing for what reading passes over.
fn letter(letter: char) -> String {
    let plain = transliterate(letter.encode_utf8(&mut [0; 4]));
    let own = cases(letter);
    let mut plain_letters = plain.chars();
    let pattern = match (plain_letters.next(), plain_letters.next()) {
        (None | Some(' ' | '-' | '_' | '.'), _) => return String::new(),
        (Some(one), None) => class(&(cases(one) + &own)),
        (Some(first), Some(second)) => {
            format!("(?:{}{BETWEEN}{}|{})", class(&cases(first)), class(&cases(second)), class(&own))
        }
    };
    pattern + BETWEEN
}

/// A letter in lower and upper case, where that is one letter too.
fn cases(letter: char) -> String {
    let one = |mut cased: Box<dyn Iterator<Item = char>>| cased.next().filter(|_| cased.next().is_none());
    let lower = one(Box::new(letter.to_lowercase()));
    let upper = one(Box::new(letter.to_uppercase()));
    lower.into_iter().chain(upper).collect()
}

/// Any one of some letters.
fn class(letters: &str) -> String {
    let letters: BTreeSet<char> = letters.chars().collect();
    match letters.iter().collect::<Vec<_>>().as_slice() {
        [one] if SPECIAL.contains(**one) => format!("\\{one}"),
        [one] => one.to_string(),
        all => format!("[{}]", all.iter().copied().collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_takes_what_folds_alike() {
        let pattern =
            regex::Regex::new(&pattern(&["formål".to_owned(), "e-mail".to_owned(), "resumé".to_owned()])).unwrap();
        for good in ["formål", "FORMÅL", "Formaal", "for-mål", "email", "E-mail", "e_mail.", "resume", "Resumé"] {
            assert!(pattern.is_match(good), "{good}");
        }
        for bad in ["form", "formålet", "xemail", "e,mail", ""] {
            assert!(!pattern.is_match(bad), "{bad}");
        }
    }

    #[test]
    fn a_pattern_is_plain_to_read() {
        assert_eq!(pattern(&["på".to_owned()]), "^(?:[Pp][ ._-]*(?:[Aa][ ._-]*[Aa]|[Åå])[ ._-]*)$");
        assert_eq!(pattern(&["a.b".to_owned(), "AB".to_owned()]), "^(?:[Aa][ ._-]*[Bb][ ._-]*)$");
    }

    #[test]
    fn a_word_of_two_keys_belongs_to_the_one_that_is_read() {
        let danish = Language::of("da").unwrap();
        let table = ["title", "name"];
        assert!(of_key(danish, "title", &table).contains(&"navn".to_owned()));
        assert!(!of_key(danish, "name", &table).contains(&"navn".to_owned()));
    }
}
