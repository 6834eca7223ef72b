//! What tests of whole sites share: a site built in memory, and its pages, data and feeds as a reader of each meets them.

#![allow(dead_code, reason = "every test program uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

pub mod html;
pub mod ics;

use std::path::Path;

use husting::Built;
use husting::diagnostics::{Diagnostic, Severity};
use husting::sources::Sources;
use jiff::civil::{Date, date};
use serde_json::Value;

use html::Element;
use ics::{Calendar, Event};

/// The day for which the tests build: a Sunday.
pub const TODAY: Date = date(2026, 11, 22);

/// A site that was built.
pub struct Site {
    pub sources: Sources,
    pub built: Built,
    json: Value,
}

impl Site {
    /// The site in a folder of this repository, `""` for the example site.
    pub fn of_folder(folder: &str) -> Site {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        Site::built(Sources::read(&folder, TODAY).unwrap())
    }

    /// A site of the files given, by their paths below `content/`.
    pub fn of_files(files: &[(&str, &str)]) -> Site {
        Site::built(Sources::in_memory(files, TODAY))
    }

    fn built(sources: Sources) -> Site {
        let built = husting::build(&sources);
        let json = built.output.get("site.json").expect("a site always has its data");
        let json = serde_json::from_slice(json).unwrap();
        Site { sources, built, json }
    }

    /// A published file's text, by its path below the output folder.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.built.output.get(path).unwrap_or_else(|| panic!("{path} is not published"));
        std::str::from_utf8(bytes).unwrap()
    }

    pub fn has(&self, path: &str) -> bool {
        self.built.output.contains_key(path)
    }

    /// The main part of the page at an address, `page("netvaerk/landserfa/")`; all of a page that only leads on.
    pub fn page(&self, address: &str) -> Element {
        let document = html::parse(self.text(&format!("{address}index.html")));
        let main = document.first("main").or_else(|| document.first("body"));
        main.unwrap_or_else(|| panic!("{address} has no body")).clone()
    }

    pub fn json(&self) -> &Value {
        &self.json
    }

    /// A network in the open data.
    pub fn network(&self, id: &str) -> &Value {
        let network = &self.json["networks"][id];
        assert!(network.is_object(), "site.json has no network {id}");
        network
    }

    /// A meeting in the open data, by network and file name.
    pub fn meeting(&self, id: &str) -> &Value {
        let meetings = self.json["meetings"].as_array().unwrap();
        meetings.iter().find(|meeting| meeting["id"] == id).unwrap_or_else(|| panic!("site.json has no meeting {id}"))
    }

    /// How a meeting's date was understood: `exact 2018-05-29T10:00/2018-05-29T15:00`.
    pub fn when(&self, id: &str) -> String {
        let when = &self.meeting(id)["when"];
        format!("{} {}", when["precision"].as_str().unwrap(), when["iso"].as_str().unwrap())
    }

    /// The relations of the open data: `replaces strategisk-forum landserfa`.
    pub fn relations(&self) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let relations = self.json["relations"].as_array().unwrap();
        relations.iter().map(|all| [&all["kind"], &all["from"], &all["to"]].map(text).join(" ")).collect()
    }

    /// A calendar, by its path below the output folder.
    pub fn feed(&self, path: &str) -> Calendar {
        Calendar::read(self.text(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
    }

    /// The event of a meeting in the feed at `path`.
    pub fn event(&self, path: &str, meeting: &str) -> Event {
        self.find_event(path, meeting).unwrap_or_else(|| panic!("{meeting} is not in {path}"))
    }

    /// The same, or that the meeting is not in that feed. Occurrences of a series share its UID: their page tells them.
    pub fn find_event(&self, path: &str, meeting: &str) -> Option<Event> {
        let url = self.meeting(meeting)["url"].as_str().unwrap().to_owned();
        let is_it = |event: &Event| event.text("URL") == Some(url.clone()) && event.parent().is_none();
        self.feed(path).events.into_iter().find(is_it)
    }

    /// The event of a meeting's deadline in the feed at `path`.
    pub fn deadline(&self, path: &str, meeting: &str) -> Event {
        let uid = self.event(path, meeting).text("UID");
        let deadline = self.feed(path).events.into_iter().find(|event| event.parent() == uid);
        deadline.unwrap_or_else(|| panic!("{path} has no deadline of {meeting}"))
    }

    /// What was told, each as `kind path:line`, errors and all.
    pub fn problems(&self) -> Vec<String> {
        self.built.problems.clone().sorted().iter().map(|problem| self.told(problem)).collect()
    }

    pub fn told(&self, problem: &Diagnostic) -> String {
        let Some(place) = problem.place else { return problem.kind.id().to_owned() };
        let file = self.sources.file(place.file).unwrap();
        let before = file.bytes.get(..place.start as usize).unwrap();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{} {}:{line}", problem.kind.id(), file.path)
    }

    /// The one problem of a kind, with everything that its messages say.
    pub fn problem(&self, kind: &str) -> &Diagnostic {
        let mut all = self.built.problems.iter().filter(|problem| problem.kind.id() == kind);
        all.next().unwrap_or_else(|| panic!("no {kind} was told, but {:?}", self.problems()))
    }

    pub fn errors(&self) -> usize {
        self.built.problems.count(Severity::Error)
    }
}

/// The texts of some JSON strings.
pub fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map_or_else(Vec::new, |all| all.iter().filter_map(Value::as_str).collect())
}
