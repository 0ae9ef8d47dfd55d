//! Modeled errors: the code that they need in addition to a structure.

use super::output::Tokens;
use super::paths::*;
use crate::ir::{ErrorFacts, ErrorMessage, Retryable, Structure};
use crate::tokens::quote;

/// The trait impls of an error structure.
pub(super) fn error(structure: &Structure, facts: &ErrorFacts) -> Vec<Tokens> {
    let retryable = facts
        .retryable
        .map(|retryable| kind_method(structure, retryable));
    retryable
        .into_iter()
        .chain([display(structure, facts), traits(structure, facts)])
        .collect()
}

/// How the error can be retried, of the model.
fn kind_method(structure: &Structure, retryable: Retryable) -> Tokens {
    let name = &structure.name;
    let kind = match retryable {
        Retryable::Throttling => quote!(ThrottlingError),
        Retryable::Server => quote!(ServerError),
        Retryable::Client => quote!(ClientError),
    };
    quote! {
        impl #name {
            /// Returns the kind of error for retries.
            pub fn retryable_error_kind(&self) -> #RtErrorKind {
                #RtErrorKind::#kind
            }
        }
    }
}

fn display(structure: &Structure, facts: &ErrorFacts) -> Tokens {
    let (name, code) = (&structure.name, &facts.code);
    let message = match &facts.message {
        ErrorMessage::Field {
            name,
            optional: true,
        } => quote!(self.#name.as_deref()),
        ErrorMessage::Field {
            name,
            optional: false,
        } => quote!(Some(&self.#name)),
        ErrorMessage::Metadata => quote!(self.meta.message()),
        ErrorMessage::Hidden => quote!(None),
    };
    quote! {
        impl #StdDisplay for #name {
            fn fmt(&self, f: &mut #StdFormatter<'_>) -> #StdFmtResult {
                #RtError::fmt_modelled(#code, #message, &self.meta, f)
            }
        }
    }
}

fn traits(structure: &Structure, facts: &ErrorFacts) -> Tokens {
    let name = &structure.name;
    match facts.retryable {
        Some(_) => quote!(#MacroModelledError!(#name, retryable);),
        None => quote!(#MacroModelledError!(#name);),
    }
}
