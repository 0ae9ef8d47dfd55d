//! Paginators: one loop for all paginated operations.
//!
//! Operations differ in how a page leads to the next: by a token (`smithy.api#paginated`, [`by_token`]), or by
//! JMESPath expressions evaluated on a page (paginators of botocore, `by_paths`, with the feature `jmespath`).

#[cfg(feature = "jmespath")]
mod paths;
#[cfg(all(test, feature = "jmespath"))]
mod tests;
mod turn;

#[cfg(feature = "jmespath")]
pub use paths::{by_paths, PageToken};
pub use turn::{by_token, Turn};

use crate::operation::{Handle, Operation, SendFuture, SendResult};
use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};
use aws_smithy_runtime_api::client::result::SdkError;
use std::fmt;

/// A paginated operation.
pub trait Paginated: Operation<Input: Clone> {
    /// Turns the input of a page into the input of the next page.
    fn turn(input: &mut Self::Input, page: &Self::Output) -> Turn;
}

/// A paginated operation with a member for the page size.
pub trait PageSize: Paginated {
    /// Type of the input member.
    type Size;
    /// Sets the member for the page size.
    fn set_page_size(input: &mut Self::Input, size: Self::Size);
}

/// A paginated operation whose pages have one list or map of items.
pub trait PageItems: Paginated {
    /// An item; for a map, a pair of key and value.
    type Item: Send + 'static;
    /// The collection with the items of a page.
    type Items: IntoIterator<Item = Self::Item, IntoIter: Send>;
    /// Takes the items from a page.
    fn items(output: Self::Output) -> Self::Items;
}

/// Sends an operation repeatedly until the last page.
pub struct Paginator<O: Operation> {
    handle: Handle,
    input: O::Input,
    stop_on_duplicate_token: bool,
}

impl<O: Operation> fmt::Debug for Paginator<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paginator")
            .field("input", &self.input)
            .field("stop_on_duplicate_token", &self.stop_on_duplicate_token)
            .finish_non_exhaustive()
    }
}

impl<O: Paginated> Paginator<O> {
    /// Creates a paginator for an input. For generated code.
    #[doc(hidden)]
    pub fn new(handle: Handle, input: O::Input) -> Self {
        Self {
            handle,
            input,
            stop_on_duplicate_token: true,
        }
    }

    /// Sets the maximum number of items per page.
    pub fn page_size(mut self, limit: O::Size) -> Self
    where
        O: PageSize,
    {
        O::set_page_size(&mut self.input, limit);
        self
    }

    /// Returns a paginator over the items of all pages.
    pub fn items(self) -> PaginatorItems<O>
    where
        O: PageItems,
    {
        PaginatorItems(self)
    }

    /// Sets whether to stop when a response repeats the token of its request. It is on by default.
    ///
    /// Some services repeat a token as long as there is nothing new, and without this the paginator would not end.
    /// Turn it off to keep polling such a service.
    pub fn stop_on_duplicate_token(mut self, stop_on_duplicate_token: bool) -> Self {
        self.stop_on_duplicate_token = stop_on_duplicate_token;
        self
    }

    /// Returns the stream of pages. Nothing is sent before it is polled, and it ends after the first error.
    pub fn send(self) -> PaginationStream<SendResult<O::Output, O::Error>> {
        let Self {
            handle,
            mut input,
            stop_on_duplicate_token,
        } = self;
        PaginationStream::new(FnStream::new(move |tx| {
            Box::pin(async move {
                loop {
                    let page = SendFuture::<O>::page(handle.clone(), input.clone()).await;
                    let turn = match &page {
                        Ok(page) => O::turn(&mut input, page),
                        Err(_) => Turn::End,
                    };
                    if tx.send(page).await.is_err() {
                        return;
                    }
                    match turn {
                        Turn::Next => {}
                        Turn::Same if !stop_on_duplicate_token => {}
                        Turn::Same | Turn::End => return,
                        Turn::Failed(error) => {
                            // If the receiver is gone, this is not an error.
                            let _ = tx.send(Err(SdkError::construction_failure(error))).await;
                            return;
                        }
                    }
                }
            })
        }))
    }
}

/// Paginator over the items of all pages.
pub struct PaginatorItems<O: Operation>(Paginator<O>);

impl<O: Operation> fmt::Debug for PaginatorItems<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PaginatorItems").field(&self.0).finish()
    }
}

impl<O: PageItems> PaginatorItems<O> {
    /// Returns the stream of items.
    ///
    /// To read whole pages, use [`Paginator::send`] without `items()`.
    pub fn send(self) -> PaginationStream<SendResult<O::Item, O::Error>> {
        TryFlatMap::new(self.0.send()).flat_map(|page| O::items(page).into_iter())
    }
}
