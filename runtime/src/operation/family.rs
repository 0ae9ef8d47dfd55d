//! Families of services: those of AWS, and all others.

use super::{OperationDef, ServiceDef};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::{CloneableLayer, FrozenLayer, Layer};
use std::borrow::Cow;
use std::fmt;

/// The behaviour of a family of services.
///
/// The descriptor of a service names its family, so that crates of both families work in one program, whatever
/// features of this crate are on.
#[derive(Clone, Copy)]
pub struct Family {
    /// Whether it is that of AWS, whose clients have defaults and duties of their own.
    pub(crate) is_aws: bool,
    /// Returns the name that clients share their retry tokens by.
    pub(crate) retry_partition: fn(&'static ServiceDef, &FrozenLayer) -> Cow<'static, str>,
    /// Adds values to the configuration of a client.
    pub(crate) configure: fn(&'static ServiceDef, CloneableLayer) -> CloneableLayer,
    /// Adds interceptors, auth schemes and the like of a client.
    pub(crate) components: fn(&'static ServiceDef, &mut RuntimeComponentsBuilder),
    /// Adds values of an operation.
    pub(crate) operation: fn(&'static OperationDef, &mut Layer),
    /// Adds interceptors and retry classifiers of an operation.
    pub(crate) operation_components: fn(&'static OperationDef, &mut RuntimeComponentsBuilder),
}

impl fmt::Debug for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Family").finish_non_exhaustive()
    }
}

/// Services that are not of AWS. Their requests have a plain `user-agent` header, and no header that AWS reads.
pub const PLAIN: Family = Family {
    is_aws: false,
    retry_partition: |service, _| Cow::from(service.metadata_name),
    configure: |_, layer| layer,
    components: |_, components| {
        components.push_interceptor(super::user_agent::HOOK.shared());
    },
    operation: |_, _| {},
    operation_components: |_, _| {},
};
