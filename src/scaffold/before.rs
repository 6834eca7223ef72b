//! What a new meeting follows: the meeting before it, and the folder they lie in.

use jiff::civil::Date;

use crate::diagnostics::FileId;
use crate::model::Model;
use crate::model::network::Network;
use crate::model::table::Id;
use crate::model::time::When;
use crate::sources::Sources;

/// The file and the day of the network's meeting before the new one; of its latest, if the new one is its first. One with
/// an exact day comes before one without, which says less.
pub fn last_meeting(network: Id<Network>, new: &When, model: &Model) -> Option<(FileId, Date)> {
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
