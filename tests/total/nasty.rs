//! Megabytes of the shapes that readers choke on: deep, long, repeated, unclosed.

/// How far a file is followed.
pub enum Reach {
    /// Read, checked and told.
    Read,
    /// Built into a whole site.
    Build,
}

/// A file of about a megabyte.
pub struct Shape {
    pub name: String,
    pub path: &'static str,
    pub bytes: Vec<u8>,
    pub reach: Reach,
}

/// A megabyte where it is soon done, a tenth of it in the normal run without optimisation; `HUSTING_MEGABYTE=1` asks for it
/// there too.
pub fn size() -> usize {
    let whole = !cfg!(debug_assertions) || std::env::var_os("HUSTING_MEGABYTE").is_some();
    if whole { 1_000_000 } else { 100_000 }
}

fn filled(unit: &str) -> String {
    unit.repeat(size() / unit.len())
}

/// Lines that each go deeper, as long as they fit.
fn deeper(step: &str, end: &str) -> String {
    let mut text = String::new();
    let mut lead = String::new();
    while text.len() + lead.len() + end.len() < size() {
        text.push_str(&lead);
        text.push_str(end);
        text.push('\n');
        lead.push_str(step);
    }
    text
}

fn numbered(line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < size() - 200 {
        text.push_str(&line(number));
        number += 1;
    }
    text
}

/// Bodies of Markdown.
fn bodies() -> Vec<(&'static str, String)> {
    let mut bodies: Vec<(&str, String)> = [
        "a",
        "å",
        "a ",
        "[",
        "]",
        "(",
        ">",
        "> ",
        "*",
        "**a ",
        "*a_",
        "_",
        "`",
        "`a``",
        "~",
        "~~a",
        "\\",
        "<",
        "<a",
        "<b>",
        "<!--",
        "&",
        "&amp;",
        "!",
        "![",
        "[a](",
        "[a](b)",
        "[a][b]",
        "[^1]",
        "[^1]: x\n",
        "[a]: b\n",
        "# Praktisk\n\n",
        "# \n",
        "- x\n",
        "- [ ] x\n",
        "1. x\n",
        "* * * ",
        "- ",
        "+ ",
        "=\n",
        "---\n",
        "```\n",
        "```",
        "    x\n",
        "|",
        "| a ",
        "|a|b|\n|-|-|\n",
        ": x\n",
        "x\n: y\n\n",
        "\n",
        "\r",
        "\t",
        " ",
        "\u{301}",
        "\u{202e}x",
        "👩‍👩‍👧‍👦",
        "\u{200b}",
        "kl. 10 ",
        "20. maj 2027 ",
        "torsdag den 21. maj 2027, ",
        "1.1.1.1.",
        "https://example.dk/ ",
        "<https://a> ",
        "<script>x</script>\n",
        "<div onclick='x'>\n\n",
        "[x](#a) ",
        "[x](../forum/index.md#a) ",
        "[x](nyt.md)\n",
        "&#9;",
        "a\u{a0}b ",
    ]
    .into_iter()
    .map(|unit| (unit, filled(unit)))
    .collect();
    bodies.push(("nested quotes", deeper(">", "x")));
    bodies.push(("nested lists", deeper("  ", "- x")));
    bodies.push(("different headings", numbered(|n| format!("## Afsnit {n}\n\nTekst.\n\n"))));
    bodies
        .push(("headings that bear others' anchors", numbered(|n| format!("# Praktisk {}\n\n# Praktisk\n\n", n + 2))));
    bodies.push(("different broken links", numbered(|n| format!("[a](side-{n}.md)\n"))));
    bodies.push(("table rows", format!("|a|b|\n|-|-|\n{}", filled("|x|y|\n"))));
    bodies.push(("open brackets, then closed", format!("{}{}", "[".repeat(size() / 2), "]".repeat(size() / 2))));
    bodies.push(("links in links", format!("{}{}", "[".repeat(size() / 5), "](x)".repeat(size() / 5))));
    bodies
}

/// Front matter of a meeting, and what fills it.
fn fronts() -> Vec<(&'static str, String)> {
    let mut fronts: Vec<(&str, String)> = [
        "a",
        "a: ",
        "a:\n",
        "titel: x\n",
        "a: b: c\n",
        "- ",
        "- x\n",
        "[",
        "{",
        "{a: ",
        "[a, ",
        "\"",
        "'",
        "\"\n",
        "'a\n",
        "#",
        "# x\n",
        "x # y\n",
        "&a ",
        "*a ",
        "!",
        "? ",
        "|\n",
        ">\n",
        "%\n",
        "@\n",
        "\t\n",
        "\tx: y\n",
        " \n",
        ": ",
        ":\n",
        "\u{a0}",
        "x:\u{a0}y\n",
        "---x\n",
        "...\n",
        "å: ø\n",
        "~\n",
        "titel\n",
        "x: [\n",
        "x: {\n",
        "x: \"\n",
        "x: @\n",
        "x: #y\n",
        "x: y #z\n",
        "tid: kl. 99\n",
    ]
    .into_iter()
    .map(|unit| (unit, filled(unit)))
    .collect();
    fronts.push(("deeper and deeper", deeper(" ", "x:")));
    fronts.push(("nested dashes", format!("x: \n{}", "- ".repeat(size() / 2))));
    fronts.push(("unknown fields", numbered(|n| format!("felt{n}: x\n"))));
    fronts.push(("nearly known fields", numbered(|n| format!("titl{n}: x\n"))));
    fronts.push(("tags", format!("emner:\n{}", filled("  - møde\n"))));
    fronts.push(("unknown roles", format!("deltagere:\n{}", numbered(|n| format!("  - rolle: r{n}\n")))));
    fronts.push(("broken entries", format!("deltagere:\n{}", numbered(|n| format!("  - rolle: r{n}: x\n")))));
    fronts.push(("changes without dates", format!("ændringer:\n{}", filled("  - 31. april 2027: nyt\n"))));
    fronts.push(("programme", format!("program:\n{}", filled("  - tid: 99\n    titel: x\n    dag: 9\n"))));
    fronts.push(("a long text", format!("titel: |\n{}", filled("  tekst og mere tekst\n"))));
    fronts.push(("a long date", format!("dato: {}", filled("9. maj "))));
    fronts.push(("a long word for a date", format!("dato: {}", filled("m"))));
    fronts.push(("long hours", format!("dato: 1. maj 2027\ntid: {}", filled("10-"))));
    fronts.push(("a long status", format!("status: {}", filled("x"))));
    fronts.push(("a long reference", format!("netværk: {}", filled("x"))));
    fronts.push(("a long unknown field", format!("{}: x", filled("x"))));
    fronts.push(("a long address", format!("online: https://{}", filled("x"))));
    fronts.push(("nested headcounts", format!("fremmødte:\n{}", filled("  - a: 1\n"))));
    fronts.push(("aliases", format!("tidligere adresser:\n{}", numbered(|n| format!("  - a{n}\n")))));
    fronts
}

/// Data files: read only, for a page an entry is a site and not a file.
fn data() -> Vec<(&'static str, &'static str, String)> {
    let entries = |line: &str| {
        let line = line.to_owned();
        numbered(move |n| format!("id{n}:\n{line}"))
    };
    vec![
        ("roles", "roller.yaml", entries("  titel: x\n")),
        ("the same role", "roller.yaml", filled("x:\n  titel: y\n")),
        ("roles with unknown fields", "roller.yaml", entries("  titl: x\n")),
        ("roles part of the next", "roller.yaml", numbered(|n| format!("id{n}:\n  del af: id{}\n", n + 1))),
        ("bare role names", "roller.yaml", numbered(|n| format!("id{n}\n"))),
        ("people with spoken addresses", "personer.yaml", entries("  email: x[a]y.dk\n")),
        ("people with broken lines", "personer.yaml", entries("  navn: a: b\n")),
        (
            "a menu",
            "site.yaml",
            format!(
                "titel: N\nadresse: https://example.dk/\nsprog: da\nmenu:\n{}",
                filled("  - titel: x\n    side: /y/\n")
            ),
        ),
        ("a ledger", "ledger.yaml", numbered(|n| format!("x{n}: y\n"))),
        ("a ledger of marks", "ledger.yaml", filled("<<<<<<< a\n=======\n>>>>>>> b\n")),
    ]
}

/// Every shape.
pub fn shapes() -> Vec<Shape> {
    let short = |name: &str| name.escape_debug().to_string();
    let mut shapes = Vec::new();
    for (name, text) in bodies() {
        let bytes = format!("---\ntitel: X\n---\n\n{text}\n").into_bytes();
        shapes.push(Shape {
            name: format!("body of {}", short(name)),
            path: "netvaerk/forum/2027-05-20.md",
            bytes,
            reach: Reach::Build,
        });
    }
    for (name, text) in fronts() {
        let bytes = format!("---\n{text}\n---\n").into_bytes();
        shapes.push(Shape {
            name: format!("fields of {}", short(name)),
            path: "netvaerk/forum/2027-05-20.md",
            bytes,
            reach: Reach::Read,
        });
    }
    for (name, path, text) in data() {
        shapes.push(Shape {
            name: format!("data of {}", short(name)),
            path,
            bytes: text.into_bytes(),
            reach: Reach::Read,
        });
    }
    let raw: [(&str, Vec<u8>); 4] = [
        ("NUL", vec![0; size()]),
        ("0xff", vec![0xff; size()]),
        ("Latin-1", b"titel: M\xf8de\n".repeat(size() / 12)),
        ("UTF-16", filled("x: ø\n").encode_utf16().take(size() / 2).flat_map(u16::to_le_bytes).collect()),
    ];
    for (name, bytes) in raw {
        for path in ["netvaerk/forum/2027-05-20.md", "roller.yaml"] {
            shapes.push(Shape { name: format!("{name} in {path}"), path, bytes: bytes.clone(), reach: Reach::Read });
        }
    }
    shapes
}
