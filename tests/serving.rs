//! The preview server over real sockets: what a browser, a calendar program or a stranger gets to see.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod preview;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use husting::serve::{Options, ServeError, Snapshot, serve};
use preview::{Folder, start};

const PAGE: &str = "<!doctype html><html><body><h1>Netværk</h1></body></html>";

fn site(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("index.html", PAGE);
    folder.write("404.html", "<body>Siden findes ikke her</body>");
    folder.write("netvaerk/bl/index.html", PAGE);
    folder.write("netvaerk/bl/calendar.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Møde kl. 10-15\r\nEND:VCALENDAR\r\n");
    folder.write("om/møder & mere.txt", "</body>");
    folder.write("style.css", "body { color: teal }");
    folder
}

#[test]
fn files_come_with_their_types_and_unchanged() {
    let folder = site("typer");
    let preview = start(&folder, "/");
    let feed = preview.get("/netvaerk/bl/calendar.ics");
    assert_eq!((feed.status, feed.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert_eq!(feed.body, "BEGIN:VCALENDAR\r\nSUMMARY:Møde kl. 10-15\r\nEND:VCALENDAR\r\n");
    assert_eq!(feed.header("cache-control"), "no-store");
    assert_eq!(feed.header("x-content-type-options"), "nosniff");
    assert_eq!(feed.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(preview.get("/style.css?v=2").header("content-type"), "text/css; charset=utf-8");
    let text = preview.get("/om/m%C3%B8der%20%26%20mere.txt");
    assert_eq!((text.status, text.body.as_str()), (200, "</body>"));
    assert_eq!(preview.get("/_husting/preview.js").header("content-type"), "text/javascript; charset=utf-8");
}

#[test]
fn only_pages_get_the_script_and_only_once() {
    let folder = site("script");
    let preview = start(&folder, "/");
    let page = preview.get("/");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.body.matches("<script").count(), 1);
    let (before, after) = page.body.split_once("<script src=\"/_husting/preview.js\"").expect("the script is there");
    assert_eq!(before, "<!doctype html><html><body><h1>Netværk</h1>");
    assert!(after.ends_with("</script></body></html>"));
    assert_eq!(std::fs::read_to_string(folder.0.join("index.html")).unwrap(), PAGE);
    let length: usize = page.header("content-length").parse().unwrap();
    assert_eq!(length, page.body.len());
}

#[test]
fn folders_redirect_and_missing_pages_say_so() {
    let folder = site("mapper");
    let preview = start(&folder, "/");
    let redirect = preview.get("/netvaerk/bl?dag=9");
    assert_eq!((redirect.status, redirect.header("location")), (307, "/netvaerk/bl/?dag=9"));
    assert_eq!(preview.get("/netvaerk/bl/").status, 200);
    let missing = preview.get("/netvaerk/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.starts_with("<body>Siden findes ikke her<script"));
    assert_eq!(preview.get("//netvaerk/bl").status, 404, "never a redirect to another host");
}

#[test]
fn what_is_missing_is_said_in_the_language_of_its_folder() {
    let folder = site("sprog");
    folder.write("en/404.html", "<body>Page not found here</body>");
    let preview = start(&folder, "/web/");
    for path in ["/web/en/missing", "/web/en/networks/missing/", "/web/en/"] {
        let missing = preview.get(path);
        assert_eq!(missing.status, 404, "{path}");
        assert!(missing.body.starts_with("<body>Page not found here"), "{path}: {}", missing.body);
    }
    for path in ["/web/english/", "/web/missing", "/elsewhere/en/missing"] {
        let missing = preview.get(path);
        assert_eq!(missing.status, 404, "{path}");
        assert!(missing.body.starts_with("<body>Siden findes ikke her"), "{path}: {}", missing.body);
    }
}

#[test]
fn a_site_below_a_path_is_served_there() {
    let folder = site("sti");
    let preview = start(&folder, "/web/");
    assert_eq!(preview.url, format!("http://{}/web/", preview.address));
    for path in ["/", "/web"] {
        let redirect = preview.get(path);
        assert_eq!((redirect.status, redirect.header("location")), (307, "/web/"), "{path}");
    }
    assert_eq!(preview.get("/web/netvaerk/bl").header("location"), "/web/netvaerk/bl/");
    assert_eq!(preview.get("/web/style.css").status, 200);
    assert_eq!(preview.get("/style.css").status, 404);
}

#[test]
fn head_tells_the_same_without_the_bytes() {
    let folder = site("head");
    let preview = start(&folder, "/");
    let (get, head) = (preview.get("/"), preview.ask("HEAD", "/", &[]));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for name in ["content-length", "content-type", "etag"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
}

#[test]
fn a_file_that_is_known_is_not_sent_again() {
    let folder = site("etag");
    let preview = start(&folder, "/");
    let path = "/netvaerk/bl/calendar.ics";
    let tag = preview.get(path).header("etag").to_owned();
    let known = format!("\"x\", W/{tag}");
    let again = preview.ask("GET", path, &[("If-None-Match", &known)]);
    assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", tag.as_str()));
    folder.write("netvaerk/bl/calendar.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    let changed = preview.until(path, |answer| answer.header("etag") != tag);
    assert_eq!(preview.ask("GET", path, &[("If-None-Match", &tag)]).body, changed.body);
}

#[test]
fn foreign_hosts_are_refused() {
    let folder = site("vært");
    let preview = start(&folder, "/");
    let port = preview.address.port();
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        let ours = format!("{host}:{port}");
        assert_eq!(preview.ask("GET", "/", &[("Host", &ours)]).status, 200, "{ours}");
    }
    let rebound = format!("ond.example:{port}");
    for host in ["ond.example", &rebound, "127.0.0.1", "localhost:80"] {
        for path in ["/", "/_husting/events", "/_husting/problems", "/_husting/preview.js"] {
            let answer = preview.ask("GET", path, &[("Host", host)]);
            assert_eq!(answer.status, 403, "{host}{path}");
            assert!(!answer.body.contains("Netværk"));
        }
    }
    let whole = format!("GET http://ond.example/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(preview.send(&whole).status, 403);
    assert_eq!(preview.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
}

#[test]
fn foreign_origins_and_other_methods_are_refused() {
    let folder = site("oprindelse");
    let preview = start(&folder, "/");
    let own = format!("http://{}", preview.address);
    let ask = |method, origin: &str| preview.ask(method, "/", &[("Origin", origin)]).status;
    assert_eq!(ask("GET", &own), 200);
    assert_eq!(ask("GET", "http://ond.example"), 403);
    assert_eq!(ask("POST", "http://ond.example"), 403);
    assert_eq!(ask("POST", "null"), 403);
    assert_eq!(preview.ask("POST", "/", &[]).status, 403, "from nobody knows where");
    let post = preview.ask("POST", "/", &[("Origin", &own)]);
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn paths_that_lead_out_or_mean_two_things_are_refused() {
    let folder = site("stier");
    folder.write("../husting-hemmelig.txt", "hemmelig");
    let preview = start(&folder, "/");
    let paths = [
        "/../husting-hemmelig.txt",
        "/netvaerk/../../husting-hemmelig.txt",
        "/%2e%2e/husting-hemmelig.txt",
        "/.%2E/husting-hemmelig.txt",
        "/..%2fhusting-hemmelig.txt",
        "/netvaerk%2Fbl/index.html",
        "/netvaerk%5cbl/index.html",
        "/netvaerk\\bl/index.html",
        "/style.css%00",
        "/style.css%",
        "/m%f8der",
        "/%c0%ae%c0%ae/x",
    ];
    for path in paths {
        let answer = preview.get(path);
        assert_eq!(answer.status, 400, "{path}");
        assert!(!answer.body.contains("hemmelig"));
    }
    for path in ["/etc/passwd", "//etc/passwd", "/%252e%252e/husting-hemmelig.txt", "/style.css/", "/STYLE.CSS"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    std::fs::remove_file(folder.0.join("../husting-hemmelig.txt")).unwrap();
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_not_read_by_the_server() {
    let folder = site("lænker");
    let preview = start(&folder, "/");
    // The server knows the files of the snapshot and no disk; a link made beside them means nothing to it.
    std::os::unix::fs::symlink("/etc", folder.0.join("etc")).unwrap();
    assert_eq!(preview.get("/etc/../style.css").status, 400);
}

fn options(port: Option<u16>) -> Options {
    Options { port, host: [127, 0, 0, 1].into(), open: false, base_path: "/".to_owned(), desk: None }
}

#[test]
fn a_port_that_is_taken_is_told_before_anything_is_built() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let never = |_: &(dyn Fn(Snapshot) + Sync)| unreachable!("nothing is built without a port");
    let result = serve(&options(Some(port)), &[], Instant::now, never, |_| ());
    assert!(matches!(result, Err(ServeError::PortTaken(address)) if address.port() == port));
}

#[test]
fn without_a_wish_the_next_free_port_is_taken() {
    // Whether or not someone else has it, 3003 is in use from here on.
    let _taken = TcpListener::bind("127.0.0.1:3003");
    let folder = site("port");
    let (sender, receiver) = std::sync::mpsc::channel();
    let path = folder.0.clone();
    std::thread::spawn(move || {
        let far = Instant::now() + Duration::from_secs(3600);
        let mut last_good = preview::site_of(BTreeMap::new());
        let rebuild = move |show: &(dyn Fn(Snapshot) + Sync)| show(preview::build(&path, &mut last_good));
        serve(&options(None), &[], move || far, rebuild, |started| sender.send(started.address.port()).unwrap())
    });
    let port = receiver.recv_timeout(preview::PATIENCE).unwrap();
    assert!((3004..=3102).contains(&port), "{port}");
}

#[test]
fn heads_that_are_too_large_are_refused() {
    let folder = site("hoved");
    let preview = start(&folder, "/");
    let large = "æ".repeat(40_000);
    assert_eq!(preview.ask("GET", "/", &[("X-Large", &large)]).status, 431);
    let many: Vec<_> = (0..150).map(|_| ("X-Many", "1")).collect();
    assert_eq!(preview.ask("GET", "/", &many).status, 431);
}

#[test]
fn those_who_say_nothing_do_not_shut_others_out_for_ever() {
    let folder = site("mange");
    let preview = start(&folder, "/");
    let mut half = preview.connect();
    half.write_all(b"GET / HT").unwrap();
    // More than there are places; what comes after them waits until they are given up.
    let idle: Vec<_> = (0..200).map(|_| preview.connect()).collect();
    let mut late = preview.connect();
    late.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let request = format!("GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.address);
    late.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    late.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let mut rest = Vec::new();
    // Closed with a word or without, but closed.
    let _ = half.read_to_end(&mut rest);
    drop(idle);
}

/// Answers that nobody takes keep their place for a while only.
#[test]
fn those_who_take_nothing_are_let_go() {
    let folder = site("sluge");
    // More than the buffers of both sides hold.
    folder.write("stor.bin", vec![b'x'; 32 << 20]);
    let preview = start(&folder, "/");
    let request = format!("GET /stor.bin HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.address);
    let mut idle = preview.connect();
    idle.write_all(request.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_secs(13));
    let mut taken = Vec::new();
    // Cut off with a word or without, but cut off.
    let _ = idle.read_to_end(&mut taken);
    assert!(taken.len() < 32 << 20, "all of it came after all");
    let mut slow = preview.connect();
    slow.write_all(request.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_secs(2));
    let mut taken = Vec::new();
    slow.read_to_end(&mut taken).unwrap();
    assert!(taken.len() > 32 << 20, "who is merely slow gets all of it, not {}", taken.len());
}
