//! Rules and rhythms in every language, against tables and against an evaluator that looks at every single day.

mod day_by_day;
mod expansion;
mod faults;
mod random;
mod reading;
mod rhythms;
mod rrules;
mod writing;

use super::Rule;
use crate::language::rules::RuleWords;
use serde::Deserialize;

#[derive(Deserialize)]
struct Language {
    rules: RuleWords,
}

fn danish() -> RuleWords {
    let text = include_str!("../../../language/da.toml");
    toml::from_str::<Language>(text).unwrap().rules
}

fn english() -> RuleWords {
    let text = include_str!("../../../language/en.toml");
    toml::from_str::<Language>(text).unwrap().rules
}

fn swedish() -> RuleWords {
    let text = include_str!("../../../language/sv.toml");
    toml::from_str::<Language>(text).unwrap().rules
}

/// The rule of an RRULE text that must be good.
fn rule(rrule: &str) -> Rule {
    Rule::read(rrule, &english()).unwrap_or_else(|fault| panic!("{rrule}: {fault:?}"))
}

/// Numbers from a fixed seed (xorshift), the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
}
