//! Exports of Outlook, Google and Apple as they come: what becomes a file, and what is told.

use husting::import::Target;
use jiff::civil::date;

use crate::desk::{build, into, site, take, text, told, with};

const OUTLOOK: &str = include_str!("samples/outlook.ics");
const GOOGLE: &str = include_str!("samples/google.ics");
const APPLE: &str = include_str!("samples/apple.ics");

#[test]
fn outlook_with_windows_zones_whole_days_and_what_was_cancelled() {
    let files = site();
    let imported = take(&files, "outlook.ics", OUTLOOK, &Target::AsNamed);
    // The network's name stands in the calendar's name; it goes from the title, and the place is one that the site knows.
    assert_eq!(
        text(&imported, "netvaerk/forum/2027-05-20.md"),
        "---\ntitel: Forårsmøde\nhvornår: torsdag den 20. maj 2027 kl. 10.00–15.30\nsted: nyborg-strand\n\
         uid: \"040000008200E00074C5B7101A82E00800000000A0B1C2D3E4F5DA01000000000000000010000000AABBCCDDEEFF00112233445566778899\"\n\
         ---\n\nKære alle\n\nVi mødes i Nyborg igen. Husk #3 fra sidst.\\\n\
         \\________________________________________________________________________________\\\n\
         Microsoft Teams Har du brug for hjælp?\n"
    );
    let whole_days = text(&imported, "netvaerk/forum/2027-04-17.md");
    assert!(whole_days.contains("hvornår: lørdag den 17. – søndag den 18. april 2027\n"), "{whole_days}");
    let cancelled = text(&imported, "netvaerk/forum/2027-09-02.md");
    assert!(cancelled.contains("titel: Efterårsmøde\n") && cancelled.contains("status: aflyst\n"), "{cancelled}");
    let london = text(&imported, "netvaerk/forum/2027-03-03.md");
    assert!(london.contains("kl. 10.00–12.00\n"), "nine in London is ten here: {london}");
    assert!(london.contains("online: \"https://teams.example.dk/l/meetup-join/19%3ax?context=%7b%7d\"\n"), "{london}");
    assert_eq!(imported.files.len(), 4);
    assert_eq!(
        told(&imported),
        ["import-unmapped: Strategisk Forum: Forårsmøde | ATTENDEE", "import-private: Tandlæge",]
    );
    let built = build(&with(&files, &imported));
    let days = |uid: &str| built.ledger.events[&husting::ledger::Key::alone(uid)].facts.days;
    assert_eq!(days("outlook-heldag-2").last(), date(2027, 4, 18));
    assert_eq!(days("outlook-london-5").start(), Some(date(2027, 3, 3).at(10, 0, 0, 0)));
}

#[test]
fn google_with_a_series_into_a_network_that_is_there() {
    let files = site();
    let imported = take(&files, "google.ics", GOOGLE, &Target::AsNamed);
    let meeting = text(&imported, "netvaerk/cafe/2027-05-20.md");
    assert_eq!(
        meeting,
        "---\ntitel: Sommermøde\nhvornår: torsdag den 20. maj 2027 kl. 10.00–15.30\n\
         online: \"https://meet.google.com/abc-defg-hij\"\nstatus: foreløbig\nuid: \"7timed@google.com\"\n---\n\nMedbring egen kop.\n"
    );
    assert_eq!(imported.files.len(), 2);
    let series = "mødeserie:\n  - titel: Café om tirsdagen\n    start: tirsdag den 5. januar 2027 kl. 9.00–10.00\n    \
                  gentages: hver anden tirsdag\n    indtil: tirsdag den 22. juni 2027\n    \
                  undtagen: [2027-02-16, 2027-03-30]\n    uid: \"3k1abc2def3ghi@google.com\"\n";
    assert_eq!(
        told(&imported),
        [
            format!("import-series: Café om tirsdagen | content/netvaerk/cafe/index.md | {}", series.trim_end()),
            "import-occurrence: Café om tirsdagen (flyttet til onsdag) | tirsdag den 2. marts 2027".to_owned(),
            "import-unmapped: Bydag | GEO".to_owned(),
        ]
    );
    // With these lines put in, what is left comes with the next import.
    let mut files = with(&files, &imported);
    files.insert("netvaerk/cafe/index.md".to_owned(), format!("---\ntitel: Netværkscafé\n{series}---\n").into_bytes());
    let again = take(&files, "google.ics", GOOGLE, &Target::AsNamed);
    assert_eq!(again.files.len(), 1, "{:#?}", told(&again));
    let moved = text(&again, "netvaerk/cafe/2027-03-03.md");
    assert!(moved.contains("hvornår: onsdag den 3. marts 2027 kl. 9.30–10.30\n"), "{moved}");
    assert!(moved.contains("flyttet fra: tirsdag den 2. marts 2027\n") && !moved.contains("uid"), "{moved}");
    let built = build(&with(&files, &again));
    let feed = String::from_utf8(built.output["netvaerk/cafe/calendar.ics"].to_vec()).unwrap();
    assert!(feed.contains("RECURRENCE-ID;TZID=Europe/Copenhagen:20270302T090000\r\n"), "{feed}");
    assert_eq!(feed.matches("UID:3k1abc2def3ghi@google.com\r\n").count(), 2);
    assert!(feed.contains("UNTIL=20270622T070000Z"));
}

#[test]
fn google_into_a_new_network_is_one_import() {
    let files = site();
    let imported = take(&files, "google.ics", GOOGLE, &Target::New("Caféen".to_owned()));
    let network = text(&imported, "netvaerk/cafeen/index.md");
    assert!(network.contains("titel: Caféen\nmødeserie:\n  - titel: Café om tirsdagen\n"), "{network}");
    assert!(
        network.ends_with("---\n\nKom og få en kop kaffe.\n\nSe [programmet](https://example.dk/cafe?a=1&b=2).\n"),
        "{network}"
    );
    assert_eq!(imported.files.len(), 4);
    assert_eq!(told(&imported), ["import-unmapped: Bydag | GEO"]);
    build(&with(&files, &imported));
}

#[test]
fn an_exception_for_all_that_follows_is_told() {
    let lasting = GOOGLE.replacen("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;", 1);
    assert_ne!(lasting, GOOGLE);
    let imported = take(&site(), "google.ics", lasting.as_str(), &Target::New("Caféen".to_owned()));
    let told = told(&imported);
    assert!(told.iter().any(|line| line.ends_with("| RANGE=THISANDFUTURE")), "{told:#?}");
}

#[test]
fn apple_by_category_with_links_and_what_belongs_nowhere() {
    let files = site();
    let imported = take(&files, "apple.ics", APPLE, &Target::AsNamed);
    assert_eq!(
        text(&imported, "netvaerk/forum/2027-10-28.md"),
        "---\ntitel: \"Møde om ”det gode naboskab” 🏘️\"\nhvornår: torsdag den 28. oktober 2027 kl. 10.00–12.00\n\
         sted: Beboerhuset, Tværvej 7, 9000 Aalborg, Danmark\nemner: [naboskab]\n\
         dokumenter:\n  - titel: example.dk\n    link: \"https://example.dk/bilag.pdf\"\n  - titel: example.dk\n    link: \"https://example.dk/naboskab\"\n\
         uid: \"5B1C2D3E-1111-4222-8333-ABCDEFABCDEF\"\n---\n"
    );
    assert_eq!(imported.files.len(), 1);
    assert_eq!(
        told(&imported),
        ["import-no-network: Møde uden hjem | cafe, forum", "import-unmapped: Køb kage | VTODO"]
    );
    // Told where to, it has an end from its duration.
    let given = take(&files, "apple.ics", APPLE, &into("cafe"));
    assert!(text(&given, "netvaerk/cafe/2027-11-10.md").contains("kl. 13.00–14.30\n"));
    build(&with(&files, &given));
}

#[test]
fn a_date_that_is_taken_gets_a_name_of_its_own() {
    let mut files = site();
    files.insert("netvaerk/forum/2027-05-20.md".to_owned(), "---\ntid: 8-9\n---\n".as_bytes().to_vec());
    let imported = take(&files, "outlook.ics", OUTLOOK, &into("forum"));
    assert!(text(&imported, "netvaerk/forum/2027-05-20-foraarsmoede.md").contains("kl. 10.00–15.30"));
    build(&with(&files, &imported));
}

#[test]
fn what_is_broken_is_told_where_it_stands() {
    let cut = &OUTLOOK[..OUTLOOK.find("LOCATION").unwrap()];
    let imported = take(&site(), "outlook.ics", cut, &into("forum"));
    assert_eq!(told(&imported)[0].split(':').next(), Some("import-unreadable"), "{:#?}", told(&imported));
    for (text, kind) in [
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "import-empty: "),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Møde\nDTSTART:i morgen\nEND:VEVENT\nEND:VCALENDAR\n",
            "import-no-date: Møde | DTSTART | i morgen",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Møde\nDTSTART;TZID=Mars/Phobos:20270520T100000\nEND:VEVENT\nEND:VCALENDAR\n",
            "import-zone: Mars/Phobos",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Møde\nDTSTART:20270520T100000\nDTEND:20270520T090000\nEND:VEVENT\nEND:VCALENDAR\n",
            "import-not-good: Møde | Slutningen kommer før begyndelsen.",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Møde\nDTSTART:20270520T100000\nURL:javascript:alert(1)\nEND:VEVENT\nEND:VCALENDAR\n",
            "import-unmapped: Møde | URL",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Udstilling\nDTSTART;VALUE=DATE:20270501\nDTEND;VALUE=DATE:20270517\nEND:VEVENT\nEND:VCALENDAR\n",
            "long-meeting: 16",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Møde\nDTSTART:20270520T100000\nRRULE:FREQ=HOURLY\nEND:VEVENT\nEND:VCALENDAR\n",
            "import-rule: Møde | FREQ=HOURLY",
        ),
    ] {
        assert_eq!(told(&take(&site(), "a.ics", text, &into("forum"))), [kind]);
    }
}

#[test]
fn a_series_by_another_clock_is_told_and_not_shifted() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Call\nDTSTART;TZID=America/Los_Angeles:20270107T100000\n\
                DTEND;TZID=America/Los_Angeles:20270107T110000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(
        told(&take(&site(), "a.ics", text, &into("forum"))),
        ["import-series-zone: Call | America/Los_Angeles | America/Los_Angeles"]
    );
    let new = take(&site(), "a.ics", text, &Target::New("Vestkysten".to_owned()));
    let network = &new.files[0].text;
    assert!(network.contains("tidszone: America/Los_Angeles\n") && network.contains("kl. 10.00–11.00"), "{network}");
    build(&with(&site(), &new));
}

#[test]
fn a_folder_is_found_however_it_is_spelt_on_disk() {
    let calendar =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Møde\nDTSTART:20270520T100000\nEND:VEVENT\nEND:VCALENDAR\n";
    // As people type it, and as a Mac stores it.
    for folder in ["Rådet Øst", "Ra\u{30a}det Øst"] {
        let mut files = site();
        files.insert(format!("netvaerk/{folder}/index.md"), "---\ntitel: Rådet\n---\n".as_bytes().to_vec());
        let imported = take(&files, "a.ics", calendar, &into("raadet-oest"));
        assert_eq!(told(&imported), Vec::<String>::new(), "{folder}");
        assert!(text(&imported, &format!("netvaerk/{folder}/2027-05-20.md")).contains("titel: Møde\n"));
    }
}
