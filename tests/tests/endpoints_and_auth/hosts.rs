//! Host prefixes: every name resolves to the test's server, so that the name itself can be looked at.

use aws_smithy_http_client::{tls, Builder};
use aws_smithy_runtime_api::client::dns::{DnsFuture, ResolveDns};
use farrier_depot::{config, Client};
use farrier_tests::case::Failure;
use farrier_tests::peers::{self, signer};
use farrier_tests::server::{Response, Server};

/// Finds every name here.
#[derive(Clone, Debug)]
struct Here;

impl ResolveDns for Here {
    fn resolve_dns<'a>(&'a self, _: &'a str) -> DnsFuture<'a> {
        DnsFuture::ready(Ok(vec![std::net::Ipv4Addr::LOCALHOST.into()]))
    }
}

/// A client of the server under the name `depot.example`, and its port.
fn client(server: &Server) -> (Client, String) {
    let port = server
        .url()
        .rsplit(':')
        .next()
        .unwrap_or_default()
        .to_owned();
    let provider = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc);
    let http = Builder::new()
        .tls_provider(provider)
        .build_with_resolver(Here);
    let shared = peers::config(&format!("http://depot.example:{port}"));
    let builder = config::Builder::from(&shared).http_client(http);
    (Client::from_conf(builder.build()), port)
}

async fn server() -> Server {
    Server::start(|_| Response::new(200).body(r#"{"hint": "h"}"#).into()).await
}

#[tokio::test]
async fn a_prefix_with_a_label() {
    let server = server().await;
    let (client, port) = client(&server);
    let output = client.peek_zone().zone("north-1").send().await;
    assert_eq!(output.expect("an output").hint(), Some("h"));
    let request = server.only_request();
    let expected = format!("north-1.data.depot.example:{port}");
    assert_eq!(request.header("host"), Some(expected.as_str()));
    assert_eq!(signer("depot").verify_sigv4(&request), Ok(()));
    let document: serde_json::Value = serde_json::from_slice(&request.body).expect("a document");
    assert_eq!(document, serde_json::json!({ "zone": "north-1" }));
}

#[tokio::test]
async fn other_operations_have_no_prefix() {
    let server = server().await;
    let (client, port) = client(&server);
    client.who_optional().send().await.expect("an output");
    let expected = format!("depot.example:{port}");
    assert_eq!(
        server.only_request().header("host"),
        Some(expected.as_str())
    );
}

/// What would make another host of it is refused before anything is sent.
#[tokio::test]
async fn labels_that_are_no_host_names() {
    let server = server().await;
    let (client, _) = client(&server);
    let long = "x".repeat(64);
    for zone in [
        "",
        "evil.example/",
        "a..b",
        "a b",
        "-a",
        "a@b",
        "ü",
        "a:1",
        "a#b",
        &long,
    ] {
        let error = client.peek_zone().zone(zone).send().await.expect_err(zone);
        let failure = Failure::of(&error);
        assert_eq!(
            failure.kind, "ConstructionFailure",
            "{zone}: {}",
            failure.display
        );
        assert!(
            failure.display.contains("zone"),
            "{zone}: {}",
            failure.display
        );
    }
    let error = client.peek_zone().send().await.expect_err("no zone");
    assert_eq!(Failure::of(&error).kind, "ConstructionFailure");
    assert_eq!(server.requests().len(), 0);
}
