//! Values that would change a request's form, and responses that are made to do harm: an error, or the
//! value as it is; never a panic, never another request.

use aws_smithy_types::byte_stream::ByteStream;
use farrier_depot::Client;
use farrier_tests::case::Failure;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::peers::{config, guarded, xml};
use farrier_tests::server::{Response, Server};

async fn empty() -> Server {
    Server::start(|_| Response::new(200).into()).await
}

/// Header values and names that HTTP does not allow are refused before anything is sent.
#[tokio::test]
async fn headers_within_headers() {
    let server = empty().await;
    let client = Client::new(&config(&server.url()));
    let call = || {
        client
            .store_item()
            .drawer("d")
            .path("p")
            .contents(ByteStream::default())
    };
    for call in [
        call().owner("a\r\nx-evil: b"),
        call().owner("a\nb"),
        call().owner("a\0b"),
        call().tags("a\r\nb"),
        call().media_type("a\r\nb"),
        call().notes("k", "a\r\nx-evil: b"),
        call().notes("k: v\r\nx-evil", "b"),
        call().notes("two words", "b"),
        call().notes("", "b\n"),
    ] {
        let text = format!("{:?}", call.as_input());
        let error = call.send().await.map(|_| text.clone()).expect_err(&text);
        let failure = Failure::of(&error);
        assert_eq!(
            failure.kind, "ConstructionFailure",
            "{text}: {}",
            failure.display
        );
    }
    assert_eq!(server.requests().len(), 0);
}

/// Labels and query parameters stay what they are.
#[tokio::test]
async fn paths_within_paths() {
    let server = empty().await;
    let client = Client::new(&config(&server.url()));
    let call = client
        .store_item()
        .drawer("d/../x?y#z")
        .path("a//b?c#d\r\n e");
    let call = call.shelf("s&t=u#v\r\n").extra("k&l", "m=n");
    call.send().await.expect("an output");
    let request = server.only_request();
    let (path, query) = request.target.split_once('?').expect("a query");
    assert_eq!(
        path,
        "/drawers/d%2F..%2Fx%3Fy%23z/items/a//b%3Fc%23d%0D%0A%20e"
    );
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    assert_eq!(pairs, ["k%26l=m%3Dn", "shelf=s%26t%3Du%23v%0D%0A", "store"]);
}

#[tokio::test]
async fn an_endpoint_with_a_path() {
    let server = empty().await;
    for base in ["/base", "/base/"] {
        let client = Client::new(&config(&format!("{}{base}", server.url())));
        let call = client.take_stock().drawer("d");
        call.send().await.expect("an output");
        assert_eq!(server.take_requests()[0].target, "/base/drawers/d/stock");
    }
}

/// Headers of responses that are not what the model says.
#[tokio::test]
async fn headers_that_are_something_else() {
    for header in [
        &b"x-depot-kept-until: yesterday"[..],
        b"x-depot-kept-until: Thu, 99 Feb 2024 12:00:00 GMT",
        b"x-depot-version: \xFF\xFE",
    ] {
        let server = Exchanges::start(move |mut exchange: Exchange| async move {
            exchange
                .write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n")
                .await?;
            exchange.write(header).await?;
            exchange.write(b"\r\n\r\n").await
        })
        .await;
        let client = Client::new(&config(&server.url()));
        let call = client.fetch_item().drawer("d").path("p");
        let text = String::from_utf8_lossy(header);
        guarded(call.send()).await.expect_err(&text);
    }
}

/// Deeper than any stack.
#[tokio::test]
async fn documents_without_bottom() {
    const DEPTH: usize = 200_000;
    let nested = |open: &str, close: &str| open.repeat(DEPTH) + &close.repeat(DEPTH);
    for body in [
        format!("{{\"anything\": {}}}", nested("[", "]")),
        format!(
            "{{\"anything\": {}}}",
            nested("{\"a\":", "}").replace(":}", ":0}")
        ),
        format!(
            "{{\"parts\": {}}}",
            nested("[{\"name\": \"a\", \"parts\": ", "}]").replace(": }", ": []}")
        ),
        format!("{{\"unheardOf\": {}}}", nested("[", "]")),
    ] {
        let response = Response::new(200).header("content-type", "application/json");
        let server = Server::script([response.body(body)]).await;
        let call = Client::new(&config(&server.url())).take_stock().drawer("d");
        // Whether what is unknown may be deep is nobody's business; that it ends well is.
        guarded(call.send()).await.map_or_else(drop, drop);
        assert_eq!(server.requests().len(), 1);
    }
    let body = "<a>".repeat(DEPTH) + &"</a>".repeat(DEPTH);
    let server = Server::start(move |_| xml(200, &body).into()).await;
    let ledger = farrier_ledger::Client::new(&config(&server.url()));
    guarded(ledger.put_account().id("i").send())
        .await
        .map_or_else(drop, drop);
    let lookup = farrier_lookup::Client::new(&config(&server.url()));
    guarded(lookup.find().send()).await.map_or_else(drop, drop);
}

/// A few bytes that announce very many: nothing is set aside for them.
#[tokio::test]
async fn lengths_that_are_lies() {
    // An array of 2^62 elements, a text of 2^62 bytes, a map of 2^62 entries.
    for head in [0x9B, 0x7B, 0xBB, 0x5B] {
        let body = [&[0xA1, 0x62, b'i', b'd', head, 0x40][..], &[0; 7], &[1, 2]].concat();
        let response = Response::new(200).header("smithy-protocol", "rpc-v2-cbor");
        let response = response.header("content-type", "application/cbor");
        let server = Server::script([response.body(body)]).await;
        let relay = farrier_relay::Client::new(&config(&server.url()));
        let call = relay.post().channel("c");
        guarded(call.send()).await.expect_err("the document is cut");
    }
}

/// Entities that name each other: the text would be longer than any memory.
#[tokio::test]
async fn entities_within_entities() {
    let mut document = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e0 \"ha\">".to_owned();
    for level in 1..64 {
        let below = level - 1;
        document.push_str(&format!("<!ENTITY e{level} \"&e{below};&e{below};\">"));
    }
    document.push_str("]><LedgerAccount currency=\"&e63;\"><seal>&e63;</seal></LedgerAccount>");
    let server = Server::start(move |_| xml(200, &document).into()).await;
    let ledger = farrier_ledger::Client::new(&config(&server.url()));
    guarded(ledger.put_account().id("i").send())
        .await
        .expect_err("no such entity");
}
