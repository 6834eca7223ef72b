//! Files that others save, move and take away while they are read.

use std::fs;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use husting::sources::Sources;
use jiff::civil::date;

use crate::bench;

const READINGS: usize = 300;

/// Reads the site's sources over and over while `change` runs in a loop.
fn while_changing(
    change: impl Fn(&std::path::Path, usize) + Sync,
    look: impl Fn(Result<Sources, husting::error::Error>),
) {
    let folder = tempfile::tempdir().unwrap();
    bench::write(folder.path(), "A");
    let content = folder.path().join("content");
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| (0..).take_while(|_| !done.load(Ordering::Relaxed)).for_each(|round| change(&content, round)));
        for _ in 0..READINGS {
            look(Sources::read(folder.path(), date(2026, 11, 22)));
        }
        done.store(true, Ordering::Relaxed);
    });
}

/// Most editors write a file beside the old one and rename it.
#[test]
fn a_file_that_an_editor_saves_is_read_as_it_was_or_as_it_is() {
    let save = |content: &std::path::Path, round: usize| {
        fs::write(content.join("om/.index.md.swp"), format!("---\ntitel: Om os\n---\nUdgave {round} slut\n")).unwrap();
        fs::rename(content.join("om/.index.md.swp"), content.join("om/index.md")).unwrap();
    };
    while_changing(save, |read| {
        let sources = read.unwrap_or_else(|error| panic!("{error}"));
        let page = sources.files.iter().find(|file| file.path == "om/index.md").expect("it is there all the time");
        let text = std::str::from_utf8(&page.bytes).unwrap();
        assert!(text.ends_with(" slut\n") || text.ends_with("Version A\n"), "{text:?}");
    });
}

/// One that comes and goes is read, or not, or told as missing; nothing worse.
#[test]
fn a_file_that_comes_and_goes_is_no_more_than_missing() {
    let flicker = |content: &std::path::Path, _: usize| {
        let (folder, file) = (content.join("nyheder"), content.join("nyheder/2026-01-01-nyt.md"));
        fs::create_dir(&folder).unwrap();
        fs::write(&file, "---\ntitel: Nyt\n---\n").unwrap();
        thread::sleep(Duration::from_micros(300));
        fs::remove_file(&file).unwrap();
        fs::remove_dir(&folder).unwrap();
    };
    while_changing(flicker, |read| match read {
        Ok(sources) => assert!(sources.files.iter().any(|file| file.path == "om/index.md")),
        Err(error) => {
            // Told with its path; written to in the midst of reading, it is told as being changed.
            assert!(matches!(error.source.kind(), ErrorKind::NotFound | ErrorKind::ResourceBusy), "{error}");
            assert!(error.path.to_string_lossy().contains("nyheder"), "{error}");
        }
    });
}
