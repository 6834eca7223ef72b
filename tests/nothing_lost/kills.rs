//! Builds killed at random moments: half of them anywhere, half while the new site is being made and put into place.

use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::bench::{Bench, Folder, Whose, count};

/// Knuth's MMIX generator; its high bits are as random as this needs.
struct Chance(u64);

impl Chance {
    fn micros(&mut self, below: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % u64::try_from(below.as_micros()).unwrap().max(1))
    }
}

fn start(folder: &Folder) -> Child {
    folder.build().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// How long a build takes, and how long of it the new site is in the making.
fn spans(bench: &Bench) -> (Duration, Duration) {
    let folder = bench.folder();
    let started = Instant::now();
    let mut child = start(&folder);
    let making = until_publishing(&folder, &mut child).map(|()| Instant::now());
    child.wait().unwrap();
    let end = Instant::now();
    (end - started, making.map_or(end - started, |making| end - making))
}

/// Waits for the first sign of the new site; nothing if the build ended before it was seen.
fn until_publishing(folder: &Folder, child: &mut Child) -> Option<()> {
    let new = folder.path().join(".public.husting/new");
    while !new.exists() {
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        thread::sleep(Duration::from_micros(50));
    }
    Some(())
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_site_or_the_new() {
    let bench = Bench::new();
    let (whole, publishing) = spans(&bench);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut ends = [0, 0, 0];
    for kill in 0..count("HUSTING_KILLS", 20) {
        let folder = bench.folder();
        let mut child = start(&folder);
        let wait = if kill % 2 == 0 {
            chance.micros(whole)
        } else {
            until_publishing(&folder, &mut child);
            chance.micros(publishing)
        };
        thread::sleep(wait);
        child.kill().unwrap();
        let ended = child.wait().unwrap().success();
        let context = format!("kill {kill} after {wait:?}");
        let site = folder.is_whole(&context);
        ends[if ended { 2 } else { usize::from(site == Whose::New) }] += 1;
        folder.next_build_is_right(&context);
    }
    eprintln!("killed with the old site up {}, with the new site up {}, too late {}", ends[0], ends[1], ends[2]);
    assert!(ends[0] > 0, "no kill came in time");
}
