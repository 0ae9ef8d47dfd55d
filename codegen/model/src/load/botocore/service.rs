//! The service shape.

use super::common::{describe, xml_namespace};
use super::metadata::Metadata;
use super::operations::Bound;
use super::Loader;
use crate::diag::Diagnostics;
use crate::graph::{
    AwsService, ClientContextParam, EndpointDiscovery, Kind, ServiceShape, ServiceTraits, Shape,
    Traits,
};
use crate::load::cursor::At;
use crate::load::form;

/// Keys of the whole document.
pub(super) const KEYS: [&str; 9] = [
    "version",
    "metadata",
    "documentation",
    "operations",
    "shapes",
    "examples",
    "clientContextParams",
    "deprecated",
    "deprecatedMessage",
];

/// Adds the service, with the operations that were defined.
pub(super) fn define(loader: &mut Loader<'_, '_>, root: &At<'_>, bound: Bound) {
    let Some(metadata) = root.get("metadata") else {
        return;
    };
    let diagnostics = &mut *loader.diagnostics;
    let mut traits = Traits {
        title: form::key(&metadata, "serviceFullName", diagnostics, form::text),
        xml_namespace: xml_namespace(&metadata, diagnostics),
        ..Traits::default()
    };
    describe(&mut traits, root, diagnostics);
    let version = form::key(&metadata, "apiVersion", diagnostics, form::text);
    let service = ServiceShape {
        version: version.unwrap_or_default(),
        traits: service_traits(&loader.metadata, root, &metadata, diagnostics, &bound),
        operations: bound.operations,
        ..ServiceShape::default()
    };
    let shape = Shape {
        id: loader.id(&loader.metadata.service_name),
        kind: Kind::Service(Box::new(service)),
        traits,
    };
    if let Err(shape) = loader.model.add(shape) {
        let what = format!(
            "the id `{}` is needed for the service, but is already in use",
            shape.id
        );
        metadata.error(what, loader.diagnostics);
    }
}

fn service_traits(
    facts: &Metadata,
    root: &At<'_>,
    metadata: &At<'_>,
    diagnostics: &mut Diagnostics,
    bound: &Bound,
) -> ServiceTraits {
    let ids = || facts.auth.iter().map(|scheme| scheme.id().to_owned());
    let has_query_codes = metadata.get("awsQueryCompatible").is_some();
    ServiceTraits {
        protocols: facts.protocols.clone(),
        auth_schemes: facts.auth.clone(),
        auth: (facts.auth.len() > 1).then(|| ids().collect()),
        aws: Some(AwsService {
            sdk_id: facts.sdk_id.clone(),
            endpoint_prefix: form::key(metadata, "endpointPrefix", diagnostics, form::text),
            ..AwsService::default()
        }),
        query_compatible: has_query_codes,
        client_context_params: context_params(root, diagnostics),
        endpoint_discovery: bound.discovery.clone().map(|operation| EndpointDiscovery {
            operation,
            error: None,
        }),
        ..ServiceTraits::default()
    }
}

fn context_params(root: &At<'_>, diagnostics: &mut Diagnostics) -> Vec<ClientContextParam> {
    let Some(all) = root.get("clientContextParams") else {
        return Vec::new();
    };
    all.object(diagnostics);
    let param = |(name, at): (&str, At<'_>)| {
        Some(ClientContextParam {
            name: name.to_owned(),
            param_type: form::required(&at, "type", diagnostics, form::text)?,
            documentation: form::key(&at, "documentation", diagnostics, form::text),
        })
    };
    all.entries().filter_map(param).collect()
}
