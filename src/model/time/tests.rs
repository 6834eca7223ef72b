//! What days may be, how dates are ordered, and what holds for any date and any text.

use jiff::civil::{date, time};

use super::read::{read_date, read_file_name, read_hours, read_when};
use super::*;
use crate::language::dates::DateWords;
use crate::language::dates::samples::{danish, english, swedish};

fn at(hour: i8) -> Time {
    time(hour, 0, 0, 0)
}

#[test]
fn days_are_in_order() {
    let (one, next) = (date(2018, 4, 17), date(2018, 4, 18));
    let new = |first, last, hours| Days::new(first, last, hours).is_ok();
    assert!(new(one, next, Hours::AllDay));
    assert!(!new(next, one, Hours::AllDay));
    assert!(!new(next, one, Hours::FromTo(at(10), at(15))));
    assert!(new(one, one, Hours::FromTo(at(10), at(15))));
    assert!(!new(one, one, Hours::FromTo(at(15), at(10))));
    assert!(!new(one, one, Hours::FromTo(at(10), at(10))));
    assert!(new(one, next, Hours::FromTo(at(15), at(10))));
    assert!(new(one, one, Hours::FromTo(at(20), at(0))));
}

#[test]
fn start_and_end_are_known_or_not() {
    let (one, next) = (date(2018, 4, 17), date(2018, 4, 18));
    let days = |hours| Days::new(one, next, hours).unwrap();
    assert_eq!((days(Hours::AllDay).start(), days(Hours::AllDay).end()), (None, None));
    let open = days(Hours::From(at(10)));
    assert_eq!((open.start(), open.end()), (Some(one.at(10, 0, 0, 0)), None));
    let both = days(Hours::FromTo(at(10), at(15)));
    assert_eq!(both.end(), Some(next.at(15, 0, 0, 0)));
    let midnight = days(Hours::FromTo(at(10), at(0)));
    assert_eq!(midnight.end(), Some(date(2018, 4, 19).at(0, 0, 0, 0)));
}

#[test]
fn the_first_and_last_day_of_periods() {
    let ends = |span| {
        let when = When::of(true, span);
        (when.first_day(), when.last_day())
    };
    let february = Span::Month(Month::new(2020, 2).unwrap());
    assert_eq!(ends(february), (date(2020, 2, 1), date(2020, 2, 29)));
    let week = Span::Week(Week::new(2018, 41).unwrap());
    assert_eq!(ends(week), (date(2018, 10, 8), date(2018, 10, 14)));
    assert_eq!(ends(Span::Years(2014, 2017)), (date(2014, 1, 1), date(2017, 12, 31)));
}

#[test]
fn weeks_follow_their_thursday() {
    assert_eq!(Week::of(date(2018, 12, 31)), Week::new(2019, 1).unwrap());
    assert_eq!(Week::of(date(2021, 1, 3)), Week::new(2020, 53).unwrap());
    assert_eq!((Week::last_of(2018), Week::last_of(2020)), (52, 53));
    assert_eq!((Week::new(2018, 53), Week::new(2018, 0), Month::new(2018, 13)), (None, None, None));
}

#[test]
fn dates_come_in_the_order_of_their_beginnings() {
    let words = danish();
    let texts = [
        "2018",
        "9. maj 2019",
        "9.-10. maj 2019",
        "9. maj 2019 kl. 10",
        "9. maj 2019 kl. 10-15",
        "9. maj 2019 kl. 12-13",
        "ca. 9. maj 2019",
        "10. maj 2019",
        "juni 2019",
        "ca. juni 2019",
    ];
    let in_order: Vec<When> = texts.map(|text| read_when(text, &words, None).unwrap().when).into();
    let mut sorted = in_order.clone();
    sorted.reverse();
    sorted.sort();
    assert_eq!(sorted, in_order);
}

#[test]
fn whole_days_have_one_form() {
    let day = date(2019, 5, 9);
    assert_eq!(When::of(false, Span::Day(day)), When::Exact(Days::all_day(day)));
    assert!(!When::of(true, Span::Day(day)).is_exact());
}

/// A small generator of numbers that look random and are the same each time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 0
    }

    fn number<N: TryFrom<u64>>(&mut self, from: u64, to: u64) -> N {
        let number = from + self.below(to - from + 1);
        N::try_from(number).unwrap_or_else(|_| panic!("{number} fits"))
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.number::<usize>(0, from.len() as u64 - 1)]
    }

    fn year(&mut self) -> i16 {
        match self.below(10) {
            0 => self.number(1000, 9990),
            _ => self.number(2010, 2030),
        }
    }

    fn date(&mut self) -> Date {
        let first = date(self.year(), self.number(1, 12), 1);
        date(first.year(), first.month(), self.number(1, first.days_in_month() as u64))
    }

    fn later(&mut self, first: Date) -> Date {
        let most = if self.flip() { 3 } else { 500 };
        let days = jiff::Span::new().days(self.number::<i64>(1, most));
        first.checked_add(days).unwrap()
    }

    fn time(&mut self) -> Time {
        let minute = if self.flip() { 0 } else { self.number(0, 59) };
        time(self.number(0, 23), minute, 0, 0)
    }

    fn hours(&mut self) -> Hours {
        match self.below(3) {
            0 => Hours::AllDay,
            1 => Hours::From(self.time()),
            _ => Hours::FromTo(self.time(), self.time()),
        }
    }

    fn days(&mut self) -> Days {
        loop {
            let first = self.date();
            let last = if self.flip() { first } else { self.later(first) };
            if let Ok(days) = Days::new(first, last, self.hours()) {
                return days;
            }
        }
    }

    fn span(&mut self) -> Span {
        let first = self.date();
        let last = self.later(first);
        match self.below(8) {
            0 => Span::Day(first),
            1 => Span::Days(first, last),
            2 if Week::of(first) < Week::of(last) => Span::Weeks(Week::of(first), Week::of(last)),
            2 | 3 => Span::Week(Week::of(first)),
            4 if Month::of(first) < Month::of(last) => Span::Months(Month::of(first), Month::of(last)),
            4 | 5 => Span::Month(Month::of(first)),
            6 => Span::Years(first.year(), first.year() + self.number::<i16>(1, 5)),
            _ => Span::Year(first.year()),
        }
    }

    fn when(&mut self) -> When {
        if self.flip() {
            return When::Exact(self.days());
        }
        When::of(self.flip(), self.span())
    }
}

#[test]
fn what_is_written_reads_as_the_same() {
    let mut random = Random(2019);
    let languages = [danish(), english(), swedish()];
    for _ in 0..5_000 {
        let when = random.when();
        for words in &languages {
            for text in [write::long(&when, words), write::short(&when, words)] {
                let read = read_when(&text, words, None).map(|reading| reading.when);
                assert_eq!(read.as_ref(), Ok(&when), "{text}");
            }
            if let When::Exact(days) = &when
                && days.is_one_day()
                && days.hours() != Hours::AllDay
            {
                let text = write::hours(days.hours(), words);
                assert_eq!(read_hours(&text, words), Ok(days.hours()), "{text}");
            }
        }
    }
}

#[test]
fn the_machine_form_reads_as_the_same() {
    let mut random = Random(2026);
    let words = danish();
    for _ in 0..5_000 {
        let when = random.when();
        let exactly = match when {
            When::Rough { span, .. } => When::of(false, span),
            exact => exact,
        };
        let text = exactly.iso();
        let read = read_when(&text, &words, None).map(|reading| reading.when);
        assert_eq!(read.as_ref(), Ok(&exactly), "{text}");
    }
}

#[test]
fn the_order_of_dates_agrees_with_their_equality() {
    let mut random = Random(17);
    for _ in 0..5_000 {
        let (one, other) = (random.when(), random.when());
        assert_eq!(one.cmp(&other), other.cmp(&one).reverse(), "{one:?} {other:?}");
        assert_eq!(one == other, one.cmp(&other).is_eq(), "{one:?} {other:?}");
        if one.first_day() < other.first_day() {
            assert!(one < other, "{one:?} {other:?}");
        }
    }
}

/// Pieces that dates are made of, and some that they are not.
fn pieces(words: &DateWords) -> Vec<String> {
    let signs = [
        " ", " ", " ", " ", ".", ". ", "-", "–", " - ", "/", ":", ",", "&", "\u{a0}", "\u{ad}", "\u{200b}", "\u{30a}",
        "(", "'", "æ", "T", "W", "-W",
    ];
    let numbers = [
        "0",
        "1",
        "9",
        "10",
        "12",
        "15",
        "17",
        "18",
        "24",
        "29",
        "30",
        "31",
        "32",
        "41",
        "53",
        "60",
        "2014",
        "2018",
        "2019",
        "9998",
        "9999",
        "0000",
        "00",
        "018",
        "99999999999",
    ];
    let known = words.vocabulary().chain(signs).chain(numbers);
    known.map(str::to_owned).collect()
}

fn from_pieces(random: &mut Random, pieces: &[String]) -> String {
    let length = random.number::<usize>(0, 14);
    (0..length).map(|_| random.pick(pieces).as_str()).collect()
}

fn from_unicode(random: &mut Random) -> String {
    let length = random.number::<usize>(0, 20);
    let one = |random: &mut Random| {
        let bound = *random.pick(&[0x80, 0x800, 0x3000, 0x11_0000]);
        char::from_u32(random.number(0, bound)).unwrap_or('9')
    };
    (0..length).map(|_| one(random)).collect()
}

/// Reads a text in all ways; faults must lie within it.
fn read_in_all_ways(text: &str, words: &DateWords, year: Option<i16>) {
    let check = |fault: Option<Fault>| {
        if let Some(fault) = fault {
            assert!(text.get(fault.span.clone()).is_some(), "{text:?} {fault:?}");
        }
    };
    check(read_when(text, words, year).err());
    check(read_date(text, words, year).err());
    check(read_hours(text, words).err());
    check(read_file_name(text).err());
    for mention in prose::mentions(text, words, year) {
        assert!(text.get(mention.span.clone()).is_some(), "{text:?} {mention:?}");
    }
}

#[test]
fn any_text_is_read_or_a_fault() {
    let mut random = Random(100_000);
    let languages = [danish(), english(), swedish()].map(|words| (pieces(&words), words));
    let years = [None, Some(2018), Some(i16::MIN), Some(i16::MAX), Some(9998), Some(1000)];
    for turn in 0..100_000 {
        let (pieces, words) = random.pick(&languages);
        let text = match turn % 4 {
            0 => from_unicode(&mut random),
            _ => from_pieces(&mut random, pieces),
        };
        let year = *random.pick(&years);
        read_in_all_ways(&text, words, year);
    }
}

/// A text with one to three small slips: a piece dropped, put in, or put in another's place.
fn with_slips(random: &mut Random, text: &str, pieces: &[String]) -> String {
    let mut parts: Vec<String> = text.chars().map(String::from).collect();
    for _ in 0..random.number(1, 3) {
        let place = random.number::<usize>(0, parts.len() as u64);
        let dropped = usize::from(random.flip()).min(parts.len() - place);
        let put_in = random.flip().then(|| random.pick(pieces).clone());
        parts.splice(place..place + dropped, put_in);
    }
    parts.concat()
}

#[test]
fn dates_with_slips_are_faults_or_dates_that_can_be_written() {
    let mut random = Random(31);
    let languages = [danish(), english(), swedish()].map(|words| (pieces(&words), words));
    let mut dates = 0;
    for _ in 0..10_000 {
        let (pieces, words) = random.pick(&languages);
        let text = match random.when() {
            when if random.flip() => write::long(&when, words),
            when => write::short(&when, words),
        };
        let text = with_slips(&mut random, &text, pieces);
        read_in_all_ways(&text, words, None);
        let Ok(reading) = read_when(&text, words, Some(2018)) else {
            continue;
        };
        dates += 1;
        let again = write::short(&reading.when, words);
        let read = read_when(&again, words, None).map(|reading| reading.when);
        assert_eq!(read.as_ref(), Ok(&reading.when), "{text:?} as {again:?}");
    }
    assert!(dates > 1_000, "only {dates} of the texts were dates");
}
