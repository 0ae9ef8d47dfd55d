//! Configuration overrides of a single call (`customize().config_override(..)`).

use super::ConfigBuilderCore;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_types::config_bag::{FrozenLayer, Layer};
use std::borrow::Cow;

/// Runtime plugin that applies the overrides.
#[derive(Debug)]
pub struct OverridePlugin {
    layer: FrozenLayer,
    components: RuntimeComponentsBuilder,
}

impl OverridePlugin {
    /// Completes the overrides. Settings they do not have come from the client.
    pub(crate) fn new(overrides: ConfigBuilderCore) -> Self {
        let layer = overrides.layer;
        let mut components = overrides.components;
        #[cfg(feature = "aws")]
        let layer = crate::aws::signed_for_region(layer);
        // The client's cache must not provide identities for other credentials.
        if components.has_identity_resolvers() && components.identity_cache().is_none() {
            components.set_identity_cache(Some(IdentityCache::lazy().max_partitions(1).build()));
        }
        Self {
            layer: Layer::from(layer).with_name("config override").freeze(),
            components,
        }
    }
}

impl RuntimePlugin for OverridePlugin {
    fn config(&self) -> Option<FrozenLayer> {
        Some(self.layer.clone())
    }

    fn runtime_components(
        &self,
        _: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        Cow::Borrowed(&self.components)
    }
}
