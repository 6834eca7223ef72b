//! The preview while it is written: what open pages are told, what happens to problems, what ends the day.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod preview;

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use husting::output::Files;
use husting::serve::{Options, SiteFiles, Snapshot, serve};
use preview::{Folder, start};

const PAGE: &str = "<!doctype html><html><body><h1>Netværk</h1></body></html>";

fn site(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("index.html", PAGE);
    folder.write("netvaerk/bl/index.html", PAGE);
    folder.write("style.css", "body { color: teal }");
    folder
}

#[test]
fn deleted_pages_are_gone_and_new_ones_there() {
    let folder = site("slettet");
    let preview = start(&folder, "/");
    folder.remove("netvaerk/bl/index.html");
    preview.until("/netvaerk/bl/", |answer| answer.status == 404);
    assert_eq!(preview.get("/netvaerk/bl").status, 404);
    folder.write("roller/index.html", PAGE);
    preview.until("/roller", |answer| answer.header("location") == "/roller/");
}

#[test]
fn open_pages_are_told_what_changed() {
    let folder = site("beskeder");
    let preview = start(&folder, "/");
    let mut events = preview.events();
    let first = events.next().unwrap();
    let page = preview.get("/").body;
    assert!(page.contains(&format!("data-page=\"{}\" data-style=\"{}\"", first[0], first[1])));

    folder.write("style.css", "body { color: navy }");
    let styled = events.next().unwrap();
    assert_eq!((&styled[0], &styled[2]), (&first[0], &first[2]), "a style sheet alone loads no page anew");
    assert_ne!(styled[1], first[1]);

    folder.write("index.html", "<body>ADVARSEL</body>");
    let warned = events.next().unwrap();
    assert_ne!(warned[0], styled[0]);
    assert_eq!(warned[1], styled[1]);
    assert_ne!(warned[2], styled[2]);

    folder.write("index.html", "<body>FEJL</body>");
    let failed = events.next().unwrap();
    assert_eq!(failed[..2], warned[..2], "the last good site stays");
    assert_ne!(failed[2], warned[2]);

    folder.write("index.html", PAGE);
    folder.write("style.css", "body { color: teal }");
    let mended = loop {
        let marks = events.next().unwrap();
        if marks[1] == first[1] {
            break marks;
        }
    };
    assert_eq!(mended, first, "the same site has the same marks, so a restart reloads nothing");
}

#[test]
fn problems_are_shown_as_text_over_the_last_good_site() {
    let folder = site("fejl");
    let preview = start(&folder, "/");
    assert!(!preview.get("/_husting/problems").body.contains("panel"));
    folder.write("index.html", "<p>\nprøv <script>FEJL</script>\n");
    let overlay = preview.until("/_husting/problems", |answer| answer.body.contains("panel"));
    assert_eq!(overlay.header("content-type"), "text/html; charset=utf-8");
    for part in [
        "data-failed=\"true\"",
        "<h2 id=\"headline\">1 &lt;fejl&gt;</h2>",
        "<b>Fejl</b> Her står »FEJL« &amp; det går ikke.",
        "<code>index.html:2:14</code>",
        "prøv &lt;script&gt;<mark>FEJL</mark>&lt;/script&gt;",
        "Ordet &lt;betyder&gt; noget er galt.",
        "<li>Skriv &quot;kl. 10-15&quot; i stedet.</li>",
        "Siden bagved er den seneste uden fejl.",
    ] {
        assert!(overlay.body.contains(part), "{part} is missing in {}", overlay.body);
    }
    assert!(!overlay.body.contains("<script"));
    let page = preview.get("/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<h1>Netværk</h1>"));
}

#[test]
fn warnings_leave_the_page_alone() {
    let folder = site("advarsel");
    folder.write("index.html", "<body>ADVARSEL</body>");
    let preview = start(&folder, "/");
    let overlay = preview.get("/_husting/problems").body;
    assert!(overlay.contains("class=\"bar warning\"") && overlay.contains("data-failed=\"false\""));
    assert!(!overlay.contains("Siden bagved"));
}

#[test]
fn without_any_good_site_the_problems_are_the_page() {
    let folder = site("intet");
    folder.write("index.html", "FEJL <b>");
    let preview = start(&folder, "/");
    let page = preview.get("/netvaerk/bl/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("<h1>Webstedet kan ikke vises endnu</h1>"));
    assert!(page.body.contains("<mark>FEJL</mark> &lt;b&gt;"));
    assert!(page.body.contains("<html lang=\"da\">"));
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    assert_eq!(page.body.matches("<script").count(), 1);

    let mut events = preview.events();
    let first = events.next().unwrap();
    assert!(page.body.contains(&format!("data-page=\"{}\"", first[0])));
    folder.write("index.html", "Endnu en FEJL");
    assert_ne!(events.next().unwrap()[0], first[0], "other problems are another page");
    folder.write("index.html", PAGE);
    preview.until("/", |answer| answer.status == 200);
}

#[test]
fn the_end_of_the_day_builds_again() {
    let folder = site("midnat");
    let midnight = Instant::now() + Duration::from_millis(700);
    let (sender, builds) = std::sync::mpsc::channel();
    let options =
        Options { port: Some(0), host: [127, 0, 0, 1].into(), open: false, base_path: "/".to_owned(), desk: None };
    let far = midnight + Duration::from_secs(3600);
    let path = folder.0.clone();
    std::thread::spawn(move || {
        let next = move || {
            if Instant::now() < midnight { midnight } else { far }
        };
        let mut last_good = preview::site_of(BTreeMap::new());
        let rebuild = move |show: &(dyn Fn(Snapshot) + Sync)| {
            sender.send(Instant::now()).unwrap();
            show(preview::build(&path, &mut last_good));
        };
        serve(&options, &[], next, rebuild, |_| ())
    });
    let first = builds.recv_timeout(preview::PATIENCE).unwrap();
    let second = builds.recv_timeout(preview::PATIENCE).unwrap();
    assert!(first < midnight && second >= midnight);
    assert!(builds.recv_timeout(Duration::from_millis(300)).is_err(), "once a midnight is enough");
}

/// A build that makes each page only when it is told to, and says of each what was wanted by then.
#[test]
fn a_page_that_is_asked_for_is_shown_before_all_are_made() {
    let folder = site("undervejs");
    let options =
        Options { port: Some(0), host: [127, 0, 0, 1].into(), open: false, base_path: "/".to_owned(), desk: None };
    let (told, started) = mpsc::channel();
    let (begin, begun) = mpsc::channel::<Arc<SiteFiles>>();
    let (end, ended) = mpsc::channel::<bool>();
    let watched = [folder.0.clone()];
    std::thread::spawn(move || {
        let far = Instant::now() + Duration::from_secs(3600);
        let first = Mutex::new(true);
        let rebuild = move |show: &(dyn Fn(Snapshot) + Sync)| {
            let snapshot = |(files, made_from), failed| {
                show(Snapshot { files, made_from, problems: Vec::new(), failed, words: preview::words() });
            };
            let old = preview::site_of(BTreeMap::from([("index.html".to_owned(), Arc::from(&b"old"[..]))]));
            if std::mem::take(&mut *first.lock().unwrap()) {
                return snapshot(old, false);
            }
            let files = Arc::new(SiteFiles::begun());
            files.expect(HashSet::from(["index.html".to_owned(), "lost/index.html".to_owned()]));
            snapshot((Arc::clone(&files), 1), false);
            begin.send(Arc::clone(&files)).unwrap();
            let failed = ended.recv().unwrap();
            snapshot(if failed { old } else { (Arc::clone(&files), 1) }, failed);
            files.finish();
        };
        serve(&options, &watched, move || far, rebuild, |started| told.send(started.address).unwrap())
    });
    let preview = preview::Preview::at(&started.recv_timeout(preview::PATIENCE).unwrap().to_string());
    assert!(preview.get("/").body.starts_with("old"));

    folder.write("index.html", "changed");
    let files = begun.recv_timeout(preview::PATIENCE).unwrap();
    let asking = std::thread::spawn({
        let preview = preview::Preview::at(&preview.address.to_string());
        move || preview.get("/").body
    });
    let start = Instant::now();
    while files.wanted().is_empty() {
        assert!(start.elapsed() < preview::PATIENCE, "nobody says that the page is waited for");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(files.wanted(), ["index.html"]);
    files.put("index.html", b"new");
    assert!(asking.join().unwrap().starts_with("new"), "there before the build is at its end");
    assert_eq!(preview.get("/gone/").status, 404, "what is not of this site is not waited for");

    let asking = std::thread::spawn({
        let preview = preview::Preview::at(&preview.address.to_string());
        move || (preview.get("/lost/").status, preview.get("/").body)
    });
    end.send(true).unwrap();
    let (status, body) = asking.join().unwrap();
    assert_eq!(status, 404, "a page that could not be made is not of the last good site either");
    assert!(body.starts_with("old"), "a build that fails late leaves the last good site: {body}");
}
