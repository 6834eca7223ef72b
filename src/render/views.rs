//! What a template is given: one struct a page kind, filled by `html.rs`, documented for theme authors.
//!
//! Strings are plain text that Tera escapes; fields named `html` or ending in `_html` are finished, sanitised HTML
//! (print them with `| safe`). Dates arrive in words of the page's language *and* as machine dates. Every `href` is ready
//! to print. A template decides looks, never facts: nothing here needs to be computed in a template.

use serde::Serialize;

/// A link with its text.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    pub title: String,
    pub href: String,
}

/// A link with what is said about it: a relation's sentence, a document's kind, a contact's post.
#[derive(Debug, Clone, Serialize)]
pub struct NotedLink {
    pub title: String,
    /// Missing where the thing has no page: free text, a person known by name only.
    pub href: Option<String>,
    pub note: Option<String>,
}

/// What every page of the site shares. In templates: `site`.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: Option<String>,
    /// BCP 47 code, for `<html lang>`.
    pub language: String,
    pub home: String,
    pub logo: Option<String>,
    /// CSS colour of the accent, already checked for contrast, or none for the theme's own.
    pub accent: Option<String>,
    pub menu: Vec<Link>,
    pub footer_html: Option<String>,
    pub footer_links: Vec<Link>,
    /// Addresses of the site's fixed pages and files, none where the site has no such page.
    pub networks: String,
    pub calendar: String,
    pub roles: Option<String>,
    pub news: Option<String>,
    pub search: Option<String>,
    pub news_feed: Option<String>,
    pub organisations: Option<String>,
    pub people: Option<String>,
    pub places: Option<String>,
    /// Fingerprinted addresses of the theme's assets by their file name: `assets["style.css"]`.
    pub assets: std::collections::BTreeMap<String, String>,
    /// The day the site was built for, "22. november 2026": lists say "as of".
    pub as_of: String,
    /// The same as `2026-11-22`.
    pub as_of_iso: String,
}

/// What `<head>` and the frame around a page need. In templates: `page`.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// home|networks|network|meeting|calendar|roles|role|organisations|organisation|people|person|places|place|news|article|search|page|404
    pub kind: &'static str,
    pub title: String,
    /// Title for `<title>`: unique over the site, ends in the site's title.
    pub full_title: String,
    pub description: Option<String>,
    pub href: String,
    pub canonical: String,
    /// From the front page down to the parent; empty on the front page.
    pub breadcrumbs: Vec<Link>,
    /// The menu entry this page belongs to, by its `href`.
    pub section: Option<String>,
    /// Calendars of this page, for `<link rel="alternate" type="text/calendar">`.
    pub calendars: Vec<Link>,
    /// JSON-LD, ready to print inside `<script type="application/ld+json">`.
    pub json_ld: Option<String>,
    /// "opdateret 3. marts 2026", if known.
    pub updated: Option<String>,
    pub draft: bool,
    /// No search engine should list it (404, drafts).
    pub noindex: bool,
}

/// A date for a big date block, in words and for machines.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// For `<time datetime>`: `2019-05-09T10:00`, `2019-05-09`, `2019-05`, `2018-W41`; none where a range has no such form.
    pub iso: Option<String>,
    /// Everything in words: "torsdag den 9. maj 2019 kl. 10.00–15.00", "omkring august 2014".
    pub text: String,
    /// Without weekday and time: "9. maj 2019", "17.–18. april 2018".
    pub short: String,
    /// "torsdag"; none unless one exact day or several.
    pub weekday: Option<String>,
    /// "9" or "17–18"; none for a month, a year.
    pub day: Option<String>,
    /// "maj"; none for a year or a week.
    pub month: Option<String>,
    /// "maj", "aug" as short as the language has it.
    pub month_short: Option<String>,
    pub year: String,
    /// ISO week number of the first day, for an exact day.
    pub week: Option<u8>,
    /// "kl. 10.00–15.00", if a time is known.
    pub hours: Option<String>,
    /// Known only roughly (month, about): shown as such, never as a day.
    pub rough: bool,
    /// Last instant (local, `2019-05-09T15:00`): the page's script moves what has passed.
    pub ends: String,
}

/// A last day to register.
#[derive(Debug, Clone, Serialize)]
pub struct DeadlineView {
    pub iso: String,
    /// "fredag den 5. april 2019"
    pub text: String,
    /// "5. april 2019"
    pub short: String,
    pub passed: bool,
}

/// A meeting in a list.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingItem {
    pub title: String,
    pub href: String,
    pub network: Link,
    /// Number 0..=11 of the network's hue and mark in wheel and lists.
    pub hue: u8,
    pub date: DateView,
    /// confirmed|tentative|cancelled|postponed|moved
    pub status: &'static str,
    /// The word of a status other than confirmed: "aflyst", "foreløbig", "flyttet".
    pub status_word: Option<String>,
    pub place: Option<String>,
    pub online: bool,
    pub region: Option<String>,
    pub deadline: Option<DeadlineView>,
    /// "Vælg én af to" where the meeting is one of several alternatives.
    pub choose: Option<String>,
    /// mandatory|voluntary|observer|invited: what this page's role must or may (on role pages), else none.
    pub attendance: Option<&'static str>,
    pub attendance_word: Option<String>,
    /// Number of documents such as minutes, shown in lists of past meetings.
    pub documents: Vec<Link>,
    pub past: bool,
    pub summary: Option<String>,
}

/// A network in a list.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkItem {
    pub id: String,
    pub title: String,
    pub href: String,
    pub hue: u8,
    /// The word shown to readers: "forum", "netværk".
    pub kind: Option<String>,
    /// planned|active|paused|closed
    pub status: &'static str,
    pub status_word: String,
    pub summary: Option<String>,
    /// "1 gang årligt"
    pub meets: Option<String>,
    /// Who takes part, with what they must: the first lines of "is this for me?".
    pub audience: Vec<AudienceItem>,
    pub organisers: Vec<NotedLink>,
    pub next: Option<MeetingItem>,
    /// Where it stands in the tree of `part_of`: 0 at the top.
    pub depth: usize,
    /// "2018", if stated.
    pub since: Option<String>,
    /// "lukket 2018", if it is closed and the date is stated.
    pub closed: Option<String>,
    pub replaced_by: Vec<NotedLink>,
}

/// One kind of participant and what is asked of it.
#[derive(Debug, Clone, Serialize)]
pub struct AudienceItem {
    pub role: NotedLink,
    /// "fra kommunen", "fra boligorganisationen"
    pub from: Option<String>,
    /// "1 plads", "hele bestyrelsen"
    pub seats: Option<String>,
    /// mandatory|voluntary|observer|invited, none if not stated
    pub attendance: Option<&'static str>,
    pub attendance_word: Option<String>,
    /// Who stands in.
    pub otherwise: Option<String>,
    pub until: Option<String>,
    pub note: Option<String>,
}

/// A contact card.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    pub name: String,
    pub href: Option<String>,
    /// What they are: "projektleder"
    pub post: Option<String>,
    pub organisation: Option<NotedLink>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// `tel:+4512345678`
    pub phone_href: Option<String>,
    pub note: Option<String>,
}

/// A document: a file beside the page or a link.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    pub title: String,
    pub href: String,
    /// "referat", "dagsorden", "kommissorium"
    pub kind: Option<String>,
    /// "PDF, 120 kB"; none for links elsewhere.
    pub format: Option<String>,
}

/// How to subscribe: one block the same everywhere.
#[derive(Debug, Clone, Serialize)]
pub struct SubscribeView {
    /// What one gets: "Strategisk Forum"
    pub title: String,
    /// Absolute https address to copy.
    pub address: String,
    /// The same as webcal://
    pub webcal: String,
    /// Google's and Outlook's "add by address" pages with this feed filled in.
    pub google: String,
    pub outlook: String,
    /// The same feed without deadlines.
    pub without_deadlines: String,
    /// Further feeds to choose from: regions.
    pub more: Vec<Link>,
    /// Coming events in it now.
    pub coming: usize,
}

/// Meetings of one year or month under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingGroup {
    /// "2026", "november 2026"
    pub title: String,
    /// Anchor: `2026`, `2026-11`
    pub id: String,
    pub meetings: Vec<MeetingItem>,
}

/// A heading in a body, for a table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub title: String,
}

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
    /// By month, coming first; earlier years after.
    pub coming: Vec<MeetingGroup>,
    /// Coming meetings whose day is not known yet.
    pub undated: Vec<MeetingItem>,
    pub past: Vec<MeetingGroup>,
    /// networks × months of the year now and the next.
    pub overview: Vec<YearOverview>,
    pub wheel_html: Option<String>,
    pub subscribe: SubscribeView,
    /// All feeds to choose from, under headings: networks, roles, organisations.
    pub feeds: Vec<FeedGroup>,
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
    pub choices: Vec<ChoiceView>,
    pub past: Vec<MeetingItem>,
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
    pub past: Vec<MeetingGroup>,
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
}

#[derive(Debug, Clone, Serialize)]
pub struct SearchLetter {
    pub letter: String,
    pub entries: Vec<NotedLink>,
}
