//! Forms: what they show, what they change, what they say while someone types, and that nothing is lost.

use crate::place::{MEETING, Place};

const PATH: &str = "netvaerk/oest/2027-05-20.md";

#[test]
fn a_form_that_is_saved_as_it_came_changes_no_byte() {
    for path in [PATH, "netvaerk/oest/index.md"] {
        let place = Place::new();
        let before = place.read(path).unwrap();
        let answer = place.change(path, &[]);
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, format!("/_husting/edit/{path}?saved=1").as_str())
        );
        assert_eq!(place.read(path).unwrap(), before);
    }
}

#[test]
fn a_change_changes_its_lines_and_no_others() {
    let place = Place::new();
    let changes = [("f.title", "Møde: hvad nu?"), ("f.registration.price", "60 kr."), ("f.status", "foreløbig")];
    assert_eq!(place.change(PATH, &changes).status, 303);
    let wanted = MEETING
        .replace("titel: Årsmøde 2027", "titel: \"Møde: hvad nu?\"")
        .replace("\"50 kr.\"", "\"60 kr.\"")
        .replace("Fælleshuset, Ærø'\n", "Fælleshuset, Ærø'\nstatus: foreløbig\n");
    assert_eq!(place.read(PATH).unwrap(), wanted);
}

#[test]
fn the_text_below_and_windows_line_ends() {
    let crlf = MEETING.replace('\n', "\r\n");
    let place = Place::with(&[(PATH, &crlf)]);
    assert_eq!(place.change(PATH, &[("body", "Vi mødes i gården.\n\nTag kage med.")]).status, 303);
    let wanted = crlf.replace("i gården.\r\n", "i gården.\r\n\r\nTag kage med.\r\n");
    assert_eq!(place.read(PATH).unwrap(), wanted);
}

#[test]
fn choices_are_those_of_the_site() {
    let place = Place::new();
    let network = place.get("/_husting/edit/netvaerk/oest/index.md").body;
    assert!(network.contains(r#"<option value="bestyrelser">Bestyrelser</option>"#), "{network}");
    let meeting = place.get(&format!("/_husting/edit/{PATH}")).body;
    assert!(meeting.contains(r#"<option value="gaarden">Gården</option>"#), "{meeting}");
    assert!(meeting.contains(r#"<option value="aflyst">aflyst</option>"#), "{meeting}");
    assert!(meeting.contains(r#"class="pick" data-for="f.when" value="2027-05-20""#), "{meeting}");
    assert!(meeting.contains("<p>Vi mødes i gården.</p>"), "the preview is missing: {meeting}");
    assert!(meeting.matches("<script").count() == 1);
    for control in
        meeting.split('<').filter(|part| part.starts_with("input type=\"text\"") || part.starts_with("select"))
    {
        let id = control.split(" id=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(meeting.contains(&format!("<label for=\"{id}\"")), "{id} has no label");
    }
}

#[test]
fn problems_come_back_beside_their_field_and_nothing_is_written() {
    let place = Place::new();
    let (page, check) = (format!("/_husting/edit/{PATH}"), format!("/_husting/check/{PATH}"));
    let changes = [("f.when", "fredag d. 20. maj 2027 kl. 10-15"), ("body", "**Tag kage med**")];
    let form = place.fill(&page, &format!("/_husting/save/{PATH}"), &changes);
    let answer: serde_json::Value = serde_json::from_str(&place.send(&check, &form).body).unwrap();
    let comment = &answer["problems"][0];
    assert_eq!((comment["field"].as_str(), comment["severity"].as_str()), (Some("title"), Some("warning")), "{answer}");
    let problem = &answer["problems"][1];
    assert_eq!((problem["field"].as_str(), problem["severity"].as_str()), (Some("when"), Some("error")), "{answer}");
    assert!(problem["sentence"].as_str().unwrap().contains("torsdag"), "{answer}");
    assert_eq!(answer["preview"], "<p><strong>Tag kage med</strong></p>\n");
    assert_eq!((answer["changed"].as_bool(), answer["dirty"].as_bool()), (Some(false), Some(true)));
    assert_eq!(place.read(PATH).unwrap(), MEETING);
}

#[test]
fn a_picked_day_comes_back_in_words() {
    let place = Place::new();
    let pairs = [
        ("token", place.token()),
        ("text", "torsdag d. 20. maj 2027 kl. 10-15".to_owned()),
        ("day", "2027-06-03".to_owned()),
    ];
    let form: Vec<(String, String)> = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    assert_eq!(place.send("/_husting/date", &form).body, r#"{"text":"torsdag den 3. juni 2027 kl. 10.00–15.00"}"#);
}

#[test]
fn two_changes_of_one_file_lose_nothing_and_are_told() {
    let place = Place::new();
    let save = format!("/_husting/save/{PATH}");
    let form = place.fill(&format!("/_husting/edit/{PATH}"), &save, &[("f.title", "Fra formularen")]);
    let theirs = MEETING.replace("Årsmøde 2027", "Fra editoren");
    place.write(PATH, &theirs);
    let answer = place.send(&save, &form);
    assert_eq!(answer.status, 409);
    assert!(
        answer.body.contains("titel: Fra formularen") && answer.body.contains("titel: Fra editoren"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("Filen er ændret imens"), "{}", answer.body);
    assert_eq!(place.read(PATH).unwrap(), theirs);
}

#[test]
fn of_two_forms_at_the_same_moment_one_is_saved_and_the_other_told() {
    let place = Place::new();
    let save = format!("/_husting/save/{PATH}");
    let forms = ["Den ene", "Den anden"]
        .map(|title| place.fill(&format!("/_husting/edit/{PATH}"), &save, &[("f.title", title)]));
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let sent = forms.iter().map(|form| scope.spawn(|| place.send(&save, form).status)).collect::<Vec<_>>();
        sent.into_iter().map(|answer| answer.join().unwrap()).collect()
    });
    let mut sorted = answers.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [303, 409]);
    let winner = if answers[0] == 303 { "Den ene" } else { "Den anden" };
    assert_eq!(place.read(PATH).unwrap(), MEETING.replace("Årsmøde 2027", winner));
}

#[test]
fn a_data_file_is_edited_as_text() {
    let place = Place::new();
    let form = place.fill(
        "/_husting/edit/roller.yaml",
        "/_husting/save/roller.yaml",
        &[("whole", "naboer:\n  titel: Alle naboer\n")],
    );
    let answer = place.send("/_husting/save/roller.yaml", &form);
    assert_eq!((answer.status, answer.header("location")), (303, "/_husting/text/roller.yaml?saved=1"));
    assert_eq!(place.read("roller.yaml").unwrap(), "naboer:\n  titel: Alle naboer\n");
}

#[test]
fn a_file_that_cannot_be_read_as_fields_is_shown_as_text_with_its_problems() {
    let place = Place::with(&[("om/index.md", "---\ntitel: \"Om os\nKun tekst\n---\n")]);
    let page = place.get("/_husting/edit/om/index.md");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("name=\"whole\"") && page.body.contains("class=\"error\""), "{}", page.body);
}

#[test]
fn the_page_leads_to_its_file() {
    let place = Place::new();
    let overlay = place.get("/_husting/problems").body;
    assert!(overlay.contains(r#"<a class="edit" hidden>Ret siden</a>"#), "{overlay}");
    for (page, file) in [
        ("/netvaerk/oest/2027-05-20/", "edit/netvaerk/oest/2027-05-20.md"),
        ("/netvaerk/oest/", "edit/netvaerk/oest/index.md"),
        ("/roller/naboer/", "edit/roller.yaml"),
        ("/kalender/", ""),
    ] {
        let answer = place.get(&format!("/_husting/edit?page={page}"));
        assert_eq!((answer.status, answer.header("location")), (303, format!("/_husting/{file}").as_str()), "{page}");
    }
}
