//! rpcv2Cbor, rpcv2Json and awsJson1_1 over a socket, each test in all three: the service offers them
//! all, and its client is told which to speak.

mod calls;
mod streams;

use farrier_relay::config::protocol::{aws_json_1_1, rpc_v2_json};
use farrier_relay::{config, Client};
use farrier_tests::peers;
use farrier_tests::wire::Format;

/// A client that speaks `format`.
pub(crate) fn client(url: &str, format: Format) -> Client {
    let builder = config::Builder::from(&peers::config(url));
    Client::from_conf(match format {
        Format::RpcV2Json => builder.protocol(rpc_v2_json()).build(),
        Format::AwsJson11 => builder.protocol(aws_json_1_1()).build(),
        _ => builder.build(),
    })
}
