//! The preview and the desk in a real browser: what an open page shows by itself, and a form filled in with the keyboard.
//!
//! `tests/run` installs the browser's driver and runs these; plain `cargo test` leaves them out.

use std::path::Path;
use std::process::Command;

use crate::place::{MEETING, Place};

/// Runs a part of `browser.mjs` on a site, which must find nothing wrong.
fn in_the_browser(part: &str, place: &Place) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desk");
    let address = format!("http://{}", place.preview.address);
    let mut node = Command::new("node");
    let said = node.arg(here.join("browser.mjs")).args([part, &address]).arg(place.path()).output().unwrap();
    assert!(
        said.status.success(),
        "{part}:\n{}{}",
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr)
    );
}

fn long_page() -> Place {
    let text = "Et afsnit om det, vi laver i gården.\n\n".repeat(80);
    Place::with(&[("om/index.md", &format!("---\ntitel: Om os\n---\n\n{text}Sidste ord.\n"))])
}

#[test]
#[ignore = "needs a browser: tests/run"]
fn an_open_page_shows_what_is_saved_and_stays_where_it_is() {
    in_the_browser("reload", &long_page());
}

#[test]
#[ignore = "needs a browser: tests/run"]
fn a_style_sheet_is_swapped_without_loading_the_page_anew() {
    in_the_browser("style", &long_page());
}

#[test]
#[ignore = "needs a browser: tests/run"]
fn a_mistake_is_laid_over_the_page_until_it_is_mended() {
    in_the_browser("mistake", &Place::new());
}

#[test]
#[ignore = "needs a browser: tests/run"]
fn a_form_filled_in_with_the_keyboard_changes_exactly_its_lines() {
    let place = Place::new();
    in_the_browser("form", &place);
    let wanted = MEETING
        .replace("Årsmøde 2027", "Sommermøde 2027")
        .replace("torsdag d. 20. maj 2027 kl. 10-15", "torsdag den 3. juni 2027 kl. 10.00–15.00")
        .replace("'Fælleshuset, Ærø'", "'gaarden'")
        .replace("i gården.\n", "i gården.\n\n**Tag kage med.**\n");
    assert_eq!(place.read("netvaerk/oest/2027-05-20.md").unwrap(), wanted);
}

#[test]
#[ignore = "needs a browser: tests/run"]
fn a_file_saved_elsewhere_meanwhile_is_told_and_kept() {
    let place = Place::new();
    in_the_browser("conflict", &place);
    let theirs = MEETING.replace("Årsmøde 2027", "Fra editoren");
    assert_eq!(place.read("netvaerk/oest/2027-05-20.md").unwrap(), theirs);
}

#[test]
#[ignore = "needs a browser: tests/run"]
fn axe_finds_nothing_on_the_desks_pages() {
    in_the_browser("axe", &long_page());
}
