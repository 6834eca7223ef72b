//! "Dates that people wrote": every one is read right, in both languages, or asked about at its line.

use super::common::Site;

/// A network with one meeting: its file's name without ending, and its fields.
fn site_with(language: &str, name: &str, fields: &str) -> Site {
    let (settings, folder) = match language {
        "da" => ("titel: Netværk\nadresse: https://eksempel.dk/\nsprog: da\n", "netværk"),
        _ => ("title: Networks\nbase_url: https://example.org/\nlanguage: en\ntime_zone: Europe/London\n", "networks"),
    };
    let (network, meeting) = (format!("{folder}/forum/index.md"), format!("{folder}/forum/{name}.md"));
    let text = format!("---\n{fields}\n---\n");
    let titled = if language == "da" { "---\ntitel: Forum\n---\n" } else { "---\ntitle: Forum\n---\n" };
    Site::of_files(&[("site.yaml", settings), (&network, titled), (&meeting, &text)])
}

/// What is written in a file of a name, and how it must be understood.
type Case = (&'static str, &'static str, &'static str);

fn check_read(language: &str, cases: &[Case]) {
    for (name, fields, expected) in cases {
        let site = site_with(language, name, fields);
        assert_eq!(site.errors(), 0, "{fields}: {:?}", site.problems());
        assert_eq!(site.when(&format!("forum/{name}")), *expected, "{fields} in {name}.md");
        let folder = if language == "da" { "netvaerk" } else { "networks" };
        let in_calendar = site.find_event(&format!("{folder}/forum/calendar.ics"), &format!("forum/{name}")).is_some();
        let is_period = site.problems().iter().any(|told| told.starts_with("long-meeting"));
        assert_eq!(in_calendar, expected.starts_with("exact") && !is_period, "{fields}: only days are events");
    }
}

#[test]
fn danish_dates_are_read() {
    check_read(
        "da",
        &[
            ("moede", "hvornår: 29. maj 2018 kl. 10-15", "exact 2018-05-29T10:00/2018-05-29T15:00"),
            ("moede", "dato: 17. og 18. april 2018", "exact 2018-04-17/2018-04-18"),
            ("2019-05-09", "hvornår: 9. maj kl 10.00-15.00", "exact 2019-05-09T10:00/2019-05-09T15:00"),
            ("2028-03-27", "tid: kl 9.30 - 18", "exact 2028-03-27T09:30/2028-03-27T18:00"),
            ("status", "dato: omkring august 2014", "about 2014-08"),
            ("2016-06-dialog", "dato: juni måned", "month 2016-06"),
            ("2016-09-behandling", "dato: 1. - 14. september", "exact 2016-09-01/2016-09-14"),
            ("seminar", "dato: Lørdag 16. april 2016", "exact 2016-04-16"),
            ("2016-08-13", "dato: Lørdag den 13. august", "exact 2016-08-13"),
            ("2016-05-24", "dato: 24. maj", "exact 2016-05-24"),
            ("notat", "dato: 26. september 2016", "exact 2016-09-26"),
            ("moede", "dato: Onsdag d. 9. februar. 2022", "exact 2022-02-09"),
            ("plan", "dato: 2014-2017", "year 2014/2017"),
            ("forlig", "dato: 2015-18", "year 2015/2018"),
        ],
    );
}

#[test]
fn english_dates_are_read() {
    check_read(
        "en",
        &[
            ("meeting", "when: 29 May 2018, 10:00–15:00", "exact 2018-05-29T10:00/2018-05-29T15:00"),
            ("meeting", "when: Tue 29 May 2018 10am–3pm", "exact 2018-05-29T10:00/2018-05-29T15:00"),
            ("meeting", "date: 17 and 18 April 2018", "exact 2018-04-17/2018-04-18"),
            ("2019-05-09", "when: 9 May 10.00-15.00", "exact 2019-05-09T10:00/2019-05-09T15:00"),
            ("2028-03-27", "time: 9:30 - 18", "exact 2028-03-27T09:30/2028-03-27T18:00"),
            ("status", "date: around August 2014", "about 2014-08"),
            ("2016-06-dialogue", "date: June", "month 2016-06"),
            ("2016-09-hearing", "date: 1 - 14 September", "exact 2016-09-01/2016-09-14"),
            ("seminar", "date: Saturday 16 April 2016", "exact 2016-04-16"),
            ("2016-08-13", "date: Saturday the 13th of August", "exact 2016-08-13"),
            ("2016-05-24", "date: 24 May", "exact 2016-05-24"),
            ("memo", "date: 26 September 2016", "exact 2016-09-26"),
            ("meeting", "date: Wed. 9 February. 2022", "exact 2022-02-09"),
            ("plan", "date: 2014-2017", "year 2014/2017"),
            ("agreement", "date: 2015-18", "year 2015/2018"),
        ],
    );
}

#[test]
fn a_deadline_takes_its_year_from_the_files_name() {
    let danish = site_with("da", "2019-05-09", "tilmelding:\n  frist: 5. april");
    assert_eq!(danish.errors(), 0, "{:?}", danish.problems());
    assert_eq!(danish.meeting("forum/2019-05-09")["registration"]["deadline"]["iso"], "2019-04-05");
    assert_eq!(danish.meeting("forum/2019-05-09")["registration"]["deadline"]["text"], "fredag den 5. april 2019");
    let english = site_with("en", "2019-05-09", "registration:\n  deadline: 5 April");
    assert_eq!(english.meeting("forum/2019-05-09")["registration"]["deadline"]["iso"], "2019-04-05");
    assert_eq!(english.meeting("forum/2019-05-09")["registration"]["deadline"]["text"], "Friday 5 April 2019");
}

#[test]
fn two_days_in_a_row_are_one_event_and_told_so() {
    for (language, fields) in [("da", "dato: 17. og 18. april 2018"), ("en", "date: 17 and 18 April 2018")] {
        let site = site_with(language, "meeting", fields);
        let folder = if language == "da" { "netværk" } else { "networks" };
        assert_eq!(site.problems(), [format!("read-as-one {folder}/forum/meeting.md:2")]);
    }
}

#[test]
fn two_days_apart_are_asked_about() {
    for (language, folder, fields, first, second) in [
        ("da", "netværk", "titel: Efterår\ndato: 9. og 11. oktober 2018", "9. oktober 2018", "11. oktober 2018"),
        ("en", "networks", "title: Autumn\ndate: 9 and 11 October 2018", "9 October 2018", "11 October 2018"),
    ] {
        let site = site_with(language, "meeting", fields);
        assert_eq!(site.problems(), [format!("not-consecutive {folder}/forum/meeting.md:3")]);
        let problem = site.problem("not-consecutive");
        assert_eq!((problem.fact("first"), problem.fact("second")), (Some(first), Some(second)));
    }
}

#[test]
fn a_period_is_told_and_in_no_calendar() {
    for (language, fields) in [("da", "dato: 1. - 14. september"), ("en", "date: 1 - 14 September")] {
        let site = site_with(language, "2016-09-01", fields);
        assert_eq!(site.errors(), 0, "{:?}", site.problems());
        assert_eq!(site.problem("long-meeting").fact("days"), Some("14"));
    }
}

#[test]
fn what_cannot_be_is_told_at_its_line() {
    for (language, fields, kind) in [
        ("da", "dato: onsdag d. 29. maj 2018", "wrong-weekday"),
        ("en", "date: Wednesday 29 May 2018", "wrong-weekday"),
        ("da", "dato: 31. april 2018", "no-such-day"),
        ("en", "date: 31 April 2018", "no-such-day"),
        ("da", "dato: 9/5/2019", "ambiguous-date"),
        ("en", "date: 9/5/2019", "ambiguous-date"),
        ("da", "dato: 9. maj", "no-year"),
        ("en", "date: 9 May", "no-year"),
    ] {
        let site = site_with(language, "meeting", fields);
        let folder = if language == "da" { "netværk" } else { "networks" };
        assert_eq!(site.problems(), [format!("{kind} {folder}/forum/meeting.md:2")], "{fields}");
    }
    let problem = site_with("da", "meeting", "dato: onsdag d. 29. maj 2018");
    assert_eq!(problem.problem("wrong-weekday").fact("right"), Some("tirsdag"));
}
