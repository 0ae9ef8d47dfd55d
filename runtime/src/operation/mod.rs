//! Descriptors of operations, and the single implementation of sending a call.

mod body;
mod caller;
mod classify;
mod def;
mod deserialize;
mod error_response;
#[cfg(feature = "event-stream")]
mod events;
mod family;
mod handle;
#[cfg(feature = "event-stream")]
mod headers;
mod idempotency;
mod plugin;
mod request_ids;
mod send;
mod serialize;
mod spans;
#[cfg(feature = "jmespath")]
mod status;
mod stream;
mod telemetry;
mod traits;
mod user_agent;

pub use def::{AuthScheme, InputOf, Operation, OperationDef, Protocol, ServiceDef};
pub use family::{Family, PLAIN};
pub use handle::Handle;
pub use idempotency::IdempotencyTokenProvider;
pub use request_ids::RequestIdExt;
pub use send::{BoxFuture, SendFuture, SendResult};
pub use serialize::RequiredInputCheck;
pub use traits::{
    ApiKey, ContextValue, Customization, EnvironmentSetting, ErrorStatus, HttpChecksum,
    InputStream, OperationTraits, OutputStream, RetryDefaults, ServiceTraits, SigningTraits,
};
pub use user_agent::UserAgent;

pub(crate) use body::BodyTooLong;
pub(crate) use caller::Caller;
#[cfg(feature = "aws")]
pub(crate) use classify::failure;
pub(crate) use def::OperationRef;
pub(crate) use error_response::NotAnError;
#[cfg(feature = "presigning")]
pub(crate) use serialize::check_members;
#[cfg(feature = "jmespath")]
pub(crate) use status::LastStatus;
