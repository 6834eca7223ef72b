//! The workflow files of the page: YAML that can be read, commands that exist, and the steps that keep the ledger, run.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::place::{HUSTING, Place, recipe, require};
use super::servers::Server;

fn yaml(heading: &str) -> Value {
    let blocks = recipe(heading, "yaml");
    assert_eq!(blocks.len(), 1, "{heading}");
    serde_saphyr::from_str(&blocks[0]).unwrap_or_else(|error| panic!("{heading}: {error}"))
}

/// The scripts of a workflow, in order.
fn scripts(heading: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    match heading {
        "GitHub Pages" => {
            let steps = yaml(heading)["jobs"]["site"]["steps"].as_array().unwrap().clone();
            steps.iter().filter_map(|step| step.get("run")).map(text).collect()
        }
        _ => yaml(heading)["pages"]["script"].as_array().unwrap().iter().map(text).collect(),
    }
}

const WORKFLOWS: [&str; 2] = ["GitHub Pages", "GitLab Pages"];

#[test]
fn workflows_say_what_runners_look_for() {
    let github = yaml("GitHub Pages");
    assert_eq!(github["on"]["schedule"][0]["cron"], "15 3 * * *", "every night");
    assert_eq!(github["permissions"]["pages"], "write");
    let steps = github["jobs"]["site"]["steps"].as_array().unwrap();
    let uploaded = steps.iter().find(|step| step["uses"].as_str().is_some_and(|uses| uses.contains("upload-pages")));
    assert_eq!(uploaded.unwrap()["with"]["path"], "public", "what the build writes");
    let gitlab = yaml("GitLab Pages");
    assert_eq!(gitlab["pages"]["artifacts"]["paths"][0], "public");
}

#[test]
fn commands_of_recipes_exist() {
    let crontabs = recipe("nginx", "crontab").concat();
    let shell = recipe("A bucket (S3 and what speaks like it)", "sh").concat();
    let scripts: Vec<String> = WORKFLOWS.iter().flat_map(|heading| scripts(heading)).collect();
    let lines = crontabs.lines().chain(shell.lines()).chain(scripts.iter().flat_map(|script| script.lines()));
    let ours: Vec<&str> = lines.filter_map(|line| line.find("husting build").map(|at| &line[at..])).collect();
    assert_eq!(ours.len(), 4, "{ours:?}");
    let help = Command::new(HUSTING).args(["build", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for line in ours {
        for flag in line.split_whitespace().filter(|word| word.starts_with("--")) {
            assert!(help.contains(flag), "{line}");
        }
    }
}

#[test]
#[ignore = "needs nginx, which tests/run asks for"]
fn workflows_carry_the_ledger_from_build_to_build() {
    require("curl", "curl");
    for heading in WORKFLOWS {
        let place = Place::new();
        fs::create_dir(place.path("public")).unwrap();
        let server = Server::nginx(&place.path("public"));
        let ours = |script: &String| !script.starts_with("cargo install");
        let script = scripts(heading).into_iter().filter(ours).collect::<Vec<_>>().join("\n");
        let at = |url: &str| script.replace("https://networks.example.org/", url);

        // The first time there is nothing to fetch.
        let first = place.shell(&at(&server.web.url), &[]);
        assert!(first.status.success(), "{heading}: {}", String::from_utf8_lossy(&first.stderr));
        let published = fs::read_to_string(place.path("public/ledger.yaml")).unwrap();
        assert!(published.contains("netvaerk/landserfa/"), "{heading}: the ledger is published");
        assert!(!place.path("content/ledger.yaml").exists(), "{heading}: it is kept in the published copy alone");

        // The second time it knows what was published: a changed meeting is the same event with a higher number.
        place.change("content/netvaerk/kl-netvaerket/2027-11-11.md", "titel:", "resumé: Vi ses på Fyn.\ntitel:");
        let second = place.shell(&at(&server.web.url), &[]);
        assert!(second.status.success(), "{heading}: {}", String::from_utf8_lossy(&second.stderr));
        let event = fs::read_to_string(place.path("public/netvaerk/kl-netvaerket/2027-11-11/meeting.ics")).unwrap();
        assert!(event.contains("SEQUENCE:1\r\n"), "{heading}: {event}");

        // And stops when something would be lost.
        fs::remove_file(place.path("content/netvaerk/kl-netvaerket/2027-11-11.md")).unwrap();
        let lost = place.shell(&at(&server.web.url), &[]);
        assert_eq!(lost.status.code(), Some(1), "{heading}");

        // Where nobody answers, it ends before the build.
        drop(server);
        let silent = place.shell(&at("http://127.0.0.1:9/"), &[]);
        assert!(!silent.status.success(), "{heading}");
        assert!(!String::from_utf8_lossy(&silent.stderr).contains("2027-11-11"), "{heading}: nothing was built");
    }
}
