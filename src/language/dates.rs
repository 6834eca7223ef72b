//! The words and patterns by which a language reads and writes dates and clock times: the `dates` table of its
//! data file. Nothing here or in `model::time` knows a language by name, so a new one is a new file.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

use super::pattern::{Gap, Pattern};

/// Everything a language needs for reading and writing dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    /// January to December.
    pub months: [Names; 12],
    /// Monday to Sunday.
    pub weekdays: [Names; 7],
    /// Words that may stand before a date: "den", "the".
    pub article: Phrases,
    /// Words that say that a clock time follows: "kl".
    pub clock: Phrases,
    /// Whether a lone number after such a word is an hour in running text too: "kl. 10", but "at 10 tables".
    pub clock_is_clear: bool,
    /// Words that open a range: "fra".
    pub from: Phrases,
    /// Words between the ends of a range: "til".
    pub range: Phrases,
    /// Words between the days of a list: "og".
    pub and: Phrases,
    /// Words that make a date approximate: "omkring".
    pub about: Phrases,
    /// Words before a week's number: "uge".
    pub week: Phrases,
    /// Words that may follow a month's name: "måned".
    pub month: Phrases,
    /// Words that may stand before a month or a year inside a date: "of".
    pub of: Phrases,
    /// Words that stand in the place of clock times: "hele dagen".
    pub all_day: Phrases,
    /// Words after an hour before noon, in the twelve-hour clock.
    pub am: Phrases,
    /// Words after an hour after noon, in the twelve-hour clock.
    pub pm: Phrases,
    /// Letters set close after the number of a day: "th".
    pub ordinals: Phrases,
    /// Whether the month may stand before the day: "May 9, 2019".
    pub month_before_day: bool,
    /// What a date of numbers alone means.
    pub numeric: NumericOrders,
    /// How dates are written.
    pub write: WritePatterns,
    /// The vocabulary, for looking words up.
    #[serde(skip)]
    known: OnceLock<HashSet<String>>,
}

/// The order of day and month in a date of numbers alone, by the sign between them.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumericOrders {
    /// 9.5.2019
    pub dot: NumericOrder,
    /// 9-5-2019
    pub hyphen: NumericOrder,
    /// 9/5/2019
    pub slash: NumericOrder,
    /// 9/5-2019
    pub slash_hyphen: NumericOrder,
}

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumericOrder {
    /// The first, always.
    DayFirst,
    /// The second, always.
    MonthFirst,
    /// Readers of this language take it both ways.
    Ambiguous,
}

/// How dates, periods and clock times are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WritePatterns {
    /// A clock time: "10.00".
    pub time: Pattern<TimeGap>,
    /// From one clock time to another: "10.00–15.00".
    pub hours: Pattern<RangeGap>,
    /// Clock times standing alone: "kl. 10.00–15.00".
    pub clock: Pattern<HoursGap>,
    /// A date and its clock times.
    pub with_hours: Pattern<WithHoursGap>,
    /// A day: "9. maj 2019".
    pub day: Pattern<DaysGap>,
    /// A day whose year is clear: "9. maj".
    pub day_month: Pattern<DaysGap>,
    /// A day with its weekday.
    pub day_weekday: Pattern<DaysGap>,
    /// Days of one month: "17.–18. april 2018".
    pub days_in_month: Pattern<DaysGap>,
    /// Days of one year: "30. april – 2. maj 2019".
    pub days_in_year: Pattern<DaysGap>,
    /// Days of one month, with weekdays.
    pub days_in_month_weekday: Pattern<DaysGap>,
    /// Days of one year, with weekdays.
    pub days_in_year_weekday: Pattern<DaysGap>,
    /// From one date to another, each written in full.
    pub range: Pattern<RangeGap>,
    /// A week: "uge 41, 2018".
    pub week: Pattern<WeeksGap>,
    /// Weeks of one year.
    pub weeks_in_year: Pattern<WeeksGap>,
    /// A month: "maj 2019".
    pub month: Pattern<MonthsGap>,
    /// Months of one year.
    pub months_in_year: Pattern<MonthsGap>,
    /// Years: "2014–2017".
    pub years: Pattern<YearsGap>,
    /// An approximate date: "omkring august 2014".
    pub about: Pattern<AboutGap>,
}

/// Defines the gaps of a kind of pattern by the names they have in the data files.
macro_rules! gaps {
    ($($(#[$doc:meta])* $kind:ident { $($gap:ident = $name:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each gap is documented by its name in the data files")]
        pub enum $kind { $($gap),+ }

        impl Gap for $kind {
            fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some($kind::$gap),)+
                    _ => None,
                }
            }
        }
    )+};
}

gaps! {
    /// A clock time's parts; `hh` has always two digits.
    TimeGap { Hour = "hour", PaddedHour = "hh", Minute = "minute" }
    /// The ends of a range, as texts.
    RangeGap { From = "from", To = "to" }
    /// Clock times, as a text.
    HoursGap { Hours = "hours" }
    /// A date and its clock times, as texts.
    WithHoursGap { Date = "date", Hours = "hours" }
    /// An approximate date, as a text.
    AboutGap { Date = "date" }
    /// The parts of a first and a last day.
    DaysGap {
        Weekday = "weekday", Day = "day", Month = "month", Year = "year",
        LastWeekday = "last_weekday", LastDay = "last_day", LastMonth = "last_month",
    }
    /// The numbers of a first and a last week of one year.
    WeeksGap { Week = "week", LastWeek = "last_week", Year = "year" }
    /// The names of a first and a last month of one year.
    MonthsGap { Month = "month", LastMonth = "last_month", Year = "year" }
    /// A first and a last year.
    YearsGap { Year = "year", LastYear = "last_year" }
}

/// The names of one month or weekday: the full one, the abbreviation, and others that are read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Names {
    full: String,
    short: String,
    read: Vec<String>,
}

impl TryFrom<Vec<String>> for Names {
    type Error = &'static str;

    fn try_from(names: Vec<String>) -> Result<Self, Self::Error> {
        let full = names.first().ok_or("a month or weekday without a name")?;
        Ok(Names {
            full: full.clone(),
            short: names.get(1).unwrap_or(full).clone(),
            read: names.iter().map(|name| fold(name)).collect(),
        })
    }
}

impl Names {
    /// The full name, as it is written inside a sentence.
    pub fn full(&self) -> &str {
        &self.full
    }

    /// The abbreviation, without a full stop.
    pub fn short(&self) -> &str {
        &self.short
    }

    /// Whether a folded word is one of the names.
    pub(crate) fn has(&self, folded: &str) -> bool {
        self.read.iter().any(|name| name == folded)
    }
}

/// Phrases that mean the same, each as its folded words, longest first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases(Vec<Vec<String>>);

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let mut folded: Vec<Vec<String>> = phrases.iter().map(|phrase| split(phrase)).collect();
        folded.retain(|words| !words.is_empty());
        folded.sort_by_key(|words| std::cmp::Reverse(words.len()));
        Phrases(folded)
    }
}

impl Phrases {
    /// The phrases, each as its folded words, longest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[String]> {
        self.0.iter().map(Vec::as_slice)
    }
}

impl DateWords {
    /// Every folded word that may be read in a date, for suggesting one near to a word that cannot.
    pub fn vocabulary(&self) -> impl Iterator<Item = &str> {
        let names = self.months.iter().chain(&self.weekdays);
        let names = names.flat_map(|names| &names.read);
        let phrases = self.phrases().into_iter().flat_map(|list| &list.0);
        names.chain(phrases.flatten()).map(String::as_str)
    }

    /// Whether a folded word may be read in a date.
    pub(crate) fn knows(&self, folded: &str) -> bool {
        self.known.get_or_init(|| self.vocabulary().map(str::to_owned).collect()).contains(folded)
    }

    fn phrases(&self) -> [&Phrases; 13] {
        let DateWords {
            article,
            clock,
            from,
            range,
            and,
            about,
            week,
            month,
            of,
            all_day,
            am,
            pm,
            ordinals,
            months: _,
            weekdays: _,
            clock_is_clear: _,
            month_before_day: _,
            numeric: _,
            write: _,
            known: _,
        } = self;
        [article, clock, from, range, and, about, week, month, of, all_day, am, pm, ordinals]
    }
}

/// The form in which words are compared: composed letters (NFC), lower case.
pub(crate) fn fold(word: &str) -> String {
    super::fold::composed(word).chars().flat_map(char::to_lowercase).collect()
}

/// A phrase's words; full stops are left out, since readers may leave them out.
fn split(phrase: &str) -> Vec<String> {
    let words = phrase.split(|c: char| c == '.' || c.is_whitespace());
    words.filter(|word| !word.is_empty()).map(fold).collect()
}

/// The languages that tests read and write.
#[cfg(test)]
pub(crate) mod samples {
    use super::DateWords;

    #[derive(serde::Deserialize)]
    struct LanguageFile {
        dates: DateWords,
    }

    pub(crate) fn parse(source: &str) -> Result<DateWords, toml::de::Error> {
        toml::from_str::<LanguageFile>(source).map(|file| file.dates)
    }

    pub(crate) const DANISH: &str = include_str!("da.toml");

    pub(crate) fn danish() -> DateWords {
        parse(DANISH).expect("the Danish words load")
    }

    pub(crate) fn english() -> DateWords {
        parse(include_str!("en.toml")).expect("the English words load")
    }

    pub(crate) fn swedish() -> DateWords {
        parse(include_str!("sv.toml")).expect("the Swedish words load")
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{DANISH, danish, english, parse};
    use super::*;

    #[test]
    fn names_are_written_in_full_and_read_folded() {
        let words = danish();
        assert_eq!(words.weekdays[5].full(), "lørdag");
        assert_eq!(words.weekdays[5].short(), "lør");
        assert!(words.weekdays[6].has(&fold("SØNDAG")));
        assert_eq!(words.months[4].short(), "maj");
        assert_eq!(english().months[8].full(), "September");
    }

    #[test]
    fn letters_in_decomposed_form_fold_to_composed_ones() {
        assert_eq!(fold("Ma\u{30a}ned"), "måned");
        assert_eq!(split("T.o.m."), ["t", "o", "m"]);
    }

    #[test]
    fn longer_phrases_come_first() {
        let phrases = Phrases::from(vec!["til".to_owned(), "til og med".to_owned()]);
        let lengths: Vec<usize> = phrases.iter().map(<[String]>::len).collect();
        assert_eq!(lengths, [3, 1]);
    }

    #[test]
    fn a_misspelt_key_or_gap_does_not_load() {
        assert!(parse(&DANISH.replace("weekdays = [", "weekdagys = [")).is_err());
        assert!(parse(&DANISH.replace("{hour}.", "{time}.")).is_err());
        assert!(parse(&DANISH.replace("  [\"december\", \"dec\"],\n", "")).is_err());
    }

    #[test]
    fn the_vocabulary_holds_names_and_phrases() {
        let words = danish();
        let vocabulary: Vec<&str> = words.vocabulary().collect();
        for word in ["februar", "søn", "omkring", "måned", "uge"] {
            assert!(vocabulary.contains(&word), "{word}");
        }
    }
}
