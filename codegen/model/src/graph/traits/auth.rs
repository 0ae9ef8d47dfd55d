//! Authentication schemes of a service.

/// An auth trait of a service, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// `aws.auth#sigv4`
    Sigv4 {
        /// The signing name.
        name: String,
    },
    /// `aws.auth#sigv4a`
    Sigv4a {
        /// The signing name.
        name: String,
    },
    /// `smithy.api#httpBasicAuth`
    HttpBasic,
    /// `smithy.api#httpDigestAuth`
    HttpDigest,
    /// `smithy.api#httpBearerAuth`
    HttpBearer,
    /// `smithy.api#httpApiKeyAuth`
    HttpApiKey {
        /// Name of the header or query parameter.
        name: String,
        /// Where the key goes.
        location: ApiKeyLocation,
        /// Text before the key in the header.
        scheme: Option<String>,
    },
    /// `smithy.api#noAuth`: never a trait of a service, only the result of `optionalAuth` and of an
    /// empty `auth` list.
    NoAuth,
}

/// Where `httpApiKeyAuth` puts the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiKeyLocation {
    /// A request header.
    Header,
    /// A query parameter.
    Query,
}

impl AuthScheme {
    /// Returns the absolute id of the trait, which is the scheme's id.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Sigv4 { .. } => "aws.auth#sigv4",
            Self::Sigv4a { .. } => "aws.auth#sigv4a",
            Self::HttpBasic => "smithy.api#httpBasicAuth",
            Self::HttpDigest => "smithy.api#httpDigestAuth",
            Self::HttpBearer => "smithy.api#httpBearerAuth",
            Self::HttpApiKey { .. } => "smithy.api#httpApiKeyAuth",
            Self::NoAuth => "smithy.api#noAuth",
        }
    }
}
