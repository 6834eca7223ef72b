//! `import`: calendars and tables of other programs as meeting files; and a feed of ours as the files that it came from.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "common/mod.rs"]
mod common;

#[path = "importing/desk.rs"]
mod desk;
#[path = "importing/others.rs"]
mod others;
#[path = "importing/round_trip.rs"]
mod round_trip;
#[path = "importing/tables.rs"]
mod tables;
#[path = "importing/total.rs"]
mod total;
