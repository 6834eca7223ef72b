//! The commands, through the program itself: what they write, what they say, how they end.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod building;
mod desk;
mod helping;
mod importing;
mod making;
mod remembering;
mod showing;
