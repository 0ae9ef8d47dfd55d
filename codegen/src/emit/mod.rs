//! Converts the IR into tokens. It decides nothing and makes no names.
//!
//! One file per product; each gives a list of items, and [`emit`] lays them out in files.

mod builder;
mod client;
mod config;
mod docs;
mod endpoint;
mod enums;
mod error_sets;
mod errors;
mod example;
mod expr;
mod modules;
mod operation;
mod operation_builder;
mod output;
mod paginator;
mod paths;
mod prelude;
mod requests;
mod schema;
mod service;
mod streams;
mod structure;
mod text;
mod types;
mod unions;
mod waiters;

pub use example::setters as example_setters;
pub use output::{Body, OutFile, Tokens};
pub use schema::text as schema_text;
pub(crate) use text::LICENSE;

use crate::ir::{Crate, Operation, Structure};
use crate::tokens::quote;
use paths::{MacroExtendedError, NamedPath, OwnBuilders, OwnErrorBuilders, OwnErrors, OwnTypes};

/// All files of a crate, sorted by path.
///
/// # Errors
///
/// Returns an error if a template cannot be rendered, which is a bug of this crate.
pub fn emit(krate: &Crate) -> Result<Vec<OutFile>, String> {
    let mut files = text_files(krate)?;
    files.extend(module_files(krate));
    files.extend(type_files(krate));
    files.extend(discovery_file(krate));
    let token = krate.service.requests.auth_token;
    files.extend(token.map(|kind| rust("src/auth_token.rs", modules::auth_token(kind))));
    let presigning = krate.service.requests.presigning;
    files.extend(presigning.then(|| rust("src/presigning.rs", modules::presigning(krate))));
    files.extend(waiter_files(krate));
    files.extend(krate.operations.iter().flat_map(operation_files));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn rust(path: &str, items: Vec<Tokens>) -> OutFile {
    OutFile {
        path: path.to_owned(),
        body: Body::Rust(prelude::settle(items)),
    }
}

fn plain(path: &str, text: String) -> OutFile {
    OutFile {
        path: path.to_owned(),
        body: Body::Text(text),
    }
}

fn text_files(krate: &Crate) -> Result<Vec<OutFile>, String> {
    let templates = text::files(krate).map_err(|error| format!("{error:?}"))?;
    let templates = templates.into_iter().map(|(path, text)| plain(path, text));
    let data = [
        plain("src/schema.txt", schema::text(&krate.schema)),
        plain("src/endpoint-rules.txt", krate.endpoint.rules.clone()),
    ];
    Ok(templates.chain(data).collect())
}

fn module_files(krate: &Crate) -> Vec<OutFile> {
    vec![
        rust("src/lib.rs", modules::lib(krate)),
        rust("src/client.rs", client::client(krate)),
        rust("src/config.rs", config::config(krate)),
        rust("src/config/auth.rs", config::auth()),
        rust("src/config/endpoint.rs", endpoint::endpoint(krate)),
        rust("src/error.rs", modules::error()),
        rust(
            "src/error/sets.rs",
            krate
                .error_sets
                .iter()
                .flat_map(error_sets::error_set)
                .chain(error_sets::extended_ids(krate))
                .collect(),
        ),
        rust("src/meta.rs", modules::meta()),
        rust("src/operation.rs", modules::operations(krate)),
        rust("src/primitives.rs", modules::primitives(krate)),
        rust("src/service.rs", service::service(krate)),
        rust("src/service_error.rs", error_sets::service_error(krate)),
        rust("src/types.rs", modules::types(krate)),
    ]
}

fn discovery_file(krate: &Crate) -> Option<OutFile> {
    let is_needed = krate.endpoint.discovery.is_some();
    is_needed.then(|| rust("src/endpoint_discovery.rs", modules::endpoint_discovery()))
}

fn operation_files(operation: &Operation) -> Vec<OutFile> {
    let module = operation.module.plain();
    let file = |name: &str, items| rust(&format!("src/operation/{module}{name}.rs"), items);
    let paginator = operation.pagination.as_ref();
    [
        file("", operation::operation(operation)),
        file("/builders", operation_builder::builders(operation)),
    ]
    .into_iter()
    .chain(paginator.map(|p| file("/paginator", paginator::paginator(operation, p))))
    .collect()
}

fn waiter_files(krate: &Crate) -> Vec<OutFile> {
    let all = waiters::all(krate);
    let modules = (!all.is_empty()).then(|| rust("src/waiters.rs", waiters::modules(krate)));
    let files = all.into_iter().map(|(operation, waiter)| {
        let module = waiter.module.plain();
        let items = waiters::waiter(operation, waiter);
        rust(&format!("src/waiters/{module}.rs"), items)
    });
    modules.into_iter().chain(files).collect()
}

fn type_files(krate: &Crate) -> Vec<OutFile> {
    let structures = krate.structures.iter();
    let structures: Vec<_> = structures
        .flat_map(|item| structure::structure(item, &OwnBuilders))
        .collect();
    let unions: Vec<_> = krate.unions.iter().flat_map(unions::union).collect();
    let enums: Vec<_> = krate.enums.iter().flat_map(enums::enumeration).collect();
    let groups = [
        ("structures", structures),
        ("unions", unions),
        ("enums", enums),
    ];
    let groups = groups.into_iter().filter(|(_, items)| !items.is_empty());
    groups
        .map(|(name, items)| rust(&format!("src/types/{name}.rs"), items))
        .chain([
            rust(
                "src/types/builders.rs",
                builders(&krate.structures, &OwnTypes),
            ),
            rust("src/types/error.rs", errors(krate)),
            rust(
                "src/types/error/builders.rs",
                builders(&krate.errors, &OwnErrors),
            ),
        ])
        .chain(stream_files(krate))
        .collect()
}

fn builders(items: &[Structure], types: &impl NamedPath) -> Vec<Tokens> {
    let items = items.iter();
    items
        .flat_map(|item| builder::builder(item, types))
        .collect()
}

fn stream_files(krate: &Crate) -> Vec<OutFile> {
    let errors: Vec<_> = krate
        .stream_errors
        .iter()
        .flat_map(streams::error)
        .collect();
    let errors = (!errors.is_empty()).then(|| rust("src/types/error/streams.rs", errors));
    let primitives = krate.service.event_streams;
    let primitives = primitives.then(|| {
        let items = modules::event_stream();
        rust("src/primitives/event_stream.rs", items)
    });
    errors.into_iter().chain(primitives).collect()
}

fn errors(krate: &Crate) -> Vec<Tokens> {
    let structures = krate.errors.iter().flat_map(|item| {
        let traits = item
            .error
            .iter()
            .flat_map(|facts| errors::error(item, facts));
        let mut items = structure::structure(item, &OwnErrorBuilders);
        items.extend(traits);
        items
    });
    let streams: Vec<_> = krate
        .stream_errors
        .iter()
        .map(|error| &error.name)
        .collect();
    let streams = (!streams.is_empty()).then(|| {
        quote! {
            mod streams;
            pub use streams::{#(#streams),*};
        }
    });
    let ids = krate.service.requests.extended_request_ids;
    let names = krate.errors.iter().map(|error| &error.name);
    let names = names.chain(krate.stream_errors.iter().map(|error| &error.name));
    let ids = names
        .filter(|_| ids)
        .map(|name| quote!(#MacroExtendedError!(#name);));
    structures
        .chain(streams)
        .chain(ids)
        .chain([quote! {
            /// Builders for errors.
            pub mod builders;
        }])
        .collect()
}
