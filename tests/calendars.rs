//! The calendars of small sites, built in memory and read line by line: what a subscriber's program receives.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "calendars/site.rs"]
mod site;

#[path = "calendars/changes.rs"]
mod changes;
#[path = "calendars/events.rs"]
mod events;
#[path = "calendars/feeds.rs"]
mod feeds;
#[path = "calendars/series.rs"]
mod series;
#[path = "calendars/story.rs"]
mod story;
