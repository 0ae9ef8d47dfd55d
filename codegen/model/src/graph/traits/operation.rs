//! Traits that only operations have.

use crate::graph::Node;

/// The matcher of waiters that botocore's files have and `smithy.waiters#waitable` has not: the status of
/// the response. The id is not a valid Smithy name, so no model can contain it by chance.
pub const STATUS_MATCHER: &str = "botocore#status";

/// Traits of an operation, in addition to [`Traits`](super::Traits).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationTraits {
    /// `http`
    pub http: Option<Http>,
    /// `endpoint`: the host prefix, with `{label}` placeholders.
    pub host_prefix: Option<String>,
    /// `idempotent`
    pub idempotent: bool,
    /// `readonly`
    pub readonly: bool,
    /// `paginated`, without the service's defaults.
    pub paginated: Option<Paginated>,
    /// `auth`: ids of auth traits by priority.
    pub auth: Option<Vec<String>>,
    /// `optionalAuth`
    pub optional_auth: bool,
    /// `aws.auth#unsignedPayload`
    pub unsigned_payload: bool,
    /// `httpChecksumRequired`
    pub http_checksum_required: bool,
    /// `aws.protocols#httpChecksum`
    pub http_checksum: Option<HttpChecksum>,
    /// `requestCompression`: encodings by priority.
    pub request_compression: Vec<String>,
    /// `smithy.rules#staticContextParams`: parameter and value.
    pub static_context_params: Vec<(String, Node)>,
    /// `smithy.rules#operationContextParams`: parameter and JMESPath expression.
    pub operation_context_params: Vec<(String, String)>,
    /// `aws.api#clientDiscoveredEndpoint`: whether discovery is required.
    pub discovered_endpoint: Option<bool>,
    /// `smithy.waiters#waitable`, raw; a matcher can be a [`STATUS_MATCHER`] too.
    pub waitable: Option<Node>,
    /// `examples`, raw.
    pub examples: Option<Node>,
}

/// `http`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// Request method.
    pub method: String,
    /// URI pattern with `{label}` and `{label+}` placeholders.
    pub uri: String,
    /// Status of a successful response; 200 where not given.
    pub code: u16,
}

/// `paginated`: member names, or dotted paths into the output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paginated {
    /// Input member that takes the token.
    pub input_token: Option<String>,
    /// Path to the next token in the output.
    pub output_token: Option<String>,
    /// Path to the page's items in the output.
    pub items: Option<String>,
    /// Input member that limits a page.
    pub page_size: Option<String>,
    /// Whether the service's defaults do not apply, because an entry of botocore's files is
    /// complete.
    pub complete: bool,
    /// The extensions of botocore's files, which the trait cannot express. They replace the tokens. Input
    /// members with the JMESPath expressions that find their values in the output.
    pub by_paths: Option<Vec<(String, String)>>,
    /// JMESPath expression over the output that says whether there is another page.
    pub more: Option<String>,
    /// Paths to the lists of a page if it has several, which the trait cannot say either: no one of
    /// them is the items.
    pub several: Vec<String>,
}

/// How pages follow each other where one member's value is not all there is to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePaths {
    /// Input members with the JMESPath expressions that find their values in the output.
    pub tokens: Vec<(String, String)>,
    /// JMESPath expression over the output that says whether there is another page.
    pub more: Option<String>,
}

/// `aws.protocols#httpChecksum`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpChecksum {
    /// Input member that names the algorithm of the request.
    pub request_algorithm_member: Option<String>,
    /// Whether a request must have a checksum.
    pub request_checksum_required: bool,
    /// Input member that turns validation of the response on.
    pub request_validation_mode_member: Option<String>,
    /// Algorithms that the service may answer with.
    pub response_algorithms: Vec<String>,
}

/// `aws.api#clientEndpointDiscovery` of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointDiscovery {
    /// Absolute id of the discovery operation.
    pub operation: String,
    /// Absolute id of the error that says an endpoint is no longer valid.
    pub error: Option<String>,
}
