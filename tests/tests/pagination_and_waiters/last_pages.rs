//! Pages whose last has a token too, as S3's parts.

use farrier_tests::server::{Request, Response, Server};
use serde_json::json;

use crate::porter;

/// A page of one parcel. A marker that is not known begins anew, so that who goes on for ever is told.
fn page(request: &Request) -> Response {
    let marker = request
        .target
        .split_once("marker=")
        .map(|(_, marker)| marker);
    let (parcel, next, truncated) = match marker {
        None => ("first", "1", true),
        Some("1") => ("second", "2", true),
        Some("2") => ("last", "0", false),
        Some(other) => panic!("asked beyond the last page: {other}"),
    };
    let page = json!({ "parcels": [parcel], "nextMarker": next, "truncated": truncated });
    Response::new(200).body(page.to_string())
}

#[tokio::test]
async fn the_member_that_tells_of_more_ends_them() {
    let server = Server::start(|request| page(request).into()).await;
    let parcels = porter(&server).list_parcels().into_paginator().items();
    let parcels = parcels.send().collect::<Result<Vec<_>, _>>().await;
    assert_eq!(parcels.expect("parcels"), ["first", "second", "last"]);
    assert_eq!(server.requests().len(), 3);
}

/// As with the official crate's parts: nothing said means no more.
#[tokio::test]
async fn a_page_that_does_not_tell_is_the_last() {
    let page = json!({ "parcels": ["only"], "nextMarker": "1" });
    let server = Server::script([Response::new(200).body(page.to_string())]).await;
    let pages = porter(&server).list_parcels().into_paginator().send();
    let pages = pages.collect::<Result<Vec<_>, _>>().await;
    assert_eq!(pages.expect("pages").len(), 1);
}
