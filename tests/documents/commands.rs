//! The page of commands, made from the program's help, and README's table of them.

use std::fs;
use std::process::Command;

use super::links::root;

/// What a command says of itself, or nothing where there is no such command.
pub fn help(command: &[&str]) -> Option<String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_husting"));
    let done = program.args(command).arg("--help").env("COLUMNS", "100").output().unwrap();
    done.status.success().then(|| String::from_utf8(done.stdout).unwrap())
}

/// Every command with its help, in the order in which the program names them.
pub fn helps() -> Vec<(String, String)> {
    let main = help(&[]).unwrap();
    let (_, listed) = main.split_once("Commands:\n").unwrap();
    let names = listed.lines().take_while(|line| !line.is_empty());
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.map(|name| (name.to_owned(), help(&[name]).unwrap())).collect()
}

/// Help as it stands in a block: no line ends in spaces.
fn block(help: &str) -> String {
    let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}

fn page() -> String {
    let mut page = String::from(
        "# Commands\n\n<!-- Made from the program's help: HUSTING_BLESS=1 cargo test --test documents -->\n\n\
         What `husting help` and `husting help COMMAND` print. Problems of content are told in the site's language, the help in \
         English.\n\n",
    );
    page.push_str(&block(&help(&[]).unwrap()));
    for (name, help) in helps() {
        page.push_str(&format!("\n## husting {name}\n\n{}", block(&help)));
    }
    page
}

#[test]
fn the_page_of_commands_says_what_the_help_says() {
    let path = root().join("docs/commands.md");
    let page = page();
    if std::env::var_os("HUSTING_BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == page,
        "not up to date: run this test with HUSTING_BLESS=1"
    );
}

#[test]
fn the_readme_lists_every_command() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, section) = readme.split_once("\n## Commands\n").unwrap();
    let rows = section.lines().skip_while(|line| !line.starts_with("| `")).take_while(|line| line.starts_with("| `"));
    let listed: Vec<String> =
        rows.map(|row| row.trim_start_matches("| `husting ").split('`').next().unwrap().to_owned()).collect();
    let known: Vec<String> = helps().into_iter().map(|(name, _)| name).collect();
    let (mut listed_sorted, mut known_sorted) = (listed, known);
    listed_sorted.sort();
    known_sorted.sort();
    assert_eq!(listed_sorted, known_sorted);
}
