//! A site in memory that can be changed and published again, and its calendars taken apart.

use std::collections::BTreeMap;

use husting::Built;
use husting::diagnostics::Severity;
use husting::sources::Sources;
use jiff::civil::{Date, date};

pub const TODAY: Date = date(2026, 11, 22);

/// A site's files and the ledger of its last publication.
#[derive(Clone)]
pub struct Site {
    files: BTreeMap<String, String>,
    today: Date,
    accept_losses: bool,
}

impl Site {
    /// A Danish site without networks.
    pub fn danish() -> Site {
        let mut site = Site { files: BTreeMap::new(), today: TODAY, accept_losses: false };
        site.put("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\n");
        site
    }

    /// A Danish site with one network, `forum`.
    pub fn with_forum(front: &str) -> Site {
        let mut site = Site::danish();
        site.put("netvaerk/forum/index.md", &format!("---\ntitel: Forum\ntype: forum\n{front}---\n"));
        site
    }

    /// Adds or changes a file.
    pub fn put(&mut self, path: &str, text: &str) -> &mut Site {
        self.files.insert(path.to_owned(), text.to_owned());
        self
    }

    /// Adds or changes a meeting of `forum`, by its front matter.
    pub fn meeting(&mut self, name: &str, front: &str) -> &mut Site {
        self.put(&format!("netvaerk/forum/{name}.md"), &format!("---\n{front}---\n"))
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) -> &mut Site {
        assert!(self.files.remove(path).is_some(), "{path} is not there");
        self
    }

    /// Gives a file another name.
    pub fn rename(&mut self, from: &str, to: &str) -> &mut Site {
        let text = self.files.remove(from).expect("the file is there");
        self.files.insert(to.to_owned(), text);
        self
    }

    /// Gives a folder another name.
    pub fn rename_folder(&mut self, from: &str, to: &str) -> &mut Site {
        let moved: Vec<String> = self.files.keys().filter(|path| path.starts_with(from)).cloned().collect();
        for path in moved {
            let new = path.replacen(from, to, 1);
            self.rename(&path, &new);
        }
        self
    }

    /// Lets another day be today.
    pub fn on(&mut self, today: Date) -> &mut Site {
        self.today = today;
        self
    }

    /// Gives up on purpose what would be lost in the next build.
    pub fn accept_losses(&mut self, accept: bool) -> &mut Site {
        self.accept_losses = accept;
        self
    }

    /// Builds without publishing.
    pub fn build(&self) -> Published {
        self.built(false)
    }

    /// Builds with drafts.
    pub fn preview(&self) -> Published {
        self.built(true)
    }

    fn built(&self, drafts: bool) -> Published {
        let files: Vec<(&str, &str)> = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let mut sources = Sources::in_memory(&files, self.today);
        sources.accept_losses = self.accept_losses;
        sources.drafts = drafts;
        Published(husting::build(&sources))
    }

    /// Builds a site that must be without errors, and keeps its ledger with the content.
    pub fn publish(&mut self) -> Published {
        let built = self.build();
        let errors = built.errors();
        assert!(errors.is_empty(), "{errors:#?}");
        self.put("ledger.yaml", &built.0.ledger.to_yaml());
        built
    }
}

/// What a build came to.
pub struct Published(pub Built);

impl Published {
    /// Errors by kind and facts.
    pub fn errors(&self) -> Vec<String> {
        let problems = self.0.problems.clone().sorted();
        let errors = problems.iter().filter(|problem| problem.kind.severity() == Severity::Error);
        errors.map(|problem| format!("{} {:?}", problem.kind.id(), problem.facts)).collect()
    }

    /// A fact of the only error of a kind.
    pub fn fact(&self, kind: &str, fact: &str) -> Option<String> {
        let of_kind: Vec<_> = self.0.problems.iter().filter(|problem| problem.kind.id() == kind).collect();
        assert_eq!(of_kind.len(), 1, "{of_kind:#?}");
        of_kind[0].fact(fact).map(str::to_owned)
    }

    pub fn has(&self, path: &str) -> bool {
        self.0.output.contains_key(path)
    }

    pub fn bytes(&self, path: &str) -> &[u8] {
        self.0.output.get(path).expect("it is published")
    }

    /// A calendar's logical lines.
    pub fn lines(&self, path: &str) -> Vec<String> {
        let text = std::str::from_utf8(self.bytes(path)).expect("a calendar is UTF-8");
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    /// A calendar's lines before its first component.
    pub fn head(&self, path: &str) -> Vec<String> {
        let lines = self.lines(path);
        lines.into_iter().skip(1).take_while(|line| !line.starts_with("BEGIN:")).collect()
    }

    /// A calendar's events.
    pub fn events(&self, path: &str) -> Vec<Event> {
        let lines = self.lines(path);
        let mut events = Vec::new();
        let mut open: Option<Vec<String>> = None;
        for line in lines {
            match (line.as_str(), &mut open) {
                ("BEGIN:VEVENT", _) => open = Some(Vec::new()),
                ("END:VEVENT", _) => events.extend(open.take().map(Event)),
                (_, Some(event)) => event.push(line),
                _ => {}
            }
        }
        events
    }

    /// The only event of a UID, no occurrence of a series.
    pub fn event(&self, path: &str, uid: &str) -> Event {
        let mut found: Vec<Event> = self.events(path);
        found.retain(|event| event.get("UID") == uid && event.find("RECURRENCE-ID").is_none());
        assert_eq!(found.len(), 1, "{uid} in {path}: {:?}", self.uids(path));
        found.remove(0)
    }

    /// The UIDs of a calendar, in order.
    pub fn uids(&self, path: &str) -> Vec<String> {
        self.events(path).iter().map(|event| event.get("UID")).collect()
    }
}

/// An event's logical lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event(pub Vec<String>);

impl Event {
    /// Whether it has this very line.
    pub fn has(&self, line: &str) -> bool {
        self.0.iter().any(|own| own == line)
    }

    /// Asserts that it has each of these lines.
    #[track_caller]
    pub fn must_have(&self, lines: &[&str]) {
        for line in lines {
            assert!(self.has(line), "no {line:?} in {:#?}", self.0);
        }
    }

    /// The whole line of a property.
    pub fn find(&self, name: &str) -> Option<&str> {
        let is_it = |line: &&String| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';']));
        self.0.iter().find(is_it).map(String::as_str)
    }

    /// The value of a property without parameters.
    pub fn get(&self, name: &str) -> String {
        let line = self.find(name).expect("the event has the property");
        line.split_once(':').map(|(_, value)| value.to_owned()).expect("a line has a colon")
    }

    /// A text with its line breaks.
    pub fn text(&self, name: &str) -> String {
        self.get(name).replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    }
}
