//! The one builder of an operation, over a slot, and its two aliases.

use super::builder::setters;
use super::docs::lines;
use super::output::Tokens;
use super::paths::*;
use super::{streams, waiters};
use crate::ir::Operation;
use crate::tokens::quote;

/// The items of an operation's module `builders`.
pub(super) fn builders(operation: &Operation) -> Vec<Tokens> {
    let mut items = definition(operation);
    items.extend(streams::parts(operation, &Parent));
    items.push(slot(operation));
    items.extend(members(operation));
    items.push(input_methods(operation));
    items.push(from_input(operation));
    items.push(fluent_methods(operation));
    items.push(call(operation));
    items.push(customize(operation));
    items.extend(presigned(operation));
    items.extend(unsigned_payload(operation));
    items.extend(waiters::builder_methods(operation));
    items.extend(super::builder::builder(&operation.output, &Parent));
    items
}

fn definition(operation: &Operation) -> Vec<Tokens> {
    let Operation {
        builder,
        fluent_builder,
        input,
        shape_name,
        ..
    } = operation;
    let own = Parent;
    let filled = streams::filled(operation, &own);
    let (input, input_builder) = (&input.name, &input.builder.name);
    let fluent_name = &fluent_builder.0;
    let text = lines([format!(
        "Shared implementation of [`{}`] and [`{}`].",
        input_builder.0, fluent_name
    )
    .as_str()]);
    let input_doc =
        lines([format!("Builder for [`{0}`]({1}::{0}).", input.0, own.text()).as_str()]);
    let fluent_doc = lines([
        format!("Fluent builder that constructs and sends a request to `{shape_name}`.").as_str(),
        "",
        "Set the members of the input, then call `send()`.",
    ]);
    vec![
        quote! {
            #text
            #[derive(Clone, Default, PartialEq)]
            pub struct #builder<S> {
                slot: S,
            }
        },
        quote! {
            #input_doc
            pub type #input_builder = #builder<#RtPlain<#filled>>;
        },
        quote! {
            #fluent_doc
            pub type #fluent_builder = #builder<#RtFluent<#input_builder>>;
        },
        quote! {
            impl<S: #RtPrintSlot> #StdDebug for #builder<S> {
                #[inline]
                fn fmt(&self, f: &mut #StdFormatter<'_>) -> #StdFmtResult {
                    self.slot.print(#fluent_name, f)
                }
            }
        },
    ]
}

fn slot(operation: &Operation) -> Tokens {
    let builder = &operation.builder;
    let filled = streams::filled(operation, &Parent);
    quote! {
        impl<S: #RtSlot<#filled>> #RtSlot<#filled> for #builder<S> {
            #[inline]
            fn input(&self) -> &#filled {
                self.slot.input()
            }
            #[inline]
            fn input_mut(&mut self) -> &mut #filled {
                self.slot.input_mut()
            }
        }
    }
}

fn members(operation: &Operation) -> Option<Tokens> {
    let (builder, input) = (&operation.builder, &operation.input);
    if input.fields.is_empty() {
        return None;
    }
    let filled = streams::filled(operation, &Parent);
    let setters = input.fields.iter().enumerate().map(|(position, field)| {
        let name = &field.name;
        let part = match input.stream {
            Some(stream) if stream == position => quote!(stream),
            Some(_) => quote!(input.#name),
            None => quote!(#name),
        };
        let place = quote!(self.slot.input_mut().#part);
        let seen = quote!(self.slot.input().#part);
        setters(field, &place, &seen)
    });
    Some(quote! {
        impl<S: #RtSlot<#filled>> #builder<S> {
            #(#setters)*
        }
    })
}

fn input_methods(operation: &Operation) -> Tokens {
    let Operation {
        input,
        name,
        method,
        fluent_builder,
        ..
    } = operation;
    let own = Parent;
    let built = streams::built(operation);
    let failure = if streams::field(input).is_some_and(|stream| stream.missing.is_some()) {
        "Returns an error if the stream is not set. Other required members are checked on sending."
    } else {
        "Always returns `Ok`: required members are checked when the input is sent."
    };
    let (input, builder) = (&input.name, &input.builder.name);
    let build_doc = lines([
        format!("Builds the [`{0}`]({1}::{0}).", input.0, own.text()).as_str(),
        "",
        "# Errors",
        "",
        failure,
    ]);
    quote! {
        impl #builder {
            #build_doc
            #[inline]
            pub fn build(self) -> Result<#own::#input, #RtBuildError> {
                #built
            }
            /// Sends the input with the given client.
            #[inline]
            pub fn send_with(self, client: &crate::Client) -> #RtSendFuture<#own::#name> {
                let mut call: #fluent_builder = client.#method();
                call.slot.input = self;
                call.send()
            }
        }
    }
}

/// An input that is there already, back in its builder.
fn from_input(operation: &Operation) -> Tokens {
    let own = Parent;
    let (input, builder) = (&operation.input.name, &operation.input.builder.name);
    match streams::field(&operation.input) {
        None => quote!(#MacroFromInput!(#builder, #own::#input);),
        Some(stream) => {
            let stream = &stream.name;
            quote!(#MacroFromInput!(#builder, #own::#input, #stream);)
        }
    }
}

/// A call with an existing input. It is a function of the marker, which has no members, so no member of the
/// input can shadow it.
fn call(operation: &Operation) -> Tokens {
    let Operation {
        name,
        method,
        input,
        fluent_builder,
        shape_name,
        ..
    } = operation;
    let own = Parent;
    let input = &input.name;
    let text = lines([format!(
        "Creates a call to `{shape_name}` with an existing input, ready to send or customize."
    )
    .as_str()]);
    quote! {
        impl #own::#name {
            #text
            #[inline]
            pub fn call(client: &crate::Client, input: #own::#input) -> #fluent_builder {
                let mut call = client.#method();
                call.slot.input = From::from(input);
                call
            }
        }
    }
}

fn fluent_methods(operation: &Operation) -> Tokens {
    let Operation {
        name,
        input,
        output,
        error,
        fluent_builder,
        pagination,
        ..
    } = operation;
    let own = Parent;
    let input_builder = &input.builder.name;
    let output = &output.name;
    let send = match input.stream {
        None => quote! {
            #RtSendFuture::new(self.slot.handle, self.slot.input.slot.0, self.slot.overrides)
        },
        Some(_) => quote! {
            #RtSendFuture::built(self.slot.handle, self.slot.input.build(), self.slot.overrides)
        },
    };
    let paginator = pagination.as_ref().map(|pagination| {
        let paginator = &pagination.paginator;
        quote! {
            /// Creates a paginator that starts with this request.
            #[inline]
            pub fn into_paginator(self) -> #own::paginator::#paginator {
                #RtPaginator::new(self.slot.handle, self.slot.input.slot.0)
            }
        }
    });
    quote! {
        impl #fluent_builder {
            #[inline]
            pub(crate) fn new(handle: #RtHandle) -> Self {
                Self { slot: #RtFluent::new(handle) }
            }
            /// Returns the input builder with its current values.
            #[inline]
            pub fn as_input(&self) -> &#input_builder {
                &self.slot.input
            }
            /// Sends the request and returns the response.
            ///
            /// The request is sent once the returned future is awaited.
            #[inline]
            pub fn send(self) -> #RtSendFuture<#own::#name> {
                #send
            }
            /// Customizes the request, or the configuration for this call only.
            #[inline]
            pub fn customize(self) -> #RtCustomizableOperation<#own::#output, #own::#error, Self> {
                #RtCustomizableOperation::new(self)
            }
            #paginator
        }
    }
}

/// The methods that presign a call.
fn presigned(operation: &Operation) -> Option<Tokens> {
    let Operation {
        name,
        error,
        input,
        fluent_builder,
        ..
    } = operation;
    let own = Parent;
    let input = &input.name;
    operation.presigned.then(|| {
        quote! {
            impl #fluent_builder {
                /// Presigns the request: creates a signed request that anyone can send, without credentials, until
                /// it expires.
                ///
                /// It expires with the credentials that sign it, if these do not last as long.
                #[inline]
                pub async fn presigned(
                    self,
                    presigning_config: #RtPresigning::PresigningConfig,
                ) -> #RtSendResult<#RtPresigning::PresignedRequest, #own::#error> {
                    let input: Result<#own::#input, #RtBuildError> = self.slot.input.build();
                    #RtPresigning::presign::<#own::#name>(
                        self.slot.handle,
                        input,
                        self.slot.overrides,
                        presigning_config,
                    )
                    .await
                }
            }

            impl #RtCustomizablePresigned<#own::#error> for #fluent_builder {
                #[inline]
                fn presign(
                    mut self,
                    overrides: #RtCoreBuilder,
                    presigning_config: #RtPresigning::PresigningConfig,
                ) -> #RtBoxFuture<#RtSendResult<#RtPresigning::PresignedRequest, #own::#error>> {
                    self.slot.overrides = Some(overrides);
                    Box::pin(self.presigned(presigning_config))
                }
            }
        }
    })
}

/// Marks the output of an operation whose payload can be left out of the signature.
fn unsigned_payload(operation: &Operation) -> Option<Tokens> {
    let own = Parent;
    let output = &operation.output.name;
    let is_wanted = operation.payload_signing_option;
    is_wanted.then(|| quote!(impl #RtUnsignedPayload for #own::#output {}))
}

fn customize(operation: &Operation) -> Tokens {
    let Operation {
        output,
        error,
        fluent_builder,
        ..
    } = operation;
    let own = Parent;
    let output = &output.name;
    quote! {
        impl #RtCustomizableSend<#own::#output, #own::#error> for #fluent_builder {
            type ConfigBuilder = #OwnConfigBuilder;
            #[inline]
            fn send(
                mut self,
                overrides: #RtCoreBuilder,
            ) -> #RtBoxFuture<#RtSendResult<#own::#output, #own::#error>> {
                self.slot.overrides = Some(overrides);
                Box::pin(Self::send(self))
            }
        }
    }
}
