//! Other days in the words of the old ones.

use jiff::civil::Date;

use super::{Reply, look::Look, value};
use crate::language::Language;
use crate::model::time::read::read_when;
use crate::model::time::{Days, When, write};

/// What the date picker's day is in words: `{"text": …}`.
pub(super) fn answer(look: &Look, form: &[(String, String)]) -> Reply {
    let day = value(form, "day").and_then(|day| day.parse::<Date>().ok());
    let old = value(form, "text").unwrap_or_default();
    let text = day.map(|day| redated(old, day, look.language, look.sources.today.year()));
    Reply::Json(serde_json::json!({ "text": text }).to_string())
}

/// A date read in the words of the language; a year that is left out is `year`.
pub(super) fn read(text: &str, language: &Language, year: i16) -> Option<When> {
    read_when(text.trim(), &language.dates, Some(year)).ok().map(|reading| reading.when)
}

/// A date with the same clock times on another day, in the manner of the old one: as numbers, with its weekday or without.
pub(super) fn redated(old: &str, day: Date, language: &Language, year: i16) -> String {
    let old = old.trim();
    if let Some(rest) = iso_rest(old) {
        return format!("{day}{rest}");
    }
    let words = &language.dates;
    let Some(days) = read(old, language, year).and_then(|when| when.days().copied()) else {
        return write::day_long(day, words);
    };
    let length = days.last().since(days.first()).unwrap_or_default();
    let last = day.checked_add(length).unwrap_or(day);
    let moved = Days::new(day, last, days.hours()).unwrap_or(Days::all_day(day));
    match old.starts_with(char::is_alphabetic) || old.is_empty() {
        true => write::long(&When::Exact(moved), words),
        false => write::short(&When::Exact(moved), words),
    }
}

/// What follows a date of one day in numbers: ` 10:00–15:00`.
fn iso_rest(text: &str) -> Option<&str> {
    let (date, rest) = text.split_at_checked("2027-05-20".len())?;
    // Numbers of more digits would be another year.
    let has_other_date = rest.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 2);
    (date.parse::<Date>().is_ok() && !has_other_date).then_some(rest)
}

/// A day in the manner of an old text: as numbers or in words, without weekday.
pub(super) fn day_like(old: &str, day: Date, language: &Language) -> String {
    if iso_rest(old.trim()).is_some() { day.to_string() } else { write::day_short(day, &language.dates) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn to_june(old: &str) -> String {
        redated(old, date(2027, 6, 3), Language::of("da").unwrap(), 2027)
    }

    #[test]
    fn a_new_day_is_written_as_the_old_one_was() {
        assert_eq!(to_june("2027-05-20"), "2027-06-03");
        assert_eq!(to_june("2027-05-20 10:00–15:00"), "2027-06-03 10:00–15:00");
        assert_eq!(to_june("20. maj 2027"), "3. juni 2027");
        assert_eq!(to_june("20. maj kl. 10-15"), "3. juni 2027 kl. 10.00–15.00");
        assert_eq!(to_june("torsdag d. 20. maj 2027 kl. 10-15"), "torsdag den 3. juni 2027 kl. 10.00–15.00");
        assert_eq!(to_june("20.-21. maj 2027"), "3.–4. juni 2027");
        assert_eq!(to_june(""), "torsdag den 3. juni 2027");
        assert_eq!(to_june("engang i maj"), "torsdag den 3. juni 2027");
    }
}
