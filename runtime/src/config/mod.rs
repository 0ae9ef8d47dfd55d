//! Configuration: the shared core that the thin `Config` of each generated crate wraps.

pub mod auth;
mod core;
mod endpoint_auth;
pub mod http;
#[cfg(feature = "http-auth")]
pub mod http_auth;
pub mod interceptors;
mod limits;
mod macros;
mod overrides;
pub mod retry;
mod sdk_config;
pub mod timeout;

pub use core::{ConfigBuilderCore, ConfigCore};
pub use limits::ResponseLimits;
pub use overrides::OverridePlugin;
pub use sdk_config::builder_from;

#[cfg(feature = "s3-express")]
pub(crate) use endpoint_auth::listed as endpoint_schemes;

pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
pub use aws_credential_types::Credentials;
pub use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
pub use aws_smithy_async::time::{SharedTimeSource, TimeSource};
pub use aws_smithy_runtime::client::identity::IdentityCache;
pub use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
pub use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
pub use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
pub use aws_smithy_runtime_api::client::identity::{ResolveCachedIdentity, SharedIdentityCache};
pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
pub use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
pub use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
pub use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, SharedRuntimePlugin};
pub use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
pub use aws_smithy_runtime_api::shared::IntoShared;
pub use aws_smithy_schema::protocol::{ClientProtocol, SharedClientProtocol};
pub use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
pub use aws_types::app_name::AppName;
pub use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
pub use aws_types::region::{Region, SigningRegionSet};
pub use aws_types::sdk_config::SdkConfig;
pub use aws_types::sdk_ua_metadata::FrameworkMetadata;
