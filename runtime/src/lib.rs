//! Shared runtime of the client crates that Farrier generates.
//!
//! A generated crate holds data and types: structures, enums, unions, errors, builders, a schema
//! text, and the descriptors of its service and operations. Code that would be the same in every
//! generated crate lives here and is compiled once.
//!
//! - [`reflect`]: how generated types describe themselves; writing, reading, comparing, printing.
//! - [`schema`]: the compact schema text, parsed lazily into the schemas of the aws-smithy crates.
//! - [`operation`]: operation descriptors, the request serializer, the response deserializer, sending.
//! - [`request`]: parts of requests that are not members: host prefixes, checksums, compression.
//! - [`event_stream`]: events in requests and responses.
//! - `jmespath`, with the feature of that name: expressions over inputs and outputs, for waiters and endpoint parameters.
//! - `aws`, with the feature of that name: clients for services of AWS.
//! - `blocking`, with the feature of that name: calls without `async`.
//! - `serde`, with the feature of that name: `Serialize` and `Deserialize` for all types.
//! - `waiter`, with the feature `jmespath`: polling until a resource reaches a state.
//! - [`config`], [`endpoint`], [`error`], [`paginator`], [`builder`], [`customize`].
//!
//! Programs use this crate through the generated crates, which re-export what programs need to name.
//! The README lists the aws-smithy items that this crate depends on.

#[cfg(feature = "auth-token")]
pub mod auth_token;
#[cfg(feature = "aws")]
pub mod aws;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod builder;
#[cfg(feature = "checksums")]
pub mod checksum;
pub mod config;
pub mod customize;
pub mod endpoint;
pub mod error;
pub mod event_stream;
mod hook;
#[cfg(feature = "jmespath")]
pub mod jmespath;
mod macros;
pub mod operation;
pub mod paginator;
#[cfg(feature = "presigning")]
pub mod presigning;
pub mod protocol;
pub mod reflect;
pub mod region_redirects;
pub mod request;
pub mod s3_express;
pub mod schema;
#[cfg(feature = "serde")]
pub mod serde;
#[cfg(feature = "jmespath")]
pub mod waiter;

/// Primitive types used by members, such as `Blob` and `DateTime`.
pub mod primitives {
    pub use aws_smithy_types::body::SdkBody;
    pub use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
    pub use aws_smithy_types::byte_stream::{AggregatedBytes, ByteStream};
    #[cfg(feature = "rt-tokio")]
    pub use aws_smithy_types::byte_stream::{FsBuilder, Length};
    pub use aws_smithy_types::date_time::Format as DateTimeFormat;
    pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

    /// Types used by event streams.
    #[cfg(feature = "event-stream")]
    pub mod event_stream {
        pub use crate::event_stream::{
            EventReceiver, EventStreamSender, Header, HeaderValue, Message, StrBytes,
        };
    }
}

/// Runtime types that generated code and programs share with other crates of the ecosystem.
pub mod types {
    pub use crate::error::RequestId;
    pub use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
    #[cfg(feature = "aws")]
    pub use aws_types::sdk_config::SdkConfig;
}
