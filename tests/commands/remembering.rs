//! What was published before: `build` alone keeps the ledger, and nothing that people subscribe to is lost without a word.

use std::fs;

use crate::desk::{Desk, TODAY};

const MEETING: &str = "content/netvaerk/oest/2027-05-09.md";
const FEED: &str = "public/netvaerk/oest/calendar.ics";

fn desk() -> Desk {
    let desk = Desk::danish();
    desk.write(MEETING, "---\ntid: kl. 10-15\n---\n");
    desk
}

fn build(desk: &Desk, arguments: &[&str]) -> crate::desk::Done {
    desk.run(&[&["build", "--today", TODAY], arguments].concat())
}

fn lines<'t>(calendar: &'t str, property: &str) -> Vec<&'t str> {
    calendar.lines().filter(|line| line.starts_with(property)).collect()
}

#[test]
fn a_build_keeps_the_ledger_and_publishes_a_copy() {
    let desk = desk();
    desk.run(&["check", "--today", TODAY]).ended(0);
    assert!(!desk.path().join("content/ledger.yaml").exists());
    build(&desk, &[]).ended(0);
    assert_eq!(desk.read("content/ledger.yaml"), desk.read("public/ledger.yaml"));
    assert!(desk.read("content/ledger.yaml").contains("2027-05-09"));
}

#[test]
fn another_address_leaves_identities_alone() {
    let desk = desk();
    build(&desk, &[]).ended(0);
    let uid = |text: &str| lines(text, "UID:").into_iter().map(str::to_owned).collect::<Vec<_>>();
    let before = uid(&desk.read(FEED));
    assert_eq!(before.len(), 1);
    build(&desk, &["--base-url", "https://proeve.example.org/", "--output", "proeve"]).ended(0);
    assert_eq!(uid(&desk.read("proeve/netvaerk/oest/calendar.ics")), before);
}

#[test]
fn a_coming_meeting_is_not_lost_by_accident() {
    let desk = desk();
    build(&desk, &[]).ended(0);
    let (ledger, feed) = (desk.read("content/ledger.yaml"), desk.read(FEED));
    fs::remove_file(desk.path().join(MEETING)).unwrap();
    build(&desk, &[]).ended(1);
    desk.run(&["check", "--today", TODAY]).ended(1);
    assert_eq!((desk.read("content/ledger.yaml"), desk.read(FEED)), (ledger, feed));
    build(&desk, &["--accept-losses"]).ended(0);
    assert_eq!(lines(&desk.read(FEED), "STATUS:"), ["STATUS:CANCELLED"]);
    build(&desk, &[]).ended(0).said("(intet ændret)");
}

#[test]
fn a_ledger_from_elsewhere_is_read_and_left_alone() {
    let desk = desk();
    build(&desk, &[]).ended(0);
    fs::rename(desk.path().join("content/ledger.yaml"), desk.path().join("hentet.yaml")).unwrap();
    let fetched = desk.read("hentet.yaml");
    build(&desk, &["--ledger", "hentet.yaml"]).ended(0).said("(intet ændret)");
    fs::remove_file(desk.path().join(MEETING)).unwrap();
    build(&desk, &["--ledger", "hentet.yaml"]).ended(1);
    build(&desk, &["--ledger", "hentet.yaml", "--accept-losses"]).ended(0);
    assert_eq!(desk.read("hentet.yaml"), fetched);
    assert_ne!(desk.read("public/ledger.yaml"), fetched);
    assert!(!desk.path().join("content/ledger.yaml").exists());
}
