//! Waiters: polling of an operation until a resource reaches a state (`smithy.waiters#waitable`).
//!
//! A waiter is the builder of an operation with its own slot ([`Waiting`]), so it has the setters of the
//! operation. The expected state is data ([`WaiterDef`]).

mod def;
mod matcher;
mod poll;
#[cfg(test)]
mod tests;

pub use aws_smithy_runtime_api::client::waiters::error::WaiterError;
pub use aws_smithy_runtime_api::client::waiters::FinalPoll;
pub use def::{Acceptor, Comparator, Matcher, PathMatcher, State, Waiter, WaiterDef};
pub use poll::WaitResult;

use crate::builder::{PrintSlot, Slot};
use crate::operation::{Handle, InputOf};
use aws_smithy_types::error::operation::BuildError;
use poll::{ErrorOf, OutputOf};
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Slot of a waiter's builder: the input of the polls, and the client that sends them.
pub struct Waiting<W, B> {
    /// The input builder.
    pub input: B,
    /// Handle of the client.
    pub handle: Handle,
    waiter: PhantomData<fn() -> W>,
}

impl<W, B: Default> Waiting<W, B> {
    /// Creates an empty builder for a client.
    pub fn new(handle: Handle) -> Self {
        Self {
            input: B::default(),
            handle,
            waiter: PhantomData,
        }
    }
}

impl<W, B: Clone> Clone for Waiting<W, B> {
    fn clone(&self) -> Self {
        Self {
            input: self.input.clone(),
            handle: self.handle.clone(),
            waiter: PhantomData,
        }
    }
}

impl<W: Waiter, B: fmt::Debug> PrintSlot for Waiting<W, B> {
    fn print(&self, _fluent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(W::BUILDER)
            .field("handle", &format_args!("Handle {{ .. }}"))
            .field("inner", &self.input)
            .finish()
    }
}

impl<W, I, B: Slot<I>> Slot<I> for Waiting<W, B> {
    #[inline]
    fn input(&self) -> &I {
        self.input.input()
    }
    #[inline]
    fn input_mut(&mut self) -> &mut I {
        self.input.input_mut()
    }
}

type Waited<W> = WaitResult<OutputOf<W>, ErrorOf<W>>;

/// Future of a waiter. It is boxed once, so it is small. Nothing is sent before it is polled.
#[must_use = "futures do nothing unless awaited"]
pub struct WaitFuture<W: Waiter>(Pin<Box<dyn Future<Output = Waited<W>> + Send>>);

impl<W: Waiter> WaitFuture<W> {
    /// Creates the future. For generated code.
    #[doc(hidden)]
    pub fn new(
        handle: Handle,
        input: Result<InputOf<W::Operation>, BuildError>,
        max_wait: Duration,
    ) -> Self {
        Self(Box::pin(poll::wait::<W>(handle, input, max_wait)))
    }
}

impl<W: Waiter> fmt::Debug for WaitFuture<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitFuture").finish_non_exhaustive()
    }
}

impl<W: Waiter> Future for WaitFuture<W> {
    type Output = Waited<W>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}
