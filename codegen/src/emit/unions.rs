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
        #[derive(#StdClone)]
        pub enum #name {
            #(#variants,)*
            /// A member that this crate does not know. Its value is not kept, so it cannot be sent.
            #[non_exhaustive]
            Unknown {
                /// The member's name as the service sent it.
                name: #StdString,
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
            /// Whether this is a member that this crate does not know.
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
    let is_doc = lines([format!("Whether this is {link}.").as_str()]);
    let (result, pattern, value, is_pattern, of) = match inner {
        Some(inner) => {
            let inner = ty(inner);
            (
                quote!(&#inner),
                quote!(Self::#name(value)),
                quote!(value),
                quote!(Self::#name(_)),
                "The value of",
            )
        }
        None => (
            quote!(()),
            quote!(Self::#name),
            quote!(()),
            quote!(Self::#name),
            "Nothing, if this is",
        ),
    };
    let as_doc = lines([format!("{of} {link}; else the union itself as the error.").as_str()]);
    quote! {
        #as_doc
        #deprecated
        pub fn #as_name(&self) -> #StdResult<#result, &Self> {
            match self {
                #pattern => #StdOk(#value),
                other => #StdErr(other),
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
    let numbered = || {
        let numbered = item.variants.iter().enumerate();
        numbered.map(|(index, variant)| (Number(index), variant))
    };
    let known = numbered().map(|(index, variant)| {
        let name = &variant.name;
        match variant.ty {
            Some(_) => quote!(Self::#name(value) => #RtVariant::Known(#index, value)),
            None => quote!(Self::#name => #RtVariant::Known(#index, &#RtReflect::Unit)),
        }
    });
    let read = numbered().map(|(index, variant)| {
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
    });
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
            fn read(
                index: usize,
                fill: &mut dyn FnMut(&mut dyn #RtField) -> #StdResult<(), #RtSerdeError>,
            ) -> #StdResult<#StdOption<Self>, #RtSerdeError> {
                #StdOk(#StdSome(match index {
                    #(#read,)*
                    _ => return #StdOk(#StdNone),
                }))
            }
            fn unknown(name: #StdString) -> Self {
                Self::Unknown { name }
            }
        }
    }
}
