//! `completions` and `manual`: the definitions of `args`, as shells and man(1) read them.

use clap::{Command, CommandFactory};
use clap_complete::Shell as Kind;
use clap_mangen::Man;

use super::args::{Arguments, Completions, Shell};
use super::{Exit, Outcome, tell};
use crate::language::Language;

/// Prints the completions for a shell.
pub(super) fn completions(arguments: &Completions) -> Outcome {
    let shell = match arguments.shell {
        Shell::Bash => Kind::Bash,
        Shell::Zsh => Kind::Zsh,
        Shell::Fish => Kind::Fish,
        Shell::Pwsh => Kind::PowerShell,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "husting", &mut script);
    print(&script)
}

/// Prints the manual: the program's page, with every command's own sections behind it.
pub(super) fn manual() -> Outcome {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = Man::new(program.clone()).render(&mut page);
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        page.extend(section(command));
    }
    print(&page)
}

/// A command's part of the manual, under its own headline.
fn section(command: &Command) -> Vec<u8> {
    let mut part = format!(".SH COMMAND: {}\n", command.get_name().to_uppercase()).into_bytes();
    let man = Man::new(command.clone());
    let _ = man.render_synopsis_section(&mut part);
    let _ = man.render_description_section(&mut part);
    let _ = man.render_options_section(&mut part);
    let text = String::from_utf8_lossy(&part);
    // Below the command's headline, not beside it.
    let sections = [".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS"];
    let below = sections.iter().fold(text.into_owned(), |text, name| text.replace(name, &name.replace(".SH", ".SS")));
    below.into_bytes()
}

/// In English, as all that these texts say is.
fn print(bytes: &[u8]) -> Outcome {
    (tell::print(&String::from_utf8_lossy(bytes)).map(|()| Exit::Done), Language::english())
}
