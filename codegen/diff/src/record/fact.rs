//! Facts about requests and responses: what `wire.txt` says about an item.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::str::FromStr;

use super::attributes::{joined, Attribute, Attributes};
use super::choices::choices;
use super::line::{Malformed, Value};
use super::{Kind, WireType};

/// Declares the facts: those without a value, those with one, and those that have a key in their name.
macro_rules! facts {
    (
        flags { $($(#[$flag_doc:meta])* $flag:ident = $flag_word:literal,)+ }
        values { $($(#[$doc:meta])* $name:ident($value:ty) = $word:literal,)+ }
        keyed { $($(#[$key_doc:meta])* $keyed:ident($key:ty) = $prefix:literal,)+ }
    ) => {
        /// A fact of an item on the wire.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fact {
            $($(#[$flag_doc])* $flag,)+
            $($(#[$doc])* $name($value),)+
            $($(#[$key_doc])* $keyed($key, String),)+
            /// A fact that only records of other versions of Farrier have, with its name and value.
            Other(String, Option<String>),
        }

        impl Fact {
            /// Returns the name, which is unique in a line.
            pub fn name(&self) -> Cow<'static, str> {
                match self {
                    $(Self::$flag => Cow::Borrowed($flag_word),)+
                    $(Self::$name(_) => Cow::Borrowed($word),)+
                    $(Self::$keyed(key, _) => Cow::Owned(format!("{}{key}", $prefix)),)+
                    Self::Other(name, _) => Cow::Owned(name.clone()),
                }
            }

            /// Returns the text of the value, if it has one.
            pub fn value(&self) -> Option<String> {
                match self {
                    $(Self::$flag => None,)+
                    $(Self::$name(value) => Some(value.to_string()),)+
                    $(Self::$keyed(_, value) => Some(value.clone()),)+
                    Self::Other(_, value) => value.clone(),
                }
            }

            pub(super) fn of(Attribute { name, value }: Attribute) -> Option<Self> {
                let Some(value) = value else {
                    return Some(match name.as_str() {
                        $($flag_word => Self::$flag,)+
                        _ => Self::Other(name, None),
                    });
                };
                match name.as_str() {
                    $($word => Some(Self::$name(value.parse().ok()?)),)+
                    $(keyed if keyed.starts_with($prefix) => {
                        let key = keyed[$prefix.len()..].parse().ok()?;
                        Some(Self::$keyed(key, value))
                    })+
                    _ => Some(Self::Other(name, Some(value))),
                }
            }
        }
    };
}

facts! {
    flags {
        /// Errors of `restXml` have no wrapper.
        NoErrorWrapping = "noErrorWrapping",
        /// `awsQueryCompatible`
        QueryCompatible = "queryCompatible",
        /// Paths are not encoded again for signatures.
        PlainPath = "plainPath",
        /// Paths are not normalized for signatures.
        PathAsIs = "pathAsIs",
        /// The digest of the body is a header.
        ContentSha256 = "contentSha256",
        /// Endpoints are discovered.
        Discovery = "discovery",
        /// Must have a value.
        Required = "required",
        /// The service fills in a default.
        HasDefault = "hasDefault",
        /// Must not be displayed.
        Sensitive = "sensitive",
        /// The default is zero or `false`, which requests leave out.
        DefaultZero = "default",
        /// A missing token is generated.
        IdempotencyToken = "idempotencyToken",
        /// An attribute of the element.
        XmlAttribute = "xmlAttribute",
        /// Elements without one around them.
        XmlFlattened = "xmlFlattened",
        /// The body.
        HttpPayload = "httpPayload",
        /// All other parameters of the query.
        HttpQueryParams = "httpQueryParams",
        /// A part of the path.
        HttpLabel = "httpLabel",
        /// The status.
        HttpResponseCode = "httpResponseCode",
        /// A part of the host.
        HostLabel = "hostLabel",
        /// A stream.
        Streaming = "streaming",
        /// A stream whose length must be known.
        RequiresLength = "requiresLength",
        /// A header of an event.
        EventHeader = "eventHeader",
        /// The body of an event.
        EventPayload = "eventPayload",
        /// Absent if its value cannot be read.
        Lenient = "lenient",
        /// The operation has no input in the model.
        Unit = "unit",
        /// The output has no element around it.
        UnwrappedXmlOutput = "s3UnwrappedXmlOutput",
        /// The root element can have any name.
        AnyXmlRoot = "anyXmlRoot",
        /// Requests carry a checksum.
        ChecksumRequired = "checksumRequired",
        /// A checksum is sent, of an algorithm that the client chooses.
        AnyChecksumRequired = "anyChecksumRequired",
        /// Signatures do not cover the body.
        UnsignedPayload = "unsignedPayload",
        /// The variants of a union have no tag in JSON.
        Untagged = "untagged",
        /// The member keeps what the model does not know.
        JsonUnknown = "jsonUnknown",
        /// `null` is a value of the member.
        Nullable = "nullable",
    }
    values {
        /// The name in the model, which is the usual one on the wire.
        Name(String) = "name",
        /// The type of values.
        Type(WireType) = "type",
        /// The protocols, the preferred one first.
        Protocols(List<Protocol>) = "protocols",
        /// The auth schemes in order of preference.
        Auth(List<AuthScheme>) = "auth",
        /// All auth schemes of the service.
        AuthSchemes(List<AuthScheme>) = "authSchemes",
        /// The service's name in signatures.
        SigningName(String) = "signingName",
        /// The version of the API.
        Version(String) = "version",
        /// The service's name in requests.
        Target(String) = "target",
        /// The namespace of elements.
        XmlNamespace(String) = "xmlNamespace",
        /// The prefix of the namespace.
        XmlNamespacePrefix(String) = "xmlNamespacePrefix",
        /// The header of API keys.
        ApiKeyHeader(String) = "apiKeyHeader",
        /// The query parameter of API keys.
        ApiKeyQuery(String) = "apiKeyQuery",
        /// The text before an API key.
        ApiKeyScheme(String) = "apiKeyScheme",
        /// The variable of the environment with a token.
        EnvironmentToken(String) = "environmentToken",
        /// The source of a parameter's value.
        BuiltIn(String) = "builtIn",
        /// The default, as Rust or JSON has it.
        Default(String) = "default",
        /// Method, URI and status of an operation.
        Http(Http) = "http",
        /// The part of the host before the endpoint's.
        HostPrefix(String) = "hostPrefix",
        /// The input member that names the algorithm of the checksum.
        ChecksumMember(String) = "checksumMember",
        /// The header that asks for the checksum of the response.
        ChecksumMode(String) = "checksumMode",
        /// The algorithms of checksums in responses.
        ResponseChecksums(String) = "responseChecksums",
        /// The algorithms that bodies are compressed with.
        Compression(String) = "compression",
        /// The effect of a call.
        Effect(Effect) = "effect",
        /// The code of an error.
        ErrorCode(String) = "code",
        /// Another code of an error: the name of its shape.
        ShapeCode(String) = "shapeCode",
        /// Whose fault an error is.
        Fault(Fault) = "fault",
        /// The HTTP status of an error.
        Status(u16) = "status",
        /// How an error is retried.
        Retryable(String) = "retryable",
        /// The field with the message of an error.
        Message(String) = "message",
        /// The format of timestamps.
        TimestampFormat(String) = "timestampFormat",
        /// The name in JSON.
        JsonName(String) = "jsonName",
        /// The member of JSON objects that names the variant of a union.
        Discriminated(String) = "discriminated",
        /// The type of the content.
        MediaType(String) = "mediaType",
        /// The name of an element.
        XmlName(String) = "xmlName",
        /// The name in requests of `ec2Query`.
        Ec2QueryName(String) = "ec2QueryName",
        /// The header.
        HttpHeader(String) = "httpHeader",
        /// The prefix of the headers.
        HttpPrefixHeaders(String) = "httpPrefixHeaders",
        /// The parameter of the query.
        HttpQuery(String) = "httpQuery",
        /// The endpoint parameter that the member sets.
        ContextParam(String) = "contextParam",
        /// The member that takes the token of a page.
        Input(String) = "input",
        /// The member with the token of the next page.
        Output(String) = "output",
        /// Whether there are more pages.
        More(String) = "more",
        /// The member with the size of pages.
        Size(String) = "size",
        /// The member with the items of a page.
        Items(String) = "items",
        /// Seconds between calls, at least.
        MinDelay(u64) = "minDelay",
        /// Seconds between calls, at most.
        MaxDelay(u64) = "maxDelay",
    }
    keyed {
        /// The code of an error of an event stream, by its variant.
        StreamCode(String) = "code.",
        /// A value of an endpoint parameter.
        Param(String) = "param.",
        /// A token of pages, by its field.
        Token(String) = "token.",
        /// A condition of a waiter.
        Acceptor(usize) = "acceptor.",
        /// A customization.
        Extra(usize) = "extra.",
    }
}

choices! {
    /// A protocol.
    Protocol {
        /// `aws.protocols#awsJson1_0`
        AwsJson1_0 = "AwsJson1_0",
        /// `aws.protocols#awsJson1_1`
        AwsJson1_1 = "AwsJson1_1",
        /// `smithy.protocols#rpcv2Cbor`
        RpcV2Cbor = "RpcV2Cbor",
        /// `smithy.protocols#rpcv2Json`
        RpcV2Json = "RpcV2Json",
        /// `alloy#simpleRestJson`
        SimpleRestJson = "SimpleRestJson",
        /// `aws.protocols#restJson1`
        RestJson1 = "RestJson1",
        /// `aws.protocols#restXml`
        RestXml = "RestXml",
        /// `aws.protocols#awsQuery`
        AwsQuery = "AwsQuery",
        /// `aws.protocols#ec2Query`
        Ec2Query = "Ec2Query",
    }
}

choices! {
    /// An auth scheme.
    AuthScheme {
        /// `aws.auth#sigv4`
        SigV4 = "SigV4",
        /// `aws.auth#sigv4a`
        SigV4a = "SigV4a",
        /// `smithy.api#noAuth`
        NoAuth = "NoAuth",
        /// `smithy.api#httpBearerAuth`
        Bearer = "Bearer",
        /// `smithy.api#httpBasicAuth`
        Basic = "Basic",
        /// `smithy.api#httpDigestAuth`
        Digest = "Digest",
        /// `smithy.api#httpApiKeyAuth`
        ApiKey = "ApiKey",
    }
}

choices! {
    /// A promise about repeated calls, the stronger one last.
    Effect {
        /// Several equal calls have the effect of one.
        Idempotent = "idempotent",
        /// Calls have no effect.
        ReadOnly = "readonly",
    }
}

choices! {
    /// Whose fault an error is.
    Fault {
        /// The fault of the client.
        Client = "client",
        /// The fault of the server.
        Server = "server",
    }
}

impl Protocol {
    /// Returns whether members are bound to parts of HTTP messages.
    pub fn is_rest(self) -> bool {
        matches!(self, Self::RestJson1 | Self::RestXml | Self::SimpleRestJson)
    }

    /// Returns whether messages contain XML.
    pub fn is_xml(self) -> bool {
        matches!(self, Self::RestXml | Self::AwsQuery | Self::Ec2Query)
    }
}

/// Values in order: `SigV4, Bearer`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List<T>(pub Vec<T>);

impl<T: Display> Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(&self.0, ", ", f)
    }
}

impl<T: FromStr> FromStr for List<T> {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let items = text.split(", ").filter(|item| !item.is_empty());
        let items = items.map(|item| item.parse().map_err(|_| Malformed));
        items.collect::<Result<_, _>>().map(Self)
    }
}

/// Method, URI and status of an operation: `GET /cities/{name} 200`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method.
    pub method: String,
    /// The path with labels, and the query.
    pub uri: String,
    /// The status of a successful response.
    pub status: u16,
}

impl Display for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.method, self.uri, self.status)
    }
}

impl FromStr for Http {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let parts = text.split_once(' ');
        let parts = parts.and_then(|(method, rest)| Some((method, rest.rsplit_once(' ')?)));
        let (method, (uri, status)) = parts.ok_or(Malformed)?;
        Ok(Self {
            method: method.to_owned(),
            uri: uri.to_owned(),
            status: status.parse().map_err(|_| Malformed)?,
        })
    }
}

/// The facts of a line, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub Vec<Fact>);

impl Facts {
    /// Returns whether a fact exists.
    pub fn has(&self, is_meant: impl Fn(&Fact) -> bool) -> bool {
        self.0.iter().any(is_meant)
    }
}

impl From<&Fact> for Attribute {
    fn from(fact: &Fact) -> Self {
        Self {
            name: fact.name().into_owned(),
            value: fact.value(),
        }
    }
}

impl Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Attribute::from(self).fmt(f)
    }
}

impl Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(&self.0, " ", f)
    }
}

impl FromStr for Facts {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let Attributes(all) = text.parse()?;
        let facts: Option<Vec<Fact>> = all.into_iter().map(Fact::of).collect();
        facts.map(Self).ok_or(Malformed)
    }
}

impl Value for Facts {
    fn read(_: Kind, text: &str) -> Result<Self, Malformed> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_read_back() {
        let text = "name=City type=\"list<string(xmlName=item)>\" required default default=5 \
                    http=\"GET /a b 200\" auth=\"SigV4, NoAuth\" effect=readonly status=404 \
                    acceptor.12=\"Success on success\" param.A=\"\" xmlNamespacePrefix=\"\"";
        let facts: Facts = text.parse().expect("facts");
        assert_eq!(facts.to_string(), text);
        assert_eq!(facts.0[3], Fact::DefaultZero);
        assert_eq!(facts.0[4], Fact::Default("5".to_owned()));
    }

    #[test]
    fn facts_of_other_versions_are_read() {
        let text = "novel older=\"a b\"";
        let facts: Facts = text.parse().expect("facts");
        let other = |name: &str, value: Option<&str>| {
            Fact::Other(name.to_owned(), value.map(str::to_owned))
        };
        assert_eq!(facts.0, [other("novel", None), other("older", Some("a b"))]);
        assert_eq!(facts.to_string(), text);
    }

    #[test]
    fn malformed_facts_are_refused() {
        for text in [
            "status=a",
            "http=GET",
            "acceptor.a=b",
            "effect=none",
            "type=\"list<\"",
        ] {
            assert_eq!(text.parse::<Facts>(), Err(Malformed), "{text}");
        }
    }
}
