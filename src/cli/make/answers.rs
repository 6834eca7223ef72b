//! What a new site is called: from the options, else asked for where someone sits at a terminal, else a default.

use std::io::{self, BufRead, IsTerminal, Write};

use super::super::args::{Init, address};
use super::super::tell;
use crate::language::Language;
use crate::scaffold::Answers;

/// Nobody owns this address (RFC 2606), so nothing is sent anywhere by mistake.
const SOME_ADDRESS: &str = "https://example.org/";

/// Answers are asked for so many times before the default is taken.
const TRIES: usize = 3;

/// The language of the site, and of the questions.
pub(super) fn language(arguments: &Init) -> &'static Language {
    let of = |code: &str| Language::of(code);
    if let Some(language) = arguments.language.as_deref().and_then(of) {
        return language;
    }
    let own = own_language();
    if !is_asked() {
        return own;
    }
    let list = Language::codes().collect::<Vec<_>>().join(", ");
    let question = own.fill("cmd_ask_language", &[("list", &list)]);
    let code = question_with(&question, &own.code, own, |code| of(code).is_some());
    of(&code).unwrap_or(own)
}

/// The language of the person's system, if husting has it.
fn own_language() -> &'static Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    let locale = locale.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    let code = locale.split(['_', '.', '@']).next().unwrap_or_default();
    Language::of(code).unwrap_or_else(Language::english)
}

/// The title and the address.
pub(super) fn ask(arguments: &Init, language: &Language) -> Answers {
    let title = arguments.title.clone().filter(|title| !title.trim().is_empty());
    let title = title.unwrap_or_else(|| {
        let default = language.word("cmd_init_title");
        if is_asked() {
            question_with(language.word("cmd_ask_title"), default, language, |_| true)
        } else {
            default.to_owned()
        }
    });
    let address = arguments.address.clone().unwrap_or_else(|| {
        if !is_asked() {
            return SOME_ADDRESS.to_owned();
        }
        question_with(language.word("cmd_ask_address"), SOME_ADDRESS, language, |text| address(text).is_ok())
    });
    Answers { title: title.trim().to_owned(), address }
}

fn is_asked() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks until an answer is good; an empty one is the default.
fn question_with(question: &str, default: &str, language: &Language, is_good: impl Fn(&str) -> bool) -> String {
    for _ in 0..TRIES {
        let _ = write!(io::stderr(), "{question} [{default}]: ");
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer).unwrap_or(0) == 0 {
            break;
        }
        match answer.trim() {
            "" => break,
            answer if is_good(answer) => return answer.to_owned(),
            _ => tell::line(language.word("cmd_bad_answer")),
        }
    }
    default.to_owned()
}
