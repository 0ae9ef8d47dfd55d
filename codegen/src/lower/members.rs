//! The facts of members, decided once for each.

use std::collections::BTreeMap;

use super::defaults::{self, Misfit};
use super::names::{MemberName, Names};
use super::secrets::Secrets;
use super::{nullability, types};
use crate::ir::{Expr, Type};
use crate::model::{Kind, Member, MemberRef, Node, Shape, ShapeIx};
use crate::prepare::{Prepared, Side, Stream};

/// A member of a structure or union, and what it becomes.
pub(super) struct MemberFacts<'a> {
    /// The member.
    pub(super) at: MemberRef,
    /// The member in the model.
    pub(super) shape: &'a Member,
    /// The shape that it targets.
    pub(super) target: &'a Shape,
    /// Names of the field or variant and of its methods.
    pub(super) names: MemberName,
    /// Type of the value, boxed where it would else contain itself.
    pub(super) ty: Type,
    /// Set for a stream.
    pub(super) stream: Option<Stream>,
    /// Whether the model requires the member.
    pub(super) required: bool,
    /// Whether the field is an `Option`.
    pub(super) optional: bool,
    /// Whether `null` is a value, `Some(None)` in Rust.
    pub(super) nullable: bool,
    /// Whether a value cannot be built without the member.
    pub(super) must_be_set: bool,
    /// The default that counts for clients.
    pub(super) default: Option<Default<'a>>,
    /// Whether a required member of an input is never missing, because the service fills in the default.
    pub(super) filled_in: bool,
    /// The value that requests omit; see [`nullability::unwritten`].
    pub(super) unwritten: Option<String>,
    /// Whether the value must be redacted.
    pub(super) sensitive: bool,
    /// Whether a random value is used if the member is not set.
    pub(super) idempotency_token: bool,
}

/// The default of a member.
pub(super) struct Default<'a> {
    /// As the model gives it.
    pub(super) node: &'a Node,
    /// As Rust; `None` if the type's initial value is the same.
    pub(super) value: Result<Option<Expr>, Misfit>,
}

impl MemberFacts<'_> {
    /// Returns the expression of the default, unless the type's initial value is the same.
    pub(super) fn default_value(&self) -> Option<&Expr> {
        self.default.as_ref()?.value.as_ref().ok()?.as_ref()
    }
}

/// The members of all structures and unions in use.
pub(super) struct Members<'a>(BTreeMap<ShapeIx, Vec<MemberFacts<'a>>>);

impl<'a> Members<'a> {
    /// Decides them for a service.
    pub(super) fn of(prepared: &'a Prepared, names: &Names, secrets: &Secrets) -> Self {
        let decide = Decide {
            prepared,
            names,
            secrets,
        };
        let all = prepared.usage.keys().chain(prepared.sides.keys());
        let all = all.filter(|ix| {
            let kind = &prepared.model.shape(**ix).kind;
            matches!(kind, Kind::Structure(_) | Kind::Union(_))
        });
        Self(all.map(|ix| (*ix, decide.container(*ix))).collect())
    }

    /// Returns those of one structure or union.
    pub(super) fn of_container(&self, container: ShapeIx) -> &[MemberFacts<'a>] {
        self.0.get(&container).map_or(&[], Vec::as_slice)
    }

    /// Returns those of each.
    pub(super) fn all(&self) -> impl Iterator<Item = (ShapeIx, &[MemberFacts<'a>])> {
        self.0.iter().map(|(ix, members)| (*ix, members.as_slice()))
    }
}

struct Decide<'a, 'n> {
    prepared: &'a Prepared,
    names: &'n Names,
    secrets: &'n Secrets,
}

impl<'a> Decide<'a, '_> {
    fn container(&self, container: ShapeIx) -> Vec<MemberFacts<'a>> {
        let members = self.prepared.model.members(container).into_iter();
        let members = members.enumerate().map(|(position, member)| {
            let at = MemberRef {
                container,
                position,
            };
            self.member(at, member)
        });
        members.collect()
    }

    fn member(&self, at: MemberRef, shape: &'a Member) -> MemberFacts<'a> {
        let prepared = self.prepared;
        let target = prepared.model.shape(shape.target);
        let side = prepared.sides.get(&at.container);
        let of_input = matches!(side, Some(Side::Input(_)));
        let stream = prepared.streams.get(&at).copied();
        // Bytes are empty by default, events have to be set.
        let nullable = prepared.nullable.contains(&at);
        let optional =
            nullable || stream.is_none() && nullability::is_optional(shape, target, of_input);
        let default = nullability::default(shape).filter(|_| !nullable);
        let default = default.map(|node| Default {
            node,
            value: defaults::value(prepared, self.names, shape, node),
        });
        let required = shape.traits.required;
        MemberFacts {
            names: self.names.member(at),
            ty: types::of_member(prepared, self.names, at),
            must_be_set: match stream {
                Some(Stream::Blob) => false,
                Some(Stream::Sender | Stream::Receiver) => true,
                None => !optional && default.is_none(),
            },
            filled_in: of_input && required && default.is_some(),
            unwritten: (!of_input && !optional && self.is_written(at))
                .then(|| nullability::unwritten(shape, target))
                .flatten(),
            sensitive: self.secrets.redact(shape),
            idempotency_token: shape.traits.idempotency_token
                && matches!(target.kind, Kind::String),
            at,
            shape,
            target,
            stream,
            required,
            optional,
            nullable,
            default,
        }
    }

    /// Returns whether the member is one of a structure that requests contain.
    fn is_written(&self, at: MemberRef) -> bool {
        let is_structure = matches!(
            self.prepared.model.shape(at.container).kind,
            Kind::Structure(_)
        );
        let usage = self.prepared.usage.get(&at.container);
        is_structure && usage.is_some_and(|usage| usage.input)
    }
}
