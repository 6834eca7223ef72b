//! What the machine allows one process: open files, sizes of files.

use crate::bench::{Bench, Whose, shown};

fn under_limit(limit: &str) {
    let bench = Bench::new();
    let folder = bench.folder();
    let script = format!("{limit}; exec \"$@\"");
    let done = folder.build_under(&["sh", "-c", &script, "sh"]).output().unwrap();
    let (status, text) = (shown(done.status), String::from_utf8_lossy(&done.stderr).into_owned());
    let site = folder.is_whole(limit);
    match status {
        0 => assert_eq!(site, Whose::New, "{limit}"),
        3 => {
            assert_eq!((site, folder.ledger(limit)), (Whose::Old, Whose::Old), "{limit}");
            assert!(text.starts_with("Fejl: ") || text.starts_with("Error: "), "{limit}: {text}");
        }
        // The loader needs files of its own.
        127 => assert!(text.contains("shared"), "{limit}: {text}"),
        status => panic!("{limit}: ended with {status}: {text}"),
    }
    folder.next_build_is_right(limit);
}

#[test]
fn few_open_files_are_enough_or_told() {
    for files in [4, 5, 6, 7, 8, 10, 12, 16] {
        under_limit(&format!("ulimit -n {files}"));
    }
}

/// A process that outgrows its limit for a file's size is told by a signal; ours must not die of it unless it is one that
/// leaves everything whole.
#[test]
fn files_that_may_not_grow_are_told() {
    let bench = Bench::new();
    let folder = bench.folder();
    let done = folder.build_under(&["sh", "-c", "trap '' XFSZ; ulimit -f 4; exec \"$@\"", "sh"]).output().unwrap();
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(shown(done.status), 3, "{text}");
    assert_eq!(folder.is_whole("small files"), Whose::Old);
    let done = folder.build_under(&["sh", "-c", "ulimit -f 4; exec \"$@\"", "sh"]).output().unwrap();
    assert_ne!(shown(done.status), 0);
    assert_eq!(folder.is_whole("small files"), Whose::Old);
    folder.next_build_is_right("files of any size");
}
