//! restXml over a socket. The service wants to be signed for as S3 does: the digest of the payload in
//! a header, the path as it is.

use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::{Blob, DateTime};
use aws_types::request_id::RequestId;
use farrier_ledger::operation::put_account::PutAccountError;
use farrier_ledger::types::error::ScannedError;
use farrier_ledger::types::{Account, Entry, Limit, Person, Scanned};
use farrier_ledger::Client;
use farrier_tests::exchange::{Exchange, Exchanges};
use farrier_tests::frames::Frame;
use farrier_tests::peers::{config, guarded, signer, text, xml};
use farrier_tests::server::{Response, Server};

const ACCOUNT: &str = r#"<LedgerAccount xmlns="https://ledger.example/ns" currency="a&quot;b"><p:owner xmlns:p="https://people.example/ns" xml:lang="en"><FullName>A &amp; B</FullName></p:owner></LedgerAccount>"#;

fn account() -> Account {
    let person = Person::builder().name("Anne <b> & \"c\"").language("de");
    Account::builder()
        .currency("EUR")
        .owner(person.build().expect("it has a name"))
        .entries(Entry::builder().amount(0.5).text("one").build())
        .entries(Entry::builder().text(" two ").build())
        .kinds("k1")
        .kinds("k2")
        .labels("l", "v")
        .rates("USD", 1.25)
        .opened(DateTime::from_secs(1_709_208_000))
        .seal(Blob::new([0, 255]))
        .limit(Limit::Amount(5.0))
        .closed(false)
        .build()
}

const SENT: &str = concat!(
    r#"<LedgerAccount xmlns="https://ledger.example/ns" currency="EUR">"#,
    r#"<owner xmlns:p="https://people.example/ns" xml:lang="de">"#,
    r#"<FullName>Anne &lt;b&gt; &amp; &quot;c&quot;</FullName></owner>"#,
    "<Entry><amount>0.5</amount><text>one</text></Entry><Entry><text> two </text></Entry>",
    "<kinds><kind>k1</kind><kind>k2</kind></kinds>",
    "<labels><entry><key>l</key><value>v</value></entry></labels>",
    "<Rate><unit>USD</unit><rate>1.25</rate></Rate>",
    "<opened>2024-02-29T12:00:00Z</opened><seal>AP8=</seal>",
    "<limit><amount>5</amount></limit><Closed>false</Closed></LedgerAccount>",
);

#[tokio::test]
async fn a_document_both_ways() {
    let response = xml(200, SENT).header("x-ledger-version", "7");
    let server = Server::script([response.header("x-amzn-requestid", "request-1")]).await;
    let output = Client::new(&config(&server.url()))
        .put_account()
        .id("a b/c")
        .dry_run(true)
        .at(DateTime::from_secs(1_709_208_000))
        .account(account())
        .send()
        .await
        .expect("an output");

    let request = server.only_request();
    assert_eq!(signer("ledger").verify_sigv4_as_s3(&request), Ok(()));
    assert!(request.header("x-amz-content-sha256").is_some());
    assert_eq!(request.method, "PUT");
    let (path, query) = request.target.split_once('?').expect("a query");
    assert_eq!(path, "/accounts/a%20b%2Fc");
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    assert_eq!(pairs, ["at=2024-02-29T12%3A00%3A00Z", "dryRun=true"]);
    assert_eq!(request.header("content-type"), Some("application/xml"));
    assert_eq!(text(&request), SENT);

    assert_eq!(output.version(), Some("7"));
    assert_eq!(output.account(), Some(&account()));
    assert_eq!(output.request_id(), Some("request-1"));
}

/// Prefixes, attributes in another order, comments and references.
#[tokio::test]
async fn a_document_as_others_write_it() {
    let written = r#"<?xml version="1.0" encoding="UTF-8"?>
        <!-- a comment -->
        <l:LedgerAccount xmlns:l="https://ledger.example/ns" other="x" currency='EUR'>
          <l:owner xml:lang="de"><l:FullName>A &amp; B &#x263A;&#9786;</l:FullName></l:owner>
          <l:Entry><l:amount>1e3</l:amount></l:Entry>
          <l:unheardOf><l:Entry/></l:unheardOf>
          <l:Entry><l:amount>-INF</l:amount></l:Entry>
          <l:kinds/>
        </l:LedgerAccount>"#;
    let written = written.replace("-INF", "-Infinity");
    let server = Server::script([xml(200, &written)]).await;
    let call = Client::new(&config(&server.url())).put_account().id("i");
    let output = call.send().await.expect("an output");
    let account = output.account().expect("an account");
    let owner = account.owner().expect("an owner");
    assert_eq!(
        (owner.name(), owner.language()),
        ("A & B \u{263A}\u{263A}", Some("de"))
    );
    let amounts: Vec<_> = account.entries().iter().map(Entry::amount).collect();
    assert_eq!(amounts, [Some(1000.0), Some(f64::NEG_INFINITY)]);
    assert_eq!(account.kinds.as_deref(), Some(&[][..]));
    assert_eq!(account.labels, None);
}

/// A payload that is not set is an empty body.
#[tokio::test]
async fn no_payload() {
    let server = Server::script([Response::new(200), xml(200, ACCOUNT)]).await;
    let client = Client::new(&config(&server.url()));
    let output = client
        .put_account()
        .id("i")
        .send()
        .await
        .expect("an output");
    assert_eq!(output.account(), None);
    let request = server.only_request();
    assert_eq!(text(&request), "");
    assert_eq!(signer("ledger").verify_sigv4_as_s3(&request), Ok(()));

    let output = client
        .put_account()
        .id("i")
        .send()
        .await
        .expect("an output");
    let account = output.account().expect("an account");
    assert_eq!(account.currency(), Some("a\"b"));
    assert_eq!(account.owner().map(Person::name), Some("A & B"));
}

#[tokio::test]
async fn members_in_the_body() {
    let answer = "<OpenAccountOutput><AccountId>7</AccountId><opened>2024-02-29T12:00:00Z</opened></OpenAccountOutput>";
    let server = Server::script([xml(201, answer)]).await;
    let person = Person::builder()
        .name("Anne")
        .build()
        .expect("it has a name");
    let call = Client::new(&config(&server.url()))
        .open_account()
        .owner(person);
    let call = call.first(Entry::builder().text("t").build());
    let output = call.send().await.expect("an output");
    assert_eq!(output.id(), Some("7"));
    assert_eq!(output.opened(), Some(&DateTime::from_secs(1_709_208_000)));
    let expected = "<OpenAccountInput xmlns=\"https://ledger.example/ns\">\
        <owner><FullName>Anne</FullName></owner><First><member><text>t</text></member></First>\
        </OpenAccountInput>";
    assert_eq!(text(&server.only_request()), expected);
}

fn failed(status: u16, code: &str) -> Response {
    let document = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>gone</Message>\
         <account>i</account></Error><RequestId>request-2</RequestId></ErrorResponse>"
    );
    xml(status, &document)
}

#[tokio::test]
async fn errors() {
    let server = Server::script([failed(404, "NoSuchAccount"), failed(403, "AccessDenied")]).await;
    let client = Client::new(&config(&server.url()));
    let error = client
        .put_account()
        .id("i")
        .send()
        .await
        .expect_err("an error");
    assert_eq!(
        (error.code(), error.message()),
        (Some("NoSuchAccount"), Some("gone"))
    );
    let error = error.into_service_error();
    assert_eq!(error.request_id(), Some("request-2"));
    match error {
        PutAccountError::NoSuchAccount(error) => assert_eq!(error.account(), Some("i")),
        other => panic!("{other:?}"),
    }
    let error = client
        .put_account()
        .id("i")
        .send()
        .await
        .expect_err("an error");
    assert_eq!(
        (error.code(), error.message()),
        (Some("AccessDenied"), Some("gone"))
    );
    assert_eq!(error.into_service_error().request_id(), Some("request-2"));
}

#[tokio::test]
async fn throttling_is_retried() {
    for (status, code) in [(503, "Overloaded"), (400, "SlowDown")] {
        let server = Server::script([failed(status, code), xml(200, ACCOUNT)]).await;
        let call = Client::new(&config(&server.url())).put_account().id("i");
        call.send().await.expect("the second attempt");
        assert_eq!(server.requests().len(), 2, "{code}");
    }
}

/// Documents of events are XML too.
#[tokio::test]
async fn events() {
    let server = Exchanges::start(|mut exchange: Exchange| async move {
        let query = exchange.read_all().await?;
        let expected =
            b"<ScanInput xmlns=\"https://ledger.example/ns\"><query>q</query></ScanInput>";
        assert_eq!(query, expected);
        exchange.respond_events(&[]).await?;
        let stats = "<Stats><scanned>7</scanned><at>2024-02-29T12:00:00Z</at></Stats>";
        let refused = "<NoSuchAccount><Message>gone</Message><account>i</account></NoSuchAccount>";
        for frame in [
            Frame::event("rows", "application/octet-stream", "1,2\n"),
            Frame::event("stats", "application/xml", stats),
            Frame::empty_event("end"),
            Frame::exception("noSuchAccount", "application/xml", refused),
        ] {
            exchange.send_frame(&frame).await?;
        }
        exchange.finish().await
    })
    .await;
    let call = Client::new(&config(&server.url())).scan().query("q");
    let mut scanned = guarded(call.send()).await.expect("a stream").scanned;
    match guarded(scanned.recv()).await.expect("an event") {
        Some(Scanned::Rows(rows)) => assert_eq!(rows.data(), Some(&Blob::new("1,2\n"))),
        other => panic!("{other:?}"),
    }
    match guarded(scanned.recv()).await.expect("an event") {
        Some(Scanned::Stats(event)) => {
            let stats = event.stats().expect("stats");
            assert_eq!(stats.scanned(), Some(7));
            assert_eq!(stats.at(), Some(&DateTime::from_secs(1_709_208_000)));
        }
        other => panic!("{other:?}"),
    }
    let end = guarded(scanned.recv()).await.expect("an event");
    assert!(matches!(end, Some(Scanned::End(_))), "{end:?}");
    let error = guarded(scanned.recv()).await.expect_err("an error");
    assert_eq!(error.message(), Some("gone"));
    match error.into_service_error() {
        ScannedError::NoSuchAccount(error) => assert_eq!(error.account(), Some("i")),
        other => panic!("{other:?}"),
    }
}

/// A document that breaks off is an error; nothing of it passes for an output.
#[tokio::test]
async fn a_document_that_breaks_off() {
    for end in [SENT.len() - 1, SENT.len() / 2, 20] {
        let server = Server::script([xml(200, &SENT[..end])]).await;
        let call = Client::new(&config(&server.url())).put_account().id("i");
        call.send().await.expect_err("the document is cut");
    }
}
