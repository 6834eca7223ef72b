//! The views of the page kinds, one struct each, with the parts that only they use. In templates: `view`.

use serde::Serialize;

use super::{
    AudienceItem, ContactView, DateView, DeadlineView, DocumentView, Heading, Link, MeetingGroup, MeetingItem,
    NetworkItem, NotedLink, SubscribeView,
};

/// The front page. In templates every page kind is `view`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    pub html: Option<String>,
    pub next: Option<MeetingItem>,
    /// The coming after it, at most eight.
    pub coming: Vec<MeetingItem>,
    /// Active and planned networks that stand at the top of their tree.
    pub networks: Vec<NetworkItem>,
    pub roles: Vec<RoleItem>,
    pub news: Vec<NewsItem>,
    pub wheel_html: Option<String>,
}

/// All networks.
#[derive(Debug, Clone, Serialize)]
pub struct NetworksView {
    pub groups: Vec<NetworkGroup>,
    pub roles: Vec<Link>,
    /// Organisations that arrange any of them.
    pub organisers: Vec<Link>,
    /// SVG of how they hang together, and the same in words.
    pub map_html: Option<String>,
    pub relations: Vec<RelationSentence>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NetworkGroup {
    /// active|planned|paused|closed
    pub status: &'static str,
    pub title: String,
    /// In tree order: a part follows its whole, with `depth` one more.
    pub networks: Vec<NetworkItem>,
}

/// "Strategisk Forum erstatter Landserfa", with what is said about it.
#[derive(Debug, Clone, Serialize)]
pub struct RelationSentence {
    pub from: Link,
    /// The verb in the page's language: "erstatter", "er en del af", "rapporterer til".
    pub verb: String,
    pub to: Vec<NotedLink>,
}

/// A network's page.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkView {
    pub item: NetworkItem,
    /// Whole tree around it: parents first.
    pub part_of: Vec<NotedLink>,
    pub parts: Vec<NetworkItem>,
    pub place: Option<NotedLink>,
    pub purpose_html: Option<String>,
    pub mandate_html: Option<String>,
    pub practical_html: Option<String>,
    /// How one registers for any of its meetings, as a sentence.
    pub registration_note: Option<String>,
    pub html: Option<String>,
    pub headings: Vec<Heading>,
    /// What it was called before: the name, and until when.
    pub former_names: Vec<NotedLink>,
    pub audience: Vec<AudienceItem>,
    /// Show the audience as a table: rules differ in more than one respect.
    pub audience_table: bool,
    pub members: Vec<MemberView>,
    pub series: Option<SeriesView>,
    pub next: Option<MeetingItem>,
    pub coming: Vec<MeetingItem>,
    /// Alternatives of which one attends one, in words: "Vælg ét af disse to møder".
    pub choices: Vec<ChoiceView>,
    pub past: Vec<MeetingGroup>,
    /// The years of which not all is listed in `past`.
    pub older: Vec<YearLink>,
    /// Meetings of other networks of which a part counts as a meeting here, newest first.
    pub counted: Vec<MeetingItem>,
    /// Meetings without any date in the future or past: "september 2027".
    pub timeline: Vec<TimelineView>,
    pub contacts: Vec<ContactView>,
    pub documents: Vec<DocumentView>,
    pub links: Vec<Link>,
    /// Each relation from this side: title "Erstatter", entries.
    pub relations: Vec<RelationGroup>,
    pub questions: Vec<String>,
    pub tags: Vec<String>,
    pub subscribe: SubscribeView,
    /// "Europe/London", only where another than the site's.
    pub time_zone: Option<String>,
    pub wheel_html: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChoiceView {
    /// "Vælg ét af disse to møder"
    pub title: String,
    pub meetings: Vec<MeetingItem>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RelationGroup {
    /// The relation's key: reports_to, replaces, part_of …
    pub key: &'static str,
    /// Heading in the page's language, seen from this side: "Erstatter", "Erstattes af".
    pub title: String,
    pub entries: Vec<NotedLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MemberView {
    pub person: NotedLink,
    pub office: Option<String>,
    pub from: Option<NotedLink>,
    pub since: Option<String>,
    pub until: Option<String>,
}

/// A recurring series in words, with its next occurrences.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesView {
    /// "hver anden tirsdag kl. 9.00–10.00"
    pub words: String,
    pub place: Option<String>,
    pub next: Vec<DateView>,
    /// Days of the past year on which it was held, newest first.
    pub held: Vec<DateView>,
}

/// What belongs to a process but is no meeting: a phase, a period, a status report.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    pub title: String,
    pub date: Option<DateView>,
    pub html: Option<String>,
}

/// A meeting's page.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    pub item: MeetingItem,
    pub networks: Vec<Link>,
    /// "Aflyst", "Flyttet fra 2. maj til 9. maj", changes by day: shown first, in words.
    pub notices: Vec<NoticeView>,
    pub place: Option<PlaceView>,
    pub online: Option<String>,
    pub audience: Vec<AudienceItem>,
    pub audience_table: bool,
    pub registration: Option<RegistrationView>,
    /// The meetings of which one attends one, without this.
    pub alternatives: Vec<MeetingItem>,
    pub programme: Vec<ProgrammeDay>,
    pub invited: Vec<HeadcountView>,
    pub attended: Vec<HeadcountView>,
    pub html: Option<String>,
    pub headings: Vec<Heading>,
    pub organisers: Vec<NotedLink>,
    pub contacts: Vec<ContactView>,
    pub documents: Vec<DocumentView>,
    pub previous: Option<MeetingItem>,
    pub following: Option<MeetingItem>,
    /// meeting.ics; none where the meeting has no exact day.
    pub add_to_calendar: Option<String>,
    pub subscribe: SubscribeView,
    pub tags: Vec<String>,
    pub time_zone: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// cancelled|postponed|moved|tentative|changed
    pub kind: &'static str,
    /// "Aflyst"
    pub title: String,
    pub text: Option<String>,
    /// "12. januar 2027", for a change.
    pub date: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    pub name: String,
    pub href: Option<String>,
    pub address: Option<String>,
    pub map: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RegistrationView {
    pub deadline: Option<DeadlineView>,
    /// "500 kr. pr. deltager"
    pub price: Option<String>,
    /// "Tilmeldingen er bindende"
    pub binding: bool,
    pub capacity: Option<String>,
    pub href: Option<String>,
    pub email: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProgrammeDay {
    /// "tirsdag den 17. april 2018"; none on meetings of one day.
    pub title: Option<String>,
    pub entries: Vec<ProgrammeEntry>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProgrammeEntry {
    pub hours: Option<String>,
    pub title: String,
    pub speaker: Option<String>,
    /// For whom it is mandatory: "Obligatorisk for projektledere".
    pub mandatory: Option<String>,
    /// The network whose meeting it counts as.
    pub counts_as: Option<Link>,
    pub html: Option<String>,
}

/// Who was invited or came: text, a number, or a nested list flattened with its depth.
#[derive(Debug, Clone, Serialize)]
pub struct HeadcountView {
    pub depth: usize,
    pub text: String,
    pub href: Option<String>,
    pub count: Option<String>,
}

/// The calendar.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarView {
    /// By month, soonest first.
    pub coming: Vec<MonthGroup>,
    /// Coming meetings whose day is not known yet.
    pub undated: Vec<MeetingItem>,
    /// What comes too late to be listed here, by year.
    pub later: Vec<YearLink>,
    /// Every year with a page of its own, latest first.
    pub years: Vec<YearLink>,
    /// networks × months of the year now and the next.
    pub overview: Vec<YearOverview>,
    pub wheel_html: Option<String>,
    pub subscribe: SubscribeView,
    /// All feeds to choose from, under headings: networks, roles, organisations.
    pub feeds: Vec<FeedGroup>,
}

/// A month of a calendar.
#[derive(Debug, Clone, Serialize)]
pub struct MonthGroup {
    /// "december 2026"
    pub title: String,
    /// Anchor: `m2026-12`.
    pub id: String,
    pub meetings: Vec<MeetingItem>,
    /// Days in this month until which one may sign up for a meeting.
    pub deadlines: Vec<DeadlineItem>,
    pub table: Option<MonthTable>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DeadlineItem {
    /// "Tilmelding senest 7. januar 2027"
    pub text: String,
    /// Until when it holds, as `DateView::ends`.
    pub ends: String,
    /// The meeting.
    pub title: String,
    pub href: String,
}

/// A month as weeks of days.
#[derive(Debug, Clone, Serialize)]
pub struct MonthTable {
    /// Seven short names, Monday first.
    pub weekdays: Vec<String>,
    pub weeks: Vec<MonthWeek>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MonthWeek {
    /// ISO 8601.
    pub number: u8,
    /// How many days of the week belong to the month before.
    pub before: usize,
    pub days: Vec<MonthDay>,
    /// How many belong to the month after.
    pub after: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct MonthDay {
    pub day: i8,
    /// Empty, the status of the day's meeting, `deadline`, or `several`.
    pub status: &'static str,
    /// Where the day leads, if anything is on it.
    pub href: Option<String>,
    /// For screen readers and tooltips: everything that is on it.
    pub label: String,
    /// The number of the network's hue, if it is one network's.
    pub hue: Option<u8>,
    pub past: bool,
}

/// A year's page, with how many meetings there are in it.
#[derive(Debug, Clone, Serialize)]
pub struct YearLink {
    pub year: String,
    pub href: String,
    pub count: usize,
}

/// The meetings of one year.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// By month; past and coming alike.
    pub months: Vec<MonthGroup>,
    /// Meetings whose day is not known.
    pub undated: Vec<MeetingItem>,
    pub overview: Option<YearOverview>,
    pub previous: Option<YearLink>,
    pub following: Option<YearLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FeedGroup {
    pub title: String,
    pub feeds: Vec<Link>,
}

/// One year as a table of networks × months.
#[derive(Debug, Clone, Serialize)]
pub struct YearOverview {
    pub year: String,
    /// Twelve short month names.
    pub months: Vec<String>,
    pub rows: Vec<OverviewRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OverviewRow {
    pub network: Link,
    pub hue: u8,
    /// Twelve cells.
    pub cells: Vec<Vec<OverviewCell>>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OverviewCell {
    /// "9.", "17.–18."
    pub text: String,
    pub href: String,
    /// For screen readers and tooltips: the whole date and title.
    pub label: String,
    pub status: &'static str,
    pub past: bool,
}

/// A role in a list.
#[derive(Debug, Clone, Serialize)]
pub struct RoleItem {
    pub title: String,
    pub href: String,
    pub summary: Option<String>,
    /// How many networks it takes part in, in words: "4 netværk, 1 obligatorisk".
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct RolesView {
    pub html: Option<String>,
    pub roles: Vec<RoleItem>,
}

/// "For me": a role's page.
#[derive(Debug, Clone, Serialize)]
pub struct RoleView {
    pub summary: Option<String>,
    pub html: Option<String>,
    pub part_of: Option<Link>,
    pub parts: Vec<Link>,
    /// What is mandatory, in full sentences with links first.
    pub mandatory: Vec<RoleNetwork>,
    pub others: Vec<RoleNetwork>,
    pub closed: Vec<RoleNetwork>,
    pub coming: Vec<MeetingItem>,
    /// How many more are coming than are listed; the calendar has them.
    pub more_coming: usize,
    pub choices: Vec<ChoiceView>,
    pub past: Vec<MeetingItem>,
    /// The years of which not all is listed in `past`.
    pub older: Vec<YearLink>,
    pub subscribe: SubscribeView,
    pub wheel_html: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RoleNetwork {
    pub network: NetworkItem,
    pub entry: AudienceItem,
}

/// An organisation's, person's or place's page.
#[derive(Debug, Clone, Serialize)]
pub struct ThingView {
    /// A picture of a person who agreed to it; the title is its text alternative.
    pub portrait: Option<Link>,
    pub summary: Option<String>,
    pub html: Option<String>,
    /// Facts in rows: "Adresse", "Hjemmeside", "E-mail", …
    pub facts: Vec<FactView>,
    /// Networks in words: "Arrangerer", "Finansierer", "Kontakt for", "Usædvanligt mødested for" …
    pub relations: Vec<RelationGroup>,
    pub coming: Vec<MeetingItem>,
    /// How many more are coming than are listed; the calendar has them.
    pub more_coming: usize,
    pub past: Vec<MeetingGroup>,
    /// The years of which not all is listed in `past`.
    pub older: Vec<YearLink>,
    pub people: Vec<ContactView>,
    pub subscribe: Option<SubscribeView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    pub label: String,
    pub text: String,
    pub href: Option<String>,
}

/// A list page of organisations, people or places.
#[derive(Debug, Clone, Serialize)]
pub struct ThingsView {
    pub entries: Vec<NotedLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewsItem {
    pub title: String,
    pub href: String,
    pub date: DateView,
    pub summary: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewsView {
    pub html: Option<String>,
    /// By year, newest first.
    pub years: Vec<NewsYear>,
    pub feed: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewsYear {
    pub year: String,
    pub items: Vec<NewsItem>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    pub date: DateView,
    pub summary: Option<String>,
    pub html: String,
    pub headings: Vec<Heading>,
    pub documents: Vec<DocumentView>,
    pub previous: Option<Link>,
    pub following: Option<Link>,
}

/// Any other page: about, accessibility statement.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    pub html: String,
    pub headings: Vec<Heading>,
    pub documents: Vec<DocumentView>,
    pub children: Vec<Link>,
}

/// The search page: a full index of names that works without a script.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// Address of the search index the script loads.
    pub index: String,
    pub letters: Vec<SearchLetter>,
    /// The pages that name the meetings of each year, latest first.
    pub years: Vec<YearLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SearchLetter {
    pub letter: String,
    pub entries: Vec<NotedLink>,
}
