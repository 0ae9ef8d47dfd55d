//! Checksums of requests and responses (`aws.protocols#httpChecksum`, `smithy.api#httpChecksumRequired`).

use super::Context;
use crate::ir::{Checksums, HttpChecksum};
use crate::model::Member;
use crate::prepare::{Operation, Stream};

/// Returns the checksums of an operation.
pub(super) fn of_operation(ctx: &Context<'_>, operation: &Operation) -> Option<HttpChecksum> {
    let checksum = operation.traits.http_checksum.as_ref()?;
    let algorithm = checksum.request_algorithm_member.as_deref();
    let mode = checksum.request_validation_mode_member.as_deref();
    let member = |name: Option<&str>| input_member(ctx, operation, name?);
    let header = |name| member(name).and_then(|member| member.traits.http_header.clone());
    Some(HttpChecksum {
        request_required: checksum.request_checksum_required,
        request_algorithm_member: member(algorithm).map(|member| member.name.clone()),
        request_algorithm_header: header(algorithm),
        validation_mode_header: header(mode),
        response_algorithms: checksum.response_algorithms.clone(),
    })
}

fn input_member<'a>(ctx: &Context<'a>, operation: &Operation, name: &str) -> Option<&'a Member> {
    ctx.model().shape(operation.input).member(name)
}

/// Returns whether a request has the header `Content-MD5`. Other checksums take its place.
pub(super) fn is_md5(operation: &Operation) -> bool {
    operation.traits.http_checksum_required && operation.traits.http_checksum.is_none()
}

/// Returns whether a request is a stream with a checksum behind it.
pub(super) fn is_of_stream(ctx: &Context<'_>, operation: &Operation) -> bool {
    let checksum = of_operation(ctx, operation);
    checksum.is_some_and(|checksum| checksum.request_algorithm_header.is_some())
        && has_stream(ctx, operation)
}

/// Returns whether the input has a stream of bytes.
pub(super) fn has_stream(ctx: &Context<'_>, operation: &Operation) -> bool {
    let streams = &ctx.prepared.streams;
    ctx.members(operation.input)
        .any(|member| streams.get(&member) == Some(&Stream::Blob))
}

/// Returns which checksums the service has.
pub(super) fn of_service(ctx: &Context<'_>) -> Checksums {
    let operations = &ctx.prepared.operations;
    if operations.iter().any(|one| is_of_stream(ctx, one)) {
        Checksums::OfStreams
    } else if operations
        .iter()
        .any(|one| one.traits.http_checksum.is_some())
    {
        Checksums::Plain
    } else {
        Checksums::None
    }
}
