//! Modelled errors: what they have beyond a structure.

use super::output::Tokens;
use super::paths::*;
use crate::ir::{ErrorFacts, MessageField, Retryable, Structure};
use quote::quote;

/// The trait impls of an error structure.
pub(super) fn error(structure: &Structure, facts: &ErrorFacts) -> Vec<Tokens> {
    let has_message_member = facts.message.is_some();
    (!has_message_member)
        .then(|| message_method(structure))
        .into_iter()
        .chain([
            display(structure, facts),
            quote_error(structure),
            metadata(structure),
            request_id(structure),
            modelled(structure, facts),
        ])
        .collect()
}

/// Errors without a message member have the method all the same.
fn message_method(structure: &Structure) -> Tokens {
    let name = &structure.name;
    quote! {
        impl #name {
            /// What the service said, where its protocol carries it.
            pub fn message(&self) -> #StdOption<&str> {
                self.meta.message()
            }
        }
    }
}

fn display(structure: &Structure, facts: &ErrorFacts) -> Tokens {
    let (name, code) = (&structure.name, &facts.code);
    let message = match &facts.message {
        Some(MessageField { sensitive: true, .. }) => quote!(#StdNone),
        Some(MessageField { name, optional: true, .. }) => quote!(self.#name.as_deref()),
        Some(MessageField { name, optional: false, .. }) => quote!(#StdSome(&self.#name)),
        None => quote!(self.meta.message()),
    };
    quote! {
        impl #StdDisplay for #name {
            fn fmt(&self, f: &mut #StdFormatter<'_>) -> #StdFmtResult {
                #RtError::fmt_modelled(#code, #message, &self.meta, f)
            }
        }
    }
}

fn quote_error(structure: &Structure) -> Tokens {
    let name = &structure.name;
    quote! {
        impl #StdError for #name {}
    }
}

fn metadata(structure: &Structure) -> Tokens {
    let name = &structure.name;
    quote! {
        impl #RtProvideErrorMetadata for #name {
            fn meta(&self) -> &#RtErrorMetadata {
                &self.meta
            }
        }
    }
}

fn request_id(structure: &Structure) -> Tokens {
    let name = &structure.name;
    quote! {
        impl #RtRequestId for #name {
            fn request_id(&self) -> #StdOption<&str> {
                self.meta.request_id()
            }
        }
    }
}

fn modelled(structure: &Structure, facts: &ErrorFacts) -> Tokens {
    let name = &structure.name;
    let kind = facts.retryable.map(|retryable| match retryable {
        Retryable::Throttling => quote!(ThrottlingError),
        Retryable::Server => quote!(ServerError),
        Retryable::Client => quote!(ClientError),
    });
    let retryable = kind.map(|kind| {
        quote! {
            fn retryable(&self) -> #StdOption<#RtErrorKind> {
                #StdSome(#RtErrorKind::#kind)
            }
        }
    });
    quote! {
        impl #RtModelledError for #name {
            #retryable
        }
    }
}
