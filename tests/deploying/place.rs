//! A folder with the example site and the program, and the recipes of the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

pub const HUSTING: &str = env!("CARGO_BIN_EXE_husting");

/// The day for which the site is built.
const TODAY: &str = "2026-11-22";

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The fenced blocks of a language under a heading of `docs/deploying.md`.
pub fn recipe(heading: &str, language: &str) -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/deploying.md")).unwrap();
    let (_, below) = page.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let section = below.split("\n## ").next().unwrap();
    let fence = format!("```{language}\n");
    let blocks = section.split(&fence).skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

/// A copy of a site: of the example, where nothing else is said.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Place {
        Place::of("")
    }

    /// A copy of another site of this repository, by its folder.
    pub fn of(site: &str) -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        copy(&root().join(site).join("content"), &place.path("content"));
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn build(&self) {
        self.build_with(&[]);
    }

    pub fn build_with(&self, flags: &[&str]) {
        let mut build = Command::new(HUSTING);
        let done = build.args(["build", "--today", TODAY]).args(flags).current_dir(&self.folder).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// Changes a text in a file of the content.
    pub fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} does not say {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// Runs a script of a recipe in the site's folder, as a shell of a runner does.
    pub fn shell(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        let mut shell = Command::new("sh");
        shell
            .args(["-ec", script])
            .current_dir(&self.folder)
            .env("PATH", path_variable())
            .env("SOURCE_DATE_EPOCH", "1795305600"); // TODAY
        // Nothing of how this machine reaches the network has a say in what a server on this machine is asked.
        shell.env_remove("AWS_CA_BUNDLE").env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        shell.envs(variables.iter().copied()).output().unwrap()
    }
}

/// Where a shell looks for programs: ours first.
pub fn path_variable() -> String {
    format!("{}:{}", Path::new(HUSTING).parent().unwrap().display(), std::env::var("PATH").unwrap_or_default())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

/// Says which program is missing and how to get it, in place of a test that seems to have passed.
pub fn require(program: &str, package: &str) {
    let folders = std::env::var("PATH").unwrap_or_default();
    let found = folders.split(':').chain(["/usr/sbin"]).any(|folder| Path::new(folder).join(program).exists());
    assert!(
        found,
        "{program} is not installed here, so the recipe cannot be tried (Debian: apt-get install {package})"
    );
}

/// A port that is free at the moment.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Waits until a program answers at its port; what it wrote into its log is told where it does not.
pub fn wait_for(name: &str, port: u16, log: &Path) {
    let start = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        let log = || fs::read_to_string(log).unwrap_or_default();
        assert!(start.elapsed() < Duration::from_secs(20), "{name} does not answer: {}", log());
        thread::sleep(Duration::from_millis(20));
    }
}
