//! Clients for services of AWS: regions, credentials, SigV4, and the user agent of the AWS SDK for Rust.

pub(crate) mod built_in;
mod config;
mod features;
mod retries;
mod sdk_config;
mod signing;
#[cfg(feature = "http-auth")]
mod tokens;

pub use sdk_config::builder_from;

pub(crate) use config::signed_for_region;
pub(crate) use signing::sign_given_hash;

pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
pub use aws_credential_types::Credentials;
pub use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
pub use aws_types::app_name::AppName;
pub use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
pub use aws_types::region::{Region, SigningRegionSet};
pub use aws_types::sdk_config::SdkConfig;
pub use aws_types::sdk_ua_metadata::FrameworkMetadata;

use crate::operation::{Family, OperationDef, ServiceDef};
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_runtime_api::client::auth::SharedAuthScheme;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::{CloneableLayer, FrozenLayer, Layer};
use std::borrow::Cow;

/// Services of AWS.
pub const FAMILY: Family = Family {
    is_aws: true,
    retry_partition,
    configure,
    components,
    operation,
    operation_components: retries::push_classifiers,
};

/// Clients of one region share their retry tokens.
fn retry_partition(service: &'static ServiceDef, values: &FrozenLayer) -> Cow<'static, str> {
    match values.load::<Region>() {
        Some(region) => Cow::from(format!("{}-{region}", service.metadata_name)),
        None => Cow::from(service.metadata_name),
    }
}

fn configure(service: &'static ServiceDef, mut layer: CloneableLayer) -> CloneableLayer {
    layer.store_put(ApiMetadata::new(
        service.metadata_name,
        service.package_version,
    ));
    layer.store_put(aws_types::SigningName::from_static(service.signing_name));
    signed_for_region(layer)
}

fn operation(def: &'static OperationDef, layer: &mut Layer) {
    layer.store_put(signing::config(def));
}

fn components(_: &'static ServiceDef, components: &mut RuntimeComponentsBuilder) {
    components.push_interceptor(features::HOOK.shared());
    components
        .push_interceptor(aws_runtime::service_clock_skew::ServiceClockSkewInterceptor::new());
    components.push_interceptor(aws_runtime::request_info::RequestInfoInterceptor::new());
    components.push_interceptor(aws_runtime::user_agent::UserAgentInterceptor::new());
    components.push_interceptor(aws_runtime::invocation_id::InvocationIdInterceptor::new());
    components.push_interceptor(SharedInterceptor::permanent(
        aws_runtime::recursion_detection::RecursionDetectionInterceptor::new(),
    ));
    components.push_auth_scheme(SharedAuthScheme::new(
        aws_runtime::auth::sigv4::SigV4AuthScheme::new(),
    ));
    #[cfg(feature = "sigv4a")]
    components.push_auth_scheme(SharedAuthScheme::new(
        aws_runtime::auth::sigv4a::SigV4aAuthScheme::new(),
    ));
}
