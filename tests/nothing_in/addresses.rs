//! Names that are one name on some machine, and addresses that would lead out of the output.

use std::fs;

use husting::sources::Sources;
use jiff::civil::date;

use crate::common::Site;

const SETTINGS: &str = "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\n";
const NETWORK: &str = "---\ntitel: Netværk\n---\n";

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let mut all = vec![("site.yaml", SETTINGS)];
    all.extend(files);
    Site::of_files(&all).problems()
}

fn has(problems: &[String], kind: &str) -> bool {
    problems.iter().any(|problem| problem.starts_with(kind))
}

#[test]
fn names_that_differ_in_case_only_are_one_name() {
    let told = problems(&[("om/index.md", "---\ntitel: Om\n---\n"), ("Om/index.md", "---\ntitel: Om\n---\n")]);
    assert!(has(&told, "same-name"), "{told:?}");
    let told = problems(&[("netvaerk/øst.md", NETWORK), ("netvaerk/ØST.md", NETWORK)]);
    assert!(has(&told, "same-name"), "{told:?}");
}

#[test]
fn folders_that_differ_in_case_only_are_told_once() {
    let page = "---\ntitel: Side\n---\n";
    let told = problems(&[("Om/os.md", page), ("om/dem.md", page), ("om/os.md", page), ("om/mere/x.md", page)]);
    assert_eq!(told.iter().filter(|problem| problem.starts_with("same-name")).count(), 1, "{told:?}");
}

#[test]
fn names_that_differ_in_how_letters_are_stored_are_one_name() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content/netvaerk");
    fs::create_dir_all(&content).unwrap();
    fs::write(folder.path().join("content/site.yaml"), SETTINGS).unwrap();
    // å as one letter, and as a with a ring laid over it.
    fs::write(content.join("gårde.md"), NETWORK).unwrap();
    fs::write(content.join("ga\u{30a}rde.md"), NETWORK).unwrap();
    let sources = Sources::read(folder.path(), date(2026, 11, 22)).unwrap();
    let built = husting::build(&sources);
    assert!(built.problems.iter().any(|problem| problem.kind.id() == "same-name"));
}

#[test]
fn names_that_become_one_address_are_told() {
    for (one, other) in [
        ("om-os/index.md", "om_os/index.md"),
        ("møder/index.md", "moeder/index.md"),
        ("café/index.md", "cafe/index.md"),
    ] {
        let told = problems(&[(one, "---\ntitel: A\n---\n"), (other, "---\ntitel: B\n---\n")]);
        assert!(has(&told, "same-address") || has(&told, "id-twice") || has(&told, "same-name"), "{one}: {told:?}");
    }
    let told = problems(&[("om/index.md", "---\ntitel: A\n---\n"), ("om/Møde.txt", "a"), ("om/moede.txt", "b")]);
    assert!(has(&told, "same-address"), "{told:?}");
}

/// Whatever names and old addresses say, what is published lies below the output.
#[test]
fn no_name_leads_out_of_the_output() {
    let network = "---\ntitel: Øst\ntidligere adresser: [\"../../x\", \"/../../etc/x\", \"a/../../b\", \"..\", \"/\", \
                   \"../x.ics\", \"C:\\\\x\", \"\\0\"]\n---\n";
    let files = [
        ("site.yaml", SETTINGS),
        ("netvaerk/oest/index.md", network),
        ("netvaerk/oest/2027-05-20.md", "---\ntidligere adresser: [\"../../../y\"]\nområde: \"../../z\"\n---\n"),
        ("../../ude.md", "---\ntitel: Ude\n---\n"),
        ("om/..%2f..%2fx.txt", "x"),
        ("roller.yaml", "../../rolle:\n  titel: x\n"),
    ];
    let built = husting::build(&Sources::in_memory(&files, date(2026, 11, 22)));
    for path in built.output.keys() {
        let is_inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        assert!(is_inside && !path.contains(['\\', '\0']), "{path}");
    }
    assert!(built.output.contains_key("netvaerk/oest/index.html"));
    let told = built.problems.iter().filter(|problem| problem.kind.id() == "bad-id").count();
    assert!(told >= 2, "old addresses of which nothing is left are told, not {told}");
}

#[test]
fn a_document_is_a_file_beside_its_page() {
    for path in
        ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "../hemmelig.txt", "a/../../hemmelig.txt"]
    {
        let network = format!("---\ntitel: Øst\ndokumenter:\n  - titel: Bilag\n    fil: \"{path}\"\n---\n");
        let told = problems(&[("netvaerk/oest/index.md", &network)]);
        assert!(has(&told, "file-missing") || has(&told, "not-a-url"), "{path}: {told:?}");
    }
}
