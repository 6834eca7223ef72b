//! Numbers beyond all sense, in every place that may hold one: told or taken, never the end of the program.

use super::common::Site;

const HUGE: [&str; 9] =
    ["0", "-1", "32768", "99999", "2147483648", "4294967296", "9223372036854775807", "99999999999999999999", "1e308"];

/// A site that has each field once in which a number can stand, with `N` for it.
const SITE: [(&str, &str); 3] = [
    ("site.yaml", "titel: N\nadresse: https://example.dk/\nsprog: da\nkalendere:\n  år: N\n  standardvarighed: N\n"),
    (
        "netværk/forum/index.md",
        "---\ntitel: Forum\nsiden: N\nmødes: N gange årligt\ndeltagere:\n  - fra: kommunen\n    pladser: N\n\
         mødeserie:\n  start: tirsdag d. 12. januar 2027 kl. 16\n  varighed: \"N:N\"\n  gentages: hver N. uge\n---\n",
    ),
    (
        "netværk/forum/2027-05-20.md",
        "---\ntid: kl. N-N\nflyttet fra: N. maj N\ntilmelding:\n  frist: uge N N\n  pris: N kr.\n  pladser: N\n\
         program:\n  - dag: N\n    tid: \"N:N\"\n    titel: Start\ninviterede:\n  - kommuner: N\n\
         fremmødte: N\n---\n\nN. maj N kl. N.N\n",
    ),
];

#[test]
fn no_number_is_too_much() {
    let fields: usize = SITE.iter().map(|(_, text)| text.matches('N').count()).sum();
    assert!(fields > 20);
    for (file, (_, text)) in SITE.iter().enumerate() {
        for (at, _) in text.match_indices('N').filter(|(at, _)| !text[..*at].ends_with("titel: ")) {
            for number in HUGE {
                let site = SITE.iter().enumerate().map(|(other, (path, text))| {
                    let (before, after) = text.split_at(if other == file { at } else { 0 });
                    let after = after.replacen('N', if other == file { number } else { "2" }, 1);
                    (*path, format!("{}{}", before.replace('N', "2"), after.replace('N', "2")))
                });
                let site: Vec<(&str, String)> = site.collect();
                let files: Vec<(&str, &str)> = site.iter().map(|(path, text)| (*path, text.as_str())).collect();
                // What it says of them is held elsewhere: here, that it says anything.
                let built = Site::of_files(&files);
                assert!(built.has("index.html"), "{number} in {}", SITE[file].0);
            }
        }
    }
}
