//! What is written but could not be read has its address all the same: a link to it is not broken, and what was published
//! there is not lost. Nothing is published while it is so.

use super::url::{Address, Urls};
use crate::model::Model;

/// The addresses of pages whose files or entries could not be read, and of the overviews they would be on.
pub fn addresses(model: &Model, urls: &Urls) -> Vec<Address> {
    let doubt = Doubt::of_unread(model, urls);
    doubt.below.into_iter().chain(doubt.overviews).collect()
}

/// Whether what lay at an address may be there still, in something that could not be read: a whole network counts as
/// unread while one of its files has errors.
pub struct Doubt {
    /// Everything below these.
    below: Vec<Address>,
    /// The overviews of kinds of which something could not be read.
    overviews: Vec<Address>,
}

impl Doubt {
    /// Of this site.
    pub fn new(model: &Model, urls: &Urls) -> Doubt {
        let mut doubt = Doubt::of_unread(model, urls);
        doubt.below.extend(model.unsure.iter().map(|id| urls.network(model, *id)));
        doubt
    }

    fn of_unread(model: &Model, urls: &Urls) -> Doubt {
        let unread = [
            ("networks", model.networks.unread().collect::<Vec<&str>>()),
            ("networks", model.meetings.unread().collect()),
            ("roles", model.roles.unread().collect()),
            ("people", model.people.unread().collect()),
            ("organisations", model.organisations.unread().collect()),
            ("places", model.places.unread().collect()),
            ("news", model.news.unread().collect()),
        ];
        let mut doubt = Doubt { below: Vec::new(), overviews: Vec::new() };
        for (kind, ids) in unread.into_iter().filter(|(_, ids)| !ids.is_empty()) {
            let overview = urls.kind(kind);
            doubt.below.extend(ids.into_iter().map(|id| overview.join(id).join("/")));
            doubt.overviews.push(overview);
        }
        doubt
    }

    /// Whether there is doubt about an address.
    pub fn covers(&self, address: &str) -> bool {
        self.below.iter().any(|unread| address.starts_with(unread.path()))
            || self.overviews.iter().any(|overview| address == overview.path())
    }
}
