//! The partner service that the tour talks to: three AWS services behind one local port.
//!
//! It speaks what the real ones speak: awsJson1_0 for Partner Central Benefits, Smithy RPC v2
//! CBOR for Marketplace Entitlement and Partner Central Revenue Measurement. State lives in
//! memory, and both the clock and the ids are counters, so that two runs give the same answers.
//! Signatures are not verified; a request without one is turned away.

mod benefits;
mod entitlements;
mod fault;
mod http;
mod paging;
mod revenue;
mod state;
mod tags;
mod wire;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A running partner service. Dropping it stops listening.
#[derive(Debug)]
pub struct PartnerService {
    address: SocketAddr,
    listening: JoinHandle<()>,
}

impl PartnerService {
    /// Starts the service on `address`; port 0 takes any free port.
    ///
    /// # Errors
    /// Fails when the address cannot be bound.
    pub async fn start(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let listening = tokio::spawn(accept(listener));
        Ok(Self { address, listening })
    }

    /// The URL to give to a client as its endpoint.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves until the process ends.
    pub async fn wait(mut self) {
        // An error here means that the task was stopped, which is just as much an end.
        let _ = (&mut self.listening).await;
    }
}

impl Drop for PartnerService {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn accept(listener: TcpListener) {
    let state = Arc::new(state::Shared::default());
    loop {
        // A connection that fails while being accepted concerns its client alone.
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let answer = service_fn(move |request| http::answer(Arc::clone(&state), request));
            // Clients close kept-alive connections whenever they like.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), answer)
                .await;
        });
    }
}
