//! The page of one meeting: the facts before any text, what changed before the facts.

use jiff::civil::Date;

use super::network::rules_differ;
use super::{Filled, Scene};
use crate::diagnostics::Diagnostics;
use crate::model::meeting::{Meeting, ProgrammeItem, Registration, Standing};
use crate::model::table::Id;
use crate::model::time::write;
use crate::render::views::{Link, MeetingView, NotedLink, NoticeView, ProgrammeDay, ProgrammeEntry, RegistrationView};
use crate::site::Page;
use crate::site::feeds::FeedKind;

impl Scene<'_> {
    pub(super) fn meeting(&self, page: &Page, id: Id<Meeting>, problems: &mut Diagnostics) -> Filled {
        let meeting = &self.model.meetings[id];
        let network = &self.model.networks[meeting.network];
        let body = self.body(&meeting.body, problems);
        let audience = self.audience(self.model.audience(id));
        let (previous, following) = self.neighbours(id);
        let contacts =
            if meeting.contacts.is_empty() { self.model.contacts(meeting.network) } else { &meeting.contacts };
        let view = MeetingView {
            networks: std::iter::once(meeting.network)
                .chain(meeting.also_of.iter().copied())
                .map(|id| self.network_link(id))
                .collect(),
            notices: self.notices(id),
            place: self.model.venue(id).map(|place| self.place_view(place)),
            online: meeting.online.clone(),
            audience_table: rules_differ(&audience),
            audience,
            registration: self.registration(id).map(|registration| self.registration_view(registration)),
            alternatives: self.items(&self.model.alternatives(id)),
            programme: self.programme(meeting, problems),
            invited: self.headcounts(&meeting.invited, 0),
            attended: self.headcounts(&meeting.attended, 0),
            html: Some(body.html).filter(|html| !html.is_empty()),
            headings: body.headings,
            organisers: self.organisers_of(id),
            contacts: self.contacts(contacts),
            documents: self.documents(&meeting.documents, meeting.file, &meeting.body.text, problems),
            previous: previous.map(|id| self.item(id)),
            following: following.map(|id| self.item(id)),
            add_to_calendar: meeting.days().map(|_| self.href(&page.address.join("meeting.ics"))),
            subscribe: self.subscribe_to_network(meeting.network),
            tags: meeting.tags.clone(),
            time_zone: network.time_zone.as_ref().and_then(|zone| zone.iana_name().map(str::to_owned)),
            item: self.item(id),
        };
        let mut frame = self.meeting_frame(page, id);
        frame.json_ld = Some(self.event_ld(&frame, &view, id));
        self.filled("meeting.html", frame, &view)
    }

    fn meeting_frame(&self, page: &Page, id: Id<Meeting>) -> super::Frame {
        let meeting = &self.model.meetings[id];
        let network = &self.model.networks[meeting.network];
        let title = self.model.meeting_title(id);
        let when = write::long(&meeting.when.value, &self.language.dates);
        let place = self.model.venue(id).map_or_else(String::new, |place| format!(", {}", self.place_view(place).name));
        let described = self.described(meeting.summary.as_ref(), format!("{}: {when}{place}", network.title));
        let mut frame = self.frame("meeting", page, &title, Some(&described));
        let date = self.short_date(&meeting.when.value);
        let dated = if title.contains(&date) { title.clone() } else { format!("{title}, {date}") };
        let named = if dated.contains(&network.title) { dated } else { format!("{dated} – {}", network.title) };
        frame.full_title = format!("{named} – {}", self.model.settings.title);
        frame = self.below(
            frame,
            vec![self.link(self.word("networks"), &self.urls.kind("networks")), self.network_link(meeting.network)],
        );
        frame.calendars =
            vec![Link { title: network.title.clone(), href: self.feed_href(&FeedKind::Network(meeting.network)) }];
        frame.updated = self.updated(meeting.updated);
        frame.draft = meeting.draft;
        frame
    }

    /// The meetings of the network before and after, by date.
    fn neighbours(&self, id: Id<Meeting>) -> (Option<Id<Meeting>>, Option<Id<Meeting>>) {
        let all = &self.model.networks[self.model.meetings[id].network].meetings;
        let at = all.iter().position(|other| *other == id);
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| all.get(at)).copied();
        let after = at.and_then(|at| all.get(at + 1)).copied();
        (before, after)
    }

    fn organisers_of(&self, id: Id<Meeting>) -> Vec<NotedLink> {
        let meeting = &self.model.meetings[id];
        if meeting.organisers.is_empty() {
            let stated = self.model.organisers(meeting.network);
            return stated.iter().map(|(party, note)| self.party(party, note.clone())).collect();
        }
        meeting.organisers.iter().map(|tie| self.party(&tie.party, tie.note.clone())).collect()
    }

    /// What a reader must know before anything else: off, moved, not certain, changed.
    fn notices(&self, id: Id<Meeting>) -> Vec<NoticeView> {
        let meeting = &self.model.meetings[id];
        let mut notices = Vec::new();
        let notice = |kind: &'static str, text: Option<String>| NoticeView {
            kind,
            title: self.word(&format!("notice_{kind}")),
            text,
            date: None,
        };
        match meeting.standing {
            Standing::Cancelled => notices.push(notice("cancelled", None)),
            Standing::Postponed => notices.push(notice("postponed", Some(self.word("notice_postponed_text")))),
            Standing::Tentative => notices.push(notice("tentative", Some(self.word("notice_tentative_text")))),
            Standing::Confirmed => {}
        }
        if let Some(former) = self.moved_from(id) {
            let words = &self.language.dates;
            let (from, to) = (write::long(&former, words), write::long(&meeting.when.value, words));
            let text = self.language.fill("notice_moved_text", &[("from", from.as_str()), ("to", to.as_str())]);
            notices.push(notice("moved", Some(text)));
        }
        for change in &meeting.changes {
            let date = change.date.map(|date| self.day_short(date));
            notices.push(NoticeView { date, ..notice("changed", Some(change.text.clone())) });
        }
        notices
    }

    fn registration_view(&self, registration: &Registration) -> RegistrationView {
        let per = registration.per.as_ref();
        let price = registration.price.as_ref().map(|price| match per {
            Some(per) => self.language.fill("price_per", &[("price", price.as_str()), ("per", per.as_str())]),
            None => price.clone(),
        });
        let seats = |count: u32| self.language.count("seats", count as usize);
        RegistrationView {
            deadline: registration.deadline.as_ref().map(|when| self.deadline(&when.value)),
            price,
            binding: registration.binding,
            capacity: registration.capacity.map(seats),
            href: registration.url.clone(),
            email: registration.email.clone(),
            note: registration.note.clone(),
        }
    }

    fn programme(&self, meeting: &Meeting, problems: &mut Diagnostics) -> Vec<ProgrammeDay> {
        let mut days: Vec<(Option<Date>, Vec<ProgrammeEntry>)> = Vec::new();
        for item in &meeting.programme {
            let entry = self.programme_entry(item, problems);
            match days.last_mut() {
                Some((day, entries)) if *day == item.day || item.day.is_none() => entries.push(entry),
                _ => days.push((item.day, vec![entry])),
            }
        }
        let title = |day: Date| write::day_long(day, &self.language.dates);
        days.into_iter().map(|(day, entries)| ProgrammeDay { title: day.map(title), entries }).collect()
    }

    fn programme_entry(&self, item: &ProgrammeItem, problems: &mut Diagnostics) -> ProgrammeEntry {
        let roles: Vec<&str> = item.mandatory.iter().map(|role| self.model.roles[*role].title.as_str()).collect();
        let hours = item.hours.map(|hours| write::hours(hours, &self.language.dates));
        ProgrammeEntry {
            hours: hours.filter(|hours| !hours.is_empty()),
            title: item.title.clone(),
            speaker: item.speaker.clone(),
            mandatory: (!roles.is_empty())
                .then(|| self.language.fill("mandatory_for", &[("roles", roles.join(", ").to_lowercase().as_str())])),
            counts_as: item.counts_as.map(|network| self.network_link(network)),
            html: self.prose(item.text.as_ref(), problems),
        }
    }
}
