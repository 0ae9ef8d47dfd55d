//! HTTP bindings of members.

use super::form;
use crate::diag::Diagnostics;
use crate::graph::Traits;
use crate::load::cursor::At;

/// Reads a trait; `false` where it is none of these.
pub(super) fn read(t: &mut Traits, id: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    match id {
        "smithy.api#httpHeader" => t.http_header = form::text(at, diagnostics),
        "smithy.api#httpLabel" => t.http_label = form::present(at, diagnostics),
        "smithy.api#httpPayload" => t.http_payload = form::present(at, diagnostics),
        "smithy.api#httpPrefixHeaders" => t.http_prefix_headers = form::text(at, diagnostics),
        "smithy.api#httpQuery" => t.http_query = form::text(at, diagnostics),
        "smithy.api#httpQueryParams" => t.http_query_params = form::present(at, diagnostics),
        "smithy.api#httpResponseCode" => t.http_response_code = form::present(at, diagnostics),
        _ => return false,
    }
    true
}
