//! The naming obstacle course: a service whose names are keywords, names of Rust's prelude and words of
//! the generated API wherever a name can stand, and whose texts are hostile. That its crate compiles is
//! most of the proof; here everything it can hold goes over a socket and comes back.

mod inputs;
mod operations;
mod values;
mod words;

use std::collections::BTreeSet;

use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use farrier_obstacles::config::Builder;
use farrier_obstacles::Client;
use farrier_tests::server::{Reply, Response, Server};
use farrier_tests::service;
use farrier_tests::wire::Format;
use serde_json::Value;

/// The two protocols that the service offers.
pub(crate) const FORMATS: [Format; 2] = [Format::AwsJson10, Format::RpcV2Cbor];

/// A client that speaks `format` to `server`.
pub(crate) fn client(server: &Server, format: Format) -> Client {
    let config = Builder::from(&service::config(&server.url()).build());
    Client::from_conf(match format {
        Format::RpcV2Cbor => config.build(),
        _ => {
            let protocol = AwsJsonRpcProtocol::aws_json_1_0();
            config.protocol(protocol).build()
        }
    })
}

/// A server that answers each request with its own body.
pub(crate) async fn echo(format: Format) -> Server {
    Server::start(move |request| {
        let mut response = Response::new(200)
            .header("content-type", format.content_type())
            .body(request.body.as_slice());
        if format == Format::RpcV2Cbor {
            response = response.header("smithy-protocol", "rpc-v2-cbor");
        }
        Reply::Full(response)
    })
    .await
}

/// The model's shapes, read without the generator.
pub(crate) fn shape(id: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/obstacles/model.json");
    let text = std::fs::read(path).expect("the model is there");
    let model: Value = serde_json::from_slice(&text).expect("the model is JSON");
    model["shapes"][id].clone()
}

pub(crate) fn members(id: &str) -> BTreeSet<String> {
    let shape = shape(id);
    let members = shape["members"].as_object().expect("members");
    members.keys().cloned().collect()
}
