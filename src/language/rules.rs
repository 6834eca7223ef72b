//! The words in which a language says how often something happens: "hver anden tirsdag", "the first Monday of the month",
//! "1-2 gange årligt". One table of data a language; a language is added by adding a table, not code.

use jiff::civil::Weekday;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of one language for rules and rhythms, ready to be looked up.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "RuleTables")]
pub struct RuleWords {
    /// The words as listed.
    pub tables: RuleTables,
    /// By the first piece of the entry, in lower case.
    index: BTreeMap<String, Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// The entry's further pieces, in lower case.
    rest: Vec<String>,
    term: Term,
}

/// The words as a language's data file lists them, and its patterns for writing rules.
///
/// Words are compared without regard to case; an entry may be several words ("halve år") or a sign (","). Dots are
/// skipped when reading, so abbreviations are listed without. The first entry of a weekday, month or ordinal is the one
/// written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleTables {
    /// Small words that carry no meaning here: "den", "i", "of", "the".
    pub filler: Vec<String>,
    /// Before what is repeated: "hver", "every".
    pub every: Vec<String>,
    /// Words that mean "every second" and never "the second one of", as English "other"; Danish has none.
    #[serde(default)]
    pub other: Vec<String>,
    /// The same with "every" in the word itself, as Swedish "varannan".
    #[serde(default)]
    pub every_other: Vec<String>,
    /// Between the last two of a list: "og", "and", ",".
    pub and: Vec<String>,
    /// Between two that are as good: "eller", "or".
    pub or: Vec<String>,
    /// Between the ends of a range: "-", "til".
    pub range: Vec<String>,
    /// Before months that are left out: "undtagen", "except".
    pub except: Vec<String>,
    /// Before the last day, which is included.
    pub until: Vec<String>,
    /// After a number of occurrences: "gange", "meetings".
    pub times: Vec<String>,
    /// Before a number that is not exact: "ca.", "about".
    pub about: Vec<String>,
    /// Before the fewest: "mindst", "at least".
    pub at_least: Vec<String>,
    /// Before the most: "højst", "at most".
    pub at_most: Vec<String>,
    /// Cardinal numbers from one.
    pub numbers: Vec<Vec<String>>,
    /// A number and "times" in one word, from one: "once", "twice".
    #[serde(default)]
    pub multiples: Vec<Vec<String>>,
    /// Ordinal numbers from the first.
    pub ordinals: Vec<Vec<String>>,
    /// The last of a month: "sidste", "last".
    pub last: Vec<String>,
    /// The one before it: "næstsidste", "last but one".
    pub last_but_one: Vec<String>,
    /// What directly follows digits to make them an ordinal: ".", "th".
    pub ordinal_marks: Vec<String>,
    /// Monday to Friday in one word: "hverdag", "weekday".
    pub workday: Vec<String>,
    /// Monday first.
    pub weekdays: [Vec<String>; 7],
    /// January first.
    pub months: [Vec<String>; 12],
    /// Stretches of time as nouns: "uge", "weeks".
    pub units: StrideWords,
    /// The same as adverbs: "ugentligt", "weekly".
    pub adverbs: StrideWords,
    /// How rules are written.
    pub write: RulePatterns,
}

/// The words for each stretch of time between two meetings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrideWords {
    /// "dag", "day"
    pub day: Vec<String>,
    /// "uge", "week"
    pub week: Vec<String>,
    /// Two weeks: "fortnight".
    pub fortnight: Vec<String>,
    /// "måned", "month"
    pub month: Vec<String>,
    /// Three months: "kvartal", "quarter".
    pub quarter: Vec<String>,
    /// Six months: "halvår", "half-year".
    pub half_year: Vec<String>,
    /// "år", "year"
    pub year: Vec<String>,
}

/// How a language writes rules. Each field names the `{placeholders}` that its pattern may hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulePatterns {
    /// Between all but the last two parts of a list.
    pub comma: String,
    /// Between the last two parts of a list.
    pub and: String,
    /// Each: "hver uge".
    pub every_one: UnitPatterns,
    /// Every second: "hver anden uge".
    pub every_two: UnitPatterns,
    /// `{n}`
    pub every_more: UnitPatterns,
    /// `{days}`
    pub weekly_one: String,
    /// `{day}`
    pub weekly_two: String,
    /// `{every}`, `{days}` (in the form of `weekdays_on`)
    pub weekly_more: String,
    /// Monday to Friday: "alle hverdage".
    pub workdays: String,
    /// The weekdays as they stand in `weekly_more`, Monday first.
    pub weekdays_on: [String; 7],
    /// `{nth}`, `{weekday}`
    pub nth: String,
    /// `{nth}`
    pub nth_workday: String,
    /// `{nth}`: a day counted from the month's end
    pub nth_day: String,
    /// `{days}`
    pub month_days: String,
    /// `{days}`
    pub in_month_one: String,
    /// `{days}`
    pub in_month_two: String,
    /// `{days}`, `{n}`
    pub in_month_more: String,
    /// `{days}`
    pub in_year: String,
    /// `{rule}`, `{months}`
    pub in_months: String,
    /// `{rule}`, `{months}`
    pub except_months: String,
    /// `{every}`, `{rule}`
    pub in_years: String,
    /// `{every}`, `{day}`, `{month}`
    pub date: String,
    /// `{every}`, `{days}`, `{months}`
    pub dates: String,
    /// `{rule}`
    pub count_one: String,
    /// `{rule}`, `{n}`
    pub count_more: String,
    /// `{rule}`, `{day}`, `{month}`, `{year}`
    pub until: String,
    /// `{n}`: the day in `date` and `until`
    pub day_in_date: String,
    /// The days of a month as ordinals in digits, from the first.
    pub day_ordinals: Vec<String>,
}

/// One pattern for each unit, because the words around it bend with it ("hver uge", "hvert år").
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitPatterns {
    /// By days.
    pub day: String,
    /// By weeks.
    pub week: String,
    /// By months.
    pub month: String,
    /// By years.
    pub year: String,
}

/// A unit of the calendar by which rules step, from the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

/// A number of units: a quarter is three months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stride {
    /// The unit.
    pub unit: Unit,
    /// How many of it.
    pub count: u16,
}

/// What a word, or some words together, mean within a rule or a rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Nothing of its own: "den", "of".
    Filler,
    /// What follows is repeated.
    Every,
    /// Every second one.
    Other,
    /// Every second one, with "every" in the word.
    EveryOther,
    /// One more of a list.
    And,
    /// Another that is as good.
    Or,
    /// From the one to the other.
    Range,
    /// What follows is left out.
    Except,
    /// The last day follows.
    Until,
    /// The number before is one of occurrences.
    Times,
    /// The number is not exact.
    About,
    /// The number is the fewest.
    AtLeast,
    /// The number is the most.
    AtMost,
    /// A cardinal number.
    Number(u32),
    /// So many times: "twice".
    Multiple(u32),
    /// From 1, or counted from the end: -1 is the last.
    Ordinal(i32),
    /// A stretch of time as a noun.
    Unit(Stride),
    /// A stretch of time as an adverb.
    Adverb(Stride),
    /// Monday to Friday.
    Workday,
    /// A day of the week.
    Weekday(Weekday),
    /// 1 to 12.
    Month(i8),
}

impl From<RuleTables> for RuleWords {
    fn from(tables: RuleTables) -> Self {
        let mut index: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (entry, term) in tables.entries() {
            let mut pieces = pieces(entry).map(|(_, piece)| piece.to_lowercase());
            if let Some(first) = pieces.next() {
                let rest = pieces.collect();
                index.entry(first).or_default().push(Entry { rest, term });
            }
        }
        Self { tables, index }
    }
}

impl RuleWords {
    /// The meaning of the longest entry at the start of `pieces`, and how many pieces it takes. Where a word stands
    /// twice in the tables, its first meaning counts.
    pub fn find(&self, pieces: &[&str]) -> Option<(Term, usize)> {
        let (first, rest) = pieces.split_first()?;
        let mut found: Option<&Entry> = None;
        for entry in self.index.get(&first.to_lowercase())? {
            let longer = found.is_none_or(|known| entry.rest.len() > known.rest.len());
            if longer && entry.begins(rest) {
                found = Some(entry);
            }
        }
        found.map(|entry| (entry.term, 1 + entry.rest.len()))
    }
}

impl Entry {
    fn begins(&self, pieces: &[&str]) -> bool {
        let same = |(one, other): (&String, &&str)| *one == other.to_lowercase();
        self.rest.len() <= pieces.len() && self.rest.iter().zip(pieces).all(same)
    }
}

impl RuleTables {
    /// Every word and its meaning.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Term)> {
        self.signs()
            .chain(self.counting())
            .chain(self.units.entries(Term::Unit))
            .chain(self.adverbs.entries(Term::Adverb))
            .chain(self.calendar())
    }

    fn signs(&self) -> impl Iterator<Item = (&str, Term)> {
        [
            (&self.filler, Term::Filler),
            (&self.every, Term::Every),
            (&self.other, Term::Other),
            (&self.every_other, Term::EveryOther),
            (&self.and, Term::And),
            (&self.or, Term::Or),
            (&self.range, Term::Range),
            (&self.except, Term::Except),
            (&self.until, Term::Until),
            (&self.times, Term::Times),
            (&self.about, Term::About),
            (&self.at_least, Term::AtLeast),
            (&self.at_most, Term::AtMost),
            (&self.last, Term::Ordinal(-1)),
            (&self.last_but_one, Term::Ordinal(-2)),
            (&self.workday, Term::Workday),
        ]
        .into_iter()
        .flat_map(|(words, term)| all(words, term))
    }

    fn counting(&self) -> impl Iterator<Item = (&str, Term)> {
        let numbers = self.numbers.iter().zip(1..);
        let multiples = self.multiples.iter().zip(1..);
        let ordinals = self.ordinals.iter().zip(1..);
        numbers
            .flat_map(|(words, n)| all(words, Term::Number(n)))
            .chain(multiples.flat_map(|(words, n)| all(words, Term::Multiple(n))))
            .chain(ordinals.flat_map(|(words, n)| all(words, Term::Ordinal(n))))
    }

    fn calendar(&self) -> impl Iterator<Item = (&str, Term)> {
        let weekdays = self.weekdays.iter().zip(Weekday::Monday.cycle_forward());
        let months = self.months.iter().zip(1..);
        weekdays
            .flat_map(|(words, day)| all(words, Term::Weekday(day)))
            .chain(months.flat_map(|(words, month)| all(words, Term::Month(month))))
    }
}

impl StrideWords {
    fn entries(&self, term: fn(Stride) -> Term) -> impl Iterator<Item = (&str, Term)> {
        [
            (&self.day, Unit::Day, 1),
            (&self.week, Unit::Week, 1),
            (&self.fortnight, Unit::Week, 2),
            (&self.month, Unit::Month, 1),
            (&self.quarter, Unit::Month, 3),
            (&self.half_year, Unit::Month, 6),
            (&self.year, Unit::Year, 1),
        ]
        .into_iter()
        .flat_map(move |(words, unit, count)| all(words, term(Stride { unit, count })))
    }
}

impl UnitPatterns {
    /// The pattern for `unit`.
    pub fn of(&self, unit: Unit) -> &str {
        match unit {
            Unit::Day => &self.day,
            Unit::Week => &self.week,
            Unit::Month => &self.month,
            Unit::Year => &self.year,
        }
    }
}

/// Cuts a text into runs of letters, runs of digits and single signs, each with its byte offset; spaces and dots are
/// skipped.
pub fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '.');
        let first = rest.chars().next()?;
        let length = rest.find(|c| !joined(first, c)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(length.max(first.len_utf8()));
        let offset = text.len() - rest.len();
        rest = after;
        Some((offset, piece))
    })
}

fn joined(first: char, next: char) -> bool {
    (first.is_alphabetic() && next.is_alphabetic()) || (first.is_ascii_digit() && next.is_ascii_digit())
}

fn all(words: &[String], term: Term) -> impl Iterator<Item = (&str, Term)> {
    words.iter().map(move |word| (word.as_str(), term))
}
