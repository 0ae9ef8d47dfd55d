//! What is around the bodies of a call: who signs it, its headers and path, what is shown of it in logs, how
//! its pages end, how long it may be silent.

mod endpoint_auth;
#[cfg(feature = "sigv4a")]
mod endpoint_sigv4a;
mod header_lists;
mod mirror;
mod modelled_headers;
mod pages;
mod paths;
mod secrets;
mod silence;
mod spans;

use farrier_porter::Client;
use farrier_tests::peers::config;
use farrier_tests::server::Server;

/// A client that reaches the server.
fn client(server: &Server) -> Client {
    Client::new(&config(&server.url()))
}
