//! Who a request says that it is from, for each auth scheme, and what operations say of their own.

use std::error::Error;
use std::fmt::Debug;

use aws_smithy_types::error::display::DisplayErrorContext;
use aws_types::SdkConfig;
use farrier_depot::config::{Login, SharedTokenProvider, Token};
use farrier_depot::{config, Client};
use farrier_tests::peers::{self, signer};
use farrier_tests::server::{Request, Response, Server};
use farrier_tests::service::REGION;

/// A configuration without any credentials.
fn nobody(url: &str) -> SdkConfig {
    let region = aws_types::region::Region::from_static(REGION);
    let builder = SdkConfig::builder().endpoint_url(url).region(region);
    let version = aws_smithy_runtime_api::client::behavior_version::BehaviorVersion::latest();
    builder.behavior_version(version).build()
}

async fn server() -> Server {
    Server::start(|_| Response::new(200).body(r#"{"name": "anne"}"#).into()).await
}

/// Neither of the two a signature needs.
fn check_unsigned(request: &Request) {
    assert_eq!(request.header("x-amz-date"), None);
    assert_eq!(request.header("x-amz-security-token"), None);
}

#[tokio::test]
async fn bearer_token() {
    let server = server().await;
    let builder = config::Builder::from(&peers::config(&server.url()));
    let client = Client::from_conf(builder.bearer_token(Token::new("secret", None)).build());
    client.who_bearer().send().await.expect("an output");
    let request = server.only_request();
    assert_eq!(request.header("authorization"), Some("Bearer secret"));
    check_unsigned(&request);
}

/// From where all of a program's clients have it.
#[tokio::test]
async fn bearer_token_of_the_shared_configuration() {
    let server = server().await;
    let shared = peers::config(&server.url()).into_builder();
    let token = SharedTokenProvider::new(Token::new("shared", None));
    let shared = shared.token_provider(token).build();
    Client::new(&shared)
        .who_bearer()
        .send()
        .await
        .expect("an output");
    let request = server.only_request();
    assert_eq!(request.header("authorization"), Some("Bearer shared"));
}

#[tokio::test]
async fn api_key_in_a_header() {
    let server = server().await;
    let builder = config::Builder::from(&peers::config(&server.url()));
    let client = Client::from_conf(builder.api_key(Token::new("secret", None)).build());
    client.who_key().send().await.expect("an output");
    let request = server.only_request();
    assert_eq!(request.header("authorization"), Some("Depot-Key secret"));
    check_unsigned(&request);
}

#[tokio::test]
async fn api_key_in_the_query() {
    let server = Server::start(|_| peers::xml(200, "<WhoKeyOutput/>").into()).await;
    let builder = farrier_ledger::config::Builder::from(&peers::config(&server.url()));
    let builder = builder.api_key(Token::new("a b&c=d", None));
    let client = farrier_ledger::Client::from_conf(builder.build());
    client.who_key().send().await.expect("an output");
    let request = server.only_request();
    let (path, query) = request.target.split_once('?').expect("a query");
    assert_eq!(path, "/who");
    let pairs: Vec<&str> = query.split('&').collect();
    assert_eq!(pairs, ["full", "key=a%20b%26c%3Dd"]);
    assert_eq!(request.header("authorization"), None);
    check_unsigned(&request);
}

#[tokio::test]
async fn login() {
    let server = server().await;
    let builder = config::Builder::from(&peers::config(&server.url()));
    let login = Login::new("Aladdin", "open sesame", None);
    let client = Client::from_conf(builder.basic_auth_login(login).build());
    client.who_basic().send().await.expect("an output");
    let request = server.only_request();
    // The example of RFC 7617, section 2.
    let expected = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    assert_eq!(request.header("authorization"), Some(expected));
    check_unsigned(&request);
}

/// What is wrong.
fn text<T: Debug, E: Error>(result: Result<T, E>) -> String {
    DisplayErrorContext(result.expect_err("no identity")).to_string()
}

/// The service's scheme is not the operation's: credentials are no help where a token is asked for.
#[tokio::test]
async fn without_the_identity_that_is_asked_for() {
    let server = server().await;
    let client = Client::new(&peers::config(&server.url()));
    let errors = [
        text(client.who_bearer().send().await),
        text(client.who_key().send().await),
        text(client.who_basic().send().await),
    ];
    for error in errors {
        assert!(
            error.contains("auth") || error.contains("identity"),
            "{error}"
        );
    }
    let error = Client::new(&nobody(&server.url()))
        .take_stock()
        .drawer("d")
        .send()
        .await;
    error.expect_err("no credentials");
    assert_eq!(server.requests().len(), 0);
}

/// With credentials signed, without them not.
#[tokio::test]
async fn optional_auth() {
    let server = server().await;
    let output = Client::new(&nobody(&server.url()))
        .who_optional()
        .send()
        .await;
    assert_eq!(output.expect("an output").name(), Some("anne"));
    let request = server.take_requests().remove(0);
    assert_eq!(request.header("authorization"), None);
    check_unsigned(&request);
    let client = Client::new(&peers::config(&server.url()));
    client.who_optional().send().await.expect("an output");
    assert_eq!(signer("depot").verify_sigv4(&server.only_request()), Ok(()));
}

/// Not signed, though there are credentials.
#[tokio::test]
async fn no_auth() {
    let server = server().await;
    let client = Client::new(&peers::config(&server.url()));
    client.who_nobody().send().await.expect("an output");
    let request = server.only_request();
    assert_eq!(request.header("authorization"), None);
    check_unsigned(&request);
}

/// The body may change on its way.
#[tokio::test]
async fn unsigned_payload() {
    let server = server().await;
    let client = Client::new(&peers::config(&server.url()));
    let call = client.store_loose().drawer("d");
    let contents = aws_smithy_types::Blob::new("contents");
    call.contents(contents).send().await.expect("an output");
    let request = server.only_request();
    assert_eq!(request.body, b"contents");
    assert_eq!(signer("depot").verify_sigv4_unsigned(&request), Ok(()));
    assert_eq!(
        request.header("x-amz-content-sha256"),
        Some("UNSIGNED-PAYLOAD")
    );
}
