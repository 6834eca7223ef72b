//! A folder to make mistakes in, and the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

/// A site in a folder of its own.
pub struct Desk(TempDir);

/// What a command came to.
pub struct Done {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// A problem as told with `--format json`.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    pub kind: String,
    pub file: String,
    pub line: usize,
    pub column: usize,
}

impl Done {
    /// The problems, in the order told. Those without a place have no file.
    pub fn told(&self) -> Vec<Told> {
        let json: serde_json::Value = serde_json::from_str(&self.out).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap_or_default()).unwrap();
        json["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| Told {
                kind: text(&problem["kind"]),
                file: text(&problem["place"]["file"]),
                line: number(&problem["place"]["line"]),
                column: number(&problem["place"]["column"]),
            })
            .collect()
    }
}

impl Desk {
    pub fn empty() -> Desk {
        Desk(TempDir::new().unwrap())
    }

    /// A site with a copy of `content`.
    pub fn with(content: &Path) -> Desk {
        let desk = Desk::empty();
        desk.copy(content, "content");
        desk
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Copies a folder into the site's.
    pub fn copy(&self, from: &Path, to: &str) {
        for path in files(from) {
            let relative = path.strip_prefix(from).unwrap().to_str().unwrap();
            self.write(&format!("{to}/{relative}"), fs::read(&path).unwrap());
        }
    }

    pub fn remove(&self, folder: &str) {
        fs::remove_dir_all(self.path().join(folder)).unwrap();
    }

    /// Every file of a folder with its bytes and the time it was last written.
    pub fn snapshot(&self, folder: &str) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let all = files(&self.path().join(folder)).into_iter();
        all.map(|path| {
            let written = fs::metadata(&path).unwrap().modified().unwrap();
            let bytes = fs::read(&path).unwrap();
            (path, (bytes, written))
        })
        .collect()
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_husting"));
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Done { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
