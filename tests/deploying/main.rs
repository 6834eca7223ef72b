//! The recipes of `docs/deploying.md`, taken from that page and run: nginx, Caddy, a bucket through rclone, the steps of workflows.
//!
//! What needs a program that `cargo test` cannot bring is marked as ignored, and `tests/run` runs it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod bucket;
mod place;
#[path = "../preview/mod.rs"]
mod preview;
mod recipes;
mod servers;
mod web;
