//! What a template is given: one struct a page kind, filled by `html.rs`, documented for theme authors.
//!
//! Strings are plain text that Tera escapes; fields named `html` or ending in `_html` are finished, sanitised HTML
//! (print them with `| safe`). Dates arrive in words of the page's language *and* as machine dates. Every `href` is ready
//! to print. A template decides looks, never facts: nothing here needs to be computed in a template.

mod pages;

use std::sync::Arc;

use serde::Serialize;

pub use pages::*;

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

/// The page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// BCP 47 code, for `lang` and `hreflang`; `x-default` among alternates.
    pub code: String,
    /// The language's own name for itself: "English".
    pub title: String,
    pub href: String,
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
    /// The same page in each other language of the site, for the switch.
    pub languages: Vec<LanguageLink>,
    /// Whole addresses for `<link rel="alternate" hreflang>`; empty where the page is in one language.
    pub alternates: Vec<LanguageLink>,
    /// A note that the page, or a part of it, is not translated.
    pub untranslated: Option<String>,
    /// From the front page down to the parent; empty on the front page.
    pub breadcrumbs: Vec<Link>,
    /// The menu entry this page belongs to, by its `href`.
    pub section: Option<String>,
    /// Calendars of this page, for `<link rel="alternate" type="text/calendar">`.
    pub calendars: Vec<Link>,
    /// Feeds of what changed in them, for `<link rel="alternate" type="application/atom+xml">`.
    pub changes: Vec<Link>,
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

/// A meeting in a list: made once, shown in many.
pub type MeetingItem = Arc<MeetingFacts>;

/// What lists tell of a meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingFacts {
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

/// How to subscribe: one block, the same on every page that has it.
pub type SubscribeView = Arc<SubscribeFacts>;

/// The addresses of a calendar and the ways to add it.
#[derive(Debug, Clone, Serialize)]
pub struct SubscribeFacts {
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
    /// The path of the feed of its changes.
    pub changes: String,
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
