//! Nothing is let in: content is never code, never leads out of its folder, and never holds a build up.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "nothing_in/addresses.rs"]
mod addresses;
mod common;
#[path = "nothing_in/files.rs"]
mod files;
#[path = "nothing_in/markup.rs"]
mod markup;
#[path = "nothing_in/numbers.rs"]
mod numbers;
