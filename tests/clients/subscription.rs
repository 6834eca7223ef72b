//! A subscription as people have it: vdirsyncer fetches the feed over HTTP, khal shows what it fetched.
//!
//! vdirsyncer takes an event of a web calendar for the same as long as what it says is the same, so a changed event is one
//! file gone and one more. What UID and SEQUENCE do is read from the feed itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use tempfile::TempDir;

use crate::readers::{self, Event, Occurrence, Reader, python};
use crate::server::Server;
use crate::site::{Built, Site, TODAY};
use crate::{ALL_DAYS, assert_same};

/// The feed of the whole site.
const FEED: &str = "calendar.ics";

/// Where the subscriber lives.
const ZONE: &str = "Europe/Copenhagen";

#[test]
#[ignore = "needs the calendar clients: tests/run"]
fn a_subscriber_sees_every_event_once_and_only_what_changed_changes() {
    let copy = Site::danish().copy();
    let first = copy.publish(TODAY);
    let server = Server::start(first.output.clone());
    let subscriber = Subscriber::to(&server.url(FEED));

    subscriber.sync();
    let files = subscriber.files();
    assert_eq!(files.len(), uids(&first).len(), "a file for each UID");
    assert_same(("khal", &subscriber.shown()), ("icalendar", &expected(&first)));

    let said = subscriber.sync();
    assert!(!said.contains("item"), "a second look changes something:\n{said}");
    assert_eq!(subscriber.files(), files);

    let unchanged = copy.publish(TODAY + 1.day());
    assert_eq!(unchanged.output[FEED], first.output[FEED], "a build on another day changes the feed");

    copy.edit("netvaerk/kl-netvaerket/2027-11-11.md", "kl. 10-15", "kl. 10-16.30");
    let second = copy.publish(date(2026, 11, 24));
    server.publish(second.output.clone());
    subscriber.sync();
    assert_only_the_end_changed(&first, &second);
    assert_one_file_changed(&files, &subscriber.files());
    assert_same(("khal", &subscriber.shown()), ("icalendar", &expected(&second)));
    assert_ne!(expected(&first), expected(&second));
}

#[test]
#[ignore = "needs the calendar clients: tests/run"]
fn a_subscriber_abroad_sees_every_event_at_her_own_hour() {
    let built = Site::english().build();
    let subscriber = Subscriber::to(&Server::start(built.output.clone()).url(FEED));
    subscriber.sync();
    assert_same(("khal", &subscriber.shown()), ("icalendar", &expected(&built)));
    // A Thursday at 10 in Los Angeles in the week in which only Europe has left summer time: 18 in Copenhagen, not 19.
    let name = "Infrastructure working group".to_owned();
    let shown = (name, "2026-10-29 18:00".to_owned(), "2026-10-29 18:50".to_owned(), "CONFIRMED".to_owned());
    assert_eq!(subscriber.shown().iter().filter(|line| **line == shown).count(), 1);
}

/// One event ends later and has a number more; all others are as they were, to the byte.
fn assert_only_the_end_changed(before: &Built, after: &Built) {
    let (old, new) = (events(before), events(after));
    let gone: Vec<&Event> = old.iter().filter(|event| !new.contains(event)).collect();
    let come: Vec<&Event> = new.iter().filter(|event| !old.contains(event)).collect();
    let ([gone], [come]) = (gone.as_slice(), come.as_slice()) else { panic!("{gone:#?}\n{come:#?}") };
    assert_eq!(gone.end.as_deref(), Some("2027-11-11T14:00:00Z"));
    assert_eq!(come.end.as_deref(), Some("2027-11-11T15:30:00Z"));
    assert_eq!(come.sequence, gone.sequence.map(|number| number + 1));
    assert_eq!((&come.uid, &come.start), (&gone.uid, &gone.start));
    let (old, new) = (blocks(before), blocks(after));
    assert_eq!(old.intersection(&new).count(), old.len() - 1, "other events were written otherwise");
}

fn assert_one_file_changed(before: &BTreeMap<String, Stored>, after: &BTreeMap<String, Stored>) {
    let gone: Vec<&String> =
        before.iter().filter(|(name, own)| after.get(*name) != Some(own)).map(|(n, _)| n).collect();
    let come: Vec<&String> =
        after.iter().filter(|(name, own)| before.get(*name) != Some(own)).map(|(n, _)| n).collect();
    assert_eq!((gone.len(), come.len()), (1, 1), "gone: {gone:?}, new: {come:?}");
}

/// A line of khal's list: an event's name, start, end and status.
pub type Shown = (String, String, String, String);

/// A file of the subscriber's: its bytes, and when they were written.
pub type Stored = (Vec<u8>, SystemTime);

/// Someone with vdirsyncer and khal, and nothing else on the machine that either would find.
pub struct Subscriber {
    home: TempDir,
}

impl Subscriber {
    /// Subscribes; nothing is fetched yet.
    pub fn to(url: &str) -> Subscriber {
        let home = tempfile::tempdir().unwrap();
        let subscriber = Subscriber { home };
        for folder in ["status", "calendar"] {
            fs::create_dir(subscriber.path(folder)).unwrap();
        }
        fs::write(subscriber.path("vdirsyncer.conf"), subscriber.vdirsyncer_conf(url)).unwrap();
        fs::write(subscriber.path("khal.conf"), subscriber.khal_conf()).unwrap();
        subscriber.vdirsyncer("discover");
        subscriber
    }

    /// Looks at the feed again; what vdirsyncer says about it.
    pub fn sync(&self) -> String {
        self.vdirsyncer("sync")
    }

    /// What is kept of the feed, by file.
    pub fn files(&self) -> BTreeMap<String, Stored> {
        let entries = fs::read_dir(self.path("calendar")).unwrap().map(|entry| entry.unwrap());
        let stored = entries.map(|entry| {
            let changed = entry.metadata().unwrap().modified().unwrap();
            (entry.file_name().into_string().unwrap(), (fs::read(entry.path()).unwrap(), changed))
        });
        stored.collect()
    }

    /// Everything that khal shows, day by day, sorted.
    pub fn shown(&self) -> Vec<Shown> {
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case")]
        struct Line {
            title: String,
            start_long: String,
            end_long: String,
            status: String,
        }
        let fields = ["title", "start-long", "end-long", "status"].iter().flat_map(|field| ["--json", field]);
        let mut command = self.command("khal", "khal.conf");
        let said = run(command.arg("list").args(fields).args(ALL_DAYS));
        let days = said.lines().map(|day| serde_json::from_str::<Vec<Line>>(day).unwrap());
        let mut shown: Vec<Shown> =
            days.flatten().map(|line| (line.title, line.start_long, line.end_long, line.status)).collect();
        shown.sort();
        shown
    }

    fn vdirsyncer(&self, what: &str) -> String {
        run(self.command("vdirsyncer", "vdirsyncer.conf").arg(what))
    }

    fn command(&self, program: &str, settings: &str) -> Command {
        let mut command = Command::new(python(program));
        command.arg("-c").arg(self.path(settings)).env_clear().env("HOME", self.home.path());
        command.env("LC_ALL", "C.UTF-8").env("TZ", "UTC").env("PYTHONUTF8", "1");
        command
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn vdirsyncer_conf(&self, url: &str) -> String {
        let home = self.home.path().display();
        format!(
            "[general]\nstatus_path = \"{home}/status\"\n\n\
             [pair feed]\na = \"here\"\nb = \"there\"\ncollections = null\n\n\
             [storage here]\ntype = \"filesystem\"\npath = \"{home}/calendar\"\nfileext = \".ics\"\n\n\
             [storage there]\ntype = \"http\"\nurl = \"{url}\"\n"
        )
    }

    fn khal_conf(&self) -> String {
        let home = self.home.path().display();
        format!(
            "[calendars]\n[[feed]]\npath = {home}/calendar\nreadonly = True\n\n\
             [locale]\nlocal_timezone = {ZONE}\ndefault_timezone = {ZONE}\n\
             timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n\
             datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n\n\
             [sqlite]\npath = {home}/khal.db\n"
        )
    }
}

/// Runs a program that is to succeed; what it wrote.
fn run(command: &mut Command) -> String {
    let said = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success(), "{command:?}:\n{out}{err}");
    assert!(!err.contains("rror") && !err.contains("arning"), "{command:?} complains:\n{err}");
    out.into_owned()
}

/// The feed of the whole site alone in a folder, for a reader.
fn feed(built: &Built) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(FEED), &built.output[FEED]).unwrap();
    folder
}

fn events(built: &Built) -> Vec<Event> {
    readers::events(Reader::Icalendar, feed(built).path())
}

fn uids(built: &Built) -> BTreeSet<String> {
    events(built).into_iter().map(|event| event.uid).collect()
}

/// The events of the feed as they are written.
fn blocks(built: &Built) -> BTreeSet<String> {
    let text = String::from_utf8(built.output[FEED].to_vec()).unwrap();
    text.split("BEGIN:VEVENT").skip(1).map(|block| block.trim_end_matches("END:VCALENDAR\r\n").to_owned()).collect()
}

/// What khal should show, from what another reader finds in the feed.
fn expected(built: &Built) -> Vec<Shown> {
    let occurrences = readers::occurrences(Reader::Icalendar, feed(built).path(), ALL_DAYS);
    let mut lines: Vec<Shown> = occurrences.into_iter().flat_map(lines_of).collect();
    lines.sort();
    lines
}

/// An occurrence as khal lists it, once for each of its days: timed at the subscriber's time, an hour long if it has no end;
/// whole days with the last one included.
fn lines_of(occurrence: Occurrence) -> Vec<Shown> {
    let Occurrence { start, end, status, summary, .. } = occurrence;
    let (first, last, shown) = match start.parse::<Date>() {
        Ok(first) => {
            let last = end.unwrap().parse::<Date>().unwrap().yesterday().unwrap();
            (first, last, (first.to_string(), last.to_string()))
        }
        Err(_) => {
            let start = local(&start);
            let end = end.map_or(start + 1.hour(), |end| local(&end));
            // Midnight belongs to the day that it ends.
            let last = start.max(end - 1.second()).date();
            (start.date(), last, (clock(start), clock(end)))
        }
    };
    let line = (summary, shown.0, shown.1, status.unwrap());
    first.series(1.day()).take_while(|day| *day <= last).map(|_| line.clone()).collect()
}

fn local(instant: &str) -> DateTime {
    TimeZone::get(ZONE).unwrap().to_datetime(instant.parse::<Timestamp>().unwrap())
}

fn clock(time: DateTime) -> String {
    time.strftime("%Y-%m-%d %H:%M").to_string()
}
