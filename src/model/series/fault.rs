//! Why a text is no rule: facts only, the words are the language's.

use super::rule::Rule;
use std::ops::Range;

/// What is wrong with a rule's text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Byte offsets in the text that was read.
    pub span: Range<usize>,
}

/// What is wrong with a rule's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing but spaces.
    Empty,
    /// A word that the language's rules do not hold.
    UnknownWord,
    /// A word that is known but makes no sense where it stands.
    Unexpected,
    /// Nothing says how often, as in "i marts".
    Incomplete,
    /// "Every month on Tuesday": which Tuesday of the month?
    WhichWeekday,
    /// "Every third Tuesday": each reading is a rule.
    Ambiguous {
        /// Both rules that it may mean.
        readings: Box<[Rule; 2]>,
    },
    /// Two parts that are not one rule together, as in "9. maj og 4. november" or COUNT beside UNTIL.
    Conflict,
    /// A number outside what it counts, bounds included.
    OutOfRange {
        /// The smallest number that would do.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// No day of any year fits, as in "31. april".
    Never,
    /// An RRULE part without value, or a part that RFC 5545 does not know.
    UnknownPart,
    /// An RRULE value that its part does not allow.
    UnknownValue,
    /// An RRULE part that was given before.
    Repeated,
    /// A part of RFC 5545 that has no use for meetings: BYHOUR, BYWEEKNO, BYYEARDAY …
    Unsupported,
    /// FREQ=HOURLY, MINUTELY or SECONDLY.
    TooOften,
}

impl FaultKind {
    pub(super) fn at(self, span: Range<usize>) -> RuleFault {
        RuleFault { kind: self, span }
    }
}
