//! restJson1 over a socket: what is bound where.

use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::{Blob, DateTime};
use aws_types::request_id::RequestId;
use farrier_depot::operation::take_stock::TakeStockError;
use farrier_depot::types::{Choice, Material, Part};
use farrier_depot::Client;
use farrier_tests::case::{document, Failure};
use farrier_tests::peers::{config, signer};
use farrier_tests::server::{Response, Server};
use serde_json::{json, Value};

fn answer(status: u16, document: &Value) -> Response {
    let response = Response::new(status).header("content-type", "application/json");
    response.body(document.to_string())
}

fn part(name: &str) -> Part {
    let part = Part::builder().name(name).material(Material::Oak);
    part.build().expect("it has a name")
}

fn stock() -> Value {
    json!({
        "title": "ü\n", "count": -3, "exact": "NaN", "at": 1_709_208_000.5, "picture": "AP8=",
        "material": "glass", "rank": 9,
        "parts": [{ "name": "a", "material": "oak", "parts": [] }, {}],
        "byName": { "b": { "name": "b" } },
        "sparse": ["x", null], "choice": { "number": 7 },
        "anything": { "list": [1, "two", null, 0.5] }, "unheardOf": [{}],
    })
}

#[tokio::test]
async fn a_document_both_ways() {
    let response = answer(200, &stock()).header("x-amzn-requestid", "request-1");
    let server = Server::script([response]).await;
    let output = Client::new(&config(&server.url()))
        .take_stock()
        .drawer("a/b c%2F?ü")
        .token("t")
        .title("ü\n")
        .count(-3)
        .exact(f64::INFINITY)
        .at(DateTime::from_secs_and_nanos(1_709_208_000, 500_000_000))
        .picture(Blob::new([0, 255]))
        .material(Material::from("glass"))
        .rank(9)
        .parts(part("a"))
        .by_name("b", part("b"))
        .sparse(Some("x".to_owned()))
        .sparse(None)
        .choice(Choice::Part(part("c")))
        .anything(document(json!({ "list": [1, "two", null, 0.5] })))
        .send()
        .await
        .expect("an output");

    let request = server.only_request();
    assert_eq!(signer("depot").verify_sigv4(&request), Ok(()));
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, "/drawers/a%2Fb%20c%252F%3F%C3%BC/stock");
    assert_eq!(request.header("content-type"), Some("application/json"));
    let sent: Value = serde_json::from_slice(&request.body).expect("a document");
    let expected = json!({
        "token": "t", "title": "ü\n", "count": -3, "exact": "Infinity", "at": 1_709_208_000.5,
        "picture": "AP8=", "material": "glass", "rank": 9,
        "parts": [{ "name": "a", "material": "oak" }],
        "byName": { "b": { "name": "b", "material": "oak" } },
        "sparse": ["x", null], "choice": { "part": { "name": "c", "material": "oak" } },
        "anything": { "list": [1, "two", null, 0.5] },
    });
    assert_eq!(sent, expected);

    assert_eq!((output.title(), output.count()), (Some("ü\n"), Some(-3)));
    assert!(output.exact().is_some_and(f64::is_nan));
    let at = DateTime::from_secs_and_nanos(1_709_208_000, 500_000_000);
    assert_eq!(output.at(), Some(&at));
    assert_eq!(output.picture(), Some(&Blob::new([0, 255])));
    assert_eq!(output.material().map(Material::as_str), Some("glass"));
    assert_eq!(output.rank(), Some(9));
    let names: Vec<&str> = output.parts().iter().map(Part::name).collect();
    assert_eq!(names, ["a", ""], "what is missing is made up for");
    assert_eq!(
        output
            .by_name()
            .and_then(|map| map.get("b"))
            .map(Part::name),
        Some("b")
    );
    assert_eq!(output.sparse(), [Some("x".to_owned()), None]);
    assert_eq!(output.choice(), Some(&Choice::Number(7)));
    let anything = document(json!({ "list": [1, "two", null, 0.5] }));
    assert_eq!(output.anything(), Some(&anything));
    assert_eq!(output.request_id(), Some("request-1"));
}

#[tokio::test]
async fn labels_queries_and_headers() {
    let response = Response::new(202)
        .header("x-depot-version", "7")
        .header("X-Depot-Note-One", "1")
        .header("x-depot-note-two", "2");
    let server = Server::script([response]).await;
    let output = Client::new(&config(&server.url()))
        .store_item()
        .drawer("d")
        .path("deep/in the/dr&wer")
        .shelf("a b&c")
        .colours("red")
        .colours("blue=green")
        .extra("colour", "shadowed")
        .extra("other", "x")
        .owner("anne")
        .tags("plain")
        .tags("with, comma")
        .kept_until(DateTime::from_secs(1_709_208_000))
        .media_type("text/plain")
        .notes("first", "1")
        .contents(b"contents".to_vec().into())
        .send()
        .await
        .expect("an output");
    assert_eq!(output.status(), Some(202));
    assert_eq!(output.version(), Some("7"));
    let mut notes: Vec<_> = output.notes().into_iter().flatten().collect();
    notes.sort();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(
        notes[0].0.eq_ignore_ascii_case("one") && notes[0].1 == "1",
        "{notes:?}"
    );

    let request = server.only_request();
    assert_eq!(signer("depot").verify_sigv4(&request), Ok(()));
    assert_eq!(request.method, "PUT");
    let (path, query) = request.target.split_once('?').expect("a query");
    assert_eq!(path, "/drawers/d/items/deep/in%20the/dr%26wer");
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "colour=blue%3Dgreen",
        "colour=red",
        "other=x",
        "shelf=a%20b%26c",
        "store",
    ];
    assert_eq!(pairs, expected);
    for (name, value) in [
        ("x-depot-owner", "anne"),
        ("x-depot-tags", "plain, \"with, comma\""),
        ("x-depot-kept-until", "Thu, 29 Feb 2024 12:00:00 GMT"),
        ("content-type", "text/plain"),
        ("x-depot-note-first", "1"),
    ] {
        assert_eq!(request.header(name), Some(value), "{name}");
    }
}

/// A label must not be empty: the URI would be another one.
/// Servers answer with `null`, or with text, where there is nothing to tell.
#[tokio::test]
async fn an_output_without_members_takes_any_body() {
    for body in ["", "null", "[]", "done"] {
        let server = Server::script([Response::new(200).body(body)]).await;
        let client = Client::new(&config(&server.url()));
        let output = client.seal_drawer().drawer("d").send().await;
        assert!(output.is_ok(), "{body}: {output:?}");
    }
}

#[tokio::test]
async fn labels_that_are_missing() {
    let server = Server::script([Response::new(200)]).await;
    let client = Client::new(&config(&server.url()));
    for call in [client.take_stock(), client.take_stock().drawer("")] {
        let error = call.send().await.expect_err("no drawer");
        let failure = Failure::of(&error);
        assert_eq!(failure.kind, "ConstructionFailure");
        assert!(failure.display.contains("drawer"), "{}", failure.display);
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn an_idempotency_token_is_made_up() {
    let server = Server::script([answer(500, &json!({})), answer(200, &json!({}))]).await;
    let call = Client::new(&config(&server.url())).take_stock().drawer("d");
    call.send().await.expect("the second attempt");
    let tokens = server.requests().into_iter().map(|request| {
        let document: Value = serde_json::from_slice(&request.body).expect("a document");
        document["token"]
            .as_str()
            .map(str::to_owned)
            .expect("a token")
    });
    let tokens: Vec<String> = tokens.collect();
    assert_eq!(tokens[0].len(), 36);
    assert_eq!(tokens[0], tokens[1], "the same for each attempt");
}

/// Wherever a service may put the code: header, `code`, `__type`, with namespace or URL.
#[tokio::test]
async fn error_codes() {
    let body = json!({ "message": "gone", "path": "p" });
    let with = |name: &str, value: &str| {
        let mut body = body.clone();
        body[name] = json!(value);
        answer(404, &body)
    };
    for response in [
        answer(404, &body).header("x-amzn-errortype", "NoSuchItem"),
        answer(404, &body).header("X-Amzn-Errortype", "example.depot#NoSuchItem:http://x/"),
        with("code", "NoSuchItem"),
        with("__type", "example.depot#NoSuchItem"),
        with("__type", "NoSuchItem:http://example.com/"),
    ] {
        let response = response.header("x-depot-drawer", "d");
        let response = response.header("x-amzn-requestid", "request-2");
        let server = Server::script([response.clone()]).await;
        let call = Client::new(&config(&server.url())).take_stock().drawer("d");
        let error = call.send().await.expect_err("an error");
        assert_eq!(error.code(), Some("NoSuchItem"), "{response:?}");
        assert_eq!(error.message(), Some("gone"), "{response:?}");
        assert_eq!(error.request_id(), Some("request-2"), "{response:?}");
        match error.into_service_error() {
            TakeStockError::NoSuchItem(error) => {
                assert_eq!((error.path(), error.drawer()), (Some("p"), Some("d")));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn throttling_is_retried() {
    for (status, code) in [(429, "TooBusy"), (400, "TooManyRequestsException")] {
        let busy = answer(status, &json!({})).header("x-amzn-errortype", code);
        let server = Server::script([busy, answer(200, &json!({ "title": "t" }))]).await;
        let call = Client::new(&config(&server.url())).take_stock().drawer("d");
        let output = call.send().await.expect("the second attempt");
        assert_eq!(output.title(), Some("t"), "{code}");
        assert_eq!(server.requests().len(), 2, "{code}");
    }
}
