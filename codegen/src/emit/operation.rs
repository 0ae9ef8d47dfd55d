//! Operations: marker, descriptor, input, output, error alias, builders, paginator.

use super::docs::{deprecated, docs, lines, module};
use super::output::Tokens;
use super::paths::*;
use super::requests::{self, customizations_field};
use super::service::auth_scheme;
use super::structure::structure;
use super::{example, streams};
use crate::ir::{ContextValue, ErrorStatus, Operation, OperationTraits};
use crate::tokens::quote;

/// The items of an operation's module.
pub(super) fn operation(operation: &Operation) -> Vec<Tokens> {
    let mut items = vec![
        module([format!("Types for the operation `{}`.", operation.shape_name).as_str()]),
        marker(operation),
        descriptor(operation),
        error_alias(operation),
    ];
    items.extend(structure(&operation.input, &Builders));
    items.extend(structure(&operation.output, &Builders));
    items.push(quote! {
        /// Builders for the operation's input, output and calls.
        pub mod builders;
    });
    items.extend(operation.pagination.as_ref().map(|_| {
        quote! {
            /// Paginator for the operation.
            pub mod paginator;
        }
    }));
    items
}

fn marker(operation: &Operation) -> Tokens {
    let Operation {
        name,
        docs: text,
        deprecation,
        ..
    } = operation;
    let (text, deprecated) = (docs(text), deprecated(deprecation));
    quote! {
        #text
        #deprecated
        #[derive(Clone, #StdDebug, Default)]
        #[non_exhaustive]
        pub struct #name;

        impl #name {
            /// Returns the operation as a value.
            #[inline]
            pub fn new() -> Self {
                Self
            }
        }
    }
}

fn descriptor(operation: &Operation) -> Tokens {
    let Operation {
        name,
        shape_name,
        input,
        output,
        error,
        auth,
        traits,
        ..
    } = operation;
    let (input, output) = (&input.name, &output.name);
    let traits = operation_traits(traits);
    let streams = streams::descriptor(operation);
    let auth = auth.as_ref().map(|schemes| {
        let schemes = schemes.iter().map(auth_scheme);
        quote!(.with_auth(&[#(#schemes),*]))
    });
    quote! {
        impl #RtOperation for #name {
            type Input = #input;
            type Output = #output;
            type Error = #error;
            const DEF: &'static #RtOperationDef =
                &#RtOperationDef::of::<Self>(&#OwnService, #shape_name) #auth #traits #streams;
        }
    }
}

/// The descriptor contains only the traits that the operation has.
fn operation_traits(traits: &OperationTraits) -> Option<Tokens> {
    let OperationTraits {
        host_prefix,
        checksum_required,
        http_checksum,
        compression,
        unsigned_payload,
        sensitive_output,
        context,
        context_paths,
        customizations,
        error_statuses,
        effect: _,
    } = traits;
    let host_prefix = host_prefix.iter();
    let checksum_required = checksum_required.then_some(quote!(checksum_required: true));
    let compression =
        (!compression.is_empty()).then_some(quote!(compression: &[#(#compression),*]));
    let unsigned_payload = unsigned_payload.then_some(quote!(unsigned_payload: true));
    let sensitive_output = sensitive_output.then_some(quote!(sensitive_output: true));
    let params = context.iter().map(|(name, value)| {
        let value = context_value(value);
        quote!((#name, #value))
    });
    let context = (!context.is_empty()).then(|| quote!(context: &[#(#params),*]));
    let paths = context_paths
        .iter()
        .map(|(name, path)| quote!((#name, #path)));
    let paths = (!context_paths.is_empty()).then(|| quote!(context_paths: &[#(#paths),*]));
    let statuses = error_statuses.iter().map(error_status);
    let statuses = (!error_statuses.is_empty()).then(|| quote!(error_statuses: &[#(#statuses),*]));
    let fields: Vec<Tokens> = host_prefix
        .map(|prefix| quote!(host_prefix: Some(#prefix)))
        .chain(checksum_required)
        .chain(http_checksum.as_ref().map(requests::http_checksum))
        .chain(compression)
        .chain(unsigned_payload)
        .chain(sensitive_output)
        .chain(context)
        .chain(paths)
        .chain(statuses)
        .chain(customizations_field(customizations))
        .collect();
    (!fields.is_empty()).then(
        || quote!(.with_traits(#RtOperationTraits { #(#fields,)* ..#RtOperationTraits::NONE })),
    )
}

fn error_status(status: &ErrorStatus) -> Tokens {
    let ErrorStatus { first, last, code } = status;
    let code = match code {
        Some(code) => quote!(Some(#code)),
        None => quote!(None),
    };
    quote!(#RtErrorStatus { first: #first, last: #last, code: #code })
}

fn context_value(value: &ContextValue) -> Tokens {
    match value {
        ContextValue::Bool(value) => quote!(#RtContextValue::Bool(#value)),
        ContextValue::Text(text) => quote!(#RtContextValue::Text(#text)),
        ContextValue::Texts(texts) => quote!(#RtContextValue::Texts(&[#(#texts),*])),
    }
}

fn error_alias(operation: &Operation) -> Tokens {
    let Operation {
        name,
        error,
        error_set,
        ..
    } = operation;
    let text = lines([format!("Error type of `{}`.", name.0).as_str()]);
    quote! {
        #text
        pub type #error = #OwnErrorSets::#error_set<#name>;
    }
}

/// The client's method for the operation.
pub(super) fn client_method(operation: &Operation, crate_name: &str) -> Tokens {
    let Operation {
        method,
        module,
        docs: text,
        deprecation,
        fluent_builder,
        ..
    } = operation;
    let (text, deprecated) = (docs(text), deprecated(deprecation));
    let example = example_lines(operation, crate_name);
    let example = lines(example.iter().map(String::as_str));
    quote! {
        #text
        #example
        #deprecated
        #[inline]
        pub fn #method(&self) -> crate::operation::#module::builders::#fluent_builder {
            crate::operation::#module::builders::#fluent_builder::new(self.handle.clone())
        }
    }
}

/// A call as a doctest, which is compiled and not run.
fn example_lines(operation: &Operation, crate_name: &str) -> Vec<String> {
    let method = &operation.method.0;
    let mut lines = vec![
        String::new(),
        "# Example".to_owned(),
        String::new(),
        "```no_run".to_owned(),
        format!("# async fn example(client: &{crate_name}::Client) -> Result<(), {crate_name}::Error> {{"),
        "let output = client".to_owned(),
        format!("    .{method}()"),
    ];
    let setters = example::setters(&operation.example, crate_name);
    lines.extend(setters.into_iter().map(|line| format!("    {line}")));
    lines.extend(
        [
            "    .send()",
            "    .await?;",
            "println!(\"{output:?}\");",
            "# Ok(())",
            "# }",
            "```",
        ]
        .map(str::to_owned),
    );
    lines
}
