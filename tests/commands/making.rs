//! `init` and `new`: what they write passes `check`, and nothing is overwritten.

use std::fs;

use crate::desk::{Desk, TODAY, run};

#[test]
fn a_new_site_builds_without_a_word_of_complaint() {
    for (language, meeting) in [("da", "netvaerk/koordinatorer/2027-01-05"), ("en", "networks/coordinators/2027-01-05")]
    {
        let desk = Desk::new(language);
        assert!(desk.read(&format!("content/{meeting}.md")).contains("5"), "{language}");
        desk.run(&["check", "--strict", "--today", TODAY]).ended(0);
        let done = desk.run(&["build", "--strict", "--today", TODAY]).ended(0);
        assert_eq!(done.err.lines().count(), 1, "only the last line: {}", done.err);
        assert!(desk.path().join(format!("public/{meeting}/index.html")).exists());
        assert!(desk.read(".gitignore").contains("/public/\n"));
    }
}

#[test]
fn a_new_site_is_called_what_one_says() {
    let desk = Desk::empty();
    let options = ["--language", "da", "--title", "Øst & vest: sådan", "--address", "https://øst.example.dk/vi/"];
    desk.run(&[&["init", "nyt/sted"][..], &options].concat()).ended(0).said("nyt/sted");
    let settings = desk.read("nyt/sted/content/site.yaml");
    assert!(settings.contains("titel: \"Øst & vest: sådan\"\n"), "{settings}");
    assert!(settings.contains("adresse: https://øst.example.dk/vi/\n"), "{settings}");
    desk.run(&["check", "--strict", "--site", "nyt/sted"]).ended(0);
}

#[test]
fn a_folder_that_holds_files_is_refused_by_name() {
    let desk = Desk::empty();
    desk.write("vigtigt.docx", "x");
    desk.run(&["init", ".", "--language", "da"]).ended(2).said("vigtigt.docx");
    assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1);
}

#[test]
fn a_fresh_repository_is_no_hindrance() {
    let desk = Desk::empty();
    desk.write(".git/HEAD", "ref: refs/heads/main\n");
    desk.write(".gitignore", "/hemmeligt\n");
    desk.run(&["init", ".", "--language", "en"]).ended(0);
    assert_eq!(desk.read(".gitignore"), "/hemmeligt\n");
}

#[test]
fn new_things_pass_check() {
    let desk = Desk::new("da");
    let today = ["--today", TODAY];
    let new = |arguments: &[&str]| desk.run(&[&["new"], arguments, &today].concat());
    new(&["network", "Netværk: Øst #2"]).ended(0).said("content/netvaerk/netvaerk-oest-2/index.md");
    new(&["netværk", "Ærø", "og", "øerne"]).ended(0).said("content/netvaerk/aeroe-og-oeerne/index.md");
    new(&["news", "Nyt: alt er godt"]).ended(0).said("content/nyheder/2026-11-22-nyt-alt-er-godt.md");
    new(&["nyhed", "Endnu mere"]).ended(0);
    new(&["møde", "aeroe-og-oeerne", "maj 2027"]).ended(0).said("content/netvaerk/aeroe-og-oeerne/2027-05.md");
    new(&["meeting", "Ærø og øerne", "2027-06-01", "10:00–12:00"]).ended(0).said("2027-06-01.md");
    desk.run(&["check", "--strict", "--today", TODAY]).ended(0);
}

#[test]
fn new_things_pass_check_in_english() {
    let desk = Desk::new("en");
    let new = |arguments: &[&str]| desk.run(&[&["new"], arguments, &["--today", TODAY]].concat());
    new(&["network", "Caretakers"]).ended(0).said("content/networks/caretakers/index.md");
    new(&["meeting", "caretakers", "9 May 2027, 10:00–15:00"]).ended(0).said("networks/caretakers/2027-05-09.md");
    assert_eq!(
        desk.read("content/networks/caretakers/2027-05-09.md"),
        "---\nwhen: Sunday 9 May 2027, 10:00–15:00\n---\n"
    );
    new(&["news", "All is well"]).ended(0);
    desk.run(&["check", "--strict", "--today", TODAY]).ended(0);
}

#[test]
fn a_new_meeting_is_filled_in_from_the_last_one() {
    let desk = Desk::danish();
    desk.write("content/roller.yaml", "ledere:\n  titel: Ledere\n");
    let last = "---
titel: Sidste år på Ærø
hvornår: torsdag den 14. maj 2026 kl. 10-15
sted: Ærøskøbing, Vester Bro 4 # ved kirken
# Kun ledere denne gang.
Deltagere:
  - rolle: ledere
    deltagelse: obligatorisk
tilmelding:
  Frist: 30. april 2026
  pris: \"500 kr.\"
  # Husk moms.
  link: https://example.dk/2026
  bindende: ja
program:
  - titel: Velkomst
---
Tekst.
";
    desk.write("content/netvaerk/oest/2026-05-14.md", last);
    desk.write("content/netvaerk/oest/2025-05-14.md", "---\nsted: Odense\n---\n");
    desk.run(&["new", "møde", "oest", "20. maj 2027 kl. 10-15"]).ended(0);
    let expected = "---
hvornår: torsdag den 20. maj 2027 kl. 10.00–15.00
sted: Ærøskøbing, Vester Bro 4 # ved kirken
tilmelding:
  # Frist: torsdag den 6. maj 2027
  pris: \"500 kr.\"
  # Husk moms.
  # link: https://example.dk/2026
  bindende: ja
Deltagere:
  - rolle: ledere
    deltagelse: obligatorisk
---
";
    assert_eq!(desk.read("content/netvaerk/oest/2027-05-20.md"), expected);
    desk.run(&["check"]).ended(0);
}

#[test]
fn what_was_never_filled_in_is_proposed_anew() {
    let desk = Desk::danish();
    let last = "---\ntilmelding:\n  frist: 1. maj 2026\n  link: https://example.dk/\n  pris: 1 kr.\n---\n";
    desk.write("content/netvaerk/oest/2026-05-14.md", last);
    for (day, deadline) in [("maj 2027", "…"), ("11. maj 2027", "onsdag den 28. april 2027")] {
        desk.run(&["new", "møde", "oest", day]).ended(0);
        let file = if deadline == "…" { "2027-05" } else { "2027-05-11" };
        let text = desk.read(&format!("content/netvaerk/oest/{file}.md"));
        let link = "  # link: https://example.dk/\n";
        assert!(text.contains(&format!("\n  # frist: {deadline}\n{link}  pris: 1 kr.\n")), "{text}");
    }
    desk.run(&["new", "møde", "oest", "9. maj 2028"]).ended(0);
    let text = desk.read("content/netvaerk/oest/2028-05-09.md");
    assert!(!text.contains("2027") && text.contains("pris: 1 kr."), "a comment of last year is not kept: {text}");
}

#[test]
fn a_registration_with_nothing_to_keep_becomes_a_comment() {
    let desk = Desk::danish();
    let last = "---\r\ntilmelding:\r\n  frist: 1. maj 2026\r\n---\r\n";
    desk.write("content/netvaerk/oest/2026-05-14.md", last);
    desk.run(&["new", "møde", "oest", "2027-05-20"]).ended(0);
    let expected = "---\nhvornår: torsdag den 20. maj 2027\n# tilmelding:\n  # frist: fredag den 7. maj 2027\n---\n";
    assert_eq!(desk.read("content/netvaerk/oest/2027-05-20.md"), expected);
    desk.run(&["check", "--strict"]).ended(0);
}

#[test]
fn nothing_is_overwritten() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/2027-05-20.md", "---\nsted: Odense\n---\n");
    desk.run(&["new", "møde", "oest", "20. maj 2027"]).ended(2).said("2027-05-20.md findes allerede");
    desk.run(&["new", "netværk", "Øst"]).ended(2).said("content/netvaerk/oest/index.md");
    assert_eq!(desk.read("content/netvaerk/oest/2027-05-20.md"), "---\nsted: Odense\n---\n");
}

#[test]
fn what_would_be_wrong_is_not_written() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/lukket.md", "---\ntitel: Lukket\nstatus: lukket\nlukket: 2020\n---\n");
    let before = desk.files();
    desk.run(&["new", "aftale", "oest", "20. maj 2027"]).ended(2).said("netværk, møde eller nyhed");
    desk.run(&["new", "møde", "oset", "20. maj 2027"]).ended(2).said("Mente du oest?");
    desk.run(&["new", "møde", "oest"]).ended(2).said("9. maj 2027 kl. 10-15");
    desk.run(&["new", "møde", "oest", "fredag d. 20. maj 2027"]).ended(2);
    desk.run(&["new", "møde", "oest", "31. april 2027"]).ended(2);
    desk.run(&["new", "møde", "lukket", "20. maj 2099"]).ended(2);
    desk.run(&["new", "netværk", "!!!"]).ended(2).said("!!!");
    assert!(desk.files() == before);
}

#[test]
#[cfg(unix)]
fn the_new_file_opens_in_the_editor() {
    let desk = Desk::danish();
    let mut command = desk.command(&["new", "nyhed", "Ny", "--edit"]);
    run(command.env("VISUAL", "sed -i -e 's/Ny/Nyere/'")).ended(0);
    let news = fs::read_dir(desk.path().join("content/nyheder")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read_to_string(news).unwrap().contains("titel: Nyere\n"));
    desk.run(&["new", "nyhed", "Nyest", "--edit"]).ended(2).said("redigeringsprogram");
    run(desk.command(&["new", "nyhed", "Sidst", "--edit"]).env("EDITOR", "false")).ended(3);
}
