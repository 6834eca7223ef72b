//! The year wheel (årshjul): a year's meetings around a ring of months, as inline SVG without styles or scripts.
//!
//! January begins at the top and the year runs clockwise. Every meeting is a link whose mark and hue are its network's.
//! Meetings that would touch are stacked outward; where even small marks do not fit, nothing is drawn and the page's
//! lists, which say the same, stand alone.

use super::svg::{number, shape};
use super::xml::escape;
use std::f64::consts::TAU;

const CENTRE: f64 = 240.0;
const HUB: f64 = 62.0;
const RING: f64 = 112.0;
const RIM: f64 = 238.0;
/// Room a mark takes around its centre, largest first. At 320 px the largest is a target of 24 CSS pixels.
const SIZES: [f64; 4] = [20.0, 15.0, 11.0, 8.0];
/// From this many days on, a meeting is drawn as a stretch and not as a mark alone.
const STRETCH: f64 = 5.0;

/// A meeting on the wheel.
#[derive(Debug, Clone)]
pub struct WheelItem {
    /// First day, as month 1..=12 and day.
    pub month_day: (u8, u8),
    /// Last day; equals the first for a meeting of one day.
    pub last: (u8, u8),
    /// What the link is called: "torsdag den 9. maj 2027: Strategisk Forum".
    pub label: String,
    /// Address of the meeting's page.
    pub href: String,
    /// The network's number, 0..=11.
    pub hue: u8,
    /// confirmed|tentative|cancelled|postponed|moved
    pub status: &'static str,
    /// Held already.
    pub past: bool,
}

/// Draws the wheel of `year`. `months` are short names, `label` names the drawing for screen readers.
///
/// Empty where there is nothing to draw or more than the wheel can hold.
pub fn wheel(year: i16, months: &[String; 12], items: &[WheelItem], label: &str) -> String {
    let mut sorted: Vec<&WheelItem> = items.iter().collect();
    sorted.sort_by(|a, b| (a.month_day, a.last, &a.href).cmp(&(b.month_day, b.last, &b.href)));
    let Some((size, levels)) = SIZES
        .iter()
        .find_map(|&size| place(year, &sorted, size).map(|levels| (size, levels)))
        .filter(|(_, levels)| !levels.is_empty())
    else {
        return String::new();
    };
    let mut out =
        format!("<svg class=\"wheel\" viewBox=\"0 0 480 480\" role=\"group\" aria-label=\"{}\">", escape(label));
    out.push_str(&face(year, months));
    for (item, level) in sorted.iter().zip(levels) {
        out.push_str(&mark(year, item, size, radius(size, level)));
    }
    out.push_str("</svg>");
    out
}

/// The printed part: a disc shaded by month, week ticks, month names, the year in the middle.
fn face(year: i16, months: &[String; 12]) -> String {
    let starts: Vec<f64> = (1..=12).map(|month| turn(year, (month, 1))).chain([1.0]).collect();
    let mut wedges = String::new();
    let mut names = String::new();
    for ((index, name), bounds) in months.iter().enumerate().zip(starts.windows(2)) {
        let &[start, end] = bounds else { continue };
        if index % 2 == 1 {
            wedges.push_str(&wedge(start, end));
        }
        let (x, y) = point((start + end) / 2.0, (HUB + RING) / 2.0);
        names.push_str(&format!("<text x=\"{}\" y=\"{}\">{}</text>", number(x), number(y + 6.5), escape(name)));
    }
    let ticks: String = (0..52).map(|week| ray((f64::from(week) * 7.0 + 3.5) / days(year), RING, RING + 5.0)).collect();
    format!(
        "<circle class=\"disc\" cx=\"240\" cy=\"240\" r=\"{rim}\"/><path class=\"months-even\" d=\"{wedges}\"/>\
         <circle class=\"ring\" cx=\"240\" cy=\"240\" r=\"{ring}\"/><circle class=\"hub\" cx=\"240\" cy=\"240\" r=\"{hub}\"/>\
         <path class=\"weeks\" d=\"{ticks}\"/><g class=\"months\" aria-hidden=\"true\">{names}</g>\
         <text class=\"year\" x=\"240\" y=\"252\">{year}</text>",
        rim = number(RIM),
        ring = number(RING),
        hub = number(HUB),
    )
}

/// One meeting: a link with its mark, a stretch if it lasts long, a stroke through it if it is cancelled.
fn mark(year: i16, item: &WheelItem, size: f64, radius: f64) -> String {
    let (start, end) = span(year, item);
    let (x, y) = point(start, radius);
    let label = escape(&item.label);
    let past = if item.past { " past" } else { "" };
    let stretch = if end > start { arc(start, end, radius) } else { String::new() };
    let strike = match item.status {
        "cancelled" | "postponed" => "<path class=\"strike\" d=\"M-13 13L13-13\"/>",
        _ => "",
    };
    format!(
        "<a class=\"h{hue} {status}{past}\" href=\"{href}\" aria-label=\"{label}\"><title>{label}</title>{stretch}\
         <g transform=\"translate({x} {y}) scale({scale})\"><circle class=\"hit\" r=\"15\"/><path d=\"{shape}\"/>{strike}</g></a>",
        hue = item.hue % super::svg::MARKS,
        status = escape(item.status),
        href = escape(&item.href),
        x = number(x),
        y = number(y),
        scale = number_fine(size / 15.0),
        shape = shape(item.hue),
    )
}

/// The level of each item, innermost first, or none if an item finds no room.
fn place(year: i16, items: &[&WheelItem], size: f64) -> Option<Vec<usize>> {
    let count = ((RIM - RING) / (2.0 * size)).floor() as usize;
    let mut taken: Vec<Vec<(f64, f64)>> = vec![Vec::new(); count];
    items
        .iter()
        .map(|item| {
            let (start, end) = span(year, item);
            let level = taken.iter().enumerate().position(|(level, others)| {
                let room = (size / radius(size, level)).asin() / TAU * 2.0;
                others.iter().all(|&other| apart((start, end), other, room))
            })?;
            taken.get_mut(level)?.push((start, end));
            Some(level)
        })
        .collect()
}

/// Whether two stretches of the year, as parts of a turn, leave `room` between them, also across New Year.
fn apart(a: (f64, f64), b: (f64, f64), room: f64) -> bool {
    [-1.0, 0.0, 1.0].iter().all(|shift| a.0 + shift - b.1 >= room || b.0 - (a.1 + shift) >= room)
}

/// Distance of a level's marks from the centre.
fn radius(size: f64, level: usize) -> f64 {
    RING + 6.0 + size * (2.0 * level as f64 + 1.0)
}

/// Where an item lies, in turns; a short one is a point in the middle of its first day.
fn span(year: i16, item: &WheelItem) -> (f64, f64) {
    let half = 0.5 / days(year);
    let start = turn(year, item.month_day) + half;
    let end = turn(year, item.last) + half;
    if end - start >= STRETCH / days(year) { (start, end) } else { (start, start) }
}

/// The part of the year that is gone when a day begins.
fn turn(year: i16, (month, day): (u8, u8)) -> f64 {
    let before: u16 = (1..month.min(12)).map(|m| month_length(year, m)).sum();
    (f64::from(before) + f64::from(day.max(1)) - 1.0) / days(year)
}

fn month_length(year: i16, month: u8) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn days(year: i16) -> f64 {
    if leap(year) { 366.0 } else { 365.0 }
}

fn leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn point(turn: f64, radius: f64) -> (f64, f64) {
    let (sin, cos) = (turn * TAU).sin_cos();
    (CENTRE + radius * sin, CENTRE - radius * cos)
}

fn ray(turn: f64, from: f64, to: f64) -> String {
    let ((x1, y1), (x2, y2)) = (point(turn, from), point(turn, to));
    format!("M{} {}L{} {}", number(x1), number(y1), number(x2), number(y2))
}

/// A month's slice of the disc; the hub covers its tip.
fn wedge(start: f64, end: f64) -> String {
    let ((x1, y1), (x2, y2)) = (point(start, RIM), point(end, RIM));
    let (x1, y1, x2, y2, rim) = (number(x1), number(y1), number(x2), number(y2), number(RIM));
    format!("M240 240L{x1} {y1}A{rim} {rim} 0 0 1 {x2} {y2}z")
}

fn arc(start: f64, end: f64, radius: f64) -> String {
    let ((x1, y1), (x2, y2)) = (point(start, radius), point(end, radius));
    format!(
        "<path class=\"stretch\" d=\"M{} {}A{r} {r} 0 {} 1 {} {}\"/>",
        number(x1),
        number(y1),
        u8::from(end - start > 0.5),
        number(x2),
        number(y2),
        r = number(radius)
    )
}

/// A scale needs its second decimal: 0.55 and 0.5 differ by a tenth.
fn number_fine(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months() -> [String; 12] {
        ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"].map(String::from)
    }

    fn item(month: u8, day: u8) -> WheelItem {
        WheelItem {
            month_day: (month, day),
            last: (month, day),
            label: format!("Møde den {day}."),
            href: format!("/m/{month}-{day}/"),
            hue: 0,
            status: "confirmed",
            past: false,
        }
    }

    #[test]
    fn new_year_is_at_the_top_and_july_at_the_bottom() {
        let (x, y) = point(turn(2027, (1, 1)), 100.0);
        assert_eq!((number(x), number(y)), ("240".into(), "140".into()));
        let (_, y) = point(turn(2027, (7, 2)), 100.0);
        assert!(y > 339.0, "the 183rd of 365 days begins near the bottom, got {y}");
    }

    #[test]
    fn a_leap_year_has_a_29th_of_february() {
        assert_eq!(turn(2028, (3, 1)), 60.0 / 366.0);
        assert_eq!(turn(2027, (3, 1)), 59.0 / 365.0);
    }

    #[test]
    fn meetings_of_one_week_stack_outward() {
        let items = [item(10, 4), item(10, 6), item(10, 7)];
        let refs: Vec<&WheelItem> = items.iter().collect();
        assert_eq!(place(2027, &refs, 20.0), Some(vec![0, 1, 2]));
    }

    #[test]
    fn meetings_far_apart_stay_on_the_ring() {
        let items = [item(1, 10), item(5, 9), item(10, 12)];
        let refs: Vec<&WheelItem> = items.iter().collect();
        assert_eq!(place(2027, &refs, 20.0), Some(vec![0, 0, 0]));
    }

    #[test]
    fn december_and_january_are_neighbours() {
        let items = [item(1, 2), item(12, 30)];
        let refs: Vec<&WheelItem> = items.iter().collect();
        assert_eq!(place(2027, &refs, 20.0), Some(vec![0, 1]));
    }

    #[test]
    fn too_much_draws_nothing() {
        let items: Vec<WheelItem> = (0..400).map(|n| item(n as u8 % 12 + 1, n as u8 % 28 + 1)).collect();
        assert_eq!(wheel(2027, &months(), &items, "2027"), "");
        assert_eq!(wheel(2027, &months(), &[], "2027"), "");
    }

    #[test]
    fn text_is_escaped_and_cancelled_is_struck() {
        let mut bad = item(5, 9);
        bad.label = "<b>\"Møde\"".into();
        bad.status = "cancelled";
        let svg = wheel(2027, &months(), &[bad], "A & B");
        assert!(svg.contains("aria-label=\"A &amp; B\""));
        assert!(svg.contains("<title>&lt;b&gt;&quot;Møde&quot;</title>"));
        assert!(svg.contains("class=\"strike\""));
        assert!(!svg.contains("style="));
    }

    #[test]
    fn a_fortnight_is_a_stretch() {
        let mut period = item(9, 1);
        period.last = (9, 14);
        assert!(wheel(2027, &months(), &[period], "2027").contains("class=\"stretch\""));
        assert!(!wheel(2027, &months(), &[item(9, 1)], "2027").contains("class=\"stretch\""));
    }
}
