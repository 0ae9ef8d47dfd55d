//! How requests are signed.

use crate::operation::{InputStream, OperationDef};
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_sigv4::http_request::SignableBody;

/// The settings of the SigV4 signers for calls of the operation.
///
/// A body that is neither in memory nor hashed in advance is signed as `UNSIGNED-PAYLOAD` by them.
pub(crate) fn signing_config(def: &OperationDef) -> SigV4OperationSigningConfig {
    let service = &def.service.traits.signing;
    let mut signing_options = SigningOptions::default();
    // Whoever verifies an unsigned payload has to be told of it, and the official crates sign its path
    // like other services' even where the service has its paths signed as they are.
    let unsigned = def.traits.unsigned_payload;
    signing_options.double_uri_encode = service.double_uri_encode || unsigned;
    signing_options.content_sha256_header = service.content_sha256_header || unsigned;
    signing_options.normalize_uri_path = service.normalize_uri_path;
    signing_options.payload_override = match def.input_stream {
        // The request itself is signed without a body, then each event on its own.
        InputStream::Events(..) => Some(SignableBody::Bytes(&[])),
        _ if unsigned => Some(SignableBody::UnsignedPayload),
        _ => None,
    };
    SigV4OperationSigningConfig {
        signing_options,
        ..Default::default()
    }
}
