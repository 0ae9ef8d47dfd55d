//! The future of a call.

#[cfg(feature = "jmespath")]
use super::LastStatus;
use super::{Caller, Handle, Operation};
use crate::config::ConfigBuilderCore;
use crate::reflect::Initial as _;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{CreateUnhandledError, SdkError};
use aws_smithy_types::error::operation::BuildError;
use std::fmt;
use std::future::{ready, Future};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A boxed future that can move between threads.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Result of a call.
pub type SendResult<T, E> = Result<T, SdkError<E, HttpResponse>>;

/// Future of a call. It is boxed once, so it is small. Nothing is sent before it is polled.
#[must_use = "futures do nothing unless awaited"]
pub struct SendFuture<O> {
    call: BoxFuture<SendResult<Output, Error>>,
    operation: PhantomData<fn() -> O>,
}

impl<O> fmt::Debug for SendFuture<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendFuture").finish_non_exhaustive()
    }
}

impl<O: Operation> SendFuture<O> {
    /// Creates the future of a call.
    pub fn new(handle: Handle, input: O::Input, overrides: Option<ConfigBuilderCore>) -> Self {
        Self::with(handle, input, overrides, None)
    }

    /// Creates the future from the result of building the input, which may be an error.
    pub fn built(
        handle: Handle,
        input: Result<O::Input, BuildError>,
        overrides: Option<ConfigBuilderCore>,
    ) -> Self {
        match input {
            Ok(input) => Self::new(handle, input, overrides),
            Err(error) => Self {
                call: Box::pin(ready(Err(SdkError::construction_failure(error)))),
                operation: PhantomData,
            },
        }
    }

    /// Creates the future of one page of a paginator.
    pub(crate) fn page(handle: Handle, input: O::Input) -> Self {
        Self::with(handle, input, None, Some(Caller::Paginator))
    }

    /// Creates the future of one poll of a waiter, which stores the status of the response.
    #[cfg(feature = "jmespath")]
    pub(crate) fn poll_of_waiter(handle: Handle, input: O::Input, status: LastStatus) -> Self {
        Self::with(handle, input, None, Some(Caller::Waiter(status)))
    }

    fn with(
        handle: Handle,
        input: O::Input,
        overrides: Option<ConfigBuilderCore>,
        caller: Option<Caller>,
    ) -> Self {
        let input = Input::erase(input);
        Self {
            call: boxed(handle, O::DEF, input, overrides, caller),
            operation: PhantomData,
        }
    }
}

fn wrong_output<E>() -> SdkError<E, HttpResponse> {
    SdkError::construction_failure("an interceptor left an output of another type")
}

/// Boxes the call. It is not generic, so that the state machine of a call is compiled once, in this crate.
fn boxed(
    handle: Handle,
    def: &'static super::OperationDef,
    input: Input,
    overrides: Option<ConfigBuilderCore>,
    caller: Option<Caller>,
) -> BoxFuture<SendResult<Output, Error>> {
    Box::pin(handle.invoke(def, input, overrides, caller))
}

impl<O: Operation> Future for SendFuture<O> {
    type Output = SendResult<O::Output, O::Error>;

    // Without combinators, because these would be compiled for each operation of a program.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let result = match poll_call(&mut self.get_mut().call, cx) {
            Poll::Ready(result) => result,
            Poll::Pending => return Poll::Pending,
        };
        Poll::Ready(match result {
            // Taken out of its box with less code than unboxing it.
            Ok(mut output) => match output.downcast_mut::<O::Output>() {
                Some(output) => Ok(std::mem::replace(output, O::Output::initial())),
                None => Err(wrong_output()),
            },
            Err(error) => {
                Err(
                    error.map_service_error(|error| match error.downcast::<O::Error>() {
                        Ok(error) => error,
                        Err(other) => O::Error::create_unhandled_error(Box::new(other), None),
                    }),
                )
            }
        })
    }
}

fn poll_call(
    call: &mut BoxFuture<SendResult<Output, Error>>,
    cx: &mut Context<'_>,
) -> Poll<SendResult<Output, Error>> {
    call.as_mut().poll(cx)
}
