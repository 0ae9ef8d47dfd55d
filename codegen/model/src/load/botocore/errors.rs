//! Errors: structures with `exception` or `error`.

use super::common::flag;
use crate::diag::Diagnostics;
use crate::graph::{ErrorFault, Number, QueryError, Retryable, Traits};
use crate::load::cursor::At;
use crate::load::form;

const KEYS: [&str; 4] = ["code", "httpStatusCode", "senderFault", "fault"];

/// Reads the facts that make a structure an error. `names_codes`: the service's protocol takes codes
/// of errors from the model rather than from their names.
pub(super) fn read(
    traits: &mut Traits,
    at: &At<'_>,
    names_codes: bool,
    diagnostics: &mut Diagnostics,
) {
    let is_exception = flag(at, "exception", diagnostics);
    let is_fault = flag(at, "fault", diagnostics);
    let error = at.get("error");
    if let Some(retryable) = at.get("retryable") {
        traits.retryable = Some(Retryable {
            throttling: flag(&retryable, "throttling", diagnostics),
        });
    }
    if let Some(error) = &error {
        error.object(diagnostics);
        error.known_keys(&KEYS, diagnostics);
        traits.http_error = form::key(error, "httpStatusCode", diagnostics, form::status);
        let code = form::key(error, "code", diagnostics, form::text);
        if let (true, Some(code)) = (names_codes, code) {
            traits.query_error = Some(QueryError {
                code,
                http_response_code: traits.http_error.unwrap_or(400),
            });
        }
    }
    let of_server = error.as_ref().is_some_and(|error| {
        let code = error.get("httpStatusCode").map(|at| at.node);
        let code = code
            .and_then(|node| node.as_number())
            .and_then(Number::as_i64);
        flag(error, "fault", diagnostics) || code.is_some_and(|code| code >= 500)
    });
    if is_exception || is_fault || error.is_some() {
        traits.error = Some(if is_fault || of_server {
            ErrorFault::Server
        } else {
            ErrorFault::Client
        });
    }
}
