//! One site in three languages: the pages, the calendars and what is said to those who write them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "common/mod.rs"]
mod common;
#[path = "calendars/site.rs"]
#[allow(dead_code, reason = "every test program uses a part of it")]
mod site;

#[path = "translations/faults.rs"]
mod faults;
#[path = "translations/feeds.rs"]
mod feeds;
#[path = "translations/pages.rs"]
mod pages;
