//! Public holidays, one data file a country, year-aware: a holiday may begin or end with a year.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

/// The country files, by ISO 3166 code.
const FILES: &[(&str, &str)] = &[("DK", include_str!("dk.toml")), ("GB", include_str!("gb.toml"))];

/// A country's holidays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    day: Vec<Holiday>,
}

#[derive(Debug, Deserialize)]
struct Holiday {
    /// Its word is `holiday_<name>` in the language files.
    name: String,
    #[serde(flatten)]
    rule: Rule,
    from: Option<i16>,
    until: Option<i16>,
}

/// When in the year it falls.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Rule {
    /// So many days after Easter Sunday.
    Easter { easter: i32 },
    /// The same date every year.
    Fixed { month: i8, day: i8 },
}

impl Holidays {
    /// The holidays of a country by its ISO 3166 code, in any case.
    pub fn of(country: &str) -> Option<Holidays> {
        let country = country.trim().to_uppercase();
        let (_, text) = FILES.iter().find(|(code, _)| *code == country)?;
        Some(toml::from_str(text).expect("a country file inside the binary reads: a test holds it"))
    }

    /// The codes of the countries that are known.
    pub fn countries() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(code, _)| *code)
    }

    /// The name of the holiday on `date`, if it is one: the key of its word.
    pub fn on(&self, date: Date) -> Option<&str> {
        self.day.iter().find(|holiday| holiday.falls_on(date)).map(|holiday| holiday.name.as_str())
    }
}

impl Holiday {
    fn falls_on(&self, date: Date) -> bool {
        let year = date.year();
        if self.from.is_some_and(|from| year < from) || self.until.is_some_and(|until| year > until) {
            return false;
        }
        match self.rule {
            Rule::Fixed { month, day } => date.month() == month && date.day() == day,
            Rule::Easter { easter: days } => {
                easter(year).and_then(|sunday| sunday.checked_add(days.days()).ok()) == Some(date)
            }
        }
    }
}

/// Easter Sunday by the Gregorian calendar (the anonymous algorithm, as in Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, month, day) in
            [(2018, 4, 1), (2019, 4, 21), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn store_bededag_ended_with_2023() {
        let denmark = Holidays::of("dk").expect("Denmark is known");
        assert_eq!(denmark.on(date(2023, 5, 5)), Some("prayer_day"));
        assert_eq!(denmark.on(date(2024, 4, 26)), None);
        assert_eq!(denmark.on(date(2027, 5, 6)), Some("ascension"));
        assert_eq!(denmark.on(date(2027, 5, 17)), Some("whit_monday"));
        assert_eq!(denmark.on(date(2026, 6, 5)), Some("constitution_day"));
    }

    #[test]
    fn every_country_file_reads() {
        assert!(Holidays::countries().all(|code| Holidays::of(code).is_some()));
    }
}
