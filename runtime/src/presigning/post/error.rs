//! Errors of presigning a form.

use aws_smithy_runtime_api::box_error::BoxError;
use std::error::Error;
use std::fmt;

/// Error of a form that cannot be presigned.
#[non_exhaustive]
#[derive(Debug)]
pub enum PresignedPostError {
    /// The time during which the form is valid is over already.
    Expired,
    /// There are no credentials to sign with.
    NoCredentials(BoxError),
    /// The endpoint rules have no endpoint for the bucket.
    NoEndpoint(BoxError),
    /// The endpoint of the bucket takes other signatures than those of SigV4; these are the auth schemes that it lists.
    UnsupportedAuthSchemes(Vec<String>),
    /// The configuration of the client lacks something, such as the region.
    InvalidConfig(BoxError),
}

impl fmt::Display for PresignedPostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired => f.write_str("the form would have expired before it is signed"),
            Self::NoCredentials(_) => f.write_str("there are no credentials to sign the form with"),
            Self::NoEndpoint(_) => f.write_str("the endpoint of the bucket cannot be resolved"),
            Self::UnsupportedAuthSchemes(schemes) => write!(
                f,
                "forms are signed with `sigv4` alone, but the endpoint of the bucket asks for `{}`",
                schemes.join("` or `")
            ),
            Self::InvalidConfig(_) => f.write_str("the configuration of the client is invalid"),
        }
    }
}

impl Error for PresignedPostError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NoCredentials(source)
            | Self::NoEndpoint(source)
            | Self::InvalidConfig(source) => Some(&**source),
            Self::Expired | Self::UnsupportedAuthSchemes(_) => None,
        }
    }
}
