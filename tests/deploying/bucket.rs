//! The recipe for a bucket, run by rclone against a server that speaks S3 and writes down what it is asked to change.
//!
//! rclone can serve S3 itself from version 1.65 on; Debian's is older, and no server of others tells in which order it was
//! filled. So the other end is `bucket.py`.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::place::{Place, free_port, recipe, require, root};

struct Bucket {
    child: Child,
    port: u16,
    log: tempfile::NamedTempFile,
}

/// A change that the bucket was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Change {
    what: String,
    key: String,
    kind: String,
}

impl Bucket {
    fn start() -> Bucket {
        require("python3", "python3");
        let (port, log) = (free_port(), tempfile::NamedTempFile::new().unwrap());
        let mut server = Command::new("python3");
        server.arg(root().join("tests/deploying/bucket.py")).arg(port.to_string()).arg(log.path());
        let child = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let start = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed() < Duration::from_secs(20), "the bucket does not answer");
            thread::sleep(Duration::from_millis(20));
        }
        Bucket { child, port, log }
    }

    /// Runs the recipe, and tells what it changed.
    fn publish(&self, place: &Place) -> Vec<Change> {
        require("rclone", "rclone");
        let before = fs::read_to_string(self.log.path()).unwrap().len();
        let endpoint = format!("http://127.0.0.1:{}", self.port);
        let remote = [
            ("RCLONE_CONFIG", "/dev/null"),
            ("RCLONE_CONFIG_BUCKET_TYPE", "s3"),
            ("RCLONE_CONFIG_BUCKET_PROVIDER", "Other"),
            ("RCLONE_CONFIG_BUCKET_ENDPOINT", &endpoint),
            ("RCLONE_CONFIG_BUCKET_ACCESS_KEY_ID", "prøve"),
            ("RCLONE_CONFIG_BUCKET_SECRET_ACCESS_KEY", "prøve"),
        ];
        let script = recipe("A bucket (S3 and what speaks like it)", "sh").concat();
        let done = place.shell(&script, &remote);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let log = fs::read_to_string(self.log.path()).unwrap();
        let change = |line: &str| {
            let mut parts = line.split('\t').map(str::to_owned);
            let mut next = || parts.next().unwrap();
            Change { what: next(), key: next(), kind: next() }
        };
        log[before..].lines().map(change).collect()
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_feed(change: &Change) -> bool {
    change.key.ends_with(".ics")
}

/// Where in the order the changes stand that are wanted: the first and the last.
fn ends(changes: &[Change], wanted: impl Fn(&Change) -> bool) -> (usize, usize) {
    let at = |found: Option<usize>| found.unwrap_or_else(|| panic!("no such change in {changes:?}"));
    (at(changes.iter().position(&wanted)), at(changes.iter().rposition(&wanted)))
}

#[test]
#[ignore = "needs rclone, which tests/run asks for"]
fn a_bucket_is_filled_in_order_and_only_with_what_differs() {
    let (place, bucket) = (Place::new(), Bucket::start());
    let first = bucket.publish(&place);
    let files = first.len();
    assert!(files > 250, "{files} files");
    assert!(first.iter().all(|change| change.what == "NEW"));
    assert!(!first.iter().any(|change| change.key == ".husting-manifest.json"));
    assert!(ends(&first, is_feed).0 > ends(&first, |change| !is_feed(change)).1, "calendars go last");
    let kinds = first.iter().filter(|change| is_feed(change)).map(|change| change.kind.as_str());
    assert!(kinds.into_iter().all(|kind| kind == "text/calendar; charset=utf-8"));
    let page = first.iter().find(|change| change.key == "netvaerk/landserfa/index.html").unwrap();
    assert!(page.kind.starts_with("text/html"), "{page:?}");

    assert_eq!(bucket.publish(&place), [], "nothing changed, so nothing is sent");

    // A new meeting, and an old one that is given up.
    let meeting = "---\ntitel: Majmøde i KL-netværket\ntid: kl. 10-15\n---\n";
    fs::write(place.path("content/netvaerk/kl-netvaerket/2028-05-04.md"), meeting).unwrap();
    fs::remove_file(place.path("content/netvaerk/kl-netvaerket/2018-02-01.md")).unwrap();
    place.build_with(&["--accept-losses"]);
    let second = bucket.publish(&place);
    assert!(second.len() < files / 2, "{} of {files} files sent", second.len());
    let (new, changed) = (|c: &Change| c.what == "NEW" && !is_feed(c), |c: &Change| c.what == "CHANGED" && !is_feed(c));
    let gone = |change: &Change| change.what == "GONE";
    assert!(ends(&second, new).1 < ends(&second, changed).0, "new pages before those that lead to them");
    assert!(ends(&second, changed).1 < ends(&second, |c| is_feed(c) && !gone(c)).0, "then calendars");
    assert!(ends(&second, gone).0 > ends(&second, |c| !gone(c)).1, "and only then goes what is gone: {second:?}");
    let named = |what: &str, key: &str| second.iter().any(|change| change.what == what && change.key == key);
    assert!(named("NEW", "netvaerk/kl-netvaerket/2028-05-04/index.html"));
    assert!(named("CHANGED", "netvaerk/kl-netvaerket/calendar.ics"));
    assert!(named("GONE", "netvaerk/kl-netvaerket/2018-02-01/index.html"));
    assert!(!second.iter().any(|change| change.key == "netvaerk/landserfa/calendar.ics"), "untouched");
}
