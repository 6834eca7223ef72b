//! The views of the front page, of networks and of meetings, with the parts that only they use. In templates: `view`.

use serde::Serialize;

use super::{
    AudienceItem, ContactView, DateView, DeadlineView, DocumentView, Heading, Link, MeetingGroup, MeetingItem,
    NetworkItem, NewsItem, NotedLink, RoleItem, SubscribeView, YearLink,
};

/// The front page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The text of the front page, if there is one.
    pub html: Option<String>,
    /// The next meeting that will be held, of all networks.
    pub next: Option<MeetingItem>,
    /// What comes after it, at most eight, cancelled ones too.
    pub coming: Vec<MeetingItem>,
    /// Active and planned networks at the top of their tree, at most 24, those that meet soonest first.
    pub networks: Vec<NetworkItem>,
    /// The wider roles that networks are for.
    pub roles: Vec<RoleItem>,
    /// The latest news, at most three.
    pub news: Vec<NewsItem>,
    /// The year's meetings as a wheel: an SVG with a text alternative.
    pub wheel_html: Option<String>,
}

/// All networks.
#[derive(Debug, Clone, Serialize)]
pub struct NetworksView {
    /// The networks by status; statuses that none has are left out.
    pub groups: Vec<NetworkGroup>,
    /// Every role, to find what is for it.
    pub roles: Vec<Link>,
    /// Organisations that arrange any of them.
    pub organisers: Vec<Link>,
    /// How they hang together, as an SVG with a text alternative.
    pub map_html: Option<String>,
    /// The same in sentences.
    pub relations: Vec<RelationSentence>,
}

/// Networks of one status.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkGroup {
    /// `active`, `planned`, `paused` or `closed`.
    pub status: &'static str,
    /// A heading: "Lukkede netværk".
    pub title: String,
    /// In the order of the tree: a part follows its whole, one deeper.
    pub networks: Vec<NetworkItem>,
}

/// "Strategisk Forum erstatter Landserfa", with what is said about it.
#[derive(Debug, Clone, Serialize)]
pub struct RelationSentence {
    /// The network that the sentence is about.
    pub from: Link,
    /// The verb in the page's language: "erstatter", "er en del af", "rapporterer til".
    pub verb: String,
    /// Whom or what it relates to.
    pub to: Vec<NotedLink>,
}

/// A network's page.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkView {
    /// What lists tell of it.
    pub item: NetworkItem,
    /// What it is part of.
    pub part_of: Vec<NotedLink>,
    /// What is part of it.
    pub parts: Vec<NetworkItem>,
    /// Where it usually meets.
    pub place: Option<NotedLink>,
    /// What it is for.
    pub purpose_html: Option<String>,
    /// What it may decide.
    pub mandate_html: Option<String>,
    /// What those who come need to know.
    pub practical_html: Option<String>,
    /// How one registers for any of its meetings, as a sentence.
    pub registration_note: Option<String>,
    /// The text of its file.
    pub html: Option<String>,
    /// The headings in that text.
    pub headings: Vec<Heading>,
    /// What it was called before: the name, and until when.
    pub former_names: Vec<NotedLink>,
    /// Who takes part.
    pub audience: Vec<AudienceItem>,
    /// What is asked of them differs in more than one respect: best told as a table.
    pub audience_table: bool,
    /// Who holds an office.
    pub members: Vec<MemberView>,
    /// What recurs, if anything.
    pub series: Option<SeriesView>,
    /// The next meeting that will be held, or day of its series.
    pub next: Option<MeetingItem>,
    /// The coming meetings after it, but for those among which one chooses.
    pub coming: Vec<MeetingItem>,
    /// Meetings of which one attends one.
    pub choices: Vec<ChoiceView>,
    /// Held meetings by year, newest first, at most 100.
    pub past: Vec<MeetingGroup>,
    /// The years of which not all is listed in `past`.
    pub older: Vec<YearLink>,
    /// Meetings of other networks of which a part counts as a meeting here, newest first.
    pub counted: Vec<MeetingItem>,
    /// What belongs to its course and is no meeting: phases, periods.
    pub timeline: Vec<TimelineView>,
    /// Whom to ask.
    pub contacts: Vec<ContactView>,
    /// Terms of reference and the like.
    pub documents: Vec<DocumentView>,
    /// Named links: a mailing list, recordings.
    pub links: Vec<Link>,
    /// How it relates to others, seen from its side, part and whole among them.
    pub relations: Vec<RelationGroup>,
    /// What is not settled yet, in an editor's words.
    pub questions: Vec<String>,
    /// Words an editor put on it.
    pub tags: Vec<String>,
    /// Its calendar.
    pub subscribe: SubscribeView,
    /// "Europe/London", only where another than the site's.
    pub time_zone: Option<String>,
}

/// Meetings of which one attends one.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceView {
    /// "Vælg ét af disse to møder"
    pub title: String,
    /// The meetings to choose among.
    pub meetings: Vec<MeetingItem>,
}

/// One kind of relation, with all it leads to.
#[derive(Debug, Clone, Serialize)]
pub struct RelationGroup {
    /// Which relation: `part_of`, `parts`, `reports_to`, `reported_by`, `replaces`, `replaced_by`, `organised_by`,
    /// `organises`, `funded_by`, `funds` and, of organisations, people and places, some more.
    pub key: &'static str,
    /// The same as a heading, seen from this side: "Erstatter", "Erstattes af".
    pub title: String,
    /// The others.
    pub entries: Vec<NotedLink>,
}

/// Someone who holds an office in a network.
#[derive(Debug, Clone, Serialize)]
pub struct MemberView {
    /// Who it is, with a page if the site knows them.
    pub person: NotedLink,
    /// Their post: "formand".
    pub office: Option<String>,
    /// Whom they represent.
    pub from: Option<NotedLink>,
    /// "siden 2024", if stated.
    pub since: Option<String>,
    /// "indtil 1. juni 2027", if stated.
    pub until: Option<String>,
}

/// A recurring series in words, with its next occurrences.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesView {
    /// "hver anden tirsdag kl. 9.00–10.00"
    pub words: String,
    /// Where, if stated; "online" where it is that.
    pub place: Option<String>,
    /// Its next days, at most six.
    pub next: Vec<DateView>,
    /// Days of the past year on which it was held, newest first, at most twelve.
    pub held: Vec<DateView>,
}

/// What belongs to a process but is no meeting: a phase, a period, a status report.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    /// What it is.
    pub title: String,
    /// When it is, if stated.
    pub date: Option<DateView>,
    /// What is said about it.
    pub html: Option<String>,
}

/// A meeting's page.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    /// What lists tell of it.
    pub item: MeetingItem,
    /// Its network, then others whose meeting it is too.
    pub networks: Vec<Link>,
    /// What one must know before all else: cancelled, moved, not certain, changed.
    pub notices: Vec<NoticeView>,
    /// Where it is, if known.
    pub place: Option<PlaceView>,
    /// Address to take part at, if one can do so online.
    pub online: Option<String>,
    /// Who takes part: as stated here, else as the network says.
    pub audience: Vec<AudienceItem>,
    /// What is asked of them differs in more than one respect: best told as a table.
    pub audience_table: bool,
    /// How one registers, if one does.
    pub registration: Option<RegistrationView>,
    /// The other meetings of which one attends one.
    pub alternatives: Vec<MeetingItem>,
    /// The programme by day.
    pub programme: Vec<ProgrammeDay>,
    /// Who was invited.
    pub invited: Vec<HeadcountView>,
    /// Who came.
    pub attended: Vec<HeadcountView>,
    /// The text of its file.
    pub html: Option<String>,
    /// The headings in that text.
    pub headings: Vec<Heading>,
    /// Who arranges it.
    pub organisers: Vec<NotedLink>,
    /// Whom to ask.
    pub contacts: Vec<ContactView>,
    /// Its papers.
    pub documents: Vec<DocumentView>,
    /// The network's meeting before it.
    pub previous: Option<MeetingItem>,
    /// The network's meeting after it.
    pub following: Option<MeetingItem>,
    /// Its own `meeting.ics`; none where its day is not known.
    pub add_to_calendar: Option<String>,
    /// The network's calendar.
    pub subscribe: SubscribeView,
    /// Words an editor put on it.
    pub tags: Vec<String>,
    /// "Europe/London", only where it is another than the site's.
    pub time_zone: Option<String>,
}

/// One thing to know before all else.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// `cancelled`, `postponed`, `tentative`, `moved` or `changed`.
    pub kind: &'static str,
    /// The same as a heading: "Aflyst".
    pub title: String,
    /// What else there is to say.
    pub text: Option<String>,
    /// The day of a change: "12. januar 2027".
    pub date: Option<String>,
}

/// Where a meeting is held.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// What it is called.
    pub name: String,
    /// Its page, if it has one.
    pub href: Option<String>,
    /// Its street address on one line, where it is another than its name.
    pub address: Option<String>,
    /// Address of a map, if stated.
    pub map: Option<String>,
}

/// How one registers.
#[derive(Debug, Clone, Serialize)]
pub struct RegistrationView {
    /// The last day.
    pub deadline: Option<DeadlineView>,
    /// What it costs: "500 kr. pr. deltager".
    pub price: Option<String>,
    /// Registering binds.
    pub binding: bool,
    /// How many can come: "40 pladser".
    pub capacity: Option<String>,
    /// Where to register.
    pub href: Option<String>,
    /// Whom to write to.
    pub email: Option<String>,
    /// What else an editor says of it.
    pub note: Option<String>,
}

/// A day of a programme.
#[derive(Debug, Clone, Serialize)]
pub struct ProgrammeDay {
    /// "tirsdag den 17. april 2018"; none on meetings of one day.
    pub title: Option<String>,
    /// The day's entries, in order.
    pub entries: Vec<ProgrammeEntry>,
}

/// An entry of a programme.
#[derive(Debug, Clone, Serialize)]
pub struct ProgrammeEntry {
    /// "kl. 10.00–11.30", if stated.
    pub hours: Option<String>,
    /// What it is.
    pub title: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// For whom it is mandatory: "Obligatorisk for projektledere".
    pub mandatory: Option<String>,
    /// The network whose meeting it counts as.
    pub counts_as: Option<Link>,
    /// What is said about it.
    pub html: Option<String>,
}

/// Who was invited or came: text, a number, or a nested list flattened with its depth.
#[derive(Debug, Clone, Serialize)]
pub struct HeadcountView {
    /// 0 for an entry of the list, one more for each list it stands in.
    pub depth: usize,
    /// Who: a role, an organisation or an editor's words.
    pub text: String,
    /// Their page, if they have one.
    pub href: Option<String>,
    /// How many, as an editor wrote it: "12", "ca. 40".
    pub count: Option<String>,
}
