//! Which members may be absent and how enum values are named, where the files of botocore do not say it.
//!
//! Numbers and booleans without `box`, members that services stopped to require, default values and the names of
//! enum values are lost in this format. `codegen/model/presence.json` has these facts by `serviceId`, as the types of the official
//! crates show them; `cargo xtask presence --learn` makes it. Members of new services and new members of
//! known ones follow the rules of the format.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::graph::{Kind, Member, Model, Node, Number, ShapeIx};
use crate::load::json;
use crate::load::v1;

const TABLE: &str = include_str!("../../../presence.json");

/// The facts of every service, by `serviceId`.
pub type Table = BTreeMap<String, Facts>;

/// The facts of one service. Names are those of shapes, which represent all members that target them
/// and that the file does not require, or of members, as `Structure$member`. A member's own entry
/// overrides its target's.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Facts {
    /// The presence of numbers and booleans without `box`; without it the file decides, see
    /// [`Unboxed`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unboxed: Option<Unboxed>,
    /// Whether members that the file requires may be absent, but for those of [`Facts::required`].
    #[serde(skip_serializing_if = "is_false")]
    pub required_may_be_absent: bool,
    /// Members that may be absent.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub optional: BTreeSet<String>,
    /// Members that are zero, false or empty if they are absent.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub initial: BTreeSet<String>,
    /// Members that are always there.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub required: BTreeSet<String>,
    /// Members that have another value if they are absent.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, serde_json::Value>,
    /// Lists and maps that can hold nulls.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub sparse: BTreeSet<String>,
    /// Names of enum values that differ from those that the format's rule makes, by enum and value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, BTreeMap<String, String>>,
}

/// The presence of a number or boolean that is neither required nor marked `box`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unboxed {
    /// It may be absent.
    Optional,
    /// It is zero or false where it is absent.
    Initial,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Returns the table of the generator.
fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(|| serde_json::from_str(TABLE).unwrap_or_default())
}

/// Returns the facts of a service; empty for those that the table does not have.
pub(super) fn of(sdk_id: &str) -> Facts {
    table().get(sdk_id).cloned().unwrap_or_default()
}

/// Gives the members of the model their defaults, and removes facts that are wrong in the file.
/// `tells_boxes` says whether the file distinguishes boxed numbers and booleans.
pub(super) fn apply(model: &mut Model, facts: &Facts, tells_boxes: bool) {
    let usual = if tells_boxes {
        Unboxed::Initial
    } else {
        Unboxed::Optional
    };
    let unboxed = facts.unboxed.unwrap_or(usual);
    if unboxed == Unboxed::Initial {
        v1::upgrade(model, |_| true);
    }
    let all: Vec<ShapeIx> = model.shapes().map(|(ix, _)| ix).collect();
    for &ix in &all {
        let names = facts.names.get(&model.shape(ix).id.name);
        if let (Some(names), Kind::Enum(members)) = (names, &mut model.shape_mut(ix).kind) {
            rename(members, names);
        }
    }
    for &ix in &all {
        if facts.sparse.contains(&model.shape(ix).id.name) {
            model.shape_mut(ix).traits.sparse = true;
        }
    }
    for ix in all {
        if let Kind::Structure(members) = &model.shape(ix).kind {
            let changed = changed(model, ix, members, facts);
            model.shape_mut(ix).kind = Kind::Structure(changed);
        }
    }
}

/// Gives the values of an enum the names of the table.
fn rename(members: &mut [Member], names: &BTreeMap<String, String>) {
    for member in members {
        let value = member.traits.enum_value.as_ref().and_then(Node::as_str);
        if let Some(name) = value.and_then(|value| names.get(value)) {
            member.name.clone_from(name);
        }
    }
}

fn changed(model: &Model, owner: ShapeIx, members: &[Member], facts: &Facts) -> Vec<Member> {
    let owner = &model.shape(owner).id.name;
    let mut members = members.to_vec();
    for member in &mut members {
        let target = model.shape(member.target);
        let traits = &mut *member.traits;
        let name = format!("{owner}${}", member.name);
        let has = |names: &BTreeSet<String>| {
            names.contains(&name) || !traits.required && names.contains(&target.id.name)
        };
        // The member's own entry overrides that of its target.
        let own = |names: &BTreeSet<String>| names.contains(&name);
        let (is_optional, is_initial) = if own(&facts.optional) || own(&facts.initial) {
            (own(&facts.optional), own(&facts.initial))
        } else {
            (has(&facts.optional), has(&facts.initial))
        };
        let loses = facts.required_may_be_absent && traits.required;
        if own(&facts.required) {
            traits.required = true;
            traits.default = None;
        } else if let Some(value) = facts.values.get(&name) {
            traits.default = json::node(value);
        } else if is_initial {
            traits.default = initial(&target.kind);
        } else if is_optional || loses {
            traits.client_optional = traits.required;
            traits.default = None;
        }
    }
    members
}

/// Returns the implicit default of a member of this type.
fn initial(kind: &Kind) -> Option<Node> {
    Some(match kind {
        Kind::Boolean => Node::Bool(false),
        Kind::String | Kind::Enum(_) | Kind::Blob => Node::String(String::new()),
        Kind::List(_) => Node::Array(Vec::new()),
        Kind::Map { .. } => Node::Object(Vec::new()),
        Kind::Document => Node::Null,
        Kind::Timestamp => Node::Number(Number::from_i64(0)),
        kind if kind.is_number() => Node::Number(Number::from_i64(0)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        let read: Table = serde_json::from_str(TABLE).expect("well formed");
        assert_eq!(&read, table());
        for (service, facts) in &read {
            assert_ne!(facts, &Facts::default(), "{service} has no facts");
        }
    }
}
