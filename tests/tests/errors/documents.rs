//! Responses whose body is not the document that the model describes, and what their errors say.

use std::error::Error;

use aws_smithy_types::error::display::DisplayErrorContext as OfficialContext;
use farrier_ledger::error::DisplayErrorContext;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::peers::{config, guarded, xml};
use farrier_tests::sdk::benefits;
use farrier_tests::server::{Response, Server};
use farrier_tests::service::{self, BENEFITS, ENTITLEMENT};
use farrier_tests::wire::Format;
use serde_json::json;

/// What a call says that got such a response, and how often it was made.
macro_rules! refusal {
    ($response:expr, $url:ident => $call:expr) => {{
        let response: Response = $response;
        let server = Server::start(move |_| response.clone().into()).await;
        let $url = server.url();
        let error = guarded($call.send()).await.expect_err("another document");
        (server.requests().len(), shown(&error))
    }};
}

/// The error with its causes, before the part that `Debug` prints.
fn shown(error: &(impl Error + 'static)) -> String {
    let ours = chain(&DisplayErrorContext(error).to_string());
    assert_eq!(chain(&OfficialContext(error).to_string()), ours);
    ours
}

fn chain(text: &str) -> String {
    let (chain, _) = text
        .split_once(" (ServiceError")
        .expect("the error as `Debug` prints it");
    chain.to_owned()
}

#[tokio::test]
async fn xml_of_another_root() {
    let html = "<html><body>down for maintenance</body></html>";
    let error = "<ErrorResponse><Error><Code>Busy</Code></Error></ErrorResponse>";
    for body in ["", " ", html, error, "<a/>", "{}"] {
        let answer = || xml(200, body);
        let (calls, text) = refusal!(answer(), url =>
            farrier_ledger::Client::new(&config(&url)).open_account());
        assert_eq!(calls, 1, "{text}");
        let (_, text) =
            refusal!(answer(), url => farrier_lookup::Client::new(&config(&url)).find());
        assert!(
            text.starts_with("service error: unhandled error: "),
            "{text}"
        );
        refusal!(answer(), url => farrier_fleet::Client::new(&config(&url)).describe_vehicles());
    }
    let (_, text) = refusal!(xml(200, html), url =>
        farrier_lookup::Client::new(&config(&url)).find());
    let expected =
        "service error: unhandled error: expected the XML element `FindResponse`, found `html`";
    assert_eq!(text, expected);
}

/// A payload that is not there is not set, as with the official crates.
#[tokio::test]
async fn an_empty_payload_is_not_set() {
    let server = Server::start(|_| xml(200, "").into()).await;
    let client = farrier_ledger::Client::new(&config(&server.url()));
    let output = client
        .put_account()
        .id("i")
        .send()
        .await
        .expect("an output");
    assert_eq!(output.account(), None);
    let (_, text) = refusal!(xml(200, "<Other/>"), url =>
        farrier_ledger::Client::new(&config(&url)).put_account().id("i"));
    let expected = "account: expected the XML element `LedgerAccount`, found `Other`";
    assert!(text.ends_with(expected), "{text}");
}

#[tokio::test]
async fn json_and_cbor_of_another_kind() {
    for body in ["<html></html>", "[]", "null", "{"] {
        let (_, text) = refusal!(Response::new(200).body(body), url =>
            farrier_depot::Client::new(&config(&url)).take_stock().drawer("d"));
        assert!(
            text.starts_with("service error: unhandled error: "),
            "{text}"
        );
    }
    let empty = Response::new(200).header("smithy-protocol", "rpc-v2-cbor");
    let (calls, text) = refusal!(empty, url =>
        farrier_relay::Client::new(&config(&url)).post().channel("c"));
    assert_eq!(calls, 1);
    let expected = "service error: unhandled error: expected a map, found the end of the document";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn errors_name_the_path_to_the_value() {
    let document = json!({ "parts": [{}, { "name": "a", "parts": [{ "name": true }] }] });
    let (_, text) = refusal!(Response::new(200).body(document.to_string()), url =>
        farrier_depot::Client::new(&config(&url)).take_stock().drawer("d"));
    let expected =
        "service error: unhandled error: parts[1].parts[0].name: expected a string, found true";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn an_error_in_cbor_without_a_code_shows_no_bytes() {
    let document = json!({ "message": "no such product", "count": 1 });
    let response = Response::document(500, Format::RpcV2Cbor, &document);
    let (_, text) = refusal!(response, url => {
        let config = service::config(&url).build();
        farrier_tests::sdk::entitlement::Client::new(&config).get_entitlements().product_code("p")
    });
    assert_eq!(
        text,
        "service error: unhandled error: no such product: HTTP status 500 without an error code"
    );
    let response = Response::document(500, ENTITLEMENT.format, &json!({ "count": 1 }));
    let (_, text) = refusal!(response, url => {
        let config = service::config(&url).build();
        farrier_tests::sdk::entitlement::Client::new(&config).get_entitlements().product_code("p")
    });
    let expected = "service error: unhandled error: HTTP status 500 without an error code: 8 bytes that are not text";
    assert_eq!(text, expected);
}

/// A proxy's page: the code in the header is the error's, and is retried on.
#[tokio::test]
async fn a_code_in_the_header_of_a_page() {
    let page = || {
        Response::new(400)
            .header("x-amzn-errortype", "ThrottlingException:http://a.example/")
            .body("<html><body>slow down</body></html>")
    };
    let server = Server::start(move |_| page().into()).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client.list_tags_for_resource().resource_arn("arn");
    let error = call
        .send()
        .await
        .expect_err("throttled")
        .into_service_error();
    assert!(error.is_throttling_exception(), "{error:?}");
    assert_eq!(server.requests().len(), 3, "throttling is retried");
}

/// The modelled error is found among all that the response names.
#[tokio::test]
async fn a_code_beside_the_type() {
    let client = |url: &str| benefits::Client::new(&service::config(url).build());
    let with_code = BENEFITS.error(400, "ConflictException", json!({ "code": "KMS.Off" }));
    let two = BENEFITS.response(&json!({ "Message": "no" }));
    let two = two.header(
        "x-amzn-errortype",
        "SomethingElse, ConflictException:http://a.example/",
    );
    for response in [with_code, Response { status: 400, ..two }] {
        let server = Server::script([response]).await;
        let call = client(&server.url())
            .tag_resource()
            .resource_arn("arn")
            .tags(tag());
        let error = call.send().await.expect_err("refused").into_service_error();
        assert!(error.is_conflict_exception(), "{error:?}");
        assert_eq!(error.meta().code(), Some("ConflictException"));
    }
}

/// The code of an error stands, whatever its members are.
#[tokio::test]
async fn members_of_an_error_that_cannot_be_read() {
    let members = json!({ "Message": "too many tags", "ResourceId": 7 });
    let response = BENEFITS.error(400, "ServiceQuotaExceededException", members);
    let (_, text) = refusal!(response, url => {
        let client = benefits::Client::new(&service::config(&url).build());
        client.tag_resource().resource_arn("arn").tags(tag())
    });
    let expected = "service error: ServiceQuotaExceededException: too many tags: \
         the members of the error cannot be read: ResourceId: expected a string, found 7";
    assert_eq!(text, expected);
}

/// A modelled error is the cause of the operation's error, which displays it.
#[tokio::test]
async fn a_modelled_error_is_displayed_once() {
    let response = BENEFITS.error(400, "ConflictException", json!({ "Message": "later" }));
    let server = Server::script([response]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client.tag_resource().resource_arn("arn").tags(tag());
    let error = call.send().await.expect_err("refused");
    let text = DisplayErrorContext(&error).to_string();
    assert_eq!(chain(&text), "service error: ConflictException: later");
    let error = error.into_service_error();
    assert!(error
        .source()
        .is_some_and(|source| { source.is::<benefits::types::error::ConflictException>() }));
}

fn tag() -> benefits::types::Tag {
    let tag = benefits::types::Tag::builder().key("k").value("v");
    tag.build().expect("both are set")
}

/// The text of a header that is no time is kept, and the output is there.
#[tokio::test]
async fn a_header_that_may_be_any_text() {
    const TIME: &str = "Tue, 29 Apr 2014 18:30:38 GMT";
    for (text, is_time) in [("0", false), ("never", false), ("", false), (TIME, true)] {
        let response = xml(200, "<LedgerAccount/>").header("x-ledger-audited", text);
        let server = Server::script([response]).await;
        let client = farrier_ledger::Client::new(&config(&server.url()));
        let output = client
            .put_account()
            .id("i")
            .send()
            .await
            .expect("an output");
        #[expect(deprecated, reason = "programs of older versions read it")]
        let time = output.audited_at();
        assert_eq!(time.is_some(), is_time, "{text}");
        assert_eq!(output.audited_text(), Some(text));
        assert!(output.account().is_some());
    }
}

/// Bodies that do not end.
#[tokio::test]
async fn endless_bodies_end_at_the_limit() {
    for (status, path) in [(200, "output"), (500, "error")] {
        let server = Exchanges::start(move |mut exchange: Exchange| async move {
            let head = format!(
                "HTTP/1.1 {status} OK\r\nx-amzn-errortype: Busy\r\ntransfer-encoding: chunked\r\n\r\n"
            );
            exchange.write(head.as_bytes()).await?;
            let piece = "{\"a\":".repeat(1 << 12);
            let chunk = format!("{:x}\r\n{piece}\r\n", piece.len());
            while exchange.write(chunk.as_bytes()).await.is_ok() {}
            Ok(())
        })
        .await;
        let limits = farrier_depot::config::ResponseLimits::new()
            .with_body_bytes(1 << 20)
            .with_error_body_bytes(1 << 16);
        let builder = farrier_depot::config::Builder::from(&config(&server.url()));
        let config = builder.response_limits(limits.clone()).build();
        assert_eq!(config.response_limits(), Some(&limits));
        let client = farrier_depot::Client::from_conf(config);
        let call = client.take_stock().drawer("d");
        let error = guarded(call.send()).await.expect_err("too long");
        let text = shown(&error);
        match path {
            "output" => {
                let expected = "the body of the response is longer than 1048576 bytes, the response limit of the client";
                assert!(text.ends_with(expected), "{text}");
            }
            _ => assert_eq!(error.into_service_error().meta().code(), Some("Busy")),
        }
    }
}

/// A call may have limits of its own.
#[tokio::test]
async fn limits_of_one_call() {
    let server = Server::start(|_| Response::new(200).body("{\"title\":\"abc\"}").into()).await;
    let client = farrier_depot::Client::new(&config(&server.url()));
    let limits = farrier_depot::config::ResponseLimits::new().with_body_bytes(14);
    let overrides = farrier_depot::Config::builder().response_limits(limits);
    let call = client.take_stock().drawer("d").customize();
    let call = call.config_override(overrides);
    call.send().await.expect_err("one byte too many");
    client
        .take_stock()
        .drawer("d")
        .send()
        .await
        .expect("an output");
}

/// What a service left out is told apart from what it sent.
#[tokio::test]
async fn a_missing_enum_is_not_an_unknown_one() {
    let mut found = Vec::new();
    for amount in [
        json!({ "Amount": "1" }),
        json!({ "Amount": "1", "CurrencyCode": "no value was set" }),
        json!({ "Amount": "1", "CurrencyCode": "XXX" }),
        json!({ "Amount": "1", "CurrencyCode": "USD" }),
    ] {
        found.push(benefit(amount).await);
    }
    assert_eq!(found[0].0, "no value was set");
    let missing: Vec<bool> = found.iter().map(|(_, missing)| *missing).collect();
    assert_eq!(missing, [true, false, false, false]);
}

/// The currency of an allocation, and whether it is missing.
async fn benefit(amount: serde_json::Value) -> (String, bool) {
    let details = json!({ "CreditDetails": { "AllocatedAmount": amount } });
    let server =
        Server::script([BENEFITS.response(&json!({ "FulfillmentDetail": details }))]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client
        .get_benefit_allocation()
        .catalog("AWS")
        .identifier("a");
    let output = call.send().await.expect("an output");
    let Some(benefits::types::FulfillmentDetails::CreditDetails(credits)) =
        output.fulfillment_detail()
    else {
        panic!("{output:?}");
    };
    let amount = credits.allocated_amount().expect("an amount");
    let currency = amount.currency_code();
    (currency.as_str().to_owned(), currency.is_missing())
}

/// A header that cannot be read is named with its member.
#[tokio::test]
async fn errors_name_the_header() {
    let response = Response::new(200).header("x-depot-kept-until", "yesterday");
    let (_, text) = refusal!(response, url =>
        farrier_depot::Client::new(&config(&url)).fetch_item().drawer("d").path("p"));
    let expected = "service error: unhandled error: keptUntil (header `x-depot-kept-until`): expected a time, found \"yesterday\"";
    assert_eq!(text, expected);
}
