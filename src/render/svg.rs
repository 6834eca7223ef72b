//! What the drawings share: numbers short enough for a page, and the twelve marks of networks.

/// How many hues and marks there are; a network's number is taken modulo this.
pub const MARKS: u8 = 12;

/// Shapes that fit a circle of radius 11 around the origin. The style sheet draws the same twelve in lists.
const SHAPES: [&str; MARKS as usize] = [
    "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    "M-8-8H8V8H-8z",
    "M0-10L10 8H-10z",
    "M0-11L11 0 0 11-11 0z",
    "M-3.5-10h7v6.5H10v7H3.5V10h-7V3.5H-10v-7h6.5z",
    "M-5-9H5l5.5 9L5 9H-5l-5.5-9z",
    "M0 10L-10-8H10z",
    "M0-11l2.7 7.3 7.8.3-6.1 4.8 2.1 7.5L0 4.6l-6.5 4.3 2.1-7.5-6.1-4.8 7.8-.3z",
    "M-9.5-4.6l4.9-4.9L0-4.9l4.6-4.6 4.9 4.9L4.9 0l4.6 4.6-4.9 4.9L0 4.9l-4.6 4.6-4.9-4.9L-4.9 0z",
    "M-10.5 5a10.5 10.5 0 0 1 21 0z",
    "M-10-8.5L0-2l10-6.5v17L0 2l-10 6.5z",
    "M-4.5-10.5h9v21h-9z",
];

/// The outline of a network's mark, as the `d` of a path.
pub fn shape(hue: u8) -> &'static str {
    SHAPES.get(usize::from(hue % MARKS)).copied().unwrap_or_default()
}

/// A coordinate with one decimal at most: finer than a printer's dot, and the same on every machine.
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(-0.04), "0");
        assert_eq!(number(-3.25), "-3.3");
        assert_eq!(number(7.96), "8");
    }

    #[test]
    fn every_hue_has_a_shape() {
        assert_eq!(shape(12), shape(0));
        assert!(shape(255).starts_with('M'));
    }
}
