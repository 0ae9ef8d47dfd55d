//! Customizations of types: structures that are unions, members that have another simple type. Models in
//! botocore's form have neither the mark of older unions nor the types that SDKs gave to members which
//! services write as text.

use super::unmatched::unmatched_in_manifest;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Kind, Member, Model, Node, Shape, ShapeId, ShapeIx, Traits};
use crate::settings::{Customizations, MemberType, Setting};

/// Changes the model according to the customizations. Parts that already match stay, so that one table
/// serves both formats. A customization that matches nothing is an error in a manifest. The generator's
/// own table is ignored there: models that are cut down to some operations lack most of these shapes, and
/// lose nothing by it.
pub(super) fn apply(
    model: &mut Model,
    customizations: &Customizations,
    diagnostics: &mut Diagnostics,
) {
    for name in &customizations.unions {
        union(model, name, diagnostics);
    }
    for (name, member_type) in &customizations.member_types {
        members(model, name, *member_type, diagnostics);
    }
    if let Some(setting) = &customizations.optional_numbers {
        optional_numbers(model, setting, diagnostics);
    }
    if let Some(setting) = &customizations.optional_members {
        optional_members(model, setting, diagnostics);
    }
}

/// Marks required members of structures as those that clients may find absent.
fn optional_members(model: &mut Model, setting: &Setting, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (ix, shape) in model.shapes() {
        if let Kind::Structure(members) = &shape.kind {
            let has_one = members.iter().any(|member| member.traits.required);
            found.extend(has_one.then_some(ix));
        }
    }
    if found.is_empty() {
        let what = "no structure has a required member";
        unmatched_in_manifest(setting, what.to_owned(), &[], diagnostics);
    }
    for ix in found {
        if let Kind::Structure(members) = &mut model.shape_mut(ix).kind {
            for member in members.iter_mut().filter(|member| member.traits.required) {
                member.traits.client_optional = true;
            }
        }
    }
}

/// Takes zero and false from members: files in botocore's format do not always say which of them may
/// be absent. Required ones have no value either until they are given one.
fn optional_numbers(model: &mut Model, setting: &Setting, diagnostics: &mut Diagnostics) {
    let is_nothing = |default: &Option<Node>| match default {
        Some(Node::Bool(value)) => !value,
        Some(Node::Number(value)) => value.as_f64() == Some(0.0),
        _ => false,
    };
    let mut found = Vec::new();
    for (ix, shape) in model.shapes() {
        if let Kind::Structure(members) = &shape.kind {
            let mut members = members.iter();
            let has_one = members.any(|member| is_nothing(&member.traits.default));
            found.extend(has_one.then_some(ix));
        }
    }
    if found.is_empty() {
        let what = "no number or boolean has an implicit default";
        unmatched_in_manifest(setting, what.to_owned(), &[], diagnostics);
    }
    for ix in found {
        let Kind::Structure(members) = &mut model.shape_mut(ix).kind else {
            continue;
        };
        for member in members {
            if is_nothing(&member.traits.default) {
                member.traits.default = None;
            }
        }
    }
}

fn union(model: &mut Model, name: &Setting, diagnostics: &mut Diagnostics) {
    let found = ShapeId::parse(&name.value).and_then(|id| model.find(&id));
    let Some(ix) = found else {
        let what = format!("the model has no shape `{}`", name.value);
        let known: Vec<String> = structures(model)
            .map(|shape| shape.id.to_string())
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        unmatched_in_manifest(name, what, &known, diagnostics);
        return;
    };
    let shape = model.shape(ix);
    let members = match &shape.kind {
        Kind::Union(_) => return,
        Kind::Structure(members) => members.clone(),
        other => {
            let what = format!("`{}` is of type {}", name.value, other.type_name());
            unmatched_in_manifest(name, what, &[], diagnostics);
            return;
        }
    };
    if let Some(reason) = not_a_union(model, ix, &members) {
        let what = format!("`{}` cannot be a union: {reason}", name.value);
        diagnostics.push(Diagnostic::error(what).at(name.place.clone()));
        return;
    }
    let members = members.into_iter().map(alternative).collect();
    model.shape_mut(ix).kind = Kind::Union(members);
}

/// A member of a union is either set or not; it has no default.
fn alternative(mut member: Member) -> Member {
    member.traits.default = None;
    member.traits.client_optional = false;
    member
}

fn not_a_union(model: &Model, ix: ShapeIx, members: &[Member]) -> Option<String> {
    if members.is_empty() {
        return Some("it has no members".to_owned());
    }
    if let Some(member) = members.iter().find(|member| member.traits.required) {
        return Some(format!("its member `{}` is required", member.name));
    }
    if model.shape(ix).is_error() {
        return Some("it is an error".to_owned());
    }
    let of_operation = model.shapes().find(|(_, shape)| match &shape.kind {
        Kind::Operation(operation) => operation.input == ix || operation.output == ix,
        _ => false,
    });
    let (_, operation) = of_operation?;
    Some(format!(
        "it is the input or output of `{}`",
        operation.id.name
    ))
}

fn structures(model: &Model) -> impl Iterator<Item = &Shape> {
    let shapes = model.shapes().map(|(_, shape)| shape);
    shapes.filter(|shape| matches!(shape.kind, Kind::Structure(_)))
}

/// Gives every member of that name, where it is a string or a number, the simple type.
fn members(
    model: &mut Model,
    name: &Setting,
    member_type: MemberType,
    diagnostics: &mut Diagnostics,
) {
    let kind = kind(member_type);
    let mut found = Vec::new();
    for (ix, shape) in model.shapes() {
        let Kind::Structure(members) = &shape.kind else {
            continue;
        };
        let named = (members.iter().enumerate()).filter(|(_, member)| member.name == name.value);
        found.extend(named.map(|(position, member)| (ix, position, member.target)));
    }
    found.retain(|(_, _, target)| can_be_retyped(&model.shape(*target).kind));
    if found.is_empty() {
        let what = format!("no structure has a string or number `{}`", name.value);
        let known = structures(model).flat_map(Shape::members);
        let known = known.filter(|member| can_be_retyped(&model.shape(member.target).kind));
        let known: Vec<&str> = known.map(|member| member.name.as_str()).collect();
        unmatched_in_manifest(name, what, &known, diagnostics);
        return;
    }
    found.retain(|(_, _, target)| model.shape(*target).kind.type_name() != kind.type_name());
    let Some(target) = prelude(model, kind) else {
        return;
    };
    for (ix, position, _) in found {
        if let Kind::Structure(members) = &mut model.shape_mut(ix).kind {
            members[position].target = target;
            // It was a value of the other type.
            members[position].traits.default = None;
        }
    }
}

fn kind(member_type: MemberType) -> Kind {
    match member_type {
        MemberType::Boolean => Kind::Boolean,
        MemberType::Integer => Kind::Integer,
        MemberType::Long => Kind::Long,
        MemberType::Double => Kind::Double,
        MemberType::String => Kind::String,
        MemberType::Timestamp => Kind::Timestamp,
    }
}

fn can_be_retyped(kind: &Kind) -> bool {
    kind.is_simple() && !matches!(kind, Kind::Blob | Kind::Document | Kind::Timestamp)
}

/// Returns the prelude's shape of a simple type, which the model may not have used before.
pub(super) fn prelude(model: &mut Model, kind: Kind) -> Option<ShapeIx> {
    let name = kind.type_name();
    let (first, rest) = name.split_at_checked(1)?;
    let id = ShapeId::parse(&format!("smithy.api#{}{rest}", first.to_uppercase()))?;
    model.find(&id).or_else(|| {
        let shape = Shape {
            id,
            kind,
            traits: Traits::default(),
        };
        model.add(shape).ok()
    })
}
