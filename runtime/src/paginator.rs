//! Paginators: one loop for all paginated operations (`smithy.api#paginated`).

use crate::operation::{Handle, Operation, SendFuture, SendResult};
use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};
use std::fmt;

/// An operation that gives its answer in pages.
pub trait Paginated: Operation<Input: Clone> {
    /// Type of the token that asks for the next page.
    type Token: Clone + PartialEq + Send + 'static;
    /// The input member that takes the token.
    fn input_token(input: &mut Self::Input) -> &mut Option<Self::Token>;
    /// The output's token; `None` on the last page.
    fn output_token(output: &Self::Output) -> Option<&Self::Token>;
    /// Whether a token stands for "no more pages", as an empty string does.
    fn is_end(token: &Self::Token) -> bool;
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
                    let next = page.as_ref().ok().and_then(O::output_token);
                    let next = next.filter(|token| !O::is_end(token)).cloned();
                    if tx.send(page).await.is_err() {
                        return;
                    }
                    let current = O::input_token(&mut input);
                    if next.is_none() || (next == *current && stop_on_duplicate_token) {
                        return;
                    }
                    *current = next;
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
