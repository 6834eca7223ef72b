//! What the web servers of the page answer: types, character sets, caching, compression, and what is not there.

use std::fs;
use std::path::Path;

use super::place::Place;
use super::servers::Server;

/// The published path of an asset, whatever its fingerprint.
fn asset(public: &Path, stem: &str, ending: &str) -> String {
    let names = fs::read_dir(public.join("assets")).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let mut names = names.filter(|name| name.starts_with(stem) && name.ends_with(ending));
    format!("/assets/{}", names.next().unwrap())
}

#[test]
#[ignore = "needs nginx and Caddy, which tests/run asks for"]
fn files_have_their_types_and_character_sets() {
    let place = Place::new();
    place.build();
    let public = place.path("public");
    let types = [
        ("/".to_owned(), "text/html; charset=utf-8"),
        ("/calendar.ics".to_owned(), "text/calendar; charset=utf-8"),
        ("/netvaerk/landserfa/calendar.ics".to_owned(), "text/calendar; charset=utf-8"),
        ("/netvaerk/kl-netvaerket/2026-12-10/meeting.ics".to_owned(), "text/calendar; charset=utf-8"),
        ("/nyheder/feed.xml".to_owned(), "text/xml; charset=utf-8"),
        ("/changes.xml".to_owned(), "text/xml; charset=utf-8"),
        ("/site.json".to_owned(), "application/json"),
        ("/ledger.yaml".to_owned(), "application/yaml"),
        ("/robots.txt".to_owned(), "text/plain; charset=utf-8"),
        (asset(&public, "style.", ".css"), "text/css; charset=utf-8"),
        (asset(&public, "past.", ".js"), "text/javascript; charset=utf-8"),
        (asset(&public, "newsreader.", ".woff2"), "font/woff2"),
        (asset(&public, "icon.", ".svg"), "image/svg+xml"),
    ];
    for server in Server::all(&public) {
        let name = server.name;
        for (path, wanted) in &types {
            let answer = server.web.ask("HEAD", path, &[]);
            assert_eq!(
                (answer.status, usual(answer.header("content-type"))),
                (200, (*wanted).to_owned()),
                "{name}: {path}"
            );
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{name}: {path}");
        }
        let feed = server.web.get("/netvaerk/landserfa/calendar.ics");
        assert!(feed.body.starts_with("BEGIN:VCALENDAR\r\n") && feed.body.ends_with("END:VCALENDAR\r\n"), "{name}");
    }
}

/// A type without what means the same: older names, and the character set where the format knows only one.
fn usual(kind: &str) -> String {
    let kind =
        kind.replace("application/javascript", "text/javascript").replace("application/x-yaml", "application/yaml");
    let only_utf8 = kind.starts_with("application/");
    if only_utf8 { kind.replace("; charset=utf-8", "") } else { kind }
}

#[test]
#[ignore = "needs nginx and Caddy, which tests/run asks for"]
fn what_is_named_after_its_bytes_is_kept_and_the_rest_asked_for() {
    let place = Place::new();
    place.build();
    let public = place.path("public");
    for Server { name, web, .. } in &Server::all(&public) {
        let style = web.ask("HEAD", &asset(&public, "style.", ".css"), &[]);
        assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable", "{name}");
        for path in ["/", "/calendar.ics", "/site.json", "/nyheder/feed.xml"] {
            let answer = web.ask("HEAD", path, &[]);
            assert_eq!(answer.header("cache-control"), "no-cache", "{name}: {path}");
            assert_eq!(answer.header("content-security-policy"), "default-src 'self'", "{name}: {path}");
            let (tag, date) = (answer.header("etag"), answer.header("last-modified"));
            for (header, value) in [("If-None-Match", tag), ("If-Modified-Since", date)] {
                let again = web.ask("GET", path, &[(header, value)]);
                assert_eq!((again.status, again.body.as_str()), (304, ""), "{name}: {path}: {header}");
            }
            assert_eq!(web.ask("GET", path, &[("If-None-Match", "\"old\"")]).status, 200, "{name}: {path}");
        }
    }
}

#[test]
#[ignore = "needs nginx and Caddy, which tests/run asks for"]
fn a_subscriber_gets_a_calendar_again_only_when_it_changed() {
    let place = Place::new();
    place.build();
    let servers = Server::all(&place.path("public"));
    let [one, other] = ["/netvaerk/kl-netvaerket/calendar.ics", "/netvaerk/netvaerkscafe/calendar.ics"];
    let tag = |server: &Server, path| server.web.ask("HEAD", path, &[]).header("etag").to_owned();
    let before = servers.each_ref().map(|server| (tag(server, one), tag(server, other)));
    place.change("content/netvaerk/kl-netvaerket/2027-11-11.md", "titel:", "resumé: Vi ses på Fyn.\ntitel:");
    place.build();
    for (Server { name, web, .. }, before) in servers.iter().zip(before) {
        assert_eq!(web.ask("GET", one, &[("If-None-Match", &before.0)]).status, 200, "{name}: it has a new text");
        assert_eq!(web.ask("GET", other, &[("If-None-Match", &before.1)]).status, 304, "{name}: nothing changed in it");
        assert!(web.get(one).body.replace("\r\n ", "").contains("Vi ses på Fyn."), "{name}");
    }
}

#[test]
#[ignore = "needs nginx and Caddy, which tests/run asks for"]
fn texts_are_compressed_and_typefaces_are_not_again() {
    let place = Place::new();
    place.build();
    let public = place.path("public");
    for server in Server::all(&public) {
        let name = server.name;
        for path in ["/", "/calendar.ics", "/site.json", "/nyheder/feed.xml", &asset(&public, "style.", ".css")] {
            let answer = server.compressed(path);
            let how = (answer.header("content-encoding"), answer.header("vary"));
            assert_eq!(how, ("gzip", "Accept-Encoding"), "{name}: {path}");
        }
        let typeface = server.compressed(&asset(&public, "newsreader.", ".woff2"));
        assert_eq!(typeface.header("content-encoding"), "", "{name}");
    }
}

#[test]
#[ignore = "needs nginx and Caddy, which tests/run asks for"]
fn what_is_not_there_and_what_was_elsewhere() {
    let place = Place::new();
    place.build();
    for Server { name, web, .. } in &Server::all(&place.path("public")) {
        let missing = web.get("/findes/ikke/");
        assert_eq!(missing.status, 404, "{name}");
        assert!(missing.body.contains("Siden findes ikke"), "{name}: our own page, in the site's language");
        assert_eq!(web.get("/.husting-manifest.json").status, 404, "{name}: the program's own list is nobody's");
        let without_slash = web.get("/netvaerk/landserfa");
        assert!([301, 308].contains(&without_slash.status), "{name}: {}", without_slash.status);
        assert!(without_slash.header("location").ends_with("/netvaerk/landserfa/"), "{name}");
        // An old address of the example site: a page leads on, and its calendar goes on as a file.
        let old = web.get("/netvaerk/samarbejdskonference/");
        assert_eq!(old.status, 200, "{name}");
        assert!(
            old.body.contains("http-equiv=\"refresh\" content=\"0; url=/netvaerk/samarbejdskonferencen/\""),
            "{name}"
        );
        let feeds = ["samarbejdskonference", "samarbejdskonferencen"];
        let [old, new] = feeds.map(|feed| web.get(&format!("/netvaerk/{feed}/calendar.ics")));
        assert_eq!((old.status, old.header("content-type")), (200, "text/calendar; charset=utf-8"), "{name}");
        assert_eq!(old.body.matches("BEGIN:VEVENT").count(), new.body.matches("BEGIN:VEVENT").count(), "{name}");
    }
}

#[test]
#[ignore = "needs nginx and Caddy, which tests/run asks for"]
fn a_wrong_address_is_told_in_the_language_it_was_asked_in() {
    let place = Place::of("tests/sites/languages");
    place.build();
    for Server { name, web, .. } in &Server::all(&place.path("public")) {
        for (path, page) in [("/findes/ikke/", "404.html"), ("/en/not/there/", "en/404.html")] {
            let answer = web.get(path);
            let wanted = fs::read_to_string(place.path("public").join(page)).unwrap();
            assert_eq!((answer.status, answer.body == wanted), (404, true), "{name}: {path}");
            assert_eq!(answer.header("cache-control"), "no-cache", "{name}: {path}");
        }
    }
}
