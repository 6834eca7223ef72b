//! Random texts through every reader: what comes out is what went in. A hundred thousand go there and back within the crate
//! (`render/calendar/component/tests.rs`); these go through the programs that subscribers use.

use std::fs;

use husting::render::calendar::component::{Fragment, component};
use husting::render::calendar::line::Line;
use jiff::Timestamp;

use crate::readers::{self, Reader};

/// Texts tried.
const COUNT: usize = 400;

/// Letters, marks that combine, pictures made of several characters, and everything that iCalendar gives a meaning.
const PIECES: &[&str] = &[
    "a",
    "e",
    "n",
    "N",
    "t",
    " ",
    "æ",
    "ø",
    "å",
    "Æ",
    "é",
    "a\u{30a}",
    "o\u{308}\u{304}",
    "🏘️",
    "👩‍👩‍👧",
    "🇩🇰",
    "👋🏽",
    "漢",
    "ק",
    ",",
    ";",
    ":",
    "\"",
    "'",
    "=",
    "^",
    "%",
    "&",
    "<",
    ">",
    "#",
    "{",
    "}",
    "/",
    "-",
    "\n",
    "BEGIN:VEVENT",
    "END:VEVENT",
    "kl. 10-15",
    "mailto:",
    "https://example.dk/?a=1,2;b",
    "forårsmøde",
];

/// A generator of our own: the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn text(&mut self, most: usize, pieces: &[&str]) -> String {
        let count = 1 + self.below(most);
        // Programs trim the ends of a text; what is between is ours.
        format!("x{}x", (0..count).map(|_| pieces[self.below(pieces.len())]).collect::<String>())
    }
}

#[test]
#[ignore = "needs the calendar clients: tests/run"]
fn random_texts_come_back_through_every_reader() {
    let mut random = Random(2026);
    let one_line: Vec<&str> = PIECES.iter().copied().filter(|piece| *piece != "\n").collect();
    let texts: Vec<[String; 3]> = (0..COUNT)
        .map(|_| [random.text(40, &one_line), random.text(20, &one_line), random.text(200, PIECES)])
        .collect();
    let start: Timestamp = "2027-01-14T09:00:00Z".parse().unwrap();
    let events: Vec<Fragment> = texts
        .iter()
        .enumerate()
        .map(|(number, [summary, location, description])| {
            let lines = vec![
                Line::text("UID", &format!("{number:04}@example.dk")),
                Line::utc("DTSTAMP", start),
                Line::utc("DTSTART", start),
                Line::single_line("SUMMARY", summary),
                Line::single_line("LOCATION", location),
                Line::text("DESCRIPTION", description),
                Line::token("STATUS", "CONFIRMED"),
                Line::integer("SEQUENCE", 0),
            ];
            component("VEVENT", lines, [])
        })
        .collect();
    let head = vec![Line::text("VERSION", "2.0"), Line::text("PRODID", "-//husting//test//DA")];
    let calendar = component("VCALENDAR", head, events.iter());
    assert!(calendar.as_str().split("\r\n").all(|line| line.len() <= 75));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("calendar.ics"), calendar.as_str()).unwrap();
    // A title stays on one line, with one blank where several stood.
    let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for reader in Reader::ALL {
        let mut found = readers::events(reader, folder.path());
        found.sort_by(|a, b| a.uid.cmp(&b.uid));
        assert_eq!(found.len(), COUNT, "{reader:?}");
        for ([summary, location, description], event) in texts.iter().zip(&found) {
            assert_eq!(event.summary.as_deref(), Some(single(summary).as_str()), "{reader:?} {}", event.uid);
            assert_eq!(event.location.as_deref(), Some(single(location).as_str()), "{reader:?} {}", event.uid);
            assert_eq!(event.description.as_deref(), Some(description.as_str()), "{reader:?} {}", event.uid);
        }
    }
}
