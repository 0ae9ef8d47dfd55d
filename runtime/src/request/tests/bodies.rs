//! Tests of checksums, compression, tree hashes and other additions to requests.

use super::*;
use crate::operation::Customization;
use crate::request::{DisableRequestCompression, RequestMinCompressionSizeBytes};
use sha2::{Digest, Sha256};
use std::io::Read;

struct Checked;

impl Said for Checked {
    const TRAITS: OperationTraits = OperationTraits {
        checksum_required: true,
        ..OperationTraits::NONE
    };
}

#[tokio::test]
async fn a_body_in_memory_has_its_md5() {
    let core = with_body(|| SdkBody::from("Test Content-MD5"));
    let sent = send::<Checked>(core, PutCityInput::default()).await;
    let sent = sent.expect("sent");
    let expected = aws_smithy_types::base64::encode(md5::Md5::digest(&sent.body));
    assert_eq!(sent.header("content-md5"), Some(expected.as_str()));
    let empty = send::<Checked>(with_body(|| SdkBody::from("")), PutCityInput::default()).await;
    let empty = empty.expect("sent");
    // MD5 of the empty message (RFC 1321), in Base64.
    assert_eq!(
        empty.header("content-md5"),
        Some("1B2M2Y8AsgTpgAmY7PhCfg==")
    );
}

#[tokio::test]
async fn a_stream_has_no_md5() {
    let sent = send::<Checked>(with_body(stream), PutCityInput::default()).await;
    let message = sent.expect_err("refused");
    assert!(
        message.contains("PutCity needs a checksum of its body"),
        "{message}"
    );
}

struct Packed;

impl Said for Packed {
    const TRAITS: OperationTraits = OperationTraits {
        compression: &["br", "gzip"],
        checksum_required: false,
        ..OperationTraits::NONE
    };
}

fn unpacked(body: &[u8]) -> String {
    let mut text = String::new();
    let mut reader = flate2::read::MultiGzDecoder::new(body);
    reader.read_to_string(&mut text).expect("gzip");
    text
}

#[tokio::test]
async fn large_bodies_and_streams_are_compressed() {
    let core = with_body(|| SdkBody::from("large ".repeat(10_000)));
    let sent = send::<Packed>(core, PutCityInput::default()).await;
    let sent = sent.expect("sent");
    assert_eq!(sent.header("content-encoding"), Some("gzip"));
    let length = sent.body.len().to_string();
    assert_eq!(sent.header("content-length"), Some(length.as_str()));
    assert_eq!(unpacked(&sent.body), "large ".repeat(10_000));
    let agent = sent.header("x-amz-user-agent").unwrap_or_default();
    assert!(agent.contains("m/") && agent.contains('L'), "{agent}");

    let sent = send::<Packed>(with_body(stream), PutCityInput::default()).await;
    let sent = sent.expect("sent");
    assert_eq!(sent.header("content-encoding"), Some("gzip"));
    assert_eq!(sent.header("content-length"), None);
    assert_eq!(unpacked(&sent.body), "stream of bytes, of bytes, of bytes");
}

#[tokio::test]
async fn small_bodies_are_not_compressed_unless_the_settings_say_so() {
    let sent = send::<Packed>(config(), PutCityInput::default()).await;
    let sent = sent.expect("sent");
    assert_eq!(
        (sent.header("content-encoding"), &*sent.body),
        (None, &b"{}"[..])
    );

    let mut core = config();
    core.layer.store_put(RequestMinCompressionSizeBytes(2));
    let sent = send::<Packed>(core.clone(), PutCityInput::default()).await;
    let sent = sent.expect("sent");
    assert_eq!(sent.header("content-encoding"), Some("gzip"));
    assert_eq!(unpacked(&sent.body), "{}");

    core.layer.store_put(DisableRequestCompression(true));
    let sent = send::<Packed>(core.clone(), PutCityInput::default()).await;
    assert_eq!(sent.expect("sent").header("content-encoding"), None);

    core.layer
        .store_put(RequestMinCompressionSizeBytes(10_485_761));
    let message = send::<Packed>(core, PutCityInput::default()).await;
    assert!(message.expect_err("refused").contains("10_485_760"));
}

struct Archived;

impl Said for Archived {
    const TRAITS: OperationTraits = OperationTraits {
        customizations: &[
            Customization::TreeHash,
            Customization::DefaultMember("accountId", "-"),
            Customization::DefaultMember("notThere", "-"),
            Customization::TrimMember("City", &["/city/", "city/"]),
            Customization::Header("X-Archive-Version", "2012"),
        ],
        ..OperationTraits::NONE
    };
    const AUTH: &'static [AuthScheme] = &[AuthScheme::SigV4];
}

#[tokio::test]
async fn a_tree_hash_covers_the_body_and_so_does_the_signature() {
    let input = PutCityInput {
        city: Some("x".repeat(3 << 20)),
        account: Some(String::new()),
        ..PutCityInput::default()
    };
    let sent = send::<Archived>(config(), input).await.expect("sent");
    let whole = hex(&Sha256::digest(&sent.body));
    let leaf = |bytes: &[u8]| Sha256::digest(bytes).to_vec();
    let leaves: Vec<_> = sent.body.chunks(1 << 20).map(leaf).collect();
    assert_eq!(leaves.len(), 4);
    let both = |a: &[u8], b: &[u8]| leaf(&[a, b].concat());
    let left = both(&leaves[0], &leaves[1]);
    let tree = both(&left, &both(&leaves[2], &leaves[3]));
    assert_eq!(
        sent.header("x-amz-sha256-tree-hash"),
        Some(hex(&tree).as_str())
    );
    assert_eq!(sent.header("x-amz-content-sha256"), Some(whole.as_str()));
    signature::verify(&sent, &whole, signature::encoded);
}

#[tokio::test]
async fn members_have_their_defaults_and_lose_prefixes() {
    let given = |city: &str, account: Option<&str>| PutCityInput {
        city: Some(city.to_owned()),
        account: account.map(str::to_owned),
        url: None,
    };
    for (input, body) in [
        (
            given("/city/city/1", None),
            r#"{"City":"city/1","accountId":"-"}"#,
        ),
        (given("city/1", Some("")), r#"{"City":"1","accountId":"-"}"#),
        (given("1", Some("me")), r#"{"City":"1","accountId":"me"}"#),
    ] {
        let sent = send::<Archived>(config(), input).await.expect("sent");
        assert_eq!(String::from_utf8_lossy(&sent.body), body);
        assert_eq!(sent.header("x-archive-version"), Some("2012"));
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
