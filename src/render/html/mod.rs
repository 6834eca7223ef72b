//! Pages: fills the views of each page of the plan from the facts and hands them to the theme.

mod calendar;
mod foreign;
mod home;
mod inclusions;
mod json_ld;
mod languages;
mod lists;
mod meeting;
mod months;
mod network;
mod parts;
mod roles;
mod texts;
mod things;
mod years;

use std::sync::OnceLock;

use serde::Serialize;
use tera::{Context, Value};

use super::changes;
use super::markdown::{Around, Body, Part, body};
use super::theme::Theme;
use super::turns;
use super::views::{Frame, Link, MeetingItem, SiteView, SubscribeView};
use super::xml::escape;
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Kind, Place};
use crate::language::Language;
use crate::ledger::{Identities, Ledger};
use crate::model::Model;
use crate::model::meeting::Meeting;
use crate::model::reader::Prose;
use crate::model::table::Id;
use crate::model::time::{When, write};
use crate::output::Files;
use crate::site::feeds::NAMES;
use crate::site::navigation::is_coming;
use crate::site::url::{Address, Urls};
use crate::site::{Page, PageKind, Site};
use crate::sources::Sources;

/// What every page is made from.
pub struct Scene<'s> {
    site: &'s Site<'s>,
    /// The site in its own language.
    own: &'s Site<'s>,
    model: &'s Model,
    urls: &'s Urls,
    language: &'static Language,
    sources: &'s Sources,
    published: Published<'s>,
    theme: &'s Theme,
    words: Value,
    made: Made,
}

/// What is published by this build, and under which identities.
#[derive(Debug, Clone, Copy)]
pub struct Published<'s> {
    /// The ledger of it.
    pub ledger: &'s Ledger,
    /// Which event each meeting is.
    pub identities: &'s Identities,
}

/// Parts that many pages show, made by the first that does.
struct Made {
    /// By meeting's number: its place in lists.
    meetings: Vec<OnceLock<MeetingItem>>,
    /// By network's number: how to subscribe.
    networks: Vec<OnceLock<SubscribeView>>,
}

impl Made {
    fn none_of(model: &Model) -> Made {
        Made {
            meetings: std::iter::repeat_with(OnceLock::new).take(model.meetings.len()).collect(),
            networks: std::iter::repeat_with(OnceLock::new).take(model.networks.len()).collect(),
        }
    }
}

/// A page's frame and view, filled.
struct Filled {
    template: &'static str,
    frame: Frame,
    view: Value,
}

/// Renders every page of the plan, and the pages that lead from old addresses to new ones. `own` is the site in its own
/// language: `site` or what that is a translation of.
pub fn all(
    (own, site): (&Site<'_>, &Site<'_>),
    published: Published<'_>,
    sources: &Sources,
    theme: &Theme,
    files: &dyn Files,
    problems: &mut Diagnostics,
) {
    let model = site.model;
    let (language, made) = (model.settings.language, Made::none_of(model));
    let words = Value::from_serializable(language.words().as_ref());
    let scene = Scene { site, own, model, urls: &site.urls, language, sources, published, theme, words, made };
    let shared = scene.site_view(theme, problems);
    let site_value = Value::from_serializable(&shared);
    let foreign = foreign::Foreign::of(site);
    let make = |page: &Page| {
        let mut found = Diagnostics::default();
        let filled = scene.fill(page, &mut found);
        let mut context = Context::new();
        context.insert_value("site", site_value.clone());
        context.insert_value("words", scene.words.clone());
        context.insert("page", &filled.frame);
        context.insert_value("view", filled.view);
        let path = page.address.output();
        match theme.render(filled.template, &context) {
            Ok(html) => {
                let marked = foreign.as_ref().map(|foreign| foreign.mark(&String::from_utf8_lossy(&html)));
                files.put(&path, marked.as_ref().map_or(&html, |marked| marked.as_bytes()));
                (found, None)
            }
            Err(message) => (found, Some(Broken { path, message })),
        }
    };
    let rendered = turns::each(&site.pages, files, |page| vec![page.address.output()], make);
    let mut broken = None;
    for (found, fault) in rendered {
        problems.extend(found);
        broken = broken.or(fault);
    }
    if let Some(Broken { path, message }) = broken {
        problems.push(Diagnostic::new(Kind::TemplateBroken, None).with("template", path).with("message", message));
    }
    scene.redirects(files);
}

/// Where [`all`] puts something: pages, and what leads from old addresses to new ones.
pub fn paths(site: &Site<'_>) -> impl Iterator<Item = String> {
    let pages = site.pages.iter().map(|page| &page.address);
    pages.chain(site.redirects.iter().map(|redirect| &redirect.from)).map(Address::output)
}

/// A page that its template could not make.
struct Broken {
    path: String,
    message: String,
}

/// Files that no page leads to, in no language: published, but nobody finds them.
pub fn tell_unlinked(site: &Site<'_>, problems: &mut Diagnostics) {
    let is_led_to = |address: &Address| site.in_all_languages().any(|site| site.links.is_led_to(address));
    for file in site.attachments.iter().filter(|file| !is_led_to(&file.address)) {
        problems.push(Diagnostic::new(Kind::FileUnlinked, Place::top(file.file)).with("path", &file.source));
    }
}

impl Scene<'_> {
    fn word(&self, key: &str) -> String {
        self.language.word(key).to_owned()
    }

    fn href(&self, address: &Address) -> String {
        self.urls.href(address)
    }

    fn link(&self, title: impl Into<String>, address: &Address) -> Link {
        Link { title: title.into(), href: self.href(address) }
    }

    /// The path below `content/` of a file, for links written in it.
    fn source(&self, file: FileId) -> &str {
        self.sources.file(file).map_or("", |file| file.path.as_str())
    }

    /// A body of a file as HTML.
    fn body(&self, prose: &Prose, problems: &mut Diagnostics) -> Body {
        self.written(prose, Part::Body, problems)
    }

    fn written(&self, prose: &Prose, part: Part, problems: &mut Diagnostics) -> Body {
        if prose.text.is_empty() {
            return Body::default();
        }
        let include = |name: &str, which: &str, place, problems: &mut _| self.include(name, which, place, problems);
        let around = Around { part, source: self.source(prose.place.file), site: self.site, include: &include };
        let mut made = body(prose, around, problems);
        if let Some(foreign) = self.site.translated().filter(|translated| !translated.has_file(prose.place.file)) {
            made.html = format!("<div class=\"prose\" lang=\"{}\">{}</div>", foreign.from.code, made.html);
        }
        made
    }

    /// A Markdown field as HTML.
    fn prose(&self, prose: Option<&Prose>, problems: &mut Diagnostics) -> Option<String> {
        prose.map(|prose| self.written(prose, Part::Field, problems).html)
    }

    fn fill(&self, page: &Page, problems: &mut Diagnostics) -> Filled {
        match page.kind {
            PageKind::Home => self.home(page, problems),
            PageKind::Networks => self.networks(page),
            PageKind::Network(id) => self.network(page, id, problems),
            PageKind::Meeting(id) => self.meeting(page, id, problems),
            PageKind::Calendar => self.calendar(page),
            PageKind::Year(year) => self.year(page, year),
            PageKind::Roles => self.roles(page, problems),
            PageKind::Role(id) => self.role(page, id, problems),
            PageKind::Organisations => self.organisations(page),
            PageKind::Organisation(id) => self.organisation(page, id, problems),
            PageKind::People => self.people(page),
            PageKind::Person(id) => self.person(page, id, problems),
            PageKind::Places => self.places(page),
            PageKind::Place(id) => self.place(page, id, problems),
            PageKind::News => self.news(page, problems),
            PageKind::Article(id) => self.article(page, id, problems),
            PageKind::Search => self.search(page),
            PageKind::Text(id) => self.text(page, id, problems),
            PageKind::NotFound => self.not_found(page),
        }
    }

    /// A page's frame; the callers add what only they know.
    fn frame(&self, kind: &'static str, page: &Page, title: &str, description: Option<&str>) -> Frame {
        let site = &self.model.settings.title;
        let full_title = if page.kind == PageKind::Home { site.clone() } else { format!("{title} – {site}") };
        Frame {
            kind,
            title: title.to_owned(),
            // A page that says nothing of itself is still told apart in a list of results.
            description: Some(description.map(one_line).unwrap_or_else(|| full_title.clone())),
            full_title,
            href: self.href(&page.address),
            canonical: self.canonical(page),
            languages: self.switch(page.kind),
            alternates: self.alternates(page.kind),
            untranslated: self.untranslated(page.kind),
            breadcrumbs: Vec::new(),
            section: None,
            calendars: Vec::new(),
            changes: Vec::new(),
            json_ld: None,
            updated: None,
            draft: false,
            noindex: false,
        }
    }

    /// The way down from the front page through `links`; the first is the menu's entry.
    fn below(&self, frame: Frame, links: Vec<Link>) -> Frame {
        let section = links.first().map(|link| link.href.clone());
        let home = self.link(self.model.settings.title.clone(), &self.urls.home());
        // An office and its mailbox often share a name.
        let full_title = match (frame.kind, links.last()) {
            ("organisation" | "person" | "place", Some(above)) => {
                format!("{} – {} – {}", frame.title, above.title, self.model.settings.title)
            }
            _ => frame.full_title,
        };
        Frame { breadcrumbs: std::iter::once(home).chain(links).collect(), section, full_title, ..frame }
    }

    fn updated(&self, date: Option<jiff::civil::Date>) -> Option<String> {
        date.map(|date| {
            self.language.fill("updated", &[("date", write::day_short(date, &self.language.dates).as_str())])
        })
    }

    fn filled(&self, template: &'static str, mut frame: Frame, view: &impl Serialize) -> Filled {
        if frame.json_ld.is_none() {
            frame.json_ld = self.breadcrumb_ld(&frame);
        }
        frame.changes = frame.calendars.iter().filter_map(|calendar| self.changes_of(calendar)).collect();
        Filled { template, frame, view: Value::from_serializable(view) }
    }

    /// The feed of changes that stands beside a calendar.
    fn changes_of(&self, calendar: &Link) -> Option<Link> {
        let href = format!("{}{}", calendar.href.strip_suffix(NAMES[0])?, changes::NAME);
        let title = self.language.fill("changes_of", &[("title", calendar.title.as_str())]);
        Some(Link { title, href })
    }

    /// When a meeting was to be before it moved: as its file says, else as it was published while it is still coming.
    fn moved_from(&self, id: Id<Meeting>) -> Option<When> {
        let stated = self.model.meetings[id].moved_from.as_ref().map(|said| said.value.clone());
        stated.or_else(|| {
            let entry = self.published.ledger.events.get(self.published.identities.meeting(id)?)?;
            entry.facts.was.filter(|_| is_coming(self.model, id)).map(When::Exact)
        })
    }

    fn has(&self, kind: &str) -> Option<String> {
        let address = self.urls.kind(kind);
        self.site.links.has(&address).then(|| self.href(&address))
    }

    fn site_view(&self, theme: &Theme, problems: &mut Diagnostics) -> SiteView {
        let settings = &self.model.settings;
        let today = settings.today;
        let assets = theme.addresses(self.urls.base_path());
        SiteView {
            share_picture: assets.get("share.png").map(|picture| self.whole(picture)),
            title: settings.title.clone(),
            description: settings.description.clone(),
            language: settings.language.code.clone(),
            home: self.href(&self.urls.home()),
            logo: settings.logo.as_ref().and_then(|logo| self.site.links.resolve("", logo).ok()),
            accent: settings.accent.clone(),
            menu: self.menu(problems),
            footer_html: self.prose(settings.footer.as_ref(), problems),
            networks: self.href(&self.urls.kind("networks")),
            calendar: self.href(&self.urls.kind("calendar")),
            roles: self.has("roles"),
            news: self.has("news"),
            search: self.has("search"),
            news_feed: self.has("news").map(|_| self.href(&self.urls.kind("news").join("feed.xml"))),
            organisations: self.has("organisations"),
            people: self.has("people"),
            places: self.has("places"),
            assets,
            as_of: write::day_short(today, &self.language.dates),
            as_of_iso: today.to_string(),
        }
    }

    /// The menu of site.yaml, or the fixed pages where it names none.
    fn menu(&self, problems: &mut Diagnostics) -> Vec<Link> {
        let settings = &self.model.settings;
        if settings.menu.is_empty() {
            let fixed = [
                ("networks", "networks"),
                ("calendar", "calendar"),
                ("roles", "for_me"),
                ("news", "news"),
                ("search", "search"),
            ];
            let there = fixed.into_iter().filter(|(kind, _)| self.has(kind).is_some());
            return there.map(|(kind, word)| self.link(self.word(word), &self.urls.kind(kind))).collect();
        }
        let mut links = Vec::new();
        for entry in &settings.menu {
            match self.site.links.resolve("", &entry.target) {
                Ok(href) => links.push(Link { title: entry.title.clone(), href }),
                Err(_) => problems
                    .push(Diagnostic::new(Kind::LinkBroken, entry.target.place).with("target", &entry.target.value)),
            }
        }
        links
    }

    /// A page at each old address that leads to the new one, without a script.
    fn redirects(&self, files: &dyn Files) {
        let page = |from: &Address, to: &Address| {
            let href = escape(&self.href(to));
            let canonical = escape(&self.urls.absolute(to));
            let code = &self.language.code;
            let moved = escape(&self.word("page_moved"));
            let html = format!(
                "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{moved}</title>\n\
                 <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<link rel=\"canonical\" href=\"{canonical}\">\n\
                 <meta name=\"robots\" content=\"noindex\">\n</head>\n<body>\n<p>{moved} <a href=\"{href}\">{canonical}</a></p>\n\
                 </body>\n</html>\n"
            );
            files.put(&from.output(), html.as_bytes());
        };
        self.site.redirects.iter().for_each(|redirect| page(&redirect.from, &redirect.to));
    }
}

/// A text on one line, for descriptions.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
