//! The supported traits, typed. Unknown ones are kept by id in [`Traits::other`].

/// Lists the fields of a trait struct that are set, as `name` or `name=value`. Naming a field here is
/// checked by the compiler, in both directions.
macro_rules! list_set {
    ($of:ident: $($field:ident),* $(,)?) => {
        impl $of {
            /// Returns the traits that are set, as `name` or `name=value`, for people to read.
            pub fn set(&self) -> Vec<String> {
                let none = Self::default();
                let Self { $($field),* } = self;
                let mut set = Vec::new();
                $(if *$field != none.$field {
                    set.push(super::named(stringify!($field), &format!("{:?}", $field)));
                })*
                set
            }
        }
    };
}

mod auth;
mod operation;
mod service;
mod values;

pub use auth::{ApiKeyLocation, AuthScheme};
pub use operation::{
    EndpointDiscovery, Http, HttpChecksum, OperationTraits, PagePaths, Paginated, STATUS_MATCHER,
};
pub use service::{AwsService, ClientContextParam, Protocol, ProtocolKind, ServiceTraits};
pub use values::{
    Deprecated, ErrorFault, Length, QueryError, Range, Retryable, TimestampFormat, XmlNamespace,
};

use super::Node;

/// Traits of any shape or member. A `bool` says that an annotation trait is present.
///
/// Traits that only services or operations have are in [`ServiceTraits`] and [`OperationTraits`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// `documentation`: CommonMark, or the HTML that AWS models hold.
    pub documentation: Option<String>,
    /// `title`
    pub title: Option<String>,
    /// `deprecated`
    pub deprecated: Option<Deprecated>,
    /// `since`: the version that brought the shape.
    pub since: Option<String>,
    /// `tags`
    pub tags: Vec<String>,
    /// `externalDocumentation`: title and URL.
    pub external_documentation: Vec<(String, String)>,
    /// `unstable`
    pub unstable: bool,
    /// `internal`
    pub internal: bool,
    /// `private`
    pub private: bool,
    /// `recommended`, with its reason where given.
    pub recommended: Option<Option<String>>,

    /// `required`
    pub required: bool,
    /// `default`; an explicit `null` is [`Node::Null`].
    pub default: Option<Node>,
    /// `addedDefault`: the default came after the first release. Official clients do not ask for it.
    pub added_default: bool,
    /// `clientOptional`
    pub client_optional: bool,
    /// `box` of Smithy 1.0.
    pub boxed: bool,
    /// `input`: the structure serves as one operation's input only.
    pub input: bool,
    /// `output`: the structure serves as one operation's output only.
    pub output: bool,
    /// `mixin`
    pub mixin: bool,
    /// `sparse`: a list or map that can hold nulls.
    pub sparse: bool,

    /// `length`
    pub length: Option<Length>,
    /// `range`
    pub range: Option<Range>,
    /// `pattern`: an ECMA 262 regular expression, not anchored.
    pub pattern: Option<String>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `sensitive`
    pub sensitive: bool,

    /// `error`
    pub error: Option<ErrorFault>,
    /// `httpError`: the HTTP status of an error.
    pub http_error: Option<u16>,
    /// `retryable`
    pub retryable: Option<Retryable>,
    /// `aws.protocols#awsQueryError`
    pub query_error: Option<QueryError>,

    /// `enumValue` of an enum's (a string) or intEnum's (a number) member.
    pub enum_value: Option<Node>,
    /// Legacy `enum` trait on a string whose entries have no names: the values.
    pub unnamed_enum: Vec<String>,
    /// `idempotencyToken`
    pub idempotency_token: bool,
    /// `mediaType`
    pub media_type: Option<String>,
    /// `timestampFormat`
    pub timestamp_format: Option<TimestampFormat>,
    /// `jsonName`
    pub json_name: Option<String>,
    /// `xmlName`
    pub xml_name: Option<String>,
    /// `xmlAttribute`
    pub xml_attribute: bool,
    /// `xmlFlattened`
    pub xml_flattened: bool,
    /// `xmlNamespace`
    pub xml_namespace: Option<XmlNamespace>,
    /// `aws.protocols#ec2QueryName`
    pub ec2_query_name: Option<String>,

    /// `streaming`: a blob whose body is a stream, or a union of events.
    pub streaming: bool,
    /// `requiresLength`: a stream whose length must be known.
    pub requires_length: bool,
    /// `eventHeader`
    pub event_header: bool,
    /// `eventPayload`
    pub event_payload: bool,

    /// `httpHeader`: the header's name.
    pub http_header: Option<String>,
    /// `httpLabel`
    pub http_label: bool,
    /// `httpPayload`
    pub http_payload: bool,
    /// `httpPrefixHeaders`: the prefix.
    pub http_prefix_headers: Option<String>,
    /// `httpQuery`: the parameter's name.
    pub http_query: Option<String>,
    /// `httpQueryParams`
    pub http_query_params: bool,
    /// `httpResponseCode`
    pub http_response_code: bool,
    /// `hostLabel`
    pub host_label: bool,
    /// `smithy.rules#contextParam`: the endpoint parameter that the member sets.
    pub context_param: Option<String>,

    /// Every other trait: absolute id and value, in source order.
    pub other: Vec<(String, Node)>,
}

impl Traits {
    /// Returns the value of a trait without a field of its own.
    pub fn other(&self, id: &str) -> Option<&Node> {
        let (_, value) = self.other.iter().find(|(other, _)| other == id)?;
        Some(value)
    }
}

mod listed {
    use super::{OperationTraits, ServiceTraits, Traits};

    list_set!(Traits: documentation, title, deprecated, since, tags, external_documentation, unstable, internal, private, recommended, required, default, added_default, client_optional, boxed, input, output, mixin, sparse, length, range, pattern, unique_items, sensitive, error, http_error, retryable, query_error, enum_value, unnamed_enum, idempotency_token, media_type, timestamp_format, json_name, xml_name, xml_attribute, xml_flattened, xml_namespace, ec2_query_name, streaming, requires_length, event_header, event_payload, http_header, http_label, http_payload, http_prefix_headers, http_query, http_query_params, http_response_code, host_label, context_param, other);
    list_set!(OperationTraits: http, host_prefix, idempotent, readonly, paginated, auth, optional_auth, unsigned_payload, http_checksum_required, http_checksum, request_compression, static_context_params, operation_context_params, discovered_endpoint, waitable, examples);
    list_set!(ServiceTraits: protocols, auth_schemes, auth, paginated, aws, query_compatible, endpoint_rule_set, endpoint_rule_set_file, endpoint_bdd, endpoint_tests, client_context_params, endpoint_discovery);
}

fn named(name: &str, value: &str) -> String {
    let inner = value
        .strip_prefix("Some(")
        .and_then(|value| value.strip_suffix(')'));
    match inner.unwrap_or(value) {
        "true" => name.to_owned(),
        value => format!("{name}={value}"),
    }
}
