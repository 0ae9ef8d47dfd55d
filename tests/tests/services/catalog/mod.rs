//! `alloy#simpleRestJson`: the forms of its documents, and how it tells errors.

mod errors;
mod unions;

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime, Document, Number};
use farrier_tests::server::{Response, Server};
use serde_json::json;
use shop_catalog::config::Token;
use shop_catalog::error::ProvideErrorMetadata as _;
use shop_catalog::operation::get_item::{GetItemError, GetItemOutput};
use shop_catalog::types::{Item, Kind, Record};
use shop_catalog::{Client, Config};

use super::{document, json as answer, JSON};

const ID: &str = "51216269-c0c8-454a-871e-329513e54e23";

pub(crate) fn client(server: &Server) -> Client {
    let config = Config::builder()
        .endpoint_url(server.url())
        .bearer_token(Token::new("open sesame", None));
    let retries = aws_smithy_types::retry::RetryConfig::disabled();
    Client::from_conf(config.retry_config(retries).build())
}

/// What the client makes of the answer to `GetItem`.
async fn got(response: Response) -> Result<GetItemOutput, GetItemError> {
    let server = Server::script([response]).await;
    let call = client(&server).get_item().item_id(ID).send();
    call.await.map_err(|error| error.into_service_error())
}

/// The item that the client reads from a document.
async fn read(text: &str) -> Item {
    let output = got(answer(200, text))
        .await
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    output.item.expect("an item")
}

/// The document that the client sends for an item.
async fn sent(item: Item) -> serde_json::Value {
    let server = Server::script([Response::new(201)]).await;
    let call = client(&server).put_item().item_id(ID).item(item).send();
    call.await.expect("an output");
    document(&server.only_request())["item"].take()
}

fn item() -> shop_catalog::types::builders::ItemBuilder {
    Item::builder().name("n")
}

fn number(value: u64) -> Document {
    Document::Number(Number::PosInt(value))
}

#[tokio::test]
async fn a_request_has_its_bindings_and_a_json_body() {
    let server = Server::script([Response::new(201)]).await;
    let item = item()
        .added(DateTime::from_secs_and_nanos(1_755_289_611, 500_000_000))
        .changed(DateTime::from_secs(1_755_289_611))
        .build()
        .expect("a name");
    let call = client(&server).put_item().item_id(ID).item(item);
    let call = call.valid_until(DateTime::from_secs(1_709_208_000)).send();
    call.await.expect("an output");
    let request = server.only_request();
    assert_eq!(
        (&*request.method, &*request.target),
        ("PUT", &*format!("/items/{ID}"))
    );
    assert_eq!(request.header("authorization"), Some("Bearer open sesame"));
    assert_eq!(
        request.header("x-valid-until"),
        Some("Thu, 29 Feb 2024 12:00:00 GMT")
    );
    // Times are texts, unless the model says otherwise.
    let expected = json!({"item": {
        "name": "n", "added": "2025-08-15T20:26:51.5Z", "changed": 1_755_289_611 }});
    assert_eq!(document(&request), expected);
}

#[tokio::test]
async fn a_request_without_a_body_has_no_content_type() {
    let server = Server::script([answer(200, r#"{"items": []}"#)]).await;
    let call = client(&server).find_items().words("a b").words("c");
    let output = call.since(DateTime::from_secs(0)).send().await;
    assert!(output.expect("an output").items().is_empty());
    let request = server.only_request();
    assert_eq!(
        request.target,
        "/items?word=a%20b&word=c&since=1970-01-01T00%3A00%3A00Z"
    );
    assert_eq!(request.header("content-type"), None);
    assert!(request.body.is_empty());
}

/// Texts and blobs that are the whole body are JSON, other than in restJson1.
#[tokio::test]
async fn payloads_of_texts_and_blobs_are_json() {
    let server = Server::script([
        Response::new(200),
        Response::new(200),
        Response::new(200),
        answer(200, r#""a \"label\"""#),
        answer(200, r#"  "aGk="  "#),
        answer(200, "null"),
        Response::new(200),
    ])
    .await;
    let client = client(&server);
    let put = || client.put_label().item_id(ID);
    put().text("a \"label\"").send().await.expect("an output");
    put().text("").send().await.expect("an output");
    put().send().await.expect("an output");
    let get = || client.get_label().item_id(ID).send();
    let picture = || client.get_picture().item_id(ID).send();
    let text = get().await.expect("a label").text;
    assert_eq!(text.as_deref(), Some("a \"label\""));
    let blob = picture().await.expect("a picture").picture;
    assert_eq!(blob, Some(Blob::new("hi")));
    assert_eq!(picture().await.expect("no picture").picture, None);
    assert_eq!(get().await.expect("no label").text, None);

    let requests = server.requests();
    let bodies: Vec<_> = requests[..3].iter().map(|one| &*one.body).collect();
    assert_eq!(bodies, [&br#""a \"label\"""#[..], br#""""#, b""]);
    let types: Vec<_> = requests[..3]
        .iter()
        .map(|one| one.header("content-type"))
        .collect();
    assert_eq!(types, [Some(JSON), Some(JSON), None]);
}

#[tokio::test]
async fn payloads_that_are_not_json() {
    for body in ["a label", r#""a" "b""#, "7", r#""a"#] {
        let server = Server::script([answer(200, body)]).await;
        let call = client(&server).get_label().item_id(ID).send();
        let error = call.await.expect_err(body);
        assert!(error.into_service_error().code().is_none());
    }
}

#[tokio::test]
async fn unknown_members_are_kept() {
    let text = r#"{"name": "n", "colour": "red", "others": 1, "sizes": [1, null], "gone": null,
        "kind": {"paper": {"type": "thin"}, "type": "book", "pages": 2}}"#;
    let item = read(text).await;
    let others = item.others().expect("unknown members");
    let expected = HashMap::from([
        ("colour".to_owned(), Document::String("red".to_owned())),
        ("others".to_owned(), number(1)),
        (
            "sizes".to_owned(),
            Document::Array(vec![number(1), Document::Null]),
        ),
        ("gone".to_owned(), Document::Null),
    ]);
    assert_eq!(*others, expected);
    // The discriminator is known.
    let Some(Kind::Book(book)) = item.kind() else {
        panic!("a book: {item:?}");
    };
    let kept: Vec<&String> = book.others().expect("unknown members").keys().collect();
    assert_eq!(kept, ["paper"]);
    let document: serde_json::Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(sent(item).await, document);
    assert_eq!(read(r#"{"name": "n"}"#).await.others(), None);
    // Entries without members before them.
    let alone = Item::builder().name("n").others("a", number(1));
    assert_eq!(
        sent(alone.build().expect("a name")).await,
        json!({"name": "n", "a": 1})
    );
}

/// In an input and an output, beside members that are not in the document.
#[tokio::test]
async fn unknown_members_of_the_whole_document() {
    let found = answer(200, r#"{"page": 2, "items": [{"name": "n"}]}"#).header("X-Total", "7");
    let server = Server::script([Response::new(201), found]).await;
    let client = client(&server);
    let call = client.put_item().item_id(ID).others("a", number(1));
    let call = call.item(item().build().expect("a name"));
    call.valid_until(DateTime::from_secs(0))
        .send()
        .await
        .expect("an output");
    let output = client.find_items().send().await.expect("an output");
    assert_eq!((output.total(), output.items().len()), (Some(7), 1));
    let expected = HashMap::from([("page".to_owned(), number(2))]);
    assert_eq!(output.others(), Some(&expected));
    let sent = document(&server.requests()[0]);
    assert_eq!(sent, json!({"item": {"name": "n"}, "a": 1}));
}

/// A member can be absent, `null` or a value, in both directions and with serde.
#[tokio::test]
async fn nulls_that_are_values() {
    let record = Record::builder().minutes(1).build();
    let cases = [
        (None, None, json!({"name": "n"})),
        (
            Some(None),
            Some(None),
            json!({"name": "n", "warranty": null, "colours": null}),
        ),
        (
            Some(Some(record)),
            Some(Some(vec!["red".to_owned()])),
            json!({"name": "n", "warranty": {"minutes": 1}, "colours": ["red"]}),
        ),
    ];
    for (warranty, colours, form) in cases {
        let item = item().set_warranty(warranty).set_colours(colours);
        let item = item.build().expect("a name");
        assert_eq!(sent(item.clone()).await, form);
        assert_eq!(read(&form.to_string()).await, item);
        let text = serde_json::to_string(&item).expect("it can be written");
        let again: Item = serde_json::from_str(&text).expect("it can be read");
        assert_eq!(again, item, "{text}");
        let bytes = postcard::to_allocvec(&item).expect("it can be written");
        let again: Item = postcard::from_bytes(&bytes).expect("it can be read");
        assert_eq!(again, item);
    }
    // The setter takes a value or a null.
    let item = item()
        .warranty(None)
        .colours(Some(Vec::new()))
        .build()
        .expect("a name");
    assert_eq!(
        sent(item).await,
        json!({"name": "n", "warranty": null, "colours": []})
    );
    // A null of any other member is an absent value.
    assert_eq!(
        read(r#"{"name": "n", "added": null, "kind": null}"#)
            .await
            .added,
        None
    );
}

#[tokio::test]
async fn the_status_is_a_member() {
    let output = got(answer(203, r#"{"name": "n"}"#)).await.expect("an item");
    assert_eq!(output.status(), Some(203));
}

#[tokio::test]
async fn calls_without_a_token_where_the_model_allows_it() {
    let server = Server::script([answer(200, r#"{"name": "n"}"#)]).await;
    let config = Config::builder().endpoint_url(server.url());
    let client = Client::from_conf(config.build());
    client.get_item().item_id(ID).send().await.expect("an item");
    assert_eq!(server.only_request().header("authorization"), None);
    client
        .find_items()
        .send()
        .await
        .expect_err("a token is needed");
}
