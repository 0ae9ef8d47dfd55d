//! `quote!` of the generator: the syntax of the crate of that name, other tokens.
//!
//! A template's own tokens are known at compile time, so they become text then. At run time, that text and the
//! interpolated values are appended to one buffer, `::farrier_print::tokens::Tokens` of the crate that uses the
//! macro; its module says how tokens are spelled there.

mod spell;
mod template;

use proc_macro::TokenStream;

/// Makes `Tokens` of a template: `#name` is interpolated, `#(…),*` repeated, as by `quote::quote!`.
///
/// A repetition ends with the shortest of its iterators. One without a `#name`, or without the `*`, is an error.
#[proc_macro]
pub fn quote(template: TokenStream) -> TokenStream {
    expression(template::tokens(template.into()))
}

/// Returns the text that the tokens of a template without interpolation become.
#[proc_macro]
pub fn spelled(template: TokenStream) -> TokenStream {
    expression(template::text(template.into()))
}

fn expression(result: Result<proc_macro2::TokenStream, syn::Error>) -> TokenStream {
    result
        .unwrap_or_else(|error| error.into_compile_error())
        .into()
}
