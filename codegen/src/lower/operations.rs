//! Operations.

use super::auth::auth;
use super::names::error_alias;
use super::{
    checksums, docs, endpoint, error_statuses, errors, examples, pagination, presigning, requests,
    structures, waiters, Context,
};
use crate::diag::Diagnostics;
use crate::ir;
use crate::ir::Name;
use crate::prepare::Operation;

/// Lowers an operation with its input and output.
pub(super) fn lower(
    ctx: &Context<'_>,
    operation: &Operation,
    diagnostics: &mut Diagnostics,
) -> ir::Operation {
    let names = ctx.names.operation(operation);
    let suffixed = |suffix: &str| Name(format!("{}{suffix}", names.name.0));
    let schemes = auth(&operation.auth);
    let pages = pagination::lower(ctx, operation, &names.types, diagnostics);
    ir::Operation {
        shape_name: operation.name.clone(),
        docs: docs::operation(ctx, operation, pages.as_ref()),
        summary: docs::summary(ctx, operation),
        deprecation: docs::deprecation(&ctx.model().shape(operation.shape).traits),
        input: structures::input(ctx, operation),
        output: structures::output(ctx, operation),
        builder: suffixed("Builder"),
        fluent_builder: suffixed("FluentBuilder"),
        error: error_alias(&names.name),
        error_set: errors::set_of(ctx, operation),
        auth: (schemes != auth(&ctx.prepared.service.default_auth)).then_some(schemes),
        traits: traits(ctx, operation, diagnostics),
        pagination: pages,
        presigned: presigning::is_presigned(ctx, operation),
        payload_signing_option: checksums::is_of_stream(ctx, operation),
        waiters: waiters::lower(ctx, operation, diagnostics),
        example: examples::call(ctx, operation),
        name: names.name,
        module: names.module,
        method: names.method,
    }
}

/// None where the endpoint rules have it in the URL already.
fn host_prefix(ctx: &Context<'_>, operation: &Operation) -> Option<String> {
    let ruled = ctx.prepared.customizations.ruled_host_prefix.as_ref();
    let ruled = ruled.filter(|_| ctx.prepared.service.endpoint_rules.is_some());
    let prefix = operation.traits.host_prefix.as_ref();
    prefix
        .filter(|prefix| ruled.is_none_or(|ruled| ruled.value != **prefix))
        .cloned()
}

fn traits(
    ctx: &Context<'_>,
    operation: &Operation,
    diagnostics: &mut Diagnostics,
) -> ir::OperationTraits {
    let traits = &operation.traits;
    ir::OperationTraits {
        host_prefix: host_prefix(ctx, operation),
        checksum_required: checksums::is_md5(operation),
        http_checksum: checksums::of_operation(ctx, operation),
        compression: traits.request_compression.clone(),
        unsigned_payload: traits.unsigned_payload,
        sensitive_output: ctx.secrets.are_held_by(operation.output),
        context: endpoint::fixed(operation),
        context_paths: endpoint::paths(ctx, operation, diagnostics),
        customizations: requests::operation(ctx, operation),
        error_statuses: error_statuses::of(ctx, operation),
        effect: if traits.readonly {
            ir::Effect::ReadOnly
        } else if traits.idempotent {
            ir::Effect::Idempotent
        } else {
            ir::Effect::Any
        },
    }
}
