//! `build` and `check`: exit status, problems in every face, and what is written.

use std::fs;

use crate::desk::{Desk, TODAY, husting, run};

const MISSPELT: &str = "---\ntitel: Netværk Øst\nfromål: Æbler\n---\n";

#[test]
fn a_second_build_writes_nothing() {
    let desk = Desk::danish();
    let first = desk.run(&["build", "--today", TODAY]).ended(0).said("Bygget: ");
    assert!(first.last_line().ends_with("filer ændret)"), "{}", first.last_line());
    let before = desk.files();
    desk.run(&["build", "--today", TODAY]).ended(0).said("(intet ændret)");
    assert!(desk.files() == before);
}

#[test]
fn check_writes_nothing() {
    let desk = Desk::danish();
    let before = desk.files();
    desk.run(&["check"]).ended(0).said("Tjekket: ");
    assert!(desk.files() == before);
}

#[test]
fn problems_are_told_in_danish_with_file_line_and_column() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/index.md", MISSPELT);
    for command in ["check", "build"] {
        let done = desk.run(&[command]).ended(1);
        assert!(done.err.starts_with("Fejl: "), "{}", done.err);
        let done = done.said("\n  content/netvaerk/oest/index.md:3:1\n").said("3 | fromål: Æbler\n").said("| ^^^^^^\n");
        assert!(done.last_line().contains("1 fejl"), "{}", done.last_line());
        assert!(!done.err.contains('\u{1b}'), "colours only on a terminal");
    }
}

#[test]
fn all_problems_are_told_sorted_by_file() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/index.md", MISSPELT);
    desk.write("content/netvaerk/vest/index.md", MISSPELT);
    desk.write("content/nyheder/2026-01-01-nyt.md", MISSPELT);
    let done = desk.run(&["check"]).ended(1).said("3 fejl");
    let places: Vec<usize> = ["oest", "vest", "nyt"].iter().map(|name| done.err.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{}", done.err);
}

#[test]
fn errors_publish_nothing() {
    let desk = Desk::danish();
    desk.run(&["build", "--today", TODAY]).ended(0);
    let before = desk.files();
    desk.write("content/netvaerk/oest/index.md", MISSPELT);
    desk.run(&["build", "--today", TODAY]).ended(1).said("står urørt");
    let now = desk.files();
    assert!(
        before
            .iter()
            .filter(|(path, _)| path.to_string_lossy().contains("public"))
            .all(|(path, was)| { now.get(path) == Some(was) })
    );
}

#[test]
fn warnings_hold_back_only_if_asked_to() {
    let desk = Desk::danish();
    // An empty field is a warning.
    desk.write("content/netvaerk/oest/index.md", "---\ntitel: Netværk Øst\nformål:\n---\n");
    desk.run(&["build"]).ended(0).said("Advarsel: ").said("1 advarsel");
    desk.run(&["check"]).ended(0);
    desk.run(&["build", "--strict"]).ended(1).said("--strict");
    desk.run(&["check", "--strict"]).ended(1).said("--strict");
}

#[test]
fn json_is_one_object_with_everything() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/index.md", MISSPELT);
    for command in ["check", "build"] {
        let done = desk.run(&[command, "--format", "json"]).ended(1);
        let told: serde_json::Value = serde_json::from_str(&done.out).unwrap();
        assert_eq!((&told["errors"], &told["warnings"]), (&1.into(), &0.into()));
        let problem = &told["problems"][0];
        assert_eq!(problem["kind"], "unknown-key");
        assert_eq!(problem["severity"], "error");
        assert_eq!(problem["place"]["file"], "content/netvaerk/oest/index.md");
        assert_eq!((&problem["place"]["line"], &problem["place"]["column"]), (&3.into(), &1.into()));
    }
}

#[test]
fn github_gets_one_command_a_problem() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/index.md", MISSPELT);
    let done = desk.run(&["check", "--format", "github"]).ended(1);
    assert!(done.out.starts_with("::error file=content/netvaerk/oest/index.md,line=3,col=1::"), "{}", done.out);
    assert_eq!(done.out.lines().count(), 1);
}

#[test]
fn a_file_cannot_steer_the_terminal() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/index.md", "---\ntitel: Øst\nfrom\u{1b}[2Jål: x\n---\n");
    let done = desk.run(&["check"]).ended(1);
    assert!(!done.err.contains('\u{1b}'), "{:?}", done.err);
}

#[test]
fn today_decides_what_is_coming() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/2027-05-09.md", "---\ntid: kl. 10-15\n---\n");
    let built_on = |arguments: &[&str], epoch: Option<&str>| {
        let mut command = desk.command(&["build"]);
        command.args(arguments);
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        run(&mut command).ended(0);
        desk.read("public/index.html")
    };
    let before = built_on(&["--today", "2027-05-01"], None);
    let after = built_on(&["--today", "2027-06-01"], None);
    assert!(before != after);
    // 2027-04-30 at 22:30 UTC is the first of May in Denmark; what is said in the command counts for more.
    assert!(built_on(&[], Some("1809124200")) == before);
    assert!(built_on(&["--today", "2027-06-01"], Some("1809124200")) == after);
}

#[test]
fn the_thread_count_does_not_show() {
    let desk = Desk::new("da");
    let mut sites = Vec::new();
    for (jobs, folder) in [("1", "én"), ("3", "tre")] {
        desk.run(&["build", "--today", TODAY, "--jobs", jobs, "--output", folder]).ended(0);
        let root = desk.path().join(folder);
        let files = desk
            .files()
            .into_iter()
            .filter_map(|(path, (bytes, _))| Some((path.strip_prefix(&root).ok()?.to_owned(), bytes)));
        sites.push(files.collect::<Vec<_>>());
    }
    assert!(!sites[0].is_empty());
    assert!(sites[0] == sites[1]);
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/vest/index.md", "---\ntitel: Netværk Vest\nkladde: ja\n---\n");
    desk.run(&["build"]).ended(0);
    assert!(!desk.path().join("public/netvaerk/vest").exists());
    desk.run(&["build", "--drafts"]).ended(0);
    assert!(desk.path().join("public/netvaerk/vest/index.html").exists());
}

#[test]
fn another_address_moves_the_links() {
    let desk = Desk::danish();
    desk.run(&["build", "--base-url", "https://proeve.example.dk/netværk"]).ended(0);
    assert!(desk.read("public/index.html").contains("https://proeve.example.dk/netværk/"));
}

#[test]
fn wrong_usage_is_two() {
    let desk = Desk::danish();
    let wrong: &[&[&str]] = &[
        &[],
        &["byg"],
        &["build", "--frobnicate"],
        &["build", "--today", "9/5/2027"],
        &["build", "--today", "2027-02-30"],
        &["build", "--base-url", "example.dk"],
        &["check", "--jobs", "0"],
        &["check", "--format", "xml"],
        &["check", "--site", "findes-ikke"],
        &["build", "--site", "content"],
        &["build", "--output", "."],
        &["build", "--output", "content/public"],
        &["init"],
        &["new", "meeting"],
    ];
    for arguments in wrong {
        let done = desk.run(arguments).ended(2);
        assert!(!done.err.is_empty(), "{arguments:?}");
    }
    run(desk.command(&["check"]).env("SOURCE_DATE_EPOCH", "i dag")).ended(2).said("i dag");
    desk.run(&["build", "--output", "."]).said("Hjemmesiden kan ikke lægges i .: ");
}

#[test]
fn a_folder_with_other_files_is_refused_and_left_alone() {
    let desk = Desk::danish();
    desk.write("andet/løn.xlsx", "1");
    desk.run(&["build", "--output", "andet"]).ended(2).said("løn.xlsx").said("--output");
    assert_eq!(desk.read("andet/løn.xlsx"), "1");
}

#[test]
#[cfg(target_os = "linux")]
fn a_machine_that_fails_is_three() {
    let desk = Desk::danish();
    desk.run(&["build", "--output", "/proc/husting/public"]).ended(3).said("/proc/husting");
    desk.run(&["check", "--ledger", "findes-ikke.yaml"]).ended(3).said("findes-ikke.yaml kan ikke læses");
}

#[test]
#[cfg(unix)]
fn an_unreadable_folder_is_three() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::danish();
    let folder = desk.path().join("content/netvaerk");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads everything.
    let can_be_read = fs::read_dir(&folder).is_ok();
    let done = desk.run(&["check"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    if !can_be_read {
        done.ended(3).said("content/netvaerk kan ikke læses: du har ikke adgang");
    }
}

#[test]
fn what_cannot_be_told_to_anyone_is_no_panic() {
    let desk = Desk::danish();
    desk.write("content/netvaerk/oest/index.md", MISSPELT);
    for arguments in [&["check", "--format", "json"][..], &["check"], &["--help"], &["build"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = desk.command(arguments);
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let status = command.status().unwrap().code();
        let expected = if arguments == ["--help"] { 0 } else { 1 };
        assert_eq!(status, Some(expected), "{arguments:?}");
    }
}

#[test]
fn every_command_explains_itself() {
    for command in ["build", "serve", "watch", "check", "new", "import", "init", "schema"] {
        let done = run(husting().args([command, "--help"])).ended(0);
        assert!(done.out.contains("Usage: husting") && done.err.is_empty(), "{}", done.out);
    }
}
