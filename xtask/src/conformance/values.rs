//! Conversion of test parameters into Rust expressions.
//!
//! In the parameters of a test, blobs are plain text, timestamps are fractional seconds, floats may be
//! `"NaN"`, `"Infinity"` or `"-Infinity"`, and a union is an object with one key.

use anyhow::{anyhow, bail, Context as _, Error, Result};
use farrier_codegen::ir::{MapKey, Name, Named, Structure, Type};
use farrier_codegen::model::{Kind, ShapeIx};
use farrier_conformance::json::Json;
use proc_macro2::TokenStream as Tokens;
use quote::quote;

use super::client::Client;

impl Client {
    /// Returns the expression of a value with the type `ty` and the shape `ix`.
    pub(crate) fn value(&self, ty: &Type, ix: ShapeIx, value: &Json) -> Result<Tokens> {
        match ty {
            Type::Boxed(inner) => {
                let inner = self.value(inner, ix, value)?;
                Ok(quote!(Box::new(#inner)))
            }
            Type::Sparse(inner) => match value {
                Json::Null => Ok(quote!(None)),
                value => {
                    let inner = self.value(inner, ix, value)?;
                    Ok(quote!(Some(#inner)))
                }
            },
            Type::Named(Named::Type(name) | Named::Error(name)) => self.named(name, ix, value),
            Type::List(item) => self.list(item, ix, value),
            Type::Map(key, item) => self.map(key, item, ix, value),
            simple => scalar(simple, value),
        }
    }

    /// Returns `Type::builder().set_a(…).build()` for the members in the test. `path` is the module of the type.
    pub(crate) fn structure_value(
        &self,
        path: &Tokens,
        structure: &Structure,
        ix: ShapeIx,
        entries: &[(String, Json)],
    ) -> Result<Tokens> {
        let setters = self.setters(structure, ix, entries)?;
        let name = &structure.name;
        let end = (structure.builder.fallible)
            .then(|| quote!(.expect("the test names every required member")));
        Ok(quote!(#path::#name::builder() #setters .build() #end))
    }

    /// Returns `.set_a(Some(…)).set_b(Some(…))`.
    pub(crate) fn setters(
        &self,
        structure: &Structure,
        ix: ShapeIx,
        entries: &[(String, Json)],
    ) -> Result<Tokens> {
        let mut setters = Tokens::new();
        for (name, value) in entries {
            let mut fields = self.fields(ix, structure);
            let Some((member, field)) = fields.find(|(member, _)| member.name == *name) else {
                let structure = &structure.name.0;
                bail!("{structure} has no member `{name}`");
            };
            if *value == Json::Null {
                continue;
            }
            let setter = &field.set_name;
            let value =
                (self.value(&field.ty, member.target, value)).with_context(|| name.clone())?;
            setters.extend(quote!(.#setter(Some(#value))));
        }
        Ok(setters)
    }

    /// Returns whether the value contains a map with several entries, whose order on the wire is not defined.
    pub(crate) fn has_wide_map(&self, ix: ShapeIx, value: &Json) -> bool {
        let shape = self.prepared.model.shape(ix);
        let member = |name: &str| shape.member(name).map(|member| member.target);
        match &shape.kind {
            Kind::List(item) => {
                let mut items = value.items().iter();
                items.any(|value| self.has_wide_map(item.target, value))
            }
            Kind::Map { value: item, .. } => {
                let entries = value.entries();
                entries.len() > 1
                    || (entries.iter()).any(|(_, value)| self.has_wide_map(item.target, value))
            }
            Kind::Structure(_) | Kind::Union(_) => (value.entries().iter()).any(|(name, value)| {
                member(name).is_some_and(|target| self.has_wide_map(target, value))
            }),
            _ => false,
        }
    }

    fn named(&self, name: &Name, ix: ShapeIx, value: &Json) -> Result<Tokens> {
        let types = quote!(sdk::types);
        match &self.prepared.model.shape(ix).kind {
            Kind::Structure(_) if self.prepared.model.shape(ix).is_error() => {
                let structure = self.error_structure(ix);
                let structure = structure.ok_or_else(|| unknown(name))?;
                self.structure_value(&quote!(sdk::types::error), structure, ix, value.entries())
            }
            Kind::Structure(_) => {
                let structure = self.structure(name).ok_or_else(|| unknown(name))?;
                self.structure_value(&types, structure, ix, value.entries())
            }
            Kind::Union(_) => self.union_value(name, ix, value),
            _ => {
                let text = value.text().ok_or_else(|| wrong("an enum", value))?;
                Ok(quote!(sdk::types::#name::from(#text)))
            }
        }
    }

    /// Returns one variant of a union.
    pub(crate) fn union_value(&self, name: &Name, ix: ShapeIx, value: &Json) -> Result<Tokens> {
        let union = self.union(name).ok_or_else(|| unknown(name))?;
        let [(member, value)] = value.entries() else {
            return Err(wrong("a union", value));
        };
        let found = self.variant(ix, union, member);
        let (member, variant) = found.with_context(|| format!("no variant `{member}`"))?;
        let variant_name = &variant.name;
        match &variant.ty {
            None => Ok(quote!(sdk::types::#name::#variant_name)),
            Some(ty) => {
                let value = self.value(ty, member.target, value)?;
                Ok(quote!(sdk::types::#name::#variant_name(#value)))
            }
        }
    }

    fn list(&self, item: &Type, ix: ShapeIx, value: &Json) -> Result<Tokens> {
        let Kind::List(member) = &self.prepared.model.shape(ix).kind else {
            return Err(wrong("a list", value));
        };
        let items = value.items().iter();
        let items: Vec<Tokens> = items
            .map(|value| self.value(item, member.target, value))
            .collect::<Result<_, _>>()?;
        Ok(quote!(vec![#(#items),*]))
    }

    fn map(&self, key: &MapKey, item: &Type, ix: ShapeIx, value: &Json) -> Result<Tokens> {
        let Kind::Map { value: member, .. } = &self.prepared.model.shape(ix).kind else {
            return Err(wrong("a map", value));
        };
        let mut entries = Vec::new();
        for (name, value) in value.entries() {
            let key = match key {
                MapKey::String => quote!(#name.to_owned()),
                MapKey::Enum(ty) => quote!(sdk::types::#ty::from(#name)),
            };
            let value = self.value(item, member.target, value)?;
            entries.push(quote!((#key, #value)));
        }
        Ok(quote!(std::collections::HashMap::from([#(#entries),*])))
    }
}

fn unknown(name: &Name) -> Error {
    anyhow!("the crate has no type {}", name.0)
}

fn wrong(what: &str, value: &Json) -> Error {
    anyhow!("{value:?} is not {what}")
}

/// Returns a simple value.
fn scalar(ty: &Type, value: &Json) -> Result<Tokens> {
    let text = || value.text().ok_or_else(|| wrong("a string", value));
    let digits = || value.digits().ok_or_else(|| wrong("a number", value));
    Ok(match ty {
        Type::Bool => match value {
            Json::Bool(value) => quote!(#value),
            value => return Err(wrong("a boolean", value)),
        },
        Type::I8 => suffixed(digits()?, "i8")?,
        Type::I16 => suffixed(digits()?, "i16")?,
        Type::I32 => suffixed(digits()?, "i32")?,
        Type::I64 => suffixed(digits()?, "i64")?,
        Type::F32 => float(value, "f32")?,
        Type::F64 => float(value, "f64")?,
        Type::BigInteger | Type::BigDecimal => {
            let digits = value.digits().or(value.text());
            let digits = digits.ok_or_else(|| wrong("a number", value))?;
            quote!(#digits.parse().expect("a number of any size"))
        }
        Type::String => {
            let text = text()?;
            quote!(#text.to_owned())
        }
        Type::Blob => {
            let text = text()?;
            quote!(sdk::primitives::Blob::new(#text))
        }
        Type::DateTime => match value {
            Json::String(text) => quote! {
                sdk::primitives::DateTime::from_str(#text, sdk::primitives::DateTimeFormat::DateTime)
                    .expect("a time")
            },
            _ => date_time(digits()?)?,
        },
        Type::ByteStream => {
            let text = text()?;
            quote!(sdk::primitives::ByteStream::from_static(#text.as_bytes()))
        }
        Type::Document => {
            let text = value.to_string();
            quote!(farrier_conformance::values::document(#text))
        }
        other => bail!("the harness has no values of type {other:?}"),
    })
}

fn suffixed(digits: &str, ty: &str) -> Result<Tokens> {
    let literal = format!("{digits}_{ty}");
    literal
        .parse()
        .map_err(|_| anyhow!("{literal} is not valid Rust"))
}

fn float(value: &Json, ty: &str) -> Result<Tokens> {
    let constant = match value {
        Json::Number(digits) => return suffixed(digits, ty),
        Json::String(text) => match text.as_str() {
            "NaN" => "NAN",
            "Infinity" => "INFINITY",
            "-Infinity" => "NEG_INFINITY",
            _ => return Err(wrong("a float", value)),
        },
        _ => return Err(wrong("a float", value)),
    };
    let path = format!("{ty}::{constant}");
    path.parse()
        .map_err(|_| anyhow!("{path} is not valid Rust"))
}

/// Returns a timestamp from fractional seconds, with nanosecond precision.
fn date_time(digits: &str) -> Result<Tokens> {
    let no_time = || anyhow!("{digits} is not a timestamp");
    let (seconds, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if seconds.starts_with('-') && !fraction.trim_end_matches('0').is_empty() {
        bail!("{digits}: no times before 1970 with a fraction");
    }
    let nanoseconds = format!("{fraction:0<9}");
    let seconds: i64 = seconds.parse().map_err(|_| no_time())?;
    let nanoseconds: u32 = nanoseconds.parse().map_err(|_| no_time())?;
    Ok(quote!(sdk::primitives::DateTime::from_secs_and_nanos(#seconds, #nanoseconds)))
}
