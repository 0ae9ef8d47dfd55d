//! Checksums of requests in memory.

use aws_smithy_types::byte_stream::ByteStream;
use data_encoding::BASE64;
use farrier_tests::peers::signer;
use farrier_tests::server::{Response, Server};
use farrier_vault::types::{ChecksumAlgorithm, Tags};
use sha2::{Digest as _, Sha256};

use crate::{client, client_when_required, crc32, done};

const BODY: &[u8] = b"some contents";

fn contents() -> ByteStream {
    ByteStream::from_static(BODY)
}

#[tokio::test]
async fn the_default_is_a_crc32_in_a_header() {
    let server = Server::script([done()]).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    call.body(contents()).send().await.expect("stored");
    let request = server.only_request();
    assert_eq!(
        request.header("x-amz-sdk-checksum-algorithm"),
        Some("CRC32")
    );
    assert_eq!(request.header("x-amz-checksum-crc32"), Some(&*crc32(BODY)));
    assert_eq!(request.header("x-amz-trailer"), None);
    assert_eq!(request.header("content-encoding"), None);
    assert_eq!(request.body, BODY);
    assert_eq!(signer("vault").verify_sigv4_as_s3(&request), Ok(()));
    let agent = request.header("x-amz-user-agent").unwrap_or_default();
    assert!(agent.contains("m/"), "{agent}");
}

#[tokio::test]
async fn the_input_names_another_algorithm() {
    let server = Server::script([done()]).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    let call = call.checksum_algorithm(ChecksumAlgorithm::Sha256);
    call.body(contents()).send().await.expect("stored");
    let request = server.only_request();
    let sum = BASE64.encode(&Sha256::digest(BODY));
    assert_eq!(
        request.header("x-amz-sdk-checksum-algorithm"),
        Some("SHA256")
    );
    assert_eq!(request.header("x-amz-checksum-sha256"), Some(&*sum));
    assert_eq!(request.header("x-amz-checksum-crc32"), None);
}

/// Each has its own header.
#[tokio::test]
async fn all_algorithms_have_a_header() {
    let all = [
        (ChecksumAlgorithm::Crc32C, "x-amz-checksum-crc32c"),
        (ChecksumAlgorithm::Crc64Nvme, "x-amz-checksum-crc64nvme"),
        (ChecksumAlgorithm::Sha1, "x-amz-checksum-sha1"),
    ];
    for (algorithm, header) in all {
        let server = Server::script([done()]).await;
        let call = client(&server.url()).put_thing().bucket("b").key("k");
        let call = call.checksum_algorithm(algorithm.clone());
        call.body(contents()).send().await.expect("stored");
        let request = server.only_request();
        assert!(request.header(header).is_some(), "{algorithm}: {request:?}");
    }
}

#[tokio::test]
async fn an_algorithm_that_cannot_be_calculated_is_an_error() {
    let server = Server::script([done()]).await;
    for algorithm in [
        ChecksumAlgorithm::Xxhash64,
        ChecksumAlgorithm::from("NOVEL"),
    ] {
        let call = client(&server.url()).put_thing().bucket("b").key("k");
        let call = call.checksum_algorithm(algorithm.clone());
        let error = call.body(contents()).send().await.expect_err("no checksum");
        let text = format!("{}", farrier_vault::error::DisplayErrorContext(&error));
        assert!(text.contains(algorithm.as_str()), "{text}");
    }
    assert!(server.requests().is_empty());
}

/// Whoever gives a checksum has one already: nothing is calculated.
#[tokio::test]
async fn a_given_checksum_is_kept() {
    let server = Server::script([done()]).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    let call = call.checksum_crc32("given").body(contents());
    call.send().await.expect("stored");
    let request = server.only_request();
    assert_eq!(request.header("x-amz-checksum-crc32"), Some("given"));
    assert_eq!(request.header("x-amz-sdk-checksum-algorithm"), None);
}

#[tokio::test]
async fn only_required_checksums_where_the_setting_says_so() {
    let server = Server::script([done(), done()]).await;
    let client = client_when_required(&server.url());
    let call = client.put_thing().bucket("b").key("k");
    call.body(contents()).send().await.expect("stored");
    let tags = Tags::builder().tag("t").build();
    let call = client.tag_things().bucket("b").tags(tags);
    call.send().await.expect("tagged");
    let [put, tag] = &server.requests()[..] else {
        panic!("two requests");
    };
    assert_eq!(put.header("x-amz-checksum-crc32"), None);
    assert_eq!(put.header("x-amz-sdk-checksum-algorithm"), None);
    assert_eq!(tag.header("x-amz-checksum-crc32"), Some(&*crc32(&tag.body)));
    assert_eq!(tag.header("x-amz-sdk-checksum-algorithm"), Some("CRC32"));
}

/// `requestChecksumRequired` alone: no member can name an algorithm, so no header does.
#[tokio::test]
async fn a_required_checksum_needs_no_member() {
    let server = Server::script([done()]).await;
    let call = client(&server.url()).move_things().bucket("b").to("c");
    call.send().await.expect("moved");
    let request = server.only_request();
    let sum = crc32(&request.body);
    assert_eq!(request.header("x-amz-checksum-crc32"), Some(&*sum));
    assert_eq!(request.header("x-amz-sdk-checksum-algorithm"), None);
    assert_eq!(request.header("content-md5"), None);
}

#[tokio::test]
async fn all_attempts_send_the_same_checksum() {
    let busy = || Response::new(503);
    let server = Server::script([busy(), busy(), done()]).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    call.body(contents()).send().await.expect("stored");
    let sums = server.requests().into_iter();
    let sums = sums.map(|one| one.header("x-amz-checksum-crc32").map(str::to_owned));
    assert_eq!(sums.collect::<Vec<_>>(), vec![Some(crc32(BODY)); 3]);
}
