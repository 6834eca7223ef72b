//! A small whole site with comments that teach.

use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday, time};

use super::text::{fill, yaml_text};
use super::{NewFile, template, template_language};
use crate::language::Language;
use crate::model::time::{Days, Hours, When, write};

/// What a new site is told about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// Its name.
    pub title: String,
    /// Where it will be.
    pub address: String,
}

/// Hours of the first meeting.
const FROM: Time = time(10, 0, 0, 0);
const TO: Time = time(15, 0, 0, 0);

/// A path with its text in Danish, and both in English. `{{day}}` and `{{today}}` stand in paths too.
type Template = [&'static str; 4];

macro_rules! templates {
    ($($danish:literal $english:literal $file:literal)*) => {
        &[$([
            $danish,
            include_str!(concat!("da/site/", $file)),
            $english,
            include_str!(concat!("en/site/", $file)),
        ]),*]
    };
}

const TEMPLATES: &[Template] = templates! {
    "content/site.yaml" "content/site.yaml" "site.yaml"
    "content/index.md" "content/index.md" "index.md"
    "content/netvaerk/koordinatorer/index.md" "content/networks/coordinators/index.md" "network.md"
    "content/netvaerk/koordinatorer/{{day}}.md" "content/networks/coordinators/{{day}}.md" "meeting.md"
    "content/roller.yaml" "content/roles.yaml" "roles.yaml"
    "content/personer.yaml" "content/people.yaml" "people.yaml"
    "content/organisationer.yaml" "content/organisations.yaml" "organisations.yaml"
    "content/steder.yaml" "content/places.yaml" "places.yaml"
    "content/nyheder/{{today}}-abonner.md" "content/news/{{today}}-subscribe.md" "news.md"
    "content/om/index.md" "content/about/index.md" "about.md"
};

/// Keeps what is made out of version control.
const IGNORED: &str = "/public/\n/.public.husting/\n";

/// The files of a new site. Its first meeting is some weeks after `today`.
pub fn site(language: &Language, answers: &Answers, today: Date) -> Vec<NewFile> {
    let day = meeting_day(today);
    let language = template_language(language);
    let facts = [
        ("title", yaml_text(&answers.title)),
        ("address", answers.address.clone()),
        ("when", in_words(day, Hours::FromTo(FROM, TO), language)),
        ("deadline", in_words(day.saturating_sub(14.days()), Hours::AllDay, language)),
        ("day", day.to_string()),
        ("today", today.to_string()),
    ];
    let filled = TEMPLATES.iter().map(|[danish_path, danish, english_path, english]| NewFile {
        path: fill(template(language, danish_path, english_path), &facts),
        text: fill(template(language, danish, english), &facts),
    });
    filled.chain([NewFile { path: ".gitignore".to_owned(), text: IGNORED.to_owned() }]).collect()
}

/// A Tuesday six to seven weeks ahead: time enough to sign up, and few holidays.
fn meeting_day(today: Date) -> Date {
    let soonest = today.saturating_add(6.weeks());
    soonest.nth_weekday(1, Weekday::Tuesday).unwrap_or(soonest)
}

fn in_words(day: Date, hours: Hours, language: &Language) -> String {
    let days = Days::new(day, day, hours).unwrap_or(Days::all_day(day));
    write::long(&When::Exact(days), &language.dates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Sources;
    use jiff::civil::date;

    fn answers() -> Answers {
        Answers { title: "Årets møder: øst & vest".to_owned(), address: "https://example.dk/".to_owned() }
    }

    fn find<'f>(files: &'f [NewFile], path: &str) -> &'f str {
        &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}")).text
    }

    #[test]
    fn the_first_meeting_is_on_a_tuesday_some_weeks_ahead() {
        let files = site(Language::of("da").unwrap(), &answers(), date(2026, 11, 22));
        let meeting = find(&files, "content/netvaerk/koordinatorer/2027-01-05.md");
        assert!(meeting.contains("hvornår: tirsdag den 5. januar 2027 kl. 10.00–15.00\n"), "{meeting}");
        assert!(meeting.contains("frist: tirsdag den 22. december 2026\n"), "{meeting}");
        assert!(find(&files, "content/site.yaml").contains("titel: \"Årets møder: øst & vest\"\n"));
    }

    #[test]
    fn every_language_builds_without_a_word_of_complaint_on_any_day() {
        for code in Language::codes() {
            for today in [date(2026, 11, 22), date(2028, 2, 29), date(2027, 12, 31), date(2027, 8, 20)] {
                let files = site(Language::of(code).unwrap(), &answers(), today);
                let content: Vec<(&str, &str)> = files
                    .iter()
                    .filter_map(|file| Some((file.path.strip_prefix("content/")?, file.text.as_str())))
                    .collect();
                let built = crate::build(&Sources::in_memory(&content, today));
                assert_eq!(built.problems.sorted(), [], "{code} {today}");
                assert!(files.iter().all(|file| !file.text.contains("{{") && !file.path.contains("{{")));
            }
        }
    }
}
