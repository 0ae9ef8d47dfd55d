//! What is compared of shapes, members, operations and services: named facts as text.

use farrier_codegen::model::{Node, OperationTraits, ProtocolKind, ServiceTraits, Traits};

/// A fact's name, and its text in a set of traits.
pub(crate) type Fact<T> = (&'static str, fn(&T) -> String);

macro_rules! debug {
    ($($kind:literal: $field:ident),* $(,)? $(; $($other:literal: $text:expr),* $(,)?)?) => {
        &[$(($kind, |t| format!("{:?}", t.$field)),)* $($(($other, $text)),*)?]
    };
}

/// Facts of members alone.
pub(crate) const MEMBER: &[Fact<Traits>] = debug! {
    "member: required": required,
    "member: idempotency token": idempotency_token,
    "member: deprecated": deprecated,
    "member: JSON name": json_name,
    "member: XML name": xml_name,
    "member: XML attribute": xml_attribute,
    "member: flattened": xml_flattened,
    "member: EC2 name": ec2_query_name,
    "member: event header": event_header,
    "member: event payload": event_payload,
    "member: HTTP header": http_header,
    "member: HTTP label": http_label,
    "member: HTTP payload": http_payload,
    "member: HTTP prefix headers": http_prefix_headers,
    "member: HTTP query": http_query,
    "member: HTTP query map": http_query_params,
    "member: HTTP response code": http_response_code,
    "member: host label": host_label,
    "member: context parameter": context_param;
    "member: documentation": documentation,
};

/// Facts that a member has or its target.
pub(crate) const EITHER: &[Fact<Traits>] = debug! {
    "target: XML namespace": xml_namespace,
    "target: timestamp format": timestamp_format,
    "target: sensitive": sensitive,
    "target: streaming": streaming,
    "target: media type": media_type,
    "target: requires length": requires_length,
    "target: range": range,
    "target: pattern": pattern,
    "target: sparse": sparse;
    "target: length": length,
};

/// Facts of structures and unions.
pub(crate) const STRUCTURE: &[Fact<Traits>] = debug! {
    "structure: error": error,
    "structure: error status": http_error,
    "structure: error code": query_error,
    "structure: retryable": retryable,
    "structure: deprecated": deprecated,
    "structure: XML name": xml_name;
    "structure: documentation": documentation,
};

/// Facts of operations that shapes have, too.
pub(crate) const OPERATION_WORDS: &[Fact<Traits>] = debug! {
    "operation: deprecated": deprecated;
    "operation: documentation": documentation,
};

/// Facts of operations.
pub(crate) const OPERATION: &[Fact<OperationTraits>] = debug! {
    "operation: HTTP": http,
    "operation: host prefix": host_prefix,
    "operation: idempotent": idempotent,
    "operation: readonly": readonly,
    "operation: optional auth": optional_auth,
    "operation: unsigned payload": unsigned_payload,
    "operation: checksum required": http_checksum_required,
    "operation: checksum": http_checksum,
    "operation: compression": request_compression,
    "operation: context": operation_context_params,
    "operation: discovered endpoint": discovered_endpoint;
    "operation: auth": |t| format!("{:?}", t.auth.as_ref().filter(|ids| ids.len() != 1)),
    "operation: static context": |t| sorted(&t.static_context_params),
};

/// Facts of services.
pub(crate) const SERVICE: &[Fact<ServiceTraits>] = debug! {
    "service: protocols": protocols,
    "service: auth schemes": auth_schemes,
    "service: query compatible": query_compatible;
    "service: auth": |t| format!("{:?}", t.auth.as_ref().filter(|ids| ids.len() != 1)),
    "service: context parameters": |t| sorted(&t.client_context_params),
    "service: endpoint rules": |t| t.endpoint_rule_set.as_ref().map(unordered).unwrap_or_default(),
};

/// Parts of the names of facts that say nothing to services of these protocols.
pub(crate) fn silent(protocols: &[ProtocolKind]) -> Vec<&'static str> {
    let none = |such: fn(ProtocolKind) -> bool| !protocols.iter().copied().any(such);
    let mut silent = Vec::new();
    if none(ProtocolKind::is_xml) {
        silent.extend(["XML", "flattened", "EC2"]);
    }
    if none(ProtocolKind::is_rest) {
        silent.extend(["HTTP", "error status"]);
    }
    if none(|kind| kind == ProtocolKind::RestJson1) {
        silent.push("JSON");
    }
    if none(|kind| kind == ProtocolKind::AwsQuery) {
        silent.push("error code");
    }
    silent
}

fn sorted<T: std::fmt::Debug>(list: &[T]) -> String {
    let mut texts: Vec<String> = list.iter().map(|one| format!("{one:?}")).collect();
    texts.sort();
    texts.join(", ")
}

/// Documentation without its line breaks, of which one format has none.
fn documentation(traits: &Traits) -> String {
    let text = traits.documentation.as_deref().unwrap_or_default();
    text.split_whitespace().collect()
}

/// Bounds, where none below means from zero.
fn length(traits: &Traits) -> String {
    let length = traits.length.as_ref();
    let bounds = length.map(|length| (length.min.unwrap_or_default(), length.max));
    let bounds = bounds.filter(|bounds| *bounds != (0, None));
    bounds
        .map(|bounds| format!("{bounds:?}"))
        .unwrap_or_default()
}

/// JSON with its keys sorted.
pub(crate) fn unordered(node: &Node) -> String {
    match node {
        Node::Object(entries) => {
            let mut texts: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{key}:{}", unordered(value)))
                .collect();
            texts.sort();
            format!("{{{}}}", texts.join(","))
        }
        Node::Array(items) => {
            let texts: Vec<String> = items.iter().map(unordered).collect();
            format!("[{}]", texts.join(","))
        }
        other => other.to_string(),
    }
}
