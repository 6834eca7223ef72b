//! A small site in a folder, `husting watch` on it, and the clean build to compare with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use husting::diagnostics::Severity;
use husting::sources::Sources;
use jiff::civil::{Date, date};
use tempfile::TempDir;

pub const TODAY: Date = date(2026, 11, 22);

/// The program's own list of what it published, which no clean build in memory has.
const MANIFEST: &str = ".husting-manifest.json";

pub struct Folder(TempDir);

/// What lies in a published folder.
pub type Files = BTreeMap<String, Vec<u8>>;

impl Folder {
    pub fn new() -> Folder {
        let folder = Folder(TempDir::new().unwrap());
        folder.write("site.yaml", "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\n");
        folder.write("roller.yaml", "projektledere:\n  titel: Projektledere\n");
        folder.write("netvaerk/oest/index.md", "---\ntitel: Netværk Øst\ndeltagere: projektledere\n---\n\nVi mødes.\n");
        folder.write("netvaerk/oest/2027-05-20.md", "---\ntid: kl. 10-15\nsted: Ærø\n---\n");
        fs::create_dir_all(folder.path().join("themes")).unwrap();
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Where a file of the content lies.
    pub fn at(&self, path: &str) -> PathBuf {
        self.path().join("content").join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn delete(&self, path: &str) {
        fs::remove_file(self.at(path)).unwrap();
    }

    /// Every file of the content, in order.
    pub fn content(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(&self.path().join("content"), "", &mut |path, _| files.push(path.to_owned()));
        files.sort();
        files
    }

    /// Every folder of the content, in order.
    pub fn folders(&self) -> Vec<String> {
        let files = self.content();
        let above = files.iter().filter_map(|file| Some(file.rsplit_once('/')?.0.to_owned()));
        above.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn sources(&self) -> Sources {
        Sources::read(self.path(), TODAY).unwrap()
    }

    /// The files that hold a build back. A site without site.yaml gets a new one.
    pub fn wrong_files(&self) -> BTreeSet<String> {
        if !self.at("site.yaml").exists() {
            self.write("site.yaml", "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\n");
        }
        let sources = self.sources();
        let built = husting::build(&sources);
        let errors = built.problems.iter().filter(|problem| problem.kind.severity() == Severity::Error);
        let mut wrong = BTreeSet::new();
        for error in errors {
            let place = error.place.unwrap_or_else(|| panic!("an error without a file: {error:?}"));
            wrong.insert(sources.file(place.file).unwrap().path.clone());
        }
        wrong
    }

    /// What a build of the content as it is now makes.
    pub fn clean_build(&self) -> Files {
        let built = husting::build(&self.sources());
        assert!(!built.problems.block(false));
        built.output.into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect()
    }

    /// How the published folder differs from what it should be, at most a few lines.
    pub fn differences(&self, wanted: &Files) -> Vec<String> {
        let mut there = Files::new();
        collect(&self.path().join("public"), "", &mut |path, file| {
            // A file that goes between being seen and being read is about to differ anyway.
            there.insert(path.to_owned(), fs::read(file).unwrap_or_default());
        });
        there.remove(MANIFEST);
        let missing = wanted.keys().filter(|path| !there.contains_key(*path)).map(|path| format!("missing: {path}"));
        let extra = there.keys().filter(|path| !wanted.contains_key(*path)).map(|path| format!("too much: {path}"));
        let other = wanted.iter().filter(|(path, bytes)| there.get(*path).is_some_and(|found| found != *bytes));
        missing.chain(extra).chain(other.map(|(path, _)| format!("other bytes: {path}"))).take(8).collect()
    }
}

fn collect(folder: &Path, prefix: &str, each: &mut dyn FnMut(&str, &Path)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), &format!("{path}/"), each),
            Ok(_) => each(&path, &entry.path()),
            Err(_) => {}
        }
    }
}

/// `husting watch`, until the test is over.
pub struct Watching {
    program: Child,
    log: PathBuf,
}

impl Watching {
    pub fn start(folder: &Folder) -> Watching {
        let log = folder.path().join("log.txt");
        let mut command = Command::new(env!("CARGO_BIN_EXE_husting"));
        command.args(["watch", "--today", &TODAY.to_string()]).current_dir(folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(fs::File::create(&log).unwrap());
        let watching = Watching { program: command.spawn().unwrap(), log };
        // A folder without content when it begins is a mistake, and rightly told as one.
        while !folder.path().join("public/index.html").exists() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        watching
    }

    pub fn is_running(&mut self) -> bool {
        self.program.try_wait().unwrap().is_none()
    }

    /// The end of what it told.
    pub fn said(&self) -> String {
        let said = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        lines.get(lines.len().saturating_sub(15)..).unwrap_or_default().join("\n")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
