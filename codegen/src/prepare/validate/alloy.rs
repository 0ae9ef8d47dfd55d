//! Traits of alloy that clients of `alloy#simpleRestJson` cannot follow.

use super::report::{leave_out, place};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, MemberRef, Node, ProtocolKind, ShapeIx, Traits};
use crate::prepare::nullable::NULLABLE;
use crate::prepare::types::{Prepared, Stream};

const DISCRIMINATED: &str = "alloy#discriminated";
const UNTAGGED: &str = "alloy#untagged";
const UNKNOWN: &str = "alloy#jsonUnknown";

/// Traits without an effect, and the effect that they would have.
const WITHOUT_EFFECT: [(&str, &str); 5] = [
    ("alloy#preserveKeyOrder", "the order of keys is not kept"),
    (
        "alloy#offsetDateTimeFormat",
        "times are read with any offset, which is not kept",
    ),
    (
        "alloy#unknownFieldRetention",
        "unknown members are not kept; `alloy#jsonUnknown` keeps them",
    ),
    (
        "alloy#unknownJsonFieldRetention",
        "unknown members are not kept; `alloy#jsonUnknown` keeps them",
    ),
    (
        "alloy#unknownDocumentFieldRetention",
        "unknown members are not kept; `alloy#jsonUnknown` keeps them",
    ),
];

/// Traits by which responses would be read differently.
const UNREADABLE: [&str; 2] = ["alloy#httpPolymorphicResponse", "alloy#httpSuccess"];

/// Reports invalid and unsupported traits.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    let mut protocols = prepared.service.protocols.iter();
    if !protocols.any(|protocol| protocol.kind == ProtocolKind::SimpleRestJson) {
        return;
    }
    for member in prepared
        .streams
        .iter()
        .filter(|(_, stream)| **stream != Stream::Blob)
    {
        let place = place(prepared, member.0.container, member.0.position);
        let what = "the protocol `alloy#simpleRestJson` does not define event streams";
        let help = "they are sent as in `aws.protocols#restJson1`";
        diagnostics.push(Diagnostic::warning(what).at(place).help(help));
    }
    for &ix in prepared.usage.keys() {
        let shape = prepared.model.shape(ix);
        let shape_place = || match prepared.origin(ix) {
            Some(origin) => Place::shape(origin),
            None => Place::shape(&shape.id),
        };
        traits(&shape.traits, shape_place, diagnostics);
        for (position, member) in shape.members().into_iter().enumerate() {
            let member_place = || place(prepared, ix, position);
            traits(&member.traits, member_place, diagnostics);
            let at = MemberRef {
                container: ix,
                position,
            };
            // A document has a null of its own.
            let is_document = matches!(prepared.model.shape(member.target).kind, Kind::Document);
            let is_marked = member.traits.other(NULLABLE).is_some();
            if is_marked && !is_document && !prepared.nullable.contains(&at) {
                let what = format!(
                    "the trait `{NULLABLE}` has no effect here: `null` is an absent value of this member"
                );
                diagnostics.push(Diagnostic::warning(what).at(member_place()));
            }
        }
        match &shape.kind {
            Kind::Union(members) => union(prepared, ix, members, diagnostics),
            Kind::Structure(members) => structure(prepared, ix, members, diagnostics),
            _ => {}
        }
    }
}

fn traits(traits: &Traits, place: impl Fn() -> Place, diagnostics: &mut Diagnostics) {
    for (id, meaning) in WITHOUT_EFFECT {
        if traits.other(id).is_some() {
            let what = format!("the trait `{id}` has no effect: {meaning}");
            diagnostics.push(Diagnostic::warning(what).at(place()));
        }
    }
    for id in UNREADABLE {
        if traits.other(id).is_some() {
            let what = format!("the trait `{id}` is not supported");
            diagnostics.push(leave_out(Diagnostic::error(what).at(place())));
        }
    }
}

fn union(prepared: &Prepared, ix: ShapeIx, members: &[Member], diagnostics: &mut Diagnostics) {
    let shape = prepared.model.shape(ix);
    let is_untagged = shape.traits.other(UNTAGGED).is_some();
    let discriminator = shape.traits.other(DISCRIMINATED).and_then(Node::as_str);
    if is_untagged && discriminator.is_some() {
        let what = format!("the union has both `{UNTAGGED}` and `{DISCRIMINATED}`");
        diagnostics.push(Diagnostic::error(what).at(Place::shape(&shape.id)));
    }
    for (position, member) in members.iter().enumerate() {
        let target = prepared.model.shape(member.target);
        let keeps_unknown = member.traits.other(UNKNOWN).is_some();
        let problem = if keeps_unknown && is_untagged {
            Some(format!(
                "the union is `{UNTAGGED}`, so that it has no unknown variants for `{UNKNOWN}`"
            ))
        } else if keeps_unknown && !matches!(target.kind, Kind::Document) {
            Some(format!("the trait `{UNKNOWN}` requires a document"))
        } else if let Some(key) = discriminator.filter(|_| !keeps_unknown) {
            variant(prepared, member, key)
        } else {
            None
        };
        if let Some(what) = problem {
            let place = place(prepared, ix, position);
            diagnostics.push(Diagnostic::error(what).at(place));
        }
    }
    only_one(prepared, ix, members, diagnostics);
}

/// Returns why the member cannot be a variant of a union with this discriminator.
fn variant(prepared: &Prepared, member: &Member, key: &str) -> Option<String> {
    let target = prepared.model.shape(member.target);
    if prepared.model.is_unit(member.target) {
        return None;
    }
    let Kind::Structure(fields) = &target.kind else {
        return Some(format!(
            "a union with `{DISCRIMINATED}` has only structures, but the member is a {}",
            target.kind.type_name()
        ));
    };
    let name = |field: &Member| field.traits.json_name.clone().unwrap_or(field.name.clone());
    let mut same = fields.iter().filter(|field| name(field) == key);
    same.next().map(|field| {
        format!(
            "`{}` has the name of the discriminator, `{key}`",
            target.id.with_member(&field.name)
        )
    })
}

fn structure(prepared: &Prepared, ix: ShapeIx, members: &[Member], diagnostics: &mut Diagnostics) {
    for (position, member) in members.iter().enumerate() {
        let is_document =
            |target: ShapeIx| matches!(prepared.model.shape(target).kind, Kind::Document);
        let fits = match &prepared.model.shape(member.target).kind {
            Kind::Map { value, .. } => is_document(value.target),
            _ => false,
        };
        if member.traits.other(UNKNOWN).is_some() && !fits {
            let what = format!("the trait `{UNKNOWN}` requires a map of documents");
            let place = place(prepared, ix, position);
            diagnostics.push(Diagnostic::error(what).at(place));
        }
    }
    only_one(prepared, ix, members, diagnostics);
}

/// Reports a second member that would keep what is unknown.
fn only_one(prepared: &Prepared, ix: ShapeIx, members: &[Member], diagnostics: &mut Diagnostics) {
    let members = members.iter().enumerate();
    let keeping = members.filter(|(_, member)| member.traits.other(UNKNOWN).is_some());
    for (position, _) in keeping.skip(1) {
        let what = format!("another member already has the trait `{UNKNOWN}`");
        let place = place(prepared, ix, position);
        diagnostics.push(Diagnostic::error(what).at(place));
    }
}
