//! What day it is: given, or the machine's clock seen in the site's time zone. The only clock that a site ever meets.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::failure::Failure;

/// The variable that reproducible builds set.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// What "today" follows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Today {
    /// A day that was asked for.
    Given(Date),
    /// A moment that was asked for.
    At(Timestamp),
    /// The clock.
    Now,
}

impl Today {
    /// The day asked for with `--today`, else by SOURCE_DATE_EPOCH, else the clock's.
    pub fn asked(day: Option<Date>) -> Result<Today, Failure> {
        if let Some(day) = day {
            return Ok(Today::Given(day));
        }
        let Some(epoch) = std::env::var_os(EPOCH).filter(|epoch| !epoch.is_empty()) else { return Ok(Today::Now) };
        let seconds = epoch.to_str().and_then(|text| text.trim().parse().ok());
        let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        moment.map(Today::At).ok_or_else(|| Failure::Epoch(epoch.to_string_lossy().into_owned()))
    }

    /// The day it is in `zone`.
    pub fn date(self, zone: &TimeZone) -> Date {
        match self {
            Today::Given(day) => day,
            Today::At(moment) => moment.to_zoned(zone.clone()).date(),
            Today::Now => Timestamp::now().to_zoned(zone.clone()).date(),
        }
    }
}

/// The time zone of the site as it was last read, known to the thread that waits for midnight.
#[derive(Debug, Clone)]
pub(super) struct Midnight(Arc<Mutex<TimeZone>>);

impl Midnight {
    pub fn new(zone: TimeZone) -> Midnight {
        Midnight(Arc::new(Mutex::new(zone)))
    }

    pub fn set(&self, zone: TimeZone) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = zone;
    }

    /// When the day ends there.
    pub fn next(&self) -> Instant {
        let zone = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Instant::now() + until_midnight(&Timestamp::now().to_zoned(zone))
    }
}

/// The time left of a day, which may have 23 or 25 hours.
fn until_midnight(now: &Zoned) -> Duration {
    let end = now.tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
    let left = end.ok().map(|end| now.timestamp().duration_until(end.timestamp()));
    left.and_then(|left| Duration::try_from(left).ok()).unwrap_or(Duration::from_secs(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(moment: &str) -> u64 {
        until_midnight(&moment.parse().unwrap()).as_secs()
    }

    #[test]
    fn days_are_as_long_as_they_are_there() {
        assert_eq!(left("2026-11-22T23:59:00[Europe/Copenhagen]"), 60);
        assert_eq!(left("2026-03-29T00:00:00[Europe/Copenhagen]"), 23 * 3600);
        assert_eq!(left("2026-10-25T00:00:00[Europe/Copenhagen]"), 25 * 3600);
    }

    #[test]
    fn a_moment_is_a_day_of_the_zone() {
        let moment = Today::At("2026-12-31T23:30:00Z".parse().unwrap());
        assert_eq!(moment.date(&TimeZone::get("Europe/Copenhagen").unwrap()).to_string(), "2027-01-01");
        assert_eq!(moment.date(&TimeZone::UTC).to_string(), "2026-12-31");
    }
}
