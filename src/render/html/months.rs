//! A calendar's months: what is held in each and what must be answered in it, as a list, and its weeks as a small table.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::Scene;
use crate::model::meeting::{Meeting, Standing};
use crate::model::table::Id;
use crate::model::time::{Month, Week, write};
use crate::render::views::{DeadlineItem, MonthDay, MonthGroup, MonthTable, MonthWeek};
use crate::site::navigation::{Entry, is_coming};

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
/// Days of one meeting that a table marks; what lasts longer is a period and no meeting.
const MOST_DAYS: usize = 31;

/// Something on a day of a month's table.
struct Mark {
    label: String,
    href: String,
    status: &'static str,
    hue: u8,
    past: bool,
}

/// A month's entries and deadlines on their way to a page.
#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    deadlines: Vec<(Date, Id<Meeting>)>,
}

impl Scene<'_> {
    /// Entries by month, soonest first, with the deadlines that `asking` meetings still have; the first `tables` months also
    /// as tables.
    pub(super) fn by_month(&self, entries: Vec<Entry>, asking: &[Id<Meeting>], tables: usize) -> Vec<MonthGroup> {
        let mut months: BTreeMap<(i16, i8), Gathered> = BTreeMap::new();
        for entry in entries {
            let day = self.first_day(&entry);
            months.entry((day.year(), day.month())).or_default().entries.push(entry);
        }
        for (day, id) in self.open_deadlines(asking) {
            months.entry((day.year(), day.month())).or_default().deadlines.push((day, id));
        }
        let month = |(at, ((year, month), gathered)): (usize, ((i16, i8), Gathered))| {
            let id = format!("m{year}-{month:02}");
            MonthGroup {
                title: Month::new(year, month)
                    .map_or_else(String::new, |month| write::month_year(month, &self.language.dates)),
                table: Date::new(year, month, 1)
                    .ok()
                    .filter(|_| at < tables)
                    .map(|first| self.table(first, &gathered, &id)),
                meetings: self.entries(&gathered.entries),
                deadlines: self.deadline_items(&gathered.deadlines),
                id,
            }
        };
        months.into_iter().enumerate().map(month).collect()
    }

    /// The days until which one may sign up, soonest first.
    fn open_deadlines(&self, ids: &[Id<Meeting>]) -> BTreeSet<(Date, Id<Meeting>)> {
        let stands = |id: &&Id<Meeting>| {
            let standing = self.model.meetings[**id].standing;
            is_coming(self.model, **id) && !matches!(standing, Standing::Cancelled | Standing::Postponed)
        };
        let deadline = |id: &Id<Meeting>| {
            let when = self.registration(*id)?.deadline.as_ref()?;
            let open = when.value.is_exact() && when.value.last_day() >= self.model.settings.today;
            open.then(|| (when.value.last_day(), *id))
        };
        ids.iter().filter(stands).filter_map(deadline).collect()
    }

    /// Alternatives that are called alike and answered by the same day are one line.
    fn deadline_items(&self, deadlines: &[(Date, Id<Meeting>)]) -> Vec<DeadlineItem> {
        let mut items: Vec<DeadlineItem> = deadlines.iter().map(|(day, id)| self.deadline_item(*day, *id)).collect();
        items.dedup_by(|next, item| next.ends == item.ends && next.title == item.title);
        items
    }

    fn deadline_item(&self, day: Date, id: Id<Meeting>) -> DeadlineItem {
        DeadlineItem {
            text: self.language.fill("register_by", &[("date", self.day_short(day).as_str())]),
            ends: format!("{day}T23:59"),
            title: self.model.meeting_title(id),
            href: self.href(&self.urls.meeting(self.model, id)),
        }
    }

    /// The weeks of the month that begins on `first`. Days with more than one thing lead to the list, which has them all.
    fn table(&self, first: Date, gathered: &Gathered, list: &str) -> MonthTable {
        let marks = self.marks(gathered);
        let last = first.last_of_month();
        let (from, to) = (Week::of(first).day(Weekday::Monday), Week::of(last).day(Weekday::Sunday));
        let mondays = from.series(7.days()).take_while(|monday| *monday <= to);
        let week = |monday: Date| {
            let days: Vec<Date> = monday.series(1.day()).take(7).collect();
            let inside = |day: &&Date| (first..=last).contains(*day);
            MonthWeek {
                number: Week::of(monday).number().unsigned_abs(),
                before: days.iter().take_while(|day| **day < first).count(),
                days: days.iter().filter(inside).map(|day| month_day(*day, marks.get(day), list)).collect(),
                after: days.iter().filter(|day| **day > last).count(),
            }
        };
        let name = |day: &Weekday| {
            let date = Week::of(first).day(*day);
            write::weekday_short(date, &self.language.dates).to_owned()
        };
        MonthTable { weekdays: WEEK.iter().map(name).collect(), weeks: mondays.map(week).collect() }
    }

    fn marks(&self, gathered: &Gathered) -> BTreeMap<Date, Vec<Mark>> {
        let mut marks: BTreeMap<Date, Vec<Mark>> = BTreeMap::new();
        for entry in &gathered.entries {
            let item = self.entry(entry);
            let days = self.first_day(entry).series(1.day()).take_while(|day| *day <= self.last_day(entry));
            for day in days.take(MOST_DAYS) {
                marks.entry(day).or_default().push(Mark {
                    label: format!("{}: {}", item.date.text, item.title),
                    href: item.href.clone(),
                    status: item.status,
                    hue: item.hue,
                    past: item.past,
                });
            }
        }
        for (day, id) in &gathered.deadlines {
            let item = self.deadline_item(*day, *id);
            marks.entry(*day).or_default().push(Mark {
                label: format!("{}: {}", item.text, item.title),
                href: item.href,
                status: "deadline",
                hue: self.hue(self.model.meetings[*id].network),
                past: false,
            });
        }
        marks
    }

    fn last_day(&self, entry: &Entry) -> Date {
        match entry {
            Entry::Meeting(id) => self.model.meetings[*id].when.last_day(),
            Entry::Occurrence(occurrence) => occurrence.days.last(),
        }
    }
}

fn month_day(day: Date, marks: Option<&Vec<Mark>>, list: &str) -> MonthDay {
    let marks = marks.map_or(&[][..], Vec::as_slice);
    let label = marks.iter().map(|mark| mark.label.as_str()).collect::<Vec<_>>().join("; ");
    let (href, status, hue) = match marks {
        [] => (None, "", None),
        [mark] => (Some(mark.href.clone()), mark.status, Some(mark.hue)),
        [first, rest @ ..] => {
            let status = if marks.iter().all(|mark| mark.status == "deadline") { "deadline" } else { "several" };
            let hue = rest.iter().all(|mark| mark.hue == first.hue).then_some(first.hue);
            (Some(format!("#{list}")), status, hue)
        }
    };
    MonthDay { day: day.day(), past: !marks.is_empty() && marks.iter().all(|mark| mark.past), label, href, status, hue }
}
