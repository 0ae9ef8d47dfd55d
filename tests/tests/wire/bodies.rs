//! What is done to request bodies on their way out: compression and checksums.

use std::io::Read;

use aws_smithy_types::byte_stream::ByteStream;
use data_encoding::BASE64;
use farrier_depot::config::Builder;
use farrier_depot::Client;
use farrier_tests::bulk::{self, Bulk};
use farrier_tests::peers::{config, signer};
use farrier_tests::server::{Request, Response, Server};
use md5::{Digest, Md5};

/// The bytes before compression. Of a stream each piece is a member of its own, as gzip has it
/// (RFC 1952, section 2.2).
fn decompressed(request: &Request) -> Vec<u8> {
    assert_eq!(request.header("content-encoding"), Some("gzip"));
    let mut bytes = Vec::new();
    let mut decoder = flate2::read::MultiGzDecoder::new(&request.body[..]);
    decoder.read_to_end(&mut bytes).expect("gzip");
    bytes
}

async fn ok() -> Server {
    Server::start(|_| Response::new(200).into()).await
}

fn busy() -> Response {
    Response::new(429)
        .header("x-amzn-errortype", "TooBusy")
        .body("{}")
}

/// The compressed body is what is measured and signed.
#[tokio::test]
async fn long_bodies_are_compressed() {
    let server = Server::script([busy(), Response::new(200)]).await;
    let call = Client::new(&config(&server.url())).log_lines();
    call.lines("line ".repeat(10_000))
        .send()
        .await
        .expect("logged");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        let document = format!("{{\"lines\":[\"{}\"]}}", "line ".repeat(10_000));
        assert_eq!(
            decompressed(&request),
            document.as_bytes(),
            "once, not again for each attempt"
        );
        let length = request.body.len().to_string();
        assert_eq!(request.header("content-length"), Some(length.as_str()));
        assert_eq!(request.header("content-type"), Some("application/json"));
        assert_eq!(signer("depot").verify_sigv4(&request), Ok(()));
    }
}

#[tokio::test]
async fn short_bodies_are_not() {
    let server = ok().await;
    let client = Client::new(&config(&server.url()));
    client
        .log_lines()
        .lines("a line")
        .send()
        .await
        .expect("logged");
    let request = server.only_request();
    assert_eq!(request.header("content-encoding"), None);
    assert_eq!(request.body, br#"{"lines":["a line"]}"#);
}

#[tokio::test]
async fn settings_of_compression() {
    let server = ok().await;
    let builder = Builder::from(&config(&server.url())).request_min_compression_size_bytes(5);
    let client = Client::from_conf(builder.clone().build());
    client
        .log_lines()
        .lines("a line")
        .send()
        .await
        .expect("logged");
    assert_eq!(
        decompressed(&server.take_requests()[0]),
        br#"{"lines":["a line"]}"#
    );

    let client = Client::from_conf(builder.disable_request_compression(true).build());
    client
        .log_lines()
        .lines("a line")
        .send()
        .await
        .expect("logged");
    assert_eq!(server.only_request().header("content-encoding"), None);
}

/// Whether it can be read once or again, and whether its length is known or not: that of the
/// compressed stream is not.
#[tokio::test]
async fn streams_are_compressed_as_they_flow() {
    let block = bulk::block();
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), &block).expect("writable");
    let length = block.len() as u64;
    for contents in [
        Bulk::stream(length),
        Bulk::stream_of_unknown_length(length),
        ByteStream::from_path(file.path()).await.expect("readable"),
    ] {
        let server = ok().await;
        let call = Client::new(&config(&server.url())).log_stream();
        call.lines(contents).send().await.expect("logged");
        let request = server.only_request();
        assert_eq!(request.header("content-length"), None);
        assert!(decompressed(&request) == block, "the same bytes");
        assert_eq!(signer("depot").verify_sigv4_unsigned(&request), Ok(()));
    }
}

/// Each attempt compresses the file from its beginning.
#[tokio::test]
async fn a_compressed_file_is_sent_again() {
    let block = bulk::block();
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), &block).expect("writable");
    let server = Server::script([Response::new(500), Response::new(200)]).await;
    let contents = ByteStream::from_path(file.path()).await.expect("readable");
    let call = Client::new(&config(&server.url())).log_stream();
    call.lines(contents).send().await.expect("logged");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert!(decompressed(&request) == block, "the whole file");
    }
}

#[tokio::test]
async fn a_digest_where_the_service_wants_one() {
    let server = Server::script([busy(), Response::new(200)]).await;
    let call = Client::new(&config(&server.url())).seal_drawer();
    call.drawer("d").seal("wax").send().await.expect("sealed");
    for request in server.requests() {
        assert_eq!(request.body, br#"{"seal":"wax"}"#);
        let digest = BASE64.encode(&Md5::digest(&request.body));
        assert_eq!(request.header("content-md5"), Some(digest.as_str()));
        assert_eq!(signer("depot").verify_sigv4(&request), Ok(()));
    }
}

/// A digest that the caller computed is left as it is.
#[tokio::test]
async fn a_digest_of_the_callers_own() {
    let server = ok().await;
    let call = Client::new(&config(&server.url()))
        .seal_drawer()
        .drawer("d");
    let call = call.customize().mutate_request(|request| {
        request.headers_mut().insert("content-md5", "mine");
    });
    call.send().await.expect("sealed");
    assert_eq!(server.only_request().header("content-md5"), Some("mine"));
}
