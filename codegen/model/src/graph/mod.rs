//! The shape graph of one service model: ids, shapes, members and the traits we honour.
//!
//! A [`Model`] is a flat arena of [`Shape`]s addressed by [`ShapeIx`]. It speaks Smithy only: no Rust
//! name, type or layout is decided here. Source formats end in `load`; everything after it reads
//! these types. Raw JSON values that traits carry (defaults, endpoint rules) are [`Node`]s.

mod id;
mod node;
mod rules;
mod shape;
mod traits;

pub use id::{is_identifier, is_namespace, MemberRef, ShapeId, ShapeIx};
pub use node::{Node, Number};
pub use rules::{endpoint_auth_schemes, EndpointSchemes};
pub use shape::{Kind, Member, Model, OperationShape, Resource, ServiceShape, Shape, UNIT_SHAPE};
pub use traits::{
    ApiKeyLocation, AuthScheme, AwsService, ClientContextParam, Deprecated, EndpointDiscovery,
    ErrorFault, Http, HttpChecksum, Length, OperationTraits, PagePaths, Paginated, Protocol,
    ProtocolKind, QueryError, Range, Retryable, ServiceTraits, TimestampFormat, Traits,
    XmlNamespace, STATUS_MATCHER,
};
