//! Structures: the type, its getters, and what it tells of itself.

use super::docs::{deprecated, docs, lines, summary};
use super::output::Tokens;
use super::paths::*;
use super::types::{field_ty, ty};
use crate::ir::{Field, Getter, Structure};
use quote::quote;

/// All items of a structure but its builder; `builders` is the module that has it.
pub(super) fn structure(structure: &Structure, builders: &Tokens) -> Vec<Tokens> {
    vec![
        definition(structure),
        methods(structure, builders),
        reflection(structure),
        initial(structure),
        kind(structure),
        partial_eq(structure),
        debug(structure),
    ]
    .into_iter()
    .chain(structure.request_id.then(|| request_id(structure)))
    .collect()
}

fn definition(structure: &Structure) -> Tokens {
    let Structure {
        name,
        docs: text,
        deprecation,
        fields,
        ..
    } = structure;
    let (text, deprecated) = (docs(text), deprecated(deprecation));
    let fields = fields.iter().map(field);
    let extra = extra(structure).map(|(name, ty)| quote!(pub(crate) #name: #ty,));
    quote! {
        #text
        #deprecated
        #[derive(#StdClone)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #extra
        }
    }
}

fn field(field: &Field) -> Tokens {
    let (text, deprecated) = (docs(&field.docs), deprecated(&field.deprecation));
    let (name, ty) = (&field.name, field_ty(field));
    quote!(#text #deprecated pub #name: #ty)
}

/// The field that is no member: an output's request id, an error's metadata.
pub(super) fn extra(structure: &Structure) -> Option<(Tokens, Tokens)> {
    if structure.error.is_some() {
        Some((quote!(meta), quote!(#RtErrorMetadata)))
    } else if structure.request_id {
        Some((quote!(_request_id), quote!(#StdOption<#StdString>)))
    } else {
        None
    }
}

fn methods(structure: &Structure, builders: &Tokens) -> Tokens {
    let (name, builder) = (&structure.name, &structure.builder.name);
    let getters = structure.fields.iter().map(getter);
    let builder_doc = lines([format!("A builder of [`{}`].", name.0).as_str()]);
    quote! {
        impl #name {
            #(#getters)*
            #builder_doc
            pub fn builder() -> #builders::#builder {
                #StdDefault::default()
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
        (Getter::Text, true) => (quote!(#StdOption<&str>), quote!(self.#name.as_deref())),
        (Getter::Text, false) => (quote!(&str), quote!(&self.#name)),
        (Getter::Slice(item), optional) => {
            let item = ty(item);
            let value = match optional {
                true => quote!(self.#name.as_deref().unwrap_or_default()),
                false => quote!(&self.#name),
            };
            (quote!(&[#item]), value)
        }
        (Getter::Ref(target), optional) => {
            let boxed = *target != field.ty;
            let target = ty(target);
            match (optional, boxed) {
                (true, true) => (quote!(#StdOption<&#target>), quote!(self.#name.as_deref())),
                (true, false) => (quote!(#StdOption<&#target>), quote!(self.#name.as_ref())),
                (false, _) => (quote!(&#target), quote!(&self.#name)),
            }
        }
    }
}

/// The expression for the crate's shape of that schema key.
pub(super) fn shape(key: &str) -> Tokens {
    quote! {
        static SHAPE: #RtShapeCell = #RtShapeCell::new(&#OwnSchema, #key);
        SHAPE.get()
    }
}

fn reflection(structure: &Structure) -> Tokens {
    let name = &structure.name;
    let shape = shape(&structure.schema);
    let field = access(structure, &quote!(&self));
    let field_mut = access(structure, &quote!(&mut self));
    let index = match structure.fields.is_empty() {
        true => quote!(_index),
        false => quote!(index),
    };
    let extra = extra(structure).map(|(name, _)| {
        let text = name.to_string();
        quote! {
            fn extra(&self) -> #StdOption<(&'static str, &dyn #RtField)> {
                #StdSome((#text, &self.#name))
            }
            fn extra_mut(&mut self) -> #StdOption<&mut dyn #RtField> {
                #StdSome(&mut self.#name)
            }
        }
    });
    quote! {
        impl #RtStructure for #name {
            fn shape(&self) -> &'static #RtShape {
                #shape
            }
            fn field(&self, #index: usize) -> #StdOption<&dyn #RtField> {
                #field
            }
            fn field_mut(&mut self, #index: usize) -> #StdOption<&mut dyn #RtField> {
                #field_mut
            }
            #extra
        }
    }
}

/// Members by position; `this` is the borrow of the structure.
fn access(structure: &Structure, this: &Tokens) -> Tokens {
    if structure.fields.is_empty() {
        return quote!(#StdNone);
    }
    let arms = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = &field.name;
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        quote!(#index => #this.#name)
    });
    quote! {
        #StdSome(match index {
            #(#arms,)*
            _ => return #StdNone,
        })
    }
}

fn initial(structure: &Structure) -> Tokens {
    let name = &structure.name;
    let fields = structure.fields.iter().map(|field| {
        let name = &field.name;
        let value = initial_value(field);
        quote!(#name: #value)
    });
    let extra = extra(structure).map(|(name, _)| quote!(#name: #RtInitial::initial(),));
    quote! {
        impl #RtInitial for #name {
            fn initial() -> Self {
                Self {
                    #(#fields,)*
                    #extra
                }
            }
        }
    }
}

/// What a field is before anything is known of it.
pub(super) fn initial_value(field: &Field) -> Tokens {
    match (&field.default, field.optional) {
        (_, true) => quote!(#StdNone),
        (None, false) => quote!(#RtInitial::initial()),
        (Some(default), false) => code(default),
    }
}

/// A Rust expression that lowering wrote as text.
pub(super) fn code(text: &str) -> Tokens {
    // Text that is no Rust becomes a token that does not parse, so that the writer reports it.
    text.parse()
        .unwrap_or_else(|_| quote!(compile_error!(#text) @))
}

fn kind(structure: &Structure) -> Tokens {
    let name = &structure.name;
    quote! {
        impl #RtReflected for #name {
            type Kind = #RtStructKind;
        }
    }
}

fn partial_eq(structure: &Structure) -> Tokens {
    let name = &structure.name;
    quote! {
        impl #StdPartialEq for #name {
            fn eq(&self, other: &Self) -> bool {
                #RtReflect::equal_structures(self, other)
            }
        }
    }
}

fn debug(structure: &Structure) -> Tokens {
    let name = &structure.name;
    quote! {
        impl #StdDebug for #name {
            fn fmt(&self, f: &mut #StdFormatter<'_>) -> #StdFmtResult {
                #RtReflect::fmt_structure(self, f)
            }
        }
    }
}

fn request_id(structure: &Structure) -> Tokens {
    let name = &structure.name;
    quote! {
        impl #RtRequestId for #name {
            fn request_id(&self) -> #StdOption<&str> {
                self._request_id.as_deref()
            }
        }
    }
}
