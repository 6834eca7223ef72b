//! Digital netværkscafé: every other Tuesday, with three days left out, one longer and one cancelled.

use jiff::civil::{Date, date};
use jiff::{Span, tz::TimeZone};

use super::*;

const CAFE: &str = "netvaerkscafe";

fn series() -> Event {
    let calendar = SITE.feed(&feed(CAFE));
    let mut repeating = calendar.events.into_iter().filter(|event| event.get("RRULE").is_some());
    let event = repeating.next().expect("the series is one event");
    assert!(repeating.next().is_none());
    event
}

#[test]
fn netvaerkscafe() {
    let page = network(CAFE);
    assert_says(&page, &["hver anden tirsdag kl. 9.00–10.00"]);
    let members = page.all("tr").into_iter().find(|row| row.links_to("/personer/sekretariatet/")).unwrap().seen();
    for said in ["vært", "boligsocialnet", "siden september 2026"] {
        assert!(members.contains(said), "{members}");
    }
    assert!(SITE.page("personer/sekretariatet/").fact("Sidder i").links_to("/netvaerk/netvaerkscafe/"));
    assert_says(page.section("Praktisk"), &["uge 42, uge 7 og juleugen"]);
    assert_listed(CAFE, "Aktive netværk");
    let data = &SITE.network(CAFE)["series"][0];
    assert_eq!(data["rule"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
    assert_eq!(data["start"], "2026-09-01T09:00/2026-09-01T10:00");
    assert_eq!(data["until"], "2027-06-22");
    assert_eq!(data["except"], serde_json::json!(["2026-10-13", "2026-12-22", "2027-02-16"]));
}

#[test]
fn netvaerkscafe_is_the_next_meeting_of_the_whole_site() {
    let page = SITE.page("");
    let next = page.section("Næste møde");
    assert_says(next, &["Digital netværkscafé", "tirsdag 24 november 2026", "kl. 9.00–10.00"]);
    assert_says(network(CAFE).section("Næste møde"), &["tirsdag 24 november 2026"]);
}

#[test]
fn netvaerkscafes_calendar_repeats() {
    let event = series();
    assert_eq!(event.span(), times("20260901T090000", "20260901T100000"));
    assert_eq!(event.rule(), ["BYDAY=TU", "FREQ=WEEKLY", "INTERVAL=2", "UNTIL=20270622T070000Z"]);
    let except = event.get("EXDATE").unwrap();
    assert_eq!(except.parameter("TZID"), Some("Europe/Copenhagen"));
    assert_eq!(except.value, "20261013T090000,20261222T090000,20270216T090000");
    assert_eq!(event.text("CONFERENCE").as_deref(), Some("https://example.dk/netvaerkscafe"));
    for role in
        ["projektledere", "koordinatorer-i-kommuner", "koordinatorer-i-boligorganisationer", "bestyrelsesbetjenere"]
    {
        assert!(SITE.feed(&role_feed(role)).events.contains(&event), "{role}");
    }
    assert!(SITE.feed("calendar.ics").events.contains(&event));
}

/// The days by the rule, thought out here: every other Tuesday up to and with the last.
fn days_by_the_rule() -> Vec<Date> {
    let first = date(2026, 9, 1);
    let two_weeks = |count: i64| first.checked_add(Span::new().weeks(2 * count)).unwrap();
    (0..).map(two_weeks).take_while(|day| *day <= date(2027, 6, 22)).collect()
}

#[test]
fn netvaerkscafe_meets_nineteen_times_at_nine() {
    let all = days_by_the_rule();
    assert_eq!(all.len(), 22);
    let except = series().get("EXDATE").unwrap().value.clone();
    let left: Vec<Date> = all.into_iter().filter(|day| !except.contains(&day.strftime("%Y%m%d").to_string())).collect();
    assert_eq!(left.len(), 19);
    let zone = TimeZone::get("Europe/Copenhagen").unwrap();
    let utc = |day: Date| zone.to_timestamp(day.at(9, 0, 0, 0)).unwrap().to_string();
    assert_eq!(utc(date(2027, 3, 16)), "2027-03-16T08:00:00Z");
    assert_eq!(utc(date(2027, 3, 30)), "2027-03-30T07:00:00Z", "after summer time began on the 28th");
    assert!(left.contains(&date(2027, 3, 16)) && left.contains(&date(2027, 3, 30)));

    let listed = network(CAFE);
    let lists = listed.section("Næste møde").all("ol");
    let [.., next, held] = lists.as_slice() else { panic!("{} lists", lists.len()) };
    let days = |list: &Element| list.all("time").iter().map(|time| time.seen()).collect::<Vec<_>>();
    let (next, held) = (days(next), days(held));
    assert!(held[0].starts_with("tirsdag den 10. november 2026"), "{held:?}: the 24th is coming");
    assert!(held[1].starts_with("tirsdag den 27. oktober 2026"), "newest first");
    let coming = left
        .iter()
        .filter(|day| **day >= date(2026, 11, 22) && **day != date(2026, 12, 8) && **day != date(2027, 4, 13));
    for (told, day) in next.iter().zip(coming) {
        let expected = format!("tirsdag den {}. ", day.day());
        assert!(told.starts_with(&expected), "{told} is not {day}");
    }
    assert!(next.len() >= 5, "{next:?}");
}

#[test]
fn netvaerkscafe_in_december_is_longer() {
    let id = "netvaerkscafe/2026-12-08";
    assert_says(&meeting(id), &["Netværkscafé: hold liv i december", "kl. 9.00–10.30"]);
    let event = event(id);
    assert_eq!(event.span(), times("20261208T090000", "20261208T103000"));
    let occurrence = event.get("RECURRENCE-ID").unwrap();
    assert_eq!(
        (occurrence.value.as_str(), occurrence.parameter("TZID")),
        ("20261208T090000", Some("Europe/Copenhagen"))
    );
    assert_eq!(event.text("UID"), series().text("UID"));
    assert!(event.summary().contains("Netværkscafé: hold liv i december"), "{}", event.summary());
    assert_eq!(SITE.meeting(id)["title"], "Netværkscafé: hold liv i december");
}

#[test]
fn netvaerkscafe_in_april_is_cancelled() {
    let id = "netvaerkscafe/2027-04-13";
    let page = meeting(id);
    assert_says(&page, &["Mødet er aflyst"]);
    assert_eq!(page.fact("Hvornår").first("dd").unwrap().seen(), "tirsdag den 13. april 2027 kl. 9.00–10.00 uge 15");
    let event = event(id);
    assert_eq!(event.span(), times("20270413T090000", "20270413T100000"), "its time is that of the series");
    assert_eq!(event.get("RECURRENCE-ID").unwrap().value, "20270413T090000");
    assert_eq!(event.status(), "CANCELLED");
    assert!(event.summary().starts_with("AFLYST: "));
}
