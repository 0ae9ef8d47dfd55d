//! The modules that hold nothing of their own: re-exports and declarations.

use super::docs::{lines, module};
use super::output::Tokens;
use super::paths::*;
use crate::ir::{AuthTokenKind, Crate, Name};
use crate::tokens::quote;

/// `lib.rs`
pub(super) fn lib(krate: &Crate) -> Vec<Tokens> {
    let text: Vec<String> = (krate.service.docs.lines.iter().cloned())
        .chain(getting_started(krate))
        .chain(features(krate))
        .chain(operation_list(krate))
        .collect();
    let text = module(text.iter().map(String::as_str));
    let limit = krate.recursion_limit.map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    let lints = &krate.lints;
    let mut items = vec![
        quote! {
            #text
            // A deprecated member must still be sent and received.
            #![allow(deprecated #(, #lints)*)]
            #limit
        },
        quote!(
            extern crate farrier_runtime as rt;
        ),
        quote!(
            #[doc(inline)]
            pub use client::Client;
        ),
        quote!(
            #[doc(inline)]
            pub use config::Config;
        ),
        quote!(
            pub use service_error::Error;
        ),
    ];
    items.extend(
        [
            "client",
            "config",
            "error",
            "meta",
            "operation",
            "primitives",
            "types",
        ]
        .map(public_module),
    );
    items
        .extend((krate.service.requests.auth_token.is_some()).then(|| public_module("auth_token")));
    items.extend(
        krate
            .service
            .requests
            .presigning
            .then(|| public_module("presigning")),
    );
    items.extend((krate.service.requests.express.as_ref()).map(|express| {
        let name = &express.credentials_type;
        quote!(#MacroSessionCredentials!(types::#name);)
    }));
    items.extend((krate.endpoint.discovery.is_some()).then(|| public_module("endpoint_discovery")));
    let waiters = krate.operations.iter().any(|one| !one.waiters.is_empty());
    items.extend(waiters.then(|| public_module("waiters")));
    items.extend(["service", "service_error"].map(private_module));
    items
}

/// Returns an example that calls an operation.
fn getting_started(krate: &Crate) -> Vec<String> {
    let Some(operation) = krate.operations.first() else {
        return Vec::new();
    };
    let (name, method) = (&krate.package.crate_name, &operation.method.0);
    let hint = if krate.service.is_aws {
        "With `aws-config`, `Client::new(&aws_config::load_defaults(..).await)` makes a client for the environment."
    } else {
        "`Config::builder()` makes a configuration; its `endpoint_url` is the URL of the service."
    };
    let lines = [
        "",
        "# Getting started",
        "",
        hint,
        "",
        "```no_run",
        &format!("# async fn example(config: {name}::Config) -> Result<(), {name}::Error> {{"),
        &format!("let client = {name}::Client::from_conf(config);"),
        &format!("let output = client.{method}().send().await?;"),
        "# drop(output);",
        "# Ok(())",
        "# }",
        "```",
    ];
    lines.map(str::to_owned).to_vec()
}

/// Returns a list of the cargo features that have an explanation.
fn features(krate: &Crate) -> Vec<String> {
    let explained = krate.package.features.iter().filter_map(|feature| {
        let comment = feature.comment.as_ref()?;
        Some(format!("- `{}`: {comment}", feature.name))
    });
    let heading = ["", "# Features", ""].map(str::to_owned);
    heading.into_iter().chain(explained).collect()
}

/// Returns a list of the operations with their first sentences.
fn operation_list(krate: &Crate) -> Vec<String> {
    if krate.operations.is_empty() {
        return Vec::new();
    }
    let calls = krate.operations.iter().map(|operation| {
        let name = &operation.shape_name;
        let method = operation.method.plain();
        let call = format!("- `{name}`: [`Client::{method}`]");
        match &operation.summary {
            Some(summary) => format!("{call}. {summary}"),
            None => call,
        }
    });
    let heading = ["", "# Operations", ""].map(str::to_owned);
    heading.into_iter().chain(calls).collect()
}

fn public_module(name: &str) -> Tokens {
    let (name, text) = (Name(name.to_owned()), lines([module_doc(name)]));
    quote! {
        #text
        #[rustfmt::skip]
        pub mod #name;
    }
}

fn private_module(name: &str) -> Tokens {
    let name = Name(name.to_owned());
    quote!(#[rustfmt::skip] mod #name;)
}

fn module_doc(name: &str) -> &'static str {
    match name {
        "client" => "Client that calls the service.",
        "config" => "Configuration of the client.",
        "endpoint_discovery" => "Endpoint discovery.",
        "error" => "Error types that are common to all operations.",
        "meta" => "Information about this crate.",
        "auth_token" => "Auth tokens, which databases take instead of passwords.",
        "presigning" => "Requests that are signed in advance and sent later, by anyone.",
        "operation" => "Operations of the service, each in a module with its input, output, error and builders.",
        "waiters" => {
            "Waiters, each in its own module. To use them, import the trait [`Waiters`](client::Waiters)."
        }
        "primitives" => "Primitive types used by members, such as `Blob` and `DateTime`.",
        _ => "Structures, unions and enums of the service.",
    }
}

/// `error.rs`
pub(super) fn error() -> Vec<Tokens> {
    vec![
        quote! {
            pub use #RtError::{
                BoxError, BuildError, ConnectorError, DisplayErrorContext, ErrorMetadata,
                ProvideErrorMetadata, SdkError, UnknownVariantError,
            };
        },
        quote! {
            /// Error enums of operations. Operations with the same errors share one enum.
            pub mod sets;
        },
    ]
}

/// `endpoint_discovery.rs`
pub(super) fn endpoint_discovery() -> Vec<Tokens> {
    vec![quote!(pub use #RtEndpoint::discovery::ReloadEndpoint;)]
}

/// `auth_token.rs`
pub(super) fn auth_token(kind: AuthTokenKind) -> Vec<Tokens> {
    let module = match kind {
        AuthTokenKind::OfHost => quote!(of_host),
        AuthTokenKind::OfUser => quote!(of_user),
    };
    vec![quote! {
        pub use #RtAuthToken::#module::{AuthToken, AuthTokenGenerator, Config, ConfigBuilder};
    }]
}

/// `presigning.rs`
pub(super) fn presigning(krate: &Crate) -> Vec<Tokens> {
    let forms = krate.service.requests.post_policies.as_ref().map(|_| {
        quote! {
            pub use #RtPresigning::{
                PostPolicy, PostPolicyBuilder, PostPolicyError, PresignedPost, PresignedPostError,
            };
        }
    });
    [quote! {
        pub use #RtPresigning::{
            PresignedRequest, PresigningConfig, PresigningConfigBuilder, PresigningConfigError,
        };
    }]
    .into_iter()
    .chain(forms)
    .collect()
}

/// `meta.rs`
pub(super) fn meta() -> Vec<Tokens> {
    vec![quote! {
        /// Version of this crate.
        pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");
    }]
}

/// `primitives.rs`
pub(super) fn primitives(krate: &Crate) -> Vec<Tokens> {
    let service = &krate.service;
    let bytes = service.byte_streams.then(|| {
        quote! {
            pub use #RtPrimitives::{AggregatedBytes, ByteStream, ByteStreamError, SdkBody};
            #[cfg(feature = "rt-tokio")]
            pub use #RtPrimitives::{FsBuilder, Length};
        }
    });
    let events = service.event_streams.then(|| {
        quote! {
            /// Event streams and the messages that carry their events.
            pub mod event_stream;
        }
    });
    std::iter::once(quote!(
        pub use #RtPrimitives::{Blob, DateTime, DateTimeFormat, Document};
    ))
    .chain(bytes)
    .chain([quote! {
        #[cfg(feature = "serde")]
        pub use #RtSerde;
    }])
    .chain(events)
    .collect()
}

/// `primitives/event_stream.rs`
pub(super) fn event_stream() -> Vec<Tokens> {
    vec![quote!(
        pub use #RtEventStream::{
            EventReceiver, EventStreamSender, Header, HeaderValue, Message, StrBytes,
        };
    )]
}

/// `operation.rs`
pub(super) fn operations(krate: &Crate) -> Vec<Tokens> {
    let modules = krate.operations.iter().map(|operation| {
        let name = &operation.module;
        quote!(pub mod #name;)
    });
    let extended = (krate.service.requests.extended_request_ids).then(|| {
        quote!(
            pub use #RtRequestIdExt;
        )
    });
    std::iter::once(quote!(
        pub use #RtRequestId;
    ))
    .chain(extended)
    .chain(modules)
    .collect()
}

/// `types.rs`
pub(super) fn types(krate: &Crate) -> Vec<Tokens> {
    let group = |name: &str, names: Vec<&Name>| {
        let module = Name(name.to_owned());
        (!names.is_empty()).then(|| {
            quote! {
                mod #module;
                pub use #module::{#(#names),*};
            }
        })
    };
    let structures = krate.structures.iter().map(|item| &item.name).collect();
    let unions = krate.unions.iter().map(|item| &item.name).collect();
    let enums = krate.enums.iter().map(|item| &item.name).collect();
    [
        group("structures", structures),
        group("unions", unions),
        group("enums", enums),
        Some(quote! {
            /// Builders for structures.
            pub mod builders;
        }),
        Some(quote! {
            /// Error structures of the service.
            pub mod error;
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
