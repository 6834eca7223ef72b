//! The desk over real sockets: the overview, forms that change the lines they should and no others, single acts, and who is
//! turned away.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "desk/place.rs"]
mod place;
mod preview;

#[path = "desk/acts.rs"]
mod acts;
#[path = "desk/browser.rs"]
mod browser;
#[path = "desk/forms.rs"]
mod forms;
#[path = "desk/overview.rs"]
mod overview;
#[path = "desk/strangers.rs"]
mod strangers;
