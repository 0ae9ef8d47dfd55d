//! Streams: the members that are streams, and the errors of event unions.

use std::collections::{BTreeMap, HashSet};

use super::types::{EventUnion, Operation, Stream};
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

/// Returns whether the member is marked as a stream.
pub(super) fn is_stream(model: &Model, member: &Member) -> bool {
    member.traits.streaming || model.shape(member.target).traits.streaming
}

/// Returns whether values of the member can be streams.
pub(super) fn can_stream(model: &Model, member: &Member) -> bool {
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
