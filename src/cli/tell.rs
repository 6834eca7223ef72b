//! What a person or a program is told: problems in the face that was asked for, and last lines.
//!
//! A reader that went away (a closed pipe) is no failure: what cannot be written is dropped. Output that was asked for and
//! is lost for another reason, as on a full disk, is one.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use serde::Serialize;

use super::args::Format;
use super::failure::Failure;
use crate::diagnostics::show::{self, Shown, SourceText, visible};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::language::Language;
use crate::output::Counts;
use crate::publish::Report;
use crate::sources::Sources;

/// All problems of a build, sorted, in words.
pub(super) struct Problems {
    sorted: Vec<Diagnostic>,
    pub shown: Vec<Shown>,
    pub language: &'static Language,
}

impl Problems {
    pub fn new(problems: Diagnostics, language: &'static Language, sources: &Sources) -> Problems {
        let sorted = problems.sorted();
        let shown = sorted.iter().map(|problem| in_words(problem, language, sources)).collect();
        Problems { sorted, shown, language }
    }

    fn count(&self, severity: Severity) -> usize {
        self.sorted.iter().filter(|problem| problem.kind.severity() == severity).count()
    }

    /// Whether any of them holds a build back.
    pub fn block(&self, strict: bool) -> bool {
        self.count(Severity::Error) > 0 || strict && self.count(Severity::Warning) > 0
    }

    /// How many there are of each severity: "2 fejl, 1 advarsel"; "ingen fejl" where there is none.
    pub fn counts(&self) -> String {
        let counts = show::count(&self.sorted, self.language);
        if counts.is_empty() { self.language.word("cmd_no_problems").to_owned() } else { counts }
    }

    /// Tells them all.
    ///
    /// # Errors
    /// If a program is to be told and standard output takes nothing.
    pub fn tell(&self, format: Format) -> Result<(), Failure> {
        match format {
            Format::Text => {
                self.tell_people();
                Ok(())
            }
            Format::Json => print(&self.json()),
            Format::Github => print(&self.shown.iter().map(show::github).collect::<String>()),
        }
    }

    /// Tells them all to whoever reads standard error.
    pub fn tell_people(&self) {
        let colour = has_colour();
        let texts = self.shown.iter().map(|shown| show::terminal(&made_visible(shown), self.language, colour));
        say(&texts.map(|text| text + "\n").collect::<String>());
    }

    fn json(&self) -> String {
        #[derive(Serialize)]
        struct Told<'a> {
            problems: &'a [Shown],
            errors: usize,
            warnings: usize,
        }
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        let told = Told { problems: &self.shown, errors, warnings };
        let json = serde_json::to_string_pretty(&told).expect("texts and numbers can always be written as JSON");
        json + "\n"
    }
}

/// A problem in words, with the line of the source that it is about.
fn in_words(problem: &Diagnostic, language: &Language, sources: &Sources) -> Shown {
    let file = problem.place.and_then(|place| sources.file(place.file));
    let text = file.map(|file| String::from_utf8_lossy(&file.bytes));
    let source = file.zip(text.as_deref()).map(|(file, text)| SourceText { path: &file.shown, text });
    show::show(problem, language, source)
}

/// The same with control characters as the signs that stand for them: a file must not be able to steer a terminal.
fn made_visible(shown: &Shown) -> Shown {
    let mut shown = shown.clone();
    shown.sentence = visible(&shown.sentence);
    shown.explanation = shown.explanation.as_deref().map(visible);
    shown.hints = shown.hints.iter().map(|hint| visible(hint)).collect();
    if let Some(place) = &mut shown.place {
        place.file = visible(&place.file);
        place.source_line = visible(&place.source_line);
    }
    shown
}

/// What was made, as counted for a last line.
pub(super) fn made(counts: Counts, language: &Language) -> [String; 2] {
    [language.count("cmd_pages", counts.pages), language.count("cmd_feeds", counts.calendars)]
}

/// How many files a publication touched.
pub(super) fn changed(report: &Report, language: &Language) -> String {
    match report.written + report.removed {
        0 => language.word("cmd_changed_none").to_owned(),
        changed => language.count("cmd_changed", changed),
    }
}

/// A span of time in seconds, as a last line says it: tenths below ten seconds.
pub(super) fn seconds(time: Duration, language: &Language) -> String {
    let seconds = time.as_secs_f64();
    let written = if seconds < 10.0 { format!("{seconds:.1}") } else { format!("{seconds:.0}") };
    written.replace('.', language.word("decimal_sign"))
}

/// What stopped a command.
pub(super) fn failure(failure: &Failure, language: &Language) {
    say(&show::terminal(&made_visible(&as_shown(failure, language)), language, has_colour()));
}

/// A failure in the shape of a problem.
pub(super) fn as_shown(failure: &Failure, language: &Language) -> Shown {
    Shown {
        severity: Severity::Error.id(),
        kind: "failure",
        sentence: failure.sentence(language),
        place: None,
        explanation: failure.explanation(),
        hints: failure.hints(language),
    }
}

/// A line for people.
pub(super) fn line(text: &str) {
    say(&format!("{text}\n"));
}

fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// What was asked for, on standard output, for people and programs alike.
///
/// # Errors
/// If it cannot be written, unless nobody reads it any more.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}

/// Colours only for eyes, and not for those who said no (no-color.org).
fn has_colour() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    io::stderr().is_terminal() && !unwanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_written_as_the_language_does() {
        let [danish, english] = ["da", "en"].map(|code| Language::of(code).unwrap());
        assert_eq!(seconds(Duration::from_millis(213), danish), "0,2");
        assert_eq!(seconds(Duration::from_millis(213), english), "0.2");
        assert_eq!(seconds(Duration::from_millis(12_700), danish), "13");
    }
}
