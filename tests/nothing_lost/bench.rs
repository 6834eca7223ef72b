//! A small site of which version A is published and version B is written, and what both look like when all is well.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use tempfile::TempDir;

/// The day it is in these tests, a Sunday.
pub const TODAY: &str = "2026-11-22";

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_husting");

pub type Files = BTreeMap<String, Vec<u8>>;

/// The number that a variable asks for, or the usual one; `all` is every one there is.
pub fn count(variable: &str, usual: usize) -> usize {
    let asked = std::env::var(variable).ok();
    asked.map_or(usual, |asked| if asked == "all" { usize::MAX } else { asked.parse().unwrap() })
}

/// How a shell shows the end of a process: its status, or 128 and the signal that ended it.
pub fn shown(status: ExitStatus) -> i32 {
    status.code().unwrap_or_else(|| 128 + status.signal().unwrap())
}

/// The program with nothing of the machine's settings.
pub fn husting(folder: &Path, arguments: &[&str]) -> Command {
    husting_under(&[], folder, arguments)
}

/// The same, started by another program.
pub fn husting_under(starter: &[&str], folder: &Path, arguments: &[&str]) -> Command {
    let mut words = starter.iter().chain([&PROGRAM]).chain(arguments);
    let mut command = Command::new(words.next().unwrap());
    command.args(words).current_dir(folder).stdin(Stdio::null());
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Old,
    New,
}

/// A folder with the old site published and the new one written, to be copied for each try.
pub struct Bench {
    template: TempDir,
    old: Files,
    new: Files,
}

impl Bench {
    pub fn new() -> Bench {
        Bench::of("A", "B")
    }

    /// Of two versions, which show in the site's title and so on every page.
    pub fn of(old: &str, new: &str) -> Bench {
        let template = tempfile::tempdir().unwrap();
        let root = template.path();
        write(root, old);
        build(root);
        let old = public(root);
        write(root, new);
        fs::remove_file(root.join("content/netvaerk/oest/gammel.txt")).unwrap();
        let trial = tempfile::tempdir().unwrap();
        copy(root, trial.path());
        build(trial.path());
        let new = public(trial.path());
        assert!(old.len() > 30 && new.len() > 30 && old["index.html"] != new["index.html"]);
        assert!(old["ledger.yaml"] != new["ledger.yaml"], "the versions have ledgers of their own");
        assert!(old.keys().ne(new.keys()), "a file comes and one goes");
        Bench { template, old, new }
    }

    /// A fresh folder to work in.
    pub fn folder(&self) -> Folder<'_> {
        self.folder_at(tempfile::tempdir().unwrap())
    }

    pub fn folder_at(&self, place: TempDir) -> Folder<'_> {
        copy(self.template.path(), place.path());
        Folder { bench: self, place }
    }

    /// The same without anything published.
    pub fn unpublished(&self) -> Folder<'_> {
        let folder = self.folder();
        fs::remove_dir_all(folder.path().join("public")).unwrap();
        fs::remove_dir_all(folder.path().join(".public.husting")).unwrap();
        folder
    }
}

/// A copy of the bench's folder, in which something happens.
pub struct Folder<'a> {
    bench: &'a Bench,
    place: TempDir,
}

impl Folder<'_> {
    pub fn path(&self) -> &Path {
        self.place.path()
    }

    pub fn build(&self) -> Command {
        husting(self.path(), &["build", "--today", TODAY])
    }

    pub fn build_under(&self, starter: &[&str]) -> Command {
        husting_under(starter, self.path(), &["build", "--today", TODAY])
    }

    /// Whose site is published; fails the test when it is not one of the two, whole.
    #[track_caller]
    pub fn site(&self, context: &str) -> Whose {
        let found = public(self.path());
        if found == self.bench.old {
            return Whose::Old;
        }
        let (new, old) = (differing(&found, &self.bench.new), differing(&found, &self.bench.old));
        assert!(new.is_empty(), "{context}: mixed or torn: not as the new: {new:?}, not as the old: {old:?}");
        Whose::New
    }

    #[track_caller]
    pub fn ledger(&self, context: &str) -> Whose {
        let found = fs::read(self.path().join("content/ledger.yaml")).unwrap();
        if found == self.bench.old["ledger.yaml"] {
            return Whose::Old;
        }
        assert!(found == self.bench.new["ledger.yaml"], "{context}: a torn ledger");
        Whose::New
    }

    /// A whole site, and a ledger that is not ahead of it.
    #[track_caller]
    pub fn is_whole(&self, context: &str) -> Whose {
        let (site, ledger) = (self.site(context), self.ledger(context));
        assert!(ledger <= site, "{context}: the ledger is ahead");
        site
    }

    /// The next build, undisturbed, must end right and leave nothing lying.
    #[track_caller]
    pub fn next_build_is_right(&self, context: &str) {
        let done = self.build().output().unwrap();
        assert!(done.status.success(), "{context}: {}", String::from_utf8_lossy(&done.stderr));
        assert_eq!((self.site(context), self.ledger(context)), (Whose::New, Whose::New), "{context}");
        assert_eq!(self.leftovers(), Vec::<String>::new(), "{context}");
    }

    /// What publishing left lying; replaced sites may linger for the readers they have.
    pub fn leftovers(&self) -> Vec<String> {
        let mut left = names(&self.path().join(".public.husting"));
        left.retain(|name| !name.starts_with("old-") && !["lock", "last", ".gitignore"].contains(&name.as_str()));
        let is_hidden = |name: &String| name.starts_with(".ledger") || name == ".husting-new";
        left.extend(["content", "public"].iter().flat_map(|folder| names(&self.path().join(folder))).filter(is_hidden));
        left
    }
}

#[track_caller]
fn build(folder: &Path) {
    let done = husting(folder, &["build", "--today", TODAY]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Writes a version of the site's content.
pub fn write(root: &Path, version: &str) {
    let write = |path: &str, text: String| {
        let path = root.join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.yaml", format!("titel: Årets møder {version}\nadresse: https://example.dk/\nsprog: da\n"));
    write("roller.yaml", format!("projektledere:\n  titel: Projektledere {version}\n"));
    for (place, day) in [("oest", "2027-05-20"), ("vest", "2027-05-27"), ("nord", "2027-06-03")] {
        let front = format!("---\ntitel: Netværk {place}\ndeltagere:\n  - rolle: projektledere\n---\n");
        write(&format!("netvaerk/{place}/index.md"), front + &format!("Erfaringer {version}\n"));
        let meeting = format!("---\ntitel: Forårsmøde {version}\ntid: kl. 10-15\n---\nBoligsocialt.\n");
        write(&format!("netvaerk/{place}/{day}.md"), meeting);
    }
    write("netvaerk/oest/gammel.txt", "Et notat, som aldrig ændres.\n".to_owned());
    write("netvaerk/vest/notat.txt", "Det samme i hver version.\n".to_owned());
    write(&format!("netvaerk/nord/kun-{}.txt", version.to_lowercase()), format!("{version}\n"));
    write("om/index.md", format!("---\ntitel: Om os\n---\nVersion {version}\n"));
}

/// All that is published below a folder; nothing where there is no `public/`.
pub fn public(root: &Path) -> Files {
    files_below(&root.join("public"))
}

pub fn files_below(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(&inner).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The names in which two sites differ.
pub fn differing(one: &Files, other: &Files) -> Vec<String> {
    let names = one.keys().chain(other.keys()).filter(|name| one.get(*name) != other.get(*name));
    let mut names: Vec<String> = names.cloned().collect();
    names.sort();
    names.dedup();
    names
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied: PathBuf = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).unwrap();
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}
