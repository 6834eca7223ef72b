//! What was published and is gone: it stays in the feeds as cancelled until its day has passed, told from the ledger alone.

use super::event::{Draft, status_lines};
use super::line::Line;
use super::times::{Zones, span, whole_days};
use super::{Around, name};
use crate::ledger::{Facts, Life, Part};
use crate::model::meeting::Standing;
use crate::site::guard::{Fate, Tombstone};

/// The event in place of one that is gone.
pub(super) fn draft(around: &Around<'_>, zones: &Zones, lost: &Tombstone) -> Draft {
    let (model, urls) = (around.site.model, &around.site.urls);
    let (language, facts) = (model.settings.language, &lost.entry.facts);
    let zone = zones.named(&facts.zone);
    let (standing, sentence) = match (lost.fate, facts.part) {
        (Fate::Undated(_), Part::Meeting) => (Standing::Postponed, "cal_is_postponed"),
        (_, Part::Deadline) => (Standing::Cancelled, "cal_deadline_gone"),
        _ => (Standing::Cancelled, "cal_is_gone"),
    };
    let page = match lost.fate {
        Fate::Undated(meeting) => urls.meeting(model, meeting),
        Fate::Gone => lost.network.map_or_else(|| urls.kind("calendar"), |network| urls.network(model, network)),
    };
    let address = urls.absolute(&page);
    let mut lines = span(&facts.days, zone, model.settings.default_duration);
    lines.extend(facts.rule.as_ref().and_then(|rule| Line::rule("RRULE", rule)));
    let summary = name::with_standing(language, &facts.title, standing, false);
    lines.push(name::summary(model, &facts.title, &summary));
    lines.push(Line::text("DESCRIPTION", &format!("{}\n\n{address}", language.word(sentence))));
    lines.push(Line::uri("URL", &address));
    lines.push(match lost.network {
        Some(network) => name::categories(&model.networks[network], facts.region.clone()),
        None => Line::text_list("CATEGORIES", [&model.settings.title]),
    });
    lines.extend(status_lines("CANCELLED", "TRANSPARENT", "FREE"));
    lines.extend(whole_days(&facts.days));
    let life = if lost.fate == Fate::Gone { Life::Gone } else { Life::Present };
    let facts = Facts { life, ..facts.clone() };
    Draft { key: lost.key.clone(), facts, recurrence: None, lines }
}
