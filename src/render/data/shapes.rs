//! What stands in `site.json`: one struct a shape, told to others by `site.schema.json` beside this file.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// A list of which each item is made when it is written, and then forgotten.
pub(super) struct Each<F>(pub(super) F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
pub(super) struct Data<M> {
    #[serde(rename = "$schema")]
    pub(super) schema: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) url: String,
    pub(super) language: String,
    pub(super) time_zone: String,
    pub(super) networks: BTreeMap<String, NetworkData>,
    pub(super) meetings: M,
    pub(super) roles: BTreeMap<String, RoleData>,
    pub(super) organisations: BTreeMap<String, ThingData>,
    pub(super) people: BTreeMap<String, ThingData>,
    pub(super) places: BTreeMap<String, ThingData>,
    pub(super) relations: Vec<RelationData>,
    pub(super) news: Vec<NewsData>,
}

/// A date: how exactly it is known, its ISO form, and its words.
#[derive(Serialize)]
pub(super) struct DateData {
    /// `exact`, `about`, `week`, `month`, `year`, `period`
    pub(super) precision: &'static str,
    pub(super) iso: String,
    pub(super) text: String,
}

#[derive(Serialize)]
pub(super) struct NetworkData {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) calendar: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    pub(super) status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) closed: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) purpose: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mandate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) meets: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) participants: Vec<ParticipantData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) members: Vec<MemberData>,
    /// Who arranges it, said there or by default.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) organisers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contacts: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) documents: Vec<DocumentData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) timeline: Vec<MomentData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) former_names: Vec<FormerNameData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) series: Vec<SeriesData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) questions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct ParticipantData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) from: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) seats: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attendance: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) otherwise: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

#[derive(Serialize)]
pub(super) struct MemberData {
    /// Id of a person, or a name.
    pub(super) person: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) office: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<DateData>,
}

#[derive(Serialize)]
pub(super) struct DocumentData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    pub(super) url: String,
}

#[derive(Serialize)]
pub(super) struct ChangeData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    pub(super) text: String,
}

#[derive(Serialize)]
pub(super) struct MomentData {
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) when: Option<DateData>,
}

#[derive(Serialize)]
pub(super) struct FormerNameData {
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<DateData>,
}

#[derive(Serialize)]
pub(super) struct SeriesData {
    pub(super) start: String,
    pub(super) rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) except: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct MeetingData {
    pub(super) id: String,
    pub(super) uid: String,
    pub(super) network: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) networks: Vec<String>,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) when: DateData,
    pub(super) status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) online: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) choose_one: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) moved_from: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) registration: Option<RegistrationData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) participants: Vec<ParticipantData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) programme: Vec<ProgrammeData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) invited: Vec<HeadcountData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) attended: Vec<HeadcountData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) documents: Vec<DocumentData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) changes: Vec<ChangeData>,
}

#[derive(Serialize)]
pub(super) struct RegistrationData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) deadline: Option<DateData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) price: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) per: Option<String>,
    pub(super) binding: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) capacity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ProgrammeData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) day: Option<String>,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) mandatory: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) counts_as: Option<String>,
}

#[derive(Serialize)]
pub(super) struct HeadcountData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) who: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) of_which: Vec<HeadcountData>,
}

#[derive(Serialize)]
pub(super) struct RoleData {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) calendar: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part_of: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ThingData {
    pub(super) title: String,
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
}

#[derive(Serialize)]
pub(super) struct RelationData {
    pub(super) kind: &'static str,
    pub(super) from: String,
    pub(super) to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

#[derive(Serialize)]
pub(super) struct NewsData {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) date: String,
}
