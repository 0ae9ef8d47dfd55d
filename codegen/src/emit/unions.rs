//! Unions.

use super::docs::{deprecated, docs, lines};
use super::output::Tokens;
use super::paths::*;
use super::structure::shape;
use super::types::ty;
use crate::ir::{Equality, Union, UnionVariant};
use crate::tokens::{quote, Number};

/// All items of a union.
pub(super) fn union(item: &Union) -> Vec<Tokens> {
    let name = &item.name;
    vec![
        definition(item),
        methods(item),
        reflection(item),
        match item.equality {
            Equality::None | Equality::Partial => quote!(#MacroUnion!(#name);),
            Equality::Eq => quote!(#MacroUnion!(#name, Eq);),
            Equality::Hash => quote!(#MacroUnion!(#name, Hash);),
        },
    ]
}

fn definition(item: &Union) -> Tokens {
    let Union {
        name,
        schema: _,
        docs: text,
        deprecation,
        variants,
        equality: _,
    } = item;
    let (text, deprecated_) = (docs(text), deprecated(deprecation));
    let variants = variants.iter().map(|variant| {
        let (name, text) = (&variant.name, docs(&variant.docs));
        let deprecated = deprecated(&variant.deprecation);
        let value = variant.ty.as_ref().map(|inner| {
            let inner = ty(inner);
            quote!((#inner))
        });
        quote!(#text #deprecated #name #value)
    });
    quote! {
        #text
        #deprecated_
        #[non_exhaustive]
        #[derive(Clone)]
        pub enum #name {
            #(#variants,)*
            /// A member unknown to this version of the crate. Its value is not kept, so it cannot be sent.
            #[non_exhaustive]
            Unknown {
                /// The member's name on the wire. It is empty if a required union is missing from a
                /// response.
                name: String,
            },
        }
    }
}

fn methods(item: &Union) -> Tokens {
    let name = &item.name;
    let variants = item.variants.iter().map(variant_methods);
    quote! {
        impl #name {
            #(#variants)*
            /// Returns `true` if this is a member unknown to this version of the crate.
            pub fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown { .. })
            }
        }
    }
}

fn variant_methods(variant: &UnionVariant) -> Tokens {
    let UnionVariant {
        name,
        as_name,
        is_name,
        docs: _,
        deprecation,
        constraints: _,
        ty: inner,
    } = variant;
    let deprecated = deprecated(deprecation);
    let link = format!("[`{0}`](Self::{0})", name.0);
    let is_doc = lines([format!("Returns `true` if this is {link}.").as_str()]);
    let (result, pattern, value, is_pattern, result_words) = match inner {
        Some(inner) => {
            let inner = ty(inner);
            (
                quote!(&#inner),
                quote!(Self::#name(value)),
                quote!(value),
                quote!(Self::#name(_)),
                "Returns the value",
            )
        }
        None => (
            quote!(()),
            quote!(Self::#name),
            quote!(()),
            quote!(Self::#name),
            "Returns `Ok`",
        ),
    };
    let as_doc = lines([format!(
        "{result_words} if this is {link}, otherwise the union itself as the error."
    )
    .as_str()]);
    quote! {
        #as_doc
        #deprecated
        pub fn #as_name(&self) -> Result<#result, &Self> {
            match self {
                #pattern => Ok(#value),
                other => Err(other),
            }
        }
        #is_doc
        #deprecated
        pub fn #is_name(&self) -> bool {
            matches!(self, #is_pattern)
        }
    }
}

fn reflection(item: &Union) -> Tokens {
    let name = &item.name;
    let shape = shape(&item.schema);
    let known = numbered(item).map(|(index, variant)| {
        let name = &variant.name;
        match variant.ty {
            Some(_) => quote!(Self::#name(value) => #RtVariant::Known(#index, value)),
            None => quote!(Self::#name => #RtVariant::Known(#index, &#RtReflect::Unit)),
        }
    });
    let read = read(item);
    quote! {
        impl #RtUnion for #name {
            fn shape() -> &'static #RtShape {
                #shape
            }
            fn variant(&self) -> #RtVariant<'_> {
                match self {
                    #(#known,)*
                    Self::Unknown { name } => #RtVariant::Unknown(name),
                }
            }
            #read
            fn unknown(name: String) -> Self {
                Self::Unknown { name }
            }
        }
    }
}

/// The method that makes a variant by its number; a union may have none.
fn read(item: &Union) -> Tokens {
    let arms: Vec<Tokens> = numbered(item)
        .map(|(index, variant)| {
            let name = &variant.name;
            match variant.ty {
                Some(_) => quote!(#index => Self::#name(#RtReflect::read_variant(fill)?)),
                None => quote! {
                    #index => {
                        fill(&mut #RtReflect::Unit)?;
                        Self::#name
                    }
                },
            }
        })
        .collect();
    let (index, fill, value) = if arms.is_empty() {
        (quote!(_index), quote!(_fill), quote!(None))
    } else {
        let value = quote! {
            Some(match index {
                #(#arms,)*
                _ => return Ok(None),
            })
        };
        (quote!(index), quote!(fill), value)
    };
    quote! {
        fn read(
            #index: usize,
            #fill: &mut dyn FnMut(&mut dyn #RtField) -> Result<(), #RtReadError>,
        ) -> Result<Option<Self>, #RtReadError> {
            Ok(#value)
        }
    }
}

/// The variants with their numbers.
fn numbered(item: &Union) -> impl Iterator<Item = (Number<usize>, &UnionVariant)> {
    let numbered = item.variants.iter().enumerate();
    numbered.map(|(index, variant)| (Number(index), variant))
}
