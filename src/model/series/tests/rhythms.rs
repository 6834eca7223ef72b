//! How often a network says that it meets.

use super::{danish, english, swedish};
use crate::language::rules::RuleWords;
use crate::model::series::Rhythm;

fn check(words: &RuleWords, table: &[(&str, u32, u32, u32)]) {
    for &(text, least, most, years) in table {
        let rhythm = Rhythm { least, most: Some(most), years };
        assert_eq!(Rhythm::read(text, words), Some(rhythm), "{text}");
    }
}

#[test]
fn danish_rhythms() {
    check(
        &danish(),
        &[
            ("1 årligt", 1, 1, 1),
            ("1-2 gange årligt", 1, 2, 1),
            ("1–2 årligt", 1, 2, 1),
            ("1 til 2 gange om året", 1, 2, 1),
            ("en eller to gange om året", 1, 2, 1),
            ("én gang om året", 1, 1, 1),
            ("Én gang årligt", 1, 1, 1),
            ("årligt", 1, 1, 1),
            ("hvert år", 1, 1, 1),
            ("ca. 2 gange om året", 2, 2, 1),
            ("2 møder pr. år", 2, 2, 1),
            ("to gange i kvartalet", 8, 8, 1),
            ("hvert kvartal", 4, 4, 1),
            ("kvartalsvis", 4, 4, 1),
            ("halvårligt", 2, 2, 1),
            ("hvert halve år", 2, 2, 1),
            ("månedligt", 12, 12, 1),
            ("hver anden måned", 6, 6, 1),
            ("hver 6. måned", 2, 2, 1),
            ("højst 4 gange om året", 0, 4, 1),
            ("op til 4 møder om året", 0, 4, 1),
            ("hver 14. dag", 26, 27, 1),
            ("hver uge", 52, 53, 1),
            ("2 gange om ugen", 104, 106, 1),
            ("hver anden torsdag", 26, 27, 1),
            ("hver tirsdag og torsdag", 104, 106, 1),
            ("første mandag i måneden", 12, 12, 1),
            ("anden tirsdag i marts og september", 2, 2, 1),
            ("hvert andet år", 1, 1, 2),
            ("én gang hvert 3. år", 1, 1, 3),
            ("hver 24. måned", 1, 1, 2),
        ],
    );
}

#[test]
fn english_rhythms() {
    check(
        &english(),
        &[
            ("once a year", 1, 1, 1),
            ("twice a year", 2, 2, 1),
            ("4-6 times a year", 4, 6, 1),
            ("two to three times per year", 2, 3, 1),
            ("annually", 1, 1, 1),
            ("monthly", 12, 12, 1),
            ("quarterly", 4, 4, 1),
            ("every 2 weeks", 26, 27, 1),
            ("every other week", 26, 27, 1),
            ("once every 2 weeks", 26, 27, 1),
            ("every six months", 2, 2, 1),
            ("weekly", 52, 53, 1),
            ("about 10 meetings a year", 10, 10, 1),
            ("every other Tuesday", 26, 27, 1),
            ("first Monday of every other month", 6, 6, 1),
            ("every 2 years", 1, 1, 2),
        ],
    );
}

#[test]
fn swedish_rhythms() {
    check(
        &swedish(),
        &[
            ("1–2 gånger per år", 1, 2, 1),
            ("en gång om året", 1, 1, 1),
            ("två till tre gånger om året", 2, 3, 1),
            ("4 ggr/år", 4, 4, 1),
            ("ca 10 möten per år", 10, 10, 1),
            ("varje kvartal", 4, 4, 1),
            ("månatligen", 12, 12, 1),
            ("varannan månad", 6, 6, 1),
            ("var sjätte månad", 2, 2, 1),
            ("en gång varannan vecka", 26, 27, 1),
            ("varannan torsdag", 26, 27, 1),
            ("första måndagen varannan månad", 6, 6, 1),
            ("högst 4 gånger per år", 0, 4, 1),
            ("vartannat år", 1, 1, 2),
        ],
    );
}

#[test]
fn at_least_has_no_upper_bound() {
    let rhythm = Rhythm::read("mindst 2 gange om året", &danish()).unwrap();
    assert_eq!((rhythm.least, rhythm.most, rhythm.years), (2, None, 1));
    assert!(!rhythm.fits(1));
    assert!(rhythm.fits(2) && rhythm.fits(1000));
}

#[test]
fn counts_fit_within_the_bounds() {
    let rhythm = Rhythm::read("1-2 gange årligt", &danish()).unwrap();
    let fitting: Vec<usize> = (0..5).filter(|&count| rhythm.fits(count)).collect();
    assert_eq!(fitting, [1, 2]);
}

#[test]
fn what_is_not_understood_is_only_shown() {
    let table = [
        "",
        "efter behov",
        "1-2 gange årligt efter behov",
        "2 gange",
        "2-1 gange om året",
        "2 gange om året 3 gange",
        "hvert år hver måned",
        "hver 18. måned",
        "hver 0. uge",
        "når der er noget at tale om",
        "den 31. i hver måned",
        "hver tirsdag, 10 gange",
        "4000000000 gange om ugen",
    ];
    for text in table {
        assert_eq!(Rhythm::read(text, &danish()), None, "{text}");
    }
}
