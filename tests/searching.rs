//! The search in the browser: the theme's own script, run by Node over the published example site.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::Site;

#[test]
#[ignore = "needs Node.js: tests/run"]
fn the_script_finds_what_the_content_says() {
    let folder = published(&Site::of_folder(""));
    run(folder.path(), &[]);
}

/// To search a thousand pages as one types costs a visit no more than 150 kB.
#[test]
#[ignore = "needs Node.js: tests/run"]
fn a_visit_to_a_thousand_pages_loads_little() {
    let files = thousand_pages();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = published(&Site::of_files(&files));
    let queries = "møde,beboer,projektleder,samarbjde,netværk 2027,kommune";
    run(folder.path(), &[("ONLY_MEASURE", queries), ("MOST_BYTES", "150000")]);
}

fn published(site: &Site) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let wanted = |path: &str| path == "soeg/index.json" || path.starts_with("assets/search");
    for (path, bytes) in site.built.output.iter().filter(|(path, _)| wanted(path)) {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    folder
}

fn run(folder: &Path, more: &[(&str, &str)]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/searching/search.mjs");
    let mut node = Command::new("node");
    node.arg("--test").arg(script).env("SITE", folder).envs(more.iter().copied());
    assert!(node.status().expect("Node.js is there").success(), "what Node.js said stands above");
}

/// 50 networks with 19 meetings each, in a large vocabulary of Danish compounds.
fn thousand_pages() -> Vec<(String, String)> {
    const PARTS: [&str; 40] = [
        "bolig",
        "social",
        "projekt",
        "leder",
        "møde",
        "netværk",
        "beboer",
        "afdeling",
        "bestyrelse",
        "kommune",
        "samarbejde",
        "områd",
        "trygheds",
        "børne",
        "familie",
        "job",
        "fritids",
        "uddannelse",
        "sundheds",
        "forenings",
        "nabo",
        "skole",
        "daginstitution",
        "helheds",
        "plan",
        "følge",
        "gruppe",
        "styre",
        "sekretariat",
        "arbejds",
        "marked",
        "rådgivning",
        "kultur",
        "idræts",
        "frivillig",
        "ungdoms",
        "ældre",
        "integration",
        "økonomi",
        "forvaltning",
    ];
    let mut state = 0x2026_1122_u64;
    let mut next = move |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most
    };
    let compound = |next: &mut dyn FnMut(usize) -> usize| -> String {
        (0..1 + next(3)).map(|_| PARTS[next(PARTS.len())]).collect()
    };
    let vocabulary: Vec<String> = (0..9000).map(|_| compound(&mut next)).collect();
    // As in any language, a few words are met all the time and most of them hardly ever.
    let mut word = move || {
        let rank = next(9000) * next(9000) / 9000 * next(9000) / 9000;
        vocabulary[rank * next(9000) / 9000].as_str().to_owned()
    };
    let mut text = |count: usize| (0..count).map(|_| word()).collect::<Vec<_>>().join(" ");
    let mut files =
        vec![("site.yaml".to_owned(), "titel: Netværk\nadresse: https://example.dk/\nsprog: da\n".to_owned())];
    for network in 0..50 {
        let title = text(2);
        files.push((format!("netvaerk/n{network}/index.md"), format!("---\ntitel: {title}\n---\n\n{}\n", text(120))));
        for meeting in 0..19 {
            let path = format!("netvaerk/n{network}/{}-{:02}-11.md", 2022 + meeting / 3, 1 + meeting % 3 * 4);
            files.push((path, format!("---\ntitel: {}\n---\n\n{}.\n", text(3), text(110))));
        }
    }
    files
}
