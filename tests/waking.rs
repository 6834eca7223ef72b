//! The watcher: whatever changes after a wait returned makes a later wait return, and nothing else does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use husting::watch::{Hindrance, Wake, Watcher, Watching};

/// Below the time between two looks (5 s): a wake within it came from an event.
const SOON: Duration = Duration::from_secs(3);

/// Long enough for whatever is still on its way.
const WHILE: Duration = Duration::from_millis(300);

/// A site's folder that goes when the test is over.
struct Site(PathBuf);

impl Site {
    fn new() -> Site {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("husting-waking-{}-{number}", std::process::id()));
        fs::create_dir_all(path.join("content/netværk/bl")).unwrap();
        fs::write(path.join("content/netværk/bl/index.md"), "# BL-netværket").unwrap();
        Site(path)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn folders(&self) -> [PathBuf; 2] {
        [self.at("content"), self.at("themes")]
    }

    fn watcher(&self) -> Watcher {
        let watcher = Watcher::new(&self.folders()).unwrap();
        assert_eq!(watcher.watching(), &Watching::Events);
        watcher
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn wakes(watcher: &mut Watcher, what: &str) {
    assert_eq!(watcher.wait(Some(Instant::now() + SOON)), Wake::Changed, "{what}");
    calms_down(watcher);
}

/// Waits until nothing is heard any more, which must come soon.
fn calms_down(watcher: &mut Watcher) {
    let start = Instant::now();
    while watcher.wait(Some(Instant::now() + WHILE)) == Wake::Changed {
        assert!(start.elapsed() < SOON, "wakes for ever");
    }
}

fn sleeps(watcher: &mut Watcher, what: &str) {
    assert_eq!(watcher.wait(Some(Instant::now() + WHILE)), Wake::Deadline, "{what}");
}

#[test]
fn files_and_folders_that_come_change_move_and_go() {
    let site = Site::new();
    let mut watcher = site.watcher();
    let meeting = site.at("content/netværk/bl/2027-05-09.md");
    sleeps(&mut watcher, "nothing happened");
    fs::write(&meeting, "Møde kl. 10-15").unwrap();
    wakes(&mut watcher, "a new file");
    fs::write(&meeting, "Møde kl. 11-15").unwrap();
    wakes(&mut watcher, "written over");
    fs::rename(&meeting, meeting.with_file_name("2027-05-10.md")).unwrap();
    wakes(&mut watcher, "renamed");
    fs::remove_file(meeting.with_file_name("2027-05-10.md")).unwrap();
    wakes(&mut watcher, "removed");
    fs::rename(site.at("content/netværk"), site.at("content/fora")).unwrap();
    wakes(&mut watcher, "a folder renamed");
    fs::write(site.at("content/fora/bl/index.md"), "# BL").unwrap();
    wakes(&mut watcher, "a file deep in a renamed folder");
    fs::create_dir_all(site.at("content/netværk/bl")).unwrap();
    wakes(&mut watcher, "a folder at the old name");
    fs::write(site.at("content/netværk/bl/index.md"), "# BL").unwrap();
    wakes(&mut watcher, "a file deep in the folder made again");
    fs::write(site.at("content/fora/bl/index.md"), "# BL igen").unwrap();
    wakes(&mut watcher, "the renamed folder is still heard");
    fs::remove_dir_all(site.at("content/fora")).unwrap();
    wakes(&mut watcher, "a folder removed");
}

#[test]
fn the_ways_editors_save() {
    let site = Site::new();
    let mut watcher = site.watcher();
    let page = site.at("content/netværk/bl/index.md");
    let beside = page.with_file_name(".index.md.swp");
    for round in 0..3 {
        fs::write(&beside, format!("# Runde {round}")).unwrap();
        fs::rename(&beside, &page).unwrap();
        wakes(&mut watcher, "renamed over");
        fs::rename(&page, page.with_file_name("index.md~")).unwrap();
        fs::write(&page, "# Forfra").unwrap();
        wakes(&mut watcher, "moved away and written anew");
        fs::File::create(&page).unwrap();
        thread::sleep(Duration::from_millis(5));
        fs::write(&page, "# Tømt og skrevet").unwrap();
        wakes(&mut watcher, "emptied and written");
    }
}

#[test]
fn watched_folders_that_come_and_go() {
    let site = Site::new();
    let mut watcher = site.watcher();
    for _ in 0..2 {
        fs::create_dir(site.at("themes")).unwrap();
        wakes(&mut watcher, "themes/ is made");
        fs::create_dir_all(site.at("themes/vores/templates")).unwrap();
        wakes(&mut watcher, "folders in it");
        fs::write(site.at("themes/vores/templates/base.html"), "æ").unwrap();
        wakes(&mut watcher, "a file deep in it");
        fs::remove_dir_all(site.at("themes")).unwrap();
        wakes(&mut watcher, "themes/ is gone");
    }
    fs::remove_dir_all(site.at("content")).unwrap();
    fs::create_dir_all(site.at("content/netværk")).unwrap();
    wakes(&mut watcher, "content/ is made again at once");
    fs::write(site.at("content/netværk/index.md"), "æ").unwrap();
    wakes(&mut watcher, "a file in the new content/");
}

#[test]
fn the_whole_site_goes_away_and_comes_back() {
    let site = Site::new();
    let mut watcher = site.watcher();
    let away = site.0.with_extension("væk");
    fs::rename(&site.0, &away).unwrap();
    wakes(&mut watcher, "the site is moved away");
    fs::create_dir_all(site.at("content")).unwrap();
    wakes(&mut watcher, "another is made in its place");
    fs::write(site.at("content/index.md"), "æ").unwrap();
    wakes(&mut watcher, "a file in the new one");
    fs::remove_dir_all(&site.0).unwrap();
    wakes(&mut watcher, "removed");
    fs::rename(&away, &site.0).unwrap();
    wakes(&mut watcher, "the first is back");
    fs::write(site.at("content/netværk/bl/index.md"), "æ").unwrap();
    wakes(&mut watcher, "a file in the first one");
}

#[test]
fn reading_and_publishing_beside_do_not_wake() {
    let site = Site::new();
    let mut watcher = site.watcher();
    assert_eq!(fs::read_to_string(site.at("content/netværk/bl/index.md")).unwrap(), "# BL-netværket");
    assert_eq!(fs::read_dir(site.at("content/netværk")).unwrap().count(), 1);
    sleeps(&mut watcher, "read");
    fs::create_dir(site.at("public.new")).unwrap();
    fs::write(site.at("public.new/index.html"), "æ").unwrap();
    fs::rename(site.at("public.new"), site.at("public")).unwrap();
    fs::write(site.at("content.lock"), "").unwrap();
    sleeps(&mut watcher, "published");
}

#[test]
fn a_burst_ends_in_a_wake_after_its_last_change() {
    let site = Site::new();
    let mut watcher = site.watcher();
    let content = site.at("content");
    let writing = thread::spawn(move || {
        for number in 0..2_000 {
            let folder = content.join(format!("netværk-{}", number % 100));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("{number}.md")), "Møde").unwrap();
        }
    });
    let mut counted = 0;
    while watcher.wait(Some(Instant::now() + SOON)) == Wake::Changed {
        counted = count(&site.at("content"));
    }
    writing.join().unwrap();
    assert_eq!(counted, 2_001, "what is read after the last wake is all there is");
    fs::write(site.at("content/netværk-99/1999.md"), "Møde kl. 10").unwrap();
    wakes(&mut watcher, "each of the new folders is heard");
}

fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
}

#[test]
fn changes_that_go_on_are_passed_on_all_the_same() {
    let site = Site::new();
    let mut watcher = site.watcher();
    let page = site.at("content/index.md");
    let start = Instant::now();
    let writing = thread::spawn(move || {
        while start.elapsed() < Duration::from_secs(2) {
            fs::write(&page, "æ").unwrap();
            thread::sleep(Duration::from_millis(5));
        }
    });
    assert_eq!(watcher.wait(None), Wake::Changed);
    assert!(start.elapsed() < Duration::from_secs(1), "woken after {:?}", start.elapsed());
    writing.join().unwrap();
    calms_down(&mut watcher);
}

#[test]
fn changes_made_while_nobody_waits_are_not_lost() {
    let site = Site::new();
    let mut watcher = site.watcher();
    fs::write(site.at("content/index.md"), "æ").unwrap();
    thread::sleep(WHILE);
    wakes(&mut watcher, "written before the wait");
}

#[test]
fn stopping_ends_a_wait_and_all_later_ones() {
    let site = Site::new();
    let mut watcher = site.watcher();
    let stopper = watcher.stopper();
    let stopping = thread::spawn(move || {
        thread::sleep(Duration::from_millis(50));
        stopper.stop();
    });
    assert_eq!(watcher.wait(None), Wake::Stopped);
    assert_eq!(watcher.wait(None), Wake::Stopped);
    stopping.join().unwrap();
}

#[test]
fn without_events_looking_finds_the_same() {
    let site = Site::new();
    let mut watcher = Watcher::without_events(&site.folders()).unwrap();
    assert_eq!(watcher.watching(), &Watching::Looking(Hindrance::Unwanted));
    fs::write(site.at("content/netværk/bl/index.md"), "# BL-netværkeT").unwrap();
    wakes(&mut watcher, "the same length");
    fs::create_dir_all(site.at("themes/vores")).unwrap();
    wakes(&mut watcher, "themes/ is made");
    fs::rename(site.at("content/netværk"), site.at("content/fora")).unwrap();
    wakes(&mut watcher, "renamed");
    assert_eq!(watcher.wait(Some(Instant::now() + Duration::from_millis(2_500))), Wake::Deadline, "nothing more");
}

#[test]
fn a_midnight_that_passed_during_the_build_is_noticed() {
    let site = Site::new();
    let mut watcher = site.watcher();
    let passed = Instant::now();
    let tomorrow = passed + Duration::from_secs(86_400);
    assert_eq!(watcher.wait_for_day(passed, &|| tomorrow), Wake::Deadline);
}
