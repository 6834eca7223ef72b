//! Sentences with named gaps, as a language's data file writes them: `{day}. {month} {year}`.

use std::fmt;

use serde::Deserialize;

/// A text with gaps, each of which names one of the values that can fill it.
///
/// `G` is an enum of the gaps that make sense in this place; a pattern that names another one does not load.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String", bound = "G: Gap")]
pub struct Pattern<G: Gap> {
    parts: Vec<Part<G>>,
}

/// The names that a pattern's gaps may have.
pub trait Gap: Copy + fmt::Debug {
    /// The gap of that name, if there is one.
    fn from_name(name: &str) -> Option<Self>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part<G> {
    Text(String),
    Gap(G),
}

/// Why a pattern cannot be used: it is a fault in a language's data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternError {
    /// A brace that is never closed.
    Unclosed(String),
    /// A gap of a name that has no meaning here.
    UnknownGap(String),
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PatternError::Unclosed(pattern) => write!(f, "`{pattern}`: a `{{` without its `}}`"),
            PatternError::UnknownGap(name) => write!(f, "`{{{name}}}` is not known here"),
        }
    }
}

impl<G: Gap> TryFrom<String> for Pattern<G> {
    type Error = PatternError;

    fn try_from(source: String) -> Result<Self, PatternError> {
        let mut parts = Vec::new();
        let mut rest = source.as_str();
        while let Some((text, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else {
                return Err(PatternError::Unclosed(source));
            };
            let gap = G::from_name(name).ok_or_else(|| PatternError::UnknownGap(name.to_owned()))?;
            parts.extend([Part::Text(text.to_owned()), Part::Gap(gap)]);
            rest = tail;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Pattern { parts })
    }
}

impl<G: Gap> Pattern<G> {
    /// The text with every gap filled by what `write` adds for it.
    pub fn fill(&self, mut write: impl FnMut(G, &mut String)) -> String {
        let mut filled = String::with_capacity(64);
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Gap(gap) => write(*gap, &mut filled),
            }
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    struct Name;

    impl Gap for Name {
        fn from_name(name: &str) -> Option<Self> {
            (name == "navn").then_some(Name)
        }
    }

    fn pattern(source: &str) -> Result<Pattern<Name>, PatternError> {
        Pattern::try_from(source.to_owned())
    }

    #[test]
    fn gaps_are_filled_and_the_rest_is_kept() {
        let greeting = pattern("Kære {navn}, hej {navn}!").unwrap();
        assert_eq!(greeting.fill(|_, text| text.push_str("Åse")), "Kære Åse, hej Åse!");
    }

    #[test]
    fn a_pattern_with_a_fault_does_not_load() {
        assert_eq!(pattern("Kære {navm}"), Err(PatternError::UnknownGap("navm".to_owned())));
        assert_eq!(pattern("Kære {navn"), Err(PatternError::Unclosed("Kære {navn".to_owned())));
    }
}
