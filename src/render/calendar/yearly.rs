//! The days on which clocks change, year after year: from a few dates the rule they follow, and its RRULE.
//!
//! Laws speak of "the last Sunday in March", "the first Sunday in November", "1 April" and, through the database's
//! eyes, "the Saturday from the 24th on". More forms than these the IANA data do not have.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A day that each year has once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearlyDay {
    /// The last such weekday of the month.
    Last { month: i8, weekday: Weekday },
    /// The `nth` such weekday of the month, 1 to 4.
    Nth { month: i8, nth: i8, weekday: Weekday },
    /// The same date each year.
    Fixed { month: i8, day: i8 },
    /// The first such weekday from a date on; up to six days later, so it may lie in the next month.
    OnOrAfter { month: i8, day: i8, weekday: Weekday },
}

impl YearlyDay {
    /// Every rule that has `date` among its days, the plainest first.
    pub fn candidates(date: Date) -> Vec<YearlyDay> {
        let (month, day, weekday) = (date.month(), date.day(), date.weekday());
        let mut candidates = Vec::new();
        if day + 7 > date.days_in_month() {
            candidates.push(YearlyDay::Last { month, weekday });
        }
        if day <= 28 {
            candidates.push(YearlyDay::Nth { month, nth: (day + 6) / 7, weekday });
        }
        candidates.push(YearlyDay::Fixed { month, day });
        let earlier = (0..7).filter_map(|days| date.checked_sub(days.days()).ok());
        candidates.extend(earlier.filter_map(|first| window(first, weekday)));
        candidates
    }

    /// The day in a year; none where the year lies outside the calendar or has no 29 February.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            YearlyDay::Last { month, weekday } => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(-1, weekday).ok()
            }
            YearlyDay::Nth { month, nth, weekday } => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
            YearlyDay::Fixed { month, day } => Date::new(year, month, day).ok(),
            YearlyDay::OnOrAfter { month, day, weekday } => {
                let first = Date::new(year, month, day).ok()?;
                first.checked_add(first.weekday().until(weekday).days()).ok()
            }
        }
    }

    /// The RRULE for those of its days that lie in `month`: a rule that runs over the end of one takes two.
    pub fn rule_in(self, month: i8) -> String {
        let by = match self {
            YearlyDay::Last { weekday, .. } => format!("BYDAY=-1{}", code(weekday)),
            YearlyDay::Nth { nth, weekday, .. } => format!("BYDAY={nth}{}", code(weekday)),
            YearlyDay::Fixed { day, .. } => format!("BYMONTHDAY={day}"),
            YearlyDay::OnOrAfter { weekday, .. } => {
                format!("BYMONTHDAY={};BYDAY={}", self.window_in(month), code(weekday))
            }
        };
        format!("FREQ=YEARLY;BYMONTH={month};{by}")
    }

    /// The days of the month on which the weekday may fall, as BYMONTHDAY lists them.
    fn window_in(self, month: i8) -> String {
        let YearlyDay::OnOrAfter { month: first_month, day, .. } = self else {
            return String::new();
        };
        // Any year will do: no window starts at the end of February.
        let first = Date::constant(2001, 1, 1).with().month(first_month).day(day).build();
        let days = first.into_iter().flat_map(|first| first.series(1.day()).take(7));
        let in_month = days.filter(|date| date.month() == month).map(|date| date.day().to_string());
        in_month.collect::<Vec<_>>().join(",")
    }
}

/// The seven days from `first`, where they are the same in each year and within one.
fn window(first: Date, weekday: Weekday) -> Option<YearlyDay> {
    let (month, day) = (first.month(), first.day());
    let varies = match month {
        2 => day > 22,
        12 => day > 25,
        _ => false,
    };
    (!varies).then_some(YearlyDay::OnOrAfter { month, day, weekday })
}

fn code(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_sunday_in_march_comes_before_other_readings() {
        let candidates = YearlyDay::candidates(date(2018, 3, 25));
        let sunday = Weekday::Sunday;
        assert_eq!(candidates[0], YearlyDay::Last { month: 3, weekday: sunday });
        assert_eq!(candidates[1], YearlyDay::Nth { month: 3, nth: 4, weekday: sunday });
        assert!(candidates.iter().all(|rule| rule.in_year(2018) == Some(date(2018, 3, 25))));
        assert_eq!(candidates[0].in_year(2019), Some(date(2019, 3, 31)));
        assert_eq!(candidates[1].in_year(2019), Some(date(2019, 3, 24)));
        assert_eq!(candidates[0].rule_in(3), "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU");
    }

    #[test]
    fn a_window_over_the_end_of_a_month_takes_two_rules() {
        let friday = YearlyDay::OnOrAfter { month: 10, day: 26, weekday: Weekday::Friday };
        assert_eq!(friday.in_year(2024), Some(date(2024, 11, 1)));
        assert_eq!(friday.in_year(2025), Some(date(2025, 10, 31)));
        let october = "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR";
        assert_eq!(friday.rule_in(10), october);
        assert_eq!(friday.rule_in(11), "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1;BYDAY=FR");
    }

    #[test]
    fn no_window_depends_on_the_leap_day() {
        let candidates = YearlyDay::candidates(date(2020, 2, 29));
        let windows = candidates.iter().filter(|rule| matches!(rule, YearlyDay::OnOrAfter { .. }));
        assert_eq!(windows.count(), 0);
        assert_eq!(YearlyDay::Fixed { month: 2, day: 29 }.in_year(2021), None);
    }
}
