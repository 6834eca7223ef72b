//! Published sites in folders of their own: the example site, the English one, and those that `made.rs` makes up.

use std::fs;
use std::path::{Path, PathBuf};

use husting::Output;
use husting::diagnostics::{Kind, Severity};
use husting::sources::Sources;
use jiff::civil::{Date, date};
use tempfile::TempDir;

/// The day on which the tests take place.
pub const TODAY: Date = date(2026, 11, 22);

/// A published site.
pub struct Site {
    pub output: Output,
    folder: TempDir,
}

impl Site {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Builds a site that has no errors.
    pub fn built(sources: &Sources) -> Site {
        Site::despite(sources, &[])
    }

    /// Builds a site that has no errors but of these kinds: what the preview would show.
    pub fn despite(sources: &Sources, known: &[Kind]) -> Site {
        let built = husting::build(sources);
        let errors =
            built.problems.iter().filter(|told| told.kind.severity() == Severity::Error && !known.contains(&told.kind));
        let errors: Vec<String> = errors.map(|told| format!("{:?} {:?}", told.kind, told.facts)).collect();
        assert_eq!(errors, [""; 0]);
        Site::written(built.output)
    }

    /// A site of files that are already as they are published.
    pub fn written(output: Output) -> Site {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in &output {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Site { output, folder }
    }
}

/// The example site.
pub fn danish() -> Site {
    of_folder("")
}

/// Working groups in London and Los Angeles.
pub fn english() -> Site {
    of_folder("tests/sites/english")
}

/// One site in Danish, English and Swedish, some of it translated; at the root of its host like the others.
pub fn in_three_languages() -> Site {
    let mut sources = read("tests/sites/languages");
    sources.base_url = Some("https://example.dk/".to_owned());
    Site::built(&sources)
}

fn of_folder(folder: &str) -> Site {
    Site::built(&read(folder))
}

fn read(folder: &str) -> Sources {
    Sources::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder), TODAY).unwrap()
}
