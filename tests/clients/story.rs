//! The story of a site as a subscriber lives it: published with the program itself, fetched by vdirsyncer, shown by khal.
//!
//! After every step khal shows exactly what the story says, no event twice; SEQUENCE has risen for what changed and for
//! nothing else, and every other event has the bytes it had.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use husting::Output;
use tempfile::TempDir;

use crate::readers::{self, Reader};
use crate::server::Server;
use crate::subscription::{Shown, Subscriber};

const FEED: &str = "calendar.ics";
const FORUM: &str = "netvaerk/forum/calendar.ics";
const COUNCIL: &str = "netvaerk/raad/calendar.ics";

/// A site that is edited and published day by day.
struct Story {
    folder: TempDir,
    server: Server,
    day: u32,
    /// The events of the whole site's feed as last published, by UID.
    before: BTreeMap<String, (u32, String)>,
    subscribers: BTreeMap<&'static str, Subscriber>,
}

/// A line that khal is to show.
fn line(title: &str, day: &str, from: &str, to: &str, status: &str) -> Shown {
    (title.to_owned(), format!("{day} {from}"), format!("{day} {to}"), status.to_owned())
}

fn confirmed(title: &str, day: &str) -> Shown {
    line(title, day, "10:00", "12:00", "CONFIRMED")
}

impl Story {
    fn begin() -> Story {
        let folder = tempfile::tempdir().unwrap();
        let mut story = Story {
            folder,
            server: Server::start(Output::new()),
            day: 1,
            before: BTreeMap::new(),
            subscribers: BTreeMap::new(),
        };
        story.put("site.yaml", "titel: Netværk\nadresse: https://example.dk/\nsprog: da\n");
        story.put("netvaerk/forum/index.md", "---\ntitel: Forum\n---\n");
        for (name, title) in [("2027-03-04", "Forår"), ("2027-05-13", "Sommer"), ("2027-09-02", "Efterår")] {
            story.meeting(&format!("forum/{name}"), &format!("titel: {title}\ntid: 10-12\n"));
        }
        story.put("netvaerk/raad/index.md", "---\ntitel: Råd\n---\n");
        story.meeting("raad/2027-02-03", "titel: Vinter\ntid: 10-12\n");
        story.put("netvaerk/klub/index.md", "---\ntitel: Klub\n---\n");
        story.meeting("klub/2026-11-10", "titel: Sidste gang\ntid: 10-12\n");
        story
    }

    fn content(&self, path: &str) -> PathBuf {
        self.folder.path().join("content").join(path)
    }

    fn put(&mut self, path: &str, text: &str) {
        let path = self.content(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn meeting(&mut self, name: &str, front: &str) {
        self.put(&format!("netvaerk/{name}.md"), &format!("---\n{front}---\n"));
    }

    fn remove(&mut self, name: &str) {
        fs::remove_file(self.content(&format!("netvaerk/{name}.md"))).unwrap();
    }

    /// Runs the program; whether it published.
    fn build(&self, more: &[&str]) -> bool {
        let mut command = Command::new(env!("CARGO_BIN_EXE_husting"));
        let day = format!("2026-12-{:02}", self.day);
        command.arg("build").arg("--site").arg(self.folder.path()).args(["--today", &day]).args(more);
        let said = command.output().unwrap();
        assert!(matches!(said.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&said.stderr));
        said.status.success()
    }

    /// Publishes on the next day and lets everybody look again.
    fn publish(&mut self, more: &[&str]) {
        self.day += 1;
        assert!(self.build(more), "the site has errors");
        self.look_again();
    }

    /// Serves what is published, and lets everybody look.
    fn look_again(&mut self) {
        let public = self.folder.path().join("public");
        let files =
            walkdir::WalkDir::new(&public).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        let output = files.map(|entry| {
            let path = entry.path().strip_prefix(&public).unwrap().to_str().unwrap().to_owned();
            (path, Arc::from(fs::read(entry.path()).unwrap()))
        });
        self.server.publish(output.collect());
        for path in [FEED, FORUM, COUNCIL] {
            let url = self.server.url(path);
            self.subscribers.entry(path).or_insert_with(|| Subscriber::to(&url)).sync();
        }
    }

    /// That khal shows these lines of a feed and no others, each once.
    #[track_caller]
    fn shows(&self, feed: &str, expected: &[Shown]) {
        let mut expected = expected.to_vec();
        expected.sort();
        assert_eq!(self.subscribers[feed].shown(), expected, "{feed}");
    }

    /// That these events have risen by one since the last look, these are new, and all others are as they were, to the byte.
    #[track_caller]
    fn changed(&mut self, risen: &[&str], new: &[&str]) {
        let now = self.events();
        for (uid, (sequence, bytes)) in &now {
            match self.before.get(uid) {
                None => assert!(new.contains(&uid.as_str()), "{uid} is new"),
                Some((former, _)) if risen.contains(&uid.as_str()) => assert_eq!(*sequence, former + 1, "{uid}"),
                Some((former, old)) => assert_eq!((sequence, bytes), (former, old), "{uid} was touched"),
            }
        }
        let gone: BTreeSet<&String> = self.before.keys().filter(|uid| !now.contains_key(*uid)).collect();
        assert!(gone.is_empty(), "{gone:?} are gone");
        assert_eq!(now.len(), self.before.len() + new.len());
        self.before = now;
    }

    /// The events of the whole feed: SEQUENCE, as another reader finds it, and the lines as they are written.
    fn events(&self) -> BTreeMap<String, (u32, String)> {
        let bytes = fs::read(self.folder.path().join("public").join(FEED)).unwrap();
        let alone = tempfile::tempdir().unwrap();
        fs::write(alone.path().join(FEED), &bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let block = |uid: &str| {
            let blocks = text.split("BEGIN:VEVENT").skip(1);
            let own: Vec<&str> = blocks.filter(|block| block.contains(&format!("\r\nUID:{uid}\r\n"))).collect();
            assert_eq!(own.len(), 1, "{uid} stands in the feed {} times", own.len());
            own[0].trim_end_matches("END:VCALENDAR\r\n").to_owned()
        };
        let found = readers::events(Reader::Icalendar, alone.path());
        found.into_iter().map(|event| (event.uid.clone(), (event.sequence.unwrap(), block(&event.uid)))).collect()
    }
}

#[test]
#[ignore = "needs the calendar clients: tests/run"]
fn a_year_of_edits_as_a_subscriber_lives_it() {
    let mut story = Story::begin();
    let spring = confirmed("Forum: Forår", "2027-03-04");
    let autumn = confirmed("Forum: Efterår", "2027-09-02");
    let winter = confirmed("Råd: Vinter", "2027-02-03");
    let last = confirmed("Klub: Sidste gang", "2026-11-10");
    let (first, second, third) =
        ("2027-03-04.forum@example.dk", "2027-05-13.forum@example.dk", "2027-09-02.forum@example.dk");
    let (council, club) = ("2027-02-03.raad@example.dk", "2026-11-10.klub@example.dk");

    // Published.
    story.publish(&[]);
    let summer = confirmed("Forum: Sommer", "2027-05-13");
    story.shows(FEED, &[spring.clone(), summer.clone(), autumn.clone(), winter.clone(), last.clone()]);
    story.shows(FORUM, &[spring.clone(), summer, autumn.clone()]);
    story.shows(COUNCIL, std::slice::from_ref(&winter));
    story.changed(&[], &[first, second, third, council, club]);

    // The same again, another day.
    story.publish(&[]);
    story.changed(&[], &[]);

    // A file renamed, with the date that it was moved from.
    story.remove("forum/2027-05-13");
    story.meeting("forum/2027-05-20", "titel: Sommer\ntid: 10-12\nflyttet fra: 2027-05-13\n");
    story.publish(&[]);
    let summer = confirmed("Forum: Sommer (flyttet)", "2027-05-20");
    story.shows(FORUM, &[spring.clone(), summer.clone(), autumn.clone()]);
    story.changed(&[second], &[]);

    // One cancelled.
    story.meeting("forum/2027-03-04", "titel: Forår\ntid: 10-12\nstatus: aflyst\n");
    story.publish(&[]);
    let spring = line("AFLYST: Forum: Forår", "2027-03-04", "10:00", "12:00", "CANCELLED");
    story.shows(FORUM, &[spring.clone(), summer.clone(), autumn.clone()]);
    story.changed(&[first], &[]);

    // One added.
    story.meeting("forum/2027-06-10", "titel: Ekstra\ntid: 13-14\n");
    story.publish(&[]);
    let extra = line("Forum: Ekstra", "2027-06-10", "13:00", "14:00", "CONFIRMED");
    story.shows(FORUM, &[spring.clone(), summer.clone(), extra.clone(), autumn.clone()]);
    story.changed(&[], &["2027-06-10.forum@example.dk"]);

    // A network renamed: without a word it stops; with one the old feed goes on, and its events are what they were.
    fs::rename(story.content("netvaerk/raad"), story.content("netvaerk/byraad")).unwrap();
    assert!(!story.build(&[]), "a lost feed stops the build");
    story.look_again();
    story.shows(COUNCIL, std::slice::from_ref(&winter));
    story.put("netvaerk/byraad/index.md", "---\ntitel: Råd\ntidligere adresser: [raad]\n---\n");
    story.publish(&[]);
    story.shows(COUNCIL, std::slice::from_ref(&winter));
    story.changed(&[council], &[]);

    // A network closed: what was held stays.
    story.put("netvaerk/klub/index.md", "---\ntitel: Klub\nstatus: lukket\nlukket: november 2026\n---\n");
    story.publish(&[]);
    story.changed(&[], &[]);
    let all = [spring.clone(), summer.clone(), extra.clone(), autumn, winter.clone(), last.clone()];
    story.shows(FEED, &all);

    // One deleted: the build stops and nobody sees a thing; given up, it is cancelled for everybody.
    story.remove("forum/2027-09-02");
    assert!(!story.build(&[]), "a lost meeting stops the build");
    story.look_again();
    story.shows(FEED, &all);
    story.changed(&[], &[]);
    story.publish(&["--accept-losses"]);
    let autumn = line("AFLYST: Forum: Efterår", "2027-09-02", "10:00", "12:00", "CANCELLED");
    story.shows(FEED, &[spring, summer, extra, autumn, winter, last]);
    story.changed(&[third], &[]);
    story.publish(&[]);
    story.changed(&[], &[]);
}
