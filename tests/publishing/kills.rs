//! Real deaths: a process that publishes version after version is killed at random moments.
//!
//! `HUSTING_KILLS` sets how many, 50 if unset.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use husting::publish::Options;

use crate::folder::{Folder, site};

const FOLDER: &str = "HUSTING_TEST_PUBLISH_IN";
const READY: &str = "ready to die";

/// Does nothing by itself. Started by the test below, it publishes until it is killed.
#[test]
fn publishes_until_killed() {
    let Some(root) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = std::mem::ManuallyDrop::new(Folder { root: PathBuf::from(root) });
    let first = folder.version().unwrap_or(0) + 1;
    println!("{READY}");
    for version in first.. {
        folder.publish(&site(version), Options::default()).unwrap();
    }
}

fn start(folder: &Folder) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kills::publishes_until_killed", "--nocapture"])
        .env(FOLDER, &folder.root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().ends_with(READY)), "the publisher did not start");
    child
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site_and_a_ledger_that_follows() {
    let kills = std::env::var("HUSTING_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(50);
    let folder = Folder::new();
    // Kills fall within about the first three builds of each process, however slow the machine is.
    let started = Instant::now();
    folder.publish(&site(1), Options::default()).unwrap();
    let span = 3 * started.elapsed().as_micros() as u64 + 1_000;
    let mut chance: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut last = 1;
    for kill in 0..kills {
        // Knuth's MMIX generator; its high bits are as random as this needs.
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = start(&folder);
        std::thread::sleep(Duration::from_micros((chance >> 33) % span));
        child.kill().unwrap();
        child.wait().unwrap();

        let version = folder.version().unwrap_or(0);
        assert!(version >= last, "kill {kill}: back from {last} to {version}");
        let ledger = folder.ledger_version();
        assert!(ledger <= version && ledger + 1 >= version, "kill {kill}: ledger {ledger}, site {version}");
        folder.recover().unwrap();
        assert_eq!(folder.version().unwrap_or(0), version, "kill {kill}: recovery changed the site");
        assert_eq!(folder.ledger_version(), version, "kill {kill}: the ledger after recovery");
        assert_eq!(folder.leftovers(), Vec::<String>::new(), "kill {kill}");
        last = version;
    }
    assert!(last > 1, "no build ever came through");
    folder.publish(&site(last + 1), Options::default()).unwrap();
    assert_eq!((folder.version(), folder.ledger_version()), (Some(last + 1), last + 1));
}
