//! Checksums of requests and responses (`aws.protocols#httpChecksum`), and the content encoding `aws-chunked` that
//! carries the checksum of a stream behind it.

mod chunked;
mod request;
mod response;

pub use aws_smithy_types::checksum_config::{
    RequestChecksumCalculation, ResponseChecksumValidation,
};
pub use chunked::ChunkSize;

use crate::operation::{HttpChecksum, InputStream, OperationDef};
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::http::{Headers, Request};

/// Start of the names of headers that contain a checksum.
const CHECKSUM_HEADERS: &str = "x-amz-checksum-";

/// Adds the interceptors for the checksums of the operation.
pub(crate) fn push_interceptors(
    def: &'static OperationDef,
    checksum: &'static HttpChecksum,
    components: &mut RuntimeComponentsBuilder,
) {
    if checksum.is_of_requests() {
        let interceptor = request::RequestChecksumInterceptor { def, checksum };
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
        // The checksum of a stream is known at its end only, so it is sent there.
        if matches!(def.input_stream, InputStream::Blob(_)) {
            let interceptor = chunked::ChunkedInterceptor;
            components.push_interceptor(SharedInterceptor::permanent(interceptor));
        }
    }
    if !checksum.response_algorithms.is_empty() {
        let interceptor = response::ResponseChecksumInterceptor(checksum);
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
}

/// Returns whether the request already has a checksum, which a member of the input set.
fn has_checksum(headers: &Headers) -> bool {
    headers
        .iter()
        .any(|(name, _)| name.starts_with(CHECKSUM_HEADERS))
}

/// Returns whether the body of the request is a stream.
fn is_stream(request: &Request) -> bool {
    request.body().bytes().is_none()
}
