//! Changes to requests between serialization and signing, as the descriptors declare them.

#[cfg(feature = "md5")]
mod checksum;
#[cfg(feature = "compression")]
mod compression;
mod customization;
mod host_prefix;
#[cfg(feature = "tree-hash")]
mod tree_hash;

#[cfg(feature = "compression")]
pub use compression::{DisableRequestCompression, RequestMinCompressionSizeBytes};

use crate::operation::{Customization, OperationDef};
use crate::reflect::{Field, Structure, View};
#[cfg(any(
    feature = "region-redirects",
    feature = "s3-express",
    feature = "tree-hash"
))]
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;

/// Adds the interceptors that the operation needs; most operations need none.
///
/// Must run before the interceptor that collects endpoint parameters, because a customization can set the endpoint.
pub(crate) fn push_interceptors(
    def: &'static OperationDef,
    components: &mut RuntimeComponentsBuilder,
) {
    if customizations(def).any(Customization::is_of_requests) {
        for hook in customization::HOOKS {
            components.push_interceptor(hook.shared());
        }
    }
    #[cfg(feature = "s3-express")]
    if let Some(session) = def.service.traits.express {
        let interceptor = crate::s3_express::BucketInterceptor(session);
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
    #[cfg(feature = "region-redirects")]
    if let Some(interceptor) = crate::region_redirects::RedirectInterceptor::of(def) {
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
    if def.traits.host_prefix.is_some() {
        components.push_interceptor(host_prefix::HOOK.shared());
    }
    // Before checksums, because these cover the body that is sent.
    #[cfg(feature = "compression")]
    if !def.traits.compression.is_empty() {
        components.push_interceptor(compression::HOOK.shared());
    }
    #[cfg(feature = "md5")]
    if def.traits.checksum_required {
        components.push_interceptor(checksum::HOOK.shared());
    }
    #[cfg(feature = "checksums")]
    if let Some(checksum) = def.traits.http_checksum {
        crate::checksum::push_interceptors(def, checksum, components);
    }
    #[cfg(feature = "tree-hash")]
    if customizations(def).any(|wanted| *wanted == Customization::TreeHash) {
        let interceptor = tree_hash::TreeHashInterceptor(def);
        components.push_interceptor(SharedInterceptor::permanent(interceptor));
    }
}

/// Returns the customizations of the service and of the operation.
fn customizations(def: &'static OperationDef) -> impl Iterator<Item = &'static Customization> {
    let service = def.service.traits.customizations.iter();
    service.chain(def.traits.customizations)
}

/// Returns the text of the input member with that wire name, if it is set.
pub(crate) fn text<'a>(input: &'a dyn Structure, wire_name: &str) -> Option<&'a str> {
    let index = input.shape().position(wire_name)?;
    text_of(input.field(index)?)
}

/// Returns the text in a member.
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
