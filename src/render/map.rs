//! How networks hang together, as inline SVG: one network a line, indented under what it is a part of, with arrows in
//! the right margin for what it reports to and what it replaced.
//!
//! A list with arrows beside it stays readable on a phone and never tangles. The page tells the same in words.

use super::svg::{MARKS, number, shape};
use super::xml::escape;

/// Above this many networks a drawing explains nothing, and the words stand alone.
const LIMIT: usize = 40;
const WIDTH: f64 = 360.0;
/// Where the arrows' margin begins.
const MARGIN: f64 = 296.0;
const INDENT: f64 = 20.0;
const LINE: f64 = 20.0;
const GAP: f64 = 18.0;
/// Mean width of a letter at the drawing's text size of 16.
const LETTER: f64 = 8.0;
const LANES: usize = 6;

/// A network on the map.
#[derive(Debug, Clone)]
pub struct MapNode {
    /// The network's id, as the edges name it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// planned|active|paused|closed
    pub status: &'static str,
    /// The network's number, 0..=11.
    pub hue: u8,
}

/// What binds two networks, read from the first to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    /// The first is a part of the second.
    PartOf,
    /// The first answers to the second.
    ReportsTo,
    /// The first came in place of the second.
    Replaces,
}

/// "Strategisk Forum replaces Landserfa".
#[derive(Debug, Clone)]
pub struct MapEdge {
    /// The id of the first.
    pub from: String,
    /// The id of the second.
    pub to: String,
    /// What binds them.
    pub kind: EdgeKind,
    /// The whole sentence, shown on hovering.
    pub label: String,
}

/// A network where it stands on the map.
struct Row<'a> {
    node: &'a MapNode,
    parent: Option<usize>,
    depth: usize,
    lines: Vec<String>,
    /// Middle of the first line.
    y: f64,
}

/// Draws the map of the networks that have a relation; those without are left out, the page's list has them.
///
/// Empty without any relation, and with more than forty networks to show.
pub fn relation_map(nodes: &[MapNode], edges: &[MapEdge]) -> String {
    let edges: Vec<&MapEdge> = edges.iter().filter(|e| both_known(nodes, e)).collect();
    let bound: Vec<&MapNode> = nodes.iter().filter(|n| edges.iter().any(|e| e.from == n.id || e.to == n.id)).collect();
    if bound.is_empty() || bound.len() > LIMIT {
        return String::new();
    }
    let rows = rows(&bound, &edges);
    let height = rows.last().map_or(0.0, |r| r.y + LINE * r.lines.len() as f64);
    let mut out = format!("<svg class=\"map\" viewBox=\"0 0 {} {}\" role=\"group\">", number(WIDTH), number(height));
    for row in &rows {
        out.push_str(&branch(row, &rows));
    }
    out.push_str(&arrows(&rows, &edges));
    for row in &rows {
        out.push_str(&network(row));
    }
    out.push_str("</svg>");
    out
}

fn both_known(nodes: &[MapNode], edge: &MapEdge) -> bool {
    edge.from != edge.to && nodes.iter().any(|n| n.id == edge.from) && nodes.iter().any(|n| n.id == edge.to)
}

/// Networks in reading order: wholes before parts, what was replaced before what came after it.
fn rows<'a>(nodes: &[&'a MapNode], edges: &[&MapEdge]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let starts = |n: &&&MapNode| !has(edges, EdgeKind::PartOf, &n.id) && !has(edges, EdgeKind::Replaces, &n.id);
    for node in nodes.iter().filter(starts).chain(nodes) {
        visit(node, None, nodes, edges, &mut rows);
    }
    let mut y = 16.0;
    for row in &mut rows {
        row.y = y;
        y += LINE * row.lines.len() as f64 + GAP;
    }
    rows
}

fn has(edges: &[&MapEdge], kind: EdgeKind, from: &str) -> bool {
    edges.iter().any(|e| e.kind == kind && e.from == from)
}

/// Places a network, then its parts, then its successors. A network stands once, so a circle of relations ends.
fn visit<'a>(
    node: &'a MapNode,
    parent: Option<usize>,
    nodes: &[&'a MapNode],
    edges: &[&MapEdge],
    rows: &mut Vec<Row<'a>>,
) {
    if rows.iter().any(|r| r.node.id == node.id) {
        return;
    }
    let depth = parent.and_then(|p| rows.get(p)).map_or(0, |p| p.depth + 1);
    let here = rows.len();
    let lines = wrap(&node.title, letters(depth));
    rows.push(Row { node, parent, depth, lines, y: 0.0 });
    for part in sources(node, EdgeKind::PartOf, nodes, edges) {
        visit(part, Some(here), nodes, edges, rows);
    }
    for successor in sources(node, EdgeKind::Replaces, nodes, edges) {
        if !has(edges, EdgeKind::PartOf, &successor.id) {
            visit(successor, None, nodes, edges, rows);
        }
    }
}

/// The networks that state `kind` about `node`, in their own order.
fn sources<'a>(node: &MapNode, kind: EdgeKind, nodes: &[&'a MapNode], edges: &[&MapEdge]) -> Vec<&'a MapNode> {
    nodes
        .iter()
        .filter(|n| edges.iter().any(|e| e.kind == kind && e.from == n.id && e.to == node.id))
        .copied()
        .collect()
}

/// Deep trees stop moving right: five steps say "deep" as well as ten.
fn indent(depth: usize) -> f64 {
    12.0 + INDENT * depth.min(5) as f64
}

fn letters(depth: usize) -> usize {
    ((MARGIN - indent(depth) - 26.0) / LETTER) as usize
}

/// Breaks a title into lines of at most `width` letters, long words with a hyphen, three lines at most.
fn wrap(title: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in title.split_whitespace().flat_map(|w| pieces(w, width)) {
        let line = lines.last().map_or(0, |l| l.chars().count());
        if line > 0 && line + 1 + word.chars().count() > width {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
    }
    if lines.len() > 3 {
        lines.truncate(3);
        if let Some(line) = lines.last_mut() {
            line.push('…');
        }
    }
    lines
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let parts: Vec<&[char]> = letters.chunks(width.max(2) - 1).collect();
    if letters.len() <= width {
        return vec![word.to_owned()];
    }
    let last = parts.len() - 1;
    parts
        .iter()
        .enumerate()
        .map(|(n, part)| {
            let hyphen = if n == last { "" } else { "-" };
            format!("{}{hyphen}", part.iter().collect::<String>())
        })
        .collect()
}

/// The line from a whole to its part.
fn branch(row: &Row, rows: &[Row]) -> String {
    let Some(parent) = row.parent.and_then(|p| rows.get(p)) else {
        return String::new();
    };
    format!(
        "<path class=\"part_of\" d=\"M{x} {from}V{to}H{end}\"/>",
        x = number(indent(parent.depth)),
        from = number(parent.y + 11.0),
        to = number(row.y),
        end = number(indent(row.depth) - 11.0)
    )
}

/// Arrows in the margin, each in a lane of its own where they overlap, short ones innermost.
fn arrows(rows: &[Row], edges: &[&MapEdge]) -> String {
    let mut spans: Vec<(usize, usize, &MapEdge)> = edges
        .iter()
        .filter(|e| e.kind != EdgeKind::PartOf)
        .filter_map(|e| Some((position(rows, &e.from)?, position(rows, &e.to)?, *e)))
        .collect();
    spans.sort_by_key(|&(from, to, _)| (from.abs_diff(to), from, to));
    let mut lanes: Vec<Vec<(usize, usize)>> = vec![Vec::new(); LANES];
    let mut out = String::new();
    for (from, to, edge) in spans {
        let (low, high) = (from.min(to), from.max(to));
        let free = lanes.iter().position(|taken| taken.iter().all(|&(l, h)| h < low || l > high)).unwrap_or(LANES - 1);
        if let Some(lane) = lanes.get_mut(free) {
            lane.push((low, high));
        }
        if let (Some(from), Some(to)) = (rows.get(from), rows.get(to)) {
            out.push_str(&arrow(from, to, free, edge));
        }
    }
    out
}

fn position(rows: &[Row], id: &str) -> Option<usize> {
    rows.iter().position(|r| r.node.id == id)
}

fn arrow(from: &Row, to: &Row, lane: usize, edge: &MapEdge) -> String {
    let class = match edge.kind {
        EdgeKind::Replaces => "replaces",
        _ => "reports_to",
    };
    let x = MARGIN + 16.0 + 8.0 * lane as f64;
    let turn = if to.y > from.y { 6.0 } else { -6.0 };
    format!(
        "<g class=\"{class}\"><title>{label}</title>\
         <path d=\"M{start} {y1}H{x1}q6 0 6 {turn}V{v}q0 {turn}-6 {turn}H{end}\"/>\
         <path class=\"head\" d=\"M{end} {y2}l8-4.5v9z\"/></g>",
        label = escape(&edge.label),
        start = number(text_end(from)),
        y1 = number(from.y),
        x1 = number(x - 6.0),
        turn = number(turn),
        v = number(to.y - turn),
        end = number(text_end(to)),
        y2 = number(to.y),
    )
}

/// Where the arrows leave a title: a little after its longest reach, in steps so that neighbours line up.
fn text_end(row: &Row) -> f64 {
    let first = row.lines.first().map_or(0, |l| l.chars().count());
    let reach = indent(row.depth) + 26.0 + LETTER * first as f64;
    (reach / 24.0).ceil().mul_add(24.0, 0.0).min(MARGIN)
}

fn network(row: &Row) -> String {
    let x = indent(row.depth);
    let lines: String = row
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            let y = row.y + 5.5 + LINE * n as f64;
            format!("<tspan x=\"{}\" y=\"{}\">{}</tspan>", number(x + 16.0), number(y), escape(line))
        })
        .collect();
    format!(
        "<a class=\"h{hue} {status}\" href=\"{href}\"><path transform=\"translate({x} {y}) scale(.8)\" d=\"{shape}\"/><text>{lines}</text></a>",
        hue = row.node.hue % MARKS,
        status = escape(row.node.status),
        href = escape(&row.node.href),
        x = number(x),
        y = number(row.y),
        shape = shape(row.node.hue),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str) -> MapNode {
        MapNode {
            id: id.into(),
            title: format!("Netværket {id}"),
            href: format!("/netvaerk/{id}/"),
            status: "active",
            hue: 3,
        }
    }

    fn edge(from: &str, kind: EdgeKind, to: &str) -> MapEdge {
        MapEdge { from: from.into(), to: to.into(), kind, label: format!("{from} og {to}") }
    }

    fn order(nodes: &[MapNode], edges: &[MapEdge]) -> Vec<(String, usize)> {
        let nodes: Vec<&MapNode> = nodes.iter().collect();
        let edges: Vec<&MapEdge> = edges.iter().collect();
        rows(&nodes, &edges).iter().map(|r| (r.node.id.clone(), r.depth)).collect()
    }

    #[test]
    fn parts_follow_their_whole_and_successors_what_they_replaced() {
        let nodes = ["forum", "landserfa", "styregruppe", "plan"].map(node);
        let edges = [edge("styregruppe", EdgeKind::PartOf, "plan"), edge("forum", EdgeKind::Replaces, "landserfa")];
        let expected = [("landserfa", 0), ("forum", 0), ("plan", 0), ("styregruppe", 1)];
        assert_eq!(order(&nodes, &edges), expected.map(|(id, depth)| (id.to_owned(), depth)));
    }

    #[test]
    fn a_circle_ends() {
        let nodes = ["a", "b"].map(node);
        let edges = [edge("a", EdgeKind::PartOf, "b"), edge("b", EdgeKind::PartOf, "a")];
        assert_eq!(order(&nodes, &edges).len(), 2);
        assert!(relation_map(&nodes, &edges).ends_with("</svg>"));
    }

    #[test]
    fn nothing_bound_draws_nothing() {
        assert_eq!(relation_map(&[node("a"), node("b")], &[]), "");
        assert_eq!(relation_map(&[node("a")], &[edge("a", EdgeKind::PartOf, "nowhere")]), "");
    }

    #[test]
    fn forty_are_drawn_and_forty_one_are_not() {
        let chain = |count: usize| {
            let nodes: Vec<MapNode> = (0..count).map(|n| node(&format!("n{n}"))).collect();
            let edges: Vec<MapEdge> =
                (1..count).map(|n| edge(&format!("n{n}"), EdgeKind::ReportsTo, &format!("n{}", n - 1))).collect();
            relation_map(&nodes, &edges)
        };
        assert_eq!(chain(40).matches("<a ").count(), 40);
        assert_eq!(chain(41), "");
    }

    #[test]
    fn long_compounds_break_with_a_hyphen() {
        assert_eq!(wrap("Erfaringsnetværk", 8), ["Erfarin-", "gsnetvæ-", "rk"]);
        assert_eq!(wrap("Strategisk Forum", 12), ["Strategisk", "Forum"]);
        assert_eq!(wrap("a b c d e f g", 1).len(), 3);
    }

    #[test]
    fn text_is_escaped() {
        let mut bad = node("a");
        bad.title = "<script>".into();
        let svg = relation_map(&[bad, node("b")], &[edge("a", EdgeKind::PartOf, "b")]);
        assert!(svg.contains("&lt;script&gt;"));
        assert!(!svg.contains("<script"));
    }
}
