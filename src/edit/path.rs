//! The name of a value within a front matter: `registration.deadline`, `participants.0.role`.

use std::fmt;

/// A step from a value to one within it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The field of this English name.
    Field(String),
    /// The entry of this number, from 0.
    Item(usize),
}

/// The steps from the top of the front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// Reads what [`Path`]'s `Display` writes.
    pub fn parse(text: &str) -> Path {
        let step = |part: &str| part.parse().map_or_else(|_| Step::Field(part.to_owned()), Step::Item);
        Path(text.split('.').filter(|part| !part.is_empty()).map(step).collect())
    }

    /// A field of what this names.
    #[must_use]
    pub fn field(&self, name: &str) -> Path {
        self.and(Step::Field(name.to_owned()))
    }

    /// An entry of the list that this names.
    #[must_use]
    pub fn item(&self, number: usize) -> Path {
        self.and(Step::Item(number))
    }

    fn and(&self, step: Step) -> Path {
        Path(self.0.iter().cloned().chain([step]).collect())
    }

    /// What holds this, and the step to it from there.
    pub(super) fn split_last(&self) -> Option<(Path, &Step)> {
        let (last, above) = self.0.split_last()?;
        Some((Path(above.to_vec()), last))
    }

    /// The name of the top field it is in.
    pub fn top(&self) -> Option<&str> {
        match self.0.first() {
            Some(Step::Field(name)) => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            f.write_str(if number == 0 { "" } else { "." })?;
            match step {
                Step::Field(name) => f.write_str(name)?,
                Step::Item(number) => write!(f, "{number}")?,
            }
        }
        Ok(())
    }
}
