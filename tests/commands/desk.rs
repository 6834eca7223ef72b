//! A folder to work in and the program to work with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The day it is in these tests, a Sunday.
pub const TODAY: &str = "2026-11-22";

/// A site in a folder of its own, which goes when the test is over.
pub struct Desk {
    folder: TempDir,
}

/// What a command came to.
#[derive(Debug)]
pub struct Done {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    /// The last line for people.
    pub fn last_line(&self) -> &str {
        self.err.lines().last().unwrap_or_default()
    }

    #[track_caller]
    pub fn ended(self, status: i32) -> Done {
        assert_eq!(self.status, status, "{}\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn said(self, text: &str) -> Done {
        assert!(self.err.contains(text), "not said: {text}\n{}", self.err);
        self
    }
}

/// The program, with nothing of the machine's settings.
pub fn husting() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_husting"));
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "VISUAL", "EDITOR", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

pub fn run(command: &mut Command) -> Done {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Done { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

impl Desk {
    pub fn empty() -> Desk {
        Desk { folder: TempDir::new().unwrap() }
    }

    /// A site as `init` makes it.
    pub fn new(language: &str) -> Desk {
        let desk = Desk::empty();
        desk.run(&["init", ".", "--language", language, "--today", TODAY]).ended(0);
        desk
    }

    /// The smallest Danish site.
    pub fn danish() -> Desk {
        let desk = Desk::empty();
        desk.write("content/site.yaml", "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\n");
        desk.write("content/netvaerk/oest/index.md", "---\ntitel: Netværk Øst\n---\n");
        desk
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The program in this folder, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = husting();
        command.args(arguments).current_dir(self.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        run(&mut self.command(arguments))
    }

    /// Every file with its bytes and the time of its last change.
    pub fn files(&self) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
        let mut files = BTreeMap::new();
        collect(self.path(), &mut files);
        files
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let changed = fs::metadata(&path).unwrap().modified().unwrap();
            files.insert(path.clone(), (fs::read(&path).unwrap(), changed));
        }
    }
}
