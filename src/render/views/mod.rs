//! What a template is given: one struct a page kind, filled by the files of `html/`, documented for theme authors. Their page,
//! `docs/en/themes.md`, is made from what stands here (`tests/themes.rs`).
//!
//! Strings are plain text that Tera escapes; fields named `html` or ending in `_html` are finished, sanitised HTML
//! (print them with `| safe`). Dates arrive in words of the page's language *and* as machine dates. Every `href` is ready
//! to print. A template decides looks, never facts: nothing here needs to be computed in a template.

mod calendar;
mod pages;
mod texts;

use serde::Serialize;

use super::shared::Shared;

pub use calendar::*;
pub use pages::*;
pub use texts::*;

/// A link with its text.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// What the link says.
    pub title: String,
    /// Where it leads.
    pub href: String,
}

/// A link with what is said about it: a relation's sentence, a document's kind, a contact's post.
#[derive(Debug, Clone, Serialize)]
pub struct NotedLink {
    /// What the link says, or the name alone where there is no link.
    pub title: String,
    /// Missing where the thing has no page: free text, a person known by name only.
    pub href: Option<String>,
    /// What is said about it, in words of the page's language or of an editor.
    pub note: Option<String>,
}

/// The page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// BCP 47 code, for `lang` and `hreflang`; `x-default` among alternates.
    pub code: String,
    /// The language's own name for itself: "English". Empty among alternates.
    pub title: String,
    /// Where the page is in that language.
    pub href: String,
}

/// What every page of the site shares. In templates: `site`.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// One or two sentences on what the site is for, if stated.
    pub description: Option<String>,
    /// BCP 47 code, for `<html lang>`.
    pub language: String,
    /// The front page.
    pub home: String,
    /// Address of the site's logo, if it has one.
    pub logo: Option<String>,
    /// CSS colour of the accent, already checked for contrast, or none for the theme's own.
    pub accent: Option<String>,
    /// The menu of site.yaml; the site's fixed pages where it names none.
    pub menu: Vec<Link>,
    /// The footer of site.yaml, if stated.
    pub footer_html: Option<String>,
    /// The page of all networks.
    pub networks: String,
    /// The calendar's page.
    pub calendar: String,
    /// The page of all roles; none on a site without roles.
    pub roles: Option<String>,
    /// The page of all news; none on a site without news.
    pub news: Option<String>,
    /// The search page.
    pub search: Option<String>,
    /// The Atom feed of the news; none on a site without news.
    pub news_feed: Option<String>,
    /// The list of organisations; none on a site without.
    pub organisations: Option<String>,
    /// The list of people; none on a site without.
    pub people: Option<String>,
    /// The list of places; none on a site without.
    pub places: Option<String>,
    /// Fingerprinted addresses of the theme's assets by their file name: `assets["style.css"]`.
    pub assets: std::collections::BTreeMap<String, String>,
    /// Whole address of the picture that stands beside links to the site elsewhere.
    pub share_picture: Option<String>,
    /// The day the site was built for, "22. november 2026": lists say "as of".
    pub as_of: String,
    /// The same as `2026-11-22`.
    pub as_of_iso: String,
}

/// What `<head>` and the frame around a page need. In templates: `page`.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// What the page is: `home`, `networks`, `network`, `meeting`, `calendar` (also of a year), `roles`, `role`,
    /// `organisations`, `organisation`, `people`, `person`, `places`, `place`, `news`, `article`, `search`, `page`
    /// or `404`.
    pub kind: &'static str,
    /// The page's own title, for its `h1`.
    pub title: String,
    /// Title for `<title>`: unique over the site, ends in the site's title.
    pub full_title: String,
    /// For `<meta name="description">`, on one line.
    pub description: Option<String>,
    /// The page's own path: `/netvaerk/landserfa/`.
    pub href: String,
    /// Its whole address: `https://example.dk/netvaerk/landserfa/`.
    pub canonical: String,
    /// The same page in each other language of the site, for the switch.
    pub languages: Vec<LanguageLink>,
    /// Whole addresses for `<link rel="alternate" hreflang>`; empty where the page is in one language.
    pub alternates: Vec<LanguageLink>,
    /// A note that the page, or a part of it, is not translated.
    pub untranslated: Option<String>,
    /// The way from the front page down to the page above this one; empty on the front page.
    pub breadcrumbs: Vec<Link>,
    /// The menu entry this page belongs to, by its `href`.
    pub section: Option<String>,
    /// Calendars of this page, for `<link rel="alternate" type="text/calendar">`.
    pub calendars: Vec<Link>,
    /// Feeds of what changed in them, for `<link rel="alternate" type="application/atom+xml">`.
    pub changes: Vec<Link>,
    /// JSON-LD, ready to print inside `<script type="application/ld+json">`.
    pub json_ld: Option<String>,
    /// When the text was last looked over, in words: "opdateret 3. marts 2026". None if not stated.
    pub updated: Option<String>,
    /// The page is a draft, shown only where drafts are asked for.
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
    /// "torsdag"; of several days the first and the last, shortened; none unless the day is known.
    pub weekday: Option<String>,
    /// "9" or "17–18"; none for a month, a year.
    pub day: Option<String>,
    /// "maj"; from one month to another "apr.–maj"; none for a year or a week.
    pub month: Option<String>,
    /// The same as short as the language has it: "maj", "aug.".
    pub month_short: Option<String>,
    /// The year of the first day: "2019".
    pub year: String,
    /// ISO 8601 week number of the first day, 1 to 53; none unless the day is known.
    pub week: Option<u8>,
    /// "kl. 10.00–15.00", if a time is known.
    pub hours: Option<String>,
    /// Known only roughly (month, about): shown as such, never as a day.
    pub rough: bool,
    /// The last minute by the meeting's own clock, `2019-05-09T15:00`, for `data-ends`: the page's script moves
    /// what has passed.
    pub ends: String,
}

/// A last day to register.
#[derive(Debug, Clone, Serialize)]
pub struct DeadlineView {
    /// For `<time datetime>`: `2019-04-05`.
    pub iso: String,
    /// "fredag den 5. april 2019"
    pub text: String,
    /// "5. april 2019"
    pub short: String,
    /// The day lay before the day the site was built for.
    pub passed: bool,
}

/// A meeting in a list: made once, shown in many.
pub type MeetingItem = Shared<MeetingFacts>;

/// What lists tell of a meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingFacts {
    /// The meeting's title; where its file states none, the network's and the date.
    pub title: String,
    /// The meeting's page; for a day of a series without a page of its own, the network's.
    pub href: String,
    /// The network it belongs to.
    pub network: Link,
    /// 0 to 11: the hue and mark of its network, the same everywhere.
    pub hue: u8,
    /// When it is.
    pub date: DateView,
    /// `confirmed`, `tentative`, `cancelled`, `postponed` or `moved`.
    pub status: &'static str,
    /// The word for a status other than confirmed: "aflyst", "foreløbig", "flyttet".
    pub status_word: Option<String>,
    /// The place's name, if known.
    pub place: Option<String>,
    /// One can take part online.
    pub online: bool,
    /// The region, where meetings of a network differ in it: "øst".
    pub region: Option<String>,
    /// The last day to register, if there is one.
    pub deadline: Option<DeadlineView>,
    /// "Vælg én af to", where the meeting is one of several alternatives.
    pub choose: Option<String>,
    /// On roles' pages: `mandatory`, `voluntary`, `observer` or `invited`, what the role must or may; elsewhere
    /// none.
    pub attendance: Option<&'static str>,
    /// The same in words, or which parts of the programme are mandatory.
    pub attendance_word: Option<String>,
    /// Minutes, slides and the like.
    pub documents: Vec<Link>,
    /// It ended before the day the site was built for.
    pub past: bool,
    /// One or two sentences on it, if stated.
    pub summary: Option<String>,
}

/// A network in a list.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkItem {
    /// The network's id, as in addresses and files.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 0 to 11: its hue and mark, the same everywhere.
    pub hue: u8,
    /// The word an editor chose for it: "forum", "netværk".
    pub kind: Option<String>,
    /// `planned`, `active`, `paused` or `closed`.
    pub status: &'static str,
    /// The same in words: "lukket".
    pub status_word: String,
    /// One or two sentences on it, if stated.
    pub summary: Option<String>,
    /// How often it meets, as an editor wrote it: "1 gang årligt".
    pub meets: Option<String>,
    /// Who takes part, with what they must: the first lines of "is this for me?".
    pub audience: Vec<AudienceItem>,
    /// Who arranges it.
    pub organisers: Vec<NotedLink>,
    /// The next meeting that will be held, if one is planned.
    pub next: Option<MeetingItem>,
    /// How deep it stands in the tree of what is part of what: 0 at the top; always 0 outside that tree.
    pub depth: usize,
    /// When it began, if stated: "2018", "maj 2018".
    pub since: Option<String>,
    /// "lukket 2018", if it is closed and the date is stated.
    pub closed: Option<String>,
    /// What came in its place.
    pub replaced_by: Vec<NotedLink>,
}

/// One kind of participant and what is asked of it.
#[derive(Debug, Clone, Serialize)]
pub struct AudienceItem {
    /// The role, with its page; where only an organisation is named, that.
    pub role: NotedLink,
    /// "fra kommunen", "fra boligorganisationen"
    pub from: Option<String>,
    /// "1 plads", "hele bestyrelsen"
    pub seats: Option<String>,
    /// `mandatory`, `voluntary`, `observer` or `invited`; none if not stated.
    pub attendance: Option<&'static str>,
    /// The same in words: "obligatorisk".
    pub attendance_word: Option<String>,
    /// Who stands in for them, in an editor's words.
    pub otherwise: Option<String>,
    /// "indtil 1. juni 2027", if it ends.
    pub until: Option<String>,
    /// What else an editor says of it.
    pub note: Option<String>,
}

/// A contact card.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// The person's name, or a mailbox's.
    pub name: String,
    /// Their page, if they have one.
    pub href: Option<String>,
    /// What they are: "projektleder".
    pub post: Option<String>,
    /// Where they work.
    pub organisation: Option<NotedLink>,
    /// Their e-mail address: for people to read, and behind `mailto:`.
    pub email: Option<String>,
    /// Their telephone number as an editor wrote it.
    pub phone: Option<String>,
    /// The same to call: `tel:+4512345678`.
    pub phone_href: Option<String>,
    /// What one can ask them about.
    pub note: Option<String>,
}

/// A document: a file beside the page or a link.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    /// What the document is called.
    pub title: String,
    /// Where it lies.
    pub href: String,
    /// What it is: "referat", "dagsorden", "kommissorium".
    pub kind: Option<String>,
    /// "PDF, 120 kB"; none for links elsewhere.
    pub format: Option<String>,
}

/// How to subscribe: one block, the same on every page that has it.
pub type SubscribeView = Shared<SubscribeFacts>;

/// The addresses of a calendar and the ways to add it.
#[derive(Debug, Clone, Serialize)]
pub struct SubscribeFacts {
    /// What one subscribes to: "Strategisk Forum".
    pub title: String,
    /// The feed's whole address, to copy: `https://…/calendar.ics`.
    pub address: String,
    /// The same as `webcal://…`, which calendar programs open.
    pub webcal: String,
    /// Google Calendar's page that adds it.
    pub google: String,
    /// Outlook's page that adds it.
    pub outlook: String,
    /// Whole address of the same feed without entries for deadlines.
    pub without_deadlines: String,
    /// Further feeds to choose from: regions.
    pub more: Vec<Link>,
    /// The path of the feed of its changes.
    pub changes: String,
    /// How many events in it were coming on the day the site was built for.
    pub coming: usize,
}

/// Meetings of one year or month under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingGroup {
    /// "2026", "november 2026"
    pub title: String,
    /// To be the heading's anchor: `y2026`, `m2026-11`.
    pub id: String,
    /// The meetings, in the order to show.
    pub meetings: Vec<MeetingItem>,
}

/// A heading in a body, for a table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// 2 to 6, as in `h2`.
    pub level: u8,
    /// The heading's anchor.
    pub id: String,
    /// The heading's text.
    pub title: String,
}
