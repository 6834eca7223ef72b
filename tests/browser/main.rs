//! The published pages, looked at by the programs that the public reads and judges them with: Chromium, axe, Lighthouse, the
//! Nu HTML checker. And the links between the pages, followed without a browser.
//!
//! `tests/run` installs those programs and runs these tests; plain `cargo test` leaves out those that need them. What each
//! script looks for stands in its first lines; `--no-capture` shows what was measured.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]
#![allow(clippy::print_stdout, reason = "what was measured is for those who ask for it")]

#[path = "../common/html.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod html;

mod links;
mod looks;
mod made;
mod sites;

use looks::look;
use sites::Site;

/// The sites that every measure is taken of, each with what it is called in failures.
fn both() -> [(&'static str, Site); 2] {
    [("the example site", sites::danish()), ("the English site", sites::english())]
}

/// Sites at the edges: nothing in them, no meetings, words that fit nowhere.
fn edges() -> [(&'static str, Site); 3] {
    [
        ("an empty site", made::empty()),
        ("a site without meetings", made::without_meetings()),
        ("long words", made::long_words()),
    ]
}

/// One site in several languages.
fn languages() -> [(&'static str, Site); 1] {
    [("three languages", sites::in_three_languages())]
}

fn none_found(script: &str, sites: impl IntoIterator<Item = (&'static str, Site)>) {
    for (name, site) in sites {
        let report = look(script, &site);
        println!("{name}:\n{}\n", report.measured.join("\n"));
        assert!(report.looked > 0, "{script} looked at nothing of {name}");
        let shown: Vec<&String> = report.findings.iter().take(40).collect();
        assert!(shown.is_empty(), "{script} on {name}: {} findings, such as {shown:#?}", report.findings.len());
    }
}

/// What only a browser can tell. Two sites of the same theme differ in little: unless HUSTING_SPEED says that there is time and
/// quiet, the second is looked at `brief`ly.
mod in_browser {
    use super::*;

    /// Takes a measure of the example site in full, and of the English one as there is time for.
    fn none_found_in_both(script: &str) {
        let [danish, english] = both();
        none_found(script, [danish]);
        let has_time = std::env::var_os("HUSTING_SPEED").is_some();
        none_found(&if has_time { script.to_owned() } else { format!("{script} brief") }, [english]);
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn axe_finds_nothing_in_any_setting() {
        none_found_in_both("axe");
        none_found("axe brief", edges().into_iter().chain(languages()));
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn the_nu_checker_says_nothing() {
        none_found("nu", both().into_iter().chain(edges()).chain(languages()));
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn lighthouse_gives_full_marks() {
        none_found_in_both("lighthouse");
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn pages_are_light_and_ask_no_one_else() {
        none_found("weight", both());
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn nothing_scrolls_sideways_and_columns_line_up() {
        none_found_in_both("reflow");
        none_found("reflow brief", edges().into_iter().chain(languages()));
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn the_keyboard_reaches_everything_and_leaves() {
        none_found_in_both("keyboard");
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn a_meeting_prints_on_one_sheet() {
        none_found("print", both());
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn an_old_page_calls_nothing_past_coming_and_reads_without_scripts() {
        none_found("clock", both().into_iter().chain([("an empty site", made::empty())]));
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn hostile_content_does_nothing() {
        none_found("hostile", [("hostile content", made::hostile())]);
    }

    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn a_very_large_site_holds() {
        none_found("large", [("400 networks and 8,000 meetings", made::large())]);
    }

    /// A page with every kind of fault: a script that has nothing to say about it looks at nothing.
    #[test]
    #[ignore = "needs the browser: tests/run"]
    fn every_script_finds_a_fault() {
        let site = made::faulty();
        for script in ["axe", "nu", "lighthouse", "weight", "reflow", "keyboard", "print", "clock", "hostile"] {
            let report = look(script, &site);
            assert!(!report.findings.is_empty(), "{script} finds nothing wrong with a page that is");
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_led_to() {
    for (name, site) in both().into_iter().chain(edges()).chain(languages()) {
        assert_eq!(links::faults(&site), [""; 0], "{name}");
    }
}

#[test]
fn every_page_has_a_title_of_its_own_and_a_description() {
    for (name, site) in both().into_iter().chain([("an empty site", made::empty())]).chain(languages()) {
        assert_eq!(links::nameless(&site), [""; 0], "{name}");
    }
}
