//! Events that a test sends one by one, while the call that they belong to is under way.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

/// What comes out of the stream that [`feed`] made.
#[derive(Debug)]
pub struct Feed<T>(UnboundedReceiver<T>);

/// A stream, and what is put into it. The stream ends when the sender is dropped.
pub fn feed<T>() -> (UnboundedSender<T>, Feed<T>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (sender, Feed(receiver))
}

/// A stream of those items.
pub fn feed_of<T>(items: impl IntoIterator<Item = T>) -> Feed<T> {
    let (sender, feed) = feed();
    for item in items {
        // The receiver lives, so it cannot fail.
        sender.send(item).ok();
    }
    feed
}

impl<T> Stream for Feed<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(cx)
    }
}
