//! Traits that only services have.

use super::{AuthScheme, EndpointDiscovery, Paginated};
use crate::graph::Node;

/// Traits of a service, in addition to [`Traits`](super::Traits).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceTraits {
    /// Protocol traits in source order.
    pub protocols: Vec<Protocol>,
    /// Auth traits in source order.
    pub auth_schemes: Vec<AuthScheme>,
    /// `auth`: ids of auth traits by priority.
    pub auth: Option<Vec<String>>,
    /// `paginated`: defaults for the operations.
    pub paginated: Option<Paginated>,
    /// `aws.api#service`
    pub aws: Option<AwsService>,
    /// `aws.protocols#awsQueryCompatible`
    pub query_compatible: bool,
    /// `smithy.rules#endpointRuleSet`, raw.
    pub endpoint_rule_set: Option<Node>,
    /// `smithy.rules#endpointBdd`, raw: the same rules in another form.
    pub endpoint_bdd: Option<Node>,
    /// `smithy.rules#endpointTests`, raw.
    pub endpoint_tests: Option<Node>,
    /// `smithy.rules#clientContextParams` in source order.
    pub client_context_params: Vec<ClientContextParam>,
    /// The file of the rule set, if it has one of its own.
    pub endpoint_rule_set_file: Option<String>,
    /// `aws.api#clientEndpointDiscovery`
    pub endpoint_discovery: Option<EndpointDiscovery>,
}

/// A protocol trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Which protocol.
    pub kind: ProtocolKind,
    /// `http`: ALPN names of HTTP versions, by priority.
    pub http: Vec<String>,
    /// `eventStreamHttp`: the same for event streams.
    pub event_stream_http: Vec<String>,
    /// `noErrorWrapping` of restXml: errors come without an element around them.
    pub no_error_wrapping: bool,
}

impl Protocol {
    /// Returns the protocol as its trait without members states it.
    pub fn plain(kind: ProtocolKind) -> Self {
        Self {
            kind,
            http: Vec::new(),
            event_stream_http: Vec::new(),
            no_error_wrapping: false,
        }
    }
}

/// Protocols by their traits, in the order in which a client prefers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProtocolKind {
    /// `smithy.protocols#rpcv2Cbor`
    RpcV2Cbor,
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#restXml`
    RestXml,
    /// `aws.protocols#awsQuery`
    AwsQuery,
    /// `aws.protocols#ec2Query`
    Ec2Query,
    /// `smithy.protocols#rpcv2Json`
    RpcV2Json,
    /// `alloy#simpleRestJson`
    SimpleRestJson,
}

/// `aws.api#service`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwsService {
    /// `sdkId`: the service's name across SDKs.
    pub sdk_id: String,
    /// `arnNamespace`
    pub arn_namespace: Option<String>,
    /// `endpointPrefix`
    pub endpoint_prefix: Option<String>,
    /// `cloudFormationName`
    pub cloud_formation_name: Option<String>,
    /// `cloudTrailEventSource`
    pub cloud_trail_event_source: Option<String>,
    /// `docId`
    pub doc_id: Option<String>,
}

/// One entry of `smithy.rules#clientContextParams`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientContextParam {
    /// Name of the endpoint parameter.
    pub name: String,
    /// `string`, `boolean` or `stringArray`.
    pub param_type: String,
    /// Its purpose.
    pub documentation: Option<String>,
}

impl ProtocolKind {
    /// Every protocol that has a trait, by preference.
    pub const ALL: [Self; 9] = [
        Self::RpcV2Cbor,
        Self::AwsJson1_0,
        Self::AwsJson1_1,
        Self::RestJson1,
        Self::RestXml,
        Self::AwsQuery,
        Self::Ec2Query,
        Self::RpcV2Json,
        Self::SimpleRestJson,
    ];

    /// Returns the absolute id of the trait.
    pub fn id(self) -> &'static str {
        match self {
            Self::RpcV2Cbor => "smithy.protocols#rpcv2Cbor",
            Self::AwsJson1_0 => "aws.protocols#awsJson1_0",
            Self::AwsJson1_1 => "aws.protocols#awsJson1_1",
            Self::RestJson1 => "aws.protocols#restJson1",
            Self::RestXml => "aws.protocols#restXml",
            Self::AwsQuery => "aws.protocols#awsQuery",
            Self::Ec2Query => "aws.protocols#ec2Query",
            Self::RpcV2Json => "smithy.protocols#rpcv2Json",
            Self::SimpleRestJson => "alloy#simpleRestJson",
        }
    }

    /// Returns whether the protocol binds members to parts of HTTP messages.
    pub fn is_rest(self) -> bool {
        matches!(self, Self::RestJson1 | Self::RestXml | Self::SimpleRestJson)
    }

    /// Returns whether `smithy.api#jsonName` names members in documents.
    pub fn renames_in_json(self) -> bool {
        matches!(self, Self::RestJson1 | Self::SimpleRestJson)
    }

    /// Returns whether requests or responses are XML.
    pub fn is_xml(self) -> bool {
        matches!(self, Self::RestXml | Self::AwsQuery | Self::Ec2Query)
    }

    /// Returns the protocol whose trait has this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Returns the protocol whose trait has this id, or this name without its namespace.
    pub fn named(text: &str) -> Option<Self> {
        let name = |kind: Self| kind.id().rsplit('#').next();
        let by_name = || Self::ALL.into_iter().find(|kind| name(*kind) == Some(text));
        Self::from_id(text).or_else(by_name)
    }

    /// Returns the ids of all protocols.
    pub fn ids() -> Vec<&'static str> {
        Self::ALL.into_iter().map(Self::id).collect()
    }
}
