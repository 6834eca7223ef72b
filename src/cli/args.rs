//! Commands and options, and the help that people read. Checked here only as far as a value can be checked alone.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Makes a website and calendars to subscribe to from files about networks and their meetings.
///
/// You write Markdown and YAML in the folder content/; husting checks it and makes the site.
#[derive(Debug, Parser)]
#[command(name = "husting", version, after_help = FIRST_STEPS, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const FIRST_STEPS: &str = "\
First steps:
  husting init my-site         a small site with comments that explain it
  cd my-site
  husting serve --open         see it in your browser while you write
  husting build                make the finished site in public/

`husting help COMMAND` tells more about a command.
Exit status: 0 done, 1 the content has errors, 2 wrong usage, 3 the machine failed (disk full, no permission).";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(Build),
    Serve(Serve),
    Watch(Watch),
    Check(Check),
    New(New),
    Import(Import),
    Init(Init),
    Schema(Schema),
    Completions(Completions),
    /// Prints the manual page, for man(1)
    ///
    /// Read it with `husting manual | man -l -`, or keep it in ~/.local/share/man/man1/husting.1.
    Manual,
}

/// Makes the finished site.
///
/// Checks everything first. Errors publish nothing, and the site that was there stays; all of them are told at once, each
/// with its file and line. The new site takes the place of the old one in one step, and files that did not change are left
/// alone.
#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub site: Site,
    /// Where the finished site goes [default: public/ in the site folder]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Let warnings hold the site back as errors do
    #[arg(long)]
    pub strict: bool,
    /// Give up feeds, pages and meetings that were published before and are gone now
    ///
    /// Without it, a feed that people subscribe to, or a coming meeting in their calendars, cannot disappear by accident.
    #[arg(long)]
    pub accept_losses: bool,
    /// How problems are told
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
}

/// Checks everything and writes nothing.
///
/// Tells the same problems as `build`, in the same words.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub site: Site,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// How problems are told
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
}

/// Shows the site in your browser while you write.
///
/// Every change in content/ or themes/ shows at once in the open page. Mistakes are shown over the page, which stays as it
/// was without them. "Edit this page" in its corner opens the page's file as a form; /_husting/ lists what is wrong, what is
/// coming and what the next build would change. Only what you save there is written to disk. Stop it with Ctrl-C.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub site: Site,
    /// The port to listen on; 0 takes any free one [default: 3003, or the next free one]
    #[arg(long, short, value_name = "N")]
    pub port: Option<u16>,
    /// Open the site in your browser
    #[arg(long)]
    pub open: bool,
    /// Let other computers see it too; they need not ask anyone
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_value = "127.0.0.1", default_missing_value = "0.0.0.0")]
    #[arg(hide_default_value = true)]
    pub host: IpAddr,
}

/// Makes the finished site again on every change.
///
/// Like `build` each time something changes in content/ or themes/, without a server. Stop it with Ctrl-C.
#[derive(Debug, Args)]
pub(super) struct Watch {
    #[command(flatten)]
    pub site: Site,
    /// Where the finished site goes [default: public/ in the site folder]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Let warnings hold the site back as errors do
    #[arg(long)]
    pub strict: bool,
}

/// Writes a new network, meeting or piece of news for you to fill in.
///
/// The kind may be said in the site's language too. A meeting is filled in from the last one of its network. No file is
/// ever overwritten; the path of the new one is told.
#[derive(Debug, Args)]
#[command(after_help = NEW_EXAMPLES)]
#[command(
    override_usage = "husting new network TITLE\n       husting new meeting NETWORK DATE\n       husting new news TITLE"
)]
pub(super) struct New {
    /// network, meeting or news
    pub kind: String,
    /// The title; for a meeting its network's id and its date
    #[arg(required = true)]
    pub what: Vec<String>,
    /// Open the new file in $VISUAL or $EDITOR
    #[arg(long, short)]
    pub edit: bool,
    #[command(flatten)]
    pub site: Site,
}

const NEW_EXAMPLES: &str = "\
Examples:
  husting new network \"Network for caretakers\"
  husting new meeting caretakers \"9 May 2027, 10:00–15:00\"
  husting new møde strategisk-forum \"9. maj 2027 kl. 10-15\"";

/// Makes meetings of another calendar, as files for you to read through.
///
/// Takes .ics files as Outlook, Google, Apple and husting export them, and tables (.csv) as Excel saves them, with headings
/// and dates in English or the site's language. Events keep their identity, so that subscribers keep them. No file is ever
/// overwritten, what the site has already is left alone, and everything that could not be taken over is told.
#[derive(Debug, Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub(super) struct Import {
    /// The files to import
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The network that all meetings go into, by its id [default: the one that each event names]
    #[arg(long, short, value_name = "ID", conflicts_with = "new_network")]
    pub network: Option<String>,
    /// Make a new network of this title for all meetings
    #[arg(long, value_name = "TITLE")]
    pub new_network: Option<String>,
    /// Tell what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How problems are told
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
    #[command(flatten)]
    pub site: Site,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  husting import calendar.ics --network caretakers
  husting import meetings.csv                          a column or a category says which network
  husting import old.ics --new-network \"Caretakers\"    makes the network and its series too
  husting import calendar.ics --dry-run                tells what would be written

The exit status is 1 if an event that should have become a file did not.";

/// Makes a small new site with comments that explain it.
///
/// The folder must be new or empty. Asks for what is not given where a terminal is attached.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder to make it in
    pub dir: PathBuf,
    /// The site's language: of its words, and of what you write
    #[arg(long, short, value_name = "LANGUAGE", value_parser = crate::language::Language::codes().collect::<Vec<_>>())]
    pub language: Option<String>,
    /// The site's name
    #[arg(long, short, value_name = "TITLE")]
    pub title: Option<String>,
    /// Where the site will be, such as https://example.org/
    #[arg(long, short, value_name = "URL", value_parser = address)]
    pub address: Option<String>,
    /// The date that the first meeting follows [default: the date of this machine]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

/// Tells your editor which fields there are, as JSON Schemas.
///
/// One schema for site.yaml, one for each data file, one for the front matter of each kind of page, with the spellings of
/// your language and what each field means; and one for what `--format json` writes. The README says how editors use them.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// The language of fields and descriptions [default: the site's, else English]
    #[arg(long, short, value_name = "LANGUAGE", value_parser = crate::language::Language::codes().collect::<Vec<_>>())]
    pub language: Option<String>,
    /// The schema of this kind alone, on standard output if no folder is named
    #[arg(long, short, value_name = "KIND", required_unless_present = "output")]
    #[arg(value_parser = crate::schema::kinds().collect::<Vec<_>>())]
    pub kind: Option<String>,
    /// The folder to write them into, one file a kind
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The site folder, which holds content/
    #[arg(long, short, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub site: PathBuf,
}

/// Prints what your shell needs to complete husting's commands with the Tab key.
///
/// The shell reads it once from a file; where that file goes differs from shell to shell.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(super) struct Completions {
    /// The shell you use
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  husting completions bash > ~/.local/share/bash-completion/completions/husting
  husting completions zsh > ~/.zfunc/_husting        (with ~/.zfunc in fpath)
  husting completions fish > ~/.config/fish/completions/husting.fish
  husting completions powershell >> $PROFILE";

/// The shells that can be helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    Pwsh,
}

/// Which site, and how it is read.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Site {
    /// The site folder, which holds content/
    #[arg(long, short, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub site: PathBuf,
    /// Where the site will be, instead of the address in site.yaml
    #[arg(long, value_name = "URL", value_parser = address)]
    pub base_url: Option<String>,
    /// The date that "upcoming" counts from, as 2027-05-09 [default: the date in the site's time zone]
    ///
    /// The environment variable SOURCE_DATE_EPOCH (seconds since 1970) sets it too.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Include drafts
    #[arg(long)]
    pub drafts: bool,
    /// Read the ledger of what was published before from this file, and leave it alone
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// How many cores to use [default: all]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
}

/// The faces of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on the terminal
    Text,
    /// For programs: one JSON object on standard output
    Json,
    /// For reviews on GitHub: one workflow command a problem on standard output
    Github,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date is written like 2027-05-09".to_owned())
}

fn jobs(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|jobs| (1..=1024).contains(jobs)).ok_or_else(|| "a number from 1 to 1024".to_owned())
}

pub(super) fn address(text: &str) -> Result<String, String> {
    let host = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_clean = !text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>?#\\".contains(c));
    match host {
        Some(host) if is_clean && !host.is_empty() && !host.starts_with('/') => Ok(text.to_owned()),
        _ => Err("an address is written like https://example.org/ or https://example.org/networks/".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn addresses_need_a_scheme_and_a_host() {
        assert!(address("https://example.dk/netværk/").is_ok());
        for bad in ["example.dk", "https://", "https:///x", "ftp://example.dk", "https://a b", "https://a/?q", ""] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_host_without_an_address_is_every_address() {
        let host = |arguments: &[&str]| match Arguments::try_parse_from(arguments).unwrap().command {
            Command::Serve(serve) => serve.host.to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!(host(&["husting", "serve"]), "127.0.0.1");
        assert_eq!(host(&["husting", "serve", "--host"]), "0.0.0.0");
        assert_eq!(host(&["husting", "serve", "--host", "::1"]), "::1");
    }
}
