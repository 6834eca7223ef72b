//! Reading is total: whatever a file holds, it is told or built, soon, and nothing panics. Random and grammar-made inputs
//! with a fixed budget (`HUSTING_FUZZ=100000` tries as many of each), a kept corpus (`tests/total/corpus/`, one folder for each
//! target in `fuzz/`) with random changes to it, and megabytes of the shapes that readers choke on. An input that once broke
//! something goes into the corpus.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "what fails here fails the test")]

#[path = "total/corpus.rs"]
mod corpus;
#[path = "mutations/mutate.rs"]
#[allow(dead_code, reason = "only its random numbers are needed here")]
mod mutate;
#[path = "total/nasty.rs"]
mod nasty;
#[path = "total/targets.rs"]
mod targets;

use std::time::{Duration, Instant};

use mutate::Random;

/// How many inputs each generator tries.
fn budget(usual: u64) -> u64 {
    std::env::var("HUSTING_FUZZ").ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// What a megabyte may take: a second, and more without optimisation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

/// What all of it may take of memory, in megabytes, the program and its test included.
const MEMORY: u64 = 200;

/// The most memory that this process ever held, in megabytes, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

/// Runs `work` on every input and tells, for the one that panics, its seed and text.
fn each(name: &str, count: u64, make: impl Fn(&mut Random) -> String, work: impl Fn(&str)) {
    for seed in 0..count {
        let input = make(&mut Random::new(seed));
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&input)));
        assert!(done.is_ok(), "{name} panics at seed {seed}: {input:?}");
    }
}

/// Pieces of dates and repetitions, Danish, English and wrong.
const DATE_WORDS: &[&str] = &[
    "torsdag",
    "d.",
    "den",
    "9.",
    "9",
    "31.",
    "30",
    "maj",
    "februar",
    "okt.",
    "2019",
    "19",
    "kl.",
    "kl",
    "10-15",
    "10.00–15.30",
    "24:00",
    "25",
    "2.30",
    "ca.",
    "uge",
    "41",
    "53",
    "-",
    "–",
    "og",
    "til",
    "fra",
    "i",
    "hver",
    "anden",
    "første",
    "sidste",
    "mandag",
    "tirsdag",
    "i måneden",
    "årligt",
    "1-2 gange",
    "gange",
    "måned",
    "undtagen",
    "juli",
    "2019-05-09",
    "2019-13-40",
    "9/5/2019",
    "T10:00",
    "10am",
    "3pm",
    "noon",
    "Thu",
    "9th",
    "May",
    "every",
    "other",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "FREQ=YEARLY;BYMONTHDAY=-1",
    ";COUNT=3",
    "0",
    "-1",
    "99999999999999999999",
    "æøå",
    "🗓",
    "\u{a0}",
    "\u{301}",
    ",",
    ".",
    "/",
    "½",
    "٣",
    "9999",
    "0000",
    "-9999",
    "hele dagen",
];

/// Pieces of front matter.
const YAML_PARTS: &[&str] = &[
    "titel:",
    "dato:",
    "tid:",
    "deltagere:",
    "- rolle:",
    "  - rolle: x",
    "tilmelding:",
    "  frist:",
    "  bindende: ja",
    "\n",
    "\n",
    "\n",
    " ",
    "  ",
    "\t",
    ":",
    ": ",
    "#",
    " # note",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "|",
    ">",
    ">-",
    "- ",
    "---",
    "...",
    "&a",
    "*a",
    "!!str",
    "? ",
    "%",
    "@",
    "`",
    "9. maj 2019",
    "kl. 10-15",
    "æøå",
    "program:",
    "  - titel: x",
    "    obligatorisk: y",
    "mødeserie:",
    "  - start: 1. maj 2027",
    "    gentages: hver uge",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\r",
    "\r\n",
    "\u{feff}",
    "\\",
    "~",
    "null",
    "del af: forum",
    "aflyst",
    "status:",
    "ændringer:",
    "  - 1. maj 2027: ny dato",
    "<<: *a",
    "deltagere: [a, b",
];

/// Pieces of Markdown.
const MARKDOWN_PARTS: &[&str] = &[
    "# ",
    "## Praktisk\n",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "    ",
    "\t",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "[a](b)",
    "![",
    "[^1]",
    "[^1]: x\n",
    "[a]: b\n",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "<a href='javascript:x'>",
    "&amp;",
    "&#0;",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    "~~",
    "- [ ] ",
    ": def\n",
    "\\",
    "æøå",
    "🗓",
    "\u{202e}",
    "torsdag den 20. maj 2027",
    "https://example.dk",
    "===\n",
    "---\n",
    "***\n",
    "<http://x>",
    "[x](#a)",
    "[x](../forum/index.md#b)",
    "\0",
];

fn phrase(parts: &[&str], between: &str, most: usize) -> impl Fn(&mut Random) -> String {
    let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    let between = between.to_owned();
    move |random| {
        let count = 1 + random.below(most);
        let chosen: Vec<&str> = (0..count).map(|_| random.pick(&parts).as_str()).collect();
        chosen.join(&between)
    }
}

/// Characters from all over Unicode.
fn characters(random: &mut Random) -> String {
    const RANGES: [(u32, u32); 9] = [
        (0, 0x7f),
        (0x20, 0x7e),
        (0x80, 0xff),
        (0x300, 0x36f),
        (0x600, 0x6ff),
        (0x2000, 0x206f),
        (0x4e00, 0x4fff),
        (0xe000, 0xffff),
        (0x1_f300, 0x1_faff),
    ];
    let count = random.below(60);
    let one = |random: &mut Random| {
        let (first, last) = *random.pick(&RANGES);
        let offset = u32::try_from(random.below((last - first + 1) as usize)).unwrap_or(0);
        char::from_u32(first + offset)
    };
    (0..count).filter_map(|_| one(random)).collect()
}

#[test]
fn any_words_are_a_date_or_a_problem() {
    each("a date", budget(3000), phrase(DATE_WORDS, " ", 9), targets::words);
    each("a date without spaces", budget(1000), phrase(DATE_WORDS, "", 7), targets::words);
    each("a text", budget(2000), characters, targets::words);
}

#[test]
fn any_front_matter_is_read_or_told() {
    each("front matter", budget(400), phrase(YAML_PARTS, "", 40), |text| targets::front_matter(text.as_bytes()));
    each("a text", budget(150), characters, |text| targets::front_matter(text.as_bytes()));
}

#[test]
fn any_bytes_are_read_or_told() {
    let make = |random: &mut Random| {
        let count = random.below(80);
        let bytes: Vec<u8> = (0..count).map(|_| u8::try_from(random.below(256)).unwrap()).collect();
        bytes.iter().map(|byte| char::from(*byte)).collect()
    };
    each("bytes", budget(150), make, |text| {
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        targets::front_matter(&bytes);
    });
}

#[test]
fn any_markdown_is_read() {
    each("Markdown", budget(2000), phrase(MARKDOWN_PARTS, "", 30), targets::body);
    each("a text", budget(1000), characters, targets::body);
}

#[test]
fn any_site_is_built_or_told() {
    const PATHS: [&str; 10] = [
        "netvaerk/forum/index.md",
        "netvaerk/forum/2027-05-20.md",
        "netvaerk/forum/2027-05-20/index.md",
        "netvaerk/Ærø!.md",
        "roller.yaml",
        "personer/ea.md",
        "nyheder/2026-01-01-nyt.md",
        "index.md",
        "../x.md",
        "site.yaml",
    ];
    let front = phrase(YAML_PARTS, "", 15);
    let text = phrase(MARKDOWN_PARTS, "", 12);
    let make = move |random: &mut Random| {
        let file = |random: &mut Random| {
            let (path, front) = (*random.pick(&PATHS), front(random));
            if path.ends_with(".yaml") {
                format!("=== {path}\n{front}\n")
            } else {
                format!("=== {path}\n---\n{front}\n---\n{}\n", text(random))
            }
        };
        let count = 1 + random.below(5);
        (0..count).map(|_| file(random)).collect()
    };
    each("a site", budget(60), make, |text| targets::site(text.as_bytes()));
}

#[test]
fn a_megabyte_of_anything_takes_no_longer_than_a_breath() {
    let only = std::env::var("HUSTING_SHAPE").ok();
    let mut slow = Vec::new();
    for shape in nasty::shapes() {
        if only.as_ref().is_some_and(|only| !shape.name.contains(only.as_str())) {
            continue;
        }
        assert!(shape.bytes.len() <= 1_100_000, "{} is larger than a megabyte", shape.name);
        let start = Instant::now();
        let work = std::panic::AssertUnwindSafe(|| match shape.reach {
            nasty::Reach::Read => targets::read(shape.path, &shape.bytes),
            nasty::Reach::Build => targets::build(shape.path, &shape.bytes),
        });
        let told = std::panic::catch_unwind(work);
        assert!(told.is_ok(), "{} panics", shape.name);
        let took = start.elapsed();
        eprintln!("{:>8.0?}  {:>6} told  {}", took, told.unwrap_or_default(), shape.name);
        if took > PATIENCE {
            slow.push(format!("{}: {took:?}", shape.name));
        }
    }
    assert!(slow.is_empty(), "slower than {PATIENCE:?}:\n{}", slow.join("\n"));
    if let Some(most) = most_memory().filter(|_| only.is_none()) {
        eprintln!("{most} MB of memory at most");
        assert!(most <= MEMORY, "{most} MB of memory");
    }
}
