//! Settings for signing requests.

use crate::operation::OperationDef;
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::config_bag::ConfigBag;

const CONTENT_SHA256: &str = "x-amz-content-sha256";

/// Returns the settings of the SigV4 signers for calls of the operation.
///
/// They sign a body that is neither in memory nor hashed in advance as `UNSIGNED-PAYLOAD`.
pub(super) fn config(def: &OperationDef) -> SigV4OperationSigningConfig {
    let service = &def.service.traits.signing;
    let mut signing_options = SigningOptions::default();
    // The header tells the service that the payload is unsigned. As in the official crates, the path of such a
    // request is encoded twice even where the service turns this off.
    let unsigned = def.traits.unsigned_payload;
    signing_options.double_uri_encode = service.double_uri_encode || unsigned;
    signing_options.content_sha256_header = service.content_sha256_header || unsigned;
    signing_options.normalize_uri_path = service.normalize_uri_path;
    // A request with events is signed without a body. Each event is signed separately.
    signing_options.payload_override = if def.input_stream.is_of_events() {
        Some(SignableBody::Bytes(&[]))
    } else {
        unsigned.then_some(SignableBody::UnsignedPayload)
    };
    SigV4OperationSigningConfig {
        signing_options,
        ..Default::default()
    }
}

/// Signs with the body hash that a member provides, because the request declares that hash.
pub(crate) fn sign_given_hash(request: &HttpRequest, cfg: &mut ConfigBag) {
    let Some(hash) = request.headers().get(CONTENT_SHA256) else {
        return;
    };
    if let Some(mut signing) = cfg.load::<SigV4OperationSigningConfig>().cloned() {
        let hash = SignableBody::Precomputed(hash.to_owned());
        signing.signing_options.payload_override = Some(hash);
        cfg.interceptor_state().store_put(signing);
    }
}
