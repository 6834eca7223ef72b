//! Content lines of iCalendar text (RFC 5545, 3.1): unfolded, taken apart into name, parameters and value, each with the
//! place where it stands. Strict about what a line is, lenient about line ends: exports come with LF, CR LF or both.

use std::ops::Range;

/// A content line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The name, in capitals.
    pub name: String,
    /// Parameters, names in capitals, values without quotes.
    pub parameters: Vec<(String, String)>,
    /// The value as written, escapes and all.
    pub value: String,
    /// The bytes of the text that it covers, folded parts included.
    pub place: Range<usize>,
}

impl Line {
    /// A parameter's value.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The value as text, with `\n`, `\,`, `\;` and `\\` resolved.
    pub fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The values of a list of texts.
    pub fn texts(&self) -> Vec<String> {
        split(&self.value, ',').map(|part| unescaped(part).trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }
}

/// Every content line of a text, in order; for one that is none, the place where it stands.
pub fn lines(text: &str) -> Vec<Result<Line, Range<usize>>> {
    unfolded(text).into_iter().map(|(logical, place)| line(&logical, place.clone()).ok_or(place)).collect()
}

/// Logical lines with their places; empty ones are left out.
fn unfolded(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut at = 0;
    for physical in text.split_inclusive('\n') {
        let content = physical.trim_end_matches(['\r', '\n']);
        let place = at..at + content.len();
        at += physical.len();
        match (content.strip_prefix([' ', '\t']), found.last_mut()) {
            (Some(rest), Some((logical, whole))) => {
                logical.push_str(rest);
                whole.end = place.end;
            }
            _ if content.trim().is_empty() => {}
            _ => found.push((content.to_owned(), place)),
        }
    }
    found
}

fn line(logical: &str, place: Range<usize>) -> Option<Line> {
    let name_end = logical.find([':', ';'])?;
    let (name, mut rest) = logical.split_at(name_end);
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if !is_name {
        return None;
    }
    let mut parameters = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let (key, after) = after.split_once('=')?;
        let end = outside_quotes(after).find(|(_, c)| matches!(c, ':' | ';'))?.0;
        let (value, after) = after.split_at(end);
        parameters.push((key.trim().to_ascii_uppercase(), parameter_value(value)));
        rest = after;
    }
    Some(Line { name: name.to_ascii_uppercase(), parameters, value: rest.strip_prefix(':')?.to_owned(), place })
}

/// The characters outside quotation marks, with their offsets.
fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quoted = false;
    text.char_indices().filter(move |(_, c)| {
        quoted ^= *c == '"';
        !quoted
    })
}

/// Without quotation marks, and with the escapes of RFC 6868 resolved.
fn parameter_value(raw: &str) -> String {
    let plain = raw.replace('"', "");
    let mut out = String::with_capacity(plain.len());
    let mut characters = plain.chars().peekable();
    while let Some(c) = characters.next() {
        let escaped = match (c, characters.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                out.push(c);
                continue;
            }
        };
        characters.next();
        out.push(escaped);
    }
    out
}

/// A text value without its escapes (RFC 5545, 3.3.11). A backslash before anything else is left out, as most programs do.
pub fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            _ => out.push(c),
        }
    }
    out
}

/// The parts of a value between separators that no backslash stands before.
pub fn split(value: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    value.split(move |c| {
        let is_separator = c == separator && !escaped;
        escaped = c == '\\' && !escaped;
        is_separator
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Line {
        let mut all = lines(text);
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0).expect("it is a line")
    }

    #[test]
    fn folded_lines_are_one_wherever_they_were_cut() {
        let text = "SUMMARY:Møde for sty\r\n regruppen\r\nX-A:1\n\tb\n";
        let all: Vec<Line> = lines(text).into_iter().map(|line| line.expect("a line")).collect();
        assert_eq!((all[0].value.as_str(), all[1].value.as_str()), ("Møde for styregruppen", "1b"));
        assert_eq!(&text[all[0].place.clone()], "SUMMARY:Møde for sty\r\n regruppen");
    }

    #[test]
    fn parameters_lose_their_quotes_and_keep_what_was_in_them() {
        let line = one("organizer;CN=\"BL, Almene; Boliger: øst\";x-y=a^'b^^c^n:mailto:bl@example.dk");
        assert_eq!(line.name, "ORGANIZER");
        assert_eq!(line.parameter("CN"), Some("BL, Almene; Boliger: øst"));
        assert_eq!(line.parameter("X-Y"), Some("a\"b^c\n"));
        assert_eq!(line.value, "mailto:bl@example.dk");
    }

    #[test]
    fn texts_are_unescaped_once() {
        assert_eq!(one("DESCRIPTION:a\\, b\\; c\\\\n d\\ne\\N").text(), "a, b; c\\n d\ne\n");
        assert_eq!(one("CATEGORIES:Forum\\, råd,Øst, ").texts(), ["Forum, råd", "Øst"]);
        assert_eq!(unescaped("slut\\"), "slut");
    }

    #[test]
    fn what_is_no_content_line_is_told_where_it_stands() {
        for bad in ["Møde", "SUMMARY", ":x", "A;B:c", "A;B=\"c:d", "Æ:x"] {
            assert_eq!(lines(bad), [Err(0..bad.len())], "{bad}");
        }
    }
}
