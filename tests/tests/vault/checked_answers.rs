//! Checksums of responses.

use farrier_tests::server::{Response, Server};
use farrier_vault::config::ResponseChecksumValidation;
use farrier_vault::error::DisplayErrorContext;
use farrier_vault::operation::RequestIdExt as _;
use farrier_vault::types::ChecksumMode;
use farrier_vault::{Client, Config};

use crate::{client, crc32};

const BODY: &[u8] = b"some contents";

fn answer(header: &str, sum: &str) -> Response {
    Response::new(200).header(header, sum).body(BODY)
}

/// What a reader of the body gets: the bytes, or the error as text.
async fn read(client: &Client) -> Result<Vec<u8>, String> {
    let call = client.get_thing().bucket("b").key("k").send();
    let body = call.await.expect("an answer").body.collect().await;
    body.map(|bytes| bytes.to_vec())
        .map_err(|error| format!("{}", DisplayErrorContext(&error)))
}

#[tokio::test]
async fn a_right_checksum_passes() {
    let server = Server::script([answer("x-amz-checksum-crc32", &crc32(BODY))]).await;
    assert_eq!(read(&client(&server.url())).await, Ok(BODY.to_vec()));
    let request = server.only_request();
    assert_eq!(request.header("x-amz-checksum-mode"), Some("ENABLED"));
    // The features in use stand in the order of the official crates.
    let agent = request.header("user-agent").expect("an agent");
    assert!(agent.contains(" m/E,b"), "{agent}");
}

#[tokio::test]
async fn a_wrong_checksum_is_an_error_of_the_stream() {
    let wrong = crc32(b"other contents");
    let server = Server::script([answer("x-amz-checksum-crc32", &wrong)]).await;
    let error = read(&client(&server.url())).await.expect_err("wrong");
    assert!(error.contains("checksum mismatch"), "{error}");
}

/// Only what cannot be checked is passed on unchecked: sums of parts, what is not base64, and other algorithms.
#[tokio::test]
async fn what_cannot_be_checked_is_not_checked() {
    let of_parts = format!("{}-3", crc32(b"parts"));
    let answers = [
        answer("x-amz-checksum-crc32", &of_parts),
        answer("x-amz-checksum-crc32", "not base64!"),
        answer("x-amz-checksum-xxhash64", "AAAAAAAAAAA="),
    ];
    let server = Server::script(answers).await;
    for _ in 0..3 {
        assert_eq!(read(&client(&server.url())).await, Ok(BODY.to_vec()));
    }
}

#[tokio::test]
async fn nothing_is_asked_for_or_checked_where_the_setting_says_so() {
    let wrong = || answer("x-amz-checksum-crc32", "AAAAAA==");
    let server = Server::script([wrong(), wrong()]).await;
    let config = Config::from(&farrier_tests::peers::config(&server.url())).to_builder();
    let setting = ResponseChecksumValidation::WhenRequired;
    let client = Client::from_conf(config.response_checksum_validation(setting).build());
    assert_eq!(read(&client).await, Ok(BODY.to_vec()));
    // Whoever asks all the same gets it checked.
    let call = client.get_thing().bucket("b").key("k");
    let call = call.checksum_mode(ChecksumMode::Enabled).send();
    let body = call.await.expect("an answer").body.collect().await;
    body.expect_err("wrong");
    let [silent, asking] = &server.requests()[..] else {
        panic!("two requests");
    };
    assert_eq!(silent.header("x-amz-checksum-mode"), None);
    assert_eq!(asking.header("x-amz-checksum-mode"), Some("ENABLED"));
}

#[tokio::test]
async fn outputs_and_errors_have_both_request_ids() {
    let with_ids = |status| {
        let response = Response::new(status).header("x-amz-request-id", "one");
        response.header("x-amz-id-2", "two")
    };
    let error = "<Error><Code>NoSuchThing</Code></Error>";
    let other = "<Error><Code>Other</Code></Error>";
    let server = Server::script([
        with_ids(200),
        with_ids(404).body(error),
        with_ids(400).body(other),
    ])
    .await;
    let client = client(&server.url());
    let call = || client.put_thing().bucket("b").key("k").send();
    let output = call().await.expect("stored");
    assert_eq!(output.extended_request_id(), Some("two"));
    let debug = format!("{output:?}");
    let ids = "_extended_request_id: Some(\"two\"), _request_id: Some(\"one\")";
    assert!(debug.contains(ids), "{debug}");
    let error = call().await.expect_err("a modelled error");
    assert_eq!(error.extended_request_id(), Some("two"));
    let error = error.into_service_error();
    assert!(error.is_no_such_thing());
    assert_eq!(error.extended_request_id(), Some("two"));
    assert_eq!(error.meta().extended_request_id(), Some("two"));
    let error = farrier_vault::Error::from(call().await.expect_err("another error"));
    assert_eq!(error.extended_request_id(), Some("two"));
}
