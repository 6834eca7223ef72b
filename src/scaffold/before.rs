//! What something new follows: the meeting before it, and the folder that such files lie in.

use jiff::civil::Date;

use super::NewFile;
use super::meeting::{Last, meeting};
use crate::content;
use crate::diagnostics::{Diagnostics, FileId};
use crate::language::Language;
use crate::language::fold::slug;
use crate::model::Model;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::model::time::When;
use crate::sources::Sources;

/// A meeting of a network at `when`, filled in from the one before it.
pub fn next_meeting(
    network: Id<Network>,
    when: &When,
    model: &Model,
    sources: &Sources,
    language: &Language,
) -> NewFile {
    // What is wrong with the site as it is is for others to tell.
    let mut unheard = Diagnostics::default();
    let read = content::read(sources, &mut unheard);
    let last = last_meeting(network, when, model).and_then(|(file, day)| {
        let document = read.documents.iter().find(|document| document.file == file)?;
        Some(Last { document, day })
    });
    meeting(when, &network_folder(network, model, sources), last, language)
}

/// The file and the day of the network's meeting before the new one; of its latest, if the new one is its first. One with
/// an exact day comes before one without, which says less.
fn last_meeting(network: Id<Network>, new: &When, model: &Model) -> Option<(FileId, Date)> {
    let own = model.networks[network].meetings.iter().map(|id| &model.meetings[*id]);
    let last = own.filter(|meeting| meeting.network == network).max_by_key(|meeting| {
        let day = meeting.when.first_day();
        (meeting.when.is_exact(), day <= new.first_day(), day)
    })?;
    Some((last.file, last.when.first_day()))
}

/// The folder of a network's meetings below `content/`, as it is spelt on disk.
pub fn network_folder(network: Id<Network>, model: &Model, sources: &Sources) -> String {
    let file = sources.file(model.networks[network].file);
    let path = file.map_or("", |file| file.shown.strip_prefix("content/").unwrap_or(&file.path));
    let stem = path.strip_suffix("/index.md").or_else(|| path.rsplit_once('.').map(|(stem, _)| stem));
    stem.unwrap_or(path).to_owned()
}

/// The folder of a kind below `content/`, as it is spelt on disk; where there is none yet, as the language calls it.
pub fn kind_folder(kind: &str, sources: &Sources, language: &Language) -> String {
    let mut names = sources.files.iter().filter_map(|file| {
        let path = file.shown.strip_prefix("content/").unwrap_or(&file.path);
        Some(path.split_once('/')?.0)
    });
    let is_of_kind = |name: &&str| {
        let meant = language.folder(name).or_else(|| Language::english().folder(name));
        meant == Some(kind)
    };
    names.find(is_of_kind).map_or_else(|| slug(language.folder_name(kind)), str::to_owned)
}
