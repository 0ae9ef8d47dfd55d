//! Streams: the content encoding `aws-chunked`, with the checksum in a trailer.

use aws_smithy_http_client::test_util::capture_request;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use data_encoding::HEXLOWER;
use farrier_tests::bulk::{self, Bulk};
use farrier_tests::peers::{config, signer};
use farrier_tests::server::{Request, Response, Server};
use farrier_vault::error::DisplayErrorContext;
use farrier_vault::types::ChecksumAlgorithm;
use farrier_vault::{Client, Config};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::{client, client_when_required, crc32, done};

/// A stream of that many bytes, from a file.
async fn stream(length: usize) -> (ByteStream, tempfile::NamedTempFile) {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), &bulk::block()[..length]).expect("writable");
    let stream = ByteStream::from_path(file.path()).await.expect("readable");
    (stream, file)
}

/// A chunk: its data, and the signature in its extension.
type Chunk = (Vec<u8>, Option<String>);

/// Decodes a body: its chunks but for the empty last one, that one's signature, and the trailers.
fn decoded(mut body: &[u8]) -> (Vec<Chunk>, Option<String>, Vec<(String, String)>) {
    let mut chunks = Vec::new();
    let last = loop {
        let (head, rest) = line(body);
        let (size, signature) = match head.split_once(";chunk-signature=") {
            Some((size, signature)) => (size, Some(signature.to_owned())),
            None => (&*head, None),
        };
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            body = rest;
            break signature;
        }
        chunks.push((rest[..size].to_vec(), signature));
        assert_eq!(&rest[size..size + 2], b"\r\n");
        body = &rest[size + 2..];
    };
    let mut trailers = Vec::new();
    loop {
        let (head, rest) = line(body);
        body = rest;
        if head.is_empty() {
            break;
        }
        let (name, value) = head.split_once(':').expect("a trailer");
        trailers.push((name.to_owned(), value.to_owned()));
    }
    assert!(body.is_empty(), "bytes after the end");
    (chunks, last, trailers)
}

fn line(body: &[u8]) -> (String, &[u8]) {
    let end = body
        .windows(2)
        .position(|pair| pair == b"\r\n")
        .expect("a line");
    let text = std::str::from_utf8(&body[..end]).expect("text");
    (text.to_owned(), &body[end + 2..])
}

/// Checks the chain of signatures that begins with that of the headers.
fn verify_chain(request: &Request) {
    let (chunks, last, trailers) = decoded(&request.body);
    let authorization = request.header("authorization").expect("signed");
    let (_, seed) = authorization.split_once("Signature=").expect("a signature");
    let (_, scope) = authorization.split_once("AKIDEXAMPLE/").expect("a scope");
    let scope = scope.split_once(',').expect("an end").0;
    let date = request.header("x-amz-date").expect("a date");
    let signer = signer("vault");
    let mut key = format!("AWS4{}", signer.secret_key).into_bytes();
    for part in scope.split('/') {
        key = mac(&key, part);
    }
    let empty = HEXLOWER.encode(&Sha256::digest(b""));
    let mut previous = seed.to_owned();
    for (data, signature) in chunks.into_iter().chain([(Vec::new(), last)]) {
        let hash = HEXLOWER.encode(&Sha256::digest(&data));
        let text =
            format!("AWS4-HMAC-SHA256-PAYLOAD\n{date}\n{scope}\n{previous}\n{empty}\n{hash}");
        let expected = HEXLOWER.encode(&mac(&key, &text));
        assert_eq!(signature, Some(expected.clone()));
        previous = expected;
    }
    let [(name, value), (signed, signature)] = &trailers[..] else {
        panic!("a checksum and its signature: {trailers:?}");
    };
    let hash = HEXLOWER.encode(&Sha256::digest(format!("{name}:{value}\n")));
    let text = format!("AWS4-HMAC-SHA256-TRAILER\n{date}\n{scope}\n{previous}\n{hash}");
    assert_eq!(signed, "x-amz-trailer-signature");
    assert_eq!(*signature, HEXLOWER.encode(&mac(&key, &text)));
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Without TLS, every chunk and the trailer are signed.
#[tokio::test]
async fn chunks_are_signed_without_tls() {
    const LENGTH: usize = 150_000;
    let server = Server::script([done()]).await;
    let (stream, _file) = stream(LENGTH).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    call.body(stream).send().await.expect("stored");
    let request = server.only_request();
    let header = |name| request.header(name);
    assert_eq!(header("content-encoding"), Some("aws-chunked"));
    assert_eq!(header("x-amz-decoded-content-length"), Some("150000"));
    assert_eq!(header("x-amz-trailer"), Some("x-amz-checksum-crc32"));
    assert_eq!(header("transfer-encoding"), None);
    let payload = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    assert_eq!(header("x-amz-content-sha256"), Some(payload));
    let length = request.body.len().to_string();
    assert_eq!(header("content-length"), Some(&*length));
    let (chunks, _, trailers) = decoded(&request.body);
    let sizes: Vec<usize> = chunks.iter().map(|(data, _)| data.len()).collect();
    assert_eq!(sizes, [65_536, 65_536, 18_928]);
    let data: Vec<u8> = chunks.into_iter().flat_map(|(data, _)| data).collect();
    assert_eq!(data, bulk::block()[..LENGTH]);
    assert_eq!(trailers[0].0, "x-amz-checksum-crc32");
    assert_eq!(trailers[0].1, crc32(&data));
    verify_chain(&request);
}

/// A client whose requests are captured instead of sent over TLS.
async fn captured(
    change: impl FnOnce(farrier_vault::config::Builder) -> farrier_vault::config::Builder,
    length: usize,
) -> Request {
    let (http, requests) = capture_request(None);
    let config = Config::from(&config("https://vault.example")).to_builder();
    let client = Client::from_conf(change(config.http_client(http)).build());
    let (stream, _file) = stream(length).await;
    let call = client.put_thing().bucket("b").key("k").body(stream);
    drop(call.send().await);
    let request = requests.expect_request();
    let headers = request.headers().iter();
    let headers = headers
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let target = request
        .uri()
        .trim_start_matches("https://vault.example")
        .to_owned();
    let method = request.method().to_owned();
    let mut body = request.into_body();
    let body = ByteStream::new(std::mem::replace(&mut body, SdkBody::taken()));
    let body = body.collect().await.expect("a body").to_vec();
    Request {
        method,
        target,
        headers,
        body,
    }
}

/// TLS protects the chunks, so they are not signed.
#[tokio::test]
async fn chunks_are_not_signed_with_tls() {
    let request = captured(|config| config, 70_000).await;
    let payload = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    assert_eq!(request.header("x-amz-content-sha256"), Some(payload));
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(&*length));
    let (chunks, last, trailers) = decoded(&request.body);
    assert_eq!(last, None);
    assert!(chunks.iter().all(|(_, signature)| signature.is_none()));
    let data: Vec<u8> = chunks.into_iter().flat_map(|(data, _)| data).collect();
    assert_eq!(
        trailers,
        [("x-amz-checksum-crc32".to_owned(), crc32(&data))]
    );
}

#[tokio::test]
async fn the_size_of_chunks_is_a_setting() {
    let sizes = |request: Request| -> Vec<usize> {
        let chunks = decoded(&request.body).0.into_iter();
        chunks.map(|(data, _)| data.len()).collect()
    };
    let small = captured(
        |config| config.aws_chunked_encoding_chunk_size(Some(8192)),
        20_000,
    );
    assert_eq!(sizes(small.await), [8192, 8192, 3616]);
    let whole = captured(
        |config| config.aws_chunked_encoding_chunk_size(None),
        200_000,
    );
    assert_eq!(sizes(whole.await), [200_000]);
}

#[tokio::test]
async fn small_chunks_are_refused() {
    let server = Server::script([done()]).await;
    let config = Config::from(&config(&server.url())).to_builder();
    let config = config.aws_chunked_encoding_chunk_size(Some(8191)).build();
    let (stream, _file) = stream(20_000).await;
    let call = Client::from_conf(config).put_thing().bucket("b").key("k");
    let error = call.body(stream).send().await.expect_err("refused");
    let text = format!("{}", DisplayErrorContext(&error));
    let expected = "Chunk size must be at least 8192 bytes, but 8191 was provided";
    assert!(text.contains(expected), "{text}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_refused() {
    let server = Server::script([done()]).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    let call = call.body(Bulk::stream_of_unknown_length(100_000));
    let error = call.send().await.expect_err("refused");
    let text = format!("{}", DisplayErrorContext(&error));
    assert!(
        text.contains("Only request bodies with a known size"),
        "{text}"
    );
    assert!(
        text.contains("make the stream of bytes or of a file"),
        "{text}"
    );
    assert!(server.requests().is_empty());
}

/// The encoding is the last one, after those of the contents.
#[tokio::test]
async fn the_encoding_of_the_contents_is_kept() {
    let server = Server::script([done()]).await;
    let (stream, _file) = stream(10_000).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    let call = call.content_encoding("zstd").body(stream);
    call.send().await.expect("stored");
    let request = server.only_request();
    let encodings = request.headers.iter();
    let encodings = encodings.filter(|(name, _)| name == "content-encoding");
    let encodings: Vec<&str> = encodings.map(|(_, value)| value.as_str()).collect();
    assert_eq!(encodings.join(","), "zstd,aws-chunked");
}

#[tokio::test]
async fn all_attempts_send_the_whole_stream() {
    let server = Server::script([Response::new(503), done()]).await;
    let (stream, _file) = stream(70_000).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    let call = call.checksum_algorithm(ChecksumAlgorithm::Crc32);
    call.body(stream).send().await.expect("stored");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        let (chunks, _, trailers) = decoded(&request.body);
        let data: Vec<u8> = chunks.into_iter().flat_map(|(data, _)| data).collect();
        assert_eq!(data, bulk::block()[..70_000]);
        assert_eq!(trailers[0].1, crc32(&data));
        verify_chain(request);
    }
}

/// Nothing is encoded where there is nothing to send behind the stream.
#[tokio::test]
async fn without_a_checksum_there_are_no_chunks() {
    let server = Server::script([done(), done()]).await;
    let (first, _file) = stream(10_000).await;
    let call = client_when_required(&server.url()).put_thing();
    call.bucket("b")
        .key("k")
        .body(first)
        .send()
        .await
        .expect("stored");
    let (second, _file) = stream(10_000).await;
    let call = client(&server.url()).put_thing().checksum_crc32("given");
    call.bucket("b")
        .key("k")
        .body(second)
        .send()
        .await
        .expect("stored");
    for request in server.requests() {
        assert_eq!(request.header("content-encoding"), None);
        assert_eq!(request.body, bulk::block()[..10_000]);
    }
}

#[tokio::test]
async fn the_payload_can_be_left_out_of_the_signature() {
    let server = Server::script([done()]).await;
    let call = client(&server.url()).put_thing().bucket("b").key("k");
    let call = call.body(ByteStream::from_static(b"12345")).customize();
    call.disable_payload_signing().send().await.expect("stored");
    let request = server.only_request();
    assert_eq!(
        request.header("x-amz-content-sha256"),
        Some("UNSIGNED-PAYLOAD")
    );
    assert_eq!(
        request.header("x-amz-checksum-crc32"),
        Some(&*crc32(b"12345"))
    );
}
