//! Rust types of shapes and members.

use super::names::{error_alias, Names};
use crate::ir::{Getter, MapKey, Named, Setter, Type};
use crate::model::{Kind, MemberRef, ShapeIx};
use crate::prepare::{Prepared, Stream, MOST_NESTED};

/// Returns the type of a member of a structure or union, boxed where its type would else contain
/// itself.
pub(super) fn of_member(prepared: &Prepared, names: &Names, member: MemberRef) -> Type {
    let target = prepared.model.member(member).target;
    let events = || {
        let union = names.type_name(prepared, target);
        let error = error_alias(&union);
        (union, error)
    };
    let ty = match prepared.streams.get(&member) {
        Some(Stream::Blob) => return Type::ByteStream,
        Some(Stream::Sender) => {
            let (union, error) = events();
            return Type::EventSender(union, error);
        }
        Some(Stream::Receiver) => {
            let (union, error) = events();
            return Type::EventReceiver(union, error);
        }
        None => nested(prepared, names, target, 0),
    };
    let ty = if prepared.boxed.contains(&member) {
        Type::Boxed(Box::new(ty))
    } else {
        ty
    };
    if prepared.nullable.contains(&member) {
        // Within the `Option` of the field, which is `None` where the member is absent.
        Type::Sparse(Box::new(ty))
    } else {
        ty
    }
}

fn nested(prepared: &Prepared, names: &Names, ix: ShapeIx, depth: usize) -> Type {
    let shape = prepared.model.shape(ix);
    let element = |target: ShapeIx| {
        // Deeper ones are refused before.
        let element = if depth < MOST_NESTED {
            nested(prepared, names, target, depth + 1)
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
        Kind::Map { key, value } => {
            Type::Map(map_key(prepared, names, key.target), element(value.target))
        }
        Kind::Structure(_) if shape.is_error() => {
            Type::Named(Named::Error(names.type_name(prepared, ix)))
        }
        Kind::Enum(_) | Kind::Structure(_) | Kind::Union(_) => {
            Type::Named(Named::Type(names.type_name(prepared, ix)))
        }
        // No member can target these; the loader refuses it.
        Kind::Service(_) | Kind::Operation(_) | Kind::Resource(_) => Type::Document,
    }
}

fn map_key(prepared: &Prepared, names: &Names, ix: ShapeIx) -> MapKey {
    match prepared.model.shape(ix).kind {
        Kind::Enum(_) => MapKey::Enum(names.type_name(prepared, ix)),
        _ => MapKey::String,
    }
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
        Type::Boxed(inner) => Getter::Deref((**inner).clone()),
        Type::Bool | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::F32 | Type::F64 => {
            Getter::Copy
        }
        other => Getter::Ref(other.clone()),
    }
}
