//! Which time zone a TZID means: an IANA name, one with a program's own prefix, Outlook's name for a Windows zone, or
//! whatever the file's own VTIMEZONE says.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

use super::components::Component;

/// Windows' names for zones and what each is by IANA, after CLDR's table for the territory "001".
const WINDOWS: &str = include_str!("windows_zones.txt");

/// The time zones that a calendar's times may name.
#[derive(Debug, Default)]
pub struct Zones {
    /// By TZID: what a VTIMEZONE of the file says.
    own: BTreeMap<String, Vec<Observance>>,
    /// By TZID: the IANA name that the VTIMEZONE itself gives.
    located: BTreeMap<String, TimeZone>,
}

/// One STANDARD or DAYLIGHT: from when on it holds, and its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Observance {
    start: DateTime,
    offset: Offset,
    is_yearly: bool,
}

impl Zones {
    /// Those of a calendar's VTIMEZONE components.
    pub fn of(calendar: &Component) -> Zones {
        let mut zones = Zones::default();
        for block in calendar.all("VTIMEZONE") {
            let Some(id) = block.text("TZID") else { continue };
            let named = block.text("X-LIC-LOCATION");
            zones.located.extend(named.and_then(|name| known(&name)).map(|zone| (id.clone(), zone)));
            zones.own.insert(id, block.parts.iter().filter_map(observance).collect());
        }
        zones
    }

    /// The zone that a TZID means; none if nothing says so. `likely` is the zone that the file's own rules are compared
    /// with where its name says nothing: the one of the place where the calendar is going.
    pub fn find(&self, id: &str, likely: &TimeZone) -> Option<TimeZone> {
        known(id)
            .or_else(|| self.located.get(id).cloned())
            .or_else(|| self.own.get(id).filter(|rules| agree(rules, likely)).map(|_| likely.clone()))
            .or_else(|| self.own.get(id).and_then(|rules| fixed(rules)))
    }
}

/// By name alone.
fn known(id: &str) -> Option<TimeZone> {
    let id = id.trim().trim_start_matches('/');
    let database = TimeZoneDatabase::bundled();
    let iana = |name: &str| database.get(name).ok().filter(|_| name.contains('/') || name == "UTC");
    if let Some(zone) = iana(id) {
        return Some(zone);
    }
    let windows = WINDOWS.lines().filter_map(|line| line.split_once('='));
    if let Some((_, name)) = windows.into_iter().find(|(windows, _)| windows.eq_ignore_ascii_case(id)) {
        return iana(name);
    }
    // `/freeassociation.sourceforge.net/Europe/Copenhagen`: the name is at the end.
    id.match_indices('/').find_map(|(at, _)| iana(id.get(at + 1..)?))
}

fn observance(part: &Component) -> Option<Observance> {
    Some(Observance {
        start: part.text("DTSTART")?.trim_end_matches('Z').parse().ok()?,
        offset: offset(&part.text("TZOFFSETTO")?)?,
        is_yearly: part.line("RRULE").is_some(),
    })
}

/// `+0100`, `-0330`, `+010000`.
fn offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let part = |range: std::ops::Range<usize>| digits.get(range).map_or(Some(0), |two| two.parse::<i32>().ok());
    Offset::from_seconds(sign * (part(0..2)? * 3600 + part(2..4)? * 60 + part(4..6)?)).ok()
}

/// Whether a file's rules have the offsets that a zone has in summer and in winter of these years.
fn agree(rules: &[Observance], zone: &TimeZone) -> bool {
    let mut said: Vec<Offset> = rules.iter().map(|rule| rule.offset).collect();
    let mut has: Vec<Offset> = [(2025, 1), (2025, 7)]
        .into_iter()
        .filter_map(|(year, month)| {
            let noon = jiff::civil::date(year, month, 15).at(12, 0, 0, 0);
            zone.to_ambiguous_timestamp(noon).compatible().ok().map(|instant| zone.to_offset(instant))
        })
        .collect();
    for list in [&mut said, &mut has] {
        list.sort_unstable();
        list.dedup();
    }
    !rules.is_empty() && said == has
}

/// A zone that never changes its clock.
fn fixed(rules: &[Observance]) -> Option<TimeZone> {
    match rules {
        [one] if !one.is_yearly => Some(one.offset.to_time_zone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::components::read;
    use super::*;

    fn copenhagen() -> TimeZone {
        known("Europe/Copenhagen").expect("it is in the data")
    }

    #[test]
    fn every_windows_zone_is_one_of_the_data() {
        for line in WINDOWS.lines() {
            let (windows, iana) = line.split_once('=').expect("a pair");
            assert!(known(windows).is_some(), "{windows} = {iana}");
        }
        assert_eq!(known("W. Europe Standard Time").unwrap().iana_name(), Some("Europe/Berlin"));
    }

    #[test]
    fn prefixes_of_programs_are_seen_through() {
        let id = "/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires";
        assert_eq!(known(id).unwrap().iana_name(), Some("America/Argentina/Buenos_Aires"));
        assert!(known("Møderum 3").is_none());
    }

    #[test]
    fn a_zone_known_by_its_rules_alone_is_the_likely_one_if_they_agree() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Egen tidszone\n\
            BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n\
            BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\n\
            END:VTIMEZONE\nEND:VCALENDAR\n";
        let zones = Zones::of(&read(text).0[0]);
        assert_eq!(zones.find("Egen tidszone", &copenhagen()), Some(copenhagen()));
        assert_eq!(zones.find("Egen tidszone", &known("America/New_York").unwrap()), None);
        assert_eq!(zones.find("ukendt", &copenhagen()), None);
    }
}
