//! Wire protocols: those of the aws-smithy crates, and those that they lack.
//!
//! A client uses the preferred protocol of its service. The configuration can set another protocol of the
//! model: `Config::builder().protocol(protocol::aws_json_1_1())`.
//!
//! | protocol | requests | responses |
//! | --- | --- | --- |
//! | awsJson1_0, awsJson1_1 | the module `json` | the module `json` |
//! | restJson1 | the bindings of `aws_smithy_schema` with the fixes in `upstream_fixes`, and the module `json` | the same |
//! | rpcv2Cbor | `aws_smithy_cbor::protocol` with the fixes in `upstream_fixes` | the module `cbor` |
//! | rpcv2Json | the module `json` | the module `json` |
//! | restXml (feature `xml`) | `aws_smithy_xml::protocol` with the fixes in `upstream_fixes` | the module `xml` |
//! | awsQuery, ec2Query (feature `query`) | the module `query` | the module `xml` |

mod cbor;
mod error_details;
mod forward;
mod headers;
mod json;
mod members;
#[cfg(feature = "query")]
mod query;
mod read_errors;
mod rest_json;
#[cfg(feature = "xml")]
mod rest_xml;
mod rpc_v2;
mod upstream_fixes;
#[cfg(feature = "xml")]
mod xml;

use crate::operation::Protocol;
use aws_smithy_runtime_api::http::Response;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::DateTime;

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

/// `aws.protocols#restJson1`, for descriptors.
#[doc(hidden)]
pub const REST_JSON_1: Protocol = Protocol {
    id: "aws.protocols#restJson1",
    make: || SharedClientProtocol::new(rest_json_1()),
};

/// `smithy.protocols#rpcv2Cbor`, for descriptors.
#[doc(hidden)]
pub const RPC_V2_CBOR: Protocol = Protocol {
    id: "smithy.protocols#rpcv2Cbor",
    make: || SharedClientProtocol::new(rpc_v2_cbor()),
};

/// `smithy.protocols#rpcv2Json`, for descriptors.
#[doc(hidden)]
pub const RPC_V2_JSON: Protocol = Protocol {
    id: "smithy.protocols#rpcv2Json",
    make: || SharedClientProtocol::new(rpc_v2_json()),
};

/// `aws.protocols#restXml`, for descriptors.
#[cfg(feature = "xml")]
#[doc(hidden)]
pub const REST_XML: Protocol = Protocol {
    id: "aws.protocols#restXml",
    make: || SharedClientProtocol::new(rest_xml()),
};

/// `aws.protocols#restXml` with `noErrorWrapping`, for descriptors.
#[cfg(feature = "xml")]
#[doc(hidden)]
pub const REST_XML_NO_ERROR_WRAPPING: Protocol = Protocol {
    id: "aws.protocols#restXml",
    make: || SharedClientProtocol::new(rest_xml_no_error_wrapping()),
};

/// `aws.protocols#awsQuery`, for descriptors.
#[cfg(feature = "query")]
#[doc(hidden)]
pub const AWS_QUERY: Protocol = Protocol {
    id: "aws.protocols#awsQuery",
    make: || SharedClientProtocol::new(aws_query()),
};

/// `aws.protocols#ec2Query`, for descriptors.
#[cfg(feature = "query")]
#[doc(hidden)]
pub const EC2_QUERY: Protocol = Protocol {
    id: "aws.protocols#ec2Query",
    make: || SharedClientProtocol::new(ec2_query()),
};

/// Returns the protocol AWS JSON 1.0, for `Config::builder().protocol(..)`.
pub fn aws_json_1_0() -> impl ClientProtocol + 'static {
    json::JsonRpc::aws_json_1_0()
}

/// Returns the protocol AWS JSON 1.1, for `Config::builder().protocol(..)`.
pub fn aws_json_1_1() -> impl ClientProtocol + 'static {
    json::JsonRpc::aws_json_1_1()
}

/// Returns the protocol AWS restJson1, for `Config::builder().protocol(..)`.
pub fn rest_json_1() -> impl ClientProtocol + 'static {
    rest_json::RestJson::new()
}

/// Returns the protocol Smithy RPC v2 CBOR, for `Config::builder().protocol(..)`.
pub fn rpc_v2_cbor() -> impl ClientProtocol + 'static {
    rpc_v2::RpcV2::cbor()
}

/// Returns the protocol Smithy RPC v2 JSON, for `Config::builder().protocol(..)`.
pub fn rpc_v2_json() -> impl ClientProtocol + 'static {
    rpc_v2::RpcV2::json()
}

/// Returns the protocol AWS restXml, for `Config::builder().protocol(..)`.
#[cfg(feature = "xml")]
pub fn rest_xml() -> impl ClientProtocol + 'static {
    rest_xml::RestXml::new()
}

/// Returns the protocol AWS restXml with `noErrorWrapping`, whose errors have no `ErrorResponse` around them, for
/// `Config::builder().protocol(..)`.
#[cfg(feature = "xml")]
pub fn rest_xml_no_error_wrapping() -> impl ClientProtocol + 'static {
    rest_xml::RestXml::no_error_wrapping()
}

/// Returns the protocol AWS Query, for `Config::builder().protocol(..)`.
#[cfg(feature = "query")]
pub fn aws_query() -> impl ClientProtocol + 'static {
    query::Query::aws()
}

/// Returns the protocol EC2 Query, for `Config::builder().protocol(..)`.
#[cfg(feature = "query")]
pub fn ec2_query() -> impl ClientProtocol + 'static {
    query::Query::ec2()
}

/// Returns the possible codes of an error response, from its headers and its body. The code that the protocol selects
/// is one of them.
pub(crate) fn error_codes(protocol: &str, response: &Response) -> Vec<String> {
    let (body, headers) = (
        response.body().bytes().unwrap_or_default(),
        response.headers(),
    );
    match protocol {
        "aws.protocols#awsJson1_0"
        | "aws.protocols#awsJson1_1"
        | "aws.protocols#restJson1"
        | "smithy.protocols#rpcv2Json" => json::read_error(body, headers).names(),
        "smithy.protocols#rpcv2Cbor" => cbor::read_error(body, headers).names(),
        #[cfg(feature = "xml")]
        "aws.protocols#restXml" | "aws.protocols#awsQuery" | "aws.protocols#ec2Query" => {
            xml::read_codes(body, headers).names()
        }
        _ => Vec::new(),
    }
}

/// Converts epoch seconds into a timestamp; `None` for infinity, NaN and values that are out of range.
pub(crate) fn epoch_seconds(seconds: f64) -> Option<DateTime> {
    /// 2^63, the first number that does not fit in 64 bits.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    (seconds.abs() < BEYOND).then(|| DateTime::from_secs_f64(seconds))
}

/// Returns whether the root of the document is an error, as in restXml.
#[cfg(feature = "xml")]
pub(crate) fn is_error_body(body: &[u8]) -> bool {
    xml::is_error(body)
}

/// Returns false, because only XML documents can be recognized as errors.
#[cfg(not(feature = "xml"))]
pub(crate) fn is_error_body(_body: &[u8]) -> bool {
    false
}

#[cfg(test)]
mod test_schema;
#[cfg(all(test, feature = "query"))]
mod tests;
