//! What is said of an event besides its facts, undone: words on how it stands in its title, by whatever program; and in
//! what husting itself wrote, the lines of the description that tell the facts over again.

use super::super::event::{Event, Item};
use super::super::prose;
use super::Around;
use super::components::Component;
use crate::language::Language;
use crate::model::meeting::Standing;
use crate::model::reader::Said;
use crate::model::time::read::{read_hours, read_when};
use crate::model::time::{Hours, When};

/// Tidies an event's title and description.
pub(super) fn tidy(event: &mut Event, component: &Component, around: &Around<'_>) {
    for language in Language::codes().filter_map(Language::of) {
        standing(event, language);
    }
    match writer(around.calendar) {
        Some(language) => ours(event, language),
        None => event.body = prose::markdown(&event.body),
    }
    let is_deadline = event.is_ours && component.text("DTEND").is_some() && event.deadline_of.is_some();
    if !is_deadline {
        event.deadline_of = None;
    }
}

/// The language in which husting wrote a calendar; none if another program wrote it.
fn writer(calendar: &Component) -> Option<&'static Language> {
    let product = calendar.text("PRODID")?;
    let rest = product.strip_prefix("-//husting//")?;
    Language::of(&rest.rsplit("//").next()?.to_lowercase())
}

/// "AFLYST: Møde", "Møde (foreløbig)": people and programs say in the title how a meeting stands.
fn standing(event: &mut Event, language: &Language) {
    let of = |word: &str| match language.value(word, &["cancelled", "postponed", "tentative"])? {
        "cancelled" => Some(Standing::Cancelled),
        "postponed" => Some(Standing::Postponed),
        _ => Some(Standing::Tentative),
    };
    let Some(title) = event.title.clone() else { return };
    if let Some((word, rest)) = title.split_once(':')
        && let Some(said) = of(word.trim())
        && !rest.trim().is_empty()
    {
        // A file that says both means the word: RFC 5545 has none for postponed.
        event.standing = said;
        event.title = Some(rest.trim().to_owned());
        return standing(event, language);
    }
    if let Some((rest, word)) = title.strip_suffix(')').and_then(|title| title.rsplit_once(" ("))
        && let Some(said) = of(word)
    {
        if event.standing == Standing::Confirmed {
            event.standing = said;
        }
        event.title = Some(rest.trim().to_owned());
    }
}

fn ours(event: &mut Event, language: &'static Language) {
    event.is_ours = true;
    let moved = language.fill("cal_moved", &[("title", "")]);
    event.title = event.title.take().map(|title| title.strip_suffix(moved.as_str()).unwrap_or(&title).to_owned());
    standing(event, language);
    // The page that it will have again, or another's; never a paper of the meeting.
    event.documents.clear();
    if event.online.is_some() && event.location.as_deref() == Some(language.word("cal_online")) {
        event.location = None;
    }
    let text = std::mem::take(&mut event.body);
    let mut reader = Description { event, language, rest: Vec::new(), in_programme: false, day: None };
    let lines = text.rsplit_once("\n\n").map_or(text.as_str(), |(lines, _)| lines);
    for line in lines.lines() {
        reader.line(line.trim());
    }
    let mut rest = reader.rest;
    if !rest.is_empty() {
        event.summary = Some(rest.remove(0));
    }
    event.body = prose::markdown(&rest.join("\n"));
}

/// A description of ours, read line by line.
struct Description<'a> {
    event: &'a mut Event,
    language: &'static Language,
    /// Lines that tell no fact of their own: the sentence that stands for the whole, first of all.
    rest: Vec<String>,
    in_programme: bool,
    day: Option<jiff::civil::Date>,
}

impl Description<'_> {
    fn line(&mut self, line: &str) {
        let is_told =
            self.is_standing(line) || self.is_change(line) || self.is_sign_up(line) || self.is_programme(line);
        if !is_told && !self.is_said_elsewhere(line) && !line.is_empty() {
            self.rest.push(line.to_owned());
        }
    }

    /// The value that a line of ours has in the place of its only gap.
    fn gap<'t>(&self, line: &'t str, key: &str) -> Option<&'t str> {
        let pattern = self.language.word(key);
        let (before, rest) = pattern.split_once('{')?;
        let (_, after) = rest.split_once('}')?;
        line.strip_prefix(before)?.strip_suffix(after)
    }

    /// The values of a line of ours with two gaps.
    fn gaps<'t>(&self, line: &'t str, key: &str) -> Option<(&'t str, &'t str)> {
        let pattern = self.language.word(key);
        let (before, rest) = pattern.split_once('{')?;
        let (_, rest) = rest.split_once('}')?;
        let (between, rest) = rest.split_once('{')?;
        let (_, after) = rest.split_once('}')?;
        line.strip_prefix(before)?.strip_suffix(after)?.split_once(between)
    }

    fn when(&self, text: &str) -> Option<When> {
        read_when(text, &self.language.dates, None).ok().map(|reading| reading.when)
    }

    fn is_standing(&mut self, line: &str) -> bool {
        if line == self.language.word("cal_is_postponed") {
            self.event.standing = Standing::Postponed;
            return true;
        }
        if let Some(date) = self.gap(line, "cal_is_moved").and_then(|date| self.when(date)) {
            self.event.moved_from = Some(date);
            return true;
        }
        ["cal_is_cancelled", "cal_is_tentative", "cal_is_gone"].iter().any(|key| line == self.language.word(key))
    }

    fn is_change(&mut self, line: &str) -> bool {
        let dated = self.gaps(line, "cal_change_on").and_then(|(date, text)| {
            let date = self.when(date)?.days()?.first();
            Some((Some(date), text.to_owned()))
        });
        let change = dated.or_else(|| self.gap(line, "cal_change").map(|text| (None, text.to_owned())));
        let is_one = change.is_some();
        self.event.changes.extend(change);
        is_one
    }

    fn is_sign_up(&mut self, line: &str) -> bool {
        if let Some(deadline) = self.gap(line, "cal_register_by").and_then(|date| self.when(date)) {
            self.event.sign_up.deadline = Some(deadline);
        } else if let Some((price, per)) = self.gaps(line, "cal_price_per") {
            (self.event.sign_up.price, self.event.sign_up.per) = (Some(price.to_owned()), Some(per.to_owned()));
        } else if let Some(price) = self.gap(line, "cal_price") {
            self.event.sign_up.price = Some(price.to_owned());
        } else if line == self.language.word("cal_binding") {
            self.event.sign_up.binding = true;
        } else if let Some(count) = self.gap(line, "cal_capacity") {
            self.event.sign_up.capacity = Some(count.to_owned());
        } else if let Some(place) = self.gap(line, "cal_register_at") {
            let field = if place.contains("://") { &mut self.event.sign_up.url } else { &mut self.event.sign_up.email };
            *field = Some(place.to_owned());
        } else {
            return false;
        }
        true
    }

    fn is_programme(&mut self, line: &str) -> bool {
        if line == self.language.word("cal_programme") {
            self.in_programme = true;
            return true;
        }
        if !self.in_programme {
            return false;
        }
        if let Some(item) = line.strip_prefix("- ") {
            let timed = item.split_once(": ").and_then(|(hours, title)| {
                let hours = read_hours(hours, &self.language.dates).ok().filter(|hours| *hours != Hours::AllDay)?;
                Some((Some(hours), title))
            });
            let (hours, title) = timed.unwrap_or((None, item));
            let spoken = title.strip_suffix(')').and_then(|title| title.rsplit_once(" ("));
            let (title, speaker) = spoken.map_or((title, None), |(title, speaker)| (title, Some(speaker.to_owned())));
            self.event.programme.push(Item { day: self.day, hours, title: title.to_owned(), speaker });
            return true;
        }
        let day = line.strip_suffix(':').and_then(|day| self.when(&day.to_lowercase()));
        self.day = day.as_ref().and_then(|day| day.days()).map(|days| days.first()).or(self.day);
        day.is_some()
    }

    /// What other lines of the event say, or what its network does.
    fn is_said_elsewhere(&mut self, line: &str) -> bool {
        if let Some(url) = self.gap(line, "cal_join") {
            self.event.online = Some(url.to_owned());
            return true;
        }
        if let Some(list) = self.gap(line, "cal_for") {
            let place = self.event.place;
            self.event.audience = Some(Said { value: list.to_owned(), place });
            return true;
        }
        if let Some((who, what)) = self.gaps(line, "cal_mandatory") {
            self.event.mandatory.push((who.to_owned(), what.to_owned()));
            return true;
        }
        let date = self.gaps(line, "cal_in_zone").map_or(line, |(date, _)| date);
        let pairs = ["cal_repeats", "cal_choose_many"];
        let ones = ["cal_repeats_days", "cal_place", "cal_choose_two", "cal_contact"];
        self.when(&date.to_lowercase()).is_some()
            || pairs.iter().any(|key| self.gaps(line, key).is_some())
            || ones.iter().any(|key| self.gap(line, key).is_some())
    }
}
