//! Every zone of the database, read back by an evaluator of its own (RFC 5545, 3.6.5) and compared with jiff.

mod evaluator;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};

use super::vtimezone;
use evaluator::Evaluator;

fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("the bundled database has the zone")
}

fn written(name: &str, from: Date, to: Date) -> String {
    vtimezone(&zone(name), (from, to)).as_str().to_owned()
}

/// The start of each observance and what repeats it, in the order written.
fn observances(name: &str, from: Date, to: Date) -> Vec<String> {
    let text = written(name, from, to);
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(kind @ ("STANDARD" | "DAYLIGHT")) = line.strip_prefix("BEGIN:") {
            found.push(kind.to_owned());
            continue;
        }
        let value = line.strip_prefix("DTSTART:").or_else(|| line.strip_prefix("RRULE:FREQ=YEARLY;"));
        if let (Some(value), Some(last)) = (value, found.last_mut()) {
            *last = format!("{last} {value}");
        }
    }
    found
}

const COPENHAGEN: &str = "BEGIN:VTIMEZONE\r
TZID:Europe/Copenhagen\r
X-LIC-LOCATION:Europe/Copenhagen\r
BEGIN:DAYLIGHT\r
DTSTART:19810329T020000\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
TZNAME:CEST\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
DTSTART:19961027T030000\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
TZNAME:CET\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
END:STANDARD\r
END:VTIMEZONE\r
";

#[test]
fn copenhagen_to_the_octet_whatever_the_modern_range() {
    let ranges = [
        (date(1997, 1, 1), date(1997, 1, 1)),
        (date(2018, 5, 29), date(2018, 5, 29)),
        (date(2026, 11, 1), date(2048, 12, 31)),
    ];
    for (from, to) in ranges {
        assert_eq!(written("Europe/Copenhagen", from, to), COPENHAGEN);
    }
}

#[test]
fn copenhagen_before_1996_went_back_in_september() {
    let expected = [
        "STANDARD 19800928T030000 BYMONTH=9;BYDAY=-1SU;UNTIL=19950925T010000Z",
        "DAYLIGHT 19810329T020000 BYMONTH=3;BYDAY=-1SU",
        "STANDARD 19961027T030000 BYMONTH=10;BYDAY=-1SU",
    ];
    assert_eq!(observances("Europe/Copenhagen", date(1990, 1, 1), date(2018, 5, 29)), expected);
}

#[test]
fn rules_as_laws_and_timetables_know_them() {
    let day = date(2018, 5, 29);
    let cases: [(&str, &[&str]); 9] = [
        (
            "America/Los_Angeles",
            &["DAYLIGHT 20070311T020000 BYMONTH=3;BYDAY=2SU", "STANDARD 20071104T020000 BYMONTH=11;BYDAY=1SU"],
        ),
        // Half an hour, and in the southern year.
        (
            "Australia/Lord_Howe",
            &["STANDARD 20080406T020000 BYMONTH=4;BYDAY=1SU", "DAYLIGHT 20081005T020000 BYMONTH=10;BYDAY=1SU"],
        ),
        // The database has winter as the exception; the observances have summer.
        (
            "Europe/Dublin",
            &["DAYLIGHT 19810329T010000 BYMONTH=3;BYDAY=-1SU", "STANDARD 19961027T020000 BYMONTH=10;BYDAY=-1SU"],
        ),
        // Two hours.
        (
            "Antarctica/Troll",
            &["DAYLIGHT 20050327T010000 BYMONTH=3;BYDAY=-1SU", "STANDARD 20051030T030000 BYMONTH=10;BYDAY=-1SU"],
        ),
        // The Friday before the last Sunday.
        (
            "Asia/Jerusalem",
            &[
                "DAYLIGHT 20130329T020000 BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR",
                "STANDARD 20131027T020000 BYMONTH=10;BYDAY=-1SU",
            ],
        ),
        // Stopped in 2014, with a change of standard time.
        ("Europe/Moscow", &["STANDARD 20141026T020000"]),
        // Never had one since 1951.
        ("Asia/Tokyo", &["STANDARD 19700101T000000"]),
        ("UTC", &["STANDARD 19700101T000000"]),
        // Restarted in 2023; midnight after the last Thursday is in November once in seven years.
        (
            "Africa/Cairo",
            &[
                "STANDARD 20140926T000000",
                "DAYLIGHT 20230428T000000 BYMONTH=4;BYDAY=-1FR",
                "STANDARD 20231027T000000 BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR",
                "STANDARD 20241101T000000 BYMONTH=11;BYMONTHDAY=1;BYDAY=FR",
            ],
        ),
    ];
    for (name, expected) in cases {
        assert_eq!(observances(name, day, day), expected, "{name}");
    }
}

#[test]
fn ramadan_gives_single_changes() {
    let found = observances("Africa/Casablanca", date(2018, 5, 29), date(2019, 12, 31));
    let expected = [
        "STANDARD 20180513T030000",
        "DAYLIGHT 20180617T020000",
        "STANDARD 20190505T030000",
        "DAYLIGHT 20190609T020000",
    ];
    assert_eq!(found[..4], expected);
    assert!(found.iter().all(|observance| !observance.contains("BYMONTH")), "{found:?}");
}

#[test]
fn a_zone_that_follows_the_moon_for_ever_is_told_for_the_range_only() {
    let found = observances("Asia/Gaza", date(2026, 11, 1), date(2028, 12, 31));
    assert!((2..=6).contains(&found.len()), "{found:?}");
    let longer = observances("Asia/Gaza", date(2026, 11, 1), date(2045, 12, 31));
    assert!(longer.len() > found.len(), "{longer:?}");
}

#[test]
fn a_zone_without_a_name_goes_by_its_offset() {
    let zone = TimeZone::fixed(jiff::tz::offset(-4));
    let text = vtimezone(&zone, (date(2018, 5, 29), date(2018, 5, 29))).as_str().to_owned();
    assert!(text.contains("\r\nTZID:-0400\r\n"));
    assert!(text.contains("\r\nTZOFFSETTO:-0400\r\n"));
}

#[test]
fn ranges_at_the_ends_of_the_calendar_do_no_harm() {
    let copenhagen = zone("Europe/Copenhagen");
    for range in [(Date::MIN, Date::MIN), (Date::MAX, Date::MAX), (Date::MAX, Date::MIN)] {
        assert!(vtimezone(&copenhagen, range).as_str().starts_with("BEGIN:VTIMEZONE\r\n"));
    }
}

#[test]
fn all_zones_over_fifty_years() {
    compare_all(date(1990, 1, 1), date(2040, 12, 31));
}

#[test]
fn all_zones_from_one_day_on() {
    compare_all(date(2018, 5, 29), date(2018, 5, 29));
}

#[test]
fn all_zones_for_two_years_to_come() {
    compare_all(date(2026, 11, 1), date(2028, 12, 31));
}

/// Zones are many names for fewer histories: a text is read once, but held against each zone that has it.
fn compare_all(from: Date, to: Date) {
    let mut faults = Vec::new();
    let mut read: BTreeMap<String, Evaluator> = BTreeMap::new();
    let mut compared = 0;
    for name in TimeZoneDatabase::bundled().available() {
        let name = name.to_string();
        let text = written(&name, from, to);
        assert!(text.contains(&format!("TZID:{name}\r\n")), "{text}");
        let without_name = text.replace(&name, "");
        let evaluator = read.entry(without_name).or_insert_with(|| Evaluator::read(&text));
        let zone = zone(&name);
        let until = if follows_the_moon(&zone) { to } else { date(2040, 12, 31) };
        faults.extend(instants(&zone, from, until).filter_map(|instant| {
            let (found, expected) = (evaluator.offset(instant), zone.to_offset(instant).seconds());
            (found != Some(expected)).then(|| format!("{name} {instant}: {found:?}, not {expected}"))
        }));
        compared += 1;
    }
    assert!(compared > 500, "only {compared} zones");
    assert!(faults.is_empty(), "{} faults, such as {:#?}", faults.len(), &faults[..faults.len().min(20)]);
}

/// Whether the year 2070 has more than the two changes of a yearly rule: the Ramadan is known that far ahead.
fn follows_the_moon(zone: &TimeZone) -> bool {
    let at = |year| date(year, 1, 1).to_zoned(TimeZone::UTC).expect("within the calendar").timestamp();
    let changes = |year| {
        let in_year = zone.following(at(year)).take_while(|change| change.timestamp() < at(year + 1));
        in_year.map(|change| change.timestamp().strftime("%m-%d %a").to_string()).collect::<Vec<_>>()
    };
    // 28 years apart every weekday falls on the same date again.
    changes(2042) != changes(2070)
}

/// Noon of each month, and a second before, at and after each change.
fn instants(zone: &TimeZone, from: Date, until: Date) -> impl Iterator<Item = Timestamp> {
    let local = |date: Date, hour| {
        zone.to_ambiguous_zoned(date.at(hour, 0, 0, 0)).compatible().expect("within the calendar").timestamp()
    };
    let (start, end) = (local(from, 0), local(until, 23));
    let noons = from.series(1.month()).map(|date| local(date, 12)).take_while(|noon| *noon < end);
    let mut instants: Vec<_> = noons.collect();
    for change in zone.following(start).take_while(|change| change.timestamp() < end) {
        instants.extend([-1, 0, 1].map(|second| change.timestamp() + second.seconds()));
    }
    instants.push(start);
    instants.into_iter().filter(move |instant| (start..=end).contains(instant))
}
