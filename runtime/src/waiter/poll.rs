//! Polling. The official orchestrator provides the delays, the final poll and the errors.

use super::def::{State, Waiter};
use super::matcher::{Acceptors, Outcome, Polled};
use super::{FinalPoll, WaiterError};
use crate::error::{OperationError, SdkError};
use crate::operation::{Handle, InputOf, LastStatus, Operation, SendFuture};
use aws_smithy_runtime::client::waiters::{
    attach_waiter_tracing_span, AcceptorState, WaiterOrchestrator,
};
use aws_smithy_types::error::operation::BuildError;
use std::time::Duration;

pub(super) type OutputOf<W> = <<W as Waiter>::Operation as Operation>::Output;
pub(super) type ErrorOf<W> = <<W as Waiter>::Operation as Operation>::Error;

/// Result of a waiter: the final poll, or why the waiter failed.
pub type WaitResult<O, E> = Result<FinalPoll<O, SdkError<E>>, WaiterError<O, E>>;

/// Polls until a state is reached or `max_wait` has passed. The first poll is sent at once.
pub(super) async fn wait<W: Waiter>(
    handle: Handle,
    input: Result<InputOf<W::Operation>, BuildError>,
    max_wait: Duration,
) -> WaitResult<OutputOf<W>, ErrorOf<W>> {
    let input = input.map_err(WaiterError::construction_failure)?;
    let acceptors = Acceptors::new(W::DEF).map_err(WaiterError::construction_failure)?;
    let (time, sleep) = handle.time().map_err(WaiterError::construction_failure)?;
    let (polled, status) = (input.clone(), LastStatus::default());
    let last = status.clone();
    let orchestrator = WaiterOrchestrator::builder()
        // The backoff divides by the minimum delay and counts in whole seconds.
        .min_delay(Duration::from_secs(W::DEF.min_delay.max(1)))
        .max_delay(Duration::from_secs(W::DEF.max_delay.max(1)))
        .max_wait(max_wait)
        .time_source(time)
        .sleep_impl(sleep)
        .acceptor(move |result: Result<&OutputOf<W>, &ErrorOf<W>>| {
            let outcome = match result {
                Ok(output) => Outcome::Output(&input, output),
                Err(error) => Outcome::Error(code(error)),
            };
            let status = last.get();
            state(acceptors.state(Polled { outcome, status }))
        })
        .operation(move || {
            let (handle, input) = (handle.clone(), polled.clone());
            SendFuture::<W::Operation>::poll_of_waiter(handle, input, status.clone())
        })
        .build();
    attach_waiter_tracing_span(orchestrator.orchestrate()).await
}

fn code<E: OperationError>(error: &E) -> Option<&str> {
    error.meta().code()
}

fn state(state: Option<State>) -> AcceptorState {
    match state {
        None => AcceptorState::NoAcceptorsMatched,
        Some(State::Success) => AcceptorState::Success,
        Some(State::Failure) => AcceptorState::Failure,
        Some(State::Retry) => AcceptorState::Retry,
    }
}
