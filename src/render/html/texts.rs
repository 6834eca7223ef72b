//! News, other pages, the index of names, and what a wrong address shows.

use std::collections::BTreeMap;

use super::{Filled, Scene};
use crate::diagnostics::Diagnostics;
use crate::model::pages::{Article, Page as TextPage};
use crate::model::table::Id;
use crate::render::views::{
    ArticleView, Link, NewsItem, NewsView, NewsYear, NotedLink, SearchLetter, SearchView, TextView,
};
use crate::site::{Page, PageKind};

/// Coming meetings in the index of names; where there are more, only the years' pages have them.
const MOST_COMING: usize = 100;

impl Scene<'_> {
    pub(super) fn news_item(&self, id: Id<Article>) -> NewsItem {
        let article = &self.model.news[id];
        NewsItem {
            title: article.title.clone(),
            href: self.href(&self.urls.article(self.model, id)),
            date: self.date(&article.when),
            summary: article.summary.clone(),
        }
    }

    pub(super) fn news(&self, page: &Page, problems: &mut Diagnostics) -> Filled {
        let mut years: BTreeMap<i16, Vec<NewsItem>> = BTreeMap::new();
        for id in self.model.newest_news() {
            years.entry(self.model.news[id].when.first_day().year()).or_default().push(self.news_item(id));
        }
        let view = NewsView {
            html: self.model.intros.get("news").map(|own| self.body(own, problems).html),
            years: years.into_iter().rev().map(|(year, items)| NewsYear { year: year.to_string(), items }).collect(),
            feed: self.href(&page.address.join("feed.xml")),
        };
        let title = self.word("news");
        let frame = self.below(self.frame("news", page, &title, Some(&self.word("news_intro"))), Vec::new());
        self.filled("news.html", super::Frame { section: Some(self.href(&page.address)), ..frame }, &view)
    }

    pub(super) fn article(&self, page: &Page, id: Id<Article>, problems: &mut Diagnostics) -> Filled {
        let article = &self.model.news[id];
        let body = self.body(&article.body, problems);
        let all = self.model.newest_news();
        let at = all.iter().position(|other| *other == id).unwrap_or(0);
        let link =
            |id: &Id<Article>| self.link(self.model.news[*id].title.clone(), &self.urls.article(self.model, *id));
        let view = ArticleView {
            date: self.date(&article.when),
            summary: article.summary.clone(),
            html: body.html,
            headings: body.headings,
            documents: self.documents(&article.documents, article.file, &article.body.text, problems),
            previous: all.get(at + 1).map(link),
            following: at.checked_sub(1).and_then(|at| all.get(at)).map(link),
        };
        let date = self.short_date(&article.when);
        let described = self.described(article.summary.as_ref(), format!("{} ({date})", article.title));
        let mut frame = self.frame("article", page, &article.title, Some(&described));
        frame.updated = self.updated(article.updated);
        frame.draft = article.draft;
        let frame = self.below(frame, vec![self.link(self.word("news"), &self.urls.kind("news"))]);
        self.filled("article.html", frame, &view)
    }

    pub(super) fn text(&self, page: &Page, id: Id<TextPage>, problems: &mut Diagnostics) -> Filled {
        let text = &self.model.pages[id];
        let body = self.body(&text.body, problems);
        let path = page.address.path();
        let below = |(other, _): &(Id<TextPage>, &TextPage)| {
            let key = format!("{}/", self.model.pages.key(*other));
            key != path && key.strip_prefix(path).is_some_and(|rest| rest.matches('/').count() == 1)
        };
        let children: Vec<Link> = self
            .model
            .pages
            .iter()
            .filter(below)
            .map(|(other, child)| self.link(child.title.clone(), &self.urls.page(self.model, other)))
            .collect();
        let view = TextView {
            html: body.html,
            headings: body.headings,
            documents: self.documents(&text.documents, text.file, &text.body.text, problems),
            children,
        };
        let described =
            self.described(text.summary.as_ref(), format!("{} – {}", text.title, self.model.settings.title));
        let mut frame = self.below(self.frame("page", page, &text.title, Some(&described)), self.parents(path));
        frame.updated = self.updated(text.updated);
        frame.draft = text.draft;
        self.filled("page.html", frame, &view)
    }

    /// The pages above a page, outermost first.
    fn parents(&self, path: &str) -> Vec<Link> {
        let ends = path.trim_end_matches('/').match_indices('/').map(|(at, _)| &path[..at]);
        ends.filter_map(|above| {
            let id = self.model.pages.find(above)?;
            Some(self.link(self.model.pages[id].title.clone(), &self.urls.page(self.model, id)))
        })
        .collect()
    }

    /// Every name of the site in the order of the alphabet: works without a script.
    pub(super) fn search(&self, page: &Page) -> Filled {
        let mut letters: BTreeMap<String, Vec<NotedLink>> = BTreeMap::new();
        for other in &self.site.pages {
            let Some((title, note)) = self.named(other) else { continue };
            let first = title.chars().find(|c| c.is_alphanumeric()).map_or('#', |c| c);
            let letter = if first.is_numeric() { "0–9".to_owned() } else { first.to_uppercase().collect() };
            letters.entry(letter).or_default().push(NotedLink { title, href: Some(self.href(&other.address)), note });
        }
        let mut sorted: Vec<(String, Vec<NotedLink>)> = letters.into_iter().collect();
        sorted.sort_by_cached_key(|(letter, _)| (self.language.sort_key(letter), letter.clone()));
        let letter = |(letter, mut entries): (String, Vec<NotedLink>)| {
            entries.sort_by_cached_key(|entry| (self.language.sort_key(&entry.title), entry.href.clone()));
            SearchLetter { letter, entries }
        };
        let view = SearchView {
            index: self.href(&crate::render::search::address(self.site)),
            letters: sorted.into_iter().map(letter).collect(),
            years: self.year_links(&self.site.years),
        };
        let title = self.word("search");
        let frame = self.below(self.frame("search", page, &title, Some(&self.word("index_intro"))), Vec::new());
        self.filled("search.html", super::Frame { section: Some(self.href(&page.address)), ..frame }, &view)
    }

    /// A page's name in the index, with what it is. Other meetings are found through their year.
    fn named(&self, page: &Page) -> Option<(String, Option<String>)> {
        let model = self.model;
        let word = |key: &str| Some(self.word(key));
        let few = self.site.navigation.coming.len() <= MOST_COMING;
        Some(match page.kind {
            PageKind::Network(id) => (model.networks[id].title.clone(), model.networks[id].kind.clone()),
            PageKind::Meeting(id) if few && crate::site::navigation::is_coming(model, id) => {
                (model.meeting_title(id), Some(self.short_date(&model.meetings[id].when.value)))
            }
            PageKind::Role(id) => (model.roles[id].title.clone(), word("a_role")),
            PageKind::Organisation(id) => (model.organisations[id].title.clone(), model.organisations[id].kind.clone()),
            PageKind::Person(id) => (model.people[id].name.clone(), model.people[id].post.clone()),
            PageKind::Place(id) => (model.places[id].title.clone(), word("a_place")),
            PageKind::Article(id) => (model.news[id].title.clone(), Some(self.short_date(&model.news[id].when))),
            PageKind::Text(id) => (model.pages[id].title.clone(), None),
            _ => return None,
        })
    }

    pub(super) fn not_found(&self, page: &Page) -> Filled {
        let title = self.word("not_found_title");
        let mut frame = self.frame("404", page, &title, None);
        frame.noindex = true;
        self.filled("404.html", frame, &())
    }
}
