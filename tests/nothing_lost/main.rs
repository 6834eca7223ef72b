//! Nothing is lost: the program itself, killed, starved, crowded and stopped, leaves a whole site and tells why it failed.
//!
//! What `tests/publishing` tries with a disk that fails on demand is tried here with real processes, signals, system calls
//! and file systems. The counts are small, so that the whole takes a minute; these ask for more:
//!
//! | variable | what | usual | the full proof |
//! | --- | --- | --- | --- |
//! | `HUSTING_KILLS` | kills at random moments | 20 | 1000 |
//! | `HUSTING_CALLS` | system calls tried of each kind, spread over a build | 8 | `all` |
//! | `HUSTING_PAIRS` | pairs of builds at once | 8 | 100 |
//! | `HUSTING_STEPS` | amounts of free space tried | 8 | 100 |
//!
//! The system calls are counted and broken by `strace`, full disks and mount points are made in a mount namespace
//! (`unshare`). Where a machine has not got one of these, its tests say so and try nothing.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "what fails here fails the test")]

mod bench;
mod calls;
mod full;
mod kills;
mod limits;
mod outputs;
mod rivals;
mod same;
mod saving;
mod signals;
