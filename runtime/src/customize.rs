//! Changes to a single call, made with `customize()`.

use crate::config::ConfigBuilderCore;
use crate::operation::{BoxFuture, SendResult};
use aws_smithy_runtime::client::interceptors::{MapRequestInterceptor, MutateRequestInterceptor};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use std::fmt;
use std::marker::PhantomData;

/// Sends a customized call. Fluent builders implement this.
pub trait CustomizableSend<T, E>: Send + Sync {
    /// The `config::Builder` of the generated crate.
    type ConfigBuilder: Into<ConfigBuilderCore>;
    /// Sends the call with these overrides of the client's configuration.
    fn send(self, overrides: ConfigBuilderCore) -> BoxFuture<SendResult<T, E>>;
}

/// Presigns a customized call. Fluent builders of operations that can be presigned implement this.
#[cfg(feature = "presigning")]
pub trait CustomizablePresigned<E>: Send + Sync {
    /// Presigns the call with these overrides of the client's configuration.
    fn presign(
        self,
        overrides: ConfigBuilderCore,
        config: crate::presigning::PresigningConfig,
    ) -> BoxFuture<SendResult<crate::presigning::PresignedRequest, E>>;
}

/// Outputs of operations whose requests can be signed without their payload.
#[cfg(feature = "checksums")]
pub trait UnsignedPayload {}

/// A call whose request or configuration can be changed before it is sent.
pub struct CustomizableOperation<T, E, B> {
    send: B,
    overrides: Option<ConfigBuilderCore>,
    interceptors: Vec<SharedInterceptor>,
    runtime_plugins: Vec<SharedRuntimePlugin>,
    types: PhantomData<(T, E)>,
}

impl<T, E, B: fmt::Debug> fmt::Debug for CustomizableOperation<T, E, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomizableOperation")
            .field("send", &self.send)
            .field("interceptors", &self.interceptors)
            .finish_non_exhaustive()
    }
}

impl<T, E, B> CustomizableOperation<T, E, B> {
    /// Wraps a fluent builder. For generated code.
    #[doc(hidden)]
    pub fn new(send: B) -> Self {
        Self {
            send,
            overrides: None,
            interceptors: Vec::new(),
            runtime_plugins: Vec::new(),
            types: PhantomData,
        }
    }

    /// Adds an interceptor that runs for this call only.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Replaces the request before it is signed. An error ends the call.
    pub fn map_request<F, MapE>(self, f: F) -> Self
    where
        F: Fn(HttpRequest) -> Result<HttpRequest, MapE> + Send + Sync + 'static,
        MapE: std::error::Error + Send + Sync + 'static,
    {
        self.interceptor(MapRequestInterceptor::new(f))
    }

    /// Changes the request before it is signed.
    pub fn mutate_request<F>(self, f: F) -> Self
    where
        F: Fn(&mut HttpRequest) + Send + Sync + 'static,
    {
        self.interceptor(MutateRequestInterceptor::new(f))
    }

    /// Overrides the client's configuration for this call.
    pub fn config_override(mut self, config_override: impl Into<B::ConfigBuilder>) -> Self
    where
        B: CustomizableSend<T, E>,
    {
        self.overrides = Some(config_override.into().into());
        self
    }

    /// Sends the call.
    pub async fn send(self) -> SendResult<T, E>
    where
        E: std::error::Error + Send + Sync + 'static,
        B: CustomizableSend<T, E>,
    {
        let (send, overrides) = self.into_parts();
        send.send(overrides).await
    }

    /// Presigns the call: creates a signed request that anyone can send later.
    #[cfg(feature = "presigning")]
    pub async fn presigned(
        self,
        presigning_config: crate::presigning::PresigningConfig,
    ) -> SendResult<crate::presigning::PresignedRequest, E>
    where
        E: std::error::Error + Send + Sync + 'static,
        B: CustomizablePresigned<E>,
    {
        let (send, overrides) = self.into_parts();
        send.presign(overrides, presigning_config).await
    }

    /// Signs the request without its payload, which need not be read twice then.
    #[cfg(feature = "checksums")]
    pub fn disable_payload_signing(mut self) -> Self
    where
        T: UnsignedPayload,
    {
        let plugin = aws_runtime::auth::PayloadSigningOverrideRuntimePlugin::unsigned();
        self.runtime_plugins.push(SharedRuntimePlugin::new(plugin));
        self
    }

    pub(crate) fn into_parts(self) -> (B, ConfigBuilderCore) {
        let mut overrides = self.overrides.unwrap_or_default();
        for interceptor in self.interceptors {
            overrides.components.push_interceptor(interceptor);
        }
        overrides.runtime_plugins.extend(self.runtime_plugins);
        (self.send, overrides)
    }
}
