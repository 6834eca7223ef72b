//! Each constructor, down to the octets that reach the file.

use jiff::civil::date;
use jiff::tz;
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::render::calendar::component::component;

/// The line as it stands in a component, unfolded.
fn octets(line: Line) -> String {
    let written = component("X-TEST", vec![line], []);
    let unfolded = written.as_str().replace("\r\n ", "");
    let body = unfolded.strip_prefix("BEGIN:X-TEST\r\n").and_then(|rest| rest.strip_suffix("END:X-TEST\r\n"));
    let line = body.and_then(|body| body.strip_suffix("\r\n")).expect("a component with one line");
    assert!(!line.contains(['\r', '\n']), "a second line: {line:?}");
    line.to_owned()
}

fn text(text: &str) -> String {
    let line = octets(Line::text("DESCRIPTION", text));
    line.strip_prefix("DESCRIPTION:").expect("the property's name").to_owned()
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

#[test]
fn text_is_escaped_once() {
    assert_eq!(text("Pris: 500 kr., bindende; kl. 10-15"), "Pris: 500 kr.\\, bindende\\; kl. 10-15");
    assert_eq!(text("Æblegrød på Ærø"), "Æblegrød på Ærø");
    assert_eq!(text("to\nlinjer"), "to\\nlinjer");
    assert_eq!(text("50 \\ 50"), "50 \\\\ 50");
    assert_eq!(text("\"citat\": ja^nej"), "\"citat\": ja^nej");
    assert_eq!(text(""), "");
}

#[test]
fn every_line_end_is_one_escaped_newline() {
    for end in ["\n", "\r\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
        assert_eq!(text(&format!("før{end}efter")), "før\\nefter", "{end:?}");
    }
    assert_eq!(text("a\r\r\nb\n\rc"), "a\\n\\nb\\n\\nc");
}

#[test]
fn control_characters_go() {
    assert_eq!(text("a\0b\u{7}c\u{1B}[31md\u{7F}e\u{9B}f\u{FEFF}g\u{FFFE}h\u{FDD0}i"), "abc[31mdefghi");
    assert_eq!(text("spalte\tspalte"), "spalte spalte");
}

#[test]
fn a_property_cannot_be_injected() {
    let evil = "Møde\r\nATTENDEE:mailto:x@example.dk\r\nEND:VEVENT";
    assert_eq!(text(evil), "Møde\\nATTENDEE:mailto:x@example.dk\\nEND:VEVENT");
    let calm = octets(Line::uri("URL", "https://example.dk/\r\nEND:VEVENT"));
    assert_eq!(calm, "URL:https://example.dk/END:VEVENT");
    let quoted = octets(Line::text("SUMMARY", "x").param("LANGUAGE", "da\":x\r\nEND:VEVENT"));
    assert_eq!(quoted, "SUMMARY;LANGUAGE=\"da^':x^nEND:VEVENT\":x");
}

#[test]
fn a_backslash_before_n_becomes_a_slash_with_all_its_fellows() {
    assert_eq!(text("S:\\fælles\\netværk\\Nyt"), "S:/fælles/netværk/Nyt");
    // What the dropped character parted must not come together unseen.
    assert_eq!(text("\\\0n"), "/n");
    assert_eq!(text("\\\\n"), "//n");
    assert_eq!(text("C:\\temp\\æ"), "C:\\\\temp\\\\æ");
    assert_eq!(octets(Line::text_list("CATEGORIES", ["a\\", "b"])), "CATEGORIES:a/,b");
}

#[test]
fn a_title_stays_on_one_line() {
    let line = Line::single_line("SUMMARY", " Netværksmøde \n for\tprojektledere,\u{2028}øst ");
    assert_eq!(octets(line), "SUMMARY:Netværksmøde for projektledere\\, øst");
    assert_eq!(octets(Line::single_line("SUMMARY", "kl.\u{A0}10")), "SUMMARY:kl.\u{A0}10");
}

#[test]
fn lists_escape_the_commas_within_and_drop_the_empty() {
    let line = Line::text_list("CATEGORIES", ["Forum, øst", "", "møde", "\u{7}"]);
    assert_eq!(octets(line), "CATEGORIES:Forum\\, øst,møde");
}

#[test]
fn parameters_are_quoted_and_encoded_as_they_need() {
    let cases = [
        ("da", "da"),
        ("Ældre Sagen", "Ældre Sagen"),
        ("Hansen, Åse", "\"Hansen, Åse\""),
        ("kl. 10:00; rum 4", "\"kl. 10:00; rum 4\""),
        ("Fonden \"Hjem\"", "Fonden ^'Hjem^'"),
        ("\"Hjem\": bo", "\"^'Hjem^': bo\""),
        ("x^y", "x^^y"),
        ("to\r\nlinjer", "to^nlinjer"),
        ("a\u{1}b\tc", "ab c"),
        ("\"", "^'"),
        ("", ""),
    ];
    for (value, written) in cases {
        let line = Line::cal_address("ORGANIZER", "kontakt@example.dk").param("CN", value);
        assert_eq!(octets(line), format!("ORGANIZER;CN={written}:mailto:kontakt@example.dk"));
    }
}

#[test]
fn parameters_stand_in_the_order_of_their_names_the_last_of_each() {
    let line = Line::uri("CONFERENCE", "https://video.example.dk/rum;4?a=1,2")
        .param("VALUE", "URI")
        .param("LABEL", "Mødelink: rum 4")
        .param("FEATURE", "AUDIO")
        .param("FEATURE", "VIDEO");
    let expected = "CONFERENCE;FEATURE=VIDEO;LABEL=\"Mødelink: rum 4\";VALUE=URI:https://video.example.dk/rum;4?a=1,2";
    assert_eq!(octets(line), expected);
}

#[test]
fn dates_and_times() {
    let (day, time) = (date(2018, 5, 29), date(2018, 5, 29).at(10, 5, 0, 999));
    let zone = "Europe/Copenhagen";
    assert_eq!(octets(Line::date("DTSTART", day)), "DTSTART;VALUE=DATE:20180529");
    assert_eq!(octets(Line::local("DTSTART", time, zone)), "DTSTART;TZID=Europe/Copenhagen:20180529T100500");
    assert_eq!(octets(Line::floating("DTSTART", time)), "DTSTART:20180529T100500");
    assert_eq!(octets(Line::date("DTSTART", date(-44, 3, 15))), "DTSTART;VALUE=DATE:00000315");
    let days = [day, date(2018, 12, 24)];
    assert_eq!(octets(Line::dates("EXDATE", &days)), "EXDATE;VALUE=DATE:20180529,20181224");
    let times = [time, date(2018, 6, 5).at(10, 5, 0, 0)];
    let local = "EXDATE;TZID=Europe/Copenhagen:20180529T100500,20180605T100500";
    assert_eq!(octets(Line::locals("EXDATE", &times, zone)), local);
}

#[test]
fn instants_are_in_utc_to_the_second() {
    let stamp = instant("2018-03-01T10:00:00.9+01:00");
    assert_eq!(octets(Line::utc("DTSTAMP", stamp)), "DTSTAMP:20180301T090000Z");
    let stamps = [stamp, instant("2018-03-08T09:00:00Z")];
    assert_eq!(octets(Line::utcs("EXDATE", &stamps)), "EXDATE:20180301T090000Z,20180308T090000Z");
}

#[test]
fn durations_as_the_grammar_has_them() {
    let cases = [
        (0, "PT0S"),
        (43_200, "PT12H"),
        (-900, "-PT15M"),
        (5_400, "PT1H30M"),
        (3_601, "PT1H0M1S"),
        (61, "PT1M1S"),
        (172_800, "PT48H"),
    ];
    for (seconds, written) in cases {
        let line = Line::duration("DURATION", SignedDuration::from_secs(seconds));
        assert_eq!(octets(line), format!("DURATION:{written}"));
    }
    assert!(octets(Line::duration("DURATION", SignedDuration::MIN)).starts_with("DURATION:-PT"));
}

#[test]
fn offsets_have_seconds_only_where_there_are_some() {
    let cases = [(7_200, "+0200"), (-2_670, "-004430"), (0, "+0000"), (-16_200, "-0430"), (37_800, "+1030")];
    for (seconds, written) in cases {
        let offset = tz::Offset::from_seconds(seconds).expect("an offset");
        assert_eq!(octets(Line::utc_offset("TZOFFSETTO", offset)), format!("TZOFFSETTO:{written}"));
    }
}

#[test]
fn uris_are_ascii_without_blanks_and_otherwise_as_given() {
    let cases = [
        ("https://example.dk/netværk/møde 1", "https://example.dk/netv%C3%A6rk/m%C3%B8de%201"),
        ("https://example.dk/?a=b&c=%20#d[1],;", "https://example.dk/?a=b&c=%20#d[1],;"),
        (" https://example.dk/\t\u{85}x<\"y\">\\", "https://example.dk/x%3C%22y%22%3E%5C"),
        ("https://example.dk/👩‍🔧", "https://example.dk/%F0%9F%91%A9%E2%80%8D%F0%9F%94%A7"),
    ];
    for (address, written) in cases {
        assert_eq!(octets(Line::uri("URL", address)), format!("URL:{written}"));
    }
}

#[test]
fn mail_addresses_with_and_without_scheme() {
    let cases = [
        ("kontakt@example.dk", "mailto:kontakt@example.dk"),
        (" MAILTO:a+b@example.dk", "mailto:a+b@example.dk"),
        ("søren,\r\n;x@example.dk", "mailto:s%C3%B8ren%2C%3Bx@example.dk"),
        ("æ", "mailto:%C3%A6"),
    ];
    for (address, written) in cases {
        assert_eq!(octets(Line::cal_address("ORGANIZER", address)), format!("ORGANIZER:{written}"));
    }
}

#[test]
fn numbers_words_and_rules() {
    assert_eq!(octets(Line::integer("SEQUENCE", 3)), "SEQUENCE:3");
    assert_eq!(octets(Line::integer("X-TAL", -7)), "X-TAL:-7");
    assert_eq!(octets(Line::token("STATUS", "cancelled;\r\nX: Y")), "STATUS:CANCELLEDXY");
    assert_eq!(octets(Line::token("BUSYSTATUS", "OUT-OF-OFFICE")), "BUSYSTATUS:OUT-OF-OFFICE");
    let rule = "FREQ=MONTHLY;BYDAY=1MO,-1TU;UNTIL=20181231T230000Z";
    assert_eq!(Line::rule("RRULE", rule).map(octets), Some(format!("RRULE:{rule}")));
    for bad in ["", "freq=daily", "FREQ=DAILY\r\nX:Y", "RRULE:FREQ=DAILY", "FREQ=DAILY;BYDAY=SØ"] {
        assert_eq!(Line::rule("RRULE", bad), None, "{bad:?}");
    }
}
