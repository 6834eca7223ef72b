//! A newcomer's way: README's first steps, taken one by one with the program, its files as they stand there.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::links::root;

fn husting(folder: &Path, line: &str) -> Output {
    let arguments = line.strip_prefix("husting ").unwrap().split_whitespace();
    let mut program = Command::new(env!("CARGO_BIN_EXE_husting"));
    program.args(arguments).current_dir(folder).env("SOURCE_DATE_EPOCH", "1795305600").output().unwrap()
}

fn succeeds(folder: &Path, line: &str) -> String {
    let done = husting(folder, line);
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{line}: {told}");
    told
}

/// The section of README under a heading.
fn section(heading: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, below) = readme.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    below.split("\n## ").next().unwrap().to_owned()
}

/// What is indented by `depth` spaces or more, block by block, without that indentation.
fn blocks(text: &str, depth: usize) -> Vec<String> {
    let indentation = " ".repeat(depth);
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for line in text.lines().chain(["end"]) {
        match line.strip_prefix(&indentation) {
            Some(inside) => open.push(inside),
            None if line.is_empty() && !open.is_empty() => open.push(""),
            None if !open.is_empty() => found.push(format!("{}\n", std::mem::take(&mut open).join("\n").trim_end())),
            None => {}
        }
    }
    found
}

#[test]
fn the_first_network_in_five_minutes() {
    let section = section("Your first network, in five minutes");
    let folder = tempfile::tempdir().unwrap();
    let commands = &blocks(&section, 4)[0];
    let init = commands.lines().find(|line| line.starts_with("husting init ")).unwrap();
    succeeds(folder.path(), init);
    let site = folder.path().join("min-side");

    let files = blocks(&section, 7);
    let [network, meeting] = files.as_slice() else { panic!("two files are shown: {files:?}") };
    for said in ["`content/netvaerk/havefolket/`", "`index.md`", "`2027-04-15.md`", "`public/`"] {
        assert!(section.contains(said), "{said}");
    }
    let place = site.join("content/netvaerk/havefolket");
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("index.md"), network).unwrap();
    fs::write(place.join("2027-04-15.md"), meeting).unwrap();
    let told = succeeds(&site, "husting build");
    assert!(!told.contains("havefolket"), "nothing is wrong with what is shown: {told}");
    let public = site.join("public/netvaerk/havefolket");
    assert!(public.join("2027-04-15/index.html").exists());
    assert!(section.contains("`/netvaerk/havefolket/calendar.ics`"));
    let calendar = || fs::read_to_string(public.join("calendar.ics")).unwrap();
    assert!(calendar().contains(":Havefolket: Forårsmøde\r\n"), "{}", calendar());

    // Cancelled, as README says.
    let text = fs::read_to_string(place.join("2027-04-15.md")).unwrap();
    assert!(section.contains("`status: aflyst`"));
    fs::write(place.join("2027-04-15.md"), text.replacen("---\n", "---\nstatus: aflyst\n", 1)).unwrap();
    succeeds(&site, "husting build");
    assert!(calendar().contains("STATUS:CANCELLED\r\n"));

    // Moved, as README says: the same event on another day.
    let uid = |calendar: &str| calendar.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    let event = |day: &str| fs::read_to_string(public.join(day).join("meeting.ics")).unwrap();
    let before = uid(&event("2027-04-15"));
    let moved = "`flyttet fra: 15. april 2027`";
    assert!(section.contains(moved));
    let line = moved.trim_matches('`');
    fs::write(place.join("2027-04-22.md"), text.replacen("---\n", &format!("---\n{line}\n"), 1)).unwrap();
    fs::remove_file(place.join("2027-04-15.md")).unwrap();
    succeeds(&site, "husting build");
    assert_eq!(uid(&event("2027-04-22")), before);
    assert!(event("2027-04-22").contains("20270422T100000"));
}

#[test]
fn the_first_pages_for_those_who_write_are_a_way_that_works() {
    for (language, page, network) in
        [("da", "begynd.md", "netvaerk/genbrugere"), ("en", "begin.md", "networks/swappers")]
    {
        let text = fs::read_to_string(root().join("docs").join(language).join(page)).unwrap();
        let (files, commands): (Vec<_>, Vec<_>) =
            super::blocks(&text).into_iter().partition(|(about, _)| about != "sh");
        let commands: String = commands.into_iter().map(|(_, command)| command).collect();
        let folder = tempfile::tempdir().unwrap();
        succeeds(folder.path(), commands.lines().next().unwrap());
        let named = commands.lines().find_map(|line| line.strip_prefix("cd ")).unwrap();
        let site = folder.path().join(named);
        for (about, text) in files {
            let path = site.join(about.split_once(' ').unwrap().1);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let told = succeeds(&site, commands.lines().last().unwrap());
        assert!(!told.contains(network), "nothing is wrong with what is shown: {told}");
        assert!(site.join("public").join(network).join("2027-03-11/meeting.ics").exists(), "{told}");
    }
}

#[test]
fn what_the_start_says_of_the_example_site_is_so() {
    let section = section("Start");
    let file = "content/netvaerk/strategisk-forum/2027-05-20.md";
    assert!(section.contains(&format!("`{file}`")));
    let text = fs::read_to_string(root().join(file)).unwrap();
    assert!(text.contains("10.00") || text.contains("10-"), "the meeting begins at ten: {text}");
    assert!(text.contains("torsdag"), "it is a Thursday that is said to be one: {text}");
}

#[test]
fn the_other_commands_of_the_readme_run() {
    let folder = tempfile::tempdir().unwrap();
    succeeds(folder.path(), "husting init side --language da");
    let site = folder.path().join("side");
    succeeds(&site, "husting schema --output .vscode/schemas");
    for name in ["site", "roles", "people", "organisations", "places", "network", "meeting", "news", "page"] {
        assert!(site.join(format!(".vscode/schemas/{name}.schema.json")).exists(), "{name}");
    }
    succeeds(&site, "husting new network Havefolket");
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//eksempel//da\r\nBEGIN:VEVENT\r\nUID:1@example.dk\r\n\
                    DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20270507\r\nSUMMARY:Udflugt\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    fs::write(site.join("kalender.ics"), calendar).unwrap();
    let import = section("Meetings you have elsewhere");
    let line = blocks(&import, 4)[0].trim().to_owned();
    assert_eq!(line, "husting import kalender.ics --network havefolket");
    succeeds(&site, &line);
    succeeds(&site, "husting check");
    for line in
        ["husting manual", "husting completions bash", "husting schema --kind problems", "husting check --format json"]
    {
        assert!(!husting(&site, line).stdout.is_empty(), "{line}");
    }
}
