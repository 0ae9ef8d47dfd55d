//! Paginators: one loop for all operations that answer in pages.
//!
//! How a page leads to the next is the one thing that differs: by a token (`smithy.api#paginated`,
//! [`by_token`]), or by what paths find in a page (botocore's paginators, [`by_paths`]).

mod paths;
#[cfg(test)]
mod tests;
mod turn;

pub use paths::{by_paths, PageToken};
pub use turn::{by_token, Turn};

use crate::operation::{Handle, Operation, SendFuture, SendResult};
use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};
use aws_smithy_runtime_api::client::result::SdkError;
use std::fmt;

/// An operation that gives its answer in pages.
pub trait Paginated: Operation<Input: Clone> {
    /// Makes the input that asked for a page the one that asks for the next.
    fn turn(input: &mut Self::Input, page: &Self::Output) -> Turn;
}

/// A paginated operation whose pages have a size that the caller can ask for.
pub trait PageSize: Paginated {
    /// Type of the input member.
    type Size;
    /// Sets the input member.
    fn set_page_size(input: &mut Self::Input, size: Self::Size);
}

/// A paginated operation whose pages hold one list (or map) of items.
pub trait PageItems: Paginated {
    /// One item; for maps the pair of key and value.
    type Item: Send + 'static;
    /// What the items of a page are kept in.
    type Items: IntoIterator<Item = Self::Item, IntoIter: Send>;
    /// Takes the items out of a page.
    fn items(output: Self::Output) -> Self::Items;
}

/// Sends an operation again and again until its last page.
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
    /// A paginator over the pages of this input. For generated code.
    #[doc(hidden)]
    pub fn new(handle: Handle, input: O::Input) -> Self {
        Self {
            handle,
            input,
            stop_on_duplicate_token: true,
        }
    }

    /// Sets how many items the service puts on a page at most.
    pub fn page_size(mut self, limit: O::Size) -> Self
    where
        O: PageSize,
    {
        O::set_page_size(&mut self.input, limit);
        self
    }

    /// Gives the items of all pages, one by one, instead of pages.
    pub fn items(self) -> PaginatorItems<O>
    where
        O: PageItems,
    {
        PaginatorItems(self)
    }

    /// Whether to end when a service answers with the token it was asked with (the default).
    ///
    /// Services that repeat a token while there is nothing new would be asked for ever otherwise;
    /// turn it off for those that mean it.
    pub fn stop_on_duplicate_token(mut self, stop_on_duplicate_token: bool) -> Self {
        self.stop_on_duplicate_token = stop_on_duplicate_token;
        self
    }

    /// The stream of pages. Nothing is sent before it is polled; it ends after the first error.
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
                            // Nobody left to hear of it is no failure.
                            let _ = tx.send(Err(SdkError::construction_failure(error))).await;
                            return;
                        }
                    }
                }
            })
        }))
    }
}

/// The items of a paginated operation, page after page.
pub struct PaginatorItems<O: Operation>(Paginator<O>);

impl<O: Operation> fmt::Debug for PaginatorItems<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PaginatorItems").field(&self.0).finish()
    }
}

impl<O: PageItems> PaginatorItems<O> {
    /// The stream of items.
    ///
    /// To read whole pages, use [`Paginator::send`] without `items()`.
    pub fn send(self) -> PaginationStream<SendResult<O::Item, O::Error>> {
        TryFlatMap::new(self.0.send()).flat_map(|page| O::items(page).into_iter())
    }
}
