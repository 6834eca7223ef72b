//! An event as a file tells it, before it is known where on the site it belongs: what both iCalendar and tables come to.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::diagnostics::Place;
use crate::model::meeting::Standing;
use crate::model::reader::Said;
use crate::model::time::{Days, Hours, When};

/// A moment as a file writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A whole day.
    Day(Date),
    /// By the clock of whoever reads it.
    Local(DateTime),
    /// By the clock of a zone.
    Zoned(DateTime, TimeZone),
}

impl Moment {
    /// The moment by the clock of `zone`; midnight of whole days.
    pub fn in_zone(&self, zone: &TimeZone) -> DateTime {
        match self {
            Moment::Day(day) => day.to_datetime(Time::midnight()),
            Moment::Local(time) => *time,
            Moment::Zoned(time, own) if own == zone => *time,
            Moment::Zoned(time, own) => {
                own.to_ambiguous_timestamp(*time).compatible().map_or(*time, |instant| zone.to_datetime(instant))
            }
        }
    }

    /// The day as written, by whatever clock.
    pub fn own_day(&self) -> Date {
        match self {
            Moment::Day(day) => *day,
            Moment::Local(time) | Moment::Zoned(time, _) => time.date(),
        }
    }

    /// The day by the clock of `zone`.
    pub fn day(&self, zone: &TimeZone) -> Date {
        self.in_zone(zone).date()
    }
}

/// Whether a text is an address that a browser opens.
pub fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// How one signs up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignUp {
    /// The last day, perhaps with a time.
    pub deadline: Option<When>,
    /// What it costs.
    pub price: Option<String>,
    /// For what the price is.
    pub per: Option<String>,
    /// Whether one must pay even if one stays away.
    pub binding: bool,
    /// Where to sign up.
    pub url: Option<String>,
    /// Whom to write to.
    pub email: Option<String>,
    /// How many can come.
    pub capacity: Option<String>,
}

/// An entry of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// On which day, for meetings of several.
    pub day: Option<Date>,
    /// When on that day.
    pub hours: Option<Hours>,
    /// What.
    pub title: String,
    /// Who speaks.
    pub speaker: Option<String>,
}

/// An event as it was found.
#[derive(Debug, Clone)]
pub struct Event {
    /// Where it begins.
    pub place: Place,
    /// Its identity.
    pub uid: Option<String>,
    /// The occurrence of a series that it stands for.
    pub occurrence: Option<Moment>,
    /// When it starts.
    pub start: Moment,
    /// When it ends; of whole days the day after the last.
    pub end: Option<Moment>,
    /// A date that no moment can say: "september 2027".
    pub rough: Option<When>,
    /// How it repeats: an RRULE.
    pub rule: Option<Said<String>>,
    /// What is left out of a series.
    pub except: Vec<Moment>,
    /// Its name.
    pub title: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// What is said about it, in Markdown.
    pub body: String,
    /// Where it is held.
    pub location: Option<String>,
    /// A link to take part by.
    pub online: Option<String>,
    /// Whether it stands.
    pub standing: Standing,
    /// The network that it says it is of.
    pub network: Option<String>,
    /// Whether `network` is only the name of the calendar that it stands in.
    pub is_from_calendar: bool,
    /// Words that it is sorted by.
    pub categories: Vec<String>,
    /// The part of the country it is for.
    pub region: Option<String>,
    /// How one signs up.
    pub sign_up: SignUp,
    /// Papers and links: title and address.
    pub documents: Vec<(Option<String>, String)>,
    /// Who arranges it: an e-mail address.
    pub organiser: Option<Said<String>>,
    /// Whom to ask, in words.
    pub contact: Option<Said<String>>,
    /// UIDs of events of which one attends one.
    pub siblings: Vec<String>,
    /// The UID of the event whose deadline this is.
    pub deadline_of: Option<String>,
    /// Whether its deadline was an event of its own.
    pub has_deadline_event: bool,
    /// Its former date.
    pub moved_from: Option<When>,
    /// What changed since it was announced: date and text.
    pub changes: Vec<(Option<Date>, String)>,
    /// What happens.
    pub programme: Vec<Item>,
    /// Who takes part, in words: "Projektledere (frivillig), Direktører (inviteret)".
    pub audience: Option<Said<String>>,
    /// For whom which part of the programme is mandatory.
    pub mandatory: Vec<(String, String)>,
    /// Whether husting itself wrote the file it comes from.
    pub is_ours: bool,
}

impl Event {
    /// An event that says no more than when it starts.
    pub fn new(place: Place, start: Moment) -> Event {
        Event {
            place,
            uid: None,
            occurrence: None,
            start,
            end: None,
            rough: None,
            rule: None,
            except: Vec::new(),
            title: None,
            summary: None,
            body: String::new(),
            location: None,
            online: None,
            standing: Standing::Confirmed,
            network: None,
            is_from_calendar: false,
            categories: Vec::new(),
            region: None,
            sign_up: SignUp::default(),
            documents: Vec::new(),
            organiser: None,
            contact: None,
            siblings: Vec::new(),
            deadline_of: None,
            has_deadline_event: false,
            moved_from: None,
            changes: Vec::new(),
            programme: Vec::new(),
            audience: None,
            mandatory: Vec::new(),
            is_ours: false,
        }
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        self.title.clone().or_else(|| self.uid.clone()).unwrap_or_else(|| "…".to_owned())
    }

    /// Its days by the clock of `zone`; none if it ends before it starts.
    pub fn days(&self, zone: &TimeZone) -> Option<Days> {
        if let Moment::Day(first) = self.start {
            let last = self.end.as_ref().map_or(Some(first), |end| end.day(zone).yesterday().ok())?;
            return Days::new(first, last.max(first), Hours::AllDay).ok();
        }
        let start = minute(self.start.in_zone(zone));
        let end = self.end.as_ref().map(|end| minute(end.in_zone(zone))).filter(|end| *end != start);
        let Some(end) = end else { return Days::new(start.date(), start.date(), Hours::From(start.time())).ok() };
        let last = if end.time() == Time::MIN { end.date().yesterday().ok()? } else { end.date() };
        Days::new(start.date(), last, Hours::FromTo(start.time(), end.time())).ok()
    }
}

/// Meetings are told to the minute.
fn minute(time: DateTime) -> DateTime {
    time.with().second(0).subsec_nanosecond(0).build().unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;
    use jiff::civil::date;

    fn event(start: Moment, end: Option<Moment>) -> Event {
        Event { end, ..Event::new(Place::top(FileId(0)), start) }
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("a zone")
    }

    #[test]
    fn whole_days_end_before_the_day_that_is_named() {
        let days = event(Moment::Day(date(2018, 4, 17)), Some(Moment::Day(date(2018, 4, 19)))).days(&TimeZone::UTC);
        assert_eq!(days, Days::new(date(2018, 4, 17), date(2018, 4, 18), Hours::AllDay).ok());
        assert_eq!(
            event(Moment::Day(date(2018, 4, 17)), None).days(&TimeZone::UTC),
            Some(Days::all_day(date(2018, 4, 17)))
        );
    }

    #[test]
    fn times_of_another_zone_keep_their_instant() {
        let (ten, end) = (date(2026, 10, 29).at(10, 0, 0, 0), date(2026, 10, 29).at(11, 0, 0, 0));
        let here = zone("America/Los_Angeles");
        let event = event(Moment::Zoned(ten, here.clone()), Some(Moment::Zoned(end, here)));
        // Only Europe has left summer time that week: eight hours, not nine.
        assert_eq!(
            event.days(&zone("Europe/Copenhagen")).and_then(|days| days.start()),
            Some(date(2026, 10, 29).at(18, 0, 0, 0))
        );
    }

    #[test]
    fn an_evening_until_midnight_stays_within_its_day() {
        let event = event(
            Moment::Local(date(2026, 12, 9).at(20, 0, 0, 0)),
            Some(Moment::Local(date(2026, 12, 10).at(0, 0, 0, 0))),
        );
        let days = event.days(&TimeZone::UTC).expect("it is in order");
        assert!(days.is_one_day());
        assert_eq!(days.end(), Some(date(2026, 12, 10).at(0, 0, 0, 0)));
    }

    #[test]
    fn an_end_before_the_start_is_no_event() {
        let at = |hour| Moment::Local(date(2026, 12, 9).at(hour, 0, 0, 0));
        assert_eq!(event(at(10), Some(at(9))).days(&TimeZone::UTC), None);
        assert_eq!(
            event(at(10), Some(at(10))).days(&TimeZone::UTC).map(|days| days.hours()),
            Some(Hours::From(Time::constant(10, 0, 0, 0)))
        );
    }
}
