//! The fingerprint of an event's lines: FNV-1a of 64 bits, which is a dozen lines and the same on every machine and in
//! every version, as the hasher of the standard library does not promise to be.

use std::fmt;
use std::str::FromStr;

/// What an event's lines come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// Stands between parts; no UTF-8 text holds it, so that no two lists of parts run into one.
const SEPARATOR: u8 = 0xff;

impl Fingerprint {
    /// Of nothing.
    pub fn new() -> Fingerprint {
        Fingerprint(OFFSET_BASIS)
    }

    /// With a text more.
    #[must_use]
    pub fn with(self, part: &str) -> Fingerprint {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        Fingerprint(part.bytes().chain([SEPARATOR]).fold(self.0, step))
    }

    /// A number below `count` that follows from it, for choosing from a list.
    pub fn choose(self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(1).max(1);
        usize::try_from((self.0 >> 32) % count).unwrap_or(0)
    }
}

impl Default for Fingerprint {
    fn default() -> Self {
        Fingerprint::new()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Fingerprint)
    }
}
