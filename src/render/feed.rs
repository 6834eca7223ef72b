//! News as an Atom feed (RFC 4287).

use std::fmt::Write as _;

use super::xml::escape;
use crate::content::markdown::plain;
use crate::model::pages::Article;
use crate::model::table::Id;
use crate::site::Site;

/// Entries in the feed, newest first.
const MOST: usize = 30;

/// The Atom feed of the site's news; none where there is no news.
pub fn news(site: &Site<'_>) -> Option<(String, String)> {
    let model = site.model;
    let ids = model.newest_news();
    let newest = ids.iter().map(|id| stamp(&model.news[*id])).max()?;
    let address = site.urls.kind("news").join("feed.xml");
    let own = escape(&site.urls.absolute(&address));
    let page = escape(&site.urls.absolute(&site.urls.kind("news")));
    let title = escape(&format!("{} – {}", model.settings.language.word("news"), model.settings.title));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{own}</id>\n<title>{title}</title>\n<updated>{newest}</updated>\n<link rel=\"self\" href=\"{own}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<author><name>{}</name></author>\n",
        model.settings.language.code,
        escape(&model.settings.title),
    );
    for id in ids.into_iter().take(MOST) {
        entry(site, id, &mut out);
    }
    out.push_str("</feed>\n");
    Some((address.output(), out))
}

fn entry(site: &Site<'_>, id: Id<Article>, out: &mut String) {
    let article = &site.model.news[id];
    let address = escape(&site.urls.absolute(&site.urls.article(site.model, id)));
    let summary = article.summary.clone().unwrap_or_else(|| first_sentences(&plain(&article.body.text)));
    let _ = write!(
        out,
        "<entry>\n<id>{address}</id>\n<title>{}</title>\n<updated>{}</updated>\n<published>{}T00:00:00Z</published>\n\
         <link href=\"{address}\"/>\n<summary>{}</summary>\n</entry>\n",
        escape(&article.title),
        stamp(article),
        article.when.first_day(),
        escape(&summary),
    );
}

/// When an entry was last changed, by what its editor states: dates only, so midnight.
fn stamp(article: &Article) -> String {
    let day = article.updated.unwrap_or_else(|| article.when.first_day()).max(article.when.first_day());
    format!("{day}T00:00:00Z")
}

/// The beginning of a text, ended at a sentence or a word.
fn first_sentences(text: &str) -> String {
    const LENGTH: usize = 280;
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if line.chars().count() <= LENGTH {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LENGTH).collect();
    let end = cut.rfind(". ").map(|at| at + 1).or_else(|| cut.rfind(' ')).unwrap_or(cut.len());
    cut[..end].to_owned()
}
