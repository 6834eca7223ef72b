//! Changes of single fields, thought out; and the two laws on every file of the example site: a wish for what is so changes
//! no byte, and a change of one field changes its lines alone.

use std::path::Path as FilePath;

use super::*;
use crate::content::yaml::{Node, Value};
use crate::model::fields::{MEETING, NETWORK, PAGE};
use crate::sources::Sources;
use jiff::civil::date;

fn kind(table: &'static [Field]) -> Kind {
    Kind { table, language: Language::of("da").unwrap() }
}

fn text(path: &str, value: &str) -> (Path, Wish) {
    (Path::parse(path), Wish::Text(value.to_owned()))
}

fn texts(path: &str, values: &[&str]) -> (Path, Wish) {
    (Path::parse(path), Wish::Texts(values.iter().map(|value| (*value).to_owned()).collect()))
}

#[track_caller]
fn meeting(front: &str, wishes: &[(Path, Wish)], wanted: &str) {
    let [old, wanted] = [front, wanted].map(|front| format!("---\n{front}---\n\nBrød.\n"));
    assert_eq!(edit(&old, kind(MEETING), wishes, None).as_deref(), Ok(wanted.as_str()));
}

const MØDE: &str = "\
# Husk lokalet!
titel: Forårsmøde   # foreløbig titel
hvornår: torsdag d. 20. maj 2027 kl. 10-15

Tilmelding:
  frist: 1. april 2027
  pris: \"50 kr.\"
deltagere:
  - rolle: projektledere
    note: 'Tag ''kagen'' med'
  - bestyrelser
  # Den sidste
  - { rolle: naboer, deltagelse: frivillig }
emner: [naboskab, sundhed]
";

fn with(old: &str, new: &str) -> String {
    assert!(MØDE.contains(old), "{old}");
    MØDE.replacen(old, new, 1)
}

#[test]
fn a_value_is_changed_where_it_stands_and_as_it_was_written() {
    meeting(MØDE, &[text("title", "Sommermøde")], &with("Forårsmøde", "Sommermøde"));
    meeting(MØDE, &[text("registration.price", "60 kr.")], &with("\"50 kr.\"", "\"60 kr.\""));
    meeting(MØDE, &[text("participants.0.note", "Anes 'kage'")], &with("Tag ''kagen'' med", "Anes ''kage''"));
    meeting(MØDE, &[text("participants.1", "husets-bestyrelse")], &with("- bestyrelser", "- husets-bestyrelse"));
    meeting(MØDE, &[text("participants.2.role", "gårdlaug")], &with("rolle: naboer", "rolle: gårdlaug"));
}

#[test]
fn what_yaml_would_misread_is_quoted() {
    for (value, written) in [
        ("Møde: hvad nu?", "\"Møde: hvad nu?\""),
        ("Møde #3", "\"Møde #3\""),
        ("- en streg", "\"- en streg\""),
        ("[ikke] en liste", "\"[ikke] en liste\""),
        ("kl. 10-15, i gården", "kl. 10-15, i gården"),
        ("\"Os\" og dem", "\"\\\"Os\\\" og dem\""),
        ("2027", "2027"),
    ] {
        meeting(MØDE, &[text("title", value)], &with("Forårsmøde", written));
    }
}

#[test]
fn new_fields_stand_in_the_usual_order_in_the_words_of_the_file() {
    let after_when = "kl. 10-15\n";
    meeting(MØDE, &[text("status", "aflyst")], &with(after_when, "kl. 10-15\nstatus: aflyst\n"));
    meeting(MØDE, &[text("registration.binding", "ja")], &with("50 kr.\"\n", "50 kr.\"\n  bindende: ja\n"));
    let first = "  - rolle: projektledere\n";
    meeting(
        MØDE,
        &[text("participants.0.attendance", "frivillig")],
        &with(first, &format!("{first}    deltagelse: frivillig\n")),
    );
    meeting("title: Meet\n", &[text("place", "Ærø")], "title: Meet\nplace: Ærø\n");
    meeting("Titel: Møde\n", &[text("place", "Ærø")], "Titel: Møde\nSted: Ærø\n");
    meeting("sted: Ærø\n", &[text("title", "Møde")], "titel: Møde\nsted: Ærø\n");
    meeting(
        "titel: A\n",
        &[text("registration.deadline", "1. maj 2027")],
        "titel: A\ntilmelding:\n  frist: 1. maj 2027\n",
    );
    meeting("titel: A\nsted:\n", &[text("place", "Ærø")], "titel: A\nsted: Ærø\n");
}

#[test]
fn an_entry_is_added_at_the_end_of_its_list() {
    let last = "  - { rolle: naboer, deltagelse: frivillig }\n";
    meeting(
        MØDE,
        &[text("participants.3.role", "gårdlaug"), text("participants.3.attendance", "inviteret")],
        &with(last, &format!("{last}  - rolle: gårdlaug\n    deltagelse: inviteret\n")),
    );
    meeting("deltagere: naboer\n", &[text("participants.1", "bl")], "deltagere:\n  - naboer\n  - bl\n");
    meeting("titel: A\n", &[text("participants.0.role", "bl")], "titel: A\ndeltagere:\n  - rolle: bl\n");
}

#[test]
fn what_is_emptied_goes_with_its_line_and_an_empty_group_with_it() {
    meeting(MØDE, &[text("title", "")], &with("titel: Forårsmøde   # foreløbig titel\n", ""));
    meeting(MØDE, &[text("registration.price", "")], &with("  pris: \"50 kr.\"\n", ""));
    let group = "Tilmelding:\n  frist: 1. april 2027\n  pris: \"50 kr.\"\n";
    meeting(MØDE, &[text("registration.deadline", ""), text("registration.price", "")], &with(group, ""));
    let first = "  - rolle: projektledere\n    note: 'Tag ''kagen'' med'\n";
    meeting(MØDE, &[(Path::parse("participants.0"), Wish::Gone)], &with(first, ""));
    meeting(MØDE, &[text("participants.0.role", "")], &with("rolle: projektledere\n    note", "note"));
    meeting(MØDE, &[text("participants.2.attendance", "")], &with(", deltagelse: frivillig", ""));
}

#[test]
fn lists_of_texts_keep_what_stays() {
    meeting(MØDE, &[texts("tags", &["naboskab", "sundhed", "unge"])], &with("sundhed]", "sundhed, unge]"));
    meeting(MØDE, &[texts("tags", &["a, b"])], &with("[naboskab, sundhed]", "[\"a, b\"]"));
    let lines = "emner:\n  - naboskab # vigtigt\n  - sundhed\n  - unge\n";
    meeting(lines, &[texts("tags", &["naboskab", "unge"])], "emner:\n  - naboskab # vigtigt\n  - unge\n");
    meeting(
        lines,
        &[texts("tags", &["naboskab", "sundhed", "unge", "gamle"])],
        "emner:\n  - naboskab # vigtigt\n  - sundhed\n  - unge\n  - gamle\n",
    );
    meeting("titel: A\n", &[texts("tags", &["a"])], "titel: A\nemner: a\n");
    meeting("emner: a\n", &[texts("tags", &["a", "b"])], "emner: [a, b]\n");
}

#[test]
fn long_texts_keep_their_manner() {
    let network = |front: &str, wish: (Path, Wish), wanted: &str| {
        let [old, wanted] = [front, wanted].map(|front| format!("---\n{front}---\n"));
        assert_eq!(edit(&old, kind(NETWORK), &[wish], None).as_deref(), Ok(wanted.as_str()));
    };
    let front = "formål: |\n    Vi skal\n\n    - mødes\nresumé: >-\n  Et netværk\n  for alle.\ntype: forum\n";
    let longer =
        "formål: |\n    Vi skal\n\n    - mødes\n    - tale\nresumé: >-\n  Et netværk\n  for alle.\ntype: forum\n";
    network(front, text("purpose", "Vi skal\n\n- mødes\n- tale"), longer);
    let other = "formål: |\n    Vi skal\n\n    - mødes\nresumé: >-\n  Et netværk for naboer.\ntype: forum\n";
    network(front, text("summary", "Et netværk for naboer."), other);
    network("type: forum\n", text("purpose", "Et\nTo"), "type: forum\nformål: |\n  Et\n  To\n");
    network(front, text("kind", "netværk"), &front.replace("forum", "netværk"));
    network(front, text("purpose", ""), "resumé: >-\n  Et netværk\n  for alle.\ntype: forum\n");
}

#[test]
fn line_ends_and_marks_stay_as_they_are() {
    let old = "\u{feff}---\r\ntitel: Å\r\n---\r\n\r\nBrød\r\nog smør\r\n";
    let wishes = [text("place", "Ærø")];
    let new = edit(old, kind(MEETING), &wishes, Some("Brød\nog ost")).unwrap();
    assert_eq!(new, "\u{feff}---\r\ntitel: Å\r\nsted: Ærø\r\n---\r\n\r\nBrød\r\nog ost\r\n");
}

#[test]
fn the_body_alone_is_changed_alone() {
    let old = "---\ntitel: Å\n---\n\n\nBrød\n\n";
    assert_eq!(edit(old, kind(PAGE), &[], Some("Brød\r\n")).as_deref(), Ok(old));
    assert_eq!(edit(old, kind(PAGE), &[], Some("Smør")).as_deref(), Ok("---\ntitel: Å\n---\n\n\nSmør\n\n"));
    assert_eq!(
        edit("---\ntitel: Å\n---\n", kind(PAGE), &[], Some("Smør")).as_deref(),
        Ok("---\ntitel: Å\n---\n\nSmør\n")
    );
}

#[test]
fn a_page_without_front_matter_gets_some() {
    let new = edit("Kun tekst\n", kind(PAGE), &[text("title", "Om os")], None);
    assert_eq!(new.as_deref(), Ok("---\ntitel: Om os\n---\n\nKun tekst\n"));
}

#[test]
fn what_cannot_be_changed_alone_is_refused() {
    let broken = "---\ntitel: \"Å\nsted: Ærø\n---\n";
    assert_eq!(edit(broken, kind(MEETING), &[text("title", "B")], None), Err(CannotEdit));
    assert_eq!(edit("---\ntitel: Å\n", kind(MEETING), &[text("title", "B")], None), Err(CannotEdit));
    assert_eq!(edit("---\ntitel: Å\n---\n", kind(MEETING), &[text("nonsense", "B")], None), Err(CannotEdit));
}

/// Every Markdown file of the example site.
fn example() -> Vec<(String, String)> {
    let sources = Sources::read(FilePath::new(env!("CARGO_MANIFEST_DIR")), date(2026, 11, 22)).unwrap();
    let files = sources.files.into_iter().filter(|file| file.path.ends_with(".md"));
    let texts = files.map(|file| (file.path, String::from_utf8(file.bytes.to_vec()).unwrap()));
    texts.collect()
}

/// The table whose fields a file's top fields all are.
fn table_for(doc: &Doc<'_>) -> Option<&'static [Field]> {
    let Value::Fields(entries) = &doc.root.value else { return None };
    let tables = crate::model::fields::KINDS.iter().map(|table| table.fields);
    tables.filter(|table| is_known(entries, table, Language::of("da").unwrap())).max_by_key(|table| table.len())
}

/// Every text in a value, with its path.
fn leaves(node: &Node, kind: Kind, table: Option<&'static [Field]>, path: &Path, all: &mut Vec<(Path, String)>) {
    match &node.value {
        Value::Text(text) => all.push((path.clone(), text.trim_end().to_owned())),
        Value::Empty => all.push((path.clone(), String::new())),
        Value::List(items) => {
            for (number, item) in items.iter().enumerate() {
                leaves(item, kind, table, &path.item(number), all);
            }
        }
        Value::Fields(entries) => {
            for (key, node) in entries {
                let Some(table) = table else { continue };
                let name = doc::known(&key.text, table, kind.language);
                let Some(field) = name.and_then(|name| table.iter().find(|field| field.name == name)) else { continue };
                leaves(node, kind, table_of(field.shape), &path.field(field.name), all);
            }
        }
    }
}

#[test]
fn what_is_so_already_changes_no_byte_of_the_example_site() {
    let mut seen = 0;
    for (path, old) in example() {
        let doc = Doc::read(&old);
        let kind = kind(table_for(&doc).unwrap_or_else(|| panic!("{path} is of no kind")));
        let mut all = Vec::new();
        leaves(&doc.root, kind, Some(kind.table), &Path::default(), &mut all);
        seen += all.len();
        let wishes: Vec<_> = all.into_iter().map(|(path, text)| (path, Wish::Text(text))).collect();
        let body = doc.body().to_owned();
        assert_eq!(edit(&old, kind, &wishes, Some(&body)).as_deref(), Ok(old.as_str()), "{path}");
    }
    assert!(seen > 500, "only {seen} values were seen");
}

#[test]
fn a_change_of_one_field_changes_its_lines_alone_on_the_example_site() {
    let values = ["Ny: \"værdi\" #1", "Et nyt ord", "Første linje\n\n- anden\n  linje", ""];
    let mut changed = 0;
    for (file, old) in example() {
        let doc = Doc::read(&old);
        let kind = kind(table_for(&doc).unwrap());
        let mut all = Vec::new();
        leaves(&doc.root, kind, Some(kind.table), &Path::default(), &mut all);
        for (path, _) in &all {
            for value in values {
                let new = edit(&old, kind, &[(path.clone(), Wish::Text(value.to_owned()))], None);
                let new = new.unwrap_or_else(|_| panic!("{file}: {path} cannot become {value:?}"));
                let lines = lines_of(&doc, kind, path, value.is_empty());
                check_lines(&old, &new, lines, &format!("{file}: {path} = {value:?}"));
                changed += 1;
            }
        }
    }
    assert!(changed > 2000, "only {changed} changes were tried");
}

/// The numbers of the lines that a value stands on, from 0 and without the last. A field that goes may take the line of its
/// group with it, and the next field of its entry then stands behind the dash.
fn lines_of(doc: &Doc<'_>, kind: Kind, path: &Path, goes: bool) -> std::ops::Range<usize> {
    let node = doc.find(kind, path).unwrap();
    let number = |at: usize| doc.text[..at.min(doc.text.len())].matches('\n').count();
    let start = node.place.start as usize;
    let line = &doc.text[..doc.text[start..].find('\n').map_or(doc.text.len(), |end| start + end)];
    let is_block =
        line.trim_end().ends_with(['|', '>', '-']) || doc.text[..start].trim_end().ends_with(['|', '>', '-']);
    let text = doc.text[..node.place.end as usize].trim_end();
    let (first, last) = (number(start), number(text.len()) + 1);
    first.saturating_sub(usize::from(goes || is_block))..last + usize::from(goes)
}

/// Holds that all lines before and behind are what they were. The value's own lines may be more or fewer.
#[track_caller]
fn check_lines(old: &str, new: &str, lines: std::ops::Range<usize>, what: &str) {
    let [old_lines, new_lines]: [Vec<&str>; 2] = [old, new].map(|text| text.split_inclusive('\n').collect());
    let before = old_lines.iter().zip(&new_lines).take_while(|(a, b)| a == b).count();
    let behind = old_lines.iter().rev().zip(new_lines.iter().rev()).take_while(|(a, b)| a == b).count();
    assert!(before >= lines.start, "{what}: line {} changed above\n{new}", before + 1);
    let kept = old_lines.len().saturating_sub(lines.end);
    assert!(behind >= kept, "{what}: {behind} lines behind were kept, not {kept}\n{new}");
}
