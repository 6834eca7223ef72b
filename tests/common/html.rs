//! HTML as a reader meets it: what can be seen, and where links lead. Reads what the theme writes, well-formed HTML.

/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements that stand within a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "label", "mark", "s", "small", "span", "strong", "sub", "sup",
    "time", "u",
];
/// Elements of which nothing is seen as text.
const UNSEEN: &[&str] = &["script", "style", "svg", "template", "title"];

/// An element with what is in it.
#[derive(Debug, Clone, Default)]
pub struct Element {
    pub tag: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What is seen, a line for each block.
    pub fn seen(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        let lines = text.split('\u{b}').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn write(&self, text: &mut String) {
        if UNSEEN.contains(&self.tag.as_str()) || self.attribute("hidden").is_some() {
            return;
        }
        let is_block = !INLINE.contains(&self.tag.as_str());
        if is_block {
            text.push('\u{b}');
        }
        for child in &self.children {
            match child {
                Node::Text(own) => text.push_str(own),
                Node::Element(element) => element.write(text),
            }
        }
        if is_block {
            text.push('\u{b}');
        }
    }

    /// Whether a line of what is seen holds `text`.
    pub fn says(&self, text: &str) -> bool {
        self.seen().lines().any(|line| line.contains(text))
    }

    /// Every element of a tag, in order of the page.
    pub fn all(&self, tag: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.collect(&mut |element| element.tag == tag, &mut found);
        found
    }

    fn collect<'e>(&'e self, wanted: &mut impl FnMut(&Element) -> bool, found: &mut Vec<&'e Element>) {
        for child in &self.children {
            if let Node::Element(element) = child {
                if wanted(element) {
                    found.push(element);
                }
                element.collect(wanted, found);
            }
        }
    }

    pub fn first(&self, tag: &str) -> Option<&Element> {
        self.all(tag).into_iter().next()
    }

    /// Where the links in it lead.
    pub fn hrefs(&self) -> Vec<&str> {
        self.all("a").into_iter().filter_map(|link| link.attribute("href")).collect()
    }

    pub fn links_to(&self, href: &str) -> bool {
        self.hrefs().contains(&href)
    }

    /// The section under a heading that begins with `heading`.
    pub fn section(&self, heading: &str) -> &Element {
        self.find_section(heading).unwrap_or_else(|| panic!("no section {heading} in:\n{}", self.seen()))
    }

    pub fn find_section(&self, heading: &str) -> Option<&Element> {
        let is_it = |section: &&Element| {
            let first = ["h1", "h2", "h3"].iter().find_map(|level| section.first(level));
            first.is_some_and(|found| found.seen().starts_with(heading))
        };
        self.all("section").into_iter().find(is_it)
    }

    /// What a list of facts says under a term: `fact("Hvornår")`.
    pub fn fact(&self, term: &str) -> &Element {
        self.find_fact(term).unwrap_or_else(|| panic!("no fact {term} in:\n{}", self.seen()))
    }

    pub fn find_fact(&self, term: &str) -> Option<&Element> {
        let is_it = |group: &&Element| group.is_fact_group() && group.first("dt").is_some_and(|dt| dt.seen() == term);
        self.all("div").into_iter().find(is_it)
    }

    fn is_fact_group(&self) -> bool {
        self.children.iter().any(|child| matches!(child, Node::Element(element) if element.tag == "dt"))
    }

    /// The innermost elements of a tag that say `text`: a row, an entry of a list.
    pub fn entries(&self, tag: &str, text: &str) -> Vec<&Element> {
        let says = |element: &&Element| element.says(text);
        let holding: Vec<&Element> = self.all(tag).into_iter().filter(says).collect();
        holding.iter().copied().filter(|outer| !outer.all(tag).iter().any(|inner| inner.says(text))).collect()
    }

    /// The only entry that says `text`.
    pub fn entry(&self, tag: &str, text: &str) -> &Element {
        match self.entries(tag, text).as_slice() {
            [one] => one,
            several => panic!("{} of {tag} say {text} in:\n{}", several.len(), self.seen()),
        }
    }
}

impl Element {
    /// The innermost elements of a tag in which a link leads to `href`.
    pub fn entries_to(&self, tag: &str, href: &str) -> Vec<&Element> {
        let leads = |element: &&Element| element.links_to(href);
        let holding: Vec<&Element> = self.all(tag).into_iter().filter(leads).collect();
        holding.iter().copied().filter(|outer| !outer.all(tag).iter().any(|inner| inner.links_to(href))).collect()
    }

    /// The only entry with a link to `href`.
    pub fn entry_to(&self, tag: &str, href: &str) -> &Element {
        match self.entries_to(tag, href).as_slice() {
            [one] => one,
            several => panic!("{} of {tag} lead to {href} in:\n{}", several.len(), self.seen()),
        }
    }
}

/// Reads a page.
pub fn parse(text: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        add(&mut open, Node::Text(unescape(before)));
        rest = markup(from, &mut open);
    }
    add(&mut open, Node::Text(unescape(rest)));
    while open.len() > 1 {
        close(&mut open);
    }
    open.remove(0)
}

/// Takes one tag or comment off the front.
fn markup<'t>(text: &'t str, open: &mut Vec<Element>) -> &'t str {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    let end = end_of_tag(text);
    let (inside, rest) = (&text[1..end], &text[end + 1..]);
    if let Some(name) = inside.strip_prefix('/') {
        let name = name.trim().to_ascii_lowercase();
        assert_eq!(open.last().map(|element| element.tag.as_str()), Some(name.as_str()), "not well-formed: {text:.60}");
        close(open);
        return rest;
    }
    if inside.starts_with('!') {
        return rest;
    }
    let element = start_tag(inside.trim_end_matches('/'));
    let tag = element.tag.clone();
    if VOID.contains(&tag.as_str()) || inside.ends_with('/') {
        add(open, Node::Element(element));
        return rest;
    }
    open.push(element);
    if matches!(tag.as_str(), "script" | "style") {
        let until = rest.find(&format!("</{tag}")).unwrap_or(rest.len());
        return &rest[until..];
    }
    rest
}

/// Where the tag ends that begins the text; `>` may stand in a quoted value.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    panic!("a tag that does not end: {text:.60}")
}

fn start_tag(text: &str) -> Element {
    let (tag, mut rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(quoted) if quoted.starts_with(['"', '\'']) => {
                let quote = &quoted[..1];
                quoted[1..].split_once(quote).expect("quoted values end")
            }
            Some(bare) => bare.split_at(bare.find(char::is_whitespace).unwrap_or(bare.len())),
            None => ("", after),
        };
        attributes.push((name.to_ascii_lowercase(), unescape(value)));
        rest = after;
    }
    Element { tag: tag.to_ascii_lowercase(), attributes, children: Vec::new() }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn close(open: &mut Vec<Element>) {
    if let Some(done) = open.pop() {
        add(open, Node::Element(done));
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (name, after) = from[1..].split_once(';').unwrap_or(("", &from[1..]));
        out.push(entity(name).unwrap_or_else(|| panic!("an unknown entity: {from:.20}")));
        rest = after;
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
