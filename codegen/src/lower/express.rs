//! The operation that creates sessions for buckets of S3 Express.

use super::Context;
use crate::ir::Express;

/// Returns the operation, if the client has it.
pub(super) fn sessions(ctx: &Context<'_>) -> Option<Express> {
    let wanted = ctx.prepared.customizations.express_sessions.as_ref()?;
    let mut operations = ctx.prepared.operations.iter();
    let operation = operations.find(|one| one.name == wanted.operation.value)?;
    let model = ctx.model();
    model.shape(operation.input).member(&wanted.bucket.value)?;
    let credentials = model
        .shape(operation.output)
        .member(&wanted.credentials.value)?;
    let names = ctx.names.operation(operation);
    Some(Express {
        module: names.module,
        operation: names.name,
        bucket: wanted.bucket.value.clone(),
        credentials: credentials.name.clone(),
        credentials_type: ctx.type_name(credentials.target),
    })
}
