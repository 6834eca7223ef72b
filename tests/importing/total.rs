//! Whatever stands in a file, importing it ends, writes nothing that is an error, and panics at nothing.

use husting::import::Target;

use crate::desk::{build, site, take, with};

const SAMPLES: &[(&str, &str)] = &[
    ("a.ics", include_str!("samples/outlook.ics")),
    ("b.ics", include_str!("samples/google.ics")),
    ("c.ics", include_str!("samples/apple.ics")),
    (
        "d.csv",
        "Titel;Dato;Tid;Sted;Status;Frist;Pris;Pladser;Tilmelding;Online\nMøde;20-05-2027;10-15;Odense;aflyst;01-05-2027;5 kr.;80;a@b.dk;https://example.dk\n",
    ),
];

/// What is put in somewhere.
const PIECES: &[&str] = &[
    "",
    "\n",
    "\r\n ",
    "\0",
    "\"",
    ";",
    ":",
    ",",
    "=",
    "\\",
    "æ",
    "🏘️",
    "BEGIN:VEVENT\n",
    "END:VEVENT\n",
    "RRULE:FREQ=YEARLY\n",
    "RRULE:FREQ=DAILY;COUNT=65535\n",
    "00",
    "99999999",
    "T246060",
    "Z",
    "DURATION:P99999W\n",
    "EXDATE:20270520\n",
    "-",
    "---\n",
    "{{",
    "[",
    "RECURRENCE-ID:20270101\n",
    "DTSTART:00010101T000000Z\n",
    "DTSTART:99991231T235959Z\n",
    "<a href=\"",
    "&amp",
];

/// A generator of our own: the same faults in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }

    fn spoilt(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..1 + self.below(5) {
            let at = self.below(out.len());
            let end = (at + self.below(12)).min(out.len());
            let piece = PIECES[self.below(PIECES.len())].bytes().collect::<Vec<_>>();
            if self.below(4) == 0 {
                out[at] = u8::try_from(self.below(256)).unwrap();
            } else {
                out.splice(at..end, piece);
            }
        }
        out
    }
}

#[test]
fn spoilt_files_are_told_and_do_no_harm() {
    let files = site();
    let mut random = Random(7);
    let mut made = 0;
    for round in 0..240 {
        let (name, text) = SAMPLES[round % SAMPLES.len()];
        let spoilt = random.spoilt(text.as_bytes());
        let target =
            if round % 3 == 0 { Target::New("Nyt råd".to_owned()) } else { Target::Network("forum".to_owned()) };
        let imported = take(&files, name, spoilt, &target);
        made += imported.count;
        if round % 8 == 0 {
            build(&with(&files, &imported));
        }
    }
    assert!(made > 300, "only {made} meetings came through");
}
