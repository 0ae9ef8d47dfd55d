//! Types in signatures.

use super::output::Tokens;
use super::paths::*;
use crate::ir::{Field, MapKey, Named, Type};
use crate::tokens::quote;

/// The type as code.
pub(super) fn ty(ty: &Type) -> Tokens {
    match ty {
        Type::Bool => quote!(bool),
        Type::I8 => quote!(i8),
        Type::I16 => quote!(i16),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::BigInteger => quote!(#RtBigInteger),
        Type::BigDecimal => quote!(#RtBigDecimal),
        Type::String => quote!(String),
        Type::Blob => quote!(#RtBlob),
        Type::DateTime => quote!(#RtDateTime),
        Type::Document => quote!(#RtDocument),
        Type::ByteStream => quote!(#RtByteStream),
        Type::EventSender(union, error) => {
            quote!(#RtEventSender<#OwnTypes::#union, #OwnErrors::#error>)
        }
        Type::EventReceiver(union, error) => {
            quote!(#RtEventReceiver<#OwnTypes::#union, #OwnErrors::#error>)
        }
        Type::Named(Named::Type(name)) => quote!(#OwnTypes::#name),
        Type::Named(Named::Error(name)) => quote!(#OwnErrors::#name),
        Type::List(item) => {
            let item = self::ty(item);
            quote!(Vec<#item>)
        }
        Type::Map(key, value) => {
            let (key, value) = (map_key(key), self::ty(value));
            quote!(#StdHashMap<#key, #value>)
        }
        Type::Sparse(item) => {
            let item = self::ty(item);
            quote!(Option<#item>)
        }
        Type::Boxed(inner) => {
            let inner = self::ty(inner);
            quote!(Box<#inner>)
        }
    }
}

/// The type of a map's keys.
pub(super) fn map_key(key: &MapKey) -> Tokens {
    match key {
        MapKey::String => quote!(String),
        MapKey::Enum(name) => quote!(#OwnTypes::#name),
    }
}

/// The type of a field, with its `Option`.
pub(super) fn field_ty(field: &Field) -> Tokens {
    let inner = ty(&field.ty);
    if field.optional {
        quote!(Option<#inner>)
    } else {
        inner
    }
}

/// A parameter that takes text or the type itself, and the expression that makes the value.
pub(super) fn argument(name: Tokens, value: &Type) -> (Tokens, Tokens) {
    match value {
        Type::String => (quote!(#name: impl Into<String>), quote!(#name.into())),
        other => {
            let other = ty(other);
            (quote!(#name: #other), name)
        }
    }
}
