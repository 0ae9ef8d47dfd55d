//! Error enums: those of operations, shared by all that have the same errors, and the service-wide one.

use std::collections::BTreeMap;

use super::docs::{deprecated, docs, lines};
use super::output::Tokens;
use super::paths::*;
use crate::ir::{Crate, ErrorSet, ErrorVariant, Name, StreamError};
use crate::tokens::quote;

pub(super) const UNHANDLED_NOTE: &str =
    "use a match guard such as `err if err.code() == Some(\"…\")`: a later version may \
     add a variant for this error";

/// All items of a shared error enum.
pub(super) fn error_set(set: &ErrorSet) -> Vec<Tokens> {
    let name = &set.name;
    [
        set_definition(set),
        part(
            &set.variants,
            &quote!(<M>),
            &quote!(#name<M>),
            Some(quote!(Self::OfOperation(never) => never.never(),)),
        ),
        read(
            &codes(set),
            &set.variants,
            &quote!(<M: 'static>),
            &quote!(#name<M>),
        ),
    ]
    .into_iter()
    .chain(is_methods(&set.variants, &quote!(<M>), &quote!(#name<M>)))
    .chain([quote!(#MacroErrorSet!(#name);)])
    .collect()
}

/// The extended request ids of error sets, where the service has them.
pub(super) fn extended_ids(krate: &Crate) -> Vec<Tokens> {
    let is_wanted = krate.service.requests.extended_request_ids;
    let sets = krate.error_sets.iter().filter(|_| is_wanted);
    sets.map(|set| {
        let name = &set.name;
        quote!(#MacroExtendedError!(#name<M>);)
    })
    .collect()
}

pub(super) fn variants(variants: &[ErrorVariant]) -> Vec<Tokens> {
    let of = |variant: &ErrorVariant| {
        let (name, text) = (&variant.name, docs(&variant.docs));
        let deprecated = deprecated(&variant.deprecation);
        quote!(#text #deprecated #name(#OwnErrors::#name))
    };
    variants.iter().map(of).collect()
}

fn set_definition(set: &ErrorSet) -> Tokens {
    let ErrorSet {
        name,
        used_by,
        variants: errors,
    } = set;
    let errors = variants(errors);
    let users: Vec<_> = used_by
        .iter()
        .map(|alias| format!("`{}`", alias.0))
        .collect();
    let text = lines([
        "Errors of one or more operations.",
        "",
        format!(
            "Used as {}. The parameter `M` is the operation.",
            users.join(", ")
        )
        .as_str(),
    ]);
    quote! {
        #text
        #[non_exhaustive]
        pub enum #name<M> {
            #(#errors,)*
            /// An error that is not in the model, or a response that cannot be parsed.
            #[deprecated(note = #UNHANDLED_NOTE)]
            Unhandled(#RtUnhandled),
            /// Never constructed: it makes the error of each operation a distinct type.
            #[doc(hidden)]
            OfOperation(#RtNever<M>),
        }
    }
}

/// The impl with the `is_…` methods; `generics` and `own` belong to the enum.
pub(super) fn is_methods(
    variants: &[ErrorVariant],
    generics: &Tokens,
    own: &Tokens,
) -> Option<Tokens> {
    let tests = variants.iter().map(|variant| {
        let (name, is_name) = (&variant.name, &variant.is_name);
        let text =
            lines([format!("Returns `true` if the error is [`{0}`](Self::{0}).", name.0).as_str()]);
        quote! {
            #text
            pub fn #is_name(&self) -> bool {
                matches!(self, Self::#name(_))
            }
        }
    });
    (!variants.is_empty()).then(|| {
        quote! {
            impl #generics #own {
                #(#tests)*
            }
        }
    })
}

/// The impl that returns a variant's parts; `generics` and `own` belong to the enum.
pub(super) fn part(
    variants: &[ErrorVariant],
    generics: &Tokens,
    own: &Tokens,
    never: Option<Tokens>,
) -> Tokens {
    let arms = variants.iter().map(|variant| {
        let name = &variant.name;
        quote!(Self::#name(error) => #RtErrorPart::Modelled(error))
    });
    quote! {
        impl #generics #RtErrorSet for #own {
            fn part(&self) -> #RtErrorPart<'_> {
                match self {
                    #(#arms,)*
                    Self::Unhandled(error) => #RtErrorPart::of(error),
                    #never
                }
            }
        }
    }
}

fn codes(set: &ErrorSet) -> Vec<(String, Name)> {
    let codes = set.variants.iter().flat_map(|variant| {
        let codes = [Some(&variant.code), variant.shape_code.as_ref()];
        codes
            .into_iter()
            .flatten()
            .map(|code| (code.clone(), variant.name.clone()))
    });
    codes.collect()
}

/// The impl that creates the error for a code and gives access for deserialization; `generics` and
/// `own` belong to the enum.
pub(super) fn read(
    codes: &[(String, Name)],
    variants: &[ErrorVariant],
    generics: &Tokens,
    own: &Tokens,
) -> Tokens {
    let mut by_name: BTreeMap<&Name, Vec<&String>> = BTreeMap::new();
    for (code, name) in codes {
        by_name.entry(name).or_default().push(code);
    }
    let of = |variant: &ErrorVariant| {
        let name = &variant.name;
        let codes = by_name.get(name)?;
        Some(quote!(#(#codes)|* => Some(Self::#name(#RtInitial::initial()))))
    };
    let arms: Vec<Tokens> = variants.iter().filter_map(of).collect();
    let of_code = if arms.is_empty() {
        quote! {
            let _ = code;
            None
        }
    } else {
        quote! {
            match code {
                #(#arms,)*
                _ => None,
            }
        }
    };
    let arms = variants.iter().map(|variant| {
        let name = &variant.name;
        quote!(Self::#name(error) => Some(error))
    });
    let modelled = if variants.is_empty() {
        quote!(None)
    } else {
        quote! {
            match self {
                #(#arms,)*
                _ => None,
            }
        }
    };
    quote! {
        impl #generics #RtOperationError for #own {
            fn of_code(code: &str) -> Option<Self> {
                #of_code
            }

            fn modelled_mut(&mut self) -> Option<&mut dyn #RtStructure> {
                #modelled
            }
        }
    }
}

/// The service-wide error and its conversions from every set and from the errors of streams.
pub(super) fn service_error(krate: &Crate) -> Vec<Tokens> {
    let errors = &krate.service_errors;
    let variants = variants(errors);
    let own = quote!(Error);
    let definition = quote! {
        /// Any error of the service.
        ///
        /// The error of every operation converts into this type, for example with `?`.
        #[non_exhaustive]
        pub enum Error {
            #(#variants,)*
            /// An error that is not in the model, or one that does not come from the service.
            #[deprecated(note = #UNHANDLED_NOTE)]
            Unhandled(#RtUnhandled),
        }
    };
    let from_build_error = quote! {
        impl From<#RtBuildError> for Error {
            fn from(error: #RtBuildError) -> Self {
                Self::Unhandled(#RtUnhandled::new(error, None))
            }
        }
    };
    let parts = part(errors, &Tokens::new(), &own, None);
    let traits = quote!(#MacroErrorEnum!(Error););
    [definition, parts, from_build_error, traits]
        .into_iter()
        .chain(
            (krate.service.requests.extended_request_ids)
                .then(|| quote!(#MacroExtendedError!(Error);)),
        )
        .chain(from_waiters(krate))
        .chain(krate.error_sets.iter().flat_map(from_set))
        .chain(krate.stream_errors.iter().flat_map(from_stream))
        .collect()
}

/// The conversion of waiter errors, if the service has waiters.
fn from_waiters(krate: &Crate) -> Option<Tokens> {
    let mut operations = krate.operations.iter();
    let waits = operations.any(|operation| !operation.waiters.is_empty());
    waits.then(|| {
        quote! {
            impl<O, E> From<#RtWaiterError<O, E>> for Error
            where
                O: Send + Sync + #StdDebug + 'static,
                E: #StdError + Send + Sync + 'static,
            {
                fn from(error: #RtWaiterError<O, E>) -> Self {
                    Self::Unhandled(#RtUnhandled::new(error, None))
                }
            }
        }
    })
}

fn from_set(set: &ErrorSet) -> [Tokens; 2] {
    let name = &set.name;
    let never = quote!(#OwnErrorSets::#name::OfOperation(never) => never.never(),);
    from(
        &set.variants,
        &quote!(#OwnErrorSets::#name),
        Some((quote!(M), never)),
    )
}

fn from_stream(error: &StreamError) -> [Tokens; 2] {
    let name = &error.name;
    from(&error.variants, &quote!(#OwnErrors::#name), None)
}

/// Conversions of the error enum at `path`, with its marker and the match arm for the marker.
fn from(variants: &[ErrorVariant], path: &Tokens, marker: Option<(Tokens, Tokens)>) -> [Tokens; 2] {
    let arms = variants.iter().map(|variant| {
        let variant = &variant.name;
        quote!(#path::#variant(error) => Self::#variant(error))
    });
    let (marker, never) = marker.unzip();
    let generics = marker.iter().map(|marker| quote!(<#marker>));
    let generics: Tokens = generics.collect();
    let marker_param = marker.iter().map(|marker| quote!(#marker,));
    let marker_param: Tokens = marker_param.collect();
    let marker_bound = marker.iter().map(|marker| quote!(#marker: 'static,));
    [
        quote! {
            impl #generics From<#path #generics> for Error {
                fn from(error: #path #generics) -> Self {
                    match error {
                        #(#arms,)*
                        #path::Unhandled(error) => Self::Unhandled(error),
                        #never
                    }
                }
            }
        },
        quote! {
            impl<#marker_param R> From<#RtSdkError<#path #generics, R>> for Error
            where
                #(#marker_bound)*
                R: Send + Sync + #StdDebug + 'static,
            {
                fn from(error: #RtSdkError<#path #generics, R>) -> Self {
                    match error {
                        #RtSdkError::ServiceError(context) => Self::from(context.into_err()),
                        other => Self::Unhandled(#RtError::unsent(other)),
                    }
                }
            }
        },
    ]
}
