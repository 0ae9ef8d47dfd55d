//! The schema of the crate: what serialization and `Debug` need to know about shapes. Its text is data of the
//! crate, which the runtime reads.

/// The shapes of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// Namespace of the shapes.
    pub namespace: String,
    /// Sorted by key.
    pub shapes: Vec<SchemaShape>,
}

/// A structure, a union, a list or a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaShape {
    /// The name by which others refer to it.
    pub key: String,
    /// The traits of the shape itself.
    pub traits: Vec<SchemaTrait>,
    /// The content.
    pub content: SchemaContent,
}

/// The content of a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaContent {
    /// The members of a structure, in the order of its fields.
    Structure(Vec<SchemaMember>),
    /// The members of a union, in the order of its variants. Errors of an event stream follow.
    Union(Vec<SchemaMember>),
    /// The elements of a list.
    List(SchemaTarget),
    /// The keys and values of a map.
    Map(Box<[SchemaTarget; 2]>),
}

/// A member of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaMember {
    /// The field or variant as `Debug` prints it: not raw.
    pub rust_name: String,
    /// The name in the model.
    pub wire_name: String,
    /// The type, and the traits of the member.
    pub target: SchemaTarget,
}

/// A type with the traits of its use in a member, list or map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaTarget {
    /// The type.
    pub ty: SchemaType,
    /// Traits in a fixed order.
    pub traits: Vec<SchemaTrait>,
}

/// A type of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaType {
    /// A simple type of Smithy, by its name.
    Simple(&'static str),
    /// Another shape, by its key.
    Shape(String),
}

/// A trait of a shape or a member. The names are those of Smithy where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaTrait {
    /// `smithy.api#required`
    Required,
    /// The service fills in a default for a required member of an input.
    HasDefault,
    /// It, its target or an element of the target is `smithy.api#sensitive`.
    Sensitive,
    /// Requests leave out this value of a number or boolean; empty for zero and `false`.
    Default(String),
    /// `smithy.api#idempotencyToken`
    IdempotencyToken,
    /// `smithy.api#timestampFormat`
    TimestampFormat(&'static str),
    /// `smithy.api#jsonName`
    JsonName(String),
    /// `smithy.api#mediaType`
    MediaType(String),
    /// `smithy.api#xmlName`
    XmlName(String),
    /// `smithy.api#xmlAttribute`
    XmlAttribute,
    /// `smithy.api#xmlFlattened`
    XmlFlattened,
    /// The URI of `smithy.api#xmlNamespace`.
    XmlNamespace(String),
    /// The prefix of the namespace.
    XmlNamespacePrefix(String),
    /// `aws.protocols#ec2QueryName`
    Ec2QueryName(String),
    /// `smithy.api#http`
    Http {
        /// The method.
        method: String,
        /// The path with labels, and the query.
        uri: String,
        /// The status of a successful response.
        status: u16,
    },
    /// `smithy.api#httpHeader`
    HttpHeader(String),
    /// `smithy.api#httpPrefixHeaders`
    HttpPrefixHeaders(String),
    /// `smithy.api#httpPayload`
    HttpPayload,
    /// `smithy.api#httpQuery`
    HttpQuery(String),
    /// `smithy.api#httpQueryParams`
    HttpQueryParams,
    /// `smithy.api#httpLabel`
    HttpLabel,
    /// `smithy.api#httpResponseCode`
    HttpResponseCode,
    /// `smithy.api#hostLabel`
    HostLabel,
    /// `smithy.api#streaming`
    Streaming,
    /// `smithy.api#requiresLength`
    RequiresLength,
    /// `smithy.api#eventHeader`
    EventHeader,
    /// `smithy.api#eventPayload`
    EventPayload,
    /// `smithy.rules#contextParam`
    ContextParam(String),
    /// A value that cannot be read makes the member absent.
    Lenient,
    /// The name of the Rust type, where it is not the key.
    RustName(String),
    /// The name of the shape in the model, where it is not the key.
    OriginalName(String),
    /// The input of an operation that has none in the model.
    Unit,
    /// `aws.customizations#s3UnwrappedXmlOutput`
    UnwrappedXmlOutput,
    /// The root element of documents can have any name.
    AnyXmlRoot,
    /// `alloy#discriminated`
    Discriminated(String),
    /// `alloy#untagged`
    Untagged,
    /// `alloy#jsonUnknown`
    JsonUnknown,
    /// `alloy#nullable`
    Nullable,
}
