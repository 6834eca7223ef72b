//! Events as files: the front matter that a careful person would write, in the site's language, nothing in it that the
//! network says already.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::event::Event;
use super::front::Front;
use super::place::{Addressee, Home, Site};
use super::series;
use crate::diagnostics::{Diagnostic, Diagnostics, Kind};
use crate::language::fold::{fold, slug};
use crate::model::time::{Days, Month, When, write};
use crate::scaffold::NewFile;

/// A file to be, and the events in it by their numbers.
#[derive(Debug)]
pub(super) struct Made {
    pub file: NewFile,
    pub events: Vec<usize>,
    /// Whether it is a network's own file.
    pub is_network: bool,
}

/// Files of all events that can have one and are not on the site already. What cannot is told.
pub(super) fn all(events: &[Event], site: &Site<'_>, problems: &mut Diagnostics) -> Vec<Made> {
    let zone = series::zone_of_new(events, &site.model.settings.zone);
    let (mut recurring, mut single) = (Vec::new(), Vec::new());
    for (number, event) in events.iter().enumerate() {
        let Some(home) = site.home(event) else {
            let known: Vec<&str> = site.model.networks.iter().map(|(id, _)| site.model.networks.key(id)).collect();
            problems.push(
                Diagnostic::new(Kind::ImportNoNetwork, event.place)
                    .with("event", event.name())
                    .with("list", known.join(", ")),
            );
            continue;
        };
        let day = event.occurrence.as_ref().map(|moment| moment.day(&site.zone(home, &zone)));
        if event.uid.as_ref().is_some_and(|uid| site.has(uid, day)) {
            problems.push(Diagnostic::new(Kind::ImportKnown, event.place).with("event", event.name()));
            continue;
        }
        let list = if event.rule.is_some() { &mut recurring } else { &mut single };
        list.push((number, event, home));
    }
    let written = series::all(&recurring, site, &zone, problems);
    let mut writer = Writer {
        site,
        zone,
        groups: groups(&single, site),
        taken: taken(site),
        series: written.uids,
        made: Vec::new(),
    };
    for (number, event, home) in single {
        writer.meeting(number, event, home, problems);
    }
    let mut made: Vec<Made> = written.network.into_iter().collect();
    made.extend(writer.made);
    made
}

/// An event that ends before it starts.
pub(super) fn ends_first(event: &Event, site: &Site<'_>) -> Diagnostic {
    let why = site.language.message(&Diagnostic::new(Kind::EndBeforeStart, None)).sentence;
    Diagnostic::new(Kind::ImportNotGood, event.place).with("event", event.name()).with("why", why)
}

/// The paths that are taken, folded as file systems do that know no capitals.
fn taken(site: &Site<'_>) -> BTreeSet<String> {
    let stem = |path: &str| path.strip_suffix("/index.md").or_else(|| path.strip_suffix(".md")).map(str::to_lowercase);
    site.sources.files.iter().filter_map(|file| stem(&file.path)).collect()
}

/// The names of groups of alternatives, by UID.
fn groups(events: &[(usize, &Event, Home)], site: &Site<'_>) -> BTreeMap<String, String> {
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (_, event, _) in events.iter().filter(|(_, event, _)| !event.siblings.is_empty()) {
        let members: BTreeSet<&String> = event.uid.iter().chain(&event.siblings).collect();
        if members.iter().any(|uid| named.contains_key(*uid)) {
            continue;
        }
        let day = event.start.own_day();
        let month = Month::of(day);
        let plain = write::month_year(month, &site.language.dates);
        let numbered = (2..).map(|number| format!("{plain} ({number})"));
        let name =
            std::iter::once(plain.clone()).chain(numbered).find(|name| used.insert(name.clone())).unwrap_or(plain);
        named.extend(members.into_iter().map(|uid| (uid.clone(), name.clone())));
    }
    named
}

struct Writer<'a> {
    site: &'a Site<'a>,
    zone: TimeZone,
    groups: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    /// UIDs of series that are or will be on the site.
    series: BTreeSet<String>,
    made: Vec<Made>,
}

/// When a meeting is held, and when it was to be held before.
struct Day {
    when: When,
    moved_from: Option<When>,
}

impl Writer<'_> {
    fn meeting(&mut self, number: usize, event: &Event, home: Home, problems: &mut Diagnostics) {
        let title = self.title(event, home);
        let day = match self.day(event, home, title.as_deref()) {
            Ok(day) => day,
            Err(told) => return problems.push(told),
        };
        let name = self.name(event, home, &day, title.as_deref());
        let mut front = Front::new(self.site.language);
        front.text("title", title.as_deref());
        front.raw("when", Some(write::long(&day.when, &self.site.language.dates)));
        front.text("place", self.site.venue(home, event).as_deref());
        front.text("online", event.online.as_deref());
        front.word("status", event.standing);
        front.raw("moved_from", day.moved_from.as_ref().map(|when| write::long(when, &self.site.language.dates)));
        self.sorting(&mut front, event, home);
        front.text("summary", self.summary(event, home).as_deref());
        front.changes(&event.changes);
        self.sign_up(&mut front, event, home);
        self.audience(&mut front, event, home, problems);
        front.programme(event, day.when.first_day(), self.site);
        self.people(&mut front, event, home, problems);
        front.documents(&event.documents);
        if event.occurrence.is_none() {
            front.text("uid", self.uid(event, home, &name, &day).as_deref());
        }
        let path = format!("content/{}/{name}.md", self.site.folder(home));
        let file = NewFile { path, text: front.finish(&event.body) };
        self.made.push(Made { file, events: vec![number], is_network: false });
    }

    /// When an event is held, or why it becomes no file: its end is wrong, its series is not here, or it is here already.
    fn day(&self, event: &Event, home: Home, title: Option<&str>) -> Result<Day, Diagnostic> {
        let zone = self.site.zone(home, &self.zone);
        let when = event.rough.clone().or_else(|| event.days(&zone).map(When::Exact));
        let when = when.ok_or_else(|| ends_first(event, self.site))?;
        let told = |kind| Diagnostic::new(kind, event.place).with("event", event.name());
        let occurrence = event.occurrence.as_ref().map(|moment| moment.day(&zone));
        let is_series_here = |uid: &String| self.series.contains(uid) || self.site.has_series(uid);
        if let Some(day) = occurrence.filter(|_| !event.uid.as_ref().is_some_and(is_series_here)) {
            return Err(told(Kind::ImportOccurrence).with("date", write::day_long(day, &self.site.language.dates)));
        }
        if event.uid.is_none() && self.site.has_alike(home, when.days(), title) {
            return Err(told(Kind::ImportKnown));
        }
        let moved_from = event.moved_from.clone().or_else(|| {
            let day = occurrence.filter(|day| *day != when.first_day())?;
            Some(Days::all_day(day).into())
        });
        Ok(Day { when, moved_from })
    }

    /// The title without what the network and the region say anyway.
    fn title(&self, event: &Event, home: Home) -> Option<String> {
        let (title, network) = (event.title.as_ref()?, self.site.title(home));
        let region = event.region.clone().or_else(|| self.region(event, home));
        let title = region.and_then(|region| title.strip_suffix(&format!(" ({region})"))).unwrap_or(title);
        let rest = title.strip_prefix(&network).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(title);
        (rest != network && !rest.is_empty()).then(|| rest.to_owned())
    }

    /// Categories that are neither its network nor the network's kind nor another network.
    fn other_categories<'e>(&self, event: &'e Event, home: Home) -> Vec<&'e String> {
        let kind = match home {
            Home::Old(id) => self.site.model.networks[id].kind.clone(),
            Home::New => None,
        };
        let own = self.site.title(home);
        let is_other = |category: &&String| {
            fold(category) != fold(&own)
                && kind.as_ref().is_none_or(|kind| fold(kind) != fold(category))
                && self.site.network(category).is_none()
        };
        event.categories.iter().filter(is_other).collect()
    }

    /// What is left of the categories in a feed of ours is a region.
    fn region(&self, event: &Event, home: Home) -> Option<String> {
        if !event.is_ours || matches!(home, Home::New) && event.categories.len() < 3 {
            return None;
        }
        self.other_categories(event, home).last().map(|region| (*region).clone())
    }

    fn sorting(&self, front: &mut Front, event: &Event, home: Home) {
        front.text("region", event.region.clone().or_else(|| self.region(event, home)).as_deref());
        let group = event.uid.as_ref().and_then(|uid| self.groups.get(uid));
        front.text("choose_one", group.map(String::as_str));
        let others = event.categories.iter().filter_map(|category| self.site.network(category));
        let others: BTreeSet<_> = others.filter(|id| Home::Old(*id) != home).collect();
        let keys: Vec<&str> = others.into_iter().map(|id| self.site.model.networks.key(id)).collect();
        front.list("networks", &keys);
        if !event.is_ours {
            let tags: Vec<&str> = self.other_categories(event, home).into_iter().map(String::as_str).collect();
            front.list("tags", &tags);
        }
    }

    fn summary(&self, event: &Event, home: Home) -> Option<String> {
        let usual = match home {
            Home::Old(id) => self.site.model.networks[id].summary.clone(),
            Home::New => None,
        };
        event.summary.clone().filter(|summary| Some(summary) != usual.as_ref())
    }

    /// How one signs up, unless it is what the network says of all its meetings.
    fn sign_up(&self, front: &mut Front, event: &Event, home: Home) {
        let is_networks = |id| self.site.model.networks[id].registration.is_some() && !event.has_deadline_event;
        let is_usual = event.is_ours && matches!(home, Home::Old(id) if is_networks(id));
        if !is_usual {
            front.sign_up(&event.sign_up);
        }
    }

    /// For whom it is, where that is not for whom the network is, and the site has roles of these names.
    fn audience(&self, front: &mut Front, event: &Event, home: Home, problems: &mut Diagnostics) {
        let Some(said) = &event.audience else { return };
        match self.site.audience(&said.value) {
            Some(usual) if self.site.is_usual_audience(home, &usual) => {}
            Some(audience) => {
                front.open("participants");
                for (role, attendance) in audience {
                    let attendance = attendance.map(|word| self.site.language.value_name(word).to_owned());
                    front.entry(&[
                        ("role", Some(self.site.model.roles.key(role).to_owned())),
                        ("attendance", attendance),
                    ]);
                }
            }
            None => problems.push(
                Diagnostic::new(Kind::ImportUnmapped, said.place)
                    .with("event", event.name())
                    .with("property", self.site.language.fill("cal_for", &[("list", &said.value)])),
            ),
        }
    }

    /// Who arranges and whom to ask, where the site knows them and the network says something else; else they are told:
    /// the site names nobody who is not on it already.
    fn people(&self, front: &mut Front, event: &Event, home: Home, problems: &mut Diagnostics) {
        let (mut organisers, mut contacts) = (Vec::new(), Vec::new());
        let mut unknown = |property: &str, place| {
            problems.push(
                Diagnostic::new(Kind::ImportPerson, place).with("event", event.name()).with("property", property),
            );
        };
        if let Some(organiser) = &event.organiser {
            match self.site.addressee(&organiser.value) {
                Some(usual) if self.site.is_usual(home, usual) => {}
                Some(Addressee::Organisation(id)) => organisers.push(self.site.model.organisations.key(id)),
                Some(Addressee::Person(id)) => contacts.push(self.site.model.people.key(id)),
                None => unknown("ORGANIZER", organiser.place),
            }
        }
        if let Some(contact) = &event.contact {
            match self.site.person_in(&contact.value) {
                Some(id) if self.site.is_usual(home, Addressee::Person(id)) => {}
                Some(id) => contacts.push(self.site.model.people.key(id)),
                None => unknown("CONTACT", contact.place),
            }
        }
        contacts.dedup();
        front.list("organisers", &organisers);
        front.list("contact", &contacts);
    }

    /// The name of the file: the one its identity was made from, if it was made here; else its date, with a word of its
    /// title where the date is taken.
    fn name(&mut self, event: &Event, home: Home, day: &Day, title: Option<&str>) -> String {
        let first = day.when.first_day();
        let date = match day.when {
            When::Exact(_) => first.to_string(),
            When::Rough { .. } => format!("{:04}-{:02}", first.year(), first.month()),
        };
        let then = day.moved_from.as_ref().map(|moved| moved.first_day().to_string());
        let own = self.own_name(event, home, day.moved_from.as_ref()).map(|name| {
            let rest = then.as_ref().and_then(|then| name.strip_prefix(then.as_str()));
            rest.map_or_else(|| name.clone(), |rest| format!("{date}{rest}"))
        });
        let suffix = title.map(slug).filter(|slug| !slug.is_empty());
        let with_word = suffix.map(|suffix| format!("{date}-{suffix}"));
        let numbered = (2..).map(|number| format!("{date}-{number}"));
        let folder = self.site.folder(home).to_lowercase();
        let mut names = own.into_iter().chain([date.clone()]).chain(with_word).chain(numbered);
        let free = |name: &String| self.taken.insert(format!("{folder}/{}", name.to_lowercase()));
        names.find(free).unwrap_or(date)
    }

    /// The name of the file that a UID of the form `name.network@domain` was made from.
    fn own_name(&self, event: &Event, home: Home, moved: Option<&When>) -> Option<String> {
        let (local, domain) = event.uid.as_ref().filter(|_| event.occurrence.is_none())?.split_once('@')?;
        let (name, network) = local.rsplit_once('.')?;
        let day = moved.map_or(event.start.own_day(), When::first_day).to_string();
        let is_name = name.starts_with(day.as_str()) || !name.starts_with(|c: char| c.is_ascii_digit());
        (domain == self.site.model.settings.uid_domain
            && network == self.site.id(home)
            && is_name
            && slug(name) == name)
            .then(|| name.to_owned())
    }

    /// The UID, where it does not follow from the file anyway.
    fn uid(&self, event: &Event, home: Home, name: &str, day: &Day) -> Option<String> {
        let now = day.when.first_day().to_string();
        let first = match (&day.moved_from, name.strip_prefix(now.as_str())) {
            (Some(moved), Some(rest)) => format!("{}{rest}", moved.first_day()),
            _ => name.to_owned(),
        };
        let implied = format!("{first}.{}@{}", self.site.id(home), self.site.model.settings.uid_domain);
        event.uid.clone().filter(|uid| *uid != implied)
    }
}
