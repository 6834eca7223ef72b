//! Publishing against a real file system: ownership, faults at every call, kills, readers and rivals.
//!
//! A site of the tests has a version, and most of its files name it: so one look tells the whole old site, the whole
//! new one and a mixture apart.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "what fails here fails the test")]

mod faults;
mod faulty;
mod folder;
mod kills;
mod ownership;
mod rivals;
mod unchanged;
