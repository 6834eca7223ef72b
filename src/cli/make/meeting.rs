//! `new meeting`: which network, which day, and what the last meeting says.

use super::super::failure::Failure;
use super::Known;
use crate::content::yaml::Node;
use crate::diagnostics::{Diagnostics, FileId};
use crate::language::fold::{fold, slug};
use crate::model::Model;
use crate::model::network::Network;
use crate::model::reader::{Reader, Said, nearest};
use crate::model::table::Id;
use crate::model::time::When;
use crate::scaffold::{self, NewFile};

/// A meeting as `NETWORK DATE…` asks for it.
pub(super) fn meeting(asked: &[String], known: &Known) -> Result<NewFile, Failure> {
    let (network, date) = asked.split_first().ok_or(Failure::NoDate)?;
    let id = find_network(network, &known.model)?;
    if date.is_empty() {
        return Err(Failure::NoDate);
    }
    let when = read_date(&date.join(" "), known)?;
    Ok(scaffold::next_meeting(id, &when, &known.model, &known.reading.sources, known.language()))
}

/// The network by its id or its title.
pub(in crate::cli) fn find_network(typed: &str, model: &Model) -> Result<Id<Network>, Failure> {
    let by_title = || {
        let same = |title: &str| fold(title) == fold(typed);
        let mut networks = model.networks.iter();
        networks.find(|(_, network)| same(&network.title)).map(|(id, _)| id)
    };
    model.networks.find(&slug(typed)).or_else(by_title).ok_or_else(|| {
        let known: Vec<String> = model.networks.iter().map(|(id, _)| model.networks.key(id).to_owned()).collect();
        let near = nearest(typed, known.iter().map(String::as_str)).map(str::to_owned);
        Failure::UnknownNetwork { id: typed.to_owned(), nearest: near, known }
    })
}

/// The date, read as it would be in a file; why not, in the words of the problem that a file would have.
fn read_date(text: &str, known: &Known) -> Result<When, Failure> {
    let language = known.language();
    let mut problems = Diagnostics::default();
    let said = Said { value: text.to_owned(), place: Node::no_fields(FileId(0)).place };
    let year = Some(known.reading.sources.today.year());
    let when = Reader::new(language, &mut problems).as_when(&said, year);
    when.map(|said| said.value).ok_or_else(|| match problems.sorted().first() {
        Some(problem) => Failure::Wrong(language.message(problem)),
        None => Failure::NoDate,
    })
}
