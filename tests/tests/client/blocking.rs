//! Calls without `async`.

use std::time::Duration;

use aws_smithy_types::retry::RetryConfig;
use farrier_runtime::blocking::{block_on, SendBlocking as _};
use farrier_tests::peers::config;
use farrier_tests::server::{Response, Server};

fn ticket() -> Response {
    Response::new(200)
        .header("content-type", "application/json")
        .body(r#"{"id":"t-1","zones":3}"#)
}

/// A server that answers on a thread of its own, since nothing here is asynchronous.
fn server(replies: impl IntoIterator<Item = Response> + Send + 'static) -> Server {
    let replies: Vec<Response> = replies.into_iter().collect();
    block_on(Server::script(replies))
}

fn kiosk(server: &Server) -> ticket_kiosk::Client {
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = ticket_kiosk::Config::builder()
        .endpoint_url(server.url())
        .retry_config(retries);
    ticket_kiosk::Client::from_conf(config.build())
}

#[test]
fn a_call_waits_for_its_result() {
    let server = server([Response::new(503), ticket()]);
    let call = kiosk(&server).get_ticket().id("t-1");
    assert_eq!(call.send_blocking().expect("a ticket").zones, Some(3));
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_customized_call_and_an_error() {
    let server = server([Response::new(404).header("x-amzn-errortype", "NoSuchTicket")]);
    let call = kiosk(&server).get_ticket().id("t-1").customize();
    let call = call.mutate_request(|request| {
        request.headers_mut().insert("x-gate", "7");
    });
    let error = call.send_blocking().expect_err("there is none");
    assert!(error.into_service_error().is_no_such_ticket());
    assert_eq!(server.only_request().header("x-gate"), Some("7"));
}

#[test]
fn a_body_and_what_is_missing() {
    let server = server([Response::new(200).body("contents")]);
    let client = farrier_depot::Client::new(&config(&server.url()));
    let output = client.fetch_item().drawer("d").path("p").send_blocking();
    let contents = block_on(output.expect("an output").contents.collect());
    assert_eq!(contents.expect("all of it").to_vec(), b"contents");
    let error = kiosk(&server).get_ticket().send_blocking();
    let text = format!("{:?}", error.expect_err("no id"));
    assert!(text.contains("ConstructionFailure"), "{text}");
}

#[test]
fn pages_and_items_are_iterators() {
    let page = |body: &str| Response::new(200).body(body);
    let first = page(r#"{"parcels":["a","b"],"nextMarker":"1","truncated":true}"#);
    let last = page(r#"{"parcels":["c"],"truncated":false}"#);
    let server = server([first.clone(), last, first, Response::new(400)]);
    let client = super::porter(&server);
    let items = client.list_parcels().into_paginator().items();
    let items = items.send_blocking().collect::<Result<Vec<_>, _>>();
    assert_eq!(items.expect("parcels"), ["a", "b", "c"]);
    let pages: Vec<_> = (client.list_parcels().into_paginator())
        .send_blocking()
        .collect();
    let all_well = pages.iter().map(Result::is_ok);
    assert_eq!(all_well.collect::<Vec<_>>(), [true, false]);
}

/// It stops the thread, as it says, but does not panic.
#[tokio::test]
async fn a_call_in_asynchronous_code_waits_as_well() {
    let server = server([ticket()]);
    let output = kiosk(&server).get_ticket().id("t-1").send_blocking();
    assert_eq!(output.expect("a ticket").zones, Some(3));
}

/// A credentials provider can make a blocking call while one waits for it.
#[test]
fn calls_can_wait_for_each_other() {
    let nested = || block_on(async { block_on(async { block_on(async { 7 }) }) });
    assert_eq!(nested(), 7);
    let threads: Vec<_> = (0..8).map(|_| std::thread::spawn(nested)).collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic"), 7);
    }
}

#[test]
fn a_panic_is_passed_on() {
    let panicked = std::panic::catch_unwind(|| block_on(async { panic!("of the program") }));
    let panic = panicked.expect_err("a panic");
    assert_eq!(panic.downcast_ref(), Some(&"of the program"));
}
