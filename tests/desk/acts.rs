//! Single acts write the Markdown that a careful person would.

use crate::place::{MEETING, Place};

const PATH: &str = "netvaerk/oest/2027-05-20.md";

fn act(place: &Place, act: &str, path: &str, date: Option<&str>) -> (u16, String) {
    let action = format!("/_husting/{act}/{path}");
    let changes: Vec<(&str, &str)> = date.iter().map(|date| ("date", *date)).collect();
    let form = place.fill(&format!("/_husting/edit/{path}"), &action, &changes);
    let answer = place.send(&action, &form);
    (answer.status, answer.header("location").to_owned())
}

#[test]
fn cancelling_adds_one_line() {
    let place = Place::new();
    assert_eq!(act(&place, "cancel", PATH, None), (303, format!("/_husting/edit/{PATH}?saved=1")));
    let wanted = MEETING.replace("Fælleshuset, Ærø'\n", "Fælleshuset, Ærø'\nstatus: aflyst\n");
    assert_eq!(place.read(PATH).unwrap(), wanted);
    let page = place.get(&format!("/_husting/edit/{PATH}")).body;
    assert!(!page.contains("/_husting/cancel/"), "cancelled twice");
}

#[test]
fn moving_renames_the_file_and_remembers_where_it_was() {
    let place = Place::new();
    let to = "netvaerk/oest/2027-06-03.md";
    assert_eq!(act(&place, "move", PATH, Some("3. juni 2027")), (303, format!("/_husting/edit/{to}?saved=1")));
    assert_eq!(place.read(PATH), None);
    let wanted = MEETING
        .replace("torsdag d. 20. maj 2027 kl. 10-15", "torsdag den 3. juni 2027 kl. 10.00–15.00")
        .replace("ændringer:", "flyttet fra: 20. maj 2027\nændringer:");
    assert_eq!(place.read(to).unwrap(), wanted);
}

#[test]
fn moving_twice_keeps_the_first_date_and_the_address_between() {
    let place = Place::new();
    act(&place, "move", PATH, Some("3. juni 2027"));
    act(&place, "move", "netvaerk/oest/2027-06-03.md", Some("10. juni 2027 kl. 9-12"));
    let text = place.read("netvaerk/oest/2027-06-10.md").unwrap();
    assert!(
        text.contains("flyttet fra: 20. maj 2027\n") && text.contains("tidligere adresser: 2027-06-03\n"),
        "{text}"
    );
    assert!(text.contains("hvornår: torsdag den 10. juni 2027 kl. 9.00–12.00\n"), "{text}");
}

#[test]
fn new_clock_times_go_where_the_old_ones_stand() {
    for (old, new) in [
        ("dato: 9. september 2027\ntid: kl. 10-15\n", "dato: 16. september 2027\ntid: kl. 9.00–12.00\n"),
        ("hvornår: 9. september 2027\ntid: kl. 10-15\n", "hvornår: 16. september 2027\ntid: kl. 9.00–12.00\n"),
        ("dato: 9. september 2027 kl. 10-15\n", "dato: torsdag den 16. september 2027 kl. 9.00–12.00\n"),
        ("tid: kl. 10-15\n", "tid: kl. 9.00–12.00\n"),
    ] {
        let path = "netvaerk/oest/2027-09-09.md";
        let text = format!("---\n{old}---\n");
        let place = Place::with(&[(path, text.as_str())]);
        assert_eq!(act(&place, "move", path, Some("16. september 2027 kl. 9-12")).0, 303, "{old}");
        let moved = place.read("netvaerk/oest/2027-09-16.md").unwrap();
        assert_eq!(moved, format!("---\n{new}flyttet fra: 9. september 2027\n---\n"), "{old}");
    }
}

#[test]
fn a_meeting_in_a_folder_moves_with_what_lies_beside_it() {
    let folder = [
        ("netvaerk/oest/2027-09-09-vest/index.md", "---\ntid: kl. 10-15\n---\n"),
        ("netvaerk/oest/2027-09-09-vest/program.pdf", "%PDF"),
    ];
    let place = Place::with(&folder);
    let (status, to) = act(&place, "move", folder[0].0, Some("2027-09-16"));
    assert_eq!((status, to.as_str()), (303, "/_husting/edit/netvaerk/oest/2027-09-16-vest/index.md?saved=1"));
    let moved = place.read("netvaerk/oest/2027-09-16-vest/index.md").unwrap();
    assert_eq!(moved, "---\ntid: kl. 10-15\nflyttet fra: 9. september 2027\n---\n");
    assert_eq!(place.read("netvaerk/oest/2027-09-16-vest/program.pdf").unwrap(), "%PDF");
    assert_eq!(place.read(folder[0].0), None);
}

#[test]
fn a_translation_is_edited_as_text_and_moves_with_its_meeting() {
    let english = "---\ntitle: Annual meeting\n---\n\nWe meet in the yard.\n";
    let place = Place::with(&[("netvaerk/oest/2027-05-20.en.md", english)]);
    place.write("site.yaml", "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\nflere sprog: [en]\n");
    let form = place.get("/_husting/edit/netvaerk/oest/2027-05-20.en.md").body;
    assert!(form.contains("title: Annual meeting") && !form.contains("name=\"f.title\""), "{form}");
    assert_eq!(act(&place, "move", PATH, Some("3. juni 2027")).0, 303);
    assert_eq!(place.read("netvaerk/oest/2027-06-03.en.md").as_deref(), Some(english));
    assert_eq!(place.read("netvaerk/oest/2027-05-20.en.md"), None);
}

#[test]
fn a_meeting_held_again_is_the_same_without_what_was_for_that_day() {
    let place = Place::new();
    let to = "netvaerk/oest/2028-05-18.md";
    assert_eq!(
        act(&place, "copy", PATH, None),
        (303, format!("/_husting/edit/{to}?saved=1")),
        "52 weeks later is proposed"
    );
    let wanted = MEETING
        .replace("Årsmøde 2027", "Årsmøde 2028")
        .replace("torsdag d. 20. maj 2027 kl. 10-15", "torsdag den 18. maj 2028 kl. 10.00–15.00")
        .replace("frist: 1. maj 2027", "frist: 29. april 2028")
        .replace("  link: https://example.dk/tilmelding\n", "")
        .replace("ændringer:\n  - dato: 2026-11-16\n    tekst: Nyt lokale.\n", "");
    assert_eq!(place.read(to).unwrap(), wanted);
    assert_eq!(place.read(PATH).unwrap(), MEETING);
    let (status, _) = act(&place, "copy", PATH, None);
    assert_eq!(status, 422, "a file that is there is not overwritten");
    assert_eq!(place.read(to).unwrap(), wanted);
}

#[test]
fn a_new_meeting_follows_the_last() {
    let place = Place::new();
    let (status, to) = act(&place, "new", "netvaerk/oest/index.md", Some("9. september 2027 kl. 10-12"));
    assert_eq!((status, to.as_str()), (303, "/_husting/edit/netvaerk/oest/2027-09-09.md?saved=1"));
    let text = place.read("netvaerk/oest/2027-09-09.md").unwrap();
    assert!(
        text.starts_with("---\nhvornår: torsdag den 9. september 2027 kl. 10.00–12.00\nsted: 'Fælleshuset, Ærø'\n"),
        "{text}"
    );
}

#[test]
fn what_is_no_date_is_told() {
    let place = Place::new();
    assert_eq!(act(&place, "move", PATH, Some("engang")).0, 422);
    assert_eq!(act(&place, "move", PATH, Some("juni 2027")).0, 422);
    assert_eq!(act(&place, "move", PATH, Some("20. maj 2027")).0, 422);
    assert_eq!(place.read(PATH).unwrap(), MEETING);
}

#[test]
fn no_act_touches_a_file_that_was_changed_meanwhile() {
    let place = Place::new();
    for (act, date) in [("cancel", None), ("move", Some("3. juni 2027")), ("copy", None)] {
        place.write(PATH, MEETING);
        let action = format!("/_husting/{act}/{PATH}");
        let changes: Vec<(&str, &str)> = date.iter().map(|date| ("date", *date)).collect();
        let form = place.fill(&format!("/_husting/edit/{PATH}"), &action, &changes);
        place.write(PATH, &MEETING.replace("gården", "haven"));
        assert_eq!(place.send(&action, &form).status, 409, "{act}");
        assert_eq!(place.read(PATH).unwrap(), MEETING.replace("gården", "haven"));
    }
    assert_eq!(place.read("netvaerk/oest/2028-05-18.md"), None);
}
