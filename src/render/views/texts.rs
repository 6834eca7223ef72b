//! The views of roles, organisations, people, places, news, texts and the search page. In templates: `view`.

use serde::Serialize;

use super::{
    AudienceItem, ChoiceView, ContactView, DateView, DocumentView, Heading, Link, MeetingGroup, MeetingItem,
    NetworkItem, NotedLink, RelationGroup, SubscribeView, YearLink,
};

/// A role in a list.
#[derive(Debug, Clone, Serialize)]
pub struct RoleItem {
    /// What the role is called.
    pub title: String,
    /// Its page.
    pub href: String,
    /// One or two sentences on it, if stated.
    pub summary: Option<String>,
    /// How many networks it takes part in, in words: "4 netværk, 1 obligatorisk".
    pub text: String,
}

/// All roles.
#[derive(Debug, Clone, Serialize)]
pub struct RolesView {
    /// The text of the roles' folder, if there is one.
    pub html: Option<String>,
    /// Every role.
    pub roles: Vec<RoleItem>,
}

/// "For me": a role's page.
#[derive(Debug, Clone, Serialize)]
pub struct RoleView {
    /// One or two sentences on it, if stated.
    pub summary: Option<String>,
    /// The text of its file.
    pub html: Option<String>,
    /// The wider role it belongs to.
    pub part_of: Option<Link>,
    /// The roles it covers.
    pub parts: Vec<Link>,
    /// The networks where it must take part.
    pub mandatory: Vec<RoleNetwork>,
    /// The networks where it may.
    pub others: Vec<RoleNetwork>,
    /// The networks that are closed.
    pub closed: Vec<RoleNetwork>,
    /// What is coming for it, with what is asked of it.
    pub coming: Vec<MeetingItem>,
    /// How many more are coming than are listed; the calendar has them.
    pub more_coming: usize,
    /// Meetings of which one attends one.
    pub choices: Vec<ChoiceView>,
    /// What was held, latest first, at most 20.
    pub past: Vec<MeetingItem>,
    /// The years of which not all is listed in `past`.
    pub older: Vec<YearLink>,
    /// Its calendar.
    pub subscribe: SubscribeView,
    /// The year's meetings as a wheel: an SVG with a text alternative.
    pub wheel_html: Option<String>,
}

/// A network of a role, and what it asks of it.
#[derive(Debug, Clone, Serialize)]
pub struct RoleNetwork {
    /// The network.
    pub network: NetworkItem,
    /// What it asks of the role.
    pub entry: AudienceItem,
}

/// An organisation's, person's or place's page.
#[derive(Debug, Clone, Serialize)]
pub struct ThingView {
    /// A picture of a person who agreed to it; the title is its text alternative.
    pub portrait: Option<Link>,
    /// One or two sentences on it, if stated.
    pub summary: Option<String>,
    /// The text of its file.
    pub html: Option<String>,
    /// Facts in rows: "Adresse", "Hjemmeside", "E-mail" …
    pub facts: Vec<FactView>,
    /// How it relates to networks and meetings, in words: "Arrangerer", "Finansierer", "Kontakt for" …
    pub relations: Vec<RelationGroup>,
    /// What is coming: of an organisation what it arranges, of a place what is held there, of a person nothing.
    pub coming: Vec<MeetingItem>,
    /// How many more are coming than are listed; the calendar has them.
    pub more_coming: usize,
    /// What was held, by year, newest first, at most 100.
    pub past: Vec<MeetingGroup>,
    /// The years of which not all is listed in `past`.
    pub older: Vec<YearLink>,
    /// Who works there, of an organisation.
    pub people: Vec<ContactView>,
    /// Its calendar, of an organisation.
    pub subscribe: Option<SubscribeView>,
}

/// A fact in a row.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// What the fact is of: "E-mail".
    pub label: String,
    /// The fact.
    pub text: String,
    /// Where it leads, if anywhere: a home page, `mailto:`, `tel:`.
    pub href: Option<String>,
}

/// A list page of organisations, people or places.
#[derive(Debug, Clone, Serialize)]
pub struct ThingsView {
    /// Everything of the kind, in the order of the alphabet.
    pub entries: Vec<NotedLink>,
}

/// A piece of news in a list.
#[derive(Debug, Clone, Serialize)]
pub struct NewsItem {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its day.
    pub date: DateView,
    /// One or two sentences on it, if stated.
    pub summary: Option<String>,
}

/// All news.
#[derive(Debug, Clone, Serialize)]
pub struct NewsView {
    /// The text of the news folder, if there is one.
    pub html: Option<String>,
    /// By year, newest first.
    pub years: Vec<NewsYear>,
    /// The Atom feed of the news.
    pub feed: String,
}

/// The news of one year.
#[derive(Debug, Clone, Serialize)]
pub struct NewsYear {
    /// "2026".
    pub year: String,
    /// The year's news, newest first.
    pub items: Vec<NewsItem>,
}

/// A piece of news.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// Its day.
    pub date: DateView,
    /// One or two sentences on it, if stated.
    pub summary: Option<String>,
    /// Its text.
    pub html: String,
    /// The headings in that text.
    pub headings: Vec<Heading>,
    /// Files beside it and those it names.
    pub documents: Vec<DocumentView>,
    /// The older piece of news before it.
    pub previous: Option<Link>,
    /// The newer one after it.
    pub following: Option<Link>,
}

/// Any other page: about, accessibility statement.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    /// Its text.
    pub html: String,
    /// The headings in that text.
    pub headings: Vec<Heading>,
    /// Files beside it and those it names.
    pub documents: Vec<DocumentView>,
    /// The pages right below it.
    pub children: Vec<Link>,
}

/// The search page: a full index of names that works without a script.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// Address of the search index the script loads.
    pub index: String,
    /// Every name of the site under its first letter.
    pub letters: Vec<SearchLetter>,
    /// The pages that name the meetings of each year, latest first.
    pub years: Vec<YearLink>,
}

/// The names that begin with one letter.
#[derive(Debug, Clone, Serialize)]
pub struct SearchLetter {
    /// "A", "Å", or "0–9".
    pub letter: String,
    /// The names, in the order of the alphabet.
    pub entries: Vec<NotedLink>,
}

/// What an editor puts into a text with a line such as `{next meeting: forum}`. Besides `kind` one field is filled.
#[derive(Debug, Default, Clone, Serialize)]
pub struct InclusionView {
    /// `next_meeting`, `networks_for`, `contact_card` or `feed_link`.
    pub kind: &'static str,
    /// The next meeting, if one is planned.
    pub meeting: Option<MeetingItem>,
    /// The networks of a role, with what they ask of it.
    pub networks: Vec<NotedLink>,
    /// The person asked for.
    pub people: Vec<ContactView>,
    /// A calendar's name, and its `webcal://` address.
    pub feed: Option<Link>,
}
