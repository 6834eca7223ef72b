//! One mistake, one problem: what follows from a mistake is not told as a second one. Every case makes a single mistake in
//! a site that is without any and was published before.

use husting::sources::Sources;
use jiff::civil::date;

const SITE: &[(&str, &str)] = &[
    (
        "site.yaml",
        "titel: Netværk i Østerby\nadresse: https://netvaerk.example.dk/\nsprog: da\ntidszone: Europe/Copenhagen\n\
         arrangør: oesterby\nkontakt: sekretariatet\nmenu:\n  - titel: Forum\n    side: /netvaerk/forum/\n",
    ),
    ("roller.yaml", "projektledere:\n  titel: Projektledere\n\nbestyrelser:\n  titel: Bestyrelser på Øen\n"),
    ("organisationer.yaml", "oesterby:\n  titel: Østerby Kommune\n"),
    (
        "personer.yaml",
        "sekretariatet:\n  navn: Sekretariatet på Ærø\n  organisation: oesterby\n  email: sekretariatet@example.dk\n",
    ),
    ("steder.yaml", "raadhuset:\n  titel: Rådhuset\n  adresse: Torvet 1\n"),
    (
        "netvaerk/forum/index.md",
        "---\ntitel: Forum for bestyrelser\ntype: forum\nstatus: aktiv\nsiden: 2018\nformål: At mødes på tværs\n\
         deltagere:\n  - rolle: bestyrelser\n    deltagelse: frivillig\n  - rolle: projektledere\nmødes: 1-2 gange årligt\n\
         ---\n\n## Næste gang\n\nSe [mødet i maj](2027-05-20.md) og [mødet i november](2027-11-11.md).\n",
    ),
    (
        "netvaerk/forum/2027-05-20.md",
        "---\ntitel: Forårsmøde\ndato: torsdag d. 20. maj 2027\ntid: kl. 10-15\nsted: raadhuset\nvælg én: 2027\n\
         tilmelding:\n  frist: 15. april 2027\n  bindende: ja\nprogram:\n  - tid: 10.00\n    titel: Velkomst\n    \
         obligatorisk: projektledere\n---\n\nVi mødes torsdag den 20. maj 2027 kl. 10.\n",
    ),
    ("netvaerk/forum/2027-11-11.md", "---\ntid: kl. 10-15\nvælg én: 2027\n---\n"),
    (
        "netvaerk/gruppe/index.md",
        "---\ntitel: Koordinationsgruppen\ndel af: forum\nmødes: 10 gange årligt\nmødeserie:\n  - start: 12. januar 2027 kl. 9.30\n    \
         varighed: 90 min\n    gentages: hver anden tirsdag\n    indtil: 15. juni 2027\n    undtagen: [26. januar 2027]\n---\n",
    ),
    ("netvaerk/erfa/index.md", "---\ntitel: Erfagruppen\nmødes: 1 årligt\nkontakt: sekretariatet\n---\n"),
    ("netvaerk/erfa/2027-02-04.md", "---\ndato: 4. februar 2027\ntid: kl. 9-12\n---\n"),
    (
        "nyheder/2026-11-16-nye-datoer.md",
        "---\ntitel: Nye datoer\ndato: 16. november 2026\nnetværk: forum\n---\n\nSe [forum](../netvaerk/forum/index.md#naeste-gang).\n",
    ),
    ("om/index.md", "---\ntitel: Om siderne\n---\n\nLæs [nyheden](../nyheder/2026-11-16-nye-datoer.md).\n"),
];

/// A mistake: in which file, what is written instead of what, and the one problem it is.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("site.yaml", "sprog: da", "sprog: dk", "unknown-language"),
    ("site.yaml", "sprog: da\n", "", "key-missing"),
    ("site.yaml", "sprog:", "sprg:", "unknown-key"),
    ("site.yaml", "titel: Netværk", "titl: Netværk", "unknown-key"),
    ("site.yaml", "adresse: https", "adrese: https", "unknown-key"),
    ("site.yaml", "https://netvaerk", "netvaerk", "not-a-url"),
    ("site.yaml", "Europe/Copenhagen", "Europe/Kobenhavn", "unknown-zone"),
    ("site.yaml", "arrangør: oesterby", "arrangør: østerbi", "unknown-id"),
    ("site.yaml", "kontakt: sekretariatet", "kontakt: sekretariatt", "unknown-id"),
    ("site.yaml", "menu:\n", "menu\n", "not-key-value"),
    ("site.yaml", "side: /netvaerk/forum/", "side: /netvaerk/form/", "link-broken"),
    ("site.yaml", "titel: Netværk i Østerby", "titel: \"Netværk i Østerby", "quote-open"),
    ("roller.yaml", "bestyrelser:\n  titel", "bestyrelser\n  titel", "not-key-value"),
    ("roller.yaml", "bestyrelser:\n  titel", "bestyrelser:\n\ttitel", "tab-indent"),
    ("roller.yaml", "titel: Bestyrelser", "titel: \"Bestyrelser", "quote-open"),
    ("roller.yaml", "titel: Projektledere", "titl: Projektledere", "unknown-key"),
    ("organisationer.yaml", "titel: Østerby Kommune", "titel: Østerby: Kommune", "colon-in-value"),
    ("personer.yaml", "email: sekretariatet@", "email: sekretariatet(a)", "spoken-address"),
    ("personer.yaml", "sekretariatet:\n", "sekretariatet\n", "not-key-value"),
    ("steder.yaml", "titel: Rådhuset", "titel: @Rådhuset", "special-start"),
    ("netvaerk/forum/index.md", "---\ntitel", "--\ntitel", "front-matter-missing"),
    ("netvaerk/forum/index.md", "årligt\n---\n", "årligt\n\n", "front-matter-open"),
    ("netvaerk/forum/index.md", "titel: Forum", "titlen: Forum", "unknown-key"),
    ("netvaerk/forum/index.md", "titel: Forum", "titel Forum", "not-key-value"),
    ("netvaerk/forum/index.md", "status: aktiv", "status: atkiv", "unknown-word"),
    ("netvaerk/forum/index.md", "deltagere:\n", "deltager: bestyrelser\ndeltagere:\n", "key-twice"),
    ("netvaerk/forum/index.md", "deltagere:", "deltgere:", "unknown-key"),
    ("netvaerk/forum/index.md", "rolle: projektledere", "rolle: projektleder", "unknown-id"),
    ("netvaerk/forum/index.md", "rolle: projektledere", "rolle projektledere", "unknown-id"),
    ("netvaerk/forum/index.md", "- rolle: projektledere", "- rlle: projektledere", "unknown-key"),
    ("netvaerk/forum/index.md", "mødes: 1-2", "mødes : 1-2: ", "colon-in-value"),
    ("netvaerk/forum/index.md", "(2027-05-20.md)", "(2027-05-02.md)", "link-broken"),
    ("netvaerk/forum/2027-05-20.md", "torsdag d.", "onsdag d.", "wrong-weekday"),
    ("netvaerk/forum/2027-05-20.md", "dato: torsdag", "dtao: torsdag", "unknown-key"),
    ("netvaerk/forum/2027-05-20.md", "20. maj 2027\ntid", "20. mja 2027\ntid", "not-a-date"),
    ("netvaerk/forum/2027-05-20.md", "20. maj 2027\ntid", "20. maj 2028\ntid", "wrong-weekday"),
    ("netvaerk/forum/2027-05-20.md", "tid: kl. 10-15", "tid: kl. 10-99", "no-such-time"),
    ("netvaerk/forum/2027-05-20.md", "tid: kl. 10-15", "tid: kl. 15-10", "end-before-start"),
    ("netvaerk/forum/2027-05-20.md", "tid: kl. 10-15", "tid: kl. 10-15\nhvornår: 21. maj 2027", "when-twice"),
    ("netvaerk/forum/2027-05-20.md", "20. maj 2027\ntid", "20. maj 2027 kl. 9\ntid", "when-twice"),
    ("netvaerk/forum/2027-05-20.md", "- tid: 10.00", "- tid: 10.00\n    dag: 2", "programme-day"),
    ("netvaerk/forum/2027-05-20.md", "- tid: 10.00", "- tid: 10.00\n    dag: 21. maj", "programme-day"),
    ("netvaerk/forum/2027-05-20.md", "titel: Forårsmøde", "titel: Forår: møde", "colon-in-value"),
    ("netvaerk/forum/2027-05-20.md", "titel: Forårsmøde", "titel: *Forårsmøde", "special-start"),
    ("netvaerk/forum/2027-05-20.md", "frist: 15. april", "frist: 31. april", "no-such-day"),
    ("netvaerk/forum/2027-05-20.md", "obligatorisk: projektledere", "obligatorisk: projektledre", "unknown-id"),
    ("netvaerk/forum/2027-05-20.md", "titel: Velkomst", "titl: Velkomst", "unknown-key"),
    ("netvaerk/forum/2027-05-20.md", "vælg én: 2027", "vælg en 2027", "not-key-value"),
    ("netvaerk/gruppe/index.md", "del af: forum", "del af: forrum", "unknown-id"),
    ("netvaerk/gruppe/index.md", "hver anden tirsdag", "hver anden trisdag", "bad-rule"),
    ("netvaerk/gruppe/index.md", "hver anden tirsdag", "hver anden onsdag", "rule-misses-start"),
    ("netvaerk/gruppe/index.md", "12. januar 2027 kl.", "12. janaur 2027 kl.", "not-a-date"),
    ("netvaerk/gruppe/index.md", "start: 12", "strat: 12", "unknown-key"),
    ("netvaerk/gruppe/index.md", " kl. 9.30", "", "no-start-time"),
    ("netvaerk/gruppe/index.md", " kl. 9.30", " kl. 9.30-12", "when-twice"),
    ("netvaerk/gruppe/index.md", "varighed: 90 min", "slut: kl. 10-12", "when-twice"),
    ("netvaerk/gruppe/index.md", "varighed: 90 min", "slut: hele dagen", "when-twice"),
    ("netvaerk/gruppe/index.md", "varighed: 90 min", "slut: kl. 9", "end-before-start"),
    ("netvaerk/gruppe/index.md", "varighed: 90 min", "varighed: 90 min\n    slut: kl. 11", "one-of-two"),
    (
        "netvaerk/gruppe/index.md",
        "indtil: 15. juni 2027\n    undtagen: [26. januar 2027]",
        "indtil: 15. juni 2026",
        "end-before-start",
    ),
    ("netvaerk/erfa/index.md", "mødes: 1", "siden: januar 2027\nlukket: 2026\nmødes: 1", "end-before-start"),
    (
        "netvaerk/forum/index.md",
        "mødes: 1-2",
        "dokumenter:\n  - link: https://example.dk/a.pdf\n    fil: a.pdf\nmødes: 1-2",
        "one-of-two",
    ),
    ("site.yaml", "side: /netvaerk/forum/", "side: /netvaerk/forum/\n    link: https://example.dk/", "one-of-two"),
    ("netvaerk/gruppe/index.md", "varighed: 90 min", "varighed: 1 måned", "not-a-duration"),
    ("netvaerk/gruppe/index.md", "varighed: 90 min", "varighed: 2 timer og lidt", "not-a-duration"),
    ("netvaerk/gruppe/index.md", "gentages:", "gentags:", "unknown-key"),
    ("netvaerk/gruppe/index.md", "gentages: hver", "gentages hver", "not-key-value"),
    ("netvaerk/gruppe/index.md", "[26. januar 2027]", "[27. januar 2027]", "no-occurrence"),
    ("netvaerk/erfa/2027-02-04.md", "dato: 4. februar 2027", "dato: 4. febuar 2027", "not-a-date"),
    (
        "netvaerk/erfa/2027-02-04.md",
        "dato: 4. februar 2027\n",
        "dato: 4. februar 2027\nflyttet: 31. april 2027\n",
        "no-such-day",
    ),
    ("netvaerk/erfa/2027-02-04.md", "---\ndato", "dato", "front-matter-missing"),
    ("nyheder/2026-11-16-nye-datoer.md", "16. november", "16. nobember", "not-a-date"),
    ("nyheder/2026-11-16-nye-datoer.md", "titel: Nye", "title; Nye", "not-key-value"),
    ("nyheder/2026-11-16-nye-datoer.md", "netværk: forum", "netværk: form", "unknown-id"),
    ("nyheder/2026-11-16-nye-datoer.md", "#naeste-gang", "#naeste", "anchor-broken"),
];

fn sources(files: &[(&str, Vec<u8>)]) -> Sources {
    let names: Vec<(&str, &str)> = files.iter().map(|(path, _)| (*path, "")).collect();
    let mut sources = Sources::in_memory(&names, date(2026, 11, 22));
    for file in &mut sources.files {
        file.bytes =
            files.iter().find(|(path, _)| *path == file.path).map(|(_, bytes)| bytes.as_slice().into()).unwrap();
    }
    sources
}

/// The site with its ledger, as it was published.
fn published() -> Vec<(&'static str, Vec<u8>)> {
    let mut files: Vec<(&str, Vec<u8>)> = SITE.iter().map(|(path, text)| (*path, text.as_bytes().to_vec())).collect();
    let built = husting::build(&sources(&files));
    assert!(built.problems.is_empty(), "{:#?}", built.problems);
    files.push(("ledger.yaml", built.ledger.to_yaml().into_bytes()));
    files
}

/// The kinds and places told of a site.
fn told(files: &[(&str, Vec<u8>)]) -> Vec<String> {
    let sources = sources(files);
    let problems = husting::build(&sources).problems.sorted();
    let path = |problem: &husting::diagnostics::Diagnostic| {
        problem.place.and_then(|place| sources.file(place.file)).map_or("", |file| file.path.as_str()).to_owned()
    };
    problems.iter().map(|problem| format!("{} {} {:?}", problem.kind.id(), path(problem), problem.facts)).collect()
}

#[test]
fn one_mistake_is_one_problem() {
    let good = published();
    let mut wrong = Vec::new();
    for (path, old, new, kind) in CASES {
        let mut files = good.clone();
        let (_, bytes) = files.iter_mut().find(|(known, _)| known == path).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(old), "{path} has no {old:?}");
        *bytes = text.replacen(old, new, 1).into_bytes();
        let found = told(&files);
        let is_it = found.len() == 1 && found[0].starts_with(&format!("{kind} {path} "));
        if !is_it {
            wrong.push(format!("{path}: {new:?} should be one {kind}, is:\n    {}", found.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn a_file_in_another_encoding_is_one_problem() {
    let good = published();
    type Encoding = (&'static str, fn(&str) -> Vec<u8>);
    let encodings: [Encoding; 2] = [
        ("Latin-1", |text| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()),
        ("UTF-16", |text| [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()),
    ];
    for (name, encode) in encodings {
        for (path, text) in SITE {
            let bytes = encode(text);
            if std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains('\0')) {
                continue;
            }
            let mut files = good.clone();
            files.iter_mut().find(|(known, _)| known == path).unwrap().1 = bytes;
            let found = told(&files);
            assert!(found.len() == 1 && found[0].starts_with(&format!("not-utf8 {path}")), "{name} {path}: {found:#?}");
        }
    }
}

#[test]
fn a_missing_site_file_is_one_problem() {
    let mut files = published();
    files.retain(|(path, _)| *path != "site.yaml" && *path != "ledger.yaml");
    let found = told(&files);
    assert!(found.len() == 1 && found[0].starts_with("site-file-missing"), "{found:#?}");
}

#[test]
fn a_misspelt_network_folder_is_one_problem() {
    let mut files = published();
    for (path, _) in &mut files {
        *path = match *path {
            "netvaerk/forum/2027-05-20.md" => "netvaerk/from/2027-05-20.md",
            "netvaerk/forum/2027-11-11.md" => "netvaerk/from/2027-11-11.md",
            path => path,
        };
    }
    files.retain(|(path, _)| *path != "ledger.yaml");
    let found: Vec<String> = told(&files).into_iter().filter(|problem| !problem.starts_with("link-broken")).collect();
    assert!(found.iter().any(|problem| problem.starts_with("unknown-network-folder")), "{found:#?}");
    assert!(found.iter().filter(|problem| problem.starts_with("unknown-network-folder")).count() == 1, "{found:#?}");
}

#[test]
fn a_file_too_many_is_one_problem() {
    for (path, text) in [
        ("site.yml", "titel: Andet\n"),
        ("nyheder/2026-11-16-nye-datoer/index.md", "---\ntitel: Andet\n---\n"),
        ("netvaerk/erfa.md", "---\ntitel: Andet\nmødes: 1 årligt\n---\n"),
        ("netvaerk/erfa/2027-02-04/index.md", "---\ntitel: Andet\n---\n"),
        ("om.md", "---\ntitel: Andet\n---\n"),
    ] {
        let mut files = published();
        files.push((path, text.as_bytes().to_vec()));
        let found = told(&files);
        assert!(found.len() == 1 && found[0].starts_with("id-twice"), "{path}: {found:#?}");
    }
    let mut files = published();
    files.push(("netvaerk/index.md", b"En tekst.\n".to_vec()));
    files.push(("networks/index.md", b"En anden.\n".to_vec()));
    assert_eq!(told(&files).len(), 1, "{:#?}", told(&files));
}
