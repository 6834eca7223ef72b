//! `completions` and `manual`: what shells and man(1) get to know, from the same definitions as the help.

use super::desk::Desk;

/// Every command, as people type it.
const COMMANDS: [&str; 9] = ["build", "serve", "watch", "check", "new", "init", "schema", "completions", "manual"];

#[test]
fn every_shell_hears_of_every_command() {
    let desk = Desk::empty();
    for (shell, sign) in [
        ("bash", "complete -F _husting"),
        ("zsh", "#compdef husting"),
        ("fish", "complete -c husting"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let done = desk.run(&["completions", shell]).ended(0);
        assert!(done.out.contains(sign), "{shell}: {}", done.out);
        for command in COMMANDS {
            assert!(done.out.contains(command), "{shell} does not know {command}");
        }
        assert!(done.out.contains("base-url"), "{shell} does not know the options");
        assert_eq!(done.err, "");
    }
    desk.run(&["completions", "cmd.exe"]).ended(2);
}

#[test]
fn the_manual_has_every_command_and_how_they_end() {
    let done = Desk::empty().run(&["manual"]).ended(0);
    assert!(done.out.contains(".TH husting 1"), "{}", done.out);
    for command in COMMANDS {
        assert!(done.out.contains(&format!(".SH COMMAND: {}", command.to_uppercase())), "{command} is missing");
    }
    assert!(done.out.contains("Exit status"), "{}", done.out);
    assert_eq!(done.err, "");
}
