//! nginx with the configuration of the page, as a user without rights, on a free port.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::place::{Place, free_port, recipe, require};
use super::preview::{Answer, Preview};

/// Debian's `nobody`, where the tests run as root: the recipe must not need rights.
const NOBODY: u32 = 65_534;

pub struct Server {
    child: Child,
    pub web: Preview,
    _folder: tempfile::TempDir,
}

impl Server {
    /// Serves a folder as the page says.
    pub fn start(public: &Path) -> Server {
        require("nginx", "nginx-light");
        let port = free_port();
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().display();
        let server = replaced(&server(), "listen 80;", &format!("listen 127.0.0.1:{port};"));
        let server = replaced(&server, "/srv/networks/public", &public.display().to_string());
        let rooms = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let temporary: String = rooms.iter().map(|room| format!("{room}_temp_path {own}/{room};\n")).collect();
        let whole = format!(
            "daemon off;\npid {own}/pid;\nerror_log {own}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{server}}}\n"
        );
        fs::write(folder.path().join("nginx.conf"), whole).unwrap();
        fs::copy("/etc/nginx/mime.types", folder.path().join("mime.types")).unwrap();
        let mut nginx = Command::new("nginx");
        nginx.env("PATH", "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin");
        nginx.arg("-c").arg(folder.path().join("nginx.conf")).stdout(Stdio::null()).stderr(Stdio::null());
        if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
            fs::set_permissions(public.parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
            nginx.uid(NOBODY).gid(NOBODY);
        }
        let child = nginx.spawn().unwrap();
        wait_for(port, folder.path());
        Server { child, web: Preview::at(&format!("127.0.0.1:{port}")), _folder: folder }
    }

    fn compressed(&self, path: &str) -> Answer {
        self.web.ask("HEAD", path, &[("Accept-Encoding", "gzip")])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The master process ends its workers when it is asked to, not when it is killed.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

/// The recipe's server with all that the page puts "beside the others" in it.
fn server() -> String {
    let blocks = recipe("nginx", "nginx");
    let (server, more) = blocks.split_first().unwrap();
    let (inside, _) = server.rsplit_once('}').unwrap();
    format!("{inside}{}}}\n", more.concat())
}

fn wait_for(port: u16, folder: &Path) {
    let start = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        let log = || fs::read_to_string(folder.join("error.log")).unwrap_or_default();
        assert!(start.elapsed() < Duration::from_secs(10), "nginx does not answer: {}", log());
        thread::sleep(Duration::from_millis(20));
    }
}

/// Replaces what must stand in a recipe exactly once.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "the recipe says {from} once");
    text.replace(from, to)
}

/// The published path of an asset, whatever its fingerprint.
fn asset(public: &Path, stem: &str, ending: &str) -> String {
    let names = fs::read_dir(public.join("assets")).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let mut names = names.filter(|name| name.starts_with(stem) && name.ends_with(ending));
    format!("/assets/{}", names.next().unwrap())
}

#[test]
#[ignore = "needs nginx, which tests/run asks for"]
fn files_have_their_types_and_character_sets() {
    let place = Place::new();
    place.build();
    let public = place.path("public");
    let server = Server::start(&public);
    let types = [
        ("/".to_owned(), "text/html; charset=utf-8"),
        ("/calendar.ics".to_owned(), "text/calendar; charset=utf-8"),
        ("/netvaerk/landserfa/calendar.ics".to_owned(), "text/calendar; charset=utf-8"),
        ("/netvaerk/kl-netvaerket/2026-12-10/meeting.ics".to_owned(), "text/calendar; charset=utf-8"),
        ("/nyheder/feed.xml".to_owned(), "text/xml; charset=utf-8"),
        ("/changes.xml".to_owned(), "text/xml; charset=utf-8"),
        ("/site.json".to_owned(), "application/json; charset=utf-8"),
        ("/ledger.yaml".to_owned(), "application/yaml; charset=utf-8"),
        ("/robots.txt".to_owned(), "text/plain; charset=utf-8"),
        (asset(&public, "style.", ".css"), "text/css; charset=utf-8"),
        (asset(&public, "past.", ".js"), "application/javascript; charset=utf-8"),
        (asset(&public, "newsreader.", ".woff2"), "font/woff2"),
        (asset(&public, "icon.", ".svg"), "image/svg+xml"),
    ];
    for (path, wanted) in types {
        let answer = server.web.ask("HEAD", &path, &[]);
        assert_eq!((answer.status, answer.header("content-type")), (200, wanted), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
    let feed = server.web.get("/netvaerk/landserfa/calendar.ics");
    assert!(feed.body.starts_with("BEGIN:VCALENDAR\r\n") && feed.body.ends_with("END:VCALENDAR\r\n"));
}

#[test]
#[ignore = "needs nginx, which tests/run asks for"]
fn what_is_named_after_its_bytes_is_kept_and_the_rest_asked_for() {
    let place = Place::new();
    place.build();
    let public = place.path("public");
    let server = Server::start(&public);
    let style = server.web.ask("HEAD", &asset(&public, "style.", ".css"), &[]);
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    for path in ["/", "/calendar.ics", "/site.json", "/nyheder/feed.xml"] {
        let answer = server.web.ask("HEAD", path, &[]);
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.header("content-security-policy"), "default-src 'self'", "{path}");
        let (tag, date) = (answer.header("etag"), answer.header("last-modified"));
        for (name, value) in [("If-None-Match", tag), ("If-Modified-Since", date)] {
            let again = server.web.ask("GET", path, &[(name, value)]);
            assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}: {name}");
        }
        assert_eq!(server.web.ask("GET", path, &[("If-None-Match", "\"old\"")]).status, 200, "{path}");
    }
}

#[test]
#[ignore = "needs nginx, which tests/run asks for"]
fn a_subscriber_gets_a_calendar_again_only_when_it_changed() {
    let place = Place::new();
    place.build();
    let server = Server::start(&place.path("public"));
    let [one, other] = ["/netvaerk/kl-netvaerket/calendar.ics", "/netvaerk/netvaerkscafe/calendar.ics"];
    let tag = |path| server.web.ask("HEAD", path, &[]).header("etag").to_owned();
    let before = (tag(one), tag(other));
    place.change("content/netvaerk/kl-netvaerket/2027-11-11.md", "titel:", "resumé: Vi ses på Fyn.\ntitel:");
    place.build();
    assert_eq!(server.web.ask("GET", one, &[("If-None-Match", &before.0)]).status, 200, "it has a new text");
    assert_eq!(server.web.ask("GET", other, &[("If-None-Match", &before.1)]).status, 304, "nothing changed in it");
    assert!(server.web.get(one).body.replace("\r\n ", "").contains("Vi ses på Fyn."));
}

#[test]
#[ignore = "needs nginx, which tests/run asks for"]
fn texts_are_compressed_and_typefaces_are_not_again() {
    let place = Place::new();
    place.build();
    let public = place.path("public");
    let server = Server::start(&public);
    for path in ["/", "/calendar.ics", "/site.json", "/nyheder/feed.xml", &asset(&public, "style.", ".css")] {
        let answer = server.compressed(path);
        assert_eq!((answer.header("content-encoding"), answer.header("vary")), ("gzip", "Accept-Encoding"), "{path}");
    }
    assert_eq!(server.compressed(&asset(&public, "newsreader.", ".woff2")).header("content-encoding"), "");
}

#[test]
#[ignore = "needs nginx, which tests/run asks for"]
fn what_is_not_there_and_what_was_elsewhere() {
    let place = Place::new();
    place.build();
    let server = Server::start(&place.path("public"));
    let missing = server.web.get("/findes/ikke/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("Siden findes ikke"), "our own page, in the site's language");
    assert_eq!(server.web.get("/.husting-manifest.json").status, 404, "the program's own list is nobody's");
    let without_slash = server.web.get("/netvaerk/landserfa");
    assert_eq!(without_slash.status, 301);
    assert!(without_slash.header("location").ends_with("/netvaerk/landserfa/"));
    // An old address of the example site: a page leads on, and its calendar goes on as a file.
    let old = server.web.get("/netvaerk/samarbejdskonference/");
    assert_eq!(old.status, 200);
    assert!(old.body.contains("http-equiv=\"refresh\" content=\"0; url=/netvaerk/samarbejdskonferencen/\""));
    let feeds = ["samarbejdskonference", "samarbejdskonferencen"];
    let [old, new] = feeds.map(|name| server.web.get(&format!("/netvaerk/{name}/calendar.ics")));
    assert_eq!((old.status, old.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert_eq!(old.body.matches("BEGIN:VEVENT").count(), new.body.matches("BEGIN:VEVENT").count());
}
