//! Elements of the desk's pages. All text goes through [`escape`].

use super::{ROOT, Reply, Status};
use crate::diagnostics::show::visible;
use crate::language::Language;

/// A page of the desk's. `script` is for forms only: without it everything works as well, but answers come with the click.
pub(super) fn document(language: &Language, title: &str, body: &str, script: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="{code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="{ROOT}preview.css"><link rel="stylesheet" href="{ROOT}desk.css">{script}</head>
<body class="husting desk"><main><h1>{title}</h1>
{body}</main></body></html>
"#,
        code = escape(&language.code),
        title = escape(title),
    )
}

/// The page that says that there is no such file.
pub(super) fn missing(language: &Language) -> Reply {
    Reply::Page(Status::Missing, document(language, language.word("desk_missing"), &back(language), ""))
}

/// The page that says why something cannot be.
pub(super) fn refused(language: &Language, why: &str) -> Reply {
    let body = format!("<p>{}</p>{}", escape(why), back(language));
    Reply::Page(Status::Refused, document(language, language.word("desk_refused"), &body, ""))
}

/// The page that says that the disk failed.
pub(super) fn failed(language: &Language, why: &str) -> Reply {
    let body = format!("<p>{}</p>{}", escape(why), back(language));
    Reply::Page(Status::Failed, document(language, language.word("desk_failed"), &body, ""))
}

fn back(language: &Language) -> String {
    format!("<p>{}</p>", link(ROOT, language.word("desk_start")))
}

/// A link.
pub(super) fn link(address: &str, words: &str) -> String {
    format!(r#"<a href="{}">{}</a>"#, escape(address), escape(words))
}

/// A section with a headline; without content it says so.
pub(super) fn section(headline: &str, items: &[String], nothing: &str) -> String {
    let content = match items {
        [] => format!("<p>{}</p>", escape(nothing)),
        items => list(items),
    };
    format!("<section><h2>{}</h2>{content}</section>\n", escape(headline))
}

/// Finished items as a list.
pub(super) fn list(items: &[String]) -> String {
    let items: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
    format!("<ul>{items}</ul>")
}

/// The address of the desk's page of a file.
pub(super) fn address(act: &str, path: &str) -> String {
    format!("{ROOT}{act}/{}", encode(path))
}

/// A path for an address: everything but unreserved characters and slashes as percent signs (RFC 3986, section 2.3).
fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// A text in a hidden field of a form.
pub(super) fn hidden(name: &str, value: &str) -> String {
    format!(r#"<input type="hidden" name="{}" value="{}">"#, escape(name), self::value(value))
}

/// Text as the value of a control, which comes back as it is.
pub(super) fn value(text: &str) -> String {
    let signs = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];
    text.chars().fold(String::with_capacity(text.len()), |mut html, c| {
        match signs.iter().find(|(sign, _)| *sign == c) {
            Some((_, written)) => html.push_str(written),
            None => html.push(c),
        }
        html
    })
}

/// Text for HTML, in elements and in quoted attributes. Control characters are seen: they are often the very problem.
pub fn escape(text: &str) -> String {
    value(&visible(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escape(r#"<b title="&'">"#), "&lt;b title=&quot;&amp;&#39;&quot;&gt;");
        assert_eq!(escape("a\u{0}b\u{1b}c\td"), "a␀b␛c\td");
    }

    #[test]
    fn addresses_say_every_path_in_ascii() {
        assert_eq!(address("edit", "netværk/øst 1.md"), "/_husting/edit/netv%C3%A6rk/%C3%B8st%201.md");
    }
}
