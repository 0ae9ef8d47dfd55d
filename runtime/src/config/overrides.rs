//! Configuration overrides of a single call (`customize().config_override(..)`).

use super::ConfigBuilderCore;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_types::config_bag::Layer;

/// Returns the plugin that applies the overrides. Settings they do not have come from the client.
pub(crate) fn override_plugin(overrides: ConfigBuilderCore) -> SharedRuntimePlugin {
    let layer = overrides.layer;
    let mut components = overrides.components;
    #[cfg(feature = "aws")]
    let layer = crate::aws::signed_for_region(layer);
    // The client's cache must not provide identities for other credentials.
    if components.has_identity_resolvers() && components.identity_cache().is_none() {
        components.set_identity_cache(Some(IdentityCache::lazy().max_partitions(1).build()));
    }
    let layer = Layer::from(layer).with_name("config override");
    let plugin = StaticRuntimePlugin::new()
        .with_config(layer.freeze())
        .with_runtime_components(components);
    SharedRuntimePlugin::new(plugin)
}
