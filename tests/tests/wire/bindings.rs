//! Members of requests in headers and query strings, and errors that are told in unusual ways.

use aws_smithy_types::BigInteger;
use farrier_depot::Client;
use farrier_tests::peers::{config, signer};
use farrier_tests::server::{Request, Response, Server};

fn big(text: &str) -> BigInteger {
    text.parse().expect("a number")
}

/// Names and values of the query string, sorted.
fn query(request: &Request) -> Vec<&str> {
    let (_, query) = request.target.split_once('?').unwrap_or_default();
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    pairs
}

#[tokio::test]
async fn a_named_header_wins_over_a_prefix_header() {
    let server = Server::script([Response::new(200)]).await;
    let call = Client::new(&config(&server.url())).survey();
    let call = call
        .surveyor("named")
        .remarks("by", Some("prefixed".to_owned()))
        .remarks("none", None)
        .remarks("weather", Some("fair".to_owned()));
    call.send().await.expect("surveyed");
    let request = server.only_request();
    assert_eq!(request.header("x-survey-by"), Some("named"));
    assert_eq!(request.header("x-survey-weather"), Some("fair"));
    assert_eq!(request.header("x-survey-none"), None);
    assert_eq!(signer("depot").verify_sigv4(&request), Ok(()));
}

#[tokio::test]
async fn without_the_named_header_the_prefix_header_stays() {
    let server = Server::script([Response::new(200)]).await;
    let call = Client::new(&config(&server.url())).survey();
    let call = call.remarks("by", Some("prefixed".to_owned()));
    call.send().await.expect("surveyed");
    let request = server.only_request();
    assert_eq!(request.header("x-survey-by"), Some("prefixed"));
}

#[tokio::test]
async fn options_without_a_value_leave_the_others_as_they_are() {
    let server = Server::script([Response::new(200)]).await;
    let call = Client::new(&config(&server.url())).survey();
    let call = call
        .zone("n")
        .options("a", None)
        .options("b", Some("1".to_owned()))
        .options("c", None)
        .options("d", Some("2".to_owned()))
        .options("zone", Some("s".to_owned()));
    call.send().await.expect("surveyed");
    assert_eq!(query(&server.only_request()), ["b=1", "d=2", "zone=n"]);
}

#[tokio::test]
async fn numbers_of_any_size_and_media_types_are_text() {
    let server = Server::script([Response::new(200)]).await;
    let call = Client::new(&config(&server.url())).survey();
    let call = call
        .counts(big("123456789012345678901234567890"))
        .counts(big("-1"))
        .sizes(big("98765432109876543210"))
        .sizes(big("2"))
        .filter("{}");
    call.send().await.expect("surveyed");
    let request = server.only_request();
    let counts = request.header("x-survey-counts");
    assert_eq!(counts, Some("123456789012345678901234567890, -1"));
    assert_eq!(
        query(&request),
        ["filter=%7B%7D", "size=2", "size=98765432109876543210"]
    );
}

#[tokio::test]
async fn a_status_without_a_body_can_stand_for_an_error() {
    let server = Server::script([
        Response::new(404),
        Response::new(404).body("<html>gone</html>"),
        Response::new(403),
    ])
    .await;
    let client = farrier_ledger::Client::new(&config(&server.url()));
    let mut found = Vec::new();
    for _ in 0..3 {
        let call = client.put_account().id("a");
        let error = call.send().await.expect_err("refused").into_service_error();
        found.push(error.is_no_such_account());
    }
    assert_eq!(found, [true, false, false]);
}

#[tokio::test]
async fn a_response_of_success_can_be_an_error() {
    let hiccup =
        "<ErrorResponse><Error><Code>Hiccup</Code><Message>again</Message></Error></ErrorResponse>";
    let missing = "<?xml version=\"1.0\"?>\n<Error><Code>NoSuchAccount</Code></Error>";
    let server = Server::script([
        Response::new(200).body(hiccup),
        Response::new(200).body(missing),
        Response::new(200).body("<LedgerAccount><Error>fine</Error></LedgerAccount>"),
    ])
    .await;
    let client = farrier_ledger::Client::new(&config(&server.url()));
    let error = client.put_account().id("a").send().await;
    let error = error.expect_err("refused").into_service_error();
    assert!(error.is_no_such_account(), "{error:?}");
    assert_eq!(
        server.requests().len(),
        2,
        "the first was worth another attempt"
    );
    let output = client.put_account().id("a").send().await;
    assert!(output.expect("put").account().is_some());
}

#[tokio::test]
async fn text_in_pieces_is_read_as_one() {
    let account = "<!-- now --><LedgerAccount><owner><FullName>A<![CDATA[ & <B>]]>, <!-- or so -->C</FullName></owner></LedgerAccount>";
    let missing = "<ErrorResponse><Error><Code><![CDATA[NoSuchAccount]]></Code><Message>no<!-- t --> such</Message></Error></ErrorResponse>";
    let server = Server::script([
        Response::new(200).body(account),
        Response::new(404).body(missing),
    ])
    .await;
    let client = farrier_ledger::Client::new(&config(&server.url()));
    let output = client.put_account().id("a").send().await.expect("put");
    let owner = output.account().and_then(|account| account.owner());
    assert_eq!(owner.map(|owner| owner.name()), Some("A & <B>, C"));
    let error = client.put_account().id("a").send().await;
    let error = error.expect_err("refused").into_service_error();
    assert!(error.is_no_such_account(), "{error:?}");
    assert_eq!(error.meta().message(), Some("no such"));
}
