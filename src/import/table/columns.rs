//! What a column holds, by its heading: the words of every language, in any case.

use crate::language::Language;
use crate::language::fold::fold;

/// What a column of a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Title,
    Start,
    StartTime,
    End,
    EndTime,
    AllDay,
    Place,
    Online,
    Text,
    Summary,
    Status,
    Network,
    Category,
    Region,
    Deadline,
    Price,
    Capacity,
    SignUp,
    Private,
    Uid,
    /// What programs write for themselves: reminders, how busy one is.
    Program,
}

/// Each column with the word of the language files under which its headings stand, divided by bars.
const HEADINGS: &[(Column, &str)] = &[
    (Column::Title, "import_column_title"),
    (Column::Start, "import_column_start"),
    (Column::StartTime, "import_column_start_time"),
    (Column::End, "import_column_end"),
    (Column::EndTime, "import_column_end_time"),
    (Column::AllDay, "import_column_all_day"),
    (Column::Place, "import_column_place"),
    (Column::Online, "import_column_online"),
    (Column::Text, "import_column_text"),
    (Column::Summary, "import_column_summary"),
    (Column::Status, "import_column_status"),
    (Column::Network, "import_column_network"),
    (Column::Category, "import_column_category"),
    (Column::Region, "import_column_region"),
    (Column::Deadline, "import_column_deadline"),
    (Column::Price, "import_column_price"),
    (Column::Capacity, "import_column_capacity"),
    (Column::SignUp, "import_column_sign_up"),
    (Column::Private, "import_column_private"),
    (Column::Uid, "import_column_uid"),
    (Column::Program, "import_column_program"),
];

impl Column {
    /// Whether it holds dates.
    pub(super) fn is_date(self) -> bool {
        matches!(self, Column::Start | Column::End | Column::Deadline)
    }

    /// How the language calls it.
    pub(super) fn name(self, language: &Language) -> &str {
        let key = HEADINGS.iter().find(|(column, _)| *column == self).map_or("", |(_, key)| key);
        language.word(key).split('|').next().unwrap_or_default()
    }
}

/// The column that a heading means.
pub(super) fn column(heading: &str) -> Option<Column> {
    let folded = fold(heading.trim_end_matches([':', '*']));
    let means = |language: &Language, key: &str| language.word(key).split('|').any(|word| fold(word) == folded);
    let languages = Language::codes().filter_map(Language::of);
    languages
        .into_iter()
        .find_map(|language| HEADINGS.iter().find(|(_, key)| means(language, key)).map(|(column, _)| *column))
}
