//! Which operations can be presigned.

use super::Context;
use crate::ir::PostPolicies;
use crate::model::Member;
use crate::prepare::{Operation, Stream};

/// Returns whether calls of the operation can be presigned: it is asked for, and a body is neither needed nor signed.
pub(super) fn is_presigned(ctx: &Context<'_>, operation: &Operation) -> bool {
    let all = &ctx.prepared.customizations;
    let mut own = all.operations.iter();
    let own =
        own.any(|own| own.name.value == operation.name && (own.presigned || own.presigned_as_get));
    own || (all.presigned && !has_events(ctx, operation) && !needs_body(ctx, operation))
}

/// Returns whether calls of an operation can be presigned, or forms.
pub(super) fn is_in_service(ctx: &Context<'_>) -> bool {
    let mut operations = ctx.prepared.operations.iter();
    operations.any(|operation| is_presigned(ctx, operation)) || forms(ctx).is_some()
}

/// Returns the operation whose uploads browsers can make with a presigned form, if the client has it.
pub(super) fn forms(ctx: &Context<'_>) -> Option<PostPolicies> {
    let wanted = ctx.prepared.customizations.post_policies.as_ref()?;
    let mut operations = ctx.prepared.operations.iter();
    let operation = operations.find(|one| one.name == wanted.operation.value)?;
    let input = ctx.model().shape(operation.input);
    input.member(&wanted.bucket.value)?;
    let names = ctx.names.operation(operation);
    Some(PostPolicies {
        module: names.module,
        operation: names.name,
        bucket: wanted.bucket.value.clone(),
    })
}

fn has_events(ctx: &Context<'_>, operation: &Operation) -> bool {
    let streams = &ctx.prepared.streams;
    let inputs = ctx.members(operation.input);
    let mut members = inputs.chain(ctx.members(operation.output));
    members.any(|member| matches!(streams.get(&member), Some(stream) if *stream != Stream::Blob))
}

/// Returns whether members are sent in a document. A stream may be replaced by whoever sends the request.
fn needs_body(ctx: &Context<'_>, operation: &Operation) -> bool {
    if operation.traits.http.is_none() {
        return true;
    }
    let streams = &ctx.prepared.streams;
    ctx.members(operation.input)
        .any(|member| !streams.contains_key(&member) && !is_in_head(ctx.model().member(member)))
}

/// Returns whether a member is sent in the URL or in a header.
fn is_in_head(member: &Member) -> bool {
    let traits = &member.traits;
    traits.http_label
        || traits.http_header.is_some()
        || traits.http_prefix_headers.is_some()
        || traits.http_query.is_some()
        || traits.http_query_params
}
