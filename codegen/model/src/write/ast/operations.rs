//! Traits of operations.

use super::{entry, object, present, some, some_texts, text, texts, truth, whole, words, Entries};
use crate::graph::{Node, OperationTraits, Paginated, STATUS_MATCHER};

/// Returns the traits by their absolute ids.
pub(super) fn of(t: &OperationTraits) -> Entries {
    let http = t.http.as_ref().map(|http| {
        object([
            ("method", text(&http.method)),
            ("uri", text(&http.uri)),
            ("code", whole(http.code)),
        ])
    });
    let host = (t.host_prefix.as_deref()).map(|prefix| object([("hostPrefix", text(prefix))]));
    let compression = some_texts(&t.request_compression);
    let discovered =
        (t.discovered_endpoint).map(|required| object([("required", Node::Bool(required))]));
    let fixed = t.static_context_params.iter();
    let fixed = fixed.map(|(name, value)| entry(name, object([("value", value.clone())])));
    let found = t.operation_context_params.iter();
    let found = found.map(|(name, path)| entry(name, object([("path", text(path))])));
    let entries = [
        ("smithy.api#http", http),
        ("smithy.api#endpoint", host),
        ("smithy.api#idempotent", present(t.idempotent)),
        ("smithy.api#readonly", present(t.readonly)),
        (
            "smithy.api#paginated",
            t.paginated.as_ref().and_then(paginated),
        ),
        ("smithy.api#auth", t.auth.as_deref().map(texts)),
        ("smithy.api#optionalAuth", present(t.optional_auth)),
        ("aws.auth#unsignedPayload", present(t.unsigned_payload)),
        (
            "smithy.api#httpChecksumRequired",
            present(t.http_checksum_required),
        ),
        ("aws.protocols#httpChecksum", checksum(t)),
        (
            "smithy.api#requestCompression",
            compression.map(|encodings| object([("encodings", encodings)])),
        ),
        ("smithy.rules#staticContextParams", params(fixed.collect())),
        (
            "smithy.rules#operationContextParams",
            params(found.collect()),
        ),
        ("aws.api#clientDiscoveredEndpoint", discovered),
        (
            "smithy.waiters#waitable",
            t.waitable.as_ref().and_then(waiters),
        ),
        ("smithy.api#examples", t.examples.clone()),
    ];
    let entries = entries.into_iter();
    entries
        .filter_map(|(id, value)| Some(entry(id, value?)))
        .collect()
}

fn params(entries: Entries) -> Option<Node> {
    (!entries.is_empty()).then_some(Node::Object(entries))
}

/// Returns the trait; `None` where expressions say which page follows.
pub(super) fn paginated(one: &Paginated) -> Option<Node> {
    if one.by_paths.is_some() {
        return None;
    }
    Some(some([
        ("inputToken", words(&one.input_token)),
        ("outputToken", words(&one.output_token)),
        ("items", words(&one.items)),
        ("pageSize", words(&one.page_size)),
    ]))
}

fn checksum(t: &OperationTraits) -> Option<Node> {
    let one = t.http_checksum.as_ref()?;
    let algorithms = &one.response_algorithms;
    Some(some([
        (
            "requestAlgorithmMember",
            words(&one.request_algorithm_member),
        ),
        (
            "requestChecksumRequired",
            truth(one.request_checksum_required),
        ),
        (
            "requestValidationModeMember",
            words(&one.request_validation_mode_member),
        ),
        ("responseAlgorithms", some_texts(algorithms)),
    ]))
}

/// Returns the waiters without acceptors that the trait cannot express; a waiter that cannot succeed then is left out.
fn waiters(all: &Node) -> Option<Node> {
    let kept = all.as_object()?.iter().filter_map(|(name, waiter)| {
        let entries = waiter.as_object()?.iter().map(|(key, value)| {
            let value = match value {
                Node::Array(acceptors) if key == "acceptors" => {
                    Node::Array(acceptors.iter().filter(is_expressible).cloned().collect())
                }
                other => other.clone(),
            };
            (key.clone(), value)
        });
        let waiter = Node::Object(entries.collect());
        let mut acceptors = waiter.get("acceptors")?.as_array()?.iter();
        let succeeds =
            acceptors.any(|one| one.get("state").and_then(Node::as_str) == Some("success"));
        succeeds.then(|| (name.clone(), waiter))
    });
    params(kept.collect())
}

fn is_expressible(acceptor: &&Node) -> bool {
    let matcher = acceptor.get("matcher");
    matcher.is_none_or(|matcher| matcher.get(STATUS_MATCHER).is_none())
}
