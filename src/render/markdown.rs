//! Markdown → HTML: links resolved and checked, headings anchored, raw HTML sanitised. Content is never trusted as code.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use crate::content::markdown::{Anchors, events, level_number};
use crate::diagnostics::{Diagnostic, Diagnostics, Kind};
use crate::model::reader::Prose;
use crate::site::links::{Fault, Links};

use super::views::Heading;

/// A body as HTML, with its headings.
#[derive(Debug, Default)]
pub struct Body {
    /// Finished, sanitised HTML.
    pub html: String,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
}

/// Renders `prose`, written in the file `source` (its path below `content/`). Bad links are told at their own place and
/// stay as plain text.
pub fn body(prose: &Prose, source: &str, links: &Links, problems: &mut Diagnostics) -> Body {
    let mut writer = Writer {
        prose,
        source,
        links,
        problems,
        headings: Vec::new(),
        raw: false,
        dead: Vec::new(),
        elsewhere: Vec::new(),
        followed: HashMap::new(),
        tags: HashMap::new(),
    };
    let shift = writer.heading_shift();
    let events = writer.events(shift);
    let mut out = String::with_capacity(prose.text.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    let html = if writer.raw { SANITISER.clean(&out).to_string() } else { out };
    Body { html, headings: writer.headings }
}

/// What raw HTML may do: structure and emphasis, no scripts, styles, frames or forms.
static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .add_generic_attributes(["id", "class", "lang", "dir"])
        .add_tags(["section", "input"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("img", ["loading"])
        .url_relative(ammonia::UrlRelative::PassThrough)
        .attribute_filter(|element, attribute, value| {
            (element != "img" || attribute != "src" || !is_elsewhere(value)).then(|| value.into())
        })
        .link_rel(None);
    builder
});

/// Whether there may be a heading of level one: only then is the text worth reading twice.
fn may_have_top_heading(text: &str) -> bool {
    text.lines().any(|line| {
        let marks = line.trim_start_matches(|c| !matches!(c, '#' | '='));
        marks.starts_with('=') || marks.starts_with('#') && !marks.starts_with("##")
    })
}

struct Writer<'a> {
    prose: &'a Prose,
    source: &'a str,
    links: &'a Links,
    problems: &'a mut Diagnostics,
    headings: Vec<Heading>,
    raw: bool,
    /// For each open link, whether it leads nowhere.
    dead: Vec<bool>,
    /// For each open image, whether it lies elsewhere.
    elsewhere: Vec<bool>,
    /// Where links lead that have been followed before.
    followed: HashMap<String, Result<String, Fault>>,
    /// Tags that have been looked at before, with whether they were taken out.
    tags: HashMap<String, bool>,
}

impl<'a> Writer<'a> {
    /// The page's title is its only heading of level one: a body that has some is moved down by one.
    fn heading_shift(&self) -> u8 {
        let first = |event: &Event<'_>| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
        u8::from(may_have_top_heading(&self.prose.text) && events(&self.prose.text).any(|(event, _)| first(&event)))
    }

    fn events(&mut self, shift: u8) -> Vec<Event<'a>> {
        let mut out: Vec<Event<'a>> = Vec::new();
        let mut anchors = Anchors::default();
        let mut heading: Option<(usize, u8, String)> = None;
        let prose = self.prose;
        for (event, range) in events(&prose.text) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    heading = Some((out.len(), level_number(level) + shift, String::new()));
                    out.push(Event::Html(CowStr::Borrowed("")));
                }
                Event::End(TagEnd::Heading(_)) => {
                    let Some((at, level, title)) = heading.take() else { continue };
                    let level = level.min(6);
                    let id = anchors.take(&title);
                    if let Some(start) = out.get_mut(at) {
                        *start = Event::Html(format!("<h{level} id=\"{id}\">").into());
                    }
                    out.push(Event::Html(format!("</h{level}>\n").into()));
                    self.headings.push(Heading { level, id, title });
                }
                other => {
                    if let (Some((_, _, title)), Event::Text(text) | Event::Code(text)) = (&mut heading, &other) {
                        title.push_str(text);
                    }
                    self.other(other, range, &mut out);
                }
            }
        }
        out
    }

    fn other(&mut self, event: Event<'a>, range: Range<usize>, out: &mut Vec<Event<'a>>) {
        match event {
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
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let href = self.href(&dest_url, range.clone()).unwrap_or_default();
                let lies_elsewhere = is_elsewhere(&href);
                self.elsewhere.push(lies_elsewhere);
                let dest_url = href.into();
                if lies_elsewhere {
                    self.instead_of_image(dest_url, range, out);
                } else {
                    out.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                }
            }
            Event::End(TagEnd::Image) => {
                let end = if self.elsewhere.pop().unwrap_or(false) { TagEnd::Link } else { TagEnd::Image };
                out.push(Event::End(end));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.raw = true;
                self.tell_removed(&html, range);
                out.push(Event::InlineHtml(html));
            }
            other => out.push(other),
        }
    }

    /// A picture that lies elsewhere is a link: to show it would tell its host who reads here. Its text becomes the link's.
    fn instead_of_image(&mut self, href: CowStr<'a>, range: Range<usize>, out: &mut Vec<Event<'a>>) {
        let place = self.prose.place_of(range);
        self.problems.push(Diagnostic::new(Kind::ImageElsewhere, place).with("target", href.as_ref()));
        let (link_type, title, id) = (LinkType::Inline, CowStr::Borrowed(""), CowStr::Borrowed(""));
        out.push(Event::Start(Tag::Link { link_type, dest_url: href, title, id }));
    }

    fn href(&mut self, target: &str, range: Range<usize>) -> Option<String> {
        let place = self.prose.place_of(range);
        let (links, source) = (self.links, self.source);
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

/// Whether the sanitiser takes a piece of HTML out, or a handler out of it.
fn is_removed(html: &str) -> bool {
    let start = html.trim_start();
    if !start.starts_with('<') || start.starts_with("</") || start.starts_with("<!--") {
        return false;
    }
    let clean = SANITISER.clean(html).to_string();
    let handles = |text: &str| text.to_ascii_lowercase().contains(" on");
    let pictures = |text: &str| text.contains("src=");
    !clean.contains('<') || handles(html) && !handles(&clean) || pictures(html) && !pictures(&clean)
}

/// Whether an address is on another host, which learns of every reader for whom a browser loads it.
fn is_elsewhere(href: &str) -> bool {
    href.starts_with("//") || href.contains("://")
}

/// A short Markdown field as HTML without a paragraph around a single line.
pub fn inline(html: &str) -> String {
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => trimmed.to_owned(),
    }
}
