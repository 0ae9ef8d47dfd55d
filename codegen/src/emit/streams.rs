//! The code that operations with streams need in addition.

use super::docs::lines;
use super::error_sets::{is_methods, read, variants, UNHANDLED_NOTE};
use super::output::Tokens;
use super::paths::*;
use super::types::ty;
use crate::ir::{Field, Operation, StreamError, Structure, Type};
use crate::tokens::{quote, Number, ToTokens};

/// The field of a structure that is a stream.
pub(super) fn field(structure: &Structure) -> Option<&Field> {
    structure.fields.get(structure.stream?)
}

/// The streams in the descriptor of an operation.
pub(super) fn descriptor(operation: &Operation) -> Tokens {
    let side = |structure: &Structure| {
        let position = Number(structure.stream?);
        Some(match &field(structure)?.ty {
            Type::EventSender(union, error) => quote! {
                Events(#position, #RtTakeEvents::<#OwnTypes::#union, #OwnErrors::#error>)
            },
            Type::EventReceiver(union, error) => quote! {
                Events(#position, #RtNewReceiver::<#OwnTypes::#union, #OwnErrors::#error>)
            },
            _ => quote!(Blob(#position)),
        })
    };
    let input = side(&operation.input);
    let input = input.map(|stream| quote!(.with_input_stream(#RtInputStream::#stream)));
    let output = side(&operation.output);
    let output = output.map(|stream| quote!(.with_output_stream(#RtOutputStream::#stream)));
    quote!(#input #output)
}

/// The type that the builder of an input fills: the input, or [`parts`] if it has a stream.
pub(super) fn filled(operation: &Operation, module: &impl ToTokens) -> Tokens {
    let input = &operation.input.name;
    match operation.input.stream {
        Some(_) => quote!(Parts),
        None => quote!(#module::#input),
    }
}

/// The alias for an input and its stream apart.
pub(super) fn parts(operation: &Operation, module: &impl ToTokens) -> Option<Tokens> {
    let input = &operation.input.name;
    let stream = ty(&field(&operation.input)?.ty);
    Some(quote! {
        /// The input and its stream, which has no value until it is set.
        type Parts = #RtWithStream<#module::#input, #stream>;
    })
}

/// The body of an input builder's `build()`.
pub(super) fn built(operation: &Operation) -> Tokens {
    let Some(Field { name, missing, .. }) = field(&operation.input) else {
        return quote!(Ok(self.slot.0));
    };
    let stream = match missing {
        Some(message) => quote!(#RtRequired(self.slot.0.stream, #message)?),
        None => quote!(self.slot.0.stream.unwrap_or_default()),
    };
    quote! {
        let mut input = self.slot.0.input;
        input.#name = #stream;
        Ok(input)
    }
}

/// All items of the error of a stream of events.
pub(super) fn error(error: &StreamError) -> Vec<Tokens> {
    let StreamError {
        name,
        union,
        variants: errors,
        codes,
    } = error;
    let text = lines([format!(
        "Error type of event streams of [`{0}`]({1}::{0}).",
        union.0,
        OwnTypes.text()
    )
    .as_str()]);
    let items = variants(errors);
    let definition = quote! {
        #text
        #[non_exhaustive]
        pub enum #name {
            #(#items,)*
            /// An error that is not in the model, or a message that cannot be parsed.
            #[deprecated(note = #UNHANDLED_NOTE)]
            Unhandled(#RtUnhandled),
        }
    };
    let own = quote!(#name);
    let none = Tokens::new();
    [
        definition,
        super::error_sets::part(errors, &none, &own, None),
        read(codes, errors, &none, &own),
    ]
    .into_iter()
    .chain(is_methods(errors, &none, &own))
    .chain([quote!(#MacroStreamError!(#name);)])
    .collect()
}
