//! What models say of services and operations beside their shapes: data that the runtime acts on.

/// Traits of a service. Generated code writes those it has over [`ServiceTraits::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct ServiceTraits {
    /// `aws.protocols#awsQueryCompatible`: error codes of the query protocol live on.
    pub query_compatible: bool,
    /// `smithy.api#xmlNamespace`: URI and prefix.
    pub xml_namespace: Option<(&'static str, Option<&'static str>)>,
    /// How paths and payloads are signed.
    pub signing: SigningTraits,
    /// `smithy.api#httpApiKeyAuth`
    pub api_key: Option<ApiKey>,
    /// A bearer token is taken from `AWS_BEARER_TOKEN_` and this name in upper case.
    pub environment_token: Option<&'static str>,
    /// Whether account ids can be part of endpoints: how that is used is told in the `user-agent`.
    pub account_id_endpoints: bool,
    /// Whether the auth scheme of a call depends on its endpoint.
    pub endpoint_auth: bool,
    /// What the service wants on every request beyond its model.
    pub customizations: &'static [Customization],
}

impl ServiceTraits {
    /// A service without any.
    pub const NONE: Self = Self {
        query_compatible: false,
        xml_namespace: None,
        signing: SigningTraits::DEFAULT,
        api_key: None,
        environment_token: None,
        account_id_endpoints: false,
        endpoint_auth: false,
        customizations: &[],
    };
}

/// How SigV4 treats a service's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SigningTraits {
    /// Whether the path is percent-encoded once more for the canonical request.
    pub double_uri_encode: bool,
    /// Whether `.`, `..` and empty segments are removed from the path first.
    pub normalize_uri_path: bool,
    /// Whether the header `x-amz-content-sha256` is sent.
    pub content_sha256_header: bool,
}

impl SigningTraits {
    /// As all services but few want it.
    pub const DEFAULT: Self = Self {
        double_uri_encode: true,
        normalize_uri_path: true,
        content_sha256_header: false,
    };
}

/// `smithy.api#httpApiKeyAuth`: where the key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Name of the header or query parameter.
    pub name: &'static str,
    /// Whether it is a query parameter.
    pub in_query: bool,
    /// Text before the key in the header.
    pub scheme: Option<&'static str>,
}

/// Traits of an operation. Generated code writes those it has over [`OperationTraits::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct OperationTraits {
    /// `smithy.api#endpoint`: the host prefix with `{label}` placeholders.
    pub host_prefix: Option<&'static str>,
    /// `smithy.api#httpChecksumRequired`: `Content-MD5` is sent.
    pub checksum_required: bool,
    /// `smithy.api#requestCompression`: encodings by preference.
    pub compression: &'static [&'static str],
    /// `aws.auth#unsignedPayload`
    pub unsigned_payload: bool,
    /// Whether something in the output is `@sensitive`: its responses are not logged.
    pub sensitive_output: bool,
    /// `smithy.rules#staticContextParams`: endpoint parameters that the operation fixes.
    pub context: &'static [(&'static str, ContextValue)],
    /// `smithy.rules#operationContextParams`: endpoint parameters and the JMESPath expressions that
    /// find them in the input.
    pub context_paths: &'static [(&'static str, &'static str)],
    /// What the operation wants beyond its model.
    pub customizations: &'static [Customization],
}

/// A fixed value of an endpoint parameter.
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
    /// An operation without any.
    pub const NONE: Self = Self {
        host_prefix: None,
        checksum_required: false,
        compression: &[],
        unsigned_payload: false,
        sensitive_output: false,
        context: &[],
        context_paths: &[],
        customizations: &[],
    };
}

/// Behaviour that some services need and no trait tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Customization {
    /// Header and value, sent where the request does not have the header.
    Header(&'static str, &'static str),
    /// The input's member at that wire name gets the value where it is unset or empty.
    DefaultMember(&'static str, &'static str),
    /// The input's member at that wire name loses the first of these prefixes that it starts with.
    TrimMember(&'static str, &'static [&'static str]),
    /// The request goes to the URL in the input's member at that wire name, if there is one.
    EndpointMember(&'static str),
    /// A response with that status whose body is empty has that error code: one to `HEAD` cannot tell.
    StatusCode(u16, &'static str),
    /// A response with a status of success whose document is an error is one (restXml).
    ErrorBodies,
    /// A response without a body is an output without members, though members stand in the body (rpcv2Cbor).
    EmptyDocuments,
    /// Error codes that are worth another attempt, beside those of all services.
    TransientCodes(&'static [&'static str]),
    /// The request has no path of its own: the URL ends with the endpoint's, without a slash.
    NoPath,
    /// `x-amz-sha256-tree-hash` and `x-amz-content-sha256` of the streamed payload.
    TreeHash,
    /// Long silence on the connection is usual: there is no protection against stalled streams.
    SilentStreams,
}

impl Customization {
    /// Whether it is something that requests get, and not how responses are read.
    pub(crate) fn is_of_requests(&self) -> bool {
        !matches!(
            self,
            Self::StatusCode(..)
                | Self::ErrorBodies
                | Self::EmptyDocuments
                | Self::TransientCodes(_)
        )
    }
}

/// Where an input has a stream.
#[derive(Clone, Copy, Debug)]
pub enum InputStream {
    /// Nowhere.
    None,
    /// A `ByteStream` in the member at that position.
    Blob(usize),
    /// An event stream in the member at that position.
    Events(usize, crate::event_stream::TakeEvents),
}

/// Where an output has a stream.
#[derive(Clone, Copy, Debug)]
pub enum OutputStream {
    /// Nowhere.
    None,
    /// A `ByteStream` in the member at that position.
    Blob(usize),
    /// An event stream in the member at that position.
    Events(usize, crate::event_stream::PutEvents),
}
