//! Streams: the members that are streams, and the errors of event unions.

use std::collections::{BTreeMap, HashSet};

use super::types::{EventUnion, Operation, Prepared, Stream};
use super::validate::{leave_out, origin};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, MemberRef, Model, ShapeIx};

/// The result of [`split`].
#[derive(Default)]
pub(super) struct Streams {
    pub(super) members: BTreeMap<MemberRef, Stream>,
    pub(super) unions: BTreeMap<ShapeIx, EventUnion>,
}

/// Finds the streams in inputs and outputs, and takes the errors out of event unions: a receiver gives
/// them as errors, not as events. They become errors of the operation, too, since a service may answer
/// with them before the stream begins.
pub(super) fn split(model: &mut Model, operations: &mut [Operation]) -> Streams {
    let mut streams = Streams::default();
    for operation in operations {
        for (container, stream) in [
            (operation.input, Stream::Sender),
            (operation.output, Stream::Receiver),
        ] {
            let Some(position) = first(model, container) else {
                continue;
            };
            let member = MemberRef {
                container,
                position,
            };
            let target = model.member(member).target;
            let is_union = matches!(model.shape(target).kind, Kind::Union(_));
            let stream = if is_union { stream } else { Stream::Blob };
            streams.members.insert(member, stream);
            if is_union {
                let union = streams.unions.entry(target);
                let union = union.or_insert_with(|| take_errors(model, target));
                let mut known: HashSet<ShapeIx> = operation.errors.iter().copied().collect();
                let errors = union.errors.iter().map(|member| member.target);
                operation
                    .errors
                    .extend(errors.filter(|error| known.insert(*error)));
            }
        }
    }
    streams
}

/// Returns the position of the first member that is a stream.
fn first(model: &Model, container: ShapeIx) -> Option<usize> {
    let members = model.members(container);
    members
        .into_iter()
        .position(|member| is_stream(model, member) && can_stream(model, member))
}

fn is_stream(model: &Model, member: &Member) -> bool {
    member.traits.streaming || model.shape(member.target).traits.streaming
}

fn can_stream(model: &Model, member: &Member) -> bool {
    let kind = &model.shape(member.target).kind;
    matches!(kind, Kind::Blob | Kind::Union(_))
}

fn take_errors(model: &mut Model, union: ShapeIx) -> EventUnion {
    let is_error = |model: &Model, member: &Member| model.shape(member.target).is_error();
    let members = model.members(union).into_iter().cloned();
    let (errors, events) = members.partition(|member| is_error(model, member));
    model.shape_mut(union).kind = Kind::Union(events);
    EventUnion { errors }
}

/// Reports streams where none can be.
pub(super) fn validate(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    for &container in prepared.usage.keys() {
        let members = prepared.model.members(container).into_iter();
        for (position, shape) in members.enumerate() {
            let member = MemberRef {
                container,
                position,
            };
            if let Some(what) = misplaced(prepared, member, shape) {
                let place = Place::shape(&origin(prepared, member));
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
