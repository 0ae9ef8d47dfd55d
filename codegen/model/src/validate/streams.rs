//! `StreamingTrait`: where streams can be, and what they consist of.

use super::kinds::Type;
use super::prelude::REST;
use super::report::{ticked, Report};
use super::view::Ix;

const TRAIT: &str = "smithy.api#streaming";

/// Reports streams that no message has a place for, and events that are no structures.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    let streams: Vec<Ix> = view.with_trait(TRAIT).collect();
    for stream in streams {
        for (name, member) in view.reverse(stream) {
            if *name == "target" {
                member_of(report, stream, *member);
            }
        }
        if view.ty(stream) == Type::Union {
            events(report, stream);
        }
    }
    payloads(report);
}

fn member_of(report: &mut Report<'_, '_>, stream: Ix, member: Ix) {
    let view = report.view;
    let Some(container) = view.shapes[member].container else {
        return;
    };
    let has = |name: &str| view.has(member, name);
    let is_given = has("smithy.api#required") || has("smithy.api#default");
    if view.ty(stream) == Type::Blob && view.shapes[member].v2 && !is_given {
        let what = "the member is a stream, so that it must have the trait `required` or `default`";
        report.error("StreamingTrait", member, what);
    }
    for (name, from) in view.reverse(container) {
        let (from, id) = (*from, view.id(container));
        match *name {
            "input" | "mixin" => {}
            "output" if view.has(stream, "smithy.api#requiresLength") => {
                let what = format!(
                    "the stream of the output of `{}` has the trait `requiresLength`, which is for inputs only",
                    view.id(from)
                );
                report.error("StreamingTrait", container, what);
            }
            "output" => {}
            "target" => {
                let what = format!("the member targets `{id}`, which has a stream: only inputs and outputs can have one");
                report.error("StreamingTrait", from, what);
            }
            other => {
                let what =
                    format!("`{id}` has a stream, so that it cannot be the {other} of this shape");
                report.error("StreamingTrait", from, what);
            }
        }
    }
}

fn events(report: &mut Report<'_, '_>, union: Ix) {
    let view = report.view;
    let members = view.members(union).iter();
    let others = members.filter(|ix| view.target_type(**ix) != Type::Structure);
    let others: Vec<&str> = others.map(|ix| view.member_name(*ix)).collect();
    if !others.is_empty() {
        let what = format!("events must be structures; {} are not", ticked(others));
        report.error("StreamingTrait", union, what);
    }
}

/// Protocols that bind to HTTP have the body alone for a stream.
fn payloads(report: &mut Report<'_, '_>) {
    let view = report.view;
    for service in view.of_type(Type::Service).collect::<Vec<_>>() {
        if !REST.iter().any(|id| view.has(service, id)) {
            continue;
        }
        for member in view.closure(service) {
            let is_stream = view.shapes[member]
                .target
                .is_some_and(|target| view.has(target, TRAIT));
            if is_stream && !view.has(member, "smithy.api#httpPayload") {
                let what = "the member is a stream, but does not have the trait `httpPayload`";
                report.error("StreamingTrait", member, what);
            }
        }
    }
}
