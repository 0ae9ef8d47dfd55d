//! What a request gets between its input and its signature, as the descriptors say.

mod checksum;
mod compression;
mod customization;
mod host_prefix;
mod signing;
mod tree_hash;

pub use compression::{DisableRequestCompression, RequestMinCompressionSizeBytes};

pub(crate) use signing::signing_config;

use crate::operation::{Customization, OperationDef};
use crate::reflect::{Field, Structure, View};
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;

/// Adds the interceptors that the operation asks for; most ask for none.
///
/// To come before the one that collects endpoint parameters: a customization can name the endpoint.
pub(crate) fn with_interceptors(
    def: &'static OperationDef,
    mut components: RuntimeComponentsBuilder,
) -> RuntimeComponentsBuilder {
    if customizations(def).any(Customization::is_of_requests) {
        let interceptor = customization::CustomizationInterceptor(def);
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
    if let Some(prefix) = def.traits.host_prefix {
        let interceptor = host_prefix::HostPrefixInterceptor { def, prefix };
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
    // Before checksums, which are of what is sent.
    if !def.traits.compression.is_empty() {
        let interceptor = compression::CompressionInterceptor(def);
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
    if def.traits.checksum_required {
        let interceptor = checksum::ContentMd5Interceptor(def);
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
    if customizations(def).any(|wanted| *wanted == Customization::TreeHash) {
        let interceptor = tree_hash::TreeHashInterceptor(def);
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
    components
}

/// Those of the service and those of the operation.
fn customizations(def: &'static OperationDef) -> impl Iterator<Item = &'static Customization> {
    let service = def.service.traits.customizations.iter();
    service.chain(def.traits.customizations)
}

/// The text in an input's member at that wire name, where it has one.
fn text<'a>(input: &'a dyn Structure, wire_name: &str) -> Option<&'a str> {
    let index = input.shape().position(wire_name)?;
    text_of(input.field(index)?)
}

/// The text that a member holds.
pub(crate) fn text_of(field: &dyn Field) -> Option<&str> {
    let mut view = field.view();
    loop {
        match view {
            View::Some(field) => view = field.view(),
            View::Text(text) | View::Enum(text, _) => return Some(text),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests;
