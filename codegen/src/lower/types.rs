//! Rust types of shapes and members.

use super::{errors, Context};
use crate::ir::{Getter, MapKey, Name, Named, Setter, Type};
use crate::model::{Kind, MemberRef, ShapeIx};
use crate::prepare::{Stream, MOST_NESTED};

/// Returns the type of a member of a structure or union, boxed where its type would else contain
/// itself.
pub(super) fn of_member(ctx: &Context<'_>, member: MemberRef) -> Type {
    let target = ctx.model().member(member).target;
    let events = || {
        let union = ctx.type_name(target);
        let error = errors::alias(&union);
        (union, error)
    };
    let ty = match ctx.prepared.streams.get(&member) {
        Some(Stream::Blob) => return Type::ByteStream,
        Some(Stream::Sender) => {
            let (union, error) = events();
            return Type::EventSender(union, error);
        }
        Some(Stream::Receiver) => {
            let (union, error) = events();
            return Type::EventReceiver(union, error);
        }
        None => of_shape(ctx, target),
    };
    if ctx.prepared.boxed.contains(&member) {
        Type::Boxed(Box::new(ty))
    } else {
        ty
    }
}

/// Returns the type of a shape's values.
pub(super) fn of_shape(ctx: &Context<'_>, ix: ShapeIx) -> Type {
    nested(ctx, ix, 0)
}

fn nested(ctx: &Context<'_>, ix: ShapeIx, depth: usize) -> Type {
    let shape = ctx.model().shape(ix);
    let element = |target: ShapeIx| {
        // Deeper ones are refused before.
        let element = if depth < MOST_NESTED {
            nested(ctx, target, depth + 1)
        } else {
            Type::Document
        };
        Box::new(if shape.traits.sparse {
            Type::Sparse(Box::new(element))
        } else {
            element
        })
    };
    match &shape.kind {
        Kind::Boolean => Type::Bool,
        Kind::Byte => Type::I8,
        Kind::Short => Type::I16,
        Kind::Integer | Kind::IntEnum(_) => Type::I32,
        Kind::Long => Type::I64,
        Kind::Float => Type::F32,
        Kind::Double => Type::F64,
        Kind::BigInteger => Type::BigInteger,
        Kind::BigDecimal => Type::BigDecimal,
        Kind::String => Type::String,
        Kind::Blob => Type::Blob,
        Kind::Timestamp => Type::DateTime,
        Kind::Document => Type::Document,
        Kind::List(member) => Type::List(element(member.target)),
        Kind::Map { key, value } => Type::Map(map_key(ctx, key.target), element(value.target)),
        Kind::Structure(_) if shape.is_error() => Type::Named(Named::Error(named(ctx, ix))),
        Kind::Enum(_) | Kind::Structure(_) | Kind::Union(_) => {
            Type::Named(Named::Type(named(ctx, ix)))
        }
        // No member can target these; the loader refuses it.
        Kind::Service(_) | Kind::Operation(_) | Kind::Resource(_) => Type::Document,
    }
}

fn map_key(ctx: &Context<'_>, ix: ShapeIx) -> MapKey {
    match ctx.model().shape(ix).kind {
        Kind::Enum(_) => MapKey::Enum(named(ctx, ix)),
        _ => MapKey::String,
    }
}

fn named(ctx: &Context<'_>, ix: ShapeIx) -> Name {
    let name = ctx.names.ty(ix).cloned();
    name.unwrap_or_else(|| Name(super::case::pascal(ctx.prepared.name(ix))))
}

/// How the setter of a member of this type takes a value.
pub(super) fn setter(ty: &Type) -> Setter {
    match ty {
        Type::String => Setter::Text,
        Type::List(element) => Setter::Push((**element).clone()),
        Type::Map(key, value) => Setter::Insert(key.clone(), (**value).clone()),
        Type::Boxed(inner) => Setter::Boxed((**inner).clone()),
        _ => Setter::Value,
    }
}

/// Returns the getter of a member of this type.
pub(super) fn getter(ty: &Type) -> Getter {
    match ty {
        Type::String => Getter::Text,
        Type::List(element) => Getter::Slice((**element).clone()),
        Type::Boxed(inner) => Getter::Ref((**inner).clone()),
        Type::Bool | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::F32 | Type::F64 => {
            Getter::Copy
        }
        other => Getter::Ref(other.clone()),
    }
}
