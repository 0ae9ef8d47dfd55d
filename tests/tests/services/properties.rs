//! Properties of the forms of `alloy#simpleRestJson`: what is sent is read as it was, and damaged documents are errors.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_smithy_types::{DateTime, Document, Number};
use farrier_tests::peers::guarded;
use farrier_tests::server::{Request, Response, Server};
use proptest::collection::{hash_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use shop_catalog::types::{
    Between, Book, Exact, Item, Kind, Note, Offer, Price, Record, Reduced, Warning,
};

use super::{json as answer, JSON};

fn documents() -> impl Strategy<Value = Document> {
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::Bool),
        any::<u64>().prop_map(|value| Document::Number(Number::PosInt(value))),
        ".{0,4}".prop_map(Document::String),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Document::Array),
            hash_map("[a-z]{1,4}", inner, 0..3).prop_map(Document::Object),
        ]
    })
}

/// Names that no model has begin with an `x`.
fn unknown() -> impl Strategy<Value = Option<HashMap<String, Document>>> {
    option::of(hash_map("x.{0,3}", documents(), 1..4))
}

fn prices() -> impl Strategy<Value = Price> {
    let exact = any::<i32>().prop_map(|cents| Exact::builder().cents(cents).build());
    let between = (any::<i32>(), option::of(any::<i32>()));
    let between = between.prop_map(|(from, to)| Between::builder().from(from).set_to(to).build());
    let leaf = prop_oneof![
        any::<i32>().prop_map(Price::Euros),
        ".{0,6}".prop_map(Price::Words),
        exact.prop_map(|exact| Price::Exact(exact.expect("cents"))),
        between.prop_map(|between| Price::Between(between.expect("from"))),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        let reduced = (inner.clone(), any::<i32>()).prop_map(|(price, percent)| {
            let reduced = Reduced::builder().price(price).percent(percent).build();
            Price::Reduced(Box::new(reduced.expect("a percentage")))
        });
        prop_oneof![vec(inner, 0..4).prop_map(Price::All), reduced]
    })
}

fn kinds() -> impl Strategy<Value = Kind> {
    let book = (any::<i32>(), unknown());
    let book = book.prop_map(|(pages, others)| Book::builder().pages(pages).set_others(others));
    let leaf = prop_oneof![
        Just(Kind::Voucher),
        book.prop_map(|book| Kind::Book(book.build().expect("pages"))),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        let parts = (option::of(any::<i32>()), option::of(vec(inner, 0..4)));
        parts.prop_map(|(minutes, parts)| Kind::Record(record(minutes, parts)))
    })
}

fn record(minutes: Option<i32>, parts: Option<Vec<Kind>>) -> Record {
    Record::builder()
        .set_minutes(minutes)
        .set_parts(parts)
        .build()
}

fn offers() -> impl Strategy<Value = Offer> {
    let other = (
        "x[a-z]{0,3}",
        documents().prop_filter("a value", |value| *value != Document::Null),
    );
    prop_oneof![
        any::<i32>().prop_map(Offer::Percent),
        any::<i32>().prop_map(|minutes| Offer::Gift(record(Some(minutes), None))),
        other.prop_map(|other| Offer::Other(Document::Object(HashMap::from([other])))),
    ]
}

fn notes() -> impl Strategy<Value = Note> {
    let warning = option::of(".{0,4}").prop_map(|text| Warning::builder().set_text(text).build());
    let other = hash_map("x[a-z]{0,3}", documents(), 0..3).prop_map(|mut members| {
        members.insert("type".to_owned(), Document::String("hint".to_owned()));
        Note::Other(Document::Object(members))
    });
    prop_oneof![warning.prop_map(Note::Warning), other]
}

fn items() -> impl Strategy<Value = Item> {
    let times = option::of(0..4_000_000_000_i64);
    let warranty = option::of(option::of(any::<i32>()));
    let parts = (
        (
            ".{0,4}",
            option::of(kinds()),
            option::of(prices()),
            option::of(offers()),
        ),
        (option::of(notes()), warranty, times, unknown()),
    );
    parts.prop_map(
        |((name, kind, price, offer), (note, warranty, at, others))| {
            let warranty = warranty.map(|one| one.map(|minutes| record(Some(minutes), None)));
            let item = Item::builder()
                .name(name)
                .set_kind(kind)
                .set_price(price)
                .set_offer(offer);
            let item = item
                .set_note(note)
                .set_warranty(warranty)
                .set_others(others);
            let at = at.map(DateTime::from_secs);
            item.set_added(at).set_changed(at).build().expect("a name")
        },
    )
}

/// A server that answers with the item that it was sent last, after `damage`.
async fn mirror(damage: fn(&mut Vec<u8>, usize)) -> (Server, Arc<Mutex<usize>>) {
    let last = Mutex::new(Vec::new());
    let seed = Arc::new(Mutex::new(0));
    let of_server = Arc::clone(&seed);
    let server = Server::start(move |request: &Request| {
        let mut last = last.lock().expect("not poisoned");
        if request.method == "PUT" {
            let document: serde_json::Value = serde_json::from_slice(&request.body).expect("JSON");
            *last = document["item"].to_string().into_bytes();
            return Response::new(201).into();
        }
        let mut body = last.clone();
        damage(&mut body, *of_server.lock().expect("not poisoned"));
        Response::new(200)
            .header("content-type", JSON)
            .body(body)
            .into()
    });
    (server.await, seed)
}

/// Sends an item and reads it again.
async fn passed(client: &shop_catalog::Client, item: &Item) -> Result<Item, String> {
    let put = client.put_item().item_id("i").item(item.clone()).send();
    guarded(put).await.expect("an output");
    let output = guarded(client.get_item().item_id("i").send()).await;
    let output = output.map_err(|error| error.into_service_error().to_string());
    output.map(|output| output.item.expect("an item"))
}

#[test]
fn what_is_sent_is_read_as_it_was() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (server, _) = runtime.block_on(mirror(|_, _| {}));
    let client = super::catalog::client(&server);
    let run = TestRunner::default().run(&items(), |item| {
        let read = runtime.block_on(passed(&client, &item));
        prop_assert_eq!(read, Ok(item));
        server.take_requests();
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

/// Whatever is read of a document in which a byte has changed, the client ends with an item or an error.
#[test]
fn damaged_documents() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let damage = |body: &mut Vec<u8>, seed: usize| {
        let bytes = b"{}[]\",:0n\\\xFF ";
        let at = seed % body.len();
        match seed / body.len() % 3 {
            0 => body[at] = bytes[seed % bytes.len()],
            1 => body.truncate(at),
            _ => body.insert(at, bytes[seed % bytes.len()]),
        }
    };
    let (server, seed) = runtime.block_on(mirror(damage));
    let client = super::catalog::client(&server);
    let cases = (items(), any::<usize>());
    let run = TestRunner::default().run(&cases, |(item, number)| {
        *seed.lock().expect("not poisoned") = number;
        if let Err(error) = runtime.block_on(passed(&client, &item)) {
            prop_assert!(!error.is_empty());
        }
        server.take_requests();
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[tokio::test]
async fn an_empty_document_is_no_item() {
    let server = Server::script([answer(200, "")]).await;
    let client = super::catalog::client(&server);
    let output = client.get_item().item_id("i").send().await;
    assert!(output.is_ok_and(|output| output.item.is_none_or(|item| item.name.is_empty())));
}
