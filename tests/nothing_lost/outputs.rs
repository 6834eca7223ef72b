//! Standard output and error that are closed, full, or read by nobody.

use std::fs::File;
use std::process::Stdio;

use crate::bench::{Bench, TODAY, Whose, husting, shown};

const FAILING: &str = "---\ntitel: Netværk\nfromål: Æbler\n---\n";

#[test]
fn a_reader_that_went_away_changes_nothing() {
    let bench = Bench::new();
    let folder = bench.folder();
    for arguments in [
        &["build", "--today", TODAY, "--format", "json"][..],
        &["check"],
        &["schema", "--kind", "problems"],
        &["--help"],
    ] {
        let mut command = husting(folder.path(), arguments);
        let (reader, writer) = std::io::pipe().unwrap();
        let (other, also) = std::io::pipe().unwrap();
        drop((reader, other));
        let status = command.stdout(writer).stderr(also).status().unwrap();
        assert_eq!(shown(status), 0, "{arguments:?}");
    }
    assert_eq!(folder.is_whole("nobody reads"), Whose::New);
    std::fs::write(folder.path().join("content/netvaerk/oest/index.md"), FAILING).unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert_eq!(shown(husting(folder.path(), &["check"]).stderr(writer).status().unwrap()), 1);
}

#[test]
fn closed_outputs_change_nothing() {
    let bench = Bench::new();
    let folder = bench.folder();
    let done = folder.build_under(&["sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh"]).status().unwrap();
    assert_eq!(shown(done), 0);
    assert_eq!(folder.is_whole("closed"), Whose::New);
}

#[test]
fn what_was_asked_for_and_could_not_be_written_is_told() {
    let bench = Bench::new();
    let folder = bench.folder();
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    let told = |arguments: &[&str]| {
        let mut command = husting(folder.path(), arguments);
        command.stdout(full()).stderr(Stdio::piped());
        let done = command.spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(shown(done.status), 3, "{arguments:?}");
        let text = String::from_utf8(done.stderr).unwrap();
        assert!(text.contains("kan ikke skrives ud: disken er fuld"), "{arguments:?}: {text}");
    };
    told(&["check", "--format", "json"]);
    told(&["schema", "--kind", "problems"]);
    // Words for people are worth no failure.
    let status = folder.build().stderr(full()).status().unwrap();
    assert_eq!(shown(status), 0);
}
