//! The readers: small scripts around the libraries of calendar programs, all called alike (see `reports.py`).

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A library that reads calendars.
#[derive(Debug, Clone, Copy)]
pub enum Reader {
    /// Python's icalendar, with recurring-ical-events for occurrences.
    Icalendar,
    /// Python's vobject, which khal's relatives use.
    Vobject,
    /// ical.js, which Thunderbird uses.
    IcalJs,
    /// libical, the C library beneath Evolution, KOrganizer and servers.
    Libical,
}

/// An event as a reader understood it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub file: String,
    pub uid: String,
    pub recurrence_id: Option<String>,
    pub start: String,
    pub end: Option<String>,
    pub status: Option<String>,
    pub summary: Option<String>,
    pub location: Option<String>,
    pub description: Option<String>,
    pub sequence: Option<u32>,
}

/// One occurrence of an event, as a reader worked it out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occurrence {
    pub file: String,
    pub uid: String,
    pub start: String,
    pub end: Option<String>,
    pub status: Option<String>,
    pub summary: String,
}

impl Reader {
    /// Every reader.
    pub const ALL: [Reader; 4] = [Reader::Icalendar, Reader::Vobject, Reader::IcalJs, Reader::Libical];

    fn command(self) -> Command {
        let (mut command, script) = match self {
            Reader::Icalendar => (Command::new(python("python")), "read_icalendar.py"),
            Reader::Vobject => (Command::new(python("python")), "read_vobject.py"),
            Reader::IcalJs => (Command::new("node"), "read_icaljs.mjs"),
            Reader::Libical => (Command::new(python("python")), "read_libical.py"),
        };
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONIOENCODING", "utf-8").arg(here().join(script));
        command
    }
}

/// Every event below a folder, as it is written.
pub fn events(reader: Reader, folder: &Path) -> Vec<Event> {
    read(reader, [folder.as_os_str()])
}

/// Every occurrence below a folder that starts from the first day and before the second.
pub fn occurrences(reader: Reader, folder: &Path, [from, to]: [&str; 2]) -> Vec<Occurrence> {
    read(reader, [folder.as_os_str(), OsStr::new(from), OsStr::new(to)])
}

/// Whether the reader refuses what is below the folder.
pub fn complains(reader: Reader, folder: &Path) -> bool {
    !run(reader.command().arg(folder)).status.success()
}

/// A program of the Python clients. Without the clients there is no test.
pub fn python(program: &str) -> PathBuf {
    let path = here().join("installed/venv/bin").join(program);
    assert!(path.exists(), "the calendar clients are not installed: tests/run does it");
    path
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

fn read<'a, T: DeserializeOwned>(reader: Reader, args: impl IntoIterator<Item = &'a OsStr>) -> Vec<T> {
    let said = run(reader.command().args(args));
    assert!(said.status.success(), "{reader:?} complains:\n{}", String::from_utf8_lossy(&said.stderr));
    let lines = String::from_utf8(said.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}
