//! Texts as YAML, in the manner in which the old value was written, and quoted where they would else be read as something
//! else.

use crate::content::yaml::{self, Node, Value};
use crate::diagnostics::{Diagnostics, FileId};

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner<'t> {
    /// As it is.
    Plain,
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// `|` or the like, and lines below, so many columns in.
    Literal(&'t str, usize),
    /// `>` or the like, and wrapped lines below, so many columns in.
    Folded(&'t str, usize),
}

/// Columns that a wrapped line may fill.
const WIDTH: usize = 120;

/// What stands around a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// Columns before the key or dash that the value belongs to.
    pub indent: usize,
    /// Whether it is inside `[…]` or `{…}`.
    pub flow: bool,
    /// The file's line ends.
    pub line_end: &'static str,
}

/// A text as a value, without the space before it.
pub(super) fn scalar(text: &str, manner: Manner<'_>, around: Around) -> String {
    let text = text.trim_end();
    let is_long = text.contains('\n');
    match manner {
        Manner::Literal(head, depth) if !around.flow => block(text, head, depth, around),
        Manner::Folded(head, depth) if !around.flow && can_wrap(text) => {
            block(&wrapped(text, WIDTH.saturating_sub(depth)), head, depth, around)
        }
        _ if is_long && !around.flow => block(text, "|", around.indent + 2, around),
        _ if is_long => double(text),
        Manner::Single if !text.chars().any(char::is_control) => format!("'{}'", text.replace('\'', "''")),
        Manner::Double => double(text),
        _ if reads_as_itself(text, around.flow) => text.to_owned(),
        _ => double(text),
    }
}

/// Whether breaking lines between words leaves the text what it is.
fn can_wrap(text: &str) -> bool {
    !text.contains(['\n', '\t']) && !text.contains("  ") && !text.starts_with(' ')
}

fn wrapped(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// Some texts as a list in one line.
pub(super) fn list(texts: &[String], around: Around) -> String {
    let inside = Around { flow: true, ..around };
    let items: Vec<String> = texts.iter().map(|text| scalar(text, Manner::Plain, inside)).collect();
    format!("[{}]", items.join(", "))
}

/// JSON's strings are YAML's too.
fn double(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Lines below the key. A first line that begins with a space must say how deep the lines are.
fn block(text: &str, head: &str, depth: usize, around: Around) -> String {
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return double(&text);
    }
    let begins_deep = text.starts_with([' ', '\n', '\t']);
    let says_depth = head.split('#').next().is_some_and(|head| head.contains(|c: char| c.is_ascii_digit()));
    let (head, depth) = match begins_deep || says_depth {
        true => ("|2", around.indent + 2),
        false => (head, depth),
    };
    let pad = " ".repeat(depth);
    let lines = text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("{pad}{line}") });
    let lines: Vec<String> = [head.to_owned()].into_iter().chain(lines).collect();
    lines.join(around.line_end)
}

/// Whether a text that is not quoted is read as that text, without a word about it, and is not taken for something else by
/// other readers of YAML where people would mean it as text.
fn reads_as_itself(text: &str, flow: bool) -> bool {
    if text.is_empty() || text != text.trim() {
        return false;
    }
    let source = if flow { format!("x: [{text}]\n") } else { format!("x: {text}\n") };
    let mut problems = Diagnostics::default();
    let read = yaml::read(FileId(0), &source, 0..source.len(), &mut problems).node;
    let Value::Fields(entries) = read.value else { return false };
    let [(_, node)] = entries.as_slice() else { return false };
    let is_it = |node: &Node| node.value == Value::Text(text.to_owned());
    let same = match &node.value {
        Value::List(items) if flow => matches!(items.as_slice(), [item] if is_it(item)),
        _ => !flow && is_it(node),
    };
    same && problems.is_empty()
}
