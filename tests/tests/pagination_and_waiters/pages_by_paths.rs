//! Pages that botocore's files know of: several tokens, tokens by expression, `more_results`.

use aws_smithy_types::{Blob, DateTime};
use farrier_shelf::types::{Kind, Place, Way};
use farrier_shelf::Client;
use farrier_tests::peers::config;
use farrier_tests::server::{Response, Server};
use serde_json::{json, Value};

fn page(document: &Value) -> Response {
    let response = Response::new(200).header("content-type", "application/json");
    response.body(document.to_string())
}

/// The queries of the requests, without what every request has.
fn queries(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let targets = requests.iter().map(|request| request.target.as_str());
    targets
        .map(|target| {
            target
                .split_once('?')
                .map_or("", |(_, query)| query)
                .to_owned()
        })
        .collect()
}

/// As Route 53 and S3 turn pages: all tokens together, and those that a page lacks are not sent again.
#[tokio::test]
async fn several_tokens() {
    let server = Server::script([
        page(&json!({ "isTruncated": true, "nextKey": "k 1", "nextKind": "print", "versions": ["a"] })),
        page(&json!({ "isTruncated": true, "nextKey": "k2", "nextVersion": 7, "removed": ["b"] })),
        page(&json!({ "isTruncated": true, "nextKey": "k2", "nextKind": "novel", "nextVersion": 0 })),
        page(&json!({ "isTruncated": false, "nextKey": "k9" })),
    ])
    .await;
    let client = Client::new(&config(&server.url()));
    let call = client.list_versions().kind(Kind::Print).version(9);
    let mut pages = call.into_paginator().send();
    let mut counts = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        counts.push((page.versions().len(), page.removed().len()));
    }
    assert_eq!(counts, [(1, 0), (0, 1), (0, 0), (0, 0)]);
    assert_eq!(
        queries(&server),
        [
            "kind=print&version=9",
            "key=k%201&kind=print",
            "key=k2&version=7",
            "key=k2&kind=novel"
        ]
    );
}

/// As S3's `ListObjects`: the last item is the token where the service gives none.
#[tokio::test]
async fn a_token_by_expression_and_items_of_the_one_list() {
    let books = |titles: &[&str], more: bool, marker: Option<&str>| {
        let books: Vec<Value> = titles
            .iter()
            .map(|title| json!({ "title": title }))
            .collect();
        let mut document = json!({ "isTruncated": more, "found": { "books": books }, "count": 2 });
        if let Some(marker) = marker {
            document["nextMarker"] = json!(marker);
        }
        page(&document)
    };
    let server = Server::script([
        books(&["a", "b"], true, None),
        books(&["c"], true, Some("m")),
        books(&["d"], true, Some("")),
        books(&["e"], false, Some("left over")),
    ])
    .await;
    let client = Client::new(&config(&server.url()));
    let call = client.list_books().into_paginator();
    let items = call.page_size("2".to_owned()).items().send();
    let items = items
        .collect::<Result<Vec<_>, _>>()
        .await
        .expect("four pages");
    let titles: Vec<_> = items.iter().filter_map(|book| book.title()).collect();
    assert_eq!(titles, ["a", "b", "c", "d", "e"]);
    assert_eq!(
        queries(&server),
        [
            "most=2",
            "marker=b&most=2",
            "marker=m&most=2",
            "marker=d&most=2"
        ]
    );
}

/// As S3's `ListParts`, which has a token of zero on the last page.
#[tokio::test]
async fn a_number_as_token() {
    let server = Server::script([
        page(&json!({ "isTruncated": true, "last": 2, "pages": ["a", "b"] })),
        page(&json!({ "isTruncated": true, "last": 0, "pages": ["c"] })),
    ])
    .await;
    let client = Client::new(&config(&server.url()));
    let paginator = client.list_pages().into_paginator().page_size(2).items();
    let items = paginator.send().collect::<Result<Vec<_>, _>>().await;
    assert_eq!(items.expect("two pages"), ["a", "b", "c"]);
    assert_eq!(queries(&server), ["most=2", "after=2&most=2"]);
}

#[tokio::test]
async fn the_same_tokens_end_unless_they_are_meant() {
    let again = || page(&json!({ "isTruncated": true, "last": 2, "pages": ["a"] }));
    let last = || page(&json!({ "isTruncated": false, "pages": [] }));
    for (stop, requests) in [(true, 2), (false, 4)] {
        let server = Server::script([again(), again(), again(), last()]).await;
        let client = Client::new(&config(&server.url()));
        let paginator = client.list_pages().into_paginator();
        let mut pages = paginator.stop_on_duplicate_token(stop).send();
        let mut count = 0;
        while let Some(page) = pages.next().await {
            page.expect("a page");
            count += 1;
        }
        assert_eq!((count, server.requests().len()), (requests, requests));
    }
}

/// Structures, maps and unions go from a page into the next request as they are.
#[tokio::test]
async fn tokens_of_any_type() {
    let at = json!({ "row": 3, "place-name": "n", "since": 1_709_208_000.25, "seal": "AP8=",
                     "kinds": ["print", "new"] });
    let ways = json!({ "up": { "steps": 9_007_199_254_740_993_i64 }, "down": { "text": "t" } });
    let server = Server::script([
        page(&json!({ "at": at, "ways": ways, "seen": ["a"] })),
        page(&json!({ "at": at, "ways": {}, "seen": ["b"] })),
        page(&json!({ "seen": ["c"] })),
    ])
    .await;
    let client = Client::new(&config(&server.url()));
    let place = Place::builder()
        .row(1)
        .seal(Blob::new([1]))
        .since(DateTime::from_secs(1))
        .build();
    let call = client
        .walk()
        .from(place)
        .ways("x", Way::Text("y".to_owned()));
    let items = call.into_paginator().items().send();
    let items = items
        .collect::<Result<Vec<_>, _>>()
        .await
        .expect("three pages");
    assert_eq!(items, ["a", "b", "c"]);
    let bodies: Vec<Value> = (server.requests().iter())
        .map(|request| serde_json::from_slice(&request.body).expect("JSON"))
        .collect();
    assert_eq!(bodies[0]["ways"], json!({ "x": { "text": "y" } }));
    assert_eq!(bodies[1], json!({ "from": at, "ways": ways }));
    assert_eq!(bodies[2], json!({ "from": at }), "an empty token is none");
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_an_error_after_its_page() {
    // The input takes numbers of 64 bits, the output gives those of 32: only the other way is narrow.
    let server = Server::script([
        page(&json!({ "isTruncated": true, "nextVersion": 3, "versions": [] })),
        Response::new(400).body("{}"),
    ])
    .await;
    let client = Client::new(&config(&server.url()));
    let mut pages = client.list_versions().into_paginator().send();
    pages.next().await.expect("a page").expect("no error");
    let error = pages.next().await.expect("a result").expect_err("refused");
    assert!(error.as_service_error().is_some(), "{error:?}");
    assert!(pages.next().await.is_none(), "an error ends");
    assert_eq!(queries(&server), ["", "version=3"]);
}
