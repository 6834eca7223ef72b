//! The sites that the clients read, built in memory: the example site, an English one, and one of every kind of event.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use husting::Output;
use husting::sources::Sources;
use jiff::civil::{Date, date};
use tempfile::TempDir;
use walkdir::WalkDir;

/// The day on which the tests take place, unless they say otherwise.
pub const TODAY: Date = date(2026, 11, 22);

/// Where the ledger is kept, below the published folder and below `content/` alike.
const LEDGER: &str = "ledger.yaml";

/// A site folder.
pub struct Site {
    folder: PathBuf,
}

/// A site in memory.
pub struct Built {
    pub output: Output,
}

/// A copy of a site for a test to work on.
pub struct Copy {
    folder: TempDir,
}

impl Site {
    /// The example site: Danish, Copenhagen.
    pub fn danish() -> Site {
        Site { folder: root() }
    }

    /// Working groups in London and Los Angeles.
    pub fn english() -> Site {
        Site { folder: root().join("tests/sites/english") }
    }

    /// Each kind of event that a calendar may hold.
    pub fn kinds() -> Site {
        Site { folder: root().join("tests/sites/kinds") }
    }

    /// The site as it is on [`TODAY`].
    pub fn build(&self) -> Built {
        build(&self.folder, TODAY)
    }

    /// A copy of what editors write.
    pub fn copy(&self) -> Copy {
        let folder = tempfile::tempdir().unwrap();
        for entry in WalkDir::new(self.folder.join("content")) {
            let entry = entry.unwrap();
            let to = folder.path().join(entry.path().strip_prefix(&self.folder).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        Copy { folder }
    }
}

impl Copy {
    /// Writes other text into a file of `content/`.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.folder.path().join("content").join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{}: {from}", path.display());
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Builds the copy and keeps the ledger with the content, as publishing does.
    pub fn publish(&self, today: Date) -> Built {
        let built = build(self.folder.path(), today);
        fs::write(self.folder.path().join("content").join(LEDGER), &built.output[LEDGER]).unwrap();
        built
    }
}

impl Built {
    /// Every calendar by its path.
    pub fn calendars(&self) -> impl Iterator<Item = (&str, Arc<[u8]>)> {
        let all = self.output.iter().filter(|(path, _)| path.ends_with(".ics"));
        all.map(|(path, bytes)| (path.as_str(), Arc::clone(bytes)))
    }

    /// How often a line stands in the calendars.
    pub fn count(&self, line: &str) -> usize {
        let in_one = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().filter(|own| *own == line).count();
        self.calendars().map(|(_, bytes)| in_one(&bytes)).sum()
    }

    /// The calendars in a folder.
    pub fn write(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in self.calendars() {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn build(folder: &Path, today: Date) -> Built {
    let sources = Sources::read(folder, today).unwrap();
    let built = husting::build(&sources);
    assert!(!built.problems.block(false), "{}: {:#?}", folder.display(), built.problems);
    assert!(built.output.contains_key("calendar.ics"), "{}: no feed", folder.display());
    Built { output: built.output }
}
