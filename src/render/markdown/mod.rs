//! Markdown → HTML: links resolved and checked, headings anchored, raw HTML sanitised. Content is never trusted as code.

mod typography;

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use super::pictures;
use super::views::Heading;
use super::xml::escape;
use crate::content::markdown::{Anchors, inclusion, level_number, printed_events};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind, Place};
use crate::model::reader::Prose;
use crate::site::Site;
use crate::site::links::{Fault, SCHEMES};
use crate::site::url::Address;

/// A body as HTML, with its headings.
#[derive(Debug, Default)]
pub struct Body {
    /// Finished, sanitised HTML.
    pub html: String,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
}

/// Makes what an editor asked for with `{name: which}` at a place.
pub type Include<'a> = &'a dyn Fn(&str, &str, Place, &mut Diagnostics) -> String;

/// What a text is to the page it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The page's own text: links lead to its headings by their words.
    Body,
    /// One of several texts from fields: its headings may be called as others on the page are.
    Field,
}

/// What a body is rendered with.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// What the text is to the page.
    pub part: Part,
    /// The file it is written in: its path below `content/`.
    pub source: &'a str,
    /// Where links lead, what pictures are and how the language prints.
    pub site: &'a Site<'a>,
    /// What makes inclusions.
    pub include: Include<'a>,
}

/// Renders `prose`. Bad links are told at their own place and stay as plain text.
pub fn body(prose: &Prose, around: Around<'_>, problems: &mut Diagnostics) -> Body {
    let mut writer = Writer {
        prose,
        around,
        problems,
        notes: Vec::new(),
        included: Vec::new(),
        headings: Vec::new(),
        raw: false,
        dead: Vec::new(),
        followed: HashMap::new(),
        tags: HashMap::new(),
    };
    let shift = writer.heading_shift();
    let events = writer.events(shift);
    let mut out = String::with_capacity(prose.text.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    let html = if writer.raw { SANITISER.clean(&out).to_string() } else { out };
    Body { html: writer.with_inclusions(html), headings: writer.headings }
}

/// Stands where an inclusion goes, under a word that nobody who writes can know: an inclusion that landed in an attribute
/// could end it. The word is another in each run, and never shows.
fn slot(number: usize) -> String {
    static SECRET: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one("slot"));
    format!("\u{f0001}{:016x}-{number}\u{f0002}", *SECRET)
}

/// What raw HTML may do: structure and emphasis, no scripts, styles, frames or forms.
static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .add_generic_attributes(["id", "class", "lang", "dir", "aria-label"])
        .add_tags(["section", "input"])
        .add_tag_attributes("input", ["checked"])
        // The box of a task list, and nothing to write a password into.
        .set_tag_attribute_value("input", "type", "checkbox")
        .set_tag_attribute_value("input", "disabled", "")
        .add_tag_attributes("img", ["loading", "decoding"])
        // A picture from elsewhere would tell others who reads. What it is in words stays.
        .attribute_filter(|element, attribute, value| {
            let tells_others = element == "img" && attribute == "src" && is_elsewhere(value);
            (!tells_others).then(|| value.into())
        })
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .url_schemes(SCHEMES.into_iter().collect());
    builder
});

/// Whether an address leads to another host, as browsers read it: they take a backslash for a slash and pass over white space.
fn is_elsewhere(address: &str) -> bool {
    let read: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let read = read.replace('\\', "/");
    read.starts_with("//") || read.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'))
}

/// Whether there may be a heading of level one: only then is the text worth reading twice.
fn may_have_top_heading(text: &str) -> bool {
    text.lines().any(|line| {
        let marks = line.trim_start_matches(|c| !matches!(c, '#' | '='));
        marks.starts_with('=') || marks.starts_with('#') && !marks.starts_with("##")
    })
}

struct Writer<'a> {
    prose: &'a Prose,
    around: Around<'a>,
    problems: &'a mut Diagnostics,
    /// Footnotes by name, in the order in which they are met: each is known by its number.
    notes: Vec<String>,
    /// What goes into the slots.
    included: Vec<String>,
    headings: Vec<Heading>,
    raw: bool,
    /// For each open link, whether it leads nowhere.
    dead: Vec<bool>,
    /// Where links lead that have been followed before.
    followed: HashMap<String, Result<String, Fault>>,
    /// Tags that have been looked at before, with whether they were taken out.
    tags: HashMap<String, bool>,
}

impl<'a> Writer<'a> {
    /// The page's title is its only heading of level one: a body that has some is moved down by one.
    fn heading_shift(&self) -> u8 {
        let first = |event: &Event<'_>| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
        u8::from(
            may_have_top_heading(&self.prose.text) && printed_events(&self.prose.text).any(|(event, _)| first(&event)),
        )
    }

    fn events(&mut self, shift: u8) -> Vec<Event<'a>> {
        let mut out: Vec<Event<'a>> = Vec::new();
        let mut anchors = Anchors::new(self.around.site.model.settings.language.word("nameless_heading"));
        let mut heading: Option<(usize, u8, String)> = None;
        let prose = self.prose;
        let mut parsed = printed_events(&prose.text);
        while let Some((event, range)) = parsed.next() {
            match event {
                Event::Start(Tag::Paragraph) if self.include(range.clone(), &mut out) => {
                    // Its words have been said otherwise.
                    parsed.by_ref().find(|(event, _)| *event == Event::End(TagEnd::Paragraph));
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let inside = parsed.by_ref().take_while(|(event, _)| *event != Event::End(TagEnd::Image));
                    let alt = alternative(inside.map(|(event, range)| self.printed(event, &range)));
                    let picture = self.picture(&dest_url, &title, &alt, range);
                    out.push(Event::InlineHtml(picture.into()));
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    heading = Some((out.len(), level_number(level) + shift, String::new()));
                    out.push(Event::Html(CowStr::Borrowed("")));
                }
                Event::End(TagEnd::Heading(_)) => {
                    let Some((at, level, title)) = heading.take() else { continue };
                    let level = level.min(6);
                    let id = self.heading_id(anchors.take(&title));
                    if let Some(start) = out.get_mut(at) {
                        *start = Event::Html(format!("<h{level} id=\"{id}\">").into());
                    }
                    out.push(Event::Html(format!("</h{level}>\n").into()));
                    self.headings.push(Heading { level, id, title });
                }
                other => {
                    let other = self.printed(other, &range);
                    if let (Some((_, _, title)), Event::Text(text) | Event::Code(text)) = (&mut heading, &other) {
                        title.push_str(text);
                    }
                    self.other(other, range, &mut out);
                }
            }
        }
        out
    }

    fn heading_id(&self, anchor: String) -> String {
        match self.around.part {
            Part::Body => anchor,
            Part::Field => format!("{anchor}-{}", self.prose.place.start),
        }
    }

    fn other(&mut self, event: Event<'a>, range: Range<usize>, out: &mut Vec<Event<'a>>) {
        match event {
            // `<sekretariatet@example.dk>`: the parser has seen that it is an address, and the writer makes it a mailto:.
            Event::Start(link @ Tag::Link { link_type: LinkType::Email, .. }) => {
                self.dead.push(false);
                out.push(Event::Start(link));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => match self.href(&dest_url, range) {
                Some(href) => {
                    self.dead.push(false);
                    out.push(Event::Start(Tag::Link { link_type, dest_url: href.into(), title, id }));
                }
                None => self.dead.push(true),
            },
            Event::End(TagEnd::Link) => {
                if !self.dead.pop().unwrap_or(false) {
                    out.push(Event::End(TagEnd::Link));
                }
            }
            Event::FootnoteReference(name) => out.push(Event::InlineHtml(self.note_reference(&name).into())),
            Event::Start(Tag::FootnoteDefinition(name)) => out.push(Event::Html(self.note(&name).into())),
            Event::End(TagEnd::FootnoteDefinition) => out.push(Event::Html("</div>\n".into())),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.raw = true;
                self.tell_removed(&html, range);
                out.push(Event::InlineHtml(html));
            }
            other => out.push(other),
        }
    }

    fn href(&mut self, target: &str, range: Range<usize>) -> Option<String> {
        let place = self.prose.place_of(range);
        let (links, source) = (&self.around.site.links, self.around.source);
        let led = self.followed.entry(target.to_owned()).or_insert_with(|| links.resolve(source, target));
        let fault = match led.clone() {
            Ok(href) => return Some(href),
            Err(fault) => fault,
        };
        self.problems.push(match fault {
            Fault::Broken(near) => {
                Diagnostic::new(Kind::LinkBroken, place).with("target", target).with_some("nearest", near)
            }
            Fault::NoAnchor(anchor, near) => Diagnostic::new(Kind::AnchorBroken, place)
                .with("target", target)
                .with("anchor", anchor)
                .with_some("nearest", near),
            Fault::Unsafe => Diagnostic::new(Kind::LinkUnsafe, place).with("target", target),
            Fault::Outside => Diagnostic::new(Kind::LinkOutside, place).with("target", target),
        });
        None
    }

    /// A text as the language prints it.
    fn printed(&self, event: Event<'a>, range: &Range<usize>) -> Event<'a> {
        let Event::Text(text) = &event else { return event };
        let typed = self.prose.text.get(range.clone()).unwrap_or_default();
        let site = self.around.site;
        let foreign = site.translated().filter(|translated| !translated.has_file(self.prose.place.file));
        let language = foreign.map_or(site.model.settings.language, |translated| translated.from);
        typography::printed(text, typed, language).map_or(event, |printed| Event::Text(printed.into()))
    }

    /// A picture of the site with its size; one from elsewhere would tell others who reads, so it becomes a link.
    fn picture(&mut self, target: &str, title: &str, alt: &str, range: Range<usize>) -> String {
        let Some(href) = self.href(target, range.clone()) else { return escape(alt) };
        let site = self.around.site;
        let Some(path) = href.strip_prefix(site.urls.base_path()).filter(|_| !href.contains("://")) else {
            let place = self.prose.place_of(range);
            self.problems.push(Diagnostic::new(Kind::PictureElsewhere, place).with("target", target));
            let words = if alt.is_empty() { &href } else { alt };
            return format!("<a href=\"{}\">{}</a>", escape(&href), escape(words));
        };
        if alt.trim().is_empty() {
            let place = self.prose.place_of(range);
            self.problems.push(Diagnostic::new(Kind::PictureUntold, place).with("target", target));
        }
        let file = site.attachment(&Address::new(path));
        let size = file.and_then(|file| pictures::size(&file.bytes));
        let size = size.map_or_else(String::new, |(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        let (href, alt) = (escape(&href), escape(alt));
        format!("<img src=\"{href}\" alt=\"{alt}\"{size}{title} loading=\"lazy\" decoding=\"async\">")
    }

    /// The number of a footnote, and whether it has been met before.
    fn number(&mut self, name: &str) -> (usize, bool) {
        match self.notes.iter().position(|known| known == name) {
            Some(at) => (at + 1, true),
            None => {
                self.notes.push(name.to_owned());
                (self.notes.len(), false)
            }
        }
    }

    /// Several texts may stand on one page: the place of each keeps the anchors of its notes apart.
    fn note_id(&self, number: usize) -> String {
        format!("{}-{number}", self.prose.place.start)
    }

    fn note_reference(&mut self, name: &str) -> String {
        let (number, again) = self.number(name);
        let id = self.note_id(number);
        let own = if again { String::new() } else { format!(" id=\"fnref-{id}\"") };
        format!("<sup class=\"footnote-reference\"{own}><a href=\"#fn-{id}\">{number}</a></sup>")
    }

    fn note(&mut self, name: &str) -> String {
        let (number, is_referred_to) = self.number(name);
        let id = self.note_id(number);
        let back = escape(self.around.site.model.settings.language.word("footnote_back"));
        let number = match is_referred_to {
            true => format!("<a href=\"#fnref-{id}\" aria-label=\"{back}\">{number}</a>"),
            false => number.to_string(),
        };
        format!(
            "<div class=\"footnote-definition\" id=\"fn-{id}\"><sup class=\"footnote-definition-label\">{number}</sup>\n"
        )
    }

    /// Whether a paragraph is an inclusion; if so, keeps its place.
    fn include(&mut self, range: Range<usize>, out: &mut Vec<Event<'a>>) -> bool {
        let text = self.prose.text.get(range.clone()).unwrap_or_default();
        let Some((name, which)) = inclusion(text) else { return false };
        let place = self.prose.place_of(range);
        let html = (self.around.include)(name, which, place, self.problems);
        out.push(Event::Html(slot(self.included.len()).into()));
        self.included.push(html);
        true
    }

    fn with_inclusions(&self, html: String) -> String {
        let filled = self.included.iter().enumerate();
        filled.fold(html, |html, (number, included)| html.replacen(&slot(number), included, 1))
    }

    /// Tells HTML that the sanitiser takes out.
    fn tell_removed(&mut self, html: &str, range: Range<usize>) {
        let is_removed = match self.tags.get(html) {
            Some(known) => *known,
            None => {
                let removed = is_removed(html);
                self.tags.insert(html.to_owned(), removed);
                removed
            }
        };
        if is_removed {
            let tag: String =
                html.trim_start().trim_start_matches('<').chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
            let place = self.prose.place_of(range);
            self.problems.push(Diagnostic::new(Kind::HtmlRemoved, place).with("tag", format!("<{tag}>")));
        }
    }
}

/// The words inside a picture's brackets.
fn alternative<'e>(events: impl Iterator<Item = Event<'e>>) -> String {
    let mut alt = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}

/// Whether the sanitiser takes a piece of HTML out, or a handler out of it.
fn is_removed(html: &str) -> bool {
    let start = html.trim_start();
    if !start.starts_with('<') || start.starts_with("</") || start.starts_with("<!--") {
        return false;
    }
    let clean = SANITISER.clean(html).to_string();
    let has = |text: &str, what: &str| text.to_ascii_lowercase().contains(what);
    !clean.contains('<') || [" on", " src="].iter().any(|what| has(html, what) && !has(&clean, what))
}

/// A short Markdown field as HTML without a paragraph around a single line.
pub fn inline(html: &str) -> String {
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => trimmed.to_owned(),
    }
}
