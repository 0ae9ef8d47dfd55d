//! Operations and their traits.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::common::{describe, flag, is_name, unknown, xml_namespace};
use super::{members, Loader};
use crate::diag::Diagnostics;
use crate::graph::{
    ErrorFault, Http, HttpChecksum, Kind, Member, Model, OperationShape, OperationTraits, Shape,
    ShapeId, ShapeIx, Traits, UNIT_SHAPE,
};
use crate::load::cursor::At;
use crate::load::form;

/// The references of the service.
#[derive(Default)]
pub(super) struct Bound {
    pub(super) operations: Vec<ShapeIx>,
    /// Absolute id of the operation that discovers the endpoints of others.
    pub(super) discovery: Option<String>,
}

const KEYS: [&str; 25] = [
    "name",
    "http",
    "input",
    "output",
    "errors",
    "documentation",
    "documentationUrl",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "alias",
    "auth",
    "authtype",
    "endpoint",
    "endpointdiscovery",
    "endpointoperation",
    "httpChecksum",
    "httpChecksumRequired",
    "idempotent",
    "internal",
    "operationContextParams",
    "readonly",
    "requestcompression",
    "staticContextParams",
    "unsignedPayload",
];

/// Adds every operation.
pub(super) fn define<'a>(loader: &mut Loader<'a, '_>, root: &At<'a>) -> Bound {
    let mut bound = Bound::default();
    let Some(all) = root.get("operations") else {
        return bound;
    };
    all.object(loader.diagnostics);
    for (name, at) in all.entries() {
        let id = loader.id(name);
        let at = at.of(id.clone());
        if !is_name(name, &at, loader.diagnostics) || !at.object(loader.diagnostics) {
            continue;
        }
        at.known_keys(&KEYS, loader.diagnostics);
        let Some(shape) = operation(loader, id, &at) else {
            continue;
        };
        if flag(&at, "endpointoperation", loader.diagnostics) {
            bound.discovery = Some(shape.id.to_string());
        }
        if let Ok(ix) = loader.model.add(shape) {
            loader.operations.insert(name, ix);
            bound.operations.push(ix);
        }
    }
    drop_idle_host_labels(&mut loader.model, &bound.operations);
    if bound.discovery.is_some() {
        add_discovery_error(loader, &bound.operations);
    }
    bound
}

/// The error of an operation whose endpoint has changed: `error` of
/// `aws.api#clientEndpointDiscovery`, which has one name in all services. Files may leave it out.
fn add_discovery_error(loader: &mut Loader<'_, '_>, operations: &[ShapeIx]) {
    let id = loader.id("InvalidEndpointException");
    let Some(text) = ShapeId::parse("smithy.api#String").and_then(|id| loader.model.find(&id))
    else {
        return;
    };
    let shape = || Shape {
        id: id.clone(),
        kind: Kind::Structure(vec![Member {
            name: "Message".to_owned(),
            target: text,
            traits: Box::default(),
        }]),
        traits: Traits {
            error: Some(ErrorFault::Client),
            http_error: Some(421),
            ..Traits::default()
        },
    };
    let is_discovered = |ix: &ShapeIx| match &loader.model.shape(*ix).kind {
        Kind::Operation(operation) => operation.traits.discovered_endpoint.is_some(),
        _ => false,
    };
    let discovered: Vec<ShapeIx> = operations.iter().copied().filter(is_discovered).collect();
    if discovered.is_empty() {
        return;
    }
    let found = loader.model.find(&id);
    let Some(error) = found.or_else(|| loader.model.add(shape()).ok()) else {
        return;
    };
    if !loader.model.shape(error).is_error() {
        return;
    }
    for ix in discovered {
        if let Kind::Operation(operation) = &mut loader.model.shape_mut(ix).kind {
            if !operation.errors.contains(&error) {
                operation.errors.push(error);
            }
        }
    }
}

/// Takes `hostLabel` from members of inputs that fill no label of a host prefix: files mark them where
/// the operation has no prefix at all.
fn drop_idle_host_labels(model: &mut Model, operations: &[ShapeIx]) {
    let (mut inputs, mut used) = (BTreeSet::new(), HashSet::new());
    for &ix in operations {
        let Kind::Operation(operation) = &model.shape(ix).kind else {
            continue;
        };
        inputs.insert(operation.input);
        let prefix = operation.traits.host_prefix.as_deref().unwrap_or_default();
        let labels = prefix.split('{').skip(1);
        let labels = labels.filter_map(|part| Some(part.split_once('}')?.0.to_owned()));
        used.extend(labels.map(|label| (operation.input, label)));
    }
    for input in inputs {
        if let Kind::Structure(members) = &mut model.shape_mut(input).kind {
            for member in members {
                let is_used = used.contains(&(input, member.name.clone()));
                member.traits.host_label &= is_used;
            }
        }
    }
}

fn operation<'a>(loader: &mut Loader<'a, '_>, id: ShapeId, at: &At<'a>) -> Option<Shape> {
    let input = structure(loader, at, "input");
    let output = structure(loader, at, "output");
    let errors = errors(loader, at);
    let (input, output) = (input?, output?);
    if let Some(at) = at.get("input") {
        name_input(loader, input, &at);
    }
    let mut operation = operation_traits(at, loader.diagnostics);
    if loader.metadata.is_rest() {
        operation.http = http(loader, at, input);
    }
    let mut traits = Traits::default();
    describe(&mut traits, at, loader.diagnostics);
    Some(Shape {
        id,
        kind: Kind::Operation(Box::new(OperationShape {
            input,
            output,
            errors,
            traits: operation,
        })),
        traits,
    })
}

fn structure<'a>(loader: &mut Loader<'a, '_>, at: &At<'a>, key: &str) -> Option<ShapeIx> {
    match at.get(key) {
        Some(at) => loader.follow_structure(&at, &format!("the {key} of an operation")),
        None => loader.model.find(&ShapeId::parse(UNIT_SHAPE)?),
    }
}

/// The wrapper element of the input is defined at its reference.
fn name_input(loader: &mut Loader<'_, '_>, input: ShapeIx, at: &At<'_>) {
    if !loader.metadata.speaks_xml() {
        return;
    }
    let name = form::key(at, "locationName", loader.diagnostics, form::text);
    let namespace = xml_namespace(at, loader.diagnostics);
    let shape = loader.model.shape_mut(input);
    let name = name.filter(|name| *name != shape.id.name);
    let traits = &mut shape.traits;
    traits.xml_name = traits.xml_name.take().or(name);
    traits.xml_namespace = traits.xml_namespace.take().or(namespace);
}

fn errors<'a>(loader: &mut Loader<'a, '_>, at: &At<'a>) -> Vec<ShapeIx> {
    let items = at.get("errors").map(|at| at.items(loader.diagnostics));
    let (mut errors, mut seen) = (Vec::new(), HashSet::new());
    for item in items.unwrap_or_default() {
        let Some(ix) = loader.follow_structure(&item, "an error") else {
            continue;
        };
        let is_fault = flag(&item, "fault", loader.diagnostics);
        let traits = &mut loader.model.shape_mut(ix).traits;
        // A shape that is listed as an error is one.
        traits.error.get_or_insert(if is_fault {
            ErrorFault::Server
        } else {
            ErrorFault::Client
        });
        if seen.insert(ix) {
            errors.push(ix);
        }
    }
    errors
}

/// `http`, with labels named by members rather than by their names on the wire.
fn http<'a>(loader: &mut Loader<'a, '_>, at: &At<'a>, input: ShapeIx) -> Option<Http> {
    let Some(http) = at.get("http") else {
        at.error("the operation has no `http`", loader.diagnostics);
        return None;
    };
    let method = form::required(&http, "method", loader.diagnostics, form::text);
    let uri = form::required(&http, "requestUri", loader.diagnostics, form::text);
    let code = form::key(&http, "responseCode", loader.diagnostics, form::status);
    let reference = at.get("input").and_then(|at| loader.follow(&at));
    let labels = reference.map(|input_at| members::labels(loader, &input_at.at, input));
    Some(Http {
        method: method?,
        uri: with_members(&uri?, &labels.unwrap_or_default()),
        code: code.unwrap_or(200),
    })
}

fn with_members(uri: &str, labels: &HashMap<&str, &str>) -> String {
    let mut parts = uri.split('{');
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        named.push('{');
        let Some((label, rest)) = part.split_once('}') else {
            named.push_str(part);
            continue;
        };
        let (label, greedy) = match label.strip_suffix('+') {
            Some(label) => (label, "+"),
            None => (label, ""),
        };
        let member = labels.get(label).copied().unwrap_or(label);
        named.extend([member, greedy, "}", rest]);
    }
    named
}

fn operation_traits(at: &At<'_>, diagnostics: &mut Diagnostics) -> OperationTraits {
    let mut traits = OperationTraits {
        idempotent: flag(at, "idempotent", diagnostics),
        readonly: flag(at, "readonly", diagnostics),
        unsigned_payload: flag(at, "unsignedPayload", diagnostics),
        http_checksum_required: flag(at, "httpChecksumRequired", diagnostics),
        http_checksum: at.get("httpChecksum").map(|at| checksum(&at, diagnostics)),
        ..OperationTraits::default()
    };
    if let Some(at) = at.get("endpoint") {
        traits.host_prefix = form::key(&at, "hostPrefix", diagnostics, form::text);
    }
    if let Some(at) = at.get("requestcompression") {
        let encodings = at.get("encodings");
        let encodings = encodings.map(|at| form::texts(&at, diagnostics));
        traits.request_compression = encodings.unwrap_or_default();
    }
    if let Some(at) = at.get("endpointdiscovery") {
        at.object(diagnostics);
        traits.discovered_endpoint = Some(flag(&at, "required", diagnostics));
    }
    context(&mut traits, at, diagnostics);
    auth(&mut traits, at, diagnostics);
    traits
}

fn checksum(at: &At<'_>, diagnostics: &mut Diagnostics) -> HttpChecksum {
    at.object(diagnostics);
    let algorithms = at.get("responseAlgorithms");
    let mut text = |key| form::key(at, key, diagnostics, form::text);
    HttpChecksum {
        request_algorithm_member: text("requestAlgorithmMember"),
        request_validation_mode_member: text("requestValidationModeMember"),
        request_checksum_required: flag(at, "requestChecksumRequired", diagnostics),
        response_algorithms: algorithms
            .map(|at| form::texts(&at, diagnostics))
            .unwrap_or_default(),
    }
}

fn context(traits: &mut OperationTraits, at: &At<'_>, diagnostics: &mut Diagnostics) {
    if let Some(all) = at.get("staticContextParams") {
        all.object(diagnostics);
        for (name, at) in all.entries() {
            match at.get("value") {
                Some(value) => {
                    let param = (name.to_owned(), value.node.clone());
                    traits.static_context_params.push(param);
                }
                None => at.error("the parameter has no `value`", diagnostics),
            }
        }
    }
    if let Some(all) = at.get("operationContextParams") {
        all.object(diagnostics);
        for (name, at) in all.entries() {
            let path = form::required(&at, "path", diagnostics, form::text);
            traits
                .operation_context_params
                .extend(path.map(|path| (name.to_owned(), path)));
        }
    }
}

/// `auth`, and `authtype`, which says less in other words.
fn auth(traits: &mut OperationTraits, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let listed = at.get("auth").map(|at| form::ids(&at, diagnostics));
    if let Some(mut ids) = listed {
        let all = ids.len();
        ids.retain(|id| id != NO_AUTH);
        traits.optional_auth = ids.len() < all;
        traits.auth = Some(ids);
    }
    let Some(at) = at.get("authtype") else {
        return;
    };
    match at.text(diagnostics) {
        Some("none") => {
            traits.optional_auth = true;
            traits.auth.get_or_insert_default();
        }
        Some("v4-unsigned-body") => traits.unsigned_payload = true,
        Some("v4" | "v4a") | None => {}
        Some("bearer") => {
            let bearer = || vec!["smithy.api#httpBearerAuth".to_owned()];
            traits.auth.get_or_insert_with(bearer);
        }
        Some(other) => {
            let known = ["none", "v4-unsigned-body", "v4", "v4a", "bearer"];
            unknown("auth type", other, &known, &at, diagnostics);
        }
    }
}

const NO_AUTH: &str = "smithy.api#noAuth";

#[cfg(test)]
mod tests {
    use super::with_members;

    #[test]
    fn labels_are_named_by_members() {
        let labels = [("api_Key", "apiKey"), ("path", "Path")].into();
        assert_eq!(
            with_members("/keys/{api_Key}/{path+}/{other}?x", &labels),
            "/keys/{apiKey}/{Path+}/{other}?x"
        );
        assert_eq!(with_members("/{api_Key", &labels), "/{api_Key");
    }
}
