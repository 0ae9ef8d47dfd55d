//! Sessions for buckets of S3 Express: a call to such a bucket is signed with the credentials of a session, which an
//! operation of the service creates.

#[cfg(feature = "s3-express")]
mod provider;
#[cfg(feature = "s3-express")]
mod scheme;
#[cfg(feature = "s3-express")]
mod sessions;
#[cfg(feature = "s3-express")]
mod settings;

#[cfg(feature = "s3-express")]
pub(crate) use {
    provider::{provider_plugin, BucketInterceptor},
    scheme::{session_token_names, Scheme},
};

use crate::operation::{Operation, OperationDef};
use crate::reflect::Initial;
use aws_smithy_runtime_api::client::interceptors::context::Input;

/// The auth scheme of S3 Express, as endpoint rules name it.
#[cfg(feature = "s3-express")]
pub const SCHEME_ID: aws_smithy_runtime_api::client::auth::AuthSchemeId =
    aws_smithy_runtime_api::client::auth::AuthSchemeId::new("sigv4-s3express");

/// The operation that creates sessions.
#[derive(Debug)]
pub struct SessionDef {
    /// Returns the operation, whose descriptor refers to that of the service.
    pub operation: fn() -> &'static OperationDef,
    /// Wire name of its input member with the name of the bucket, which is also the endpoint parameter of that name.
    pub bucket: &'static str,
    /// Wire name of its output member with the credentials.
    pub credentials: &'static str,
    /// Creates an empty input.
    pub input: fn() -> Input,
}

impl SessionDef {
    /// Creates the descriptor for the operation `O`.
    pub const fn of<O: Operation>(bucket: &'static str, credentials: &'static str) -> Self
    where
        O::Input: Initial,
    {
        Self {
            operation: || O::DEF,
            bucket,
            credentials,
            input: || Input::erase(O::Input::initial()),
        }
    }
}
