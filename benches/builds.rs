//! Whole builds against the floor: reading the same files and writing files of the same sizes, and nothing else.
//!
//!     cargo bench --bench builds [-- MEETINGS]
//!
//! Each figure is a ratio of times taken in one round, and of those the median; give TMPDIR a folder in memory to leave the disk
//! out. On a busy machine only the CPU column means much.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a program that tells what it measures")]

mod made;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rayon::prelude::*;

const ROUNDS: usize = 5;

/// Seconds on the wall, and of the processors.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
}

/// The processors' time of all children so far, in hundredths of a second as Linux counts it.
fn cpu_of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    [13, 14].iter().filter_map(|at| fields.get(*at)?.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn cost_of(command: &mut Command) -> Cost {
    let (before, start) = (cpu_of_children(), Instant::now());
    let done = command.output().unwrap();
    let wall = start.elapsed().as_secs_f64();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Cost { wall, cpu: cpu_of_children() - before }
}

fn husting(site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_husting"));
    command.current_dir(site).args(["build", "--today", "2026-11-22"]);
    command
}

/// This program, asked to be the floor.
fn floor(site: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg("--floor").arg(site);
    command
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() { walk(&entry.path(), found) } else { found.push(entry.path()) }
    }
}

/// Reads all of `content/`, and writes beside `public/` files of the same names and sizes.
fn be_the_floor(site: &Path) {
    let (mut sources, mut pages) = (Vec::new(), Vec::new());
    walk(&site.join("content"), &mut sources);
    walk(&site.join("public"), &mut pages);
    let read: usize = sources.par_iter().map(|path| fs::read(path).unwrap().len()).sum();
    assert!(read > 0);
    let copy = site.join("floor");
    pages.par_iter().for_each(|page| {
        let size = usize::try_from(fs::metadata(page).unwrap().len()).unwrap();
        let path = copy.join(page.strip_prefix(site.join("public")).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, vec![b'x'; size]).unwrap();
    });
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [asked, site] = arguments.as_slice()
        && asked == "--floor"
    {
        return be_the_floor(Path::new(site));
    }
    let meetings = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(3000);
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    for (path, text) in made::files(meetings) {
        let path = site.join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let fresh = || {
        let _ = fs::remove_dir_all(site.join("public"));
        let _ = fs::remove_dir_all(site.join(".public.husting"));
    };
    let some = site.join("content/netvaerk/netvaerk-0/index.md");
    let network = fs::read_to_string(&some).unwrap();
    cost_of(&mut husting(site));
    let mut ratios: [Vec<[f64; 2]>; 3] = Default::default();
    for round in 0..ROUNDS {
        let _ = fs::remove_dir_all(site.join("floor"));
        let floor = cost_of(&mut floor(site));
        fresh();
        let cold = cost_of(&mut husting(site));
        let again = cost_of(&mut husting(site));
        fs::write(&some, format!("{network}\nEn sætning mere: {round}.\n")).unwrap();
        let one = cost_of(&mut husting(site));
        for (list, cost) in ratios.iter_mut().zip([cold, again, one]) {
            list.push([cost.wall / floor.wall, cost.cpu / floor.cpu.max(0.01)]);
        }
    }
    println!("{meetings} meetings, times the floor: wall, CPU");
    for (what, list) in ["cold", "nothing changed", "one file changed"].iter().zip(&ratios) {
        let of = |at: usize| median(list.iter().filter_map(|pair| pair.get(at).copied()).collect());
        println!("{what:18} {:6.1} {:6.1}", of(0), of(1));
    }
}
