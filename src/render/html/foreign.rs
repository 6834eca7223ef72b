//! Texts of a page that are in another language than the page say so (WCAG 2.2, 3.1.2), whatever the theme does with them.
//!
//! A template prints a title or a summary without knowing whether it is translated. So the finished page is gone through once:
//! an element whose text is one of those that stayed in the site's own language gets `lang`; where it stands among other
//! things, the text is put into a `span`. Pages of a site of one language are never looked at.

use std::collections::BTreeSet;

use crate::render::theme::escaped;
use crate::site::Site;

/// Elements whose text is no part of the page, or in which no `span` may stand. A drawing says in words beside it what it
/// shows.
const SKIPPED: [&str; 5] = ["script", "style", "title", "textarea", "svg"];

/// The texts that are not in the language of the pages.
pub(super) struct Foreign {
    /// As they stand in HTML.
    texts: BTreeSet<String>,
    /// Their language.
    code: String,
}

impl Foreign {
    /// Those of a site; none where it is in its own language. What is also a word of the theme counts as that.
    pub(super) fn of(site: &Site<'_>) -> Option<Foreign> {
        let translated = site.translated()?;
        let words = site.model.settings.language.words();
        let own: BTreeSet<&str> = words.values().map(String::as_str).collect();
        let texts = translated.foreign().filter(|text| !own.contains(text)).map(escaped);
        Some(Foreign { texts: texts.collect(), code: translated.from.code.clone() })
    }

    /// A page with its foreign texts marked.
    pub(super) fn mark(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() + html.len() / 16);
        let mut rest = html;
        let mut skipping: Option<&str> = None;
        while let Some(open) = rest.find('<') {
            let (text, tag) = rest.split_at(open);
            let Some(end) = tag.find('>') else { break };
            let (tag, after) = tag.split_at(end + 1);
            match skipping {
                None if self.texts.contains(text.trim()) => self.mark_text(text, tag, &mut out),
                _ => out.push_str(text),
            }
            out.push_str(tag);
            skipping = match skipping {
                Some(name) if tag.strip_prefix("</").is_some_and(|tag| tag.starts_with(name)) => None,
                None => SKIPPED.into_iter().find(|name| is_start(tag, name)),
                still => still,
            };
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// A text that is to be marked, before the tag that follows it: its element, if it is all that the element holds.
    fn mark_text(&self, text: &str, next: &str, out: &mut String) {
        let start = out.rfind('<').filter(|_| out.ends_with('>'));
        let opening = start.and_then(|start| out.get(start..)).filter(|tag| closes(tag, next));
        match opening {
            Some(tag) if tag.contains(" lang=") => out.push_str(text),
            Some(_) => {
                out.pop();
                out.push_str(&format!(" lang=\"{}\">{text}", self.code));
            }
            None => {
                let (before, rest) = text.split_at(text.len() - text.trim_start().len());
                let (words, after) = rest.split_at(rest.trim_end().len());
                out.push_str(&format!("{before}<span lang=\"{}\">{words}</span>{after}", self.code));
            }
        }
    }
}

/// Whether a tag opens an element of this name.
fn is_start(tag: &str, name: &str) -> bool {
    let rest = tag.strip_prefix('<').and_then(|tag| tag.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(['>', ' ']))
}

/// Whether `next` closes what `tag` opens.
fn closes(tag: &str, next: &str) -> bool {
    let name = tag.strip_prefix('<').and_then(|tag| tag.split(['>', ' ']).next()).filter(|name| !name.is_empty());
    next.strip_prefix("</").and_then(|next| next.strip_suffix('>')).is_some_and(|closed| name == Some(closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str) -> String {
        let texts = ["Strategisk Forum", "Vi ses &amp; taler"].map(str::to_owned);
        Foreign { texts: texts.into(), code: "da".to_owned() }.mark(html)
    }

    #[test]
    fn an_element_of_nothing_else_says_its_language() {
        assert_eq!(marked("<h1>Strategisk Forum</h1>"), "<h1 lang=\"da\">Strategisk Forum</h1>");
        assert_eq!(
            marked("<p class=\"lede\">Vi ses &amp; taler</p>"),
            "<p class=\"lede\" lang=\"da\">Vi ses &amp; taler</p>"
        );
    }

    #[test]
    fn a_text_among_others_is_put_into_a_span() {
        assert_eq!(
            marked("<h1><span class=\"mark\"></span> Strategisk Forum</h1>"),
            "<h1><span class=\"mark\"></span> <span lang=\"da\">Strategisk Forum</span></h1>"
        );
    }

    #[test]
    fn what_is_no_text_of_the_page_stays_as_it_is() {
        for html in [
            "<title>Strategisk Forum</title>",
            "<script>Strategisk Forum</script>",
            "<p lang=\"da\">Strategisk Forum</p>",
            "<p>Strategisk Forum mødes</p>",
            "<svg viewBox=\"0 0 1 1\"><text><tspan/>Strategisk Forum</text></svg>",
            "<img alt=\"Strategisk Forum\">",
            "Strategisk Forum",
        ] {
            assert_eq!(marked(html), html);
        }
    }
}
