//! Streams where none can be.

use super::report::{leave_out, place};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, MemberRef, ShapeIx};
use crate::prepare::streams::{can_stream, is_stream};
use crate::prepare::types::{Prepared, Stream};

/// Reports streams where none can be.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    for &container in prepared.usage.keys() {
        let members = prepared.model.members(container).into_iter();
        for (position, shape) in members.enumerate() {
            let member = MemberRef {
                container,
                position,
            };
            if let Some(what) = misplaced(prepared, member, shape) {
                let place = place(prepared, container, position);
                diagnostics.push(leave_out(Diagnostic::error(what).at(place)));
            }
        }
    }
    for &union in prepared.event_unions.keys() {
        events(prepared, union, diagnostics);
    }
}

/// Returns the problem with a member as a stream.
fn misplaced(prepared: &Prepared, member: MemberRef, shape: &Member) -> Option<&'static str> {
    if !is_stream(&prepared.model, shape) {
        return None;
    }
    if !can_stream(&prepared.model, shape) {
        return Some("the member has the trait `streaming`, but is neither a blob nor a union");
    }
    match prepared.streams.get(&member) {
        Some(stream) if !shape.traits.http_payload && needs_payload(prepared, *stream) => {
            Some("the member is a stream, but does not have the trait `httpPayload`")
        }
        Some(_) => None,
        None if prepared.sides.contains_key(&member.container) => {
            Some("the member is a stream, but its structure already has one")
        }
        None => {
            Some("the member is a stream, but does not belong to an operation's input or output")
        }
    }
}

/// Only protocols with HTTP bindings have a place for bytes; others have one for events alone.
fn needs_payload(prepared: &Prepared, stream: Stream) -> bool {
    let mut protocols = prepared.service.protocols.iter();
    stream == Stream::Blob || protocols.any(|protocol| protocol.kind.is_rest())
}

/// Events are messages of their own, so they have to be structures.
fn events(prepared: &Prepared, union: ShapeIx, diagnostics: &mut Diagnostics) {
    let model = &prepared.model;
    for member in model.members(union) {
        if !matches!(model.shape(member.target).kind, Kind::Structure(_)) {
            let what = "the member is an event, but not a structure";
            let id = model.shape(union).id.with_member(&member.name);
            diagnostics.push(Diagnostic::error(what).at(Place::shape(&id)));
        }
    }
}
