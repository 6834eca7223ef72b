//! Tables as Danish Excel saves them, and others.

use husting::import::Target;

use crate::desk::{build, into, site, take, text, told, with};

/// As Danish Excel writes it: semicolons, its own dates and times, quotes where a cell holds a line end.
const DANISH: &str = "Titel;Dato;Starttidspunkt;Sluttidspunkt;Sted;Netværk;Status;Frist;Pris;Beskrivelse;Løbenr.\r\n\
    Forårsmøde;20-05-2027;10:00;15:30;Nyborg Strand;Strategisk Forum;;16-04-2027;650 kr.;\"Kære alle\r\nVi ses; i Nyborg\";1\r\n\
    Årsmøde på Ærø;\"17.-18. april 2027\";;;Ærøskøbing;forum;foreløbig;;;;2\r\n\
    Café;2.9.2027;kl. 9-10;;;Netværkscafé;Aflyst;;;;3\r\n\
    Engang;september 2027;;;;cafe;;;;;4\r\n\
    ;;;;;;;;;;\r\n";

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn danish_excel_in_every_encoding_gives_the_same_files() {
    let files = site();
    let plain = take(&files, "møder.csv", DANISH, &Target::AsNamed);
    assert_eq!(
        text(&plain, "netvaerk/forum/2027-05-20.md"),
        "---\ntitel: Forårsmøde\nhvornår: torsdag den 20. maj 2027 kl. 10.00–15.30\nsted: nyborg-strand\n\
         tilmelding:\n  frist: fredag den 16. april 2027\n  pris: \"650 kr.\"\n---\n\nKære alle\\\nVi ses; i Nyborg\n"
    );
    let days = text(&plain, "netvaerk/forum/2027-04-17.md");
    assert!(
        days.contains("hvornår: lørdag den 17. – søndag den 18. april 2027\nsted: Ærøskøbing\nstatus: foreløbig\n"),
        "{days}"
    );
    let cafe = text(&plain, "netvaerk/cafe/2027-09-02.md");
    assert!(cafe.contains("kl. 9.00–10.00\n") && cafe.contains("status: aflyst\n"), "{cafe}");
    assert!(text(&plain, "netvaerk/cafe/2027-09.md").contains("hvornår: september 2027\n"));
    assert_eq!(told(&plain), ["import-column: Løbenr."]);
    build(&with(&files, &plain));
    let with_mark = format!("\u{feff}{DANISH}").into_bytes();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(DANISH.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [windows_1252(DANISH), with_mark, utf16] {
        assert_eq!(take(&files, "møder.csv", bytes, &Target::AsNamed).files, plain.files);
    }
    // A second time there is nothing new.
    let again = take(&with(&files, &plain), "møder.csv", DANISH, &Target::AsNamed);
    let paths: Vec<&String> = again.files.iter().map(|file| &file.path).collect();
    assert_eq!(paths, ["content/netvaerk/cafe/2027-09-engang.md"], "what has no exact day cannot be known again");
}

#[test]
fn outlooks_own_table_in_english_and_danish() {
    let english = "Subject,Start Date,Start Time,End Date,End Time,All day event,Reminder on/off,Location,Private,Show time as\n\
        Board,5/20/2027,10:00:00 AM,5/20/2027,3:30:00 PM,False,True,\"Nyborg Strand, Østerøvej 2\",False,2\n\
        Trip,4/17/2027,12:00:00 AM,4/18/2027,12:00:00 AM,True,False,,False,3\n\
        Dentist,1/10/2027,9:00:00 AM,1/10/2027,10:00:00 AM,False,True,,True,2\n";
    let files = [
        ("site.yaml", "title: Networks\nbase_url: https://example.org/\nlanguage: en\ntime_zone: Europe/Copenhagen\n"),
        ("networks/forum/index.md", "---\ntitle: Forum\n---\n"),
    ];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
    let imported = take(&files, "calendar.csv", english, &into("forum"));
    let paths: Vec<&String> = imported.files.iter().map(|file| &file.path).collect();
    assert_eq!(paths.len(), 2, "{:#?}", told(&imported));
    assert!(imported.files[0].text.contains("when: Thursday 20 May 2027, 10:00–15:30\n"), "{}", imported.files[0].text);
    assert_eq!(told(&imported), ["import-private: Dentist"]);
    let danish = "\"Emne\";\"Startdato\";\"Starttidspunkt\";\"Slutdato\";\"Sluttidspunkt\";\"Heldagsbegivenhed\";\"Placering\";\"Privat\"\r\n\
        \"Møde; om drift\";\"20-05-2027\";\"10:00:00\";\"20-05-2027\";\"15:30:00\";\"Falsk\";\"Odense\";\"Falsk\"\r\n";
    let imported = take(&site(), "kalender.CSV", windows_1252(danish), &into("forum"));
    assert!(
        text(&imported, "netvaerk/forum/2027-05-20.md")
            .starts_with("---\ntitel: \"Møde; om drift\"\nhvornår: torsdag den 20. maj 2027 kl. 10.00–15.30\n")
    );
}

#[test]
fn cells_that_cannot_be_read_are_told_and_the_rest_is_kept() {
    let table = "Titel;Dato;Tid;Status;Pladser;Tilmelding\nA;31-04-2027;10;;;\nB;30-04-2027;25:00;måske;mange;ring til os\nC;30-04-2027;15-10;;;\n";
    let imported = take(&site(), "a.csv", table, &into("forum"));
    assert_eq!(
        told(&imported),
        [
            "import-no-date: A | dato | 31-04-2027",
            "import-value: pladser | mange",
            "import-value: status | måske",
            "import-value: tid | 25:00",
            "import-value: tilmelding | ring til os",
            "import-value: tid | 15-10",
        ],
        "each with its cell"
    );
    let paths: Vec<&String> = imported.files.iter().map(|file| &file.path).collect();
    assert_eq!(paths, ["content/netvaerk/forum/2027-04-30.md", "content/netvaerk/forum/2027-04-30-c.md"]);
    assert!(imported.files[1].text.contains("hvornår: fredag den 30. april 2027\n"), "a time that is none is left out");
}

#[test]
fn a_file_that_would_be_an_error_is_not_written() {
    let table = "Titel;Dato;Frist\nMøde;30-04-2027;01-05-2027\nAndet;01-06-2027;\n";
    let imported = take(&site(), "a.csv", table, &into("forum"));
    assert_eq!(imported.files.len(), 1);
    let told = told(&imported);
    assert!(told[0].starts_with("import-not-good: Møde | "), "{told:?}");
}

#[test]
fn separators_are_found_and_may_be_named() {
    for table in [
        "sep=|\nTitel|Dato\nA, b; c|30-04-2027\n",
        "Titel\tDato\nA, b; c\t30-04-2027\n",
        "Dato,Titel\n30-04-2027,\"A, b; c\"\n",
    ] {
        let imported = take(&site(), "a.csv", table, &into("forum"));
        assert!(text(&imported, "netvaerk/forum/2027-04-30.md").contains("titel: \"A, b; c\"\n"), "{table}");
    }
    assert_eq!(told(&take(&site(), "a.csv", "", &into("forum"))), ["import-empty: "]);
}

#[test]
fn cells_beyond_the_last_heading_are_told() {
    let table = "Titel;Dato\nA;30-04-2027;;\nB;01-05-2027;Odense;kl. 10\n";
    let imported = take(&site(), "a.csv", table, &into("forum"));
    assert_eq!((told(&imported), imported.files.len()), (vec!["import-extra: Odense kl. 10".to_owned()], 2));
}

#[test]
fn a_workbook_is_told_to_be_none_of_ours() {
    let workbook = b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml;Titel;Dato\n".as_slice();
    for name in ["møder.xlsx", "møder.csv", "møder.ics"] {
        assert_eq!(told(&take(&site(), name, workbook, &into("forum"))), ["import-not-text: "], "{name}");
    }
}
