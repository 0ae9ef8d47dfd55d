//! The retry strategy of clients that can follow redirects: that of the client, and another attempt after a redirect.

use super::interceptor::is_redirected;
use super::regions::KnownRegions;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::{RetryStrategy, SharedRetryStrategy, ShouldAttempt};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::{Order, RuntimePlugin};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
use std::borrow::Cow;

/// Client plugin with the regions that the client learns, and with the retry strategy.
#[derive(Debug)]
pub(crate) struct RedirectPlugin(FrozenLayer);

impl RedirectPlugin {
    /// Creates the plugin of a client that has learned nothing yet.
    pub(crate) fn new() -> Self {
        let mut layer = Layer::new("region redirects");
        layer.store_put(KnownRegions::new());
        Self(layer.freeze())
    }
}

impl RuntimePlugin for RedirectPlugin {
    // After the plugin that sets the strategy of the client.
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn config(&self) -> Option<FrozenLayer> {
        Some(self.0.clone())
    }

    fn runtime_components(
        &self,
        current: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        let strategy = current.retry_strategy().map(RedirectStrategy);
        let components = RuntimeComponentsBuilder::new("region redirects");
        Cow::Owned(components.with_retry_strategy(strategy))
    }
}

/// Makes another attempt right after a redirect, without the tokens of retries, and leaves the rest to the strategy of
/// the client.
#[derive(Debug)]
struct RedirectStrategy(SharedRetryStrategy);

impl RetryStrategy for RedirectStrategy {
    fn should_attempt_initial_request(
        &self,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<ShouldAttempt, BoxError> {
        self.0.should_attempt_initial_request(components, cfg)
    }

    fn should_attempt_retry(
        &self,
        context: &InterceptorContext,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<ShouldAttempt, BoxError> {
        if is_redirected(cfg) {
            return Ok(ShouldAttempt::Yes);
        }
        self.0.should_attempt_retry(context, components, cfg)
    }
}
