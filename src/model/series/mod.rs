//! Recurring meetings: the rule of a series, read from RRULE (RFC 5545 section 3.3.10) or plain words and written as
//! both; its occurrences; and how often a network says that it meets.
//!
//! Reading goes from `terms` (what each word means) over `phrases` (which words belong together) and `plain` to `parts`;
//! RRULE text goes there through `rfc5545`. `parts` makes the [`Rule`], which exists only if it is good, and in its
//! simplest form, so that equal rules are equal values.

mod cursor;
mod expand;
mod fault;
mod parts;
mod phrases;
mod plain;
mod rfc5545;
mod rhythm;
mod rule;
mod say;
mod terms;
#[cfg(test)]
mod tests;

pub use expand::occurrences;
pub use fault::{FaultKind, RuleFault};
pub use rhythm::Rhythm;
pub use rule::{Days, End, NthWeekday, Rule, Until};
