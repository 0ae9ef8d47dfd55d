//! Values of the traits in [`Traits`](super::Traits).

use crate::graph::Number;

/// `deprecated`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// The replacement.
    pub message: Option<String>,
    /// Version or date of the deprecation.
    pub since: Option<String>,
}

/// `length`: characters of a string, bytes of a blob, entries of a list or map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Least allowed, inclusive.
    pub min: Option<u64>,
    /// Most allowed, inclusive.
    pub max: Option<u64>,
}

/// `range`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Least allowed, inclusive.
    pub min: Option<Number>,
    /// Most allowed, inclusive.
    pub max: Option<Number>,
}

/// `error`: whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorFault {
    /// The request is at fault.
    Client,
    /// The service is at fault.
    Server,
}

/// `retryable`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retryable {
    /// The error asks the caller to slow down.
    pub throttling: bool,
}

/// `aws.protocols#awsQueryError`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The code on the wire, in place of the shape's name.
    pub code: String,
    /// The HTTP status.
    pub http_response_code: u16,
}

/// `timestampFormat`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// RFC 3339 in UTC.
    DateTime,
    /// IMF-fixdate of RFC 7231.
    HttpDate,
    /// Seconds since 1970, fractions allowed.
    EpochSeconds,
}

/// `xmlNamespace`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The namespace's URI.
    pub uri: String,
    /// The prefix to declare; `None` for the default namespace.
    pub prefix: Option<String>,
}

impl TimestampFormat {
    /// Returns the format as Smithy spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::HttpDate => "http-date",
            Self::EpochSeconds => "epoch-seconds",
        }
    }
}
