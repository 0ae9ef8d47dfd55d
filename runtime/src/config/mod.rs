//! Configuration: the shared core that the thin `Config` of each generated crate wraps.

pub mod auth;
mod core;
mod endpoint_auth;
#[cfg(not(feature = "aws"))]
mod endpoint_url;
pub mod http;
#[cfg(feature = "http-auth")]
pub mod http_auth;
pub mod interceptors;
mod limits;
mod macros;
mod overrides;
pub mod retry;
pub mod timeout;

pub use core::{ConfigBuilderCore, ConfigCore};
#[cfg(not(feature = "aws"))]
pub use endpoint_url::EndpointUrl;
pub use limits::ResponseLimits;
pub(crate) use overrides::override_plugin;

#[cfg(any(feature = "post-policy", feature = "s3-express"))]
pub(crate) use endpoint_auth::listed as endpoint_schemes;
#[cfg(feature = "post-policy")]
pub(crate) use endpoint_auth::property as endpoint_scheme_property;

#[cfg(feature = "aws")]
pub use crate::aws::{
    builder_from, AccountIdEndpointMode, AppName, Credentials, EndpointUrl, FrameworkMetadata,
    InvocationIdGenerator, ProvideCredentials, Region, SdkConfig, SharedCredentialsProvider,
    SharedInvocationIdGenerator, SigningRegionSet, UseDualStack, UseFips,
};
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
