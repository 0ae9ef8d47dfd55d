//! Calls of a generated crate through `fetch`, in Node.js, against a server that is there as well.

#![cfg(target_arch = "wasm32")]

use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use farrier_http_client::{BrowserTime, ReqwestClient};
use js_sys::Promise;
use std::time::Duration;
use ticket_kiosk::config::{Builder, Token};
use ticket_kiosk::error::SdkError;
use ticket_kiosk::{Client, Config};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Starts a server and returns the configuration of a client for it.
async fn config() -> Builder {
    let started = js_sys::eval(include_str!("server.js")).expect("a script");
    let url = JsFuture::from(started.unchecked_into::<Promise>()).await;
    let url = url.expect("a server").as_string().expect("its URL");
    Config::builder()
        .endpoint_url(url)
        .bearer_token(Token::new("open sesame", None))
        .http_client(ReqwestClient::try_default().expect("a client"))
        .time_source(BrowserTime)
        .sleep_impl(BrowserTime)
}

#[wasm_bindgen_test]
async fn bodies_go_both_ways() {
    let client = Client::from_conf(config().await.build());
    let bought = client.buy_ticket().zones(5).send().await.expect("a ticket");
    assert_eq!(bought.zones, Some(5));
    assert_eq!(bought.id, "Bearer open sesame");
}

#[wasm_bindgen_test]
async fn a_call_is_repeated_after_a_while() {
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let client = Client::from_conf(config().await.retry_config(retries).build());
    let ticket = client.get_ticket().id("busy").send().await;
    assert_eq!(ticket.expect("the second answer").zones, Some(3));
}

#[wasm_bindgen_test]
async fn silence_ends_with_the_read_timeout() {
    let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_millis(50));
    let config = config()
        .await
        .timeout_config(timeouts.build())
        .retry_config(RetryConfig::disabled());
    let call = Client::from_conf(config.build()).get_ticket().id("silence");
    match call.send().await.expect_err("no answer") {
        SdkError::DispatchFailure(failure) => assert!(failure.is_timeout()),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn nobody_there_is_an_io_error() {
    let config = config().await.endpoint_url("http://127.0.0.1:1");
    let config = config.retry_config(RetryConfig::disabled()).build();
    let call = Client::from_conf(config).get_ticket().id("t-1");
    match call.send().await.expect_err("no server") {
        SdkError::DispatchFailure(failure) => assert!(failure.is_io()),
        other => panic!("{other:?}"),
    }
}
