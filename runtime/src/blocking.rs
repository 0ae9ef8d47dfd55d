//! Calls without `async`: the calling thread waits.
//!
//! A program that is not asynchronous itself adds this crate with the feature `blocking` beside the generated crate:
//!
//! ```ignore
//! use farrier_runtime::blocking::{block_on, SendBlocking as _};
//!
//! let output = client.get_object().bucket("b").key("k").send_blocking()?;
//! let contents = block_on(output.body.collect())?;
//! for object in client.list_objects_v2().bucket("b").into_paginator().items().send_blocking() {
//!     println!("{:?}", object?.key());
//! }
//! ```
//!
//! All calls run on one thread of a Tokio runtime that is created with the first of them and never ends. A blocking call
//! on that thread, such as one of a credentials provider, hands the tasks of the thread to another. In asynchronous code
//! use `send().await` instead: a blocking call stops all tasks of the thread on which it waits.

use crate::customize::{CustomizableOperation, CustomizableSend};
use crate::operation::{Operation, SendResult};
use crate::paginator::{PageItems, Paginated, Paginator, PaginatorItems};
use aws_smithy_async::future::pagination_stream::PaginationStream;
use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use tracing::Instrument as _;

/// Sends a call and waits for its result. Fluent builders implement this.
pub trait SendBlocking<T, E>: Sized {
    /// Sends the call, and waits for its result on this thread.
    ///
    /// # Errors
    /// Returns the errors of `send().await`.
    #[expect(
        clippy::result_large_err,
        reason = "the error type of the official crates"
    )]
    fn send_blocking(self) -> SendResult<T, E>;
}

impl<T, E, B> SendBlocking<T, E> for B
where
    T: Send + 'static,
    E: Send + 'static,
    B: CustomizableSend<T, E>,
{
    fn send_blocking(self) -> SendResult<T, E> {
        block_on(self.send(Default::default()))
    }
}

impl<T, E, B> CustomizableOperation<T, E, B>
where
    T: Send + 'static,
    E: std::error::Error + Send + Sync + 'static,
    B: CustomizableSend<T, E> + 'static,
{
    /// Sends the call, and waits for its result on this thread.
    #[expect(
        clippy::result_large_err,
        reason = "the error type of the official crates"
    )]
    pub fn send_blocking(self) -> SendResult<T, E> {
        let (send, overrides) = self.into_parts();
        block_on(send.send(overrides))
    }
}

impl<O: Paginated> Paginator<O> {
    /// Returns the pages. Nothing is sent before the first is asked for, and they end after the first error.
    pub fn send_blocking(self) -> Pages<SendResult<O::Output, O::Error>> {
        Pages(Some(self.send()))
    }
}

impl<O: PageItems> PaginatorItems<O> {
    /// Returns the items of all pages. Nothing is sent before the first is asked for, and they end after the first
    /// error.
    pub fn send_blocking(
        self,
    ) -> Pages<SendResult<<O as PageItems>::Item, <O as Operation>::Error>> {
        Pages(Some(self.send()))
    }
}

/// Pages or items of a paginated operation. The thread that asks for the next waits for it.
pub struct Pages<T>(Option<PaginationStream<T>>);

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<T: Send + 'static> Iterator for Pages<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let mut stream = self.0.take()?;
        let (next, stream) = block_on(async move { (stream.next().await, stream) });
        self.0 = next.is_some().then_some(stream);
        next
    }
}

thread_local! {
    /// Whether the runtime of blocking calls runs this thread.
    static IS_OWN_THREAD: Cell<bool> = const { Cell::new(false) };
}

/// Waits for a future of a client on this thread: a body, a waiter, or several calls.
///
/// # Panics
/// Panics when the future does, or when the system refuses the thread that runs it.
pub fn block_on<F>(future: F) -> F::Output
where
    F: Future<Output: Send> + Send + 'static,
{
    // Not `Runtime::block_on`, which panics on the threads of another Tokio runtime.
    let task = runtime().spawn(future.in_current_span());
    if IS_OWN_THREAD.get() {
        // Another thread takes over the tasks of this one, which would otherwise wait for itself.
        tokio::task::block_in_place(|| wait(task))
    } else {
        wait(task)
    }
}

/// Parks this thread until the task has ended.
fn wait<T>(task: JoinHandle<T>) -> T {
    let mut task = pin!(task);
    let waker = Waker::from(Arc::new(Parked(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match task.as_mut().poll(&mut context) {
            Poll::Ready(Ok(output)) => return output,
            Poll::Ready(Err(error)) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => unreachable!("nobody else has the task: {error}"),
            },
            Poll::Pending => std::thread::park(),
        }
    }
}

/// Returns the runtime of all blocking calls.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let builder = builder.worker_threads(1).thread_name("farrier-blocking");
        let builder = builder.on_thread_start(|| IS_OWN_THREAD.set(true));
        let runtime = builder.enable_all().build();
        runtime.expect("the system has a thread for blocking calls")
    })
}

/// A thread that waits.
struct Parked(Thread);

impl Wake for Parked {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
