//! The scripts that look at pages, all called alike (see `lib/report.mjs`).

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;

use crate::sites::Site;

/// What a script found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// How often it looked.
    pub looked: usize,
    /// The faults.
    pub findings: Vec<String>,
    /// What it measured, a line each.
    pub measured: Vec<String>,
}

/// One browser at a time: speed is measured, and a machine has few cores. (nextest keeps to this by its own settings.)
static BROWSER: Mutex<()> = Mutex::new(());

/// What the script of this name, with its options, finds wrong with a site. Without the programs it needs there is no test.
pub fn look(script: &str, site: &Site) -> Report {
    let _alone = BROWSER.lock().unwrap_or_else(PoisonError::into_inner);
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    assert!(here.join("installed/wanted").exists(), "the browser's programs are not installed: tests/run does it");
    let mut node = Command::new("node");
    let (name, options) = script.split_once(' ').unwrap_or((script, ""));
    node.arg(here.join(format!("{name}.mjs"))).arg(site.path()).args(options.split_whitespace());
    let said = node.output().unwrap_or_else(|error| panic!("node: {error}"));
    assert!(said.status.success(), "{script}.mjs fails:\n{}", String::from_utf8_lossy(&said.stderr));
    serde_json::from_slice(&said.stdout).unwrap_or_else(|error| panic!("{script}.mjs: {error}"))
}
