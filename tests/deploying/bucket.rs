//! The recipe for a bucket, run for real: rclone fills it, and the other end is rclone's own server for S3.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::place::{Place, free_port, path_variable, recipe, root, wait_for};

/// Who may fill the bucket, and the proof of it.
const KEY: &str = "proeve";

struct Bucket {
    child: Child,
    port: u16,
    /// What the server keeps, and what it says while it does.
    folder: tempfile::TempDir,
}

/// A change that the bucket was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Change {
    what: What,
    key: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    New,
    Changed,
    Gone,
}

/// Where `setup.sh` beside this file puts rclone.
fn programs() -> PathBuf {
    root().join("tests/deploying/installed/venv/bin")
}

impl Bucket {
    fn start() -> Bucket {
        let rclone = programs().join("rclone");
        assert!(rclone.exists(), "rclone is not installed here: tests/deploying/setup.sh installs it");
        let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
        fs::create_dir(folder.path().join("kept")).unwrap();
        let mut server = Command::new(rclone);
        server.args([
            "serve",
            "s3",
            "-vv",
            "--addr",
            &format!("127.0.0.1:{port}"),
            "--auth-key",
            &format!("{KEY},{KEY}"),
        ]);
        server.arg(folder.path().join("kept")).env("RCLONE_CONFIG", "/dev/null").stdout(Stdio::null());
        let log = folder.path().join("log");
        let child = server.stderr(fs::File::create(&log).unwrap()).spawn().unwrap();
        wait_for("rclone", port, &log);
        Bucket { child, port, folder }
    }

    /// The files of the bucket that the recipe fills.
    fn kept(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.folder.path().join("kept/networks"))
    }

    /// What the server says it was asked to change.
    fn told(&self) -> Vec<(bool, String)> {
        let log = String::from_utf8_lossy(&fs::read(self.folder.path().join("log")).unwrap()).into_owned();
        let words = [("serve s3: CREATE OBJECT: networks ", true), ("serve s3: DELETE: networks ", false)];
        let told = |line: &str| words.iter().find_map(|(word, put)| Some((*put, line.split_once(word)?.1.to_owned())));
        log.lines().filter_map(told).collect()
    }

    /// Runs commands of rclone in the site's folder, with this bucket as the remote of the recipe.
    fn rclone(&self, place: &Place, script: &str) -> String {
        let endpoint = format!("http://127.0.0.1:{}", self.port);
        let path = format!("{}:{}", programs().display(), path_variable());
        let remote = [
            ("PATH", path.as_str()),
            ("RCLONE_CONFIG", "/dev/null"),
            ("RCLONE_CONFIG_BUCKET_TYPE", "s3"),
            ("RCLONE_CONFIG_BUCKET_PROVIDER", "Rclone"),
            ("RCLONE_CONFIG_BUCKET_ENDPOINT", &endpoint),
            ("RCLONE_CONFIG_BUCKET_ACCESS_KEY_ID", KEY),
            ("RCLONE_CONFIG_BUCKET_SECRET_ACCESS_KEY", KEY),
        ];
        let done = place.shell(script, &remote);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// Runs the recipe, and tells what it changed, in order. A file that the server asked to send again is told once.
    fn publish(&self, place: &Place) -> Vec<Change> {
        let (known, before) = (self.kept(), self.told().len());
        self.rclone(place, &recipe("A bucket (S3 and what speaks like it)", "sh").concat());
        let mut changes: Vec<Change> = Vec::new();
        for (put, key) in self.told().split_off(before) {
            let what = match (put, known.contains_key(&key)) {
                (true, false) => What::New,
                (true, true) => What::Changed,
                (false, _) => What::Gone,
            };
            let change = Change { what, key };
            if !changes.contains(&change) {
                changes.push(change);
            }
        }
        changes
    }

    /// The type that the bucket gives each file out with.
    fn types(&self, place: &Place) -> BTreeMap<String, String> {
        let listed = self.rclone(place, "rclone lsjson --recursive --files-only bucket:networks");
        let listed: Vec<serde_json::Value> = serde_json::from_str(&listed).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        listed.iter().map(|file| (text(&file["Path"]), text(&file["MimeType"]))).collect()
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The files below a folder by their path from it; none where there is no folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(path).unwrap());
        }
    }
    found
}

/// What the site consists of: all that is published but the program's own list.
fn published(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let mut all = files(&place.path("public"));
    all.remove(".husting-manifest.json").unwrap();
    all
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
#[ignore = "needs rclone, which tests/run installs"]
fn a_bucket_is_filled_in_order_and_only_with_what_differs() {
    let (place, bucket) = (Place::new(), Bucket::start());
    let first = bucket.publish(&place);
    let files = first.len();
    assert!(files > 250, "{files} files");
    assert!(first.iter().all(|change| change.what == What::New));
    assert!(ends(&first, is_feed).0 > ends(&first, |change| !is_feed(change)).1, "calendars go last");
    assert!(bucket.kept() == published(&place), "the bucket holds the site, and not the program's own list");
    let types = bucket.types(&place);
    let is_right = |(key, kind): (&String, &String)| !key.ends_with(".ics") || kind == "text/calendar; charset=utf-8";
    assert!(types.iter().all(is_right), "{types:?}");
    assert!(types["netvaerk/landserfa/index.html"].starts_with("text/html"));
    assert!(types["nyheder/feed.xml"].contains("xml"));

    assert_eq!(bucket.publish(&place), [], "nothing changed, so nothing is sent");

    // A new meeting, and an old one that is given up.
    let meeting = "---\ntitel: Majmøde i KL-netværket\ntid: kl. 10-15\n---\n";
    fs::write(place.path("content/netvaerk/kl-netvaerket/2028-05-04.md"), meeting).unwrap();
    fs::remove_file(place.path("content/netvaerk/kl-netvaerket/2018-02-01.md")).unwrap();
    place.build_with(&["--accept-losses"]);
    let second = bucket.publish(&place);
    assert!(second.len() < files / 2, "{} of {files} files sent", second.len());
    let (new, changed) =
        (|c: &Change| c.what == What::New && !is_feed(c), |c: &Change| c.what == What::Changed && !is_feed(c));
    let gone = |change: &Change| change.what == What::Gone;
    assert!(ends(&second, new).1 < ends(&second, changed).0, "new pages before those that lead to them");
    assert!(ends(&second, changed).1 < ends(&second, |c| is_feed(c) && !gone(c)).0, "then calendars");
    assert!(ends(&second, gone).0 > ends(&second, |c| !gone(c)).1, "and only then goes what is gone: {second:?}");
    let named = |what: What, key: &str| second.iter().any(|change| change.what == what && change.key == key);
    assert!(named(What::New, "netvaerk/kl-netvaerket/2028-05-04/index.html"));
    assert!(named(What::Changed, "netvaerk/kl-netvaerket/calendar.ics"));
    assert!(named(What::Gone, "netvaerk/kl-netvaerket/2018-02-01/index.html"));
    assert!(!second.iter().any(|change| change.key == "netvaerk/landserfa/calendar.ics"), "untouched");
    assert!(bucket.kept() == published(&place), "and the bucket holds the new site");
}
