//! The client around a call: configuration, retries and timeouts, spans, mocks.

mod blocking;
mod configuration;
mod http_clients;
mod mocks;
mod plain;
mod retries;
mod silence;
mod spans;

use farrier_porter::Client;
use farrier_tests::peers::config;
use farrier_tests::server::Server;

/// A client of the service of `tests/protocols/models/porter.json` that reaches the server.
fn porter(server: &Server) -> Client {
    Client::new(&config(&server.url()))
}
