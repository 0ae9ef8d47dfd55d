//! Answers that try to exhaust a client: it ends with an error, soon and within its memory.

use farrier_tests::peers::guarded;
use farrier_tests::server::{Response, Server};

use super::json as answer;

const ID: &str = "51216269-c0c8-454a-871e-329513e54e23";

/// The error that the catalog's client has of an item.
async fn refused(item: &str) -> String {
    let server = Server::script([answer(200, item)]).await;
    let client = super::catalog::client(&server);
    let call = client.get_item().item_id(ID).send();
    let error = guarded(call)
        .await
        .err()
        .map(|error| error.into_service_error());
    error.map_or_else(String::new, |error| error.to_string())
}

#[tokio::test]
async fn untagged_unions_nested_in_each_other() {
    let lists = |depth: usize, inner: &str| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"name": "n", "price": {open}{inner}{close}}}"#)
    };
    assert_eq!(refused(&lists(100, "7")).await, "");
    assert!(refused(&lists(100, "true")).await.contains("no variant"));
    assert!(refused(&lists(100_000, ""))
        .await
        .contains("nested deeper than"));
    // Objects that fit no variant, each of them read several times.
    let many = "{\"cents\": 1},".repeat(50_000) + "{}";
    assert!(refused(&lists(1, &many)).await.contains("no variant"));
}

/// Each level fits two variants until the innermost value fits none: the client does not try all of their combinations.
#[tokio::test]
async fn variants_that_look_the_same() {
    let nested = |depth: usize, inner: &str| {
        let (open, close) = (
            r#"{"price": "#.repeat(depth),
            r#", "percent": 1, "by": 1}"#.repeat(depth),
        );
        format!(r#"{{"name": "n", "price": {open}{inner}{close}}}"#)
    };
    assert_eq!(refused(&nested(100, "7")).await, "");
    assert!(refused(&nested(3, "true")).await.contains("no variant"));
    let error = refused(&nested(100, "true")).await;
    assert!(
        error.contains("too many to try") || error.contains("no variant"),
        "{error}"
    );
    let padded = format!(r#"{{"a": "{}"}}"#, "x".repeat(1_000_000));
    assert!(!refused(&nested(40, &padded)).await.is_empty());
}

#[tokio::test]
async fn discriminators_at_the_end() {
    let nested = |depth: usize| {
        let open = r#"{"parts": ["#.repeat(depth);
        let close = r#"], "minutes": 1, "type": "long-playing-record"}"#.repeat(depth);
        format!(r#"{{"name": "n", "kind": {open}{close}}}"#)
    };
    assert_eq!(refused(&nested(40)).await, "");
    assert!(refused(&nested(10_000))
        .await
        .contains("nested deeper than"));
    let wide = format!(
        r#"{{"name": "n", "kind": {{"padding": [{}0], "type": "voucher"}}}}"#,
        "0,".repeat(500_000)
    );
    assert_eq!(refused(&wide).await, "");
}

#[tokio::test]
async fn many_unknown_members() {
    let members: Vec<String> = (0..20_000)
        .map(|number| format!(r#""m{number}": {number}"#))
        .collect();
    assert_eq!(
        refused(&format!(r#"{{"name": "n", {}}}"#, members.join(", "))).await,
        ""
    );
    let cut = format!(r#"{{"name": "n", {}"#, members.join(", "));
    assert!(refused(&cut).await.contains("unexpected end of input"));
}

#[tokio::test]
async fn answers_that_are_no_documents() {
    let bodies: [&[u8]; 6] = [b"<html>", b"\xFF\xFE", b"[]", b"7", b"{\"name\"", b"{}{}"];
    for body in bodies {
        let server = Server::script([Response::new(200).body(body)]).await;
        let client = super::catalog::client(&server);
        let call = client.get_item().item_id(ID).send();
        guarded(call).await.expect_err("no item");
    }
}

/// Whatever a header or status holds, it is no more than a value.
#[tokio::test]
async fn headers_that_are_odd() {
    let long = "x".repeat(4000);
    for name in ["", " ", "#", "a#", "NoSuchItem,Moved", &long, "\u{fc}"] {
        let response = answer(400, r#"{"message": "m"}"#).header("X-Error-Type", name);
        let server = Server::script([response]).await;
        let client = super::catalog::client(&server);
        let call = client.get_item().item_id(ID).send();
        let error = guarded(call)
            .await
            .expect_err("an error")
            .into_service_error();
        assert!(
            !error.is_no_such_item() && !error.is_moved(),
            "{name}: {error:?}"
        );
    }
}

/// The same token again ends the pages, as in the official paginators.
#[tokio::test]
async fn listings_without_an_end() {
    let page = r#"{"files": [{"path": "a"}], "after": "a"}"#;
    let server = Server::start(move |_| answer(200, page).into()).await;
    let call = super::files::client(&server.url()).list_files();
    let files = call.into_paginator().items().send();
    let files: Result<Vec<_>, _> = guarded(files.collect()).await;
    assert_eq!(files.expect("two pages").len(), 2);
}
