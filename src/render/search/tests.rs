use super::entries::Entry;
use super::words::{all, split};
use super::*;

fn entry(title: &str, text: &str) -> Entry {
    Entry { title: title.to_owned(), text: text.to_owned(), ..Entry::default() }
}

fn postings(entries: &[Entry]) -> Vec<String> {
    all(entries).iter().map(|word| format!("{} {}", word.folded, word.postings())).collect()
}

#[test]
fn words_are_folded_and_know_whether_they_stand_in_a_name() {
    let entries = [
        entry("Projektledermøde", "Vi mødes på Ø-værftet, ærligt talt."),
        entry("BL-netværket", "Møde den 9. maj"),
        entry("Ærø", "MØDE møde Møde"),
    ];
    assert_eq!(
        postings(&entries),
        [
            "9 1",
            "aeroe !2",
            "aerligt 0",
            "bl !1",
            "den 1",
            "maj 1",
            "moede 1 1",
            "moedes 0",
            "netvaerket !1",
            "oe 0",
            "paa 0",
            "projektledermoede !0",
            "talt 0",
            "vaerftet 0",
            "vi 0",
        ]
        .map(str::to_owned)
        .into_iter()
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>()
    );
}

#[test]
fn a_word_in_the_name_is_not_told_again_in_the_text() {
    let entries = [entry("Forum", "Forum er et forum"), entry("Andet", "om Forum")];
    assert!(postings(&entries).contains(&"forum 1!0".to_owned()));
}

#[test]
fn entries_in_several_runs_keep_their_numbers() {
    let entries: Vec<Entry> = (0..600).map(|at| entry(if at % 300 == 7 { "Årsmøde" } else { "Møde" }, "")).collect();
    assert!(postings(&entries).contains(&"aarsmoede !7 300".to_owned()));
}

#[test]
fn letters_with_marks_of_their_own_are_one_word() {
    let apart = "mo\u{308}de"; // as macOS stores ö
    assert_eq!(split(apart).collect::<Vec<_>>(), [apart]);
    assert!(postings(&[entry(apart, "møde")]).contains(&"moede !0".to_owned()));
}

#[test]
fn parts_hold_every_item_once_in_order() {
    let items = [3, 3, 3, 9, 1, 1];
    let found: Vec<Vec<i32>> =
        parts(&items, 5, |item| usize::try_from(*item).unwrap()).into_iter().map(<[i32]>::to_vec).collect();
    assert_eq!(found, [vec![3, 3], vec![3, 9], vec![1, 1]]);
}
