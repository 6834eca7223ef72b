//! `serve` and `watch`: the same site, again after every change.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Stdio};
use std::time::{Duration, Instant};

use crate::desk::{Desk, TODAY};

/// Longer than anything here should take, on a busy machine as well.
const PATIENCE: Duration = Duration::from_secs(30);

/// A command that goes on until the test is over.
struct Running {
    child: Child,
    lines: BufReader<ChildStderr>,
}

impl Running {
    fn start(desk: &Desk, arguments: &[&str]) -> Running {
        let mut child = desk.command(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap());
        Running { child, lines }
    }

    /// The next line that holds `part`.
    fn line(&mut self, part: &str) -> String {
        let mut seen = String::new();
        loop {
            let start = seen.len();
            assert_ne!(self.lines.read_line(&mut seen).unwrap(), 0, "{part} was never said: {seen}");
            if seen[start..].contains(part) {
                return seen.split_off(start);
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(host: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Asks again until the answer holds `part`: a build is told a moment before it is shown.
#[track_caller]
fn get_until(host: &str, path: &str, part: &str) -> String {
    let start = Instant::now();
    loop {
        let answer = get(host, path);
        if answer.contains(part) {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "{part} never came: {answer}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_preview_follows_and_keeps_the_last_good_site() {
    let desk = Desk::danish();
    let settings = "titel: Årets møder\nadresse: https://example.dk/vi/\nsprog: da\n";
    desk.write("content/site.yaml", settings);
    let before = desk.files();
    let mut preview = Running::start(&desk, &["serve", "--port", "0", "--today", TODAY]);
    let line = preview.line("http://");
    let url = line.split_whitespace().find_map(|word| word.strip_prefix("http://")).unwrap();
    let (host, base) = url.split_once('/').unwrap();
    assert_eq!(base, "vi/");
    assert!(get(host, "/vi/netvaerk/oest/").contains("Netværk Øst"));
    assert!(desk.files() == before, "serving writes nothing");

    desk.write("content/netvaerk/oest/index.md", "---\ntitel: Netværk Syd\n---\n");
    preview.line("Vist: ");
    get_until(host, "/vi/netvaerk/oest/", "Netværk Syd");

    desk.write("content/netvaerk/oest/index.md", "---\ntitel: Netværk Nord\nfromål: x\n---\n");
    preview.line("Ikke vist: ");
    let problems = get_until(host, "/_husting/problems", "content/netvaerk/oest/index.md:3:1");
    assert!(problems.contains("1 fejl"), "{problems}");
    assert!(get(host, "/vi/netvaerk/oest/").contains("Netværk Syd"), "the last good site stays");

    std::fs::rename(desk.path().join("content"), desk.path().join("væk")).unwrap();
    preview.line("ingen mappe content");
    get_until(host, "/_husting/problems", "ingen mappe content");
    assert!(get(host, "/vi/netvaerk/oest/").contains("Netværk Syd"));
}

#[test]
fn watching_ends_where_a_clean_build_ends() {
    let desk = Desk::danish();
    let mut watch = Running::start(&desk, &["watch", "--today", TODAY]);
    watch.line("Bygget: ");
    desk.write("content/netvaerk/vest/index.md", "---\ntitel: Netværk Vest\n---\n");
    std::fs::remove_dir_all(desk.path().join("content/netvaerk/oest")).unwrap();
    let start = Instant::now();
    while desk.path().join("public/netvaerk/oest").exists() || !desk.path().join("public/netvaerk/vest").exists() {
        assert!(start.elapsed() < PATIENCE);
        watch.line("Bygget: ");
    }
    drop(watch);
    desk.run(&["build", "--today", TODAY]).ended(0).said("(intet ændret)");
}

#[test]
fn a_port_in_use_is_told_at_once() {
    let desk = Desk::danish();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    desk.run(&["serve", "--port", &port]).ended(2).said(&port).said("--port");
}

#[test]
fn only_this_computer_reaches_the_preview_unless_told_otherwise_with_a_warning() {
    let desk = Desk::danish();
    let mut preview = Running::start(&desk, &["serve", "--port", "0", "--today", TODAY]);
    assert!(preview.line("http://").contains("http://127.0.0.1:"));
    let mut preview = Running::start(&desk, &["serve", "--port", "0", "--host", "0.0.0.0", "--today", TODAY]);
    preview.line("http://");
    preview.line("Andre computere på netværket kan også se den.");
}

#[cfg(unix)]
#[test]
fn a_link_in_content_leads_the_preview_nowhere() {
    let desk = Desk::danish();
    let mut preview = Running::start(&desk, &["serve", "--port", "0", "--today", TODAY]);
    let line = preview.line("http://127.0.0.1:");
    let host = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
    let path = |name: &str| desk.path().join("content/netvaerk/oest").join(name);
    std::os::unix::fs::symlink("/etc/hostname", path("bilag.txt")).unwrap();
    std::os::unix::fs::symlink("/etc", path("mappe")).unwrap();
    // The links are found and told, and the page that was goes on being shown.
    preview.line("content/netvaerk/oest/bilag.txt");
    for name in ["bilag.txt", "mappe/hostname", "mappe/passwd"] {
        assert!(get(&host, &format!("/netvaerk/oest/{name}")).starts_with("HTTP/1.1 404"), "{name}");
    }
    get_until(&host, "/netvaerk/oest/", "HTTP/1.1 200");
}
