//! Traits and customizations of services and operations, as data for the runtime.

#[cfg(feature = "context-params")]
use crate::endpoint::context::ClientParam;

/// Traits of a service. Generated code sets those it needs on top of [`ServiceTraits::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct ServiceTraits {
    /// `aws.protocols#awsQueryCompatible`: error codes of the query protocol remain in use.
    pub query_compatible: bool,
    /// `smithy.api#xmlNamespace`: URI and prefix.
    pub xml_namespace: Option<(&'static str, Option<&'static str>)>,
    /// Signing of paths and payloads.
    pub signing: SigningTraits,
    /// `smithy.api#httpApiKeyAuth`
    pub api_key: Option<ApiKey>,
    /// A bearer token is read from `AWS_BEARER_TOKEN_` followed by this name in upper case.
    pub environment_token: Option<&'static str>,
    /// Whether endpoints can contain account ids; their use is reported in the `user-agent` header.
    pub account_id_endpoints: bool,
    /// Whether the auth scheme of a call depends on its endpoint.
    pub endpoint_auth: bool,
    /// The operation that creates sessions for buckets of S3 Express. Without the cargo feature `s3-express`, it is
    /// ignored.
    pub express: Option<&'static crate::s3_express::SessionDef>,
    /// Redirects to the regions of buckets. Without the cargo feature `region-redirects`, they are ignored.
    pub region_redirects: Option<crate::region_redirects::RegionRedirects>,
    /// Retries of version 2.1, where those of the service differ.
    pub retries: Option<RetryDefaults>,
    /// Settings that environment variables and profiles can have.
    #[cfg(feature = "context-params")]
    pub environment_settings: &'static [EnvironmentSetting],
    /// Whether the header `x-amz-id-2` is kept as the extended request id.
    pub extended_request_ids: bool,
    /// Customizations that apply to every request of the service.
    pub customizations: &'static [Customization],
}

impl ServiceTraits {
    /// A service without traits.
    pub const NONE: Self = Self {
        query_compatible: false,
        xml_namespace: None,
        signing: SigningTraits::DEFAULT,
        api_key: None,
        environment_token: None,
        account_id_endpoints: false,
        endpoint_auth: false,
        express: None,
        region_redirects: None,
        retries: None,
        #[cfg(feature = "context-params")]
        environment_settings: &[],
        extended_request_ids: false,
        customizations: &[],
    };
}

/// Retries of version 2.1 of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryDefaults {
    /// Longest wait before the first retry, in milliseconds, unless the service throttles the caller.
    pub initial_backoff_millis: u64,
    /// Number of attempts, unless the program sets it.
    pub max_attempts: u32,
}

/// A `boolean` endpoint parameter that a setting of the client sets, and that can be set outside of the program too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnvironmentSetting {
    /// Name of the endpoint parameter.
    pub param: &'static str,
    /// Environment variable.
    pub variable: &'static str,
    /// Key in the profile.
    pub profile_key: &'static str,
}

#[cfg(feature = "context-params")]
impl EnvironmentSetting {
    /// Returns the value in a text: `true` or `false`, in any case. Another text is ignored, with a warning.
    pub(crate) fn parsed(&self, text: &str) -> Option<ClientParam> {
        let values = [("true", true), ("false", false)];
        let value = values
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text));
        let Some((_, value)) = value else {
            tracing::warn!(
                variable = self.variable,
                text,
                "a setting is ignored: it must be `true` or `false`"
            );
            return None;
        };
        Some(ClientParam {
            name: self.param,
            value: Some((*value).into()),
        })
    }
}

/// SigV4 signing settings of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SigningTraits {
    /// Whether the path is percent-encoded a second time for the canonical request.
    pub double_uri_encode: bool,
    /// Whether `.`, `..` and empty segments are removed from the path first.
    pub normalize_uri_path: bool,
    /// Whether the header `x-amz-content-sha256` is sent.
    pub content_sha256_header: bool,
}

impl SigningTraits {
    /// The settings of most services.
    pub const DEFAULT: Self = Self {
        double_uri_encode: true,
        normalize_uri_path: true,
        content_sha256_header: false,
    };
}

/// Location of the API key in requests (`smithy.api#httpApiKeyAuth`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Name of the header or query parameter.
    pub name: &'static str,
    /// Whether it is a query parameter.
    pub in_query: bool,
    /// Auth scheme in the header, before the key.
    pub scheme: Option<&'static str>,
}

/// Traits of an operation. Generated code sets those it needs on top of [`OperationTraits::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct OperationTraits {
    /// `smithy.api#endpoint`: the host prefix with `{label}` placeholders.
    pub host_prefix: Option<&'static str>,
    /// `smithy.api#httpChecksumRequired`: `Content-MD5` is sent.
    #[cfg(feature = "md5")]
    pub checksum_required: bool,
    /// `aws.protocols#httpChecksum`
    pub http_checksum: Option<&'static HttpChecksum>,
    /// `smithy.api#requestCompression`: encodings in order of preference.
    #[cfg(feature = "compression")]
    pub compression: &'static [&'static str],
    /// `aws.auth#unsignedPayload`
    pub unsigned_payload: bool,
    /// Whether the output contains something `@sensitive`, so that responses are not logged.
    pub sensitive_output: bool,
    /// `smithy.rules#staticContextParams`: endpoint parameters with a fixed value.
    #[cfg(feature = "context-params")]
    pub context: &'static [(&'static str, ContextValue)],
    /// `smithy.rules#operationContextParams`: endpoint parameters, and the JMESPath expressions that find their
    /// values in the input.
    #[cfg(feature = "jmespath")]
    pub context_paths: &'static [(&'static str, &'static str)],
    /// Errors that statuses mean where the response names none (`alloy#simpleRestJson`). The first entry that has the
    /// status applies.
    pub error_statuses: &'static [ErrorStatus],
    /// Customizations of the operation.
    pub customizations: &'static [Customization],
}

/// The error that the statuses of a range mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorStatus {
    /// The first status.
    pub first: u16,
    /// The last status.
    pub last: u16,
    /// Code of the error; `None` if several errors have the status.
    pub code: Option<&'static str>,
}

/// Checksums of requests and responses (`aws.protocols#httpChecksum`). Without the cargo feature `checksums`, they are
/// ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpChecksum {
    /// `requestChecksumRequired`: requests always have a checksum.
    pub request_required: bool,
    /// `requestAlgorithmMember`: wire name of the input member that names the algorithm.
    pub request_algorithm_member: Option<&'static str>,
    /// Header that this member is bound to.
    pub request_algorithm_header: Option<&'static str>,
    /// Header of `requestValidationModeMember`, the input member that asks for the checksum of the response.
    pub validation_mode_header: Option<&'static str>,
    /// `responseAlgorithms`
    pub response_algorithms: &'static [&'static str],
}

impl HttpChecksum {
    /// No checksums.
    pub const NONE: Self = Self {
        request_required: false,
        request_algorithm_member: None,
        request_algorithm_header: None,
        validation_mode_header: None,
        response_algorithms: &[],
    };

    /// Returns whether requests can have a checksum.
    #[cfg(feature = "checksums")]
    pub(crate) fn is_of_requests(&self) -> bool {
        self.request_required || self.request_algorithm_member.is_some()
    }
}

/// Fixed value of an endpoint parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextValue {
    /// `boolean`
    Bool(bool),
    /// `string`
    Text(&'static str),
    /// `stringArray`
    Texts(&'static [&'static str]),
}

impl OperationTraits {
    /// An operation without traits.
    pub const NONE: Self = Self {
        host_prefix: None,
        #[cfg(feature = "md5")]
        checksum_required: false,
        http_checksum: None,
        #[cfg(feature = "compression")]
        compression: &[],
        unsigned_payload: false,
        sensitive_output: false,
        #[cfg(feature = "context-params")]
        context: &[],
        #[cfg(feature = "jmespath")]
        context_paths: &[],
        error_statuses: &[],
        customizations: &[],
    };
}

/// Behaviour that some services need and that no trait declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Customization {
    /// Adds a header (name, value) unless the request already has it.
    Header(&'static str, &'static str),
    /// Sets the input member with that wire name to the value if it is unset or empty.
    DefaultMember(&'static str, &'static str),
    /// Removes, from the input member with that wire name, the first of these prefixes that it starts with.
    TrimMember(&'static str, &'static [&'static str]),
    /// Sends the request to the URL in the input member with that wire name, if it is set.
    EndpointMember(&'static str),
    /// Treats a response with that status and an empty body as that error, for example after a `HEAD` request.
    StatusCode(u16, &'static str),
    /// Treats a response with a success status as an error if its document is an error (restXml).
    ErrorBodies,
    /// Accepts a response without a body as an output without members, even if members are bound to the body
    /// (rpcv2Cbor).
    EmptyDocuments,
    /// Retries these error codes, in addition to those of all services.
    TransientCodes(&'static [&'static str]),
    /// Adds `x-amz-sha256-tree-hash` and `x-amz-content-sha256` of the streamed payload.
    TreeHash,
    /// Presigns as a `GET` request without a body, with all members in the query string.
    PresignedAsGet,
    /// Waits before an attempt even if no attempt is left, because calls wait for something new (retries of version
    /// 2.1).
    LongPolling,
    /// Turns off stalled stream protection, because long silence on the connection is normal.
    SilentStreams,
}

impl Customization {
    /// Returns whether it applies to requests, and not to responses.
    pub(crate) fn is_of_requests(&self) -> bool {
        !matches!(
            self,
            Self::StatusCode(..)
                | Self::ErrorBodies
                | Self::EmptyDocuments
                | Self::TransientCodes(_)
                | Self::PresignedAsGet
                | Self::SilentStreams
        )
    }
}

/// Stream of an input.
#[derive(Clone, Copy, Debug)]
pub enum InputStream {
    /// No stream.
    None,
    /// A `ByteStream` in the member at that position.
    Blob(usize),
    /// An event stream in the member at that position.
    #[cfg(feature = "event-stream")]
    Events(usize, crate::event_stream::TakeEvents),
}

/// Stream of an output.
#[derive(Clone, Copy, Debug)]
pub enum OutputStream {
    /// No stream.
    None,
    /// A `ByteStream` in the member at that position.
    Blob(usize),
    /// An event stream in the member at that position.
    #[cfg(feature = "event-stream")]
    Events(usize, crate::event_stream::NewReceiver),
}

impl InputStream {
    /// Returns whether it is an event stream.
    pub(crate) fn is_of_events(&self) -> bool {
        match self {
            Self::None | Self::Blob(_) => false,
            #[cfg(feature = "event-stream")]
            Self::Events(..) => true,
        }
    }
}

impl OutputStream {
    /// Returns whether it is an event stream.
    pub(crate) fn is_of_events(&self) -> bool {
        match self {
            Self::None | Self::Blob(_) => false,
            #[cfg(feature = "event-stream")]
            Self::Events(..) => true,
        }
    }
}
