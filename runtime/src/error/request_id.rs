//! Request ids, without the crates of AWS: the same trait as that of `aws-types`.

use super::SdkError;
use aws_smithy_runtime_api::http::{Headers, Response};
use aws_smithy_types::error::metadata::Builder as MetadataBuilder;
use aws_smithy_types::error::ErrorMetadata;

/// Key of the id in [`ErrorMetadata`].
const KEY: &str = "request_id";

/// Gives access to the id of a request.
pub trait RequestId {
    /// Returns the id of the request, or `None` if the service could not be reached or sent none.
    fn request_id(&self) -> Option<&str>;
}

impl<E> RequestId for SdkError<E, Response> {
    fn request_id(&self) -> Option<&str> {
        self.raw_response()
            .and_then(|response| response.headers().request_id())
    }
}

impl RequestId for ErrorMetadata {
    fn request_id(&self) -> Option<&str> {
        self.extra(KEY)
    }
}

impl<B> RequestId for Response<B> {
    fn request_id(&self) -> Option<&str> {
        self.headers().request_id()
    }
}

impl RequestId for Headers {
    fn request_id(&self) -> Option<&str> {
        self.get("x-request-id")
    }
}

impl<O: RequestId, E: RequestId> RequestId for Result<O, E> {
    fn request_id(&self) -> Option<&str> {
        match self {
            Ok(output) => output.request_id(),
            Err(error) => error.request_id(),
        }
    }
}

/// Adds the request id in the headers, if there is one, to the metadata of an error.
pub(crate) fn apply_request_id(meta: MetadataBuilder, headers: &Headers) -> MetadataBuilder {
    match headers.request_id() {
        Some(id) => meta.custom(KEY, id),
        None => meta,
    }
}
