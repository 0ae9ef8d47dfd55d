//! The service, its auth and its endpoints.

use super::expr::Expr;
use super::request::RequestTraits;
use super::types::{Docs, Name};

/// The service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Whether it is a service of AWS, whose clients have regions, credentials and the API of the AWS SDK for Rust.
    pub is_aws: bool,
    /// `sdkId`
    pub sdk_id: String,
    /// Name for readers, safe in Markdown.
    pub title: String,
    /// Documentation of the crate.
    pub docs: Docs,
    /// Name of the service shape.
    pub shape_name: String,
    /// Namespace of the service shape.
    pub namespace: String,
    /// Version of the API.
    pub version: String,
    /// Signing name.
    pub signing_name: String,
    /// `sdkId` in lower case without spaces: user agent and retry partition.
    pub metadata_name: String,
    /// The preferred one first.
    pub protocols: Vec<Protocol>,
    /// In order of preference.
    pub auth: Vec<AuthScheme>,
    /// All that the model or its endpoint rules name, whether operations use them by default or not.
    pub auth_schemes: Vec<AuthScheme>,
    /// Parts of requests in addition to their members.
    pub requests: RequestTraits,
    /// `awsQueryCompatible`
    pub query_compatible: bool,
    /// URI and prefix of `xmlNamespace`, where a protocol writes XML.
    pub xml_namespace: Option<(String, Option<String>)>,
    /// Whether an input has an idempotency token.
    pub idempotency_token: bool,
    /// Whether the service signs with sigv4a.
    pub sigv4a: bool,
    /// Whether an input or output has a stream of bytes.
    pub byte_streams: bool,
    /// Whether an input or output has a stream of events.
    pub event_streams: bool,
}

/// A protocol of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `smithy.protocols#rpcv2Cbor`
    RpcV2Cbor,
    /// `smithy.protocols#rpcv2Json`
    RpcV2Json,
    /// `alloy#simpleRestJson`
    SimpleRestJson,
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#restXml`
    RestXml,
    /// `aws.protocols#restXml` with `noErrorWrapping`
    RestXmlNoErrorWrapping,
    /// `aws.protocols#awsQuery`
    AwsQuery,
    /// `aws.protocols#ec2Query`
    Ec2Query,
}

/// An auth scheme of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// `aws.auth#sigv4`
    SigV4,
    /// `aws.auth#sigv4a`
    SigV4a,
    /// `smithy.api#noAuth`
    NoAuth,
    /// `smithy.api#httpBearerAuth`
    Bearer,
    /// `smithy.api#httpBasicAuth`
    Basic,
    /// `smithy.api#httpDigestAuth`
    Digest,
    /// `smithy.api#httpApiKeyAuth`
    ApiKey,
}

impl AuthScheme {
    /// Returns whether it is one of Smithy's HTTP schemes, whose identities are tokens and logins.
    pub fn is_http(self) -> bool {
        match self {
            Self::Bearer | Self::Basic | Self::Digest | Self::ApiKey => true,
            Self::SigV4 | Self::SigV4a | Self::NoAuth => false,
        }
    }
}

/// Endpoint rules and parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    /// The rule set as JSON text, formatted for reading, without documentation.
    pub rules: String,
    /// The endpoints and errors at the leaves of the rules: distinct ones, sorted.
    pub outcomes: Vec<EndpointOutcome>,
    /// In the rule set's order.
    pub params: Vec<EndpointParam>,
    /// Whether a parameter is `AWS::UseDualStack`.
    pub dual_stack: bool,
    /// Whether endpoints list other auth schemes than operations do, or in another order.
    pub decides_auth: bool,
    /// Whether a parameter is `AWS::Auth::AccountIdEndpointMode`.
    pub account_id_mode: bool,
    /// The client's method of the operation that discovers endpoints, where an operation needs it.
    pub discovery: Option<Name>,
    /// Settings of the configuration that set parameters, in the model's order.
    pub settings: Vec<ContextSetting>,
}

/// The outcome of endpoint rules, as JSON on one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndpointOutcome {
    /// An endpoint.
    Endpoint(String),
    /// The message of an error.
    Error(String),
}

/// A setting of the client's configuration that sets an endpoint parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextSetting {
    /// Name of the parameter in the rule set.
    pub rule_name: String,
    /// Setter.
    pub name: Name,
    /// `set_…`
    pub set_name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Type.
    pub kind: ParamKind,
}

/// An endpoint parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointParam {
    /// Name in the rule set.
    pub rule_name: String,
    /// Field and setter.
    pub name: Name,
    /// `set_…`
    pub set_name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Type.
    pub kind: ParamKind,
    /// Whether it must have a value.
    pub required: bool,
    /// The default.
    pub default: Option<Expr>,
    /// Whether its field is an `Option`.
    pub optional: bool,
    /// Whether operations, members of inputs or settings of the service's own can set it.
    pub context: bool,
    /// The built-in source of its value.
    pub built_in: Option<BuiltIn>,
    /// Whether the value is refused if it is no valid host label, before any rule is evaluated.
    pub host_label: bool,
}

/// The type of an endpoint parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// `bool`
    Bool,
    /// `String`
    Text,
    /// `Vec<String>`
    Texts,
}

/// Settings that fill endpoint parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// `AWS::Region`
    Region,
    /// `AWS::UseFIPS`
    UseFips,
    /// `AWS::UseDualStack`
    UseDualStack,
    /// `SDK::Endpoint`
    Endpoint,
    /// `AWS::Auth::AccountId`: known only once the identity is.
    AccountId,
    /// `AWS::Auth::AccountIdEndpointMode`
    AccountIdEndpointMode,
}
