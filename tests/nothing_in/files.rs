//! What lies in `content/` and is no plain file of a sensible size, met by the program itself.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use husting::sources::Sources;
use jiff::civil::date;

const PROGRAM: &str = env!("CARGO_BIN_EXE_husting");

/// Longer than a build of a handful of files takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.write("content/site.yaml", "titel: Årets møder\nadresse: https://example.dk/\nsprog: da\n");
        desk.write("content/netvaerk/oest/index.md", "---\ntitel: Netværk Øst\n---\n");
        desk
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn pipe(&self, path: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        let _ = fs::remove_file(self.path(path));
        assert!(Command::new("mkfifo").arg(self.path(path)).status().unwrap().success());
    }

    /// The program's status and what it said; fails the test when it does not come to an end.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        let started = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if started.elapsed() > PATIENCE {
                child.kill().unwrap();
                panic!("{arguments:?} hangs");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let done = child.wait_with_output().unwrap();
        (done.status.code().unwrap(), String::from_utf8(done.stderr).unwrap())
    }
}

#[test]
fn a_named_pipe_holds_nobody_up() {
    for path in ["content/om.md", "content/netvaerk/oest/bilag.pdf", "content/roller.yaml", "content/ledger.yaml"] {
        let desk = Desk::new();
        desk.pipe(path);
        let (status, said) = desk.run(&["check"]);
        assert_eq!(status, 0, "{path}: {said}");
        assert!(said.contains("hverken en fil eller en mappe"), "{path}: {said}");
        assert_eq!(desk.run(&["build"]).0, 0, "{path}");
    }
    let desk = Desk::new();
    desk.pipe("themes/default/templates/404.html");
    assert_eq!(desk.run(&["build"]).0, 0);
}

#[test]
fn a_pipe_in_the_place_of_the_settings_holds_nobody_up_either() {
    let desk = Desk::new();
    desk.pipe("content/site.yaml");
    for command in [&["check"][..], &["build"], &["new", "news", "Nyt"], &["schema", "--kind", "site"]] {
        let (status, said) = desk.run(command);
        assert!(matches!(status, 0 | 1), "{command:?}: {status}: {said}");
    }
}

#[test]
fn a_link_that_leads_out_is_told_and_nothing_behind_it_is_published() {
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("hemmelig.txt"), "hemmelig").unwrap();
    let desk = Desk::new();
    desk.write("themes/egen/notat.txt", "uden for content");
    let out = |to: &Path, at: &str| symlink(to, desk.path(at)).unwrap();
    out(&secret.path().join("hemmelig.txt"), "content/netvaerk/oest/bilag.txt");
    out(secret.path(), "content/netvaerk/oest/mappe");
    out(Path::new("../../../themes/egen/notat.txt"), "content/netvaerk/oest/tema.txt");
    out(Path::new("findes-ikke"), "content/netvaerk/oest/blind.txt");
    out(Path::new("kreds.txt"), "content/netvaerk/oest/kreds.txt");
    let (status, said) = desk.run(&["build"]);
    assert_eq!(status, 1, "{said}");
    for name in ["bilag.txt", "mappe", "tema.txt", "blind.txt", "kreds.txt"] {
        assert!(said.contains(&format!("content/netvaerk/oest/{name}")), "{name}: {said}");
    }
    assert!(!desk.path("public").exists());
}

#[test]
fn a_link_within_content_is_the_file_it_leads_to() {
    let desk = Desk::new();
    desk.write("content/netvaerk/vest/index.md", "---\ntitel: Netværk Vest\n---\n");
    desk.write("content/netvaerk/oest/vedtaegter.txt", "Vedtægter");
    symlink("../oest/vedtaegter.txt", desk.path("content/netvaerk/vest/vedtaegter.txt")).unwrap();
    assert_eq!(desk.run(&["build"]).0, 0);
    assert_eq!(fs::read_to_string(desk.path("public/netvaerk/vest/vedtaegter.txt")).unwrap(), "Vedtægter");
    assert!(!fs::symlink_metadata(desk.path("public/netvaerk/vest/vedtaegter.txt")).unwrap().is_symlink());
}

fn told(desk: &Desk) -> Vec<&'static str> {
    let sources = Sources::read(desk.0.path(), date(2026, 11, 22)).unwrap();
    sources.problems.iter().map(|problem| problem.kind.id()).collect()
}

#[test]
fn files_and_folders_have_budgets() {
    let desk = Desk::new();
    let sparse = |path: &str, size: u64| {
        fs::create_dir_all(desk.path(path).parent().unwrap()).unwrap();
        fs::File::create(desk.path(path)).unwrap().set_len(size).unwrap();
    };
    sparse("content/stor.md", 5 << 20);
    sparse("content/netvaerk/oest/optagelse.mp4", 300 << 20);
    assert_eq!(told(&desk), ["attachment-too-large", "file-too-large"]);
    let (status, said) = desk.run(&["build"]);
    assert!(status == 1 && said.contains("300 MB") && said.contains("256 MB"), "{said}");

    let desk = Desk::new();
    desk.write(&format!("content/{}note.txt", "ned/".repeat(31)), "x");
    assert!(told(&desk).is_empty());
    desk.write(&format!("content/{}note.txt", "ned/".repeat(32)), "x");
    assert_eq!(told(&desk), ["folder-too-deep"]);
}

#[test]
fn a_site_has_so_many_files_and_no_more() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("content/arkiv")).unwrap();
    for number in 0..200_000 {
        fs::File::create(desk.path(&format!("content/arkiv/{number}.txt"))).unwrap();
    }
    assert_eq!(told(&desk), ["too-many-files"]);
}
