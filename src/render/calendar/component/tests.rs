//! Structure and folding, down to the octets; a hundred thousand random texts there and back.

use super::*;
use crate::render::calendar::escape;

#[test]
fn properties_in_the_order_given_then_children_untouched() {
    let child = component("VALARM", vec![Line::token("ACTION", "DISPLAY")], []);
    let lines = vec![Line::single_line("SUMMARY", "Møde"), Line::text("CLASS", "PUBLIC")];
    let written = component("VEVENT", lines, [&child, &child]);
    let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n";
    let expected = format!("BEGIN:VEVENT\r\nSUMMARY:Møde\r\nCLASS:PUBLIC\r\n{alarm}{alarm}END:VEVENT\r\n");
    assert_eq!(written.as_str(), expected);
    assert_eq!(written.octets(), expected.len());
    assert_eq!(written.into_text(), expected);
}

#[test]
fn an_empty_component_and_a_value_that_looks_like_an_end() {
    assert_eq!(component("VEVENT", Vec::new(), []).as_str(), "BEGIN:VEVENT\r\nEND:VEVENT\r\n");
    let tricky = component("VEVENT", vec![Line::text("X-A", "END:VEVENT")], []);
    assert_eq!(tricky.as_str(), "BEGIN:VEVENT\r\nX-A:END:VEVENT\r\nEND:VEVENT\r\n");
}

/// The physical lines of a text property, after the name of its component.
fn physical(text: &str) -> Vec<String> {
    let written = component("VEVENT", vec![Line::text("SUMMARY", text)], []);
    let body = written.as_str().strip_prefix("BEGIN:VEVENT\r\n").expect("its beginning");
    let body = body.strip_suffix("\r\nEND:VEVENT\r\n").expect("its end");
    body.split("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_75th_octet_is_the_last_of_a_line_and_the_blank_counts() {
    let fits = "x".repeat(75 - "SUMMARY:".len());
    assert_eq!(physical(&fits), [format!("SUMMARY:{fits}")]);
    let over = format!("{fits}y");
    assert_eq!(physical(&over), [format!("SUMMARY:{fits}"), " y".to_owned()]);
    let twice = format!("{fits}{}z", "y".repeat(74));
    assert_eq!(physical(&twice), [format!("SUMMARY:{fits}"), format!(" {}", "y".repeat(74)), " z".to_owned()]);
}

#[test]
fn no_character_is_cut_nor_one_made_of_several() {
    // A letter, a letter and its ring, a family, a flag, a skin tone; the limit falls on each octet of them in turn.
    for whole in ["æ", "a\u{30A}", "👩\u{200D}👩\u{200D}👧", "🇩🇰", "👋🏽"] {
        for room in 0..whole.len() {
            let before = "x".repeat(75 - room - "SUMMARY:".len());
            let lines = physical(&format!("{before}{whole}y"));
            let expected = [format!("SUMMARY:{before}"), format!(" {whole}y")];
            assert_eq!(lines, expected, "{whole} with room for {room}");
        }
    }
}

#[test]
fn no_line_is_all_blanks() {
    let before = "x".repeat(75 - "SUMMARY:".len());
    let lines = physical(&format!("{before}   "));
    assert_eq!(lines[1], " x   ");
}

#[test]
fn a_pile_of_marks_longer_than_a_line_is_cut_between_characters() {
    let pile = format!("a{}", "\u{301}".repeat(300));
    let lines = physical(&pile);
    assert!(lines.iter().all(|line| line.len() <= 75));
    assert_eq!(lines.join("\r\n").replace("\r\n ", ""), format!("SUMMARY:{pile}"));
}

#[test]
fn a_hundred_thousand_random_texts_come_back_as_sanitised() {
    let mut random = Random(0x4855_5354_494E_4701);
    for _ in 0..100_000 {
        let text = random.text();
        let parameter = random.text();
        let line = Line::text("DESCRIPTION", &text).param("ALTREP", &parameter);
        let written = component("VEVENT", vec![line], []).into_text().into_bytes();
        let unfolded = unfold(&written);
        let expected_parameter = escape::plain(&parameter);
        let (read_parameter, read_text) = read(&unfolded);
        assert_eq!(read_parameter, expected_parameter, "{parameter:?}");
        assert_eq!(read_text, escape::plain(&text), "{text:?}");
    }
}

/// Joins physical lines, each of which must be valid by itself.
fn unfold(written: &[u8]) -> String {
    let whole = str::from_utf8(written).expect("UTF-8 as a whole");
    let mut unfolded = String::new();
    for line in whole.strip_suffix("\r\n").expect("a line end at the end").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line:?}", line.len());
        assert!(!line.chars().any(char::is_control), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => unfolded.push_str(rest),
            None => unfolded.extend(["\n", line]),
        }
    }
    let inner = unfolded.strip_prefix("\nBEGIN:VEVENT\n").and_then(|rest| rest.strip_suffix("\nEND:VEVENT"));
    let line = inner.expect("one component");
    assert!(!line.contains('\n'), "more than one property: {line:?}");
    line.to_owned()
}

/// Parameter and value of the property, decoded the way a reader does it: one character after the other.
fn read(line: &str) -> (String, String) {
    let rest = line.strip_prefix("DESCRIPTION;ALTREP=").expect("name and parameter");
    let (parameter, value) = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once("\":").expect("a closing quote"),
        None => rest.split_once(':').expect("a value"),
    };
    assert!(!parameter.contains('"'), "{parameter:?}");
    assert!(rest.starts_with('"') || !parameter.contains([';', ',', ':']), "{parameter:?}");
    (decode(parameter, '^'), decode(value, '\\'))
}

fn decode(encoded: &str, escape: char) -> String {
    let mut decoded = String::new();
    let mut characters = encoded.chars();
    while let Some(c) = characters.next() {
        assert!(escape == '^' || (c != ';' && c != ','), "a bare {c} in {encoded:?}");
        if c != escape {
            decoded.push(c);
            continue;
        }
        decoded.push(match characters.next() {
            Some('n') => '\n',
            Some('\'') if escape == '^' => '"',
            Some(c) => c,
            None => escape,
        });
    }
    decoded
}

/// A xorshift generator: the same texts on each run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }

    fn text(&mut self) -> String {
        let length = self.below(30);
        (0..length).map(|_| self.piece()).collect()
    }

    fn piece(&mut self) -> String {
        const PIECES: [&str; 40] = [
            "æ",
            "ø",
            "å",
            "Æ",
            "a\u{30A}",
            "e\u{301}\u{323}",
            "👩\u{200D}🔧",
            "🇩🇰",
            "👋🏽",
            "☃\u{FE0F}",
            "\r\n",
            "\r",
            "\n",
            "\t",
            "\0",
            "\u{1B}",
            "\u{7F}",
            "\u{85}",
            "\u{2028}",
            "\u{2029}",
            "\u{B}",
            "\u{FEFF}",
            "\"",
            "^",
            "^n",
            "\\",
            "\\n",
            "\\N",
            ";",
            ",",
            ":",
            " ",
            "  ",
            "boligorganisation",
            "kl. 10-15",
            "END:VEVENT",
            "BEGIN:VCALENDAR",
            "\\;",
            "老虎",
            "'",
        ];
        if self.below(4) > 0 {
            return PIECES[self.below(PIECES.len())].to_owned();
        }
        let scalar = char::from_u32(self.below(0x11_0000) as u32);
        scalar.unwrap_or('\u{FFFD}').to_string()
    }
}
