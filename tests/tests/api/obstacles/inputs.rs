//! Inputs that are there already, and request ids, whatever the members are called.

use farrier_obstacles::operation::list_words::{ListWords, ListWordsInput};
use farrier_obstacles::operation::round_trip::{RoundTrip, RoundTripInput, RoundTripOutput};
use farrier_obstacles::operation::RequestId;
use farrier_tests::server::{Response, Server};
use farrier_tests::wire::Format;
use serde_json::json;

use super::{client, echo, FORMATS};

fn input() -> RoundTripInput {
    let input = RoundTripInput::builder();
    let input = input
        .from("f")
        .into("i")
        .send_value("s")
        .customize_value("c");
    input.request_id("members").build().expect("an input")
}

#[tokio::test]
async fn an_input_is_sent_as_it_is() {
    for format in FORMATS {
        let server = echo(format).await;
        let client = client(&server, format);
        let output = RoundTrip::call(&client, input()).send().await;
        let output = output.expect("an output");
        assert_eq!(RoundTripOutput::from(&output), Some("f"));
        assert_eq!(RoundTripOutput::into(&output), Some("i"));
        assert_eq!(output.send_value(), Some("s"));
    }
}

#[tokio::test]
async fn an_input_is_customized() {
    let server = echo(Format::AwsJson10).await;
    let client = client(&server, Format::AwsJson10);
    let call = RoundTrip::call(&client, input()).customize();
    let call = call.mutate_request(|request| {
        request.headers_mut().insert("x-extra", "1");
    });
    call.send().await.expect("an output");
    assert_eq!(server.only_request().header("x-extra"), Some("1"));
}

#[tokio::test]
async fn an_input_is_paginated() {
    let page = |next: Option<&str>, item: &str| {
        let items = json!({ "crate": { "type": next, "items": [item] } });
        Response::document(200, Format::AwsJson10, &items)
    };
    let server = Server::script([page(Some("2"), "a"), page(None, "b")]).await;
    let client = client(&server, Format::AwsJson10);
    let input = ListWordsInput::builder().len(1).build().expect("an input");
    let pages = ListWords::call(&client, input).into_paginator();
    let items = pages.items().send().collect::<Result<Vec<_>, _>>().await;
    assert_eq!(items.expect("items").len(), 2);
    let sent: Vec<_> = server
        .take_requests()
        .iter()
        .map(|request| request.body.clone())
        .collect();
    assert_eq!(
        sent,
        [
            b"{\"len\":1}".to_vec(),
            b"{\"self\":\"2\",\"len\":1}".to_vec()
        ]
    );
}

/// A member of that name hides the method of the trait, but not the trait's function.
#[tokio::test]
async fn the_request_id_is_told_from_a_member() {
    let server = Server::start(|_| {
        let output = json!({ "request_id": "of the member" });
        let response = Response::document(200, Format::AwsJson10, &output);
        response
            .header("x-amzn-requestid", "of the response")
            .into()
    });
    let server = server.await;
    let call = client(&server, Format::AwsJson10).round_trip();
    let output = call.send().await.expect("an output");
    assert_eq!(output.request_id(), Some("of the member"));
    assert_eq!(RequestId::request_id(&output), Some("of the response"));
}
