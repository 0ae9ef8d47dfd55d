use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A call under way.
pub struct Sending<T, E>(pub Pin<Box<dyn Future<Output = Result<T, E>> + Send>>);

impl<T, E> Future for Sending<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}
