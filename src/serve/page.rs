//! The server's own HTML: the script put into the site's pages, the problems laid over them, and two pages for when there
//! is nothing of the site to show. All text goes through [`escape`].

use super::OverlayWords;
use super::view::{Marks, View};
use crate::desk::escape;
use crate::diagnostics::show::{Shown, ShownPlace};

pub(super) const EVENTS: &str = "/_husting/events";
pub(super) const PROBLEMS: &str = "/_husting/problems";
pub(super) const SCRIPT: &str = "/_husting/preview.js";
pub(super) const STYLE: &str = "/_husting/preview.css";
pub(super) const DESK_SCRIPT: &str = "/_husting/desk.js";
pub(super) const DESK_STYLE: &str = "/_husting/desk.css";

/// Problems shown at once. Nobody mends more at one sitting, and a browser stays quick with these.
const PROBLEMS_SHOWN: usize = 300;

/// Characters of a source line shown on each side of the mark, since a line may be a whole file.
const CONTEXT: usize = 120;

/// Characters of the mark itself that are shown.
const MARK: usize = 240;

/// A page with the preview's script at the end of its body, or at its end where it has none.
pub(super) fn with_script(html: &[u8], marks: &Marks) -> Vec<u8> {
    const END: &[u8] = b"</body";
    let end = html.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END));
    let (before, after) = html.split_at(end.unwrap_or(html.len()));
    [before, script(marks).as_bytes(), after].concat()
}

/// The script, and the marks of the view it is served with.
fn script(marks: &Marks) -> String {
    let Marks { page, style, problems: _ } = marks;
    format!(r#"<script src="{SCRIPT}" data-page="{page:016x}" data-style="{style:016x}" defer></script>"#)
}

/// What lies over a page: a bar with the headline that opens a panel with the problems. Without problems, or where they
/// are the page already, only the hidden word that the server is gone.
///
/// The way to edit the page is there where the desk is; the script knows which page it is.
pub(super) fn overlay(view: &View, has_desk: bool) -> String {
    let words = &view.snapshot.words;
    let edit = if has_desk { format!(r#"<a class="edit" hidden>{}</a>"#, escape(&words.edit)) } else { String::new() };
    let panel = if view.snapshot.problems.is_empty() || view.is_only_problems() { String::new() } else { panel(view) };
    format!(
        r#"<div lang="{}"><p class="lost" role="status" hidden>{}</p>{panel}{edit}</div>"#,
        escape(&words.language),
        escape(&words.lost)
    )
}

fn panel(view: &View) -> String {
    let words = &view.snapshot.words;
    let stale =
        if view.snapshot.failed { format!(r#"<p class="stale">{}</p>"#, escape(&words.stale)) } else { String::new() };
    format!(
        r#"<button type="button" class="bar {severity}" aria-expanded="false" aria-controls="panel">{headline}</button>
<section id="panel" class="panel {severity}" aria-labelledby="headline" tabindex="-1" data-failed="{failed}" hidden>
<header><h2 id="headline">{headline}</h2><button type="button" class="close">{close}</button></header>
{stale}{problems}</section>"#,
        severity = worst(view),
        headline = escape(&words.headline),
        failed = view.snapshot.failed,
        close = escape(&words.close),
        problems = problems(&view.snapshot.problems, words),
    )
}

/// The page shown while there is no good site yet.
pub(super) fn only_problems(view: &View) -> String {
    let words = &view.snapshot.words;
    let headline = format!(r#"<p class="stale">{}</p>"#, escape(&words.headline));
    let body = headline + &problems(&view.snapshot.problems, words);
    document(view, &words.nothing_yet, &body)
}

/// The page shown where nothing is, for a site that has none of its own.
pub(super) fn not_found(view: &View) -> String {
    document(view, &view.snapshot.words.not_found, "")
}

fn document(view: &View, title: &str, body: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="{STYLE}"></head>
<body class="husting"><main><h1>{title}</h1>
{body}</main>{script}</body></html>
"#,
        language = escape(&view.snapshot.words.language),
        title = escape(title),
        script = script(&view.marks),
    )
}

/// The class of the gravest problem; they are the severities' own names.
fn worst(view: &View) -> &'static str {
    let has = |severity: &&str| view.snapshot.problems.iter().any(|problem| problem.severity == *severity);
    ["error", "warning"].into_iter().find(has).unwrap_or("note")
}

fn problems(problems: &[Shown], words: &OverlayWords) -> String {
    let items: String = problems.iter().take(PROBLEMS_SHOWN).map(|problem| item(problem, words)).collect();
    let more = if problems.len() > PROBLEMS_SHOWN { format!("<p>{}</p>", escape(&words.more)) } else { String::new() };
    format!("<ol class=\"problems\">{items}</ol>{more}")
}

fn item(problem: &Shown, words: &OverlayWords) -> String {
    let Shown { severity, kind: _, sentence, place, explanation, hints } = problem;
    let label = match *severity {
        "error" => &words.error,
        "warning" => &words.warning,
        _ => &words.note,
    };
    format!(
        "<li class=\"{}\"><p class=\"sentence\"><b>{}</b> {}</p>{}{}{}</li>\n",
        severity,
        escape(label),
        escape(sentence),
        place.as_ref().map(source).unwrap_or_default(),
        explanation.as_ref().map(|text| format!("<p>{}</p>", escape(text))).unwrap_or_default(),
        hints_list(hints, words),
    )
}

fn hints_list(hints: &[String], words: &OverlayWords) -> String {
    if hints.is_empty() {
        return String::new();
    }
    let items: String = hints.iter().map(|hint| format!("<li>{}</li>", escape(hint))).collect();
    format!("<p class=\"hints\">{}</p><ul class=\"hints\">{items}</ul>", escape(&words.hints))
}

/// File, line and column, and the line with the part at fault marked.
fn source(place: &ShownPlace) -> String {
    let ShownPlace { file, line, column, source_line: _, mark: _ } = place;
    let [before, marked, after] = cut(place).map(|part| escape(&part));
    format!(
        "<p class=\"place\"><code>{}:{line}:{column}</code></p>\
         <pre><bdi>{before}<mark>{marked}</mark>{after}</bdi></pre>",
        escape(file)
    )
}

/// The line in three: before the mark, the mark, after it, each cut where it goes on too long.
fn cut(place: &ShownPlace) -> [String; 3] {
    let characters: Vec<char> = place.source_line.chars().collect();
    let start = place.mark.start.min(characters.len());
    let end = place.mark.end.clamp(start, characters.len());
    let (before, rest) = characters.split_at(start);
    let (marked, after) = rest.split_at(end - start);
    let before =
        if before.len() > CONTEXT { "…".chars().chain(tail(before)).collect() } else { before.iter().collect() };
    [before, head(marked, MARK), head(after, CONTEXT)]
}

fn tail(text: &[char]) -> impl Iterator<Item = char> + '_ {
    text.iter().copied().skip(text.len().saturating_sub(CONTEXT))
}

fn head(text: &[char], length: usize) -> String {
    let ellipsis = if text.len() > length { "…" } else { "" };
    text.iter().copied().take(length).chain(ellipsis.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: Marks = Marks { page: 1, style: 2, problems: 3 };

    fn injected(html: &str) -> String {
        String::from_utf8(with_script(html.as_bytes(), &MARKS)).unwrap().replace(&script(&MARKS), "@")
    }

    #[test]
    fn the_script_goes_before_the_end_of_the_body() {
        assert_eq!(injected("<body>møde</body></html>"), "<body>møde@</body></html>");
        assert_eq!(injected("<BODY>møde</BODY >"), "<BODY>møde@</BODY >");
        assert_eq!(injected("<script>'</body>'</script></body>"), "<script>'</body>'</script>@</body>");
        assert_eq!(injected("<p>møde"), "<p>møde@");
        assert_eq!(injected(""), "@");
    }

    fn place(source_line: &str, mark: std::ops::Range<usize>) -> ShownPlace {
        ShownPlace {
            file: "møde.md".to_owned(),
            line: 3,
            column: mark.start + 1,
            source_line: source_line.to_owned(),
            mark,
        }
    }

    #[test]
    fn marks_count_characters_and_stay_inside_the_line() {
        assert_eq!(cut(&place("tid: kl. 25 på Ærø", 9..11)), ["tid: kl. ", "25", " på Ærø"]);
        assert_eq!(cut(&place("på Ærø", 3..99)), ["på ", "Ærø", ""]);
        assert_eq!(cut(&place("på Ærø", 99..100)), ["på Ærø", "", ""]);
        #[expect(clippy::reversed_empty_ranges, reason = "a range from elsewhere may be anything")]
        let reversed = 4..2;
        assert_eq!(cut(&place("på Ærø", reversed)), ["på Æ", "", "rø"]);
    }

    #[test]
    fn a_line_as_long_as_a_file_is_cut_around_the_mark() {
        let line = format!("{}fejl{}", "æ".repeat(500_000), "ø".repeat(500_000));
        let [before, marked, after] = cut(&place(&line, 500_000..500_004));
        assert_eq!(before, format!("…{}", "æ".repeat(CONTEXT)));
        assert_eq!(marked, "fejl");
        assert_eq!(after, format!("{}…", "ø".repeat(CONTEXT)));
    }
}
