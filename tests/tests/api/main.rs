//! Generated types as a program uses them, whatever the model calls them.

mod equality;
mod improvements;
mod obstacles;
mod secrets;
mod values;

use farrier_porter::Client;
use farrier_tests::peers::config;
use farrier_tests::server::Server;

/// A client of the service of `tests/protocols/models/porter.json` that reaches the server.
fn porter(server: &Server) -> Client {
    Client::new(&config(&server.url()))
}
