//! The wire protocols: those of the aws-smithy crates, and the ones that these lack.
//!
//! A service's client speaks its preferred protocol unless its configuration sets another one that
//! the model offers: `Config::builder().protocol(protocol::aws_json_1_1())`.
//!
//! | protocol | requests | responses |
//! | --- | --- | --- |
//! | awsJson1_0, awsJson1_1 | the module `json` | the module `json` |
//! | restJson1 | the bindings of `aws_smithy_schema`, mended by the module `mend`, and the module `json` | the same |
//! | rpcv2Cbor | `aws_smithy_cbor::protocol`, mended by the module `mend` | the module `cbor` |
//! | rpcv2Json | the module `json` | the module `json` |
//! | restXml (feature `xml`) | `aws_smithy_xml::protocol`, mended by the module `mend` | the module `xml` |
//! | awsQuery, ec2Query (feature `query`) | ours | the module `xml` |

mod cbor;
mod forward;
mod found;
mod headers;
mod json;
mod members;
mod mend;
#[cfg(feature = "query")]
mod query;
mod rest_json;
#[cfg(feature = "xml")]
mod rest_xml;
mod rpc_v2;
mod told;
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

/// AWS JSON 1.0, for `Config::builder().protocol(..)`.
pub fn aws_json_1_0() -> impl ClientProtocol + 'static {
    json::JsonRpc::aws_json_1_0()
}

/// AWS JSON 1.1, for `Config::builder().protocol(..)`.
pub fn aws_json_1_1() -> impl ClientProtocol + 'static {
    json::JsonRpc::aws_json_1_1()
}

/// AWS restJson1, for `Config::builder().protocol(..)`.
pub fn rest_json_1() -> impl ClientProtocol + 'static {
    rest_json::RestJson::new()
}

/// Smithy RPC v2 CBOR, for `Config::builder().protocol(..)`.
pub fn rpc_v2_cbor() -> impl ClientProtocol + 'static {
    rpc_v2::RpcV2::cbor()
}

/// Smithy RPC v2 JSON, for `Config::builder().protocol(..)`.
pub fn rpc_v2_json() -> impl ClientProtocol + 'static {
    rpc_v2::RpcV2::json()
}

/// AWS restXml, for `Config::builder().protocol(..)`.
#[cfg(feature = "xml")]
pub fn rest_xml() -> impl ClientProtocol + 'static {
    rest_xml::RestXml::new()
}

/// AWS restXml whose errors have no `ErrorResponse` around them, for
/// `Config::builder().protocol(..)`.
#[cfg(feature = "xml")]
pub fn rest_xml_no_error_wrapping() -> impl ClientProtocol + 'static {
    rest_xml::RestXml::no_error_wrapping()
}

/// AWS Query, for `Config::builder().protocol(..)`.
#[cfg(feature = "query")]
pub fn aws_query() -> impl ClientProtocol + 'static {
    query::Query::aws()
}

/// EC2 Query, for `Config::builder().protocol(..)`.
#[cfg(feature = "query")]
pub fn ec2_query() -> impl ClientProtocol + 'static {
    query::Query::ec2()
}

/// The codes that an error response may mean, by what it says in headers and in a document of one of the
/// protocols here; the protocol's own choice is one of them.
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

/// The time of that many seconds since 1970, if there is one: neither infinity nor what no calendar reaches.
pub(crate) fn epoch_seconds(seconds: f64) -> Option<DateTime> {
    /// 2^63, which is the first number beyond those of 64 bits.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    (seconds.abs() < BEYOND).then(|| DateTime::from_secs_f64(seconds))
}

/// Whether the document's root says that it is an error, as restXml writes it.
#[cfg(feature = "xml")]
pub(crate) fn is_error_body(body: &[u8]) -> bool {
    xml::is_error(body)
}

/// Only XML documents say so.
#[cfg(not(feature = "xml"))]
pub(crate) fn is_error_body(_body: &[u8]) -> bool {
    false
}

#[cfg(all(test, feature = "query"))]
mod tests;
#[cfg(test)]
mod zoo;
