//! The forms of unions.

use std::collections::HashMap;

use aws_smithy_types::Document;
use farrier_tests::server::Server;
use serde_json::json;
use shop_catalog::types::{Between, Book, Exact, Kind, Note, Offer, Price, Record, Warning};

use super::{answer, client, document, got, item, number, read, sent};

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
