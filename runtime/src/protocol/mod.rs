//! Wire protocols: those of the aws-smithy crates, and those that they lack.
//!
//! A client uses the preferred protocol of its service. The configuration can set another protocol of the
//! model: `Config::builder().protocol(protocol::aws_json_1_1())`.
//!
//! | protocol | requests | responses |
//! | --- | --- | --- |
//! | awsJson1_0, awsJson1_1 | the module `json` | the module `json` |
//! | restJson1 (feature `rest`) | the bindings of `aws_smithy_schema` with the fixes in `upstream_fixes`, and the module `json` | the same |
//! | rpcv2Cbor (feature `cbor`) | the codec of `aws_smithy_cbor` with the fixes in `upstream_fixes` | the module `cbor` |
//! | rpcv2Json | the module `json` | the module `json` |
//! | simpleRestJson (feature `simple-rest-json`) | as restJson1 | the same |
//! | restXml (feature `xml`) | `aws_smithy_xml::protocol` with the fixes in `upstream_fixes` | the module `xml` |
//! | awsQuery, ec2Query (feature `query`) | the module `query` | the module `xml` |

pub(crate) mod callbacks;
#[cfg(feature = "cbor")]
mod cbor;
mod error_details;
#[cfg(feature = "rest")]
mod headers;
mod http;
mod json;
mod members;
#[cfg(feature = "query")]
mod query;
mod read_errors;
#[cfg(feature = "rest")]
mod rest_json;
#[cfg(feature = "xml")]
mod rest_xml;
mod rpc;
#[cfg(feature = "simple-rest-json")]
mod simple_payload;
#[cfg(feature = "rest")]
mod uniform;
mod upstream_fixes;
mod values;
#[cfg(feature = "xml")]
mod xml;

use crate::operation::Protocol;
use aws_smithy_runtime_api::http::Response;
use aws_smithy_schema::protocol::SharedClientProtocol;

pub use aws_smithy_schema::protocol::ClientProtocol;
#[cfg(feature = "jmespath")]
pub(crate) use values::epoch_seconds;
#[cfg(feature = "serde")]
pub(crate) use values::{special_float, special_text};

/// Defines the descriptor of each protocol for generated code, and the function for programs.
macro_rules! protocols {
    ($($(#[$when:meta])* $name:literal $descriptor:ident = $id:literal, $function:ident: $make:expr;)*) => {$(
        #[doc = concat!("`", $id, "`, for descriptors.")]
        $(#[$when])*
        #[doc(hidden)]
        pub const $descriptor: Protocol = Protocol {
            id: $id,
            make: || SharedClientProtocol::new($function()),
        };

        #[doc = concat!("Returns the protocol ", $name, ", for `Config::builder().protocol(..)`.")]
        $(#[$when])*
        pub fn $function() -> impl ClientProtocol + 'static {
            $make
        }
    )*};
}

protocols! {
    "AWS JSON 1.0" AWS_JSON_1_0 = "aws.protocols#awsJson1_0", aws_json_1_0: rpc::aws_json_1_0();
    "AWS JSON 1.1" AWS_JSON_1_1 = "aws.protocols#awsJson1_1", aws_json_1_1: rpc::aws_json_1_1();
    #[cfg(feature = "rest")]
    "AWS restJson1" REST_JSON_1 = "aws.protocols#restJson1", rest_json_1: rest_json::rest_json_1();
    #[cfg(feature = "cbor")]
    "Smithy RPC v2 CBOR" RPC_V2_CBOR = "smithy.protocols#rpcv2Cbor", rpc_v2_cbor: rpc::rpc_v2_cbor();
    "Smithy RPC v2 JSON" RPC_V2_JSON = "smithy.protocols#rpcv2Json", rpc_v2_json: rpc::rpc_v2_json();
    #[cfg(feature = "simple-rest-json")]
    "simpleRestJson of alloy" SIMPLE_REST_JSON = "alloy#simpleRestJson", simple_rest_json: rest_json::simple_rest_json();
    #[cfg(feature = "xml")]
    "AWS restXml" REST_XML = "aws.protocols#restXml", rest_xml: rest_xml::rest_xml();
    #[cfg(feature = "xml")]
    "AWS restXml with `noErrorWrapping`, whose errors have no `ErrorResponse` around them"
    REST_XML_NO_ERROR_WRAPPING = "aws.protocols#restXml", rest_xml_no_error_wrapping: rest_xml::rest_xml();
    #[cfg(feature = "query")]
    "AWS Query" AWS_QUERY = "aws.protocols#awsQuery", aws_query: query::aws_query();
    #[cfg(feature = "query")]
    "EC2 Query" EC2_QUERY = "aws.protocols#ec2Query", ec2_query: query::ec2_query();
}

/// `alloy#simpleRestJson`
const SIMPLE: &str = "alloy#simpleRestJson";

/// Returns whether the status of a response can be all that tells its error.
pub(crate) fn has_errors_by_status(protocol: &str) -> bool {
    protocol == SIMPLE
}

/// Returns the possible codes of an error response, from its headers and its body. The code that the protocol selects
/// is one of them.
pub(crate) fn error_codes(protocol: &str, response: &Response) -> Vec<String> {
    let details = match protocol {
        "aws.protocols#awsJson1_0"
        | "aws.protocols#awsJson1_1"
        | "aws.protocols#restJson1"
        | "smithy.protocols#rpcv2Json" => json::details,
        #[cfg(feature = "simple-rest-json")]
        SIMPLE => json::simple_details,
        #[cfg(feature = "cbor")]
        "smithy.protocols#rpcv2Cbor" => cbor::details,
        #[cfg(feature = "xml")]
        "aws.protocols#restXml" | "aws.protocols#awsQuery" | "aws.protocols#ec2Query" => {
            xml::details
        }
        _ => return Vec::new(),
    };
    details(http::body(response), response.headers()).names()
}

/// Returns the text of an element of the error in an XML document.
#[cfg(all(feature = "region-redirects", feature = "xml"))]
pub(crate) fn error_detail(body: &[u8], name: &str) -> Option<String> {
    xml::error_detail(body, name)
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
