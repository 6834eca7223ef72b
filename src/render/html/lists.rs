//! Meetings and networks as they stand in lists.

use std::collections::{BTreeMap, BTreeSet};

use super::Scene;
use crate::model::meeting::{Meeting, ProgrammeItem, Registration, Standing};
use crate::model::network::{Network, Status};
use crate::model::participants::Attendance;
use crate::model::people::{Party, Role};
use crate::model::relations::RelationKind;
use crate::model::table::Id;
use crate::model::time::{When, write};
use crate::render::shared::Shared;
use crate::render::views::{ChoiceView, Link, MeetingFacts, MeetingItem, NetworkItem};
use crate::render::wheel::{WheelItem, wheel};
use crate::site::navigation::{Asked, Entry, Occurrence, is_coming};

impl Scene<'_> {
    /// A meeting in a list.
    pub(super) fn item(&self, id: Id<Meeting>) -> MeetingItem {
        match self.made.meetings.get(id.index()) {
            Some(made) => made.get_or_init(|| Shared::new(self.facts(id))).clone(),
            None => Shared::new(self.facts(id)),
        }
    }

    fn facts(&self, id: Id<Meeting>) -> MeetingFacts {
        let meeting = &self.model.meetings[id];
        let status = self.status(id);
        let alternatives = self.model.alternatives(id).len();
        MeetingFacts {
            title: self.model.meeting_title(id),
            href: self.href(&self.urls.meeting(self.model, id)),
            network: self.network_link(meeting.network),
            hue: self.hue(meeting.network),
            date: self.date(&meeting.when.value),
            status,
            status_word: (status != "confirmed").then(|| self.word(&format!("status_{status}"))),
            place: self.model.venue(id).map(|place| self.place_view(place).name),
            online: meeting.online.is_some(),
            region: meeting.region.clone(),
            deadline: self
                .registration(id)
                .and_then(|registration| registration.deadline.as_ref())
                .map(|when| self.deadline(&when.value)),
            choose: (alternatives > 0)
                .then(|| self.language.fill("choose_one", &[("count", self.number(alternatives + 1).as_str())])),
            attendance: None,
            attendance_word: None,
            documents: self.paper_links(meeting),
            past: !is_coming(self.model, id),
            summary: meeting.summary.clone(),
        }
    }

    /// A meeting or a day of a series in a list.
    pub(super) fn entry(&self, entry: &Entry) -> MeetingItem {
        match entry {
            Entry::Meeting(id) => self.item(*id),
            Entry::Occurrence(occurrence) => self.occurrence(occurrence),
        }
    }

    pub(super) fn entries(&self, entries: &[Entry]) -> Vec<MeetingItem> {
        entries.iter().map(|entry| self.entry(entry)).collect()
    }

    /// A day of a series has no page of its own: it leads to its network's.
    fn occurrence(&self, occurrence: &Occurrence) -> MeetingItem {
        let network = &self.model.networks[occurrence.network];
        let series = network.series.get(occurrence.series);
        let place = series.and_then(|series| series.venue.as_ref()).or(network.venue.as_ref());
        let online = series.is_some_and(|series| series.online.is_some());
        let link = self.network_link(occurrence.network);
        let past = occurrence.days.last() < self.model.settings.today;
        Shared::new(MeetingFacts {
            title: series.and_then(|series| series.title.clone()).unwrap_or_else(|| network.title.clone()),
            href: if past { link.href.clone() } else { format!("{}#s-next", link.href) },
            network: link,
            hue: self.hue(occurrence.network),
            date: self.date(&When::Exact(occurrence.days)),
            status: "confirmed",
            status_word: None,
            place: place.filter(|_| !online).map(|place| self.place_view(place).name),
            online,
            region: None,
            deadline: None,
            choose: None,
            attendance: None,
            attendance_word: None,
            documents: Vec::new(),
            past,
            summary: None,
        })
    }

    /// A meeting in a role's list: with what is asked of the role.
    pub(super) fn item_for(&self, role: Id<Role>, id: Id<Meeting>, asked: Asked) -> MeetingItem {
        let (attendance, attendance_word) = match asked {
            Asked::Whole(None) => (None, None),
            Asked::Whole(Some(attendance)) => {
                (Some(attendance.id()), Some(self.language.value_name(attendance.id()).to_owned()))
            }
            Asked::Parts => {
                let parts = self.mandatory_parts(role, id);
                let word = self.language.fill("mandatory_parts", &[("parts", parts.as_str())]);
                (Some(Attendance::Mandatory.id()), Some(word))
            }
        };
        Shared::new(MeetingFacts { attendance, attendance_word, ..MeetingFacts::clone(&self.item(id)) })
    }

    /// What of a meeting's programme a role must attend, with the day where there are several.
    fn mandatory_parts(&self, role: Id<Role>, id: Id<Meeting>) -> String {
        let meeting = &self.model.meetings[id];
        let several = meeting.when.days().is_some_and(|days| !days.is_one_day());
        let of_role = |item: &&ProgrammeItem| item.mandatory.iter().any(|named| self.model.is_within(role, *named));
        let told = |item: &ProgrammeItem| match item.day.filter(|_| several) {
            Some(day) => format!("{}, {}", item.title, self.day_short(day)),
            None => item.title.clone(),
        };
        meeting.programme.iter().filter(of_role).map(told).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn items(&self, ids: &[Id<Meeting>]) -> Vec<MeetingItem> {
        ids.iter().map(|id| self.item(*id)).collect()
    }

    /// Whether a meeting stands, and if it does, whether it moved.
    pub(super) fn status(&self, id: Id<Meeting>) -> &'static str {
        match self.model.meetings[id].standing {
            Standing::Confirmed if self.moved_from(id).is_some() => "moved",
            standing => standing.id(),
        }
    }

    /// A small number in words where the language has it.
    pub(super) fn number(&self, count: usize) -> String {
        let key = format!("number_{count}");
        let word = self.language.word(&key);
        if word == key { count.to_string() } else { word.to_owned() }
    }

    /// How to sign up for a meeting: as stated there, else as its network says.
    pub(super) fn registration(&self, id: Id<Meeting>) -> Option<&Registration> {
        let meeting = &self.model.meetings[id];
        meeting.registration.as_ref().or(self.model.networks[meeting.network].registration.as_ref())
    }

    fn paper_links(&self, meeting: &Meeting) -> Vec<Link> {
        let mut quiet = crate::diagnostics::Diagnostics::default();
        let views = self.documents(&meeting.documents, meeting.file, &meeting.body.text, &mut quiet);
        views.into_iter().map(|view| Link { title: view.title, href: view.href }).collect()
    }

    pub(super) fn first_day(&self, entry: &Entry) -> jiff::civil::Date {
        match entry {
            Entry::Meeting(id) => self.model.meetings[*id].when.first_day(),
            Entry::Occurrence(occurrence) => occurrence.days.first(),
        }
    }

    /// Groups of coming meetings of which one attends one, and the meetings that are in none.
    pub(super) fn choices(&self, coming: &[Id<Meeting>]) -> (Vec<ChoiceView>, Vec<Id<Meeting>>) {
        let mut groups: BTreeMap<(Id<Network>, &str), Vec<Id<Meeting>>> = BTreeMap::new();
        for id in coming {
            let meeting = &self.model.meetings[*id];
            if let Some(group) = &meeting.choose_one {
                groups.entry((meeting.network, &group.value)).or_default().push(*id);
            }
        }
        groups.retain(|_, ids| ids.len() > 1);
        let grouped: BTreeSet<Id<Meeting>> = groups.values().flatten().copied().collect();
        let view = |ids: Vec<Id<Meeting>>| ChoiceView {
            title: self.language.fill("choose_title", &[("count", self.number(ids.len()).as_str())]),
            meetings: self.items(&ids),
        };
        let others = coming.iter().copied().filter(|id| !grouped.contains(id)).collect();
        (groups.into_values().map(view).collect(), others)
    }

    /// A network in a list.
    pub(super) fn network_item(&self, id: Id<Network>, depth: usize) -> NetworkItem {
        let network = &self.model.networks[id];
        let own = Party::Network(id);
        let successors = self.model.relations.to(&own, RelationKind::Replaces);
        let fill = |key: &str, date: String| self.language.fill(key, &[("date", date.as_str())]);
        NetworkItem {
            id: self.model.networks.key(id).to_owned(),
            title: network.title.clone(),
            href: self.href(&self.urls.network(self.model, id)),
            hue: self.hue(id),
            kind: network.kind.clone(),
            status: network.status.value.id(),
            status_word: self.word(&format!("network_{}", network.status.value.id())),
            summary: network.summary.clone(),
            meets: network.meets.as_ref().map(|said| said.value.clone()),
            audience: self.audience(&network.participants),
            organisers: self.model.organisers(id).iter().map(|(party, note)| self.party(party, note.clone())).collect(),
            next: self.next_of(id).map(|entry| self.entry(&entry)),
            depth,
            since: network.since.as_ref().map(|when| self.short_date(when)),
            closed: (network.status.value == Status::Closed)
                .then(|| network.closed.as_ref().map(|when| fill("closed_date", self.short_date(when))))
                .flatten(),
            replaced_by: successors.map(|relation| self.party(&relation.from, relation.note.clone())).collect(),
        }
    }

    /// The coming meetings of a network, soonest first.
    pub(super) fn coming_of(&self, id: Id<Network>) -> Vec<Id<Meeting>> {
        let all = &self.model.networks[id].meetings;
        all.iter().copied().filter(|meeting| is_coming(self.model, *meeting)).collect()
    }

    /// The next meeting that will be held, or the next day of a series.
    pub(super) fn next_of(&self, id: Id<Network>) -> Option<Entry> {
        let entries = self.site.navigation.merged(self.model, &self.coming_of(id), &[id], 1);
        entries.into_iter().find(|entry| self.is_held(entry))
    }

    /// Whether people will come: not cancelled, and known to the day.
    pub(super) fn is_held(&self, entry: &Entry) -> bool {
        match entry {
            Entry::Meeting(id) => !self.model.meetings[*id].standing.is_off(),
            Entry::Occurrence(_) => true,
        }
    }

    /// The year wheel of meetings: of this year or the next, whichever has more to come.
    pub(super) fn wheel(&self, ids: impl Iterator<Item = Id<Meeting>> + Clone) -> Option<String> {
        let this_year = self.model.settings.today.year();
        let of_year = |year: i16| {
            ids.clone()
                .filter(move |id| self.model.meetings[*id].when.days().is_some_and(|days| days.first().year() == year))
        };
        let to_come = |year: i16| of_year(year).filter(|id| is_coming(self.model, *id)).count();
        let year = if to_come(this_year + 1) > to_come(this_year) { this_year + 1 } else { this_year };
        let items: Vec<WheelItem> = of_year(year).filter_map(|id| self.wheel_item(id)).collect();
        let months = std::array::from_fn(|month| self.month_short(month));
        let label = self.language.fill("wheel_label", &[("year", year.to_string().as_str())]);
        Some(wheel(year, &months, &items, &label)).filter(|svg| !svg.is_empty())
    }

    pub(super) fn month_short(&self, index: usize) -> String {
        self.language.dates.months.get(index).map_or_else(String::new, |names| names.short().to_owned())
    }

    fn wheel_item(&self, id: Id<Meeting>) -> Option<WheelItem> {
        let meeting = &self.model.meetings[id];
        let days = meeting.days()?;
        let month_day = |date: jiff::civil::Date| (date.month().unsigned_abs(), date.day().unsigned_abs());
        let last = if days.last().year() == days.first().year() { month_day(days.last()) } else { (12, 31) };
        Some(WheelItem {
            month_day: month_day(days.first()),
            last,
            label: format!(
                "{}: {}",
                write::long(&meeting.when.value, &self.language.dates),
                self.model.meeting_title(id)
            ),
            href: self.href(&self.urls.meeting(self.model, id)),
            hue: self.hue(meeting.network),
            status: self.status(id),
            past: !is_coming(self.model, id),
        })
    }
}
