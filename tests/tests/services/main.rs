//! Clients of services that are not of AWS, whose models are written in the IDL (`tests/services`): each operation over a
//! socket, and what such services answer when they are broken or hostile.

mod catalog;
mod files;
mod hostile;
mod orders;
mod properties;
mod weather;

use farrier_tests::server::{Request, Response};
use serde_json::Value;

const JSON: &str = "application/json";

/// A response with a JSON document.
fn json(status: u16, document: &str) -> Response {
    Response::new(status)
        .header("content-type", JSON)
        .body(document)
}

/// The JSON document in a request.
fn document(request: &Request) -> Value {
    assert_eq!(request.header("content-type"), Some(JSON));
    serde_json::from_slice(&request.body).expect("a JSON document")
}
