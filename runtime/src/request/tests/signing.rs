//! Tests of the signing of paths and payloads.

use super::*;
use crate::operation::SigningTraits;

struct Signed;

impl Said for Signed {
    const AUTH: &'static [AuthScheme] = &[AuthScheme::SigV4];
}

#[tokio::test]
async fn a_body_in_memory_is_signed() {
    let sent = send::<Signed>(config(), PutCityInput::default()).await;
    let sent = sent.expect("sent");
    // SHA-256 of `{}`.
    let payload = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    signature::verify(&sent, payload, signature::encoded);
    assert_eq!(sent.header("x-amz-content-sha256"), None);
}

#[tokio::test]
async fn a_stream_is_not_signed() {
    let sent = send::<Signed>(with_body(stream), PutCityInput::default()).await;
    signature::verify(&sent.expect("sent"), "UNSIGNED-PAYLOAD", signature::encoded);
}

struct Unsigned;

impl Said for Unsigned {
    const AUTH: &'static [AuthScheme] = &[AuthScheme::SigV4];
    const TRAITS: OperationTraits = OperationTraits {
        unsigned_payload: true,
        ..OperationTraits::NONE
    };
}

#[tokio::test]
async fn an_unsigned_payload_is_left_out_of_the_signature() {
    let sent = send::<Unsigned>(config(), PutCityInput::default()).await;
    signature::verify(&sent.expect("sent"), "UNSIGNED-PAYLOAD", signature::encoded);
}

static STORAGE: ServiceDef = service(ServiceTraits {
    signing: SigningTraits {
        double_uri_encode: false,
        normalize_uri_path: false,
        content_sha256_header: true,
    },
    ..ServiceTraits::NONE
});

struct Stored;

impl Said for Stored {
    const SERVICE: &'static ServiceDef = &STORAGE;
    const AUTH: &'static [AuthScheme] = &[AuthScheme::SigV4];
}

#[tokio::test]
async fn a_service_can_have_its_paths_signed_as_they_are() {
    let mut core = with_body(stream);
    core.layer.store_put(EndpointUrl(
        "https://weather.example/a//b/../c%20d".to_owned(),
    ));
    let sent = send::<Stored>(core, PutCityInput::default()).await;
    let sent = sent.expect("sent");
    assert_eq!(
        sent.header("x-amz-content-sha256"),
        Some("UNSIGNED-PAYLOAD")
    );
    signature::verify(&sent, "UNSIGNED-PAYLOAD", str::to_owned);
}
