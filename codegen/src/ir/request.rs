//! Parts of requests in addition to their members.

use super::Name;

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
    /// The SHA-256 tree hash of the payload is sent.
    TreeHash,
    /// Calls wait for something new: retries of version 2.1 wait before they fail too.
    LongPolling,
    /// The call is presigned as a `GET` request with all members in the query string.
    PresignedAsGet,
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

/// Checksums of a service's requests and responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Checksums {
    /// No operation has them.
    #[default]
    None,
    /// Requests or responses have them, but no streams are sent with one.
    Plain,
    /// Streams are sent with them.
    OfStreams,
}

/// The operation that creates sessions for buckets of S3 Express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Express {
    /// Module of the operation.
    pub module: Name,
    /// Marker type of the operation.
    pub operation: Name,
    /// Wire name of the input member with the bucket.
    pub bucket: String,
    /// Wire name of the output member with the credentials.
    pub credentials: String,
    /// Type of that member.
    pub credentials_type: Name,
}

/// Redirects to the regions of buckets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionRedirects {
    /// Endpoint parameter with the name of the bucket.
    pub bucket: String,
    /// Operations that are never redirected.
    pub except: Vec<String>,
    /// Field of the endpoint parameters with the region.
    pub region: Name,
    /// Whether that field is an `Option`.
    pub is_optional: bool,
}

/// The operation whose uploads browsers can make with a presigned form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPolicies {
    /// Module of the operation.
    pub module: Name,
    /// Marker type of the operation.
    pub operation: Name,
    /// Wire name of the input member with the bucket.
    pub bucket: String,
}

/// The auth tokens that databases of a service take as passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthTokenKind {
    /// For users and the administrator of a database at a host.
    OfHost,
    /// For a user of a database at a host and a port.
    OfUser,
}

/// A setting that environment variables and profiles can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentSetting {
    /// Endpoint parameter.
    pub param: String,
    /// Environment variable.
    pub variable: String,
    /// Key in profiles.
    pub profile_key: String,
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
    /// Whether the configuration exports the type of bearer tokens although the service does not take them.
    pub exports_token: bool,
    /// Whether an operation takes compressed bodies.
    pub compression: bool,
    /// Whether an operation has checksums, and whether streams are sent with them.
    pub checksums: Checksums,
    /// Whether an operation can be presigned.
    pub presigning: bool,
    /// Sessions for buckets of S3 Express.
    pub express: Option<Express>,
    /// Redirects to the regions of buckets.
    pub region_redirects: Option<RegionRedirects>,
    /// Presigned forms for uploads.
    pub post_policies: Option<PostPolicies>,
    /// Retries of version 2.1: the longest wait before the first retry in milliseconds, and the number of attempts.
    pub retries: Option<(usize, usize)>,
    /// The auth tokens that databases of the service take.
    pub auth_token: Option<AuthTokenKind>,
    /// Settings that environment variables and profiles can have.
    pub environment_settings: Vec<EnvironmentSetting>,
    /// Whether outputs and errors have the extended request id of S3.
    pub extended_request_ids: bool,
    /// Customizations of all operations.
    pub customizations: Vec<Customization>,
}
