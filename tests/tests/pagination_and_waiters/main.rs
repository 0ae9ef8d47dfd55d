//! Paginators and waiters.

mod last_pages;
mod pages_by_paths;
mod pagination;
mod waiter_delays;
mod waiters;

use farrier_porter::Client;
use farrier_tests::peers::config;
use farrier_tests::server::Server;

/// A client of the service of `tests/protocols/models/porter.json` that reaches the server.
fn porter(server: &Server) -> Client {
    Client::new(&config(&server.url()))
}
