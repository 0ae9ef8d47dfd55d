//! Presigned requests: signed in advance, to be sent later by anyone, with the signature in the URL.

mod config;
#[cfg(feature = "post-policy")]
mod post;
mod query;
mod request;

pub use config::{PresigningConfig, PresigningConfigBuilder, PresigningConfigError};
#[cfg(feature = "post-policy")]
pub use post::{
    presigned_post, PostPolicy, PostPolicyBuilder, PostPolicyError, PresignedPost,
    PresignedPostError,
};
pub use request::PresignedRequest;

pub(crate) use query::QuerySerializer;

use crate::config::ConfigBuilderCore;
use crate::operation::{BoxFuture, Customization, Handle, Operation, OperationDef, SendResult};
use aws_runtime::auth::{HttpSignatureType, SigV4OperationSigningConfig};
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_sigv4::http_request::SignableBody;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use aws_smithy_runtime::client::retries::strategy::NeverRetryStrategy;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextMut, Input,
};
use aws_smithy_runtime_api::client::interceptors::{
    disable_interceptor, dyn_dispatch_hint, Intercept, SharedInterceptor,
};
use aws_smithy_runtime_api::client::result::{CreateUnhandledError, SdkError};
use aws_smithy_runtime_api::client::retries::SharedRetryStrategy;
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::SharedRequestSerializer;
use aws_smithy_schema::header_omit_settings::{HeaderOmitSettings, SharedHeaderOmitSettings};
use aws_smithy_types::config_bag::{ConfigBag, Layer, Storable, StoreReplace};
use aws_smithy_types::error::operation::BuildError;

/// Marks a call that is presigned and not sent.
#[derive(Debug, Clone, Copy)]
struct Presigned;

impl Storable for Presigned {
    type Storer = StoreReplace<Self>;
}

/// Returns whether the call is presigned and not sent.
#[cfg(feature = "checksums")]
pub(crate) fn is_presigned(cfg: &ConfigBag) -> bool {
    cfg.load::<Presigned>().is_some()
}

/// Presigns a call. `input` is the result of building its input, which may be an error.
pub fn presign<O: Operation>(
    handle: Handle,
    input: Result<O::Input, BuildError>,
    overrides: Option<ConfigBuilderCore>,
    config: PresigningConfig,
) -> BoxFuture<SendResult<PresignedRequest, O::Error>> {
    Box::pin(async move {
        let input = Input::erase(input.map_err(SdkError::construction_failure)?);
        let presigned = handle.presign(O::DEF, input, overrides, config).await;
        presigned.map_err(|error| {
            error.map_service_error(|error| match error.downcast::<O::Error>() {
                Ok(error) => error,
                Err(other) => O::Error::create_unhandled_error(Box::new(other), None),
            })
        })
    })
}

/// Returns the client plugin that presigns.
pub(crate) fn plugin(config: &PresigningConfig) -> StaticRuntimePlugin {
    let mut layer = Layer::new("presigning");
    layer.store_put(Presigned);
    // What these add would have to be sent with the request, by whoever sends it.
    layer.store_put(disable_interceptor::<InvocationIdInterceptor>("presigning"));
    layer.store_put(disable_interceptor::<RequestInfoInterceptor>("presigning"));
    layer.store_put(disable_interceptor::<UserAgentInterceptor>("presigning"));
    layer.store_put(disable_interceptor::<ServiceClockSkewInterceptor>(
        "presigning",
    ));
    layer.store_put(SharedHeaderOmitSettings::new(NoDefaultHeaders));
    let time = SharedTimeSource::new(StaticTimeSource::new(config.start_time()));
    let components = RuntimeComponentsBuilder::new("presigning")
        .with_retry_strategy(Some(SharedRetryStrategy::new(NeverRetryStrategy::new())))
        .with_time_source(Some(time));
    StaticRuntimePlugin::new()
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// Returns the operation plugin that presigns. It runs after the plugin of the operation.
pub(crate) fn operation_plugin(
    def: &'static OperationDef,
    config: PresigningConfig,
) -> StaticRuntimePlugin {
    let mut layer = Layer::new("presigning of the operation");
    let in_query = def
        .traits
        .customizations
        .contains(&Customization::PresignedAsGet);
    if in_query {
        layer.store_put(SharedRequestSerializer::new(QuerySerializer(def)));
    }
    let interceptor = PresigningInterceptor {
        config,
        has_body: !in_query,
    };
    let components = RuntimeComponentsBuilder::new("presigning of the operation")
        .with_interceptor(SharedInterceptor::permanent(interceptor));
    StaticRuntimePlugin::new()
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// Leaves out the default headers of a body, because the body is not known yet.
#[derive(Debug)]
struct NoDefaultHeaders;

impl HeaderOmitSettings for NoDefaultHeaders {
    fn should_omit_default_content_type(&self) -> bool {
        true
    }

    fn should_omit_default_content_length(&self) -> bool {
        true
    }
}

/// Has the signature put into the query string.
#[derive(Debug)]
struct PresigningInterceptor {
    config: PresigningConfig,
    /// Whether the request may be sent with any body.
    has_body: bool,
}

#[dyn_dispatch_hint]
impl Intercept for PresigningInterceptor {
    fn name(&self) -> &'static str {
        "Presigning"
    }

    fn modify_before_signing(
        &self,
        _context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let signing = cfg.load::<SigV4OperationSigningConfig>().cloned();
        let mut signing = signing.ok_or("the operation has no signing configuration")?;
        let options = &mut signing.signing_options;
        options.expires_in = Some(self.config.expires());
        options.signature_type = HttpSignatureType::HttpRequestQueryParams;
        options.payload_override = Some(if self.has_body {
            SignableBody::UnsignedPayload
        } else {
            SignableBody::Bytes(&[])
        });
        cfg.interceptor_state().store_put(signing);
        Ok(())
    }
}
