//! The wire protocols, as the aws-smithy crates implement them.
//!
//! A service's client speaks its preferred protocol unless its configuration sets another one that
//! the model offers: `Config::builder().protocol(protocol::aws_json_1_1())`.

use crate::operation::Protocol;
use aws_smithy_cbor::protocol::RpcV2CborProtocol;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_schema::protocol::SharedClientProtocol;

pub use aws_smithy_schema::protocol::ClientProtocol;

/// `aws.protocols#awsJson1_0`, for descriptors.
#[doc(hidden)]
pub const AWS_JSON_1_0: Protocol = Protocol {
    id: "aws.protocols#awsJson1_0",
    make: || SharedClientProtocol::new(aws_json_1_0()),
};

/// `aws.protocols#awsJson1_1`, for descriptors.
#[doc(hidden)]
pub const AWS_JSON_1_1: Protocol = Protocol {
    id: "aws.protocols#awsJson1_1",
    make: || SharedClientProtocol::new(aws_json_1_1()),
};

/// `smithy.protocols#rpcv2Cbor`, for descriptors.
#[doc(hidden)]
pub const RPC_V2_CBOR: Protocol = Protocol {
    id: "smithy.protocols#rpcv2Cbor",
    make: || SharedClientProtocol::new(rpc_v2_cbor()),
};

/// AWS JSON 1.0, for `Config::builder().protocol(..)`.
pub fn aws_json_1_0() -> impl ClientProtocol + 'static {
    AwsJsonRpcProtocol::aws_json_1_0()
}

/// AWS JSON 1.1, for `Config::builder().protocol(..)`.
pub fn aws_json_1_1() -> impl ClientProtocol + 'static {
    AwsJsonRpcProtocol::aws_json_1_1()
}

/// Smithy RPC v2 CBOR, for `Config::builder().protocol(..)`.
pub fn rpc_v2_cbor() -> impl ClientProtocol + 'static {
    RpcV2CborProtocol::new()
}
