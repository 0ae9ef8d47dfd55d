//! The extended request id of S3, a second id of each request that its support asks for.

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::http::{Headers, Response};
use aws_smithy_types::error::metadata::Builder as MetadataBuilder;
use aws_smithy_types::error::ErrorMetadata;

/// Key of the id in [`ErrorMetadata`], which is that of the official crate.
const KEY: &str = "s3_extended_request_id";

/// Gives access to the extended request id.
pub trait RequestIdExt {
    /// Returns the extended request id, or `None` if the service could not be reached.
    fn extended_request_id(&self) -> Option<&str>;
}

impl<E> RequestIdExt for SdkError<E, Response> {
    fn extended_request_id(&self) -> Option<&str> {
        self.raw_response()
            .and_then(|response| response.headers().extended_request_id())
    }
}

impl RequestIdExt for ErrorMetadata {
    fn extended_request_id(&self) -> Option<&str> {
        self.extra(KEY)
    }
}

impl<B> RequestIdExt for Response<B> {
    fn extended_request_id(&self) -> Option<&str> {
        self.headers().extended_request_id()
    }
}

impl RequestIdExt for Headers {
    fn extended_request_id(&self) -> Option<&str> {
        self.get("x-amz-id-2")
    }
}

impl<O: RequestIdExt, E: RequestIdExt> RequestIdExt for Result<O, E> {
    fn extended_request_id(&self) -> Option<&str> {
        match self {
            Ok(output) => output.extended_request_id(),
            Err(error) => error.extended_request_id(),
        }
    }
}

/// Adds the extended request id in the headers, if there is one, to the metadata of an error.
pub(super) fn apply_extended_request_id(
    meta: MetadataBuilder,
    headers: &Headers,
) -> MetadataBuilder {
    match headers.extended_request_id() {
        Some(id) => meta.custom(KEY, id),
        None => meta,
    }
}
