//! Traits that only operations have.

use super::form;
use crate::diag::Diagnostics;
use crate::graph::{Http, HttpChecksum, OperationTraits, Paginated};
use crate::load::cursor::At;

/// Returns whether [`read`] knows the trait.
pub(super) fn reads(id: &str) -> bool {
    const IDS: [&str; 16] = [
        "smithy.api#http",
        "smithy.api#endpoint",
        "smithy.api#idempotent",
        "smithy.api#readonly",
        "smithy.api#paginated",
        "smithy.api#auth",
        "smithy.api#optionalAuth",
        "aws.auth#unsignedPayload",
        "smithy.api#httpChecksumRequired",
        "aws.protocols#httpChecksum",
        "smithy.api#requestCompression",
        "smithy.rules#staticContextParams",
        "smithy.rules#operationContextParams",
        "aws.api#clientDiscoveredEndpoint",
        "smithy.waiters#waitable",
        "smithy.api#examples",
    ];
    IDS.contains(&id)
}

/// Reads a trait; others are left alone.
pub(super) fn read(t: &mut OperationTraits, id: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    match id {
        "smithy.api#http" => t.http = http(at, diagnostics),
        "smithy.api#endpoint" => {
            t.host_prefix = form::required(at, "hostPrefix", diagnostics, form::text);
        }
        "smithy.api#idempotent" => t.idempotent = form::present(at, diagnostics),
        "smithy.api#readonly" => t.readonly = form::present(at, diagnostics),
        "smithy.api#paginated" => t.paginated = paginated(at, diagnostics),
        "smithy.api#auth" => t.auth = Some(form::ids(at, diagnostics)),
        "smithy.api#optionalAuth" => t.optional_auth = form::present(at, diagnostics),
        "aws.auth#unsignedPayload" => t.unsigned_payload = form::present(at, diagnostics),
        "smithy.api#httpChecksumRequired" => {
            t.http_checksum_required = form::present(at, diagnostics);
        }
        "aws.protocols#httpChecksum" => t.http_checksum = checksum(at, diagnostics),
        "smithy.api#requestCompression" => {
            let encodings =
                |at: &At<'_>, diagnostics: &mut Diagnostics| Some(form::texts(at, diagnostics));
            let found = form::required(at, "encodings", diagnostics, encodings);
            t.request_compression = found.unwrap_or_default();
        }
        "smithy.rules#staticContextParams" => {
            at.object(diagnostics);
            for (name, param) in at.entries() {
                let value =
                    form::required(&param, "value", diagnostics, |at, _| Some(at.node.clone()));
                t.static_context_params
                    .extend(value.map(|value| (name.to_owned(), value)));
            }
        }
        "smithy.rules#operationContextParams" => {
            at.object(diagnostics);
            for (name, param) in at.entries() {
                let path = form::required(&param, "path", diagnostics, form::text);
                t.operation_context_params
                    .extend(path.map(|path| (name.to_owned(), path)));
            }
        }
        "aws.api#clientDiscoveredEndpoint" => {
            at.object(diagnostics);
            let required = at.get("required").map(|at| form::truth(&at, diagnostics));
            t.discovered_endpoint = Some(required.unwrap_or_default());
        }
        "smithy.waiters#waitable" => {
            t.waitable = at.object(diagnostics).then(|| at.node.clone());
        }
        "smithy.api#examples" => {
            at.items(diagnostics);
            t.examples = Some(at.node.clone());
        }
        _ => {}
    }
}

fn http(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Http> {
    let method = form::required(at, "method", diagnostics, form::text);
    let uri = form::required(at, "uri", diagnostics, form::text);
    let code = form::key(at, "code", diagnostics, form::status);
    Some(Http {
        method: method?,
        uri: uri?,
        code: code.unwrap_or(200),
    })
}

/// `paginated` of an operation or a service.
pub(super) fn paginated(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Paginated> {
    form::present(at, diagnostics).then(|| Paginated {
        input_token: form::key(at, "inputToken", diagnostics, form::text),
        output_token: form::key(at, "outputToken", diagnostics, form::text),
        items: form::key(at, "items", diagnostics, form::text),
        page_size: form::key(at, "pageSize", diagnostics, form::text),
        ..Paginated::default()
    })
}

fn checksum(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<HttpChecksum> {
    at.object(diagnostics).then(|| HttpChecksum {
        request_algorithm_member: form::key(at, "requestAlgorithmMember", diagnostics, form::text),
        request_checksum_required: at
            .get("requestChecksumRequired")
            .is_some_and(|at| form::truth(&at, diagnostics)),
        request_validation_mode_member: form::key(
            at,
            "requestValidationModeMember",
            diagnostics,
            form::text,
        ),
        response_algorithms: at
            .get("responseAlgorithms")
            .map(|at| form::texts(&at, diagnostics))
            .unwrap_or_default(),
    })
}
