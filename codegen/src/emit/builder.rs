//! Builders of structures; those of operations are in `operation_builder`.

use super::docs::{deprecated, docs, lines};
use super::output::Tokens;
use super::paths::*;
use super::structure::{extras, initial_value};
use super::types::{argument, map_key, ty};
use crate::ir::{BuilderForm, Field, Getter, Setter, Structure, Type};
use crate::tokens::quote;

/// The builder of a structure; `types` is the module that has the structure.
pub(super) fn builder(structure: &Structure, types: &impl NamedPath) -> Vec<Tokens> {
    match structure.builder.form {
        BuilderForm::Structure => transparent(structure, types),
        BuilderForm::Fields => own_fields(structure, types),
    }
}

fn builder_doc(structure: &Structure, types: &impl NamedPath) -> Tokens {
    let (path, name) = (types.text(), &structure.name.0);
    lines([format!("Builder for [`{name}`]({path}::{name}).").as_str()])
}

fn transparent(structure: &Structure, types: &impl NamedPath) -> Vec<Tokens> {
    let (name, builder) = (&structure.name, &structure.builder.name);
    let text = builder_doc(structure, types);
    let setters = structure.fields.iter().map(|field| {
        let name = &field.name;
        let place = quote!(self.inner.#name);
        setters(field, &place, &place)
    });
    let meta = meta_setters(
        structure,
        &quote!(self.inner.meta = meta),
        &quote!(self.inner.meta = meta.unwrap_or_default()),
    );
    let build = build(structure, types, quote!(self.inner));
    vec![
        quote! {
            #text
            #[derive(Clone, PartialEq)]
            pub struct #builder {
                inner: #types::#name,
            }
        },
        quote! {
            impl #StdDebug for #builder {
                #[inline]
                fn fmt(&self, f: &mut #StdFormatter<'_>) -> #StdFmtResult {
                    #RtReflect::fmt_builder(&self.inner, f)
                }
            }
        },
        quote! {
            impl Default for #builder {
                #[inline]
                fn default() -> Self {
                    Self { inner: #RtInitial::initial() }
                }
            }
        },
        quote! {
            impl #builder {
                #(#setters)*
                #meta
                #build
            }
        },
    ]
}

fn own_fields(structure: &Structure, types: &impl NamedPath) -> Vec<Tokens> {
    let (name, builder) = (&structure.name, &structure.builder.name);
    let text = builder_doc(structure, types);
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (&field.name, ty(&field.ty));
        quote!(#name: Option<#ty>)
    });
    let names = structure.fields.iter().map(|field| &field.name);
    let has_meta = structure.error.is_some();
    let printed_meta = if has_meta {
        quote!(Some(&self.meta))
    } else {
        quote!(None)
    };
    let meta = has_meta.then(|| quote!(meta: Option<#RtErrorMetadata>,));
    let setters = structure.fields.iter().map(|field| {
        let name = &field.name;
        let place = quote!(self.#name);
        setters(field, &place, &place)
    });
    let meta_setters = meta_setters(
        structure,
        &quote!(self.meta = Some(meta)),
        &quote!(self.meta = meta),
    );
    let build = build(structure, types, built(structure, types));
    let derives = match structure.stream {
        Some(_) => quote!(#[derive(Default)]),
        None => quote!(#[derive(Clone, Default, PartialEq)]),
    };
    vec![
        quote! {
            #text
            #derives
            pub struct #builder {
                #(#fields,)*
                #meta
            }
        },
        quote! {
            impl #StdDebug for #builder {
                #[inline]
                fn fmt(&self, f: &mut #StdFormatter<'_>) -> #StdFmtResult {
                    #RtReflect::fmt_builder_fields::<#types::#name>(
                        &[#(&self.#names),*],
                        #printed_meta,
                        f,
                    )
                }
            }
        },
        quote! {
            impl #builder {
                #(#setters)*
                #meta_setters
                #build
            }
        },
    ]
}

/// The structure made of a builder's own fields.
fn built(structure: &Structure, types: &impl NamedPath) -> Tokens {
    let name = &structure.name;
    let fields = structure.fields.iter().map(|field| {
        let name = &field.name;
        match (&field.missing, field.optional) {
            (_, true) => quote!(#name: self.#name),
            (Some(message), false) => quote!(#name: #RtRequired(self.#name, #message)?),
            (None, false) => {
                let value = initial_value(field);
                match (&field.getter, &field.default) {
                    (Getter::Copy, Some(_)) => quote!(#name: self.#name.unwrap_or(#value)),
                    (_, Some(_)) => quote!(#name: self.#name.unwrap_or_else(|| #value)),
                    (_, None) => quote!(#name: self.#name.unwrap_or_else(#RtInitial::initial)),
                }
            }
        }
    });
    let extras = extras(structure);
    let extras = extras.iter().map(|(name, _)| match structure.error {
        Some(_) => quote!(#name: self.#name.unwrap_or_default(),),
        None => quote!(#name: None,),
    });
    quote! {
        #types::#name {
            #(#fields,)*
            #(#extras)*
        }
    }
}

fn build(structure: &Structure, types: &impl NamedPath, value: Tokens) -> Tokens {
    let name = &structure.name;
    let made = format!("Builds the [`{0}`]({1}::{0}).", name.0, types.text());
    if !structure.builder.fallible {
        let text = lines([made.as_str()]);
        return quote! {
            #text
            #[inline]
            pub fn build(self) -> #types::#name {
                #value
            }
        };
    }
    let text = lines([
        made.as_str(),
        "",
        "# Errors",
        "",
        "Returns an error if a required member is not set.",
    ]);
    quote! {
        #text
        #[inline]
        pub fn build(self) -> Result<#types::#name, #RtBuildError> {
            Ok(#value)
        }
    }
}

fn meta_setters(structure: &Structure, set: &Tokens, set_option: &Tokens) -> Option<Tokens> {
    structure.error.as_ref().map(|_| {
        quote! {
            /// Sets the error's code, message and request ID.
            #[inline]
            pub fn meta(mut self, meta: #RtErrorMetadata) -> Self {
                #set;
                self
            }
            /// Sets the error's code, message and request ID, or clears them with `None`.
            #[inline]
            pub fn set_meta(&mut self, meta: Option<#RtErrorMetadata>) -> &mut Self {
                #set_option;
                self
            }
        }
    })
}

/// The three methods of a member: `x`, `set_x`, `get_x`. `place` is the builder's field for writing,
/// `seen` for reading.
pub(super) fn setters(field: &Field, place: &Tokens, seen: &Tokens) -> Tokens {
    let inline = field.inline.then(|| quote!(#[inline]));
    let (name, set_name, get_name) = (&field.name, &field.set_name, &field.get_name);
    let (text, deprecated) = (docs(&field.docs), deprecated(&field.deprecation));
    let plain = name.plain();
    let set_doc =
        lines([format!("Sets [`{plain}`](Self::{plain}), or clears it with `None`.").as_str()]);
    let get_doc =
        lines([format!("Returns the current value of [`{plain}`](Self::{plain}).").as_str()]);
    let (arguments, statement, note) = set_one(field, place);
    let note = note.map(|note| {
        let set_name = &set_name.0;
        let note = format!("{note}. To replace it, use [`{set_name}`](Self::{set_name}).");
        lines(["", note.as_str()])
    });
    let ty = ty(&field.ty);
    quote! {
        #text
        #note
        #deprecated
        #inline
        pub fn #name(mut self, #arguments) -> Self {
            #statement
            self
        }
        #set_doc
        #deprecated
        #inline
        pub fn #set_name(mut self, input: Option<#ty>) -> Self {
            #place = input;
            self
        }
        #get_doc
        #deprecated
        #inline
        pub fn #get_name(&self) -> &Option<#ty> {
            &#seen
        }
    }
}

/// Parameters and body of the setter, and a note for its documentation.
fn set_one(field: &Field, place: &Tokens) -> (Tokens, Tokens, Option<&'static str>) {
    match &field.setter {
        Setter::Text | Setter::Value => {
            let (argument, value) = argument(quote!(input), &field.ty);
            (argument, quote!(#place = Some(#value);), None)
        }
        Setter::Boxed(inner) => {
            let inner = ty(inner);
            (
                quote!(input: #inner),
                quote!(#place = Some(Box::new(input));),
                None,
            )
        }
        Setter::Push(item) => {
            let (argument, value) = argument(quote!(input), item);
            let push = quote!(#place.get_or_insert_with(Default::default).push(#value););
            (argument, push, Some("Appends one item to the list"))
        }
        Setter::Insert(key, value) => {
            let (key, key_value) = match key {
                crate::ir::MapKey::String => argument(quote!(k), &Type::String),
                other => {
                    let other = map_key(other);
                    (quote!(k: #other), quote!(k))
                }
            };
            let (value, value_value) = argument(quote!(v), value);
            let insert = quote! {
                #place.get_or_insert_with(Default::default).insert(#key_value, #value_value);
            };
            (
                quote!(#key, #value),
                insert,
                Some("Adds one entry to the map"),
            )
        }
    }
}
