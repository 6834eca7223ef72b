//! Plan → bytes: one writer a format, data in, bytes out.

pub mod calendar;

use crate::Output;
use crate::diagnostics::Diagnostics;
use crate::ledger::Ledger;
use crate::site::Site;
use crate::sources::Sources;

/// Renders every page, feed and file of the plan.
pub fn all(site: &Site<'_>, remembered: &Ledger, sources: &Sources, problems: &mut Diagnostics) -> (Output, Ledger) {
    calendar::all(site, remembered, sources.accept_losses, problems)
}
