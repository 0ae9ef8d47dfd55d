//! Parts of requests in addition to their members.

/// Behavior that no trait of the model describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Customization {
    /// Header and value, sent where the request does not have the header.
    Header(String, String),
    /// The input's member at that wire name gets the value where it is unset or empty.
    DefaultMember(String, String),
    /// The input's member at that wire name loses the first of these prefixes that fits.
    TrimMember(String, Vec<String>),
    /// The request goes to the URL in the input's member at that wire name.
    EndpointMember(String),
    /// A response with that status whose body is empty has that error code.
    StatusCode(u16, String),
    /// A response of success whose document is an error is one.
    ErrorBodies,
    /// A response without a body is an output without members (rpcv2Cbor).
    EmptyDocuments,
    /// Error codes that are worth another attempt.
    TransientCodes(Vec<String>),
    /// The request has no path of its own.
    NoPath,
    /// The SHA-256 tree hash of the payload is sent.
    TreeHash,
    /// Streams may stall for a long time: stalled stream protection is off.
    SilentStreams,
}

/// How SigV4 treats a service's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SigningTraits {
    /// Whether the path is percent-encoded twice in the canonical request.
    pub double_uri_encode: bool,
    /// Whether `.`, `..` and empty segments are removed from the path first.
    pub normalize_uri_path: bool,
    /// Whether the header `x-amz-content-sha256` is sent.
    pub content_sha256_header: bool,
}

impl Default for SigningTraits {
    /// As all services but few want it.
    fn default() -> Self {
        Self {
            double_uri_encode: true,
            normalize_uri_path: true,
            content_sha256_header: false,
        }
    }
}

/// `smithy.api#httpApiKeyAuth`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Name of the header or query parameter.
    pub name: String,
    /// Whether it is a query parameter.
    pub in_query: bool,
    /// Text before the key in the header.
    pub scheme: Option<String>,
}

/// Traits of a service's requests: auth, signatures, customizations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestTraits {
    /// How requests are signed.
    pub signing: SigningTraits,
    /// Where API keys go.
    pub api_key: Option<ApiKey>,
    /// Bearer tokens come from `AWS_BEARER_TOKEN_` and this name.
    pub environment_token: Option<String>,
    /// Whether an operation takes compressed bodies.
    pub compression: bool,
    /// Customizations of all operations.
    pub customizations: Vec<Customization>,
}
