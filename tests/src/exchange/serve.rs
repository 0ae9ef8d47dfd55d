//! The server: a task for each connection.

use std::fmt;
use std::future::Future;
use std::io;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::{JoinError, JoinHandle};

use super::Exchange;

/// What became of an exchange: what its handler returned, or its panic.
type Outcome<T> = Result<io::Result<T>, JoinError>;

/// A running server; dropping it stops it.
pub struct Exchanges<T> {
    address: String,
    outcomes: UnboundedReceiver<Outcome<T>>,
    task: JoinHandle<()>,
}

impl<T> fmt::Debug for Exchanges<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exchanges({})", self.address)
    }
}

impl<T: Send + 'static> Exchanges<T> {
    /// Starts a server that hands each request to `handler`, and closes the connection after it.
    pub async fn start<F, Fut>(handler: F) -> Self
    where
        F: Fn(Exchange) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = io::Result<T>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port on 127.0.0.1");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address")
            .to_string();
        let (sender, outcomes) = mpsc::unbounded_channel();
        let task = tokio::spawn(accept_all(listener, Arc::new(handler), sender));
        Self {
            address,
            outcomes,
            task,
        }
    }

    /// `http://127.0.0.1:<port>`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the handler made of the next exchange that ended.
    ///
    /// # Errors
    /// What failed on the connection.
    ///
    /// # Panics
    /// As the handler did.
    pub async fn outcome(&mut self) -> io::Result<T> {
        let outcome = self.outcomes.recv().await.expect("the server runs");
        outcome.unwrap_or_else(|error| match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(error) => Err(io::Error::other(error)),
        })
    }
}

impl<T> Drop for Exchanges<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept_all<T, F, Fut>(
    listener: TcpListener,
    handler: Arc<F>,
    outcomes: UnboundedSender<Outcome<T>>,
) where
    T: Send + 'static,
    F: Fn(Exchange) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = io::Result<T>> + Send + 'static,
{
    while let Ok((stream, _)) = listener.accept().await {
        let (handler, outcomes) = (Arc::clone(&handler), outcomes.clone());
        tokio::spawn(async move {
            let exchange =
                tokio::spawn(async move { handler(Exchange::accept(stream).await?).await });
            // Nobody asks for the outcome once the test is over.
            outcomes.send(exchange.await).ok();
        });
    }
}
