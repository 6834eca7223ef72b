//! A file with the marks that git leaves where two people changed the same lines: read with both sides in it. Only the
//! ledger is read so; in a text that a person wrote the marks are hers to resolve.

use std::ops::Range;

/// Where a line of a conflicting file belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Outside of conflicts, or one of the two sides.
    Kept,
    /// What both sides grew from (git's diff3 style shows it): older than either.
    Ancestor,
}

/// The text with the marks and the common ancestors blanked out, and where the first mark stands; none if there is no
/// conflict in it. Every byte keeps its place, so that problems are told where they are.
pub fn both_sides(text: &str) -> Option<(String, Range<usize>)> {
    let mut both = String::with_capacity(text.len());
    let mut first = None;
    let mut side = Side::Kept;
    for line in text.split_inclusive('\n') {
        let is_mark = match line.get(..7) {
            Some("<<<<<<<") => true,
            Some("|||||||") => {
                side = Side::Ancestor;
                true
            }
            Some("=======") | Some(">>>>>>>") => {
                side = Side::Kept;
                true
            }
            _ => false,
        };
        if is_mark {
            let start = both.len();
            first.get_or_insert(start..start + line.trim_end().len());
        }
        if is_mark || side == Side::Ancestor {
            both.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            both.push_str(line);
        }
    }
    first.map(|first| (both, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_stay_in_their_places_and_their_ancestor_goes() {
        let text = "a: 1\n<<<<<<< HEAD\nb: 2\n||||||| base\nø: 3\n=======\nc: 4\n>>>>>>> other\nd: 5\n";
        let (both, first) = both_sides(text).expect("there is a conflict");
        let kept: Vec<&str> = both.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(kept, ["a: 1", "b: 2", "c: 4", "d: 5"]);
        assert_eq!(both.len(), text.len());
        assert_eq!(&text[first], "<<<<<<< HEAD");
        assert_eq!(both.find("c: 4"), text.find("c: 4"));
    }

    #[test]
    fn a_file_without_marks_is_no_conflict() {
        assert_eq!(both_sides("a: 1\n"), None);
    }
}
