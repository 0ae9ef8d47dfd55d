//! Fixes for both encodings of RPC v2.

use aws_smithy_runtime_api::http::Request;
use aws_smithy_schema::Schema;
use aws_smithy_types::body::SdkBody;

/// Returns whether the operation has no input in the model.
pub(in super::super) fn is_unit(input: &Schema<'_>) -> bool {
    input.shape_id().as_str() == "smithy.api#Unit"
}

/// Removes the body and `Content-Type`, because an operation without an input sends none.
///
/// `aws-smithy-schema/src/schema/http_protocol/rpc.rs` writes an empty structure, which is correct only for an input
/// without members. Tests: `no_input`, `RpcV2JsonRequestNoInput`.
pub(in super::super) fn without_body(request: &mut Request) {
    *request.body_mut() = SdkBody::empty();
    request.headers_mut().remove("Content-Type");
    request.headers_mut().remove("Content-Length");
}
