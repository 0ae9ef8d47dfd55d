//! What goes over the wire in each protocol, and what is read from it: bodies, headers, paths and query strings.
//!
//! A server, decoders and signature checks that share no code with the clients look at every request.

mod bindings;
mod bodies;
mod ec2_query;
mod header_lists;
mod mirror;
mod modelled_headers;
mod needed_in_url;
mod operations;
mod paths;
mod query;
mod rest_json;
mod rest_xml;
mod rpc;
mod unset_members;

use farrier_porter::Client;
use farrier_tests::peers::config;
use farrier_tests::server::Server;

/// A client of the service of `tests/protocols/models/porter.json` that reaches the server.
fn porter(server: &Server) -> Client {
    Client::new(&config(&server.url()))
}
