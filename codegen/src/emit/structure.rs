//! Structures: the type, its getters and its reflection.

use super::docs::{deprecated, docs, lines, summary};
use super::output::Tokens;
use super::paths::*;
use super::types::{field_ty, ty};
use crate::ir::{Equality, Field, Getter, Structure};
use crate::tokens::{quote, Number, ToTokens};

/// All items of a structure but its builder; `builders` is the module that has it.
pub(super) fn structure(structure: &Structure, builders: &impl ToTokens) -> Vec<Tokens> {
    let name = &structure.name;
    let output = if structure.extended_request_id {
        Some(quote!(#MacroExtendedOutput!(#name);))
    } else {
        structure.request_id.then(|| quote!(#MacroOutput!(#name);))
    };
    vec![
        definition(structure),
        methods(structure, builders),
        reflection(structure),
        initial(structure),
        match structure.equality {
            Equality::Partial if structure.error.is_some() => quote!(#MacroErrorStructure!(#name);),
            Equality::Eq if structure.error.is_some() => quote!(#MacroErrorStructure!(#name, Eq);),
            Equality::None => quote!(#MacroStreamingStructure!(#name);),
            Equality::Partial => quote!(#MacroStructure!(#name);),
            Equality::Eq => quote!(#MacroStructure!(#name, Eq);),
            Equality::Hash => quote!(#MacroStructure!(#name, Hash);),
        },
    ]
    .into_iter()
    .chain(output)
    .collect()
}

fn definition(structure: &Structure) -> Tokens {
    let Structure {
        name,
        docs: text,
        deprecation,
        fields,
        stream,
        ..
    } = structure;
    let clone = stream.is_none().then(|| quote!(#[derive(Clone)]));
    let (text, deprecated) = (docs(text), deprecated(deprecation));
    let fields = fields.iter().map(field);
    let extras = extras(structure);
    let extras = extras
        .iter()
        .map(|(name, ty)| quote!(pub(crate) #name: #ty,));
    quote! {
        #text
        #deprecated
        #clone
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #(#extras)*
        }
    }
}

fn field(field: &Field) -> Tokens {
    let (text, deprecated) = (docs(&field.docs), deprecated(&field.deprecation));
    let (name, ty) = (&field.name, field_ty(field));
    quote!(#text #deprecated pub #name: #ty)
}

/// The fields that are not members: an output's request IDs or an error's metadata.
pub(super) fn extras(structure: &Structure) -> Vec<(Tokens, Tokens)> {
    let mut extras = Vec::new();
    if structure.error.is_some() {
        extras.push((quote!(meta), quote!(#RtErrorMetadata)));
    }
    if structure.request_id {
        extras.push((quote!(_request_id), quote!(Option<String>)));
    }
    if structure.extended_request_id {
        extras.push((quote!(_extended_request_id), quote!(Option<String>)));
    }
    extras
}

fn methods(structure: &Structure, builders: &impl ToTokens) -> Tokens {
    let (name, builder) = (&structure.name, &structure.builder.name);
    let getters = structure.fields.iter().map(getter);
    let builder_doc = lines([format!("Creates a builder for `{}`.", name.0).as_str()]);
    quote! {
        impl #name {
            #(#getters)*
            #builder_doc
            #[inline]
            pub fn builder() -> #builders::#builder {
                Default::default()
            }
        }
    }
}

fn getter(field: &Field) -> Tokens {
    let (name, deprecated) = (&field.name, deprecated(&field.deprecation));
    let text = lines([summary(&field.docs)]);
    let (ty, value) = getter_parts(field);
    quote! {
        #text
        #deprecated
        #[inline]
        pub fn #name(&self) -> #ty {
            #value
        }
    }
}

fn getter_parts(field: &Field) -> (Tokens, Tokens) {
    let name = &field.name;
    match (&field.getter, field.optional) {
        (Getter::Copy, _) => (field_ty(field), quote!(self.#name)),
        (Getter::Text, true) => (quote!(Option<&str>), quote!(self.#name.as_deref())),
        (Getter::Text, false) => (quote!(&str), quote!(&self.#name)),
        (Getter::Slice(item), optional) => {
            let item = ty(item);
            let value = if optional {
                quote!(self.#name.as_deref().unwrap_or_default())
            } else {
                quote!(&self.#name)
            };
            (quote!(&[#item]), value)
        }
        (Getter::Ref(target), true) => {
            let target = ty(target);
            (quote!(Option<&#target>), quote!(self.#name.as_ref()))
        }
        (Getter::Deref(target), true) => {
            let target = ty(target);
            (quote!(Option<&#target>), quote!(self.#name.as_deref()))
        }
        (Getter::Ref(target) | Getter::Deref(target), false) => {
            let target = ty(target);
            (quote!(&#target), quote!(&self.#name))
        }
    }
}

/// The body that finds the crate's shape of that schema key.
pub(super) fn shape(key: &str) -> Tokens {
    quote! {
        #OwnShape(#key)
    }
}

fn reflection(structure: &Structure) -> Tokens {
    let name = &structure.name;
    let shape = shape(&structure.schema);
    let field = access(structure, &quote!(&self));
    let field_mut = access(structure, &quote!(&mut self));
    let is_empty = structure.fields.is_empty() && extras(structure).is_empty();
    let index = if is_empty {
        quote!(_index)
    } else {
        quote!(index)
    };
    quote! {
        impl #RtStructure for #name {
            fn shape(&self) -> &'static #RtShape {
                #shape
            }
            fn field(&self, #index: usize) -> Option<&dyn #RtField> {
                #field
            }
            fn field_mut(&mut self, #index: usize) -> Option<&mut dyn #RtField> {
                #field_mut
            }
        }
    }
}

/// Access to the members by position, followed by the extra field; `this` is the borrow.
fn access(structure: &Structure, this: &Tokens) -> Tokens {
    let members = structure.fields.iter().map(|field| {
        let name = &field.name;
        quote!(#name)
    });
    let arms: Vec<_> = members
        .chain(extras(structure).into_iter().map(|(name, _)| name))
        .enumerate()
        .map(|(index, name)| {
            let index = Number(index);
            quote!(#index => Some(#this.#name))
        })
        .collect();
    if arms.is_empty() {
        return quote!(None);
    }
    quote! {
        match index {
            #(#arms,)*
            _ => None,
        }
    }
}

fn initial(structure: &Structure) -> Tokens {
    let name = &structure.name;
    let fields = structure.fields.iter().map(|field| {
        let name = &field.name;
        let value = initial_value(field);
        quote!(#name: #value)
    });
    let extras = extras(structure);
    let extras = extras
        .iter()
        .map(|(name, _)| quote!(#name: #RtInitial::initial(),));
    let inline = structure.inline_initial.then(|| quote!(#[inline]));
    quote! {
        impl #RtInitial for #name {
            #inline
            fn initial() -> Self {
                Self {
                    #(#fields,)*
                    #(#extras)*
                }
            }
        }
    }
}

/// The initial value of a field.
pub(super) fn initial_value(field: &Field) -> Tokens {
    match (&field.default, field.optional) {
        (_, true) => quote!(None),
        (None, false) => quote!(#RtInitial::initial()),
        (Some(default), false) => quote!(#default),
    }
}
