//! Unions, and events in both directions, in RPC v2 CBOR with a bearer token.

use std::io;

use aws_smithy_types::{Blob, DateTime};
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::feed::{feed, feed_of};
use farrier_tests::frames::{Frame, Value};
use farrier_tests::peers::guarded;
use farrier_tests::server::{Request, Response, Server};
use farrier_tests::wire::Format;
use serde_json::json;
use shop_orders::config::Token;
use shop_orders::types::error::QuestionsError;
use shop_orders::types::{Invoice, OrderEvents, Payment, Question, Questions};
use shop_orders::{Client, Config};

const CBOR: &str = "application/cbor";

pub(crate) fn client(url: &str) -> Client {
    let config = Config::builder()
        .endpoint_url(url)
        .bearer_token(Token::new("open sesame", None));
    let retries = aws_smithy_types::retry::RetryConfig::disabled();
    Client::from_conf(config.retry_config(retries).build())
}

fn answer(status: u16, document: serde_json::Value) -> Response {
    Response::document(status, Format::RpcV2Cbor, &document)
}

fn decoded(body: &[u8]) -> serde_json::Value {
    Format::RpcV2Cbor.decode(body).expect("a document")
}

/// What every request of the service has.
fn check(request: &Request, operation: &str) {
    let target = format!("/service/ShopOrders/operation/{operation}");
    assert_eq!((&*request.method, &*request.target), ("POST", &*target));
    assert_eq!(request.header("authorization"), Some("Bearer open sesame"));
    assert_eq!(request.header("smithy-protocol"), Some("rpc-v2-cbor"));
}

fn event(name: &str, document: serde_json::Value) -> Frame {
    Frame::event(name, CBOR, Format::RpcV2Cbor.encode(&document))
}

#[tokio::test]
async fn unions_are_tagged() {
    let ordered = || answer(200, json!({"orderId": "o-1"}));
    let server = Server::script([ordered(), ordered(), ordered()]).await;
    let client = client(&server.url());
    let invoice = Invoice::builder()
        .address("here")
        .due(DateTime::from_secs(1));
    let payments = [
        (Payment::Card("4242".to_owned()), json!({"card": "4242"})),
        (Payment::Cash, json!({"cash": {}})),
        (
            Payment::Invoice(invoice.build().expect("an address")),
            json!({"invoice": {"address": "here", "due": 1}}),
        ),
    ];
    for (payment, form) in payments {
        let call = client.place_order().item_id("i").payment(payment).send();
        assert_eq!(call.await.expect("an order").order_id(), "o-1");
        let requests = server.take_requests();
        check(&requests[0], "PlaceOrder");
        let sent = decoded(&requests[0].body);
        let mut expected = json!({"itemId": "i", "payment": form});
        if let Some(due) = expected.pointer_mut("/payment/invoice/due") {
            *due = sent["payment"]["invoice"]["due"].clone();
        }
        assert_eq!(sent, expected);
    }
}

#[tokio::test]
async fn errors_are_named_in_the_document() {
    let sorry = json!({"__type": "example.shop#NoSuchItem", "message": "sold", "similar": ["b"]});
    let server = Server::script([answer(404, sorry)]).await;
    let call = client(&server.url()).place_order().item_id("i").send();
    let error = call.await.expect_err("an error").into_service_error();
    let shop_orders::operation::place_order::PlaceOrderError::NoSuchItem(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(
        (error.message(), error.similar()),
        (Some("sold"), &["b".to_owned()][..])
    );
}

#[tokio::test]
async fn events_of_an_order() {
    let mut server = Exchanges::start(|mut exchange: Exchange| async move {
        let request = exchange.request().clone();
        let body = exchange.read_all().await?;
        exchange
            .respond_events(&[("smithy-protocol", "rpc-v2-cbor")])
            .await?;
        exchange
            .send_frame(&event("initial-response", json!({})))
            .await?;
        exchange
            .send_frame(&event("packed", json!({"boxes": 2})))
            .await?;
        let sent = Frame::event("sent", "application/octet-stream", [1, 2]);
        exchange.send_frame(&sent.text("carrier", "post")).await?;
        exchange
            .send_frame(&event("returned", json!({"why": "new in the model"})))
            .await?;
        let document = Format::RpcV2Cbor.encode(&json!({"message": "at night"}));
        exchange
            .send_frame(&Frame::exception("closed", CBOR, document))
            .await?;
        exchange.finish().await?;
        Ok((request, body))
    })
    .await;
    let call = client(&server.url()).follow().order_id("o-1").send();
    let mut events = guarded(call).await.expect("a stream").events;
    let packed = guarded(events.recv())
        .await
        .expect("an event")
        .expect("not the end");
    assert!(
        matches!(&packed, OrderEvents::Packed(packed) if packed.boxes() == Some(2)),
        "{packed:?}"
    );
    let sent = guarded(events.recv())
        .await
        .expect("an event")
        .expect("not the end");
    let OrderEvents::Sent(sent) = sent else {
        panic!("{sent:?}");
    };
    assert_eq!(
        (sent.carrier(), sent.slip()),
        (Some("post"), Some(&Blob::new([1, 2])))
    );
    let unknown = guarded(events.recv())
        .await
        .expect("an event")
        .expect("not the end");
    assert!(unknown.is_unknown(), "{unknown:?}");
    let error = guarded(events.recv()).await.expect_err("the shop closes");
    assert!(
        error
            .as_service_error()
            .is_some_and(|error| error.is_shop_closed()),
        "{error:?}"
    );
    let (request, body) = guarded(server.outcome()).await.expect("an exchange");
    check(&request, "Follow");
    assert_eq!(decoded(&body), json!({"orderId": "o-1"}));
}

/// Each answer is there before the next question is asked.
#[tokio::test]
async fn questions_and_answers_in_turn() {
    let mut server = Exchanges::start(|mut exchange: Exchange| async move {
        let request = exchange.request().clone();
        exchange
            .respond_events(&[("smithy-protocol", "rpc-v2-cbor")])
            .await?;
        exchange
            .send_frame(&event("initial-response", json!({})))
            .await?;
        let mut texts = Vec::new();
        while let Some(frame) = exchange.frame().await? {
            if frame.text_of(":event-type") == "initial-request" || frame.headers.is_empty() {
                continue;
            }
            let document = decoded(&frame.payload);
            let boxes = texts.len();
            let order = frame.header("orderId").cloned();
            texts.push((
                order,
                document["text"].as_str().unwrap_or_default().to_owned(),
            ));
            exchange
                .send_frame(&event("packed", json!({"boxes": boxes})))
                .await?;
        }
        exchange.finish().await?;
        Ok((request, texts))
    })
    .await;
    let (asks, questions) = feed::<Result<Questions, QuestionsError>>();
    let call = client(&server.url()).serve().questions(questions.into());
    let mut answers = guarded(call.send()).await.expect("a conversation").answers;
    for (number, text) in ["where?", "when?"].into_iter().enumerate() {
        let question = Question::builder().order_id("o-1").text(text).build();
        asks.send(Ok(Questions::Question(question)))
            .expect("the stream is open");
        let answer = guarded(answers.recv())
            .await
            .expect("an event")
            .expect("not the end");
        let OrderEvents::Packed(packed) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(packed.boxes(), i32::try_from(number).ok());
    }
    drop(asks);
    assert!(guarded(answers.recv()).await.expect("the end").is_none());
    let (request, texts) = guarded(server.outcome()).await.expect("an exchange");
    check(&request, "Serve");
    let order = || Some(Value::Text("o-1".to_owned()));
    assert_eq!(
        texts,
        [
            (order(), "where?".to_owned()),
            (order(), "when?".to_owned())
        ]
    );
}

/// Broken frames and streams that break off are errors of the stream, and no event is made up.
#[tokio::test]
async fn streams_that_are_broken() {
    type Breaks = fn(&mut Vec<u8>);
    let cases: [Breaks; 4] = [
        |bytes| bytes.truncate(20),
        |bytes| bytes[9] ^= 1,
        |bytes| *bytes.last_mut().expect("bytes") ^= 1,
        // A length of four gigabytes.
        |bytes| bytes[..4].fill(255),
    ];
    for breaks in cases {
        let server = Exchanges::start(move |mut exchange: Exchange| async move {
            exchange.read_all().await?;
            exchange.respond_events(&[]).await?;
            exchange
                .send_frame(&event("initial-response", json!({})))
                .await?;
            let mut bytes = event("packed", json!({"boxes": 2})).encode();
            breaks(&mut bytes);
            exchange.send(&bytes).await?;
            exchange.finish().await
        })
        .await;
        let call = client(&server.url()).follow().order_id("o-1").send();
        let mut events = guarded(call).await.expect("a stream").events;
        guarded(events.recv()).await.expect_err("no event");
    }
}

/// The answer to a stream can be an error.
#[tokio::test]
async fn an_error_before_any_event() {
    let server = Exchanges::start(|mut exchange: Exchange| async move {
        let body =
            Format::RpcV2Cbor.encode(&json!({"__type": "ShopClosed", "message": "at night"}));
        let length = body.len().to_string();
        let headers = [
            ("content-type", CBOR),
            ("smithy-protocol", "rpc-v2-cbor"),
            ("content-length", &length),
        ];
        exchange.respond_plain(503, &headers).await?;
        exchange.write(&body).await?;
        while exchange.frame().await?.is_some() {}
        Ok::<_, io::Error>(())
    })
    .await;
    let question = Questions::Question(Question::builder().text("where?").build());
    let questions = feed_of([Ok::<_, QuestionsError>(question)]);
    let call = client(&server.url()).serve().questions(questions.into());
    let error = guarded(call.send())
        .await
        .expect_err("an error")
        .into_service_error();
    assert!(error.is_shop_closed(), "{error:?}");
}
