//! A page and the same page in the site's other languages: the switch, what search engines are told, the note on a page that
//! is not translated.

use super::Scene;
use crate::model::translation::State;
use crate::render::views::LanguageLink;
use crate::site::{Page, PageKind};

impl Scene<'_> {
    /// The same page in each other language, for readers; of a wrong address the front page.
    pub(super) fn switch(&self, kind: PageKind) -> Vec<LanguageLink> {
        let kind = if kind == PageKind::NotFound { PageKind::Home } else { kind };
        let others =
            self.own.in_all_languages().filter(|other| other.model.settings.language.code != self.language.code);
        let link = others.map(|other| LanguageLink {
            code: other.model.settings.language.code.clone(),
            title: other.model.settings.language.name.clone(),
            href: self.href(&other.address(kind)),
        });
        link.collect()
    }

    /// Where the page is in each language that it is written in, for search engines.
    pub(super) fn alternates(&self, kind: PageKind) -> Vec<LanguageLink> {
        if kind == PageKind::NotFound || !self.site.is_translated(kind) {
            return Vec::new();
        }
        let all = self.own.alternates(kind).into_iter();
        let link = |(code, address)| LanguageLink {
            code: str::to_owned(code),
            title: String::new(),
            href: self.urls.absolute(&address),
        };
        all.map(link).collect()
    }

    /// The address that stands for a page: what is not translated is the original once more.
    pub(super) fn canonical(&self, page: &Page) -> String {
        let is_own = self.site.is_translated(page.kind);
        self.urls.absolute(&if is_own { page.address.clone() } else { self.own.address(page.kind) })
    }

    /// The note on a page of which something is in the site's own language.
    pub(super) fn untranslated(&self, kind: PageKind) -> Option<String> {
        let from = self.site.translated()?.from;
        let key = match self.site.state(kind) {
            State::Whole | State::Wordless => return None,
            State::Part => "partly_translated",
            State::Untranslated => "not_translated",
        };
        let name = self.language.word(&format!("language_{}", from.code)).to_owned();
        Some(self.language.fill(key, &[("language", &name)]))
    }
}
