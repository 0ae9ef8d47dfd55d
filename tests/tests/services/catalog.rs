//! `alloy#simpleRestJson`: the forms of its documents, and how it tells errors.

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime, Document, Number};
use farrier_tests::server::{Response, Server};
use serde_json::json;
use shop_catalog::config::Token;
use shop_catalog::error::ProvideErrorMetadata as _;
use shop_catalog::operation::get_item::{GetItemError, GetItemOutput};
use shop_catalog::types::error::NoSuchItem;
use shop_catalog::types::{Between, Book, Exact, Item, Kind, Note, Offer, Price, Record, Warning};
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
async fn discriminated_unions() {
    let record = Record::builder()
        .minutes(40)
        .parts(Kind::Book(Book::builder().pages(8).build().expect("pages")))
        .parts(Kind::Voucher)
        .build();
    let cases = [
        (
            Kind::Book(Book::builder().pages(200).build().expect("pages")),
            json!({"type": "book", "pages": 200}),
        ),
        // By the name in JSON; in each other.
        (
            Kind::Record(record),
            json!({"type": "long-playing-record", "minutes": 40,
                "parts": [{"type": "book", "pages": 8}, {"type": "voucher"}]}),
        ),
        (Kind::Voucher, json!({"type": "voucher"})),
    ];
    for (kind, form) in cases {
        let item = item().kind(kind.clone()).build().expect("a name");
        let document = sent(item.clone()).await;
        assert_eq!(document, json!({"name": "n", "kind": form}));
        assert_eq!(read(&document.to_string()).await, item);
    }
    // The discriminator can have any place among the members.
    let last =
        read(r#"{"name": "n", "kind": {"minutes": 3, "a": [{}], "type": "long-playing-record"}}"#);
    let record = Record::builder().minutes(3).build();
    assert_eq!(last.await.kind, Some(Kind::Record(record)));
    let newer = read(r#"{"name": "n", "kind": {"type": "film", "minutes": 3}, "added": null}"#);
    let newer = newer.await;
    assert!(newer.kind.is_some_and(|kind| kind.is_unknown()) && newer.added.is_none());
}

#[tokio::test]
async fn discriminated_unions_that_are_malformed() {
    let cases = [
        (
            r#"{}"#,
            "item.kind: expected an object whose member `type` names the variant",
        ),
        (r#"{"type": 7}"#, "item.kind: expected a string, found 7"),
        (r#""book""#, "item.kind: expected an object, found \"book\""),
        (
            r#"{"type": "book", "pages": "many"}"#,
            "item.kind.book.pages: expected an integer of 32 bits",
        ),
        (r#"{"type": "book", "pages": 1"#, "unexpected end of input"),
    ];
    for (kind, expected) in cases {
        let text = format!(r#"{{"name": "n", "kind": {kind}}}"#);
        let error = got(answer(200, &text)).await.expect_err(kind);
        let error = format!("{error}");
        assert!(error.contains(expected), "{kind}: {error}");
    }
}

#[tokio::test]
async fn untagged_unions() {
    let exact = Exact::builder().cents(5).build().expect("cents");
    let between = |to| Between::builder().from(1).set_to(to).build().expect("from");
    let cases = [
        (Price::Euros(12), json!(12)),
        (Price::Words("by request".to_owned()), json!("by request")),
        (Price::Exact(exact.clone()), json!({"cents": 5})),
        (
            Price::Between(between(Some(2))),
            json!({"from": 1, "to": 2}),
        ),
        (Price::Between(between(None)), json!({"from": 1})),
        (
            Price::All(vec![
                Price::Euros(1),
                Price::Exact(exact),
                Price::All(vec![]),
            ]),
            json!([1, {"cents": 5}, []]),
        ),
    ];
    for (price, form) in cases {
        let item = item().price(price).build().expect("a name");
        let document = sent(item.clone()).await;
        assert_eq!(document, json!({"name": "n", "price": form}));
        assert_eq!(read(&document.to_string()).await, item);
    }
    for form in [
        "true",
        "{}",
        r#"{"cents": null}"#,
        r#"{"from": "1"}"#,
        "[[true]]",
        "1.5",
    ] {
        let text = format!(r#"{{"name": "n", "price": {form}}}"#);
        let error = got(answer(200, &text)).await.expect_err(form);
        let error = format!("{error}");
        let expected =
            "item.price: no variant of the union `Price` can be read; of the last one: all";
        assert!(error.contains(expected), "{form}: {error}");
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

#[tokio::test]
async fn unknown_variants_are_kept() {
    let offers = [
        (Offer::Percent(10), r#"{"percent": 10}"#),
        (
            Offer::Gift(Record::builder().minutes(1).build()),
            r#"{"gift": {"minutes": 1}}"#,
        ),
        (
            Offer::Other(Document::Object(HashMap::from([(
                "points".to_owned(),
                number(7),
            )]))),
            r#"{"points": 7}"#,
        ),
    ];
    for (offer, form) in offers {
        let item = item().offer(offer).build().expect("a name");
        let text = format!(r#"{{"name": "n", "offer": {form}}}"#);
        assert_eq!(read(&text).await, item);
        let form: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(sent(item).await, form);
    }
    let warning = Note::Warning(Warning::builder().text("hot").build());
    let other = Document::Object(HashMap::from([
        ("type".to_owned(), Document::String("hint".to_owned())),
        ("extras".to_owned(), number(42)),
    ]));
    let notes = [
        (warning, r#"{"type": "warning", "text": "hot"}"#),
        (Note::Other(other), r#"{"type": "hint", "extras": 42}"#),
    ];
    for (note, form) in notes {
        let item = item().note(note).build().expect("a name");
        let text = format!(r#"{{"name": "n", "note": {form}}}"#);
        assert_eq!(read(&text).await, item);
        let form: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(sent(item).await, form);
    }
    // A member of the union that is not set is no variant, and two are one too many.
    let set = read(r#"{"name": "n", "offer": {"percent": null, "gift": {"minutes": 2}}}"#).await;
    assert_eq!(
        set.offer,
        Some(Offer::Gift(Record::builder().minutes(2).build()))
    );
    for form in [
        r#"{"percent": 1, "points": 7}"#,
        r#"{"percent": 1, "gift": {}}"#,
        "{}",
        "[]",
    ] {
        let text = format!(r#"{{"name": "n", "offer": {form}}}"#);
        got(answer(200, &text)).await.expect_err(form);
    }
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

#[tokio::test]
async fn unions_that_are_the_whole_document() {
    let prices = [r#""much""#, r#" {"from": 1}"#, "[1, 2]", "", "null"];
    let server = Server::script(prices.map(|price| answer(200, price))).await;
    let client = client(&server);
    let mut quoted = Vec::new();
    for _ in prices {
        let record = Record::builder().minutes(1).build();
        let call = client.quote().kind(Kind::Record(record));
        quoted.push(call.send().await.expect("an output").price);
    }
    let between = Between::builder().from(1).build().expect("from");
    let expected = [
        Some(Price::Words("much".to_owned())),
        Some(Price::Between(between)),
        Some(Price::All(vec![Price::Euros(1), Price::Euros(2)])),
        None,
        None,
    ];
    assert_eq!(quoted, expected);
    let form = json!({"type": "long-playing-record", "minutes": 1});
    assert!(server
        .requests()
        .iter()
        .all(|request| document(request) == form));
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

/// The header names an error, with or without its namespace; its case counts.
#[tokio::test]
async fn errors_by_their_header() {
    for name in ["NoSuchItem", "example.shop#NoSuchItem"] {
        let response = answer(400, r#"{"message": "sorry", "similar": ["a"]}"#);
        let error = got(response.header("X-Error-Type", name))
            .await
            .expect_err(name);
        let GetItemError::NoSuchItem(error) = error else {
            panic!("{name}: {error:?}");
        };
        let NoSuchItem {
            message, similar, ..
        } = error;
        assert_eq!(
            (message.as_deref(), similar),
            (Some("sorry"), Some(vec!["a".to_owned()]))
        );
    }
    for name in ["nosuchitem", "Other"] {
        let response = answer(404, "{}").header("X-Error-Type", name);
        let error = got(response).await.expect_err(name);
        assert_eq!(error.code(), Some(name));
        assert!(!error.is_no_such_item(), "{error:?}");
    }
    // The header of AWS and the members of the document name no error.
    let response = answer(422, r#"{"__type": "NoSuchItem", "code": "NoSuchItem"}"#);
    let error = got(response.header("x-amzn-errortype", "NoSuchItem"))
        .await
        .expect_err("an error");
    assert!(error.is_not_allowed(), "{error:?}");
}

#[tokio::test]
async fn errors_by_their_status() {
    type Is = fn(&GetItemError) -> bool;
    let cases: [(u16, Is); 6] = [
        (404, GetItemError::is_no_such_item),
        (410, GetItemError::is_moved),
        (503, GetItemError::is_shop_closed),
        // The only error of the client's without a status stands for all others.
        (400, GetItemError::is_not_allowed),
        (451, GetItemError::is_not_allowed),
        // There is none of the server's.
        (500, |error| error.code().is_none()),
    ];
    for (status, is_expected) in cases {
        let response = answer(status, r#"{"message": "sorry"}"#).header("X-Moved-To", "there");
        let error = got(response).await.expect_err("an error");
        assert!(is_expected(&error), "{status}: {error:?}");
        assert_eq!(error.message(), Some("sorry"), "{status}: {error:?}");
        if let GetItemError::Moved(moved) = &error {
            assert_eq!(moved.to(), "there");
        }
    }
    // An empty body is an error without members, and the page of a proxy is none of the service's.
    let error = got(Response::new(404)).await.expect_err("an error");
    assert!(error.is_no_such_item(), "{error:?}");
    let page = Response::new(404).header("content-type", "text/html");
    let error = got(page.body("<html>Not here</html>"))
        .await
        .expect_err("an error");
    assert!(
        error.code().is_none() && !error.is_no_such_item(),
        "{error:?}"
    );
    let text = error.to_string();
    assert!(
        text.contains("HTTP status 404") && text.contains("Not here"),
        "{text}"
    );
}

/// Two errors of one status are told apart by the header alone.
#[tokio::test]
async fn errors_of_the_same_status() {
    let bad = || answer(422, r#"{"message": "sorry", "price": "much"}"#);
    let server = Server::script([bad(), bad().header("X-Error-Type", "BadPrice")]).await;
    let client = client(&server);
    let item = item().build().expect("a name");
    let put = || client.put_item().item_id(ID).item(item.clone()).send();
    let error = put().await.expect_err("an error").into_service_error();
    assert_eq!((error.code(), error.message()), (None, Some("sorry")));
    let error = put().await.expect_err("an error").into_service_error();
    let shop_catalog::operation::put_item::PutItemError::BadPrice(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.price, Some(Price::Words("much".to_owned())));
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
