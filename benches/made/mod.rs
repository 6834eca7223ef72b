//! A made-up site of any size: networks of forty meetings, in Danish, with deadlines, places, contacts and texts that hold dates,
//! links and lists. The same bytes for the same size.

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::date;

/// Meetings of one network.
const OF_NETWORK: usize = 40;

const SUBJECTS: [&str; 8] = [
    "Beboerdemokrati og naboskab",
    "Uddannelse, beskæftigelse og fritidsjob",
    "Tryghedsvandringer i boligområderne",
    "Økonomi og budget for næste år",
    "Frivillige på tværs af afdelinger",
    "Børn, unge og forældresamarbejde",
    "Helhedsplaner: hvad virker?",
    "Kommunikation og sociale medier",
];

const SENTENCES: [&str; 8] = [
    "Sekretariatet lægger op til drøftelse med **konkrete eksempler** fra afdelingerne.",
    "Deltagerne bedes på forhånd læse [vejledningen](https://example.dk/vejledning) og tage egne erfaringer med.",
    "Der er morgenmad fra kl. 9, og mødet slutter senest kl. 15.",
    "Projektledermødet følger op på det, som styregruppen bad om sidste gang.",
    "Vi arbejder i mindre grupper og samler op i plenum ved hver programpunkts afslutning.",
    "Boligorganisationernes bestyrelser orienteres bagefter på næste bestyrelsesmøde.",
    "Spørgsmål til programmet kan sendes til *sekretariatet* indtil dagen før.",
    "Områdesekretariaterne øst og vest deltager med hver to medarbejdere.",
];

fn pick<'a>(from: &[&'a str], number: usize) -> &'a str {
    from.get(number % from.len()).copied().unwrap_or_default()
}

/// The files of a site of so many meetings: path below `content/` and text.
pub fn files(meetings: usize) -> Vec<(String, String)> {
    let networks = meetings.div_ceil(OF_NETWORK).max(1);
    let mut files = vec![
        (
            "site.yaml".to_owned(),
            "titel: Netværk i boligområderne\nadresse: https://netvaerk.example/\nsprog: da\n".to_owned(),
        ),
        (
            "roller.yaml".to_owned(),
            "projektledere:\n  titel: Projektledere\nbestyrelser:\n  titel: Bestyrelser\n".to_owned(),
        ),
        (
            "personer.yaml".to_owned(),
            "sekretariat:\n  navn: Sekretariatet\n  email: sekretariatet@example.dk\n".to_owned(),
        ),
        ("steder.yaml".to_owned(), "huset:\n  titel: Beboerhuset\n  adresse: Æblevej 1, 5000 Odense C\n".to_owned()),
    ];
    for network in 0..networks {
        files.push((format!("netvaerk/netvaerk-{network}/index.md"), network_file(network)));
    }
    for number in 0..meetings {
        let day = date(2024, 1, 8).saturating_add((13 * i64::try_from(number / networks).unwrap_or(0)).days());
        let path = format!("netvaerk/netvaerk-{}/{day}-{}.md", number % networks, number / networks);
        files.push((path, meeting_file(number, day)));
    }
    files
}

fn network_file(network: usize) -> String {
    let subject = pick(&SUBJECTS, network);
    format!(
        "---\ntitel: Netværk {network} om {subject}\ntype: netværk\nresumé: For alle, der arbejder med {subject}.\n\
         deltagere:\n  - rolle: projektledere\n    deltagelse: obligatorisk\n  - rolle: bestyrelser\n    deltagelse: frivillig\n\
         kontakt: sekretariat\n---\n\n{}\n",
        SENTENCES.join(" ")
    )
}

fn meeting_file(number: usize, day: jiff::civil::Date) -> String {
    let deadline = day.saturating_sub(10.days());
    let mut text = format!(
        "---\ntitel: {}\ntid: kl. 10-15\nsted: huset\ntilmelding:\n  frist: {deadline}\n  pris: 500 kr.\n---\n\n",
        pick(&SUBJECTS, number)
    );
    for at in 0..4 {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{} {}\n", pick(&SENTENCES, number + at), pick(&SENTENCES, number / 3 + at));
    }
    text.push_str("- Velkomst\n- Oplæg\n- Gruppearbejde\n");
    text
}
