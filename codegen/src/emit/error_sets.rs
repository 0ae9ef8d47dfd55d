//! Error enums: those of operations, shared by all that have the same errors, and the service-wide one.

use super::docs::{deprecated, docs, lines};
use super::output::Tokens;
use super::paths::*;
use crate::ir::{ErrorSet, ErrorVariant};
use quote::quote;

const UNHANDLED_NOTE: &str = "match with `err if err.code() == Some(\"…\")`: the error may get a \
                              variant of its own";

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
        operation_error(set),
    ]
    .into_iter()
    .chain(set_methods(set))
    .chain([quote!(#MacroErrorSet!(#name);)])
    .collect()
}

fn variants(variants: &[ErrorVariant]) -> Vec<Tokens> {
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
        "The errors that one or more operations can end with.",
        "",
        format!(
            "Used as {}; `M` is the operation, so that each has an error type of its own.",
            users.join(", ")
        )
        .as_str(),
    ]);
    quote! {
        #text
        #[non_exhaustive]
        pub enum #name<M> {
            #(#errors,)*
            /// An error that the model does not know, or a response that cannot be read.
            #[deprecated(note = #UNHANDLED_NOTE)]
            Unhandled(#RtUnhandled),
            /// Never there: it makes the error of each operation a type of its own.
            #[doc(hidden)]
            OfOperation(#RtNever<M>),
        }
    }
}

fn set_methods(set: &ErrorSet) -> Option<Tokens> {
    let name = &set.name;
    let tests = set.variants.iter().map(|variant| {
        let (name, is_name) = (&variant.name, &variant.is_name);
        let text = lines([format!("Whether this is [`{0}`](Self::{0}).", name.0).as_str()]);
        quote! {
            #text
            pub fn #is_name(&self) -> bool {
                matches!(self, Self::#name(_))
            }
        }
    });
    (!set.variants.is_empty()).then(|| {
        quote! {
            impl<M> #name<M> {
                #(#tests)*
            }
        }
    })
}

/// The impl that tells a variant's parts; `generics` and `own` are of the enum.
fn part(
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

fn operation_error(set: &ErrorSet) -> Tokens {
    let name = &set.name;
    let arms = set.variants.iter().map(|variant| {
        let (name, code) = (&variant.name, &variant.code);
        quote!(#StdSome(#code) => Self::#name(#RtError::read_error(meta, fill)?))
    });
    let read = match set.variants.is_empty() {
        true => quote! {
            let _ = (meta, fill);
            #StdOk(#StdNone)
        },
        false => quote! {
            #StdOk(#StdSome(match meta.code() {
                #(#arms,)*
                _ => return #StdOk(#StdNone),
            }))
        },
    };
    quote! {
        impl<M: 'static> #RtOperationError for #name<M> {
            fn read(
                meta: &#RtErrorMetadata,
                fill: &mut dyn FnMut(&mut dyn #RtStructure) -> #StdResult<(), #RtSerdeError>,
            ) -> #StdResult<#StdOption<Self>, #RtSerdeError> {
                #read
            }
        }
    }
}

/// The service-wide error and its conversions from every set.
pub(super) fn service_error(errors: &[ErrorVariant], sets: &[ErrorSet]) -> Vec<Tokens> {
    let variants = variants(errors);
    let own = quote!(Error);
    let definition = quote! {
        /// Any error of the service: every operation's error turns into it, so that `?` does.
        #[non_exhaustive]
        pub enum Error {
            #(#variants,)*
            /// An error that the model does not know, or one that is not the service's.
            #[deprecated(note = #UNHANDLED_NOTE)]
            Unhandled(#RtUnhandled),
        }
    };
    let from_build_error = quote! {
        impl #StdFrom<#RtBuildError> for Error {
            fn from(error: #RtBuildError) -> Self {
                Self::Unhandled(#RtUnhandled::new(error, #StdNone))
            }
        }
    };
    let parts = part(errors, &Tokens::new(), &own, None);
    let traits = quote!(#MacroErrorEnum!(Error););
    [definition, parts, from_build_error, traits]
        .into_iter()
        .chain(sets.iter().flat_map(from_set))
        .collect()
}

fn from_set(set: &ErrorSet) -> [Tokens; 2] {
    let name = &set.name;
    let arms = set.variants.iter().map(|variant| {
        let variant = &variant.name;
        quote!(#OwnErrorSets::#name::#variant(error) => Self::#variant(error))
    });
    [
        quote! {
            impl<M> #StdFrom<#OwnErrorSets::#name<M>> for Error {
                fn from(error: #OwnErrorSets::#name<M>) -> Self {
                    match error {
                        #(#arms,)*
                        #OwnErrorSets::#name::Unhandled(error) => Self::Unhandled(error),
                        #OwnErrorSets::#name::OfOperation(never) => never.never(),
                    }
                }
            }
        },
        quote! {
            impl<M, R> #StdFrom<#RtSdkError<#OwnErrorSets::#name<M>, R>> for Error
            where
                M: 'static,
                R: #StdSend + #StdSync + #StdDebug + 'static,
            {
                fn from(error: #RtSdkError<#OwnErrorSets::#name<M>, R>) -> Self {
                    match error {
                        #RtSdkError::ServiceError(context) => Self::from(context.into_err()),
                        other => Self::Unhandled(#RtError::unsent(other)),
                    }
                }
            }
        },
    ]
}
