//! Descriptions as other programs write them, plain or in HTML, as Markdown that shows the same text.

/// Tags by which a description is known to be HTML.
const HTML: &[&str] =
    &["<br", "<p>", "<p ", "</p>", "<div", "<b>", "<a ", "<ul", "<li", "<span", "<html", "<strong", "<i>", "<u>"];

/// A text of a calendar as Markdown.
pub fn markdown(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let plain = if HTML.iter().any(|tag| lower.contains(tag)) { without_tags(text) } else { escaped(text) };
    let lines: Vec<&str> = plain.lines().map(str::trim).collect();
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        out.push_str(&at_line_start(line));
        // Lines stay lines: Markdown would make one paragraph of them.
        if !line.is_empty() && !next.is_empty() && !is_item(next) {
            out.push('\\');
        }
        out.push('\n');
    }
    let mut short = out.trim().to_owned();
    while short.contains("\n\n\n") {
        short = short.replace("\n\n\n", "\n\n");
    }
    short
}

/// A text in one line: addresses are often written in several.
pub fn one_line(text: &str) -> String {
    let parts = text.lines().map(str::trim).filter(|line| !line.is_empty());
    parts.map(|line| line.trim_end_matches(',')).collect::<Vec<_>>().join(", ")
}

fn is_item(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || digits.len() < line.len() && digits.starts_with(". ")
}

/// Characters that would be markup and were none.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_tag = c == '<' && characters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '/');
        if is_tag || matches!(c, '[' | '`') || c == '\\' {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What at the start of a line would make something else of it: a heading, a rule, a quotation.
fn at_line_start(line: &str) -> String {
    let is_rule = line.len() >= 2 && line.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | ' '));
    if line.starts_with(['#', '>', '|']) || is_rule { format!("\\{line}") } else { line.to_owned() }
}

/// The text of HTML: paragraphs and breaks as line ends, links and lists as Markdown's, no other tag.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut link: Option<(String, usize)> = None;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        out.push_str(&entities(text));
        let Some(end) = tag.find('>') else {
            rest = tag.get(1..).unwrap_or_default();
            continue;
        };
        let (inside, after) = (tag.get(1..end).unwrap_or_default(), tag.get(end + 1..).unwrap_or_default());
        rest = after;
        let name: String = inside.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        match name.to_ascii_lowercase().as_str() {
            "br" | "br/" | "div" | "/div" | "tr" | "/ul" | "/ol" => out.push('\n'),
            "p" | "/p" | "h1" | "h2" | "h3" | "/h1" | "/h2" | "/h3" => out.push_str("\n\n"),
            "li" => out.push_str("\n- "),
            "a" => link = href(inside).map(|address| (address, out.len())),
            "/a" => {
                if let Some((address, from)) = link.take() {
                    close_link(&mut out, from, &address);
                }
            }
            _ => {}
        }
    }
    out.push_str(&entities(rest));
    out
}

/// `[text](address)`, or the address alone where the text says no more.
fn close_link(out: &mut String, from: usize, address: &str) {
    let text = out.split_off(from.min(out.len()));
    let bare = |text: &str| text.trim().trim_end_matches('/').to_owned();
    if bare(&text) == bare(address) || text.trim().is_empty() {
        out.push_str(&format!("<{address}>"));
    } else {
        out.push_str(&format!("[{}]({address})", text.trim()));
    }
}

fn href(tag: &str) -> Option<String> {
    let (_, value) = tag.split_once("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let address = entities(value.get(1..)?.split(quote).next()?);
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)).then_some(address)
}

fn entities(text: &str) -> String {
    let known = [
        ("&nbsp;", " "),
        ("&lt;", "\\<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&aelig;", "æ"),
        ("&oslash;", "ø"),
        ("&aring;", "å"),
        ("&AElig;", "Æ"),
        ("&Oslash;", "Ø"),
        ("&Aring;", "Å"),
        ("&amp;", "&"),
    ];
    known.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_keeps_its_lines_and_gains_no_markup() {
        assert_eq!(
            markdown("Kære alle\nHusk #3:\n\n# Møde\n<b er ikke et tegn\n---\nSlut"),
            "Kære alle\\\nHusk #3:\n\n\\# Møde\\\n\\<b er ikke et tegn\\\n\\---\\\nSlut"
        );
        assert_eq!(markdown("Tag med:\n- kaffe\n- te"), "Tag med:\n- kaffe\n- te");
    }

    #[test]
    fn html_becomes_the_text_it_shows() {
        let html = "<p>K&aelig;re alle</p><br>Se <a href=\"https://example.dk/a?b=1&amp;c=2\">programmet</a> &amp; <b>husk</b>:<ul><li>kaffe</li><li>te</li></ul>";
        assert_eq!(markdown(html), "Kære alle\n\nSe [programmet](https://example.dk/a?b=1&c=2) & husk:\n- kaffe\n- te");
        assert_eq!(markdown("<a href=\"https://example.dk/\">https://example.dk</a><br>"), "<https://example.dk/>");
        assert_eq!(markdown("<a href=\"javascript:x()\">klik</a><br>"), "klik");
    }

    #[test]
    fn addresses_become_one_line() {
        assert_eq!(one_line("Nyborg Strand\nØsterøvej 2,\n\n5800 Nyborg"), "Nyborg Strand, Østerøvej 2, 5800 Nyborg");
    }
}
