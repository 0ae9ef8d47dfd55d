//! Who makes a call.

#[cfg(feature = "jmespath")]
use super::LastStatus;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::config_bag::{Layer, Storable, StoreReplace};

/// Marks calls that the program does not make directly.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    Paginator,
    #[cfg(feature = "jmespath")]
    Waiter(LastStatus),
}

impl Storable for Caller {
    type Storer = StoreReplace<Self>;
}

impl Caller {
    /// Returns the plugin of the caller's calls.
    pub(super) fn plugin(self) -> StaticRuntimePlugin {
        let plugin = match &self {
            Self::Paginator => StaticRuntimePlugin::new(),
            #[cfg(feature = "jmespath")]
            Self::Waiter(status) => {
                StaticRuntimePlugin::new().with_runtime_components(status.recorded())
            }
        };
        let mut layer = Layer::new("caller");
        layer.store_put(self);
        plugin.with_config(layer.freeze())
    }
}
