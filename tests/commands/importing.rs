//! `import`: what is written passes `check`, nothing is overwritten, and it ends as the shell expects.

use crate::desk::{Desk, TODAY};

const TABLE: &str = "Titel;Dato;Tid;Sted\r\nForårsmøde;20-05-2027;10.00-15.30;Odense\r\nEfterårsmøde;02-09-2027;;\r\n";

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@example.dk\r\nSUMMARY:Møde\r\n\
    DTSTART;TZID=Romance Standard Time:20270520T100000\r\nATTENDEE:mailto:bo@example.dk\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn import(desk: &Desk, arguments: &[&str]) -> crate::desk::Done {
    desk.run(&[&["import", "--today", TODAY], arguments].concat())
}

#[test]
fn a_table_becomes_files_that_pass_check() {
    let desk = Desk::danish();
    let bytes: Vec<u8> = TABLE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    desk.write("møder.csv", bytes);
    let done = import(&desk, &["møder.csv", "--network", "Netværk Øst"]).ended(0);
    let done = done.said("Skrevet: content/netvaerk/oest/2027-05-20.md\n").said("2 møder klar i 2 filer.\n");
    assert_eq!(done.last_line(), "Læs filerne igennem, og kør så: husting check");
    assert_eq!(
        desk.read("content/netvaerk/oest/2027-05-20.md"),
        "---\ntitel: Forårsmøde\nhvornår: torsdag den 20. maj 2027 kl. 10.00–15.30\nsted: Odense\n---\n"
    );
    desk.run(&["check", "--strict", "--today", TODAY]).ended(0);
    // Once more adds nothing and changes nothing.
    let before = desk.files();
    import(&desk, &["møder.csv", "--network", "oest"]).ended(0).said("Der er ikke noget nyt at skrive.");
    assert_eq!(desk.files(), before);
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let desk = Desk::danish();
    desk.write("a.ics", CALENDAR);
    let before = desk.files();
    let done = import(&desk, &["a.ics", "-n", "oest", "--dry-run"]).ended(0);
    done.said("Ville skrive: content/netvaerk/oest/2027-05-20.md").said("a.ics:7:1").said("ATTENDEE");
    assert_eq!(desk.files(), before);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/2027-05-20.md", "---\ntid: 8-9\n---\nHåndskrevet.\n");
    desk.write("a.ics", CALENDAR);
    let before = desk.files();
    import(&desk, &["a.ics", "--network", "oest"]).ended(0).said("2027-05-20-moede.md");
    let after = desk.files();
    assert!(before.iter().all(|(path, old)| after.get(path) == Some(old)));
    assert_eq!(after.len(), before.len() + 1);
    // A new network of an old one's name is refused.
    import(&desk, &["a.ics", "--new-network", "Oest"]).ended(2).said("content/netvaerk/oest/index.md");
    assert_eq!(desk.files(), after);
}

#[test]
fn it_ends_as_it_went() {
    let desk = Desk::danish();
    desk.write("a.ics", CALENDAR);
    import(&desk, &["a.ics"]).ended(1).said("--network ID").said("oest");
    import(&desk, &["a.ics", "--network", "vest"]).ended(2).said("vest");
    import(&desk, &["nowhere.ics", "--network", "oest"]).ended(3).said("nowhere.ics");
    import(&desk, &[]).ended(2);
    import(&desk, &["a.ics", "--network", "oest", "--new-network", "Ny"]).ended(2);
    desk.write("tom.csv", "");
    import(&desk, &["tom.csv", "--network", "oest"]).ended(1);
    let json = import(&desk, &["a.ics", "--network", "oest", "--dry-run", "--format", "json"]).ended(0);
    assert!(json.out.contains("\"import-unmapped\"") && json.out.contains("\"line\": 7"), "{}", json.out);
}

#[test]
fn a_new_network_comes_with_its_series() {
    let desk = Desk::danish();
    let series = CALENDAR.replace("ATTENDEE:mailto:bo@example.dk", "RRULE:FREQ=WEEKLY;COUNT=3");
    desk.write("a.ics", series);
    import(&desk, &["a.ics", "--new-network", "Torsdagsklubben"]).ended(0);
    let network = desk.read("content/netvaerk/torsdagsklubben/index.md");
    assert!(
        network.starts_with(
            "---\ntitel: Torsdagsklubben\nmødeserie:\n  - titel: Møde\n    start: torsdag den 20. maj 2027 kl. 10.00\n"
        ),
        "{network}"
    );
    desk.run(&["check", "--today", TODAY]).ended(0);
}
