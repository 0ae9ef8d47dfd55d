//! Where requests go, and who signs them: endpoint rules, host prefixes, endpoint discovery, auth schemes.

mod auth;
mod discovery;
mod endpoint_auth;
#[cfg(feature = "sigv4a")]
mod endpoint_sigv4a;
mod endpoints;
mod hosts;
mod signatures;

use farrier_porter::Client;
use farrier_tests::peers::config;
use farrier_tests::server::Server;

/// A client of the service of `tests/protocols/models/porter.json` that reaches the server.
fn porter(server: &Server) -> Client {
    Client::new(&config(&server.url()))
}
