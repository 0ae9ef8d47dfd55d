//! What the tests know of the services in `tests/protocols`, and how a client of theirs is set up.

use std::future::Future;
use std::time::Duration;

use aws_types::sdk_config::SdkConfig;

use crate::server::{Request, Response};
use crate::service::{self, Service, REGION};
use crate::signature::Signer;
use crate::wire::Format;

/// The signer that requests to a service of that signing name must agree with.
pub fn signer(signing_name: &'static str) -> Signer<'static> {
    let service = Service {
        format: Format::AwsJson11,
        shape: "",
        namespace: "",
        signing_name,
        user_agent_name: "",
    };
    service.signer(REGION)
}

/// The service with the RPC protocols, in one of them.
pub fn relay(format: Format) -> Service {
    Service {
        format,
        shape: "Relay",
        namespace: "example.relay",
        signing_name: "relay",
        user_agent_name: "relay",
    }
}

/// The formats that [`relay`] speaks.
pub const RELAY_FORMATS: [Format; 3] = [Format::RpcV2Cbor, Format::RpcV2Json, Format::AwsJson11];

/// A configuration that reaches `url`.
pub fn config(url: &str) -> SdkConfig {
    service::config(url).build()
}

/// The output of `test`, which fails where it does not end. This is a guard against what hangs, far
/// above what any test needs; nothing is concluded from how long a test takes.
///
/// # Panics
/// When nothing happens for minutes.
pub async fn guarded<T>(test: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(120), test)
        .await
        .expect("the test hangs")
}

/// Names and values of a form (`application/x-www-form-urlencoded`) in the request's body, in order.
///
/// # Panics
/// When the body is no form.
pub fn form(request: &Request) -> Vec<(String, String)> {
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let body = std::str::from_utf8(&request.body).expect("forms are text");
    let pairs = body.split('&');
    pairs
        .map(|pair| pair.split_once('=').expect("a name and a value"))
        .map(|(name, value)| (unescape(name), unescape(value)))
        .collect()
}

/// Undoes percent-encoding.
fn unescape(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two hexadecimal digits"));
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).expect("forms are UTF-8")
}

/// A response with an XML document.
pub fn xml(status: u16, document: &str) -> Response {
    let response = Response::new(status).header("content-type", "text/xml");
    response.body(document)
}

/// The body of a request as text.
///
/// # Panics
/// When it is not UTF-8.
pub fn text(request: &Request) -> &str {
    std::str::from_utf8(&request.body).expect("the body is text")
}
